//! Who stands how towards a referral, and which steps that allows.

use jiff::Timestamp;

use crate::actor::Actor;
use crate::consent::Consent;
use crate::ids::{MunicipalityId, OrganisationId, ReferralId};
use crate::organisation::Role;

use super::entry::Receiver;
use super::life::Referral;
use super::state::Status;
use super::step::Step;

/// How somebody stands towards one referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The organisation that sent it.
    Referrer,
    /// The organisation that received it.
    Receiver,
    /// A coach who guides the resident.
    Coach,
    /// The service point of the referral's municipality.
    ServicePoint,
    /// The resident.
    Resident,
    /// The program.
    System,
}

/// All that decides who stands how towards a referral and what they see of it: the referral itself
/// has it, and so has a row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The referral.
    pub id: ReferralId,
    /// Its municipality.
    pub municipality: MunicipalityId,
    /// The organisation that referred.
    pub referrer: Option<OrganisationId>,
    /// The role in which it was referred.
    pub referrer_role: Role,
    /// Who receives.
    pub receiver: Receiver,
    /// What the resident agrees to.
    pub consent: Consent,
    /// When the receiver let it go, if it did.
    pub let_go_at: Option<Timestamp>,
    /// Whether the receiver said yes.
    pub receiver_said_yes: bool,
}

impl Referral {
    /// What decides who stands how towards it.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing {
            id: self.id,
            municipality: self.municipality,
            referrer: self.referrer,
            referrer_role: self.referrer_role,
            receiver: self.receiver,
            consent: self.consent,
            let_go_at: self.let_go_at(),
            receiver_said_yes: self.receiver_said_yes(),
        }
    }
}

/// Every way in which `actor` stands towards `referral`.
#[must_use]
pub fn parties_of(actor: &Actor, referral: &Referral) -> Vec<Party> {
    referral.standing().parties(actor)
}

impl Standing {
    /// Every way in which `actor` stands towards it; empty means: to them it does not exist.
    ///
    /// A coach sees referrals sent by or to a coach of the organisation, or with consent for guidance
    /// (surface.md, section 10); one that was sent to them stands on that consent too. A receiver who declined is one until that day ends or somebody chose
    /// again: that is judged in [`crate::visibility`], since it needs the time.
    #[must_use]
    pub fn parties(&self, actor: &Actor) -> Vec<Party> {
        let referral = self;
        let mut parties = Vec::new();
        match actor {
            Actor::Member(member) => {
                let refers = [
                    Role::CareProfessional,
                    Role::SocialReferrer,
                    Role::Coach,
                    Role::ServicePoint,
                ];
                if referral.referrer == Some(member.organisation)
                    && refers.into_iter().any(|role| member.roles.has(role))
                {
                    parties.push(Party::Referrer);
                }
                if referral.receiver.organisation == member.organisation
                    && member.roles.has(referral.receiver.role)
                {
                    parties.push(Party::Receiver);
                }
                let here = referral.municipality == member.municipality;
                let guided = referral.consent.guidance && here;
                let received = referral.receiver.organisation == member.organisation
                    && referral.receiver.role == Role::Coach
                    && referral.consent.guidance;
                let sent = referral.referrer == Some(member.organisation)
                    && referral.referrer_role == Role::Coach;
                if member.roles.has(Role::Coach) && (guided || received || sent) {
                    parties.push(Party::Coach);
                }
                if member.roles.has(Role::ServicePoint) && here {
                    parties.push(Party::ServicePoint);
                }
            }
            Actor::ReceiverByLink {
                organisation,
                referral: id,
            } => {
                if *id == referral.id && *organisation == referral.receiver.organisation {
                    parties.push(Party::Receiver);
                }
            }
            Actor::Resident { referral: id } => {
                if *id == referral.id {
                    parties.push(Party::Resident);
                }
            }
            Actor::System => parties.push(Party::System),
        }
        parties
    }
}

impl Party {
    /// Whether this party may take `step` at all (surface.md, section 4). The coach and the
    /// service point may take any step for a provider or resident who phoned or wrote.
    #[must_use]
    pub const fn may(self, step: Step) -> bool {
        match self {
            Self::ServicePoint | Self::Coach => true,
            Self::Receiver => matches!(
                step,
                Step::Accept
                    | Step::Contact
                    | Step::PlanTrial
                    | Step::AttendTrial
                    | Step::Start
                    | Step::Pause
                    | Step::Resume
                    | Step::Complete
                    | Step::Stop
                    | Step::GiveUp
                    | Step::Decline
                    | Step::NotReached
                    | Step::NoShow
                    | Step::Undo
            ),
            Self::Referrer => matches!(step, Step::Rechoose | Step::Withdraw | Step::Undo),
            Self::Resident => matches!(
                step,
                Step::Pause
                    | Step::Resume
                    | Step::Stop
                    | Step::GiveUp
                    | Step::Withdraw
                    | Step::Undo
            ),
            Self::System => false,
        }
    }

    /// The role in which this party acts on a referral received in `receiver_role`.
    #[must_use]
    pub const fn role(self, receiver_role: Role, referrer_role: Role) -> Role {
        match self {
            Self::Referrer => referrer_role,
            Self::Receiver => receiver_role,
            Self::Coach => Role::Coach,
            Self::ServicePoint => Role::ServicePoint,
            Self::Resident => Role::Resident,
            Self::System => Role::System,
        }
    }
}

/// The steps that are legal from where a referral is, whoever takes them. `Undo` is not among
/// them: it depends on who took the last step.
#[must_use]
pub fn legal_steps(referral: &Referral) -> Vec<Step> {
    use super::state::{Stage, State};

    let trial = super::entry::TrialMoment {
        day: jiff::civil::Date::MIN,
        time: None,
    };
    match &referral.state {
        State::BeforeStart(before) => {
            let stages = [
                (Step::Accept, Stage::Accepted),
                (Step::Contact, Stage::Contacted),
                (Step::PlanTrial, Stage::TrialPlanned(trial)),
                (Step::AttendTrial, Stage::TrialAttended),
            ];
            let mut steps: Vec<Step> = stages
                .into_iter()
                .filter(|(_, stage)| before.may_advance(*stage))
                .map(|(step, _)| step)
                .collect();
            steps.push(Step::Start);
            if before.stage != Stage::Sent {
                steps.push(Step::Pause);
            }
            steps.extend([
                Step::Decline,
                Step::GiveUp,
                Step::Withdraw,
                Step::NotReached,
            ]);
            if referral.state.status() == Status::TrialPlanned {
                steps.push(Step::NoShow);
            }
            steps
        }
        State::Started(_) => vec![Step::Pause, Step::Complete, Step::Stop, Step::NotReached],
        State::Paused(paused) => {
            let mut steps = vec![Step::Resume, Step::Complete, Step::Stop, Step::NotReached];
            if paused.is_before_start() {
                steps.extend([Step::Decline, Step::GiveUp, Step::Withdraw]);
            }
            steps
        }
        State::Seeking(_) => vec![Step::Rechoose, Step::GiveUp, Step::Withdraw],
        State::Closed(_) => Vec::new(),
    }
}
