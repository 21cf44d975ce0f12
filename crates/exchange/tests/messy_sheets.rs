//! Sheets as municipalities and clubs keep them, each unlike the others and none made after our
//! template: invented, in the shapes that scraping brings. Every row that tells of an offer lands,
//! whole or with a question and its text; what lands is what stands there.

#![allow(clippy::unwrap_used, reason = "a sheet that cannot be read must stop")]

use domain::codes::Activity;
use domain::offer::Ages;
use domain::price::{Per, Price};
use exchange::draft::OfferDraft;
use exchange::sheet::{SheetKind, SheetReading, read_sheet};
use jiff::civil::{Time, time};

fn read(text: &str) -> SheetReading {
    read_sheet(text.as_bytes(), SheetKind::Csv).unwrap()
}

fn offers(text: &str) -> Vec<OfferDraft> {
    let offers = read(text).offers();
    offers.into_iter().map(|offer| offer.draft).collect()
}

fn rejected(text: &str) -> Vec<(usize, String)> {
    let reading = read(text);
    let told = reading
        .rejected()
        .map(|(line, faults)| (line, faults[0].code.to_owned()));
    told.collect()
}

fn moments(draft: &OfferDraft) -> Vec<&str> {
    draft.sessions.iter().map(|one| one.key.as_str()).collect()
}

fn asked(draft: &OfferDraft) -> Vec<(&str, &str)> {
    let doubts = draft.doubts.iter();
    doubts
        .map(|doubt| (&*doubt.column, doubt.text.as_str()))
        .collect()
}

const WHAT: &str = include_str!("messy/wat_waar_wanneer.csv");
const ACTIVITY: &str = include_str!("messy/activiteit_locatie.csv");
const NO_PROVIDER: &str = include_str!("messy/zonder_aanbieder.csv");
const CLUBS: &str = include_str!("messy/dagdelen.csv");

#[test]
fn headings_and_totals_are_named_by_line_and_every_offer_lands() {
    let no_offer = |line| (line, "no-offer".to_owned());
    assert_eq!(rejected(WHAT), [5, 12, 15].map(no_offer));
    assert_eq!(rejected(ACTIVITY), [6].map(no_offer));
    assert_eq!(rejected(NO_PROVIDER), []);
    assert_eq!(rejected(CLUBS), []);
    let landed = |text| read(text).offers().len();
    assert_eq!(
        [WHAT, ACTIVITY, NO_PROVIDER, CLUBS].map(landed),
        [6, 5, 3, 4]
    );
}

#[test]
fn a_guide_with_what_where_and_when_is_read_as_it_stands() {
    let offers = offers(WHAT);
    let gym = &offers[0];
    assert_eq!(gym.title, "Zitgymnastiek");
    assert_eq!(gym.provider, "Stichting Fictief Welzijn");
    assert_eq!(
        gym.ages,
        Ages {
            min: Some(55),
            max: None
        }
    );
    assert_eq!(
        gym.venue.address.as_deref(),
        Some("Buurthuis De Bron, Bronstraat 1")
    );
    assert_eq!(gym.venue.postcode.unwrap().to_string(), "5299 AB");
    assert_eq!(gym.venue.town.as_deref(), Some("Verzonnendam"));
    assert_eq!(moments(gym), ["ma-10:00", "wo-14:00"]);
    assert_eq!(
        gym.price,
        Some(Price {
            cents: 350,
            per: Per::Lesson
        })
    );
    assert_eq!(asked(gym), []);
    // The number of the row is no house number, and the column nobody knows is kept.
    assert!(gym.notes.iter().any(|note| note.name == "Meer weten"));

    let yoga = &offers[1];
    assert_eq!(yoga.title, "Yoga & ontspanning");
    assert_eq!(moments(yoga), ["di-19:30"]);
    assert_eq!(
        yoga.price,
        Some(Price {
            cents: 7500,
            per: Per::Card(10)
        })
    );

    let football = &offers[3];
    assert_eq!(
        asked(football),
        [
            ("prijs", "€ 5 per maand, daarna in overleg"),
            ("dag", "wisselend, bel even")
        ]
    );
    assert_eq!(football.price, None);
    assert_eq!(moments(&offers[4]), ["di-14:00", "vr-10:00"]);
    let aquafit = &offers[5];
    assert_eq!(aquafit.provider, "");
    // The heading above it may be the provider, or the part of the list: somebody says which.
    let mut asks = asked(aquafit).into_iter();
    assert!(asks.any(|(of, text)| of == "aanbieder" && text.starts_with("Buiten sporten / ")));
    // Two days and two hours: whether each day has both is asked.
    assert!(asked(aquafit).contains(&("dag", "wo en vr 9.00-9.45 / 10.00-10.45")));
}

