//! What to relax, each wish by hand.

use domain::character::character_of;
use domain::codes::Codes;
use domain::daypart::Dayparts;
use domain::offer::{Level, Offer, Session};
use domain::wishes::{Aversions, Wishes};
use finder::{RelaxedTo, WishField};

use crate::{Each, Town, count, meets, sessions};

fn untold(
    (town, each): (&Town, Each),
    others: &Wishes,
    tells: impl Fn(&Offer, &Session) -> bool,
) -> usize {
    let all = sessions(town);
    each.count(all.iter().filter(|(offer, at)| {
        let session = &offer.sessions[*at];
        meets(others, offer, session) && !tells(offer, session)
    }))
}

/// Each wish dropped by hand, its steps written out.
pub fn relaxations(
    town: &Town,
    wishes: &Wishes,
    each: Each,
) -> Vec<(WishField, RelaxedTo, usize, usize)> {
    let total = count(town, wishes, each);
    if total >= wishes.take.min(20) {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut first_that_helps = |field, unknown, ways: Vec<(RelaxedTo, Wishes)>| {
        for (to, relaxed) in ways {
            let extra = count(town, &relaxed, each) - total;
            if extra > 0 {
                all.push((field, to, extra, unknown));
                return;
            }
        }
    };
    let w = wishes;
    if w.start.is_some() {
        let nowhere = Wishes {
            start: None,
            ..w.clone()
        };
        let unknown = untold((town, each), &nowhere, |offer, _| {
            offer.venue.point.is_some()
        });
        let ways = [1, 2, 3, 5, 10, 20, 40]
            .into_iter()
            .map(|km| km * 1000)
            .filter(|metres| *metres > w.radius_m)
            .map(|metres| {
                (
                    RelaxedTo::Radius(metres),
                    Wishes {
                        radius_m: metres,
                        ..w.clone()
                    },
                )
            });
        first_that_helps(WishField::Distance, unknown, ways.collect());
    }
    if let Some(way) = w.max_way_m
        && w.start.is_some()
    {
        let nowhere = Wishes {
            start: None,
            ..w.clone()
        };
        let unknown = untold((town, each), &nowhere, |offer, _| {
            offer.venue.point.is_some()
        });
        let longer = [250, 500, 1_000, 2_000, 3_000].into_iter();
        let mut ways: Vec<_> = longer
            .filter(|longer| *longer > way)
            .map(|longer| (RelaxedTo::Way(longer), Some(longer)))
            .collect();
        ways.push((RelaxedTo::Dropped, None));
        let ways = ways.into_iter().map(|(to, max_way_m)| {
            let relaxed = Wishes {
                max_way_m,
                ..w.clone()
            };
            (to, relaxed)
        });
        first_that_helps(WishField::Way, unknown, ways.collect());
    }
    if w.free_places {
        let relaxed = Wishes {
            free_places: false,
            ..w.clone()
        };
        let unknown = untold((town, each), &relaxed, |_, session| {
            session.places_left.is_some()
        });
        let ways = vec![(RelaxedTo::Dropped, relaxed)];
        first_that_helps(WishField::FreePlaces, unknown, ways);
    }
    if w.recognised.is_some() {
        let relaxed = Wishes {
            recognised: None,
            ..w.clone()
        };
        let unknown = untold((town, each), &relaxed, |offer, _| {
            offer.recognition.is_some()
        });
        let ways = vec![(RelaxedTo::Dropped, relaxed)];
        first_that_helps(WishField::Recognition, unknown, ways);
    }
    if w.max_wait.is_some() {
        let relaxed = Wishes {
            max_wait: None,
            ..w.clone()
        };
        let unknown = untold((town, each), &relaxed, |offer, _| offer.wait.is_some());
        let ways = vec![(RelaxedTo::Dropped, relaxed)];
        first_that_helps(WishField::Wait, unknown, ways);
    }
    if w.any_time {
        let relaxed = Wishes {
            any_time: false,
            ..w.clone()
        };
        let unknown = untold((town, each), &relaxed, |offer, _| {
            character_of(offer).beginning.is_some()
        });
        let ways = vec![(RelaxedTo::Dropped, relaxed)];
        first_that_helps(WishField::AnyTime, unknown, ways);
    }
    if !w.never.is_empty() {
        let relaxed = Wishes {
            never: Aversions::default(),
            ..w.clone()
        };
        let ways = vec![(RelaxedTo::Dropped, relaxed)];
        first_that_helps(WishField::Never, 0, ways);
    }
    if !w.dayparts.is_empty() {
        let relaxed = Wishes {
            dayparts: Dayparts::NONE,
            ..w.clone()
        };
        let unknown = untold((town, each), &relaxed, |_, session| {
            session.daypart().is_some()
        });
        first_that_helps(
            WishField::Dayparts,
            unknown,
            vec![(RelaxedTo::Dropped, relaxed)],
        );
    }
    if let Some(most) = w.max_level {
        let relaxed = Wishes {
            max_level: None,
            ..w.clone()
        };
        let unknown = untold((town, each), &relaxed, |offer, _| offer.level.is_some());
        let mut ways: Vec<_> = [Level::Regular, Level::Vigorous]
            .into_iter()
            .filter(|level| *level > most)
            .map(|level| {
                (
                    RelaxedTo::Level(level),
                    Wishes {
                        max_level: Some(level),
                        ..w.clone()
                    },
                )
            })
            .collect();
        ways.push((RelaxedTo::Dropped, relaxed));
        first_that_helps(WishField::Level, unknown, ways);
    }
    if let Some(most) = w.max_price {
        let relaxed = Wishes {
            max_price: None,
            ..w.clone()
        };
        let unknown = untold((town, each), &relaxed, |offer, _| {
            offer.month_price().is_some()
        });
        let mut ways: Vec<_> = [1000, 2000, 3500]
            .into_iter()
            .filter(|cents| *cents > most)
            .map(|cents| {
                (
                    RelaxedTo::Price(cents),
                    Wishes {
                        max_price: Some(cents),
                        ..w.clone()
                    },
                )
            })
            .collect();
        ways.push((RelaxedTo::Dropped, relaxed));
        first_that_helps(WishField::Price, unknown, ways);
    }
    let none = Wishes {
        accessibility: Codes::NONE,
        ..w.clone()
    };
    let unknown = untold((town, each), &none, |offer, _| {
        !offer.accessibility.is_empty()
    });
    for code in w.accessibility.iter() {
        let kept = w
            .accessibility
            .iter()
            .filter(|kept| *kept != code)
            .collect();
        let relaxed = Wishes {
            accessibility: kept,
            ..w.clone()
        };
        let ways = vec![(RelaxedTo::Without(code), relaxed)];
        first_that_helps(WishField::Accessibility, unknown, ways);
    }
    if !w.groups.is_empty() {
        let relaxed = Wishes {
            groups: Codes::NONE,
            ..w.clone()
        };
        let unknown = untold((town, each), &relaxed, |offer, _| !offer.groups.is_empty());
        first_that_helps(
            WishField::Group,
            unknown,
            vec![(RelaxedTo::Dropped, relaxed)],
        );
    }
    if !w.guidance.is_empty() {
        let relaxed = Wishes {
            guidance: Codes::NONE,
            ..w.clone()
        };
        let unknown = untold((town, each), &relaxed, |offer, _| {
            !offer.guidance.is_empty()
        });
        first_that_helps(
            WishField::Guidance,
            unknown,
            vec![(RelaxedTo::Dropped, relaxed)],
        );
    }
    if !w.activities.is_empty() {
        let relaxed = Wishes {
            activities: Codes::NONE,
            ..w.clone()
        };
        first_that_helps(
            WishField::Activities,
            0,
            vec![(RelaxedTo::Dropped, relaxed)],
        );
    }
    if w.age.is_some_and(|age| age >= 18) {
        let relaxed = Wishes {
            age: None,
            ..w.clone()
        };
        let told = |offer: &Offer, _: &Session| offer.ages.min.or(offer.ages.max).is_some();
        let unknown = untold((town, each), &relaxed, told);
        first_that_helps(WishField::Age, unknown, vec![(RelaxedTo::Dropped, relaxed)]);
    }
    if w.self_reliance.is_some() {
        let relaxed = Wishes {
            self_reliance: None,
            ..w.clone()
        };
        let unknown = untold((town, each), &relaxed, |offer, _| {
            !offer.self_reliance.is_empty()
        });
        first_that_helps(
            WishField::SelfReliance,
            unknown,
            vec![(RelaxedTo::Dropped, relaxed)],
        );
    }
    all.sort_by_key(|relaxation| std::cmp::Reverse(relaxation.2));
    all
}
