//! What one hit is. Programs choose a moment, so for them each session is a hit; people choose a
//! lesson first, so on their page each offer is one, with its best session in front.
//!
//! Called by the search and what it counts: whatever is counted beside hits counts what they are.

use domain::daypart::Daypart;
use domain::offer::{Offer, Session};

use crate::index::scan::Filter;
use crate::segment::{Segment, visible_sessions};
use crate::snapshot::Snapshot;

/// What one hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Each {
    /// A session.
    Session,
    /// An offer, by its best session.
    Offer,
}

impl Each {
    /// The number of what a row counts as, among all layers.
    pub(crate) fn number(self, layer: usize, segment: &Segment, row: usize) -> (usize, usize) {
        match self {
            Self::Session => (layer, row),
            Self::Offer => (layer, segment.offer_of(row)),
        }
    }

    /// What was not counted yet: everything.
    pub(crate) fn seen(self, snapshot: &Snapshot) -> Seen {
        Seen {
            layers: match self {
                Self::Session => Vec::new(),
                Self::Offer => vec![Vec::new(); snapshot.layers().len()],
            },
        }
    }
}

/// Which offers were counted: a bit for each, and none where each session counts.
#[derive(Debug)]
pub(crate) struct Seen {
    layers: Vec<Vec<u64>>,
}

impl Seen {
    /// Whether a row counts: a session always does, an offer by the first of its rows.
    #[inline]
    pub(crate) fn is_first(&mut self, layer: usize, segment: &Segment, row: usize) -> bool {
        let Some(bits) = self.layers.get_mut(layer) else {
            return true;
        };
        // Where nothing passes, which is often, nothing is laid out.
        if bits.is_empty() {
            bits.resize(segment.offers().len().div_ceil(64), 0);
        }
        let offer = segment.offer_of(row);
        let (word, bit) = (&mut bits[offer / 64], 1u64 << (offer % 64));
        let is_first = *word & bit == 0;
        *word |= bit;
        is_first
    }
}

/// The positions of an offer's other sessions that pass as well, where the one at `lead` does. The
/// sessions of one offer differ in nothing that filters but when they are and whether a place is
/// free, so that the index need not be asked again.
pub(crate) fn also(offer: &Offer, lead: usize, filter: &Filter) -> Vec<usize> {
    let passes = |session: &Session| {
        let slot = session.daypart().map_or(0, |part| 1 << Daypart::bit(part));
        let has_place = session.places_left.is_some_and(|left| left > 0);
        (filter.slots == 0 || filter.slots & slot != 0) && (!filter.free_only || has_place)
    };
    let mut others: Vec<usize> = visible_sessions(offer)
        .filter(|(at, session)| *at != lead && passes(session))
        .map(|(at, _)| at)
        .collect();
    // As a week goes; what has no fixed day comes last.
    others.sort_by_key(|at| {
        let session = &offer.sessions[*at];
        let day = session.day.map(|day| day.to_monday_zero_offset());
        (day.is_none(), day, session.from, *at)
    });
    others
}
