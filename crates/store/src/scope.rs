//! Why somebody may see referrals. A query about referrals takes a scope, and its WHERE says the
//! same as the scope: what lies outside does not come back.

use domain::actor::{Actor, Member};
use domain::ids::{OrganisationId, ReferralId};
use domain::organisation::Role;

/// The reason for which referrals may be read.
#[derive(Clone, Debug)]
pub enum Scope {
    /// A member of an organisation: what it sent or received; as a coach also whom it may guide,
    /// as service point all of the municipality.
    Member(Member),
    /// The receiving organisation, by link: that one.
    Receiver {
        /// The organisation.
        organisation: OrganisationId,
        /// The referral.
        referral: ReferralId,
    },
    /// The resident, by link: that one.
    Resident {
        /// The referral.
        referral: ReferralId,
    },
    /// The worker: reminders, escalation, delivery.
    Worker,
}

impl Scope {
    /// The scope of whoever acts.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        match actor {
            Actor::Member(member) => Self::Member(member.clone()),
            Actor::ReceiverByLink {
                organisation,
                referral,
            } => Self::Receiver {
                organisation: *organisation,
                referral: *referral,
            },
            Actor::Resident { referral } => Self::Resident {
                referral: *referral,
            },
            Actor::System => Self::Worker,
        }
    }

    /// What the condition [`Scope::CONDITION`] is bound to: organisation, municipality, whether as
    /// service point, whether as coach, the one referral, whether all.
    pub(crate) fn bounds(&self) -> Bounds {
        match self {
            Self::Member(member) => Bounds {
                organisation: member.organisation.to_string(),
                municipality: member.municipality.to_string(),
                service_point: member.roles.has(Role::ServicePoint),
                coach: member.roles.has(Role::Coach),
                ..Bounds::default()
            },
            Self::Receiver {
                organisation,
                referral,
            } => Bounds {
                organisation: organisation.to_string(),
                only: referral.to_string(),
                ..Bounds::default()
            },
            Self::Resident { referral } => Bounds {
                only: referral.to_string(),
                resident: true,
                ..Bounds::default()
            },
            Self::Worker => Bounds {
                all: true,
                ..Bounds::default()
            },
        }
    }
}

/// See [`Scope::bounds`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Bounds {
    pub organisation: String,
    pub municipality: String,
    pub service_point: bool,
    pub coach: bool,
    pub only: String,
    pub resident: bool,
    pub all: bool,
}

/// The condition on `referral r` that a scope means, with its placeholders `$1` to `$7`.
macro_rules! scope_condition {
    () => {
        "($7 OR ($6 AND r.id = $5) OR (($5 = '' OR r.id = $5) AND (r.receiver_id = $1 OR \
         r.referrer_id = $1 OR (r.municipality_id = $2 AND ($3 OR ($4 AND r.guided))))))"
    };
}
pub(crate) use scope_condition;

/// Binds a scope's bounds to `$1` … `$7`.
macro_rules! bind_scope {
    ($query:expr, $bounds:expr) => {
        $query
            .bind($bounds.organisation.clone())
            .bind($bounds.municipality.clone())
            .bind($bounds.service_point)
            .bind($bounds.coach)
            .bind($bounds.only.clone())
            .bind($bounds.resident)
            .bind($bounds.all)
    };
}
pub(crate) use bind_scope;

#[cfg(test)]
mod tests {
    use domain::actor::Member;
    use domain::ids::UserId;
    use uuid::Uuid;

    use super::*;

    fn member(roles: &[Role]) -> Member {
        Member {
            user: UserId::new(Uuid::from_u128(1)),
            name: "Marieke Vos".to_owned(),
            organisation: OrganisationId::new(Uuid::from_u128(2)),
            organisation_name: "De Linde".to_owned(),
            municipality: "GM9001".parse().expect("a municipality's code"),
            roles: roles.iter().copied().collect(),
            mandate: None,
        }
    }

    /// All that a scope is bound to, in the order of `$1` to `$7`.
    fn bound(actor: &Actor) -> (String, String, bool, bool, String, bool, bool) {
        let bounds = Scope::of(actor).bounds();
        (
            bounds.organisation,
            bounds.municipality,
            bounds.service_point,
            bounds.coach,
            bounds.only,
            bounds.resident,
            bounds.all,
        )
    }

    #[test]
    fn a_member_is_bound_to_organisation_municipality_and_roles() {
        let own = Uuid::from_u128(2).to_string();
        let home = "GM9001".to_owned();
        let none = String::new();
        for (roles, desk, coach) in [
            (
                &[Role::CareProfessional, Role::Administrator][..],
                false,
                false,
            ),
            (&[Role::ServicePoint], true, false),
            (&[Role::Coach], false, true),
            (&[Role::Coach, Role::ServicePoint], true, true),
        ] {
            assert_eq!(
                bound(&Actor::Member(member(roles))),
                (
                    own.clone(),
                    home.clone(),
                    desk,
                    coach,
                    none.clone(),
                    false,
                    false
                )
            );
        }
    }

    #[test]
    fn a_link_is_bound_to_one_referral_and_the_worker_to_none() {
        let organisation = OrganisationId::new(Uuid::from_u128(3));
        let referral = ReferralId::new(Uuid::from_u128(4));
        let (club, one, none) = (
            organisation.to_string(),
            referral.to_string(),
            String::new(),
        );
        let by_link = Actor::ReceiverByLink {
            organisation,
            referral,
        };
        assert_eq!(
            bound(&by_link),
            (club, none.clone(), false, false, one.clone(), false, false)
        );
        assert_eq!(
            bound(&Actor::Resident { referral }),
            (none.clone(), none.clone(), false, false, one, true, false)
        );
        assert_eq!(
            bound(&Actor::System),
            (none.clone(), none.clone(), false, false, none, false, true)
        );
    }
}
