//! How far somebody reaches: which referrals a scope lets a query read, and what an administrator of
//! a club decides, and for how long a link opens something. On both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::change_contacts::{Contacts, change_contacts, contacts};
use actions::change_settings::change_settings;
use actions::{
    ActionError, Caller, accounts, answer_by_link, breach, colleagues, invite, members,
    reset_password, sign_in, suspend_provider,
};
use domain::actor::Actor;
use domain::deadlines::Deadlines;
use domain::ids::{OrganisationId, ReferralId, UserId};
use domain::organisation::{OrganisationKind, Role, Roles};
use store::lists::{self, Which};
use store::{Scope, Store, referrals};
use support::{World, as_caller, on_both_engines, token_in};

/// The referrals that a scope finds, of those that were sent: in a list, and each by its key.
async fn within(world: &World, actor: &Actor, sent: &[ReferralId]) -> (Vec<usize>, Vec<usize>) {
    let store = Store::open(&world.place, &world.key).await.unwrap();
    let scope = Scope::of(actor);
    let mut tx = store.begin().await.unwrap();
    let (listed, _) = lists::page(&mut tx, &scope, Which::All, None, 1)
        .await
        .unwrap();
    let mut in_list = Vec::new();
    let mut by_key = Vec::new();
    for (number, id) in sent.iter().enumerate() {
        if listed.iter().any(|one| one.standing.id == *id) {
            in_list.push(number);
        }
        if referrals::find(&mut tx, &scope, *id)
            .await
            .unwrap()
            .is_some()
        {
            by_key.push(number);
        }
    }
    tx.commit().await.unwrap();
    (in_list, by_key)
}

#[test]
fn a_scope_finds_what_it_says_and_nothing_beside_it() {
    on_both_engines(async |world| {
        let mut alone = world.piet();
        alone.consent.guidance = Some(false);
        // Two to De Brug, of which one without guidance, and one to 't Kompas.
        let guided = world.refer(&world.fatma()).await.id;
        let unguided = world.refer(&alone).await.id;
        let mut elsewhere = world.piet();
        elsewhere.session = world.session("Bewegen op muziek");
        elsewhere.consent.guidance = Some(false);
        let other = world.refer(&elsewhere).await.id;
        let sent = [guided, unguided, other];
        let by_link = |organisation, referral| Actor::ReceiverByLink {
            organisation,
            referral,
        };
        let member = |member: &domain::actor::Member| Actor::Member(member.clone());
        let mut next_town = world.desk.clone();
        next_town.municipality = "GM9002".parse().unwrap();
        next_town.organisation = OrganisationId::new(uuid(7));
        let mut next_coach = next_town.clone();
        next_coach.roles = [Role::Coach].into_iter().collect();
        let mut counts = world.desk.clone();
        counts.organisation = OrganisationId::new(uuid(8));
        counts.roles = [Role::Policy, Role::Administrator, Role::LogKeeper]
            .into_iter()
            .collect();
        let club = world.club.organisation;
        let cases: Vec<(&str, Actor, &[usize])> = vec![
            ("who referred", member(&world.nurse), &[0, 1, 2]),
            ("another practice", member(&world.other_nurse), &[]),
            ("the club", member(&world.club), &[0, 1]),
            ("the other club", member(&world.other_club), &[2]),
            ("a coach", member(&world.coach), &[0]),
            ("the service point", member(&world.desk), &[0, 1, 2]),
            ("the next service point", member(&next_town), &[]),
            ("a coach of the next town", member(&next_coach), &[]),
            ("who counts and sets", member(&counts), &[]),
            ("a club's link", by_link(club, guided), &[0]),
            ("a link for another club", by_link(club, other), &[]),
            ("a resident", Actor::Resident { referral: unguided }, &[1]),
            ("the worker", Actor::System, &[0, 1, 2]),
        ];
        for (who, actor, expected) in cases {
            let (in_list, by_key) = within(&world, &actor, &sent).await;
            assert_eq!(in_list, expected, "the list of {who}");
            assert_eq!(by_key, expected, "each for {who}");
        }
    });
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn roles(of: &[Role]) -> Roles {
    of.iter().copied().collect()
}

async fn at(world: &World, email: &str, home: OrganisationId, of: &[Role]) -> (UserId, Caller) {
    let password = "een heel lang wachtwoord";
    let user = accounts::add(&world.bridge, email, "Sam", password, home, roles(of))
        .await
        .unwrap();
    let member = sign_in::acting_for(&world.bridge, user, home).await;
    (user, as_caller(&member.unwrap().unwrap()))
}

#[test]
fn a_clubs_administrator_gives_no_role_that_sees_further_than_the_club() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let club = world.club.organisation;
        let (own, admin) = at(&world, "baas@debrug.example", club, &[Role::Administrator]).await;
        let (trainer, _) = at(&world, "trainer@debrug.example", club, &[Role::Provider]).await;
        let further = [
            Role::CareProfessional,
            Role::SocialReferrer,
            Role::Coach,
            Role::ServicePoint,
            Role::Policy,
            Role::Insurer,
            Role::LogKeeper,
        ];
        for role in further {
            for with in [vec![role], vec![Role::Provider, role]] {
                let given =
                    invite::invite(bridge, &admin, "x@debrug.example", club, roles(&with)).await;
                assert!(matches!(given, Err(ActionError::Forbidden)), "{with:?}");
                let given = members::set_roles(bridge, &admin, club, trainer, roles(&with)).await;
                assert!(matches!(given, Err(ActionError::Forbidden)), "{with:?}");
            }
        }
        let theirs = roles(&[Role::Provider, Role::Administrator]);
        members::set_roles(bridge, &admin, club, trainer, theirs)
            .await
            .unwrap();
        invite::invite(bridge, &admin, "x@debrug.example", club, theirs)
            .await
            .unwrap();
        // Nor to themselves, nor anywhere else.
        let tried = members::set_roles(bridge, &admin, club, own, theirs).await;
        assert!(matches!(tried, Err(ActionError::NotFound)));
        let kompas = world.other_club.organisation;
        let email = "x@kompas.example";
        let tried = invite::invite(bridge, &admin, email, kompas, roles(&[Role::Provider])).await;
        assert!(matches!(tried, Err(ActionError::Forbidden)));
        // Somebody whom the municipality gave more is no longer the club's to change.
        let more = [Role::Provider, Role::Coach];
        let (guide, _) = at(&world, "gids@debrug.example", club, &more).await;
        let tried = members::show(bridge, &admin, club, guide).await;
        assert!(matches!(tried, Err(ActionError::NotFound)));
    });
}

