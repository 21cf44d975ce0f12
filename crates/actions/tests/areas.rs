//! Areas and their figures, on both engines: once, twice, another year, another value.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::path::Path;

use actions::import_areas::{FigureKind, import_areas, import_figures};
use actions::import_offers::ImportProblem;
use actions::neighbourhoods;
use domain::geo::Point;
use store::Store;
use support::{World, on_both_engines};

fn shared(part: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(part);
    std::fs::read(path).ok()
}

async fn reading(world: &World) -> store::Reading {
    let store = Store::open_to_check(&world.place).await.unwrap();
    store.read().await.unwrap()
}

const SQUARE: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
    "properties":{"statcode":"WK900101","statnaam":"De Tuinen"},"geometry":{"type":"Polygon",
    "coordinates":[[[5.3,51.7],[5.4,51.7],[5.4,51.8],[5.3,51.8],[5.3,51.7]]]}}]}"#;

#[test]
fn an_area_is_kept_by_year_with_a_line_for_drawing() {
    on_both_engines(async |world| {
        let take = async |text: &str, year| {
            import_areas(&world.bridge, "wijken", text.as_bytes(), year, false).await
        };
        let without = take(SQUARE, None).await;
        assert!(matches!(without, Err(ImportProblem::File(text)) if text.contains("--year")));
        assert_eq!(take(SQUARE, Some(2022)).await.unwrap().new, 1);
        assert_eq!(take(SQUARE, Some(2022)).await.unwrap().unchanged, 1);
        assert_eq!(take(SQUARE, Some(2023)).await.unwrap().new, 1);
        let renamed = SQUARE.replace("De Tuinen", "Tuindorp");
        let dry = import_areas(
            &world.bridge,
            "wijken",
            renamed.as_bytes(),
            Some(2023),
            true,
        );
        assert_eq!(
            dry.await.unwrap().differences,
            ["~ WK900101: name: De Tuinen → Tuindorp"]
        );
        assert_eq!(take(&renamed, Some(2023)).await.unwrap().changed, 1);

        let mut on = reading(&world).await;
        let name = async |on: &mut store::Reading, year| {
            let all = store::areas::of_municipality(on, "GM9001", year)
                .await
                .unwrap();
            all.into_iter()
                .map(|area| (area.name, area.drawing.len() > 10))
                .collect::<Vec<_>>()
        };
        assert_eq!(name(&mut on, 2022).await, [("De Tuinen".to_owned(), true)]);
        assert_eq!(name(&mut on, 2023).await, [("Tuindorp".to_owned(), true)]);
    });
}

/// What a map of so many metres to each side shows around the middle of the square.
fn shown(bridge: &actions::Bridge, half_m: f64) -> Vec<(String, bool)> {
    let middle = Point::new(51.75, 5.35).unwrap();
    neighbourhoods::around(bridge, middle, half_m, 1.0)
        .into_iter()
        .map(|one| (one.name, one.is_home))
        .collect()
}

#[test]
fn the_newest_borders_are_on_the_map_at_once_and_on_every_node() {
    on_both_engines(async |world| {
        let node = world.another_node().await;
        assert!(shown(&world.bridge, 2_000.0).is_empty());
        let renamed = SQUARE.replace("De Tuinen", "Tuindorp");
        for (text, year) in [(renamed.as_str(), 2023), (SQUARE, 2022)] {
            import_areas(&world.bridge, "wijken", text.as_bytes(), Some(year), false)
                .await
                .unwrap();
        }
        let tuindorp = [("Tuindorp".to_owned(), true)];
        assert_eq!(shown(&world.bridge, 2_000.0), tuindorp);
        // The middle of a square of ten kilometres: its border lies outside, its ground does not.
        assert_eq!(shown(&world.bridge, 10_000.0), tuindorp);
        node.refresh().await.unwrap();
        assert_eq!(shown(&node, 2_000.0), tuindorp);
        let far = Point::new(53.0, 6.5).unwrap();
        assert!(neighbourhoods::around(&node, far, 2_000.0, 1.0).is_empty());
    });
}

const MONITOR: &str = "Leeftijd;Marges;WijkenEnBuurten;Perioden;Gemeentenaam_1;Eenzaam_28\n\
    20300;MW00000;GM9001    ;2020JJ00;Brugdam   ;    49.5\n\
    20300;MOG0095;GM9001    ;2020JJ00;Brugdam   ;    47.0\n\
    20300;MW00000;GM0370    ;2020JJ00;Beemster  ;       .\n\
    20300;MW00000;9001      ;2020JJ00;Brugdam   ;    49.5\n";

