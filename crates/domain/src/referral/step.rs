//! The steps people take, and reading one from the words of a request.

use jiff::civil::{Date, DateTime};

use crate::client::{TEXT_MAX, written_text};
use crate::codes::{
    DECLINE_REASONS, NOT_STARTED_REASONS, OTHER, OUTCOMES, OpenList, PAUSE_REASONS, STOP_REASONS,
    WITHDRAW_REASONS,
};
use crate::fault::Fault;

use super::entry::{OnBehalf, Receiver, Target, TrialMoment};

/// A step of surface.md section 4, without what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// `aanvaard`
    Accept,
    /// `contact-gelegd`
    Contact,
    /// `proefles-gepland`
    PlanTrial,
    /// `proefles-gevolgd`
    AttendTrial,
    /// `gestart`
    Start,
    /// `gepauzeerd`
    Pause,
    /// `hervat`
    Resume,
    /// `afgerond`
    Complete,
    /// `gestopt`
    Stop,
    /// `niet-gestart`
    GiveUp,
    /// `past-nu-niet`
    Decline,
    /// `opnieuw-gekozen`
    Rechoose,
    /// `ingetrokken`
    Withdraw,
    /// `niet-bereikt`: a contact attempt; changes no status.
    NotReached,
    /// `niet-gekomen`: did not come to the trial; back to `contact-gelegd`, and asks for a call.
    NoShow,
    /// `herstel`: takes the last step back.
    Undo,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 16] = [
        Self::Accept,
        Self::Contact,
        Self::PlanTrial,
        Self::AttendTrial,
        Self::Start,
        Self::Pause,
        Self::Resume,
        Self::Complete,
        Self::Stop,
        Self::GiveUp,
        Self::Decline,
        Self::Rechoose,
        Self::Withdraw,
        Self::NotReached,
        Self::NoShow,
        Self::Undo,
    ];

    /// The wire code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accept => "aanvaard",
            Self::Contact => "contact-gelegd",
            Self::PlanTrial => "proefles-gepland",
            Self::AttendTrial => "proefles-gevolgd",
            Self::Start => "gestart",
            Self::Pause => "gepauzeerd",
            Self::Resume => "hervat",
            Self::Complete => "afgerond",
            Self::Stop => "gestopt",
            Self::GiveUp => "niet-gestart",
            Self::Decline => "past-nu-niet",
            Self::Rechoose => "opnieuw-gekozen",
            Self::Withdraw => "ingetrokken",
            Self::NotReached => "niet-bereikt",
            Self::NoShow => "niet-gekomen",
            Self::Undo => "herstel",
        }
    }

    /// From the wire code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The reasons to choose from, when the step needs one.
    #[must_use]
    pub const fn reasons(self) -> Option<OpenList> {
        match self {
            Self::Pause => Some(PAUSE_REASONS),
            Self::Stop => Some(STOP_REASONS),
            Self::GiveUp => Some(NOT_STARTED_REASONS),
            Self::Decline => Some(DECLINE_REASONS),
            Self::Withdraw => Some(WITHDRAW_REASONS),
            _ => None,
        }
    }
}

/// A step with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// The receiver says yes.
    Accept,
    /// Somebody spoke to the resident.
    Contact,
    /// A trial lesson is agreed.
    PlanTrial(TrialMoment),
    /// The resident came.
    AttendTrial,
    /// The resident takes part.
    Start,
    /// Waits, for a reason, until a day.
    Pause {
        /// Why.
        reason: String,
        /// Until which day.
        until: Date,
    },
    /// Goes on.
    Resume,
    /// Done, with an outcome.
    Complete {
        /// What became of it.
        outcome: String,
    },
    /// Stopped.
    Stop {
        /// Why.
        reason: String,
    },
    /// Will not start.
    GiveUp {
        /// Why.
        reason: String,
    },
    /// The receiver cannot.
    Decline {
        /// Why.
        reason: String,
    },
    /// A new receiver.
    Rechoose {
        /// What is chosen now.
        target: Target,
        /// Who receives it.
        receiver: Receiver,
    },
    /// Taken back.
    Withdraw {
        /// Why.
        reason: String,
    },
    /// Tried to reach the resident.
    NotReached,
    /// Did not come to the trial.
    NoShow,
    /// Take the last step back.
    Undo,
}

