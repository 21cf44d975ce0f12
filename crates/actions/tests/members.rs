//! Who works where and for whom: roles given and taken, leaving, standing in, and tokens that reach
//! no further than their maker. On both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::accounts::{TOKEN_DAYS_MAX, make_token, make_token_for};
use actions::delegate::{self, DelegationDraft};
use actions::show_referral::{show_referral, who_looked};
use actions::web_sessions::{self, Holder, Kept};
use actions::{
    ActionError, Bridge, Caller, accounts, leave, member_sessions, members, refer, set_up, sign_in,
};
use domain::ids::{OrganisationId, UserId};
use domain::organisation::{OrganisationKind, Role, Roles};
use jiff::SignedDuration;
use store::access_log::Action;
use support::{World, as_caller, on_both_engines, step};

const PASSWORD: &str = "een heel lang wachtwoord";

fn roles(of: &[Role]) -> Roles {
    of.iter().copied().collect()
}

async fn account(world: &World, email: &str, home: OrganisationId, of: &[Role]) -> UserId {
    let name = email.split('@').next().unwrap();
    accounts::add(&world.bridge, email, name, PASSWORD, home, roles(of))
        .await
        .unwrap()
}

async fn caller(bridge: &Bridge, user: UserId, home: OrganisationId) -> Caller {
    let member = sign_in::acting_for(bridge, user, home).await.unwrap();
    as_caller(&member.unwrap())
}

async fn town_hall(world: &World) -> Caller {
    let kind = OrganisationKind::Municipality;
    let hall = set_up::organisation(
        &world.bridge,
        world.home,
        kind,
        "Gemeente Brugdam",
        None,
        None,
    )
    .await
    .unwrap();
    let user = account(
        world,
        "beheer@brugdam.example",
        hall,
        &[Role::Administrator],
    )
    .await;
    caller(&world.bridge, user, hall).await
}

/// Keeps a session of somebody, under this key.
async fn signed_in(bridge: &Bridge, user: UserId, id: &str) {
    let session = Kept {
        id: id.to_owned(),
        body: "{}".to_owned(),
        holder: Some(Holder {
            user,
            device: "Firefox, Android".to_owned(),
            origin: "192.0.2.1".to_owned(),
            made_at: bridge.now(),
        }),
        seen_at: bridge.now(),
        expires_at: bridge.now() + SignedDuration::from_hours(1),
    };
    assert!(web_sessions::create(bridge, &session).await.unwrap());
}

async fn works(bridge: &Bridge, token: &str) -> Option<Roles> {
    let found = sign_in::with_token(bridge, token, "127.0.0.1".to_owned()).await;
    let (caller, _) = found.unwrap()?;
    Some(caller.as_member().unwrap().roles)
}

fn codes(error: ActionError) -> Vec<(String, &'static str)> {
    let ActionError::Faults(faults) = error else {
        panic!("{error}");
    };
    faults
        .into_iter()
        .map(|fault| (fault.location, fault.code))
        .collect()
}

