//! What residents read about a lesson, one fact a pictogram, in their language: used by their own
//! page and by the sheet of what was chosen together.
//!
//! What people do is told in the resident's language, and below it what stands on the door. What
//! the provider wrote stays as it was written, and is said to be Dutch.

use documents::{Texts, moments, prices};
use domain::codes::{Activity, Language};
use domain::offer::{Offer, Session};

use super::answer_page::Call;

/// One fact with its pictogram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The icon.
    pub icon: &'static str,
    /// The label.
    pub label: String,
    /// What matters.
    pub strong: String,
    /// What belongs to it; empty for nothing.
    pub rest: String,
    /// Whether `strong` is Dutch: a name, an address or the provider's own words.
    pub dutch: bool,
    /// Whether `rest` is.
    pub rest_dutch: bool,
    /// That the provider wrote it in Dutch, for who reads another language; empty for nothing.
    pub remark: String,
    /// A number to call.
    pub call: Option<Call>,
}

/// A fact whose label has this key, in the resident's language.
pub(super) fn fact(
    t: &Texts,
    icon: &'static str,
    label: &str,
    strong: String,
    rest: String,
) -> Fact {
    Fact {
        icon,
        label: t.s(label),
        strong,
        rest,
        dutch: false,
        rest_dutch: false,
        remark: String::new(),
        call: None,
    }
}

/// The same, with names or the provider's own words in it.
fn in_dutch(fact: Fact) -> Fact {
    Fact {
        dutch: true,
        rest_dutch: true,
        ..fact
    }
}

/// That something was written in Dutch; empty for who reads Dutch.
fn remark(t: &Texts) -> String {
    match t.language() {
        Language::Dutch => String::new(),
        _ => t.s("mijn-in-het-nederlands"),
    }
}

/// What people do there, in the resident's language; `None` when no word of ours tells it.
pub(super) fn activity(t: &Texts, offer: &Offer) -> Option<String> {
    let told = offer.activity != Activity::Other;
    told.then(|| t.code(Activity::LIST, offer.activity.code()))
}

/// What people do there, with the name that stands on the door. Who reads Dutch reads the name
/// first, and no more when it tells what people do.
pub(super) fn what(t: &Texts, offer: &Offer) -> Fact {
    let title = offer.title.clone();
    let fact = |strong, rest| fact(t, "run", "mijn-wat", strong, rest);
    let Some(activity) = activity(t, offer) else {
        return in_dutch(fact(title, String::new()));
    };
    if t.language() != Language::Dutch {
        return Fact {
            rest_dutch: true,
            ..fact(activity, title)
        };
    }
    let told = title.to_lowercase().contains(&activity.to_lowercase());
    in_dutch(fact(title, if told { String::new() } else { activity }))
}

/// When it is in the week.
pub(super) fn weekly(t: &Texts, session: Option<&Session>) -> Fact {
    let words = match session {
        Some(one) if one.day.is_some() || one.by_appointment => t.capital(&moments::weekly(t, one)),
        _ => t.s("mijn-moment-volgt"),
    };
    fact(t, "calendar-event", "mijn-wanneer", words, String::new())
}

/// The same of what nobody was referred to yet: of a day that nobody told, whom to ask.
pub(super) fn weekly_or_ask(t: &Texts, session: &Session) -> Fact {
    if session.day.is_some() || session.by_appointment {
        return weekly(t, Some(session));
    }
    let words = t.capital(&moments::weekly(t, session));
    fact(
        t,
        "calendar-event",
        "mijn-wanneer",
        words,
        t.s("moment-vraag"),
    )
}

/// Where it is, when that is known.
pub(super) fn place(t: &Texts, offer: &Offer) -> Option<Fact> {
    let venue = &offer.venue;
    let postcode = venue.postcode.map(|postcode| postcode.to_string());
    let town: Vec<String> = [postcode, venue.town.clone()]
        .into_iter()
        .flatten()
        .collect();
    let town = town.join(" ");
    let (strong, rest) = match &venue.address {
        Some(address) => (address.clone(), town),
        None if town.is_empty() => return None,
        None => (town, String::new()),
    };
    Some(in_dutch(fact(t, "map-pin", "mijn-waar", strong, rest)))
}

