//! How a referral goes in Brugdam: one life, thrown ahead as a row of deeds with their moments.
//!
//! The shares are those of the literature (issue 2): about two thirds of those referred start, and
//! a third of the starters stop within the year. Deadlines are met mostly; silence is left to the
//! program, which reminds and hands over by itself.

use actions::resident_answer::Answer;
use domain::calendar::{AMSTERDAM, WorkCalendar, day_of, moment_of};
use domain::offer::Offer;
use domain::referral::StepDraft;
use jiff::civil::{Date, time};
use jiff::{SignedDuration, Span, Timestamp, ToSpan};

use super::dice::Dice;

/// Who does a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doer {
    /// Whoever received the referral.
    Receiver,
    /// The service point.
    Desk,
    /// Whoever sent it.
    Referrer,
    /// The resident, on their own page.
    Resident,
}

/// What is done.
#[derive(Clone, Debug)]
pub enum What {
    /// A step with its words.
    Step(&'static str, Box<StepDraft>),
    /// A new choice: an offer and one of its sessions.
    Rechoose(usize, usize),
    /// An answer of the resident.
    Answer(Answer),
}

/// One deed.
#[derive(Clone, Debug)]
pub struct Deed {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Doer,
    /// What.
    pub what: What,
}

/// Where a referral is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// An offer and one of its sessions.
    Session(usize, usize),
    /// The coach team.
    Coach,
    /// A care professional.
    Therapist(usize),
}

/// A life under way.
pub struct Life<'a> {
    dice: Dice,
    calendar: &'a WorkCalendar,
    offers: &'a [Offer],
    has_email: bool,
    at: Timestamp,
    /// What happens, in order.
    pub deeds: Vec<Deed>,
}

const DECLINES: [(usize, &str); 5] = [
    (40, "vol"),
    (20, "tijd-past-niet"),
    (20, "meer-begeleiding-nodig"),
    (10, "niet-passend"),
    (10, "tijdelijk-gesloten"),
];
const NOT_STARTED: [(usize, &str); 6] = [
    (30, "geen-zin"),
    (20, "geen-tijd"),
    (20, "gezondheid"),
    (12, "te-duur"),
    (8, "te-ver"),
    (10, "iets-anders-gevonden"),
];
const STOPS: [(usize, &str); 8] = [
    (22, "gezondheid"),
    (18, "geen-tijd"),
    (15, "past-niet"),
    (12, "geen-klik"),
    (10, "te-duur"),
    (8, "gaat-elders-verder"),
    (5, "verhuisd"),
    (10, "op-eigen-verzoek"),
];
const OUTCOMES: [(usize, &str); 7] = [
    (48, "blijft-hier"),
    (26, "zelf-verder"),
    (11, "ander-aanbod"),
    (4, "buiten-de-sport"),
    (4, "vrijwilligerswerk"),
    (3, "maatje"),
    (4, "terug-naar-zorg"),
];
const WITHDRAWALS: [(usize, &str); 4] = [
    (50, "op-verzoek"),
    (25, "gezondheid"),
    (15, "ander-traject"),
    (10, "vergissing"),
];

impl<'a> Life<'a> {
    /// A life that begins at a moment.
    #[must_use]
    pub const fn new(
        dice: Dice,
        calendar: &'a WorkCalendar,
        offers: &'a [Offer],
        has_email: bool,
        at: Timestamp,
    ) -> Self {
        Self {
            dice,
            calendar,
            offers,
            has_email,
            at,
            deeds: Vec::new(),
        }
    }

    /// Throws the whole life.
    #[must_use]
    pub fn lived(mut self, to: To) -> Vec<Deed> {
        match to {
            To::Session(offer, session) => self.with_provider(offer, session, true),
            To::Coach => self.with_coach(),
            To::Therapist(_) => self.with_therapist(),
        }
        self.deeds
    }

