//! What the finder takes in beside the offers, told on both engines: the service point's words,
//! what earlier referrals teach, places, and who is closed.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::close_for_a_while::close_for_a_while;
use actions::learn::{learn, learns, switch_learning};
use actions::search::{SearchAnswer, ShownHit, WishesDraft, search};
use actions::suggest::suggest;
use actions::synonyms::{change_synonyms, own_synonyms};
use actions::{ActionError, Bridge};
use domain::calendar::Closure;
use domain::organisation::Role;
use jiff::SignedDuration;
use jiff::civil::date;
use store::Store;
use support::{World, as_caller, on_both_engines, step};

const WALK: &str = "Rustig wandelen door De Tuinen";

fn wishes(text: &str) -> WishesDraft {
    WishesDraft {
        postcode: "5299AB".to_owned(),
        text: text.to_owned(),
        ..WishesDraft::default()
    }
}

fn ask(bridge: &Bridge, text: &str) -> SearchAnswer {
    search(bridge, &wishes(text)).unwrap()
}

fn hit<'a>(answer: &'a SearchAnswer, title: &str) -> &'a ShownHit {
    let found = answer.hits.iter().find(|hit| hit.offer.title == title);
    found.unwrap()
}

fn reason<'a>(hit: &'a ShownHit, code: &str) -> Option<&'a str> {
    let found = hit.reasons.iter().find(|reason| reason.code == code);
    found.map(|reason| reason.text.as_str())
}

#[test]
fn words_of_the_service_point_are_found_at_once_and_on_every_node() {
    on_both_engines(async |world| {
        let (desk, nurse) = (as_caller(&world.desk), as_caller(&world.nurse));
        let other = world.another_node().await;
        let kuieren = |bridge: &Bridge| {
            let answer = ask(bridge, "kuieren");
            reason(hit(&answer, WALK), "tekst").map(str::to_owned)
        };
        assert_eq!(kuieren(&world.bridge), None);
        let refused = change_synonyms(&world.bridge, &nurse, "wandelen, kuieren").await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
        let alone = change_synonyms(&world.bridge, &desk, "kuieren").await;
        assert!(
            matches!(alone, Err(ActionError::Faults(faults)) if faults[0].code == "twee-woorden")
        );
        change_synonyms(
            &world.bridge,
            &desk,
            "wandelen,  kuieren\n\nbridge, kaarten",
        )
        .await
        .unwrap();
        assert_eq!(
            own_synonyms(&world.bridge, &desk).await.unwrap(),
            "wandelen, kuieren\nbridge, kaarten"
        );
        let found = Some("past bij: kuieren".to_owned());
        assert_eq!(kuieren(&world.bridge), found);
        other.refresh().await.unwrap();
        assert_eq!(kuieren(&other), found);
        change_synonyms(&world.bridge, &desk, "").await.unwrap();
        assert_eq!(kuieren(&world.bridge), None);
    });
}

/// Sends somebody to the walk, who starts there.
async fn one_more_starts(world: &World, number: usize) {
    let mut draft = world.piet();
    draft.client.phone = format!("06 98 76 54 {number:02}");
    let sent = world.refer(&draft).await;
    let club = as_caller(&world.club);
    world.step(&club, sent.id, step("gestart")).await.unwrap();
}

#[test]
fn what_earlier_referrals_teach_is_told_and_can_be_switched_off() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let answer = ask(bridge, "");
        assert_eq!(reason(hit(&answer, WALK), "ervaring"), None);
        for number in 0..9 {
            one_more_starts(&world, number).await;
        }
        // Who did not agree to be counted started too, and teaches nothing.
        let mut uncounted = world.piet();
        uncounted.client.phone = "06 22 22 22 22".to_owned();
        uncounted.consent.figures = Some(false);
        let sent = world.refer(&uncounted).await;
        let club = as_caller(&world.club);
        world.step(&club, sent.id, step("gestart")).await.unwrap();
        learn(bridge).await.unwrap();
        let answer = ask(bridge, "");
        let few = Some("nog weinig verwijzingen hierheen: telt als gemiddeld");
        assert_eq!(
            reason(hit(&answer, WALK), "ervaring"),
            few,
            "nine are too few to tell"
        );
        one_more_starts(&world, 9).await;
        // Who does not agree to be counted teaches nothing, but waits like everybody.
        let mut silent = world.piet();
        silent.client.phone = "06 11 11 11 11".to_owned();
        silent.consent.figures = Some(false);
        world.refer(&silent).await;
        learn(bridge).await.unwrap();
        let answer = ask(bridge, "");
        let walk = hit(&answer, WALK);
        assert_eq!(reason(walk, "ervaring"), Some("hier begonnen 10 van de 10"));
        let of = |hit: &ShownHit, code: &str| -> u8 {
            let found = hit.reasons.iter().find(|reason| reason.code == code);
            found.map_or(0, |reason| reason.contribution)
        };
        let dance = hit(&answer, "Bewegen op muziek");
        assert!(of(walk, "ervaring") > of(dance, "ervaring"));
        assert!(
            of(walk, "drukte") < of(dance, "drukte"),
            "one waits for four places"
        );
        for hit in &answer.hits {
            let sum: u32 = hit
                .reasons
                .iter()
                .map(|one| u32::from(one.contribution))
                .sum();
            assert_eq!(sum, u32::from(hit.score));
        }

        let (admin, desk) = (
            world.with_role(Role::Administrator),
            world.with_role(Role::ServicePoint),
        );
        let refused = switch_learning(bridge, &desk, false).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
        switch_learning(bridge, &admin, false).await.unwrap();
        assert!(!learns(bridge, world.desk.municipality).await.unwrap());
        assert_eq!(reason(hit(&ask(bridge, ""), WALK), "ervaring"), None);
        switch_learning(bridge, &admin, true).await.unwrap();
        assert_eq!(
            reason(hit(&ask(bridge, ""), WALK), "ervaring"),
            Some("hier begonnen 10 van de 10")
        );
        world.all_invariants_hold().await;
        // After three years it teaches nothing any more.
        world.later(24 * (365 * 3 + 1));
        learn(bridge).await.unwrap();
        assert_eq!(reason(hit(&ask(bridge, ""), WALK), "ervaring"), few);
    });
}

