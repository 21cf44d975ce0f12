//! The public catalogue: offers rather than sessions, for everybody, without a profile. Here
//! words filter, and an offer that tells no moments is listed too.
//!
//! The order: how well the words fit, then how near it is, then how lately it was confirmed, then
//! the title. An offer that was not confirmed in time counts as lying farther away.

mod counts;
mod holders;

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use domain::codes::{Activity, Codes};
use domain::daypart::Dayparts;
use domain::feature::Features;
use domain::geo::Point;
use domain::ids::MunicipalityId;
use domain::offer::Offer;
use jiff::civil::Date;

use crate::index::columns::NEVER;
use crate::index::space::Circle;
use crate::segment::{day_number, visible_sessions};
use crate::snapshot::{Layer, Snapshot};
use crate::text::question::Question;
use crate::text::said::Said;

use counts::Counting;
pub use counts::{Counted, LetGo};
pub(crate) use holders::Holders;
use holders::{TOGETHER, Wished, places_of};

/// What a visitor of the catalogue asks. An empty set or `None` asks nothing.
#[derive(Clone, Debug)]
pub struct CatalogueQuery {
    /// Words: any of them must be found. Text without a telling word finds everything.
    pub q: Option<String>,
    /// From here; the near ones come first.
    pub start: Option<Point>,
    /// At most so many metres from `start`; without a start it asks nothing.
    pub radius_m: Option<u32>,
    /// Any of these activities.
    pub activities: Codes<Activity>,
    /// With a visible session in any of these dayparts.
    pub dayparts: Dayparts,
    /// With all of these; parts of the week are told by `dayparts`.
    pub features: Features,
    /// Whether it is counted how many offers each further choice would leave.
    pub counted: bool,
    /// When a confirmation is recent enough; `None` finds every one so.
    pub recent: Option<Recent>,
    /// How many offers to skip.
    pub skip: usize,
    /// How many offers to return.
    pub take: usize,
}

/// When a confirmation is recent enough, by the rules of the municipality an offer belongs to.
#[derive(Clone, Debug)]
pub struct Recent {
    /// The day it is: a later one, which only a mistaken source gives, counts as this.
    pub today: Date,
    /// From this day on.
    pub since: Date,
    /// For the municipalities with another limit, their own day.
    pub elsewhere: Vec<(MunicipalityId, Date)>,
}

impl Recent {
    fn holds(&self, offer: &Offer) -> bool {
        let own = self.elsewhere.iter();
        let own = own.filter(|(id, _)| *id == offer.municipality);
        let since = own.map(|(_, day)| *day).next().unwrap_or(self.since);
        offer.confirmed_on.is_some_and(|day| day >= since)
    }
}

impl Default for CatalogueQuery {
    fn default() -> Self {
        Self {
            q: None,
            start: None,
            radius_m: None,
            activities: Codes::NONE,
            dayparts: Dayparts::NONE,
            features: Features::NONE,
            counted: false,
            recent: None,
            skip: 0,
            take: 20,
        }
    }
}

/// A page of the catalogue.
#[derive(Clone, Debug)]
pub struct CataloguePage {
    /// How many offers there are on all pages together.
    pub total: usize,
    /// In the order of the catalogue; offers without a place after all others.
    pub offers: Vec<CatalogueEntry>,
    /// What each further choice would leave, when the question asks for that.
    pub counted: Option<Counted>,
}

/// An offer in the catalogue.
#[derive(Clone, Debug)]
pub struct CatalogueEntry {
    /// The offer.
    pub offer: Arc<Offer>,
    /// The positions of its visible sessions, all of them.
    pub sessions: Vec<usize>,
    /// Whole metres from the start in a straight line, when both places are known.
    pub distance_m: Option<u32>,
}

/// What of an offer most questions are about, side by side for a whole segment: to look at the
/// offer itself is a walk to somewhere else in memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Card {
    activity: Activity,
    /// Of its visible sessions.
    dayparts: Dayparts,
    /// The day it was last confirmed, as the columns count it.
    confirmed: u16,
}

/// An offer where it lies: what the catalogue asks of those around a place, side by side with its
/// neighbours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nearby {
    pub point: Point,
    pub features: Features,
    pub card: Card,
    /// Its number in the segment.
    pub offer: u32,
}

impl Card {
    /// The card of an offer.
    pub(crate) fn of(offer: &Offer) -> Self {
        let sessions = visible_sessions(offer);
        Self {
            activity: offer.activity,
            dayparts: sessions
                .filter_map(|(_, session)| session.daypart())
                .collect(),
            confirmed: offer.confirmed_on.map_or(NEVER, day_number),
        }
    }
}

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
struct Place {
    rank: Rank,
    distance_m: Option<u32>,
    layer: usize,
    offer: usize,
}

/// How far around the start the nearest offers are looked for, in metres, until there are enough.
const REACHES: [u32; 5] = [1_000, 4_000, 16_000, 64_000, 256_000];

/// So many metres farther away lies an offer that was not confirmed in time: whoever asks what is
/// near first reads what is likely to be there.
const LATE_M: u32 = 5_000;

/// How well the words may fit, in thousandths; without words everything fits at nothing.
type Levels = std::ops::RangeInclusive<u16>;
const BEST: u16 = 1000;
const ANY: Levels = 0..=BEST;

/// So many places are gathered before those that will not be shown are let go.
const GATHERED: usize = 256;

