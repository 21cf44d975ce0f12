//! What earlier referrals teach: how often people like this one were accepted, started, and were
//! still there after three months.
//!
//! A pure function from counts to shares, so that everybody can follow it:
//!
//! 1. Per municipality, three shares: of those referred the accepted, of those accepted and
//!    decided the started, of those that started the ones still there after three months.
//! 2. Small numbers shrink towards what is known of more people (the mean of a beta distribution
//!    whose prior weighs as much as [`PRIOR`] people): the municipality towards [`ANYWHERE`], an
//!    activity towards its municipality, an offer towards its activity, and an offer's people of
//!    one age band towards the offer.
//! 3. The three shares, multiplied, and of that the third root: their mean in proportion, from 0
//!    to 1. That times its weight is the part of the score.
//!
//! Comparable people are people of the same age band, nothing else: no language, origin, sex or
//! health comes in here, because no such field exists in [`Count`]. A new offer gets what its
//! activity gets in its municipality. Where a municipality switched it off, no counts are handed
//! in, and the part does not count.

use std::collections::HashMap;
use std::sync::Arc;

use domain::age_band::AgeBand;
use domain::codes::Activity;
use domain::ids::{MunicipalityId, OfferId};
use domain::offer::Offer;

/// As many people as what is known elsewhere weighs.
pub const PRIOR: f64 = 10.0;
/// The shares where nothing is known yet: accepted, started, still there. Ours.
pub const ANYWHERE: [f64; 3] = [0.8, 0.7, 0.6];
/// What is told of people is told from so many on.
pub const TOLD_FROM: u32 = 10;
/// Where an offer does not tell its places, so many people may wait.
const PLACES_UNTOLD: f64 = 10.0;

/// How earlier referrals to an offer went, for the people of one age band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The offer.
    pub offer: OfferId,
    /// Its municipality.
    pub municipality: MunicipalityId,
    /// What people do there.
    pub activity: Activity,
    /// Of which age band; `None` when it is not known.
    pub band: Option<AgeBand>,
    /// Referred, and answered or let go since.
    pub referred: u32,
    /// Of those, accepted.
    pub accepted: u32,
    /// Of those accepted, the ones of whom it is decided whether they start.
    pub decided: u32,
    /// Of those, started.
    pub started: u32,
    /// Started at least three months ago.
    pub started_long_ago: u32,
    /// Of those, still there after three months.
    pub stayed: u32,
    /// People who wait for a first lesson now.
    pub waiting: u32,
}

/// What there is to know of an offer for one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Known {
    /// How it went, from 0 to 1.
    pub share: f64,
    /// How few people wait, from 0 to 1.
    pub quiet: f64,
    /// Of ten people referred, so many started; only where enough were referred.
    pub started_of_ten: Option<u8>,
}

/// Successes and trials for the three shares.
#[derive(Clone, Copy, Debug, Default)]
struct Tally([(u32, u32); 3]);

impl Tally {
    fn add(&mut self, count: &Count) {
        let seen = [
            (count.accepted, count.referred),
            (count.started, count.decided),
            (count.stayed, count.started_long_ago),
        ];
        for (sum, (part, whole)) in self.0.iter_mut().zip(seen) {
            sum.0 = sum.0.saturating_add(part.min(whole));
            sum.1 = sum.1.saturating_add(whole);
        }
    }

    fn shrunk_to(&self, prior: [f64; 3]) -> [f64; 3] {
        let mut shares = prior;
        for (share, (part, whole)) in shares.iter_mut().zip(self.0) {
            *share = (f64::from(part) + PRIOR * *share) / (f64::from(whole) + PRIOR);
        }
        shares
    }
}

/// The third root of the shares multiplied.
fn mean(shares: [f64; 3]) -> f64 {
    shares.iter().product::<f64>().cbrt()
}

/// What is known of one offer.
#[derive(Clone, Copy, Debug)]
struct OfOffer {
    all: f64,
    by_band: [f64; 4],
    waiting: u32,
    started_of_ten: Option<u8>,
}

/// What earlier referrals teach, ready to be looked up.
#[derive(Debug, Default)]
pub struct Experience {
    offers: HashMap<OfferId, OfOffer>,
    activities: HashMap<(MunicipalityId, Activity), f64>,
    municipalities: HashMap<MunicipalityId, f64>,
}

