//! A village is made on an empty store of either engine, and everything that must hold does.

use std::collections::HashSet;
use std::pin::Pin;

use actions::deliver::{Mail, MailProblem, Mailer};
use actions::list_referrals::{desk, work_list};
use actions::{Caller, check, sign_in};
use domain::organisation::Role;
use jiff::civil::{Date, date};
use store::Place;
use store::secrets::MasterKey;
use testkit::engine::{Engine, FreshDatabase};

use super::*;

const VILLAGE: DemoOptions = DemoOptions {
    seed: 1,
    size: Size::Village,
};
const URL: &str = "http://127.0.0.1:8080";

#[derive(Default)]
struct Post(std::sync::Mutex<Vec<Mail>>);

impl Mailer for Post {
    fn send<'a>(
        &'a self,
        mail: &'a Mail,
    ) -> Pin<Box<dyn Future<Output = Result<(), MailProblem>> + Send + 'a>> {
        Box::pin(async move {
            self.0.lock().unwrap().push(mail.clone());
            Ok(())
        })
    }
}

#[test]
fn providers_are_asked_on_a_working_morning_that_has_passed() {
    let asked = |day, hour| last_morning_to_ask(moment_of(day, time(hour, 0, 0, 0)));
    let ten = |day| Some(moment_of(day, time(10, 0, 0, 0)));
    let (monday, friday) = (date(2026, 11, 23), date(2026, 11, 20));
    assert_eq!(asked(monday, 4), ten(friday));
    assert_eq!(asked(monday, 11), ten(monday));
    // Nobody asks in July and August.
    assert_eq!(asked(date(2026, 7, 20), 11), None);
}

fn at_quarter_past_eleven(day: Date) -> Timestamp {
    moment_of(day, time(11, 15, 0, 0))
}

fn tuesday() -> Timestamp {
    at_quarter_past_eleven(date(2026, 11, 24))
}

async fn opened(database: &FreshDatabase) -> Store {
    let place = match database.engine() {
        Engine::Sqlite => Place::Folder(database.folder().to_owned()),
        Engine::Postgres => Place::Address(database.url().to_owned()),
    };
    Store::open(&place, &MasterKey::from_bytes([7; 32]))
        .await
        .unwrap()
}

async fn a_bridge(store: &Store, now: Timestamp) -> Bridge {
    let settings = Settings {
        public_url: URL.to_owned(),
        demo: true,
    };
    lane(store, &settings, now).await.unwrap().bridge
}

