//! Everybody in the matrix: each role at its own organisation, at another one, after leaving, and
//! in the next municipality; and who comes without any account.

use actions::accounts::make_token;
use axum::extract::{Path, State};
use domain::ids::{MunicipalityId, OrganisationId, UserId};
use store::key_store::fresh_uuid;
use tower_sessions::Session;
use web::Web;
use web::entrance::Place as Entrance;
use web::mishap::Mishap;
use web::policy::{Policy as Door, Routes};

use super::town::{Town, call};

/// The roles of surface.md, section 3, and the log keeper of section 10, by their codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    CareProfessional,
    SocialReferrer,
    Provider,
    Coach,
    ServicePoint,
    Policy,
    Insurer,
    Administrator,
    LogKeeper,
    /// An administrator of a club: the same role, of another organisation than the municipality.
    ClubAdministrator,
}

impl Role {
    pub const ALL: [Self; 10] = [
        Self::CareProfessional,
        Self::SocialReferrer,
        Self::Provider,
        Self::Coach,
        Self::ServicePoint,
        Self::Policy,
        Self::Insurer,
        Self::Administrator,
        Self::LogKeeper,
        Self::ClubAdministrator,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::CareProfessional => "zorgprofessional",
            Self::SocialReferrer => "verwijzer-sociaal-domein",
            Self::Provider => "aanbieder",
            Self::Coach => "beweegcoach",
            Self::ServicePoint => "servicepunt",
            Self::Policy => "beleid",
            Self::Insurer => "verzekeraar",
            Self::Administrator | Self::ClubAdministrator => "beheerder",
            Self::LogKeeper => "logbeheerder",
        }
    }
}

/// How somebody stands towards the organisation whose things are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Works there.
    Own,
    /// Works at another organisation of the same municipality.
    Other,
    /// Worked there, and works at the other now.
    Former,
    /// Worked there; what they have is from before they left.
    Left,
    /// Works in the next municipality.
    Elsewhere,
    /// Has no account at all.
    Nowhere,
}

impl Place {
    const ALL: [Self; 5] = [
        Self::Own,
        Self::Other,
        Self::Former,
        Self::Left,
        Self::Elsewhere,
    ];
}

/// Somebody who asks.
pub struct Person {
    /// None for who has no account.
    pub role: Option<Role>,
    pub place: Place,
    /// Whether their second step was just now.
    pub fresh: bool,
    /// Whether their token only reads.
    pub only_reads: bool,
    /// The cookie of their session.
    pub cookie: String,
    /// The token of their forms.
    pub csrf: String,
    /// The token of their program.
    pub token: String,
    /// A network address of their own, so that nobody is slowed down by another.
    pub address: [u8; 4],
}

impl Person {
    /// For a failing line.
    pub fn name(&self) -> String {
        let role = self
            .role
            .map_or("niemand".to_owned(), |role| format!("{role:?}"));
        let fresh = if self.fresh { "" } else { ", not confirmed" };
        let reads = if self.only_reads {
            ", reading token"
        } else {
            ""
        };
        format!("{role} ({:?}{fresh}{reads})", self.place)
    }
}

/// Everybody.
pub async fn everybody(town: &mut Town) -> Vec<Person> {
    let mut people = vec![Person {
        role: None,
        place: Place::Nowhere,
        fresh: true,
        only_reads: false,
        cookie: String::new(),
        csrf: String::new(),
        token: String::new(),
        address: [10, 0, 0, 1],
    }];
    for role in Role::ALL {
        for place in Place::ALL {
            people.push(person(town, role, place, true).await);
        }
        people.push(person(town, role, Place::Own, false).await);
    }
    for (number, person) in people.iter_mut().enumerate() {
        person.address = [10, 0, 1, u8::try_from(number).unwrap()];
    }
    people
}

async fn person(town: &mut Town, role: Role, place: Place, fresh: bool) -> Person {
    let own = town.organisation(role, Place::Own);
    let now_at = town.organisation(role, place);
    let begins_at = match place {
        Place::Former | Place::Left => own,
        _ => now_at,
    };
    let (user, email) = town.account(role, begins_at).await;
    let mut cookie = enter(&town.web, user, begins_at.1, fresh).await;
    let scope = if fresh { "alles" } else { "lezen" };
    let bridge = town.world.bridge.clone();
    let mut token = make_token(&bridge, &email, Some(begins_at.1), scope)
        .await
        .unwrap()
        .0;
    if fresh && role == Role::CareProfessional {
        town.hold(user, begins_at, place).await;
    }
    if matches!(place, Place::Former | Place::Left) {
        town.leave(user, begins_at).await;
    }
    if place == Place::Former {
        town.join(user, now_at, role).await;
        cookie = enter(&town.web, user, now_at.1, fresh).await;
        token = make_token(&bridge, &email, Some(now_at.1), scope)
            .await
            .unwrap()
            .0;
    }
    let mut person = Person {
        role: Some(role),
        place,
        fresh,
        only_reads: !fresh,
        cookie,
        csrf: String::new(),
        token,
        address: [10, 0, 0, 2],
    };
    let page = call(&town.doors, &person, "GET", "/te-doen", "").await;
    if let Some((_, rest)) = page.text.split_once("name=\"csrf\" value=\"") {
        person.csrf = rest.split('"').next().unwrap().to_owned();
    }
    person
}

/// Signs somebody in without the ceremony: that has tests of its own.
async fn enter(web: &Web, user: UserId, organisation: OrganisationId, fresh: bool) -> String {
    async fn come_in(
        State(web): State<Web>,
        session: Session,
        Path((user, organisation, fresh)): Path<(uuid::Uuid, uuid::Uuid, bool)>,
    ) -> Result<&'static str, Mishap> {
        let who = (UserId::new(user), OrganisationId::new(organisation));
        let place = Entrance::default();
        web::sessions::sign_in(&web, &session, who, &place, fresh).await?;
        Ok("binnen")
    }
    let path = "/kom-binnen/{user}/{organisation}/{fresh}";
    let routes = Routes::new().get(path, Door::Public, come_in);
    let address = format!("/kom-binnen/{user}/{organisation}/{fresh}");
    super::town::cookie_of(web::router_of(web.clone(), routes), &address).await
}

/// A fresh key for an account.
pub fn fresh_user(now: jiff::Timestamp) -> UserId {
    UserId::new(fresh_uuid(now))
}

/// An organisation with its municipality.
pub type Home = (MunicipalityId, OrganisationId);
