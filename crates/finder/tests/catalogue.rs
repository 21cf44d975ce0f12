//! The public catalogue: what it lists, in which order, and that it leaves nothing out.
#![allow(clippy::unwrap_used)]

mod support;

use std::cmp::Reverse;

use domain::codes::{Accessibility, Activity, Codes, Language};
use domain::daypart::Dayparts;
use domain::feature::{Feature, FeatureKind, Features, PartOfWeek};
use domain::geo::Point;
use domain::ids::{MunicipalityId, OfferId};
use domain::offer::{Offer, OfferStatus, Session, Trial, Venue};
use finder::{CatalogueQuery, Finder, LetGo, Recent};
use jiff::civil::{Date, Weekday, date, time};
use support::{Chance, a_session, an_offer, offer_id, some_offer};

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
        ..a_session(number)
    }
}

#[test]
fn the_catalogue_lists_offers_without_moments_and_goes_by_distance_and_title() {
    let at = |number, title: &str, point| Offer {
        title: title.to_owned(),
        venue: Venue {
            point,
            ..Venue::default()
        },
        sessions: vec![tuesday_morning(number * 100)],
        ..an_offer(number)
    };
    let finder = with(vec![
        at(1, "écht dichtbij", Point::new(51.701, 5.3)),
        at(2, "Dichtbij", Point::new(51.7, 5.3)),
        at(3, "ergens", None),
        Offer {
            sessions: Vec::new(),
            ..at(4, "Ver weg", Point::new(51.8, 5.3))
        },
    ]);
    finder.upsert(vec![at(5, "Fietsen", Point::new(51.75, 5.3))]);
    let titles = |query: &CatalogueQuery| -> Vec<String> {
        let page = finder.catalogue(query);
        page.offers
            .iter()
            .map(|entry| entry.offer.title.clone())
            .collect()
    };
    let any = CatalogueQuery::default();
    assert_eq!(
        titles(&any),
        ["Dichtbij", "écht dichtbij", "ergens", "Fietsen", "Ver weg"]
    );
    let near = CatalogueQuery {
        start: Point::new(51.7, 5.3),
        ..any.clone()
    };
    assert_eq!(
        titles(&near),
        ["Dichtbij", "écht dichtbij", "Fietsen", "Ver weg", "ergens"]
    );
    let within = CatalogueQuery {
        radius_m: Some(6_000),
        ..near.clone()
    };
    assert_eq!(titles(&within), ["Dichtbij", "écht dichtbij", "Fietsen"]);
    let second = CatalogueQuery {
        skip: 1,
        take: 2,
        ..near.clone()
    };
    assert_eq!(titles(&second), ["écht dichtbij", "Fietsen"]);
    assert_eq!(finder.catalogue(&second).total, 5);
    let evening = CatalogueQuery {
        dayparts: Dayparts::from_bits(1 << 5),
        ..any.clone()
    };
    assert_eq!(titles(&evening), [""; 0]);
    let morning = CatalogueQuery {
        dayparts: Dayparts::from_bits(1 << 3),
        ..any.clone()
    };
    assert_eq!(
        titles(&morning).len(),
        4,
        "an offer without moments is in no daypart"
    );
    let beyond = CatalogueQuery {
        skip: usize::MAX,
        ..any
    };
    assert_eq!(titles(&beyond), [""; 0]);
    assert_eq!(finder.catalogue(&near).offers[1].distance_m, Some(111));
    assert_eq!(finder.catalogue(&near).offers[1].sessions, [0]);
}

#[test]
fn what_was_confirmed_most_recently_comes_first_where_nobody_asks_what_is_near() {
    let on = |number, title: &str, confirmed_on| Offer {
        title: title.to_owned(),
        confirmed_on,
        ..an_offer(number)
    };
    let finder = with(vec![
        on(1, "Aquajoggen", None),
        on(2, "Badminton", Some(date(2026, 9, 1))),
        on(3, "Zwemmen", Some(date(2026, 11, 20))),
        on(4, "Cardio", Some(date(2026, 11, 20))),
        // Only a mistaken source confirms tomorrow.
        on(5, "Yoga", Some(date(2099, 1, 1))),
        on(6, "Darten", Some(date(2026, 11, 24))),
    ]);
    let query = CatalogueQuery {
        recent: Some(recent(Vec::new())),
        ..CatalogueQuery::default()
    };
    let expected = [6, 5, 4, 3, 2, 1].map(offer_id);
    assert_eq!(listed(&finder, &query), expected);
    let second = CatalogueQuery {
        skip: 2,
        take: 2,
        ..query
    };
    assert_eq!(listed(&finder, &second), expected[2..4]);
}

