//! What is asked of a receiver now: a question and the answers that stand in front. It follows from
//! where the referral is and, around a trial lesson, from the hour.

use actions::ShownReferral;
use documents::texts::Texts;
use domain::calendar::AMSTERDAM;
use domain::referral::{Status, Step, TrialMoment};
use jiff::Timestamp;

/// The order of the answers that stand folded.
pub const ORDER: [Step; 13] = [
    Step::Contact,
    Step::NotReached,
    Step::PlanTrial,
    Step::AttendTrial,
    Step::NoShow,
    Step::Start,
    Step::Pause,
    Step::Resume,
    Step::Complete,
    Step::Stop,
    Step::GiveUp,
    Step::Decline,
    Step::Accept,
];

/// What is asked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Whether the resident is welcome.
    Answer,
    /// To call.
    Call,
    /// To agree on a trial lesson.
    Plan,
    /// Nothing: the trial is still to come.
    BeforeTrial,
    /// How the trial went.
    AfterTrial,
    /// Whether the resident goes on.
    GoesOn,
    /// How it goes.
    HowGoesIt,
    /// Whether the pause is over.
    Paused,
    /// Nothing any more.
    Nothing,
}

impl Moment {
    /// What is asked of the receiver of this referral.
    #[must_use]
    pub fn of(shown: &ShownReferral, now: Timestamp) -> Self {
        match shown.status {
            Status::Sent => Self::Answer,
            Status::Accepted => Self::Call,
            Status::Contacted => Self::Plan,
            Status::TrialPlanned => match shown.trial {
                Some(trial) if is_ahead(trial, now) => Self::BeforeTrial,
                _ => Self::AfterTrial,
            },
            Status::TrialAttended => Self::GoesOn,
            Status::Started => Self::HowGoesIt,
            Status::Paused => Self::Paused,
            _ => Self::Nothing,
        }
    }

    /// The answers that stand in front, likeliest first.
    #[must_use]
    pub const fn answers(self) -> &'static [Step] {
        match self {
            Self::Answer => &[Step::Accept, Step::Contact, Step::PlanTrial, Step::Decline],
            Self::Call => &[Step::Contact, Step::NotReached, Step::PlanTrial],
            Self::Plan => &[Step::PlanTrial, Step::Start, Step::NotReached],
            Self::BeforeTrial => &[Step::NoShow],
            Self::AfterTrial => &[Step::AttendTrial, Step::Start, Step::NoShow],
            Self::GoesOn => &[Step::Start, Step::GiveUp],
            Self::HowGoesIt => &[Step::Complete, Step::Pause, Step::Stop],
            Self::Paused => &[Step::Resume, Step::Complete, Step::Stop],
            Self::Nothing => &[],
        }
    }

    /// Whether the first answer is the one that is hoped for; before a call, that is the call.
    #[must_use]
    pub const fn hopes_for_the_first(self) -> bool {
        !matches!(self, Self::Call | Self::BeforeTrial | Self::HowGoesIt)
    }

    /// The question above the answers; empty when there is none.
    #[must_use]
    pub fn question(self, t: &Texts) -> String {
        let end = match self {
            Self::Answer => "verstuurd",
            Self::Call => "aanvaard",
            Self::Plan => "contact-gelegd",
            Self::BeforeTrial => "proefles-gepland",
            Self::AfterTrial => "na-de-proefles",
            Self::GoesOn => "proefles-gevolgd",
            Self::HowGoesIt => "gestart",
            Self::Paused => "gepauzeerd",
            Self::Nothing => return String::new(),
        };
        t.s(&format!("antwoord-vraag-{end}"))
    }
}

/// Whether the trial is still to come: by its hour, or until its day is over.
fn is_ahead(trial: TrialMoment, now: Timestamp) -> bool {
    let local = AMSTERDAM.to_datetime(now);
    match trial.time {
        Some(time) => trial.day.to_datetime(time) > local,
        None => trial.day > local.date(),
    }
}

#[cfg(test)]
mod tests {
    use domain::calendar::moment_of;
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_trial_is_ahead_until_its_hour_or_the_end_of_its_day() {
        let day = date(2026, 12, 1);
        let at_ten = TrialMoment {
            day,
            time: Some(time(10, 0, 0, 0)),
        };
        let some_time = TrialMoment { day, time: None };
        let nine = moment_of(day, time(9, 59, 0, 0));
        let ten = moment_of(day, time(10, 0, 0, 0));
        assert!(is_ahead(at_ten, nine) && !is_ahead(at_ten, ten));
        assert!(!is_ahead(some_time, nine));
        assert!(is_ahead(
            some_time,
            moment_of(date(2026, 11, 30), time(23, 59, 0, 0))
        ));
    }

    #[test]
    fn every_moment_has_its_question_and_every_status_its_heading() {
        let t = Texts::dutch();
        let all = [
            Moment::Answer,
            Moment::Call,
            Moment::Plan,
            Moment::BeforeTrial,
            Moment::AfterTrial,
            Moment::GoesOn,
            Moment::HowGoesIt,
            Moment::Paused,
        ];
        for moment in all {
            assert!(!moment.question(t).contains('⟦'), "{moment:?}");
        }
        for status in Status::ALL {
            let key = format!("antwoord-kop-{}", status.code());
            assert!(!t.s(&key).contains('⟦'), "{key}");
        }
        for step in ORDER.into_iter().chain([Step::Undo]) {
            let key = format!("antwoord-gedaan-{}", step.code());
            assert!(!t.s(&key).contains('⟦'), "{key}");
        }
    }
}
