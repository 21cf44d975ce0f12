//! Which messages follow from what happened. Pure: the store keeps them in the outbox, the
//! documents room words them, the worker delivers them.

use crate::ids::OrganisationId;
use crate::organisation::Role;
use crate::referral::{Closed, Deed, Referral, State, Step};

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
}

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 13] = [
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
        }
    }

    /// From what is stored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
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
}

impl AccountNotice {
    /// Every one.
    pub const ALL: [Self; 4] = [
        Self::Invited,
        Self::PasswordForgotten,
        Self::PasswordChanged,
        Self::SecondStepReset,
    ];

    /// As stored, and in the keys of its texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "account-uitnodiging",
            Self::PasswordForgotten => "account-wachtwoord-vergeten",
            Self::PasswordChanged => "account-wachtwoord-gewijzigd",
            Self::SecondStepReset => "account-tweede-stap-weg",
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
        Deed::Coming | Deed::ConsentChanged => {}
    }
    out
}
