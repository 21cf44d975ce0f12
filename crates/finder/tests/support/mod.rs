//! Invented offers and wishes by number: the same number, the same town.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use domain::codes::{
    Accessibility, Activity, Codes, Delight, Group, Guidance, Language, Listed, Recognition,
    SelfReliance, Wait,
};
use domain::daypart::Dayparts;
use domain::geo::Point;
use domain::ids::{OfferId, OrganisationId, SessionId};
use domain::offer::{Ages, Level, Offer, OfferStatus, Session, Venue};
use domain::price::{Per, Price};
use domain::wishes::{Aversions, Wishes};
use jiff::civil::{Date, Weekday, date, time};
use uuid::Uuid;

pub const TODAY: Date = date(2026, 11, 22);

/// Marsaglia's xorshift: chance that can be repeated.
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Self {
        let mut chance = Self(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) | 1);
        for _ in 0..8 {
            chance.next();
        }
        chance
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end.max(1)
    }

    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Mostly few codes, sometimes none.
    pub fn codes<T: Listed>(&mut self, most: usize) -> Codes<T> {
        (0..self.below(most + 1))
            .map(|_| *self.pick(T::ALL))
            .collect()
    }

    /// A place within some kilometres of the invented town's middle.
    pub fn point(&mut self) -> Point {
        let mut degrees = |middle: f64| middle + (self.below(160_001) as f64 - 80_000.0) / 1e6;
        Point {
            lat: degrees(51.7),
            lon: degrees(5.3),
        }
    }
}

pub fn offer_id(number: usize) -> OfferId {
    OfferId::new(Uuid::from_u128(0x0FFE << 64 | number as u128))
}

/// A plain offer with one session; tests change what they are about.
pub fn an_offer(number: usize) -> Offer {
    let home = "GM9001".parse().unwrap();
    let club = OrganisationId::new(Uuid::from_u128(1));
    Offer {
        provider_name: "De Veerkracht".to_owned(),
        title: "Bewegen in de buurt".to_owned(),
        venue: Venue {
            point: Point::new(51.7, 5.3),
            ..Venue::default()
        },
        status: OfferStatus::Visible,
        sessions: vec![a_session(number * 100)],
        ..Offer::untold(offer_id(number), home, club, Activity::Walking)
    }
}

pub fn session_id(number: usize) -> SessionId {
    SessionId::new(Uuid::from_u128(0x5E55 << 64 | number as u128))
}

pub fn a_session(number: usize) -> Session {
    Session {
        id: session_id(number),
        day: None,
        by_appointment: false,
        from: None,
        to: None,
        places_left: None,
        status: OfferStatus::Visible,
    }
}

const TITLES: [&str; 10] = [
    "Rustig wandelen",
    "Ouderengym",
    "Gym voor ouderen",
    "Nordic walking",
    "Zwemmen 55+",
    "Stoelyoga",
    "Badminton",
    "Wandelgroep met koffie",
    "Aquajoggen",
    "Dansen op muziek",
];
const LIKE: [&str; 6] = [
    "",
    "",
    "Instromen kan altijd, op muziek.",
    "Nieuwe cursus start in mei",
    "In het park, zonder wedstrijden",
    "Met toernooi",
];
const PROVIDERS: [&str; 4] = [
    "De Veerkracht",
    "Zwembad De Plons",
    "SV Beweging",
    "Wijkhuis Oost",
];

/// Some offer of an invented town, with gaps as sources have them.
pub fn some_offer(chance: &mut Chance, number: usize) -> Offer {
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Thursday,
        Weekday::Sunday,
    ];
    let sessions = (0..chance.below(4))
        .map(|at| Session {
            id: session_id(number * 100 + at),
            day: (!chance.one_in(6)).then(|| *chance.pick(&days)),
            by_appointment: false,
            from: (!chance.one_in(6)).then(|| time(chance.below(24) as i8, 0, 0, 0)),
            to: None,
            places_left: (!chance.one_in(2)).then(|| chance.below(4) as u16 * 200),
            status: if chance.one_in(10) {
                OfferStatus::Ended
            } else {
                OfferStatus::Visible
            },
        })
        .collect();
    let per = *chance.pick(&[
        Per::Lesson,
        Per::Month,
        Per::Quarter,
        Per::Year,
        Per::Card(10),
        Per::Course(Some(12)),
        Per::Season(None),
        Per::Once,
    ]);
    Offer {
        title: (*chance.pick(&TITLES)).to_owned(),
        provider_name: (*chance.pick(&PROVIDERS)).to_owned(),
        activity: *chance.pick(&Activity::ALL[..8]),
        description: chance
            .one_in(2)
            .then(|| format!("{} bij ons. {}", chance.pick(&TITLES), chance.pick(&LIKE))),
        recognition: chance.one_in(4).then(|| *chance.pick(Recognition::ALL)),
        wait: chance.one_in(2).then(|| *chance.pick(Wait::ALL)),
        venue: Venue {
            // Few places, so that equal distances occur.
            point: (!chance.one_in(8)).then(|| Chance::of(chance.below(60) as u64).point()),
            ..Venue::default()
        },
        ages: Ages {
            min: chance.one_in(2).then(|| chance.below(80) as u8),
            max: chance.one_in(3).then(|| 40 + chance.below(80) as u8),
        },
        level: Level::from_number(chance.below(4) as u8),
        guidance: chance.codes(2),
        self_reliance: chance.codes(2),
        accessibility: chance.codes(4),
        groups: chance.codes(2),
        languages: chance.codes(2),
        price: (!chance.one_in(5)).then(|| Price {
            cents: chance.below(60) as u32 * 100,
            per,
        }),
        confirmed_on: (!chance.one_in(5))
            .then(|| TODAY.saturating_sub(jiff::Span::new().days(chance.below(300) as i64 - 5))),
        paid_weeks: chance.one_in(4).then_some(16),
        status: if chance.one_in(12) {
            OfferStatus::Ended
        } else {
            OfferStatus::Visible
        },
        sessions,
        ..an_offer(number)
    }
}