impl Command {
    /// The step it takes.
    #[must_use]
    pub const fn step(&self) -> Step {
        match self {
            Self::Accept => Step::Accept,
            Self::Contact => Step::Contact,
            Self::PlanTrial(_) => Step::PlanTrial,
            Self::AttendTrial => Step::AttendTrial,
            Self::Start => Step::Start,
            Self::Pause { .. } => Step::Pause,
            Self::Resume => Step::Resume,
            Self::Complete { .. } => Step::Complete,
            Self::Stop { .. } => Step::Stop,
            Self::GiveUp { .. } => Step::GiveUp,
            Self::Decline { .. } => Step::Decline,
            Self::Rechoose { .. } => Step::Rechoose,
            Self::Withdraw { .. } => Step::Withdraw,
            Self::NotReached => Step::NotReached,
            Self::NoShow => Step::NoShow,
            Self::Undo => Step::Undo,
        }
    }
}

/// A step as it comes in: words in every field, nothing believed yet.
#[derive(Clone, Debug, Default)]
pub struct StepDraft {
    /// `reden`
    pub reason: String,
    /// `uitkomst`
    pub outcome: String,
    /// `op`
    pub on: String,
    /// `tot`
    pub until: String,
    /// `namens`
    pub on_behalf: String,
    /// `toelichting`
    pub note: String,
}

/// What a draft held beside the command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepWords {
    /// For whom the step is taken.
    pub on_behalf: Option<OnBehalf>,
    /// In people's own words. Personal: sealed before it is kept.
    pub note: Option<String>,
}

impl StepDraft {
    /// Reads what `step` needs, on the day `today`; the target of a new choice is read elsewhere
    /// and handed in. `extra_reasons` are the codes a municipality added.
    ///
    /// # Errors
    /// Every fault at once, each at its field.
    pub fn read(
        &self,
        step: Step,
        today: Date,
        chosen: Option<(Target, Receiver)>,
        extra_reasons: &[String],
    ) -> Result<(Command, StepWords), Vec<Fault>> {
        let mut faults = Vec::new();
        let note = written_text(&self.note, TEXT_MAX, "toelichting", &mut faults);
        let on_behalf = match self.on_behalf.trim() {
            "" => None,
            word => OnBehalf::from_code(word).or_else(|| {
                faults.push(Fault::body("namens", "onbekende-code").with("aanbieder, inwoner"));
                None
            }),
        };
        let mut code_of = |text: &str, list: OpenList, field: &str| {
            let text = text.trim();
            let known =
                list.codes.contains(&text) || extra_reasons.iter().any(|extra| extra == text);
            if text.is_empty() {
                faults.push(Fault::body(field, "ontbreekt").with(list.codes.join(", ")));
            } else if !known {
                faults.push(Fault::body(field, "onbekende-code").with(list.codes.join(", ")));
            } else if text == OTHER && self.note.trim().is_empty() {
                faults.push(Fault::body("toelichting", "woorden-nodig"));
            }
            text.to_owned()
        };
        let reason = step
            .reasons()
            .map(|list| code_of(&self.reason, list, "reden"))
            .unwrap_or_default();
        let command = match step {
            Step::Accept => Some(Command::Accept),
            Step::Contact => Some(Command::Contact),
            Step::PlanTrial => self
                .trial_moment(today, &mut faults)
                .map(Command::PlanTrial),
            Step::AttendTrial => Some(Command::AttendTrial),
            Step::Start => Some(Command::Start),
            Step::Pause => self
                .pause_end(today, &mut faults)
                .map(|until| Command::Pause { reason, until }),
            Step::Resume => Some(Command::Resume),
            Step::Complete => {
                let outcome = code_of(&self.outcome, OUTCOMES, "uitkomst");
                Some(Command::Complete { outcome })
            }
            Step::Stop => Some(Command::Stop { reason }),
            Step::GiveUp => Some(Command::GiveUp { reason }),
            Step::Decline => Some(Command::Decline { reason }),
            Step::Rechoose => match chosen {
                Some((target, receiver)) => Some(Command::Rechoose { target, receiver }),
                None => {
                    faults.push(Fault::body("sessieId", "ontbreekt"));
                    None
                }
            },
            Step::Withdraw => Some(Command::Withdraw { reason }),
            Step::NotReached => Some(Command::NotReached),
            Step::NoShow => Some(Command::NoShow),
            Step::Undo => Some(Command::Undo),
        };
        match command {
            Some(command) if faults.is_empty() => Ok((command, StepWords { on_behalf, note })),
            _ => Err(faults),
        }
    }

