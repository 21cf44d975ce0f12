//! Postcodes, areas and figures by source, on both engines: nobody touches another's, what a later
//! file lacks goes, a table of the wrong kind is refused.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::import_areas::{FigureKind, import_areas, import_figures};
use actions::import_offers::{ImportProblem, ImportReport};
use actions::import_postcodes::import_postcodes;
use actions::public_imports::list_public_imports;
use actions::undo_import::{UndoProblem, rehearse_undo};
use serde_json::json;
use store::Store;
use support::{World, on_both_engines};

async fn reading(world: &World) -> store::Reading {
    let store = Store::open_to_check(&world.place).await.unwrap();
    store.read().await.unwrap()
}

/// New, changed, unchanged, ended.
fn counts(report: &ImportReport) -> [usize; 4] {
    [report.new, report.changed, report.unchanged, report.ended]
}

fn table(lat: &str, codes: &[&str]) -> String {
    let lines = codes.iter().map(|code| format!("{code},{lat},5.3\n"));
    format!("postcode,lat,lon\n{}", lines.collect::<String>())
}

async fn postcodes(world: &World, source: &str, text: &str, dry: bool) -> ImportReport {
    world.later(1);
    import_postcodes(&world.bridge, source, text.as_bytes(), dry)
        .await
        .unwrap()
}

/// Where a postcode lies.
fn latitude(world: &World, code: &str) -> Option<f64> {
    let known = world.bridge.locate(code.parse().unwrap());
    known.ok().map(|point| point.lat)
}

#[test]
fn two_sources_of_one_postcode_leave_each_other_alone_and_the_first_holds() {
    on_both_engines(async |world| {
        let (north, south) = (
            table("53.0", &["8011", "8012", "8013"]),
            table("52.0", &["8011", "8012", "8013"]),
        );
        let first = postcodes(&world, "A", &south, true).await;
        assert_eq!((counts(&first), first.new_source), ([3, 0, 0, 0], true));
        assert_eq!(latitude(&world, "8011"), None);
        let first = postcodes(&world, "A", &south, false).await;
        assert_eq!((counts(&first), first.new_source), ([3, 0, 0, 0], true));
        assert_eq!(first.held_elsewhere, []);
        let second = postcodes(&world, "B", &north, false).await;
        assert_eq!((counts(&second), second.new_source), ([3, 0, 0, 0], true));
        assert_eq!(second.held_elsewhere, [("A".to_owned(), 3)]);
        for (source, text) in [("A", &south), ("B", &north), ("A", &south)] {
            let again = postcodes(&world, source, text, false).await;
            assert_eq!((counts(&again), again.new_source), ([0, 0, 3, 0], false));
            assert_eq!(latitude(&world, "8011"), Some(52.0));
        }
        // What A lets go of, B tells; a row that is wrong is there, and stays.
        let shorter = table("52.0", &["8011"]) + "8013,overal,5.3\n";
        let rehearsed = postcodes(&world, "A", &shorter, true).await;
        assert_eq!((counts(&rehearsed), rehearsed.rejected), ([0, 0, 1, 1], 1));
        assert_eq!(latitude(&world, "8012"), Some(52.0));
        let shorter = postcodes(&world, "A", &shorter, false).await;
        assert_eq!((counts(&shorter), shorter.rejected), ([0, 0, 1, 1], 1));
        assert_eq!(latitude(&world, "8012"), Some(53.0));
        assert_eq!(latitude(&world, "8013"), Some(52.0));
        // Codes of six signs say nothing of those of four.
        let streets = table("52.0", &["8011AB"]);
        assert_eq!(
            counts(&postcodes(&world, "A", &streets, false).await),
            [1, 0, 0, 0]
        );
        assert_eq!(latitude(&world, "8011"), Some(52.0));

        let listed = list_public_imports(&world.bridge).await.unwrap();
        let last: Vec<(&str, &str, u64)> = listed
            .iter()
            .take(2)
            .map(|run| (run.kind.as_str(), run.source.as_str(), run.counts.ended))
            .collect();
        assert_eq!(last, [("postcodes", "A", 0), ("postcodes", "A", 1)]);
        assert_eq!(listed.len(), 7);
        let undone = rehearse_undo(&world.bridge, world.home, "A").await;
        assert!(matches!(undone, Err(UndoProblem::Public)));
    });
}

fn borders(areas: &[(&str, &str)]) -> Vec<u8> {
    let features = areas.iter().map(|(code, name)| {
        json!({"type": "Feature", "properties": {"statcode": code, "statnaam": name},
            "geometry": {"type": "Polygon", "coordinates":
                [[[5.3,51.7],[5.4,51.7],[5.4,51.8],[5.3,51.8],[5.3,51.7]]]}})
    });
    let features: Vec<serde_json::Value> = features.collect();
    json!({"type": "FeatureCollection", "features": features})
        .to_string()
        .into_bytes()
}