#[test]
fn an_administrator_of_a_club_or_practice_decides_nothing_for_the_municipality() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let homes = [world.club.organisation, world.nurse.organisation];
        for (number, home) in homes.into_iter().enumerate() {
            let email = format!("baas{number}@voorbeeld.example");
            let (_, admin) = at(&world, &email, home, &[Role::Administrator]).await;
            let member = admin.as_member().unwrap();
            assert!(!colleagues::runs_the_municipality(bridge, member));
            let deadlines = Deadlines::default();
            let forbidden = [
                change_settings(bridge, &admin, deadlines, Vec::new()).await,
                contacts(bridge, &admin).map(|_| ()),
                change_contacts(bridge, &admin, &Contacts::default()).await,
                breach::register(bridge, &admin).await.map(|_| ()),
                breach::incident(bridge, &admin, "x").await.map(|_| ()),
                breach::who_works_here(bridge, &admin).await.map(|_| ()),
                suspend_provider::overview(bridge, &admin).await.map(|_| ()),
                suspend_provider::lift(bridge, &admin, homes[0]).await,
            ];
            for (which, answer) in forbidden.into_iter().enumerate() {
                assert!(matches!(answer, Err(ActionError::Forbidden)), "{which}");
            }
            assert!(!breach::keeps_register(bridge, &admin));
        }
        // The service point's own does, as the municipality's: the other stories ask that one.
        let (_, desk) = at(
            &world,
            "hoofd@servicepunt.example",
            world.desk.organisation,
            &[Role::Administrator],
        )
        .await;
        assert!(contacts(bridge, &desk).is_ok() && breach::keeps_register(bridge, &desk));
        assert!(OrganisationKind::Municipality.runs_the_municipality());
    });
}

/// Somebody finds a mail of last year, or the letter in a drawer.
#[test]
fn an_old_link_opens_nothing_from_the_moment_its_time_is_over() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let (club, desk) = (world.club.organisation, as_caller(&world.desk));
        let email = "nieuw@debrug.example";
        invite::invite(bridge, &desk, email, club, roles(&[Role::Provider]))
            .await
            .unwrap();
        at(&world, "trainer@debrug.example", club, &[Role::Provider]).await;
        reset_password::ask(bridge, "trainer@debrug.example")
            .await
            .unwrap();
        let mails = world.mail().await;
        let token = |start: &str| {
            let mail = mails.iter().find(|mail| mail.text.contains(start));
            token_in(mail.unwrap(), start)
        };
        let (invited, password) = (token("/uitnodiging/"), token("/wachtwoord/"));
        assert!(reset_password::judge_token(bridge, &password).await.is_ok());
        world.later(1);
        let late = reset_password::judge_token(bridge, &password).await;
        assert!(matches!(late, Err(ActionError::Gone)));
        assert!(invite::show(bridge, &invited).await.is_ok());
        world.later(24 * 7 - 1);
        let late = invite::show(bridge, &invited).await;
        assert!(matches!(late, Err(ActionError::Gone)));

        world.refer(&world.fatma()).await;
        let mails = world.mail().await;
        let token = |start: &str| {
            let mail = mails.iter().find(|mail| mail.text.contains(start));
            token_in(mail.unwrap(), start)
        };
        let (answers, mine) = (token("/v/"), token("/mijn/"));
        let origin = || "::1".to_owned();
        world.later(24 * 400 - 1);
        let caller = answer_by_link::receiver(bridge, &answers, origin()).await;
        assert!(caller.is_ok());
        let caller = answer_by_link::resident(bridge, &mine, origin()).await;
        assert!(caller.is_ok());
        world.later(1);
        let late = answer_by_link::receiver(bridge, &answers, origin()).await;
        assert!(matches!(late, Err(ActionError::Gone)));
        let late = answer_by_link::resident(bridge, &mine, origin()).await;
        assert!(matches!(late, Err(ActionError::Gone)));
        // Nor does one link open the door of another.
        let other = answer_by_link::receiver(bridge, &mine, origin()).await;
        assert!(matches!(other, Err(ActionError::NotFound)));
    });
}