    fn trial_moment(&self, today: Date, faults: &mut Vec<Fault>) -> Option<TrialMoment> {
        let text = self.on.trim();
        if text.is_empty() {
            faults.push(Fault::body("op", "ontbreekt"));
            return None;
        }
        let moment = TrialMoment::read(text);
        let Some(moment) = moment else {
            faults.push(Fault::body("op", "datum"));
            return None;
        };
        let days = (moment.day - today).get_days();
        if !(-366..=366).contains(&days) {
            faults.push(Fault::body("op", "datum-te-ver"));
            return None;
        }
        Some(moment)
    }

    fn pause_end(&self, today: Date, faults: &mut Vec<Fault>) -> Option<Date> {
        let text = self.until.trim();
        if text.is_empty() {
            faults.push(Fault::body("tot", "ontbreekt"));
            return None;
        }
        let day = text
            .parse::<Date>()
            .ok()
            .or_else(|| text.parse::<DateTime>().ok().map(DateTime::date));
        let Some(day) = day else {
            faults.push(Fault::body("tot", "datum"));
            return None;
        };
        if day <= today {
            faults.push(Fault::body("tot", "datum-voorbij"));
            return None;
        }
        if (day - today).get_days() > 366 {
            faults.push(Fault::body("tot", "datum-te-ver"));
            return None;
        }
        Some(day)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    fn faults(step: Step, draft: &StepDraft) -> Vec<(String, &'static str)> {
        let read = draft.read(step, TODAY, None, &[]);
        read.err()
            .unwrap_or_default()
            .into_iter()
            .map(|f| (f.location, f.code))
            .collect()
    }

    #[test]
    fn every_step_has_its_own_word() {
        for step in Step::ALL {
            assert_eq!(Step::from_code(step.code()), Some(step));
        }
    }

    #[test]
    fn a_decline_needs_a_reason_from_the_list() {
        let none = StepDraft::default();
        assert_eq!(
            faults(Step::Decline, &none),
            [("reden".to_owned(), "ontbreekt")]
        );
        let odd = StepDraft {
            reason: "zomaar".into(),
            ..none
        };
        assert_eq!(
            faults(Step::Decline, &odd),
            [("reden".to_owned(), "onbekende-code")]
        );
    }

    #[test]
    fn another_reason_asks_for_words() {
        let mut draft = StepDraft {
            reason: "anders".into(),
            ..StepDraft::default()
        };
        assert_eq!(
            faults(Step::Stop, &draft),
            [("toelichting".to_owned(), "woorden-nodig")]
        );
        draft.note = "Zij gaat bij haar zoon wonen.".into();
        assert!(draft.read(Step::Stop, TODAY, None, &[]).is_ok());
    }

    #[test]
    fn a_pause_needs_a_reason_and_a_day_ahead_and_says_so_at_once() {
        let draft = StepDraft {
            until: "2026-11-24".into(),
            ..StepDraft::default()
        };
        let expected = [
            ("reden".to_owned(), "ontbreekt"),
            ("tot".to_owned(), "datum-voorbij"),
        ];
        assert_eq!(faults(Step::Pause, &draft), expected);
    }

    #[test]
    fn a_trial_may_have_an_hour_or_only_a_day() {
        for (on, hour) in [
            ("2026-12-01", None),
            ("2026-12-01T10:00", Some(10)),
            ("2026-12-01T09:00:00Z", Some(10)),
        ] {
            let draft = StepDraft {
                on: on.into(),
                ..StepDraft::default()
            };
            let (command, _) = draft.read(Step::PlanTrial, TODAY, None, &[]).unwrap();
            let Command::PlanTrial(moment) = command else {
                panic!("{command:?}")
            };
            assert_eq!(
                (moment.day, moment.time.map(|t| t.hour())),
                (date(2026, 12, 1), hour),
                "{on}"
            );
        }
    }
}
