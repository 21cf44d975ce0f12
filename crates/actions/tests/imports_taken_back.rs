//! Taking an import back, on both engines: what goes and what stays is told beforehand, and what people
//! changed since stays as they left it.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::ActionError;
use actions::decide_on_offers::decide;
use actions::import_offers::{FeedImport, import_sheet};
use actions::list_referrals::desk;
use actions::undo_import::{
    AtStake, TouchedSince, UndoProblem, imports_for, kept_for, rehearse_undo, stakes_for, undo_for,
    undo_import,
};
use domain::freshness::Decision;
use domain::ids::OfferId;
use domain::offer::{Offer, OfferStatus};
use support::{World, as_caller, on_both_engines};

fn titles(world: &World) -> Vec<String> {
    let found = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let all = found.offers.iter();
    let mut titles: Vec<String> = all.map(|entry| entry.offer.title.clone()).collect();
    titles.sort();
    titles
}

async fn take(world: &World, source: &str, rows: &str) -> actions::import_offers::ImportReport {
    world.later(1);
    let sheet = format!("naam;aanbieder;dag;van;prijs;email;bron_id\n{rows}");
    import_sheet(&world.bridge, world.home, source, sheet.as_bytes(), false)
        .await
        .unwrap()
}

async fn hide(world: &World, title: &str) -> OfferId {
    let found = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let mut offers = found.offers.iter().map(|entry| &entry.offer);
    let id = offers.find(|offer| offer.title == title).unwrap().id;
    world.later(1);
    let desk = as_caller(&world.desk);
    decide(&world.bridge, &desk, id, Decision::Hide)
        .await
        .unwrap();
    id
}

fn names(touched: &[TouchedSince]) -> Vec<(&str, bool)> {
    let all = touched.iter();
    all.map(|one| (one.title.as_str(), one.by_hand)).collect()
}

const YOGA_AND_DANCE: &str = "Yoga;Club A;ma;10.00;€ 5 per les;;1\nDansen;Club A;di;10.00;;;2\n";

#[test]
fn what_a_person_changed_since_stays_and_is_named_and_the_rest_is_taken_back() {
    on_both_engines(async |world| {
        take(&world, "lijst", YOGA_AND_DANCE).await;
        let desk = as_caller(&world.desk);
        let run = imports_for(&world.bridge, &desk).await.unwrap().remove(0);
        assert!(kept_for(&world.bridge, &desk).await.unwrap().is_empty());
        let yoga = hide(&world, "Yoga").await;

        // Beforehand it is told what stays, and that only the rest goes.
        let kept = kept_for(&world.bridge, &desk).await.unwrap();
        assert_eq!(names(&kept[&run.run.id]), [("Yoga", true)]);
        assert_eq!(kept[&run.run.id][0].status, OfferStatus::Hidden);
        let stakes = stakes_for(&world.bridge, &desk).await.unwrap();
        assert_eq!(stakes[&run.run.id].offers, 1);
        let rehearsed = rehearse_undo(&world.bridge, world.home, "lijst").await;
        assert_eq!(names(&rehearsed.unwrap().kept), [("Yoga", true)]);
        assert!(titles(&world).contains(&"Dansen".to_owned()));
        let coach = as_caller(&world.coach);
        let forbidden = kept_for(&world.bridge, &coach).await;
        assert!(matches!(forbidden, Err(ActionError::Forbidden)));

        world.later(1);
        let undone = undo_for(&world.bridge, &desk, &run.run.id).await.unwrap();
        assert_eq!(names(&undone.unwrap().kept), [("Yoga", true)]);
        let twice = undo_import(&world.bridge, world.home, &run.run.id, "Anouk").await;
        assert!(matches!(twice, Err(UndoProblem::AlreadyUndone)));
        let listed = imports_for(&world.bridge, &desk).await.unwrap();
        let by = listed[0].undone.as_ref().map(|(_, by)| by.as_str());
        assert_eq!(by, Some("Anouk de Wit"));
        let twice = rehearse_undo(&world.bridge, world.home, &run.run.id).await;
        assert!(matches!(twice, Err(UndoProblem::AlreadyUndone)));
        assert!(!titles(&world).contains(&"Dansen".to_owned()));
        assert!(kept_for(&world.bridge, &desk).await.unwrap().is_empty());
        // What stayed is there as it was, and the list finds it again.
        world.later(1);
        decide(&world.bridge, &desk, yoga, Decision::Show)
            .await
            .unwrap();
        assert!(titles(&world).contains(&"Yoga".to_owned()));
        let again = take(&world, "lijst", YOGA_AND_DANCE).await;
        assert_eq!((again.new, again.unchanged), (1, 1));
        world.all_invariants_hold().await;

        let forbidden = imports_for(&world.bridge, &as_caller(&world.club)).await;
        assert!(matches!(forbidden, Err(ActionError::Forbidden)));
        let forbidden = undo_for(&world.bridge, &coach, &run.run.id).await;
        assert!(matches!(forbidden, Err(ActionError::Forbidden)));
    });
}

