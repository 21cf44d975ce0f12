//! Whose answers tell how quickly a provider usually answers: its own, and those that were taken down
//! for it while the referral was its to answer. On both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::escalate::escalate;
use actions::provider_page;
use actions::take_step::StepRequest;
use domain::actor::Member;
use domain::answering::{AT_LEAST, AnswerPace, LAST};
use domain::ids::ReferralId;
use support::{World, as_caller, on_both_engines, step};

async fn pace(world: &World, provider: &Member) -> Option<AnswerPace> {
    let page = provider_page::provider(&world.bridge, provider.organisation).unwrap();
    let nurse = as_caller(&world.nurse);
    let told = provider_page::for_referrers(&world.bridge, &nurse, &page.provider).await;
    told.unwrap().pace
}

/// Somebody else each time, referred to a lesson.
async fn referred(world: &World, number: usize, lesson: &str) -> ReferralId {
    let mut draft = world.piet();
    draft.client.phone = format!("06 98 76 {number:04}");
    draft.session = world.session(lesson);
    world.refer(&draft).await.id
}

const WALK: &str = "Rustig wandelen door De Tuinen";
const DANCE: &str = "Bewegen op muziek";

/// What the service point takes down for who phoned.
fn for_the_provider(code: &str) -> StepRequest {
    let mut request = step(code);
    request.words.on_behalf = "aanbieder".to_owned();
    request
}

#[test]
fn a_reminder_is_no_answer_and_what_the_desk_takes_down_for_a_club_is() {
    on_both_engines(async |world| {
        let desk = as_caller(&world.desk);
        let mut sent = Vec::new();
        for number in 0..AT_LEAST {
            sent.push(referred(&world, number, WALK).await);
        }
        // Reminded on the fourth day, answered by phone on the sixth.
        world.later(24 * 4);
        assert!(escalate(&world.bridge).await.unwrap() > 0);
        assert_eq!(pace(&world, &world.club).await, None);
        world.later(24 * 2 - 1);
        for id in sent {
            world
                .step(&desk, id, for_the_provider("aanvaard"))
                .await
                .unwrap();
        }
        assert_eq!(pace(&world, &world.club).await, Some(AnswerPace::Within(6)));
    });
}

#[test]
fn who_never_answered_counts_as_that_and_the_answer_of_the_next_club_is_not_theirs() {
    on_both_engines(async |world| {
        let (desk, club) = (as_caller(&world.desk), as_caller(&world.club));
        let mut sent = Vec::new();
        for number in 0..AT_LEAST {
            sent.push(referred(&world, number, DANCE).await);
        }
        for _ in 0..8 {
            world.later(24 * 3);
            escalate(&world.bridge).await.unwrap();
        }
        let silence = Some(AnswerPace::Longer);
        assert_eq!(pace(&world, &world.other_club).await, silence);
        for id in &sent {
            let again = StepRequest {
                session: world.session(WALK),
                ..step("opnieuw-gekozen")
            };
            world.step(&desk, *id, again).await.unwrap();
        }
        assert_eq!(pace(&world, &world.club).await, None, "they wait");
        world.later(1);
        for id in &sent {
            world.step(&club, *id, step("aanvaard")).await.unwrap();
        }
        assert_eq!(pace(&world, &world.other_club).await, silence);
        let soon = Some(AnswerPace::Within(1));
        assert_eq!(pace(&world, &world.club).await, soon);
    });
}

#[test]
fn the_last_referrals_tell_and_those_before_them_no_more() {
    on_both_engines(async |world| {
        let club = as_caller(&world.club);
        // One more than half of those that count were answered after five days, long ago.
        let mut slow = Vec::new();
        for number in 0..=LAST / 2 {
            slow.push(referred(&world, number, WALK).await);
        }
        world.later(24 * 5 - 1);
        for id in slow {
            world.step(&club, id, step("aanvaard")).await.unwrap();
        }
        assert_eq!(pace(&world, &world.club).await, Some(AnswerPace::Within(5)));
        world.later(24);
        let mut quick = Vec::new();
        for number in 0..LAST {
            quick.push(referred(&world, 100 + number, WALK).await);
        }
        world.later(1);
        for id in quick {
            world.step(&club, id, step("aanvaard")).await.unwrap();
        }
        assert_eq!(pace(&world, &world.club).await, Some(AnswerPace::Within(1)));
    });
}