#[test]
fn who_died_or_moved_away_says_nothing_about_the_lesson_and_who_found_it_unfit_does() {
    on_both_engines(async |world| {
        let club = as_caller(&world.club);
        for (number, reason) in ["overleden", "verhuisd", "past-niet", ""]
            .iter()
            .enumerate()
        {
            let mut draft = world.piet();
            draft.client.phone = format!("06 98 76 54 {number:02}");
            let id = world.refer(&draft).await.id;
            world.step(&club, id, step("gestart")).await.unwrap();
            if !reason.is_empty() {
                world.later(1);
                let mut stop = step("gestopt");
                stop.words.reason = (*reason).to_owned();
                world.step(&club, id, stop).await.unwrap();
            }
        }
        world.later(24 * 100);
        let now = world.bridge.now();
        let before = |days: i64| now - SignedDuration::from_hours(24 * days);
        let stays = 91 * 24 * 3_600 * 1_000_000;
        let store = Store::open_to_check(&world.place).await.unwrap();
        let mut reading = store.read().await.unwrap();
        let told = store::lessons::counts(&mut reading, before(1_000), before(91), stays).await;
        let sum = |of: fn(&store::lessons::Lesson) -> u32| {
            told.as_ref().unwrap().iter().map(of).sum::<u32>()
        };
        assert_eq!((sum(|one| one.referred), sum(|one| one.started)), (4, 4));
        assert_eq!(
            (sum(|one| one.started_long_ago), sum(|one| one.stayed)),
            (2, 1)
        );
        drop(reading);
        store.close().await;
    });
}

#[test]
fn a_search_starts_at_a_place_or_a_point_and_tells_the_minutes() {
    on_both_engines(async |world| {
        let start = |draft: WishesDraft| search(&world.bridge, &draft);
        let named = WishesDraft {
            place: " brugdam".to_owned(),
            ..WishesDraft::default()
        };
        let found = start(named).unwrap();
        let walk = hit(&found, WALK);
        let metres = walk.distance_m.unwrap();
        assert_eq!(
            walk.walking_minutes,
            Some(domain::travel::walking_minutes(metres))
        );
        let nowhere = WishesDraft {
            place: "Elders".to_owned(),
            ..WishesDraft::default()
        };
        assert!(matches!(start(nowhere), Err(ActionError::Faults(faults))
            if faults[0].code == "onbekende-plaats" && faults[0].location == "plaats"));
        let half = WishesDraft {
            point: Some((Some(51.7), None)),
            ..WishesDraft::default()
        };
        assert!(
            matches!(start(half), Err(ActionError::Faults(faults)) if faults[0].code == "punt")
        );
        let venue = walk.offer.venue.point.unwrap();
        let there = WishesDraft {
            point: Some((Some(venue.lat), Some(venue.lon))),
            max_way_m: Some(10),
            ..WishesDraft::default()
        };
        let found = start(there).unwrap();
        assert!(
            found.hits.iter().all(|hit| hit.distance_m <= Some(7)),
            "ten metres along the street"
        );
        assert_eq!(hit(&found, WALK).distance_m, Some(0));

        let suggested = suggest(&world.bridge, "wan", "GM9001").unwrap();
        assert_eq!(suggested.activities, [("wandelen", "Wandelen".to_owned())]);
        assert_eq!(suggested.titles, [WALK]);
        assert_eq!(
            suggest(&world.bridge, "bru", "").unwrap().places,
            ["Brugdam"]
        );
        assert!(
            suggest(&world.bridge, "wan", "GM0001")
                .unwrap()
                .titles
                .is_empty()
        );
        assert!(matches!(suggest(&world.bridge, &"w".repeat(61), "Brugdam"),
            Err(ActionError::Faults(faults)) if faults.len() == 2));
    });
}

#[test]
fn what_is_closed_now_says_from_when_it_is_there_again() {
    on_both_engines(async |world| {
        let club = as_caller(&world.club);
        let closed = [Closure {
            from: date(2026, 11, 20),
            to: date(2026, 12, 24),
        }];
        close_for_a_while(&world.bridge, &club, &closed)
            .await
            .unwrap();
        let answer = ask(&world.bridge, "");
        let walk = hit(&answer, WALK);
        assert_eq!(walk.on_again.unwrap().from, Some(date(2026, 12, 25)));
        assert_eq!(walk.attention[0], "Nu niet. Weer vanaf vrijdag 25 december");
        assert_eq!(hit(&answer, "Bewegen op muziek").on_again, None);
    });
}
