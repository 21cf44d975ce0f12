//! A group in the making, on both engines: what others missed near by is told from ten on, in tens,
//! and never a smaller number.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::group_forming::GroupForming;
use actions::import_offers::import_sheet;
use actions::meet_demand::meet_demand;
use actions::report_unmet_demand::report_unmet_demand;
use actions::search::{WishesDraft, search};
use domain::codes::Activity;
use jiff::SignedDuration;
use support::{World, as_caller, on_both_engines};

fn wish(activity: &str, daypart: &str) -> WishesDraft {
    let codes = |code: &str| {
        let codes = Some(code.to_owned()).filter(|code| !code.is_empty());
        codes.into_iter().collect()
    };
    WishesDraft {
        postcode: "5299".to_owned(),
        activities: codes(activity),
        dayparts: codes(daypart),
        ..WishesDraft::default()
    }
}

/// So many reports, a day apart.
async fn missed(world: &World, draft: &WishesDraft, times: usize) {
    for _ in 0..times {
        world.clock.advance(SignedDuration::from_hours(24));
        let nurse = as_caller(&world.nurse);
        let words = "Mevrouw Quispelbeek durft niet alleen";
        report_unmet_demand(&world.bridge, &nurse, draft, words)
            .await
            .unwrap();
    }
    world.bridge.refresh().await.unwrap();
}

fn told(world: &World, draft: &WishesDraft) -> Option<GroupForming> {
    search(&world.bridge, draft).unwrap().forming
}

const SWIMMING: GroupForming = GroupForming {
    activity: Activity::Swimming,
    at_least: 10,
    within_m: 10_000,
};

#[test]
fn what_ten_missed_near_by_is_told_and_what_nine_missed_is_not() {
    on_both_engines(async |world| {
        let swim = wish("zwemmen", "");
        missed(&world, &swim, 9).await;
        assert_eq!(told(&world, &swim), None);
        missed(&world, &swim, 1).await;
        assert_eq!(told(&world, &swim), Some(SWIMMING));
        let words = SWIMMING.words();
        assert_eq!(
            words,
            "Meer mensen zoeken dit. Binnen 10 km is zwemmen het afgelopen jaar minstens 10 keer \
             gemist."
        );
        // In tens: one more report changes nothing that is told.
        missed(&world, &swim, 9).await;
        assert_eq!(told(&world, &swim), Some(SWIMMING));
        missed(&world, &swim, 1).await;
        assert_eq!(told(&world, &swim).unwrap().at_least, 20);
        // Another node tells the same.
        let node = world.another_node().await;
        let there = search(&node, &swim).unwrap().forming;
        assert_eq!(there.unwrap().at_least, 20);
    });
}

#[test]
fn what_is_met_counts_no_more_on_every_node() {
    on_both_engines(async |world| {
        let swim = wish("zwemmen", "");
        missed(&world, &swim, 10).await;
        let node = world.another_node().await;
        assert_eq!(search(&node, &swim).unwrap().forming, Some(SWIMMING));
        world.clock.advance(SignedDuration::from_hours(1));
        let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;bron_id\n\
            Baantjes;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;z1\n";
        import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
            .await
            .unwrap();
        // What the other node hears of now is the offer, and of the wishes nothing yet.
        node.refresh().await.unwrap();
        assert_eq!(search(&node, &swim).unwrap().forming, Some(SWIMMING));
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 10);
        for bridge in [&node, &world.bridge] {
            bridge.refresh().await.unwrap();
            assert_eq!(search(bridge, &swim).unwrap().forming, None);
        }
        node.close().await;
    });
}

#[test]
fn another_activity_another_moment_and_another_place_do_not_count() {
    on_both_engines(async |world| {
        let morning = wish("zwemmen", "di-ochtend");
        missed(&world, &morning, 10).await;
        assert_eq!(told(&world, &morning), Some(SWIMMING));
        assert_eq!(told(&world, &wish("zwemmen", "")), Some(SWIMMING));
        assert_eq!(told(&world, &wish("zwemmen", "do-avond")), None);
        assert_eq!(told(&world, &wish("yoga", "di-ochtend")), None);
        // Who wishes no activity is told of no group.
        assert_eq!(told(&world, &wish("", "di-ochtend")), None);
        let mut both = wish("yoga", "");
        both.activities.push("zwemmen".to_owned());
        assert_eq!(told(&world, &both), Some(SWIMMING));
        let mut far = wish("zwemmen", "");
        far.postcode = String::new();
        far.point = Some((Some(51.9), Some(5.3)));
        assert_eq!(told(&world, &far), None);
        // Around the corner is never less than five kilometres, and never more than twenty.
        let mut near = wish("zwemmen", "");
        near.max_distance_km = Some(1.0);
        assert_eq!(told(&world, &near).unwrap().within_m, 5_000);
        far.max_distance_km = Some(200.0);
        assert_eq!(told(&world, &far), None);
    });
}

#[test]
fn the_same_report_twice_counts_once_and_one_of_long_ago_no_more() {
    on_both_engines(async |world| {
        let swim = wish("zwemmen", "");
        let nurse = as_caller(&world.nurse);
        for _ in 0..12 {
            report_unmet_demand(&world.bridge, &nurse, &swim, "")
                .await
                .unwrap();
        }
        world.bridge.refresh().await.unwrap();
        assert_eq!(told(&world, &swim), None);
        missed(&world, &swim, 9).await;
        assert_eq!(told(&world, &swim), Some(SWIMMING));
        world.clock.advance(SignedDuration::from_hours(24 * 360));
        assert_eq!(told(&world, &swim), None);
    });
}

#[test]
fn where_enough_fits_no_group_is_told_of() {
    on_both_engines(async |world| {
        let walk = wish("wandelen", "");
        missed(&world, &walk, 10).await;
        assert!(told(&world, &walk).is_some());
        let head = "naam;aanbieder;activiteit;dag;van;tot;postcode;plaats;bron_id\n";
        let mut sheet = head.to_owned();
        for at in 0..20 {
            let line = format!(
                "Wandelen {at};Club {at};wandelen;maandag;09:00;10:00;5299 AB;Brugdam;x{at}\n"
            );
            sheet.push_str(&line);
        }
        let (bridge, home) = (&world.bridge, world.home);
        actions::import_offers::import_sheet(bridge, home, "meer", sheet.as_bytes(), false)
            .await
            .unwrap();
        assert_eq!(told(&world, &walk), None);
    });
}
