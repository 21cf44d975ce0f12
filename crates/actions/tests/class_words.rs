//! A municipality calls the classes of self-reliance by words of its own. Told on both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::change_class_words::{change_class_words, class_words};
use actions::search::{WishesDraft, search};
use actions::{ActionError, Bridge, import_offers};
use domain::class_words::{ClassWords, LONGEST};
use domain::organisation::Role;
use support::{World, on_both_engines};

fn words(words: [&str; 3]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

async fn a_pool(world: &World) {
    let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;zelfstandigheid;bron_id\n\
        Baantjes;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;met wat hulp;z1\n";
    import_offers::import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
        .await
        .unwrap();
}

/// Why the pool is found by who manages with some help.
fn told(bridge: &Bridge) -> String {
    let wishes = WishesDraft {
        postcode: "5299AB".to_owned(),
        activities: vec!["zwemmen".to_owned()],
        self_reliance: "met-wat-hulp".to_owned(),
        ..WishesDraft::default()
    };
    let answer = search(bridge, &wishes).unwrap();
    let mut reasons = answer.hits[0].reasons.iter();
    let reason = reasons.find(|reason| reason.code == "zelfstandigheid");
    reason.unwrap().text.clone()
}

#[test]
fn a_class_is_told_in_the_municipalitys_own_word_where_it_has_one() {
    on_both_engines(async |world| {
        a_pool(&world).await;
        let other = world.another_node().await;
        let admin = world.with_role(Role::Administrator);
        assert_eq!(told(&world.bridge), "met een beetje hulp");
        change_class_words(&world.bridge, &admin, &words(["", " Klasse Geel ", ""]))
            .await
            .unwrap();
        other.refresh().await.unwrap();
        for bridge in [&world.bridge, &other] {
            assert_eq!(told(bridge), "klasse geel");
            let elsewhere = "GM0363".parse().unwrap();
            assert_eq!(class_words(bridge, elsewhere), ClassWords::default());
        }
        change_class_words(&world.bridge, &admin, &[])
            .await
            .unwrap();
        assert_eq!(told(&world.bridge), "met een beetje hulp");
    });
}

#[test]
fn words_that_two_classes_would_share_or_that_are_too_long_are_refused_all_at_once() {
    on_both_engines(async |world| {
        let admin = world.with_role(Role::Administrator);
        let long = "x".repeat(LONGEST + 1);
        // The third is what we call the first.
        for (typed, at) in [
            (["Geel", " geel", "Rood"], vec!["klasse-2"]),
            (["", "", "redt zich ALLEEN"], vec!["klasse-3"]),
            (
                [long.as_str(), "Geel", "Geel"],
                vec!["klasse-1", "klasse-3"],
            ),
        ] {
            let said = change_class_words(&world.bridge, &admin, &words(typed)).await;
            let Err(ActionError::Faults(faults)) = said else {
                panic!("{said:?}")
            };
            let places: Vec<_> = faults.iter().map(|fault| fault.location.as_str()).collect();
            assert_eq!(places, at);
        }
        assert_eq!(
            class_words(&world.bridge, world.home),
            ClassWords::default()
        );
        for role in [Role::ServicePoint, Role::CareProfessional, Role::Provider] {
            let said = change_class_words(&world.bridge, &world.with_role(role), &[]).await;
            assert!(matches!(said, Err(ActionError::Forbidden)), "{role:?}");
        }
    });
}