    /// At a provider. `first` is the first choice: a second provider was asked by phone already.
    fn with_provider(&mut self, offer: usize, session: usize, first: bool) {
        match self.dice.below(100) {
            0..=6 if first => {
                self.pass(0, 2);
                let reason = self.dice.weighted(&DECLINES);
                self.step(Doer::Receiver, "past-nu-niet", reason);
                return self.seek(offer);
            }
            7..=10 if first => {
                // Nobody answers: reminded on day 4, handed over on day 7.
                self.pass(7, 8);
                self.step(Doer::Desk, "past-nu-niet", "geen-antwoord");
                return self.seek(offer);
            }
            11..=14 => {
                self.pass(0, 2);
                return self.withdraw();
            }
            _ => {}
        }
        let wait = self
            .dice
            .weighted(&[(36, 0), (34, 1), (18, 2), (7, 3), (5, 4)]);
        self.pass(wait, wait);
        self.step(Doer::Receiver, "aanvaard", "");
        if !self.reached() {
            return;
        }
        if self.dice.chance(13) {
            self.pass(0, 4);
            let reason = self.dice.weighted(&NOT_STARTED);
            return self.step(Doer::Receiver, "niet-gestart", reason);
        }
        if self.dice.chance(74) && !self.trial(offer, session) {
            return;
        }
        self.pass(0, 6);
        self.step(Doer::Receiver, "gestart", "");
        self.taking_part();
    }

    /// Whether the resident was reached.
    fn reached(&mut self) -> bool {
        match self.dice.below(100) {
            0..=3 => {
                for _ in 0..3 {
                    self.pass(1, 2);
                    self.step(Doer::Receiver, "niet-bereikt", "");
                }
                self.pass(1, 2);
                if self.dice.chance(60) {
                    self.step(Doer::Desk, "niet-gestart", "niet-bereikt");
                    return false;
                }
                self.step(Doer::Desk, "contact-gelegd", "");
            }
            4..=15 => {
                self.pass(0, 2);
                self.step(Doer::Receiver, "niet-bereikt", "");
                self.pass(1, 2);
                self.step(Doer::Receiver, "contact-gelegd", "");
            }
            16..=75 => {
                self.pass(0, 4);
                self.step(Doer::Receiver, "contact-gelegd", "");
            }
            // Called and planned at once.
            _ => {}
        }
        true
    }

    /// A trial lesson, or two. Whether the resident wants to go on.
    fn trial(&mut self, offer: usize, session: usize) -> bool {
        self.pass(0, 3);
        let day = self.plan_trial(offer, session);
        if self.has_email && self.dice.chance(45) {
            let told = self.at + SignedDuration::from_mins(i64::from(self.dice.between(20, 600)));
            let cannot = self.dice.chance(10);
            if day_of(told) < day {
                let answer = if cannot {
                    Answer::CannotCome
                } else {
                    Answer::Coming
                };
                self.deeds.push(Deed {
                    at: told,
                    by: Doer::Resident,
                    what: What::Answer(answer),
                });
                self.at = told;
                if cannot {
                    self.pass(1, 1);
                    self.step(Doer::Receiver, "niet-gekomen", "");
                    self.pass(0, 0);
                    self.plan_trial(offer, session);
                }
            }
        }
        if self.dice.chance(9) {
            self.after_trial();
            self.step(Doer::Receiver, "niet-gekomen", "");
            self.pass(1, 2);
            if self.dice.chance(45) {
                self.step(Doer::Receiver, "niet-gestart", "niet-gekomen");
                return false;
            }
            self.plan_trial(offer, session);
        }
        self.after_trial();
        self.step(Doer::Receiver, "proefles-gevolgd", "");
        if self.dice.chance(15) {
            self.pass(1, 5);
            let reason = self.dice.weighted(&NOT_STARTED);
            self.step(Doer::Receiver, "niet-gestart", reason);
            return false;
        }
        true
    }

