//! Follows a referral beside a model of our own, and compares the two after each deed.

use std::collections::BTreeSet;

use domain::ids::OrganisationId;
use domain::organisation::Role;
use domain::referral::{
    Closed, Command, Deed, Entry, Hand, Owner, Receiver, Referral, Refusal, Rules, State, Step,
    Target,
};
use jiff::{SignedDuration, Timestamp};

use crate::table::{Place, is_noted_at, leads_to, steps_at};
use crate::world::{self, organisation};

/// What `herstel` must bring back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Before {
    place: Place,
    owner: Option<Owner>,
    due: Option<Timestamp>,
    target: Target,
    receiver: Receiver,
    attempts: u16,
}

/// The last deed that moved something.
#[derive(Clone, Debug, PartialEq, Eq)]
struct LastMove {
    deed: &'static str,
    by: Hand,
    at: Timestamp,
    erased: bool,
    before: Option<Before>,
}

/// A referral, its history, and what we expect of both.
#[derive(Clone, Debug)]
pub struct Follow {
    /// The referral as the code has it.
    pub referral: Referral,
    /// Everything that was written down.
    pub history: Vec<Entry>,
    /// Where the table says it is.
    pub place: Place,
    /// Whether its receiver is suspended.
    pub held: bool,
    last_move: LastMove,
    rules: Rules,
}

impl Follow {
    /// Sent on Monday.
    pub fn sent() -> Self {
        Self::sent_under(world::rules())
    }

    /// Sent on Monday, in a municipality with rules of its own.
    pub fn sent_under(rules: Rules) -> Self {
        let by = world::hand_of(&world::nurse());
        let (referral, entry) = Referral::send(world::order(), by, world::monday(), &rules);
        let follow = Self {
            referral,
            history: vec![entry],
            place: Place::at("verstuurd"),
            held: false,
            last_move: LastMove {
                deed: "verstuurd",
                by,
                at: world::monday(),
                erased: false,
                before: None,
            },
            rules,
        };
        follow.check();
        follow
    }

    /// Whether `herstel` by this hand is legal: the same organisation, within a day, and neither
    /// after a new choice, nor a restoring, nor what the program did.
    pub fn may_restore(&self, by: Hand, at: Timestamp) -> bool {
        let last = &self.last_move;
        let same = match last.by.organisation {
            Some(organisation) => by.organisation == Some(organisation),
            None => by.organisation.is_none() && by.role == last.by.role,
        };
        let fresh = [
            "verstuurd",
            "opnieuw-gekozen",
            "herstel",
            "geen-antwoord",
            "aanbieder-geschorst",
            "schorsing-opgeheven",
        ];
        same && !last.erased
            && last.by.role != Role::System
            && !fresh.contains(&last.deed)
            && at.duration_since(last.at) <= SignedDuration::from_hours(24)
    }

    /// Takes a step and checks everything. Tells whether it was taken.
    pub fn take(&mut self, command: Command, by: Hand, at: Timestamp) -> bool {
        let step = command.step();
        let expected = match step {
            Step::Undo => self.may_restore(by, at),
            step => steps_at(self.place).contains(&step.code()),
        };
        let before = self.before();
        let taken = self
            .referral
            .clone()
            .take(command.clone(), by, None, at, &self.rules);
        let (referral, entry) = match taken {
            Ok(pair) => pair,
            Err(refusal) => {
                assert!(!expected, "{step:?} was refused at {:?}", self.place);
                self.check_refusal(&refusal);
                return false;
            }
        };
        assert!(expected, "{step:?} was taken at {:?}", self.place);
        self.referral = referral;
        self.history.push(entry);
        if step == Step::Undo {
            let restored = self.last_move.before.take().expect("something to restore");
            assert_eq!(self.before_at(restored.place), restored, "herstel");
            self.place = restored.place;
        } else {
            self.place = leads_to(step.code(), self.place);
        }
        if let Command::Rechoose { target, receiver } = command {
            assert_eq!(self.referral.target, target);
            assert_eq!(self.referral.receiver, receiver);
            self.held = false;
        }
        self.last_move = LastMove {
            deed: step.code(),
            by,
            at,
            erased: false,
            before: Some(before),
        };
        self.check();
        true
    }

