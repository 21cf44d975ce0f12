//! Standing in for a colleague: no more than the colleague may, and no more than was left; and the
//! verbs of each role, written down by hand.

use domain::actor::{Actor, Mandate, MandateVerbs, Member};
use domain::ids::UserId;
use domain::organisation::{Role, Roles};
use domain::policy::{Verb, may, may_change_consent, may_take};
use domain::referral::{Party, Step, parties_of};
use domain::visibility::sight_of;
use uuid::Uuid;

use crate::world::{self, after, monday, order};

const NOTHING: MandateVerbs = MandateVerbs {
    refers: false,
    takes_steps: false,
};
const REFERS: MandateVerbs = MandateVerbs {
    refers: true,
    takes_steps: false,
};
const STEPS: MandateVerbs = MandateVerbs {
    refers: false,
    takes_steps: true,
};
const BOTH: MandateVerbs = MandateVerbs {
    refers: true,
    takes_steps: true,
};

fn standing_in(for_whom: Actor, verbs: MandateVerbs) -> Actor {
    let Actor::Member(member) = for_whom else {
        panic!("only a member has a stand-in");
    };
    let mandate = Mandate {
        delegator: member.user,
        name: member.name.clone(),
        verbs,
    };
    Actor::Member(Member {
        user: UserId::new(Uuid::from_u128(900)),
        name: "Invaller".to_owned(),
        mandate: Some(mandate),
        ..member
    })
}

/// Surface.md, section 3, as verbs: who may what at all.
const WHO_MAY: [(Verb, &[Role]); 18] = {
    use Role::{
        Administrator, CareProfessional, Coach, Insurer, LogKeeper, Policy, Provider, ServicePoint,
        SocialReferrer,
    };
    [
        (
            Verb::Refer,
            &[CareProfessional, SocialReferrer, Coach, ServicePoint],
        ),
        (
            Verb::ListReferrals,
            &[
                CareProfessional,
                SocialReferrer,
                Provider,
                Coach,
                ServicePoint,
            ],
        ),
        (
            Verb::SeeWorkList,
            &[
                CareProfessional,
                SocialReferrer,
                Provider,
                Coach,
                ServicePoint,
                Policy,
                Insurer,
                Administrator,
                LogKeeper,
            ],
        ),
        (Verb::SeeOverview, &[ServicePoint]),
        (Verb::Curate, &[ServicePoint]),
        (
            Verb::ReportUnmetDemand,
            &[CareProfessional, SocialReferrer, Coach, ServicePoint],
        ),
        (Verb::SeeUnmetDemand, &[Coach, ServicePoint]),
        (Verb::ChangeSettings, &[Administrator]),
        (Verb::SeeAccessLog, &[LogKeeper]),
        (Verb::SeeFigures, &[ServicePoint, Policy]),
        (
            Verb::ListCareProfessionals,
            &[CareProfessional, SocialReferrer, Coach, ServicePoint],
        ),
        (Verb::SuspendProvider, &[ServicePoint, Administrator]),
        (Verb::MergeFiles, &[Coach, ServicePoint]),
        (
            Verb::OpenInEmergency,
            &[CareProfessional, Coach, ServicePoint],
        ),
        (
            Verb::KeepIncidents,
            &[ServicePoint, Administrator, LogKeeper],
        ),
        (Verb::ManageMembers, &[ServicePoint, Administrator]),
        (Verb::Delegate, &[CareProfessional, SocialReferrer, Coach]),
        (Verb::BeginGroup, &[Coach]),
    ]
};

#[test]
fn each_role_may_what_stands_here_and_nothing_else() {
    assert_eq!(WHO_MAY.map(|(verb, _)| verb), Verb::ALL);
    let outsiders = [
        world::link(),
        world::resident(),
        Actor::System,
        world::member(world::CLUB, world::HERE, &[]),
    ];
    for (verb, roles) in WHO_MAY {
        for role in Role::OF_ACCOUNTS {
            let actor = world::member(world::PRACTICE, world::HERE, &[role]);
            assert_eq!(may(&actor, verb), roles.contains(&role), "{role} {verb:?}");
            // What is not about one referral asks for an account; the link answers as a provider.
        }
        for actor in &outsiders {
            let as_provider =
                matches!(actor, Actor::ReceiverByLink { .. }) && roles.contains(&Role::Provider);
            assert_eq!(may(actor, verb), as_provider, "{actor:?} {verb:?}");
        }
        assert!(!verb.words().is_empty());
    }
}