    /// Plans a trial on the session's next day but one, and gives its day. Time moves on to the
    /// planning only.
    fn plan_trial(&mut self, offer: usize, session: usize) -> Date {
        let moment = self
            .offers
            .get(offer)
            .and_then(|offer| offer.sessions.get(session));
        let weekday = moment.and_then(|session| session.day);
        let begins = moment
            .and_then(|session| session.from)
            .unwrap_or(time(10, 0, 0, 0));
        let mut day = plus_days(day_of(self.at), 2 + self.dice.below(5));
        while weekday.is_some_and(|weekday| day.weekday() != weekday) {
            day = plus_days(day, 1);
        }
        let on = format!("{day}T{:02}:{:02}", begins.hour(), begins.minute());
        let words = StepDraft {
            on,
            ..StepDraft::default()
        };
        self.deed(Doer::Receiver, "proefles-gepland", words);
        day
    }

    /// Time moves on to after the trial that was planned last.
    fn after_trial(&mut self) {
        let planned = self.deeds.iter().rev().find_map(|deed| match &deed.what {
            What::Step("proefles-gepland", words) => words.on.get(..10)?.parse::<Date>().ok(),
            _ => None,
        });
        let day = planned.unwrap_or(day_of(self.at));
        self.at = moment_of(day, time(21, 10, 0, 0));
        if self.dice.chance(45) {
            self.pass(1, 1);
        }
    }

    /// From the start on: most go on after the paid weeks, a third stops.
    fn taking_part(&mut self) {
        if self.dice.chance(9) {
            self.pass(10, 40);
            let reason = self
                .dice
                .pick(&["ziekte", "vakantie", "opname", "mantelzorg"]);
            let days = self.dice.between(12, 30);
            let until = plus_days(day_of(self.at), usize::try_from(days).unwrap_or(14));
            let words = StepDraft {
                reason: reason.to_owned(),
                until: until.to_string(),
                ..StepDraft::default()
            };
            self.deed(Doer::Receiver, "gepauzeerd", words);
            self.at = moment_of(until, time(10, 20, 0, 0));
            if self.dice.chance(15) {
                return self.step(Doer::Receiver, "gestopt", "gezondheid");
            }
            self.step(Doer::Receiver, "hervat", "");
        }
        if self.dice.chance(33) {
            self.pass(9, 72);
            if self.dice.chance(20) {
                self.answer(Answer::Stop);
            } else {
                let reason = self.dice.weighted(&STOPS);
                self.step(Doer::Receiver, "gestopt", reason);
            }
            return;
        }
        self.pass(58, 74);
        self.complete();
    }

    fn complete(&mut self) {
        let outcome = self.dice.weighted(&OUTCOMES);
        let words = StepDraft {
            outcome: outcome.to_owned(),
            ..StepDraft::default()
        };
        self.deed(Doer::Receiver, "afgerond", words);
    }

    /// The service point, or the referrer, looks for something else.
    fn seek(&mut self, before: usize) {
        self.pass(0, 2);
        if self.dice.chance(30) {
            let reason = self.dice.weighted(&NOT_STARTED);
            return self.step(Doer::Desk, "niet-gestart", reason);
        }
        let Some((offer, session)) = another(&mut self.dice, self.offers, before) else {
            return self.step(Doer::Desk, "niet-gestart", "iets-anders-gevonden");
        };
        let by = if self.dice.chance(25) {
            Doer::Referrer
        } else {
            Doer::Desk
        };
        self.deeds.push(Deed {
            at: self.at,
            by,
            what: What::Rechoose(offer, session),
        });
        self.with_provider(offer, session, false);
    }

    fn withdraw(&mut self) {
        if self.dice.chance(40) {
            self.answer(Answer::Stop);
        } else {
            let reason = self.dice.weighted(&WITHDRAWALS);
            self.step(Doer::Referrer, "ingetrokken", reason);
        }
    }

