//! Whose turn it is after a deed, and by when: the heart of I2. Asked by `life` for each new
//! entry; what it answers is written into that entry, so that later settings change no history.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::{WorkCalendar, close_of, day_of};
use crate::deadlines::Deadlines;
use crate::ids::OrganisationId;
use crate::organisation::Role;

use super::entry::{Deed, Owner};
use super::life::Referral;
use super::state::{Stage, State};
use super::step::Step;

/// What a municipality set, and who its service point is: all that decides whose turn it is.
#[derive(Clone, Debug)]
pub struct Rules {
    /// How long each step may take.
    pub deadlines: Deadlines,
    /// The days on which work is done.
    pub calendar: WorkCalendar,
    /// Who rescues a referral.
    pub service_point: OrganisationId,
}

impl Referral {
    /// Whose turn it is after `deed`, and by when (I2): exactly one owner and one moment while open,
    /// none once closed.
    pub(super) fn next_turn(
        &self,
        deed: Deed,
        at: Timestamp,
        rules: &Rules,
    ) -> (Option<Owner>, Option<Timestamp>) {
        let service_point = Owner {
            role: Role::ServicePoint,
            organisation: rules.service_point,
        };
        let receiver = match self.receiver_suspended {
            true => service_point,
            false => Owner {
                role: self.receiver.role,
                organisation: self.receiver.organisation,
            },
        };
        // Nothing is due before it begins: after five o'clock "today" has gone.
        let days = |count: u16| rules.calendar.working_days_after(at, count.max(1));
        let deadlines = &rules.deadlines;
        let (owner, due) = match &self.state {
            State::Closed(_) => return (None, None),
            _ => match deed {
                // Without the consent it stood on, the service point chooses again.
                Deed::ConsentChanged
                    if matches!(self.state, State::Seeking(_))
                        && self.owner.map(|owner| owner.role) != Some(Role::ServicePoint) =>
                {
                    (service_point, days(deadlines.rescue))
                }
                // The turn stays where it is: what is due stays red until somebody acts.
                Deed::Reminded | Deed::ConsentChanged | Deed::Coming => {
                    return (self.owner, self.due);
                }
                // After the start no step says "we called": the mail asks, the turn stays.
                Deed::CallMe | Deed::Step(Step::NotReached)
                    if self.attempts < deadlines.attempts
                        && self.due.is_some_and(|due| due > at)
                        && matches!(self.state, State::Started(_) | State::Paused(_)) =>
                {
                    return (self.owner, self.due);
                }
                Deed::TakenOver => (service_point, days(deadlines.rescue)),
                // What is unsafe does not wait for the ordinary days.
                Deed::Suspended => (service_point, days(1)),
                // Somebody was left alone meanwhile: the receiver calls.
                Deed::Reinstated => (receiver, days(deadlines.contact)),
                // Whoever let it go is not asked to call.
                Deed::CannotCome | Deed::CallMe => match &self.state {
                    State::Seeking(_) => (service_point, days(1)),
                    _ => (receiver, days(1)),
                },
                Deed::Step(Step::NotReached) if self.attempts >= deadlines.attempts => {
                    (service_point, days(deadlines.rescue))
                }
                Deed::Step(Step::NotReached) => (self.owner.unwrap_or(receiver), days(2)),
                Deed::Step(Step::NoShow) => (receiver, days(2)),
                _ => match &self.state {
                    State::BeforeStart(before) => match before.stage {
                        Stage::Sent => (receiver, days(deadlines.answer)),
                        Stage::Accepted => (receiver, days(deadlines.contact)),
                        Stage::Contacted => (receiver, days(deadlines.trial)),
                        Stage::TrialPlanned(moment) => {
                            let from = close_of(moment.day).max(at);
                            let due = rules
                                .calendar
                                .working_days_after(from, deadlines.trial_report.max(1));
                            (receiver, due)
                        }
                        Stage::TrialAttended => (receiver, days(deadlines.start)),
                    },
                    State::Started(_) => {
                        let weeks = i64::from(deadlines.check_in_weeks.max(1));
                        (receiver, after_days(at, weeks * 7))
                    }
                    State::Paused(paused) => (receiver, close_of(paused.until)),
                    State::Seeking(_) | State::Closed(_) => (service_point, days(deadlines.rescue)),
                },
            },
        };
        (Some(owner), Some(due))
    }
}

fn after_days(at: Timestamp, days: i64) -> Timestamp {
    let day = day_of(at);
    let later = day
        .checked_add(jiff::Span::new().days(days))
        .unwrap_or(Date::MAX);
    close_of(later)
}
