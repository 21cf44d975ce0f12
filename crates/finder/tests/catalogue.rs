//! The public catalogue: what it lists, in which order, and that it leaves nothing out.
#![allow(clippy::unwrap_used)]

mod support;

use domain::codes::{Activity, Codes};
use domain::daypart::Dayparts;
use domain::geo::Point;
use domain::offer::{Offer, OfferStatus, Session, Venue};
use finder::{CatalogueQuery, Finder};
use jiff::civil::{Weekday, time};
use support::{Chance, a_session, an_offer, offer_id, some_offer};

fn with(offers: Vec<Offer>) -> Finder {
    let finder = Finder::default();
    finder.replace_all(offers);
    finder
}

fn tuesday_morning(number: usize) -> Session {
    Session {
        day: Some(Weekday::Tuesday),
        from: Some(time(10, 0, 0, 0)),
        ..a_session(number)
    }
}

#[test]
fn the_catalogue_lists_offers_without_moments_and_goes_by_distance_or_title() {
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

/// Words that mean nothing and lie far from each other, so that none stands in for another.
const WORDS: [&str; 4] = ["klotsbak", "wiebelhout", "zoefvijver", "pruttelmast"];

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
        let said = query.q.as_deref().is_none_or(|words| {
            let mut words = words.split(' ');
            words.any(|word| told.split(' ').any(|one| one == word))
        });
        if offer.status == OfferStatus::Visible && near && active && fits && said {
            let far = metres.map_or(u64::MAX, |metres| metres as u64);
            // The titles of these towns have no accents.
            listed.push((far, offer.title.to_lowercase(), offer.id, number));
        }
    }
    listed.sort();
    listed.into_iter().map(|entry| entry.3).collect()
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