#[test]
fn what_was_not_confirmed_in_time_counts_as_farther_away() {
    let at = |number, east: f64, confirmed_on, home: &str| Offer {
        venue: Venue {
            point: Point::new(51.7, 5.3 + east),
            ..Venue::default()
        },
        confirmed_on,
        municipality: home.parse().unwrap(),
        ..an_offer(number)
    };
    let (lately, long_ago) = (Some(date(2026, 11, 1)), Some(date(2026, 6, 1)));
    let finder = with(vec![
        at(1, 0.0, long_ago, "GM9001"),
        at(2, 0.01, lately, "GM9001"),
        at(3, 0.05, lately, "GM9001"),
        at(4, 0.09, lately, "GM9001"),
        at(5, 0.001, None, "GM9001"),
        // Where half a year is in time: of its last day too.
        at(6, 0.002, long_ago, "GM9002"),
    ]);
    let query = CatalogueQuery {
        start: Point::new(51.7, 5.3),
        recent: Some(recent(vec![("GM9002".parse().unwrap(), date(2026, 6, 1))])),
        ..CatalogueQuery::default()
    };
    let expected = [6, 2, 3, 1, 5, 4].map(offer_id);
    assert_eq!(listed(&finder, &query), expected);
    // Page by page it is the same list: none is looked for too near.
    for (skip, id) in expected.into_iter().enumerate() {
        let one = CatalogueQuery {
            skip,
            take: 1,
            ..query.clone()
        };
        assert_eq!(listed(&finder, &one), [id]);
    }
    let metres = finder.catalogue(&query).offers[3].distance_m;
    assert_eq!(metres, Some(0), "it is told as it is");
}

#[test]
fn words_go_before_nearness_and_nearness_before_the_day_of_confirmation() {
    let at = |number, title: &str, description: &str, east: f64, day| Offer {
        title: title.to_owned(),
        description: Some(description.to_owned()),
        venue: Venue {
            point: Point::new(51.7, 5.3 + east),
            ..Venue::default()
        },
        activity: Activity::Other,
        confirmed_on: Some(date(2026, 11, day)),
        ..an_offer(number)
    };
    let finder = with(vec![
        at(1, "Rolstoelbasketbal", "Daarna wandelen", 0.0, 20),
        at(2, "Wandelen", "", 0.3, 1),
        at(3, "Wandelen", "", 0.2, 1),
        at(4, "Wandelen", "", 0.2, 2),
        at(5, "Schaken", "", 0.0, 20),
    ]);
    let mut query = CatalogueQuery {
        q: Some("wandelen".to_owned()),
        start: Point::new(51.7, 5.3),
        recent: Some(recent(Vec::new())),
        ..CatalogueQuery::default()
    };
    assert_eq!(listed(&finder, &query), [4, 3, 2, 1].map(offer_id));
    query.start = None;
    assert_eq!(listed(&finder, &query), [4, 2, 3, 1].map(offer_id));
}

fn recent(elsewhere: Vec<(MunicipalityId, Date)>) -> Recent {
    Recent {
        today: date(2026, 11, 24),
        since: date(2026, 8, 25),
        elsewhere,
    }
}

fn listed(finder: &Finder, query: &CatalogueQuery) -> Vec<OfferId> {
    let page = finder.catalogue(query);
    page.offers.iter().map(|entry| entry.offer.id).collect()
}

#[test]
fn with_words_the_list_of_all_and_the_list_within_reach_are_one_list() {
    let mut chance = Chance::of(11);
    let town: Vec<_> = (0..300)
        .map(|number| some_offer(&mut chance, number))
        .collect();
    let finder = with(town.clone());
    finder.upsert(town[..40].to_vec());
    let mut found = 0;
    for turn in 0..300 {
        let title = chance.pick(&town).title.clone();
        let all = CatalogueQuery {
            q: Some(format!(
                "{title} {}",
                chance.pick(&["", "rustig", "wandelen"])
            )),
            start: Some(chance.point()),
            recent: (turn % 2 == 0).then(|| recent(Vec::new())),
            take: 1_000,
            ..CatalogueQuery::default()
        };
        let reached = CatalogueQuery {
            radius_m: Some(20_000_000),
            ..all.clone()
        };
        let everywhere = listed(&finder, &all);
        let has_place = |id: &&OfferId| finder.offer(id).unwrap().venue.point.is_some();
        let with_place: Vec<OfferId> = everywhere.iter().filter(has_place).copied().collect();
        assert_eq!(listed(&finder, &reached), with_place, "{all:?}");
        let page = CatalogueQuery {
            skip: chance.below(5),
            take: 3,
            ..all
        };
        let shown = everywhere.iter().skip(page.skip).take(3).copied();
        assert_eq!(listed(&finder, &page), shown.collect::<Vec<_>>());
        found += everywhere.len();
    }
    assert!(found > 100, "{found}");
}

