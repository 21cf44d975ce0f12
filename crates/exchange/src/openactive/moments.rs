//! When an event is: weekly days and hours from schedules, sub-events and start dates.
//!
//! A moment with an offset keeps the offset's own local time. A moment in UTC is turned into
//! Amsterdam's time when the place is Dutch, and is taken as written elsewhere.

use domain::calendar::AMSTERDAM;
use jiff::Span;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use serde_json::Value;

use super::nodes::{Layers, each, is_called_off, text_of};
use crate::draft::{OfferDraft, SessionDraft};
use crate::wording::fold;

/// Fills the sessions and, from the dates told, the season.
pub(super) fn fill(draft: &mut OfferDraft, event: &Layers<'_>, is_dutch: bool) {
    let mut dates: Vec<Date> = Vec::new();
    let own = event.own();
    let places = places_of(own);
    let found = from_schedules(draft, own.get("eventSchedule"), places, &mut dates)
        || from_events(draft, own.get("subEvent"), places, is_dutch, &mut dates)
        || from_events(draft, Some(own), places, is_dutch, &mut dates)
        || from_schedules(draft, event.get("eventSchedule"), places, &mut dates)
        || from_events(draft, event.get("subEvent"), places, is_dutch, &mut dates);
    if !found {
        let mut session = SessionDraft::weekly(None, None, None);
        session.places_left = places;
        draft.add_session(session);
    }
    draft.season = match (dates.iter().min(), dates.iter().max()) {
        (Some(first), Some(last)) if first == last => Some(first.to_string()),
        (Some(first), Some(last)) => Some(format!("{first} t/m {last}")),
        _ => None,
    };
}

/// Places left, when told as a number; ">4" is not one.
fn places_of(event: &Value) -> Option<u16> {
    ["remainingAttendeeCapacity", "beta:availability"]
        .iter()
        .find_map(|name| event.get(*name))
        .and_then(text_of)
        .and_then(|text| text.parse().ok())
}

fn from_events(
    draft: &mut OfferDraft,
    events: Option<&Value>,
    places: Option<u16>,
    is_dutch: bool,
    dates: &mut Vec<Date>,
) -> bool {
    let mut found = false;
    for event in events
        .map_or(&[][..], each)
        .iter()
        .filter(|event| !is_called_off(event))
    {
        let at = |name: &str| {
            event
                .get(name)
                .and_then(text_of)
                .and_then(|text| local(&text, is_dutch))
        };
        let Some((day, from)) = at("startDate") else {
            continue;
        };
        let to = match (from, at("endDate")) {
            (Some(from), Some((last, Some(to)))) if last == day && to > from => Some(to),
            (Some(from), None) => after(from, event.get("duration")),
            _ => None,
        };
        dates.push(day);
        if let Some((last, _)) = at("endDate").filter(|(last, _)| *last > day) {
            dates.push(last);
        }
        let mut session = SessionDraft::weekly(Some(day.weekday()), from, to);
        session.places_left = places_of(event).or(places);
        draft.add_session(session);
        found = true;
    }
    found
}

/// Day and hour where it takes place.
fn local(text: &str, is_dutch: bool) -> Option<(Date, Option<Time>)> {
    let pieces = Pieces::parse(text).ok()?;
    let (date, time) = (pieces.date(), pieces.time());
    let moment = match (pieces.offset(), time) {
        (Some(PiecesOffset::Zulu), Some(time)) if is_dutch => {
            let utc = DateTime::from_parts(date, time)
                .to_zoned(jiff::tz::TimeZone::UTC)
                .ok()?;
            utc.with_time_zone(AMSTERDAM).datetime()
        }
        (_, time) => DateTime::from_parts(date, time.unwrap_or(Time::midnight())),
    };
    Some((moment.date(), time.map(|_| to_minute(moment.time()))))
}

fn to_minute(time: Time) -> Time {
    Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time)
}

/// The end of something that takes so long, on the same day.
fn after(from: Time, duration: Option<&Value>) -> Option<Time> {
    let span: Span = text_of(duration?)?.parse().ok()?;
    from.checked_add(span)
        .ok()
        .filter(|to| *to > from)
        .map(to_minute)
}

fn from_schedules(
    draft: &mut OfferDraft,
    schedules: Option<&Value>,
    places: Option<u16>,
    dates: &mut Vec<Date>,
) -> bool {
    let mut found = false;
    for schedule in schedules
        .map_or(&[][..], each)
        .iter()
        .filter(|one| one.is_object())
    {
        let hour = |name: &str| {
            let text = schedule.get(name).and_then(text_of)?;
            text.parse::<Time>().ok().map(to_minute)
        };
        let from = hour("startTime");
        let to = match (from, hour("endTime")) {
            (Some(from), Some(to)) => Some(to).filter(|to| *to > from),
            (Some(from), None) => after(from, schedule.get("duration")),
            _ => None,
        };
        let date = |name: &str| {
            schedule
                .get(name)
                .and_then(text_of)
                .and_then(|text| text.parse::<Date>().ok())
        };
        let (first, last) = (date("startDate"), date("endDate"));
        let days = days_of(schedule, first, last);
        if days.is_none() && from.is_none() {
            continue;
        }
        dates.extend(first.into_iter().chain(last));
        if days.is_none() {
            let shown: String = schedule.to_string().chars().take(300).collect();
            draft.doubt("dag", &shown, "which-day");
        }
        let days: Vec<Option<Weekday>> =
            days.map_or_else(|| vec![None], |days| days.into_iter().map(Some).collect());
        for day in days {
            let mut session = SessionDraft::weekly(day, from, to);
            session.places_left = places;
            draft.add_session(session);
        }
        found = true;
    }
    found
}

/// The days of a schedule that comes back every week; `None` when it does not, or is not clear.
fn days_of(schedule: &Value, first: Option<Date>, last: Option<Date>) -> Option<Vec<Weekday>> {
    let frequency = schedule
        .get("repeatFrequency")
        .and_then(text_of)
        .unwrap_or_default();
    let named: Option<Vec<Weekday>> = schedule
        .get("byDay")
        .map_or(&[][..], each)
        .iter()
        .map(weekday)
        .collect();
    match frequency.as_str() {
        "P1W" | "P7D" | "" => {
            let named = named?;
            if named.is_empty() {
                first.map(|day| vec![day.weekday()])
            } else {
                Some(named)
            }
        }
        "P1D" => {
            let first = first?;
            let last = last.unwrap_or(Date::MAX);
            let days = std::iter::successors(Some(first), |day| day.tomorrow().ok())
                .take(7)
                .take_while(|day| *day <= last)
                .map(Date::weekday);
            let days: Vec<Weekday> = days.collect();
            (!days.is_empty()).then_some(days)
        }
        _ => None,
    }
}

/// `https://schema.org/Tuesday`, `schema:Tuesday`, `Tuesday` or `TU`; the second Tuesday of a
/// month (`2TU`) is no weekly day.
fn weekday(value: &Value) -> Option<Weekday> {
    let text = fold(&text_of(value)?);
    Some(match text.rsplit(['/', ':', '#']).next()? {
        "monday" | "mo" => Weekday::Monday,
        "tuesday" | "tu" => Weekday::Tuesday,
        "wednesday" | "we" => Weekday::Wednesday,
        "thursday" | "th" => Weekday::Thursday,
        "friday" | "fr" => Weekday::Friday,
        "saturday" | "sa" => Weekday::Saturday,
        "sunday" | "su" => Weekday::Sunday,
        _ => return None,
    })
}
