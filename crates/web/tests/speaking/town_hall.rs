//! A town hall that signs its people in itself: Brugdam with a provider, and browsers that go there
//! and back.

use std::sync::Arc;

use async_trait::async_trait;
use domain::federation::{Federation, WorksFor};
use domain::ids::OrganisationId;
use domain::organisation::{OrganisationKind, Role};
use jiff::SignedDuration;
use store::Store;
use store::access_log::Action;
use store::access_log::browse::{self, Asked};
use testkit::engine::Engine;
use testkit::openid_provider::{CLIENT_ID, CLIENT_SECRET, OpenIdProvider, Person};
use testkit::{Answer, Visitor};
use web::oidc::{NoAnswer, Provider, Providers, Wire};
use web::{Setup, Web};

use crate::speaking::browser::{Browser, Seen};
use crate::support::World;

const HOME: &str = "https://brugdam.example";
/// Where the button of the town hall leads.
pub const DOOR: &str = "/inloggen/bij/gemeente-brugdam";

/// A line without a guard: the tests call their own machine.
struct PlainWire;

#[async_trait]
impl Wire for PlainWire {
    async fn call(&self, request: web::oidc::Request) -> Result<web::oidc::Answer, NoAnswer> {
        let sent = tokio::task::spawn_blocking(move || {
            let headers: Vec<(String, String)> = request
                .headers()
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
                .collect();
            let headers: Vec<(&str, &str)> = headers
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let body = request.body();
            let body = (!body.is_empty()).then_some(body.as_slice());
            let address = request.uri().to_string();
            Visitor::of("").try_send(request.method().as_str(), &address, &headers, body)
        });
        let answer = sent.await.unwrap().map_err(NoAnswer)?;
        let mut response = http::Response::builder().status(answer.status);
        for (name, value) in &answer.headers {
            response = response.header(name, value);
        }
        Ok(response.body(answer.body).unwrap())
    }
}

/// Brugdam, whose town hall signs its people in itself.
pub struct Town {
    pub world: World,
    web: Web,
    pub provider: OpenIdProvider,
    hall: OrganisationId,
}

impl Town {
    pub async fn open() -> Self {
        Self::with(|federation| federation).await
    }

    pub async fn with(change: impl FnOnce(Federation) -> Federation) -> Self {
        let world = World::on(&Engine::Sqlite).await;
        let provider = OpenIdProvider::start(world.bridge.now().as_second());
        let kind = OrganisationKind::Municipality;
        let (bridge, home) = (&world.bridge, world.home);
        let name = "Gemeente Brugdam";
        let hall = actions::set_up::organisation(bridge, home, kind, name, None, None).await;
        let federation = Federation {
            issuer: provider.issuer(),
            municipality: home,
            works_for: WorksFor::One(name.to_owned()),
            domains: vec!["brugdam.example".to_owned()],
            groups: [
                ("coaches".to_owned(), Role::Coach),
                ("beleid".to_owned(), Role::Policy),
                ("beheer".to_owned(), Role::Administrator),
            ]
            .into(),
            second_step: vec!["mfa".to_owned()],
        };
        let set = Provider {
            name: "gemeente Brugdam".to_owned(),
            client_id: CLIENT_ID.to_owned(),
            client_secret: CLIENT_SECRET.to_owned(),
            scopes: vec!["profile".to_owned(), "email".to_owned()],
            groups_claim: "groups".to_owned(),
            organisation_claim: "werkt_voor".to_owned(),
            federation: change(federation),
        };
        let wire: Arc<dyn Wire> = Arc::new(PlainWire);
        let setup = Setup {
            openid: Providers::new(vec![set], &wire),
            ..Setup::default()
        };
        Self {
            web: Web::new(bridge.clone(), setup),
            hall: hall.unwrap(),
            world,
            provider,
        }
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&self.web)
    }

    pub async fn invite(&self, email: &str, role: Role) {
        let roles = [role].into_iter().collect();
        actions::invite::invite_from_console(&self.world.bridge, email, self.hall, roles)
            .await
            .unwrap();
    }

    /// Goes to the provider with this browser. Gives the path that the provider sends it back to.
    pub async fn to_provider(&self, browser: &Browser, start: &str) -> String {
        let left = browser.open(start).await;
        assert_eq!(left.status, 303, "{}", left.html);
        assert!(
            left.location.starts_with(&self.provider.issuer()),
            "{}",
            left.location
        );
        let back = visit(&left.location).await;
        let location = back
            .header("location")
            .unwrap_or_else(|| panic!("{back:?}"));
        location.strip_prefix(HOME).unwrap().to_owned()
    }

    /// The whole round trip.
    pub async fn come_in(&self, browser: &Browser, person: &Person) -> Seen {
        self.provider.person(Some(person.clone()));
        let back = self.to_provider(browser, DOOR).await;
        browser.open(&back).await
    }

    pub fn pass(&self, time: SignedDuration) {
        self.world.clock.advance(time);
        self.provider.set_clock(self.world.bridge.now().as_second());
    }

    /// How many attempts in vain stand in the access log.
    pub async fn failures(&self) -> u64 {
        let store = Store::open(&self.world.place, &self.world.key)
            .await
            .unwrap();
        let now = self.world.bridge.now();
        let asked = Asked {
            municipality: self.world.home,
            from: now - SignedDuration::from_hours(1),
            until: now + SignedDuration::from_hours(1),
            user: None,
            referral: None,
            action: Some(Action::SignInFailed),
        };
        let mut tx = store.begin().await.unwrap();
        browse::page(&mut tx, &asked, 1, 0).await.unwrap().1
    }
}

/// What an address on the provider answers.
pub async fn visit(address: &str) -> Answer {
    let address = address.to_owned();
    tokio::task::spawn_blocking(move || Visitor::of("").get(&address))
        .await
        .unwrap()
}