/// Words that mean nothing and lie far from each other, so that none stands in for another.
const WORDS: [&str; 4] = ["klotsbak", "wiebelhout", "zoefvijver", "pruttelmast"];

/// One or two things to choose by, and often none.
fn some_features(chance: &mut Chance) -> Features {
    let kinds = FeatureKind::ALL.into_iter();
    let kinds = kinds.filter(|kind| *kind != FeatureKind::Part);
    let all: Vec<Feature> = kinds.flat_map(FeatureKind::features).collect();
    let mut chosen = Features::NONE;
    for _ in 0..chance.below(3) {
        chosen.choose(*chance.pick(&all));
    }
    chosen
}

/// An offer that tells more than those of the support.
fn telling(chance: &mut Chance, number: usize) -> Offer {
    let mut offer = some_offer(chance, number);
    for need in [Accessibility::Wheelchair, Accessibility::Hearing] {
        if chance.one_in(2) {
            offer.accessibility.insert(need);
        }
    }
    if chance.one_in(3) {
        offer.languages.insert(Language::Turkish);
    }
    if chance.one_in(2) {
        offer.trial = Some(Trial::Free);
    }
    offer
}

/// Every wish that can be let go.
fn all_wishes(query: &CatalogueQuery) -> impl Iterator<Item = LetGo> {
    let others = [
        LetGo::Words,
        LetGo::Distance,
        LetGo::Activities,
        LetGo::Dayparts,
    ];
    query.features.iter().map(LetGo::Feature).chain(others)
}

/// The same question without one wish.
fn without(query: &CatalogueQuery, wish: LetGo) -> CatalogueQuery {
    let mut other = CatalogueQuery {
        counted: false,
        ..query.clone()
    };
    match wish {
        LetGo::Words => other.q = None,
        LetGo::Distance => other.radius_m = None,
        LetGo::Activities => other.activities = Codes::NONE,
        LetGo::Dayparts => other.dayparts = Dayparts::NONE,
        LetGo::Feature(one) => {
            other.features = other.features.without(std::iter::once(one).collect());
        }
    }
    other
}

#[test]
fn a_count_is_what_that_choice_would_find() {
    let mut chance = Chance::of(15);
    let town: Vec<_> = (0..400)
        .map(|number| telling(&mut chance, number))
        .collect();
    let finder = with(town.clone());
    finder.upsert(town[..40].to_vec());
    let total = |query: &CatalogueQuery| finder.catalogue(query).total;
    let (mut counted, mut let_go) = (0, 0);
    for _ in 0..150 {
        let query = CatalogueQuery {
            q: chance.one_in(3).then(|| chance.pick(&town).title.clone()),
            start: Some(chance.point()),
            radius_m: chance.one_in(2).then(|| chance.below(12_000) as u32),
            activities: match chance.one_in(3) {
                true => Activity::ALL[..4].iter().copied().collect(),
                false => Codes::NONE,
            },
            dayparts: match chance.one_in(3) {
                true => PartOfWeek::Evenings.dayparts(),
                false => Dayparts::NONE,
            },
            features: some_features(&mut chance),
            counted: true,
            take: 1,
            ..CatalogueQuery::default()
        };
        let page = finder.catalogue(&query);
        let counts = page.counted.unwrap();
        for feature in FeatureKind::ALL.into_iter().flat_map(FeatureKind::features) {
            let mut other = CatalogueQuery {
                counted: false,
                ..query.clone()
            };
            match feature {
                Feature::Part(part) => other.dayparts = part.dayparts(),
                feature => other.features.choose(feature),
            }
            assert_eq!(counts.with(feature), total(&other), "{feature:?} {query:?}");
            counted += counts.with(feature);
        }
        let brings = |wish: LetGo| total(&without(&query, wish)) - page.total;
        // Where something was found it is not told what lies beyond.
        let told = |wish: &LetGo| *wish != LetGo::Distance || page.total == 0;
        let most = all_wishes(&query).filter(told).map(brings).max();
        let most = most.filter(|brings| *brings > 0);
        assert_eq!(counts.let_go().map(|told| told.1), most, "{query:?}");
        if let Some((wish, expected)) = counts.let_go() {
            assert_eq!(brings(wish), expected, "{wish:?} {query:?}");
            let_go += 1;
        }
    }
    assert!(counted > 1_000 && let_go > 50, "{counted} {let_go}");
}