#[test]
fn who_leaves_has_nothing_left_and_their_open_referrals_go_to_a_colleague() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let practice = world.nurse.organisation;
        let admin = town_hall(&world).await;
        let leaver = world.nurse.user;
        let heir = account(
            &world,
            "hanna@linde.example",
            practice,
            &[Role::CareProfessional],
        )
        .await;
        let sent = world.refer(&world.fatma()).await;
        world.mail().await;
        let (token, _) = make_token(bridge, "marieke@linde.example", None, "alles")
            .await
            .unwrap();
        signed_in(bridge, leaver, "telefoon").await;

        let shown = members::show(bridge, &admin, practice, leaver)
            .await
            .unwrap();
        assert_eq!((shown.open_referrals, shown.heirs.len()), (1, 1));
        let refused = leave::end_membership(bridge, &admin, practice, leaver, None).await;
        assert_eq!(
            codes(refused.unwrap_err()),
            [("collega".to_owned(), "ontbreekt")]
        );
        let stranger = Some(world.other_nurse.user);
        let refused = leave::end_membership(bridge, &admin, practice, leaver, stranger).await;
        assert_eq!(
            codes(refused.unwrap_err()),
            [("collega".to_owned(), "onbekende-code")]
        );
        assert!(
            works(bridge, &token).await.is_some(),
            "nothing happened yet"
        );

        leave::end_membership(bridge, &admin, practice, leaver, Some(heir))
            .await
            .unwrap();
        assert_eq!(works(bridge, &token).await, None);
        assert_eq!(web_sessions::load(bridge, "telefoon").await.unwrap(), None);
        assert!(
            sign_in::acting_for(bridge, leaver, practice)
                .await
                .unwrap()
                .is_none()
        );
        let again = leave::end_membership(bridge, &admin, practice, leaver, Some(heir)).await;
        assert!(matches!(again, Err(ActionError::NotFound)));

        // The report about the start goes to the colleague.
        let club = as_caller(&world.club);
        world.step(&club, sent.id, step("gestart")).await.unwrap();
        let mails = world.mail().await;
        let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
        assert!(to.contains(&"hanna@linde.example"), "{to:?}");
        assert!(!to.contains(&"marieke@linde.example"), "{to:?}");
        // And that it changed hands stands in the log.
        let keeper = world_keeper(&world).await;
        let log = who_looked(bridge, &keeper, sent.id).await.unwrap();
        let by_admin = log.iter().filter(|line| line.role == Role::Administrator);
        assert_eq!(by_admin.count(), 1);
        world.all_invariants_hold().await;
    });
}

async fn world_keeper(world: &World) -> Caller {
    let home = world.desk.organisation;
    let user = account(world, "log@brugdam.example", home, &[Role::LogKeeper]).await;
    caller(&world.bridge, user, home).await
}

#[test]
fn without_a_colleague_reports_go_to_the_organisations_own_address() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let admin = town_hall(&world).await;
        let kind = OrganisationKind::Care;
        let mail = Some("balie@alleen.example");
        let alone = set_up::organisation(bridge, world.home, kind, "Praktijk Alleen", mail, None)
            .await
            .unwrap();
        let user = account(
            &world,
            "solo@alleen.example",
            alone,
            &[Role::CareProfessional],
        )
        .await;
        let solo = caller(bridge, user, alone).await;
        let sent = refer::refer(bridge, &solo, &world.fatma(), None)
            .await
            .unwrap();
        leave::end_membership(bridge, &admin, alone, user, None)
            .await
            .unwrap();
        world.mail().await;
        let club = as_caller(&world.club);
        world.step(&club, sent.id, step("gestart")).await.unwrap();
        let mails = world.mail().await;
        let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
        assert!(to.contains(&"balie@alleen.example") && !to.contains(&"solo@alleen.example"));
    });
}

#[test]
fn roles_are_given_by_who_may_and_nobody_decides_on_their_own() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let practice = world.nurse.organisation;
        let admin = town_hall(&world).await;
        let nurse = world.nurse.user;
        let both = roles(&[Role::CareProfessional, Role::LogKeeper]);
        members::set_roles(bridge, &admin, practice, nurse, both)
            .await
            .unwrap();
        let now = caller(bridge, nurse, practice).await;
        assert!(now.actor.has(Role::LogKeeper));
        let none = members::set_roles(bridge, &admin, practice, nurse, Roles::default()).await;
        assert_eq!(codes(none.unwrap_err()), [("rol".to_owned(), "ontbreekt")]);
        // Nobody decides on their own; a nurse decides on nobody.
        let home = admin.actor.organisation().unwrap();
        let own = members::show(bridge, &admin, home, admin.actor.user().unwrap()).await;
        assert!(matches!(own, Err(ActionError::NotFound)));
        let by_nurse = members::show(bridge, &now, practice, nurse).await;
        assert!(matches!(by_nurse, Err(ActionError::Forbidden)));
        // A service point gives providers their role, and no other.
        let desk = as_caller(&world.desk);
        let club = world.club.organisation;
        let host = account(&world, "gast@debrug.example", club, &[Role::Provider]).await;
        let far = members::set_roles(bridge, &desk, club, host, roles(&[Role::Coach])).await;
        assert!(matches!(far, Err(ActionError::Forbidden)));
        let other = members::show(bridge, &desk, practice, nurse).await;
        assert!(matches!(other, Err(ActionError::NotFound)));
    });
}

