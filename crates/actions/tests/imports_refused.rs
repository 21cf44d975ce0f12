//! What a list may not do: end what a refused row tells of, end everything because nothing could be read,
//! or show to everybody what nobody can find or reach.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::fmt::Write;

use actions::ActionError;
use actions::answer_alike::questions;
use actions::import_offers::{ImportReport, NoPlaces, import_hsds, import_sheet};
use actions::submit_offer::{self, Keeper};
use domain::offer::Offer;
use exchange::hsds::read_hsds;
use support::{World, as_caller, on_both_engines};

const HEAD: &str =
    "naam;aanbieder;dag;van;tot;adres;postcode;plaats;telefoon;omschrijving;bron_id\n";

async fn take(world: &World, rows: &str) -> ImportReport {
    world.later(1);
    let sheet = format!("{HEAD}{rows}");
    import_sheet(&world.bridge, world.home, "lijst", sheet.as_bytes(), false)
        .await
        .unwrap()
}

fn shown(world: &World, title: &str) -> Option<Offer> {
    let all = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = all.offers.iter().find(|one| one.offer.title == title);
    found.map(|one| (*one.offer).clone())
}

/// Column, text and question of what is asked.
async fn asked(world: &World) -> Vec<(String, String, String)> {
    let desk = as_caller(&world.desk);
    let (all, _) = questions(&world.bridge, &desk, 0).await.unwrap();
    all.into_iter()
        .map(|one| (one.column, one.original, one.question))
        .collect()
}

fn question(column: &str, text: &str, question: &str) -> (String, String, String) {
    (column.to_owned(), text.to_owned(), question.to_owned())
}

const YOGA: &str = "Yoga;Club A;ma;10:00;11:00;Kade 1;5299AB;Brugdam;06 55500001;;1\n";
const JUDO: &str = "Judo;Club A;di;10:00;11:00;Kade 1;5299AB;Brugdam;06 55500001;;2\n";

#[test]
fn a_row_that_is_refused_does_not_end_its_offer_and_one_that_says_it_is_over_does() {
    on_both_engines(async |world| {
        take(&world, &format!("{YOGA}{JUDO}")).await;
        let with_number = JUDO.replace(";;2", ";bsn 111222333;2");
        let done = take(&world, &format!("{YOGA}{with_number}")).await;
        assert_eq!((done.read, done.unchanged), (2, 1));
        assert_eq!((done.rejected, done.ended), (1, 0));
        assert!(shown(&world, "Judo").is_some());
        // Its key is made of its name where the list has none.
        let without = |text: &str| text.replace(";1\n", ";\n").replace(";2\n", ";\n");
        world.later(1);
        take(&world, &without(&format!("{YOGA}{JUDO}"))).await;
        let done = take(&world, &without(&format!("{YOGA}{with_number}"))).await;
        assert_eq!((done.rejected, done.ended), (1, 0));
        assert!(shown(&world, "Judo").is_some());
        let done = take(&world, &without(YOGA)).await;
        assert_eq!(done.ended, 1);
        assert!(shown(&world, "Judo").is_none());
    });
}

#[test]
fn of_an_offer_of_two_rows_a_refused_one_ends_no_moment() {
    on_both_engines(async |world| {
        let wednesday = YOGA.replace(";ma;", ";wo;");
        take(&world, &format!("{YOGA}{wednesday}{JUDO}")).await;
        let refused = wednesday.replace(";;1", ";bsn 111222333;1");
        let done = take(&world, &format!("{YOGA}{refused}{JUDO}")).await;
        assert_eq!((done.unchanged, done.rejected, done.ended), (2, 1, 0));
        let moved = YOGA.replace("10:00;11:00", "12:00;13:00");
        let done = take(&world, &format!("{moved}{refused}{JUDO}")).await;
        assert_eq!((done.changed, done.rejected, done.ended), (1, 1, 0));
        let days: Vec<_> = shown(&world, "Yoga")
            .unwrap()
            .sessions
            .iter()
            .filter_map(|one| one.day)
            .collect();
        assert!(days.contains(&jiff::civil::Weekday::Wednesday), "{days:?}");
    });
}

