//! Deciding twice about an offer, and asking many providers: a few at a time, by one node.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::fmt::Write;

use actions::decide_on_offers::decide;
use actions::import_offers::import_sheet;
use actions::keep_fresh::ask_providers;
use domain::freshness::Decision;
use jiff::SignedDuration;
use support::{as_caller, on_both_engines};

#[test]
fn what_was_decided_already_is_so_and_no_fault() {
    on_both_engines(async |world| {
        let desk = as_caller(&world.desk);
        let found = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
        let id = found.offers[0].offer.id;
        for decision in [
            Decision::Show,
            Decision::PutBack,
            Decision::Hide,
            Decision::Hide,
            Decision::PutBack,
            Decision::Show,
            Decision::End,
            Decision::End,
        ] {
            world.later(1);
            let done = decide(&world.bridge, &desk, id, decision).await;
            assert!(done.is_ok(), "{decision:?}: {done:?}");
        }
    });
}

#[test]
fn many_providers_are_asked_twenty_five_at_a_time_by_one_node() {
    on_both_engines(async |world| {
        let mut sheet = "naam;aanbieder;dag;van;email;bevestigd_op;bron_id\n".to_owned();
        for n in 0..30 {
            let row = format!("Les {n};Club {n};ma;10.00;c{n}@club.example;2026-10-01;{n}");
            writeln!(sheet, "{row}").unwrap();
        }
        import_sheet(&world.bridge, world.home, "lijst", sheet.as_bytes(), false)
            .await
            .unwrap();
        // The fifth of January: with one of the town they are thirty-one.
        world.clock.advance(SignedDuration::from_hours(24 * 42));
        assert_eq!(ask_providers(&world.bridge, "a").await.unwrap(), 25);
        assert_eq!(ask_providers(&world.bridge, "b").await.unwrap(), 0);
        world.clock.advance(SignedDuration::from_mins(6));
        assert_eq!(ask_providers(&world.bridge, "b").await.unwrap(), 6);
    });
}
