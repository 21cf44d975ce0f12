//! Which messages follow from what happened. Pure: the store keeps them in the outbox, the
//! documents room words them, the worker delivers them.

use crate::consent::{ConsentChange, Purpose};
use crate::ids::OrganisationId;
use crate::organisation::Role;
use crate::referral::{Closed, Deed, Referral, State, Status, Step};

/// Whom a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// The organisation that received the referral.
    Receiver(OrganisationId),
    /// The person who referred.
    Referrer,
    /// The resident.
    Resident,
    /// The service point.
    ServicePoint(OrganisationId),
}

/// What a message is about. The store keeps the code; the text is made when it leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notice {
    /// To the receiver: somebody would like to come. With the link to answer.
    Invitation,
    /// To the resident: what was sent, and the link to follow it.
    Confirmation,
    /// To the resident: the trial lesson is agreed, with when, where and whom.
    TrialAgreed,
    /// To the receiver: the trial's day has passed; did the resident come?
    TrialQuestion,
    /// To the owner: what was due has not been done.
    Reminder,
    /// To the service point: it is yours now.
    Takeover,
    /// To the service point: the receiver cannot; please choose again.
    Declined,
    /// To the service point: three attempts, nobody reached.
    Unreachable,
    /// To the referrer: the resident has started.
    StartReport,
    /// To the referrer: it is closed, and how.
    ClosingReport,
    /// To the receiver: it was withdrawn; nothing more is needed.
    Withdrawn,
    /// To the receiver: the resident answered that they cannot come, or ask for a call.
    PleaseCall,
    /// To the service point: this person has another open referral that the referrer may not see.
    AlreadyReferred,
    /// To the resident: the trial lesson is left out that day; another day will be agreed.
    LessonCancelled,
    /// To the resident: it cannot go on with this receiver; the service point helps on.
    ProviderStopped,
    /// To a receiver or the coaches: the resident took back the consent on which you knew them.
    ConsentEnded,
    /// To a coach or care professional: the resident took back that you know of their health.
    MedicalEnded,
    /// To the service point: consent was taken back; please choose again with the resident.
    ChooseAgain,
    /// To the service point: the resident objects to something.
    Objection,
}

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 19] = [
        Self::Invitation,
        Self::Confirmation,
        Self::TrialAgreed,
        Self::TrialQuestion,
        Self::Reminder,
        Self::Takeover,
        Self::Declined,
        Self::Unreachable,
        Self::StartReport,
        Self::ClosingReport,
        Self::Withdrawn,
        Self::PleaseCall,
        Self::AlreadyReferred,
        Self::LessonCancelled,
        Self::ProviderStopped,
        Self::ConsentEnded,
        Self::MedicalEnded,
        Self::ChooseAgain,
        Self::Objection,
    ];

    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "uitnodiging",
            Self::Confirmation => "bevestiging",
            Self::TrialAgreed => "proefles-afgesproken",
            Self::TrialQuestion => "proefles-vraag",
            Self::Reminder => "herinnering",
            Self::Takeover => "overgenomen",
            Self::Declined => "past-nu-niet",
            Self::Unreachable => "niet-bereikt",
            Self::StartReport => "bericht-van-start",
            Self::ClosingReport => "bericht-van-afsluiting",
            Self::Withdrawn => "ingetrokken",
            Self::PleaseCall => "graag-bellen",
            Self::AlreadyReferred => "al-verwezen",
            Self::ConsentEnded => "toestemming-ingetrokken",
            Self::MedicalEnded => "medisch-ingetrokken",
            Self::ChooseAgain => "kies-opnieuw",
            Self::Objection => "bezwaar",
            Self::LessonCancelled => "les-vervalt",
            Self::ProviderStopped => "aanbieder-gestopt",
        }
    }

    /// From what is stored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }

    /// Whether it tells a receiver what it may not see any more: it leaves without a link, and
    /// also when the resident was forgotten since.
    #[must_use]
    pub const fn is_farewell(self) -> bool {
        matches!(
            self,
            Self::Withdrawn | Self::ConsentEnded | Self::MedicalEnded
        )
    }
}

/// What a message to the person of an account is about. No referral is part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountNotice {
    /// Somebody invited them. With the link to begin.
    Invited,
    /// They, or somebody in their name, forgot the password. With the link to choose another.
    PasswordForgotten,
    /// Their password was changed.
    PasswordChanged,
    /// A colleague took their second step away, so that they can set up another.
    SecondStepReset,
    /// To a log keeper: somebody opened a referral in an emergency.
    EmergencyOpened,
    /// What they reported missing is offered now.
    DemandMet,
    /// To a coach: something fits wishes that they saved.
    WishFitted,
    /// An administrator ended their sessions.
    SessionsEnded,
    /// The provider of who they work for signs them in from now on.
    ProviderLinked,
}

impl AccountNotice {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::Invited,
        Self::PasswordForgotten,
        Self::PasswordChanged,
        Self::SecondStepReset,
        Self::EmergencyOpened,
        Self::DemandMet,
        Self::WishFitted,
        Self::SessionsEnded,
        Self::ProviderLinked,
    ];

    /// As stored, and in the keys of its texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "account-uitnodiging",
            Self::PasswordForgotten => "account-wachtwoord-vergeten",
            Self::PasswordChanged => "account-wachtwoord-gewijzigd",
            Self::SecondStepReset => "account-tweede-stap-weg",
            Self::EmergencyOpened => "account-noodtoegang",
            Self::DemandMet => "account-gemist-gevonden",
            Self::WishFitted => "account-wens-past",
            Self::SessionsEnded => "account-uitgelogd",
            Self::ProviderLinked => "account-gekoppeld",
        }
    }

    /// From what is stored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }
}

