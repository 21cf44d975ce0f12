//! What everybody reads about an offer on the public pages, in the reader's language: how far, what
//! it costs, and when somebody last said that it is right. Called by those pages; pure.
//!
//! In Dutch it is what professionals read (`dutch`). Other languages tell the day itself, for how
//! long ago it was is counted in other words in each of them.

use domain::codes::Language;
use domain::daypart::Daypart;
use domain::offer::{ConfirmedBy, Offer};
use jiff::civil::{Date, Weekday};

use crate::texts::Texts;
use crate::{dutch, moments, prices};

/// How far: "900 m", "1,2 km". No more exact than a postcode is.
#[must_use]
pub fn distance(t: &Texts, metres: u32) -> String {
    if t.language() == Language::Dutch {
        return dutch::distance(metres);
    }
    let tens = metres.saturating_add(5) / 10 * 10;
    let hundreds = metres.saturating_add(50) / 100;
    let km = |words: &str| t.w("openbaar-afstand-km", &[("km", words)]);
    match (tens, hundreds) {
        (0..100, _) => t.s("openbaar-afstand-minder"),
        (100..1000, _) => t.w("openbaar-afstand-m", &[("meter", &tens.to_string())]),
        (_, 0..100) if hundreds.is_multiple_of(10) => km(&(hundreds / 10).to_string()),
        (_, 0..100) => {
            let point = match t.language() {
                Language::English => '.',
                _ => ',',
            };
            km(&format!("{}{point}{}", hundreds / 10, hundreds % 10))
        }
        _ => km(&(metres.saturating_add(500) / 1000).to_string()),
    }
}

/// What is asked, and about what that is a month.
#[must_use]
pub fn price_with_month(t: &Texts, offer: &Offer) -> String {
    let asked = prices::price_after_deal(t, offer);
    match prices::about_a_month(t, offer) {
        Some(about) => format!("{asked}{}{about}", comma(t)),
        None => asked,
    }
}

/// What stands between two parts of a sentence.
#[must_use]
pub fn comma(t: &Texts) -> &'static str {
    match t.language() {
        Language::Arabic => "، ",
        _ => ", ",
    }
}

/// When an offer was last confirmed, in short.
#[must_use]
pub fn days_ago(t: &Texts, on: Option<Date>, by: Option<ConfirmedBy>, today: Date) -> String {
    match t.language() {
        Language::Dutch => dutch::days_ago(on, by, today),
        _ => on_a_day(t, on, by, today),
    }
}

/// The same with who said so, where that is told.
#[must_use]
pub fn confirmed(t: &Texts, on: Option<Date>, by: Option<ConfirmedBy>, today: Date) -> String {
    match t.language() {
        Language::Dutch => dutch::confirmed(on, by, today),
        _ => on_a_day(t, on, by, today),
    }
}

fn on_a_day(t: &Texts, on: Option<Date>, by: Option<ConfirmedBy>, today: Date) -> String {
    let Some(day) = on else {
        return t.s("openbaar-bevestigd-niet");
    };
    let key = match by {
        Some(ConfirmedBy::Source) => "openbaar-bevestigd-lijst",
        _ => "openbaar-bevestigd-op",
    };
    // A day ahead, which only a mistaken source gives, counts as today.
    t.w(
        key,
        &[("dag", &moments::date_long(t, day.min(today), today))],
    )
}

/// A daypart: "dinsdagochtend".
#[must_use]
pub fn daypart(t: &Texts, one: Daypart) -> String {
    if t.language() == Language::Dutch {
        return t.daypart(one);
    }
    let offset = i8::try_from(one.day_index()).unwrap_or_default();
    let day = Weekday::from_monday_zero_offset(offset).unwrap_or(Weekday::Monday);
    let part = ["ochtend", "middag", "avond"][one.part_index()];
    let part = t.s(&format!("openbaar-{part}")).to_lowercase();
    let words = [("dag", moments::weekday(t, day)), ("deel", part)];
    let words = words.each_ref().map(|(name, word)| (*name, word.as_str()));
    t.w("openbaar-dag-en-deel", &words)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::texts::{RESIDENT_LANGUAGES, keys_of};

    const TODAY: Date = date(2026, 11, 24);

    #[test]
    fn the_public_list_is_told_in_every_language() {
        let mut english = keys_of(Language::English, "public-offers");
        english.sort();
        assert!(english.len() > 140);
        // Whatever a text names, by a sign that stands in no text.
        let args: Vec<(&str, &str)> = [
            "naam",
            "plaats",
            "gemeente",
            "km",
            "meter",
            "nummer",
            "afstand",
            "postcode",
            "wens",
            "dag",
            "deel",
            "aanbieder",
            "lessen",
            "activiteiten",
            "van",
            "tot",
            "dagen",
        ]
        .map(|name| (name, "¤"))
        .into();
        let counted = [
            "openbaar-gevonden",
            "openbaar-meer-momenten",
            "reden-plekken",
            "aanbieder-lessen",
            "aanbieder-meer",
        ];
        for language in RESIDENT_LANGUAGES {
            let t = Texts::of(language);
            if language != Language::Dutch {
                let mut keys = keys_of(language, "public-offers");
                keys.sort();
                assert_eq!(keys, english, "{language}");
            }
            for key in &english {
                assert!(t.has(key), "{language} {key}");
                if counted.contains(&key.as_str()) {
                    assert!(t.n(key, "aantal", 7).contains('7'), "{language} {key}");
                    continue;
                }
                let text = t.w(key, &args);
                let named = |text: &str| text.matches('¤').count();
                assert_eq!(
                    named(&text),
                    named(&Texts::dutch().w(key, &args)),
                    "{language} {key}"
                );
                assert!(
                    !text.contains(['⟦', '{', '}', '$']),
                    "{language} {key}: {text}"
                );
            }
        }
    }

    #[test]
    fn facts_are_told_in_the_readers_language() {
        let (turkish, english) = (Texts::of(Language::Turkish), Texts::of(Language::English));
        assert_eq!(distance(turkish, 1_249), "1,2 km");
        assert_eq!(distance(english, 1_249), "1.2 km");
        assert_eq!(distance(english, 20), "less than 100 m");
        assert_eq!(distance(Texts::dutch(), 20), "minder dan 100 meter");
        let day = Some(date(2026, 11, 3));
        let told = |t, by| confirmed(t, day, Some(by), TODAY);
        assert_eq!(
            told(english, ConfirmedBy::Provider),
            "checked on Tuesday 3 November"
        );
        assert_eq!(
            told(Texts::dutch(), ConfirmedBy::Provider),
            "bevestigd 3 weken geleden door de aanbieder"
        );
        assert!(told(turkish, ConfirmedBy::Source).contains("3 Kasım Salı"));
        assert_eq!(days_ago(english, None, None, TODAY), "not checked yet");
        let tuesday_evening: Daypart = "di-avond".parse().unwrap();
        assert_eq!(daypart(english, tuesday_evening), "Tuesday evening");
        assert_eq!(daypart(Texts::dutch(), tuesday_evening), "dinsdagavond");
    }
}
