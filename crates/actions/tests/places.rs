//! A search that starts at a name, on both engines: written as people write it, asked back where
//! it could be several, and never followed to another town without a word.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::catalogue::{CatalogueDraft, catalogue};
use actions::import_areas::import_areas;
use actions::named_place::{NamedKind, NamedPlace, meant_place, named_place};
use actions::places::meant;
use actions::search::{WishesDraft, search};
use actions::set_up;
use actions::{ActionError, Bridge};
use domain::geo::Point;
use support::{World, on_both_engines};

/// A wijk of Brugdam, and one of the same name elsewhere.
const WIJKEN: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"statcode":"WK900101","statnaam":"De Tuinen"},
     "geometry":{"type":"Polygon","coordinates":[[[5.29,51.69],[5.31,51.69],[5.31,51.71],[5.29,51.71]]]}},
    {"type":"Feature","properties":{"statcode":"WK900201","statnaam":"De Tuinen"},
     "geometry":{"type":"Polygon","coordinates":[[[6.29,52.69],[6.31,52.69],[6.31,52.71],[6.29,52.71]]]}},
    {"type":"Feature","properties":{"statcode":"WK900102","statnaam":"Wijk 02 Kolkhoven"},
     "geometry":{"type":"Polygon","coordinates":[[[5.30,51.70],[5.31,51.70],[5.31,51.71],[5.30,51.71]]]}}]}"#;
const GEMEENTEN: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"statcode":"GM9001","statnaam":"Brugdam"},
     "geometry":{"type":"Polygon","coordinates":[[[5.2,51.6],[5.4,51.6],[5.4,51.8],[5.2,51.8]]]}},
    {"type":"Feature","properties":{"statcode":"GM9002","statnaam":"Verdam"},
     "geometry":{"type":"Polygon","coordinates":[[[6.2,52.6],[6.4,52.6],[6.4,52.8],[6.2,52.8]]]}}]}"#;

async fn more_places(world: &World) {
    let town = |code: &str, name: &str, lat, municipality: &str| set_up::KnownPostcode {
        code: code.to_owned(),
        point: Point::new(lat, 5.3).unwrap(),
        place: Some(name.to_owned()),
        municipality: Some(municipality.to_owned()),
    };
    let towns = [
        town("7801", "Sint Odulf", 52.7, "GM9002"),
        town("7802", "Molenend", 52.8, "GM9002"),
        town("5290", "Molenend", 51.9, "GM9001"),
    ];
    let bridge = &world.bridge;
    set_up::postcodes(bridge, &towns).await.unwrap();
    for (kind, areas) in [("wijken", WIJKEN), ("gemeenten", GEMEENTEN)] {
        import_areas(bridge, kind, areas.as_bytes(), Some(2026), false)
            .await
            .unwrap();
    }
}

