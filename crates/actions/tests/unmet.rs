//! Gemist aanbod on both engines: why nothing fitted is somebody's own words, and lies sealed.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::list_referrals::unmet_demand;
use actions::report_unmet_demand::report_unmet_demand;
use actions::search::WishesDraft;
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
