//! Keeping the offer true: when a provider may be asked, since when an offer is to be asked about,
//! and what the service point decides about one that nobody confirms. Nothing vanishes by itself.

use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::calendar::{AMSTERDAM, WorkCalendar, day_of};
use crate::deadlines::Deadlines;

/// Whether a provider may be asked by mail at this moment: a working day between eight and five,
/// and not in July or August, when clubs are run by who happens to be there.
#[must_use]
pub fn may_ask_at(moment: Timestamp, calendar: &WorkCalendar) -> bool {
    let local = AMSTERDAM.to_datetime(moment);
    let summer = matches!(local.month(), 7 | 8);
    !summer && (8..17).contains(&local.hour()) && calendar.is_working_day(local.date())
}

/// From when on an offer counts as confirmed, and until when a question without an answer waits:
/// what lies before the first is asked about; what was asked before the second is the service
/// point's.
#[must_use]
pub fn limits(deadlines: &Deadlines, now: Timestamp) -> Limits {
    let today = day_of(now);
    let weeks = |count: u16| Span::new().weeks(i64::from(count));
    let confirmed_since = today.saturating_sub(weeks(deadlines.confirm_weeks));
    let asked_before = today.saturating_sub(weeks(deadlines.confirm_grace_weeks));
    Limits {
        confirmed_since,
        asked_before,
    }
}

/// The days that [`limits`] gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Confirmed on or after this day is confirmed well enough.
    pub confirmed_since: Date,
    /// Asked before this day, without an answer, is too long ago.
    pub asked_before: Date,
}

/// What the service point decides about an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is right as it stands; this counts as confirming it.
    Keep,
    /// Nobody finds it, until it is shown again.
    Hide,
    /// It has ended.
    End,
    /// It is shown again, and confirmed.
    Show,
    /// It did not end after all: it stands as it stood before.
    PutBack,
}

/// So many days long what was stopped by hand can be put back.
pub const PUT_BACK_DAYS: i64 = 30;

impl FromStr for Decision {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "houden" => Ok(Self::Keep),
            "verbergen" => Ok(Self::Hide),
            "stoppen" => Ok(Self::End),
            "tonen" => Ok(Self::Show),
            "terugzetten" => Ok(Self::PutBack),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;
    use crate::calendar::{Closure, moment_of};

    #[rstest]
    #[case(date(2026, 11, 24), 9, true)]
    #[case(date(2026, 11, 24), 7, false)] // too early
    #[case(date(2026, 11, 24), 17, false)] // too late
    #[case(date(2026, 11, 22), 9, false)] // Sunday
    #[case(date(2026, 7, 7), 9, false)]
    #[case(date(2026, 8, 31), 9, false)]
    #[case(date(2026, 9, 1), 9, true)]
    #[case(date(2026, 4, 27), 9, false)] // King's Day
    #[case(date(2026, 12, 22), 9, false)] // closed
    fn providers_are_asked_on_working_days_outside_the_summer(
        #[case] day: Date,
        #[case] hour: i8,
        #[case] may: bool,
    ) {
        let closed = Closure {
            from: date(2026, 12, 21),
            to: date(2027, 1, 3),
        };
        let calendar = WorkCalendar {
            closures: vec![closed],
        };
        let moment = moment_of(day, jiff::civil::time(hour, 0, 0, 0));
        assert_eq!(may_ask_at(moment, &calendar), may);
    }

    #[test]
    fn a_quarter_is_confirmed_well_enough_and_four_weeks_is_long_enough_to_answer() {
        let now = moment_of(date(2026, 11, 24), jiff::civil::time(9, 0, 0, 0));
        let limits = limits(&Deadlines::default(), now);
        assert_eq!(limits.confirmed_since, date(2026, 8, 25));
        assert_eq!(limits.asked_before, date(2026, 10, 27));
    }

    #[test]
    fn no_word_of_a_stranger_is_a_decision() {
        assert_eq!("verbergen".parse(), Ok(Decision::Hide));
        assert_eq!("verwijderen".parse::<Decision>(), Err(()));
    }
}
