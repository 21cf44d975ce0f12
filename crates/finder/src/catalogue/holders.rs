//! Which offers have what, a bit each, for sixty-four neighbours of a segment at a time: a question
//! to the whole country then looks at each sixty-four once. For the catalogue alone; `segment`
//! keeps them.

use domain::codes::Activity;
use domain::daypart::Dayparts;
use domain::feature::Features;

use super::{Card, CatalogueQuery};

/// So many offers are looked at together.
pub(crate) const TOGETHER: usize = u64::BITS as usize;
const DAYPARTS: usize = Dayparts::ALL.bits().count_ones() as usize;

/// Of sixty-four neighbours, who has what.
#[derive(Clone, Debug)]
pub(crate) struct Holders {
    activities: [u64; Activity::ALL.len()],
    dayparts: [u64; DAYPARTS],
    features: [u64; Features::COUNT],
}

impl Holders {
    /// Of offers side by side: their cards and features, in the same order.
    pub(crate) fn of_all(cards: &[Card], features: &[Features]) -> Vec<Self> {
        let together = cards.chunks(TOGETHER).zip(features.chunks(TOGETHER));
        together
            .map(|(cards, features)| Self::of(cards, features))
            .collect()
    }

    fn of(cards: &[Card], features: &[Features]) -> Self {
        let mut holders = Self {
            activities: [0; Activity::ALL.len()],
            dayparts: [0; DAYPARTS],
            features: [0; Features::COUNT],
        };
        for (at, (card, has)) in cards.iter().zip(features).enumerate() {
            holders.activities[usize::from(card.activity.index())] |= 1 << at;
            for place in places_of(card.dayparts.bits().into()) {
                holders.dayparts[place] |= 1 << at;
            }
            for place in places_of(has.bits()) {
                holders.features[place] |= 1 << at;
            }
        }
        holders
    }

    /// Who has the feature at this place.
    pub(crate) const fn having(&self, feature: usize) -> u64 {
        self.features[feature]
    }
}

/// The places of the bits that are set, going up.
pub(crate) fn places_of(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        let is_any = bits != 0;
        bits &= bits.wrapping_sub(1);
        is_any.then_some(place)
    })
}

/// The wishes of a question that [`Holders`] can tell of, by their places.
#[derive(Debug)]
pub(crate) struct Wished {
    activities: Vec<usize>,
    dayparts: Vec<usize>,
    features: Vec<usize>,
}

impl Wished {
    /// Of this question.
    pub(crate) fn of(query: &CatalogueQuery) -> Self {
        Self {
            activities: places_of(query.activities.bits()).collect(),
            dayparts: places_of(query.dayparts.bits().into()).collect(),
            features: places_of(query.features.bits()).collect(),
        }
    }

    /// Who does one of the activities; everybody when none is wished.
    pub(crate) fn active(&self, holders: &Holders) -> u64 {
        any(&self.activities, &holders.activities)
    }

    /// Who is there in one of the dayparts; everybody when none is wished.
    pub(crate) fn in_time(&self, holders: &Holders) -> u64 {
        any(&self.dayparts, &holders.dayparts)
    }

    /// The places of the features, all of which are wished.
    pub(crate) fn features(&self) -> &[usize] {
        &self.features
    }

    /// Who meets all of it.
    pub(crate) fn met(&self, holders: &Holders) -> u64 {
        let features = self.features.iter();
        features.fold(self.active(holders) & self.in_time(holders), |all, one| {
            all & holders.features[*one]
        })
    }
}

fn any(wished: &[usize], holders: &[u64]) -> u64 {
    match wished {
        [] => u64::MAX,
        wished => wished.iter().fold(0, |all, one| all | holders[*one]),
    }
}
