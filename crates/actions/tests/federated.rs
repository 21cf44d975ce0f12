//! What a provider's word is worth, on both engines: whom it names, and the roles it gives and
//! takes. The word itself is taken as checked; how it is checked stands in the web room's tests.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::federated_sign_in::{Assertion, Outcome, is_account, sign_in, signed_out};
use actions::sign_in::NextStep;
use actions::web_sessions::{self, Holder, Kept};
use actions::{invite, reset_password};
use domain::federation::{Federation, WorksFor};
use domain::ids::UserId;
use domain::organisation::Role;
use jiff::SignedDuration;
use store::access_log::Action;
use support::{World, as_caller, on_both_engines, step, token_in};

const HOME: &str = "192.0.2.1";
const JORIS: &str = "joris@brugdam.example";

fn town(world: &World) -> Federation {
    Federation {
        issuer: "https://login.brugdam.example".to_owned(),
        municipality: world.home,
        works_for: WorksFor::One("beweegcoaches  BRUGDAM".to_owned()),
        domains: vec!["brugdam.example".to_owned()],
        groups: [
            ("coaches".to_owned(), Role::Coach),
            ("beleid".to_owned(), Role::Policy),
        ]
        .into(),
        second_step: Vec::new(),
    }
}

fn joris(groups: &[&str]) -> Assertion {
    Assertion {
        subject: "joris-1".to_owned(),
        verified_email: Some("Joris@Brugdam.example".to_owned()),
        name: "Joris van Elk".to_owned(),
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        organisation: None,
        second_step: true,
    }
}

async fn invited(world: &World, role: Role) {
    let team = world.coach.organisation;
    let roles = [role].into_iter().collect();
    invite::invite_from_console(&world.bridge, JORIS, team, roles)
        .await
        .unwrap();
}

async fn come(world: &World, groups: &[&str]) -> Outcome {
    sign_in(&world.bridge, &town(world), &joris(groups), HOME)
        .await
        .unwrap()
}

fn user_of(outcome: Outcome) -> UserId {
    match outcome {
        Outcome::Known(user, NextStep::Enter) => user,
        other => panic!("{other:?}"),
    }
}

async fn roles(world: &World, user: UserId) -> Vec<Role> {
    let all = actions::sign_in::memberships(&world.bridge, user)
        .await
        .unwrap();
    all.iter().flat_map(|member| member.roles.iter()).collect()
}

#[test]
fn an_invitation_is_taken_up_by_the_providers_word_and_serves_once() {
    on_both_engines(async |world| {
        assert_eq!(come(&world, &["coaches"]).await, Outcome::Stranger);
        invited(&world, Role::LogKeeper).await;
        let mails = world.mail().await;
        let mail = mails.iter().find(|mail| mail.to == JORIS).unwrap();
        let token = token_in(mail, "/uitnodiging/");
        let user = user_of(come(&world, &["coaches"]).await);
        assert_eq!(roles(&world, user).await, [Role::Coach, Role::LogKeeper]);
        assert_eq!(user_of(come(&world, &["coaches"]).await), user);
        let shown = invite::show(&world.bridge, &token).await;
        assert!(matches!(shown, Err(actions::ActionError::Gone)));
    });
}

#[test]
fn an_account_with_a_password_is_linked_and_another_subject_with_its_address_is_not() {
    on_both_engines(async |world| {
        let roles_before = [Role::LogKeeper].into_iter().collect();
        let (password, team) = ("een heel lang wachtwoord", world.coach.organisation);
        let bridge = &world.bridge;
        let account = actions::accounts::add(bridge, JORIS, "Joris", password, team, roles_before);
        let account = account.await.unwrap();
        assert_eq!(user_of(come(&world, &[]).await), account);
        let mails = world.mail().await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, JORIS));
        let linked = "U kunt nu inloggen met uw werkaccount";
        assert_eq!(mails[0].subject, linked);
        assert_eq!(user_of(come(&world, &[]).await), account);
        assert!(world.mail().await.is_empty(), "the first time only");
        let heir = Assertion {
            subject: "joris-2".to_owned(),
            ..joris(&["coaches"])
        };
        let heir = sign_in(bridge, &town(&world), &heir, HOME).await.unwrap();
        assert_eq!(heir, Outcome::Stranger);
        assert_eq!(roles(&world, account).await, [Role::LogKeeper]);
        let other = Federation {
            issuer: "https://elders.example".to_owned(),
            domains: vec!["elders.example".to_owned()],
            ..town(&world)
        };
        let stranger = sign_in(bridge, &other, &joris(&["coaches"]), HOME).await;
        assert_eq!(stranger.unwrap(), Outcome::Stranger, "not its domain");
        assert!(
            is_account(bridge, &town(&world), &joris(&[]), account)
                .await
                .unwrap()
        );
        assert!(
            !is_account(bridge, &other, &joris(&[]), account)
                .await
                .unwrap()
        );
    });
}

