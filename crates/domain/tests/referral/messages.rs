//! Who hears of what happened (I8, and section 7 of issue "the closed loop").

use domain::actor::Actor;
use domain::notice::{Notice, Recipient, notices_after};
use domain::organisation::Role;
use domain::referral::{Deed, Hand, Referral, Step};
use rstest::rstest;

use crate::world::{self, after, hand_of, monday, order, organisation, rules};

const CLUB: fn() -> Recipient = || Recipient::Receiver(organisation(world::CLUB));
const POINT: fn() -> Recipient = || Recipient::ServicePoint(organisation(world::SERVICE_POINT));

fn heard(referral: &Referral) -> Vec<(Recipient, Notice)> {
    notices_after(referral, organisation(world::SERVICE_POINT), true)
}

fn took(referral: Referral, step: Step, by: Hand) -> Referral {
    let command = world::command(step, monday(), 0);
    referral
        .take(command, by, None, monday(), &rules())
        .unwrap()
        .0
}

fn noted(referral: Referral, deed: Deed, by: &Actor) -> Referral {
    referral
        .note(deed, hand_of(by), monday(), &rules())
        .unwrap()
        .0
}

/// Each way to close, with what led to it.
const CLOSINGS: [(&[Step], Step); 8] = [
    (&[Step::Start], Step::Complete),
    (&[Step::Start], Step::Stop),
    (&[Step::Start, Step::Pause], Step::Stop),
    (&[Step::Accept, Step::Pause], Step::Complete),
    (&[], Step::GiveUp),
    (&[], Step::Withdraw),
    (&[Step::Decline], Step::GiveUp),
    (&[Step::Decline], Step::Withdraw),
];

#[test]
fn the_referrer_hears_of_every_closing_and_of_the_start() {
    let by = hand_of(&world::service_point());
    for (way, step) in CLOSINGS {
        let closed = took(after(order(), way), step, by);
        let told = heard(&closed);
        assert!(
            told.contains(&(Recipient::Referrer, Notice::ClosingReport)),
            "{way:?} {step:?}: {told:?}"
        );
    }
    let started = after(order(), &[Step::Start]);
    assert_eq!(
        heard(&started),
        [(Recipient::Referrer, Notice::StartReport)]
    );
    let (erased, _) = after(order(), &[]).erase(hand_of(&world::resident()), monday(), &rules());
    assert!(heard(&erased).contains(&(Recipient::Referrer, Notice::ClosingReport)));
}

#[test]
fn without_consent_for_feedback_the_referrer_hears_nothing() {
    let mut order = order();
    order.consent.feedback = false;
    let by = hand_of(&world::service_point());
    for (way, step) in CLOSINGS {
        let closed = took(after(order.clone(), way), step, by);
        let told = heard(&closed);
        assert!(
            told.iter().all(|(who, _)| *who != Recipient::Referrer),
            "{told:?}"
        );
    }
    assert_eq!(heard(&after(order, &[Step::Start])), []);
}

#[test]
fn a_new_referral_invites_the_club_and_confirms_to_the_resident_who_has_email() {
    let (sent, _) = world::sent();
    let invited = (CLUB(), Notice::Invitation);
    assert_eq!(
        heard(&sent),
        [invited, (Recipient::Resident, Notice::Confirmation)]
    );
    let by_phone = notices_after(&sent, organisation(world::SERVICE_POINT), false);
    assert_eq!(by_phone, [invited]);
}

#[rstest]
#[case(Step::Accept, vec![])]
#[case(Step::Contact, vec![])]
#[case(Step::PlanTrial, vec![(Recipient::Resident, Notice::TrialAgreed)])]
#[case(Step::AttendTrial, vec![])]
#[case(Step::Decline, vec![(POINT(), Notice::Declined)])]
#[case(Step::NotReached, vec![])]
fn a_step_of_the_club_tells_whoever_must_act(
    #[case] step: Step,
    #[case] expected: Vec<(Recipient, Notice)>,
) {
    let (sent, _) = world::sent();
    assert_eq!(heard(&took(sent, step, hand_of(&world::host()))), expected);
}

#[test]
fn the_third_attempt_without_success_asks_the_service_point() {
    let third = after(
        order(),
        &[Step::NotReached, Step::NotReached, Step::NotReached],
    );
    assert_eq!(third.attempts, 3);
    assert_eq!(
        third.owner.map(|owner| owner.role),
        Some(Role::ServicePoint)
    );
    assert_eq!(heard(&third), [(POINT(), Notice::Unreachable)]);
}

#[test]
fn a_club_hears_that_a_referral_was_withdrawn_unless_it_did_so_itself_or_had_let_it_go() {
    let nurse = hand_of(&world::nurse());
    let withdrawn = (CLUB(), Notice::Withdrawn);
    let (sent, _) = world::sent();
    assert!(heard(&took(sent, Step::Withdraw, nurse)).contains(&withdrawn));

    let given_up = after(order(), &[Step::Accept, Step::GiveUp]);
    assert!(!heard(&given_up).contains(&withdrawn));

    let let_go = after(order(), &[Step::Decline]);
    assert!(!heard(&took(let_go, Step::Withdraw, nurse)).contains(&withdrawn));
}

#[test]
fn a_resident_who_asks_for_a_call_is_called_by_whoever_has_the_turn() {
    let (sent, _) = world::sent();
    let asked = noted(sent, Deed::CallMe, &world::resident());
    assert_eq!(heard(&asked), [(CLUB(), Notice::PleaseCall)]);

    let seeking = after(order(), &[Step::Decline]);
    let asked = noted(seeking, Deed::CallMe, &world::resident());
    assert_eq!(heard(&asked), [(POINT(), Notice::PleaseCall)]);
}

#[test]
fn a_reminder_goes_to_whoever_has_the_turn_and_a_takeover_to_the_service_point() {
    let (sent, _) = world::sent();
    let reminded = noted(sent.clone(), Deed::Reminded, &Actor::System);
    assert_eq!(heard(&reminded), [(CLUB(), Notice::Reminder)]);
    let taken_over = noted(sent, Deed::TakenOver, &Actor::System);
    assert_eq!(heard(&taken_over), [(POINT(), Notice::Takeover)]);
    let again = noted(taken_over, Deed::Reminded, &Actor::System);
    assert_eq!(heard(&again), [(POINT(), Notice::Reminder)]);
}

#[test]
fn a_suspended_club_hears_nothing_and_the_resident_hears_that_somebody_helps() {
    let started = after(order(), &[Step::Start]);
    let suspended = noted(started, Deed::Suspended, &world::service_point());
    let told = (Recipient::Resident, Notice::ProviderStopped);
    assert_eq!(heard(&suspended), [told]);
    let asked = noted(suspended.clone(), Deed::CallMe, &world::resident());
    assert_eq!(heard(&asked), [(POINT(), Notice::PleaseCall)]);
    let desk = hand_of(&world::service_point());
    let stopped = heard(&took(suspended.clone(), Step::Stop, desk));
    assert!(
        !stopped.contains(&(CLUB(), Notice::Withdrawn)),
        "{stopped:?}"
    );
    let back = noted(suspended, Deed::Reinstated, &world::service_point());
    assert_eq!(heard(&back), []);
}

#[test]
fn what_is_taken_back_or_merely_noted_sends_nothing() {
    let restored = after(order(), &[Step::Accept, Step::Undo]);
    assert_eq!(heard(&restored), []);
    let (sent, _) = world::sent();
    for deed in [Deed::Coming, Deed::ConsentChanged] {
        let after = noted(sent.clone(), deed, &world::resident());
        assert_eq!(heard(&after), []);
    }
}
