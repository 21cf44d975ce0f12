//! Working days, Dutch public holidays and summer stops.
//!
//! Holidays are those on which Dutch offices close: New Year's Day, Good Friday, Easter Monday,
//! King's Day, Ascension Day, Whit Monday, Christmas and Boxing Day, and Liberation Day every
//! fifth year (Algemene termijnenwet, article 3, without Good Friday's dispute: we close).

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday, date, time};
use jiff::tz::TimeZone;

/// The time zone people live in.
pub const AMSTERDAM: TimeZone = jiff::tz::get!("Europe/Amsterdam");

/// The hour at which a working day ends: what is due on a day is due by then.
pub const CLOSE_OF_DAY: Time = time(17, 0, 0, 0);

/// The date in Amsterdam at a moment.
#[must_use]
pub fn day_of(moment: Timestamp) -> Date {
    AMSTERDAM.to_datetime(moment).date()
}

/// The moment a working day ends on `day`.
#[must_use]
pub fn close_of(day: Date) -> Timestamp {
    moment_of(day, CLOSE_OF_DAY)
}

/// The moment it is `at` o'clock on `day` in Amsterdam.
#[must_use]
pub fn moment_of(day: Date, at: Time) -> Timestamp {
    AMSTERDAM
        .to_ambiguous_timestamp(day.to_datetime(at))
        .compatible()
        .unwrap_or(Timestamp::MAX)
}

/// The moment this week ends in Amsterdam: the first of Monday.
#[must_use]
pub fn end_of_week(now: Timestamp) -> Timestamp {
    let today = day_of(now);
    let left = 8 - i64::from(today.weekday().to_monday_one_offset());
    let monday = today.checked_add(jiff::Span::new().days(left));
    moment_of(monday.unwrap_or(today), Time::midnight())
}

/// A period in which nobody can be expected to answer, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Closure {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The days on which work waits: weekends, holidays, and the closures handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    /// Summer stops of the municipality and of the receiver.
    pub closures: Vec<Closure>,
}

impl WorkCalendar {
    /// Whether work is done on `day`.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !is_holiday(day)
            && !self
                .closures
                .iter()
                .any(|closure| (closure.from..=closure.to).contains(&day))
    }

    /// The close of the `count`-th working day after the day of `from`. A closure longer than two
    /// years is taken for a mistake and counted through, so that nothing waits for ever.
    #[must_use]
    pub fn working_days_after(&self, from: Timestamp, count: u16) -> Timestamp {
        let mut day = day_of(from);
        let mut left = count;
        let mut idle = 0;
        while left > 0 {
            let Ok(next) = day.tomorrow() else {
                return Timestamp::MAX;
            };
            day = next;
            if self.is_working_day(day) || idle > 730 {
                left -= 1;
            } else {
                idle += 1;
            }
        }
        close_of(day)
    }
}

/// Easter Sunday of a year in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).
#[must_use]
pub fn easter(year: i16) -> Date {
    let year32 = i32::from(year);
    let (century, of_century) = (year32 / 100, year32 % 100);
    let golden = year32 % 19;
    let leap_skips = century / 4;
    let correction = (century + 8) / 25;
    let moon = (19 * golden + century - leap_skips - (century - correction + 1) / 3 + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let shift = (golden + 11 * moon + 22 * week) / 451;
    let sum = moon + week - 7 * shift + 114;
    let month = i8::try_from(sum / 31).unwrap_or(4);
    let day = i8::try_from(sum % 31 + 1).unwrap_or(1);
    date(year, month, day)
}

/// Whether Dutch offices are closed on `day` for a public holiday.
#[must_use]
pub fn is_holiday(day: Date) -> bool {
    let year = day.year();
    let fixed = match (day.month(), day.day()) {
        (1, 1) | (12, 25 | 26) => true,
        (4, 27) => day.weekday() != Weekday::Sunday,
        (4, 26) => day.weekday() == Weekday::Saturday,
        (5, 5) => year % 5 == 0,
        _ => false,
    };
    fixed || {
        let from_easter = (day - easter(year)).get_days();
        matches!(from_easter, -2 | 1 | 39 | 50)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    // Tuesday, the last minute of Sunday, the first of Monday; and the week in which the clock goes.
    #[case("2026-11-24T08:42:00Z", "2026-11-29T23:00:00Z")]
    #[case("2026-11-29T22:59:00Z", "2026-11-29T23:00:00Z")]
    #[case("2026-11-29T23:00:00Z", "2026-12-06T23:00:00Z")]
    #[case("2026-10-24T10:00:00Z", "2026-10-25T23:00:00Z")]
    fn a_week_ends_where_monday_begins_in_amsterdam(
        #[case] now: Timestamp,
        #[case] end: Timestamp,
    ) {
        assert_eq!(end_of_week(now), end);
    }

    #[rstest]
    #[case(2025, date(2025, 4, 20))]
    #[case(2026, date(2026, 4, 5))]
    #[case(2027, date(2027, 3, 28))]
    #[case(2038, date(2038, 4, 25))]
    fn easter_falls_where_it_does(#[case] year: i16, #[case] sunday: Date) {
        assert_eq!(easter(year), sunday);
    }

    #[rstest]
    #[case(date(2026, 5, 14), true)] // Ascension Day
    #[case(date(2026, 5, 25), true)] // Whit Monday
    #[case(date(2026, 4, 27), true)] // King's Day
    #[case(date(2025, 4, 26), true)] // King's Day, a day early
    #[case(date(2025, 5, 5), true)]
    #[case(date(2026, 5, 5), false)]
    #[case(date(2026, 11, 24), false)]
    fn holidays_are_known(#[case] day: Date, #[case] holiday: bool) {
        assert_eq!(is_holiday(day), holiday);
    }

    #[test]
    fn three_working_days_after_a_friday_is_wednesday_at_five() {
        let friday = moment_of(date(2026, 11, 20), time(9, 42, 0, 0));
        let due = WorkCalendar::default().working_days_after(friday, 3);
        assert_eq!(due, moment_of(date(2026, 11, 25), time(17, 0, 0, 0)));
    }

    #[test]
    fn christmas_and_a_winter_stop_do_not_count() {
        let closed = Closure {
            from: date(2026, 12, 28),
            to: date(2027, 1, 3),
        };
        let calendar = WorkCalendar {
            closures: vec![closed],
        };
        let due = calendar.working_days_after(moment_of(date(2026, 12, 23), time(9, 0, 0, 0)), 3);
        assert_eq!(day_of(due), date(2027, 1, 5));
    }

    #[test]
    fn an_endless_closure_does_not_make_anything_wait_for_ever() {
        let closed = Closure {
            from: Date::MIN,
            to: Date::MAX,
        };
        let calendar = WorkCalendar {
            closures: vec![closed],
        };
        let due = calendar.working_days_after(moment_of(date(2026, 1, 1), time(9, 0, 0, 0)), 3);
        assert!(day_of(due) < date(2028, 2, 1));
    }
}
