//! A small invented town: one referral, and everybody who may or may not have to do with it.

use domain::actor::{Actor, Member};
use domain::calendar::{WorkCalendar, day_of, moment_of};
use domain::consent::{Consent, ConsentManner};
use domain::deadlines::Deadlines;
use domain::ids::{OfferId, OrganisationId, ReferralId, ResidentId, SessionId, UserId};
use domain::organisation::Role;
use domain::policy::may_take;
use domain::referral::{
    Command, Entry, Hand, Order, Party, Receiver, Referral, Rules, Step, Target, TrialMoment,
};
use jiff::civil::{Date, date, time};
use jiff::{Span, Timestamp};
use uuid::Uuid;

/// The practice that refers.
pub const PRACTICE: u128 = 1;
/// The club that receives.
pub const CLUB: u128 = 2;
/// The club that is chosen next.
pub const NEXT_CLUB: u128 = 3;
/// The coaches of the town.
pub const COACHES: u128 = 4;
/// The service point of the town.
pub const SERVICE_POINT: u128 = 5;
/// A club that has nothing to do with it.
pub const OTHER_CLUB: u128 = 6;
/// A physiotherapist.
pub const PHYSIO: u128 = 7;

/// The town.
pub const HERE: &str = "GM9001";
/// The next town.
pub const ELSEWHERE: &str = "GM9002";

/// An organisation's key.
pub fn organisation(number: u128) -> OrganisationId {
    OrganisationId::new(Uuid::from_u128(number))
}

/// The only referral.
pub fn the_referral() -> ReferralId {
    ReferralId::new(Uuid::from_u128(100))
}

/// A Monday morning in November.
pub fn monday() -> Timestamp {
    moment_of(date(2026, 11, 23), time(10, 0, 0, 0))
}

/// The default deadlines, the ordinary calendar.
pub fn rules() -> Rules {
    Rules {
        deadlines: Deadlines::default(),
        calendar: WorkCalendar::default(),
        service_point: organisation(SERVICE_POINT),
    }
}

/// Agrees to all that a club needs, and to feedback; not to guidance or medical background.
pub fn consent() -> Consent {
    Consent {
        share_with_provider: true,
        feedback: true,
        figures: true,
        ..Consent::none(ConsentManner::Spoken)
    }
}

/// A session of the club with this number.
pub fn session_of(club: u128) -> Target {
    Target::Session {
        offer: OfferId::new(Uuid::from_u128(200 + club)),
        session: SessionId::new(Uuid::from_u128(300 + club)),
    }
}

/// A receiver in a role.
pub fn receiver(number: u128, role: Role) -> Receiver {
    Receiver {
        organisation: organisation(number),
        role,
    }
}

/// The practice refers to the club.
pub fn order() -> Order {
    Order {
        id: the_referral(),
        number: "V-2026-0001".into(),
        resident: ResidentId::new(Uuid::from_u128(400)),
        municipality: HERE.parse().unwrap(),
        referrer: Some(organisation(PRACTICE)),
        referrer_role: Role::CareProfessional,
        referrer_user: Some(UserId::new(Uuid::from_u128(500 + PRACTICE))),
        target: session_of(CLUB),
        receiver: receiver(CLUB, Role::Provider),
        consent: consent(),
    }
}

/// Somebody with an account.
pub fn member(number: u128, town: &str, roles: &[Role]) -> Actor {
    Actor::Member(Member {
        user: UserId::new(Uuid::from_u128(500 + number)),
        name: format!("Lid {number}"),
        organisation: organisation(number),
        organisation_name: format!("Organisatie {number}"),
        municipality: town.parse().unwrap(),
        roles: roles.iter().copied().collect(),
        mandate: None,
    })
}

/// The practice nurse who referred.
pub fn nurse() -> Actor {
    member(PRACTICE, HERE, &[Role::CareProfessional])
}

/// The host of the club.
pub fn host() -> Actor {
    member(CLUB, HERE, &[Role::Provider])
}

/// The same club, by the link in its e-mail.
pub fn link() -> Actor {
    Actor::ReceiverByLink {
        organisation: organisation(CLUB),
        referral: the_referral(),
    }
}

/// The host of the club that is chosen next.
pub fn next_host() -> Actor {
    member(NEXT_CLUB, HERE, &[Role::Provider])
}

/// A coach of the town.
pub fn coach() -> Actor {
    member(COACHES, HERE, &[Role::Coach])
}

/// The service point of the town.
pub fn service_point() -> Actor {
    member(SERVICE_POINT, HERE, &[Role::ServicePoint])
}

/// The resident, by link.
pub fn resident() -> Actor {
    Actor::Resident {
        referral: the_referral(),
    }
}