/// How many lessons there are within two kilometres; otherwise what is wrong, and what may be meant.
fn around(bridge: &Bridge, place: &str) -> Result<usize, (&'static str, Option<String>)> {
    let draft = CatalogueDraft {
        place: place.to_owned(),
        max_distance_km: Some(2.0),
        ..CatalogueDraft::default()
    };
    match catalogue(bridge, &draft) {
        Ok(page) => Ok(page.total),
        Err(ActionError::Faults(faults)) => {
            assert_eq!((faults.len(), faults[0].location.as_str()), (1, "plaats"));
            Err((faults[0].code, faults[0].detail.clone()))
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_place_is_found_as_people_write_it_and_asked_about_where_it_could_be_several() {
    on_both_engines(async |world| {
        more_places(&world).await;
        let bridge = &world.bridge;
        for here in [
            "Brugdam",
            "BRUGDAM ",
            "Brúgdam",
            "gemeente brugdam",
            "5299 Brugdam",
            "kolkhoven",
            "de tuinen, Brugdam",
            "De Tuinen (Brugdam)",
        ] {
            assert_eq!(around(bridge, here), Ok(3), "{here}");
        }
        for there in [
            "st. odulf",
            "Sint-Odulf",
            "De Tuinen (Verdam)",
            "Molenend (5290)",
        ] {
            assert_eq!(around(bridge, there), Ok(0), "{there}");
        }
        let asked = |code, which: &str| Err((code, Some(which.to_owned())));
        for (typed, code, which) in [
            ("Brugdma", "onbekende-plaats", "Brugdam"),
            ("Burgdam", "onbekende-plaats", "Brugdam"),
            (
                "Tuinen",
                "onbekende-plaats",
                "De Tuinen (Brugdam), De Tuinen (Verdam)",
            ),
            (
                "De Tuinen",
                "welke-plaats",
                "De Tuinen (Brugdam), De Tuinen (Verdam)",
            ),
            (
                "Molenend",
                "welke-plaats",
                "Molenend (5290), Molenend (7802)",
            ),
        ] {
            assert_eq!(around(bridge, typed), asked(code, which), "{typed}");
            let choices = meant(bridge, typed).into_iter().map(|one| one.ask);
            assert_eq!(choices.collect::<Vec<_>>().join(", "), which);
        }
        assert_eq!(around(bridge, "Elders"), Err(("onbekende-plaats", None)));
        let names: Vec<_> = meant(bridge, "molenend")
            .into_iter()
            .map(|one| one.municipality)
            .collect();
        assert_eq!(
            names,
            [Some("Brugdam".to_owned()), Some("Verdam".to_owned())]
        );
        // The search of who refers reads it the same way.
        let wishes = |place: &str| WishesDraft {
            place: place.to_owned(),
            ..WishesDraft::default()
        };
        assert_eq!(search(bridge, &wishes("KOLKHOVEN")).unwrap().total, 3);
        let slip = search(bridge, &wishes("Brugdan"));
        assert!(matches!(slip, Err(ActionError::Faults(faults))
            if faults[0].detail.as_deref() == Some("Brugdam")));
    });
}

/// What a name is to the field: where it lies, what is asked, or nothing.
fn in_the_field(bridge: &Bridge, typed: &str) -> Result<Point, Vec<String>> {
    let found = bridge.place_called(typed);
    found.map_err(|problem| problem.choices().into_iter().map(|one| one.ask).collect())
}

#[test]
fn a_name_is_the_same_place_in_the_field_and_in_a_sentence() {
    on_both_engines(async |world| {
        more_places(&world).await;
        let bridge = &world.bridge;
        let (town, area, unsure) = (NamedKind::Town, NamedKind::Area, NamedKind::Unsure);
        // The name, what it is wherever it stands in a sentence, and after "woont in".
        for (name, anywhere, meant) in [
            ("Brugdam", Some(town), Some(town)),
            ("BRÚGDAM", Some(town), Some(town)),
            ("gemeente brugdam", Some(town), Some(town)),
            ("Sint-Odulf", Some(town), Some(town)),
            ("st. odulf", Some(town), Some(town)),
            ("Molenend", Some(town), Some(town)),
            ("Kolkhoven", Some(area), Some(area)),
            ("De Tuinen", Some(area), Some(area)),
            ("de tuinen Brugdam", Some(area), Some(area)),
            ("De Tuinen (Brugdam)", Some(area), Some(area)),
            ("De Tuinen (Verdam)", None, Some(area)),
            ("Verdam", Some(area), Some(area)),
            ("Brugdma", None, Some(unsure)),
            ("Kolkhofen", None, Some(unsure)),
            ("Tuinen", None, Some(unsure)),
            ("Molen", None, Some(unsure)),
            ("Elders", None, None),
            ("bos", None, None),
        ] {
            let words = finder::fold(name);
            let kind = |found: &Option<NamedPlace>| found.as_ref().map(|one| one.kind);
            let named = named_place(bridge, world.home, &words);
            let told = meant_place(bridge, &words);
            assert_eq!((kind(&named), kind(&told)), (anywhere, meant), "{name}");
            let field = in_the_field(bridge, name);
            for found in [named, told.clone()].into_iter().flatten() {
                assert_eq!(in_the_field(bridge, &found.name), field, "{name} {found:?}");
            }
            // Nothing is asked in the field that the sentence would not ask, and the other way.
            assert_eq!(told.is_none(), field == Err(Vec::new()), "{name}");
        }
    });
}
