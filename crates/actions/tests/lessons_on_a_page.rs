//! What people read of a search: each lesson once with its moments, and once when it was confirmed.
//! Told on both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::cancel_lesson::cancel;
use actions::change_settings::change_settings;
use actions::import_offers::import_sheet;
use actions::search::{SearchAnswer, ShownHit, WishesDraft, search, search_lessons};
use actions::submit_offer::Keeper;
use domain::deadlines::Deadlines;
use domain::organisation::Role;
use jiff::civil::date;
use support::{World, as_caller, on_both_engines};

const SWIM: &str = "Samen zwemmen";

/// A lesson on three days, twice a day on the first, and one that nobody confirmed for long.
const SHEET: &str = "\
naam;aanbieder;activiteit;dag;van;tot;adres;postcode;plaats;plaatsen;bevestigd_op;bron_id
Samen zwemmen;Zwembad De Golf;zwemmen;vrijdag;14:00;15:00;Golfweg 3;5299 AC;Brugdam;3;2026-11-20;g1
Samen zwemmen;Zwembad De Golf;zwemmen;maandag;10:00;11:00;Golfweg 3;5299 AC;Brugdam;vol;2026-11-20;g1
Samen zwemmen;Zwembad De Golf;zwemmen;woensdag;10:00;11:00;Golfweg 3;5299 AC;Brugdam;5;2026-11-20;g1
Stoelyoga;Wijkhuis Oost;yoga;vrijdag;10:00;11:00;Kade 1;5299 AD;Brugdam;4;2026-03-10;y1
";

async fn import(world: &World, sheet: &str) {
    let bytes = sheet.as_bytes();
    import_sheet(&world.bridge, world.home, "golf", bytes, false)
        .await
        .unwrap();
}

fn wishes() -> WishesDraft {
    WishesDraft {
        postcode: "5299AB".to_owned(),
        ..WishesDraft::default()
    }
}

fn hit<'a>(answer: &'a SearchAnswer, title: &str) -> &'a ShownHit {
    let mut found = answer.hits.iter().filter(|hit| hit.offer.title == title);
    let hit = found.next().unwrap();
    assert!(found.next().is_none(), "{title} stands there once");
    hit
}

fn hours(hit: &ShownHit) -> Vec<String> {
    let others = hit.also.iter().map(|moment| {
        let session = &hit.offer.sessions[moment.position];
        assert_eq!(session.id, moment.session_id);
        session.day.unwrap()
    });
    let days = [hit.session().day.unwrap()].into_iter().chain(others);
    days.map(|day| format!("{day:?}")).collect()
}

#[test]
fn a_lesson_on_three_days_is_told_once_with_its_moments_and_programs_get_each() {
    on_both_engines(async |world| {
        import(&world, SHEET).await;
        let by_lesson = search_lessons(&world.bridge, &wishes()).unwrap();
        assert_eq!((by_lesson.total, by_lesson.hits.len()), (5, 5));
        let swim = hit(&by_lesson, SWIM);
        // What has a place leads; the others follow as a week goes.
        let days = hours(swim);
        assert!(["Wednesday", "Friday"].contains(&&*days[0]), "{days:?}");
        let mut others = days[1..].to_vec();
        assert_eq!(others.remove(0), "Monday");
        assert_eq!(others.len(), 1);
        let by_moment = search(&world.bridge, &wishes()).unwrap();
        assert_eq!((by_moment.total, by_moment.hits.len()), (7, 7));
        assert_eq!(by_moment.hits[0].session_id, by_lesson.hits[0].session_id);
        assert!(by_moment.hits.iter().all(|hit| hit.also.is_empty()));
        // What is counted beside it counts lessons.
        let count = |answer: &SearchAnswer| {
            let (_, counts) = answer
                .facets
                .iter()
                .find(|one| one.0 == "activiteit")
                .unwrap();
            counts.iter().find(|one| one.0 == "zwemmen").unwrap().1
        };
        assert_eq!((count(&by_lesson), count(&by_moment)), (1, 3));
        // Who asks for one day reads of no other.
        let friday = WishesDraft {
            dayparts: vec!["vr-middag".to_owned()],
            ..wishes()
        };
        let answer = search_lessons(&world.bridge, &friday).unwrap();
        assert_eq!(hours(hit(&answer, SWIM)), ["Friday"]);
    });
}

#[test]
fn another_moment_says_when_it_is_left_out() {
    on_both_engines(async |world| {
        let sheet = SHEET.replace("Zwembad De Golf", "Wandelclub De Brug");
        import(&world, &sheet).await;
        let other = || {
            let answer = search_lessons(&world.bridge, &wishes()).unwrap();
            let swim = hit(&answer, SWIM);
            (swim.offer_id, swim.also[0].clone())
        };
        let (offer, monday) = other();
        assert_eq!(monday.left_out, None);
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        let day = date(2026, 11, 30);
        cancel(&world.bridge, &club, offer, monday.session_id, day)
            .await
            .unwrap();
        let words = "Gaat niet door op maandag 30 november";
        assert_eq!(other().1.left_out.as_deref(), Some(words));
    });
}

#[test]
fn when_it_was_confirmed_is_told_once_and_by_the_limit_of_the_municipality() {
    on_both_engines(async |world| {
        import(&world, SHEET).await;
        let asked = |answer: &SearchAnswer| {
            let yoga = hit(answer, "Stoelyoga");
            (yoga.confirmed_long_ago, yoga.attention.join(". "))
        };
        let in_a_list =
            "stond in maart zo in een lijst; de aanbieder heeft het nog niet zelf bevestigd";
        let answer = search_lessons(&world.bridge, &wishes()).unwrap();
        let (is_long_ago, warned) = asked(&answer);
        assert!(is_long_ago && warned.contains(in_a_list), "{warned}");
        // What a list told is no confirmation of the provider, and is not told as one.
        assert!(!warned.contains("laatst bevestigd"), "{warned}");
        // 54 days ago: within thirteen weeks, and not within four.
        let fit = |answer: &SearchAnswer| hit(answer, "Fit & Rustig").confirmed_long_ago;
        assert!(!fit(&answer));
        let strict = Deadlines {
            confirm_weeks: 4,
            ..Deadlines::default()
        };
        let admin = world.with_role(Role::Administrator);
        change_settings(&world.bridge, &admin, strict, Vec::new())
            .await
            .unwrap();
        assert!(fit(&search_lessons(&world.bridge, &wishes()).unwrap()));
        // Who asks for a number of days gets that.
        let wider = WishesDraft {
            confirmed_within_days: Some(60),
            ..wishes()
        };
        assert!(!fit(&search_lessons(&world.bridge, &wider).unwrap()));
    });
}
