//! What stands in the access log, told through the actions, on both engines: refusals and prints,
//! the log keeper's view, and the alarms with their questions.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::alarms::{self, Alarm};
use actions::list_referrals::{WhichReferrals, list_referrals};
use actions::show_referral::{copy_referral, show_referral, who_looked};
use actions::who_looked::{Action, LogQuestion, as_csv, last_week, page};
use actions::{ActionError, Caller, answer_by_link, refused, seal_log};
use domain::actor::{Mandate, MandateVerbs};
use domain::alarm::{AlarmState, Rule};
use domain::organisation::Role;
use jiff::SignedDuration;
use support::{World, as_caller, step};
use testkit::engine::Engine;

fn on_both_engines<F: AsyncFn(World)>(story: F) {
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

/// Somebody of the municipality who keeps the log.
fn keeper_of(world: &World) -> Caller {
    let mut member = world.desk.clone();
    member.roles = [Role::LogKeeper].into_iter().collect();
    as_caller(&member)
}

/// The deeds in the log of this sort, as the log keeper finds them: role and referral number.
async fn lines(world: &World, action: Action) -> Vec<(String, Option<String>)> {
    let question = LogQuestion {
        action: Some(action),
        ..last_week(&world.bridge)
    };
    let found = page(&world.bridge, &keeper_of(world), &question, 1)
        .await
        .unwrap();
    let entries = found.entries.into_iter();
    entries
        .map(|entry| (entry.role.code().to_owned(), entry.number))
        .collect()
}

async fn is_whole(world: &World) {
    seal_log::seal_log(&world.bridge).await.unwrap();
    let store = store::Store::open(&world.place, &world.key).await.unwrap();
    let anchors = seal_log::anchors(&world.bridge).await.unwrap();
    let proof = store::access_log::verify(&store, &anchors).await.unwrap();
    assert_eq!((proof.findings, proof.waiting), (Vec::new(), 0));
    assert!(proof.rows > 0 && proof.anchors == 1);
}

#[test]
fn whoever_asks_for_what_is_not_theirs_is_written_down() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        let id = sent.id;
        let stranger = as_caller(&world.other_nurse);
        let other_club = as_caller(&world.other_club);
        let keeper = keeper_of(&world);
        let bridge = &world.bridge;
        let refused = [
            show_referral(bridge, &stranger, id).await.err(),
            copy_referral(bridge, &stranger, id).await.err(),
            show_referral(bridge, &keeper, id).await.err(),
            world.step(&other_club, id, step("aanvaard")).await.err(),
            who_looked(bridge, &stranger, id).await.err(),
            answer_by_link::for_paper(bridge, &stranger, id).await.err(),
        ];
        for error in refused {
            assert!(matches!(error, Some(ActionError::NotFound)), "{error:?}");
        }
        let nurse = as_caller(&world.nurse);
        let forbidden = world.step(&nurse, id, step("aanvaard")).await;
        assert!(matches!(forbidden, Err(ActionError::Forbidden)));
        let number = Some(sent.number.clone());
        let role = |code: &str| (code.to_owned(), number.clone());
        let expected = [
            role("zorgprofessional"),
            role("zorgprofessional"),
            role("zorgprofessional"),
            role("aanbieder"),
            role("logbeheerder"),
            role("zorgprofessional"),
            role("zorgprofessional"),
        ];
        let mut found = lines(&world, Action::Refused).await;
        let mut expected = expected.to_vec();
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
        is_whole(&world).await;
    });
}

#[test]
fn a_list_that_a_role_may_not_have_is_a_refusal_without_a_resident() {
    on_both_engines(async |world| {
        let keeper = keeper_of(&world);
        let asked = list_referrals(&world.bridge, &keeper, WhichReferrals::All, None, 1).await;
        assert!(matches!(asked, Err(ActionError::Forbidden)));
        assert_eq!(
            lines(&world, Action::Refused).await,
            [("logbeheerder".to_owned(), None)]
        );
    });
}

