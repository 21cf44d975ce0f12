//! What always holds: one referral a key, one winner of two, a message that will not leave, a person forgotten,
//! nothing readable on the disk.

use actions::ActionError;
use actions::answer_by_link;
use actions::refer::{RepeatGuard, refer};
use actions::show_referral::show_referral;
use actions::take_step::StepRequest;
use domain::referral::{Status, StepDraft};
use testkit::engine::Engine;

use crate::support::{World, as_caller, on_both_engines, step, token_in};

#[test]
fn the_same_key_gives_the_same_referral_and_another_body_is_refused() {
    on_both_engines(async |world| {
        let nurse = as_caller(&world.nurse);
        let draft = world.fatma();
        let guard = RepeatGuard {
            key: "k-1",
            meaning: "fatma",
        };
        let first = refer(&world.bridge, &nurse, &draft, Some(guard))
            .await
            .unwrap();
        let second = refer(&world.bridge, &nurse, &draft, Some(guard))
            .await
            .unwrap();
        assert_eq!((first.id, first.replayed), (second.id, !second.replayed));
        let other = RepeatGuard {
            key: "k-1",
            meaning: "iemand anders",
        };
        let refused = refer(&world.bridge, &nurse, &draft, Some(other)).await;
        assert!(matches!(refused, Err(ActionError::KeyReused)));
        let elsewhere = as_caller(&world.other_nurse);
        let theirs = refer(&world.bridge, &elsewhere, &draft, Some(other))
            .await
            .unwrap();
        assert_ne!(theirs.id, first.id, "a key belongs to its account");
    });
}

#[test]
fn forty_double_clicks_at_once_make_one_referral() {
    on_both_engines(async |world| {
        let mut clicks = tokio::task::JoinSet::new();
        for _ in 0..40 {
            let (bridge, nurse, draft) =
                (world.bridge.clone(), as_caller(&world.nurse), world.fatma());
            clicks.spawn(async move {
                let guard = RepeatGuard {
                    key: "dubbel",
                    meaning: "fatma",
                };
                refer(&bridge, &nurse, &draft, Some(guard)).await.unwrap()
            });
        }
        let all = clicks.join_all().await;
        assert!(all.iter().all(|sent| sent.id == all[0].id));
        assert_eq!(all.iter().filter(|sent| !sent.replayed).count(), 1);
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_repeat_at_another_node_gives_the_same_referral() {
    on_both_engines(async |world| {
        // SQLite serves one node; a second one is what a restart looks like.
        let other = world.another_node().await;
        let nurse = as_caller(&world.nurse);
        let draft = world.fatma();
        let mut clicks = tokio::task::JoinSet::new();
        for turn in 0..20 {
            let bridge = if turn % 2 == 0 {
                world.bridge.clone()
            } else {
                other.clone()
            };
            let (nurse, draft) = (nurse.clone(), draft.clone());
            clicks.spawn(async move {
                let guard = RepeatGuard {
                    key: "twee-knopen",
                    meaning: "fatma",
                };
                refer(&bridge, &nurse, &draft, Some(guard)).await.unwrap()
            });
        }
        let all = clicks.join_all().await;
        assert!(all.iter().all(|sent| sent.id == all[0].id));
        assert_eq!(all.iter().filter(|sent| !sent.replayed).count(), 1);
        let mut numbers = Vec::new();
        for node in [&world.bridge, &other, &world.bridge, &other] {
            numbers.push(refer(node, &nurse, &draft, None).await.unwrap().number);
        }
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 4, "no two referrals share a number");
        world.all_invariants_hold().await;
    });
}

#[test]
fn of_two_who_answer_at_once_one_wins_and_the_other_hears_how_it_stands() {
    on_both_engines(async |world| {
        for _ in 0..10 {
            let sent = world.refer(&world.fatma()).await;
            let mut answers = tokio::task::JoinSet::new();
            for code in ["aanvaard", "past-nu-niet"] {
                let (bridge, club) = (world.bridge.clone(), as_caller(&world.club));
                let request = StepRequest {
                    words: StepDraft {
                        reason: "vol".to_owned(),
                        ..StepDraft::default()
                    },
                    version: Some(1),
                    ..step(code)
                };
                answers.spawn(async move {
                    actions::take_step::take_step(&bridge, &club, sent.id, &request).await
                });
            }
            let outcomes = answers.join_all().await;
            let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
            let told = outcomes
                .iter()
                .filter(|outcome| matches!(outcome, Err(ActionError::Conflict { version: 2, .. })))
                .count();
            assert_eq!((won, told), (1, 1), "{outcomes:?}");
        }
        world.all_invariants_hold().await;
    });
}

#[test]
fn who_has_nothing_to_do_with_it_does_not_know_it_exists() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        for stranger in [&world.other_nurse, &world.other_club] {
            let caller = as_caller(stranger);
            let seen = show_referral(&world.bridge, &caller, sent.id).await;
            assert!(matches!(seen, Err(ActionError::NotFound)));
            let done = world.step(&caller, sent.id, step("aanvaard")).await;
            assert!(matches!(done, Err(ActionError::NotFound)));
        }
        let nurse = as_caller(&world.nurse);
        let not_hers = world.step(&nurse, sent.id, step("aanvaard")).await;
        assert!(matches!(not_hers, Err(ActionError::Forbidden)));
    });
}

