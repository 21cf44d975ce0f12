//! The rules that are easier to read as one story each.

use domain::actor::Actor;
use domain::calendar::{day_of, moment_of};
use domain::organisation::Role;
use domain::referral::{Command, Deed, Hand, Refusal, Status, Step, TrialMoment};
use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;

use crate::follow::Follow;
use crate::world::{self, after, command, hand_of, monday, order, organisation, rules};

fn by_club() -> Hand {
    hand_of(&world::host())
}

fn due_of(steps: &[Step]) -> Timestamp {
    after(order(), steps).due.unwrap()
}

fn at_five(year: i16, month: i8, day: i8) -> Timestamp {
    moment_of(date(year, month, day), time(17, 0, 0, 0))
}

#[test]
fn a_closed_referral_cannot_be_accepted() {
    let closed = after(order(), &[Step::Withdraw]);
    let refused = closed.take(Command::Accept, by_club(), None, monday(), &rules());
    let expected = Refusal::NotNow {
        status: Status::Withdrawn,
        allowed: vec![],
        version: 2,
    };
    assert_eq!(refused.err(), Some(expected));
}

#[test]
fn of_two_answers_at_once_the_second_is_told_where_it_stands() {
    let accepted = after(order(), &[Step::Accept]);
    let refused = accepted.take(Command::Accept, by_club(), None, monday(), &rules());
    let Some(Refusal::NotNow {
        status, version, ..
    }) = refused.err()
    else {
        panic!("taken twice")
    };
    assert_eq!((status, version), (Status::Accepted, 2));
}

/// Monday 23 November 2026, with the default deadlines.
#[rstest]
#[case::three_working_days(&[], at_five(2026, 11, 26))]
#[case::five_for_contact(&[Step::Accept], at_five(2026, 11, 30))]
#[case::fifteen_for_a_trial(&[Step::Contact], at_five(2026, 12, 14))]
#[case::ten_for_a_start(&[Step::AttendTrial], at_five(2026, 12, 7))]
#[case::sixteen_weeks_after_the_start(&[Step::Start], at_five(2027, 3, 15))]
#[case::three_to_choose_again(&[Step::Decline], at_five(2026, 11, 26))]
fn each_status_has_its_own_deadline(#[case] steps: &[Step], #[case] due: Timestamp) {
    assert_eq!(due_of(steps), due);
}

#[test]
fn a_trial_is_asked_after_two_working_days_past_its_day() {
    let friday = TrialMoment {
        day: date(2026, 12, 4),
        time: Some(time(10, 0, 0, 0)),
    };
    let (sent, _) = world::sent();
    let command = Command::PlanTrial(friday);
    let (planned, _) = sent
        .take(command, by_club(), None, monday(), &rules())
        .unwrap();
    assert_eq!(planned.due, Some(at_five(2026, 12, 8)));
    assert_eq!(planned.trial(), Some(friday));
}

#[test]
fn a_pause_is_due_on_the_day_it_ends() {
    let until = date(2027, 1, 11);
    let reason = "vakantie".to_owned();
    let started = after(order(), &[Step::Start]);
    let command = Command::Pause { reason, until };
    let (paused, entry) = started
        .take(command, by_club(), None, monday(), &rules())
        .unwrap();
    assert_eq!(paused.due, Some(at_five(2027, 1, 11)));
    assert_eq!(entry.until, Some(until));
}

#[test]
fn a_deadline_of_no_days_at_all_still_lies_ahead() {
    let mut rules = rules();
    rules.deadlines.answer = 0;
    let evening = moment_of(date(2026, 11, 23), time(20, 0, 0, 0));
    let by = hand_of(&world::nurse());
    let (sent, _) = domain::referral::Referral::send(order(), by, evening, &rules);
    assert!(sent.due.is_some_and(|due| due > evening), "{:?}", sent.due);
}

#[rstest]
#[case(0, true)]
#[case(24 * 3600, true)]
#[case(24 * 3600 + 1, false)]
fn a_step_can_be_taken_back_within_a_day(#[case] seconds: i64, #[case] possible: bool) {
    let accepted = after(order(), &[Step::Accept]);
    let later = monday() + SignedDuration::from_secs(seconds);
    assert_eq!(accepted.may_undo(by_club(), later), possible);
    let undone = accepted.take(Command::Undo, by_club(), None, later, &rules());
    assert_eq!(undone.is_ok(), possible);
}

#[test]
fn the_link_and_the_account_of_one_club_count_as_one() {
    let accepted = after(order(), &[Step::Accept]);
    assert!(accepted.may_undo(hand_of(&world::link()), monday()));
    assert!(accepted.may_undo(hand_of(&world::host()), monday()));
}

#[test]
fn nobody_takes_back_what_somebody_else_did() {
    let accepted = after(order(), &[Step::Accept]);
    for other in [
        world::nurse(),
        world::service_point(),
        world::resident(),
        Actor::System,
    ] {
        assert!(!accepted.may_undo(hand_of(&other), monday()), "{other:?}");
    }
}