/// What a message to a provider about its offer is about. No referral is part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfferNotice {
    /// Is all of it still right? With the link to say so.
    Question,
    /// What it sent in is shown now.
    Approved,
    /// The service point asks to change something first.
    SentBack,
}

impl OfferNotice {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Question, Self::Approved, Self::SentBack];

    /// As stored, and in the keys of its texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Question => "aanbod-vraag",
            Self::Approved => "aanbod-goedgekeurd",
            Self::SentBack => "aanbod-teruggestuurd",
        }
    }

    /// From what is stored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }
}

/// The messages that follow from the last deed on `referral`. `has_email` tells whether the
/// resident can be written to by e-mail.
#[must_use]
pub fn notices_after(
    referral: &Referral,
    service_point: OrganisationId,
    has_email: bool,
) -> Vec<(Recipient, Notice)> {
    let receiver = Recipient::Receiver(referral.receiver.organisation);
    let service_point = Recipient::ServicePoint(service_point);
    let mut out = Vec::new();
    let report = |out: &mut Vec<_>, notice| {
        if referral.consent.feedback && referral.referrer_user.is_some() {
            out.push((Recipient::Referrer, notice));
        }
    };
    match referral.last.0 {
        Deed::Sent => {
            out.push((receiver, Notice::Invitation));
            if has_email {
                out.push((Recipient::Resident, Notice::Confirmation));
            }
        }
        Deed::Step(step) => match step {
            Step::Rechoose => out.push((receiver, Notice::Invitation)),
            Step::PlanTrial if has_email => out.push((Recipient::Resident, Notice::TrialAgreed)),
            Step::Start => report(&mut out, Notice::StartReport),
            Step::Decline => out.push((service_point, Notice::Declined)),
            Step::NotReached
                if referral
                    .owner
                    .is_some_and(|owner| owner.role == Role::ServicePoint) =>
            {
                out.push((service_point, Notice::Unreachable));
            }
            Step::Complete | Step::Stop | Step::GiveUp | Step::Withdraw => {
                report(&mut out, Notice::ClosingReport);
                let by_receiver =
                    referral.last.1.organisation == Some(referral.receiver.organisation);
                if !by_receiver
                    && !referral.receiver_suspended
                    && referral.let_go_at().is_none()
                    && !matches!(referral.state, State::Closed(Closed::Completed { .. }))
                {
                    out.push((receiver, Notice::Withdrawn));
                }
            }
            _ => {}
        },
        Deed::Reminded => match referral.owner {
            Some(owner) if owner.role == Role::ServicePoint => {
                out.push((service_point, Notice::Reminder));
            }
            Some(_) => out.push((receiver, Notice::Reminder)),
            None => {}
        },
        Deed::TakenOver => out.push((service_point, Notice::Takeover)),
        Deed::Unanswered => out.push((service_point, Notice::Declined)),
        Deed::CannotCome | Deed::CallMe => match referral.owner {
            Some(owner) if owner.role == Role::ServicePoint => {
                out.push((service_point, Notice::PleaseCall));
            }
            _ => out.push((receiver, Notice::PleaseCall)),
        },
        Deed::Suspended if has_email => out.push((Recipient::Resident, Notice::ProviderStopped)),
        Deed::Coming | Deed::ConsentChanged | Deed::Suspended | Deed::Reinstated => {}
    }
    out
}

/// The messages that follow when consent was given or taken back: `from` is the status before, and
/// `after` the referral after it. Who must stop is told; who sees less on their own page is not
/// written to about it.
#[must_use]
pub fn notices_of_consent(
    change: ConsentChange,
    from: Status,
    after: &Referral,
    service_point: OrganisationId,
    coach_team: OrganisationId,
) -> Vec<(Recipient, Notice)> {
    let mut out = Vec::new();
    if change.given {
        return out;
    }
    let receiver = after.receiver;
    let holds = from.is_open() && from != Status::Seeking;
    if change.purpose == Purpose::needed_by(receiver.role) && holds {
        out.push((
            Recipient::Receiver(receiver.organisation),
            Notice::ConsentEnded,
        ));
    } else if change.purpose == Purpose::Guidance && from.is_open() {
        out.push((Recipient::Receiver(coach_team), Notice::ConsentEnded));
    }
    if change.purpose == Purpose::MedicalBackground && holds && receiver.role != Role::Provider {
        out.push((
            Recipient::Receiver(receiver.organisation),
            Notice::MedicalEnded,
        ));
    }
    let to = after.state.status();
    if to == Status::Seeking && from != to {
        out.push((Recipient::ServicePoint(service_point), Notice::ChooseAgain));
    }
    let closed = from.is_open() && !to.is_open();
    if closed && after.consent.feedback && after.referrer_user.is_some() {
        out.push((Recipient::Referrer, Notice::ClosingReport));
    }
    out
}
