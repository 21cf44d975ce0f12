//! What operators and administrators change, on both engines: a new password, and how the service
//! point is reached.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::change_contacts::{Contacts, Reach, change_contacts, contacts};
use actions::choose_periods::{self, Period};
use actions::sign_in::{Attempt, Tried, try_password};
use actions::web_sessions::{Holder, Kept};
use actions::{ActionError, Bridge, Caller, accounts, reset_password, sign_in, web_sessions};
use domain::ids::UserId;
use domain::organisation::{OrganisationKind, Role};
use domain::retention::RecordKind;
use store::access_log::Action;
use support::{World, as_caller, on_both_engines};

const NURSE: &str = "marieke@linde.example";

/// A session as the pages keep it.
fn session_of(bridge: &Bridge, id: &str, user: UserId) -> Kept {
    Kept {
        id: id.to_owned(),
        body: format!("{{\"van\":\"{user}\"}}"),
        holder: Some(Holder {
            user,
            device: "Firefox, Windows".to_owned(),
            origin: "192.0.2.1".to_owned(),
            made_at: bridge.now(),
        }),
        seen_at: bridge.now(),
        expires_at: bridge.now() + jiff::SignedDuration::from_hours(1),
    }
}

/// Whether a token lets somebody in.
async fn works(bridge: &Bridge, token: &str) -> bool {
    let found = sign_in::with_token(bridge, token, "127.0.0.1".to_owned()).await;
    found.unwrap().is_some()
}

#[test]
fn a_new_password_ends_every_session_and_token_of_that_account_and_no_other() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let home = world.nurse.organisation;
        let other = "hanna@linde.example";
        let roles = [Role::CareProfessional].into_iter().collect();
        let password = "een ander lang wachtwoord";
        let hanna = accounts::add(bridge, other, "Hanna Berg", password, home, roles)
            .await
            .unwrap();
        let (hers, _) = accounts::make_token(bridge, NURSE, None, "api")
            .await
            .unwrap();
        let (hannas, _) = accounts::make_token(bridge, other, None, "api")
            .await
            .unwrap();
        for id in ["telefoon", "computer"] {
            let session = session_of(bridge, id, world.nurse.user);
            assert!(web_sessions::create(bridge, &session).await.unwrap());
        }
        let of_hanna = session_of(bridge, "van hanna", hanna);
        web_sessions::create(bridge, &of_hanna).await.unwrap();

        accounts::reset(bridge, NURSE, "weer een heel lang wachtwoord")
            .await
            .unwrap();

        for id in ["telefoon", "computer"] {
            assert_eq!(web_sessions::load(bridge, id).await.unwrap(), None);
        }
        // A request that was under way meanwhile does not bring its session back.
        let late = session_of(bridge, "telefoon", world.nurse.user);
        web_sessions::save(bridge, &late).await.unwrap();
        assert_eq!(web_sessions::load(bridge, "telefoon").await.unwrap(), None);
        assert!(!works(bridge, &hers).await);
        let kept = web_sessions::load(bridge, "van hanna").await.unwrap();
        assert_eq!(kept.as_deref(), Some(of_hanna.body.as_str()));
        assert!(works(bridge, &hannas).await);
    });
}

#[test]
fn a_reset_gives_a_link_and_nobody_but_its_owner_ever_knows_the_password() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let (token, _) = accounts::make_token(bridge, NURSE, None, "api")
            .await
            .unwrap();
        let session = session_of(bridge, "telefoon", world.nurse.user);
        assert!(web_sessions::create(bridge, &session).await.unwrap());
        let enters = async |password: &str| {
            let attempt = Attempt {
                email: NURSE,
                password,
                origin: "192.0.2.1",
                device: None,
            };
            let tried = try_password(bridge, attempt).await.unwrap();
            matches!(tried, Tried::Right(..))
        };
        let (old, new) = ("een heel lang wachtwoord", "kwikstaart op het wad");
        assert!(enters(old).await);
        let stranger = accounts::reset_by_link(bridge, "niemand@linde.example").await;
        assert!(matches!(stranger, Err(ActionError::NotFound)));

        let first = accounts::reset_by_link(bridge, NURSE).await.unwrap();
        assert!(!enters(old).await);
        assert!(!works(bridge, &token).await);
        let left = web_sessions::load(bridge, "telefoon").await.unwrap();
        assert_eq!(left, None);
        assert!(
            world.mail().await.is_empty(),
            "it is handed over, not mailed"
        );
        // A second link ends the first; a day later neither works.
        let second = accounts::reset_by_link(bridge, NURSE).await.unwrap();
        let key = |link: &str| {
            let key = link.strip_prefix("https://brugdam.example/wachtwoord/");
            key.unwrap().to_owned()
        };
        let set =
            async |link: &str| reset_password::set(bridge, &key(link), new, "192.0.2.1").await;
        assert!(matches!(set(&first).await, Err(ActionError::Gone)));
        set(&second).await.unwrap();
        assert!(enters(new).await);
        assert!(matches!(set(&second).await, Err(ActionError::Gone)));
        let late = accounts::reset_by_link(bridge, NURSE).await.unwrap();
        world.later(24);
        assert!(matches!(set(&late).await, Err(ActionError::Gone)));
        assert!(
            !enters(new).await,
            "until they choose another, nothing opens"
        );
        let changed = Action::SignInChanged;
        assert_eq!(world.logged(Some(world.nurse.user), changed).await, 4);
    });
}

