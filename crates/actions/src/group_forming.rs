//! The nearest group in the making: how often others reported that they miss the same, near where
//! somebody searches. Called by the search, from memory; a report counts once it is in the feed.
//!
//! What is told is a number of ten or more, rounded down to tens (quality.md, section 3), of an
//! activity within some kilometres: never who, never a smaller number, never what else was wished.

use std::collections::HashSet;

use domain::codes::{Activity, Codes};
use domain::contact::Postcode;
use domain::daypart::{Daypart, Dayparts};
use domain::small_numbers;
use domain::wishes::Wishes;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use store::unmet::MissedWish;

use crate::Bridge;

/// A wish of longer ago may have gone.
const COUNTED_FOR: SignedDuration = SignedDuration::from_hours(365 * 24);
/// Four digits of a postcode are a few kilometres wide: less than this tells nothing.
const NEAREST_M: u32 = 5_000;
/// Farther away is no group around the corner.
const FARTHEST_M: u32 = 20_000;

/// A group in the making.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupForming {
    /// What it would do.
    pub activity: Activity,
    /// At least so often others missed it, in tens.
    pub at_least: u32,
    /// Within so many metres.
    pub within_m: u32,
}

/// An open wish as it is counted.
#[derive(Debug)]
struct Missed {
    at: Timestamp,
    area: Postcode,
    activities: Codes<Activity>,
    dayparts: Dayparts,
}

/// The open wishes of the last year, in memory.
#[derive(Debug, Default)]
pub(crate) struct MissedWishes {
    all: Vec<Missed>,
}

/// From when on wishes count.
pub(crate) fn counted_from(now: Timestamp) -> Timestamp {
    now.checked_sub(COUNTED_FOR).unwrap_or(Timestamp::MIN)
}

impl MissedWishes {
    /// From what the store keeps. The same wish that somebody reported twice on a day counts once:
    /// a button is easily pressed twice.
    pub(crate) fn of(wishes: &[MissedWish]) -> Self {
        let mut seen = HashSet::new();
        let all = wishes.iter().filter_map(|wish| {
            let postcode = wish.postcode.as_deref()?;
            let day = domain::calendar::day_of(wish.made_at);
            if !seen.insert((wish.reporter, day, postcode, wish.wish.as_str())) {
                return None;
            }
            let kept: Value = serde_json::from_str(&wish.wish).ok()?;
            let words = |key: &str| {
                let list = kept.get(key).and_then(Value::as_array);
                list.into_iter().flatten().filter_map(Value::as_str)
            };
            let activities = words("activiteiten").filter_map(|word| word.parse().ok());
            let dayparts = words("dagdelen").filter_map(|word| word.parse::<Daypart>().ok());
            Some(Missed {
                at: wish.made_at,
                area: postcode.parse().ok()?,
                activities: activities.collect(),
                dayparts: dayparts.collect(),
            })
        });
        Self { all: all.collect() }
    }
}

/// The group that is nearest to forming for these wishes: of the activities wished, the one that
/// most others miss at these moments. `None` without a wish for an activity, or when too few do.
#[must_use]
pub(crate) fn forming(bridge: &Bridge, wishes: &Wishes) -> Option<GroupForming> {
    let start = wishes.start?;
    let within_m = wishes.radius_m.clamp(NEAREST_M, FARTHEST_M);
    let from = counted_from(bridge.now());
    let missed = bridge.missed_wishes();
    let same_moment = |one: &Missed| {
        wishes.dayparts.is_empty()
            || one.dayparts.is_empty()
            || wishes.dayparts.bits() & one.dayparts.bits() != 0
    };
    let near = |one: &&Missed| {
        let there = bridge.locate(one.area);
        there.is_ok_and(|there| start.metres_to(there) <= f64::from(within_m))
    };
    let counted: Vec<&Missed> = missed
        .all
        .iter()
        .filter(|one| one.at >= from && one.activities.contains_any(wishes.activities))
        .filter(|one| same_moment(one))
        .filter(near)
        .collect();
    let count = |activity: Activity| {
        let with = counted
            .iter()
            .filter(|one| one.activities.contains(activity));
        u32::try_from(with.count()).unwrap_or(u32::MAX)
    };
    // Of equals the first of the list: the same question, the same answer.
    let mut best: Option<(Activity, u32)> = None;
    for activity in wishes.activities.iter() {
        let times = count(activity);
        if best.is_none_or(|(_, most)| times > most) {
            best = Some((activity, times));
        }
    }
    let (activity, times) = best?;
    small_numbers::told(times).map(|at_least| GroupForming {
        activity,
        at_least,
        within_m,
    })
}

impl GroupForming {
    /// As a page and a program say it.
    #[must_use]
    pub fn words(&self) -> String {
        let texts = documents::texts::Texts::dutch();
        let activity = texts.code(Activity::LIST, self.activity.code());
        texts.w(
            "groep-in-wording",
            &[
                ("activiteit", &activity.to_lowercase()),
                ("keer", &self.at_least.to_string()),
                ("afstand", &documents::dutch::distance(self.within_m)),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::UserId;

    use super::*;

    fn wish(reporter: UserId, at: &str, postcode: Option<&str>, wish: &str) -> MissedWish {
        MissedWish {
            reporter,
            postcode: postcode.map(str::to_owned),
            wish: wish.to_owned(),
            made_at: at.parse().unwrap(),
        }
    }

    #[test]
    fn the_same_wish_twice_on_a_day_counts_once_and_what_cannot_be_read_never() {
        let (one, other): (UserId, UserId) = (
            "019a0000-0000-7000-8000-000000000001".parse().unwrap(),
            "019a0000-0000-7000-8000-000000000002".parse().unwrap(),
        );
        let swim = r#"{"activiteiten":["zwemmen"],"dagdelen":["di-ochtend","di-nacht"]}"#;
        let kept = MissedWishes::of(&[
            wish(one, "2026-11-24T08:00:00Z", Some("5299"), swim),
            wish(one, "2026-11-24T09:00:00Z", Some("5299"), swim),
            wish(one, "2026-11-25T09:00:00Z", Some("5299"), swim),
            wish(other, "2026-11-24T08:00:00Z", Some("5299"), swim),
            wish(other, "2026-11-24T08:00:00Z", None, swim),
            wish(other, "2026-11-24T08:00:00Z", Some("geen"), swim),
            wish(other, "2026-11-24T08:00:00Z", Some("5299"), "geen json"),
        ]);
        assert_eq!(kept.all.len(), 3);
        let first = &kept.all[0];
        assert!(first.activities.contains(Activity::Swimming));
        assert_eq!(first.dayparts.iter().count(), 1);
    }
}
