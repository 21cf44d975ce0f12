//! Brugdam and the next municipality, with everything an address can be about.

mod wrong;

use std::cell::Cell;
use std::collections::BTreeMap;

use actions::deliver::{MailProblem, deliver};
use actions::refer::{ReferralDraft, refer};
use actions::set_up::{self, NewMunicipality};
use actions::show_referral::show_referral;
use actions::take_step::StepRequest;
use actions::{Bridge, import_offers};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use domain::actor::Member;
use domain::alarm::Rule as AlarmRule;
use domain::client::ClientDraft;
use domain::geo::Point;
use domain::ids::{MunicipalityId, OrganisationId, ReferralId, UserId};
use domain::organisation::{OrganisationKind, Role as DomainRole};
use domain::referral::StepDraft;
use http::header;
use http_body_util::BodyExt;
use store::{Store, accounts, memberships, outbox, reviews};
use testkit::engine::Engine;
use tower::ServiceExt;
use web::{Setup, Web};

use super::people::{Home, Person, Place, Role, fresh_user};
use super::rules::{About, Rule};
use super::support::{World, as_caller, step, token_in};
use super::whose::Subject;

const FAR_SHEET: &str = "\
naam;aanbieder;activiteit;dag;van;tot;adres;postcode;plaats;prijs;plaatsen;email;niveau;begeleiding;bevestigd_op;bron_id
Bootcamp;Sportschool De Haven;bootcamp;woensdag;19:00;20:00;Haven 2;5399 AB;Verderop;€ 6,00 per keer;9;haven@verderop.example;gewoon;groep;2026-11-20;h1
Zwemmen;Zwembad De Plas;zwemmen;maandag;10:00;11:00;Plas 1;5399 AB;Verderop;€ 4,00 per keer;9;plas@verderop.example;rustig;groep;2026-11-20;z1
";

/// A token that nobody made.
const NOBODYS: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// A key that nobody has.
const NO_KEY: &str = "01930000-0000-7000-8000-000000000000";

/// Two municipalities with everything in them.
pub struct Town {
    pub world: World,
    pub web: Web,
    /// Every door, opened once.
    pub doors: Router,
    store: Store,
    far: MunicipalityId,
    homes: BTreeMap<(Role, bool), OrganisationId>,
    far_homes: BTreeMap<Role, OrganisationId>,
    things: BTreeMap<(About, Subject), String>,
    /// Of what is named by two keys, the second.
    seconds: BTreeMap<(About, Subject), String>,
    /// Numbers of referrals, as people say them.
    numbers: BTreeMap<Subject, String>,
    accounts: Cell<u32>,
}

impl Town {
    pub async fn on(engine: &Engine) -> Self {
        let world = World::on(engine).await;
        let web = Web::new(world.bridge.clone(), Setup::default());
        let store = Store::open(&world.place, &world.key).await.unwrap();
        let far: MunicipalityId = "GM9002".parse().unwrap();
        let mut town = Self {
            world,
            doors: web::router(web.clone()),
            web,
            store,
            far,
            homes: BTreeMap::new(),
            far_homes: BTreeMap::new(),
            things: BTreeMap::new(),
            seconds: BTreeMap::new(),
            numbers: BTreeMap::new(),
            accounts: Cell::new(0),
        };
        town.found().await;
        town.fill().await;
        town.go_wrong().await;
        town.park().await;
        town
    }

    fn bridge(&self) -> &Bridge {
        &self.world.bridge
    }

    async fn make(
        &self,
        home: MunicipalityId,
        kind: OrganisationKind,
        name: &str,
    ) -> OrganisationId {
        let mail = Some("post@voorbeeld.example");
        set_up::organisation(self.bridge(), home, kind, name, mail, None)
            .await
            .unwrap()
    }