#[test]
fn the_activity_is_the_name_where_a_list_has_no_other() {
    let offers = offers(ACTIVITY);
    let nordic = &offers[0];
    assert_eq!(
        (nordic.title.as_str(), nordic.activity),
        ("Nordic walking", Activity::NordicWalking)
    );
    assert_eq!(moments(nordic), ["za-09:00", "wo-19:00"]);
    assert_eq!(
        nordic.contact.email.as_deref(),
        Some("loop@fictief.example")
    );
    assert_eq!(
        nordic.contact.website.as_deref(),
        Some("https://loop.example")
    );
    let balance = &offers[1];
    assert_eq!(
        balance.price,
        Some(Price {
            cents: 3500,
            per: Per::Card(12)
        })
    );
    assert_eq!(balance.venue.postcode.unwrap().to_string(), "5299 AC");
    assert_eq!(balance.contact.phone.as_deref(), Some("073-5550303"));
    let dance = &offers[3];
    assert_eq!(
        asked(dance),
        [
            // Who organised the row above it.
            ("aanbieder", "BC De Verzonnen Shuttle"),
            ("leeftijd", "senioren"),
            ("prijs", "vrijwillige bijdrage"),
            ("van", "half 3"),
            ("dag", "vrijdagmiddag"),
        ]
    );
    assert_eq!(moments(&offers[4]), ["di-11:00", "vr-11:00"]);
}

#[test]
fn a_list_without_providers_waits_for_somebody_who_knows_them() {
    let offers = offers(NO_PROVIDER);
    for offer in &offers {
        assert_eq!(offer.provider, "");
        assert!(asked(offer).contains(&("aanbieder", "")));
        assert_eq!(offer.venue.town.as_deref(), Some("Verzonnendam"));
    }
    assert_eq!(
        offers[0].price,
        Some(Price {
            cents: 150,
            per: Per::Lesson
        })
    );
    assert_eq!(offers[0].ages.min, Some(65));
    assert_eq!(moments(&offers[1]), ["ma-09:15", "ma-10:15"]);
    assert!(asked(&offers[2]).contains(&("dag", "1x per 14 dagen op dinsdag")));
}

#[test]
fn a_page_s_marks_in_the_cells_are_no_part_of_the_text() {
    let offers = offers(CLUBS);
    let athletics = &offers[0];
    assert_eq!(athletics.provider, "AV Verzonnen");
    assert_eq!(athletics.title, "Atletiek");
    assert_eq!(
        athletics.price,
        Some(Price {
            cents: 12_000,
            per: Per::Year
        })
    );
    assert_eq!(athletics.ages.min, Some(16));
    let hours: Vec<(Option<Time>, Option<Time>)> = athletics
        .sessions
        .iter()
        .map(|one| (one.from, one.to))
        .collect();
    let evening = (Some(time(19, 0, 0, 0)), Some(time(20, 30, 0, 0)));
    assert_eq!(hours, [evening, evening]);
    assert_eq!(moments(&offers[1]), ["za-08:00", "zo-08:00"]);
    assert_eq!(
        asked(&offers[2]),
        [("email", "gym(at)fictief.example"), ("dag", "ma-di-wo")]
    );
    assert_eq!(moments(&offers[3]), ["vr-18:00", "vr-19:00"]);
}

