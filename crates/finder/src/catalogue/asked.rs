//! Where each offer stands on the list of a question, and which stand first. For the catalogue
//! alone.

use std::cmp::{Ordering, Reverse};

use domain::geo::Point;

use super::holders::{TOGETHER, Wished, places_of};
use super::{Card, CatalogueQuery, Nearby};
use crate::index::columns::NEVER;
use crate::index::space::Circle;
use crate::segment::day_number;
use crate::snapshot::{Layer, Snapshot};
use crate::text::question::Question;
use crate::text::said::Said;

/// What decides the place of an offer on the list, but for the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// In thousandths; nothing without words.
    relevance: Reverse<u16>,
    /// In metres; nothing without a start, and the most for an offer without a place.
    far: u32,
    confirmed: Reverse<u16>,
}

/// Where an offer stands on the list, and where it lies in the index.
pub(super) struct Place {
    rank: Rank,
    pub(super) distance_m: Option<u32>,
    pub(super) layer: usize,
    pub(super) offer: usize,
}

/// How far around the start the nearest offers are looked for, in metres, until there are enough.
const REACHES: [u32; 5] = [1_000, 4_000, 16_000, 64_000, 256_000];

/// So many metres farther away lies an offer that was not confirmed in time: whoever asks what is
/// near first reads what is likely to be there.
const LATE_M: u32 = 5_000;

/// How well the words may fit, in thousandths; without words everything fits at nothing.
pub(super) type Levels = std::ops::RangeInclusive<u16>;
const BEST: u16 = 1000;
pub(super) const ANY: Levels = 0..=BEST;

/// So many places are gathered before those that will not be shown are let go.
const GATHERED: usize = 256;

/// A question to the offers of a snapshot.
pub(super) struct Asked<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) query: &'a CatalogueQuery,
    words: Option<Question>,
    pub(super) wished: Wished,
    /// For each layer how well its offers answer the words; empty until all of them are asked.
    told: Vec<Vec<u16>>,
    /// The day after which no confirmation counts as later.
    today: u16,
    /// The day from which on a confirmation is recent enough, where no municipality has another.
    since: u16,
}

impl<'a> Asked<'a> {
    /// What `query` asks of the offers of a snapshot.
    pub(super) fn of(snapshot: &'a Snapshot, query: &'a CatalogueQuery) -> Self {
        let words = query.q.as_deref().and_then(|text| {
            let said = Said::read(text);
            Question::read(&said.wished, snapshot.vocabulary(), snapshot.synonyms())
        });
        let recent = query.recent.as_ref();
        Self {
            snapshot,
            query,
            words,
            wished: Wished::of(query),
            told: Vec::new(),
            today: recent.map_or(u16::MAX, |recent| day_number(recent.today)),
            since: recent.map_or(NEVER, |recent| day_number(recent.since)),
        }
    }

    /// How well an offer answers the words, in thousandths; `None` when it does not.
    pub(super) fn relevance(&self, number: usize, layer: &Layer, offer: usize) -> Option<u16> {
        let relevance = match (&self.words, self.told.get(number)) {
            (None, _) => return Some(0),
            (Some(_), Some(told)) => told[offer],
            (Some(words), None) => layer.segment().words.relevance(offer, words) as u16,
        };
        (relevance > 0).then_some(relevance)
    }

    /// Asks all offers of the country for the words at once.
    pub(super) fn ask_all(&mut self) {
        if let Some(words) = self.words.as_ref().filter(|_| self.told.is_empty()) {
            let layers = self.snapshot.layers().iter();
            self.told = layers
                .map(|layer| layer.segment().relevances(words))
                .collect();
        }
    }

    /// Whether an offer is on the list, wherever it is and whatever words are asked.
    fn fits(&self, near: &Nearby) -> bool {
        self.is_active(near.card)
            && self.is_in_dayparts(near.card)
            && self.query.features.without(near.features).is_empty()
    }

    pub(super) fn is_active(&self, card: Card) -> bool {
        self.query.activities.is_empty() || self.query.activities.contains(card.activity)
    }

    pub(super) fn is_in_dayparts(&self, card: Card) -> bool {
        let dayparts = self.query.dayparts.bits();
        dayparts == 0 || dayparts & card.dayparts.bits() != 0
    }

