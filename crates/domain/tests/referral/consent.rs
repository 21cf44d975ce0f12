//! What follows when a resident takes back consent, and gives it again.

use domain::consent::{Consent, ConsentChange, ConsentManner, Purpose};
use domain::notice::{Notice, Recipient, notices_of_consent};
use domain::organisation::Role;
use domain::policy::may_change_consent;
use domain::referral::{
    Deed, Entry, OnBehalf, Order, Owner, Party, Referral, Status, Step, Target,
};
use domain::visibility::sight_of;
use rstest::rstest;

use crate::world::{self, organisation};

fn take_back(purpose: Purpose) -> ConsentChange {
    ConsentChange {
        purpose,
        given: false,
        manner: ConsentManner::Self_,
    }
}

fn changed(referral: &Referral, change: ConsentChange) -> (Referral, Entry) {
    let by = world::hand_of(&world::resident());
    let (at, rules) = (world::monday(), world::rules());
    let after = referral.change_consent(change, by, None, at, &rules);
    after.expect("it is a change")
}

fn all_agreed() -> Consent {
    let none = Consent::none(ConsentManner::Spoken);
    Purpose::ALL
        .into_iter()
        .fold(none, |consent, purpose| consent.with(purpose, true))
}

/// With the club; everything is agreed to.
fn with_club(steps: &[Step]) -> Referral {
    let order = Order {
        consent: all_agreed(),
        ..world::order()
    };
    world::after(order, steps)
}

/// With a coach; everything is agreed to.
fn with_coach(steps: &[Step]) -> Referral {
    let order = Order {
        consent: all_agreed(),
        target: Target::Coach,
        receiver: world::receiver(world::COACHES, Role::Coach),
        ..world::order()
    };
    world::after(order, steps)
}

fn told(before: &Referral, change: ConsentChange, after: &Referral) -> Vec<(Recipient, Notice)> {
    notices_of_consent(
        change,
        before.state.status(),
        after,
        organisation(world::SERVICE_POINT),
        organisation(world::COACHES),
    )
}

#[rstest]
#[case(&[], Status::Seeking)]
#[case(&[Step::Accept, Step::PlanTrial], Status::Seeking)]
#[case(&[Step::Accept, Step::Pause], Status::Seeking)]
#[case(&[Step::Start], Status::Stopped)]
#[case(&[Step::Start, Step::Pause], Status::Stopped)]
#[case(&[Step::Decline], Status::Seeking)]
#[case(&[Step::Start, Step::Complete], Status::Completed)]
fn a_club_that_loses_consent_sees_nothing_and_a_coach_may_still_help(
    #[case] steps: &[Step],
    #[case] to: Status,
) {
    let before = with_club(steps);
    let (after, entry) = changed(&before, take_back(Purpose::ShareWithProvider));
    assert_eq!(after.state.status(), to);
    assert_eq!((entry.deed, entry.to), (Deed::ConsentChanged, to));
    for club in [world::host(), world::link()] {
        assert_eq!(sight_of(&club, &after, world::monday()), None);
    }
    let desk = Owner {
        role: Role::ServicePoint,
        organisation: organisation(world::SERVICE_POINT),
    };
    assert_eq!(after.owner, to.is_open().then_some(desk));
    assert_eq!(after.due.is_some(), to.is_open());
}

#[rstest]
#[case(&[], Status::Withdrawn)]
#[case(&[Step::Accept, Step::Pause], Status::Withdrawn)]
#[case(&[Step::Decline], Status::Withdrawn)]
#[case(&[Step::Start], Status::Stopped)]
fn without_any_way_left_it_closes(#[case] steps: &[Step], #[case] to: Status) {
    // Guidance was not agreed to.
    let before = world::after(world::order(), steps);
    let change = take_back(Purpose::ShareWithProvider);
    let (after, entry) = changed(&before, change);
    assert_eq!(after.state.status(), to);
    assert_eq!(entry.reason.as_deref(), Some("toestemming-ingetrokken"));
    assert_eq!((after.owner, after.due), (None, None));
    let report = (Recipient::Referrer, Notice::ClosingReport);
    assert!(told(&before, change, &after).contains(&report));
}

#[test]
fn a_coach_who_loses_guidance_sees_nothing_and_the_service_point_chooses_again() {
    let before = with_coach(&[Step::Contact]);
    let change = take_back(Purpose::Guidance);
    let (after, _) = changed(&before, change);
    assert_eq!(after.state.status(), Status::Seeking);
    assert_eq!(sight_of(&world::coach(), &after, world::monday()), None);
    let receiver = Recipient::Receiver(organisation(world::COACHES));
    let desk = Recipient::ServicePoint(organisation(world::SERVICE_POINT));
    let expected = [
        (receiver, Notice::ConsentEnded),
        (desk, Notice::ChooseAgain),
    ];
    assert_eq!(told(&before, change, &after), expected);
}

