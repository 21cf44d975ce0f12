//! "Uw gemiste vraag is nu aanbod": when an offer appears or changes so that it fits a wish for which
//! nothing fitted, whoever reported it hears, once. The same offers are compared with what coaches
//! saved for their clients ([`crate::saved_wishes`]).

use std::collections::HashMap;

use domain::ids::OfferId;
use domain::notice::AccountNotice;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use store::unmet::{self, OpenWish};
use store::{feed, leases, outbox};

use crate::match_saved_wishes::match_fresh;
use crate::search::{WishesDraft, read_wishes};
use crate::{ActionError, Bridge};

/// So many of the best hits are looked through for one that is new.
const LOOKED_AT: usize = 500;

/// Compares what is new among the offers with the wishes that nothing met. Gives how many wishes are
/// met now. Of all nodes, one compares.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn meet_demand(bridge: &Bridge, node: &str) -> Result<usize, ActionError> {
    let fresh: HashMap<OfferId, Timestamp> = {
        let mut reading = bridge.store().read().await?;
        let fresh = unmet::to_compare(&mut reading).await?;
        fresh.into_iter().collect()
    };
    let last = fresh.keys().max_by_key(|id| id.to_string()).copied();
    let newest = fresh.values().max().copied();
    let (Some(last), Some(newest)) = (last, newest) else {
        return Ok(0);
    };
    // What is compared is what people find: it must be in memory first.
    bridge.refresh().await?;
    let now = bridge.now();
    let until = now
        .checked_add(SignedDuration::from_secs(60))
        .unwrap_or(now);
    let mut tx = bridge.store().begin().await?;
    if !leases::take(&mut tx, "gemist-aanbod", node, until, now).await? {
        return Ok(0);
    }
    let open = unmet::open(&mut tx, newest).await?;
    let fit = open
        .iter()
        .filter_map(|wish| Some((wish, fitting(bridge, wish, &fresh)?)));
    let first_met = unmet::met(&mut tx, &fit.collect::<Vec<_>>(), now).await?;
    let told: Vec<_> = open
        .iter()
        .filter(|wish| first_met.contains(&wish.id))
        .map(|wish| (wish.municipality, wish.id))
        .collect();
    outbox::insert_for_accounts(&mut tx, AccountNotice::DemandMet, &told, now).await?;
    match_fresh(bridge, &mut tx, &fresh, now).await?;
    unmet::compared(&mut tx, last, newest).await?;
    if !told.is_empty() {
        feed::add(&mut tx, "gemist-aanbod", "vervuld", now).await?;
    }
    tx.commit().await?;
    if !told.is_empty() {
        bridge.ring();
    }
    Ok(told.len())
}

/// The best offer that fits a wish and is newer than it.
fn fitting(
    bridge: &Bridge,
    wish: &OpenWish,
    fresh: &HashMap<OfferId, Timestamp>,
) -> Option<OfferId> {
    let newer = |id: &OfferId| fresh.get(id).is_some_and(|at| *at > wish.made_at);
    if !fresh.keys().any(newer) {
        return None;
    }
    let mut wishes = read_wishes(bridge, &draft_of(wish)).ok()?;
    wishes.take = LOOKED_AT;
    let today = domain::calendar::day_of(bridge.now());
    let answer = bridge.finder().search(&wishes, today);
    let mut hits = answer.hits.iter().map(|hit| hit.offer.id);
    hits.find(newer)
}

/// The search that a reported wish was, as far as it was kept.
fn draft_of(wish: &OpenWish) -> WishesDraft {
    let kept: Value = serde_json::from_str(&wish.wish).unwrap_or_default();
    let number = |key: &str| kept.get(key).and_then(Value::as_i64);
    let text = |key: &str| {
        let word = kept.get(key).and_then(Value::as_str);
        word.unwrap_or_default().to_owned()
    };
    let codes = |key: &str| -> Vec<String> {
        let list = kept.get(key).and_then(Value::as_array);
        let words = list.into_iter().flatten().filter_map(Value::as_str);
        words.map(str::to_owned).collect()
    };
    let flag = |key: &str| kept.get(key).and_then(Value::as_bool).unwrap_or_default();
    WishesDraft {
        postcode: wish.postcode.clone().unwrap_or_default(),
        max_distance_km: kept.get("maxAfstandKm").and_then(Value::as_f64),
        max_way_m: number("maxMeters"),
        age: number("leeftijdVanaf"),
        dayparts: codes("dagdelen"),
        max_level: number("maxNiveau"),
        self_reliance: text("zelfstandigheid"),
        guidance: codes("begeleiding"),
        accessibility: codes("toegankelijkheid"),
        groups: codes("groep"),
        language: text("taal"),
        max_price: number("maxPrijsInCenten"),
        activities: codes("activiteiten"),
        free_places: flag("alleenVrijePlekken"),
        recognised: text("erkendeInterventie"),
        max_wait: text("maxWachttijd"),
        any_time: flag("altijdInstromen"),
        likes: codes("plezier"),
        rather_not: codes("lieverNiet"),
        never: codes("niet"),
        ..WishesDraft::default()
    }
}