    /// Notes a deed that is no step, and checks everything. Tells whether it was noted.
    pub fn note(&mut self, deed: Deed, by: Hand, at: Timestamp) -> bool {
        let expected = is_noted_at(deed.code(), self.place, self.held);
        let before = self.before();
        let noted = self.referral.clone().note(deed, by, at, &self.rules);
        let (referral, entry) = match noted {
            Ok(pair) => pair,
            Err(refusal) => {
                assert!(!expected, "{deed:?} was refused at {:?}", self.place);
                self.check_refusal(&refusal);
                return false;
            }
        };
        assert!(expected, "{deed:?} was noted at {:?}", self.place);
        self.referral = referral;
        self.history.push(entry);
        self.place = leads_to(deed.code(), self.place);
        match deed {
            Deed::Suspended => self.held = true,
            Deed::Reinstated => self.held = false,
            _ => {}
        }
        if matches!(deed, Deed::Unanswered | Deed::Suspended | Deed::Reinstated) {
            self.last_move = LastMove {
                deed: deed.code(),
                by,
                at,
                erased: false,
                before: Some(before),
            };
        }
        self.check();
        true
    }

    /// Removes the person's data, and checks everything. Tells whether that closed it.
    pub fn erase(&mut self, by: Hand, at: Timestamp) -> bool {
        let had_started = self.place.row() == "gestart" || self.place.returns_to == Some("gestart");
        let before = self.before();
        let unchanged = self.referral.clone();
        let (referral, entry) = self.referral.clone().erase(by, at, &self.rules);
        assert_eq!(entry.is_some(), self.place.is_open());
        let Some(entry) = entry else {
            assert_eq!(referral, unchanged, "a closed referral stays as it is");
            return false;
        };
        assert_eq!(entry.reason.as_deref(), Some("gegevens-verwijderd"));
        self.referral = referral;
        self.history.push(entry);
        let status = if had_started {
            "gestopt"
        } else {
            "ingetrokken"
        };
        self.place = Place::at(status);
        self.last_move = LastMove {
            deed: status,
            by,
            at,
            erased: true,
            before: Some(before),
        };
        self.check();
        true
    }

    /// When it is overdue, there is always a deed that moves it on (I3).
    pub fn check_never_stuck(&self, now: Timestamp) {
        if !self.referral.is_overdue(now) {
            return;
        }
        let system = Hand {
            role: Role::System,
            organisation: None,
            user: None,
        };
        let note = |deed| self.referral.clone().note(deed, system, now, &self.rules);
        let (reminded, _) = note(Deed::Reminded).expect("what is overdue can be reminded");
        assert!(reminded.is_overdue(now), "a reminder alone settles nothing");
        let (taken_over, _) = note(Deed::TakenOver).expect("what is overdue can be taken over");
        assert_eq!(taken_over.owner, Some(self.service_point()));
        assert!(
            !taken_over.is_overdue(now),
            "the service point gets its time"
        );
        let unanswered = note(Deed::Unanswered);
        assert_eq!(unanswered.is_ok(), self.place.status == "verstuurd");
        if let Ok((seeking, _)) = unanswered {
            assert_eq!(seeking.owner, Some(self.service_point()));
        }
    }

    /// What tells two situations apart, without their moments: for the exhaustive walk.
    pub fn situation(&self) -> String {
        let last = &self.last_move;
        let before = last.before.as_ref().map(|before| {
            let owner = before.owner.map(|owner| owner.role);
            (before.place, owner, before.receiver, before.attempts)
        });
        format!(
            "{:?} {} {:?} {:?} {:?} {} {:?} {:?} {} {before:?}",
            self.place,
            self.held,
            self.referral.owner.map(|owner| owner.role),
            self.referral.receiver,
            self.referral.attempts.min(self.rules.deadlines.attempts),
            last.deed,
            last.by.role,
            last.by.organisation,
            last.erased,
        )
    }