    /// Two organisations here for each role, and one in the next municipality.
    async fn found(&mut self) {
        use OrganisationKind::{
            Care, CoachTeam, Insurer, Municipality, ServicePoint, SocialDomain,
        };
        let home = self.world.home;
        let team = self.make(home, SocialDomain, "Wijkteam Noord").await;
        let debts = self.make(home, SocialDomain, "Schuldhulp Brugdam").await;
        let other_coaches = self.make(home, CoachTeam, "Buurtsportcoaches Zuid").await;
        let other_desk = self.make(home, ServicePoint, "Balie Zuid").await;
        let hall = self.make(home, Municipality, "Gemeente Brugdam").await;
        let office = self.make(home, Municipality, "Bureau Toezicht").await;
        let insurer = self.make(home, Insurer, "Verzekeraar Zeker").await;
        let other_insurer = self.make(home, Insurer, "Verzekeraar Anders").await;
        let world = &self.world;
        let here = [
            (
                Role::CareProfessional,
                world.nurse.organisation,
                world.other_nurse.organisation,
            ),
            (Role::SocialReferrer, team, debts),
            (
                Role::Provider,
                world.club.organisation,
                world.other_club.organisation,
            ),
            (Role::Coach, world.coach.organisation, other_coaches),
            (Role::ServicePoint, world.desk.organisation, other_desk),
            (Role::Policy, hall, office),
            (Role::Insurer, insurer, other_insurer),
            (Role::Administrator, hall, office),
            (Role::LogKeeper, hall, office),
            (
                Role::ClubAdministrator,
                world.club.organisation,
                world.other_club.organisation,
            ),
        ];
        for (role, own, other) in here {
            self.homes.insert((role, true), own);
            self.homes.insert((role, false), other);
        }
        let reach = |name: &str| {
            (
                name.to_owned(),
                "post@verderop.example".to_owned(),
                "088 000 00 09".to_owned(),
            )
        };
        let new = NewMunicipality {
            id: self.far,
            name: "Verderop".to_owned(),
            service_point: reach("Servicepunt Verderop"),
            coach_team: reach("Beweegcoaches Verderop"),
        };
        let (desk, coaches) = set_up::municipality(self.bridge(), &new).await.unwrap();
        let codes = ["5399", "5399AB"].map(|code| set_up::KnownPostcode {
            code: code.to_owned(),
            point: Point::new(51.9, 5.5).unwrap(),
            place: Some("Verderop".to_owned()),
            municipality: Some("GM9002".to_owned()),
        });
        set_up::postcodes(self.bridge(), &codes).await.unwrap();
        let sheet = FAR_SHEET.as_bytes();
        import_offers::import_sheet(self.bridge(), self.far, "verderop", sheet, false)
            .await
            .unwrap();
        let pool = self.offer("Zwemmen").1;
        let practice = self.make(self.far, Care, "Praktijk Verderop").await;
        let hall = self.make(self.far, Municipality, "Gemeente Verderop").await;
        let team = self.make(self.far, SocialDomain, "Wijkteam Verderop").await;
        let insurer = self.make(self.far, Insurer, "Verzekeraar Ver").await;
        self.far_homes = BTreeMap::from([
            (Role::CareProfessional, practice),
            (Role::SocialReferrer, team),
            (Role::Provider, pool),
            (Role::Coach, coaches),
            (Role::ServicePoint, desk),
            (Role::Policy, hall),
            (Role::Insurer, insurer),
            (Role::Administrator, hall),
            (Role::LogKeeper, hall),
            (Role::ClubAdministrator, pool),
        ]);
    }

    /// An offer's key and whose it is.
    fn offer(&self, title: &str) -> (String, OrganisationId) {
        let found = actions::catalogue::catalogue(self.bridge(), &Default::default()).unwrap();
        let found = found
            .offers
            .iter()
            .find(|one| one.offer.title == title)
            .unwrap();
        (found.offer.id.to_string(), found.offer.provider)
    }

    pub fn organisation(&self, role: Role, place: Place) -> Home {
        match place {
            Place::Elsewhere => (self.far, self.far_homes[&role]),
            Place::Own => (self.world.home, self.homes[&(role, true)]),
            _ => (self.world.home, self.homes[&(role, false)]),
        }
    }