#[test]
fn what_was_changed_after_a_later_list_stays_when_both_lists_are_taken_back() {
    on_both_engines(async |world| {
        let before = titles(&world);
        take(&world, "lijst", YOGA_AND_DANCE).await;
        // Both are asked about from here on.
        let later = YOGA_AND_DANCE.replace(";10.00;", ";12.00;");
        let later = later
            .replace("€ 5 per les", "duur")
            .replace(";;;2", ";duur;;2");
        take(&world, "lijst", &later).await;
        let desk = as_caller(&world.desk);
        let runs = imports_for(&world.bridge, &desk).await.unwrap();
        let (later, earlier) = (&runs[0].run.id, &runs[1].run.id);

        // The later list comes first.
        let refused = undo_import(&world.bridge, world.home, earlier, "Anouk").await;
        let Err(UndoProblem::Touched(touched)) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(names(&touched), [("Dansen", false), ("Yoga", false)]);

        let yoga = hide(&world, "Yoga").await;
        world.later(1);
        let undone = undo_import(&world.bridge, world.home, later, "Anouk").await;
        assert_eq!(names(&undone.unwrap().kept), [("Yoga", true)]);
        let found = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
        let dance = found.offers.iter().find(|one| one.offer.title == "Dansen");
        let hours = |offer: &Offer| {
            let shown = offer.sessions.iter();
            let shown = shown.filter(|one| one.status == OfferStatus::Visible);
            shown
                .map(|one| one.from.unwrap().hour())
                .collect::<Vec<_>>()
        };
        assert_eq!(hours(&dance.unwrap().offer), [10]);
        // What is asked about the one that stayed is still asked, of the other no more.
        let asked = actions::import_remarks::remarks(&world.bridge, &desk).await;
        assert_eq!(asked.unwrap().questions["lijst"].count, 1);

        world.later(1);
        let undone = undo_import(&world.bridge, world.home, earlier, "Anouk").await;
        assert_eq!(names(&undone.unwrap().kept), [("Yoga", true)]);
        assert_eq!(titles(&world), before);
        world.later(1);
        decide(&world.bridge, &desk, yoga, Decision::Show)
            .await
            .unwrap();
        let found = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
        let kept = found.offers.iter().find(|one| one.offer.title == "Yoga");
        assert_eq!(hours(&kept.unwrap().offer), [12]);
        world.all_invariants_hold().await;
    });
}

/// In the words of the list, what is asked about it.
async fn asked(world: &World) -> Vec<String> {
    let desk = desk(&world.bridge, &as_caller(&world.desk)).await.unwrap();
    let asked = desk.doubtful.into_iter();
    asked.map(|one| one.original).collect()
}

#[test]
fn what_a_list_made_clear_is_asked_again_when_that_list_is_taken_back_but_not_of_what_stays() {
    on_both_engines(async |world| {
        let undo = async || {
            world.later(1);
            undo_import(&world.bridge, world.home, "lijst", "Anouk")
                .await
                .unwrap();
        };
        let unclear = YOGA_AND_DANCE.replace("€ 5 per les", "duur");
        take(&world, "lijst", &unclear).await;
        take(&world, "lijst", YOGA_AND_DANCE).await;
        assert_eq!(asked(&world).await, [""; 0]);
        undo().await;
        assert_eq!(asked(&world).await, ["duur"]);
        // Of what people changed since, only what the last list left open is asked.
        take(&world, "lijst", &unclear.replace("duur", "heel veel")).await;
        hide(&world, "Yoga").await;
        undo().await;
        assert_eq!(asked(&world).await, ["heel veel"]);
    });
}

#[test]
fn what_goes_when_an_import_is_taken_back_is_told_beforehand() {
    on_both_engines(async |world| {
        world.refer(&world.fatma()).await;
        let desk = as_caller(&world.desk);
        let run = imports_for(&world.bridge, &desk).await.unwrap()[0]
            .run
            .id
            .clone();
        let stakes = stakes_for(&world.bridge, &desk).await.unwrap();
        let expected = AtStake {
            offers: 3,
            referrals: 1,
        };
        assert_eq!(stakes.get(&run), Some(&expected));
        assert_eq!(stakes.len(), 1);
        // What a later list let end goes no more. That list changed nothing else, and the same one
        // again nothing at all: by its name it is the one before that is taken back.
        take(&world, "lijst", YOGA_AND_DANCE).await;
        let yoga = YOGA_AND_DANCE.lines().next().unwrap();
        for _ in 0..2 {
            take(&world, "lijst", yoga).await;
        }
        let first = imports_for(&world.bridge, &desk).await.unwrap().remove(2);
        let stakes = stakes_for(&world.bridge, &desk).await.unwrap();
        assert_eq!(stakes[&first.run.id].offers, 1);
        let undone = rehearse_undo(&world.bridge, world.home, "lijst").await;
        assert_eq!(undone.unwrap().past.counts.ended, 1);
        let forbidden = stakes_for(&world.bridge, &as_caller(&world.coach)).await;
        assert!(matches!(forbidden, Err(ActionError::Forbidden)));
    });
}

#[test]
fn what_one_feed_told_twice_is_shown_no_more_though_somebody_was_referred_to_it() {
    on_both_engines(async |world| {
        let page = |name: &str, modified: u32| {
            let club = serde_json::json!({"@type": "Organization", "name": "Club F",
                "email": "club@f.example"});
            let item = serde_json::json!({"state": "updated", "kind": "SessionSeries", "id": "1",
                "modified": modified, "data": {"@type": "SessionSeries", "name": name,
                "organizer": club}});
            serde_json::json!({"items": [item], "next": ""}).to_string()
        };
        world.later(1);
        let mut feed = FeedImport::new(&world.bridge, world.home, "feed", false);
        for (name, modified) in [("Yoga", 1), ("Yoga voor u", 2)] {
            let page = page(name, modified);
            feed.page(page.as_bytes(), None).await.unwrap();
        }
        world.bridge.refresh().await.unwrap();
        let mut draft = world.fatma();
        draft.session = world.session("Yoga voor u");
        world.refer(&draft).await;
        undo_import(&world.bridge, world.home, "feed", "Anouk")
            .await
            .unwrap();
        assert!(!titles(&world).iter().any(|title| title.starts_with("Yoga")));
        world.all_invariants_hold().await;
    });
}
