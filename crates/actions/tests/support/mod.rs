//! A small municipality to tell stories in: Brugdam, on either engine, with a clock that can be
//! moved.

#![allow(dead_code, reason = "each story uses a part of it")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot arrange its world must stop"
)]

use std::sync::Arc;
use std::sync::Mutex;

use actions::deliver::{Mail, MailProblem, Mailer, deliver};
use actions::refer::{ConsentDraft, ReferralDraft, Referred};
use actions::take_step::StepRequest;
use actions::{Bridge, Caller, FixedClock, Settings, import_offers, set_up};
use domain::actor::Member;
use domain::client::ClientDraft;
use domain::geo::Point;
use domain::ids::{MunicipalityId, OrganisationId, ReferralId, ResidentId, UserId};
use domain::organisation::{OrganisationKind, Role};
use jiff::{SignedDuration, Timestamp};
use store::access_log::Action;
use store::access_log::browse::{self, Asked};
use store::key_service::KeyService;
use store::secrets::MasterKey;
use store::{Place, Scope, Store};
use testkit::engine::{Engine, FreshDatabase};

/// Tuesday 24 November 2026, 9.42 in Amsterdam.
pub const MORNING: &str = "2026-11-24T08:42:00Z";

/// Tells a story on every engine that is under test.
pub fn on_both_engines<F: AsyncFn(World)>(story: F) {
    for engine in Engine::under_test() {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let world = World::on(engine).await;
            story(world).await;
        });
    }
}

/// A municipality to tell stories in.
pub struct World {
    pub bridge: Bridge,
    pub clock: Arc<FixedClock>,
    pub post: Post,
    pub home: MunicipalityId,
    pub place: Place,
    pub key: MasterKey,
    _database: FreshDatabase,
    pub nurse: Member,
    pub other_nurse: Member,
    pub club: Member,
    pub other_club: Member,
    pub coach: Member,
    pub desk: Member,
}

/// A mailer that keeps what it is given.
#[derive(Default)]
pub struct Post {
    mails: Mutex<Vec<Mail>>,
    refuse: Mutex<Option<MailProblem>>,
}

impl Mailer for Post {
    fn send<'a>(
        &'a self,
        mail: &'a Mail,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<(), MailProblem>> + Send + 'a>> {
        Box::pin(async move {
            if let Some(problem) = self.refuse.lock().unwrap().clone() {
                return Err(problem);
            }
            self.mails.lock().unwrap().push(mail.clone());
            Ok(())
        })
    }
}

impl Post {
    pub fn refuse(&self, problem: Option<MailProblem>) {
        *self.refuse.lock().unwrap() = problem;
    }

    /// Takes what came since the last time.
    pub fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut self.mails.lock().unwrap())
    }
}

pub const SHEET: &str = "\
naam;aanbieder;activiteit;dag;van;tot;adres;postcode;plaats;prijs;proefles;plaatsen;email;niveau;begeleiding;bevestigd_op;bron_id
Rustig wandelen door De Tuinen;Wandelclub De Brug;wandelen;dinsdag;10:00;11:00;Tuinlaan 12;5299 AB;Brugdam;€ 2,00 per keer;1e les gratis;4;tineke@debrug.example;rustig;groep;2026-11-20;w1
Bewegen op muziek;Buurthuis 't Kompas;dansen;donderdag;13:30;14:30;Tuinlaan 30;5299 AC;Brugdam;€ 3,50 per keer;1e les gratis;6;kompas@brugdam.example;rustig;groep;2026-11-01;k1
Fit & Rustig;Sportcentrum De Kade;fitness;donderdag;14:00;15:00;Kade 1;5299 AD;Brugdam;€ 24,00 per maand;;vol;kade@brugdam.example;gewoon;trainer;2026-10-01;f1
";

