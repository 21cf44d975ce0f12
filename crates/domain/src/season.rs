//! In which months something is on, read from the words of its source.
//!
//! Only what is certain is read ("september t/m mei", "hele jaar"). "Zomer" or "tot mei" may mean
//! different months to different people and stays words.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::calendar::Closure;

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const ALL_YEAR: [&str; 6] = [
    "hele jaar",
    "heel het jaar",
    "gehele jaar",
    "het hele jaar door",
    "hele jaar door",
    "jaarrond",
];
/// How far ahead a next day is looked for.
const LOOK_AHEAD_DAYS: i32 = 400;

/// The months of the year in which something is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Season(u16);

impl Season {
    /// Every month.
    pub const WHOLE_YEAR: Self = Self(0xFFF);

    /// Reads a source's words; `None` when it is not certain which months they mean.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let text = words.trim().trim_end_matches('.').to_lowercase();
        let text = text.strip_prefix("het ").unwrap_or(&text);
        if ALL_YEAR.contains(&text) {
            return Some(Self::WHOLE_YEAR);
        }
        let text = text.strip_prefix("van ").unwrap_or(text);
        for between in ["tot en met", "t/m", "–", "-"] {
            if let Some((first, last)) = text.split_once(between) {
                let (first, last) = (month(first)?, month(last)?);
                let count = (last + 12 - first) % 12 + 1;
                return Some(Self(
                    (0..count).fold(0, |months, at| months | 1 << ((first + at) % 12)),
                ));
            }
        }
        None
    }

    /// How many months it is on: 1 to 12.
    #[must_use]
    pub const fn months(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether it is on in the month of `day`.
    #[must_use]
    pub fn is_on(self, day: Date) -> bool {
        self.0 >> (day.month() - 1) & 1 == 1
    }
}

/// The number of a month, from 0, written whole or by its first letters ("sept.").
fn month(word: &str) -> Option<u16> {
    let word = word.trim().trim_end_matches('.');
    if word.chars().count() < 3 {
        return None;
    }
    let short = |name: &str| name == "maart" && word == "mrt";
    let mut found = (0u16..)
        .zip(MONTHS)
        .filter(|(_, name)| name.starts_with(word) || short(name));
    let (at, _) = found.next()?;
    found.next().is_none().then_some(at)
}

/// The first day from `today` on which something is on: in its season and not closed. `None` when
/// that is more than a year away. When nothing is told about a season, it is always on.
#[must_use]
pub fn next_on(season: Option<Season>, closures: &[Closure], today: Date) -> Option<Date> {
    let mut day = today;
    for _ in 0..LOOK_AHEAD_DAYS {
        let closed = closures
            .iter()
            .find(|closure| (closure.from..=closure.to).contains(&day));
        if closed.is_none() && season.is_none_or(|season| season.is_on(day)) {
            return Some(day);
        }
        day = day.checked_add(1.day()).ok()?;
    }
    None
}

/// So far ahead it is told when a lesson is not held.
const HALF_A_YEAR_WEEKS: i64 = 26;

/// The first of the coming days on which a weekly lesson is held: in its season, not closed, not
/// left out, and before its last day. `first` is the first day it can be. `None` when that is more
/// than a year away.
#[must_use]
pub fn next_lesson(
    weekday: Weekday,
    first: Date,
    season: Option<Season>,
    closures: &[Closure],
    left_out: &[Date],
    last: Option<Date>,
) -> Option<Date> {
    let ahead = first.weekday().until(weekday);
    let mut day = first.checked_add(ahead.days()).ok()?;
    for _ in 0..LOOK_AHEAD_DAYS / 7 {
        if last.is_some_and(|last| day > last) {
            return None;
        }
        if is_held(day, season, closures, left_out) {
            return Some(day);
        }
        day = day.checked_add(7.days()).ok()?;
    }
    None
}

fn is_held(day: Date, season: Option<Season>, closures: &[Closure], left_out: &[Date]) -> bool {
    let closed = closures
        .iter()
        .any(|closure| (closure.from..=closure.to).contains(&day));
    !closed && !left_out.contains(&day) && season.is_none_or(|season| season.is_on(day))
}

