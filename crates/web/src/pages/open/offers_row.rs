//! An offer as a line of the public list, in the reader's language. What the provider wrote stays
//! Dutch; the page marks it so.

use actions::catalogue::{CatalogueDraft, CataloguePage, Listed};
use actions::{Bridge, cancel_lesson};
use documents::{Texts, moments, offer_facts, prices};
use domain::codes::Language;
use domain::offer::{ConfirmedBy, Offer, Session};
use jiff::civil::Date;

use super::facts::activity;
use super::offer::provider_href;
use super::picture::{Seen, first_seen};
use crate::pages::wish_words::place_written;

/// A confirmation older than this is something to mind, as in the search for professionals.
const FRESH_DAYS: i32 = 180;

/// An offer as a line of the list.
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// "Dinsdag"; empty when that is not told.
    pub day: String,
    /// "10.00–11.00 uur"
    pub hours: String,
    /// How many other moments there are, in words; empty for none.
    pub more: String,
    /// What people do, for who reads another language than the title.
    pub activity: String,
    /// The offer's title.
    pub title: String,
    /// The provider.
    pub provider: String,
    /// The provider's own page.
    pub provider_href: String,
    /// Where it is; empty when nobody told.
    pub place: String,
    /// What is good to know.
    pub facts: Vec<String>,
    /// That only a list told it; empty when somebody who knows said so.
    pub listed: String,
    /// What to mind.
    pub minds: Vec<String>,
    /// The offer's first picture.
    pub picture: Option<Seen>,
    /// The price, and what it is after the paid weeks.
    pub price: String,
    /// What the first time costs; empty when there is none.
    pub trial: String,
}

/// What the lines of a list have in common.
pub struct Reading<'a> {
    /// The reader's language.
    pub t: &'static Texts,
    /// The service.
    pub bridge: &'a Bridge,
    /// What was asked.
    pub draft: &'a CatalogueDraft,
    /// What takes the language along to the offer's page.
    pub language: String,
    /// The day it is.
    pub today: Date,
}

impl Reading<'_> {
    /// The lines of a page.
    #[must_use]
    pub fn rows(&self, page: Option<&CataloguePage>) -> Vec<Row> {
        let listed = page.into_iter().flat_map(|page| &page.offers);
        listed.map(|one| self.row(one)).collect()
    }

    fn row(&self, listed: &Listed) -> Row {
        let (t, today) = (self.t, self.today);
        let offer = &listed.offer;
        let sessions: Vec<&Session> = listed
            .sessions
            .iter()
            .filter_map(|at| offer.sessions.get(*at))
            .collect();
        let first = sessions.first().copied();
        let others = i64::try_from(sessions.len().saturating_sub(1)).unwrap_or_default();
        let mut facts = Vec::new();
        if let Some(metres) = listed.distance_m {
            let words = [
                ("afstand", offer_facts::distance(t, metres)),
                ("postcode", start(self.draft)),
            ];
            let words = words.each_ref().map(|(name, word)| (*name, word.as_str()));
            facts.push(t.w("openbaar-afstand-van", &words));
        }
        if let Some(level) = offer.level {
            facts.push(t.s(&format!("reden-niveau-{}", level as u8)));
        }
        let confirmed = offer_facts::days_ago(t, offer.confirmed_on, offer.confirmed_by, today);
        let fresh = offer
            .confirmed_on
            .is_some_and(|day| (today - day).get_days() <= FRESH_DAYS);
        // A list confirms nothing: no tick for that.
        let by_list = offer.confirmed_by == Some(ConfirmedBy::Source);
        let mut minds: Vec<String> = first
            .and_then(|session| left_out_words(t, self.bridge, session, today))
            .into_iter()
            .collect();
        if !fresh {
            minds.push(t.capital(&confirmed));
        }
        let listed = match fresh && by_list {
            true => t.capital(&confirmed),
            false => String::new(),
        };
        facts.extend(Some(confirmed).filter(|_| fresh && !by_list));
        let foreign = t.language() != Language::Dutch;
        Row {
            href: format!("/aanbod/{}{}", offer.id, self.language),
            day: first
                .and_then(|session| session.day)
                .map(|day| t.capital(&moments::weekday(t, day)))
                .unwrap_or_default(),
            hours: hours(t, first),
            more: if others > 0 {
                t.n("openbaar-meer-momenten", "aantal", others)
            } else {
                String::new()
            },
            activity: activity(t, offer).filter(|_| foreign).unwrap_or_default(),
            title: offer.title.clone(),
            provider: offer.provider_name.clone(),
            provider_href: format!("{}{}", provider_href(offer), self.language),
            place: place(offer),
            picture: first_seen(self.bridge, offer.id),
            facts,
            listed,
            minds,
            price: t.capital(&offer_facts::price_with_month(t, offer)),
            trial: offer
                .trial
                .map(|trial| t.capital(&prices::trial(t, trial)))
                .unwrap_or_default(),
        }
    }
}

/// From where is measured.
#[must_use]
pub fn start(draft: &CatalogueDraft) -> String {
    place_written(match draft.place.as_str() {
        "" => &draft.postcode,
        place => place,
    })
}

/// "Gaat niet door op dinsdag 24 november"; `None` when the lesson always is.
fn left_out_words(t: &Texts, bridge: &Bridge, session: &Session, today: Date) -> Option<String> {
    let days = cancel_lesson::left_out(bridge, session.id);
    let days = match t.language() {
        Language::Dutch => cancel_lesson::left_out_days(&days, today)?,
        _ if days.is_empty() => return None,
        _ => {
            let days = days.iter().map(|day| moments::date_long(t, *day, today));
            days.collect::<Vec<_>>().join(" · ")
        }
    };
    Some(t.w("let-op-niet-door", &[("dagen", &days)]))
}

/// From when to when; nothing when only the day is known.
fn hours(t: &Texts, session: Option<&Session>) -> String {
    match session {
        Some(Session {
            day: Some(_),
            from: Some(from),
            to,
            ..
        }) => moments::time_span(t, *from, *to),
        Some(Session { day: Some(_), .. }) => String::new(),
        Some(session) => t.capital(&moments::weekly(t, session)),
        None => t.capital(&t.s("moment-onbekend")),
    }
}

fn place(offer: &Offer) -> String {
    let venue = &offer.venue;
    let place = venue.address.clone().or_else(|| venue.town.clone());
    place.unwrap_or_default()
}
