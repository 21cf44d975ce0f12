//! A coach's saved wishes for a client under guidance, on both engines: what fits is told once, to
//! who coaches there, in one mail a day that names nobody; and they end with what they stood on.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod ends;
#[path = "../support/mod.rs"]
mod support;

use actions::change_consent::{ConsentRequest, change_consent};
use actions::deliver::Mail;
use actions::meet_demand::meet_demand;
use actions::refer::{ConsentDraft, ReferralDraft};
use actions::saved_wishes::{Said, fitting, save, say, tell_coaches, waiting};
use actions::search::WishesDraft;
use actions::show_referral::{export_own, show_referral, who_looked};
use actions::take_step::StepRequest;
use actions::{ActionError, Caller, ShownReferral, erase_resident, import_offers, object};
use actions::{accounts, retain, set_up, sweep};
use domain::actor::{Actor, Member};
use domain::ids::{OfferId, ReferralId};
use domain::organisation::{OrganisationKind, Role};
use domain::referral::{Status, StepDraft};
use domain::retention::RecordKind;
use domain::saved_wish::{End, State};
use store::Store;
use store::access_log::Action;
use support::{World, as_caller, on_both_engines, step};
use uuid::Uuid;

fn swimming() -> WishesDraft {
    WishesDraft {
        postcode: "5299 AB".to_owned(),
        activities: vec!["zwemmen".to_owned()],
        dayparts: vec!["ma-ochtend".to_owned()],
        accessibility: vec!["rolstoel".to_owned()],
        text: "Quispelbad".to_owned(),
        ..WishesDraft::default()
    }
}

fn resident(id: ReferralId) -> Caller {
    Caller {
        actor: Actor::Resident { referral: id },
        origin: "link ::1".to_owned(),
    }
}

/// A coach with an account, in the team that everybody's coaches are.
async fn coach(world: &World) -> Member {
    let mut coach = world.coach.clone();
    coach.user = account(world, "joris@coaches.example", &coach).await;
    coach
}

async fn account(world: &World, email: &str, member: &Member) -> domain::ids::UserId {
    let password = "een heel lang wachtwoord";
    let (home, roles) = (member.organisation, member.roles);
    accounts::add(&world.bridge, email, &member.name, password, home, roles)
        .await
        .unwrap()
}

fn to_coach(world: &World) -> ReferralDraft {
    ReferralDraft {
        session: String::new(),
        coach: true,
        ..world.fatma()
    }
}

/// One or more offers at the pool, on Monday morning; `key` tells them apart. Each time they cost
/// some cents more or less, so that they changed.
async fn offers(world: &World, keys: &[&str]) {
    world.later(1);
    let cents = world.bridge.now().as_second() / 3_600 % 90 + 10;
    let head = "naam;aanbieder;activiteit;dag;van;tot;postcode;toegankelijkheid;prijs;bron_id\n"
        .to_owned();
    let lines = keys.iter().map(|key| {
        format!("Zwemmen {key};Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;rolstoel;€ 2,{cents} per keer;{key}\n")
    });
    let sheet = lines.fold(head, |sheet, line| sheet + &line);
    import_offers::import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
        .await
        .unwrap();
}

/// What the worker does: compare, tell, deliver.
async fn round(world: &World) -> Vec<Mail> {
    meet_demand(&world.bridge, "a").await.unwrap();
    tell_coaches(&world.bridge).await.unwrap();
    world.mail().await
}

async fn saved(world: &World, coach: &Member) -> (ReferralId, Uuid) {
    let id = world.refer(&to_coach(world)).await.id;
    world.mail().await;
    meet_demand(&world.bridge, "a").await.unwrap();
    let wish = save(&world.bridge, &as_caller(coach), id, &swimming()).await;
    (id, wish.unwrap())
}

async fn seen(world: &World, caller: &Caller, id: ReferralId) -> ShownReferral {
    show_referral(&world.bridge, caller, id).await.unwrap()
}

async fn state(world: &World, id: ReferralId) -> State {
    let shown = seen(world, &resident(id), id).await;
    assert_eq!(shown.saved_wishes.len(), 1);
    let one = &shown.saved_wishes[0];
    let kept = one.state == State::Active;
    assert_eq!(one.wishes.is_some(), kept, "they go when they end");
    assert!(kept || one.offers.is_empty());
    one.state
}

/// How many rows of finds there are at all.
async fn finds(world: &World, id: ReferralId) -> usize {
    let store = Store::open_to_check(&world.place).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let found = store::saved_wishes::offers_of(&mut tx, world.home, id).await;
    found.unwrap().len()
}

