//! What can be relied on stands above what is a kilometre nearer and cannot.

use domain::codes::Wait;
use domain::offer::{Offer, Session};
use domain::wishes::Wishes;
use finder::{Attention, Finder};
use jiff::{Span, civil::Date};

use super::support::{TODAY, offer_id};
use super::{a_full_offer, all_wishes, away, order, tuesday_morning, with};

fn days_ago(days: i64) -> Option<Date> {
    Some(TODAY.saturating_sub(Span::new().days(days)))
}

fn placed(places_left: Option<u16>) -> Vec<Session> {
    vec![Session {
        places_left,
        ..tuesday_morning(100)
    }]
}

/// Around the corner.
fn near() -> Offer {
    Offer {
        venue: away(130.0),
        ..a_full_offer(1)
    }
}

/// What nobody can rely on, each in its own way, and how the card warns of it.
fn not_relied_on() -> Vec<(Offer, Attention)> {
    let never = Offer {
        confirmed_on: None,
        ..near()
    };
    let long_ago = Offer {
        confirmed_on: days_ago(250),
        ..near()
    };
    let full = Offer {
        sessions: placed(Some(0)),
        ..near()
    };
    let long_wait = Offer {
        sessions: placed(None),
        wait: Some(Wait::AMonthOrMore),
        ..near()
    };
    vec![
        (never, Attention::NeverConfirmed),
        (long_ago, Attention::ConfirmedLongAgo { days: 250 }),
        (full, Attention::Full),
        (long_wait, Attention::LongWait),
    ]
}

fn wishes() -> Wishes {
    Wishes {
        radius_m: 10_000,
        language: None,
        text: None,
        ..all_wishes()
    }
}

fn finder_of(near: &Offer, far: &Offer) -> Finder {
    with(vec![near.clone(), far.clone()])
}

#[test]
fn what_is_confirmed_and_has_a_place_stands_above_what_is_a_kilometre_nearer_and_warned_of() {
    for (near, warned) in not_relied_on() {
        // Confirmed a month ago, and on the last day on which that holds.
        for (days, metres) in [(30, 1_130.0), (180, 1_120.0)] {
            let far = Offer {
                venue: away(metres),
                confirmed_on: days_ago(days),
                ..a_full_offer(2)
            };
            let finder = finder_of(&near, &far);
            let hits = finder.search(&wishes(), TODAY).hits;
            assert_eq!(hits[0].offer.id, offer_id(2), "{warned:?}, {days} days");
            assert_eq!(hits[0].attention, []);
            assert_eq!(hits[1].attention, std::slice::from_ref(&warned));
        }
    }
}

#[test]
fn what_is_warned_of_has_nothing_of_its_part() {
    for (near, warned) in not_relied_on() {
        let hits = with(vec![near]).search(&wishes(), TODAY).hits;
        let part = match warned {
            Attention::Full | Attention::LongWait => "plekken",
            _ => "bevestigd",
        };
        let told = hits[0].reasons.iter().find(|reason| reason.code() == part);
        assert!(
            told.is_none_or(|reason| reason.contribution == 0),
            "{warned:?}"
        );
    }
}

#[test]
fn what_is_much_nearer_or_fits_alone_is_still_found_first() {
    for (near, warned) in not_relied_on() {
        let far = Offer {
            venue: away(6_000.0),
            ..a_full_offer(2)
        };
        let first = order(&finder_of(&near, &far), &wishes());
        assert_eq!(first, [offer_id(1), offer_id(2)], "{warned:?}");
        let alone = order(&with(vec![near]), &wishes());
        assert_eq!(alone, [offer_id(1)]);
    }
}

#[test]
fn places_that_nobody_told_cost_less_than_half_a_kilometre() {
    let near = Offer {
        sessions: placed(None),
        ..near()
    };
    let at = |metres: f64| Offer {
        venue: away(metres),
        ..a_full_offer(2)
    };
    let first = |metres| order(&finder_of(&near, &at(metres)), &wishes())[0];
    assert_eq!([first(400.0), first(500.0)], [offer_id(2), offer_id(1)]);
    // Where places are told to be free, what was said of a wait before counts for nothing.
    let waited = Offer {
        wait: Some(Wait::AMonthOrMore),
        ..a_full_offer(3)
    };
    let hit = with(vec![waited]).search(&wishes(), TODAY).hits.remove(0);
    assert_eq!((hit.score, hit.attention), (100, vec![]));
}
