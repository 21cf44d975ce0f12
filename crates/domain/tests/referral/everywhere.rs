//! Every situation within six deeds of the beginning, breadth first, each with every deed tried.

use std::collections::{BTreeSet, HashSet};

use domain::actor::Actor;
use domain::referral::{Deed, Hand, Status, Step};
use jiff::{SignedDuration, Timestamp};

use crate::follow::Follow;
use crate::table::STEPS;
use crate::world;

const DEPTH: u32 = 6;

/// Who acts: enough to tell "the same organisation" from another, and people from the program.
fn hands() -> [Hand; 4] {
    [
        world::host(),
        world::service_point(),
        world::resident(),
        Actor::System,
    ]
    .map(|actor| world::hand_of(&actor))
}

/// Every situation that one deed leads to from `follow`. [`Follow`] checks each on the way.
fn onward(follow: &Follow, at: Timestamp) -> Vec<Follow> {
    let mut next = Vec::new();
    let mut keep = |done: bool, after: Follow| {
        if done {
            next.push(after);
        }
    };
    for by in hands() {
        for step in Step::ALL {
            let mut after = follow.clone();
            let done = after.take(world::command(step, at, 4), by, at);
            keep(done, after);
        }
    }
    let [_, _, resident, system] = hands();
    for (deed, by) in [
        (Deed::Sent, system),
        (Deed::Step(Step::Accept), system),
        (Deed::Reminded, system),
        (Deed::TakenOver, system),
        (Deed::Unanswered, system),
        (Deed::Coming, resident),
        (Deed::CannotCome, resident),
        (Deed::CallMe, resident),
        (Deed::ConsentChanged, resident),
        (Deed::Suspended, system),
        (Deed::Reinstated, system),
    ] {
        let mut after = follow.clone();
        let done = after.note(deed, by, at);
        keep(done, after);
    }
    let mut after = follow.clone();
    let done = after.erase(resident, at);
    keep(done, after);
    next
}

#[test]
fn every_situation_within_six_deeds_allows_what_the_table_says_and_no_more() {
    let mut seen = HashSet::new();
    let mut front = vec![Follow::sent()];
    let mut places = BTreeSet::new();
    let mut at = world::monday();
    for _ in 0..DEPTH {
        at += SignedDuration::from_hours(1);
        let mut next = Vec::new();
        for follow in &front {
            places.insert(follow.place.row());
            for after in onward(follow, at) {
                if seen.insert(after.situation()) {
                    next.push(after);
                }
            }
        }
        front = next;
    }
    let rows: BTreeSet<&str> = STEPS.iter().map(|(row, _)| *row).collect();
    assert_eq!(places, rows, "the walk has been everywhere");
    assert!(seen.len() > 1000, "only {} situations", seen.len());
}

#[test]
fn every_status_has_a_row_and_every_row_names_real_steps() {
    for status in Status::ALL {
        let rows = STEPS
            .iter()
            .filter(|(row, _)| row.starts_with(status.code()))
            .count();
        let expected = if status == Status::Paused { 2 } else { 1 };
        assert_eq!(rows, expected, "{status:?}");
    }
    for (row, steps) in STEPS {
        for step in steps {
            assert!(Step::from_code(step).is_some(), "{row}: {step}");
        }
    }
}