    /// A new account of an organisation. It has no password: nobody signs in with one here.
    pub async fn account(&self, role: Role, home: Home) -> (UserId, String) {
        let number = self.accounts.get() + 1;
        self.accounts.set(number);
        let email = format!("persoon{number}@voorbeeld.example");
        let now = self.bridge().now();
        let user = fresh_user(now);
        let mut tx = self.store.begin().await.unwrap();
        accounts::insert(&mut tx, user, &email, "Sam de Boer", None, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.join(user, home, role).await;
        (user, email)
    }

    pub async fn join(&self, user: UserId, home: Home, role: Role) {
        let roles = [role.code().parse::<DomainRole>().unwrap()]
            .into_iter()
            .collect();
        let mut tx = self.store.begin().await.unwrap();
        accounts::join(&mut tx, home.0, home.1, user, roles)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// The membership ends, and nothing else is tidied up: what they have must be worth nothing.
    pub async fn leave(&self, user: UserId, home: Home) {
        let now = self.bridge().now();
        let mut tx = self.store.begin().await.unwrap();
        assert!(
            memberships::end(&mut tx, home.0, home.1, user, now)
                .await
                .unwrap()
        );
        tx.commit().await.unwrap();
    }

    async fn member(&self, role: Role, place: Place) -> Member {
        let home = self.organisation(role, place);
        let (user, _) = self.account(role, home).await;
        Member {
            user,
            name: "Sam de Boer".to_owned(),
            organisation: home.1,
            municipality: home.0,
            roles: [role.code().parse::<DomainRole>().unwrap()]
                .into_iter()
                .collect(),
            ..self.world.nurse.clone()
        }
    }

    fn draft(&self, name: &str, session: &str, guided: bool) -> ReferralDraft {
        // A referral lies in the municipality where the resident lives.
        let far = !session.is_empty() && session == self.world.session("Zwemmen");
        let postcode = if far { "5399 AB" } else { "5299 AB" };
        let fatma = self.world.fatma();
        let mut consent = fatma.consent.clone();
        consent.guidance = Some(guided);
        ReferralDraft {
            session: session.to_owned(),
            client: ClientDraft {
                name: name.to_owned(),
                phone: String::new(),
                postcode: postcode.to_owned(),
                email: format!("{}@inwoner.example", name.to_lowercase()),
                ..fatma.client.clone()
            },
            consent,
            ..fatma
        }
    }

    async fn refer(&self, by: &Member, draft: &ReferralDraft) -> ReferralId {
        refer(self.bridge(), &as_caller(by), draft, None)
            .await
            .unwrap()
            .id
    }

    async fn fill(&mut self) {
        let nurse = self.world.nurse.clone();
        let team = self.member(Role::SocialReferrer, Place::Own).await;
        let far_nurse = self.member(Role::CareProfessional, Place::Elsewhere).await;
        let desk = self.world.desk.clone();
        let (walk, music) = (self.world.walk(), self.world.session("Bewegen op muziek"));
        let swim = self.world.session("Zwemmen");

        let guided = self.refer(&nurse, &self.draft("Guus", &walk, true)).await;
        let (receiver, resident) = self.links().await;
        self.keep(About::ReceiverLink, Subject::Working, &receiver);
        self.keep(About::ReceiverLink, Subject::OfAnotherKind, &resident);
        self.keep(About::ResidentLink, Subject::Working, &resident);
        self.keep(About::ResidentLink, Subject::OfAnotherKind, &receiver);

        let moved = self.refer(&team, &self.draft("Mia", &music, false)).await;
        let (receiver, _) = self.links().await;
        self.keep(About::ReceiverLink, Subject::Former, &receiver);
        let caller = as_caller(&desk);
        let words = StepDraft {
            reason: "vol".to_owned(),
            ..StepDraft::default()
        };
        let declined = StepRequest {
            words,
            ..step("past-nu-niet")
        };
        self.world.step(&caller, moved, declined).await.unwrap();
        let again = StepRequest {
            session: walk.clone(),
            ..step("opnieuw-gekozen")
        };
        self.world.step(&caller, moved, again).await.unwrap();

        let to_coaches = ReferralDraft {
            coach: true,
            session: String::new(),
            ..self.draft("Cora", "", true)
        };
        let to_coaches = self.refer(&nurse, &to_coaches).await;
        self.world.mail().await;

        let far = self
            .refer(&far_nurse, &self.draft("Vera", &swim, true))
            .await;
        let (receiver, resident) = self.links().await;
        self.keep(About::ReceiverLink, Subject::Far, &receiver);
        self.keep(About::ResidentLink, Subject::Far, &resident);

        let referrals = [
            (Subject::Guided, guided),
            (Subject::Moved, moved),
            (Subject::ToCoaches, to_coaches),
            (Subject::Far, far),
        ];
        for (subject, id) in referrals {
            self.keep(About::Referral, subject, &id.to_string());
        }
        for (subject, title) in [
            (Subject::Own, "Rustig wandelen door De Tuinen"),
            (Subject::Others, "Bewegen op muziek"),
            (Subject::Far, "Zwemmen"),
        ] {
            let id = self.offer(title).0;
            self.keep(About::Offer, subject, &id);
        }
        let members = [
            (Subject::Own, Role::Provider, Place::Own),
            (Subject::Others, Role::CareProfessional, Place::Own),
            (Subject::Far, Role::Provider, Place::Elsewhere),
            (Subject::Former, Role::Provider, Place::Own),
        ];
        for (subject, role, place) in members {
            let member = self.member(role, place).await;
            self.keep(About::Member, subject, &member.organisation.to_string());
            self.keep_second(About::Member, subject, &member.user.to_string());
            if subject == Subject::Former {
                let home = (member.municipality, member.organisation);
                self.leave(member.user, home).await;
            }
        }
        self.doubts().await;
        self.alarms(&nurse, guided, &far_nurse, far).await;
    }

    /// What is parked comes last: its mails do not leave.
    async fn park(&mut self) {
        let nurse = self.world.nurse.clone();
        let far_nurse = self.member(Role::CareProfessional, Place::Elsewhere).await;
        let (walk, swim) = (self.world.walk(), self.world.session("Zwemmen"));
        let problem = MailProblem {
            permanent: true,
            cause: "geen postbus".to_owned(),
        };
        self.world.post.refuse(Some(problem));
        self.refer(&nurse, &self.draft("Piet", &walk, true)).await;
        self.refer(&far_nurse, &self.draft("Pia", &swim, true))
            .await;
        deliver(self.bridge(), &self.world.post, "test")
            .await
            .unwrap();
        for (subject, home) in [(Subject::Own, self.world.home), (Subject::Far, self.far)] {
            let mut tx = self.store.begin().await.unwrap();
            let parked = outbox::parked(&mut tx, home).await.unwrap();
            tx.commit().await.unwrap();
            self.keep(About::Parked, subject, &parked[0].id.to_string());
        }
    }

    /// The tokens of the receiver's and the resident's links in the mail that waits.
    async fn links(&self) -> (String, String) {
        let mails = self.world.mail().await;
        let of = |start: &str| {
            let mail = mails.iter().find(|mail| mail.text.contains(start)).unwrap();
            token_in(mail, start)
        };
        (of("/v/"), of("/mijn/"))
    }

    async fn doubts(&mut self) {
        let now = self.bridge().now();
        for (subject, home) in [(Subject::Own, self.world.home), (Subject::Far, self.far)] {
            let mut tx = self.store.begin().await.unwrap();
            let asked = reviews::Asked {
                source_id: "w1".to_owned(),
                line: 2,
                column: "prijs".into(),
                original: "duur".to_owned(),
                question: "prijs-onduidelijk".into(),
                answer: None,
            };
            reviews::add(&mut tx, home, "lijst", &[asked], now)
                .await
                .unwrap();
            let open = reviews::open(&mut tx, home, 0, 20).await.unwrap();
            tx.commit().await.unwrap();
            self.keep(About::Doubt, subject, &open.0[0].id);
        }
    }

    async fn alarms(
        &mut self,
        nurse: &Member,
        here: ReferralId,
        far_nurse: &Member,
        far: ReferralId,
    ) {
        for (subject, place) in [(Subject::Own, Place::Own), (Subject::Far, Place::Elsewhere)] {
            let keeper = as_caller(&self.member(Role::LogKeeper, place).await);
            let (reader, id) = match subject {
                Subject::Own => (nurse, here),
                _ => (far_nurse, far),
            };
            let limits = [(AlarmRule::ManyReads, 1)];
            actions::alarms::set_limits(self.bridge(), &keeper, &limits)
                .await
                .unwrap();
            show_referral(self.bridge(), &as_caller(reader), id)
                .await
                .unwrap();
            actions::alarms::watch(self.bridge()).await.unwrap();
            let alarms = actions::alarms::list(self.bridge(), &keeper).await.unwrap();
            self.keep(About::Alarm, subject, &alarms[0].id);
            self.keep(About::Question, subject, &alarms[0].id);
        }
    }

    fn keep(&mut self, about: About, subject: Subject, thing: &str) {
        self.things.insert((about, subject), thing.to_owned());
    }

    fn keep_second(&mut self, about: About, subject: Subject, thing: &str) {
        self.seconds.insert((about, subject), thing.to_owned());
    }

    /// The address at which a rule is tried.
    pub fn path(&self, rule: &Rule, subject: Subject) -> String {
        if rule.path.ends_with("{*name}") {
            return rule.path.replace("{*name}", "app.css");
        }
        let Some((before, rest)) = rule.path.split_once('{') else {
            return rule.path.to_owned();
        };
        let after = rest.split_once('}').map_or("", |(_, after)| after);
        // Two keys in one path: what it belongs to, and the thing itself.
        let after = match after.split_once('{') {
            Some((slash, _)) => {
                let second = self.seconds.get(&(rule.about, subject));
                format!("{slash}{}", second.map_or(NO_KEY, String::as_str))
            }
            None => after.to_owned(),
        };
        format!("{before}{}{after}", self.thing(rule, subject))
    }

    /// The fields of the form with which a rule is tried, beside the token.
    pub fn sends(&self, rule: &Rule, subject: Subject) -> String {
        match rule.sends.contains("{id}") {
            true => rule.sends.replace("{id}", &self.thing(rule, subject)),
            false => rule.sends.to_owned(),
        }
    }

    fn thing(&self, rule: &Rule, subject: Subject) -> String {
        let made_up = match rule.about {
            About::ReceiverLink
            | About::ResidentLink
            | About::InvitationLink
            | About::PasswordLink
            | About::NoLink => NOBODYS.to_owned(),
            About::Pair => format!("{NO_KEY}_{NO_KEY}"),
            About::Phone => "06+00+00+00+99".to_owned(),
            _ => NO_KEY.to_owned(),
        };
        let kept = self.things.get(&(rule.about, subject));
        match subject {
            Subject::MadeUp => made_up,
            _ => kept
                .unwrap_or_else(|| panic!("nothing for {} {subject:?}", rule.path))
                .clone(),
        }
    }
}

/// An answer.
pub struct Seen {
    pub status: u16,
    pub text: String,
}

impl Seen {
    /// Whether somebody of the stories stands in it.
    pub fn tells_of_residents(&self) -> bool {
        [
            "Guus", "Mia@", "Cora", "Vera", "Teunis", "Quirine", "Xandra", "Yfke", "Bram@",
        ]
        .iter()
        .any(|name| self.text.contains(name))
    }
}

/// Asks as a browser does, or as a program.
pub async fn call(doors: &Router, person: &Person, method: &str, path: &str, sends: &str) -> Seen {
    let api = path.starts_with("/api/");
    let mut request = Request::builder().method(method).uri(path);
    if api && !person.token.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", person.token));
    }
    if !api && !person.cookie.is_empty() {
        request = request.header(header::COOKIE, &person.cookie);
    }
    let (kind, body) = match (api, method) {
        (_, "GET") => ("", String::new()),
        (true, _) => ("application/json", "{}".to_owned()),
        (false, _) => (
            "application/x-www-form-urlencoded",
            format!("csrf={}&{sends}", person.csrf),
        ),
    };
    if !kind.is_empty() {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    let mut request = request.body(Body::from(body)).unwrap();
    let peer = std::net::SocketAddr::from((person.address, 4711));
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = doors.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Seen {
        status,
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

/// The session cookie that an address hands out.
pub async fn cookie_of(router: Router, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200, "{path}");
    let set = response
        .headers()
        .get(header::SET_COOKIE)
        .unwrap()
        .to_str()
        .unwrap();
    set.split(';').next().unwrap().to_owned()
}
