//! Who may do what, in one table. Actions ask [`may`] before anything else; the store's scopes
//! narrow what a query can see on top of it.

use crate::actor::Actor;
use crate::organisation::Role;
use crate::referral::{Party, Referral, Step, parties_of};

/// Something that somebody may want to do that is not about one existing referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// Send a referral.
    Refer,
    /// List the referrals one has to do with.
    ListReferrals,
    /// See what waits for one.
    SeeWorkList,
    /// See the figures of the service point.
    SeeOverview,
    /// Judge doubtful rows of imported offers, and undeliverable messages.
    Curate,
    /// Report that nothing fitted.
    ReportUnmetDemand,
    /// See what was reported missing.
    SeeUnmetDemand,
    /// Change the municipality's settings.
    ChangeSettings,
    /// See who looked at a referral's data.
    SeeAccessLog,
    /// See counts, never persons.
    SeeFigures,
    /// See the care professionals one can refer to.
    ListCareProfessionals,
}

impl Verb {
    /// Every verb, for the policy table in the documentation.
    pub const ALL: [Self; 11] = [
        Self::Refer,
        Self::ListReferrals,
        Self::SeeWorkList,
        Self::SeeOverview,
        Self::Curate,
        Self::ReportUnmetDemand,
        Self::SeeUnmetDemand,
        Self::ChangeSettings,
        Self::SeeAccessLog,
        Self::SeeFigures,
        Self::ListCareProfessionals,
    ];

    /// The roles that may.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        use Role::{
            Administrator, CareProfessional, Coach, Insurer, LogKeeper, Policy, Provider,
            ServicePoint, SocialReferrer,
        };
        match self {
            Self::Refer | Self::ReportUnmetDemand | Self::ListCareProfessionals => {
                &[CareProfessional, SocialReferrer, Coach, ServicePoint]
            }
            Self::ListReferrals => &[
                CareProfessional,
                SocialReferrer,
                Provider,
                Coach,
                ServicePoint,
            ],
            Self::SeeWorkList => &[
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
            Self::SeeOverview | Self::Curate => &[ServicePoint],
            Self::SeeUnmetDemand => &[Coach, ServicePoint, Policy],
            Self::ChangeSettings => &[Administrator],
            Self::SeeAccessLog => &[LogKeeper],
            Self::SeeFigures => &[ServicePoint, Policy],
        }
    }
}

/// Whether `actor` may do `verb` at all.
#[must_use]
pub fn may(actor: &Actor, verb: Verb) -> bool {
    verb.roles().iter().any(|role| actor.has(*role))
}

/// The party in whose place `actor` may take `step` on `referral`: the nearest to the deed first,
/// so that a receiver's step is written down as the receiver's. `None` when nobody would let them.
/// A receiver that let it go can take that back, and is otherwise told where it stands; closing it
/// is for others.
#[must_use]
pub fn may_take(actor: &Actor, step: Step, referral: &Referral) -> Option<Party> {
    let order = [
        Party::Receiver,
        Party::Resident,
        Party::Referrer,
        Party::Coach,
        Party::ServicePoint,
        Party::System,
    ];
    let parties = parties_of(actor, referral);
    let let_go = referral.let_go_at().is_some();
    order
        .into_iter()
        .filter(|party| parties.contains(party) && party.may(step))
        .find(|party| !(*party == Party::Receiver && step == Step::GiveUp && let_go))
}