fn some_aversions(chance: &mut Chance) -> Aversions {
    Aversions {
        delights: chance.codes(1),
        activities: (0..chance.below(3))
            .map(|_| *chance.pick(&Activity::ALL[..8]))
            .collect(),
    }
}

/// Somebody's wishes: mostly a few, sometimes many.
pub fn some_wishes(chance: &mut Chance) -> Wishes {
    let rare = 1 + chance.below(5);
    let mut wish = |times: usize| chance.one_in(times);
    let (start, parts, level, class) = (!wish(8), wish(rare), wish(rare), wish(rare * 2));
    let (guided, fit, group, spoken) = (wish(rare * 2), wish(rare * 2), wish(rare * 2), wish(3));
    let (priced, active, aged, said) = (wish(rare), wish(rare * 2), wish(rare), wish(3));
    let (near, free, known, open) = (wish(6), wish(rare * 3), wish(rare * 3), wish(rare * 3));
    let (fresh, likes, dislikes, never) = (wish(4), wish(3), wish(3), wish(5));
    let waits = wish(rare * 3);
    let texts = [
        "wandelen",
        "zwemen",
        "ouderen gymnastiek",
        "gym",
        "rustig de het",
        "qwertz",
        "55+",
    ];
    Wishes {
        start: start.then(|| chance.point()),
        radius_m: *chance.pick(&[0, 500, 1_000, 2_500, 5_000, 10_000, 45_000]),
        age: aged.then(|| chance.below(130) as u8),
        dayparts: if parts {
            Dayparts::from_bits(chance.next() as u32 & chance.next() as u32)
        } else {
            Dayparts::NONE
        },
        max_level: if level {
            Level::from_number(1 + chance.below(3) as u8)
        } else {
            None
        },
        self_reliance: class.then(|| *chance.pick(SelfReliance::ALL)),
        guidance: if guided {
            chance.codes::<Guidance>(3)
        } else {
            Codes::NONE
        },
        accessibility: if fit {
            chance.codes::<Accessibility>(2)
        } else {
            Codes::NONE
        },
        groups: if group {
            chance.codes::<Group>(3)
        } else {
            Codes::NONE
        },
        language: spoken.then(|| *chance.pick(Language::ALL)),
        schemes_pay: *chance.pick(&[0, 0, 0, 1_000, u32::MAX]),
        max_price: priced.then(|| *chance.pick(&[0, 500, 1_000, 2_000, 2_500, 9_000, u32::MAX])),
        activities: if active {
            (0..3).map(|_| *chance.pick(&Activity::ALL[..8])).collect()
        } else {
            Codes::NONE
        },
        max_way_m: near.then(|| *chance.pick(&[0, 100, 700, 1_500, 4_000, 90_000])),
        free_places: free,
        recognised: known.then(|| *chance.pick(Recognition::ALL)),
        max_wait: waits.then(|| *chance.pick(Wait::ALL)),
        any_time: open,
        confirmed_within_days: fresh.then(|| *chance.pick(&[0, 30, 90, 400])),
        likes: if likes {
            chance.codes::<Delight>(3)
        } else {
            Codes::NONE
        },
        rather_not: if dislikes {
            some_aversions(chance)
        } else {
            Aversions::default()
        },
        never: if never {
            some_aversions(chance)
        } else {
            Aversions::default()
        },
        text: said.then(|| (*chance.pick(&texts)).to_owned()),
        skip: if chance.one_in(4) {
            chance.below(30)
        } else {
            0
        },
        take: *chance.pick(&[0, 1, 5, 20, 20, 100]),
    }
}
