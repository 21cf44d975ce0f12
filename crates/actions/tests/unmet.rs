//! Gemist aanbod on both engines: why nothing fitted is somebody's own words, and lies sealed.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::change_schemes::{SchemeDraft, change_schemes};
use actions::list_referrals::unmet_demand;
use actions::report_unmet_demand::report_unmet_demand;
use actions::search::WishesDraft;
use domain::organisation::Role;
use support::{as_caller, on_both_engines};

const WHY: &str = "Mevrouw Quispelbeek durft niet alleen";

#[test]
fn why_nothing_fitted_is_read_by_who_may_and_by_nobody_in_the_database() {
    on_both_engines(async |world| {
        let (bridge, nurse) = (&world.bridge, as_caller(&world.nurse));
        let wish = WishesDraft {
            postcode: "5299".to_owned(),
            ..WishesDraft::default()
        };
        for reason in [WHY, ""] {
            report_unmet_demand(bridge, &nurse, &wish, reason)
                .await
                .unwrap();
        }
        let told = unmet_demand(bridge, &as_caller(&world.desk)).await.unwrap();
        let mut told: Vec<_> = told.into_iter().map(|wish| wish.reason).collect();
        told.sort();
        assert_eq!(told, [None, Some(WHY.to_owned())]);
        // Another node of the same installation opens it too.
        let node = world.another_node().await;
        let told = unmet_demand(&node, &as_caller(&world.desk)).await.unwrap();
        assert!(told.iter().any(|wish| wish.reason.as_deref() == Some(WHY)));
        if let store::Place::Folder(folder) = &world.place {
            node.close().await;
            bridge.close().await;
            let mut read = 0;
            for file in std::fs::read_dir(folder).unwrap().flatten() {
                let bytes = std::fs::read(file.path()).unwrap();
                read += bytes.len();
                let found = bytes.windows(11).any(|part| part == b"Quispelbeek");
                assert!(!found, "{}", file.path().display());
            }
            assert!(read > 10_000, "{read}");
        }
    });
}

#[test]
fn of_a_reported_wish_no_door_and_no_age_is_kept_and_the_price_as_a_provider_asks_it() {
    on_both_engines(async |world| {
        let (bridge, nurse) = (&world.bridge, as_caller(&world.nurse));
        let admin = world.with_role(Role::Administrator);
        let fund = SchemeDraft {
            name: "Volwassenenfonds".to_owned(),
            monthly: Some(2_000),
        };
        change_schemes(bridge, &admin, &[fund]).await.unwrap();
        let wish = WishesDraft {
            postcode: "5299 AB".to_owned(),
            age: Some(72),
            max_price: Some(1_000),
            schemes: vec!["Volwassenenfonds".to_owned()],
            text: "mevrouw Quispelbeek".to_owned(),
            ..WishesDraft::default()
        };
        report_unmet_demand(bridge, &nurse, &wish, "")
            .await
            .unwrap();
        let told = unmet_demand(bridge, &as_caller(&world.desk)).await.unwrap();
        assert_eq!(told[0].postcode.as_deref(), Some("5299"));
        assert!(!told[0].wish.contains("Quispelbeek"), "{}", told[0].wish);
        let kept: serde_json::Value = serde_json::from_str(&told[0].wish).unwrap();
        assert_eq!(kept["leeftijdVanaf"], 70);
        assert_eq!(kept["maxPrijsInCenten"], 3_000);
        assert!(kept.get("postcode").is_none());
    });
}