#[test]
fn a_column_of_a_name_that_is_ours_still_needs_a_provider_in_every_row() {
    let sheet = "naam;aanbieder;dag\nYoga;;ma\n";
    assert_eq!(rejected(sheet), [(2, "missing".to_owned())]);
}

const DAY_COLUMNS: &str = include_str!("messy/dagkolommen.csv");
const CROSSES: &str = include_str!("messy/kruisjes.csv");
const IN_PROSE: &[u8] = include_bytes!("messy/prijs_in_zinnen_1252.csv");

#[test]
fn columns_named_after_the_days_tell_when_it_is_and_a_total_under_them_is_no_offer() {
    assert_eq!(rejected(DAY_COLUMNS), [(8, "no-offer".to_owned())]);
    let all = offers(DAY_COLUMNS);
    let told: Vec<Vec<&str>> = all.iter().map(moments).collect();
    assert_eq!(
        told,
        [
            vec!["ma-09:00", "do-09:00"],
            vec!["di-13:00", "do-13:00"],
            // A bare "8 uur" may be in the evening: the day is certain, the hour is asked.
            vec!["wo-08:00", "vr-x"],
        ]
    );
    assert_eq!(
        asked(&all[2]),
        [("prijs", "€ 4,80 losse kaart"), ("van", "vrijdag: 8 uur")]
    );
    assert_eq!(all[0].contact.phone.as_deref(), Some("0223-555 101"));
    assert_eq!(
        all[1].contact.email.as_deref(),
        Some("penningmeester@krijt.example")
    );
    let notes = all.iter().flat_map(|draft| &draft.notes);
    assert!(notes.clone().all(|note| note.name != "Maandag"));
}

#[test]
fn a_cross_under_a_day_takes_the_hours_from_beside_it() {
    assert_eq!(rejected(CROSSES), [(4, "no-offer".to_owned())]);
    let all = offers(CROSSES);
    assert_eq!(moments(&all[0]), ["ma-10:00", "wo-10:00"]);
    assert_eq!(all[0].sessions[0].to, Some(time(11, 30, 0, 0)));
    assert_eq!(all[0].sessions[0].places_left, Some(4));
    assert_eq!(all[0].ages.min, Some(60));
    assert_eq!(
        all[0].price,
        Some(Price {
            cents: 200,
            per: Per::Lesson
        })
    );
    assert_eq!(moments(&all[1]), ["di-x"]);
    assert_eq!(
        asked(&all[1]),
        [("prijs", "zie website"), ("van", "dinsdag: avond")]
    );
}

#[test]
fn prices_in_sentences_of_an_old_windows_are_read_where_they_are_certain() {
    let reading = read_sheet(IN_PROSE, SheetKind::Csv).unwrap();
    assert_eq!(reading.rejected().count(), 1);
    let all: Vec<OfferDraft> = reading.offers().into_iter().map(|one| one.draft).collect();
    let told: Vec<_> = all
        .iter()
        .map(|one| one.price.map(|price| price.cents))
        .collect();
    assert_eq!(told, [Some(9000), Some(150), Some(800), None, None]);
    assert_eq!(all[0].provider, "Atletiekvereniging Snél");
    let told: Vec<Vec<&str>> = all.iter().map(moments).collect();
    assert_eq!(
        told,
        [
            vec!["ma-19:00", "za-09:00"],
            vec!["di-13:30"],
            vec!["wo-11:15", "vr-14:00"],
            vec!["do-09:15"],
            vec!["x-x"],
        ]
    );
    for (at, text) in [(3, "€ 45,00 per halfjaar"), (4, "zie website")] {
        assert!(asked(&all[at]).contains(&("prijs", text)), "{text}");
    }
}
