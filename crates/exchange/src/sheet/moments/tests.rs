//! What people write in the day and hour columns, and what may be made of it.

use domain::week::day_code;
use rstest::rstest;

use super::*;
use crate::draft::clock;

fn shown(found: &Moments) -> String {
    let hour = |time: Option<Time>| time.map_or_else(|| "?".to_owned(), clock);
    found
        .moments
        .iter()
        .map(|moment| {
            format!(
                "{} {}-{}",
                moment.day.map_or("?", day_code),
                hour(moment.from),
                hour(moment.to)
            )
        })
        .collect::<Vec<_>>()
        .join(", ")
}

#[rstest]
#[case("ma", "ma ?-?")]
#[case("Maandag", "ma ?-?")]
#[case("maandagen", "ma ?-?")]
#[case("'s maandags", "ma ?-?")]
#[case("elke dinsdag", "di ?-?")]
#[case("Iedere woensdag", "wo ?-?")]
#[case("di.", "di ?-?")]
#[case("ma/wo", "ma ?-?, wo ?-?")]
#[case("ma en do", "ma ?-?, do ?-?")]
#[case("ma, wo, vr", "ma ?-?, wo ?-?, vr ?-?")]
#[case("ma & wo", "ma ?-?, wo ?-?")]
#[case("dinsdag+donderdag", "di ?-?, do ?-?")]
#[case("ma t/m vr", "ma ?-?, di ?-?, wo ?-?, do ?-?, vr ?-?")]
#[case("maandag tot en met woensdag", "ma ?-?, di ?-?, wo ?-?")]
#[case("za t/m ma", "za ?-?, zo ?-?, ma ?-?")]
#[case("ma-vr", "ma ?-?, di ?-?, wo ?-?, do ?-?, vr ?-?")]
#[case("doordeweeks", "ma ?-?, di ?-?, wo ?-?, do ?-?, vr ?-?")]
#[case("dagelijks", "ma ?-?, di ?-?, wo ?-?, do ?-?, vr ?-?, za ?-?, zo ?-?")]
#[case("elke dag", "ma ?-?, di ?-?, wo ?-?, do ?-?, vr ?-?, za ?-?, zo ?-?")]
#[case("ma/wo 19.00-20.30 uur", "ma 19:00-20:30, wo 19:00-20:30")]
#[case("ma 10:00 - 11:00, wo 14:00 - 15:00", "ma 10:00-11:00, wo 14:00-15:00")]
#[case("dinsdag van 9 tot 10 uur", "di 09:00-10:00")]
#[case("donderdagavond 20.00 uur", "do 20:00-?")]
#[case("vr 19u30", "vr 19:30-?")]
#[case("zaterdag: 9.00 – 10.30", "za 09:00-10:30")]
#[case("ma ma", "ma ?-?")]
#[case("", "? ?-?")]
#[case("n.v.t.", "? ?-?")]
#[case("op afspraak", "? ?-?")]
fn days_are_read_where_they_are_certain(#[case] day: &str, #[case] expected: &str) {
    let found = read(day, "", "");
    assert_eq!(shown(&found), expected);
    assert_eq!(found.doubts, []);
}

#[rstest]
#[case("ma-wo", "which-day")]
#[case("di-vr", "which-day")]
#[case("om de week dinsdag", "which-day")]
#[case("1e maandag van de maand", "which-day")]
#[case("wisselend", "which-day")]
#[case("weekend", "which-day")]
#[case("maan", "which-day")]
#[case("ma of wo", "which-day")]
#[case("ma 19.00, wo", "which-day")]
#[case("ma t/m", "which-day")]
#[case("di 7 uur", "which-time")]
#[case("di 19", "which-time")]
#[case("di 10.00 en 14.00", "which-time")]
#[case("di 20.30-19.00", "which-time")]
#[case("di half acht", "which-day")]
#[case("di 25.00", "which-time")]
#[case("2026-11-03", "which-time")]
fn days_that_are_not_certain_are_asked(#[case] day: &str, #[case] question: &str) {
    let found = read(day, "", "");
    assert_eq!(shown(&found), "? ?-?");
    assert_eq!(found.doubts, [("dag", question)]);
}

