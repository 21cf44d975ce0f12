//! What a hit tells, what is refused, and that changes are seen.
#![allow(clippy::unwrap_used)]

mod lessons;
mod relaxed;
mod relied_on;
#[path = "../support/mod.rs"]
mod support;

use domain::codes::{Accessibility, Codes, Language};
use domain::daypart::Dayparts;
use domain::geo::Point;
use domain::offer::{Ages, Level, Offer, OfferStatus, Session, Venue};
use domain::price::{Per, Price};
use domain::wishes::Wishes;
use finder::{Attention, Count, Experience, Fact, Finder, RelaxedTo, WishField};
use jiff::civil::{Weekday, time};
use support::{Chance, TODAY, a_session, an_offer, offer_id, session_id};

fn with(offers: Vec<Offer>) -> Finder {
    let finder = Finder::default();
    finder.replace_all(offers);
    finder
}

fn tuesday_morning(number: usize) -> Session {
    Session {
        day: Some(Weekday::Tuesday),
        by_appointment: false,
        from: Some(time(10, 0, 0, 0)),
        to: Some(time(11, 0, 0, 0)),
        places_left: Some(4),
        ..a_session(number)
    }
}

/// Tells everything, and was confirmed today.
fn a_full_offer(number: usize) -> Offer {
    Offer {
        ages: Ages {
            min: Some(55),
            max: None,
        },
        level: Some(Level::Gentle),
        accessibility: [Accessibility::Wheelchair].into_iter().collect(),
        languages: [Language::Turkish].into_iter().collect(),
        price: Some(Price {
            cents: 0,
            per: Per::Month,
        }),
        paid_weeks: Some(16),
        confirmed_on: Some(TODAY),
        sessions: vec![tuesday_morning(number * 100)],
        ..an_offer(number)
    }
}

fn all_wishes() -> Wishes {
    Wishes {
        start: Point::new(51.7, 5.3),
        radius_m: 3_000,
        age: Some(72),
        dayparts: Dayparts::from_bits(1 << 3),
        max_level: Some(Level::Gentle),
        accessibility: [Accessibility::Wheelchair].into_iter().collect(),
        language: Some(Language::Turkish),
        max_price: Some(2_000),
        text: Some("wandelen".to_owned()),
        ..Wishes::default()
    }
}

#[test]
fn who_meets_everything_scores_a_hundred_and_says_why() {
    let answer = with(vec![a_full_offer(1)]).search(&all_wishes(), TODAY);
    let hit = &answer.hits[0];
    let told: Vec<_> = hit
        .reasons
        .iter()
        .map(|reason| (reason.code(), reason.contribution))
        .collect();
    // Weights 30, 15, 15, 10, 10, 10, 50, 15 and 15 of 170, by largest remainder.
    assert_eq!(
        told,
        [
            ("afstand", 17),
            ("dagdeel", 9),
            ("niveau", 9),
            ("toegankelijkheid", 0),
            ("leeftijd", 6),
            ("prijs", 6),
            ("taal", 6),
            ("tekst", 29),
            ("plekken", 9),
            ("bevestigd", 9),
        ]
    );
    assert_eq!(hit.score, 100);
    assert_eq!(hit.distance_m, Some(0));
    assert_eq!(hit.attention, []);
    assert_eq!(hit.session().id, session_id(100));
    let price = Fact::Price {
        cents_month: 0,
        paid_weeks: Some(16),
        after_schemes: None,
    };
    assert!(hit.reasons.iter().any(|reason| reason.fact == price));
}

#[test]
fn what_does_not_fit_or_is_not_known_is_told() {
    let silent = an_offer(1);
    let full_house = Offer {
        confirmed_on: Some(TODAY.saturating_sub(jiff::Span::new().days(181))),
        languages: [Language::Dutch].into_iter().collect(),
        price: Some(Price {
            cents: 100,
            per: Per::Month,
        }),
        sessions: vec![Session {
            places_left: Some(0),
            ..tuesday_morning(200)
        }],
        ..an_offer(2)
    };
    let wishes = Wishes {
        language: Some(Language::Turkish),
        ..Wishes::default()
    };
    let answer = with(vec![silent, full_house]).search(&wishes, TODAY);
    let attention: Vec<_> = answer
        .hits
        .iter()
        .map(|hit| hit.attention.clone())
        .collect();
    assert_eq!(
        attention,
        [
            vec![
                Attention::TimeUnknown,
                Attention::PriceUnknown,
                Attention::LanguageUnknown,
                Attention::NeverConfirmed,
            ],
            vec![
                Attention::Full,
                Attention::LanguageNotSpoken,
                Attention::ConfirmedLongAgo { days: 181 },
            ],
        ]
    );
}

