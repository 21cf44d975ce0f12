//! What each party sees of a referral, in every status (surface.md, section 10, "Who sees what").

use domain::actor::Actor;
use domain::calendar::moment_of;
use domain::organisation::Role;
use domain::referral::{Deed, Order, Referral, Status, Step};
use domain::visibility::{Sight, shown_status, sight_of};
use jiff::Timestamp;
use jiff::civil::{date, time};

use crate::world::{self, after, hand_of, monday, order, rules};

const NOTHING: Sight = Sight {
    first_name: false,
    contact: false,
    address: false,
    attention: false,
    reasons: false,
    medical: false,
    progress: false,
};

/// What a club sees before its answer.
const BEFORE_THE_ANSWER: Sight = Sight {
    first_name: true,
    attention: true,
    progress: true,
    ..NOTHING
};

/// What a club sees after "ja": never an address, reasons, or a medical background.
const AFTER_YES: Sight = Sight {
    contact: true,
    ..BEFORE_THE_ANSWER
};

/// What somebody keeps of a referral they let go, for that day.
const LET_GO: Sight = Sight {
    first_name: true,
    progress: true,
    ..NOTHING
};

const EVERYTHING: Sight = Sight {
    first_name: true,
    contact: true,
    address: true,
    attention: true,
    reasons: true,
    medical: true,
    progress: true,
};

/// A way to each status, and to the closed ones both with and without a "ja" before.
const WAYS: [(Status, &[Step]); 15] = [
    (Status::Sent, &[]),
    (Status::Accepted, &[Step::Accept]),
    (Status::Contacted, &[Step::Contact]),
    (Status::TrialPlanned, &[Step::PlanTrial]),
    (Status::TrialAttended, &[Step::AttendTrial]),
    (Status::Started, &[Step::Start]),
    (Status::Paused, &[Step::Accept, Step::Pause]),
    (Status::Seeking, &[Step::Decline]),
    (Status::Completed, &[Step::Start, Step::Complete]),
    (Status::Stopped, &[Step::Start, Step::Stop]),
    (Status::NotStarted, &[Step::GiveUp]),
    (Status::NotStarted, &[Step::Accept, Step::GiveUp]),
    (Status::Withdrawn, &[Step::Withdraw]),
    (Status::Withdrawn, &[Step::Contact, Step::Withdraw]),
    (
        Status::Withdrawn,
        &[Step::Accept, Step::Pause, Step::Withdraw],
    ),
];

fn orders() -> [Order; 4] {
    let plain = order();
    let mut all = order();
    all.consent.guidance = true;
    all.consent.medical_background = true;
    let mut to_coach = all.clone();
    to_coach.receiver = world::receiver(world::COACHES, Role::Coach);
    let mut silent = order();
    silent.consent.feedback = false;
    [plain, all, to_coach, silent]
}

#[test]
fn a_club_sees_the_first_name_before_its_answer_and_name_and_phone_after_yes() {
    for order in [order(), orders()[1].clone(), orders()[3].clone()] {
        for (status, way) in WAYS {
            let referral = after(order.clone(), way);
            assert_eq!(referral.state.status(), status);
            let expected = match way {
                [] | [Step::GiveUp] | [Step::Withdraw] => BEFORE_THE_ANSWER,
                [Step::Decline] => LET_GO,
                _ => AFTER_YES,
            };
            for actor in [world::host(), world::link()] {
                let sight = sight_of(&actor, &referral, monday());
                assert_eq!(sight, Some(expected), "{way:?}");
            }
        }
    }
}

#[test]
fn a_stranger_sees_no_referral_in_any_status() {
    for (_, way) in WAYS {
        let referral = after(order(), way);
        for (who, actor) in world::strangers() {
            assert_eq!(sight_of(&actor, &referral, monday()), None, "{who} {way:?}");
        }
        assert_eq!(sight_of(&Actor::System, &referral, monday()), None);
    }
}

#[test]
fn the_referrer_sees_what_it_wrote_in_every_status() {
    for (_, way) in WAYS {
        let sight = sight_of(&world::nurse(), &after(order(), way), monday());
        assert_eq!(sight, Some(EVERYTHING), "{way:?}");
    }
}