/// The catalogue, slowly: every offer is looked at.
fn looked_at_one_by_one(town: &[Offer], query: &CatalogueQuery) -> Vec<usize> {
    let mut listed = Vec::new();
    for (number, offer) in town.iter().enumerate() {
        let visible = |session: &&Session| session.status == OfferStatus::Visible;
        let mut dayparts = offer
            .sessions
            .iter()
            .filter(visible)
            .filter_map(Session::daypart);
        let metres = query
            .start
            .zip(offer.venue.point)
            .map(|(a, b)| a.metres_to(b).round());
        let near = match (query.start, query.radius_m) {
            (Some(_), Some(most)) => metres.is_some_and(|metres| metres <= f64::from(most)),
            _ => true,
        };
        let active = query.activities.is_empty() || query.activities.contains(offer.activity);
        let fits = query.dayparts.is_empty() || dayparts.any(|part| query.dayparts.contains(part));
        let told = offer.description.as_deref().unwrap_or_default();
        let asked: Vec<&str> = query.q.iter().flat_map(|words| words.split(' ')).collect();
        let holds = |word: &&&str| told.split(' ').any(|one| one == **word);
        let held = asked.iter().filter(holds).count();
        let said = asked.is_empty() || held > 0;
        let chosen = query.features.without(Features::of(offer)).is_empty();
        if offer.status == OfferStatus::Visible && near && active && fits && said && chosen {
            let recent = query.recent.as_ref();
            let late = recent.is_some_and(|it| offer.confirmed_on.is_none_or(|day| day < it.since));
            let late = if query.start.is_some() && late {
                5_000
            } else {
                0
            };
            let far = metres.map_or(u64::MAX, |metres| metres as u64 + late);
            let today = recent.map_or(Date::MAX, |recent| recent.today);
            let lately = Reverse(offer.confirmed_on.map(|day| day.min(today)));
            // The titles of these towns have no accents.
            let title = offer.title.to_lowercase();
            listed.push((Reverse(held), far, lately, title, offer.id, number));
        }
    }
    listed.sort();
    listed.into_iter().map(|entry| entry.5).collect()
}

#[test]
fn random_questions_get_what_looking_at_every_offer_gives() {
    let mut chance = Chance::of(9);
    let some_offer = |chance: &mut Chance, number| {
        let words = [(); 2].map(|()| *chance.pick(&WORDS));
        Offer {
            description: chance.one_in(2).then(|| words.join(" ")),
            ..some_offer(chance, number)
        }
    };
    let mut town: Vec<_> = (0..400)
        .map(|number| some_offer(&mut chance, number))
        .collect();
    let finder = with(town.clone());
    for turn in 0..1_500 {
        if turn % 50 == 0 {
            let number = chance.below(town.len());
            town[number] = some_offer(&mut chance, number);
            finder.upsert(vec![town[number].clone()]);
        }
        let query = CatalogueQuery {
            q: chance
                .one_in(3)
                .then(|| [(); 2].map(|()| *chance.pick(&WORDS)).join(" ")),
            start: chance.one_in(2).then(|| chance.point()),
            radius_m: chance.one_in(2).then(|| chance.below(12_000) as u32),
            activities: if chance.one_in(3) {
                (0..2).map(|_| *chance.pick(&Activity::ALL[..8])).collect()
            } else {
                Codes::NONE
            },
            dayparts: Dayparts::from_bits(if chance.one_in(3) {
                chance.next() as u32
            } else {
                0
            }),
            features: some_features(&mut chance),
            counted: false,
            recent: chance.one_in(2).then(|| recent(Vec::new())),
            skip: chance.below(30),
            take: chance.below(60),
        };
        let expected = looked_at_one_by_one(&town, &query);
        let page = finder.catalogue(&query);
        assert_eq!(page.total, expected.len(), "{query:?}");
        let ids: Vec<_> = page.offers.iter().map(|entry| entry.offer.id).collect();
        let wanted: Vec<_> = expected.iter().skip(query.skip).take(query.take).collect();
        let wanted: Vec<_> = wanted.into_iter().map(|number| offer_id(*number)).collect();
        assert_eq!(ids, wanted, "{query:?}");
    }
}
