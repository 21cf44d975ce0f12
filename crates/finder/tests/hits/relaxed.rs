//! What to relax when little or nothing is found, and who of the others does not tell.

use super::*;

#[test]
fn little_found_says_what_to_relax_and_who_does_not_tell() {
    let far = |number, lat| Offer {
        venue: Venue {
            point: Point::new(lat, 5.3),
            ..Venue::default()
        },
        ..a_full_offer(number)
    };
    let stiff = Offer {
        level: Some(Level::Regular),
        ..a_full_offer(3)
    };
    let untold = Offer {
        level: None,
        ..a_full_offer(4)
    };
    let nowhere = Offer {
        venue: Venue::default(),
        ..a_full_offer(5)
    };
    let offers = vec![far(1, 51.78), far(2, 51.77), stiff, untold, nowhere];
    let wishes = Wishes {
        radius_m: 3_000,
        ..all_wishes()
    };
    let relaxations = with(offers).search(&wishes, TODAY).relaxations;
    let told: Vec<_> = relaxations
        .iter()
        .map(|found| (found.field, found.to, found.extra, found.unknown))
        .collect();
    assert_eq!(
        told,
        [
            // 5 km brings nothing; the next step does.
            (WishField::Distance, RelaxedTo::Radius(10_000), 2, 1),
            (WishField::Level, RelaxedTo::Level(Level::Regular), 1, 1),
        ]
    );
    assert_eq!(relaxations[0].field.code(), "maxAfstandKm");
}

#[test]
fn a_child_is_not_led_to_lessons_for_grown_ups() {
    let finder = with(vec![a_full_offer(1)]);
    let told = |age| {
        let wishes = Wishes {
            age: Some(age),
            ..all_wishes()
        };
        let answer = finder.search(&wishes, TODAY);
        assert_eq!(answer.total, 0);
        let relaxations = answer.relaxations.iter();
        relaxations.map(|found| found.field).collect::<Vec<_>>()
    };
    assert_eq!(told(54), [WishField::Age]);
    assert_eq!(told(18), [WishField::Age]);
    assert_eq!(told(17), []);
}

#[test]
fn a_price_that_nobody_told_passes_no_limit_and_is_counted_as_not_told() {
    let asks = |number, price: Option<(u32, Per)>| Offer {
        price: price.map(|(cents, per)| Price { cents, per }),
        season: None,
        ..a_full_offer(number)
    };
    let offers = vec![
        asks(1, Some((2_000, Per::Month))),
        asks(2, Some((2_001, Per::Month))),
        asks(3, None),
        // What is paid once, or for a season of unknown length, says nothing of a month.
        asks(4, Some((100, Per::Once))),
        asks(5, Some((100, Per::Season(None)))),
    ];
    let answer = with(offers).search(&all_wishes(), TODAY);
    let found: Vec<_> = answer.hits.iter().map(|hit| hit.offer.id).collect();
    assert_eq!(found, [an_offer(1).id]);
    let told: Vec<_> = answer
        .relaxations
        .iter()
        .map(|found| (found.field, found.extra, found.unknown))
        .collect();
    assert_eq!(told, [(WishField::Price, 1, 3)]);
}

#[test]
fn enough_found_relaxes_nothing() {
    let finder = with((0..30).map(a_full_offer).collect());
    let wishes = |take| Wishes {
        take,
        radius_m: 0,
        ..all_wishes()
    };
    assert_eq!(finder.search(&wishes(20), TODAY).relaxations, []);
    assert_eq!(finder.search(&wishes(0), TODAY).relaxations, []);
}

