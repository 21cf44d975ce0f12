//! The referral itself: how it begins, how a step changes it, and how it is read back from its
//! history.

use jiff::{SignedDuration, Timestamp};

use crate::codes::{ERASED, SUSPENDED};
use crate::consent::Consent;
use crate::ids::{MunicipalityId, OrganisationId, ReferralId, ResidentId, UserId};
use crate::organisation::Role;

use super::allowed::legal_steps;
use super::consent_change::after_consent;
use super::entry::{Deed, Entry, Hand, OnBehalf, Owner, Receiver, Target, TrialMoment};
use super::state::{BeforeStart, Closed, PauseOf, Paused, Stage, Started, State, Status};
use super::step::{Command, Step};
use super::turn::Rules;

/// How long somebody may take their own step back.
const UNDO_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// What is needed to begin.
#[derive(Clone, Debug)]
pub struct Order {
    /// The new referral's key.
    pub id: ReferralId,
    /// The number people say on the phone.
    pub number: String,
    /// The resident.
    pub resident: ResidentId,
    /// The municipality it belongs to.
    pub municipality: MunicipalityId,
    /// The organisation that refers; none when the resident asks.
    pub referrer: Option<OrganisationId>,
    /// The role in which it was referred.
    pub referrer_role: Role,
    /// The person who refers.
    pub referrer_user: Option<UserId>,
    /// What it goes to.
    pub target: Target,
    /// Who receives it.
    pub receiver: Receiver,
    /// What the resident agreed to.
    pub consent: Consent,
}

/// A referral as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Its key.
    pub id: ReferralId,
    /// The number people say on the phone.
    pub number: String,
    /// The resident.
    pub resident: ResidentId,
    /// The municipality it belongs to.
    pub municipality: MunicipalityId,
    /// The organisation that referred; none when the resident asked.
    pub referrer: Option<OrganisationId>,
    /// The role in which it was referred.
    pub referrer_role: Role,
    /// The person who referred.
    pub referrer_user: Option<UserId>,
    /// What the resident agrees to now.
    pub consent: Consent,
    /// What it goes to.
    pub target: Target,
    /// Who receives it.
    pub receiver: Receiver,
    /// Where it is.
    pub state: State,
    /// Contact attempts since the last contact or new choice.
    pub attempts: u16,
    /// Whether the receiver was suspended while it had it: the service point stands in its place.
    pub receiver_suspended: bool,
    /// Whose turn it is; none once closed.
    pub owner: Option<Owner>,
    /// By when; none once closed.
    pub due: Option<Timestamp>,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// The number of its last history entry.
    pub version: u32,
    /// The last deed and who did it: what messages follow from.
    pub last: (Deed, Hand),
    /// The last deed that moved it, who did it and when: what can be taken back.
    last_step: (Deed, Hand, Timestamp),
    /// What that deed changed.
    before_last: Option<Box<Moment>>,
}

/// What a deed can change: kept once back, so that it can be restored.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Moment {
    state: State,
    attempts: u16,
    target: Target,
    receiver: Receiver,
    owner: Option<Owner>,
    due: Option<Timestamp>,
}

/// Why a step is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not a step that can be taken from here.
    NotNow {
        /// Where the referral is.
        status: Status,
        /// What can be done instead.
        allowed: Vec<Step>,
        /// The version now.
        version: u32,
    },
}