#[test]
fn what_does_not_exist_is_nobodys_data() {
    on_both_engines(async |world| {
        let nowhere = "0194b2a0-0000-7000-8000-000000000000".parse().unwrap();
        let nurse = as_caller(&world.nurse);
        refused::note(&world.bridge, &nurse, nowhere).await.unwrap();
        let asked = show_referral(&world.bridge, &nurse, nowhere).await;
        assert!(matches!(asked, Err(ActionError::NotFound)));
        let nobodys = ("zorgprofessional".to_owned(), None);
        assert_eq!(
            lines(&world, Action::Refused).await,
            [nobodys.clone(), nobodys]
        );
    });
}

#[test]
fn of_who_stands_in_for_a_colleague_the_log_says_for_whom_they_were_refused() {
    on_both_engines(async |world| {
        let mut stands_in = world.nurse.clone();
        stands_in.user = world.other_nurse.user;
        stands_in.mandate = Some(Mandate {
            delegator: world.nurse.user,
            name: world.nurse.name.clone(),
            verbs: MandateVerbs::default(),
        });
        refused::note_of_nobody(&world.bridge, &as_caller(&stands_in))
            .await
            .unwrap();
        let question = LogQuestion {
            action: Some(Action::Refused),
            ..last_week(&world.bridge)
        };
        let found = page(&world.bridge, &keeper_of(&world), &question, 1).await;
        let entry = found.unwrap().entries.remove(0);
        assert_eq!(entry.on_behalf.as_deref(), Some("Marieke Vos"));
    });
}

#[test]
fn of_a_flood_of_refusals_the_log_holds_ten_a_minute_and_how_many_there_were() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let (nurse, other) = (as_caller(&world.nurse), as_caller(&world.other_nurse));
        let times = async |caller: &Caller| {
            let question = LogQuestion {
                action: Some(Action::Refused),
                user: caller.actor.user(),
                ..last_week(bridge)
            };
            let found = page(bridge, &keeper_of(&world), &question, 1).await;
            let entries = found.unwrap().entries.into_iter();
            entries.map(|entry| entry.times).collect::<Vec<_>>()
        };
        let asks = async |caller: &Caller, often: usize| {
            for _ in 0..often {
                refused::note_of_nobody(bridge, caller).await.unwrap();
            }
        };
        let begun = bridge.now();
        asks(&nurse, 25).await;
        asks(&other, 1).await;
        assert_eq!(times(&nurse).await, [Some(25); 10]);
        assert_eq!(times(&other).await, [Some(1)], "each account for itself");
        world.clock.advance(SignedDuration::from_mins(1));
        asks(&nurse, 1).await;
        let mut expected = vec![Some(1)];
        expected.extend([Some(25); 10]);
        assert_eq!(times(&nurse).await, expected);
        // A refusal about somebody is never left out, and never counted among these of that minute.
        asks(&other, 1).await;
        world.clock.advance(SignedDuration::from_secs(1));
        let sent = world.refer(&world.fatma()).await;
        let asked = show_referral(bridge, &other, sent.id).await;
        assert!(matches!(asked, Err(ActionError::NotFound)));
        assert_eq!(times(&other).await, [None, Some(1), Some(1)]);
        // Who has no account is nobody to write down.
        let system = Caller::system();
        asks(&system, 1).await;
        assert_eq!(lines(&world, Action::Refused).await.len(), 14);
        // Ten are enough for the alarm to speak.
        alarms::watch(bridge).await.unwrap();
        let seen = alarms::list(bridge, &keeper_of(&world)).await.unwrap();
        let rules: Vec<Rule> = seen.iter().map(|alarm| alarm.rule).collect();
        assert_eq!(rules, [Rule::ManyRefusals]);
        is_whole(&world).await;
        // The counts go when the log goes.
        world.later(24 * 2000);
        actions::retain::retain(bridge).await.unwrap();
        let store = store::Store::open(&world.place, &world.key).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let user = world.nurse.user;
        let counted = store::refusals::count(&mut tx, world.home, user, begun).await;
        assert_eq!(counted.unwrap(), 1);
    });
}