#[test]
fn where_no_single_wish_helps_two_together_are_told_and_no_more_than_three() {
    let dear_evening = |number: usize| Offer {
        price: Some(Price {
            cents: 3_000,
            per: Per::Month,
        }),
        sessions: vec![Session {
            from: Some(time(19, 0, 0, 0)),
            ..tuesday_morning(number * 100)
        }],
        ..a_full_offer(number)
    };
    let finder = with(vec![dear_evening(1), dear_evening(2)]);
    let wishes = Wishes {
        language: None,
        text: None,
        ..all_wishes()
    };
    let answer = finder.search(&wishes, TODAY);
    assert_eq!((answer.total, answer.relaxations), (0, vec![]));
    let pair = |one, other, extra| finder::RelaxedPair {
        wishes: [one, other],
        extra,
    };
    let by_day = (WishField::Dayparts, RelaxedTo::Dropped);
    let dearer = (WishField::Price, RelaxedTo::Price(3_500));
    assert_eq!(answer.relaxed_pairs, [pair(by_day, dearer, 2)]);
    assert!(answer.nearest.is_none());

    // What fails three wishes is no pair.
    let alone = Offer {
        accessibility: Codes::NONE,
        ..dear_evening(3)
    };
    let answer = with(vec![alone.clone()]).search(&wishes, TODAY);
    assert_eq!(answer.relaxed_pairs, []);
    // A lesson further away helps with one wish more, and no further than needed.
    let further = |number: usize, metres: f64| Offer {
        venue: away(metres),
        accessibility: Codes::NONE,
        ..a_full_offer(number)
    };
    let finder = with(vec![alone, further(4, 4_000.0), further(5, 7_000.0)]);
    let ringed = finder.search(&wishes, TODAY).relaxed_pairs;
    let wider = (WishField::Distance, RelaxedTo::Radius(5_000));
    let wheels = RelaxedTo::Without(Accessibility::Wheelchair);
    assert_eq!(ringed, [pair(wider, (WishField::Accessibility, wheels), 1)]);

    // Four pairs help; the three that bring most are told.
    let many: Vec<Offer> = (0..10)
        .map(|number| {
            let offer = dear_evening(number);
            match number {
                0..4 => offer,
                4..7 => Offer {
                    level: None,
                    sessions: a_full_offer(number).sessions,
                    ..offer
                },
                7..9 => Offer {
                    ages: Ages {
                        min: Some(80),
                        max: None,
                    },
                    sessions: a_full_offer(number).sessions,
                    ..offer
                },
                _ => Offer {
                    ages: Ages::default(),
                    level: None,
                    ..a_full_offer(number)
                },
            }
        })
        .collect();
    let told = with(many).search(&wishes, TODAY).relaxed_pairs;
    let extras: Vec<usize> = told.iter().map(|pair| pair.extra).collect();
    assert_eq!(extras, [4, 3, 2]);
}

#[test]
fn what_must_never_be_is_given_up_by_two_only_where_the_form_said_it() {
    let wet = Offer {
        activity: domain::codes::Activity::Swimming,
        price: Some(Price {
            cents: 3_000,
            per: Per::Month,
        }),
        ..a_full_offer(1)
    };
    let finder = with(vec![wet]);
    let swimming = [domain::codes::Activity::Swimming].into_iter().collect();
    let by_form = Wishes {
        text: None,
        never: domain::wishes::Aversions {
            activities: swimming,
            ..Default::default()
        },
        ..all_wishes()
    };
    assert_eq!(finder.search(&by_form, TODAY).relaxed_pairs.len(), 1);
    let by_words = Wishes {
        text: Some("absoluut geen zwemmen".to_owned()),
        ..all_wishes()
    };
    let answer = finder.search(&by_words, TODAY);
    assert_eq!((answer.total, answer.relaxed_pairs), (0, vec![]));
}

#[test]
fn the_nearest_beyond_the_distance_is_told_when_nothing_is_within_it() {
    let at = |number: usize, metres: f64| Offer {
        venue: away(metres),
        ..a_full_offer(number)
    };
    let finder = with(vec![at(1, 1_900.0), at(2, 1_200.0), at(3, 1_200.0)]);
    let corner = Wishes {
        radius_m: 1_000,
        ..all_wishes()
    };
    let answer = finder.search(&corner, TODAY);
    let nearest = answer.nearest.unwrap();
    assert_eq!(answer.total, 0);
    assert_eq!(nearest.offer.id, offer_id(2));
    assert_eq!(nearest.distance_m, Some(1_200));
    // Somebody who cannot walk far, too.
    let on_foot = Wishes {
        max_way_m: Some(900),
        ..all_wishes()
    };
    let nearest = finder.search(&on_foot, TODAY).nearest.unwrap();
    assert_eq!(nearest.offer.id, offer_id(2));
    // Where something fits, or something else is in the way, nothing is.
    assert!(finder.search(&all_wishes(), TODAY).nearest.is_none());
    let cheaper = Wishes {
        age: Some(40),
        ..corner
    };
    assert!(finder.search(&cheaper, TODAY).nearest.is_none());
}
