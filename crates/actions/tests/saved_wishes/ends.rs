//! Saved wishes end with what they stood on, and what waited to be told of them is told no more.

use super::*;

#[test]
fn guidance_taken_back_a_closed_referral_an_objection_and_forgetting_each_end_them_at_once() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let caller = as_caller(&coach);
        for why in [
            State::Ended(End::GuidanceWithdrawn),
            State::Ended(End::Closed),
            State::Ended(End::Objected),
            State::Answered,
            State::Ended(End::Stopped),
        ] {
            let (id, wish) = saved(&world, &coach).await;
            offers(&world, &[&format!("{why:?}")]).await;
            meet_demand(&world.bridge, "a").await.unwrap();
            assert_eq!(finds(&world, id).await, 1);
            assert_eq!(state(&world, id).await, State::Active);
            match why {
                State::Ended(End::GuidanceWithdrawn) => {
                    let request = ConsentRequest {
                        purpose: "begeleiding".to_owned(),
                        given: Some(false),
                        ..ConsentRequest::default()
                    };
                    let told = change_consent(&world.bridge, &resident(id), id, &request).await;
                    told.unwrap();
                }
                State::Ended(End::Closed) => {
                    let request = StepRequest {
                        words: StepDraft {
                            reason: "op-verzoek".to_owned(),
                            ..StepDraft::default()
                        },
                        ..step("ingetrokken")
                    };
                    let desk = as_caller(&world.desk);
                    let done = world.step(&desk, id, request).await;
                    assert!(done.is_ok(), "{done:?}");
                }
                State::Ended(End::Objected) => {
                    object::object(&world.bridge, &resident(id), "Ik wil dit niet")
                        .await
                        .unwrap();
                }
                State::Answered => {
                    say(&world.bridge, &caller, id, wish, Said::Answered)
                        .await
                        .unwrap();
                }
                _ => say(&world.bridge, &caller, id, wish, Said::Stop)
                    .await
                    .unwrap(),
            }
            assert_eq!(state(&world, id).await, why);
            assert_eq!(finds(&world, id).await, 0);
            // What waits to be told is not told any more.
            tell_coaches(&world.bridge).await.unwrap();
            let mails = world.mail().await;
            let about = |mail: &&Mail| mail.text.contains("#wensen");
            assert_eq!(mails.iter().filter(about).count(), 0, "{why:?}");
            // A second time changes nothing; who is not guided any more is not known here.
            let again = say(&world.bridge, &caller, id, wish, Said::Stop).await;
            match why {
                State::Ended(End::GuidanceWithdrawn) => {
                    assert!(matches!(again, Err(ActionError::NotFound)));
                }
                _ => again.unwrap(),
            }
            assert_eq!(state(&world, id).await, why);
        }
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_mail_that_waited_does_not_leave_after_the_wishes_ended() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let (id, wish) = saved(&world, &coach).await;
        offers(&world, &["a"]).await;
        meet_demand(&world.bridge, "a").await.unwrap();
        assert_eq!(tell_coaches(&world.bridge).await.unwrap(), 1);
        say(&world.bridge, &as_caller(&coach), id, wish, Said::Stop)
            .await
            .unwrap();
        assert!(world.mail().await.is_empty());
    });
}

#[test]
fn forgetting_somebody_destroys_what_they_wished() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let (id, _) = saved(&world, &coach).await;
        offers(&world, &["a"]).await;
        meet_demand(&world.bridge, "a").await.unwrap();
        erase_resident::forget_me(&world.bridge, &resident(id))
            .await
            .unwrap();
        let store = Store::open_to_check(&world.place).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let kept = store::saved_wishes::of_referral(&mut tx, world.home, id).await;
        let kept = kept.unwrap();
        drop(tx);
        store.close().await;
        assert_eq!(kept.len(), 1);
        assert!(kept[0].sealed.is_none() && kept[0].state != State::Active);
        assert_eq!(finds(&world, id).await, 0);
        assert!(
            round(&world)
                .await
                .iter()
                .all(|mail| !mail.text.contains("#wensen"))
        );
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_new_choice_for_an_offer_answers_them_and_another_coach_does_not() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let (id, _) = saved(&world, &coach).await;
        let caller = as_caller(&coach);
        let no = StepRequest {
            words: StepDraft {
                reason: "vol".to_owned(),
                ..StepDraft::default()
            },
            ..step("past-nu-niet")
        };
        world.step(&caller, id, no).await.unwrap();
        assert_eq!(state(&world, id).await, State::Active);
        let chosen = StepRequest {
            session: world.walk(),
            ..step("opnieuw-gekozen")
        };
        world.step(&caller, id, chosen).await.unwrap();
        assert_eq!(state(&world, id).await, State::Answered);
        assert_eq!(seen(&world, &caller, id).await.status, Status::Sent);
    });
}

#[test]
fn after_a_year_they_end_and_a_year_later_nothing_of_them_is_left() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let (id, _) = saved(&world, &coach).await;
        world.later(24 * 364);
        sweep::sweep(&world.bridge).await.unwrap();
        assert_eq!(state(&world, id).await, State::Active);
        world.later(48);
        sweep::sweep(&world.bridge).await.unwrap();
        assert_eq!(state(&world, id).await, State::Ended(End::Expired));
        let past = async || {
            let lines = retain::rehearse(&world.bridge).await.unwrap();
            let mut own = lines
                .iter()
                .filter(|line| line.kind == RecordKind::SavedWishes);
            own.next().unwrap().past.count
        };
        assert_eq!(past().await, 0);
        world.later(24 * 366);
        assert_eq!(past().await, 1);
        retain::retain(&world.bridge).await.unwrap();
        assert_eq!(past().await, 0);
    });
}
