//! Keys that rotate under load, people who stay forgotten, and records that go in time; on both
//! engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::sync::atomic::{AtomicBool, Ordering};

use actions::retain::{self, Line};
use actions::show_referral::show_referral;
use actions::{ActionError, answer_by_link, erase_resident, rotate_keys};
use domain::referral::{Status, StepDraft};
use domain::retention::RecordKind;
use jiff::SignedDuration;
use store::key_ring::KeyRing;
use store::key_service::{KeyFile, KeyService};
use store::secrets::MasterKey;
use store::{Place, Store};
use support::{World, as_caller, step, token_in};
use testkit::engine::Engine;

/// Tells a story on every engine that is under test.
fn on_both_engines<F: AsyncFn(World)>(story: F) {
    for engine in Engine::under_test() {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let world = World::on(engine).await;
            story(world).await;
        });
    }
}

/// The ring of a world, in a file as an operator has it, and a store that an operator's command
/// opens beside the running service.
struct Operator {
    file: KeyFile,
    store: Store,
}

impl Operator {
    async fn of(world: &World) -> Self {
        let file = KeyFile::at(world.folder().join("master.key"));
        file.write(&KeyRing::from(world.key.clone())).await.unwrap();
        let store = Store::open(&world.place, &file).await.unwrap();
        Self { file, store }
    }
}

fn line(lines: &[Line], kind: RecordKind) -> &Line {
    lines.iter().find(|line| line.kind == kind).unwrap()
}

#[test]
fn keys_rotate_while_people_work_and_nothing_is_unreadable() {
    on_both_engines(async |world| {
        let operator = Operator::of(&world).await;
        // A node whose ring is that file, and that was started before the rotation.
        let node = world.node_with(&operator.file).await;
        let nurse = as_caller(&world.nurse);
        let early = world.refer(&world.fatma()).await;
        let mails = world.mail().await;
        let to_fatma = mails
            .iter()
            .find(|mail| mail.to.starts_with("fatma"))
            .unwrap();
        let mine = token_in(to_fatma, "/mijn/");

        let stop = AtomicBool::new(false);
        let work = async {
            let mut sent = Vec::new();
            while !stop.load(Ordering::Relaxed) || sent.len() < 300 {
                let mut draft = world.fatma();
                draft.client.phone = format!("06 {:08}", 20_000_000 + sent.len());
                draft.client.email = String::new();
                let referred = actions::refer::refer(&node, &nurse, &draft, None)
                    .await
                    .unwrap();
                show_referral(&node, &nurse, early.id).await.unwrap();
                sent.push(referred.id);
            }
            sent
        };
        let rotate = async {
            let before = rotate_keys::list(&operator.store).await.unwrap();
            assert_eq!(before.len(), 1);
            let mut ids = vec![before[0].id.clone()];
            for _ in 0..3 {
                let done = rotate_keys::rotate(&operator.store, world.bridge.now(), &mut |_| {})
                    .await
                    .unwrap();
                assert!(done.keys >= 256, "all keys made so far, {}", done.keys);
                assert!(!ids.contains(&done.generation));
                ids.push(done.generation);
            }
            stop.store(true, Ordering::Relaxed);
            ids
        };
        let (sent, ids) = tokio::join!(work, rotate);

        let gone = rotate_keys::retire(&operator.store, world.bridge.now())
            .await
            .unwrap();
        assert_eq!(gone, ids[..3]);
        let told = world.logged(None, store::access_log::Action::KeysChanged);
        assert_eq!(told.await, 4, "three rotations, and letting go");
        let left = rotate_keys::list(&operator.store).await.unwrap();
        assert_eq!(left.len(), 1);
        assert!(left[0].current && left[0].sealed >= 300);
        for id in sent {
            let shown = show_referral(&node, &nurse, id).await.unwrap();
            assert_eq!(shown.client.unwrap().name, "Fatma Yıldız");
        }
        // The link of before opens, and somebody known is known by their number.
        answer_by_link::resident(&node, &mine, "::1".to_owned())
            .await
            .unwrap();
        let again = actions::refer::refer(&node, &nurse, &world.fatma(), None)
            .await
            .unwrap();
        assert_eq!(again.warnings.len(), 1);
        world.all_invariants_hold().await;

        // A copy of the old ring opens nothing any more.
        let late = Store::open(&world.place, &world.key).await.err().unwrap();
        assert!(late.to_string().contains("another master key"), "{late}");
    });
}

