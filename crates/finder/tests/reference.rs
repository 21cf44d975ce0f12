//! The finder against a search that is slow and obvious: the same set, order, scores, facets and
//! relaxations for thousands of random wishes, and after random changes.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;

use domain::codes::Codes;
use domain::daypart::Dayparts;
use domain::offer::{Level, Offer, OfferStatus, Session};
use domain::wishes::Wishes;
use finder::{Attention, Fact, Finder, RelaxedTo, WishField};
use support::{Chance, TODAY, offer_id, some_offer, some_wishes};

type Town = BTreeMap<usize, Offer>;

fn sessions(town: &Town) -> Vec<(&Offer, usize)> {
    let visible = town
        .values()
        .filter(|offer| offer.status == OfferStatus::Visible);
    let mut all = Vec::new();
    for offer in visible {
        for (at, session) in offer.sessions.iter().enumerate() {
            if session.status == OfferStatus::Visible {
                all.push((offer, at));
            }
        }
    }
    all
}

fn metres(wishes: &Wishes, offer: &Offer) -> Option<f64> {
    Some(wishes.start?.metres_to(offer.venue.point?).round())
}

fn meets(wishes: &Wishes, offer: &Offer, session: &Session) -> bool {
    if wishes.start.is_some() {
        match metres(wishes, offer) {
            Some(metres) if metres <= f64::from(wishes.radius_m) => {}
            _ => return false,
        }
    }
    if let Some(age) = wishes.age {
        let (min, max) = (offer.ages.min, offer.ages.max);
        if min.is_none() && max.is_none() {
            return false;
        }
        if min.is_some_and(|min| age < min) || max.is_some_and(|max| age > max) {
            return false;
        }
    }
    if !wishes.dayparts.is_empty()
        && !session
            .daypart()
            .is_some_and(|part| wishes.dayparts.contains(part))
    {
        return false;
    }
    if let Some(most) = wishes.max_level
        && offer.level.is_none_or(|level| level > most)
    {
        return false;
    }
    if let Some(class) = wishes.self_reliance
        && !offer.self_reliance.contains(class)
    {
        return false;
    }
    if let Some(most) = wishes.max_price
        && offer.month_price().is_none_or(|price| price > most)
    {
        return false;
    }
    (wishes.guidance.is_empty() || offer.guidance.contains_any(wishes.guidance))
        && (wishes.groups.is_empty() || offer.groups.contains_any(wishes.groups))
        && offer.accessibility.contains_all(wishes.accessibility)
        && (wishes.activities.is_empty() || wishes.activities.contains(offer.activity))
}

/// The score as documented: the sum of the parts, and that in hundredths before rounding; `text` is the share of the words.
fn score(wishes: &Wishes, offer: &Offer, session: &Session, text: Option<f64>) -> (f64, f64) {
    let mut parts = Vec::new();
    if wishes.start.is_some() {
        let radius = f64::from(wishes.radius_m);
        let metres = metres(wishes, offer).unwrap();
        parts.push((
            30.0,
            if radius > 0.0 {
                1.0 - metres / radius
            } else {
                1.0
            },
        ));
    }
    if !wishes.dayparts.is_empty() {
        parts.push((15.0, 1.0));
    }
    if let Some(most) = wishes.max_level {
        let below = most as u8 - offer.level.unwrap() as u8;
        parts.push((15.0, 1.0 - f64::from(below) / 4.0));
    }
    if let Some(most) = wishes.max_price {
        let price = f64::from(offer.month_price().unwrap());
        parts.push((
            10.0,
            if most > 0 {
                1.0 - price / f64::from(most)
            } else {
                1.0
            },
        ));
    }
    let days = offer
        .confirmed_on
        .map(|day| f64::from((TODAY - day).get_days().max(0)));
    parts.push((10.0, days.map_or(0.0, |days| (1.0 - days / 180.0).max(0.0))));
    parts.push((
        5.0,
        match session.places_left {
            None => 0.5,
            Some(0) => 0.0,
            Some(_) => 1.0,
        },
    ));
    if let Some(language) = wishes.language {
        parts.push((
            10.0,
            if offer.languages.contains(language) {
                1.0
            } else {
                0.0
            },
        ));
    }
    if let Some(text) = text {
        parts.push((50.0, text));
    }
    let whole: f64 = parts.iter().map(|part| part.0).sum();
    let sum: f64 = parts.iter().map(|part| part.0 * part.1).sum();
    (sum, sum * 100.0 / whole)
}

fn count(town: &Town, wishes: &Wishes) -> usize {
    sessions(town)
        .iter()
        .filter(|(offer, at)| meets(wishes, offer, &offer.sessions[*at]))
        .count()
}