#[test]
fn who_asks_to_be_forgotten_is_unreadable_and_the_counts_stay() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        let mails = world.mail().await;
        let confirmation = mails
            .iter()
            .find(|mail| mail.to == "fatma@voorbeeld.example")
            .unwrap();
        let invitation = mails
            .iter()
            .find(|mail| mail.to == "tineke@debrug.example")
            .unwrap();
        let mine = token_in(confirmation, "/mijn/");
        let fatma = answer_by_link::resident(&world.bridge, &mine, "::1".to_owned())
            .await
            .unwrap();
        actions::erase_resident::forget_me(&world.bridge, &fatma)
            .await
            .unwrap();
        let again = answer_by_link::resident(&world.bridge, &mine, "::1".to_owned()).await;
        assert!(matches!(again, Err(ActionError::Gone)));
        let club = token_in(invitation, "/v/");
        let club = answer_by_link::receiver(&world.bridge, &club, "::1".to_owned()).await;
        assert!(matches!(club, Err(ActionError::Gone)));
        let nurse = as_caller(&world.nurse);
        let shown = show_referral(&world.bridge, &nurse, sent.id).await.unwrap();
        assert_eq!(shown.status, Status::Withdrawn);
        assert!(shown.client.is_none() && shown.notes.attention.is_none());
        let mails = world.mail().await;
        assert!(mails.iter().any(|mail| mail.to == "marieke@linde.example"));
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_message_that_will_not_leave_is_tried_again_and_then_parked() {
    on_both_engines(async |world| {
        world.post.refuse(Some(actions::deliver::MailProblem {
            permanent: false,
            cause: "de mailserver is niet bereikbaar".to_owned(),
        }));
        world.refer(&world.fatma()).await;
        for _ in 0..10 {
            assert!(world.mail().await.is_empty());
            world.later(13);
        }
        let desk = as_caller(&world.desk);
        let shown = actions::list_referrals::desk(&world.bridge, &desk)
            .await
            .unwrap();
        assert_eq!(shown.parked.len(), 2);
        world.post.refuse(None);
        for parked in shown.parked {
            actions::list_referrals::send_again(&world.bridge, &desk, parked.id)
                .await
                .unwrap();
        }
        assert_eq!(world.mail().await.len(), 2);
        actions::escalate::escalate(&world.bridge).await.unwrap();
        world.all_invariants_hold().await;
    });
}

#[test]
fn the_same_sheet_twice_changes_nothing_and_a_missing_row_ends() {
    on_both_engines(async |world| {
        let import = async |sheet: &str| {
            actions::import_offers::import_sheet(
                &world.bridge,
                world.home,
                "brugdam",
                sheet.as_bytes(),
                false,
            )
            .await
            .unwrap()
        };
        let again = import(crate::support::SHEET).await;
        assert_eq!(
            (again.read, again.unchanged, again.new, again.changed),
            (3, 3, 0, 0)
        );
        let walk = world.walk();
        let draft = world.fatma();
        let without: Vec<&str> = crate::support::SHEET
            .lines()
            .filter(|line| !line.starts_with("Rustig"))
            .collect();
        let shorter = import(&without.join("\n")).await;
        assert_eq!((shorter.unchanged, shorter.ended), (2, 1));
        let refused = refer(&world.bridge, &as_caller(&world.nurse), &draft, None).await;
        assert!(matches!(refused, Err(ActionError::Faults(_))));
        let back = import(crate::support::SHEET).await;
        assert_eq!((back.unchanged, back.changed, back.new), (2, 1, 0));
        assert_eq!(world.walk(), walk, "a session keeps its id");
        let broken = actions::import_offers::import_sheet(
            &world.bridge,
            world.home,
            "brugdam",
            b"dit is geen tabel",
            false,
        )
        .await;
        assert!(broken.is_err());
        assert_eq!(actions::catalogue::session_count(&world.bridge), 3);
    });
}

#[test]
fn nothing_of_a_resident_stands_readable_on_the_disk() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let world = World::on(&Engine::Sqlite).await;
        let sent = world.refer(&world.fatma()).await;
        let club = as_caller(&world.club);
        let words = StepRequest {
            words: StepDraft {
                reason: "anders".to_owned(),
                note: "Haar zus Ayşegül belde".to_owned(),
                ..StepDraft::default()
            },
            ..step("past-nu-niet")
        };
        world.step(&club, sent.id, words).await.unwrap();
        world.mail().await;
        let store::Place::Folder(folder) = &world.place else {
            panic!("a folder")
        };
        for file in std::fs::read_dir(folder).unwrap().flatten() {
            let bytes = std::fs::read(file.path()).unwrap();
            for secret in [
                "Fatma",
                "Yıldız",
                "612345678",
                "12 34 56 78",
                "fatma@voorbeeld",
                "Tuinlaan 3",
                "Weduwe",
                "Rust na 10",
                "Ayşegül",
            ] {
                let found = bytes
                    .windows(secret.len())
                    .any(|part| part == secret.as_bytes());
                // The walking group's own address, Tuinlaan 30, is public.
                let public = secret == "Tuinlaan 3";
                assert!(
                    !found || public,
                    "{secret} stands in {}",
                    file.path().display()
                );
            }
        }
    });
}
