//! The days of the week and their parts as people and the wire name them: `ma`, "dinsdagochtend",
//! "'s avonds". Pure tables, for every reader of typed words.

use jiff::civil::Weekday;

/// The days with their two letters on the wire, Monday first.
pub const DAYS: [(&str, Weekday); 7] = [
    ("ma", Weekday::Monday),
    ("di", Weekday::Tuesday),
    ("wo", Weekday::Wednesday),
    ("do", Weekday::Thursday),
    ("vr", Weekday::Friday),
    ("za", Weekday::Saturday),
    ("zo", Weekday::Sunday),
];

/// The days in full, Monday first.
pub const DAY_NAMES: [&str; 7] = [
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];

/// The words for each part of a day: morning, afternoon, evening.
const PARTS: [&[&str]; 3] = [
    &[
        "ochtend",
        "ochtends",
        "ochtenden",
        "morgen",
        "morgens",
        "voormiddag",
    ],
    &["middag", "middags", "middagen", "namiddag"],
    &["avond", "avonds", "avonden"],
];

/// The two letters of a day.
#[must_use]
pub const fn day_code(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "ma",
        Weekday::Tuesday => "di",
        Weekday::Wednesday => "wo",
        Weekday::Thursday => "do",
        Weekday::Friday => "vr",
        Weekday::Saturday => "za",
        Weekday::Sunday => "zo",
    }
}

/// The day with these two letters.
#[must_use]
pub fn day_coded(code: &str) -> Option<Weekday> {
    let found = DAYS.iter().find(|(own, _)| *own == code);
    found.map(|(_, day)| *day)
}

/// The day that a folded word names, in two letters or in full, with the part that is written to
/// it: "dinsdagochtend" is Tuesday and 0.
#[must_use]
pub fn day_and_part(word: &str) -> Option<(Weekday, Option<usize>)> {
    if let Some(day) = day_coded(word) {
        return Some((day, None));
    }
    let ((_, day), tail) = DAYS
        .iter()
        .zip(DAY_NAMES)
        .find_map(|(day, full)| Some((day, word.strip_prefix(full)?)))?;
    match tail {
        "" | "s" | "en" => Some((*day, None)),
        tail => Some((*day, Some(part_called(tail)?))),
    }
}

/// The part of a day that a folded word names: morning 0, afternoon 1, evening 2.
#[must_use]
pub fn part_called(word: &str) -> Option<usize> {
    PARTS.iter().position(|words| words.contains(&word))
}

/// Whether a folded word tells when; not by two letters, which may be another word.
#[must_use]
pub fn tells_when(word: &str) -> bool {
    word.len() > 2
        && (day_and_part(word).is_some()
            || part_called(word).is_some()
            || matches!(word, "weekend" | "weekenden" | "doordeweeks" | "werkdagen"))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn each_day_has_its_own_letters() {
        for (code, day) in DAYS {
            assert_eq!((day_code(day), day_coded(code)), (code, Some(day)));
        }
        assert_eq!(day_coded("maandag"), None);
    }

    #[rstest]
    #[case("dinsdagochtend", Some((Weekday::Tuesday, Some(0))))]
    #[case("zondagen", Some((Weekday::Sunday, None)))]
    #[case("wo", Some((Weekday::Wednesday, None)))]
    #[case("maandagnacht", None)]
    #[case("maan", None)]
    #[case("", None)]
    fn a_day_is_known_by_its_word(
        #[case] word: &str,
        #[case] read: Option<(Weekday, Option<usize>)>,
    ) {
        assert_eq!(day_and_part(word), read);
    }

    #[test]
    fn two_letters_alone_may_be_another_word() {
        assert!(tells_when("maandag") && tells_when("avonds") && tells_when("weekend"));
        assert!(!tells_when("zo") && !tells_when("do") && !tells_when("yoga"));
    }
}
