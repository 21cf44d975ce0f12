//! What each further choice would leave of a question to the catalogue, and which wish to let go
//! when nothing is left. One walk answers both.

use domain::feature::{Feature, FeatureKind, Features};

use super::asked::{ANY, Asked};
use super::holders::{TOGETHER, places_of};
use super::{CatalogueQuery, Nearby};
use crate::segment::Segment;
use crate::snapshot::Layer;

/// A wish of a question that can be let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetGo {
    /// The words.
    Words,
    /// How far it may be.
    Distance,
    /// The activities.
    Activities,
    /// The dayparts.
    Dayparts,
    /// One feature.
    Feature(Feature),
}

/// What each further choice would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    left: [usize; Features::COUNT],
    words: usize,
    distance: usize,
    activities: usize,
    dayparts: usize,
    without: [usize; Features::COUNT],
    chosen: Features,
}

impl Counted {
    /// How many offers there are with this feature and all other wishes; a feature takes the place
    /// of another of its kind, and accessibility comes beside it.
    #[must_use]
    pub fn with(&self, feature: Feature) -> usize {
        self.left[feature.bit() as usize]
    }

    /// What brings most when it alone is let go, and how many offers that would be; `None` when no
    /// single wish stands in the way. The distance is among it where nothing was found.
    #[must_use]
    pub fn let_go(&self) -> Option<(LetGo, usize)> {
        let others = [
            (LetGo::Distance, self.distance),
            (LetGo::Dayparts, self.dayparts),
            (LetGo::Activities, self.activities),
            (LetGo::Words, self.words),
        ];
        let chosen = self.chosen.iter();
        let features = chosen.map(|one| (LetGo::Feature(one), self.without[one.bit() as usize]));
        // Of two that bring as much, the one that is named first.
        let all = features.chain(others).filter(|(_, count)| *count > 0);
        all.reduce(|best, one| if one.1 > best.1 { one } else { best })
    }
}

/// All of a kind: the bits among which the one that is missing could be exchanged.
fn kind_of(missing: Features) -> Option<(Feature, Features)> {
    let feature = missing.iter().next()?;
    let kind = feature.kind();
    let all = match kind {
        FeatureKind::Access => std::iter::once(feature).collect(),
        kind => kind.features().collect(),
    };
    Some((feature, all))
}

/// Counts what fits or fails in one wish only: within reach offer by offer, and of the whole
/// country by [`Holders`](super::Holders).
pub(super) struct Counting {
    /// Of each bit that may be missing its kind, found once.
    exchanged: Vec<(u32, Features)>,
    parts: Features,
    counted: Counted,
}

impl Counting {
    /// Nothing counted yet.
    pub(super) fn of(query: &CatalogueQuery) -> Self {
        let exchanged = query.features.iter();
        let exchanged = exchanged
            .filter_map(|one| kind_of(std::iter::once(one).collect()))
            .map(|(feature, all)| (feature.bit(), all));
        Self {
            exchanged: exchanged.collect(),
            parts: FeatureKind::Part.features().collect(),
            counted: Counted {
                left: [0; Features::COUNT],
                words: 0,
                distance: 0,
                activities: 0,
                dayparts: 0,
                without: [0; Features::COUNT],
                chosen: query.features,
            },
        }
    }

    /// What was counted.
    pub(super) fn finish(self) -> Counted {
        self.counted
    }

    /// Counts what fits anywhere, where nothing does within reach.
    pub(super) fn count_beyond(&mut self, asked: &Asked<'_>) {
        asked.each(&ANY, |_, _, _, _| self.counted.distance += 1);
    }

    /// Counts one offer within reach.
    pub(super) fn count(&mut self, asked: &Asked<'_>, number: usize, layer: &Layer, near: &Nearby) {
        let counted = &mut self.counted;
        let (card, has) = (near.card, near.features);
        let missing = asked.query.features.without(has);
        let active = asked.is_active(card);
        let in_time = asked.is_in_dayparts(card);
        let faults = missing.bits().count_ones() + u32::from(!active) + u32::from(!in_time);
        if faults > 1 {
            return;
        }
        let said = asked
            .relevance(number, layer, near.offer as usize)
            .is_some();
        match faults + u32::from(!said) {
            0 => tally(&mut counted.left, has),
            1 if !said => counted.words += 1,
            1 if !active => counted.activities += 1,
            1 if !in_time => {
                counted.dayparts += 1;
                tally(&mut counted.left, within(has, self.parts));
            }
            1 => {
                let bit = missing.bits().trailing_zeros();
                counted.without[bit as usize] += 1;
                let exchanged = self.exchanged_for(bit);
                tally(&mut self.counted.left, within(has, exchanged));
            }
            _ => {}
        }
    }

    /// Counts all offers, wherever they are.
    pub(super) fn count_all(&mut self, asked: &Asked<'_>) {
        for (number, layer) in asked.snapshot.layers().iter().enumerate() {
            self.count_layer(asked, number, layer);
        }
    }

    fn count_layer(&mut self, asked: &Asked<'_>, number: usize, layer: &Layer) {
        let segment = layer.segment();
        let wished = &asked.wished;
        for (at, (live, holders)) in layer.live_bits().zip(segment.holders()).enumerate() {
            let said = asked.said(number, at);
            let (active, in_time) = (wished.active(holders), wished.in_time(holders));
            let features = wished.features().iter();
            let has_all = features.fold(u64::MAX, |all, one| all & holders.having(*one));
            let tally_of = |counts: &mut _, set, among| tally_of(counts, segment, at, set, among);
            let counted = &mut self.counted;
            let rest = live & has_all;
            tally_of(
                &mut counted.left,
                rest & said & active & in_time,
                Features::ALL,
            );
            counted.words += (rest & !said & active & in_time).count_ones() as usize;
            counted.activities += (rest & said & !active & in_time).count_ones() as usize;
            let late = rest & said & active & !in_time;
            counted.dayparts += late.count_ones() as usize;
            tally_of(&mut counted.left, late, self.parts);
            for missing in wished.features() {
                let others = wished.features().iter().filter(|one| *one != missing);
                let others = others.fold(u64::MAX, |all, one| all & holders.having(*one));
                let fits = live & said & active & in_time & others & !holders.having(*missing);
                self.counted.without[*missing] += fits.count_ones() as usize;
                let exchanged = self.exchanged_for(*missing as u32);
                tally_of(&mut self.counted.left, fits, exchanged);
            }
        }
    }

    /// What may take the place of the feature with this bit.
    fn exchanged_for(&self, bit: u32) -> Features {
        let all = self.exchanged.iter().find(|(one, _)| *one == bit);
        all.map_or(Features::NONE, |(_, all)| *all)
    }
}

/// Of sixty-four offers those in `set`: counts what they have `among` these features.
fn tally_of(
    counts: &mut [usize; Features::COUNT],
    segment: &Segment,
    at: usize,
    set: u64,
    among: Features,
) {
    /// So few are sooner looked at one by one.
    const FEW: u32 = 8;
    if set.count_ones() <= FEW {
        for place in places_of(set) {
            let has = segment.features()[at * TOGETHER + place];
            tally(counts, within(has, among));
        }
        return;
    }
    let holders = &segment.holders()[at];
    for feature in places_of(among.bits()) {
        counts[feature] += (set & holders.having(feature)).count_ones() as usize;
    }
}

const fn within(has: Features, all: Features) -> Features {
    has.without(has.without(all))
}

fn tally(counts: &mut [usize; Features::COUNT], has: Features) {
    for feature in places_of(has.bits()) {
        counts[feature] += 1;
    }
}