async fn signed_in(bridge: &Bridge, people: &DemoPeople, role: Role) -> Caller {
    let account = people
        .accounts
        .iter()
        .find(|account| account.role == role.code())
        .unwrap();
    let attempt = sign_in::Attempt {
        email: &account.email,
        password: &account.password,
        origin: "192.0.2.1",
        device: None,
    };
    let tried = sign_in::try_password(bridge, attempt).await.unwrap();
    let sign_in::Tried::Right(user, sign_in::NextStep::Enter) = tried else {
        panic!("{tried:?}");
    };
    let organisation = account.organisation_id.parse().unwrap();
    let member = sign_in::acting_for(bridge, user, organisation)
        .await
        .unwrap()
        .unwrap();
    assert!(member.roles.has(role));
    Caller::member(member, "192.0.2.1".to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_village_holds_every_invariant_and_its_people_can_sign_in() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let store = opened(&database).await;
        let people = make_once(store.clone(), VILLAGE, tuesday(), URL)
            .await
            .unwrap();
        for finding in check::check(&store, tuesday()).await.unwrap() {
            assert!(finding.holds, "{} {}", finding.invariant, finding.text);
        }
        let roles: Vec<&str> = people
            .accounts
            .iter()
            .map(|account| account.role.as_str())
            .collect();
        assert_eq!(roles, Role::OF_ACCOUNTS.map(Role::code));
        let organisations: HashSet<&str> = people
            .accounts
            .iter()
            .map(|account| account.organisation_id.as_str())
            .collect();
        assert_eq!(organisations.len(), roles.len());
        let bridge = a_bridge(&store, tuesday()).await;
        for role in Role::OF_ACCOUNTS {
            signed_in(&bridge, &people, role).await;
        }
        let at_desk = signed_in(&bridge, &people, Role::ServicePoint).await;
        let desk = desk(&bridge, &at_desk).await.unwrap();
        assert!(
            (3..=20).contains(&desk.doubtful_total),
            "{}",
            desk.doubtful_total
        );
        assert!(!desk.unmet.is_empty());
        // The map has neighbourhoods, and a group can form.
        let wish = actions::search::WishesDraft {
            postcode: people.postcode.clone(),
            activities: vec!["zwemmen".to_owned()],
            dayparts: vec!["zo-ochtend".to_owned()],
            ..Default::default()
        };
        let answer = actions::search::search(&bridge, &wish).unwrap();
        assert_eq!(answer.forming.unwrap().at_least, 10);
        let start = answer.wishes.start.unwrap();
        let around = actions::neighbourhoods::around(&bridge, start, 1_000.0, 5.0);
        let home: Vec<&str> = around
            .iter()
            .filter(|area| area.is_home)
            .map(|area| area.name.as_str())
            .collect();
        assert!(around.len() > 3 && home.len() == 1, "{home:?}");
        assert!(desk.overview.started > 10 && desk.overview.answered_in_time > 10);
        // What happened in the past sends no mail any more, but for a few questions to providers.
        let post = Post::default();
        deliver::deliver(&bridge, &post, "test").await.unwrap();
        let mails = post.0.into_inner().unwrap();
        assert_eq!(mails.len(), QUESTIONS as usize);
        for mail in mails {
            assert!(
                mail.text.contains(&format!("{URL}/klopt/")),
                "{}",
                mail.text
            );
        }
    }
}