#[test]
fn a_password_that_will_not_do_ends_nothing() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let (token, _) = accounts::make_token(bridge, NURSE, None, "api")
            .await
            .unwrap();
        let short = accounts::reset(bridge, NURSE, "kort").await;
        assert!(matches!(short, Err(ActionError::Faults(_))));
        let stranger = accounts::reset(bridge, "niemand@linde.example", "lang genoeg om te mogen");
        assert!(matches!(stranger.await, Err(ActionError::NotFound)));
        assert!(works(bridge, &token).await);
    });
}

async fn administrator(world: &World) -> Caller {
    let kind = OrganisationKind::Municipality;
    let name = "Gemeente Brugdam";
    let hall = actions::set_up::organisation(&world.bridge, world.home, kind, name, None, None)
        .await
        .unwrap();
    let mut member = world.nurse.clone();
    member.organisation = hall;
    member.roles = [Role::Administrator].into_iter().collect();
    as_caller(&member)
}

fn reach(name: &str, email: &str, phone: &str) -> Reach {
    Reach {
        name: name.to_owned(),
        email: email.to_owned(),
        phone: phone.to_owned(),
    }
}

#[test]
fn an_administrator_corrects_how_the_service_point_is_reached_and_mail_goes_there() {
    on_both_engines(async |world| {
        let admin = administrator(&world).await;
        let mut new = contacts(&world.bridge, &admin).unwrap();
        assert_eq!(new.desk.email, "servicepunt@brugdam.example");
        new.municipality = " Brugdam aan Zee ".to_owned();
        new.desk = reach("Beweegloket", " loket@brugdam.example ", "088 123 45 67");
        let other_node = world.another_node().await;
        change_contacts(&world.bridge, &admin, &new).await.unwrap();

        let home = world.bridge.municipality(world.home).unwrap();
        assert_eq!(home.settings.name, "Brugdam aan Zee");
        let now = contacts(&world.bridge, &admin).unwrap();
        assert_eq!(now.desk.name, "Beweegloket");
        assert_eq!(now.desk.email, "loket@brugdam.example");
        assert_eq!(now.desk.phone, "088 123 45 67");
        assert_eq!(now.team.name, "Beweegcoaches Brugdam");
        other_node.refresh().await.unwrap();
        let elsewhere = contacts(&other_node, &admin).unwrap();
        assert_eq!(elsewhere.desk.name, "Beweegloket");
    });
}