#[test]
fn a_referrer_from_the_social_domain_sees_no_medical_background() {
    let mut order = order();
    order.referrer_role = Role::SocialReferrer;
    let wmo = world::member(world::PRACTICE, world::HERE, &[Role::SocialReferrer]);
    let expected = Sight {
        medical: false,
        ..EVERYTHING
    };
    for (_, way) in WAYS {
        let sight = sight_of(&wmo, &after(order.clone(), way), monday());
        assert_eq!(sight, Some(expected), "{way:?}");
    }
}

#[test]
fn without_feedback_the_referrer_sees_no_more_than_sent_and_closed() {
    let mut order = order();
    order.consent.feedback = false;
    for (status, way) in WAYS {
        let sight = sight_of(&world::nurse(), &after(order.clone(), way), monday()).unwrap();
        assert!(!sight.progress);
        let expected = if status.is_open() {
            Status::Sent
        } else {
            status
        };
        assert_eq!(shown_status(sight, status), expected, "{way:?}");
    }
}

#[test]
fn the_service_point_sees_how_to_reach_somebody_and_neither_reasons_nor_medical_background() {
    let expected = Sight {
        reasons: false,
        medical: false,
        ..EVERYTHING
    };
    for order in orders() {
        for (_, way) in WAYS {
            let sight = sight_of(
                &world::service_point(),
                &after(order.clone(), way),
                monday(),
            );
            assert_eq!(sight, Some(expected), "{way:?}");
        }
    }
}

#[test]
fn the_resident_sees_everything_in_every_status() {
    for order in orders() {
        for (_, way) in WAYS {
            let sight = sight_of(&world::resident(), &after(order.clone(), way), monday());
            assert_eq!(sight, Some(EVERYTHING), "{way:?}");
        }
    }
}

#[test]
fn a_coach_with_consent_for_guidance_sees_no_medical_background_that_was_for_somebody_else() {
    let [_, all, to_coach, _] = orders();
    let expected = Sight {
        medical: false,
        ..EVERYTHING
    };
    for (_, way) in WAYS {
        let guided = after(all.clone(), way);
        let sight = sight_of(&world::coach(), &guided, monday());
        assert_eq!(sight, Some(expected), "{way:?}");
    }
    let sight = sight_of(&world::coach(), &after(to_coach.clone(), &[]), monday());
    assert_eq!(sight, Some(EVERYTHING));
    let mut refused = to_coach;
    refused.consent.medical_background = false;
    let sight = sight_of(&world::coach(), &after(refused, &[]), monday());
    assert_eq!(sight, Some(expected));
}

#[test]
fn a_club_never_sees_an_address_reasons_or_medical_background() {
    for mut order in orders() {
        order.receiver = world::receiver(world::CLUB, Role::Provider);
        for (_, way) in WAYS {
            let referral = after(order.clone(), way);
            let coach_there = world::member(
                world::CLUB,
                world::HERE,
                &[Role::Provider, Role::Administrator],
            );
            for actor in [world::host(), world::link(), coach_there] {
                let sight = sight_of(&actor, &referral, monday()).unwrap();
                assert_eq!(
                    (sight.address, sight.reasons, sight.medical),
                    (false, false, false),
                    "{way:?}"
                );
            }
        }
    }
}

#[test]
fn a_physio_sees_how_to_reach_somebody_and_the_medical_background_only_with_consent() {
    let physio = world::member(world::PHYSIO, world::HERE, &[Role::CareProfessional]);
    let mut order = order();
    order.receiver = world::receiver(world::PHYSIO, Role::CareProfessional);
    order.consent.guidance = true;
    let without = sight_of(&physio, &after(order.clone(), &[]), monday());
    let expected = Sight {
        medical: false,
        ..EVERYTHING
    };
    assert_eq!(without, Some(expected));
    order.consent.medical_background = true;
    let with = sight_of(&physio, &after(order, &[]), monday());
    assert_eq!(with, Some(EVERYTHING));
}