/// What the offers' side of the bridge can do stands in the demo without anybody doing something.
#[tokio::test(flavor = "multi_thread")]
async fn a_village_shows_pictures_words_for_referrers_pauses_wishes_and_what_waits() {
    let database = Engine::Sqlite.fresh();
    let store = opened(&database).await;
    let people = make_once(store.clone(), VILLAGE, tuesday(), URL)
        .await
        .unwrap();
    let bridge = a_bridge(&store, tuesday()).await;
    let at_desk = signed_in(&bridge, &people, Role::ServicePoint).await;
    let provider = signed_in(&bridge, &people, Role::Provider).await;
    let coach = signed_in(&bridge, &people, Role::Coach).await;
    let nurse = signed_in(&bridge, &people, Role::CareProfessional).await;

    let all = offers_in_order(&store).await.unwrap();
    let count = |holds: &dyn Fn(&Offer) -> bool| all.iter().filter(|offer| holds(offer)).count();
    let shown = count(&|offer| !actions::pictures::shown(&bridge, offer.id).is_empty());
    assert!(
        shown * 3 >= all.len(),
        "{shown} of {} have a picture",
        all.len()
    );
    let told = count(&|offer| {
        let words = &offer.for_referrers;
        words.trainer.is_some() && words.tell_client.is_some() && words.contact_function.is_some()
    });
    assert!(
        told * 5 >= all.len() * 2,
        "{told} of {} tell more",
        all.len()
    );

    // A provider's page, with what only who refers reads.
    let own = provider.actor.organisation().unwrap();
    let page = actions::provider_page::provider(&bridge, own).unwrap();
    assert!(page.offers.len() >= 7);
    let more = actions::provider_page::for_referrers(&bridge, &nurse, &page.provider);
    assert!(more.await.unwrap().looked_at.len() >= 4);

    // What waits for the service point: a new offer with its picture, a change that is shown
    // already and one that is not, two offers that may be one, websites that are gone.
    let mut waits: Vec<(String, bool)> = actions::judge_offers::list(&bridge, &at_desk)
        .await
        .unwrap()
        .into_iter()
        .map(|one| (one.title, one.live))
        .collect();
    waits.sort();
    assert_eq!(waits.len(), 3, "{waits:?}");
    assert_eq!(waits.iter().filter(|(_, live)| *live).count(), 1);
    let new = "Stoelyoga in de huiskamer";
    assert!(waits.iter().any(|(title, live)| title == new && !live));
    let pictures = actions::pictures::waiting(&bridge, &at_desk).await.unwrap();
    assert_eq!(pictures.len(), 1);
    assert_eq!(pictures[0].title, new);
    let twice = actions::duplicates::waiting(&bridge, &at_desk)
        .await
        .unwrap();
    assert_eq!(twice.len(), 1);

    // The provider left out a lesson, and closes for two weeks.
    let pauses = page.offers.iter();
    let pauses: Vec<_> = pauses
        .map(|offer| actions::cancel_lesson::pauses(&bridge, offer))
        .collect();
    assert_eq!(pauses.iter().map(|one| one.days.len()).sum::<usize>(), 1);
    assert!(pauses.iter().all(|one| one.closures.len() == 1));

    // A coach looks for two clients, and something was found for one of them; what the demo's care
    // professional missed is there now.
    let waiting = actions::saved_wishes::waiting(&bridge, &coach)
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
    let mut reading = store.read().await.unwrap();
    let open = store::unmet::missed(&mut reading, Timestamp::UNIX_EPOCH);
    let open = open.await.unwrap().len();
    assert!((30..=40).contains(&open), "of 41 wishes {open} are open");
    let words = actions::synonyms::own_synonyms(&bridge, &at_desk)
        .await
        .unwrap();
    assert!(words.contains("ouderengym"), "{words}");
    // The second start tells nobody anything.
    let waits = u64::from(QUESTIONS);
    assert_eq!(deliver::mark_all_sent(&bridge, 0).await.unwrap(), waits);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_work_list_has_something_late_today_and_this_week_on_any_day() {
    for day in [date(2026, 11, 24), date(2026, 11, 22), date(2027, 1, 1)] {
        let now = at_quarter_past_eleven(day);
        let database = Engine::Sqlite.fresh();
        let store = opened(&database).await;
        let people = make_once(store.clone(), VILLAGE, now, URL).await.unwrap();
        let bridge = a_bridge(&store, now).await;
        for role in [
            Role::CareProfessional,
            Role::Provider,
            Role::Coach,
            Role::ServicePoint,
        ] {
            let caller = signed_in(&bridge, &people, role).await;
            let list = work_list(&bridge, &caller).await.unwrap();
            let due: Vec<Timestamp> = list.mine.rows.iter().filter_map(|row| row.due).collect();
            assert!(
                due.iter().any(|due| *due < now),
                "{role} {day}: late {due:?}"
            );
            let today = due.iter().any(|due| *due >= now && day_of(*due) == day);
            // The service point's moments fall on working days only.
            let works = WorkCalendar::default().is_working_day(day);
            assert!(
                today || (role == Role::ServicePoint && !works),
                "{role} {day}: today {due:?}"
            );
            let week = due
                .iter()
                .any(|due| (1..=7).contains(&(day_of(*due) - day).get_days()));
            assert!(week, "{role} {day}: this week {due:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thirds_start_a_third_of_those_stops_and_nothing_planned_is_refused() {
    let database = Engine::Sqlite.fresh();
    let store = opened(&database).await;
    let settings = Settings {
        public_url: URL.to_owned(),
        demo: true,
    };
    let options = DemoOptions {
        seed: 4,
        size: Size::Town,
    };
    let (_, lived) = make(&store, &settings, options, tuesday()).await.unwrap();
    assert_eq!(lived.refused, 0);
    assert!(lived.sent >= 700 && lived.unmet == 40, "{lived:?}");
    let mut tx = store.begin().await.unwrap();
    let (brugdam, long_ago) = (geography::CODE.parse().unwrap(), Timestamp::UNIX_EPOCH);
    let nobody = "019a0000-0000-7000-8000-000000000001".parse().unwrap();
    let now = (tuesday(), tuesday());
    let counts = store::lists::overview(&mut tx, (brugdam, nobody), now, long_ago)
        .await
        .unwrap();
    let count = |wanted: &str| -> u64 {
        let of = counts
            .by_status
            .iter()
            .filter(|(status, ..)| status.code() == wanted);
        of.map(|(_, total, _)| *total).sum()
    };
    let uptake = counts.started * 100 / counts.sent;
    assert!((60..=72).contains(&uptake), "{uptake} % started");
    let ended = count("gestopt") + count("afgerond");
    let stopped = count("gestopt") * 100 / ended;
    assert!(
        (27..=39).contains(&stopped),
        "{stopped} % of those who ended had stopped"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_lives_the_same_year() {
    let mut years = Vec::new();
    for _ in 0..2 {
        let database = Engine::Sqlite.fresh();
        let store = opened(&database).await;
        make_once(store.clone(), VILLAGE, tuesday(), URL)
            .await
            .unwrap();
        let mut tx = store.begin().await.unwrap();
        let which = store::lists::Which::All;
        let scope = store::Scope::Worker;
        let mut year = Vec::new();
        for page in 1..=7 {
            let (rows, _) = store::lists::page(&mut tx, &scope, which, None, page)
                .await
                .unwrap();
            year.extend(rows.into_iter().map(|row| {
                (
                    row.number,
                    row.client.unwrap().name,
                    row.title,
                    row.status,
                    row.sent_at,
                    row.due,
                )
            }));
        }
        year.sort_by(|one, other| one.0.cmp(&other.0));
        years.push(year);
    }
    assert!(years[0].len() >= 120);
    assert_eq!(years[0], years[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_reads_back_who_is_there_and_a_cut_off_one_says_what_to_do() {
    let database = Engine::Sqlite.fresh();
    let store = opened(&database).await;
    let people = make_once(store.clone(), VILLAGE, tuesday(), URL)
        .await
        .unwrap();
    let other = DemoOptions {
        seed: 9,
        size: Size::Town,
    };
    assert_eq!(
        make_once(store, other, tuesday(), URL).await.unwrap(),
        people
    );

    let database = Engine::Sqlite.fresh();
    let store = opened(&database).await;
    installation::keep(&store, BEGUN, "1").await.unwrap();
    let refused = make_once(store, VILLAGE, tuesday(), URL).await;
    assert!(matches!(refused, Err(DemoError::HalfMade)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_somebody_works_with_is_left_alone() {
    let database = Engine::Sqlite.fresh();
    let store = opened(&database).await;
    let bridge = a_bridge(&store, tuesday()).await;
    set_up::municipality(&bridge, &brugdam("GM0796".parse().unwrap()))
        .await
        .unwrap();
    let refused = make_once(store, VILLAGE, tuesday(), URL).await;
    assert!(matches!(refused, Err(DemoError::NotADemo)));
}

#[test]
fn the_sign_ins_are_written_as_the_surface_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.json");
    let people = DemoPeople {
        municipality: "GM9001".to_owned(),
        postcode: "5180AD".to_owned(),
        accounts: vec![DemoAccount {
            role: "aanbieder".to_owned(),
            name: "Riet de Wit".to_owned(),
            email: "aanbieder@brugdam.example".to_owned(),
            password: PASSWORD.to_owned(),
            organisation_id: "x".to_owned(),
            organisation: "Beweegcentrum De Kolk".to_owned(),
        }],
    };
    for token in ["first", "second"] {
        let mail = folder.path().join("mail");
        write_demo_json(&path, URL, &people, &[token.to_owned()], &mail).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::json!({
            "url": URL,
            "gemeente": "GM9001",
            "postcode": "5180AD",
            "accounts": [{
                "rol": "aanbieder",
                "email": "aanbieder@brugdam.example",
                "wachtwoord": PASSWORD,
                "token": token,
                "organisatie": "Beweegcentrum De Kolk",
                "organisatieId": "x",
            }],
            "mail": mail.display().to_string(),
        });
        assert_eq!(read, expected);
    }
    assert!(PASSWORD.chars().count() >= sign_in::PASSWORD_MIN);
}
