//! A missed wish is kept as it was asked: an offer meets it when it meets every part of it, and no
//! sooner; also when the search began at a town or at a place on the map. On both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::list_referrals::unmet_demand;
use actions::meet_demand::meet_demand;
use actions::report_unmet_demand::report_unmet_demand;
use actions::search::WishesDraft;
use actions::{import_offers, set_up};
use domain::geo::Point;
use support::{World, as_caller, on_both_engines};

const HEAD: &str = "naam;aanbieder;activiteit;dag;van;tot;postcode;leeftijd;niveau;begeleiding;\
    zelfstandigheid;doelgroep;toegankelijkheid;prijs;plaatsen;wachttijd;erkende_interventie;\
    omschrijving;bron_id\n";
/// A lesson that meets everything that is wished below.
const LESSON: &str = "Samen;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AB;70+;rustig;groep;\
    met wat hulp;vrouwen;rolstoel;€ 10 per maand;4;geen;effectief;doorlopende instroom";

/// Takes in one lesson under a key of its own.
async fn lesson(world: &World, key: &str, lesson: &str) {
    world.later(1);
    let sheet = format!("{HEAD}{lesson};{key}\n");
    let done = import_offers::import_sheet(&world.bridge, world.home, key, sheet.as_bytes(), false);
    assert_eq!(done.await.unwrap().review, 0, "{key}");
}

async fn report(world: &World, wish: &WishesDraft) {
    let nurse = as_caller(&world.nurse);
    report_unmet_demand(&world.bridge, &nurse, wish, "")
        .await
        .unwrap();
}

async fn met(world: &World) -> usize {
    meet_demand(&world.bridge, "a").await.unwrap()
}

fn codes(code: &str) -> Vec<String> {
    vec![code.to_owned()]
}

/// What is asked, and a lesson that has all of it but this: the words in the sheet and what stands
/// there instead.
fn cases() -> Vec<(&'static str, WishesDraft, (&'static str, &'static str))> {
    let from_here = || WishesDraft {
        postcode: "5299".to_owned(),
        ..WishesDraft::default()
    };
    let case = |name, wish: &dyn Fn(&mut WishesDraft), instead| {
        let mut draft = from_here();
        wish(&mut draft);
        (name, draft, instead)
    };
    vec![
        case(
            "km",
            &|w| w.max_distance_km = Some(0.5),
            ("5299 AB", "5299 AD"),
        ),
        case("weg", &|w| w.max_way_m = Some(500), ("5299 AB", "5299 AD")),
        case("leeftijd", &|w| w.age = Some(72), ("70+", "18-60")),
        case("niveau", &|w| w.max_level = Some(1), ("rustig", "stevig")),
        case(
            "zelf",
            &|w| w.self_reliance = "met-wat-hulp".to_owned(),
            ("met wat hulp", "zelfstandig"),
        ),
        case(
            "begeleiding",
            &|w| w.guidance = codes("groep"),
            (";groep;", ";trainer;"),
        ),
        case(
            "groep",
            &|w| w.groups = codes("vrouwen"),
            ("vrouwen", "mannen"),
        ),
        case("plek", &|w| w.free_places = true, (";4;", ";vol;")),
        case(
            "wacht",
            &|w| w.max_wait = "geen".to_owned(),
            (";geen;", ";2 weken;"),
        ),
        case(
            "erkend",
            &|w| w.recognised = "goed-onderbouwd".to_owned(),
            ("effectief", "goed beschreven"),
        ),
        case(
            "instromen",
            &|w| w.any_time = true,
            (
                "doorlopende instroom",
                "u begint bij de start van de cursus",
            ),
        ),
        case("niet", &|w| w.never = codes("yoga"), ("zwemmen", "yoga")),
        case(
            "plaats",
            &|w| w.postcode = "5288".to_owned(),
            ("5288", "5299 AB"),
        ),
    ]
}

#[test]
fn no_part_of_a_missed_wish_is_forgotten_when_an_offer_is_held_against_it() {
    on_both_engines(async |world| {
        elsewhere(&world).await;
        met(&world).await;
        for (name, wish, (there, instead)) in cases() {
            let mut wish = wish;
            // Where the search begins is a wish too; the lesson is there, or here.
            let fits = match name {
                "plaats" => LESSON.replace("5299 AB", "5288"),
                _ => LESSON.to_owned(),
            };
            if name == "plaats" {
                wish.max_distance_km = Some(3.0);
            }
            world.later(1);
            report(&world, &wish).await;
            let wrong = fits.replacen(there, instead, 1);
            assert_ne!(wrong, fits, "{name}");
            lesson(&world, &format!("{name}-mis"), &wrong).await;
            assert_eq!(met(&world).await, 0, "{name}: {wrong}");
            lesson(&world, &format!("{name}-raak"), &fits).await;
            assert_eq!(met(&world).await, 1, "{name}: {fits}");
        }
    });
}

/// Another postcode, seven kilometres to the east.
async fn elsewhere(world: &World) {
    let kolk = set_up::KnownPostcode {
        code: "5288".to_owned(),
        point: Point::new(51.70, 5.40).unwrap(),
        place: Some("Kolkdam".to_owned()),
        municipality: Some("GM9001".to_owned()),
    };
    set_up::postcodes(&world.bridge, &[kolk]).await.unwrap();
}

#[test]
fn who_searched_from_a_town_or_a_place_on_the_map_hears_as_well() {
    on_both_engines(async |world| {
        elsewhere(&world).await;
        met(&world).await;
        let swimming = || WishesDraft {
            activities: codes("zwemmen"),
            max_distance_km: Some(3.0),
            ..WishesDraft::default()
        };
        let from_town = WishesDraft {
            place: "Kolkdam".to_owned(),
            ..swimming()
        };
        // The client lives in Brugdam; what was looked for is near the point.
        let from_map = WishesDraft {
            postcode: "5299 AB".to_owned(),
            point: Some((Some(51.701), Some(5.399))),
            groups: codes("vrouwen"),
            ..swimming()
        };
        for wish in [from_town, from_map] {
            report(&world, &wish).await;
        }
        let desk = as_caller(&world.desk);
        let told = unmet_demand(&world.bridge, &desk).await.unwrap();
        let areas: Vec<_> = told.iter().map(|wish| wish.postcode.as_deref()).collect();
        assert_eq!(areas, [Some("5288"), Some("5288")]);
        lesson(&world, "hier", LESSON).await;
        assert_eq!(met(&world).await, 0);
        lesson(&world, "daar", &LESSON.replace("5299 AB", "5288")).await;
        assert_eq!(met(&world).await, 2);
        assert!(unmet_demand(&world.bridge, &desk).await.unwrap().is_empty());
    });
}