#[test]
fn roles_follow_the_groups_and_what_was_given_here_stays() {
    on_both_engines(async |world| {
        invited(&world, Role::LogKeeper).await;
        let user = user_of(come(&world, &["coaches", "onbekende groep"]).await);
        assert_eq!(roles(&world, user).await, [Role::Coach, Role::LogKeeper]);
        come(&world, &["beleid"]).await;
        assert_eq!(roles(&world, user).await, [Role::Policy, Role::LogKeeper]);
        // The operator took the group out of the settings: its role goes all the same.
        let without = Federation {
            groups: [("coaches".to_owned(), Role::Coach)].into(),
            ..town(&world)
        };
        let outcome = sign_in(&world.bridge, &without, &joris(&["beleid"]), HOME).await;
        assert_eq!(user_of(outcome.unwrap()), user);
        assert_eq!(roles(&world, user).await, [Role::LogKeeper]);
    });
}

#[test]
fn who_lost_the_last_group_is_out_and_comes_back_with_it() {
    on_both_engines(async |world| {
        invited(&world, Role::Coach).await;
        let user = user_of(come(&world, &["coaches"]).await);
        assert_eq!(come(&world, &[]).await, Outcome::WithoutRole);
        assert_eq!(roles(&world, user).await, []);
        assert_eq!(come(&world, &[]).await, Outcome::WithoutRole);
        assert_eq!(user_of(come(&world, &["coaches"]).await), user);
        assert_eq!(roles(&world, user).await, [Role::Coach]);
        world.all_invariants_hold().await;
    });
}

#[test]
fn without_groups_in_the_settings_roles_are_given_here() {
    on_both_engines(async |world| {
        invited(&world, Role::Coach).await;
        let only_names = Federation {
            groups: Default::default(),
            ..town(&world)
        };
        let outcome = sign_in(&world.bridge, &only_names, &joris(&["beleid"]), HOME).await;
        let user = user_of(outcome.unwrap());
        assert_eq!(roles(&world, user).await, [Role::Coach]);
    });
}

#[test]
fn who_comes_in_by_a_provider_gets_no_password_by_asking() {
    on_both_engines(async |world| {
        invited(&world, Role::Coach).await;
        come(&world, &["coaches"]).await;
        world.mail().await;
        reset_password::ask(&world.bridge, JORIS).await.unwrap();
        assert!(world.mail().await.is_empty());
        let asked = "marieke@linde.example";
        reset_password::ask(&world.bridge, asked).await.unwrap();
        assert_eq!(world.mail().await.len(), 1, "who has one does");
    });
}

/// Keeps a session of somebody, under this key.
async fn session(world: &World, user: UserId, id: &str) {
    let now = world.bridge.now();
    let kept = Kept {
        id: id.to_owned(),
        body: "{}".to_owned(),
        holder: Some(Holder {
            user,
            device: "Firefox".to_owned(),
            origin: HOME.to_owned(),
            made_at: now,
        }),
        seen_at: now,
        expires_at: now + SignedDuration::from_hours(1),
    };
    assert!(web_sessions::create(&world.bridge, &kept).await.unwrap());
}