#[rstest]
#[case("19.00", "20.30", "19:00-20:30")]
#[case("19:00", "20:30", "19:00-20:30")]
#[case("19:00:00", "", "19:00-?")]
#[case("19u", "", "19:00-?")]
#[case("19u30", "20u30", "19:30-20:30")]
#[case("19 u. 30", "", "19:30-?")]
#[case("19h30", "", "19:30-?")]
#[case("19.00-20.30 uur", "", "19:00-20:30")]
#[case("19.00-20.30", "20.30", "19:00-20:30")]
#[case("van 19.00 tot 20.30", "", "19:00-20:30")]
#[case("van 19.00 t/m 20.30", "", "19:00-20:30")]
#[case("10 uur", "", "10:00-?")]
#[case("10-11 uur", "", "10:00-11:00")]
#[case("19", "20", "19:00-20:00")]
#[case("0930", "1015", "09:30-10:15")]
#[case("9.30 uur", "10.15 uur", "09:30-10:15")]
#[case("8.00", "", "08:00-?")]
#[case("", "20.30", "?-20:30")]
fn hours_are_read_where_they_are_certain(
    #[case] from: &str,
    #[case] to: &str,
    #[case] expected: &str,
) {
    let found = read("di", from, to);
    assert_eq!(shown(&found), format!("di {expected}"));
    assert_eq!(found.doubts, []);
}

#[rstest]
#[case("half acht", "", "van")]
#[case("kwart over 9", "", "van")]
#[case("7 uur", "", "van")]
#[case("7", "", "van")]
#[case("19,5", "", "van")]
#[case("24.00", "", "van")]
#[case("19.60", "", "van")]
#[case("19.0", "", "van")]
#[case("avond", "", "dag")]
#[case("10.00/14.00", "", "van")]
#[case("ca. 10.00", "", "van")]
#[case("0,791666667", "", "van")]
#[case("", "20.30-21.30", "tot")]
#[case("20.00", "19.00", "tot")]
#[case("19.00", "19.00", "tot")]
#[case("19.00-20.30", "21.00", "tot")]
fn hours_that_are_not_certain_are_asked(
    #[case] from: &str,
    #[case] to: &str,
    #[case] column: &str,
) {
    let found = read("di", from, to);
    if column == "dag" {
        // A part of the day without an hour tells nothing that a session can hold.
        assert_eq!(shown(&found), "di ?-?");
        return;
    }
    assert_eq!(found.doubts, [(column, "which-time")]);
    assert!(
        found
            .moments
            .iter()
            .all(|moment| moment.day == Some(Weekday::Tuesday))
    );
}

#[test]
fn a_part_of_the_day_without_an_hour_keeps_the_day_and_asks_the_hour() {
    let found = read("dinsdagochtend", "", "");
    assert_eq!(shown(&found), "di ?-?");
    assert_eq!(found.doubts, [("dag", "which-time")]);
    assert_eq!(shown(&read("dinsdagochtend", "10.00", "")), "di 10:00-?");
}

#[test]
fn a_part_of_the_day_that_contradicts_the_hour_is_asked() {
    let found = read("maandagavond", "9.00", "10.00");
    assert_eq!(shown(&found), "ma ?-?");
    assert_eq!(found.doubts, [("dag", "which-time")]);
}

#[test]
fn hours_that_contradict_each_other_are_asked() {
    let found = read("ma 19.00", "20.00", "");
    assert_eq!(shown(&found), "ma ?-?");
    assert_eq!(found.doubts, [("van", "which-time")]);
}

#[test]
fn days_may_stand_in_the_hour_column_when_the_day_column_is_empty() {
    assert_eq!(
        shown(&read("", "ma/wo 19.00", "")),
        "ma 19:00-?, wo 19:00-?"
    );
}

#[test]
fn by_appointment_is_certain_and_no_day() {
    assert!(read("Op afspraak", "", "").by_appointment);
}