#[test]
fn a_coach_hears_once_of_each_offer_that_fits_in_one_mail_a_day_that_names_nobody() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let (id, wish) = saved(&world, &coach).await;
        assert!(round(&world).await.is_empty(), "nothing is new");

        offers(&world, &["a", "b"]).await;
        let mails = round(&world).await;
        assert_eq!(mails.len(), 1, "two offers, one mail");
        let mail = &mails[0];
        assert_eq!(mail.to, "joris@coaches.example");
        let link = format!("\n\nhttps://brugdam.example/verwijzingen/{id}#wensen\n\n");
        assert!(mail.text.contains(&link), "{}", mail.text);
        let whole = format!("{} {}", mail.subject, mail.text);
        for secret in [
            "Fatma",
            "Yıldız",
            "12 34 56 78",
            "wemmen",
            "rolstoel",
            "Golf",
        ] {
            assert!(!whole.contains(secret), "{whole}");
        }

        // Both are on the page with their reasons, and one line is on the work list.
        let caller = as_caller(&coach);
        let now = fitting(&world.bridge, &seen(&world, &caller, id).await);
        assert_eq!((now.len(), now[0].id, now[0].hits.len()), (1, wish, 2));
        let codes: Vec<_> = now[0].hits[0].reasons.iter().map(|one| one.code).collect();
        assert!(codes.contains(&"afstand"), "{codes:?}");
        let list = waiting(&world.bridge, &caller).await.unwrap();
        assert_eq!((list.len(), list[0].referral, list[0].offers), (1, id, 2));

        // The same offers changed again, and another on the same day: no second mail.
        offers(&world, &["a", "b", "c"]).await;
        assert!(round(&world).await.is_empty());
        assert_eq!(finds(&world, id).await, 3);
        // The next day it is told, once.
        world.later(24);
        assert_eq!(round(&world).await.len(), 1);
        world.later(24);
        offers(&world, &["a", "b", "c"]).await;
        assert!(round(&world).await.is_empty(), "nothing is new");

        // Who looked through them stands in the log: the worker, when it found something.
        let looked = who_looked(&world.bridge, &resident(id), id).await.unwrap();
        let by_worker = looked.iter().filter(|one| one.origin == "werker");
        assert_eq!(by_worker.filter(|one| one.action == "inzien").count(), 2);
        world.all_invariants_hold().await;
    });
}

#[test]
fn wishes_saved_after_the_first_find_of_a_day_are_told_the_same_day() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let (id, _) = saved(&world, &coach).await;
        offers(&world, &["a"]).await;
        assert_eq!(round(&world).await.len(), 1);

        let wider = WishesDraft {
            accessibility: Vec::new(),
            ..swimming()
        };
        let wider = save(&world.bridge, &as_caller(&coach), id, &wider).await;
        assert!(wider.is_ok());
        offers(&world, &["a", "b"]).await;
        assert_eq!(round(&world).await.len(), 1, "of the wider wishes");
        // That mail told all that was found; what comes now is told tomorrow.
        offers(&world, &["a", "b", "c"]).await;
        assert!(round(&world).await.is_empty());
        world.later(24);
        assert_eq!(round(&world).await.len(), 1);
        world.all_invariants_hold().await;
    });
}

#[test]
fn two_nodes_at_once_make_one_mail() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let (id, _) = saved(&world, &coach).await;
        offers(&world, &["a"]).await;
        let other = world.another_node().await;
        let (one, two) = tokio::join!(meet_demand(&world.bridge, "a"), meet_demand(&other, "b"));
        one.unwrap();
        two.unwrap();
        meet_demand(&other, "a").await.unwrap();
        let (one, two) = tokio::join!(tell_coaches(&world.bridge), tell_coaches(&other));
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(world.mail().await.len(), 1);
        assert_eq!(finds(&world, id).await, 1);
        other.close().await;
    });
}

#[test]
fn what_was_there_before_and_what_does_not_fit_is_not_told() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        offers(&world, &["early"]).await;
        world.later(1);
        let id = world.refer(&to_coach(&world)).await.id;
        let cheap = WishesDraft {
            max_price: Some(1_500),
            ..swimming()
        };
        save(&world.bridge, &as_caller(&coach), id, &cheap)
            .await
            .unwrap();
        world.later(1);
        // Of the second nobody knows whether a wheelchair can go, the third is too dear, and of the
        // last two nobody knows what a month costs: none of them passes.
        let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;toegankelijkheid;prijs;bron_id\n\
            Aquajoggen;Zwembad De Golf;zwemmen;dinsdag;09:00;10:00;5299 AC;rolstoel;€ 2,00 per keer;t1\n\
            Banen;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;;€ 2,00 per keer;t2\n\
            Duiken;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;rolstoel;€ 6,00 per keer;t3\n\
            Drijven;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;rolstoel;;t4\n\
            Spelen;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;rolstoel;vanaf een tientje;t5\n";
        import_offers::import_sheet(&world.bridge, world.home, "bad", sheet.as_bytes(), false)
            .await
            .unwrap();
        world.mail().await;
        assert!(round(&world).await.is_empty());
        assert_eq!(finds(&world, id).await, 0);
    });
}