impl Referral {
    /// Begins a referral: its first entry and what follows from it.
    #[must_use]
    pub fn send(order: Order, by: Hand, at: Timestamp, rules: &Rules) -> (Self, Entry) {
        let state = State::BeforeStart(BeforeStart { stage: Stage::Sent });
        let mut referral = Self {
            id: order.id,
            number: order.number,
            resident: order.resident,
            municipality: order.municipality,
            referrer: order.referrer,
            referrer_role: order.referrer_role,
            referrer_user: order.referrer_user,
            consent: order.consent,
            target: order.target,
            receiver: order.receiver,
            state,
            attempts: 0,
            receiver_suspended: false,
            owner: None,
            due: None,
            sent_at: at,
            changed_at: at,
            version: 1,
            last: (Deed::Sent, by),
            last_step: (Deed::Sent, by, at),
            before_last: None,
        };
        let (owner, due) = referral.next_turn(Deed::Sent, at, rules);
        referral.owner = owner;
        referral.due = due;
        let entry = Entry {
            number: 1,
            deed: Deed::Sent,
            from: None,
            to: Status::Sent,
            at,
            by,
            on_behalf: None,
            reason: None,
            outcome: None,
            trial: None,
            until: None,
            target: Some(order.target),
            receiver: Some(order.receiver),
            owner,
            due,
        };
        (referral, entry)
    }

    /// Takes a step, and gives the referral after it with the entry that tells of it.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] when the step is not legal from here; nothing is changed then.
    pub fn take(
        self,
        command: Command,
        by: Hand,
        on_behalf: Option<OnBehalf>,
        at: Timestamp,
        rules: &Rules,
    ) -> Result<(Self, Entry), Refusal> {
        let step = command.step();
        if step == Step::Undo {
            if !self.may_undo(by, at) {
                return Err(self.refuse());
            }
        } else if !legal_steps(&self).contains(&step) {
            return Err(self.refuse());
        }
        let mut entry = self.blank_entry(Deed::Step(step), by, at);
        entry.on_behalf = on_behalf;
        match command {
            Command::Pause { reason, until } => {
                entry.reason = Some(reason);
                entry.until = Some(until);
            }
            Command::Complete { outcome } => entry.outcome = Some(outcome),
            Command::Stop { reason }
            | Command::GiveUp { reason }
            | Command::Decline { reason }
            | Command::Withdraw { reason } => entry.reason = Some(reason),
            Command::PlanTrial(moment) => entry.trial = Some(moment),
            Command::Rechoose { target, receiver } => {
                entry.target = Some(target);
                entry.receiver = Some(receiver);
            }
            Command::Accept
            | Command::Contact
            | Command::AttendTrial
            | Command::Start
            | Command::Resume
            | Command::NotReached
            | Command::NoShow
            | Command::Undo => {}
        }
        Ok(self.finish(entry, rules))
    }

    /// Writes down something that is no step: what the resident answered, or that the program
    /// reminded, handed over, or gave up waiting.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] when it makes no sense from here.
    pub fn note(
        self,
        deed: Deed,
        by: Hand,
        at: Timestamp,
        rules: &Rules,
    ) -> Result<(Self, Entry), Refusal> {
        let open = self.state.status().is_open();
        let fits = match deed {
            Deed::Sent | Deed::Step(_) => false,
            Deed::Unanswered => self.state.status() == Status::Sent,
            Deed::Coming | Deed::CannotCome => {
                matches!(self.state, State::BeforeStart(_))
            }
            Deed::Reminded | Deed::TakenOver | Deed::CallMe => open,
            Deed::ConsentChanged => true,
            Deed::Suspended => {
                open && !self.receiver_suspended && self.state.status() != Status::Seeking
            }
            // Who looks for something else does not go back to it.
            Deed::Reinstated => {
                open && self.receiver_suspended && self.state.status() != Status::Seeking
            }
        };
        if !fits {
            return Err(self.refuse());
        }
        let entry = self.blank_entry(deed, by, at);
        Ok(self.finish(entry, rules))
    }

    /// Closes because the person's data are removed (surface.md, section 10): withdrawn before the
    /// start, stopped after it. A referral that was closed already stays as it is.
    #[must_use]
    pub fn erase(self, by: Hand, at: Timestamp, rules: &Rules) -> (Self, Option<Entry>) {
        if !self.state.status().is_open() {
            return (self, None);
        }
        let step = if self.state.has_started() {
            Step::Stop
        } else {
            Step::Withdraw
        };
        let mut entry = self.blank_entry(Deed::Step(step), by, at);
        entry.reason = Some(ERASED.to_owned());
        let (referral, entry) = self.finish(entry, rules);
        (referral, Some(entry))
    }

