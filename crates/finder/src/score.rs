//! The score: one formula, for the product and for the bench beside the peers.
//!
//! Each part is a fraction from 0 to 1 times its weight:
//!
//! | part | weight | fraction | counts when |
//! | --- | --- | --- | --- |
//! | distance | 30 | falls to ½ at 2 km and to 0 at the radius; within 4 km in one line | a start is given |
//! | dayparts | 15 | share of the session's dayparts that are wished | dayparts are wished |
//! | level | 15 | 1 − (highest wished − level) ÷ 4 | a highest level is wished |
//! | price | 10 | 1 − price after schemes ÷ highest price | a highest price is wished |
//! | age | 10 | 1 when for at most 45 years of age, 0 when for 100; in one line between | an age is wished |
//! | freshness | 15 | 1 on the day it was confirmed, ½ on the last day that this holds, 0 after it | always |
//! | experience | 10 | how earlier referrals went, see `experience` | any is known |
//! | places | 15 | 1 with a place left, ⅚ when not told, 0 when full or when the wait is a month or longer | always |
//! | language | 10 | 1 when the wished language is spoken | a language is wished |
//! | text | 50 | relevance of the words, see `text`; 0 when something disliked is in it | words are wished |
//! | delight | 15 | share of what is liked that it has | something is liked |
//! | aversion | 20 | 1 when nothing disliked is in it, else 0 | something is disliked |
//! | quiet | 5 | 1 − people waiting for a first lesson ÷ places, at least 0; 0 where places has 0 | experience counts |
//!
//! What a hit is warned of, that it was not confirmed in time or that there is no place, has nothing
//! of its part. Each of these two parts gives 7½ of it at least to who is not warned, which is what a
//! kilometre weighs: what can be relied on stands above what is a kilometre nearer and cannot.
//!
//! Who says "zwemmen, liever niet in het water" says two things of one lesson: the aversion wins, so
//! that what somebody does not want never stands first for the very word.
//!
//! The sum is divided by the weights that count, so a session that meets everything scores 100
//! hundredths whatever was asked. Hits are ordered by the sum to a millionth; equals by session id.
//! Shown are whole hundredths: the score rounded, its parts by largest remainder, so that they
//! add up exactly. The weights are ours; the peers' question has its own
//! ([`Weights::PEERS`]). Why they are so: docs/decisions/0025-the-score-is-one-formula.md.

use domain::scheme;

use crate::index::columns::{NEVER, RowAt, UNTOLD, marks};

/// The parts, in the order in which they are added and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Part {
    Distance,
    Dayparts,
    Level,
    Price,
    Age,
    Freshness,
    Experience,
    Places,
    Language,
    Text,
    Delight,
    Aversion,
    Quiet,
}

/// How many parts there are.
pub(crate) const PARTS: usize = 13;

/// What a row's columns do not tell, brought along by the caller.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beside {
    /// How well the words fit, in thousandths.
    pub relevance: u32,
    /// Whether words that were not wished are in it.
    pub unwished: bool,
    /// How earlier referrals went, from 0 to 1.
    pub experience: f64,
    /// How few people wait there, from 0 to 1.
    pub quiet: f64,
}

/// What each part weighs; nothing when its wish is not made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Weights(pub [f64; PARTS]);

impl Weights {
    /// The product's, before wishes that are not made are left out.
    pub(crate) const PRODUCT: Self = Self([
        30.0, 15.0, 15.0, 10.0, 10.0, 15.0, 10.0, 15.0, 10.0, 50.0, 15.0, 20.0, 5.0,
    ]);
    /// Those of the question put to the peers.
    pub(crate) const PEERS: Self = Self([
        0.30, 0.15, 0.15, 0.10, 0.0, 0.10, 0.20, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0,
    ]);

    /// Leaves a part out.
    pub(crate) fn drop(&mut self, part: Part) {
        self.0[part as usize] = 0.0;
    }
}