#[test]
fn guidance_beside_a_club_ends_without_touching_the_club() {
    let before = with_club(&[Step::Accept]);
    assert!(sight_of(&world::coach(), &before, world::monday()).is_some());
    let change = take_back(Purpose::Guidance);
    let (after, entry) = changed(&before, change);
    assert_eq!(
        (entry.from, entry.to),
        (Some(Status::Accepted), Status::Accepted)
    );
    assert_eq!((after.owner, after.due), (before.owner, before.due));
    assert_eq!(sight_of(&world::coach(), &after, world::monday()), None);
    assert!(sight_of(&world::host(), &after, world::monday()).is_some());
    let coaches = Recipient::Receiver(organisation(world::COACHES));
    assert_eq!(
        told(&before, change, &after),
        [(coaches, Notice::ConsentEnded)]
    );
}

#[test]
fn medical_background_is_taken_back_from_a_coach_and_a_club_is_not_told_of_it() {
    let change = take_back(Purpose::MedicalBackground);
    let before = with_coach(&[]);
    let (after, _) = changed(&before, change);
    let sight = sight_of(&world::coach(), &after, world::monday()).unwrap();
    assert!(sight.contact && !sight.medical);
    let coaches = Recipient::Receiver(organisation(world::COACHES));
    assert_eq!(
        told(&before, change, &after),
        [(coaches, Notice::MedicalEnded)]
    );
    let before = with_club(&[]);
    let (after, _) = changed(&before, change);
    assert_eq!(told(&before, change, &after), []);
}

#[test]
fn without_feedback_the_referrer_sees_sent_and_closed_and_is_not_written_to() {
    let before = with_club(&[Step::Accept]);
    let change = take_back(Purpose::Feedback);
    let (after, _) = changed(&before, change);
    let sight = sight_of(&world::nurse(), &after, world::monday()).unwrap();
    assert!(!sight.progress);
    assert_eq!(told(&before, change, &after), []);
    let (closed, _) = changed(&after, take_back(Purpose::ShareWithProvider));
    let heard = told(&after, take_back(Purpose::ShareWithProvider), &closed);
    assert!(!heard.iter().any(|(to, _)| *to == Recipient::Referrer));
}

#[test]
fn saying_the_same_twice_is_no_change_and_giving_again_brings_nothing_back() {
    let before = with_club(&[Step::Accept]);
    let by = world::hand_of(&world::resident());
    let (at, rules) = (world::monday(), world::rules());
    let give = ConsentChange {
        given: true,
        ..take_back(Purpose::ShareWithProvider)
    };
    assert!(before.change_consent(give, by, None, at, &rules).is_none());
    let (gone, _) = changed(&before, take_back(Purpose::ShareWithProvider));
    let (again, entry) = changed(&gone, give);
    assert_eq!(again.state.status(), Status::Seeking);
    assert_eq!((entry.reason, entry.from), (None, Some(Status::Seeking)));
    assert!(told(&gone, give, &again).is_empty());
}

#[test]
fn nobody_takes_back_what_ended_with_consent() {
    let before = with_club(&[Step::Accept]);
    let (after, _) = changed(&before, take_back(Purpose::ShareWithProvider));
    for actor in [world::host(), world::resident(), world::nurse()] {
        assert!(!after.may_undo(world::hand_of(&actor), world::monday()));
    }
    // A change that moved nothing leaves the step before it restorable.
    let (after, _) = changed(&before, take_back(Purpose::Figures));
    assert!(after.may_undo(world::hand_of(&world::host()), world::monday()));
}

#[test]
fn the_history_with_a_change_of_consent_folds_to_the_same_referral() {
    let (sent, first) = world::sent();
    let by = world::hand_of(&world::service_point());
    let behalf = Some(OnBehalf::Resident);
    let change = take_back(Purpose::ShareWithProvider);
    let (after, second) = sent
        .change_consent(change, by, behalf, world::monday(), &world::rules())
        .unwrap();
    assert_eq!(second.on_behalf, behalf);
    let order = Order {
        consent: after.consent,
        ..world::order()
    };
    assert_eq!(Referral::replay(order, &[first, second]), Some(after));
}

#[test]
fn the_resident_the_referrer_a_coach_and_the_service_point_may_write_it_down_and_a_club_may_not() {
    let referral = with_club(&[Step::Accept]);
    let may = |actor| may_change_consent(&actor, &referral);
    assert_eq!(may(world::resident()), Some(Party::Resident));
    assert_eq!(may(world::nurse()), Some(Party::Referrer));
    assert_eq!(may(world::coach()), Some(Party::Coach));
    assert_eq!(may(world::service_point()), Some(Party::ServicePoint));
    assert_eq!(may(world::host()), None);
    assert_eq!(may(world::link()), None);
    let not_guided = world::after(world::order(), &[]);
    for (who, stranger) in world::strangers() {
        assert_eq!(may_change_consent(&stranger, &not_guided), None, "{who}");
    }
}