    /// Reads a referral back from its history. The facts that no entry tells come as `order`.
    /// `None` when there is no history.
    #[must_use]
    pub fn replay(order: Order, history: &[Entry]) -> Option<Self> {
        let (first, rest) = history.split_first()?;
        let mut referral = Self {
            id: order.id,
            number: order.number,
            resident: order.resident,
            municipality: order.municipality,
            referrer: order.referrer,
            referrer_role: order.referrer_role,
            referrer_user: order.referrer_user,
            consent: order.consent,
            target: first.target.unwrap_or(order.target),
            receiver: first.receiver.unwrap_or(order.receiver),
            state: State::BeforeStart(BeforeStart { stage: Stage::Sent }),
            attempts: 0,
            receiver_suspended: false,
            owner: first.owner,
            due: first.due,
            sent_at: first.at,
            changed_at: first.at,
            version: first.number,
            last: (first.deed, first.by),
            last_step: (first.deed, first.by, first.at),
            before_last: None,
        };
        for entry in rest {
            referral = referral.apply(entry);
        }
        Some(referral)
    }

    /// Whether whoever acts as `by` may take the last step back at `at`: the same organisation
    /// (link and account count as one), within a day, and neither a new choice, nor a restoring,
    /// nor what the program did.
    #[must_use]
    pub fn may_undo(&self, by: Hand, at: Timestamp) -> bool {
        let (deed, last, step_at) = self.last_step;
        let restorable = match deed {
            Deed::Step(step) => !matches!(step, Step::Rechoose | Step::Undo),
            _ => false,
        };
        let same_side = match (last.organisation, by.organisation) {
            (Some(last), Some(by)) => last == by,
            (None, None) => last.role == by.role,
            _ => false,
        };
        let erased = matches!(
            &self.state,
            State::Closed(Closed::Stopped { reason } | Closed::Withdrawn { reason })
                if reason == ERASED
        );
        restorable
            && !erased
            && self.before_last.is_some()
            && last.role != Role::System
            && same_side
            && at.duration_since(step_at) <= UNDO_WITHIN
    }

    /// The trial lesson, when one is planned.
    #[must_use]
    pub const fn trial(&self) -> Option<TrialMoment> {
        match self.state {
            State::BeforeStart(BeforeStart {
                stage: Stage::TrialPlanned(moment),
            }) => Some(moment),
            _ => None,
        }
    }

    /// Whether the receiver ever said yes for this choice: from then on it has the full name.
    #[must_use]
    pub const fn receiver_said_yes(&self) -> bool {
        match &self.state {
            State::BeforeStart(before) => !matches!(before.stage, Stage::Sent),
            State::Started(_) | State::Paused(_) => true,
            State::Seeking(_) => false,
            State::Closed(Closed::Completed { .. } | Closed::Stopped { .. }) => true,
            State::Closed(Closed::NotStarted { .. } | Closed::Withdrawn { .. }) => {
                match &self.before_last {
                    Some(before) => match &before.state {
                        State::BeforeStart(before) => !matches!(before.stage, Stage::Sent),
                        State::Paused(_) => true,
                        _ => false,
                    },
                    None => false,
                }
            }
        }
    }

    /// When the receiver let it go: it declined or never answered, and nobody chose again, also
    /// when it was closed since. What happened later does not bring it back to them.
    #[must_use]
    pub fn let_go_at(&self) -> Option<Timestamp> {
        let state = match (&self.state, &self.before_last) {
            (State::Closed(_), Some(before)) => &before.state,
            (state, _) => state,
        };
        match state {
            State::Seeking(seeking) => Some(seeking.since),
            _ => None,
        }
    }