#[test]
fn figures_keep_their_margins_and_their_year_and_every_line_counts() {
    on_both_engines(async |world| {
        let take = async |text: &str, dry| {
            let kind = FigureKind::HealthMonitor;
            import_figures(&world.bridge, kind, "cijfers", text.as_bytes(), None, dry)
                .await
                .unwrap()
        };
        assert_eq!(take(MONITOR, true).await.new, 3);
        let first = take(MONITOR, false).await;
        assert_eq!((first.read, first.new, first.rejected), (4, 3, 1));
        assert_eq!(first.rejections[0].line, 5);
        // Beemster went to Purmerend in 2022: its figure stays its own, and that is told.
        assert_eq!(first.gone_codes, ["GM0370"]);
        let again = take(MONITOR, false).await;
        assert_eq!((again.unchanged, again.new, again.changed), (3, 0, 0));
        let other = MONITOR
            .replace("49.5\n    20300;MOG", "50.5\n    20300;MOG")
            .replacen("49.5", "50.5", 1);
        let changed = take(&other, true).await;
        assert_eq!((changed.changed, changed.unchanged), (2, 1));
        assert_eq!(
            changed.differences,
            ["~ GM9001 2020 18+: Eenzaam: 49.5 47 ? → 50.5 47 ?"]
        );
        let later = MONITOR.replace("2020JJ00", "2022JJ00");
        assert_eq!(take(&later, false).await.new, 3);
        let mut on = reading(&world).await;
        let known = store::areas::figures_of(&mut on, "GM9001").await.unwrap();
        let shown: Vec<(i16, &str)> = known
            .iter()
            .map(|one| (one.year, one.figures.as_str()))
            .collect();
        assert_eq!(
            shown,
            [(2020, "Eenzaam=49.5 47 ?"), (2022, "Eenzaam=49.5 47 ?")]
        );
    });
}

#[test]
fn key_figures_need_a_year_and_stand_beside_the_health_monitor() {
    on_both_engines(async |world| {
        let table = "gwb_code;regio;a_inw\nWK900101;De Tuinen;1200\n";
        let kind = FigureKind::KeyFigures;
        let without = import_figures(
            &world.bridge,
            kind,
            "cijfers",
            table.as_bytes(),
            None,
            false,
        )
        .await;
        assert!(matches!(without, Err(ImportProblem::File(_))));
        let taken = import_figures(
            &world.bridge,
            kind,
            "cijfers",
            table.as_bytes(),
            Some(2022),
            false,
        )
        .await;
        assert_eq!(taken.unwrap().new, 1);
        let broken = import_figures(
            &world.bridge,
            kind,
            "cijfers",
            b"naam\nTiel\n",
            Some(2022),
            false,
        )
        .await;
        assert!(matches!(broken, Err(ImportProblem::File(_))));
    });
}

#[test]
fn the_country_s_own_files_come_in_once() {
    let (Some(wijken), Some(monitor), Some(key_figures)) = (
        shared("geo-nl-wijken/wijken_2022.geojson"),
        shared("rivm-gezondheid/rivm_2020_20300_18plus.csv"),
        shared("geo-nl-wijken/wijken_2022_kenmerken.csv"),
    ) else {
        return;
    };
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        for (new, unchanged) in [(117, 0), (0, 117)] {
            let report = import_areas(bridge, "wijken", &wijken, Some(2022), false)
                .await
                .unwrap();
            assert_eq!(
                (report.new, report.unchanged, report.rejected),
                (new, unchanged, 0)
            );
        }
        let kind = FigureKind::HealthMonitor;
        let report = import_figures(bridge, kind, "cijfers", &monitor, None, false)
            .await
            .unwrap();
        assert_eq!(
            (report.read, report.new, report.gone_codes.len()),
            (1_097, 1_097, 14 + 4)
        );
        let kind = FigureKind::KeyFigures;
        let report = import_figures(bridge, kind, "cijfers", &key_figures, Some(2022), false)
            .await
            .unwrap();
        assert_eq!((report.read, report.new), (3_340, 3_340));
    });
}
