//! The finder against a search that is slow and obvious: the same set, order, scores, facets and
//! relaxations for thousands of random wishes, and after random changes.

#![allow(clippy::unwrap_used)]

mod learned;
mod lessons;
mod paired;
mod relaxed;
#[path = "../support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};

use domain::character::{Beginning, character_of};
use domain::codes::Wait;
use domain::ids::SessionId;
use domain::offer::{Offer, OfferStatus, Session};
use domain::wishes::{Aversions, Wishes};
use finder::{Attention, Experience, Fact, Finder, RelaxedTo, WishField};
use learned::{Learned, some_counts};
use paired::pairs;
use relaxed::relaxations;
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

/// The nearest of the two limits; ten metres in a straight line are thirteen along the street.
fn reach(wishes: &Wishes) -> u32 {
    let on_foot = wishes.max_way_m.map(|way| u64::from(way) * 10 / 13);
    u64::from(wishes.radius_m).min(on_foot.unwrap_or(u64::MAX)) as u32
}

/// Whether something that the aversions name is in an offer.
fn is_in(aversions: Aversions, offer: &Offer) -> bool {
    aversions.activities.contains(offer.activity)
        || (!aversions.delights.is_empty()
            && character_of(offer)
                .delights
                .contains_any(aversions.delights))
}

fn after(price: u32, wishes: &Wishes) -> u32 {
    price - wishes.schemes_pay.min(price)
}