/// Who welcomes the resident, and where they stand; the organisation itself is named below.
pub(super) fn host(t: &Texts, offer: &Offer, receiver: &str) -> Option<Fact> {
    let (name, meeting) = (&offer.contact.name, &offer.meeting_point);
    if name.is_none() && meeting.is_none() {
        return None;
    }
    let name = name.clone().unwrap_or_else(|| receiver.to_owned());
    let remark = meeting.as_ref().map(|_| remark(t)).unwrap_or_default();
    let meeting = meeting.clone().unwrap_or_default();
    Some(Fact {
        remark,
        ..in_dutch(fact(t, "user", "mijn-wie", name, meeting))
    })
}

/// What to bring, when the provider told.
pub(super) fn bring(t: &Texts, offer: &Offer) -> Option<Fact> {
    let words = offer.bring.clone()?;
    Some(Fact {
        remark: remark(t),
        ..in_dutch(fact(t, "shoe", "mijn-meenemen", words, String::new()))
    })
}

/// What it costs; with `first_time` what the first lesson costs stands before it.
pub(super) fn cost(t: &Texts, offer: &Offer, first_time: bool) -> Fact {
    let price = t.capital(&prices::price_after_deal(t, offer));
    match offer.trial.filter(|_| first_time) {
        Some(trial) => {
            let first = t.capital(&prices::trial(t, trial));
            fact(t, "coin-euro", "mijn-kosten", first, price)
        }
        None if offer.price.is_none() => {
            fact(t, "coin-euro", "mijn-kosten", price, t.s("prijs-vraag"))
        }
        None => fact(t, "coin-euro", "mijn-kosten", price, String::new()),
    }
}

/// Whom to call.
pub(super) fn phone(t: &Texts, label: &str, name: String, call: Option<Call>) -> Fact {
    Fact {
        call,
        ..in_dutch(fact(t, "phone", label, name, String::new()))
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::{OfferId, OrganisationId};
    use uuid::Uuid;

    use super::*;

    fn offer(activity: Activity, title: &str) -> Offer {
        let nobody = Uuid::nil();
        Offer {
            title: title.to_owned(),
            bring: Some("Makkelijke schoenen".to_owned()),
            meeting_point: Some("Bij de balie".to_owned()),
            ..Offer::untold(
                OfferId::new(nobody),
                "GM9001".parse().unwrap(),
                OrganisationId::new(nobody),
                activity,
            )
        }
    }

    fn told(language: Language, offer: &Offer) -> (String, bool, String) {
        let fact = what(Texts::of(language), offer);
        assert!(fact.rest.is_empty() || fact.rest_dutch);
        (fact.strong, fact.dutch, fact.rest)
    }

    #[test]
    fn what_people_do_is_told_in_the_residents_language_above_the_name_on_the_door() {
        let walk = offer(Activity::Walking, "Samen buiten");
        let name = "Samen buiten".to_owned();
        assert_eq!(
            told(Language::Turkish, &walk),
            ("Yürüyüş".to_owned(), false, name.clone())
        );
        assert_eq!(
            told(Language::Arabic, &walk),
            ("المشي".to_owned(), false, name.clone())
        );
        assert_eq!(
            told(Language::Dutch, &walk),
            (name, true, "Wandelen".to_owned())
        );
    }

    #[test]
    fn a_dutch_name_that_tells_it_already_is_not_told_again() {
        let walk = offer(Activity::Walking, "Rustig wandelen");
        let name = "Rustig wandelen".to_owned();
        assert_eq!(
            told(Language::Dutch, &walk),
            (name.clone(), true, String::new())
        );
        // What we have no word for is told by its name alone.
        let other = offer(Activity::Other, "Rustig wandelen");
        assert_eq!(told(Language::Polish, &other), (name, true, String::new()));
    }

    #[test]
    fn what_the_provider_wrote_is_said_to_be_dutch_to_who_reads_another_language() {
        let walk = offer(Activity::Walking, "Samen buiten");
        let remarks = |t: &Texts| {
            let host = host(t, &walk, "De Brug").unwrap();
            let bring = bring(t, &walk).unwrap();
            assert!(host.rest_dutch && bring.dutch);
            [host.remark, bring.remark]
        };
        assert_eq!(
            remarks(Texts::of(Language::English)),
            ["The club wrote this in Dutch."; 2]
        );
        assert_eq!(remarks(Texts::dutch()), [""; 2]);
        // A name needs no remark.
        let mut named = offer(Activity::Walking, "Samen buiten");
        (named.meeting_point, named.contact.name) = (None, Some("Tineke".to_owned()));
        let host = host(Texts::of(Language::English), &named, "De Brug").unwrap();
        assert_eq!((host.strong.as_str(), host.remark.as_str()), ("Tineke", ""));
    }
}
