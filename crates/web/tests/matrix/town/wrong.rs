//! What is there when something is wrong: emergencies, suspended providers, incidents, files of one
//! person, objections, saved wishes, and who stands in for whom; and the links that let people in.

use actions::breach::{self, Facts, Words};
use actions::break_glass::{self, Opened};
use actions::saved_wishes;
use actions::search::WishesDraft;
use actions::show_referral::show_referral;
use actions::{Caller, accounts as new_accounts, invite, merge_residents, object};
use actions::{colleagues, reset_password, suspend_provider};
use domain::actor::{Actor, MandateVerbs, Member};
use domain::ids::{OrganisationId, ReferralId, UserId};
use domain::organisation::{OrganisationKind, Role as DomainRole};
use jiff::SignedDuration;
use store::delegations::{self, Delegation};
use store::key_store::fresh_uuid;

use super::super::people::{Home, Place, Role};
use super::super::rules::About;
use super::super::support::{as_caller, token_in};
use super::super::whose::Subject;
use super::Town;

const REASON: &str = "Gevallen in de zaal en antwoordt niet";
const UNSAFE: &str = "De vloer is niet veilig";
const PASSWORD: &str = "een heel lang wachtwoord";

impl Town {
    pub(super) async fn go_wrong(&mut self) {
        self.files().await;
        self.suspensions().await;
        self.emergencies().await;
        self.incidents().await;
        self.objections().await;
        self.saved_wishes().await;
        self.links_that_let_in().await;
        for subject in [Subject::Own, Subject::Others, Subject::Far] {
            let offer = self.thing_of(About::Offer, subject);
            self.keep(About::Curated, subject, &offer);
        }
    }

    async fn desk_at(&self, place: Place) -> Caller {
        as_caller(&self.member(Role::ServicePoint, place).await)
    }

    /// Two referrals of one person each time; the coaches may guide as `guided` says.
    async fn two(
        &self,
        by: &Member,
        name: &str,
        session: &str,
        guided: [bool; 2],
    ) -> [ReferralId; 2] {
        let first = self.refer(by, &self.draft(name, session, guided[0])).await;
        let second = self.refer(by, &self.draft(name, session, guided[1])).await;
        [first, second]
    }

    async fn files(&mut self) {
        let nurse = self.world.nurse.clone();
        let far_nurse = self.member(Role::CareProfessional, Place::Elsewhere).await;
        let music = self.world.session("Bewegen op muziek");
        let swim = self.world.session("Zwemmen");
        let pairs = [
            (Subject::Guided, "Teunis", [true, true], &nurse, &music),
            (Subject::Half, "Teuntje", [true, false], &nurse, &music),
            (Subject::Moved, "Quirine", [false, false], &nurse, &music),
            (Subject::Far, "Xandra", [true, true], &far_nurse, &swim),
        ];
        for (subject, name, guided, by, session) in pairs {
            let [first, second] = self.two(by, name, session, guided).await;
            let first = self.world.resident_of(first).await;
            let second = self.world.resident_of(second).await;
            self.keep(About::Pair, subject, &format!("{first}_{second}"));
        }
        let merges = [
            (Subject::Guided, "Yfke", true, &nurse, &music, Place::Own),
            (
                Subject::Moved,
                "Yfkelien",
                false,
                &nurse,
                &music,
                Place::Own,
            ),
            (
                Subject::Far,
                "Xandrine",
                true,
                &far_nurse,
                &swim,
                Place::Elsewhere,
            ),
        ];
        for (subject, name, guided, by, session, place) in merges {
            let [first, second] = self.two(by, name, session, [guided; 2]).await;
            let first = self.world.resident_of(first).await;
            let second = self.world.resident_of(second).await;
            let desk = self.desk_at(place).await;
            merge_residents::merge(self.bridge(), &desk, first, second)
                .await
                .unwrap();
            let found = merge_residents::proposals(self.bridge(), &desk)
                .await
                .unwrap();
            let merge = found.merges.iter().find(|one| one.files == (first, second));
            self.keep(About::Merge, subject, &merge.unwrap().id.clone());
        }
    }

