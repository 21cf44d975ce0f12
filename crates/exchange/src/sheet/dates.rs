//! Days as the Dutch write them: 1-11-2026, 1 nov 2026, 2026-11-01. The day comes before the
//! month; a year of two digits is asked.

use jiff::civil::Date;

use crate::reading::Reading;
use crate::wording::{fold, is_untold, spaced};

const MONTHS: [&[&str]; 12] = [
    &["jan", "januari"],
    &["feb", "febr", "februari"],
    &["mrt", "maart"],
    &["apr", "april"],
    &["mei"],
    &["jun", "juni"],
    &["jul", "juli"],
    &["aug", "augustus"],
    &["sep", "sept", "september"],
    &["okt", "oktober"],
    &["nov", "november"],
    &["dec", "december"],
];

/// Reads the cell `bevestigd_op`.
pub(crate) fn read(text: &str) -> Reading<Date> {
    let folded = fold(text);
    if is_untold(&folded) {
        return Reading::Untold;
    }
    date(&folded).map_or(Reading::Doubtful("which-date"), Reading::Told)
}

/// Whether a folded word is the name of a month, also a short one.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|names| names.contains(&word))
}

/// The day that a folded word is, written in digits with its year.
pub(super) fn whole(folded: &str) -> Option<Date> {
    date(folded.trim_matches([',', ';', '(', ')', '.']))
}

fn date(folded: &str) -> Option<Date> {
    let text = without_hour(folded);
    let text = spaced(text);
    let marks = [' ', '-', '/', '.'];
    let parts: Vec<&str> = text.split(marks).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let month = MONTHS
        .iter()
        .position(|names| names.contains(month))
        .map_or_else(|| month.parse::<i8>().ok(), |at| i8::try_from(at + 1).ok())?;
    let (year, day) = match (first.len(), last.len()) {
        (4, 1 | 2) => (first, last),
        (1 | 2, 4) => (last, first),
        _ => return None,
    };
    let year = year
        .parse::<i16>()
        .ok()
        .filter(|year| (2000..2100).contains(year))?;
    Date::new(year, month, day.parse().ok()?).ok()
}

/// Exports put an hour behind the day; who confirmed something did so on the day.
fn without_hour(text: &str) -> &str {
    let is_hour = |tail: &str| {
        tail.contains(':')
            && tail
                .chars()
                .all(|sign| sign.is_ascii_digit() || "::.z+".contains(sign))
    };
    match text.split_once(['t', ' ']) {
        Some((day, tail)) if is_hour(tail) => day,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2026-11-01")]
    #[case("1-11-2026")]
    #[case("01-11-2026")]
    #[case("01/11/2026")]
    #[case("1.11.2026")]
    #[case("2026/11/01")]
    #[case("1 nov 2026")]
    #[case("1 nov. 2026")]
    #[case("1 November 2026")]
    #[case("1-nov-2026")]
    #[case("2026-11-01 00:00:00")]
    #[case("2026-11-01T09:30:00Z")]
    fn a_day_is_read_where_it_is_certain(#[case] text: &str) {
        assert_eq!(read(text), Reading::Told(date(2026, 11, 1)));
    }

    #[rstest]
    #[case("1-11-26")]
    #[case("nov 2026")]
    #[case("11/13/2026")]
    #[case("31-2-2026")]
    #[case("vandaag")]
    #[case("1-11-0026")]
    #[case("20261101")]
    #[case("46000")]
    #[case("1 of 2 nov 2026")]
    fn a_day_that_is_not_certain_is_asked(#[case] text: &str) {
        assert_eq!(read(text), Reading::Doubtful("which-date"));
    }

    #[test]
    fn nothing_told_is_no_question() {
        assert_eq!(read(""), Reading::Untold);
    }
}
