//! Organisations, and the roles in which people act for them.

use std::fmt;
use std::str::FromStr;

use crate::codes::UnknownCode;
use crate::ids::{MunicipalityId, OrganisationId};

/// In which role somebody acts (surface.md, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Role {
    /// GP, practice nurse, physio, dietician, hospital.
    CareProfessional,
    /// Wmo, Participatiewet, debt help, wijkteam, school: refers, sees no care details.
    SocialReferrer,
    /// Club, gym, swimming pool, welfare group.
    Provider,
    /// Buurtsportcoach, beweegmakelaar, beweegcoach.
    Coach,
    /// Service point: curates offers, rescues referrals.
    ServicePoint,
    /// The municipality's policy officer: figures, no persons.
    Policy,
    /// Deal and claims only.
    Insurer,
    /// Settings, never client data.
    Administrator,
    /// Sees the access log and no client data.
    LogKeeper,
    /// The resident: no account, a link or a printed code.
    Resident,
    /// The program itself: reminders and escalation.
    System,
}

impl Role {
    /// Every role an account may have.
    pub const OF_ACCOUNTS: [Self; 9] = [
        Self::CareProfessional,
        Self::SocialReferrer,
        Self::Provider,
        Self::Coach,
        Self::ServicePoint,
        Self::Policy,
        Self::Insurer,
        Self::Administrator,
        Self::LogKeeper,
    ];

    /// The wire code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CareProfessional => "zorgprofessional",
            Self::SocialReferrer => "verwijzer-sociaal-domein",
            Self::Provider => "aanbieder",
            Self::Coach => "beweegcoach",
            Self::ServicePoint => "servicepunt",
            Self::Policy => "beleid",
            Self::Insurer => "verzekeraar",
            Self::Administrator => "beheerder",
            Self::LogKeeper => "logbeheerder",
            Self::Resident => "inwoner",
            Self::System => "systeem",
        }
    }

    /// Whether people in this role meet residents and so may hold their data.
    #[must_use]
    pub const fn sees_residents(self) -> bool {
        matches!(
            self,
            Self::CareProfessional
                | Self::SocialReferrer
                | Self::Provider
                | Self::Coach
                | Self::ServicePoint
        )
    }
}

impl Role {
    /// Whether people in this role may let a colleague stand in for them: those who refer by name.
    /// A provider's colleagues see the same, and administration is not passed on.
    #[must_use]
    pub const fn may_delegate(self) -> bool {
        matches!(
            self,
            Self::CareProfessional | Self::SocialReferrer | Self::Coach
        )
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Role {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::OF_ACCOUNTS
            .into_iter()
            .chain([Self::Resident, Self::System])
            .find(|role| role.code() == text)
            .ok_or(UnknownCode)
    }
}

/// The roles somebody has in one organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Roles(u16);

impl Roles {
    /// Adds a role.
    pub const fn insert(&mut self, role: Role) {
        self.0 |= 1 << role as u8;
    }

    /// Whether `role` is among them.
    #[must_use]
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    /// The roles, in the order of [`Role::OF_ACCOUNTS`].
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::OF_ACCOUNTS
            .into_iter()
            .chain([Role::Resident, Role::System])
            .filter(move |role| self.has(*role))
    }

    /// The roles that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The first role: the one that stands in the log when several would do.
    #[must_use]
    pub fn first(self) -> Option<Role> {
        self.iter().next()
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(iter: I) -> Self {
        let mut roles = Self::default();
        for role in iter {
            roles.insert(role);
        }
        roles
    }
}

/// What sort of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrganisationKind {
    /// Practice, hospital, care group.
    Care,
    /// Wmo desk, wijkteam, debt help, school.
    SocialDomain,
    /// Club, gym, pool, welfare group.
    Provider,
    /// A team of coaches.
    CoachTeam,
    /// The service point.
    ServicePoint,
    /// The municipality itself.
    Municipality,
    /// A health insurer.
    Insurer,
}

impl OrganisationKind {
    const ALL: [Self; 7] = [
        Self::Care,
        Self::SocialDomain,
        Self::Provider,
        Self::CoachTeam,
        Self::ServicePoint,
        Self::Municipality,
        Self::Insurer,
    ];

    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Care => "zorg",
            Self::SocialDomain => "sociaal-domein",
            Self::Provider => "aanbieder",
            Self::CoachTeam => "beweegcoaches",
            Self::ServicePoint => "servicepunt",
            Self::Municipality => "gemeente",
            Self::Insurer => "verzekeraar",
        }
    }
}

impl OrganisationKind {
    /// The roles that an administrator of such an organisation gives without asking anybody: those
    /// that reach no further than the organisation does. The municipality gives every role: one
    /// that sees more than its own organisation's, at a club, is for the municipality to judge.
    #[must_use]
    pub const fn own_roles(self) -> &'static [Role] {
        match self {
            Self::Care => &[Role::CareProfessional, Role::Administrator],
            Self::SocialDomain => &[Role::SocialReferrer, Role::Administrator],
            Self::Provider => &[Role::Provider, Role::Administrator],
            Self::CoachTeam => &[Role::Coach, Role::Administrator],
            Self::ServicePoint => &[Role::ServicePoint, Role::Administrator],
            Self::Municipality => &Role::OF_ACCOUNTS,
            Self::Insurer => &[Role::Insurer, Role::Administrator],
        }
    }

    /// Whether an administrator there decides for the whole municipality: its settings, suspending
    /// a provider, its register of incidents. One of a club could shut out its neighbour.
    #[must_use]
    pub const fn runs_the_municipality(self) -> bool {
        matches!(self, Self::Municipality | Self::ServicePoint)
    }
}

impl FromStr for OrganisationKind {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == text)
            .ok_or(UnknownCode)
    }
}

/// An organisation that takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its key.
    pub id: OrganisationId,
    /// The municipality it belongs to.
    pub municipality: MunicipalityId,
    /// What sort it is.
    pub kind: OrganisationKind,
    /// Its name, as people say it.
    pub name: String,
    /// Where its messages go.
    pub email: Option<String>,
    /// Its phone number, as written.
    pub phone: Option<String>,
}
