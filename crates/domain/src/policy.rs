//! Who may do what, in one table. Actions ask [`may`] before anything else; the store's scopes
//! narrow what a query can see on top of it.

use crate::actor::{Actor, MandateVerbs};
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
    /// Suspend a provider that is not safe. An administrator only for the municipality itself.
    SuspendProvider,
    /// See that two files are of one person, and merge them.
    MergeFiles,
    /// Open a referral in an emergency that one may not see otherwise.
    OpenInEmergency,
    /// Keep the register of incidents, and see what a leak touched. Names of residents for nobody.
    KeepIncidents,
    /// Give and take roles, and end a membership. A service point only for its providers.
    ManageMembers,
    /// Let a colleague stand in for oneself.
    Delegate,
    /// Begin a group for what is missed; the service point approves it.
    BeginGroup,
}

impl Verb {
    /// Every verb, for the policy table in the documentation.
    pub const ALL: [Self; 18] = [
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
        Self::SuspendProvider,
        Self::MergeFiles,
        Self::OpenInEmergency,
        Self::KeepIncidents,
        Self::ManageMembers,
        Self::Delegate,
        Self::BeginGroup,
    ];

    /// Whether a stand-in with these verbs may.
    #[must_use]
    pub const fn is_left_to(self, verbs: MandateVerbs) -> bool {
        match self {
            Self::Refer | Self::ReportUnmetDemand | Self::ListCareProfessionals => verbs.refers,
            Self::ListReferrals | Self::SeeWorkList => verbs.any(),
            _ => false,
        }
    }

    /// What it is, in a few words: for the policy table in the documentation.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Refer => "send a referral",
            Self::ListReferrals => "list the referrals one has to do with",
            Self::SeeWorkList => "see what waits for one",
            Self::SeeOverview => "see the service point's figures",
            Self::Curate => "judge doubtful offers and undeliverable messages",
            Self::ReportUnmetDemand => "report that nothing fitted",
            Self::SeeUnmetDemand => "see what was reported missing",
            Self::ChangeSettings => "change the municipality's settings",
            Self::SeeAccessLog => "see who looked at a referral's data",
            Self::SeeFigures => "see counts, never persons",
            Self::ListCareProfessionals => "see the care professionals one can refer to",
            Self::SuspendProvider => "suspend a provider that is not safe",
            Self::MergeFiles => "merge two files of one person",
            Self::OpenInEmergency => "open a referral in an emergency",
            Self::KeepIncidents => "keep the register of incidents",
            Self::ManageMembers => "give and take roles, end a membership",
            Self::Delegate => "let a colleague stand in",
            Self::BeginGroup => "begin a group for what is missed",
        }
    }

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
            Self::SeeUnmetDemand => &[Coach, ServicePoint],
            Self::ChangeSettings => &[Administrator],
            Self::SeeAccessLog => &[LogKeeper],
            Self::SeeFigures => &[ServicePoint, Policy],
            Self::SuspendProvider => &[ServicePoint, Administrator],
            Self::MergeFiles => &[Coach, ServicePoint],
            Self::OpenInEmergency => &[CareProfessional, Coach, ServicePoint],
            Self::KeepIncidents => &[ServicePoint, Administrator, LogKeeper],
            Self::ManageMembers => &[ServicePoint, Administrator],
            Self::Delegate => &[CareProfessional, SocialReferrer, Coach],
            Self::BeginGroup => &[Coach],
        }
    }
}

/// Whether `actor` may do `verb` at all. Who stands in for a colleague may do no more than the
/// colleague left to them.
#[must_use]
pub fn may(actor: &Actor, verb: Verb) -> bool {
    let left = actor
        .mandate()
        .is_none_or(|mandate| verb.is_left_to(mandate.verbs));
    left && verb.roles().iter().any(|role| actor.has(*role))
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
    if actor
        .mandate()
        .is_some_and(|mandate| !mandate.verbs.takes_steps)
    {
        return None;
    }
    let parties = parties_of(actor, referral);
    let let_go = referral.let_go_at().is_some();
    order
        .into_iter()
        .filter(|party| parties.contains(party) && party.may(step))
        .find(|party| !(*party == Party::Receiver && step == Step::GiveUp && let_go))
}

/// The party in whose place `actor` may write down that the resident gives or takes back consent:
/// the resident, or for them whoever referred, a coach or the service point. A provider may not.
#[must_use]
pub fn may_change_consent(actor: &Actor, referral: &Referral) -> Option<Party> {
    if actor
        .mandate()
        .is_some_and(|mandate| !mandate.verbs.takes_steps)
    {
        return None;
    }
    let parties = parties_of(actor, referral);
    let order = [
        Party::Resident,
        Party::Referrer,
        Party::Coach,
        Party::ServicePoint,
    ];
    order.into_iter().find(|party| parties.contains(party))
}