#[test]
fn a_confirmation_of_180_days_is_not_yet_long_ago() {
    let of_days = |days| Offer {
        confirmed_on: Some(TODAY.saturating_sub(jiff::Span::new().days(days))),
        ..a_full_offer(1)
    };
    let attention = |days| {
        with(vec![of_days(days)]).search(&all_wishes(), TODAY).hits[0]
            .attention
            .clone()
    };
    assert_eq!(attention(180), []);
    assert_eq!(attention(181), [Attention::ConfirmedLongAgo { days: 181 }]);
    assert_eq!(attention(-3), [], "a day to come counts as today");
}

#[test]
fn what_a_session_does_not_tell_does_not_pass_a_wish_about_it() {
    let finder = with(vec![Offer {
        venue: Venue::default(),
        ..an_offer(1)
    }]);
    let any = Wishes::default();
    assert_eq!(finder.search(&any, TODAY).total, 1);
    for wish in [
        Wishes {
            start: Point::new(51.7, 5.3),
            radius_m: u32::MAX,
            ..any.clone()
        },
        Wishes {
            age: Some(0),
            ..any.clone()
        },
        Wishes {
            age: Some(255),
            ..any.clone()
        },
        Wishes {
            dayparts: Dayparts::from_bits(u32::MAX),
            ..any.clone()
        },
        Wishes {
            max_level: Some(Level::Vigorous),
            ..any.clone()
        },
        Wishes {
            max_price: Some(u32::MAX),
            ..any.clone()
        },
        Wishes {
            accessibility: all(),
            ..any.clone()
        },
        Wishes {
            groups: all(),
            ..any.clone()
        },
        Wishes {
            guidance: all(),
            ..any.clone()
        },
    ] {
        assert_eq!(finder.search(&wish, TODAY).total, 0, "{wish:?}");
    }
}

fn all<T: domain::codes::Listed>() -> Codes<T> {
    T::ALL.iter().copied().collect()
}

#[test]
fn a_one_sided_age_range_is_told() {
    let finder = with(vec![Offer {
        ages: Ages {
            min: Some(55),
            max: None,
        },
        ..an_offer(1)
    }]);
    let of_age = |age| {
        finder
            .search(
                &Wishes {
                    age: Some(age),
                    ..Wishes::default()
                },
                TODAY,
            )
            .total
    };
    assert_eq!([54, 55, 255].map(of_age), [0, 1, 1]);
}

#[test]
fn the_rim_of_the_circle_belongs_to_it() {
    let start = Point::new(51.7, 5.3).unwrap();
    let finder = with(vec![Offer {
        venue: Venue {
            point: Point::new(51.71, 5.31),
            ..Venue::default()
        },
        ..an_offer(1)
    }]);
    let metres = start.metres_to(Point::new(51.71, 5.31).unwrap()).round() as u32;
    let within = |radius_m| {
        finder
            .search(
                &Wishes {
                    start: Some(start),
                    radius_m,
                    ..Wishes::default()
                },
                TODAY,
            )
            .total
    };
    assert_eq!((within(metres), within(metres - 1)), (1, 0));
}

#[test]
fn a_wide_circle_loses_nothing_at_its_rim() {
    let mut chance = Chance::of(4);
    let points: Vec<_> = (0..3_000)
        .map(|_| {
            let middle = chance.point();
            Point {
                lat: 51.7 + (middle.lat - 51.7) * 6.0,
                lon: 5.3 + (middle.lon - 5.3) * 10.0,
            }
        })
        .collect();
    let offers = points.iter().enumerate().map(|(number, point)| Offer {
        venue: Venue {
            point: Some(*point),
            ..Venue::default()
        },
        ..an_offer(number)
    });
    let finder = with(offers.collect());
    for turn in 0..200 {
        let (start, radius_m) = (points[turn], 30_000 + turn as u32 * 97);
        let within = |point: &&Point| start.metres_to(**point).round() <= f64::from(radius_m);
        let wishes = Wishes {
            start: Some(start),
            radius_m,
            ..Wishes::default()
        };
        assert_eq!(
            finder.search(&wishes, TODAY).total,
            points.iter().filter(within).count()
        );
    }
}

