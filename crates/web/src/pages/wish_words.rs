//! Wishes in a line of words, as a person would say them: for the coach who saved them and for the
//! resident whom they are about.

use actions::places::PlaceChoice;
use actions::search::WishesDraft;
use documents::Texts;
use domain::class_words::ClassWords;
use domain::codes::SelfReliance;
use domain::contact::Postcode;

use super::professional::capital;

/// "Zwemmen, maandagochtend, rolstoel, tot € 20,00 per maand, rond 5299 AB"; the classes of
/// self-reliance as their municipality calls them.
#[must_use]
pub fn wish_words(t: &Texts, called: &ClassWords, wishes: &WishesDraft) -> String {
    let mut parts = Vec::new();
    let lists = [
        ("activiteit", &wishes.activities),
        ("groep", &wishes.groups),
        ("begeleiding", &wishes.guidance),
        ("toegankelijkheid", &wishes.accessibility),
        ("plezier", &wishes.likes),
    ];
    for (list, codes) in lists {
        parts.extend(codes.iter().map(|code| t.code(list, code).to_lowercase()));
    }
    let dayparts = wishes.dayparts.iter();
    parts.extend(dayparts.filter_map(|code| Some(t.daypart(code.parse().ok()?))));
    if let Some(level) = wishes.max_level {
        parts.push(t.code("niveau", &level.to_string()).to_lowercase());
    }
    let class = wishes.self_reliance.parse::<SelfReliance>().ok();
    parts.extend(class.map(|class| t.self_reliance(called, class).to_lowercase()));
    let language = Some(&wishes.language).filter(|code| !code.is_empty());
    parts.extend(language.map(|code| t.code("taal", code)));
    if let Some(age) = wishes.age {
        parts.push(t.w("wens-leeftijd", &[("jaar", &age.to_string())]));
    }
    if let Some(cents) = wishes.max_price {
        let euros = format!("{},{:02}", cents / 100, cents % 100);
        parts.push(t.w("wens-prijs", &[("prijs", &euros)]));
    }
    parts.extend(wishes.schemes.iter().map(|name| name.trim().to_owned()));
    for (key, codes) in [
        ("wens-liever-niet", &wishes.rather_not),
        ("wens-niet", &wishes.never),
    ] {
        let words = codes.iter().map(|code| liked(t, code));
        parts.extend(words.map(|what| t.w(key, &[("wat", &what)])));
    }
    for (key, wished) in [
        ("wens-vrije-plek", wishes.free_places),
        ("wens-altijd-instromen", wishes.any_time),
    ] {
        parts.extend(wished.then(|| t.s(key)));
    }
    let wait = Some(&wishes.max_wait).filter(|code| !code.is_empty());
    parts.extend(wait.map(|code| t.code("wachttijd", code).to_lowercase()));
    let recognised = Some(&wishes.recognised).filter(|code| !code.is_empty());
    parts.extend(recognised.map(|code| t.code("erkende-interventie", code).to_lowercase()));
    if !wishes.text.trim().is_empty() {
        parts.push(format!("“{}”", wishes.text.trim()));
    }
    if parts.is_empty() {
        parts.push(t.s("wens-iets"));
    }
    parts.extend(start(t, wishes));
    capital(&parts.join(", "))
}

/// A code of what gives pleasure, or of an activity.
fn liked(t: &Texts, code: &str) -> String {
    let list = match code.parse::<domain::codes::Delight>() {
        Ok(_) => "plezier",
        Err(_) => "activiteit",
    };
    t.code(list, code).to_lowercase()
}

/// From where is searched: "5299 AB"; `None` when no place was named.
#[must_use]
pub fn start_of(t: &Texts, wishes: &WishesDraft) -> Option<String> {
    if wishes.point.is_some() {
        return Some(t.s("wens-punt"));
    }
    let named = [&wishes.postcode, &wishes.place];
    let from = named.into_iter().find(|word| !word.trim().is_empty())?;
    Some(place_written(from))
}

/// A postcode as people write it, "5299 AB" for "5299ab"; a name as it was typed.
#[must_use]
pub fn place_written(typed: &str) -> String {
    let typed = typed.trim();
    match typed.parse::<Postcode>() {
        Ok(postcode) => postcode.to_string(),
        Err(_) => typed.to_owned(),
    }
}

/// "tot 3 km van 5299 AB"
fn start(t: &Texts, wishes: &WishesDraft) -> Option<String> {
    let from = start_of(t, wishes)?;
    let from = from.as_str();
    Some(match (wishes.max_way_m, wishes.max_distance_km) {
        (Some(metres), _) => t.w(
            "wens-tot-meter",
            &[("meter", &metres.to_string()), ("plaats", from)],
        ),
        (None, Some(km)) => {
            let km = km.to_string().replace('.', ",");
            t.w("wens-tot-km", &[("km", &km), ("plaats", from)])
        }
        (None, None) => t.w("wens-rond", &[("plaats", from)]),
    })
}

/// A place that may be meant: "Bergen (1861), gemeente Bergen (NH.)", "Centrum, gemeente Brugdam".
#[must_use]
pub fn place_meant(t: &Texts, place: &PlaceChoice) -> String {
    let Some(municipality) = &place.municipality else {
        return place.ask.clone();
    };
    // Its municipality need not be told twice.
    let name = match place.ask.ends_with(&format!("({municipality})")) {
        true => &place.name,
        false => &place.ask,
    };
    let words = [
        ("plaats", name.as_str()),
        ("gemeente", municipality.as_str()),
    ];
    t.w("openbaar-plaats-keus", &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_told_as_somebody_would_say_them() {
        let words = |word: &str| vec![word.to_owned()];
        let wishes = WishesDraft {
            postcode: "5299 AB".to_owned(),
            max_distance_km: Some(2.5),
            activities: words("zwemmen"),
            dayparts: words("ma-ochtend"),
            accessibility: words("rolstoel"),
            max_price: Some(2050),
            never: words("voetbal"),
            text: " rustig ".to_owned(),
            ..WishesDraft::default()
        };
        let ours = ClassWords::default();
        let told = wish_words(Texts::dutch(), &ours, &wishes);
        assert_eq!(
            told,
            "Zwemmen, kan met een rolstoel, maandagochtend, hoogstens € 20,50 per maand, geen voetbal, \
             “rustig”, tot 2,5 km van 5299 AB"
        );
        let run_together = WishesDraft {
            postcode: "5299ab".to_owned(),
            ..WishesDraft::default()
        };
        let told = start_of(Texts::dutch(), &run_together);
        assert_eq!(told.as_deref(), Some("5299 AB"));
        let on_map = WishesDraft {
            point: Some((Some(51.7), Some(5.3))),
            ..run_together
        };
        let told = start_of(Texts::dutch(), &on_map);
        assert_eq!(told.as_deref(), Some("de gekozen plek op de kaart"));
        let none = wish_words(Texts::dutch(), &ours, &WishesDraft::default());
        assert_eq!(none, "Iets om te doen");
        let waits = WishesDraft {
            self_reliance: "met-wat-hulp".to_owned(),
            max_wait: "geen".to_owned(),
            any_time: true,
            ..WishesDraft::default()
        };
        let own = ClassWords::new([None, Some("Klasse Geel".to_owned()), None]);
        let told = wish_words(Texts::dutch(), &own, &waits);
        assert_eq!(told, "Klasse geel, elke week beginnen, geen wachttijd");
    }
}
