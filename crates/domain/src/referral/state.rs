//! The states, each with the facts that are true in it. A transition consumes the state it leaves,
//! so that a closed referral cannot be accepted: there is no such method.

use jiff::Timestamp;
use jiff::civil::Date;

use super::entry::TrialMoment;

/// The state by its wire word, without its facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Status {
    /// `verstuurd`
    Sent,
    /// `aanvaard`
    Accepted,
    /// `contact-gelegd`
    Contacted,
    /// `proefles-gepland`
    TrialPlanned,
    /// `proefles-gevolgd`
    TrialAttended,
    /// `gestart`
    Started,
    /// `gepauzeerd`
    Paused,
    /// `zoekt-ander-aanbod`
    Seeking,
    /// `afgerond`
    Completed,
    /// `gestopt`
    Stopped,
    /// `niet-gestart`
    NotStarted,
    /// `ingetrokken`
    Withdrawn,
}

impl Status {
    /// Every status, in the order of a referral's life.
    pub const ALL: [Self; 12] = [
        Self::Sent,
        Self::Accepted,
        Self::Contacted,
        Self::TrialPlanned,
        Self::TrialAttended,
        Self::Started,
        Self::Paused,
        Self::Seeking,
        Self::Completed,
        Self::Stopped,
        Self::NotStarted,
        Self::Withdrawn,
    ];

    /// The wire code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "verstuurd",
            Self::Accepted => "aanvaard",
            Self::Contacted => "contact-gelegd",
            Self::TrialPlanned => "proefles-gepland",
            Self::TrialAttended => "proefles-gevolgd",
            Self::Started => "gestart",
            Self::Paused => "gepauzeerd",
            Self::Seeking => "zoekt-ander-aanbod",
            Self::Completed => "afgerond",
            Self::Stopped => "gestopt",
            Self::NotStarted => "niet-gestart",
            Self::Withdrawn => "ingetrokken",
        }
    }

    /// From the wire code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether somebody still has to do something.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(
            self,
            Self::Completed | Self::Stopped | Self::NotStarted | Self::Withdrawn
        )
    }
}

/// How far it has come before the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The receiver has not answered yet.
    Sent,
    /// The receiver said yes.
    Accepted,
    /// Somebody spoke to the resident.
    Contacted,
    /// A trial lesson is agreed.
    TrialPlanned(TrialMoment),
    /// The resident came to the trial lesson.
    TrialAttended,
}

impl Stage {
    const fn rank(self) -> u8 {
        match self {
            Self::Sent => 0,
            Self::Accepted => 1,
            Self::Contacted => 2,
            Self::TrialPlanned(_) => 3,
            Self::TrialAttended => 4,
        }
    }

    /// Its status word.
    #[must_use]
    pub const fn status(self) -> Status {
        match self {
            Self::Sent => Status::Sent,
            Self::Accepted => Status::Accepted,
            Self::Contacted => Status::Contacted,
            Self::TrialPlanned(_) => Status::TrialPlanned,
            Self::TrialAttended => Status::TrialAttended,
        }
    }
}

/// Not started yet; the receiver is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BeforeStart {
    /// How far it has come.
    pub stage: Stage,
}

impl BeforeStart {
    /// Whether [`BeforeStart::advance`] to a stage of this rank goes forward.
    pub(super) const fn may_advance(self, to: Stage) -> bool {
        to.rank() > self.stage.rank()
    }

    /// Goes forward; stages may be skipped. Going back or staying gives the state back.
    ///
    /// # Errors
    /// The state itself, when `to` does not lie ahead.
    pub const fn advance(self, to: Stage) -> Result<Self, Self> {
        if self.may_advance(to) {
            Ok(Self { stage: to })
        } else {
            Err(self)
        }
    }

    /// The resident takes part.
    #[must_use]
    pub const fn start(self) -> Started {
        Started
    }

    /// The receiver cannot take the resident, or never answered.
    #[must_use]
    pub fn decline(self, reason: String, since: Timestamp) -> Seeking {
        Seeking { reason, since }
    }

    /// Waits until a day. Only once the receiver said yes.
    ///
    /// # Errors
    /// The state itself, when nobody has answered yet.
    pub fn pause(self, reason: String, until: Date) -> Result<Paused, Self> {
        match self.stage {
            Stage::Sent => Err(self),
            _ => Ok(Paused {
                resumes: PauseOf::BeforeStart(self),
                reason,
                until,
            }),
        }
    }

