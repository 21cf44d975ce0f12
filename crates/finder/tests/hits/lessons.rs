//! A lesson with several moments is one hit on a page: the best moment in front, the others beside it.

use domain::daypart::Dayparts;
use domain::offer::{Offer, OfferStatus, Session};
use domain::wishes::Wishes;
use jiff::civil::{Weekday, time};

use super::support::{TODAY, an_offer, offer_id, session_id};
use super::{a_full_offer, tuesday_morning, with};

fn on(day: Weekday, hour: i8, number: usize, places: u16) -> Session {
    Session {
        day: Some(day),
        from: Some(time(hour, 0, 0, 0)),
        places_left: Some(places),
        ..tuesday_morning(number)
    }
}

#[test]
fn the_moment_with_a_place_leads_and_the_others_follow_as_a_week_goes() {
    let many = Offer {
        sessions: vec![
            on(Weekday::Friday, 14, 101, 3),
            on(Weekday::Monday, 10, 100, 0),
            Session {
                status: OfferStatus::Ended,
                ..on(Weekday::Tuesday, 9, 102, 3)
            },
            on(Weekday::Wednesday, 20, 103, 3),
        ],
        ..a_full_offer(1)
    };
    let finder = with(vec![many, a_full_offer(2)]);
    let answer = finder.search_offers(&Wishes::default(), TODAY);
    assert_eq!((answer.total, answer.hits.len()), (2, 2));
    let hit = &answer.hits[0];
    assert_eq!(hit.session().id, session_id(101));
    let also: Vec<_> = hit
        .also
        .iter()
        .map(|at| hit.offer.sessions[*at].id)
        .collect();
    assert_eq!(also, [session_id(100), session_id(103)]);
    assert_eq!(answer.hits[1].also, []);
    // By session it is what it was.
    let by_session = finder.search(&Wishes::default(), TODAY);
    assert_eq!((by_session.total, by_session.hits.len()), (4, 4));
    assert!(by_session.hits.iter().all(|hit| hit.also.is_empty()));
}

#[test]
fn only_moments_that_meet_the_wishes_stand_beside_it() {
    let many = Offer {
        sessions: vec![
            on(Weekday::Tuesday, 10, 100, 3),
            on(Weekday::Tuesday, 11, 101, 0),
            on(Weekday::Tuesday, 14, 102, 3),
        ],
        ..a_full_offer(1)
    };
    let finder = with(vec![many]);
    let mornings = Wishes {
        dayparts: Dayparts::from_bits(1 << 3),
        ..Wishes::default()
    };
    let also = |wishes: &Wishes| finder.search_offers(wishes, TODAY).hits[0].also.clone();
    assert_eq!(also(&mornings), [1]);
    let free = Wishes {
        free_places: true,
        ..Wishes::default()
    };
    assert_eq!(also(&free), [2]);
}

#[test]
fn pages_show_each_lesson_once_and_lose_none() {
    // Three moments each, in an order that has nothing to do with that of the offers.
    let offers: Vec<Offer> = (0..25)
        .map(|number| Offer {
            sessions: (0..3)
                .map(|at| on(Weekday::Monday, 9, (number * 7 + at * 40) % 120, 3))
                .collect(),
            ..an_offer(number)
        })
        .collect();
    let finder = with(offers);
    let mut shown = Vec::new();
    for page in 0..4 {
        let wishes = Wishes {
            skip: page * 10,
            take: 10,
            ..Wishes::default()
        };
        let answer = finder.search_offers(&wishes, TODAY);
        assert_eq!(answer.total, 25);
        shown.extend(answer.hits.iter().map(|hit| hit.offer.id));
    }
    assert_eq!(shown.len(), 25);
    shown.sort();
    let all: Vec<_> = (0..25).map(offer_id).collect();
    assert_eq!(shown, all);
}
