//! Cells with everything in them, and what may be made of each.

use domain::price::Per;
use rstest::rstest;

use super::*;
use domain::week::day_code;

use crate::draft::clock;

const ALL: Wants = Wants {
    when: true,
    price: true,
    ages: true,
    place: true,
    contact: true,
    rest_is_place: false,
};

fn moments(found: &Found) -> String {
    let shown = found.moments.iter().map(|one| {
        let time = |time: Option<jiff::civil::Time>| time.map(clock).unwrap_or_default();
        let day = one.day.map_or("x", day_code);
        format!("{day} {}-{}", time(one.from), time(one.to))
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn asked(found: &Found) -> Vec<(&'static str, &str)> {
    let doubts = found.doubts.iter();
    doubts
        .map(|(column, text, _)| (*column, text.as_str()))
        .collect()
}

#[test]
fn a_cell_with_everything_in_it_falls_into_its_fields() {
    let found = read(
        "di en do 10-11u, €5 p/k, 55+, gymzaal De Hoek, Kerkstr 12",
        ALL,
    );
    assert_eq!(moments(&found), "di 10:00-11:00, do 10:00-11:00");
    let price = Price {
        cents: 500,
        per: Per::Lesson,
    };
    assert_eq!(found.price, Some(price));
    let ages = Ages {
        min: Some(55),
        max: None,
    };
    assert_eq!(found.ages, Some(ages));
    assert_eq!(
        found.address.as_deref(),
        Some("gymzaal De Hoek, Kerkstr 12")
    );
    assert_eq!(asked(&found), []);
}

#[rstest]
#[case(
    "wo 9.15-10.15 uur | sporthal Noord, Noorderweg 3 | € 60,- voor 12 lessen",
    "wo 09:15-10:15"
)]
#[case("Do. 13.30 - 15.30 u. in Ons Huis.", "do 13:30-15:30")]
#[case("60+ woensdagochtend 10:00-11:30 // VV Zeemeeuw", "wo 10:00-11:30")]
#[case(
    "ma 20:30-22:00 & wo 20:30-22:00; 18+",
    "ma 20:30-22:00, wo 20:30-22:00"
)]
#[case("Elke maandag om 10.00 uur vanaf de bieb, gratis", "ma 10:00-")]
// A second piece about days that cannot be read makes the first uncertain too.
#[case("Ma 9-10, 10-11 en 11-12 (vol!)", "")]
#[case("dinsdag 19.30-22.00 uur, jeugd woensdag 18.00-19.00 uur", "")]
#[case("elke donderdag 9.00 uur (apr-sept)", "")]
#[case("di 10.00 uur, om de week", "")]
#[case("di 10.00 uur behalve in de zomer", "")]
#[case("onbeperkt trainen op werkdagen tussen 9.00 en 16.00 uur", "")]
#[case("ma 10-11 € 5 p/k", "")]
#[case("info volgt", "")]
fn moments_are_told_only_when_every_piece_about_days_is_read(
    #[case] text: &str,
    #[case] expected: &str,
) {
    let found = read(text, ALL);
    assert_eq!(moments(&found), expected);
    let is_asked = asked(&found).iter().any(|(column, _)| *column == "dag");
    assert_eq!(is_asked, expected.is_empty() && text != "info volgt");
}

#[rstest]
#[case("€5 p/k, zaal 2", Some(500))]
#[case("1e les gratis, daarna € 5 per les", Some(500))]
#[case("gratis", Some(0))]
#[case("€ 5 per keer, leden gratis", None)]
#[case("€ 5 per keer, € 40 per maand", None)]
#[case("leden € 5 per keer", None)]
#[case("15 p/m", None)]
#[case("vrijwillige bijdrage", None)]
fn an_amount_counts_when_nothing_else_speaks_of_money(
    #[case] text: &str,
    #[case] cents: Option<u32>,
) {
    let found = read(text, ALL);
    assert_eq!(found.price.map(|price| price.cents), cents);
    let is_asked = asked(&found).iter().any(|(column, _)| *column == "prijs");
    assert_eq!(is_asked, cents.is_none());
}

#[rstest]
#[case(
    "Buurthuis De Linde, di 10-11 uur",
    "di 10:00-11:00",
    Some("Buurthuis De Linde")
)]
#[case(
    "dinsdag 10.00-11.00 in De Bron, Kerkstraat 1",
    "di 10:00-11:00",
    Some("De Bron, Kerkstraat 1")
)]
#[case("De Bron\nma 9.30 uur", "ma 09:30-", Some("De Bron"))]
#[case("De Bron ma 9.30 uur", "ma 09:30-", Some("De Bron"))]
#[case("ma in De Bron, di in De Hoek", "ma -, di -", None)]
#[case("ma 9.30 uur", "ma 09:30-", None)]
fn a_cell_of_place_and_time_gives_both(
    #[case] text: &str,
    #[case] expected: &str,
    #[case] place: Option<&str>,
) {
    let wants = Wants {
        rest_is_place: true,
        ..ALL
    };
    let found = read(text, wants);
    assert_eq!(moments(&found), expected);
    assert_eq!(found.address.as_deref(), place);
    let is_asked = asked(&found).iter().any(|(column, _)| *column == "adres");
    assert_eq!(is_asked, place.is_none());
}

#[test]
fn a_number_and_an_address_of_mail_are_the_contact_and_no_place() {
    let found = read(
        "ma 10.00 uur, dojo Kan, bel 06-45454545, dojo@kan.example",
        ALL,
    );
    assert_eq!(found.phone.as_deref(), Some("06-45454545"));
    assert_eq!(found.email.as_deref(), Some("dojo@kan.example"));
    assert_eq!(found.address.as_deref(), Some("dojo Kan"));
}

#[test]
fn what_the_sheet_has_a_column_for_is_not_looked_for() {
    let wants = Wants {
        price: false,
        place: false,
        ..ALL
    };
    let found = read("ma 10.00 uur, € 5 per keer, gymzaal De Hoek", wants);
    assert_eq!((found.price, &found.address), (None, &None));
    assert_eq!(asked(&found), []);
}

#[test]
fn a_story_without_an_end_is_left_alone() {
    let story = "ma, ".repeat(5000);
    assert_eq!(read(&story, ALL), Found::default());
    let one_piece = "ma ".repeat(5000);
    assert!(read(&one_piece, ALL).moments.is_empty());
}
