//! How long somebody waits for a place: told by a list or by the provider, asked by who searches.
//! Told on both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::search::{SearchAnswer, WishesDraft, search};
use actions::submit_offer::{self, Keeper};
use actions::{ActionError, Bridge, import_offers, undo_import};
use domain::codes::Wait;
use domain::fault::Fault;
use support::{World, as_caller, on_both_engines};

async fn told(world: &World, wait_of_dive: &str) {
    let sheet = format!(
        "naam;aanbieder;activiteit;dag;van;tot;postcode;wachttijd;bron_id\n\
        Baantjes;Wandelclub De Brug;zwemmen;maandag;09:00;10:00;5299 AC;geen;z1\n\
        Duiken;Wandelclub De Brug;zwemmen;dinsdag;09:00;10:00;5299 AC;{wait_of_dive};z2\n\
        Hangen;Wandelclub De Brug;zwemmen;woensdag;09:00;10:00;5299 AC;3 maanden;z3\n\
        Drijven;Wandelclub De Brug;zwemmen;donderdag;09:00;10:00;5299 AC;;z4\n"
    );
    import_offers::import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
        .await
        .unwrap();
}

fn found(bridge: &Bridge, max_wait: &str) -> SearchAnswer {
    let wishes = WishesDraft {
        postcode: "5299AB".to_owned(),
        activities: vec!["zwemmen".to_owned()],
        max_wait: max_wait.to_owned(),
        ..WishesDraft::default()
    };
    search(bridge, &wishes).unwrap()
}

fn titles(answer: &SearchAnswer) -> Vec<&str> {
    let mut titles: Vec<&str> = answer
        .hits
        .iter()
        .map(|hit| hit.offer.title.as_str())
        .collect();
    titles.sort_unstable();
    titles
}

#[test]
fn who_cannot_wait_finds_only_where_the_wait_is_told_to_be_short() {
    on_both_engines(async |world| {
        told(&world, "2 weken").await;
        let bridge = &world.bridge;
        assert_eq!(titles(&found(bridge, "geen")), ["Baantjes"]);
        let within = found(bridge, "korter-dan-een-maand");
        assert_eq!(titles(&within), ["Baantjes", "Duiken"]);
        let told = |title: &str| {
            let hit = within.hits.iter().find(|hit| hit.offer.title == title);
            let mut reasons = hit.unwrap().reasons.iter();
            let reason = reasons.find(|reason| reason.code == "wachttijd");
            reason.unwrap().text.clone()
        };
        assert_eq!(told("Baantjes"), "geen wachttijd");
        assert_eq!(told("Duiken"), "minder dan een maand wachten");
        let relaxed = within.relaxations.iter();
        let relaxed = relaxed.filter(|one| one.field == "maxWachttijd");
        assert_eq!(relaxed.map(|one| one.extra).collect::<Vec<_>>(), [2]);
        // Who does not ask is warned of a long wait, and of that only.
        let all = found(bridge, "");
        assert_eq!(all.total, 4);
        for hit in &all.hits {
            assert!(hit.reasons.iter().all(|reason| reason.code != "wachttijd"));
            let warned = hit
                .attention
                .iter()
                .any(|text| text.starts_with("Een maand of langer"));
            assert_eq!(warned, hit.offer.title == "Hangen", "{}", hit.offer.title);
        }
    });
}

#[test]
fn what_a_list_and_a_provider_say_of_it_is_found_at_once_and_taken_back_with_the_list() {
    on_both_engines(async |world| {
        told(&world, "2 weken").await;
        world.later(1);
        told(&world, "6 weken").await;
        assert_eq!(
            titles(&found(&world.bridge, "korter-dan-een-maand")),
            ["Baantjes"]
        );
        let desk = as_caller(&world.desk);
        let runs = undo_import::imports_for(&world.bridge, &desk)
            .await
            .unwrap();
        undo_import::undo_for(&world.bridge, &desk, &runs[0].run.id)
            .await
            .unwrap()
            .unwrap();
        let within = found(&world.bridge, "korter-dan-een-maand");
        assert_eq!(titles(&within), ["Baantjes", "Duiken"]);

        let id = found(&world.bridge, "geen").hits[0].offer_id;
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        let mut draft = submit_offer::open(&world.bridge, &club, id)
            .await
            .unwrap()
            .draft;
        assert_eq!(draft.wait, "geen");
        draft.contact_phone = "073 123 45 67".to_owned();
        draft.wait = "morgen".to_owned();
        let said = submit_offer::change(&world.bridge, &club, id, &draft).await;
        let Err(ActionError::Faults(faults)) = said else {
            panic!("{said:?}")
        };
        assert_eq!(faults, [Fault::body("wachttijd", "onbekende-code")]);
        draft.wait = "een-maand-of-langer".to_owned();
        submit_offer::change(&world.bridge, &club, id, &draft)
            .await
            .unwrap();
        assert_eq!(found(&world.bridge, "geen").total, 0);
        let again = world.another_node().await;
        let longer = found(&again, "een-maand-of-langer");
        assert_eq!(titles(&longer), ["Baantjes", "Duiken", "Hangen"]);
        let waits: Vec<_> = longer.hits.iter().map(|hit| hit.offer.wait).collect();
        assert!(waits.iter().all(Option::is_some) && waits.contains(&Some(Wait::UnderAMonth)));
    });
}
