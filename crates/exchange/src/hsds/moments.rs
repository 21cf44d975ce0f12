//! Schedules of HSDS (the rules of RFC 5545) as weekly moments. What comes back in another rhythm
//! than every week is asked.

use jiff::civil::{Time, Weekday};
use serde_json::Value;

use crate::draft::{OfferDraft, SessionDraft};
use crate::json::text_of;

/// Fills the sessions and the season from the first list that tells any.
pub(super) fn fill(draft: &mut OfferDraft, lists: &[Option<&Value>]) {
    let schedules = lists
        .iter()
        .flatten()
        .filter_map(|list| list.as_array())
        .find(|list| !list.is_empty());
    let mut season = Vec::new();
    for schedule in schedules.into_iter().flatten() {
        let told = |name: &str| schedule.get(name).and_then(text_of);
        let (opens, closes) = (time(told("opens_at")), time(told("closes_at")));
        let closes = closes.filter(|closes| opens.is_none_or(|opens| *closes > opens));
        if let (Some(from), Some(to)) = (told("valid_from"), told("valid_to"))
            && from != to
        {
            season.push(format!("{from} t/m {to}"));
        }
        let Some(days) = days(&told) else {
            let shown = ["description", "freq", "interval", "byday"];
            let shown: Vec<String> = shown.iter().filter_map(|name| told(name)).collect();
            draft.doubt("dag", &shown.join(" "), "which-day");
            continue;
        };
        for day in days {
            draft.add_session(SessionDraft::weekly(day, opens, closes));
        }
    }
    if draft.sessions.is_empty() {
        draft.add_session(SessionDraft::weekly(None, None, None));
    }
    season.dedup();
    if !season.is_empty() {
        draft.season = Some(season.join(", "));
    }
}

/// `10:00`, `10:00:00` and the same with a zone: the hour of the place itself.
fn time(text: Option<String>) -> Option<Time> {
    let text = text?;
    let end = text.find(['Z', '+']).unwrap_or(text.len());
    let time: Time = text.get(..end)?.parse().ok()?;
    Time::new(time.hour(), time.minute(), 0, 0).ok()
}

/// The days of a schedule of every week; `None` when it is another rhythm. Hours without a rhythm
/// are a session whose day is not known.
fn days(told: &impl Fn(&str) -> Option<String>) -> Option<Vec<Option<Weekday>>> {
    let every = told("interval").is_none_or(|interval| interval == "1");
    let days = told("byday");
    match (told("freq").as_deref(), days) {
        (Some("WEEKLY") | None, Some(days)) if every => {
            days.split(',').map(|day| weekday(day).map(Some)).collect()
        }
        (Some("DAILY"), None) if every => {
            let week = std::iter::successors(Some(Weekday::Monday), |day| Some(day.next()));
            Some(week.take(7).map(Some).collect())
        }
        (None, None) => Some(vec![None]),
        _ => None,
    }
}

/// `TU`; the second Tuesday of a month (`2TU`) is no weekly day.
fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.trim() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}
