//! Two files of one person: proposed, merged, undone and forgotten, told on both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::collections::BTreeSet;

use actions::change_consent::{ConsentRequest, change_consent};
use actions::refer::Referred;
use actions::show_referral::{show_referral, who_looked};
use actions::{ActionError, answer_by_link, erase_resident, merge_residents};
use domain::ids::ResidentId;
use domain::organisation::Role;
use domain::referral::Status;
use support::{World, as_caller, on_both_engines, token_in};

/// Fatma, referred a second time with her number written another way.
async fn fatma_twice(world: &World) -> (Referred, Referred) {
    let first = world.refer(&world.fatma()).await;
    let mut draft = world.fatma();
    draft.client.name = "F. Yildiz".to_owned();
    draft.client.address = "Kade 9".to_owned();
    draft.session = world.session("Bewegen op muziek");
    (first, world.refer(&draft).await)
}

async fn files(world: &World, sent: &(Referred, Referred)) -> (ResidentId, ResidentId) {
    (
        world.resident_of(sent.0.id).await,
        world.resident_of(sent.1.id).await,
    )
}

#[test]
fn two_files_of_one_person_are_proposed_merged_seen_as_one_and_forgotten_together() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let sent = fatma_twice(&world).await;
        let (kept, merged) = files(&world, &sent).await;
        let mails = world.mail().await;
        let confirmation = mails
            .iter()
            .find(|mail| mail.to.starts_with("fatma"))
            .unwrap();
        let mine = token_in(confirmation, "/mijn/");
        let desk = as_caller(&world.desk);
        let proposed = merge_residents::proposals(bridge, &desk).await.unwrap();
        assert_eq!(proposed.pairs.len(), 1);
        let (one, other) = merge_residents::compare(bridge, &desk, (merged, kept))
            .await
            .unwrap();
        let mut names = [one.client.name.clone(), other.client.name.clone()];
        names.sort();
        assert_eq!(names, ["F. Yildiz", "Fatma Yıldız"]);
        let file = [one, other]
            .into_iter()
            .find(|file| file.id == merged)
            .unwrap();
        assert_eq!(file.referrals[0].number, sent.1.number);

        merge_residents::merge(bridge, &desk, kept, merged)
            .await
            .unwrap();
        let shown = show_referral(bridge, &desk, sent.1.id).await.unwrap();
        assert_eq!(
            shown.client.unwrap().name,
            "Fatma Yıldız",
            "one person, one name"
        );
        assert_eq!(shown.notes.attention.as_deref(), Some("Rust na 10 minuten"));
        let resident = answer_by_link::resident(bridge, &mine, "::1".to_owned())
            .await
            .unwrap();
        let others = merge_residents::own_others(bridge, &resident)
            .await
            .unwrap();
        assert_eq!(others.len(), 1);
        let there = others[0].token.clone().unwrap();
        assert!(
            answer_by_link::resident(bridge, &there, "::1".to_owned())
                .await
                .is_ok()
        );
        for id in [sent.0.id, sent.1.id] {
            let seen = who_looked(bridge, &world.with_role(Role::LogKeeper), id)
                .await
                .unwrap();
            assert!(
                seen.iter()
                    .any(|line| line.action == "wijzigen" && line.at == bridge.now())
            );
        }
        let proposed = merge_residents::proposals(bridge, &desk).await.unwrap();
        assert_eq!((proposed.pairs.len(), proposed.merges.len()), (0, 1));
        let again = merge_residents::merge(bridge, &desk, kept, merged).await;
        assert!(matches!(again, Err(ActionError::NotFound)));
        world.all_invariants_hold().await;

        erase_resident::forget_me(bridge, &resident).await.unwrap();
        for id in [sent.0.id, sent.1.id] {
            let shown = show_referral(bridge, &desk, id).await.unwrap();
            assert!(shown.client.is_none(), "forgotten with both files");
            assert_eq!(shown.status, Status::Withdrawn);
        }
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_merge_is_undone_within_thirty_days_and_each_file_is_as_it_was() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let sent = fatma_twice(&world).await;
        let (kept, merged) = files(&world, &sent).await;
        let desk = as_caller(&world.desk);
        merge_residents::merge(bridge, &desk, kept, merged)
            .await
            .unwrap();
        world.all_invariants_hold().await;
        world.later(24 * 29);
        let merges = merge_residents::proposals(bridge, &desk)
            .await
            .unwrap()
            .merges;
        merge_residents::undo(bridge, &desk, &merges[0].id)
            .await
            .unwrap();
        let twice = merge_residents::undo(bridge, &desk, &merges[0].id).await;
        assert!(matches!(twice, Err(ActionError::NotFound)));
        let shown = show_referral(bridge, &desk, sent.1.id).await.unwrap();
        assert_eq!(shown.client.unwrap().name, "F. Yildiz");
        let proposed = merge_residents::proposals(bridge, &desk).await.unwrap();
        assert!(
            proposed.pairs.is_empty(),
            "who was told apart is not proposed again"
        );

        let sent = fatma_twice(&world).await;
        let (kept, merged) = files(&world, &sent).await;
        merge_residents::merge(bridge, &desk, kept, merged)
            .await
            .unwrap();
        let merges = merge_residents::proposals(bridge, &desk)
            .await
            .unwrap()
            .merges;
        world.later(24 * 31);
        let late = merge_residents::undo(bridge, &desk, &merges[0].id).await;
        assert!(matches!(late, Err(ActionError::NotFound)));
    });
}