#[test]
fn printing_and_reading_the_log_stand_in_it() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        let nurse = as_caller(&world.nurse);
        copy_referral(&world.bridge, &nurse, sent.id).await.unwrap();
        answer_by_link::for_paper(&world.bridge, &nurse, sent.id)
            .await
            .unwrap();
        assert_eq!(lines(&world, Action::Copy).await.len(), 2);
        let before = lines(&world, Action::ReadLog).await.len();
        assert_eq!(lines(&world, Action::ReadLog).await.len(), before + 1);
        let question = last_week(&world.bridge);
        let file = as_csv(&world.bridge, &keeper_of(&world), &question)
            .await
            .unwrap();
        assert!(file.starts_with("moment;handeling;naam;rol;"));
        assert!(file.contains(";afdrukken;Marieke Vos;zorgprofessional;"));
        assert!(!file.contains("Fatma") && !file.contains("Yıldız"));
        assert_eq!(
            lines(&world, Action::Export).await,
            [("logbeheerder".to_owned(), None)]
        );
    });
}

#[test]
fn only_the_log_keeper_of_the_place_reads_the_log() {
    on_both_engines(async |world| {
        world.refer(&world.fatma()).await;
        let question = last_week(&world.bridge);
        for member in [&world.nurse, &world.desk, &world.club, &world.coach] {
            let asked = page(&world.bridge, &as_caller(member), &question, 1).await;
            assert!(matches!(asked, Err(ActionError::Forbidden)));
            let alarms = alarms::list(&world.bridge, &as_caller(member)).await;
            assert!(matches!(alarms, Err(ActionError::Forbidden)));
        }
        let mut elsewhere = world.desk.clone();
        elsewhere.roles = [Role::LogKeeper].into_iter().collect();
        elsewhere.municipality = "GM9002".parse().unwrap();
        let found = page(&world.bridge, &as_caller(&elsewhere), &question, 1)
            .await
            .unwrap();
        assert_eq!((found.total, found.entries.len()), (0, 0));
    });
}

#[test]
fn the_log_is_found_by_person_referral_and_period() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        show_referral(&world.bridge, &as_caller(&world.desk), sent.id)
            .await
            .unwrap();
        let total = async |question: LogQuestion| {
            let keeper = keeper_of(&world);
            page(&world.bridge, &keeper, &question, 1)
                .await
                .unwrap()
                .total
        };
        let week = last_week(&world.bridge);
        let by_nurse = LogQuestion {
            user: Some(world.nurse.user),
            ..week.clone()
        };
        assert_eq!(total(by_nurse).await, 1);
        let of_referral = LogQuestion {
            referral: Some(sent.id),
            ..week.clone()
        };
        assert_eq!(total(of_referral).await, 2);
        let last_month = LogQuestion {
            from: "2026-10-01".parse().unwrap(),
            until: "2026-10-31".parse().unwrap(),
            ..week
        };
        assert_eq!(total(last_month).await, 0);
    });
}

async fn opened(world: &World, id: domain::ids::ReferralId, times: usize) {
    let nurse = as_caller(&world.nurse);
    for _ in 0..times {
        show_referral(&world.bridge, &nurse, id).await.unwrap();
    }
}

async fn alarms_of(world: &World) -> Vec<Alarm> {
    alarms::watch(&world.bridge).await.unwrap();
    alarms::list(&world.bridge, &keeper_of(world))
        .await
        .unwrap()
}

