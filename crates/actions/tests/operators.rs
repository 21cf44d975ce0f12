//! What operators and administrators change, on both engines: a new password, and how the service
//! point is reached.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::change_contacts::{Contacts, Reach, change_contacts, contacts};
use actions::web_sessions::{Holder, Kept};
use actions::{ActionError, Bridge, Caller, accounts, sign_in, web_sessions};
use domain::ids::UserId;
use domain::organisation::{OrganisationKind, Role};
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