#[test]
fn a_service_that_is_refused_does_not_end() {
    on_both_engines(async |world| {
        let service = |id: &str, text: &str| {
            format!(r#"{{"id":"{id}","name":"Les {id}","status":"active","description":"{text}"}}"#)
        };
        let both = |other: &str| format!("[{},{}]", service("a", "x"), service("b", other));
        let read = |text: &str| read_hsds(text.as_bytes()).unwrap();
        for (text, ended) in [("x", 0), ("bel 111222333", 0)] {
            world.later(1);
            let reading = read(&both(text));
            let done = import_hsds(&world.bridge, world.home, "diensten", reading, false)
                .await
                .unwrap();
            assert_eq!((done.read, done.ended), (2, ended));
        }
        world.later(1);
        let reading = read(&format!("[{}]", service("a", "x")));
        let done = import_hsds(&world.bridge, world.home, "diensten", reading, false)
            .await
            .unwrap();
        assert_eq!(done.ended, 1);
    });
}

#[test]
fn a_list_of_which_nothing_can_be_read_ends_nothing() {
    on_both_engines(async |world| {
        take(&world, &format!("{YOGA}{JUDO}")).await;
        let nothing = take(&world, "").await;
        assert!(nothing.nothing_read);
        assert_eq!((nothing.read, nothing.ended), (0, 0));
        let refused = take(&world, &YOGA.replace(";;1", ";bsn 111222333;1")).await;
        assert!(refused.nothing_read);
        assert_eq!((refused.rejected, refused.ended), (1, 0));
        assert!(shown(&world, "Yoga").is_some() && shown(&world, "Judo").is_some());
        let less = take(&world, YOGA).await;
        assert!(!less.nothing_read);
        assert_eq!(less.ended, 1);
        // One of two is no sign of a broken list.
        assert_eq!(less.ends_most, None);
    });
}

#[test]
fn a_list_that_ends_most_of_what_its_source_had_says_so() {
    on_both_engines(async |world| {
        let rows = |count: usize| {
            let mut rows = String::new();
            for n in 0..count {
                writeln!(rows, "Les {n};Club;ma;10:00;11:00;Kade 1;5299AB;;;;{n}").unwrap();
            }
            rows
        };
        take(&world, &rows(12)).await;
        let half = take(&world, &rows(6)).await;
        assert_eq!((half.ended, half.ends_most), (6, None));
        take(&world, &rows(12)).await;
        let most = take(&world, &rows(5)).await;
        assert_eq!((most.ended, most.ends_most), (7, Some((7, 12))));
        // Of a list as small as this one, most is hardly anything.
        let few = take(&world, &rows(1)).await;
        assert_eq!((few.ended, few.ends_most), (4, None));
    });
}

#[test]
fn a_row_that_cannot_be_found_is_asked_and_a_town_stands_for_about_there() {
    on_both_engines(async |world| {
        let rows = "Aan zee;Club A;ma;10:00;11:00;;9999 ZZ;;06 55500001;;1\n\
            Markt;Club A;ma;10:00;11:00;Markt 2;;Brugdam;06 55500001;;2\n\
            Dorp;Club A;ma;10:00;11:00;;;Brugdam;06 55500001;;3\n\
            Elders;Club A;ma;10:00;11:00;;;Nergensdam;06 55500001;;4\n\
            Goed;Club A;ma;10:00;11:00;Kade 1;5299AB;Brugdam;06 55500001;;5\n\
            Waar;Club A;ma;10:00;11:00;;;;06 55500001;;6\n";
        let done = take(&world, rows).await;
        assert_eq!((done.new, done.review, done.no_places), (6, 4, None));
        assert_eq!(
            asked(&world).await,
            [
                question("postcode", "9999 ZZ", "which-address"),
                question("adres", "Markt 2, Brugdam", "which-address"),
                question("adres", "Nergensdam", "which-address"),
                question("adres", "", "which-address"),
            ]
        );
        let lat = |title: &str| shown(&world, title).unwrap().venue.point.map(|one| one.lat);
        assert_eq!(lat("Markt"), None);
        assert_eq!(lat("Dorp"), Some(51.70));
        assert!(lat("Goed").is_some_and(|lat| lat > 51.701));
        // The same again is the same again.
        let again = take(&world, rows).await;
        assert_eq!((again.unchanged, again.review), (6, 4));
    });
}

#[test]
fn where_it_is_is_asked_once_though_neither_postcode_nor_town_can_be_read() {
    on_both_engines(async |world| {
        let row = "Dansen;Club A;ma;10:00;11:00;;52 AB;;06 55500001;;1\n";
        take(&world, &format!("{row}{JUDO}")).await;
        let asked = asked(&world).await;
        let columns: Vec<&str> = asked.iter().map(|one| one.0.as_str()).collect();
        assert_eq!(columns, ["postcode"], "{asked:?}");
    });
}

#[test]
fn a_list_without_any_place_is_one_warning() {
    on_both_engines(async |world| {
        let rows = "Yoga;Club A;ma;10:00;11:00;;;;06 55500001;;1\n";
        let done = take(&world, rows).await;
        assert_eq!(
            (done.review, done.no_places),
            (0, Some(NoPlaces::InTheList))
        );
    });
}

#[test]
fn a_form_with_a_postcode_that_nobody_knows_is_not_saved() {
    on_both_engines(async |world| {
        take(&world, YOGA).await;
        let id = shown(&world, "Yoga").unwrap().id;
        let desk = as_caller(&world.desk);
        let keeper = Keeper::at_desk(&world.bridge, &desk, id).await.unwrap();
        let mut draft = submit_offer::open(&world.bridge, &keeper, id)
            .await
            .unwrap()
            .draft;
        draft.postcode = "9999 ZZ".to_owned();
        draft.price = "4,00".to_owned();
        draft.per = "les".to_owned();
        let refused = submit_offer::change(&world.bridge, &keeper, id, &draft).await;
        let Err(ActionError::Faults(faults)) = refused else {
            panic!("{refused:?}")
        };
        let told: Vec<_> = faults
            .iter()
            .map(|one| (one.location.as_str(), one.code))
            .collect();
        assert_eq!(told, [("postcode", "onbekende-postcode")]);
        let still = shown(&world, "Yoga").unwrap();
        assert_eq!(still.price, None);
        assert_eq!(still.venue.postcode.unwrap().to_string(), "5299 AB");
    });
}

#[test]
fn a_row_of_which_next_to_nothing_is_told_waits_for_a_person() {
    on_both_engines(async |world| {
        let done = take(
            &world,
            &format!("{YOGA}te;weinig\nLaat;Club A;ma;10:00;09:00;Kade 1;5299AB;;;;3\n"),
        )
        .await;
        assert_eq!((done.new, done.review, done.rejected), (3, 2, 0));
        assert_eq!(shown(&world, "te"), None);
        let late = shown(&world, "Laat").unwrap();
        assert_eq!((late.sessions[0].from, late.sessions[0].to), (None, None));
        let asked = asked(&world).await;
        assert!(asked.contains(&question("naam", "te", "row-complete")));
        let hours = asked.iter().any(|one| one.2 == "which-time");
        assert!(hours, "{asked:?}");
        // Told whole, it is shown.
        let whole = "te;weinig;ma;10:00;11:00;Kade 1;5299AB;;;;\n";
        take(&world, &format!("{YOGA}{whole}")).await;
        assert!(shown(&world, "te").is_some());
    });
}