fn untold(town: &Town, others: &Wishes, tells: impl Fn(&Offer, &Session) -> bool) -> usize {
    sessions(town)
        .iter()
        .filter(|(offer, at)| {
            let session = &offer.sessions[*at];
            meets(others, offer, session) && !tells(offer, session)
        })
        .count()
}

/// Each wish dropped by hand, its steps written out.
fn relaxations(town: &Town, wishes: &Wishes) -> Vec<(WishField, RelaxedTo, usize, usize)> {
    let total = count(town, wishes);
    if total >= wishes.take.min(20) {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut first_that_helps = |field, unknown, ways: Vec<(RelaxedTo, Wishes)>| {
        for (to, relaxed) in ways {
            let extra = count(town, &relaxed) - total;
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
        let unknown = untold(town, &nowhere, |offer, _| offer.venue.point.is_some());
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
    if !w.dayparts.is_empty() {
        let relaxed = Wishes {
            dayparts: Dayparts::NONE,
            ..w.clone()
        };
        let unknown = untold(town, &relaxed, |_, session| session.daypart().is_some());
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
        let unknown = untold(town, &relaxed, |offer, _| offer.level.is_some());
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
        let unknown = untold(town, &relaxed, |offer, _| offer.price.is_some());
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
    let unknown = untold(town, &none, |offer, _| !offer.accessibility.is_empty());
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
        let unknown = untold(town, &relaxed, |offer, _| !offer.groups.is_empty());
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
        let unknown = untold(town, &relaxed, |offer, _| !offer.guidance.is_empty());
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
    if w.age.is_some() {
        let relaxed = Wishes {
            age: None,
            ..w.clone()
        };
        let told = |offer: &Offer, _: &Session| offer.ages.min.or(offer.ages.max).is_some();
        let unknown = untold(town, &relaxed, told);
        first_that_helps(WishField::Age, unknown, vec![(RelaxedTo::Dropped, relaxed)]);
    }
    if w.self_reliance.is_some() {
        let relaxed = Wishes {
            self_reliance: None,
            ..w.clone()
        };
        let unknown = untold(town, &relaxed, |offer, _| !offer.self_reliance.is_empty());
        first_that_helps(
            WishField::SelfReliance,
            unknown,
            vec![(RelaxedTo::Dropped, relaxed)],
        );
    }
    all.sort_by_key(|relaxation| std::cmp::Reverse(relaxation.2));
    all
}

fn facets(hits: &[(&Offer, usize)]) -> BTreeMap<(&'static str, String), u32> {
    let mut counts = BTreeMap::new();
    let mut add = |list, value: String| *counts.entry((list, value)).or_insert(0) += 1;
    for (offer, at) in hits {
        add("activiteit", offer.activity.code().to_owned());
        if let Some(part) = offer.sessions[*at].daypart() {
            add("dagdeel", part.code());
        }
        if let Some(level) = offer.level {
            add("niveau", (level as u8).to_string());
        }
        offer
            .guidance
            .iter()
            .for_each(|code| add("begeleiding", code.code().to_owned()));
        offer
            .accessibility
            .iter()
            .for_each(|code| add("toegankelijkheid", code.code().to_owned()));
        offer
            .groups
            .iter()
            .for_each(|code| add("groep", code.code().to_owned()));
        let band = match offer.month_price() {
            None => continue,
            Some(0) => "0",
            Some(1..=1000) => "1000",
            Some(1001..=2000) => "2000",
            Some(2001..=3500) => "3500",
            Some(_) => "meer",
        };
        add("prijs", band.to_owned());
    }
    counts
}

/// Compares one search in full. The words' share is taken from an index built from nothing, so
/// that after changes it must be what it would have been.
fn compare(finder: &Finder, fresh: &Finder, town: &Town, wishes: &Wishes) {
    let answer = finder.search(wishes, TODAY);
    let mut hits = sessions(town);
    hits.retain(|(offer, at)| meets(wishes, offer, &offer.sessions[*at]));
    assert_eq!(answer.total, hits.len(), "{wishes:?}");

    let mut counted = BTreeMap::new();
    for (list, values) in answer.facets.by_code() {
        for (value, count) in values {
            counted.insert((list, value), count);
        }
    }
    assert_eq!(counted, facets(&hits), "{wishes:?}");

    let found: Vec<_> = answer
        .relaxations
        .iter()
        .map(|relaxation| {
            (
                relaxation.field,
                relaxation.to,
                relaxation.extra,
                relaxation.unknown,
            )
        })
        .collect();
    let mut expected = relaxations(town, wishes);
    // Equals stand in the order of the fields.
    expected.sort_by_key(|relaxation| (std::cmp::Reverse(relaxation.2), relaxation.0));
    assert_eq!(found, expected, "{wishes:?}");

    for hit in &answer.hits {
        let sum: u32 = hit
            .reasons
            .iter()
            .map(|reason| u32::from(reason.contribution))
            .sum();
        assert_eq!(sum, u32::from(hit.score), "{:?}", hit.reasons);
    }

    let page = |hits: &[finder::Hit]| -> Vec<_> {
        hits.iter()
            .map(|hit| {
                (
                    hit.session().id,
                    hit.score,
                    hit.reasons.clone(),
                    hit.attention.clone(),
                )
            })
            .collect()
    };
    let again = fresh.search(wishes, TODAY);
    assert_eq!(page(&answer.hits), page(&again.hits), "{wishes:?}");

    if wishes.text.is_none() {
        let mut ranked: Vec<_> = hits
            .iter()
            .map(|(offer, at)| {
                let session = &offer.sessions[*at];
                (score(wishes, offer, session, None), session.id)
            })
            .collect();
        ranked.sort_by(|one, other| {
            let (a, b) = ((one.0.0 * 1e6).round(), (other.0.0 * 1e6).round());
            b.total_cmp(&a).then(one.1.cmp(&other.1))
        });
        let ids: Vec<_> = ranked
            .iter()
            .skip(wishes.skip)
            .take(wishes.take)
            .map(|(_, id)| *id)
            .collect();
        let found: Vec<_> = answer.hits.iter().map(|hit| hit.session().id).collect();
        assert_eq!(found, ids, "{wishes:?}");
        for (hit, ((_, score), _)) in answer.hits.iter().zip(ranked.iter().skip(wishes.skip)) {
            let off = (f64::from(hit.score) - score).abs();
            assert!(off <= 0.5 + 1e-9, "{} is not {score} rounded", hit.score);
        }
    } else {
        // How well words fit is tested by itself (tests/words.rs); here, that it only ranks.
        assert!(
            answer
                .hits
                .windows(2)
                .all(|pair| pair[0].score >= pair[1].score),
            "{wishes:?}"
        );
        for hit in &answer.hits {
            let said = hit
                .reasons
                .iter()
                .any(|reason| matches!(reason.fact, Fact::Text { .. }));
            assert_ne!(said, hit.attention.contains(&Attention::WordsNotFound));
            let least = score(wishes, &hit.offer, hit.session(), Some(0.0)).1;
            let most = score(
                wishes,
                &hit.offer,
                hit.session(),
                Some(f64::from(u8::from(said))),
            )
            .1;
            let score = f64::from(hit.score);
            assert!(
                least - 0.5 <= score + 1e-9 && score - 1e-9 <= most + 0.5,
                "{hit:?}"
            );
        }
    }
}

#[test]
fn thousands_of_random_wishes_get_the_obvious_answer() {
    let mut chance = Chance::of(1);
    let town: Town = (0..700)
        .map(|number| (number, some_offer(&mut chance, number)))
        .collect();
    let finder = Finder::default();
    finder.replace_all(town.values().cloned().collect());
    assert_eq!(finder.len(), sessions(&town).len());
    for _ in 0..4_000 {
        compare(&finder, &finder, &town, &some_wishes(&mut chance));
    }
}

#[test]
fn after_random_changes_it_is_as_if_built_from_nothing() {
    for seed in 0..12 {
        let mut chance = Chance::of(100 + seed);
        let size = 50 + chance.below(300);
        let mut town: Town = (0..size)
            .map(|number| (number, some_offer(&mut chance, number)))
            .collect();
        let finder = Finder::default();
        finder.replace_all(town.values().cloned().collect());
        for _ in 0..40 {
            if chance.one_in(3) {
                let gone: Vec<_> = (0..chance.below(6))
                    .map(|_| chance.below(size * 2))
                    .collect();
                finder.remove(
                    &gone
                        .iter()
                        .map(|number| offer_id(*number))
                        .collect::<Vec<_>>(),
                );
                town.retain(|number, _| !gone.contains(number));
            } else {
                let most = if chance.one_in(10) { 400 } else { 8 };
                let changed: Vec<_> = (0..chance.below(most))
                    .map(|_| {
                        let number = chance.below(size * 2);
                        (number, some_offer(&mut chance, number))
                    })
                    .collect();
                finder.upsert(changed.iter().map(|(_, offer)| offer.clone()).collect());
                town.extend(changed);
            }
            assert_eq!(finder.len(), sessions(&town).len());
            let fresh = Finder::default();
            fresh.replace_all(town.values().cloned().collect());
            for _ in 0..6 {
                compare(&finder, &fresh, &town, &some_wishes(&mut chance));
            }
        }
    }
}
