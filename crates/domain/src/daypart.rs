//! Dayparts: the 21 parts of a week in which somebody can or cannot come.
//!
//! A morning runs from 06.00 to 12.00, an afternoon to 18.00, an evening to 24.00.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Time, Weekday};

use crate::week::DAYS;

/// One part of one day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Daypart {
    /// Monday = 0 … Sunday = 6, times three, plus morning 0, afternoon 1, evening 2.
    bit: u8,
}

const PARTS: [&str; 3] = ["ochtend", "middag", "avond"];

impl Daypart {
    /// All 21, Monday morning first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..21).map(|bit| Self { bit })
    }

    /// The daypart in which a session that begins at `from` falls. Before 06.00 counts as
    /// evening's end: nobody organises that, and it must fall somewhere.
    #[must_use]
    pub fn of(day: Weekday, from: Time) -> Self {
        let part = match from.hour() {
            6..=11 => 0,
            12..=17 => 1,
            _ => 2,
        };
        let day = u8::try_from(day.to_monday_zero_offset()).unwrap_or(0);
        Self {
            bit: day * 3 + part,
        }
    }

    /// Position in a week: 0 is Monday morning, 20 Sunday evening.
    #[must_use]
    pub const fn bit(self) -> u8 {
        self.bit
    }

    /// Monday = 0.
    #[must_use]
    pub const fn day_index(self) -> usize {
        (self.bit / 3) as usize
    }

    /// Morning 0, afternoon 1, evening 2.
    #[must_use]
    pub const fn part_index(self) -> usize {
        (self.bit % 3) as usize
    }

    /// The wire code, such as `di-ochtend`.
    #[must_use]
    pub fn code(self) -> String {
        format!("{}-{}", DAYS[self.day_index()].0, PARTS[self.part_index()])
    }
}

impl fmt::Display for Daypart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code())
    }
}

impl FromStr for Daypart {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::all().find(|daypart| daypart.code() == text).ok_or(())
    }
}

/// A set of dayparts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dayparts(u32);

impl Dayparts {
    /// No daypart at all.
    pub const NONE: Self = Self(0);
    /// The whole week.
    pub const ALL: Self = Self(0x1F_FFFF);

    /// The bits: bit 0 is Monday morning.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// From bits; those above the 21st are dropped.
    #[must_use]
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// The parts of a day, morning 0 to evening 2, or all three.
    #[must_use]
    pub fn of_day(day: Weekday, part: Option<usize>) -> Self {
        let index = usize::try_from(day.to_monday_zero_offset()).unwrap_or(0);
        let all = Daypart::all().filter(|one| one.day_index() == index);
        all.filter(|one| part.is_none_or(|part| one.part_index() == part))
            .collect()
    }

    /// Those in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that `other` lacks.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Adds one.
    pub fn insert(&mut self, daypart: Daypart) {
        self.0 |= 1 << daypart.bit;
    }

    /// Whether `daypart` is in it.
    #[must_use]
    pub const fn contains(self, daypart: Daypart) -> bool {
        self.0 & (1 << daypart.bit) != 0
    }

    /// Whether there is none in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The dayparts in it, Monday morning first.
    pub fn iter(self) -> impl Iterator<Item = Daypart> {
        Daypart::all().filter(move |daypart| self.contains(*daypart))
    }
}

impl FromIterator<Daypart> for Dayparts {
    fn from_iter<I: IntoIterator<Item = Daypart>>(iter: I) -> Self {
        let mut set = Self::NONE;
        for daypart in iter {
            set.insert(daypart);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Weekday::Tuesday, time(6, 0, 0, 0), "di-ochtend")]
    #[case(Weekday::Tuesday, time(11, 59, 0, 0), "di-ochtend")]
    #[case(Weekday::Thursday, time(12, 0, 0, 0), "do-middag")]
    #[case(Weekday::Sunday, time(18, 0, 0, 0), "zo-avond")]
    fn the_hour_tells_the_daypart(#[case] day: Weekday, #[case] from: Time, #[case] code: &str) {
        assert_eq!(Daypart::of(day, from).code(), code);
        assert_eq!(code.parse(), Ok(Daypart::of(day, from)));
    }

    #[test]
    fn a_week_without_an_evening_is_the_rest_of_it() {
        let evening = Dayparts::of_day(Weekday::Sunday, Some(2));
        assert_eq!(Dayparts::ALL.without(evening).or(evening), Dayparts::ALL);
        assert_eq!(Dayparts::ALL.without(evening).iter().count(), 20);
        let sunday: Vec<String> = Dayparts::of_day(Weekday::Sunday, None)
            .iter()
            .map(Daypart::code)
            .collect();
        assert_eq!(sunday, ["zo-ochtend", "zo-middag", "zo-avond"]);
    }

    #[test]
    fn a_word_that_is_no_daypart_is_refused() {
        assert_eq!("di-nacht".parse::<Daypart>(), Err(()));
    }
}