impl Experience {
    /// From counts; those of one offer and band are added up.
    #[must_use]
    pub fn from_counts(counts: &[Count]) -> Self {
        let mut municipalities: HashMap<MunicipalityId, Tally> = HashMap::new();
        let mut activities: HashMap<(MunicipalityId, Activity), Tally> = HashMap::new();
        let mut offers: HashMap<OfferId, (&Count, Tally, [Tally; 4], u32)> = HashMap::new();
        for count in counts {
            let place = count.municipality;
            municipalities.entry(place).or_default().add(count);
            let kind = activities.entry((place, count.activity)).or_default();
            kind.add(count);
            let offer = offers
                .entry(count.offer)
                .or_insert_with(|| (count, Tally::default(), Default::default(), 0));
            offer.1.add(count);
            if let Some(band) = count.band {
                offer.2[band as usize].add(count);
            }
            offer.3 = offer.3.saturating_add(count.waiting);
        }
        let municipalities: HashMap<_, _> = municipalities
            .into_iter()
            .map(|(place, tally)| (place, tally.shrunk_to(ANYWHERE)))
            .collect();
        let activities: HashMap<_, _> = activities
            .into_iter()
            .map(|(kind, tally)| (kind, tally.shrunk_to(municipalities[&kind.0])))
            .collect();
        let offers = offers
            .into_iter()
            .map(|(offer, (first, tally, bands, waiting))| {
                let shares = tally.shrunk_to(activities[&(first.municipality, first.activity)]);
                let (accepted, referred) = tally.0[0];
                let (started, decided) = tally.0[1];
                // Of whom the end is known: those that were not accepted, and those decided.
                let ended = referred.saturating_sub(accepted).saturating_add(decided);
                let told = ended >= TOLD_FROM;
                let of_ten = (f64::from(started) * 10.0 / f64::from(ended.max(1))).round();
                let known = OfOffer {
                    all: mean(shares),
                    by_band: bands.map(|band| mean(band.shrunk_to(shares))),
                    waiting,
                    started_of_ten: told.then_some(of_ten as u8),
                };
                (offer, known)
            })
            .collect();
        let means = |shares: HashMap<_, [f64; 3]>| {
            let all = shares.into_iter();
            all.map(|(key, shares)| (key, mean(shares))).collect()
        };
        Self {
            offers,
            activities: activities
                .into_iter()
                .map(|(key, shares)| (key, mean(shares)))
                .collect(),
            municipalities: means(municipalities),
        }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.municipalities.is_empty()
    }

    /// What there is to know of an offer for somebody of this age. A new offer gets what its
    /// activity gets in its municipality.
    pub(crate) fn of(&self, offer: &Offer, band: Option<AgeBand>) -> Known {
        let kind = (offer.municipality, offer.activity);
        match self.offers.get(&offer.id) {
            Some(known) => Known {
                share: band.map_or(known.all, |band| known.by_band[band as usize]),
                quiet: quiet(known.waiting, offer),
                started_of_ten: known.started_of_ten,
            },
            None => Known {
                share: self
                    .activities
                    .get(&kind)
                    .or_else(|| self.municipalities.get(&offer.municipality))
                    .copied()
                    .unwrap_or_else(|| mean(ANYWHERE)),
                quiet: 1.0,
                started_of_ten: None,
            },
        }
    }
}

/// How few people wait for the places there are.
fn quiet(waiting: u32, offer: &Offer) -> f64 {
    let told: u32 = offer
        .sessions
        .iter()
        .filter_map(|session| session.places_left)
        .map(u32::from)
        .sum();
    let places = if told > 0 {
        f64::from(told)
    } else {
        PLACES_UNTOLD
    };
    (1.0 - f64::from(waiting) / places).max(0.0)
}

/// What is known, laid beside offers: for each of the age bands, and for whoever has none. Empty
/// when nothing is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lessons {
    known: Arc<Vec<[Known; 5]>>,
}

impl Lessons {
    /// Of these offers, in their order.
    pub(crate) fn of(experience: &Experience, offers: &[Arc<Offer>]) -> Self {
        if experience.is_empty() {
            return Self::default();
        }
        let each = offers.iter().map(|offer| {
            let of = |band| experience.of(offer, band);
            let [young, adult, older, old] = AgeBand::ALL.map(|band| of(Some(band)));
            [young, adult, older, old, of(None)]
        });
        Self {
            known: Arc::new(each.collect()),
        }
    }

    /// Of one offer, for somebody of this age band.
    #[inline]
    pub(crate) fn at(&self, offer: usize, band: Option<AgeBand>) -> Option<Known> {
        let of_band = band.map_or(4, |band| band as usize);
        Some(self.known.get(offer)?[of_band])
    }
}
