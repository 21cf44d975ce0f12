//! The public catalogue: offers rather than sessions, for everybody, without a profile. Here
//! words filter, and an offer that tells no moments is listed too.

use std::sync::Arc;

use domain::codes::{Activity, Codes};
use domain::daypart::Dayparts;
use domain::geo::Point;
use domain::offer::Offer;

use crate::index::space::Circle;
use crate::segment::visible_sessions;
use crate::snapshot::Snapshot;
use crate::text::question::Question;
use crate::text::said::Said;

/// What a visitor of the catalogue asks. An empty set or `None` asks nothing.
#[derive(Clone, Debug)]
pub struct CatalogueQuery {
    /// Words: any of them must be found. Text without a telling word finds everything.
    pub q: Option<String>,
    /// From here; sorts by distance.
    pub start: Option<Point>,
    /// At most so many metres from `start`; without a start it asks nothing.
    pub radius_m: Option<u32>,
    /// Any of these activities.
    pub activities: Codes<Activity>,
    /// With a visible session in any of these dayparts.
    pub dayparts: Dayparts,
    /// How many offers to skip.
    pub skip: usize,
    /// How many offers to return.
    pub take: usize,
}

impl Default for CatalogueQuery {
    fn default() -> Self {
        Self {
            q: None,
            start: None,
            radius_m: None,
            activities: Codes::NONE,
            dayparts: Dayparts::NONE,
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
    /// By distance when a start was given (offers without a place last), else by title.
    pub offers: Vec<CatalogueEntry>,
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
        }
    }
}

/// Where an offer stands on the list, and where it lies in the index.
struct Place {
    distance_m: Option<u32>,
    layer: usize,
    offer: usize,
}

/// How far around the start the nearest offers are looked for, in metres, until there are enough.
const REACHES: [u32; 5] = [1_000, 4_000, 16_000, 64_000, 256_000];

/// A question to the offers of a snapshot.
struct Asked<'a> {
    snapshot: &'a Snapshot,
    query: &'a CatalogueQuery,
    words: Option<Question>,
    /// Of each layer, a bit for each offer that holds one of the words. Empty where only a few
    /// offers are looked at.
    holding: Vec<Vec<u64>>,
}

impl Asked<'_> {
    /// Looks up which offers hold one of the words, for who is about to look at all of them.
    fn with_words(mut self) -> Self {
        if let Some(words) = &self.words {
            let layers = self.snapshot.layers().iter();
            self.holding = layers.map(|layer| layer.segment().holding(words)).collect();
        }
        self
    }

    /// Whether an offer is on the list, wherever it is, as far as its words are concerned.
    fn holds_words(&self, number: usize, at: usize) -> bool {
        match (&self.words, self.holding.get(number)) {
            (None, _) => true,
            (Some(_), Some(bits)) => bits[at / 64] >> (at % 64) & 1 == 1,
            (Some(words), None) => {
                let segment = self.snapshot.layers()[number].segment();
                segment.words.relevance(at, words) > 0
            }
        }
    }

    /// Whether an offer is on the list, wherever it is, as far as its card is concerned.
    fn fits(&self, card: Card) -> bool {
        let query = self.query;
        let dayparts = query.dayparts.bits();
        (query.activities.is_empty() || query.activities.contains(card.activity))
            && (dayparts == 0 || dayparts & card.dayparts.bits() != 0)
    }

    /// How many fit, and the first ones by title, at least `most` of them if there are so many: a
    /// layer's offers come in that order. Asks for [`Self::with_words`] before.
    fn by_title(&self, most: usize) -> (usize, Vec<Place>) {
        let any_card = self.query.activities.is_empty() && self.query.dayparts.is_empty();
        let (mut total, mut places) = (0, Vec::new());
        for (number, layer) in self.snapshot.layers().iter().enumerate() {
            let cards = layer.segment().cards();
            let mut listed = 0;
            for (word, live) in layer.live_bits().enumerate() {
                let mut left = live & self.holding.get(number).map_or(u64::MAX, |bits| bits[word]);
                if any_card && listed >= most {
                    total += left.count_ones() as usize;
                    continue;
                }
                while left != 0 {
                    let offer = word * 64 + left.trailing_zeros() as usize;
                    left &= left - 1;
                    if !self.fits(cards[offer]) {
                        continue;
                    }
                    total += 1;
                    if listed < most {
                        listed += 1;
                        places.push(Place {
                            distance_m: None,
                            layer: number,
                            offer,
                        });
                    }
                }
            }
        }
        (total, places)
    }

    /// All that fit within so many metres.
    fn within(&self, start: Point, metres: u32) -> Vec<Place> {
        let circle = Circle::on_globe(start, metres);
        let mut places = Vec::new();
        for (number, layer) in self.snapshot.layers().iter().enumerate() {
            let segment = layer.segment();
            segment.offers_around(&circle, |offer| {
                if !layer.is_live_offer(offer) || !self.fits(segment.cards()[offer]) {
                    return;
                }
                let distance_m = distance(start, &segment.offers()[offer]);
                if distance_m.is_some_and(|far| far <= metres) && self.holds_words(number, offer) {
                    places.push(Place {
                        distance_m,
                        layer: number,
                        offer,
                    });
                }
            });
        }
        places
    }

    /// The nearest that fit, at least `most` of them if there are so many; then also those that
    /// tell no place.
    fn nearest(&self, start: Point, most: usize) -> Vec<Place> {
        for reach in REACHES {
            let places = self.within(start, reach);
            if places.len() >= most {
                return places;
            }
        }
        let (_, mut places) = self.by_title(usize::MAX);
        for place in &mut places {
            let segment = self.snapshot.layers()[place.layer].segment();
            place.distance_m = distance(start, &segment.offers()[place.offer]);
        }
        places
    }
}

/// The page that `query` asks for.
pub(crate) fn catalogue(snapshot: &Snapshot, query: &CatalogueQuery) -> CataloguePage {
    let words = query.q.as_deref().and_then(|text| {
        let said = Said::read(text);
        Question::read(&said.wished, snapshot.vocabulary(), snapshot.synonyms())
    });
    let end = query.skip.saturating_add(query.take);
    let asked = Asked {
        snapshot,
        query,
        words,
        holding: Vec::new(),
    };
    let (total, mut places) = match (query.start, query.radius_m) {
        (None, _) => asked.with_words().by_title(end),
        (Some(start), Some(most)) => {
            let places = asked.within(start, most);
            (places.len(), places)
        }
        (Some(start), None) => {
            let asked = asked.with_words();
            (asked.by_title(0).0, asked.nearest(start, end))
        }
    };
    let order = |one: &Place, other: &Place| {
        let key = |place: &Place| (place.distance_m.is_none(), place.distance_m);
        let title = |place: &Place| {
            let segment = snapshot.layers()[place.layer].segment();
            (segment.title(place.offer), segment.offers()[place.offer].id)
        };
        key(one)
            .cmp(&key(other))
            .then_with(|| title(one).cmp(&title(other)))
    };
    if end > 0 && end < places.len() {
        places.select_nth_unstable_by(end - 1, order);
    }
    places.truncate(end);
    places.sort_unstable_by(order);
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
    }
}

fn distance(start: Point, offer: &Offer) -> Option<u32> {
    let metres = start.metres_to(offer.venue.point?);
    Some(metres.round() as u32)
}