#[test]
fn a_rotation_that_was_cut_short_goes_on_under_the_same_key() {
    on_both_engines(async |world| {
        let operator = Operator::of(&world).await;
        for number in 0..3 {
            let mut draft = world.fatma();
            draft.client.phone = format!("06 3000000{number}");
            world.refer(&draft).await;
        }
        let keys = operator.store.keys();
        // Cut short after the ring was written: the key that lies there is taken.
        let prepared = keys.prepare().await.unwrap();
        assert_eq!(keys.prepare().await.unwrap(), prepared);
        // Cut short after a page.
        assert_eq!(keys.adopt().await.unwrap(), prepared);
        let page = keys.seal_anew("").await.unwrap().unwrap();
        assert_eq!(page.sealed, 100);
        let refused = rotate_keys::retire(&operator.store, world.bridge.now())
            .await
            .unwrap_err();
        assert!(
            refused.to_string().contains("key rotate first"),
            "{refused}"
        );
        let done = rotate_keys::rotate(&operator.store, world.bridge.now(), &mut |_| {})
            .await
            .unwrap();
        assert_eq!(done.generation, prepared);
        let left = rotate_keys::list(&operator.store).await.unwrap();
        assert_eq!((left[0].sealed, left[1].current), (0, true));
        assert_eq!(
            rotate_keys::retire(&operator.store, world.bridge.now())
                .await
                .unwrap()
                .len(),
            1
        );
        assert!(
            rotate_keys::retire(&operator.store, world.bridge.now())
                .await
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn who_is_forgotten_during_a_rotation_does_not_come_back() {
    on_both_engines(async |world| {
        let operator = Operator::of(&world).await;
        world.refer(&world.fatma()).await;
        let mails = world.mail().await;
        let to_fatma = mails
            .iter()
            .find(|mail| mail.to.starts_with("fatma"))
            .unwrap();
        let mine = token_in(to_fatma, "/mijn/");
        let fatma = answer_by_link::resident(&world.bridge, &mine, "::1".to_owned())
            .await
            .unwrap();
        let keys = operator.store.keys();
        keys.prepare().await.unwrap();
        keys.adopt().await.unwrap();
        let mut silent = |_| {};
        let (forgotten, rotated) = tokio::join!(
            erase_resident::forget_me(&world.bridge, &fatma),
            rotate_keys::rotate(&operator.store, world.bridge.now(), &mut silent)
        );
        forgotten.unwrap();
        rotated.unwrap();
        assert_eq!(keys.tombstones(None).await.unwrap().len(), 1);
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_ring_that_is_not_given_back_is_never_used() {
    /// A key service that forgets what it is told.
    #[derive(Clone)]
    struct Forgetful(MasterKey);
    impl KeyService for Forgetful {
        fn read(&self) -> store::key_service::Answer<'_, KeyRing> {
            self.0.read()
        }
        fn write<'a>(&'a self, _: &'a KeyRing) -> store::key_service::Answer<'a, ()> {
            Box::pin(async { Ok(()) })
        }
    }
    on_both_engines(async |world| {
        let store = Store::open(&world.place, &Forgetful(world.key.clone()))
            .await
            .unwrap();
        let refused = rotate_keys::rotate(&store, world.bridge.now(), &mut |_| {})
            .await
            .unwrap_err();
        assert!(
            refused.to_string().contains("does not give back"),
            "{refused}"
        );
        let left = rotate_keys::list(&store).await.unwrap();
        assert_eq!((left.len(), left[0].current), (1, true));
    });
}

#[test]
fn data_from_before_somebody_was_forgotten_are_forgotten_again() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        let mails = world.mail().await;
        let to_fatma = mails
            .iter()
            .find(|mail| mail.to.starts_with("fatma"))
            .unwrap();
        let mine = token_in(to_fatma, "/mijn/");
        let fatma = answer_by_link::resident(&world.bridge, &mine, "::1".to_owned())
            .await
            .unwrap();
        let store = Store::open_to_check(&world.place).await.unwrap();
        // As after a restore of older data beside the newest keys: the tombstone is there, the key
        // is not, and the data know nothing of it.
        let resident = world.resident_of(sent.id).await;
        store
            .keys()
            .destroy(resident, world.bridge.now())
            .await
            .unwrap();
        let findings = actions::check::check(&store, world.bridge.now())
            .await
            .unwrap();
        let broken: Vec<&str> = findings
            .iter()
            .filter(|finding| !finding.holds)
            .map(|finding| finding.invariant)
            .collect();
        assert_eq!(broken, ["I9"]);

        assert_eq!(
            erase_resident::forget_again(&world.bridge).await.unwrap(),
            1
        );
        assert_eq!(
            erase_resident::forget_again(&world.bridge).await.unwrap(),
            0
        );
        let desk = as_caller(&world.desk);
        let shown = show_referral(&world.bridge, &desk, sent.id).await.unwrap();
        assert_eq!(shown.status, Status::Withdrawn);
        assert!(shown.client.is_none());
        let last = shown.history.last().unwrap();
        assert_eq!(last.entry.reason.as_deref(), Some("gegevens-verwijderd"));
        assert_eq!(last.entry.by.role, domain::organisation::Role::System);
        let gone = answer_by_link::resident(&world.bridge, &mine, "::1".to_owned()).await;
        assert!(matches!(gone, Err(ActionError::Gone)));
        let late = erase_resident::forget_me(&world.bridge, &fatma).await;
        assert!(late.is_ok(), "asked twice, it is still so");
        world.all_invariants_hold().await;
    });
}

#[test]
fn client_details_go_two_years_after_the_last_referral_closed() {
    on_both_engines(async |world| {
        let nurse = as_caller(&world.nurse);
        let closed = world.refer(&world.fatma()).await;
        let withdraw = actions::take_step::StepRequest {
            words: StepDraft {
                reason: "anders".to_owned(),
                note: "Fatma verhuist".to_owned(),
                ..StepDraft::default()
            },
            ..step("ingetrokken")
        };
        world.step(&nurse, closed.id, withdraw).await.unwrap();
        let mut draft = world.fatma();
        draft.client.name = "Ömer Açıkgöz".to_owned();
        draft.client.phone = "06 87654321".to_owned();
        draft.client.email = String::new();
        let open = world.refer(&draft).await;
        world.mail().await;

        world.later(24 * 729);
        let lines = retain::retain(&world.bridge).await.unwrap();
        assert_eq!(line(&lines, RecordKind::ClientDetails).past.count, 0);
        world.later(24 * 2);
        let rehearsed = retain::rehearse(&world.bridge).await.unwrap();
        let details = line(&rehearsed, RecordKind::ClientDetails);
        assert_eq!((details.past.count, details.days), (1, 730));
        assert!(details.by_default && details.past.oldest.is_some());
        let shown = show_referral(&world.bridge, &nurse, closed.id)
            .await
            .unwrap();
        assert!(shown.client.is_some(), "a rehearsal changes nothing");

        let lines = retain::retain(&world.bridge).await.unwrap();
        assert_eq!(line(&lines, RecordKind::ClientDetails).past.count, 1);
        let shown = show_referral(&world.bridge, &nurse, closed.id)
            .await
            .unwrap();
        assert!(shown.client.is_none());
        assert_eq!(
            shown.status,
            Status::Withdrawn,
            "what was counted stays counted"
        );
        let kept = show_referral(&world.bridge, &nurse, open.id).await.unwrap();
        assert_eq!(
            kept.client.unwrap().name,
            "Ömer Açıkgöz",
            "what is open stays"
        );
        let again = retain::retain(&world.bridge).await.unwrap();
        assert_eq!(line(&again, RecordKind::ClientDetails).past.count, 0);
        actions::escalate::escalate(&world.bridge).await.unwrap();
        world.all_invariants_hold().await;
    });
}

#[test]
fn every_kind_goes_in_its_time_and_check_does_not_miss_it() {
    on_both_engines(async |world| {
        let nurse = as_caller(&world.nurse);
        let sent = world.refer(&world.fatma()).await;
        let withdraw = actions::take_step::StepRequest {
            words: StepDraft {
                reason: "anders".to_owned(),
                note: "Fatma verhuist".to_owned(),
                ..StepDraft::default()
            },
            ..step("ingetrokken")
        };
        world.step(&nurse, sent.id, withdraw).await.unwrap();
        world.mail().await;
        let rehearsed = retain::rehearse(&world.bridge).await.unwrap();
        assert!(rehearsed.iter().all(|line| line.past.count == 0));

        world.later(24 * 366);
        let lines = retain::retain(&world.bridge).await.unwrap();
        let went = |lines: &[Line], kind| line(lines, kind).past.count;
        assert!(went(&lines, RecordKind::Messages) >= 2);
        assert!(went(&lines, RecordKind::ChangeFeed) >= 1);
        assert_eq!(went(&lines, RecordKind::Links), 0, "they work for longer");
        assert_eq!(went(&lines, RecordKind::ClientDetails), 0);
        assert_eq!(went(&lines, RecordKind::AccessLog), 0);
        world.all_invariants_hold().await;

        world.later(24 * 365 * 4 + 24 * 2);
        actions::seal_log::seal_log(&world.bridge).await.unwrap();
        let due = retain::rehearse(&world.bridge).await.unwrap();
        assert!(went(&due, RecordKind::AccessLog) >= 1);
        let lines = retain::retain(&world.bridge).await.unwrap();
        assert_eq!(went(&lines, RecordKind::ClientDetails), 1);
        assert_eq!(went(&lines, RecordKind::Links), 2);
        assert!(went(&lines, RecordKind::AccessLog) >= 1);
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_municipality_sets_its_own_periods_within_what_makes_sense() {
    on_both_engines(async |world| {
        let set =
            async |kind, days| retain::set_period(&world.bridge, world.home, kind, days).await;
        set(RecordKind::ClientDetails, 90).await.unwrap();
        set(RecordKind::ClientDetails, 60).await.unwrap();
        let lines = retain::rehearse(&world.bridge).await.unwrap();
        let details = line(&lines, RecordKind::ClientDetails);
        assert_eq!((details.days, details.by_default), (60, false));
        for (kind, days) in [
            (RecordKind::ClientDetails, 29),
            (RecordKind::AccessLog, 1826),
            (RecordKind::RequestKeys, 60),
        ] {
            assert!(matches!(set(kind, days).await, Err(ActionError::Faults(_))));
        }
    });
}

#[test]
fn a_night_has_one_round_whatever_the_number_of_nodes() {
    on_both_engines(async |world| {
        let held = async |node| retain::nightly(&world.bridge, node).await.unwrap();
        assert!(held("a").await, "a first round is held at once");
        assert!(!held("b").await);
        world.clock.advance(SignedDuration::from_hours(16));
        assert!(
            !held("b").await,
            "at a quarter to two it is still yesterday"
        );
        world.clock.advance(SignedDuration::from_hours(1));
        let other = world.another_node().await;
        let (one, two) = tokio::join!(
            retain::nightly(&world.bridge, "a"),
            retain::nightly(&other, "b")
        );
        assert!(one.unwrap() != two.unwrap(), "one of them holds it");
        assert!(!held("a").await);
    });
}

#[test]
fn an_unknown_place_is_no_reason_to_make_a_ring() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let fresh = Engine::Sqlite.fresh();
        let data = fresh.folder().join("data");
        let place = Place::Folder(data.clone());
        let missing = KeyFile::at(fresh.folder().join("master.key"));
        let refused = Store::open(&place, &missing).await.err().unwrap();
        assert!(refused.to_string().contains("cannot read the master key"));
        assert!(!data.exists());
    });
}