    /// The resident will not start.
    #[must_use]
    pub const fn give_up(self, reason: String) -> Closed {
        Closed::NotStarted { reason }
    }

    /// Taken back by who referred, or by the resident.
    #[must_use]
    pub const fn withdraw(self, reason: String) -> Closed {
        Closed::Withdrawn { reason }
    }
}

/// Takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Started;

impl Started {
    /// Waits until a day.
    #[must_use]
    pub const fn pause(self, reason: String, until: Date) -> Paused {
        Paused {
            resumes: PauseOf::Started(self),
            reason,
            until,
        }
    }

    /// Done, with an outcome.
    #[must_use]
    pub const fn complete(self, outcome: String) -> Closed {
        Closed::Completed { outcome }
    }

    /// Stopped, with a reason.
    #[must_use]
    pub const fn stop(self, reason: String) -> Closed {
        Closed::Stopped { reason }
    }
}

/// What a pause interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PauseOf {
    /// On the way to a start.
    BeforeStart(BeforeStart),
    /// Taking part.
    Started(Started),
}

/// Waiting for the resident to be able to go on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Paused {
    /// What it returns to.
    pub resumes: PauseOf,
    /// Why.
    pub reason: String,
    /// Until which day.
    pub until: Date,
}

impl Paused {
    /// Goes on where it was.
    #[must_use]
    pub fn resume(self) -> State {
        match self.resumes {
            PauseOf::BeforeStart(before) => State::BeforeStart(before),
            PauseOf::Started(started) => State::Started(started),
        }
    }

    /// Whether the resident had not started when it was paused.
    #[must_use]
    pub const fn is_before_start(&self) -> bool {
        matches!(self.resumes, PauseOf::BeforeStart(_))
    }

    /// Done, with an outcome.
    #[must_use]
    pub fn complete(self, outcome: String) -> Closed {
        Closed::Completed { outcome }
    }

    /// Stopped, with a reason.
    #[must_use]
    pub fn stop(self, reason: String) -> Closed {
        Closed::Stopped { reason }
    }
}

/// The receiver cannot; somebody chooses again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Seeking {
    /// Why the receiver could not.
    pub reason: String,
    /// Since when: the receiver keeps the first name until the end of that day.
    pub since: Timestamp,
}

impl Seeking {
    /// A new receiver is asked.
    #[must_use]
    pub fn rechoose(self) -> BeforeStart {
        BeforeStart { stage: Stage::Sent }
    }

    /// The resident will not start.
    #[must_use]
    pub fn give_up(self, reason: String) -> Closed {
        Closed::NotStarted { reason }
    }

    /// Taken back by who referred, or by the resident.
    #[must_use]
    pub fn withdraw(self, reason: String) -> Closed {
        Closed::Withdrawn { reason }
    }
}

/// Nobody has to do anything any more. Each closing has its outcome or reason (I8).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Closed {
    /// Done.
    Completed {
        /// What became of it.
        outcome: String,
    },
    /// Stopped after the start.
    Stopped {
        /// Why.
        reason: String,
    },
    /// Never started.
    NotStarted {
        /// Why.
        reason: String,
    },
    /// Taken back before the start.
    Withdrawn {
        /// Why.
        reason: String,
    },
}

/// Where a referral is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Not started yet.
    BeforeStart(BeforeStart),
    /// Takes part.
    Started(Started),
    /// Waits.
    Paused(Paused),
    /// Between receivers.
    Seeking(Seeking),
    /// Over.
    Closed(Closed),
}

impl State {
    /// Its status word.
    #[must_use]
    pub const fn status(&self) -> Status {
        match self {
            Self::BeforeStart(before) => before.stage.status(),
            Self::Started(_) => Status::Started,
            Self::Paused(_) => Status::Paused,
            Self::Seeking(_) => Status::Seeking,
            Self::Closed(Closed::Completed { .. }) => Status::Completed,
            Self::Closed(Closed::Stopped { .. }) => Status::Stopped,
            Self::Closed(Closed::NotStarted { .. }) => Status::NotStarted,
            Self::Closed(Closed::Withdrawn { .. }) => Status::Withdrawn,
        }
    }

    /// Whether the resident has started, now or before a pause.
    #[must_use]
    pub const fn has_started(&self) -> bool {
        match self {
            Self::Started(_) => true,
            Self::Paused(paused) => !paused.is_before_start(),
            _ => false,
        }
    }
}