#[test]
fn a_token_loses_what_its_maker_loses_gains_nothing_and_ends_in_time() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let practice = world.nurse.organisation;
        let admin = town_hall(&world).await;
        let care = [Role::CareProfessional];
        let two = [Role::CareProfessional, Role::Coach];
        let email = "twee@linde.example";
        let user = account(&world, email, practice, &two).await;
        let (token, until) = make_token(bridge, email, Some(practice), "alles")
            .await
            .unwrap();
        assert_eq!(until, bridge.now() + SignedDuration::from_hours(24 * 365));
        assert_eq!(works(bridge, &token).await, Some(roles(&two)));
        members::set_roles(bridge, &admin, practice, user, roles(&care))
            .await
            .unwrap();
        assert_eq!(works(bridge, &token).await, Some(roles(&care)), "lost");
        let more = roles(&[Role::CareProfessional, Role::ServicePoint]);
        members::set_roles(bridge, &admin, practice, user, more)
            .await
            .unwrap();
        assert_eq!(
            works(bridge, &token).await,
            Some(roles(&care)),
            "nothing gained"
        );
        for days in [0, TOKEN_DAYS_MAX + 1] {
            let refused = make_token_for(bridge, email, None, "alles", days).await;
            assert_eq!(codes(refused.unwrap_err()), [("dagen".to_owned(), "getal")]);
        }
        let elsewhere = make_token(bridge, email, Some(world.club.organisation), "alles").await;
        assert!(matches!(elsewhere, Err(ActionError::NotFound)));
        let (short, _) = make_token_for(bridge, email, None, "lezen", 1)
            .await
            .unwrap();
        world.later(24);
        assert_eq!(works(bridge, &short).await, None, "a day is a day");
        assert!(works(bridge, &token).await.is_some());
        leave::end_membership(bridge, &admin, practice, user, None)
            .await
            .unwrap();
        assert_eq!(works(bridge, &token).await, None);
    });
}

#[test]
fn a_token_is_listed_without_itself_and_ended_by_the_beginning_of_its_key() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let email = "marieke@linde.example";
        let (one, _) = make_token(bridge, email, None, "alles").await.unwrap();
        let (other, _) = make_token(bridge, email, None, "lezen").await.unwrap();
        let listed = accounts::tokens_of(bridge, email).await.unwrap();
        assert_eq!(listed.len(), 2);
        assert!(
            listed
                .iter()
                .all(|token| token.hash != one && token.hash != other)
        );
        for key in ["", "zz"] {
            let refused = accounts::revoke_token(bridge, email, key).await;
            assert!(matches!(refused, Err(ActionError::NotFound)), "{key}");
        }
        let reads = listed.iter().find(|token| token.scope == "lezen").unwrap();
        let key = &reads.hash[..12];
        accounts::revoke_token(bridge, email, key).await.unwrap();
        assert_eq!(works(bridge, &other).await, None);
        assert!(works(bridge, &one).await.is_some());
    });
}

fn mandate(email: &str, verbs: &[&str]) -> DelegationDraft {
    DelegationDraft {
        email: email.to_owned(),
        from: "2026-11-24".to_owned(),
        until: "2026-11-30".to_owned(),
        verbs: verbs.iter().map(|code| (*code).to_owned()).collect(),
    }
}

