//! `beweegbrug bench replay`: what learning does, on histories made from a seed.
//!
//! An invented town of clubs, each with true chances that nobody sees: to accept somebody, to get
//! them to start, to keep them for three months. Month after month people ask the finder itself,
//! choose mostly among its first hits, and what becomes of them is counted as the product counts
//! it. A third of the clubs opens halfway. The same people and clubs are replayed with learning
//! off and on.

use std::collections::HashMap;
use std::sync::Arc;

use domain::age_band::AgeBand;
use domain::codes::Activity;
use domain::geo::Point;
use domain::ids::{OfferId, OrganisationId, SessionId};
use domain::offer::{Ages, Offer, OfferStatus, Session, Venue};
use domain::wishes::Wishes;
use jiff::civil::{Date, Time, Weekday, date};
use serde::Serialize;
use uuid::Uuid;

use super::made::Dice;
use crate::{Count, Experience, Finder};

const ACTIVITIES: [Activity; 6] = [
    Activity::Walking,
    Activity::Gymnastics,
    Activity::Swimming,
    Activity::Yoga,
    Activity::Cycling,
    Activity::Dancing,
];
/// How often the first hits are chosen, in hundredths: people seldom look further.
const CHOSEN: [usize; 5] = [45, 25, 15, 10, 5];
const TODAY: Date = date(2026, 11, 22);
/// After so many months staying is known.
const STAYS: usize = 3;

/// What `bench replay` prints, as one JSON line. Shares are fractions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReplayFigures {
    /// Always `replay`.
    pub bench: &'static str,
    /// The seed.
    pub seed: u64,
    /// Clubs, the new ones among them.
    pub clubs: usize,
    /// Months replayed.
    pub months: usize,
    /// People a month.
    pub people: usize,
    /// Of those referred, still there after three months, with learning off.
    pub stayed_off: f64,
    /// The same with learning on.
    pub stayed_on: f64,
    /// The same if everybody went to the best of the first five hits.
    pub stayed_best: f64,
    /// The share of referrals that new clubs got after they opened, with learning off.
    pub new_share_off: f64,
    /// The same with learning on.
    pub new_share_on: f64,
    /// The share they would get if referrals went by true quality among all clubs.
    pub new_quality_share: f64,
    /// The share of the club that got most, with learning off.
    pub largest_share_off: f64,
    /// The same with learning on.
    pub largest_share_on: f64,
}

/// A club and what is true of it.
struct Club {
    offer: Offer,
    /// Chances to be accepted, to start, and to stay.
    chances: [f64; 3],
    /// The month from which it is there.
    opens: usize,
}

impl Club {
    fn quality(&self) -> f64 {
        self.chances.iter().product()
    }
}

/// What became of the people of one replay.
struct Replayed {
    stayed: f64,
    best: f64,
    new_share: f64,
    largest_share: f64,
}

/// Replays so many months of so many people, with learning off and on.
#[must_use]
pub fn replay(months: usize, people: usize, clubs: usize, seed: u64) -> ReplayFigures {
    let months = months.max(2);
    let made = made_clubs(clubs.max(ACTIVITIES.len()), months, seed);
    let off = run(&made, months, people, seed, false);
    let on = run(&made, months, people, seed, true);
    let quality = |of_new: bool| -> f64 {
        let counted = made.iter().filter(|club| !of_new || club.opens > 0);
        counted.map(Club::quality).sum()
    };
    ReplayFigures {
        bench: "replay",
        seed,
        clubs: made.len(),
        months,
        people,
        stayed_off: rounded(off.stayed),
        stayed_on: rounded(on.stayed),
        stayed_best: rounded(off.best),
        new_share_off: rounded(off.new_share),
        new_share_on: rounded(on.new_share),
        new_quality_share: rounded(quality(true) / quality(false)),
        largest_share_off: rounded(off.largest_share),
        largest_share_on: rounded(on.largest_share),
    }
}

fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}

fn a_point(dice: &mut Dice) -> Point {
    let mut degrees =
        |middle: f64, spread: f64| middle + (dice.below(20_001) as f64 / 10_000.0 - 1.0) * spread;
    Point {
        lat: degrees(51.7, 0.03),
        lon: degrees(5.3, 0.05),
    }
}

fn made_clubs(count: usize, months: usize, seed: u64) -> Vec<Club> {
    let mut dice = Dice::of(seed);
    let mut chance =
        |least: usize, most: usize| (least + dice.below(most - least + 1)) as f64 / 100.0;
    let chances: Vec<[f64; 3]> = (0..count)
        .map(|_| [chance(60, 98), chance(35, 95), chance(30, 95)])
        .collect();
    chances
        .into_iter()
        .enumerate()
        .map(|(number, chances)| Club {
            offer: an_offer(number, a_point(&mut dice)),
            chances,
            // A third of the clubs of each activity, whatever their quality.
            opens: if number / ACTIVITIES.len() % 3 == 2 {
                months / 2
            } else {
                0
            },
        })
        .collect()
}