#[test]
fn pages_follow_each_other_and_end() {
    let finder = with((0..30).map(an_offer).collect());
    let page = |skip, take| -> Vec<_> {
        let answer = finder.search(
            &Wishes {
                skip,
                take,
                ..Wishes::default()
            },
            TODAY,
        );
        assert_eq!(answer.total, 30);
        answer.hits.iter().map(|hit| hit.session().id).collect()
    };
    let ids: Vec<_> = (0..30).map(|number| session_id(number * 100)).collect();
    assert_eq!(page(0, 20), ids[..20], "equal scores go by session id");
    assert_eq!(page(20, 20), ids[20..]);
    assert_eq!(page(usize::MAX, usize::MAX), []);
    assert_eq!(page(0, usize::MAX), ids);
}

#[test]
fn an_ended_offer_or_session_is_not_found() {
    let ended = Offer {
        status: OfferStatus::Ended,
        ..an_offer(1)
    };
    let mut half = an_offer(2);
    half.sessions.push(Session {
        status: OfferStatus::Ended,
        ..a_session(201)
    });
    let finder = with(vec![ended, half]);
    assert_eq!(finder.len(), 1);
    assert_eq!(finder.offer(&offer_id(1)), None);
    assert_eq!(finder.session(&session_id(100)), None);
    assert_eq!(finder.session(&session_id(201)), None);
    assert_eq!(
        finder
            .session(&session_id(200))
            .map(|(offer, at)| (offer.id, at)),
        Some((offer_id(2), 0))
    );
}

#[test]
fn a_change_is_seen_at_once_and_an_old_reader_keeps_what_it_had() {
    let finder = with(vec![an_offer(1), an_offer(2)]);
    let before = finder.clone().search(&Wishes::default(), TODAY);
    finder.upsert(vec![
        Offer {
            title: "Nieuw".to_owned(),
            ..an_offer(1)
        },
        Offer {
            status: OfferStatus::Ended,
            ..an_offer(2)
        },
        an_offer(3),
        Offer {
            title: "De laatste telt".to_owned(),
            ..an_offer(3)
        },
    ]);
    assert_eq!(finder.len(), 2);
    assert_eq!(finder.offer(&offer_id(1)).unwrap().title, "Nieuw");
    assert_eq!(finder.offer(&offer_id(3)).unwrap().title, "De laatste telt");
    assert_eq!(finder.offer(&offer_id(2)), None);
    assert_eq!(before.hits[0].offer.title, "Bewegen in de buurt");
    finder.remove(&[offer_id(1), offer_id(99)]);
    assert_eq!(finder.len(), 1);
    finder.replace_all(Vec::new());
    assert!(finder.is_empty());
}

#[test]
fn readers_do_not_wait_for_writers() {
    let finder = with((0..50).map(a_full_offer).collect());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for turn in 0..200 {
                // An offer moves from one snapshot to the next whole, never half.
                let title = format!("Beurt {turn}");
                finder.upsert(vec![Offer {
                    title,
                    ..a_full_offer(turn % 50)
                }]);
            }
        });
        for _ in 0..200 {
            let answer = finder.search(&all_wishes(), TODAY);
            assert_eq!(answer.total, 50);
            assert_eq!(answer.hits.len(), 20);
        }
    });
}

#[test]
fn offers_at_the_ends_of_the_earth_do_no_harm() {
    let at = |number, lat, lon| Offer {
        venue: Venue {
            point: Point::new(lat, lon),
            ..Venue::default()
        },
        ..an_offer(number)
    };
    let finder = with(vec![
        at(1, 90.0, 180.0),
        at(2, -90.0, -180.0),
        at(3, 0.0, 0.0),
        at(4, 51.7, 5.3),
    ]);
    let from = |lat, lon, radius_m| {
        let wishes = Wishes {
            start: Point::new(lat, lon),
            radius_m,
            ..Wishes::default()
        };
        finder.search(&wishes, TODAY).total
    };
    assert_eq!(from(51.7, 5.3, 10_000), 1);
    assert_eq!(from(51.7, 5.3, u32::MAX), 4);
    assert_eq!(from(-90.0, -180.0, 0), 1);
    assert_eq!(from(0.0, 0.0, 0), 1);
}