#[test]
fn a_stand_in_may_refer_or_take_steps_as_was_left_and_nothing_else() {
    let refers = [
        Verb::Refer,
        Verb::ReportUnmetDemand,
        Verb::ListCareProfessionals,
    ];
    let looks = [Verb::ListReferrals, Verb::SeeWorkList];
    for role in Role::OF_ACCOUNTS {
        let colleague = world::member(world::PRACTICE, world::HERE, &[role]);
        for verbs in [NOTHING, REFERS, STEPS, BOTH] {
            let stand_in = standing_in(colleague.clone(), verbs);
            for verb in Verb::ALL {
                let left = (verbs.refers && refers.contains(&verb))
                    || ((verbs.refers || verbs.takes_steps) && looks.contains(&verb));
                let expected = left && may(&colleague, verb);
                assert_eq!(may(&stand_in, verb), expected, "{role} {verbs:?} {verb:?}");
            }
        }
    }
}

#[test]
fn a_stand_in_takes_the_colleagues_steps_only_when_steps_were_left() {
    let mut order = order();
    order.consent.guidance = true;
    let referral = after(order, &[]);
    for colleague in [world::nurse(), world::coach()] {
        for verbs in [NOTHING, REFERS, STEPS, BOTH] {
            let stand_in = standing_in(colleague.clone(), verbs);
            for step in Step::ALL {
                let own = may_take(&colleague, step, &referral);
                let expected = own.filter(|_| verbs.takes_steps);
                assert_eq!(may_take(&stand_in, step, &referral), expected, "{step:?}");
            }
            let own = may_change_consent(&colleague, &referral);
            assert_eq!(
                may_change_consent(&stand_in, &referral),
                own.filter(|_| verbs.takes_steps)
            );
            // They see what the colleague sees: no more, no less.
            assert_eq!(
                sight_of(&stand_in, &referral, monday()),
                sight_of(&colleague, &referral, monday())
            );
        }
    }
}

#[test]
fn consent_is_written_down_by_the_resident_or_for_them_and_never_by_a_provider() {
    let mut order = order();
    order.consent.guidance = true;
    let referral = after(order, &[]);
    let cases = [
        (world::resident(), Some(Party::Resident)),
        (world::nurse(), Some(Party::Referrer)),
        (world::coach(), Some(Party::Coach)),
        (world::service_point(), Some(Party::ServicePoint)),
        (world::host(), None),
        (world::link(), None),
        (Actor::System, None),
    ];
    for (actor, expected) in cases {
        assert_eq!(may_change_consent(&actor, &referral), expected, "{actor:?}");
    }
    let unguided = after(world::order(), &[]);
    for (who, actor) in world::strangers() {
        assert_eq!(may_change_consent(&actor, &unguided), None, "{who}");
    }
}

#[test]
fn only_who_refers_by_name_has_a_stand_in() {
    let passed_on: Vec<Role> = Role::OF_ACCOUNTS
        .into_iter()
        .filter(|role| role.may_delegate())
        .collect();
    assert_eq!(
        passed_on,
        [Role::CareProfessional, Role::SocialReferrer, Role::Coach]
    );
}

#[test]
fn verbs_are_read_back_from_their_codes_and_others_are_passed_over() {
    for verbs in [NOTHING, REFERS, STEPS, BOTH] {
        assert_eq!(MandateVerbs::of(verbs.codes()), verbs);
        assert_eq!(verbs.any(), verbs != NOTHING);
    }
    assert_eq!(MandateVerbs::of(["alles", "", "beheren"]), NOTHING);
    assert_eq!(BOTH.codes().collect::<Vec<_>>(), ["verwijzen", "stappen"]);
}

#[test]
fn what_two_sets_of_roles_share_is_in_both() {
    let one: Roles = [Role::Coach, Role::Provider].into_iter().collect();
    let other: Roles = [Role::Coach, Role::Administrator].into_iter().collect();
    assert_eq!(one.and(other).iter().collect::<Vec<_>>(), [Role::Coach]);
    assert!(Roles::default().is_empty() && !one.is_empty());
    assert!(one.and(Roles::default()).is_empty());
}

#[test]
fn the_organisation_of_a_link_and_of_a_stand_in_is_the_one_acted_for() {
    let stand_in = standing_in(world::nurse(), BOTH);
    assert_eq!(stand_in.organisation(), world::nurse().organisation());
    assert_eq!(stand_in.user(), Some(UserId::new(Uuid::from_u128(900))));
    assert_eq!(
        world::link().organisation(),
        Some(world::organisation(world::CLUB))
    );
    assert_eq!(
        (world::link().user(), world::resident().organisation()),
        (None, None)
    );
    assert!(world::nurse().mandate().is_none() && Actor::System.mandate().is_none());
    let referral = after(order(), &[]);
    assert_eq!(parties_of(&stand_in, &referral), [Party::Referrer]);
}