    /// Checks all that must hold after any deed.
    fn check(&self) {
        let referral = &self.referral;
        let last = self.history.last().expect("a history is never empty");
        let status = referral.state.status();
        assert_eq!(status.code(), self.place.status, "as the table says");

        self.check_turn(last);
        self.check_closing(last);

        assert_eq!(referral.version as usize, self.history.len());
        let mut status_before = None;
        for (entry, number) in self.history.iter().zip(1..) {
            assert_eq!(entry.number, number);
            assert_eq!(
                entry.from, status_before,
                "entry {number} continues the one before"
            );
            status_before = Some(entry.to);
        }
        assert_eq!(status_before, Some(status));
        assert!(self.history.is_sorted_by_key(|entry| entry.at));
        assert_eq!((last.owner, last.due), (referral.owner, referral.due));

        let replayed = Referral::replay(world::order(), &self.history);
        assert_eq!(
            replayed.as_ref(),
            Some(referral),
            "the row is the fold (I4)"
        );
    }

    /// I2: open has exactly one owner and one due moment ahead, closed has neither.
    fn check_turn(&self, last: &Entry) {
        let referral = &self.referral;
        if !self.place.is_open() {
            assert_eq!((referral.owner, referral.due), (None, None), "closed");
            return;
        }
        let owner = referral.owner.expect("open has an owner");
        let due = referral.due.expect("open has a due moment");
        // These leave the turn as it was, or bring back an earlier one: overdue stays overdue.
        let keeps = ["herinnerd", "ik-kom", "toestemming-gewijzigd", "herstel"];
        if !keeps.contains(&last.deed.code()) {
            assert!(
                due > last.at,
                "{:?} is due at {due}, before {}",
                last.deed,
                last.at
            );
        }
        let receiver = Owner {
            role: referral.receiver.role,
            organisation: referral.receiver.organisation,
        };
        if self.place.status == "zoekt-ander-aanbod" {
            assert_eq!(owner, self.service_point(), "who let go is not asked again");
        } else if self.held {
            assert_eq!(owner, self.service_point(), "who is suspended is not asked");
        } else {
            assert!(
                owner == receiver || owner == self.service_point(),
                "{owner:?}"
            );
        }
    }

    /// I8: closed has an outcome or a reason, in the state and in the entry that closed it.
    fn check_closing(&self, last: &Entry) {
        let State::Closed(closed) = &self.referral.state else {
            return;
        };
        let (word, outcome) = match closed {
            Closed::Completed { outcome } => (outcome, true),
            Closed::Stopped { reason }
            | Closed::NotStarted { reason }
            | Closed::Withdrawn { reason } => (reason, false),
        };
        assert!(!word.is_empty(), "closed without a word");
        if last.from.is_some_and(|from| from.is_open()) {
            let told = if outcome { &last.outcome } else { &last.reason };
            assert_eq!(told.as_ref(), Some(word));
        }
    }

    fn check_refusal(&self, refusal: &Refusal) {
        let Refusal::NotNow {
            status,
            allowed,
            version,
        } = refusal;
        assert_eq!(status.code(), self.place.status);
        assert_eq!(*version as usize, self.history.len());
        let told: BTreeSet<&str> = allowed.iter().map(|step| step.code()).collect();
        let table: BTreeSet<&str> = steps_at(self.place).iter().copied().collect();
        assert_eq!(told, table, "what can be done instead at {:?}", self.place);
        assert_eq!(told.len(), allowed.len(), "each named once");
    }

    fn before(&self) -> Before {
        self.before_at(self.place)
    }

    fn before_at(&self, place: Place) -> Before {
        Before {
            place,
            owner: self.referral.owner,
            due: self.referral.due,
            target: self.referral.target,
            receiver: self.referral.receiver,
            attempts: self.referral.attempts,
        }
    }

    fn service_point(&self) -> Owner {
        let organisation: OrganisationId = organisation(world::SERVICE_POINT);
        Owner {
            role: Role::ServicePoint,
            organisation,
        }
    }
}
