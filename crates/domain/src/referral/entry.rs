//! One line of a referral's history, and the words it is made of.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use crate::calendar::AMSTERDAM;
use crate::ids::{OfferId, OrganisationId, SessionId, UserId};
use crate::organisation::Role;

use super::state::Status;
use super::step::Step;

/// When a trial lesson is: the day, and the hour when it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TrialMoment {
    /// The day.
    pub day: Date,
    /// The hour in Amsterdam.
    pub time: Option<Time>,
}

impl TrialMoment {
    /// Reads `2026-12-01`, `2026-12-01T10:00`, or the same with an offset.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if let Ok(moment) = text.parse::<Timestamp>() {
            let local = AMSTERDAM.to_datetime(moment);
            return Some(Self {
                day: local.date(),
                time: Some(local.time()),
            });
        }
        if text.len() > 10 {
            let local = text.parse::<DateTime>().ok()?;
            return Some(Self {
                day: local.date(),
                time: Some(local.time()),
            });
        }
        Some(Self {
            day: text.parse().ok()?,
            time: None,
        })
    }
}

impl fmt::Display for TrialMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        match self.time {
            Some(time) => write!(f, "T{:02}:{:02}", time.hour(), time.minute()),
            None => Ok(()),
        }
    }
}

/// What a referral goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A weekly moment of an offer.
    Session {
        /// The offer.
        offer: OfferId,
        /// The moment.
        session: SessionId,
    },
    /// An offer, the moment still open.
    Offer(OfferId),
    /// A coach, who looks with the resident.
    Coach,
    /// A care professional: physio, fysiocheck, specialist.
    CareProfessional(UserId),
}

impl Target {
    /// The offer, when it goes to one.
    #[must_use]
    pub const fn offer(self) -> Option<OfferId> {
        match self {
            Self::Session { offer, .. } | Self::Offer(offer) => Some(offer),
            _ => None,
        }
    }

    /// The session, when it goes to one.
    #[must_use]
    pub const fn session(self) -> Option<SessionId> {
        match self {
            Self::Session { session, .. } => Some(session),
            _ => None,
        }
    }
}

/// The organisation a referral is with, and in which role it receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Receiver {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Provider, coach or care professional.
    pub role: Role,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Owner {
    /// In which role.
    pub role: Role,
    /// The organisation.
    pub organisation: OrganisationId,
}

/// For whom a step was taken by somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OnBehalf {
    /// A provider who phoned or wrote.
    Provider,
    /// A resident who phoned or wrote.
    Resident,
}

impl OnBehalf {
    /// The wire code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Provider => "aanbieder",
            Self::Resident => "inwoner",
        }
    }

    /// From the wire code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Provider, Self::Resident]
            .into_iter()
            .find(|who| who.code() == code)
    }
}

/// Who took a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hand {
    /// In which role.
    pub role: Role,
    /// For which organisation; the resident and the program act for none.
    pub organisation: Option<OrganisationId>,
    /// The account, when there was one.
    pub user: Option<UserId>,
}

/// What happened: a step by people, or something the program or the resident noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// `verstuurd`: the beginning.
    Sent,
    /// A step.
    Step(Step),
    /// `herinnerd`: the owner was reminded.
    Reminded,
    /// `overgenomen`: the service point took it over.
    TakenOver,
    /// `geen-antwoord`: nobody answered; another offer is sought.
    Unanswered,
    /// `ik-kom`: the resident says they will come.
    Coming,
    /// `ik-kan-niet`: the resident cannot come this time.
    CannotCome,
    /// `bel-mij`: the resident asks for a call.
    CallMe,
    /// `toestemming-gewijzigd`: the resident changed their consent.
    ConsentChanged,
    /// `aanbieder-geschorst`: the receiver was suspended; the service point helps on.
    Suspended,
    /// `schorsing-opgeheven`: the receiver may go on.
    Reinstated,
}

impl Deed {
    /// The word in `verloop`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "verstuurd",
            Self::Step(step) => step.code(),
            Self::Reminded => "herinnerd",
            Self::TakenOver => "overgenomen",
            Self::Unanswered => "geen-antwoord",
            Self::Coming => "ik-kom",
            Self::CannotCome => "ik-kan-niet",
            Self::CallMe => "bel-mij",
            Self::ConsentChanged => "toestemming-gewijzigd",
            Self::Suspended => "aanbieder-geschorst",
            Self::Reinstated => "schorsing-opgeheven",
        }
    }

    /// From the word in `verloop`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let notes = [
            Self::Sent,
            Self::Reminded,
            Self::TakenOver,
            Self::Unanswered,
            Self::Coming,
            Self::CannotCome,
            Self::CallMe,
            Self::ConsentChanged,
            Self::Suspended,
            Self::Reinstated,
        ];
        notes
            .into_iter()
            .find(|deed| deed.code() == code)
            .or_else(|| Step::from_code(code).map(Self::Step))
    }
}

/// One line of history. Append-only; the referral's row is the fold of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// 1, 2, 3 …: also the version of the referral after it.
    pub number: u32,
    /// What happened.
    pub deed: Deed,
    /// The status before; `None` at the beginning.
    pub from: Option<Status>,
    /// The status after.
    pub to: Status,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Hand,
    /// For whom, when somebody else phoned or wrote.
    pub on_behalf: Option<OnBehalf>,
    /// The reason, by code.
    pub reason: Option<String>,
    /// The outcome, by code.
    pub outcome: Option<String>,
    /// When the trial lesson is.
    pub trial: Option<TrialMoment>,
    /// The end of a pause.
    pub until: Option<Date>,
    /// A new target, at the beginning and at a new choice.
    pub target: Option<Target>,
    /// The receiver of that target.
    pub receiver: Option<Receiver>,
    /// Whose turn it is afterwards.
    pub owner: Option<Owner>,
    /// By when.
    pub due: Option<Timestamp>,
}