fn on(day: i8, hour: i8, minute: i8) -> Timestamp {
    moment_of(date(2026, 11, day), time(hour, minute, 0, 0))
}

#[test]
fn a_club_that_said_no_keeps_the_first_name_until_the_end_of_that_day() {
    let referral = after(order(), &[Step::Decline]);
    for actor in [world::host(), world::link()] {
        for moment in [monday(), on(23, 23, 59)] {
            assert_eq!(sight_of(&actor, &referral, moment), Some(LET_GO));
        }
        for moment in [on(24, 0, 0), on(30, 9, 0)] {
            assert_eq!(sight_of(&actor, &referral, moment), None);
        }
    }
}

#[test]
fn a_physio_who_said_no_keeps_no_more_than_a_club_does() {
    let physio = world::member(world::PHYSIO, world::HERE, &[Role::CareProfessional]);
    let mut order = order();
    order.receiver = world::receiver(world::PHYSIO, Role::CareProfessional);
    order.consent.guidance = true;
    let referral = after(order, &[Step::Decline]);
    assert_eq!(sight_of(&physio, &referral, monday()), Some(LET_GO));
    assert_eq!(sight_of(&physio, &referral, on(24, 9, 0)), None);
}

/// What happens to a referral after a club let it go does not bring it back to that club.
#[test]
fn what_happens_later_does_not_bring_a_referral_back_to_the_club_that_said_no() {
    let later = on(26, 12, 0);
    let system = hand_of(&Actor::System);
    let resident = hand_of(&world::resident());
    let service_point = hand_of(&world::service_point());
    let declined = after(order(), &[Step::Decline]);
    let note = |deed, by| {
        let (referral, _) = declined.clone().note(deed, by, later, &rules()).unwrap();
        referral
    };
    let close = |step| -> Referral {
        let command = world::command(step, later, 0);
        let taken = declined
            .clone()
            .take(command, service_point, None, later, &rules());
        taken.unwrap().0
    };
    let reopened = {
        let closed = close(Step::Withdraw);
        let command = world::command(Step::Undo, later, 0);
        closed
            .take(command, service_point, None, later, &rules())
            .unwrap()
            .0
    };
    let cases = [
        ("reminded", note(Deed::Reminded, system)),
        ("taken over", note(Deed::TakenOver, system)),
        ("asks for a call", note(Deed::CallMe, resident)),
        ("consent changed", note(Deed::ConsentChanged, resident)),
        ("withdrawn", close(Step::Withdraw)),
        ("will not start", close(Step::GiveUp)),
        ("withdrawn by mistake", reopened),
        (
            "erased",
            declined.clone().erase(resident, later, &rules()).0,
        ),
    ];
    for (what, referral) in cases {
        for actor in [world::host(), world::link()] {
            assert_eq!(sight_of(&actor, &referral, later), None, "{what}");
        }
    }
}

#[test]
fn a_club_that_takes_its_no_back_sees_what_it_saw() {
    let accepted_then_declined = [Step::Accept, Step::Decline, Step::Undo];
    let referral = after(order(), &accepted_then_declined);
    let sight = sight_of(&world::host(), &referral, on(27, 9, 0));
    assert_eq!(sight, Some(AFTER_YES));
}

#[test]
fn a_club_that_was_replaced_sees_nothing_from_that_moment() {
    let referral = after(order(), &[Step::Decline, Step::Rechoose]);
    for actor in [world::host(), world::link()] {
        assert_eq!(sight_of(&actor, &referral, monday()), None);
    }
    let sight = sight_of(&world::next_host(), &referral, monday());
    assert_eq!(sight, Some(BEFORE_THE_ANSWER));
}

#[test]
fn a_club_that_never_answered_is_treated_as_one_that_said_no() {
    let (sent, _) = world::sent();
    let later = on(27, 12, 0);
    let system = hand_of(&Actor::System);
    let (seeking, _) = sent
        .note(Deed::Unanswered, system, later, &rules())
        .unwrap();
    assert_eq!(sight_of(&world::link(), &seeking, later), Some(LET_GO));
    assert_eq!(sight_of(&world::link(), &seeking, on(28, 0, 0)), None);
}