/// The wishes that rank, as numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scoring {
    /// What the parts weigh.
    pub weights: Weights,
    /// How the distance counts.
    pub nearness: Nearness,
    /// The wished dayparts.
    pub slots: u32,
    /// The highest wished level.
    pub level: u8,
    /// The highest wished price in cents a month.
    pub price: u32,
    /// What schemes pay of the price, in cents a month.
    pub schemes_pay: u32,
    /// Today, in the calendar of the columns.
    pub today: u16,
    /// How a confirmation counts.
    pub fading: Fading,
    /// The wished languages.
    pub languages: u32,
    /// What is liked.
    pub likes: u8,
    /// What is disliked.
    pub dislikes: u8,
    /// Activities that are disliked, a bit each.
    pub disliked_activities: u64,
}

/// How the distance counts: down one line to a knee, and down another to the radius. People walk to
/// what is near and ride to what is not, so that the first metres weigh more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nearness {
    /// The radius in metres.
    radius: f64,
    /// Where the lines meet, in metres.
    knee: f64,
    /// What is left there, from 0 to 1.
    left: f64,
}

impl Nearness {
    /// Half of the part is gone at so many metres; where the radius is less than twice that, one
    /// line is as steep already.
    const KNEE: f64 = 2_000.0;

    /// One line, as the peers' question has it.
    pub(crate) const fn even(radius: f64) -> Self {
        Self {
            radius,
            knee: radius,
            left: 0.0,
        }
    }

    /// The product's.
    pub(crate) fn within(radius: f64) -> Self {
        if radius <= Self::KNEE * 2.0 {
            return Self::even(radius);
        }
        Self {
            radius,
            knee: Self::KNEE,
            left: 0.5,
        }
    }

    #[inline]
    fn at(self, metres: f64) -> f64 {
        if metres <= self.knee {
            self.left + (1.0 - self.left) * room(metres, self.knee)
        } else {
            self.left * room(metres - self.knee, self.radius - self.knee)
        }
    }
}

/// How a confirmation counts: down one line to the last day on which it holds, and nothing after.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fading {
    /// So many days it holds.
    days: u16,
    /// What is left on the last of them, from 0 to 1.
    left: f64,
}

impl Fading {
    /// Down to nothing, as the peers' question has it.
    pub(crate) const fn even(days: u16) -> Self {
        Self { days, left: 0.0 }
    }

    /// The product's: between what still holds and what does not lies more than a day.
    pub(crate) const fn within(days: u16) -> Self {
        Self { days, left: 0.5 }
    }

    #[inline]
    fn at(self, days: u16) -> f64 {
        match days <= self.days {
            true => self.left + (1.0 - self.left) * room(days.into(), self.days.into()),
            false => 0.0,
        }
    }
}

/// What is left of the places where nobody told how many there are: mostly there is one.
const PLACES_UNTOLD: f64 = 5.0 / 6.0;

/// How sure it is that somebody can begin: not where it is full or the wait is long. Where places
/// are told to be free there is no wait, whatever was said of it before.
#[inline]
fn places(row: RowAt<'_>) -> f64 {
    match row.places() {
        0 => 0.0,
        UNTOLD if marks::is_long_wait(row.marks()) => 0.0,
        UNTOLD => PLACES_UNTOLD,
        _ => 1.0,
    }
}

/// Who is within so many years of each other counts as one age.
const ONE_AGE: u8 = 45;
/// Nobody is told to be older than this.
const OLDEST: u8 = 100;

/// How well a lesson for these ages is one for somebody of them: everybody's lesson is nobody's.
#[inline]
fn of_one_age(youngest: u8, oldest: u8) -> f64 {
    let years = oldest.min(OLDEST).saturating_sub(youngest);
    1.0 - f64::from(years.saturating_sub(ONE_AGE)) / f64::from(OLDEST - ONE_AGE)
}