    async fn suspensions(&mut self) {
        let nurse = self.world.nurse.clone();
        let far_nurse = self.member(Role::CareProfessional, Place::Elsewhere).await;
        let towns = [
            (
                Subject::Own,
                "Fit & Rustig",
                "06 20 30 40 50",
                &nurse,
                Place::Own,
            ),
            (
                Subject::Far,
                "Bootcamp",
                "06 20 30 40 51",
                &far_nurse,
                Place::Elsewhere,
            ),
        ];
        for (subject, title, phone, by, place) in towns {
            let mut draft = self.draft("Bram", &self.world.session(title), true);
            draft.client.email = String::new();
            draft.client.phone = phone.to_owned();
            if place == Place::Elsewhere {
                draft.client.postcode = "5399 AB".to_owned();
            }
            let referral = self.refer(by, &draft).await;
            let provider = self.offer(title).1;
            let desk = self.desk_at(place).await;
            suspend_provider::suspend(self.bridge(), &desk, provider, UNSAFE)
                .await
                .unwrap();
            self.keep(About::Suspension, subject, &provider.to_string());
            self.keep(About::ToCall, subject, &referral.to_string());
            self.keep(About::Phone, subject, &phone.replace(' ', "+"));
            let home = self.organisation(Role::Provider, place).0;
            let club = self
                .make(home, OrganisationKind::Provider, "Club Los Zand")
                .await;
            self.keep(About::Provider, subject, &club.to_string());
        }
        let works = self.world.other_club.organisation.to_string();
        self.keep(About::Suspension, Subject::Others, &works);
        let nobody_calls = self.thing_of(About::Referral, Subject::Guided);
        self.keep(About::ToCall, Subject::Others, &nobody_calls);
        let practice = self.world.nurse.organisation.to_string();
        self.keep(About::Provider, Subject::OfAnotherKind, &practice);
    }

    /// A number of which nobody at De Linde may see the referral, and what a colleague there and a
    /// coach elsewhere hold open.
    async fn emergencies(&mut self) {
        let far_nurse = self.member(Role::CareProfessional, Place::Elsewhere).await;
        let swim = self.world.session("Zwemmen");
        let unguided = self
            .refer(&far_nurse, &self.draft("Xandor", &swim, false))
            .await
            .to_string();
        let moved = self.thing_of(About::Referral, Subject::Moved);
        for (subject, id, place) in [
            (Subject::Moved, moved, Place::Own),
            (Subject::Far, unguided, Place::Elsewhere),
        ] {
            let desk = self.desk_at(place).await;
            let shown = show_referral(self.bridge(), &desk, id.parse().unwrap())
                .await
                .unwrap();
            self.numbers.insert(subject, shown.number.clone());
        }
        let colleague = self.member(Role::CareProfessional, Place::Own).await;
        let coach = self.member(Role::Coach, Place::Elsewhere).await;
        let openings = [
            (Subject::Others, Subject::Own, Subject::Moved, colleague),
            (Subject::Far, Subject::Far, Subject::Far, coach),
        ];
        for (held, looked_at, number, by) in openings {
            let id = self.open(&by, number).await;
            self.keep(About::Opening, held, &id);
            self.keep(About::Emergency, looked_at, &id);
        }
    }

    async fn open(&self, by: &Member, number: Subject) -> String {
        let number = self.numbers[&number].clone();
        let opened = break_glass::open(self.bridge(), &as_caller(by), &number, REASON).await;
        match opened.unwrap() {
            Opened::ForAnHour(id) => id.to_string(),
            Opened::AsUsual(_) => panic!("{number} is no secret to {}", by.organisation_name),
        }
    }

    /// What somebody of the matrix themselves holds: a referral that they opened, also before they
    /// left, and a colleague who stands in.
    pub async fn hold(&mut self, user: UserId, home: Home, place: Place) {
        let subject = match place {
            Place::Own => Subject::Own,
            Place::Former => Subject::Former,
            _ => return,
        };
        let member = Member {
            user,
            ..self.member(Role::CareProfessional, Place::Own).await
        };
        assert_eq!((member.municipality, member.organisation), home);
        let id = self.open(&member, Subject::Moved).await;
        self.keep(About::Opening, subject, &id);
        if subject != Subject::Own {
            return;
        }
        let colleague = self.member(Role::CareProfessional, Place::Own).await;
        let far = self.member(Role::CareProfessional, Place::Elsewhere).await;
        for (subject, gives) in [
            (Subject::Own, &member),
            (Subject::Others, &colleague),
            (Subject::Far, &far),
        ] {
            let id = self.let_stand_in(gives).await;
            self.keep(About::Delegation, subject, &id);
        }
    }

