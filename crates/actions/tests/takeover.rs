//! What a killed node leaves behind, and when another takes it over: rows of the access log without
//! their seal after half a minute, post after its lease. Both moments are moved to, not waited for.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::time::{Duration, Instant};

use actions::show_referral::show_referral;
use actions::{deliver, seal_log};
use jiff::SignedDuration;
use store::access_log::{seal_for_the_gone, verify};
use store::{Store, leases};
use support::{World, as_caller, on_both_engines};

/// How many rows wait for a seal; everything else about the log must be right.
async fn waiting(world: &World, node: &Store) -> u64 {
    let anchors = seal_log::anchors(&world.bridge).await.unwrap();
    let proof = verify(node, &anchors).await.unwrap();
    assert_eq!(proof.findings, []);
    proof.waiting
}

#[test]
fn rows_of_a_killed_node_are_sealed_by_another_after_half_a_minute_and_no_sooner() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        seal_log::seal_log(&world.bridge).await.unwrap();
        let other = Store::open(&world.place, &world.key).await.unwrap();
        assert_eq!(waiting(&world, &other).await, 0);
        // The first node looks at something, and is killed before it seals that.
        let looks = async || {
            let nurse = as_caller(&world.nurse);
            show_referral(&world.bridge, &nurse, sent.id).await.unwrap();
        };
        looks().await;
        assert_eq!(waiting(&world, &other).await, 1);
        let begun = Instant::now();
        let after = |seconds| begun + Duration::from_secs(seconds);
        for (seconds, sealed) in [(0, 0), (29, 0), (30, 1), (31, 0)] {
            let now = after(seconds);
            let done = seal_for_the_gone(&other, now).await.unwrap();
            assert_eq!(done, sealed, "{seconds}");
        }
        assert_eq!(waiting(&world, &other).await, 0);
        // It was only slow: it goes on, and its chain is whole.
        looks().await;
        seal_log::seal_log(&world.bridge).await.unwrap();
        assert_eq!(waiting(&world, &other).await, 0);
        // A node that seals now and then is not gone, however long it is looked at.
        for round in 1..=3 {
            looks().await;
            let now = after(100 + 20 * round);
            assert_eq!(seal_for_the_gone(&other, now).await.unwrap(), 0, "{round}");
            seal_log::seal_log(&world.bridge).await.unwrap();
        }
        assert_eq!(waiting(&world, &other).await, 0);
    });
}

#[test]
fn post_that_a_killed_node_was_about_to_deliver_leaves_by_another_after_its_lease() {
    on_both_engines(async |world| {
        world.refer(&world.fatma()).await;
        let (store, now) = (
            Store::open(&world.place, &world.key).await.unwrap(),
            world.bridge.now(),
        );
        let mut tx = store.begin().await.unwrap();
        let until = now + SignedDuration::from_secs(60);
        let taken = leases::take(&mut tx, "post", "gedood", until, now).await;
        assert!(taken.unwrap());
        tx.commit().await.unwrap();
        for (seconds, handled) in [(0, 0), (60, 0), (1, 2), (0, 0)] {
            world.clock.advance(SignedDuration::from_secs(seconds));
            let done = deliver::deliver(&world.bridge, &world.post, "levend").await;
            assert_eq!(done.unwrap(), handled, "{seconds}");
        }
        // One that stops by itself hands over at once, and takes nothing from another.
        world.refer(&world.fatma()).await;
        let mut tx = store.begin().await.unwrap();
        let now = world.bridge.now();
        let until = now + SignedDuration::from_secs(600);
        assert!(
            leases::take(&mut tx, "post", "levend", until, now)
                .await
                .unwrap()
        );
        tx.commit().await.unwrap();
        for (who, handled) in [("een ander", 0), ("levend", 2)] {
            deliver::hand_over(&world.bridge, who).await.unwrap();
            let done = deliver::deliver(&world.bridge, &world.post, "derde").await;
            assert_eq!(done.unwrap(), handled, "{who}");
        }
        let mails = world.post.take();
        let mut told: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                "fatma@voorbeeld.example",
                "fatma@voorbeeld.example",
                "tineke@debrug.example",
                "tineke@debrug.example"
            ]
        );
        world.all_invariants_hold().await;
    });
}