/// `1 - part / whole`, where nothing of nothing is the best there is.
fn room(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { 1.0 - part / whole } else { 1.0 }
}

impl Scoring {
    /// Whether anything is disliked.
    fn has_aversions(&self) -> bool {
        self.weights.0[Part::Aversion as usize] > 0.0
    }

    /// The parts of a row's score, weighed. `metres` lies within the radius.
    pub(crate) fn parts(
        &self,
        row: RowAt<'_>,
        metres: Option<f64>,
        beside: Beside,
    ) -> [f64; PARTS] {
        let mut parts = [0.0; PARTS];
        self.weigh(row, metres, beside, |part, weighed| {
            parts[part as usize] = weighed;
        });
        parts
    }

    /// The parts' sum, by which the peers' question orders.
    #[inline]
    pub(crate) fn sum(&self, row: RowAt<'_>, metres: Option<f64>, beside: Beside) -> f64 {
        let mut sum = 0.0;
        self.weigh(row, metres, beside, |_, weighed| sum += weighed);
        sum
    }

    /// By what hits are ordered: the parts' sum in whole millionths, so that sums that are equal
    /// on paper are equal here, whichever way they were rounded on their way.
    #[inline]
    pub(crate) fn rank(&self, row: RowAt<'_>, metres: Option<f64>, beside: Beside) -> f64 {
        // Never below zero, and far below what a whole number can hold.
        (self.sum(row, metres, beside) * 1e6 + 0.5) as u64 as f64
    }

    /// Calls `tell` with each part that weighs something, in their order.
    #[inline(always)]
    fn weigh(
        &self,
        row: RowAt<'_>,
        metres: Option<f64>,
        beside: Beside,
        mut tell: impl FnMut(Part, f64),
    ) {
        let mut weigh = |part: Part, fraction: &dyn Fn() -> f64| {
            let weight = self.weights.0[part as usize];
            if weight > 0.0 {
                tell(part, weight * fraction());
            }
        };
        weigh(Part::Distance, &|| {
            self.nearness.at(metres.unwrap_or(self.nearness.radius))
        });
        weigh(Part::Dayparts, &|| {
            let slots = row.slots();
            f64::from((slots & self.slots).count_ones()) / f64::from(slots.count_ones().max(1))
        });
        weigh(Part::Level, &|| {
            1.0 - f64::from(self.level.saturating_sub(row.level())) / 4.0
        });
        weigh(Part::Price, &|| {
            let left = scheme::after(row.price(), self.schemes_pay);
            room(f64::from(left), f64::from(self.price))
        });
        weigh(Part::Age, &|| of_one_age(row.youngest(), row.oldest()));
        weigh(Part::Freshness, &|| match row.confirmed() {
            NEVER => 0.0,
            day => self.fading.at(self.today.saturating_sub(day)),
        });
        weigh(Part::Experience, &|| beside.experience);
        weigh(Part::Places, &|| places(row));
        weigh(Part::Language, &|| {
            f64::from(u8::from(row.languages() & self.languages != 0))
        });
        // Words do not speak for what somebody would rather not.
        let is_disliked = || {
            beside.unwished
                || row.delights() & self.dislikes != 0
                || self.disliked_activities >> (row.activity() & 63) & 1 == 1
        };
        weigh(
            Part::Text,
            &|| match self.has_aversions() && is_disliked() {
                true => 0.0,
                false => f64::from(beside.relevance) / 1000.0,
            },
        );
        weigh(Part::Delight, &|| {
            let met = row.delights() & self.likes;
            f64::from(met.count_ones()) / f64::from(self.likes.count_ones().max(1))
        });
        weigh(Part::Aversion, &|| f64::from(u8::from(!is_disliked())));
        // Who comes to a full lesson waits, however few wait with them.
        weigh(Part::Quiet, &|| match places(row) > 0.0 {
            true => beside.quiet,
            false => 0.0,
        });
    }
}

