//! What each further choice would leave of a question to the catalogue, and which wish to let go
//! when nothing is left. One walk past the offers answers both.

use domain::feature::{Feature, FeatureKind, Features};

use super::{Asked, distance};
use crate::index::space::Circle;
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

/// Looks at the offers within reach of the question. Where nothing `is_found` there it walks past every
/// offer, for then the distance may be what to let go; and so it does where no distance is asked.
pub(super) fn counted(asked: &Asked<'_>, is_found: bool) -> Counted {
    // Of each bit that may be missing its kind, found once.
    let exchanged = asked.query.features.iter();
    let exchanged = exchanged
        .filter_map(|one| kind_of(std::iter::once(one).collect()))
        .map(|(feature, all)| (feature.bit(), all));
    let mut counting = Counting {
        asked,
        exchanged: exchanged.collect(),
        parts: FeatureKind::Part.features().collect(),
        counted: Counted {
            left: [0; Features::COUNT],
            words: 0,
            distance: 0,
            activities: 0,
            dayparts: 0,
            without: [0; Features::COUNT],
            chosen: asked.query.features,
        },
    };
    let around = asked.query.start.zip(asked.query.radius_m);
    let around = around.filter(|_| is_found);
    let around = around.map(|(start, most)| Circle::on_globe(start, most));
    for (number, layer) in asked.snapshot.layers().iter().enumerate() {
        if let Some(circle) = &around {
            layer.segment().offers_around(circle, |offer| {
                // The grid brings some that lie just outside.
                if layer.is_live_offer(offer) && is_near(asked, layer, offer) {
                    counting.count(number, layer, offer);
                }
            });
            continue;
        }
        for (word, mut left) in layer.live_bits().enumerate() {
            while left != 0 {
                let offer = word * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                counting.count(number, layer, offer);
            }
        }
    }
    counting.counted
}

struct Counting<'a> {
    asked: &'a Asked<'a>,
    exchanged: Vec<(u32, Features)>,
    parts: Features,
    counted: Counted,
}

impl Counting<'_> {
    fn count(&mut self, number: usize, layer: &Layer, offer: usize) {
        let (asked, counted) = (self.asked, &mut self.counted);
        let segment = layer.segment();
        let (card, has) = (segment.cards()[offer], segment.features()[offer]);
        let missing = asked.query.features.without(has);
        let active = asked.is_active(card);
        let in_time = asked.is_in_dayparts(card);
        let faults = missing.bits().count_ones() + u32::from(!active) + u32::from(!in_time);
        if faults > 1 {
            return;
        }
        let said = asked.relevance(number, layer, offer).is_some();
        if faults + u32::from(!said) > 1 {
            return;
        }
        let near = is_near(asked, layer, offer);
        match faults + u32::from(!said) + u32::from(!near) {
            0 => tally(&mut counted.left, has),
            1 if !said => counted.words += 1,
            1 if !near => counted.distance += 1,
            1 if !active => counted.activities += 1,
            1 if !in_time => {
                counted.dayparts += 1;
                tally(&mut counted.left, within(has, self.parts));
            }
            1 => {
                let bit = missing.bits().trailing_zeros();
                counted.without[bit as usize] += 1;
                let all = self.exchanged.iter().find(|(one, _)| *one == bit);
                let all = all.map_or(Features::NONE, |(_, all)| *all);
                tally(&mut counted.left, within(has, all));
            }
            _ => {}
        }
    }
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