#[test]
fn wrong_contacts_are_refused_whole_and_only_the_administrator_may_try() {
    on_both_engines(async |world| {
        let admin = administrator(&world).await;
        let before = contacts(&world.bridge, &admin).unwrap();
        let wrong = Contacts {
            municipality: " ".to_owned(),
            desk: reach(&"x".repeat(121), "geen adres", "112"),
            team: reach("", "a@b@c", ""),
        };
        let refused = change_contacts(&world.bridge, &admin, &wrong).await;
        let Err(ActionError::Faults(faults)) = refused else {
            panic!("not refused");
        };
        let told: Vec<(&str, &str)> = faults
            .iter()
            .map(|fault| (fault.location.as_str(), fault.code))
            .collect();
        assert_eq!(
            told,
            [
                ("gemeente", "ontbreekt"),
                ("servicepunt", "te-lang"),
                ("servicepuntEmail", "email"),
                ("servicepuntTelefoon", "telefoon"),
                ("team", "ontbreekt"),
                ("teamEmail", "email"),
                ("teamTelefoon", "telefoon"),
            ]
        );
        for member in [&world.nurse, &world.club, &world.coach, &world.desk] {
            let caller = as_caller(member);
            let tried = change_contacts(&world.bridge, &caller, &before).await;
            assert!(matches!(tried, Err(ActionError::Forbidden)));
            assert!(matches!(
                contacts(&world.bridge, &caller),
                Err(ActionError::Forbidden)
            ));
        }
        let after = contacts(&world.bridge, &admin).unwrap();
        assert_eq!(after.desk.email, before.desk.email);
        assert_eq!(after.municipality, "Brugdam");
    });
}

#[test]
fn an_administrator_sees_what_periods_would_do_before_choosing_them() {
    on_both_engines(async |world| {
        let (bridge, admin) = (&world.bridge, administrator(&world).await);
        let club = actions::set_up::organisation(
            bridge,
            world.home,
            OrganisationKind::Care,
            "Praktijk Zonder Gemeente",
            None,
            None,
        );
        let mut elsewhere = admin.as_member().unwrap().clone();
        elsewhere.organisation = club.await.unwrap();
        for stranger in [as_caller(&elsewhere), as_caller(&world.desk)] {
            let shown = choose_periods::show(bridge, &stranger).await;
            assert!(matches!(shown, Err(ActionError::Forbidden)));
            let wanted = [(RecordKind::Links, 30)];
            let chosen = choose_periods::choose(bridge, &stranger, &wanted).await;
            assert!(matches!(chosen, Err(ActionError::Forbidden)));
        }
        let nurse = as_caller(&world.nurse);
        let wish = actions::search::WishesDraft {
            postcode: "5299".to_owned(),
            ..Default::default()
        };
        let report = actions::report_unmet_demand::report_unmet_demand;
        report(bridge, &nurse, &wish, "").await.unwrap();
        world.later(24 * 40);

        let of = |periods: &[Period]| {
            let kind = RecordKind::UnmetDemand;
            let found = periods.iter().find(|one| one.kind == kind).unwrap();
            (found.days, found.past.count)
        };
        let holds = choose_periods::show(bridge, &admin).await.unwrap();
        assert_eq!((holds.len(), of(&holds)), (8, (730, 0)));
        let wanted = [(RecordKind::UnmetDemand, 30)];
        let dry = choose_periods::rehearse(bridge, &admin, &wanted).await;
        assert_eq!(of(&dry.unwrap()), (30, 1));
        let holds = choose_periods::show(bridge, &admin).await.unwrap();
        assert_eq!(of(&holds), (730, 0), "a dry run changes nothing");
        // Below five years, not a number, or not a municipality's own: told at once, nothing kept.
        let wrong = [
            (RecordKind::UnmetDemand, 30),
            (RecordKind::AccessLog, 1826),
            (RecordKind::Links, 0),
            (RecordKind::WebSessions, 30),
        ];
        for refused in [
            choose_periods::choose(bridge, &admin, &wrong).await,
            choose_periods::rehearse(bridge, &admin, &wrong)
                .await
                .map(drop),
        ] {
            let Err(ActionError::Faults(faults)) = refused else {
                panic!("not refused");
            };
            let told: Vec<_> = faults
                .iter()
                .map(|fault| (fault.location.as_str(), fault.code))
                .collect();
            let expected = [
                ("inzagelog", "getal"),
                ("links", "getal"),
                ("sessies", "vast"),
            ];
            assert_eq!(told, expected);
        }
        let user = admin.actor.user();
        assert_eq!(world.logged(user, Action::Change).await, 0);
        choose_periods::choose(bridge, &admin, &wanted)
            .await
            .unwrap();
        assert_eq!(world.logged(user, Action::Change).await, 1);
        let holds = choose_periods::show(bridge, &admin).await.unwrap();
        assert_eq!(of(&holds), (30, 1));
        // And the night does what was shown.
        actions::retain::retain(bridge).await.unwrap();
        let holds = choose_periods::show(bridge, &admin).await.unwrap();
        assert_eq!(of(&holds), (30, 0));
    });
}
