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