#[test]
fn files_that_share_a_phone_stay_two_when_somebody_says_so_and_strangers_are_never_merged() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let sent = fatma_twice(&world).await;
        let pair = files(&world, &sent).await;
        let piet = world.refer(&world.piet()).await;
        let stranger = world.resident_of(piet.id).await;
        let desk = as_caller(&world.desk);
        for caller in [&world.nurse, &world.club] {
            let tried = merge_residents::proposals(bridge, &as_caller(caller)).await;
            assert!(
                matches!(tried, Err(ActionError::Forbidden)),
                "{}",
                caller.name
            );
            let tried = merge_residents::merge(bridge, &as_caller(caller), pair.0, pair.1).await;
            assert!(
                matches!(tried, Err(ActionError::Forbidden)),
                "{}",
                caller.name
            );
        }
        for (kept, merged) in [(pair.0, stranger), (pair.0, pair.0)] {
            let tried = merge_residents::merge(bridge, &desk, kept, merged).await;
            assert!(matches!(tried, Err(ActionError::NotFound)));
        }
        let mut elsewhere = world.desk.clone();
        elsewhere.municipality = "GM9002".parse().unwrap();
        let tried = merge_residents::merge(bridge, &as_caller(&elsewhere), pair.0, pair.1).await;
        assert!(matches!(tried, Err(ActionError::NotFound)));
        // Without consent for guidance a coach does not know that there are two.
        let mut alone = world.fatma();
        alone.consent.guidance = Some(false);
        alone.client.phone = "06 55 55 55 55".to_owned();
        alone.client.email = String::new();
        world.refer(&alone).await;
        world.refer(&alone).await;
        let coach = as_caller(&world.coach);
        let proposed = merge_residents::proposals(bridge, &coach).await.unwrap();
        assert_eq!(proposed.pairs.len(), 1);
        let proposed = merge_residents::proposals(bridge, &desk).await.unwrap();
        assert_eq!(proposed.pairs.len(), 2);
        merge_residents::keep_apart(bridge, &desk, pair)
            .await
            .unwrap();
        let proposed = merge_residents::proposals(bridge, &desk).await.unwrap();
        assert_eq!(proposed.pairs.len(), 1);
        let late = merge_residents::merge(bridge, &desk, pair.0, pair.1).await;
        assert!(matches!(late, Err(ActionError::NotFound)));
    });
}

/// Somebody whom the coaches were asked to help, twice, and who takes the second back.
#[test]
fn a_coach_whom_somebody_no_longer_agrees_to_is_shown_no_file_of_theirs() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let mut draft = world.fatma();
        draft.session = String::new();
        draft.coach = true;
        let sent = (world.refer(&draft).await, world.refer(&draft).await);
        let (pair, taken_back) = (files(&world, &sent).await, sent.1.id);
        let (coach, desk) = (as_caller(&world.coach), as_caller(&world.desk));
        let proposed = merge_residents::proposals(bridge, &coach).await.unwrap();
        assert_eq!(proposed.pairs.len(), 1);
        let request = ConsentRequest {
            purpose: "begeleiding".to_owned(),
            given: Some(false),
            manner: "mondeling".to_owned(),
            ..ConsentRequest::default()
        };
        change_consent(bridge, &desk, taken_back, &request)
            .await
            .unwrap();
        let seen = show_referral(bridge, &coach, taken_back).await;
        assert!(matches!(seen, Err(ActionError::NotFound)));

        let proposed = merge_residents::proposals(bridge, &coach).await.unwrap();
        assert!(proposed.pairs.is_empty());
        let tried = merge_residents::compare(bridge, &coach, pair).await;
        assert!(matches!(tried, Err(ActionError::NotFound)));
        let tried = merge_residents::merge(bridge, &coach, pair.0, pair.1).await;
        assert!(matches!(tried, Err(ActionError::NotFound)));

        // The service point sees that they are one; to the coach what was taken back is not there.
        merge_residents::merge(bridge, &desk, pair.0, pair.1)
            .await
            .unwrap();
        let third = world.refer(&draft).await;
        let beside = world.resident_of(third.id).await;
        let (one, other) = merge_residents::compare(bridge, &coach, (pair.0, beside))
            .await
            .unwrap();
        let shown = one.referrals.iter().chain(&other.referrals);
        let shown: BTreeSet<_> = shown.map(|own| own.id).collect();
        assert_eq!(shown, BTreeSet::from([sent.0.id, third.id]));
        world.all_invariants_hold().await;
    });
}
