//! Transactions of the store, on both engines: small ones that share a commit, large ones alone, and
//! those that somebody leaves halfway.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use store::{Store, Tx, feed};
use support::on_both_engines;

async fn begun(store: &Store, is_large: bool) -> Tx {
    if is_large {
        store.begin_large().await.unwrap()
    } else {
        store.begin().await.unwrap()
    }
}

#[test]
fn a_large_transaction_that_is_left_never_was_and_one_that_ends_stands_beside_the_others() {
    on_both_engines(async |world| {
        let store = Store::open(&world.place, &world.key).await.unwrap();
        let now = world.bridge.now();
        let add = async |subject: &str, is_large: bool, ends: bool| {
            let mut tx = begun(&store, is_large).await;
            feed::add(&mut tx, "proef", subject, now).await.unwrap();
            if ends {
                tx.commit().await.unwrap();
            }
        };
        tokio::join!(
            add("een", false, true),
            add("weg", true, false),
            add("twee", true, true),
            add("ook weg", false, false),
            add("drie", false, true),
            add("vier", true, true),
            add("vijf", false, true),
        );
        let mut reading = store.read().await.unwrap();
        let lines = feed::since(&mut reading, now).await.unwrap();
        let lines = lines.iter().filter(|line| line.kind == "proef");
        let mut kept: Vec<&str> = lines.map(|line| line.subject.as_str()).collect();
        kept.sort_unstable();
        assert_eq!(kept, ["drie", "een", "twee", "vier", "vijf"]);
        drop(reading);
        store.close().await;
    });
}

#[test]
fn whoever_goes_away_halfway_leaves_the_writer_to_the_others() {
    on_both_engines(async |world| {
        let store = Store::open(&world.place, &world.key).await.unwrap();
        let now = world.bridge.now();
        for turns in 0..120 {
            for is_large in [false, true] {
                let attempt = async {
                    let mut tx = begun(&store, is_large).await;
                    feed::add(&mut tx, "proef", "weg", now).await.unwrap();
                };
                let patience = async {
                    for _ in 0..turns {
                        tokio::task::yield_now().await;
                    }
                };
                tokio::select! { biased; () = attempt => {}, () = patience => {} }
            }
        }
        for is_large in [false, true] {
            let mut tx = begun(&store, is_large).await;
            feed::add(&mut tx, "proef", "blijft", now).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut reading = store.read().await.unwrap();
        let lines = feed::since(&mut reading, now).await.unwrap();
        let lines = lines.iter().filter(|line| line.kind == "proef");
        let kept: Vec<&str> = lines.map(|line| line.subject.as_str()).collect();
        assert_eq!(kept, ["blijft", "blijft"]);
        drop(reading);
        store.close().await;
    });
}
