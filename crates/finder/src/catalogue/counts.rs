//! What each further choice would leave of a question to the catalogue, and which wish to let go
//! when nothing is left. One walk past all offers answers both.

use domain::feature::{Feature, FeatureKind, Features};

use super::{Asked, distance};
use crate::snapshot::Layer;

/// A degree of latitude in metres, and a little less: whatever lies farther north is beyond.
const DEGREE_M: f64 = 111_000.0;

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
    /// single wish stands in the way.
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

/// Walks past every offer; the question's words were asked of all of them before.
pub(super) fn counted(asked: &Asked<'_>) -> Counted {
    let mut counted = Counted {
        left: [0; Features::COUNT],
        words: 0,
        distance: 0,
        activities: 0,
        dayparts: 0,
        without: [0; Features::COUNT],
        chosen: asked.query.features,
    };
    // Of each bit that may be missing its kind, found once.
    let exchanged: Vec<(u32, Features)> = asked
        .query
        .features
        .iter()
        .filter_map(|one| kind_of(std::iter::once(one).collect()))
        .map(|(feature, all)| (feature.bit(), all))
        .collect();
    let parts: Features = FeatureKind::Part.features().collect();
    for (number, layer) in asked.snapshot.layers().iter().enumerate() {
        for (word, mut left) in layer.live_bits().enumerate() {
            while left != 0 {
                let offer = word * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                let segment = layer.segment();
                let (card, has) = (segment.cards()[offer], segment.features()[offer]);
                let missing = asked.query.features.without(has);
                let active = asked.is_active(card);
                let in_time = asked.is_in_dayparts(card);
                let faults = missing.bits().count_ones() + u32::from(!active) + u32::from(!in_time);
                if faults > 1 {
                    continue;
                }
                let said = asked.relevance(number, layer, offer).is_some();
                if faults + u32::from(!said) > 1 {
                    continue;
                }
                let near = is_near(asked, layer, offer);
                match faults + u32::from(!said) + u32::from(!near) {
                    0 => tally(&mut counted.left, has),
                    1 if !said => counted.words += 1,
                    1 if !near => counted.distance += 1,
                    1 if !active => counted.activities += 1,
                    1 if !in_time => {
                        counted.dayparts += 1;
                        tally(&mut counted.left, within(has, parts));
                    }
                    1 => {
                        let bit = missing.bits().trailing_zeros();
                        counted.without[bit as usize] += 1;
                        let all = exchanged.iter().find(|(one, _)| *one == bit);
                        let all = all.map_or(Features::NONE, |(_, all)| *all);
                        tally(&mut counted.left, within(has, all));
                    }
                    _ => {}
                }
            }
        }
    }
    counted
}

const fn within(has: Features, all: Features) -> Features {
    has.without(has.without(all))
}

fn tally(counts: &mut [usize; Features::COUNT], has: Features) {
    let mut bits = has.bits();
    while bits != 0 {
        if let Some(count) = counts.get_mut(bits.trailing_zeros() as usize) {
            *count += 1;
        }
        bits &= bits - 1;
    }
}

/// Whether an offer lies as near as is asked; without a start everything does.
fn is_near(asked: &Asked<'_>, layer: &Layer, offer: usize) -> bool {
    let (Some(start), Some(most)) = (asked.query.start, asked.query.radius_m) else {
        return true;
    };
    let offer = &layer.segment().offers()[offer];
    let north = offer
        .venue
        .point
        .map(|point| (point.lat - start.lat).abs() * DEGREE_M);
    north.is_some_and(|north| north <= f64::from(most) + 1.0)
        && distance(start, offer).is_some_and(|metres| metres <= most)
}