/// Everybody who has nothing to do with it, each close in one way.
pub fn strangers() -> Vec<(&'static str, Actor)> {
    vec![
        ("another club", member(OTHER_CLUB, HERE, &[Role::Provider])),
        (
            "another practice",
            member(OTHER_CLUB, HERE, &[Role::CareProfessional]),
        ),
        (
            "the next town's service point",
            member(OTHER_CLUB, ELSEWHERE, &[Role::ServicePoint]),
        ),
        (
            "the next town's coach",
            member(OTHER_CLUB, ELSEWHERE, &[Role::Coach]),
        ),
        (
            "a coach here, without consent for guidance",
            member(COACHES, HERE, &[Role::Coach]),
        ),
        (
            "the policy officer",
            member(SERVICE_POINT, HERE, &[Role::Policy]),
        ),
        ("the insurer", member(OTHER_CLUB, HERE, &[Role::Insurer])),
        (
            "the practice's administrator",
            member(PRACTICE, HERE, &[Role::Administrator]),
        ),
        (
            "the club's administrator",
            member(CLUB, HERE, &[Role::Administrator]),
        ),
        (
            "the town's log keeper",
            member(SERVICE_POINT, HERE, &[Role::LogKeeper]),
        ),
        (
            "a care professional at the club",
            member(CLUB, HERE, &[Role::CareProfessional]),
        ),
        (
            "the link of another referral",
            Actor::ReceiverByLink {
                organisation: organisation(CLUB),
                referral: ReferralId::new(Uuid::from_u128(101)),
            },
        ),
        (
            "the link of another club",
            Actor::ReceiverByLink {
                organisation: organisation(OTHER_CLUB),
                referral: the_referral(),
            },
        ),
        (
            "another resident",
            Actor::Resident {
                referral: ReferralId::new(Uuid::from_u128(101)),
            },
        ),
    ]
}

/// The hand of `actor`, in the role in which it may take `step` (its first role when it may not).
pub fn hand_for(actor: &Actor, step: Step, referral: &Referral) -> Hand {
    let role = match may_take(actor, step, referral) {
        Some(party) => party.role(referral.receiver.role, referral.referrer_role),
        None => hand_of(actor).role,
    };
    Hand {
        role,
        ..hand_of(actor)
    }
}

/// The hand of `actor`, in its first role.
pub fn hand_of(actor: &Actor) -> Hand {
    let role = match actor {
        Actor::Member(member) => member.roles.first().expect("every member has a role"),
        Actor::ReceiverByLink { .. } => Role::Provider,
        Actor::Resident { .. } => Role::Resident,
        Actor::System => Role::System,
    };
    Hand {
        role,
        organisation: actor.organisation(),
        user: actor.user(),
    }
}

/// A command for `step`, complete, as it could be given on the day of `now`. `variant` chooses the
/// days and the new target.
pub fn command(step: Step, now: Timestamp, variant: u8) -> Command {
    let reason = || {
        let list = step.reasons().expect("this step has reasons");
        list.codes[usize::from(variant) % list.codes.len()].to_owned()
    };
    match step {
        Step::Accept => Command::Accept,
        Step::Contact => Command::Contact,
        Step::PlanTrial => Command::PlanTrial(TrialMoment {
            day: days_after(now, i64::from(variant % 20) - 3),
            time: variant.is_multiple_of(2).then_some(time(10, 0, 0, 0)),
        }),
        Step::AttendTrial => Command::AttendTrial,
        Step::Start => Command::Start,
        Step::Pause => Command::Pause {
            reason: reason(),
            until: days_after(now, i64::from(variant % 40) + 1),
        },
        Step::Resume => Command::Resume,
        Step::Complete => Command::Complete {
            outcome: "blijft-hier".into(),
        },
        Step::Stop => Command::Stop { reason: reason() },
        Step::GiveUp => Command::GiveUp { reason: reason() },
        Step::Decline => Command::Decline { reason: reason() },
        Step::Rechoose => {
            let (target, receiver) = match variant % 4 {
                0 => (session_of(NEXT_CLUB), receiver(NEXT_CLUB, Role::Provider)),
                1 => (session_of(CLUB), receiver(CLUB, Role::Provider)),
                2 => (Target::Coach, receiver(COACHES, Role::Coach)),
                _ => (
                    Target::CareProfessional(UserId::new(Uuid::from_u128(500 + PHYSIO))),
                    receiver(PHYSIO, Role::CareProfessional),
                ),
            };
            Command::Rechoose { target, receiver }
        }
        Step::Withdraw => Command::Withdraw { reason: reason() },
        Step::NotReached => Command::NotReached,
        Step::NoShow => Command::NoShow,
        Step::Undo => Command::Undo,
    }
}

/// So many days after the day of `now`.
pub fn days_after(now: Timestamp, days: i64) -> Date {
    day_of(now).checked_add(Span::new().days(days)).unwrap()
}

/// The practice's referral to the club, just sent.
pub fn sent() -> (Referral, Entry) {
    Referral::send(order(), hand_of(&nurse()), monday(), &rules())
}

/// The referral after `steps`, all taken on Monday morning by the receiver's hand.
pub fn after(order: Order, steps: &[Step]) -> Referral {
    let by = Hand {
        role: order.receiver.role,
        organisation: Some(order.receiver.organisation),
        user: None,
    };
    let (mut referral, _) = Referral::send(order, hand_of(&nurse()), monday(), &rules());
    for step in steps {
        let command = command(*step, monday(), 4);
        (referral, _) = referral
            .take(command, by, None, monday(), &rules())
            .unwrap();
    }
    referral
}

/// Every party.
pub const PARTIES: [Party; 6] = [
    Party::Referrer,
    Party::Receiver,
    Party::Coach,
    Party::ServicePoint,
    Party::Resident,
    Party::System,
];
