//! Who asks. An [`Actor`] is made only by a sign-in, a token or a link, and acts for one
//! organisation at a time.

use crate::ids::{MunicipalityId, OrganisationId, ReferralId, UserId};
use crate::organisation::{Role, Roles};

/// Somebody with an account, acting for one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub user: UserId,
    /// The person's name, as colleagues see it.
    pub name: String,
    /// The organisation acted for.
    pub organisation: OrganisationId,
    /// That organisation's name.
    pub organisation_name: String,
    /// That organisation's municipality.
    pub municipality: MunicipalityId,
    /// The roles held there.
    pub roles: Roles,
    /// For whom, when they stand in for a colleague; none when they act for themselves. Roles and
    /// organisation are then the colleague's.
    pub mandate: Option<Mandate>,
}

/// That somebody stands in for a colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    /// The colleague's account: messages about what is sent go there.
    pub delegator: UserId,
    /// The colleague's name.
    pub name: String,
    /// What may be done in their name.
    pub verbs: MandateVerbs,
}

/// What somebody may do in a colleague's name. Looking at what the colleague sees comes with
/// either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MandateVerbs {
    /// Search and refer.
    pub refers: bool,
    /// Take steps on referrals.
    pub takes_steps: bool,
}

impl MandateVerbs {
    /// As kept and sent in forms.
    pub const REFERS: &'static str = "verwijzen";
    /// As kept and sent in forms.
    pub const TAKES_STEPS: &'static str = "stappen";

    /// From codes; others are passed over.
    #[must_use]
    pub fn of<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        let mut verbs = Self::default();
        for code in codes {
            verbs.refers |= code == Self::REFERS;
            verbs.takes_steps |= code == Self::TAKES_STEPS;
        }
        verbs
    }

    /// The codes.
    pub fn codes(self) -> impl Iterator<Item = &'static str> {
        let refers = self.refers.then_some(Self::REFERS);
        refers
            .into_iter()
            .chain(self.takes_steps.then_some(Self::TAKES_STEPS))
    }

    /// Whether anything is allowed at all.
    #[must_use]
    pub const fn any(self) -> bool {
        self.refers || self.takes_steps
    }
}

/// Who asks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Signed in, or with a token.
    Member(Member),
    /// The receiving organisation, by the link in its e-mail.
    ReceiverByLink {
        /// The organisation the link was sent to.
        organisation: OrganisationId,
        /// The only referral the link opens.
        referral: ReferralId,
    },
    /// The resident, by link or printed code.
    Resident {
        /// The only referral the link opens.
        referral: ReferralId,
    },
    /// The program's own worker.
    System,
}

impl Actor {
    /// The organisation acted for; the resident and the program act for none.
    #[must_use]
    pub const fn organisation(&self) -> Option<OrganisationId> {
        match self {
            Self::Member(member) => Some(member.organisation),
            Self::ReceiverByLink { organisation, .. } => Some(*organisation),
            Self::Resident { .. } | Self::System => None,
        }
    }

    /// The account, when there is one.
    #[must_use]
    pub const fn user(&self) -> Option<UserId> {
        match self {
            Self::Member(member) => Some(member.user),
            _ => None,
        }
    }

    /// For whom the actor stands in, if so.
    #[must_use]
    pub const fn mandate(&self) -> Option<&Mandate> {
        match self {
            Self::Member(member) => member.mandate.as_ref(),
            _ => None,
        }
    }

    /// Whether the actor acts in `role`.
    #[must_use]
    pub const fn has(&self, role: Role) -> bool {
        match self {
            Self::Member(member) => member.roles.has(role),
            Self::ReceiverByLink { .. } => matches!(role, Role::Provider),
            Self::Resident { .. } => matches!(role, Role::Resident),
            Self::System => matches!(role, Role::System),
        }
    }
}
