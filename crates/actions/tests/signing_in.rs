//! Signing in, on both engines: what the database has to get right whoever asks at the same time.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::second_step::{self, Checked, Trier};
use actions::sign_in::{Attempt, NextStep, Tried, try_password};
use actions::{ActionError, Bridge, accounts, colleagues, invite, my_account, reset_password};
use domain::ids::UserId;
use domain::organisation::{OrganisationKind, Role};
use jiff::SignedDuration;
use support::{World, as_caller, on_both_engines, token_in};
use testkit::one_time_code;

const EMAIL: &str = "marieke@linde.example";
const PASSWORD: &str = "een heel lang wachtwoord";

fn attempt(password: &str) -> Attempt<'_> {
    Attempt {
        email: EMAIL,
        password,
        origin: "192.0.2.1",
        device: None,
    }
}

const fn trier(user: UserId) -> Trier<'static> {
    Trier {
        user,
        origin: "192.0.2.1",
        device: None,
    }
}

/// Sets one-time codes up; gives what stands in the app, and the recovery codes.
async fn set_up(bridge: &Bridge, user: UserId) -> (String, Vec<String>) {
    let begun = second_step::begin_codes(bridge, user).await.unwrap();
    let code = one_time_code(&begun.typed, bridge.now().as_second());
    let codes = second_step::confirm_codes(bridge, trier(user), &begun.sealed, &code).await;
    (begun.typed, codes.unwrap().unwrap())
}

#[test]
fn a_code_works_once_even_for_ten_who_give_it_at_the_same_time() {
    on_both_engines(async |world| {
        let (bridge, user) = (&world.bridge, world.nurse.user);
        let (app, recovery) = set_up(bridge, user).await;
        for code in [None, Some(recovery[3].clone())] {
            world.clock.advance(SignedDuration::from_secs(60));
            let now = bridge.now().as_second();
            let code = code.unwrap_or_else(|| one_time_code(&app, now));
            let mut tries = tokio::task::JoinSet::new();
            for _ in 0..4 {
                let (bridge, code) = (bridge.clone(), code.clone());
                tries.spawn(async move {
                    second_step::check_code(&bridge, trier(user), &code)
                        .await
                        .unwrap()
                });
            }
            let all = tries.join_all().await;
            let right = all.iter().filter(|one| **one == Checked::Right).count();
            assert_eq!(right, 1, "{all:?}");
        }
    });
}

#[test]
fn a_hundred_guesses_at_once_are_counted_as_a_hundred() {
    on_both_engines(async |world| {
        let mut guesses = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let bridge = world.bridge.clone();
            guesses.spawn(async move {
                let wrong = attempt("een verkeerd wachtwoord");
                try_password(&bridge, wrong).await.unwrap()
            });
        }
        let all = guesses.join_all().await;
        let judged = all.iter().filter(|one| **one == Tried::No).count();
        assert_eq!(judged, 5, "the rest waits: {all:?}");
        // On another node the pause holds as well.
        let other = world.another_node().await;
        let held = try_password(&other, attempt(PASSWORD)).await.unwrap();
        assert!(matches!(held, Tried::Wait(_)), "{held:?}");
        world.clock.advance(SignedDuration::from_secs(15));
        let right = try_password(&other, attempt(PASSWORD)).await.unwrap();
        assert_eq!(right, Tried::Right(world.nurse.user, NextStep::SetUp));
    });
}

#[test]
fn what_codes_follow_from_lies_sealed_and_serves_nobody_else() {
    on_both_engines(async |world| {
        let (bridge, user) = (&world.bridge, world.nurse.user);
        let begun = second_step::begin_codes(bridge, user).await.unwrap();
        let club = accounts::add(
            bridge,
            "tineke@debrug.example",
            "Tineke Smit",
            PASSWORD,
            world.club.organisation,
            [Role::Provider].into_iter().collect(),
        );
        let other = club.await.unwrap();
        let code = one_time_code(&begun.typed, bridge.now().as_second());
        let stolen = second_step::confirm_codes(bridge, trier(other), &begun.sealed, &code).await;
        assert!(matches!(stolen, Err(ActionError::Store(_))));
        let standing = second_step::standing(bridge, other).await.unwrap();
        assert!(!standing.any());
    });
}