#[test]
fn the_last_group_ends_all_that_leaving_ends_and_reports_go_to_who_helps_on() {
    on_both_engines(async |world| {
        // A practice without an address of its own, whose provider gives the role.
        let bridge = &world.bridge;
        let (els, practice) = ("els@brugdam.example", world.nurse.organisation);
        let federation = Federation {
            works_for: WorksFor::One("Huisartsenpraktijk De Linde".to_owned()),
            groups: [("zorg".to_owned(), Role::CareProfessional)].into(),
            ..town(&world)
        };
        let word = |groups: &[&str]| Assertion {
            subject: "els-1".to_owned(),
            verified_email: Some(els.to_owned()),
            ..joris(groups)
        };
        let roles_invited = [Role::CareProfessional].into_iter().collect();
        invite::invite_from_console(bridge, els, practice, roles_invited)
            .await
            .unwrap();
        let come = async |groups: &[&str]| {
            sign_in(bridge, &federation, &word(groups), HOME)
                .await
                .unwrap()
        };
        let user = user_of(come(&["zorg"]).await);
        let member = actions::sign_in::acting_for(bridge, user, practice).await;
        let caller = as_caller(&member.unwrap().unwrap());
        let sent = actions::refer::refer(bridge, &caller, &world.fatma(), None)
            .await
            .unwrap();
        let (token, _) = actions::accounts::make_token(bridge, els, None, "alles")
            .await
            .unwrap();
        session(&world, user, "els").await;
        world.mail().await;

        assert_eq!(come(&[]).await, Outcome::WithoutRole);
        assert_eq!(roles(&world, user).await, []);
        assert_eq!(web_sessions::load(bridge, "els").await.unwrap(), None);
        let works = actions::sign_in::with_token(bridge, &token, HOME.to_owned()).await;
        assert!(works.unwrap().is_none());
        assert_eq!(world.logged(Some(user), Action::AccessChanged).await, 2);
        let club = as_caller(&world.club);
        world.step(&club, sent.id, step("gestart")).await.unwrap();
        let mails = world.mail().await;
        let told: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
        assert_eq!(told, ["servicepunt@brugdam.example"]);
        // Back with the group, but not to what was somebody else's meanwhile.
        assert_eq!(user_of(come(&["zorg"]).await), user);
        assert_eq!(web_sessions::load(bridge, "els").await.unwrap(), None);
        world.all_invariants_hold().await;
    });
}

#[test]
fn signing_out_at_the_provider_stands_in_the_log_when_somebody_was_in() {
    on_both_engines(async |world| {
        invited(&world, Role::Coach).await;
        let user = user_of(come(&world, &["coaches"]).await);
        let (bridge, federation) = (&world.bridge, town(&world));
        for (subject, ends, logged) in [
            ("niemand", false, 0),
            ("joris-1", true, 1),
            ("joris-1", true, 1),
        ] {
            if logged == 0 {
                session(&world, user, "joris").await;
            }
            signed_out(bridge, &federation, subject, "198.51.100.7")
                .await
                .unwrap();
            let left = web_sessions::load(bridge, "joris").await.unwrap();
            assert_eq!(left.is_none(), ends, "{subject}");
            assert_eq!(world.logged(Some(user), Action::SignOut).await, logged);
        }
    });
}

#[test]
fn a_session_that_ended_by_itself_stands_in_the_log() {
    on_both_engines(async |world| {
        let (bridge, user) = (&world.bridge, world.nurse.user);
        session(&world, user, "marieke").await;
        let nobody = Kept {
            id: "niemand".to_owned(),
            body: "{}".to_owned(),
            holder: None,
            seen_at: bridge.now(),
            expires_at: bridge.now() + SignedDuration::from_hours(1),
        };
        assert!(web_sessions::create(bridge, &nobody).await.unwrap());
        for (minutes, logged) in [(59, 0), (1, 1), (60, 1)] {
            world.clock.advance(SignedDuration::from_mins(minutes));
            actions::sweep::sweep(bridge).await.unwrap();
            assert_eq!(world.logged(None, Action::SignOut).await, logged);
            assert_eq!(world.logged(Some(user), Action::SignOut).await, logged);
        }
        world.all_invariants_hold().await;
    });
}