    /// When the program must look at it next: at the due moment, and after the grace.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.due.is_some_and(|due| due < now)
    }

    fn refuse(&self) -> Refusal {
        Refusal::NotNow {
            status: self.state.status(),
            allowed: legal_steps(self),
            version: self.version,
        }
    }

    pub(super) fn blank_entry(&self, deed: Deed, by: Hand, at: Timestamp) -> Entry {
        Entry {
            number: self.version + 1,
            deed,
            from: Some(self.state.status()),
            to: self.state.status(),
            at: at.max(self.changed_at),
            by,
            on_behalf: None,
            reason: None,
            outcome: None,
            trial: None,
            until: None,
            target: None,
            receiver: None,
            owner: self.owner,
            due: self.due,
        }
    }

    /// Applies a fresh entry, then decides whose turn it is and writes that into both.
    pub(super) fn finish(self, mut entry: Entry, rules: &Rules) -> (Self, Entry) {
        let restored = match (entry.deed, &self.before_last) {
            (Deed::Step(Step::Undo), Some(before)) => Some((before.owner, before.due)),
            _ => None,
        };
        let mut after = self.apply(&entry);
        entry.to = after.state.status();
        let (owner, due) = match restored {
            Some(turn) => turn,
            None => after.next_turn(entry.deed, entry.at, rules),
        };
        after.owner = owner;
        after.due = due;
        entry.owner = owner;
        entry.due = due;
        (after, entry)
    }

    /// Applies an entry that was judged when it was made. Total: an entry that does not fit leaves
    /// the state as it was, and `check` reports the difference.
    #[must_use]
    pub fn apply(mut self, entry: &Entry) -> Self {
        let before = Moment {
            state: self.state.clone(),
            attempts: self.attempts,
            target: self.target,
            receiver: self.receiver,
            owner: self.owner,
            due: self.due,
        };
        if entry.deed == Deed::Step(Step::Undo) {
            if let Some(restored) = self.before_last.take() {
                self.state = restored.state;
                self.attempts = restored.attempts;
                self.target = restored.target;
                self.receiver = restored.receiver;
            }
            self.last_step = (entry.deed, entry.by, entry.at);
        } else {
            self.state = next_state(self.state, entry);
            self.attempts = match entry.deed {
                Deed::Step(Step::NotReached) => self.attempts.saturating_add(1),
                Deed::Step(Step::Contact | Step::PlanTrial | Step::Start | Step::Rechoose) => 0,
                _ => self.attempts,
            };
            if let Some(target) = entry.target {
                self.target = target;
            }
            if let Some(receiver) = entry.receiver {
                self.receiver = receiver;
            }
            self.receiver_suspended = match entry.deed {
                Deed::Suspended => true,
                Deed::Reinstated | Deed::Step(Step::Rechoose) => false,
                _ => self.receiver_suspended,
            };
            // What the resident says or the program notes moves nothing that could be taken back;
            // what ended with their consent is not taken back by anybody.
            let consent_ended = entry.deed == Deed::ConsentChanged && entry.from != Some(entry.to);
            let moved = matches!(
                entry.deed,
                Deed::Step(_) | Deed::Unanswered | Deed::Suspended | Deed::Reinstated
            );
            if moved || consent_ended {
                self.before_last = Some(Box::new(before));
                self.last_step = (entry.deed, entry.by, entry.at);
            }
        }
        self.owner = entry.owner;
        self.due = entry.due;
        self.changed_at = entry.at;
        self.version = entry.number;
        self.last = (entry.deed, entry.by);
        self
    }
}