    fn place(&self, number: usize, layer: &Layer, offer: usize, relevance: u16) -> Place {
        let segment = layer.segment();
        let start = self.query.start;
        let distance_m = start.and_then(|start| {
            let point = segment.offers()[offer].venue.point?;
            Some(distance(start, point))
        });
        let card = segment.cards()[offer];
        self.place_at(number, layer, (offer, card), relevance, distance_m)
    }

    fn place_at(
        &self,
        number: usize,
        layer: &Layer,
        (offer, card): (usize, Card),
        relevance: u16,
        distance_m: Option<u32>,
    ) -> Place {
        let far = match (self.query.start, distance_m) {
            (None, _) => 0,
            (_, None) => u32::MAX,
            (_, Some(metres)) => {
                let late = self.is_late(layer, offer, card);
                metres.saturating_add(if late { LATE_M } else { 0 })
            }
        };
        Place {
            rank: Rank {
                relevance: Reverse(relevance),
                far,
                confirmed: Reverse(card.confirmed.min(self.today)),
            },
            distance_m,
            layer: number,
            offer,
        }
    }

    /// Whether an offer was not confirmed in time.
    fn is_late(&self, layer: &Layer, offer: usize, card: Card) -> bool {
        match &self.query.recent {
            None => false,
            // One day holds for all, so the offer itself need not be looked up.
            Some(recent) if recent.elsewhere.is_empty() => card.confirmed < self.since,
            Some(recent) => !recent.holds(&layer.segment().offers()[offer]),
        }
    }

    pub(super) fn order(&self, one: &Place, other: &Place) -> Ordering {
        one.rank.cmp(&other.rank).then_with(|| {
            if one.layer == other.layer {
                // A layer's offers lie by title.
                return one.offer.cmp(&other.offer);
            }
            let title = |place: &Place| {
                let segment = self.snapshot.layers()[place.layer].segment();
                (segment.title(place.offer), segment.offers()[place.offer].id)
            };
            title(one).cmp(&title(other))
        })
    }

    /// Which of the sixty-four offers at this place of a layer answer the words; all of them when
    /// none are asked. [`Self::ask_all`] went before.
    pub(super) fn said(&self, number: usize, at: usize) -> u64 {
        let Some(told) = self.told.get(number) else {
            return u64::MAX;
        };
        let told = told.iter().skip(at * TOGETHER).take(TOGETHER).enumerate();
        told.fold(0, |said, (place, level)| {
            said | u64::from(*level > 0) << place
        })
    }

    /// Calls `each` with every offer that fits as well as these levels tell.
    pub(super) fn each(&self, levels: &Levels, mut each: impl FnMut(usize, &Layer, usize, u16)) {
        for (number, layer) in self.snapshot.layers().iter().enumerate() {
            self.each_of(number, layer, levels, |offer, level| {
                each(number, layer, offer, level);
            });
        }
    }

    /// The same with those of one layer.
    fn each_of(
        &self,
        number: usize,
        layer: &Layer,
        levels: &Levels,
        mut each: impl FnMut(usize, u16),
    ) {
        let holders = layer.segment().holders();
        for (at, (live, holders)) in layer.live_bits().zip(holders).enumerate() {
            for place in places_of(live & self.wished.met(holders)) {
                let offer = at * TOGETHER + place;
                let relevance = self.relevance(number, layer, offer);
                if let Some(relevance) = relevance.filter(|level| levels.contains(level)) {
                    each(offer, relevance);
                }
            }
        }
    }