    /// A coach talks, goes along, and lets go.
    fn with_coach(&mut self) {
        self.pass(0, 3);
        self.step(Doer::Receiver, "aanvaard", "");
        if !self.reached() {
            return;
        }
        if self.dice.chance(18) {
            self.pass(1, 5);
            let reason = self.dice.weighted(&NOT_STARTED);
            return self.step(Doer::Receiver, "niet-gestart", reason);
        }
        self.pass(0, 5);
        self.step(Doer::Receiver, "gestart", "");
        self.pass(15, 60);
        if self.dice.chance(22) {
            let reason = self.dice.weighted(&STOPS);
            return self.step(Doer::Receiver, "gestopt", reason);
        }
        self.complete();
    }

    /// A physiotherapist looks what is safe, and treats or sends on.
    fn with_therapist(&mut self) {
        self.pass(0, 3);
        self.step(Doer::Receiver, "aanvaard", "");
        if !self.reached() {
            return;
        }
        self.pass(1, 6);
        self.step(Doer::Receiver, "gestart", "");
        self.pass(20, 60);
        if self.dice.chance(18) {
            return self.step(Doer::Receiver, "gestopt", "gezondheid");
        }
        self.complete();
    }

    fn step(&mut self, by: Doer, step: &'static str, reason: &str) {
        self.deed(
            by,
            step,
            StepDraft {
                reason: reason.to_owned(),
                ..StepDraft::default()
            },
        );
    }

    fn deed(&mut self, by: Doer, step: &'static str, words: StepDraft) {
        self.deeds.push(Deed {
            at: self.at,
            by,
            what: What::Step(step, Box::new(words)),
        });
    }

    fn answer(&mut self, answer: Answer) {
        self.deeds.push(Deed {
            at: self.at,
            by: Doer::Resident,
            what: What::Answer(answer),
        });
    }

    /// Lets some working days pass, to a moment in working hours; on the same day only while there
    /// is day left.
    fn pass(&mut self, least: usize, most: usize) {
        let (least, most) = (
            i32::try_from(least).unwrap_or(0),
            i32::try_from(most).unwrap_or(0),
        );
        let days = u16::try_from(self.dice.between(least, most)).unwrap_or(0);
        self.at = working_moment(&mut self.dice, self.calendar, self.at, days);
    }
}

/// A moment in working hours, so many working days later.
pub fn working_moment(
    dice: &mut Dice,
    calendar: &WorkCalendar,
    from: Timestamp,
    days: u16,
) -> Timestamp {
    if days == 0 {
        let later = from + SignedDuration::from_mins(i64::from(dice.between(12, 170)));
        let local = AMSTERDAM.to_datetime(later);
        if local.hour() < 17 && calendar.is_working_day(local.date()) {
            return later;
        }
    }
    let day = day_of(calendar.working_days_after(from, days.max(1)));
    in_working_hours(dice, day)
}

/// A moment between half past eight and a quarter to five.
pub fn in_working_hours(dice: &mut Dice, day: Date) -> Timestamp {
    let minutes = dice.between(8 * 60 + 30, 16 * 60 + 45);
    let midnight = moment_of(day, time(0, 0, 0, 0));
    midnight.checked_add(minutes.minutes()).unwrap_or(midnight)
}

fn plus_days(day: Date, days: usize) -> Date {
    let days = i64::try_from(days).unwrap_or_default();
    day.checked_add(Span::new().days(days)).unwrap_or(day)
}

/// Another offer with a session that is not full, by another provider than that of `before`.
pub fn another(dice: &mut Dice, offers: &[Offer], before: usize) -> Option<(usize, usize)> {
    let provider = offers.get(before).map(|offer| offer.provider);
    (0..60).find_map(|_| {
        let at = dice.below(offers.len());
        let offer = offers.get(at)?;
        let session = dice.below(offer.sessions.len());
        let fits =
            Some(offer.provider) != provider && offer.sessions.get(session)?.places_left != Some(0);
        fits.then_some((at, session))
    })
}