#[test]
fn a_full_lesson_is_not_said_to_have_room() {
    let with_places = |number, places| Offer {
        sessions: vec![Session {
            places_left: Some(places),
            ..tuesday_morning(number)
        }],
        ..an_offer(number)
    };
    let (full, open) = (with_places(1, 0), with_places(2, 4));
    // Somebody was referred to each, and nobody waits.
    let count = |offer: &Offer| Count {
        offer: offer.id,
        municipality: offer.municipality,
        activity: offer.activity,
        band: None,
        referred: 1,
        accepted: 1,
        decided: 1,
        started: 1,
        started_long_ago: 0,
        stayed: 0,
        waiting: 0,
    };
    let counts = [count(&full), count(&open)];
    let finder = with(vec![full, open]);
    finder.set_experience(Experience::from_counts(&counts));
    let hits = finder.search(&Wishes::default(), TODAY).hits;
    let quiet = |hit: &finder::Hit| {
        let mut reasons = hit.reasons.iter();
        reasons.find_map(|one| (one.fact == Fact::Quiet).then_some(one.contribution))
    };
    // 5 of 45, rounded: freshness, experience, places and quiet count.
    assert_eq!([quiet(&hits[0]), quiet(&hits[1])], [Some(11), None]);
    assert_eq!(hits[1].attention[0], Attention::Full);
}

/// So many metres to the north of where the others are.
fn away(metres: f64) -> Venue {
    Venue {
        point: Point::new(51.7 + metres / 111_195.0, 5.3),
        ..Venue::default()
    }
}

fn order(finder: &Finder, wishes: &Wishes) -> Vec<domain::ids::OfferId> {
    let hits = finder.search(wishes, TODAY).hits;
    hits.iter().map(|hit| hit.offer.id).collect()
}

#[test]
fn around_the_corner_stands_above_a_walk_that_is_fresher_and_quieter() {
    let far = Offer {
        venue: away(1_200.0),
        ..a_full_offer(1)
    };
    // Two weeks less fresh, its places not told, and dearer.
    let near = Offer {
        venue: away(130.0),
        confirmed_on: Some(TODAY.saturating_sub(jiff::Span::new().days(14))),
        price: Some(Price {
            cents: 700,
            per: Per::Month,
        }),
        sessions: vec![Session {
            places_left: None,
            ..tuesday_morning(200)
        }],
        ..a_full_offer(2)
    };
    let wishes = Wishes {
        radius_m: 10_000,
        language: None,
        text: None,
        ..all_wishes()
    };
    let finder = with(vec![far, near]);
    assert_eq!(order(&finder, &wishes), [offer_id(2), offer_id(1)]);
}

#[test]
fn a_lesson_for_somebodys_age_stands_above_one_for_everybody() {
    let for_ages = |number: usize, min: u8| Offer {
        ages: Ages {
            min: Some(min),
            max: None,
        },
        ..a_full_offer(number)
    };
    let finder = with(vec![for_ages(1, 0), for_ages(2, 18), for_ages(3, 55)]);
    let by_age = order(&finder, &all_wishes());
    assert_eq!(by_age, [offer_id(3), offer_id(2), offer_id(1)]);
    // Who tells no age gets them as equals.
    let ageless = Wishes {
        age: None,
        ..all_wishes()
    };
    let equals = order(&finder, &ageless);
    assert_eq!(equals, [offer_id(1), offer_id(2), offer_id(3)]);
}

#[test]
fn those_with_the_words_are_counted_on_this_page_and_before_it() {
    let titled = |number: usize, title: &str| Offer {
        title: title.to_owned(),
        ..a_full_offer(number)
    };
    let finder = with(vec![
        titled(1, "Jeu de boules"),
        titled(2, "Jeu de boules"),
        titled(3, "Stoelyoga"),
    ]);
    let asked = |text: Option<&str>, skip: usize| {
        let wishes = Wishes {
            text: text.map(str::to_owned),
            skip,
            ..all_wishes()
        };
        let answer = finder.search(&wishes, TODAY);
        answer.with_words.map(|with| (with.total, with.before))
    };
    assert_eq!(asked(Some("boules"), 0), Some((2, 0)));
    assert_eq!(asked(Some("boules"), 1), Some((2, 1)));
    assert_eq!(asked(Some("boules"), 30), Some((2, 2)));
    assert_eq!(asked(Some("schaatsen"), 0), Some((0, 0)));
    assert_eq!(asked(None, 0), None);
    // Who tells of it below the title holds the word too, however little it weighs.
    let told = Offer {
        description: Some("Soms gaan wij ook naar de boules".to_owned()),
        ..titled(4, "Stoelyoga")
    };
    finder.upsert(vec![told]);
    assert_eq!(asked(Some("boules knikkeren"), 0), Some((3, 0)));
    assert_eq!(asked(Some("boules knikkeren"), 3), Some((3, 3)));
}