#[test]
fn only_coaches_of_the_organisation_see_and_end_them() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let (id, wish) = saved(&world, &coach).await;
        offers(&world, &["a"]).await;
        meet_demand(&world.bridge, "a").await.unwrap();
        let bridge = &world.bridge;
        let south = set_up::organisation(
            bridge,
            world.home,
            OrganisationKind::CoachTeam,
            "Buurtsportcoaches Zuid",
            None,
            None,
        );
        let mut other = world.coach.clone();
        other.organisation = south.await.unwrap();
        let mut far = world.coach.clone();
        far.organisation = domain::ids::OrganisationId::new(Uuid::from_u128(7));
        far.municipality = "GM9002".parse().unwrap();
        let (other, far) = (as_caller(&other), as_caller(&far));
        let nurse = as_caller(&world.nurse);
        let desk = as_caller(&world.desk);

        // Consent for guidance reaches every coach here: they see the referral, and not whose
        // wishes these are.
        assert!(seen(&world, &other, id).await.saved_wishes.is_empty());
        assert!(waiting(bridge, &other).await.unwrap().is_empty());
        for who in [&nurse, &desk] {
            assert!(seen(&world, who, id).await.saved_wishes.is_empty());
            assert!(waiting(bridge, who).await.unwrap().is_empty());
            let done = save(bridge, who, id, &swimming()).await;
            assert!(matches!(done, Err(ActionError::Forbidden)));
            let done = say(bridge, who, id, wish, Said::Stop).await;
            assert!(matches!(done, Err(ActionError::Forbidden)));
        }
        for said in [
            Said::Stop,
            Said::Answered,
            Said::SetAside(OfferId::new(Uuid::nil())),
        ] {
            let done = say(bridge, &other, id, wish, said).await;
            assert!(matches!(done, Err(ActionError::NotFound)));
            let done = say(bridge, &far, id, wish, said).await;
            assert!(matches!(done, Err(ActionError::NotFound)));
            let made_up = Uuid::from_u128(42);
            let done = say(bridge, &as_caller(&coach), id, made_up, said).await;
            assert!(matches!(done, Err(ActionError::NotFound)));
        }
        let done = save(bridge, &far, id, &swimming()).await;
        assert!(matches!(done, Err(ActionError::NotFound)));
        let done = save(bridge, &resident(id), id, &swimming()).await;
        assert!(matches!(done, Err(ActionError::Forbidden)));
        // Another referral's wishes cannot be reached by this one's address.
        let second = world.refer(&to_coach(&world)).await.id;
        let done = say(bridge, &as_caller(&coach), second, wish, Said::Stop).await;
        assert!(matches!(done, Err(ActionError::NotFound)));
        assert_eq!(state(&world, id).await, State::Active);
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_coach_who_left_hears_nothing_and_the_team_does() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        saved(&world, &coach).await;
        let store = Store::open(&world.place, &world.key).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let (team, now) = (coach.organisation, world.bridge.now());
        store::memberships::end(&mut tx, world.home, team, coach.user, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        store.close().await;
        offers(&world, &["a"]).await;
        let mails = round(&world).await;
        let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
        assert_eq!(to, ["coaches@brugdam.example"]);
    });
}

#[test]
fn at_most_three_are_active_and_the_same_wishes_again_are_the_same() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let (id, first) = saved(&world, &coach).await;
        let caller = as_caller(&coach);
        let again = save(&world.bridge, &caller, id, &swimming()).await.unwrap();
        assert_eq!(again, first);
        let only = |activity: &str| WishesDraft {
            postcode: "5299".to_owned(),
            activities: vec![activity.to_owned()],
            ..WishesDraft::default()
        };
        for activity in ["wandelen", "yoga"] {
            save(&world.bridge, &caller, id, &only(activity))
                .await
                .unwrap();
        }
        let full = save(&world.bridge, &caller, id, &only("dansen")).await;
        let Err(ActionError::Faults(faults)) = full else {
            panic!("{full:?}");
        };
        assert_eq!((faults.len(), faults[0].code), (1, "te-veel-wensen"));
        // One that ended makes room.
        say(&world.bridge, &caller, id, first, Said::Stop)
            .await
            .unwrap();
        save(&world.bridge, &caller, id, &only("dansen"))
            .await
            .unwrap();

        // Wishes that cannot be read are told as a search tells them, all at once.
        let hostile = WishesDraft {
            postcode: "'; DROP TABLE saved_wish; --".to_owned(),
            activities: vec!["heksen".to_owned()],
            text: "x".repeat(201),
            ..WishesDraft::default()
        };
        let refused = save(&world.bridge, &caller, id, &hostile).await;
        let Err(ActionError::Faults(faults)) = refused else {
            panic!("{refused:?}");
        };
        let mut at: Vec<&str> = faults.iter().map(|fault| fault.location.as_str()).collect();
        at.sort_unstable();
        assert_eq!(at, ["activiteiten", "postcode", "tekst"]);
    });
}