fn an_offer(number: usize, point: Point) -> Offer {
    let id = Uuid::from_u128(number as u128 + 1);
    let home = "GM9001"
        .parse()
        .expect("GM and four digits is a municipality's code");
    let activity = ACTIVITIES[number % ACTIVITIES.len()];
    Offer {
        provider_name: format!("Club {number}"),
        title: format!("Les {number}"),
        venue: Venue {
            point: Some(point),
            ..Venue::default()
        },
        ages: Ages {
            min: Some(0),
            max: Some(120),
        },
        confirmed_on: Some(TODAY),
        status: OfferStatus::Visible,
        sessions: vec![Session {
            id: SessionId::new(id),
            day: Some(Weekday::Tuesday),
            by_appointment: false,
            from: Time::new(10, 0, 0, 0).ok(),
            to: None,
            places_left: Some(12),
            status: OfferStatus::Visible,
        }],
        ..Offer::untold(OfferId::new(id), home, OrganisationId::new(id), activity)
    }
}

fn run(clubs: &[Club], months: usize, people: usize, seed: u64, learning: bool) -> Replayed {
    let finder = Finder::default();
    let mut dice = Dice::of(seed ^ 0xB41D);
    let mut counts: HashMap<(usize, AgeBand), Count> = HashMap::new();
    // Who started in which month, at which club, and whether they will stay.
    let mut started: Vec<(usize, (usize, AgeBand), bool)> = Vec::new();
    let (mut stayed, mut best, mut referrals) = (0.0, 0.0, 0usize);
    let (mut to_new, mut after_opening) = (0usize, 0usize);
    let mut by_club = vec![0usize; clubs.len()];
    let opening = clubs.iter().map(|club| club.opens).max().unwrap_or(0);
    for month in 0..months {
        let there = clubs.iter().filter(|club| club.opens <= month);
        finder.replace_all(there.map(|club| club.offer.clone()).collect());
        started.retain(|(since, key, stays)| {
            let known = month >= since + STAYS;
            if known && let Some(count) = counts.get_mut(key) {
                count.started_long_ago += 1;
                count.stayed += u32::from(*stays);
            }
            !known
        });
        if learning {
            let known: Vec<Count> = counts.values().copied().collect();
            finder.set_experience(Experience::from_counts(&known));
        }
        for count in counts.values_mut() {
            count.waiting = 0;
        }
        for _ in 0..people {
            let age = 20 + dice.below(70) as u8;
            let wishes = Wishes {
                start: Some(a_point(&mut dice)),
                age: Some(age),
                activities: [ACTIVITIES[dice.below(ACTIVITIES.len())]]
                    .into_iter()
                    .collect(),
                take: CHOSEN.len(),
                ..Wishes::default()
            };
            let drawn = dice.below(100);
            let luck = [dice.below(100), dice.below(100), dice.below(100)];
            let hits = finder.search(&wishes, TODAY).hits;
            let mut sum = 0;
            let place = CHOSEN.iter().position(|share| {
                sum += share;
                drawn < sum
            });
            let numbers: Vec<usize> = hits.iter().map(|hit| number_of(&hit.offer)).collect();
            let Some(club) = numbers.get(place.unwrap_or(0)).or(numbers.last()).copied() else {
                continue;
            };
            let most = numbers.iter().map(|number| clubs[*number].quality());
            best += most.fold(0.0, f64::max);
            stayed += clubs[club].quality();
            referrals += 1;
            by_club[club] += 1;
            if month >= opening {
                after_opening += 1;
                to_new += usize::from(clubs[club].opens > 0);
            }
            let key = (club, AgeBand::of(age));
            let offer = &clubs[club].offer;
            let count = counts.entry(key).or_insert_with(|| Count {
                offer: offer.id,
                municipality: offer.municipality,
                activity: offer.activity,
                band: Some(key.1),
                referred: 0,
                accepted: 0,
                decided: 0,
                started: 0,
                started_long_ago: 0,
                stayed: 0,
                waiting: 0,
            });
            let good = |at: usize| (luck[at] as f64) < clubs[club].chances[at] * 100.0;
            count.referred += 1;
            count.waiting += 1;
            if good(0) {
                count.accepted += 1;
                count.decided += 1;
                if good(1) {
                    count.started += 1;
                    started.push((month, key, good(2)));
                }
            }
        }
    }
    let all = referrals.max(1) as f64;
    Replayed {
        stayed: stayed / all,
        best: best / all,
        new_share: to_new as f64 / after_opening.max(1) as f64,
        largest_share: by_club.into_iter().max().unwrap_or(0) as f64 / all,
    }
}

fn number_of(offer: &Arc<Offer>) -> usize {
    offer.id.uuid().as_u128() as usize - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learning_finds_the_better_lessons_and_is_fair_to_new_clubs() {
        for seed in 1..=5 {
            let figures = replay(24, 60, 48, seed);
            assert!(figures.stayed_on > figures.stayed_off, "{figures:?}");
            assert!(figures.stayed_best > figures.stayed_on, "{figures:?}");
            let fair = figures.new_share_on / figures.new_quality_share;
            assert!((0.8..1.3).contains(&fair), "{fair}: {figures:?}");
        }
    }

    #[test]
    fn the_same_seed_is_the_same_history() {
        assert_eq!(replay(6, 20, 12, 3), replay(6, 20, 12, 3));
    }
}