#[test]
fn neither_a_new_choice_nor_a_restoring_nor_a_silence_is_taken_back() {
    let by_point = hand_of(&world::service_point());
    let declined = after(order(), &[Step::Decline]);
    let rechosen = declined
        .take(
            command(Step::Rechoose, monday(), 0),
            by_point,
            None,
            monday(),
            &rules(),
        )
        .unwrap()
        .0;
    assert!(!rechosen.may_undo(by_point, monday()));

    let restored = after(order(), &[Step::Accept, Step::Contact, Step::Undo]);
    assert_eq!(restored.state.status(), Status::Accepted);
    assert!(!restored.may_undo(by_club(), monday()));

    let system = hand_of(&Actor::System);
    let (sent, _) = world::sent();
    let (silent, _) = sent
        .note(Deed::Unanswered, system, monday(), &rules())
        .unwrap();
    assert!(!silent.may_undo(system, monday()));
    assert!(!silent.may_undo(by_club(), monday()));
}

#[test]
fn a_fresh_referral_has_nothing_to_take_back() {
    let (sent, _) = world::sent();
    assert!(!sent.may_undo(hand_of(&world::nurse()), monday()));
}

#[test]
fn taking_back_a_no_gives_the_club_its_turn_again() {
    let (sent, _) = world::sent();
    let restored = after(order(), &[Step::Decline, Step::Undo]);
    assert_eq!(restored.state, sent.state);
    assert_eq!((restored.owner, restored.due), (sent.owner, sent.due));
    assert_eq!(restored.version, 3, "the history keeps both");
}

#[test]
fn a_restored_step_that_was_late_is_late_again() {
    let mut follow = Follow::sent();
    let wednesday = monday() + SignedDuration::from_hours(9 * 24);
    assert!(follow.referral.is_overdue(wednesday));
    assert!(follow.take(Command::Accept, by_club(), wednesday));
    assert!(!follow.referral.is_overdue(wednesday));
    assert!(follow.take(Command::Undo, by_club(), wednesday));
    assert!(follow.referral.is_overdue(wednesday));
}

#[test]
fn removed_data_do_not_come_back_by_taking_a_step_back() {
    let mut follow = Follow::sent();
    let resident = hand_of(&world::resident());
    assert!(follow.erase(resident, monday()));
    assert!(!follow.take(Command::Undo, resident, monday()));
    assert!(!follow.erase(resident, monday()));
}

#[test]
fn a_pause_returns_to_the_status_before_it_with_its_trial() {
    let mut follow = Follow::sent();
    let later = monday() + SignedDuration::from_hours(1);
    assert!(follow.take(command(Step::PlanTrial, later, 10), by_club(), later));
    let trial = follow.referral.trial();
    assert!(follow.take(command(Step::Pause, later, 1), by_club(), later));
    assert_eq!(follow.referral.trial(), None);
    assert!(follow.take(Command::Resume, by_club(), later));
    assert_eq!(follow.referral.trial(), trial);
    assert_eq!(follow.referral.state.status(), Status::TrialPlanned);
}

#[test]
fn contact_and_a_new_choice_begin_the_count_of_attempts_anew() {
    let tried = after(order(), &[Step::NotReached, Step::NotReached]);
    assert_eq!(tried.attempts, 2);
    let reached = after(
        order(),
        &[Step::NotReached, Step::NotReached, Step::Contact],
    );
    assert_eq!(reached.attempts, 0);
    let chosen = after(order(), &[Step::NotReached, Step::Decline, Step::Rechoose]);
    assert_eq!(chosen.attempts, 0);
}

#[test]
fn who_missed_the_trial_is_called_within_two_working_days() {
    let missed = after(order(), &[Step::PlanTrial, Step::NoShow]);
    assert_eq!(missed.state.status(), Status::Contacted);
    assert_eq!(missed.owner.map(|owner| owner.role), Some(Role::Provider));
    assert_eq!(missed.due, Some(at_five(2026, 11, 25)));
}

#[test]
fn a_clock_that_was_set_back_does_not_turn_history_around() {
    let accepted = after(order(), &[Step::Accept]);
    let earlier = monday() - SignedDuration::from_hours(5);
    let (contacted, entry) = accepted
        .take(Command::Contact, by_club(), None, earlier, &rules())
        .unwrap();
    assert_eq!((entry.at, contacted.changed_at), (monday(), monday()));
}

#[test]
fn silence_ends_at_the_service_point_with_the_reason_in_the_history() {
    let mut follow = Follow::sent();
    let system = hand_of(&Actor::System);
    let due = follow.referral.due.unwrap();
    let later = due + SignedDuration::from_secs(1);
    assert!(!follow.referral.is_overdue(due));
    assert!(follow.referral.is_overdue(later));
    assert!(follow.note(Deed::Reminded, system, later));
    assert_eq!(
        follow.referral.due,
        Some(due),
        "stays red until somebody acts"
    );
    assert!(follow.note(Deed::Unanswered, system, later));
    let owner = follow.referral.owner.unwrap();
    assert_eq!(owner.organisation, organisation(world::SERVICE_POINT));
    assert!(day_of(follow.referral.due.unwrap()) > day_of(later));
}
