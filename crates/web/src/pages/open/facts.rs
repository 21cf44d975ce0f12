//! What residents read about a lesson, one fact a pictogram, in their language: used by their own
//! page and by the sheet of what was chosen together.

use documents::{Texts, moments, prices};
use domain::offer::{Offer, Session};

use super::answer_page::{Call, capital};

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
    /// Whether these are the provider's own words, which are Dutch.
    pub dutch: bool,
    /// A number to call.
    pub call: Option<Call>,
}

/// A fact whose label has this key.
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
        call: None,
    }
}

/// What people do there, in the provider's words.
pub(super) fn what(t: &Texts, offer: &Offer) -> Fact {
    Fact {
        dutch: true,
        ..fact(t, "run", "mijn-wat", offer.title.clone(), String::new())
    }
}

/// When it is in the week.
pub(super) fn weekly(t: &Texts, session: Option<&Session>) -> Fact {
    let words = match session {
        Some(one) if one.day.is_some() => capital(&moments::weekly(t, one.day, one.from, one.to)),
        _ => t.s("mijn-moment-volgt"),
    };
    fact(t, "calendar-event", "mijn-wanneer", words, String::new())
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
    Some(Fact {
        dutch: true,
        ..fact(t, "map-pin", "mijn-waar", strong, rest)
    })
}

/// Who welcomes the resident, and where they stand; the organisation itself is named below.
pub(super) fn host(t: &Texts, offer: &Offer, receiver: &str) -> Option<Fact> {
    let (name, meeting) = (&offer.contact.name, &offer.meeting_point);
    if name.is_none() && meeting.is_none() {
        return None;
    }
    let name = name.clone().unwrap_or_else(|| receiver.to_owned());
    let meeting = meeting.clone().unwrap_or_default();
    Some(Fact {
        dutch: true,
        ..fact(t, "user", "mijn-wie", name, meeting)
    })
}

/// What to bring, when the provider told.
pub(super) fn bring(t: &Texts, offer: &Offer) -> Option<Fact> {
    let words = offer.bring.clone()?;
    Some(Fact {
        dutch: true,
        ..fact(t, "shoe", "mijn-meenemen", words, String::new())
    })
}

/// What it costs; with `first_time` what the first lesson costs stands before it.
pub(super) fn cost(t: &Texts, offer: &Offer, first_time: bool) -> Fact {
    let price = capital(&prices::price_after_deal(t, offer.price, offer.paid_weeks));
    match offer.trial.filter(|_| first_time) {
        Some(trial) => {
            let first = capital(&prices::trial(t, trial));
            fact(t, "coin-euro", "mijn-kosten", first, price)
        }
        None => fact(t, "coin-euro", "mijn-kosten", price, String::new()),
    }
}
