//! The year of Brugdam, thrown ahead: who is referred when, by whom, where to, and how it goes.
//! Pure: the same seed plans the same year.

use actions::refer::ReferralDraft;
use domain::calendar::{WorkCalendar, day_of};
use domain::ids::OrganisationId;
use domain::offer::Offer;
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::dice::Dice;
use super::geography::Geography;
use super::life::{Deed, Life, To, another, in_working_hours};
use super::residents::{Resident, resident};

/// How far back the year goes.
pub const DAYS: i32 = 364;

/// Who sends a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// A care professional or social referrer.
    Referrer(usize),
    /// A coach.
    Coach(usize),
    /// The resident, or someone close.
    Resident,
}

/// A referral and its life.
#[derive(Clone)]
pub struct Sending {
    /// When it is sent.
    pub at: Timestamp,
    /// By whom.
    pub by: Sender,
    /// Where to.
    pub to: To,
    /// With what words; the target is filled in when its keys are known.
    pub draft: ReferralDraft,
    /// What happens afterwards, in order.
    pub deeds: Vec<Deed>,
}

/// All that a plan is made of.
pub struct World<'a> {
    /// The seed.
    pub seed: u64,
    /// The map.
    pub map: &'a Geography,
    /// Every offer, in an order that follows from the seed.
    pub offers: &'a [Offer],
    /// The provider whose account the demo shows.
    pub shown: OrganisationId,
    /// How many refer, how many receive as care professionals, how many coach.
    pub people: (usize, usize, usize),
    /// The days on which work is done.
    pub calendar: &'a WorkCalendar,
    /// The moment at which the year ends.
    pub now: Timestamp,
}

impl World<'_> {
    /// Plans `count` referrals over the past year, oldest first.
    #[must_use]
    pub fn year(&self, count: usize) -> Vec<Sending> {
        let mut plan: Vec<Sending> = (0..count).map(|number| self.sending(number)).collect();
        plan.sort_by_key(|sending| sending.at);
        // Some are referred twice: the same number, and a coach's or service point's question.
        for at in (40..plan.len()).step_by(60) {
            let known = plan[at - 3].draft.client.clone();
            plan[at].draft.client = known;
        }
        plan
    }

    fn sending(&self, number: usize) -> Sending {
        let mut dice = Dice::new(self.seed, "verwijzing", number);
        let at = self.moment(&mut dice);
        let to = match dice.below(100) {
            0..=79 => self.somewhere(&mut dice),
            80..=93 => To::Coach,
            _ => To::Therapist(dice.below(self.people.1)),
        };
        let by = match (to, dice.below(100)) {
            (To::Coach, 0..=24) => Sender::Resident,
            (To::Session(..), 0..=8) => Sender::Coach(dice.below(self.people.2)),
            (_, 9..=22) => Sender::Referrer(0),
            (_, 23..=32) => Sender::Referrer(1),
            _ => Sender::Referrer(dice.below(self.people.0)),
        };
        self.to(dice, number, at, by, to)
    }

    /// A referral with a life of its own.
    fn to(&self, mut dice: Dice, number: usize, at: Timestamp, by: Sender, to: To) -> Sending {
        let (draft, has_email) = self.draft(&mut dice, number, at, by, to);
        let life = Life::new(dice, self.calendar, self.offers, has_email, at);
        Sending {
            at,
            by,
            to,
            draft,
            deeds: life.lived(to),
        }
    }

    /// The words of a referral, and whether its resident has e-mail.
    pub fn draft(
        &self,
        dice: &mut Dice,
        number: usize,
        at: Timestamp,
        by: Sender,
        to: To,
    ) -> (ReferralDraft, bool) {
        let offer = match to {
            To::Session(offer, _) => self.offers.get(offer),
            _ => None,
        };
        let year = day_of(at).year();
        let Resident {
            mut draft,
            has_email,
        } = resident(dice, self.map, offer, number, year);
        if by == Sender::Resident {
            draft.consent.manner = "zelf".to_owned();
        }
        if matches!(to, To::Therapist(_)) && dice.chance(50) {
            draft.consent.medical_background = Some(true);
            draft.medical_background =
                "Diabetes type 2, goed ingesteld. Mag zich inspannen.".to_owned();
        }
        (draft, has_email)
    }

    /// An offer that fits: rather the shown provider's than another's, seldom a full one.
    fn somewhere(&self, dice: &mut Dice) -> To {
        if dice.chance(7)
            && let Some((offer, session)) = self.at_shown(dice)
        {
            return To::Session(offer, session);
        }
        another(dice, self.offers, usize::MAX)
            .map_or(To::Coach, |(offer, session)| To::Session(offer, session))
    }

    /// One of the shown provider's offers, with a session.
    pub fn at_shown(&self, dice: &mut Dice) -> Option<(usize, usize)> {
        let own: Vec<usize> = (0..self.offers.len())
            .filter(|at| {
                let offer = &self.offers[*at];
                offer.provider == self.shown && !offer.sessions.is_empty()
            })
            .collect();
        if own.is_empty() {
            return None;
        }
        let offer = dice.pick(&own);
        Some((offer, dice.below(self.offers[offer].sessions.len())))
    }

    /// A working moment in the past year; summer and Christmas are quiet.
    fn moment(&self, dice: &mut Dice) -> Timestamp {
        let today = day_of(self.now);
        loop {
            let day = minus_days(today, dice.between(0, DAYS));
            let quiet = matches!((day.month(), day.day()), (7 | 8, _) | (12, 20..));
            if !self.calendar.is_working_day(day) || (quiet && dice.chance(45)) {
                continue;
            }
            let at = in_working_hours(dice, day);
            if at < self.now {
                return at;
            }
        }
    }
}

/// So many days earlier.
#[must_use]
pub fn minus_days(day: Date, days: i32) -> Date {
    day.checked_sub(Span::new().days(days)).unwrap_or(day)
}
