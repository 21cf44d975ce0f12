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

/// Where an offer stands on the list, and where it lies in the index.
struct Place {
    distance_m: Option<u32>,
    layer: usize,
    offer: usize,
}

/// The page that `query` asks for.
pub(crate) fn catalogue(snapshot: &Snapshot, query: &CatalogueQuery) -> CataloguePage {
    let words = query.q.as_deref().and_then(|text| {
        let said = Said::read(text);
        Question::read(&said.wished, snapshot.vocabulary(), snapshot.synonyms())
    });
    let end = query.skip.saturating_add(query.take);
    let circle = query
        .start
        .zip(query.radius_m)
        .map(|(start, radius)| Circle::on_globe(start, radius));
    let (mut total, mut places) = (0, Vec::new());
    for (number, layer) in snapshot.layers().iter().enumerate() {
        let segment = layer.segment();
        let mut listed = 0;
        let mut consider = |at: usize| {
            let unsaid = words
                .as_ref()
                .is_some_and(|words| segment.words.relevance(at, words) == 0);
            let offer = &segment.offers()[at];
            if unsaid || !layer.is_live_offer(at) || !fits(query, offer) {
                return;
            }
            let distance_m = distance(query, offer);
            let too_far = query.start.is_some()
                && query
                    .radius_m
                    .is_some_and(|most| distance_m.is_none_or(|far| far > most));
            if too_far {
                return;
            }
            total += 1;
            // By title the segment's offers come in order, so its first ones are enough.
            if query.start.is_some() || listed < end {
                listed += 1;
                places.push(Place {
                    distance_m,
                    layer: number,
                    offer: at,
                });
            }
        };
        match &circle {
            Some(circle) => segment.offers_around(circle, consider),
            None => (0..segment.offers().len()).for_each(&mut consider),
        }
    }
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

fn fits(query: &CatalogueQuery, offer: &Offer) -> bool {
    let activity = query.activities.is_empty() || query.activities.contains(offer.activity);
    let moment = query.dayparts.is_empty()
        || visible_sessions(offer)
            .filter_map(|(_, session)| session.daypart())
            .any(|daypart| query.dayparts.contains(daypart));
    activity && moment
}

fn distance(query: &CatalogueQuery, offer: &Offer) -> Option<u32> {
    let metres = query.start?.metres_to(offer.venue.point?);
    Some(metres.round() as u32)
}