async fn administrator(world: &World) -> actions::Caller {
    let kind = OrganisationKind::Municipality;
    let name = "Gemeente Brugdam";
    let hall = actions::set_up::organisation(&world.bridge, world.home, kind, name, None, None);
    let mut member = world.desk.clone();
    member.organisation = hall.await.unwrap();
    member.roles = [Role::Administrator].into_iter().collect();
    as_caller(&member)
}

#[test]
fn an_administrator_helps_who_lost_their_second_step_and_they_are_told() {
    on_both_engines(async |world| {
        let (bridge, user) = (&world.bridge, world.nurse.user);
        set_up(bridge, user).await;
        let admin = administrator(&world).await;
        let desk = as_caller(&world.desk);
        let refused = second_step::reset(bridge, &desk, user).await;
        assert!(matches!(refused, Err(ActionError::NotFound)), "no provider");
        let refused = second_step::reset(bridge, &as_caller(&world.nurse), user).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
        second_step::reset(bridge, &admin, user).await.unwrap();
        assert!(!second_step::standing(bridge, user).await.unwrap().any());
        let mails = world.mail().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, EMAIL);
        assert_eq!(mails[0].subject, "Uw tweede stap is weggehaald");
        world.all_invariants_hold().await;
    });
}

#[test]
fn an_invitation_and_a_request_end_with_their_time_and_their_mails_with_them() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let admin = administrator(&world).await;
        let roles = [Role::Provider].into_iter().collect();
        let club = world.club.organisation;
        let email = "nieuw@debrug.example";
        invite::invite(bridge, &admin, email, club, roles)
            .await
            .unwrap();
        reset_password::ask(bridge, EMAIL).await.unwrap();
        for _ in 0..5 {
            reset_password::ask(bridge, EMAIL).await.unwrap();
        }
        let mails = world.mail().await;
        assert_eq!(mails.len(), 4, "three an hour, and the invitation");
        let link = |prefix: &str| {
            let mail = mails.iter().find(|mail| mail.text.contains(prefix));
            token_in(mail.unwrap(), prefix)
        };
        let (invited, asked) = (link("/uitnodiging/"), link("/wachtwoord/"));
        assert!(reset_password::judge_token(bridge, &asked).await.is_ok());
        world.clock.advance(SignedDuration::from_mins(61));
        let late = reset_password::judge_token(bridge, &asked).await;
        assert!(matches!(late, Err(ActionError::Gone)));
        assert!(invite::show(bridge, &invited).await.is_ok());
        world.later(24 * 7);
        let late = invite::show(bridge, &invited).await;
        assert!(matches!(late, Err(ActionError::Gone)));
        let never = invite::show(bridge, "onzin").await;
        assert!(matches!(never, Err(ActionError::NotFound)));
        // A mail that waited longer than its link works does not leave.
        invite::invite(bridge, &admin, email, club, roles)
            .await
            .unwrap();
        let listed = colleagues::list(bridge, &admin).await.unwrap();
        let id = listed.invited[0].id;
        colleagues::withdraw(bridge, &admin, id).await.unwrap();
        assert_eq!(world.mail().await.len(), 0);
        actions::sweep::sweep(bridge).await.unwrap();
    });
}

#[test]
fn somebody_sees_and_ends_their_own_tokens_and_nobody_elses() {
    on_both_engines(async |world| {
        let (bridge, user) = (&world.bridge, world.nurse.user);
        accounts::make_token(bridge, EMAIL, None, "lezen")
            .await
            .unwrap();
        let tokens = my_account::tokens(bridge, user).await.unwrap();
        assert_eq!((tokens.len(), tokens[0].scope.as_str()), (1, "lezen"));
        let hash = tokens[0].hash.as_str();
        let stranger = world.club.user;
        let refused = my_account::end_token(bridge, stranger, hash).await;
        assert!(matches!(refused, Err(ActionError::NotFound)));
        my_account::end_token(bridge, user, hash).await.unwrap();
        assert!(my_account::tokens(bridge, user).await.unwrap().is_empty());
    });
}
