//! The public catalogue: offers rather than sessions, for everybody, without a profile. Here
//! words filter, and an offer that tells no moments is listed too.
//!
//! The order: how well the words fit, then how near it is, then how lately it was confirmed, then
//! the title. An offer that was not confirmed in time counts as lying farther away.

mod asked;
mod counts;
mod holders;

use std::sync::Arc;

use domain::codes::{Activity, Codes};
use domain::daypart::Dayparts;
use domain::feature::Features;
use domain::geo::Point;
use domain::ids::MunicipalityId;
use domain::offer::Offer;
use jiff::civil::Date;

use crate::index::columns::NEVER;
use crate::segment::{day_number, visible_sessions};
use crate::snapshot::Snapshot;

use asked::{ANY, Asked, First};
use counts::Counting;
pub use counts::{Counted, LetGo};
pub(crate) use holders::Holders;

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

/// The page that `query` asks for.
pub(crate) fn catalogue(snapshot: &Snapshot, query: &CatalogueQuery) -> CataloguePage {
    let end = query.skip.saturating_add(query.take);
    let mut asked = Asked::of(snapshot, query);
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