/// The state after an entry. States are consumed: what a state cannot do, it has no method for.
fn next_state(state: State, entry: &Entry) -> State {
    let reason = || entry.reason.clone().unwrap_or_default();
    let outcome = || entry.outcome.clone().unwrap_or_default();
    let step = match entry.deed {
        Deed::Step(step) => step,
        // Nobody is left with a receiver that was found unsafe.
        Deed::Suspended => {
            return match state {
                State::BeforeStart(before) => {
                    State::Seeking(before.decline(SUSPENDED.to_owned(), entry.at))
                }
                State::Paused(paused) => {
                    close_paused(paused, Step::Decline, SUSPENDED.to_owned(), entry.at)
                }
                other => other,
            };
        }
        Deed::Unanswered => {
            return match state {
                State::BeforeStart(before) => {
                    State::Seeking(before.decline("geen-antwoord".to_owned(), entry.at))
                }
                other => other,
            };
        }
        Deed::ConsentChanged => return after_consent(state, entry),
        _ => return state,
    };
    match (state, step) {
        (State::BeforeStart(before), Step::Accept) => forward(before, Stage::Accepted),
        (State::BeforeStart(before), Step::Contact) => forward(before, Stage::Contacted),
        (State::BeforeStart(before), Step::PlanTrial) => match entry.trial {
            Some(moment) => forward(before, Stage::TrialPlanned(moment)),
            None => State::BeforeStart(before),
        },
        (State::BeforeStart(before), Step::AttendTrial) => forward(before, Stage::TrialAttended),
        (State::BeforeStart(before), Step::Start) => State::Started(before.start()),
        (State::BeforeStart(before), Step::NoShow) => match before.stage {
            // The appointment is off, the acquaintance is not: somebody calls and plans again.
            Stage::TrialPlanned(_) => State::BeforeStart(BeforeStart {
                stage: Stage::Contacted,
            }),
            _ => State::BeforeStart(before),
        },
        (State::BeforeStart(before), Step::Decline) => {
            State::Seeking(before.decline(reason(), entry.at))
        }
        (State::BeforeStart(before), Step::GiveUp) => State::Closed(before.give_up(reason())),
        (State::BeforeStart(before), Step::Withdraw) => State::Closed(before.withdraw(reason())),
        (State::BeforeStart(before), Step::Pause) => match entry.until {
            Some(until) => match before.pause(reason(), until) {
                Ok(paused) => State::Paused(paused),
                Err(before) => State::BeforeStart(before),
            },
            None => State::BeforeStart(before),
        },
        (State::Started(started), Step::Pause) => match entry.until {
            Some(until) => State::Paused(started.pause(reason(), until)),
            None => State::Started(started),
        },
        (State::Started(started), Step::Complete) => State::Closed(started.complete(outcome())),
        (State::Started(started), Step::Stop) => State::Closed(started.stop(reason())),
        (State::Paused(paused), Step::Resume) => paused.resume(),
        (State::Paused(paused), Step::Complete) => State::Closed(paused.complete(outcome())),
        (State::Paused(paused), Step::Stop) => State::Closed(paused.stop(reason())),
        (State::Paused(paused), Step::Decline | Step::GiveUp | Step::Withdraw) => {
            close_paused(paused, step, reason(), entry.at)
        }
        (State::Seeking(seeking), Step::Rechoose) => State::BeforeStart(seeking.rechoose()),
        (State::Seeking(seeking), Step::GiveUp) => State::Closed(seeking.give_up(reason())),
        (State::Seeking(seeking), Step::Withdraw) => State::Closed(seeking.withdraw(reason())),
        (state, _) => state,
    }
}

fn forward(before: BeforeStart, to: Stage) -> State {
    match before.advance(to) {
        Ok(next) | Err(next) => State::BeforeStart(next),
    }
}

fn close_paused(paused: Paused, step: Step, reason: String, at: Timestamp) -> State {
    match paused.resumes {
        PauseOf::BeforeStart(before) => match step {
            Step::Decline => State::Seeking(before.decline(reason, at)),
            Step::GiveUp => State::Closed(before.give_up(reason)),
            _ => State::Closed(before.withdraw(reason)),
        },
        PauseOf::Started(Started) => State::Paused(paused),
    }
}