#[test]
fn a_stand_in_refers_in_a_colleagues_name_for_as_long_as_that_lasts() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let nurse = as_caller(&world.nurse);
        let practice = world.nurse.organisation;
        let other = world.other_nurse.organisation;
        let email = "assistent@eik.example";
        let assistant = account(&world, email, other, &[Role::CareProfessional]).await;
        delegate::give(bridge, &nurse, &mandate(email, &["verwijzen"]))
            .await
            .unwrap();
        let acting = async || {
            let nurse = Some(world.nurse.user);
            let found = delegate::acting(bridge, assistant, practice, nurse).await;
            found.unwrap().map(|acting| as_caller(&acting.member))
        };
        let stand_in = acting().await.unwrap();
        let sent = refer::refer(bridge, &stand_in, &world.fatma(), None)
            .await
            .unwrap();
        assert!(show_referral(bridge, &stand_in, sent.id).await.is_ok());
        // Steps were not left to them; administration never is.
        let refused = world.step(&stand_in, sent.id, step("ingetrokken")).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
        let onward = delegate::give(bridge, &stand_in, &mandate("x@y.example", &["stappen"])).await;
        assert!(matches!(onward, Err(ActionError::Forbidden)));
        // The log names both; the report goes to whose name it was.
        let log = who_looked(bridge, &world_keeper(&world).await, sent.id)
            .await
            .unwrap();
        let made = log.iter().find(|line| line.action == "invoeren").unwrap();
        assert_eq!(made.user, Some(assistant));
        assert_eq!(made.on_behalf.as_deref(), Some("Marieke Vos"));
        world.mail().await;
        world
            .step(&as_caller(&world.club), sent.id, step("gestart"))
            .await
            .unwrap();
        let mails = world.mail().await;
        assert!(mails.iter().any(|mail| mail.to == "marieke@linde.example"));
        // As themselves they see nothing of it.
        let own = caller(bridge, assistant, other).await;
        let hidden = show_referral(bridge, &own, sent.id).await;
        assert!(matches!(hidden, Err(ActionError::NotFound)));
        // After the last day it is over.
        world.later(24 * 7);
        assert!(acting().await.is_none());
    });
}

#[test]
fn either_side_ends_standing_in_and_leaving_ends_it_too() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let practice = world.nurse.organisation;
        let nurse = as_caller(&world.nurse);
        let admin = town_hall(&world).await;
        let other = world.other_nurse.organisation;
        let email = "assistent@eik.example";
        let assistant = account(&world, email, other, &[Role::CareProfessional]).await;
        let in_force = async || delegate::in_force(bridge, assistant).await.unwrap().len();
        for by in [nurse.clone(), caller(bridge, assistant, other).await] {
            delegate::give(bridge, &nurse, &mandate(email, &["stappen"]))
                .await
                .unwrap();
            assert_eq!(in_force().await, 1);
            let id = delegate::list(bridge, assistant).await.unwrap()[0].id;
            let stranger = delegate::end(bridge, &admin, id).await;
            assert!(matches!(stranger, Err(ActionError::NotFound)));
            delegate::end(bridge, &by, id).await.unwrap();
            assert_eq!(in_force().await, 0);
        }
        delegate::give(bridge, &nurse, &mandate(email, &["stappen"]))
            .await
            .unwrap();
        leave::end_membership(bridge, &admin, practice, world.nurse.user, None)
            .await
            .unwrap();
        assert_eq!(in_force().await, 0);
    });
}

#[test]
fn a_stand_in_works_in_the_same_municipality_and_everything_wrong_is_told_at_once() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let nurse = as_caller(&world.nurse);
        let draft = DelegationDraft {
            email: "niemand@nergens.example".to_owned(),
            from: "2026-11-24".to_owned(),
            until: "2026-11-23".to_owned(),
            verbs: vec!["alles".to_owned()],
        };
        let refused = delegate::give(bridge, &nurse, &draft).await.unwrap_err();
        let expected = [
            ("mag", "ontbreekt"),
            ("eind", "periode"),
            ("email", "geen-collega"),
        ];
        assert_eq!(
            codes(refused),
            expected.map(|(at, code)| (at.to_owned(), code))
        );
        // Who comes in without a second step does not stand in for who sees residents.
        let hall = town_hall(&world).await.actor.organisation().unwrap();
        account(&world, "cijfers@brugdam.example", hall, &[Role::Policy]).await;
        for email in ["cijfers@brugdam.example", "marieke@linde.example"] {
            let refused = delegate::give(bridge, &nurse, &mandate(email, &["verwijzen"])).await;
            assert_eq!(
                codes(refused.unwrap_err()),
                [("email".to_owned(), "geen-collega")]
            );
        }
        for who in [&world.club, &world.desk] {
            let draft = mandate("marieke@linde.example", &["stappen"]);
            let refused = delegate::give(bridge, &as_caller(who), &draft).await;
            assert!(matches!(refused, Err(ActionError::Forbidden)));
        }
    });
}