/// The days within half a year on which somebody who only knows the weekday would come for
/// nothing: out of season, closed or left out. `first` is the first day to look at.
#[must_use]
pub fn lessons_not_held(
    weekday: Weekday,
    first: Date,
    season: Option<Season>,
    closures: &[Closure],
    left_out: &[Date],
    last: Option<Date>,
) -> Vec<Date> {
    let ahead = first.weekday().until(weekday);
    (0..HALF_A_YEAR_WEEKS)
        .map_while(|week| first.checked_add((i64::from(ahead) + 7 * week).days()).ok())
        .take_while(|day| last.is_none_or(|last| *day <= last))
        .filter(|day| !is_held(*day, season, closures, left_out))
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("september t/m mei", "ymmmmnnnmmmm")]
    #[case("Van sept. tot en met mei.", "ymmmmnnnmmmm")]
    #[case("apr - okt", "nnnyyyyyyynn")]
    #[case("mei–mei", "nnnnynnnnnnn")]
    #[case("mrt-jun", "nnyyyynnnnnn")]
    #[case("het hele jaar", "yyyyyyyyyyyy")]
    #[case("Hele jaar door", "yyyyyyyyyyyy")]
    fn certain_words_are_read_as_months(#[case] words: &str, #[case] months: &str) {
        let season = Season::read(words).unwrap();
        for (at, on) in (1i8..).zip(months.chars()) {
            assert_eq!(season.is_on(date(2026, at, 15)), on != 'n', "{words} {at}");
        }
    }

    #[rstest]
    #[case("zomer")]
    #[case("september tot mei")]
    #[case("ma - mei")]
    #[case("ju - sept")]
    #[case("jun/jul")]
    #[case("winterseizoen - zomerseizoen")]
    #[case("")]
    fn what_is_not_certain_stays_words(#[case] words: &str) {
        assert_eq!(Season::read(words), None);
    }

    #[test]
    fn the_next_day_lies_in_the_season_and_after_the_closure() {
        let season = Season::read("september t/m mei");
        let autumn = Closure {
            from: date(2026, 8, 20),
            to: date(2026, 9, 6),
        };
        let today = date(2026, 7, 1);
        assert_eq!(next_on(season, &[], today), Some(date(2026, 9, 1)));
        assert_eq!(next_on(season, &[autumn], today), Some(date(2026, 9, 7)));
        assert_eq!(next_on(None, &[autumn], today), Some(today));
        let for_ever = Closure {
            from: today,
            to: date(2036, 1, 1),
        };
        assert_eq!(next_on(season, &[for_ever], today), None);
    }

    #[test]
    fn the_next_lesson_skips_what_is_left_out_closed_and_out_of_season() {
        let tuesday = date(2026, 11, 24);
        let next = |season, closures: &[Closure], out: &[Date], last| {
            next_lesson(Weekday::Tuesday, tuesday, season, closures, out, last)
        };
        assert_eq!(next(None, &[], &[], None), Some(tuesday));
        let later = date(2026, 12, 1);
        assert_eq!(next(None, &[], &[tuesday], None), Some(later));
        let closed = Closure {
            from: date(2026, 11, 30),
            to: date(2026, 12, 6),
        };
        let after = date(2026, 12, 8);
        assert_eq!(next(None, &[closed], &[tuesday], None), Some(after));
        // The course ends before there is a lesson again.
        assert_eq!(next(None, &[closed], &[tuesday], Some(later)), None);
        let summer = Season::read("april t/m september");
        assert_eq!(next(summer, &[], &[], None), Some(date(2027, 4, 6)));
        let friday = next_lesson(Weekday::Friday, tuesday, None, &[], &[], None);
        assert_eq!(friday, Some(date(2026, 11, 27)));
        let for_ever = Closure {
            from: tuesday,
            to: date(2036, 1, 1),
        };
        assert_eq!(next(None, &[for_ever], &[], None), None);
    }

    #[test]
    fn the_days_without_a_lesson_are_told_for_half_a_year_and_not_beyond_its_end() {
        let tuesday = date(2026, 11, 24);
        let off = |season, closures: &[Closure], out: &[Date], last| {
            lessons_not_held(Weekday::Tuesday, tuesday, season, closures, out, last)
        };
        assert_eq!(off(None, &[], &[], None), []);
        let christmas = Closure {
            from: date(2026, 12, 21),
            to: date(2027, 1, 3),
        };
        let days = [date(2026, 12, 1), date(2026, 12, 22), date(2026, 12, 29)];
        assert_eq!(off(None, &[christmas], &days[..1], None), days);
        let last = Some(date(2026, 12, 22));
        assert_eq!(off(None, &[christmas], &days[..1], last), days[..2]);
        let winter = Season::read("oktober t/m maart");
        let spring = off(winter, &[], &[], None);
        assert_eq!(spring.first(), Some(&date(2027, 4, 6)));
        assert_eq!(spring.last(), Some(&date(2027, 5, 18)));
        assert_eq!(spring.len(), 7);
    }
}
