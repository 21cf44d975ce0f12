//! What earlier referrals teach, as a search uses it.
#![allow(clippy::unwrap_used)]

mod support;

use domain::age_band::AgeBand;
use domain::geo::Point;
use domain::ids::OfferId;
use domain::offer::{Ages, Offer, Venue};
use domain::wishes::Wishes;
use finder::{Count, Experience, Finder};
use jiff::civil::date;
use support::{a_session, an_offer, offer_id};

/// Two lessons for all ages that differ in nothing but who stays.
fn two_lessons() -> Finder {
    let lesson = |number: usize| Offer {
        venue: Venue {
            point: Point::new(51.7, 5.3),
            ..Venue::default()
        },
        ages: Ages {
            min: Some(0),
            max: Some(120),
        },
        sessions: vec![a_session(number * 100)],
        ..an_offer(number)
    };
    let finder = Finder::default();
    finder.replace_all(vec![lesson(1), lesson(2)]);
    finder
}

/// Twenty people of a band were referred there; so many started and stayed.
fn went(number: usize, band: AgeBand, started: u32) -> Count {
    let offer = an_offer(number);
    Count {
        offer: offer.id,
        municipality: offer.municipality,
        activity: offer.activity,
        band: Some(band),
        referred: 20,
        accepted: 20,
        decided: 20,
        started,
        started_long_ago: started,
        stayed: started,
        waiting: 0,
    }
}

fn order(finder: &Finder, age: u8) -> Vec<OfferId> {
    let wishes = Wishes {
        start: Point::new(51.7, 5.3),
        radius_m: 3_000,
        age: Some(age),
        ..Wishes::default()
    };
    let answer = finder.search(&wishes, date(2026, 11, 24));
    answer.hits.iter().map(|hit| hit.offer.id).collect()
}

#[test]
fn how_it_went_for_people_of_the_clients_age_decides_between_equals() {
    let finder = two_lessons();
    let (young, old) = (AgeBand::of(30), AgeBand::of(80));
    assert_ne!(young, old);
    finder.set_experience(Experience::from_counts(&[
        went(1, young, 2),
        went(1, old, 18),
        went(2, young, 18),
        went(2, old, 2),
    ]));
    assert_eq!(order(&finder, 80), [offer_id(1), offer_id(2)]);
    assert_eq!(order(&finder, 30), [offer_id(2), offer_id(1)]);
}