#[test]
fn an_administrator_ends_where_a_member_is_signed_in_and_sees_no_address() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let (practice, whose) = (world.nurse.organisation, world.nurse.user);
        let admin = town_hall(&world).await;
        for id in ["telefoon", "laptop"] {
            signed_in(bridge, whose, id).await;
        }
        let own = admin.actor.user().unwrap();
        signed_in(bridge, own, "beheer").await;
        let open = member_sessions::list(bridge, &admin, practice, whose).await;
        let open = open.unwrap();
        let expected = member_sessions::Open {
            device: "Firefox, Android".to_owned(),
            seen_at: bridge.now(),
        };
        assert_eq!(open, [expected.clone(), expected]);
        let shut =
            |error: ActionError| matches!(error, ActionError::Forbidden | ActionError::NotFound);
        // A service point lets providers in, and ends nobody's sessions, not theirs either.
        let tineke = account(
            &world,
            "tineke@debrug.example",
            world.club.organisation,
            &[Role::Provider],
        );
        let tineke = tineke.await;
        signed_in(bridge, tineke, "club").await;
        let club = world.club.organisation;
        let desk = as_caller(&world.desk);
        assert!(members::show(bridge, &desk, club, tineke).await.is_ok());
        for (caller, home, user) in [
            (&desk, club, tineke),
            (&as_caller(&world.nurse), practice, whose),
            (&as_caller(&world.other_nurse), practice, whose),
            (&admin, practice, own),
            (&admin, club, whose),
        ] {
            let seen = member_sessions::list(bridge, caller, home, user).await;
            assert!(shut(seen.unwrap_err()));
            let ended = member_sessions::end_all(bridge, caller, home, user).await;
            assert!(shut(ended.unwrap_err()));
        }
        assert!(world.mail().await.is_empty());

        member_sessions::end_all(bridge, &admin, practice, whose)
            .await
            .unwrap();
        for (id, ended) in [
            ("telefoon", true),
            ("laptop", true),
            ("beheer", false),
            ("club", false),
        ] {
            let left = web_sessions::load(bridge, id).await.unwrap();
            assert_eq!(left.is_none(), ended, "{id}");
        }
        let mails = world.mail().await;
        assert_eq!(
            (mails.len(), mails[0].to.as_str()),
            (1, "marieke@linde.example")
        );
        assert_eq!(mails[0].subject, "U bent overal uitgelogd");
        assert!(!mails[0].text.contains("192.0.2.1"));
        for (user, action, lines) in [(own, Action::AccessChanged, 1), (whose, Action::SignOut, 1)]
        {
            assert_eq!(world.logged(Some(user), action).await, lines, "{action:?}");
        }
        // Again: nobody is signed in, so nobody is told.
        member_sessions::end_all(bridge, &admin, practice, whose)
            .await
            .unwrap();
        assert!(world.mail().await.is_empty());
        assert_eq!(world.logged(Some(whose), Action::SignOut).await, 1);
    });
}

#[test]
fn a_visit_brings_for_whom_its_holder_may_act_and_who_left_acts_for_nobody() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let (nurse, practice) = (world.nurse.user, world.nurse.organisation);
        let admin = town_hall(&world).await;
        signed_in(bridge, nurse, "telefoon").await;
        let body = web_sessions::load(bridge, "telefoon").await.unwrap();
        let visit = async |id: &str| web_sessions::visit(bridge, id).await.unwrap();

        let one = visit("telefoon").await.unwrap();
        assert_eq!(Some(one.body), body);
        let known = sign_in::memberships(bridge, nurse).await.unwrap();
        assert_eq!((known.len(), one.memberships), (1, known));
        assert!(visit("van niemand").await.is_none());

        leave::end_membership(bridge, &admin, practice, nurse, None)
            .await
            .unwrap();
        assert!(visit("telefoon").await.is_none(), "leaving ended it");
        // One that began a moment too late opens nothing.
        signed_in(bridge, nurse, "te laat").await;
        assert_eq!(visit("te laat").await.unwrap().memberships, []);
        world.later(2);
        assert!(visit("te laat").await.is_none(), "it ended by itself");
    });
}