    /// How many offers fit at each level.
    fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; usize::from(BEST) + 1];
        self.each(&ANY, |_, _, _, level| counts[usize::from(level)] += 1);
        counts
    }

    /// How many fit, and the first ones of the list, at least `most` of them if there are so many.
    pub(super) fn everywhere(&self, levels: &Levels, most: usize) -> (usize, Vec<Place>) {
        let mut first = First::of(most);
        self.each(levels, |number, layer, offer, relevance| {
            first.offer(self, self.place(number, layer, offer, relevance));
        });
        (first.total, first.places)
    }

    /// Keeps the first `most`, in any order.
    pub(super) fn cut(&self, places: &mut Vec<Place>, most: usize) {
        if most > 0 && most < places.len() {
            places.select_nth_unstable_by(most - 1, |one, other| self.order(one, other));
        }
        places.truncate(most);
    }

    /// All that fit within so many metres.
    fn within(&self, start: Point, levels: &Levels, metres: u32) -> Vec<Place> {
        let mut places = Vec::new();
        self.around(start, metres, |number, layer, near, far| {
            let place = self.place_near(number, layer, near, far);
            let relevance = place.as_ref().map(|place| place.rank.relevance.0);
            if relevance.is_some_and(|level| levels.contains(&level)) {
                places.extend(place);
            }
        });
        places
    }

    /// Where an offer stands on the list, if it fits.
    pub(super) fn place_near(
        &self,
        number: usize,
        layer: &Layer,
        near: &Nearby,
        far: u32,
    ) -> Option<Place> {
        if !self.fits(near) {
            return None;
        }
        let offer = near.offer as usize;
        let relevance = self.relevance(number, layer, offer)?;
        Some(self.place_at(number, layer, (offer, near.card), relevance, Some(far)))
    }

    /// Calls `each` with every offer within so many metres, and how far that is.
    pub(super) fn around(
        &self,
        start: Point,
        metres: u32,
        mut each: impl FnMut(usize, &Layer, &Nearby, u32),
    ) {
        let circle = Circle::on_globe(start, metres);
        for (number, layer) in self.snapshot.layers().iter().enumerate() {
            layer.segment().offers_around(&circle, |near| {
                let offer = near.offer as usize;
                let far = distance(start, near.point);
                if far > metres || !layer.is_live_offer(offer) {
                    return;
                }
                each(number, layer, near, far);
            });
        }
    }

    /// The nearest of one level, at least `most` of them if there are so many; then also those that
    /// tell no place.
    fn nearest(&self, start: Point, level: u16, most: usize) -> Vec<Place> {
        let levels = level..=level;
        for reach in REACHES {
            let places = self.within(start, &levels, reach);
            // One that counts as farther away may have others before it that lie beyond.
            let sure = places.iter().filter(|place| place.rank.far <= reach);
            if sure.count() >= most {
                return places;
            }
        }
        self.everywhere(&levels, most).1
    }

    /// How many fit, and the first `most` from a place: the levels that are shown whole, and of the
    /// one below them the nearest.
    pub(super) fn from(&self, start: Point, most: usize) -> (usize, Vec<Place>) {
        let counts = self.counts();
        let total = counts.iter().sum();
        let (mut level, mut above) = (BEST, 0);
        while level > 0 && above + counts[usize::from(level)] < most {
            above += counts[usize::from(level)];
            level -= 1;
        }
        let mut places = match above {
            0 => Vec::new(),
            some => self.everywhere(&(level + 1..=BEST), some).1,
        };
        places.extend(match counts[usize::from(level)] {
            0 => Vec::new(),
            // A few are sooner found one by one than around the start.
            few if few <= GATHERED => self.everywhere(&(level..=level), few).1,
            _ => self.nearest(start, level, most - above),
        });
        (total, places)
    }
}

/// The first ones of the list, of all that are offered.
pub(super) struct First {
    /// So many are wanted.
    most: usize,
    /// How many were offered.
    pub(super) total: usize,
    /// The first of them, at least `most` if there are so many.
    pub(super) places: Vec<Place>,
    /// What ranks behind this will not be shown.
    last: Option<Rank>,
}

impl First {
    pub(super) const fn of(most: usize) -> Self {
        Self {
            most,
            total: 0,
            places: Vec::new(),
            last: None,
        }
    }

    pub(super) fn offer(&mut self, asked: &Asked<'_>, place: Place) {
        self.total += 1;
        if self.most == 0 || self.last.is_some_and(|last| place.rank > last) {
            return;
        }
        self.places.push(place);
        if self.places.len() >= self.most.saturating_mul(2).max(GATHERED) {
            asked.cut(&mut self.places, self.most);
            self.last = self.places.iter().map(|place| place.rank).max();
        }
    }
}

/// In whole metres.
fn distance(start: Point, point: Point) -> u32 {
    start.metres_to(point).round() as u32
}