fn meets(wishes: &Wishes, offer: &Offer, session: &Session) -> bool {
    if wishes.start.is_some() {
        match metres(wishes, offer) {
            Some(metres) if metres <= f64::from(reach(wishes)) => {}
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
        && offer
            .month_price()
            .is_none_or(|price| after(price, wishes) > most)
    {
        return false;
    }
    if wishes.free_places && session.places_left.is_none_or(|left| left == 0) {
        return false;
    }
    if let Some(least) = wishes.recognised
        && offer.recognition.is_none_or(|level| level < least)
    {
        return false;
    }
    if let Some(longest) = wishes.max_wait
        && offer.wait.is_none_or(|wait| wait > longest)
    {
        return false;
    }
    (wishes.guidance.is_empty() || offer.guidance.contains_any(wishes.guidance))
        && (wishes.groups.is_empty() || offer.groups.contains_any(wishes.groups))
        && offer.accessibility.contains_all(wishes.accessibility)
        && (wishes.activities.is_empty() || wishes.activities.contains(offer.activity))
        && (!wishes.any_time || character_of(offer).beginning == Some(Beginning::AnyTime))
        && !is_in(wishes.never, offer)
}

/// The score as documented: the sum of the parts, and that in hundredths before rounding; `text` is the share of the words.
fn score(
    wishes: &Wishes,
    offer: &Offer,
    session: &Session,
    text: Option<f64>,
    learned: Option<&Learned>,
) -> (f64, f64) {
    let mut parts = Vec::new();
    if wishes.start.is_some() {
        let radius = f64::from(reach(wishes));
        let metres = metres(wishes, offer).unwrap();
        // Half of it is gone after two kilometres, and all of it at the rim.
        let left = if radius == 0.0 {
            1.0
        } else if radius <= 4_000.0 {
            1.0 - metres / radius
        } else if metres <= 2_000.0 {
            1.0 - metres / 4_000.0
        } else {
            (radius - metres) / (radius - 2_000.0) / 2.0
        };
        parts.push((30.0, left));
    }
    if wishes.age.is_some() {
        let youngest = offer.ages.min.unwrap_or(0).min(100);
        let oldest = offer.ages.max.unwrap_or(100).min(100);
        let years = f64::from(oldest) - f64::from(youngest);
        parts.push((10.0, (1.0 - (years - 45.0) / 55.0).min(1.0)));
    }
    if !wishes.dayparts.is_empty() {
        parts.push((15.0, 1.0));
    }
    if let Some(most) = wishes.max_level {
        let below = most as u8 - offer.level.unwrap() as u8;
        parts.push((15.0, 1.0 - f64::from(below) / 4.0));
    }
    if let Some(most) = wishes.max_price {
        let price = f64::from(after(offer.month_price().unwrap(), wishes));
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
    let faded = f64::from(wishes.confirmed_within_days.unwrap_or(180));
    // Half of it is gone on the last day on which it holds, and then all of it.
    let fresh = |days: f64| {
        if days > faded {
            0.0
        } else if days > 0.0 {
            1.0 - days / faded / 2.0
        } else {
            1.0
        }
    };
    parts.push((15.0, days.map_or(0.0, fresh)));
    if !wishes.likes.is_empty() {
        let liked = wishes.likes.iter();
        let told = character_of(offer).delights;
        let met = liked.filter(|liked| told.contains(*liked));
        parts.push((
            15.0,
            met.count() as f64 / wishes.likes.iter().count() as f64,
        ));
    }
    if !wishes.rather_not.is_empty() {
        let spared = !is_in(wishes.rather_not, offer);
        parts.push((20.0, f64::from(u8::from(spared))));
    }
    let long_wait = offer.wait == Some(Wait::AMonthOrMore);
    let places = match session.places_left {
        None if long_wait => 0.0,
        None => 5.0 / 6.0,
        Some(0) => 0.0,
        Some(_) => 1.0,
    };
    if let Some(learned) = learned {
        let (share, quiet) = learned.of(offer, wishes.age);
        parts.push((10.0, share));
        parts.push((5.0, if places > 0.0 { quiet } else { 0.0 }));
    }
    parts.push((15.0, places));
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

/// What one hit is.
#[derive(Clone, Copy)]
enum Each {
    Session,
    Offer,
}

impl Each {
    fn count<'a>(self, met: impl Iterator<Item = &'a (&'a Offer, usize)>) -> usize {
        match self {
            Self::Session => met.count(),
            Self::Offer => met
                .map(|(offer, _)| offer.id)
                .collect::<BTreeSet<_>>()
                .len(),
        }
    }
}

fn count(town: &Town, wishes: &Wishes, each: Each) -> usize {
    let all = sessions(town);
    let meets = |(offer, at): &&(&Offer, usize)| meets(wishes, offer, &offer.sessions[*at]);
    each.count(all.iter().filter(meets))
}

/// The nearest of what lies too far, when nothing fits and a wider circle or a longer way helps.
fn nearest_beyond(
    town: &Town,
    wishes: &Wishes,
    total: usize,
    relaxations: &[(WishField, RelaxedTo, usize, usize)],
) -> Option<(Option<u32>, SessionId)> {
    let mut further = relaxations.iter();
    further.find(|one| total == 0 && matches!(one.0, WishField::Distance | WishField::Way))?;
    let anywhere = Wishes {
        radius_m: u32::MAX,
        max_way_m: None,
        ..wishes.clone()
    };
    let all = sessions(town).into_iter();
    let fitting = all.filter(|(offer, at)| meets(&anywhere, offer, &offer.sessions[*at]));
    fitting
        .map(|(offer, at)| {
            let metres = metres(wishes, offer).unwrap() as u32;
            (Some(metres), offer.sessions[at].id)
        })
        .min()
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
fn compare(
    finder: &Finder,
    fresh: &Finder,
    town: &Town,
    wishes: &Wishes,
    learned: Option<&Learned>,
) {
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
    let mut expected = relaxations(town, wishes, Each::Session);
    // Equals stand in the order of the fields.
    expected.sort_by_key(|relaxation| (std::cmp::Reverse(relaxation.2), relaxation.0));
    assert_eq!(found, expected, "{wishes:?}");

    let told: Vec<_> = answer
        .relaxed_pairs
        .iter()
        .map(|pair| (pair.wishes, pair.extra))
        .collect();
    let by_two = match expected.is_empty() {
        true => pairs(town, wishes, Each::Session),
        false => Vec::new(),
    };
    assert_eq!(told, by_two, "{wishes:?}");
    let nearest = answer.nearest.as_ref();
    assert_eq!(
        nearest.map(|hit| (hit.distance_m, hit.session().id)),
        nearest_beyond(town, wishes, hits.len(), &expected),
        "{wishes:?}"
    );

    for hit in answer.hits.iter().chain(nearest) {
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
                (score(wishes, offer, session, None, learned), session.id)
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
            let not_found = hit.attention.contains(&Attention::WordsNotFound);
            if is_in(wishes.rather_not, &hit.offer) {
                assert!(!said, "words speak for what is disliked: {hit:?}");
            } else {
                assert_ne!(said, not_found);
            }
            let least = score(wishes, &hit.offer, hit.session(), Some(0.0), learned).1;
            let most = score(
                wishes,
                &hit.offer,
                hit.session(),
                Some(f64::from(u8::from(said))),
                learned,
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
    for _ in 0..5_000 {
        let wishes = some_wishes(&mut chance);
        compare(&finder, &finder, &town, &wishes, None);
        lessons::compare(&finder, &town, &wishes);
    }
    let counts = some_counts(&mut chance, &town);
    finder.set_experience(Experience::from_counts(&counts));
    let learned = Learned::from(counts);
    for _ in 0..2_500 {
        let wishes = some_wishes(&mut chance);
        compare(&finder, &finder, &town, &wishes, Some(&learned));
        lessons::compare(&finder, &town, &wishes);
    }
}

#[test]
fn after_random_changes_it_is_as_if_built_from_nothing() {
    for seed in 0..12 {
        let mut chance = Chance::of(100 + seed);
        let size = 50 + chance.below(300);
        change_and_compare(&mut chance, size, 400, seed % 3 == 0);
    }
}

#[test]
fn a_large_index_under_many_changes_is_as_if_built_from_nothing() {
    for seed in 0..2 {
        // So large that changes come to lie over it in more than one layer.
        change_and_compare(&mut Chance::of(200 + seed), 3_000, 320, seed == 0);
    }
}

fn change_and_compare(chance: &mut Chance, size: usize, most_at_once: usize, learning: bool) {
    let mut town: Town = (0..size)
        .map(|number| (number, some_offer(chance, number)))
        .collect();
    let finder = Finder::default();
    finder.replace_all(town.values().cloned().collect());
    // In some towns there is something to learn from; offers that come later are new to it.
    let learned = learning.then(|| Learned::from(some_counts(chance, &town)));
    let teach = |finder: &Finder| {
        let counts = learned.as_ref().map(|learned| learned.counts.as_slice());
        finder.set_experience(Experience::from_counts(counts.unwrap_or_default()));
    };
    teach(&finder);
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
            let most = if chance.one_in(10) { most_at_once } else { 8 };
            let changed: Vec<_> = (0..chance.below(most))
                .map(|_| {
                    let number = chance.below(size * 2);
                    (number, some_offer(chance, number))
                })
                .collect();
            finder.upsert(changed.iter().map(|(_, offer)| offer.clone()).collect());
            town.extend(changed);
        }
        assert_eq!(finder.len(), sessions(&town).len());
        let fresh = Finder::default();
        teach(&fresh);
        fresh.replace_all(town.values().cloned().collect());
        for _ in 0..6 {
            let wishes = some_wishes(chance);
            compare(&finder, &fresh, &town, &wishes, learned.as_ref());
            lessons::compare(&finder, &town, &wishes);
        }
    }
}