#[test]
fn many_files_in_an_hour_are_seen_asked_about_answered_and_closed() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        opened(&world, sent.id, 59).await;
        assert!(alarms_of(&world).await.is_empty());
        opened(&world, sent.id, 1).await;
        let found = alarms_of(&world).await;
        let [alarm] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!((alarm.rule, alarm.amount), (Rule::ManyReads, 60));
        assert_eq!(
            (alarm.state, alarm.user),
            (AlarmState::Open, world.nurse.user)
        );
        assert_eq!(alarm.from.to_string(), "2026-11-24T08:00:00Z");
        assert_eq!(alarms::watch(&world.bridge).await.unwrap(), 0, "seen once");

        let (bridge, nurse) = (&world.bridge, as_caller(&world.nurse));
        let keeper = keeper_of(&world);
        let early = alarms::answer(bridge, &nurse, &alarm.id, "Ik was nieuw").await;
        assert!(
            matches!(early, Err(ActionError::NotFound)),
            "nothing was asked"
        );
        alarms::ask(bridge, &keeper, &alarm.id).await.unwrap();
        let again = alarms::ask(bridge, &keeper, &alarm.id).await;
        assert!(matches!(again, Err(ActionError::NotFound)));
        assert_eq!(alarms::questions(bridge, &nurse).await.unwrap().len(), 1);
        let colleague = as_caller(&world.other_nurse);
        assert!(
            alarms::questions(bridge, &colleague)
                .await
                .unwrap()
                .is_empty()
        );
        let theirs = alarms::answer(bridge, &colleague, &alarm.id, "Ik").await;
        assert!(matches!(theirs, Err(ActionError::NotFound)));
        let empty = alarms::answer(bridge, &nurse, &alarm.id, "  ").await;
        assert!(matches!(empty, Err(ActionError::Faults(_))));
        alarms::answer(bridge, &nurse, &alarm.id, "Ik werkte Fatma in")
            .await
            .unwrap();
        let answered = &alarms_of(&world).await[0];
        assert_eq!(answered.state, AlarmState::Answered);
        assert_eq!(answered.answer.as_deref(), Some("Ik werkte Fatma in"));
        alarms::close(bridge, &keeper, &alarm.id).await.unwrap();
        assert_eq!(alarms_of(&world).await[0].state, AlarmState::Closed);
        assert!(alarms::questions(bridge, &nurse).await.unwrap().is_empty());
    });
}

#[test]
fn ten_files_at_night_are_odd_and_nine_are_not() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        world.later(14);
        opened(&world, sent.id, 9).await;
        assert!(alarms_of(&world).await.is_empty());
        world.later(2);
        opened(&world, sent.id, 1).await;
        let found = alarms_of(&world).await;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].rule, found[0].amount), (Rule::AtNight, 10));
        assert_eq!(found[0].from.to_string(), "2026-11-24T22:00:00Z");
        assert_eq!(found[0].until.to_string(), "2026-11-25T05:00:00Z");
    });
}

#[test]
fn the_log_keeper_chooses_the_limits_and_judges_nobody_in_their_own_case() {
    on_both_engines(async |world| {
        let (bridge, keeper) = (&world.bridge, keeper_of(&world));
        let limits = Rule::ALL.map(|rule| (rule, 2));
        alarms::set_limits(bridge, &keeper, &limits).await.unwrap();
        assert_eq!(alarms::limits(bridge, &keeper).await.unwrap(), limits);
        let none = alarms::set_limits(bridge, &keeper, &[(Rule::AtNight, 0)]).await;
        assert!(matches!(none, Err(ActionError::Faults(_))));
        let nurse = as_caller(&world.nurse);
        let theirs = alarms::set_limits(bridge, &nurse, &limits).await;
        assert!(matches!(theirs, Err(ActionError::Forbidden)));

        // The log keeper asks for files, which is refused, and is an alarm as well.
        let sent = world.refer(&world.fatma()).await;
        for _ in 0..2 {
            show_referral(bridge, &keeper, sent.id).await.err().unwrap();
        }
        let found = alarms_of(&world).await;
        assert_eq!(found[0].rule, Rule::ManyRefusals);
        let own = alarms::close(bridge, &keeper, &found[0].id).await;
        assert!(matches!(own, Err(ActionError::NotFound)));
        let mut other = world.coach.clone();
        other.roles = [Role::LogKeeper].into_iter().collect();
        alarms::close(bridge, &as_caller(&other), &found[0].id)
            .await
            .unwrap();
    });
}
