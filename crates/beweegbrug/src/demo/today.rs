//! What is open on the day the demo is shown: every work list has something that is late,
//! something for today and something for this week, whatever day it is.

use domain::calendar::{close_of, day_of, moment_of};
use domain::referral::StepDraft;
use jiff::civil::{Date, time};
use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;
use super::life::{Deed, Doer, To, What};
use super::plan::{Sender, Sending, World, minus_days};

/// The numbers of these residents lie beyond those of the year.
const FIRST_NUMBER: usize = 20_000;

/// How far a referral of today has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    /// Not answered, and late.
    UnansweredLate,
    /// Not answered yet.
    Unanswered,
    /// Started sixteen weeks ago to the day: somebody should ask today how it goes.
    AskToday,
    /// Said yes; somebody is to call.
    ToCall,
    /// The trial was on the last working day; how did it go?
    TrialPassed,
    /// The trial is in two days.
    TrialAhead,
    /// The receiver could not take it, and the service point is late with a new choice.
    SeekingLate,
    /// The receiver could not take it, and the new choice is due today, on a working day.
    SeekingToday,
    /// The receiver could not take it just now.
    Seeking,
    /// Waits, until today.
    PausedUntilToday,
}

impl World<'_> {
    /// The referrals that are open today, for the demo's accounts.
    #[must_use]
    pub fn today(&self) -> Vec<Sending> {
        use Scene::{
            AskToday, PausedUntilToday, Seeking, SeekingLate, SeekingToday, ToCall, TrialAhead,
            TrialPassed, Unanswered, UnansweredLate,
        };
        let provider = [
            UnansweredLate,
            Unanswered,
            AskToday,
            ToCall,
            TrialPassed,
            TrialAhead,
            PausedUntilToday,
            Unanswered,
        ];
        let coach = [
            UnansweredLate,
            Unanswered,
            AskToday,
            ToCall,
            PausedUntilToday,
        ];
        let therapist = [UnansweredLate, Unanswered, AskToday, ToCall];
        let desk = [SeekingLate, SeekingToday, Seeking, SeekingLate];
        let mut out = Vec::new();
        let mut add = |scenes: &[Scene], target: &dyn Fn(&Self, &mut Dice) -> Option<To>| {
            for scene in scenes {
                let number = out.len();
                let mut dice = Dice::new(self.seed, "vandaag", number);
                if let Some(to) = target(self, &mut dice)
                    && let Some(sending) = self.scene(dice, number, *scene, to)
                {
                    out.push(sending);
                }
            }
        };
        let shown = |world: &Self, dice: &mut Dice| {
            world
                .at_shown(dice)
                .map(|(offer, session)| To::Session(offer, session))
        };
        add(&provider, &shown);
        add(&coach, &|_, _| Some(To::Coach));
        add(&therapist, &|_, _| Some(To::Therapist(0)));
        add(&desk, &shown);
        out
    }

    fn scene(&self, mut dice: Dice, number: usize, scene: Scene, to: To) -> Option<Sending> {
        let today = day_of(self.now);
        let mut deeds = Vec::new();
        let sent = match scene {
            Scene::UnansweredLate => self.due_on(self.last_closed()),
            Scene::Unanswered => {
                let day = self.workday_before(today, number % 2);
                let hour = moment_of(day, time(15, 40, 0, 0));
                if hour < self.now {
                    day
                } else {
                    self.workday_before(day, 1)
                }
            }
            Scene::SeekingLate | Scene::SeekingToday | Scene::Seeking => {
                let declined = match scene {
                    Scene::SeekingLate => self.due_on(self.last_closed()),
                    Scene::SeekingToday if self.calendar.is_working_day(today) => {
                        self.due_on(today)
                    }
                    Scene::SeekingToday => return None,
                    _ => self.workday_before(today, 1),
                };
                let reason = dice.pick(&["vol", "tijd-past-niet", "meer-begeleiding-nodig"]);
                deeds.push(step(declined, 11, "past-nu-niet", reasoned(reason)));
                self.workday_before(declined, 1)
            }
            Scene::AskToday => {
                let start = minus_days(today, 112);
                deeds.push(step(
                    minus_days(start, 9),
                    10,
                    "aanvaard",
                    StepDraft::default(),
                ));
                deeds.push(step(
                    minus_days(start, 8),
                    11,
                    "contact-gelegd",
                    StepDraft::default(),
                ));
                deeds.push(step(start, 12, "gestart", StepDraft::default()));
                self.workday_before(minus_days(start, 10), 1)
            }
            Scene::PausedUntilToday => {
                let start = minus_days(today, 48);
                deeds.push(step(
                    minus_days(start, 6),
                    10,
                    "aanvaard",
                    StepDraft::default(),
                ));
                deeds.push(step(start, 12, "gestart", StepDraft::default()));
                let pause = StepDraft {
                    until: today.to_string(),
                    ..reasoned("vakantie")
                };
                deeds.push(step(minus_days(today, 17), 10, "gepauzeerd", pause));
                self.workday_before(minus_days(start, 7), 1)
            }
            Scene::ToCall => {
                let yes = self.workday_before(today, 1);
                deeds.push(step(yes, 13, "aanvaard", StepDraft::default()));
                self.workday_before(yes, 1)
            }
            Scene::TrialPassed | Scene::TrialAhead => {
                let planned = self.workday_before(today, 4);
                let day = match scene {
                    Scene::TrialPassed => self.workday_before(today, 1),
                    _ => minus_days(today, -2),
                };
                deeds.push(step(planned, 10, "aanvaard", StepDraft::default()));
                let on = StepDraft {
                    on: format!("{day}T10:00"),
                    ..StepDraft::default()
                };
                deeds.push(step(planned, 14, "proefles-gepland", on));
                self.workday_before(planned, 1)
            }
        };
        // By turns from the demo's care professional and its social referrer.
        let by = Sender::Referrer(number % 2);
        let at = moment_of(sent, time(9, 0, 0, 0))
            + SignedDuration::from_mins(9 * i64::from(dice.between(0, 30)));
        let (mut draft, _) = self.draft(&mut dice, FIRST_NUMBER + number, at, by, to);
        draft.consent.feedback = Some(true);
        deeds.retain(|deed: &Deed| deed.at < self.now);
        Some(Sending {
            at,
            by,
            to,
            draft,
            deeds,
        })
    }

    /// The last working day that has closed.
    fn last_closed(&self) -> Date {
        let today = day_of(self.now);
        let closed = self.calendar.is_working_day(today) && close_of(today) < self.now;
        if closed {
            today
        } else {
            self.workday_before(today, 1)
        }
    }

    /// The working day on which something must begin to be due, three working days later, at the
    /// close of `day`: as the default deadlines have it.
    fn due_on(&self, day: Date) -> Date {
        let mut begin = day;
        for _ in 0..30 {
            begin = minus_days(begin, 1);
            let moment: Timestamp = moment_of(begin, time(11, 0, 0, 0));
            if self.calendar.is_working_day(begin)
                && self.calendar.working_days_after(moment, 3) == close_of(day)
            {
                break;
            }
        }
        begin
    }

    /// The `count`-th working day before a day; the day itself, or the working day before it, for 0.
    fn workday_before(&self, day: Date, count: usize) -> Date {
        let mut left = count;
        let mut at = day;
        loop {
            if self.calendar.is_working_day(at) && (at != day || count == 0) {
                if left <= 1 {
                    return at;
                }
                left -= 1;
            }
            at = minus_days(at, 1);
        }
    }
}

fn reasoned(reason: &str) -> StepDraft {
    StepDraft {
        reason: reason.to_owned(),
        ..StepDraft::default()
    }
}

fn step(day: Date, hour: i8, step: &'static str, words: StepDraft) -> Deed {
    Deed {
        at: moment_of(day, time(hour, 5, 0, 0)),
        by: Doer::Receiver,
        what: What::Step(step, Box::new(words)),
    }
}