#[test]
fn areas_end_with_their_own_source_year_and_kind_only() {
    on_both_engines(async |world| {
        let take = async |source: &str, year: i16, areas: &[(&str, &str)]| {
            world.later(1);
            let bytes = borders(areas);
            import_areas(&world.bridge, source, &bytes, Some(year), false)
                .await
                .unwrap()
        };
        let names = async |year: i16| {
            let mut on = reading(&world).await;
            let all = store::areas::of_municipality(&mut on, "GM9001", year).await;
            let names = all.unwrap().into_iter().map(|area| area.name);
            names.collect::<Vec<String>>()
        };
        let both = [("WK900101", "De Tuinen"), ("WK900102", "De Dijk")];
        assert_eq!(counts(&take("cbs", 2025, &both).await), [2, 0, 0, 0]);
        assert_eq!(counts(&take("cbs", 2026, &both).await), [2, 0, 0, 0]);
        let other = take("stad", 2026, &[("WK900101", "Tuindorp")]).await;
        assert_eq!((counts(&other), other.new_source), ([1, 0, 0, 0], true));
        assert_eq!(other.held_elsewhere, [("cbs".to_owned(), 1)]);
        assert_eq!(counts(&take("cbs", 2026, &both).await), [0, 0, 2, 0]);
        assert_eq!(names(2026).await, ["De Tuinen", "De Dijk"]);
        let buurt = [("BU90010101", "De Hoek")];
        assert_eq!(counts(&take("cbs", 2026, &buurt).await), [1, 0, 0, 0]);
        let fewer = take("cbs", 2026, &[("WK900102", "De Dijk")]).await;
        assert_eq!(counts(&fewer), [0, 0, 1, 1]);
        assert_eq!(names(2026).await, ["De Hoek", "Tuindorp", "De Dijk"]);
        assert_eq!(names(2025).await, ["De Tuinen", "De Dijk"]);
    });
}

#[test]
fn figures_end_with_their_own_source_year_and_age_only_and_the_right_kind_is_asked() {
    on_both_engines(async |world| {
        let monitor = "Leeftijd;Marges;WijkenEnBuurten;Perioden;Eenzaam_28\n\
            20300;MW00000;GM9001;2020JJ00;49.5\n20300;MW00000;GM9002;2020JJ00;40.0\n\
            80200;MW00000;GM9002;2020JJ00;41.0\n";
        let take = async |kind, source: &str, text: &str| {
            world.later(1);
            import_figures(
                &world.bridge,
                kind,
                source,
                text.as_bytes(),
                Some(2020),
                false,
            )
            .await
        };
        let health = FigureKind::HealthMonitor;
        let first = take(health, "rivm", monitor).await.unwrap();
        assert_eq!((counts(&first), first.new_source), ([3, 0, 0, 0], true));
        let other = monitor.replace("49.5", "12.0");
        let other = take(health, "ggd", &other).await.unwrap();
        assert_eq!(counts(&other), [3, 0, 0, 0]);
        assert_eq!(other.held_elsewhere, [("rivm".to_owned(), 3)]);
        let again = take(health, "rivm", monitor).await.unwrap();
        assert_eq!(counts(&again), [0, 0, 3, 0]);
        let fewer = monitor.replace("20300;MW00000;GM9002;2020JJ00;40.0\n", "");
        let fewer = take(health, "rivm", &fewer).await.unwrap();
        assert_eq!(counts(&fewer), [0, 0, 2, 1]);
        let mut on = reading(&world).await;
        let held = async |on: &mut store::Reading, code: &str| {
            let all = store::areas::figures_of(on, code).await.unwrap();
            let held = all
                .into_iter()
                .map(|one| (one.age, one.told_by, one.figures));
            held.collect::<Vec<_>>()
        };
        let shown = |age: &str, by: &str, figures: &str| (age.into(), by.into(), figures.into());
        assert_eq!(
            held(&mut on, "GM9001").await,
            [shown("18+", "rivm", "Eenzaam=49.5")]
        );
        assert_eq!(
            held(&mut on, "GM9002").await,
            [
                shown("18+", "ggd", "Eenzaam=40"),
                shown("65+", "rivm", "Eenzaam=41")
            ]
        );
        drop(on);

        let refusal = async |kind, text: &str| match take(kind, "x", text).await {
            Err(ImportProblem::File(text)) => text,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            refusal(FigureKind::KeyFigures, monitor).await,
            "this is a table of the health monitor (RIVM). Take it in with `import health-monitor`"
        );
        assert_eq!(
            refusal(health, "code;name;population\nWK900101;De Tuinen;1200\n").await,
            "this is a table of key figures (CBS). Take it in with `import key-figures`"
        );
        let borders = String::from_utf8(borders(&[("WK900101", "De Tuinen")])).unwrap();
        assert!(refusal(health, &borders).await.contains("`import areas`"));
        let listed = list_public_imports(&world.bridge).await.unwrap();
        assert_eq!(listed.len(), 4);
    });
}