#[test]
fn without_guidance_or_with_a_closed_referral_nothing_is_saved() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let caller = as_caller(&coach);
        // A coach sent it, so it is theirs to see; nobody agreed to be guided.
        let sent = ReferralDraft {
            consent: ConsentDraft {
                guidance: Some(false),
                ..world.fatma().consent
            },
            ..world.fatma()
        };
        let id = actions::refer::refer(&world.bridge, &caller, &sent, None)
            .await
            .unwrap()
            .id;
        let done = save(&world.bridge, &caller, id, &swimming()).await;
        let Err(ActionError::Faults(faults)) = done else {
            panic!("{done:?}");
        };
        assert_eq!((faults.len(), faults[0].code), (1, "begeleiding-nodig"));

        let (id, _) = saved(&world, &coach).await;
        let gone = StepRequest {
            words: StepDraft {
                reason: "op-verzoek".to_owned(),
                ..StepDraft::default()
            },
            ..step("ingetrokken")
        };
        world.step(&as_caller(&world.desk), id, gone).await.unwrap();
        let done = save(&world.bridge, &caller, id, &swimming()).await;
        assert!(matches!(done, Err(ActionError::Conflict { .. })));
    });
}

#[test]
fn an_offer_that_is_put_aside_is_shown_and_counted_no_more() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let caller = as_caller(&coach);
        let (id, wish) = saved(&world, &coach).await;
        offers(&world, &["a", "b"]).await;
        meet_demand(&world.bridge, "a").await.unwrap();
        let shown = seen(&world, &caller, id).await;
        let [first, second] = shown.saved_wishes[0].offers[..] else {
            panic!("two offers fit");
        };
        // Whose hand it was stands in the log, once: saying it again changes nothing.
        let changes = async || world.logged(Some(coach.user), Action::Change).await;
        let before = changes().await;
        for _ in 0..2 {
            say(&world.bridge, &caller, id, wish, Said::SetAside(first))
                .await
                .unwrap();
            assert_eq!(changes().await, before + 1);
        }
        let shown = seen(&world, &caller, id).await;
        assert_eq!(shown.saved_wishes[0].offers, [second]);
        assert_eq!(waiting(&world.bridge, &caller).await.unwrap()[0].offers, 1);
        // Changed again, it does not come back.
        offers(&world, &["a", "b"]).await;
        meet_demand(&world.bridge, "a").await.unwrap();
        assert_eq!(finds(&world, id).await, 1);
    });
}

#[test]
fn the_resident_sees_what_is_looked_for_and_takes_it_along() {
    on_both_engines(async |world| {
        let coach = coach(&world).await;
        let (id, _) = saved(&world, &coach).await;
        let shown = export_own(&world.bridge, &resident(id)).await.unwrap();
        let wishes = shown.saved_wishes[0].wishes.clone().unwrap();
        assert_eq!(wishes.accessibility, ["rolstoel"]);
        assert_eq!(wishes.text, "Quispelbad");
        // Sealed: nobody reads it in the database.
        if let store::Place::Folder(folder) = &world.place {
            world.bridge.close().await;
            let mut read = 0;
            for file in std::fs::read_dir(folder).unwrap().flatten() {
                let bytes = std::fs::read(file.path()).unwrap();
                read += bytes.len();
                let found = bytes.windows(10).any(|part| part == b"Quispelbad");
                assert!(!found, "{}", file.path().display());
            }
            assert!(read > 10_000, "{read}");
        }
    });
}

#[test]
fn a_role_that_does_not_coach_has_no_such_list() {
    on_both_engines(async |world| {
        for role in [
            Role::Provider,
            Role::Policy,
            Role::LogKeeper,
            Role::ServicePoint,
        ] {
            let list = waiting(&world.bridge, &world.with_role(role)).await;
            assert!(list.unwrap().is_empty(), "{role}");
        }
        let refused = waiting(&world.bridge, &Caller::system()).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
    });
}