/// A question to the offers of a snapshot.
struct Asked<'a> {
    snapshot: &'a Snapshot,
    query: &'a CatalogueQuery,
    words: Option<Question>,
    wished: Wished,
    /// For each layer how well its offers answer the words; empty until all of them are asked.
    told: Vec<Vec<u16>>,
    /// The day after which no confirmation counts as later.
    today: u16,
    /// The day from which on a confirmation is recent enough, where no municipality has another.
    since: u16,
}

impl Asked<'_> {
    /// How well an offer answers the words, in thousandths; `None` when it does not.
    fn relevance(&self, number: usize, layer: &Layer, offer: usize) -> Option<u16> {
        let relevance = match (&self.words, self.told.get(number)) {
            (None, _) => return Some(0),
            (Some(_), Some(told)) => told[offer],
            (Some(words), None) => layer.segment().words.relevance(offer, words) as u16,
        };
        (relevance > 0).then_some(relevance)
    }

    /// Asks all offers of the country for the words at once.
    fn ask_all(&mut self) {
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

    fn is_active(&self, card: Card) -> bool {
        self.query.activities.is_empty() || self.query.activities.contains(card.activity)
    }

    fn is_in_dayparts(&self, card: Card) -> bool {
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

    fn order(&self, one: &Place, other: &Place) -> Ordering {
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
    fn said(&self, number: usize, at: usize) -> u64 {
        let Some(told) = self.told.get(number) else {
            return u64::MAX;
        };
        let told = told.iter().skip(at * TOGETHER).take(TOGETHER).enumerate();
        told.fold(0, |said, (place, level)| {
            said | u64::from(*level > 0) << place
        })
    }

    /// Calls `each` with every offer that fits as well as these levels tell.
    fn each(&self, levels: &Levels, mut each: impl FnMut(usize, &Layer, usize, u16)) {
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
    fn everywhere(&self, levels: &Levels, most: usize) -> (usize, Vec<Place>) {
        let mut first = First::of(most);
        self.each(levels, |number, layer, offer, relevance| {
            first.offer(self, self.place(number, layer, offer, relevance));
        });
        (first.total, first.places)
    }

    /// Keeps the first `most`, in any order.
    fn cut(&self, places: &mut Vec<Place>, most: usize) {
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
    fn place_near(&self, number: usize, layer: &Layer, near: &Nearby, far: u32) -> Option<Place> {
        if !self.fits(near) {
            return None;
        }
        let offer = near.offer as usize;
        let relevance = self.relevance(number, layer, offer)?;
        Some(self.place_at(number, layer, (offer, near.card), relevance, Some(far)))
    }

    /// Calls `each` with every offer within so many metres, and how far that is.
    fn around(&self, start: Point, metres: u32, mut each: impl FnMut(usize, &Layer, &Nearby, u32)) {
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
    fn from(&self, start: Point, most: usize) -> (usize, Vec<Place>) {
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
struct First {
    /// So many are wanted.
    most: usize,
    /// How many were offered.
    total: usize,
    /// The first of them, at least `most` if there are so many.
    places: Vec<Place>,
    /// What ranks behind this will not be shown.
    last: Option<Rank>,
}

impl First {
    const fn of(most: usize) -> Self {
        Self {
            most,
            total: 0,
            places: Vec::new(),
            last: None,
        }
    }

    fn offer(&mut self, asked: &Asked<'_>, place: Place) {
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

/// The page that `query` asks for.
pub(crate) fn catalogue(snapshot: &Snapshot, query: &CatalogueQuery) -> CataloguePage {
    let words = query.q.as_deref().and_then(|text| {
        let said = Said::read(text);
        Question::read(&said.wished, snapshot.vocabulary(), snapshot.synonyms())
    });
    let end = query.skip.saturating_add(query.take);
    let today = query.recent.as_ref().map(|recent| day_number(recent.today));
    let mut asked = Asked {
        snapshot,
        query,
        words,
        wished: Wished::of(query),
        told: Vec::new(),
        today: today.unwrap_or(u16::MAX),
        since: query
            .recent
            .as_ref()
            .map_or(NEVER, |recent| day_number(recent.since)),
    };
    let mut counting = query.counted.then(|| Counting::of(query));
    let (total, mut places) = match (query.start, query.radius_m) {
        (Some(start), Some(most)) => {
            let mut first = First::of(end);
            asked.around(start, most, |number, layer, near, far| {
                if let Some(counting) = &mut counting {
                    counting.count(&asked, number, layer, near);
                }
                if let Some(place) = asked.place_near(number, layer, near, far) {
                    first.offer(&asked, place);
                }
            });
            if let (0, Some(counting)) = (first.total, &mut counting) {
                asked.ask_all();
                counting.count_beyond(&asked);
            }
            (first.total, first.places)
        }
        (start, _) => {
            asked.ask_all();
            if let Some(counting) = &mut counting {
                counting.count_all(&asked);
            }
            match start {
                Some(start) => asked.from(start, end),
                None => asked.everywhere(&ANY, end),
            }
        }
    };
    asked.cut(&mut places, end);
    places.sort_unstable_by(|one, other| asked.order(one, other));
    let offers = places.into_iter().skip(query.skip).map(|place| {
        let offer = Arc::clone(&snapshot.layers()[place.layer].segment().offers()[place.offer]);
        let sessions = visible_sessions(&offer)
            .map(|(position, _)| position)
            .collect();
        CatalogueEntry {
            offer,
            sessions,
            distance_m: place.distance_m,
        }
    });
    CataloguePage {
        total,
        offers: offers.collect(),
        counted: counting.map(Counting::finish),
    }
}

/// In whole metres.
fn distance(start: Point, point: Point) -> u32 {
    start.metres_to(point).round() as u32
}