impl World {
    pub async fn on(engine: &Engine) -> Self {
        let database = engine.fresh();
        let place = match engine {
            Engine::Sqlite => Place::Folder(database.folder().to_owned()),
            Engine::Postgres => Place::Address(database.url().to_owned()),
        };
        let key = MasterKey::random();
        let store = Store::open(&place, &key).await.unwrap();
        let now: Timestamp = MORNING.parse().unwrap();
        let clock = Arc::new(FixedClock::at(now));
        let settings = Settings {
            public_url: "https://brugdam.example".to_owned(),
            demo: false,
        };
        let bridge = Bridge::start(store, clock.clone(), settings).await.unwrap();
        let home: MunicipalityId = "GM9001".parse().unwrap();
        let (desk_id, team_id) = set_up::municipality(
            &bridge,
            &set_up::NewMunicipality {
                id: home,
                name: "Brugdam".to_owned(),
                service_point: (
                    "Servicepunt Brugdam".to_owned(),
                    "servicepunt@brugdam.example".to_owned(),
                    "088 000 00 00".to_owned(),
                ),
                coach_team: (
                    "Beweegcoaches Brugdam".to_owned(),
                    "coaches@brugdam.example".to_owned(),
                    "088 000 00 01".to_owned(),
                ),
            },
        )
        .await
        .unwrap();
        let postcodes: Vec<_> = ["5299", "5299AB", "5299AC", "5299AD"]
            .into_iter()
            .enumerate()
            .map(|(at, code)| set_up::KnownPostcode {
                code: code.to_owned(),
                point: Point::new(51.70 + at as f64 / 500.0, 5.30).unwrap(),
                place: Some("Brugdam".to_owned()),
                municipality: Some("GM9001".to_owned()),
            })
            .collect();
        set_up::postcodes(&bridge, &postcodes).await.unwrap();
        import_offers::import_sheet(&bridge, home, "brugdam", SHEET.as_bytes(), false)
            .await
            .unwrap();
        let care = |name: &'static str| {
            set_up::organisation(&bridge, home, OrganisationKind::Care, name, None, None)
        };
        let linde = care("Huisartsenpraktijk De Linde").await.unwrap();
        let eik = care("Huisartsenpraktijk De Eik").await.unwrap();
        let offers = actions::catalogue::catalogue(&bridge, &Default::default()).unwrap();
        let provider = |name: &str| {
            let found = offers.offers.iter().find(|o| o.offer.provider_name == name);
            found.unwrap().offer.provider
        };
        let (brug, kompas) = (
            provider("Wandelclub De Brug"),
            provider("Buurthuis 't Kompas"),
        );
        let mut world = Self {
            nurse: member(home, linde, "Marieke Vos", Role::CareProfessional),
            other_nurse: member(home, eik, "Hanna Berg", Role::CareProfessional),
            club: member(home, brug, "Tineke Smit", Role::Provider),
            other_club: member(home, kompas, "Kees Maas", Role::Provider),
            coach: member(home, team_id, "Joris van Elk", Role::Coach),
            desk: member(home, desk_id, "Anouk de Wit", Role::ServicePoint),
            bridge,
            clock,
            post: Post::default(),
            home,
            place,
            key,
            _database: database,
        };
        world.nurse.user = world
            .account("marieke@linde.example", linde, Role::CareProfessional)
            .await;
        world
    }

    async fn account(&self, email: &str, organisation: OrganisationId, role: Role) -> UserId {
        let roles = [role].into_iter().collect();
        let password = "een heel lang wachtwoord";
        actions::accounts::add(
            &self.bridge,
            email,
            "Marieke Vos",
            password,
            organisation,
            roles,
        )
        .await
        .unwrap()
    }

    pub fn session(&self, title: &str) -> String {
        let found = actions::catalogue::catalogue(&self.bridge, &Default::default()).unwrap();
        let offer = found
            .offers
            .iter()
            .find(|o| o.offer.title == title)
            .unwrap();
        offer.offer.sessions[0].id.to_string()
    }

    pub fn walk(&self) -> String {
        self.session("Rustig wandelen door De Tuinen")
    }

    /// Somebody without an address for mail, referred to the walking group.
    pub fn piet(&self) -> ReferralDraft {
        let mut draft = self.fatma();
        draft.client.name = "Piet Jansen".to_owned();
        draft.client.phone = "06 98 76 54 32".to_owned();
        draft.client.email = String::new();
        draft.client.language = String::new();
        draft
    }

    /// Somebody of the service point's organisation, in this role alone.
    pub fn with_role(&self, role: Role) -> Caller {
        let mut member = self.desk.clone();
        member.roles = [role].into_iter().collect();
        as_caller(&member)
    }

    /// Fatma, referred to the walking group, with feedback and guidance agreed.
    pub fn fatma(&self) -> ReferralDraft {
        ReferralDraft {
            session: self.walk(),
            client: ClientDraft {
                name: "Fatma Yıldız".to_owned(),
                phone: "06 12 34 56 78".to_owned(),
                email: "fatma@voorbeeld.example".to_owned(),
                address: "Tuinlaan 3".to_owned(),
                postcode: "5299 AB".to_owned(),
                birth_year: Some(1954),
                language: "tr".to_owned(),
                ..ClientDraft::default()
            },
            motives: vec!["meer-bewegen".to_owned()],
            particulars: "Weduwe sinds kort".to_owned(),
            attention: "Rust na 10 minuten".to_owned(),
            consent: ConsentDraft {
                share_with_provider: Some(true),
                feedback: Some(true),
                guidance: Some(true),
                figures: Some(true),
                ..ConsentDraft::default()
            },
            ..ReferralDraft::default()
        }
    }

    pub async fn refer(&self, draft: &ReferralDraft) -> Referred {
        actions::refer::refer(&self.bridge, &as_caller(&self.nurse), draft, None)
            .await
            .unwrap()
    }

    pub async fn step(
        &self,
        caller: &Caller,
        id: ReferralId,
        request: StepRequest,
    ) -> Result<u32, actions::ActionError> {
        actions::take_step::take_step(&self.bridge, caller, id, &request).await
    }

    /// Delivers what waits and gives what left.
    pub async fn mail(&self) -> Vec<Mail> {
        deliver(&self.bridge, &self.post, "test").await.unwrap();
        self.post.take()
    }

    pub fn later(&self, hours: i64) {
        self.clock.advance(SignedDuration::from_hours(hours));
    }

    /// A second node over the same database.
    pub async fn another_node(&self) -> Bridge {
        let store = Store::open(&self.place, &self.key).await.unwrap();
        let settings = Settings {
            public_url: "https://brugdam.example".to_owned(),
            demo: false,
        };
        Bridge::start(store, self.clock.clone(), settings)
            .await
            .unwrap()
    }

    /// A node over the same database, with another keeper of the master keys.
    pub async fn node_with<K: KeyService + Clone + 'static>(&self, keys: &K) -> Bridge {
        let store = Store::open(&self.place, keys).await.unwrap();
        let settings = Settings {
            public_url: "https://brugdam.example".to_owned(),
            demo: false,
        };
        Bridge::start(store, self.clock.clone(), settings)
            .await
            .unwrap()
    }

    /// A folder that goes with the world.
    pub fn folder(&self) -> &std::path::Path {
        self._database.folder()
    }

    /// Whom a referral is about.
    pub async fn resident_of(&self, id: ReferralId) -> ResidentId {
        let store = Store::open_to_check(&self.place).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let found = store::referrals::find(&mut tx, &Scope::Worker, id).await;
        found.unwrap().unwrap().referral.resident
    }

    /// How many lines the access log holds of an account (or of anybody) and an action, in the
    /// hours around now.
    pub async fn logged(&self, user: Option<UserId>, action: Action) -> u64 {
        let store = Store::open_to_check(&self.place).await.unwrap();
        let now = self.bridge.now();
        let asked = Asked {
            municipality: self.home,
            from: now - SignedDuration::from_hours(24),
            until: now + SignedDuration::from_hours(24),
            user,
            referral: None,
            action: Some(action),
        };
        let mut tx = store.begin().await.unwrap();
        browse::page(&mut tx, &asked, 1, 0).await.unwrap().1
    }

    pub async fn all_invariants_hold(&self) {
        let store = Store::open_to_check(&self.place).await.unwrap();
        let findings = actions::check::check(&store, self.bridge.now())
            .await
            .unwrap();
        store.close().await;
        for finding in findings {
            assert!(finding.holds, "{} {}", finding.invariant, finding.text);
        }
    }
}

fn member(home: MunicipalityId, organisation: OrganisationId, name: &str, role: Role) -> Member {
    Member {
        user: UserId::new(store::key_store::fresh_uuid(MORNING.parse().unwrap())),
        name: name.to_owned(),
        organisation,
        organisation_name: name.to_owned(),
        municipality: home,
        roles: [role].into_iter().collect(),
        mandate: None,
    }
}

pub fn as_caller(member: &Member) -> Caller {
    Caller::member(member.clone(), "127.0.0.1".to_owned())
}

/// A step with nothing beside it.
pub fn step(code: &str) -> StepRequest {
    StepRequest {
        step: code.to_owned(),
        ..StepRequest::default()
    }
}

/// The path in the first link of a mail that begins with `prefix`, such as `/v/`.
pub fn token_in(mail: &Mail, prefix: &str) -> String {
    let at = mail
        .text
        .find(prefix)
        .unwrap_or_else(|| panic!("no {prefix} in {}", mail.text));
    let rest = &mail.text[at + prefix.len()..];
    rest.split(|sign: char| !(sign.is_ascii_alphanumeric() || "-_".contains(sign)))
        .next()
        .unwrap()
        .to_owned()
}