/// Score and parts in whole hundredths. The parts add up to the score.
pub(crate) fn hundredths(parts: &[f64; PARTS], weights: &Weights) -> (u8, [u8; PARTS]) {
    let whole: f64 = weights.0.iter().sum();
    if whole <= 0.0 {
        return (0, [0; PARTS]);
    }
    let exact = parts.map(|part| part * 100.0 / whole);
    let score = exact.iter().sum::<f64>().round().clamp(0.0, 100.0) as u8;
    let mut shown = exact.map(|part| part.floor() as u8);
    let left = score.saturating_sub(shown.iter().sum());
    let mut by_remainder: [usize; PARTS] = std::array::from_fn(|part| part);
    by_remainder.sort_by(|one, other| {
        let remainder = |part: usize| exact[part] - exact[part].floor();
        remainder(*other).total_cmp(&remainder(*one))
    });
    for part in by_remainder.into_iter().take(left.into()) {
        shown[part] += 1;
    }
    (score, shown)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_add_up_to_the_score(
            fractions in proptest::array::uniform13(0.0..=1.0f64),
            asked in proptest::array::uniform13(any::<bool>()),
        ) {
            let mut weights = Weights::PRODUCT;
            let mut parts = [0.0; PARTS];
            for part in 0..PARTS {
                if !asked[part] {
                    weights.0[part] = 0.0;
                }
                parts[part] = weights.0[part] * fractions[part];
            }
            let (score, shown) = hundredths(&parts, &weights);
            prop_assert_eq!(shown.iter().map(|part| u32::from(*part)).sum::<u32>(), u32::from(score));
            prop_assert!(score <= 100);
            for part in 0..PARTS {
                prop_assert!(asked[part] || shown[part] == 0, "a part that does not count shows nothing");
            }
        }
    }

    #[test]
    fn the_first_two_kilometres_weigh_as_much_as_all_beyond_them() {
        let at = |metres: f64| (Nearness::within(10_000.0).at(metres) * 1000.0).round();
        let told = [0.0, 130.0, 1_200.0, 2_000.0, 6_000.0, 10_000.0].map(at);
        assert_eq!(told, [1000.0, 968.0, 700.0, 500.0, 250.0, 0.0]);
        // Within four kilometres one line does the same.
        for (radius, metres, left) in [(4_000.0, 2_000.0, 0.5), (500.0, 125.0, 0.75)] {
            assert_eq!(Nearness::within(radius).at(metres), left);
        }
        assert_eq!(Nearness::within(0.0).at(0.0), 1.0);
    }

    #[test]
    fn a_confirmation_fades_to_half_and_then_counts_for_nothing() {
        let at = |days: u16| (Fading::within(90).at(days) * 1000.0).round();
        let told = [0, 45, 90, 91, u16::MAX].map(at);
        assert_eq!(told, [1000.0, 750.0, 500.0, 0.0, 0.0]);
        assert_eq!([0, 1].map(|days| Fading::within(0).at(days)), [1.0, 0.0]);
        assert_eq!(
            [0, 45, 90].map(|days| Fading::even(90).at(days)),
            [1.0, 0.5, 0.0]
        );
    }

    #[test]
    fn the_fewer_ages_a_lesson_is_for_the_more_it_is_for_one() {
        let told = [
            (55, 255),
            (65, 120),
            (4, 12),
            (50, 255),
            (18, 255),
            (0, 255),
        ]
        .map(|(youngest, oldest)| (of_one_age(youngest, oldest) * 100.0).round());
        assert_eq!(told, [100.0, 100.0, 100.0, 91.0, 33.0, 0.0]);
        assert_eq!(of_one_age(110, 255), 1.0);
    }

    #[test]
    fn who_meets_everything_scores_a_hundred() {
        let (score, shown) = hundredths(&Weights::PRODUCT.0, &Weights::PRODUCT);
        assert_eq!(score, 100);
        assert_eq!(shown.iter().sum::<u8>(), 100);
    }
}