    async fn let_stand_in(&self, gives: &Member) -> String {
        let place = match gives.municipality == self.far {
            true => Place::Elsewhere,
            false => Place::Own,
        };
        let home = self.organisation(Role::CareProfessional, place);
        let (delegate, _) = self.account(Role::CareProfessional, home).await;
        let now = self.bridge().now();
        let delegation = Delegation {
            municipality: gives.municipality,
            organisation: gives.organisation,
            delegator: gives.user,
            delegate,
            verbs: MandateVerbs::of([MandateVerbs::REFERS]),
            from: now,
            until: now + SignedDuration::from_hours(48),
        };
        let id = fresh_uuid(now);
        let mut tx = self.store.begin().await.unwrap();
        delegations::insert(&mut tx, id, &delegation, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id.to_string()
    }

    async fn incidents(&mut self) {
        let now = self.bridge().now();
        for (subject, place) in [(Subject::Own, Place::Own), (Subject::Far, Place::Elsewhere)] {
            let desk = self.desk_at(place).await;
            let words = Words {
                what: "Een map bleef liggen in de bus.".to_owned(),
                measures: String::new(),
                told: String::new(),
            };
            let facts = Facts {
                happened_at: None,
                discovered_at: now,
                people: 3,
                told_authority_at: None,
                no_need_at: None,
                told_people_at: None,
                closed_at: None,
            };
            let id = breach::write_down(self.bridge(), &desk, None, words, facts)
                .await
                .unwrap();
            self.keep(About::Incident, subject, &id);
        }
    }

    /// Of one referral; asked for under another of the same town, it is not found there.
    async fn objections(&mut self) {
        for (subject, place) in [
            (Subject::Guided, Place::Own),
            (Subject::Far, Place::Elsewhere),
        ] {
            let referral = self.thing_of(About::Referral, subject);
            let id: ReferralId = referral.parse().unwrap();
            let resident = Caller {
                actor: Actor::Resident { referral: id },
                ..Caller::system()
            };
            object::object(self.bridge(), &resident, "Liever geen brieven.")
                .await
                .unwrap();
            let desk = self.desk_at(place).await;
            let shown = show_referral(self.bridge(), &desk, id).await.unwrap();
            let objection = shown.objections[0].id.to_string();
            self.keep(About::Objection, subject, &referral);
            self.keep_second(About::Objection, subject, &objection);
            if subject == Subject::Guided {
                let other = self.thing_of(About::Referral, Subject::Moved);
                self.keep(About::Objection, Subject::Moved, &other);
                self.keep_second(About::Objection, Subject::Moved, &objection);
            }
        }
    }

    /// Saved by a coach of the town that the referral is of.
    async fn saved_wishes(&mut self) {
        for (subject, place, postcode) in [
            (Subject::ToCoaches, Place::Own, "5299"),
            (Subject::Far, Place::Elsewhere, "5399"),
        ] {
            let referral = self.thing_of(About::Referral, subject);
            let coach = as_caller(&self.member(Role::Coach, place).await);
            let wishes = WishesDraft {
                postcode: postcode.to_owned(),
                ..WishesDraft::default()
            };
            let id: ReferralId = referral.parse().unwrap();
            let saved = saved_wishes::save(self.bridge(), &coach, id, &wishes).await;
            self.keep(About::SavedWish, subject, &referral);
            self.keep_second(About::SavedWish, subject, &saved.unwrap().to_string());
        }
    }

    async fn links_that_let_in(&mut self) {
        self.world.mail().await;
        let hall = self.member(Role::Administrator, Place::Own).await;
        let hall = as_caller(&hall);
        let home = self.world.nurse.organisation;
        let roles = [DomainRole::CareProfessional].into_iter().collect();
        let kept = [
            (Subject::Working, "nieuw@linde.example"),
            (Subject::Former, "toch-niet@linde.example"),
        ];
        for (subject, email) in kept {
            invite::invite(self.bridge(), &hall, email, home, roles)
                .await
                .unwrap();
            let token = self.token_of("/uitnodiging/").await;
            self.keep(About::InvitationLink, subject, &token);
        }
        let listed = colleagues::list(self.bridge(), &hall).await.unwrap();
        let withdrawn = listed.invited.iter().find(|one| one.email == kept[1].1);
        colleagues::withdraw(self.bridge(), &hall, withdrawn.unwrap().id)
            .await
            .unwrap();
        for (subject, email) in [
            (Subject::Working, "vergeten@linde.example"),
            (Subject::Former, "weer-geweten@linde.example"),
        ] {
            self.with_password(email, home).await;
            reset_password::ask(self.bridge(), email).await.unwrap();
            let token = self.token_of("/wachtwoord/").await;
            if subject == Subject::Former {
                reset_password::set(self.bridge(), &token, "een ander lang wachtwoord", "")
                    .await
                    .unwrap();
                self.world.mail().await;
            }
            self.keep(About::PasswordLink, subject, &token);
        }
        // Each opens its own door and no other.
        let invitation = self.thing_of(About::InvitationLink, Subject::Working);
        let password = self.thing_of(About::PasswordLink, Subject::Working);
        self.keep(About::InvitationLink, Subject::OfAnotherKind, &password);
        self.keep(About::PasswordLink, Subject::OfAnotherKind, &invitation);
    }

    async fn with_password(&self, email: &str, home: OrganisationId) {
        let roles = [DomainRole::CareProfessional].into_iter().collect();
        new_accounts::add(self.bridge(), email, "Sam Smit", PASSWORD, home, roles)
            .await
            .unwrap();
    }

    async fn token_of(&self, start: &str) -> String {
        let mails = self.world.mail().await;
        let mail = mails.iter().find(|mail| mail.text.contains(start)).unwrap();
        token_in(mail, start)
    }

    fn thing_of(&self, about: About, subject: Subject) -> String {
        self.things[&(about, subject)].clone()
    }
}
