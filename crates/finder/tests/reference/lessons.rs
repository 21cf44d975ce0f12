//! A hit an offer: the same order with all but each offer's best session left out, and every count
//! in offers.

use std::collections::BTreeSet;

use domain::offer::OfferStatus;
use domain::wishes::Wishes;
use finder::{Answer, Attention, Finder, Hit};

use crate::paired::pairs;
use crate::relaxed::relaxations;
use crate::support::TODAY;
use crate::{Each, Town, meets};

/// Compares a search by offer with the search by session, which is compared by hand elsewhere.
pub fn compare(finder: &Finder, town: &Town, wishes: &Wishes) {
    let everything = Wishes {
        skip: 0,
        take: usize::MAX,
        ..wishes.clone()
    };
    let by_session = finder.search(&everything, TODAY);
    let mut seen = BTreeSet::new();
    let best = by_session.hits.iter();
    let best: Vec<&Hit> = best.filter(|hit| seen.insert(hit.offer.id)).collect();
    let answer = finder.search_offers(wishes, TODAY);
    assert_eq!(answer.total, best.len(), "{wishes:?}");

    let told = |hit: &Hit| {
        let reasons = hit.reasons.clone();
        (hit.session().id, hit.score, reasons, hit.attention.clone())
    };
    let page = best.iter().skip(wishes.skip).take(wishes.take);
    let page: Vec<_> = page.map(|hit| told(hit)).collect();
    let found: Vec<_> = answer.hits.iter().map(told).collect();
    assert_eq!(found, page, "{wishes:?}");

    for hit in &answer.hits {
        let mut moments: Vec<usize> = (0..hit.offer.sessions.len())
            .filter(|at| {
                let session = &hit.offer.sessions[*at];
                session.status == OfferStatus::Visible && meets(wishes, &hit.offer, session)
            })
            .collect();
        moments.retain(|at| *at != hit.session);
        let day = |at: &usize| {
            let session = &hit.offer.sessions[*at];
            let days = session.day.map(|day| day.to_monday_one_offset());
            (days.unwrap_or(8), session.from, *at)
        };
        moments.sort_by_key(day);
        assert_eq!(hit.also, moments, "{wishes:?}");
    }

    if let Some(with) = answer.with_words.filter(|_| wishes.rather_not.is_empty()) {
        let holds = |hit: &&&Hit| !hit.attention.contains(&Attention::WordsNotFound);
        let before = best.iter().take(wishes.skip).filter(holds).count();
        let told = (with.total, with.before);
        assert_eq!(
            told,
            (best.iter().filter(holds).count(), before),
            "{wishes:?}"
        );
    }

    for (list, values) in answer.facets.by_code() {
        for (value, count) in values {
            if list == "activiteit" {
                let of_it = best.iter().filter(|hit| hit.offer.activity.code() == value);
                assert_eq!(count as usize, of_it.count(), "{wishes:?}");
            }
        }
    }
    let dayparts = |answer: &Answer| answer.facets.dayparts().collect::<Vec<_>>();
    assert_eq!(dayparts(&answer), dayparts(&by_session));

    let found: Vec<_> = answer
        .relaxations
        .iter()
        .map(|one| (one.field, one.to, one.extra, one.unknown))
        .collect();
    let mut expected = relaxations(town, wishes, Each::Offer);
    expected.sort_by_key(|one| (std::cmp::Reverse(one.2), one.0));
    assert_eq!(found, expected, "{wishes:?}");
    let told = answer.relaxed_pairs.iter();
    let told: Vec<_> = told.map(|pair| (pair.wishes, pair.extra)).collect();
    let by_two = match expected.is_empty() {
        true => pairs(town, wishes, Each::Offer),
        false => Vec::new(),
    };
    assert_eq!(told, by_two, "{wishes:?}");
    let id = |answer: &Answer| answer.nearest.as_ref().map(|hit| hit.session().id);
    if answer.total == 0 && wishes.take > 0 {
        assert_eq!(id(&answer), id(&by_session), "{wishes:?}");
    }
}
