//! What earlier referrals teach, by the recipe in words.

use std::cell::RefCell;
use std::collections::HashMap;

use domain::age_band::AgeBand;
use domain::codes::Activity;
use domain::ids::OfferId;
use domain::offer::Offer;
use finder::Count;

use crate::Town;
use crate::support::Chance;

/// An offer, what people do there, and somebody's age.
type Asked = (OfferId, Activity, Option<u8>);

/// What earlier referrals teach, worked out anew for each question, by the recipe in words.
pub struct Learned {
    pub counts: Vec<Count>,
    /// By offer and age, since the same is asked for every search.
    worked_out: RefCell<HashMap<Asked, f64>>,
}

impl Learned {
    pub fn from(counts: Vec<Count>) -> Self {
        Self {
            counts,
            worked_out: RefCell::default(),
        }
    }

    fn share(&self, prior: [f64; 3], belongs: impl Fn(&Count) -> bool) -> [f64; 3] {
        let mut shares = prior;
        for (at, share) in shares.iter_mut().enumerate() {
            let (mut good, mut all) = (10.0 * *share, 10.0);
            for count in self.counts.iter().filter(|count| belongs(count)) {
                let (part, whole) = [
                    (count.accepted, count.referred),
                    (count.started, count.decided),
                    (count.stayed, count.started_long_ago),
                ][at];
                good += f64::from(part);
                all += f64::from(whole);
            }
            *share = good / all;
        }
        shares
    }

    pub fn of(&self, offer: &Offer, age: Option<u8>) -> (f64, f64) {
        let mut worked_out = self.worked_out.borrow_mut();
        let share = worked_out
            .entry((offer.id, offer.activity, age))
            .or_insert_with(|| self.mean(offer, age));
        let own = self.counts.iter().filter(|count| count.offer == offer.id);
        let waiting: u32 = own.map(|count| count.waiting).sum();
        let told = offer.sessions.iter();
        let places: u32 = told
            .filter_map(|session| session.places_left)
            .map(u32::from)
            .sum();
        let places = if places == 0 { 10 } else { places };
        let quiet = (1.0 - f64::from(waiting) / f64::from(places)).max(0.0);
        (*share, quiet)
    }

    fn mean(&self, offer: &Offer, age: Option<u8>) -> f64 {
        let everywhere = self.share([0.8, 0.7, 0.6], |_| true);
        // An offer that became another activity since keeps what was counted under the old one.
        let mut own = self.counts.iter().filter(|count| count.offer == offer.id);
        let activity = own.next().map_or(offer.activity, |count| count.activity);
        let kind = self.share(everywhere, |count| count.activity == activity);
        let mut shares = self.share(kind, |count| count.offer == offer.id);
        if let Some(age) = age {
            let band = match age {
                ..18 => AgeBand::Young,
                18..55 => AgeBand::Adult,
                55..75 => AgeBand::Older,
                75.. => AgeBand::Old,
            };
            shares = self.share(shares, |count| {
                count.offer == offer.id && count.band == Some(band)
            });
        }
        (shares[0] * shares[1] * shares[2]).powf(1.0 / 3.0)
    }
}

/// How some referrals to the town's offers went.
pub fn some_counts(chance: &mut Chance, town: &Town) -> Vec<Count> {
    let mut counts = Vec::new();
    for offer in town.values() {
        for band in AgeBand::ALL.into_iter().map(Some).chain([None]) {
            if !chance.one_in(3) {
                continue;
            }
            let mut part = |most: u32| chance.below(most as usize + 1) as u32;
            let referred = part(40);
            let accepted = part(referred);
            let decided = part(accepted);
            let started = part(decided);
            let started_long_ago = part(started);
            counts.push(Count {
                offer: offer.id,
                municipality: offer.municipality,
                activity: offer.activity,
                band,
                referred,
                accepted,
                decided,
                started,
                started_long_ago,
                stayed: part(started_long_ago),
                waiting: part(4),
            });
        }
    }
    counts
}
