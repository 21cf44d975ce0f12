//! Comparing what is new among the offers with saved wishes. The new offers alone are put in an
//! index of their own, and the finder's own search is asked for each wish: what fits here is what
//! would be found, and nothing else is gone through. Each find is written down once; a look that
//! found something stands in the log.

use std::collections::HashMap;

use domain::ids::{OfferId, ResidentId};
use domain::offer::Offer;
use domain::organisation::Role;
use finder::Finder;
use jiff::Timestamp;
use jiff::civil::Date;
use store::access_log::{self, Action, Line};
use store::saved_wishes::{self, ActiveWish, Found};
use store::vault::{self, ResidentKey};
use store::{StoreError, Tx};

use crate::wishes_draft::read_wishes;
use crate::{ActionError, Bridge, Caller, kept_wishes};

/// At most so many moments of what is new are looked through for one wish.
const LOOKED_AT: usize = 500;
/// At most so many offers are found for one wish at a time: the best of a large import.
const EACH: usize = 20;

/// Compares the offers that became new or changed, each with the moment it did, with all active
/// wishes that are older. Gives for how many wishes something is new.
pub(crate) async fn match_fresh(
    bridge: &Bridge,
    tx: &mut Tx,
    fresh: &HashMap<OfferId, Timestamp>,
    now: Timestamp,
) -> Result<usize, ActionError> {
    let Some(newest) = fresh.values().max().copied() else {
        return Ok(0);
    };
    let offers = fresh.keys().filter_map(|id| bridge.finder().offer(id));
    let offers: Vec<Offer> = offers.map(|offer| (*offer).clone()).collect();
    if offers.is_empty() {
        return Ok(0);
    }
    let finder = Finder::default();
    finder.replace_all(offers);
    let today = domain::calendar::day_of(now);
    let (mut told, mut after) = (0, None);
    loop {
        let page = saved_wishes::active(tx, newest, after).await?;
        let Some(last) = page.last() else {
            return Ok(told);
        };
        after = Some(last.id);
        let residents: Vec<ResidentId> = page.iter().map(|wish| wish.resident).collect();
        let keys = tx.keys().of(&residents).await?;
        let mut found = Vec::new();
        for wish in &page {
            let Some(key) = keys.get(&wish.resident) else {
                continue;
            };
            for offer in fitting(bridge, &finder, wish, key, fresh, today)? {
                found.push(Found {
                    municipality: wish.municipality,
                    wish: wish.id,
                    offer,
                });
            }
        }
        let new = saved_wishes::found(tx, &found, now).await?;
        let met: Vec<&ActiveWish> = page.iter().filter(|wish| new.contains(&wish.id)).collect();
        let lines: Vec<Line> = met.iter().map(|wish| line(wish, now)).collect();
        access_log::write(tx, &lines).await?;
        told += met.len();
    }
}

/// The offers that fit a wish and are newer than it, best first.
fn fitting(
    bridge: &Bridge,
    finder: &Finder,
    wish: &ActiveWish,
    key: &ResidentKey,
    fresh: &HashMap<OfferId, Timestamp>,
    today: Date,
) -> Result<Vec<OfferId>, StoreError> {
    let text = vault::open_text(key, wish.resident, &wish.sealed)?;
    // A postcode that is known no more finds nothing, and is no reason to stop for others.
    let kept = kept_wishes::for_home(bridge, &text, wish.municipality);
    let Ok(mut wishes) = read_wishes(bridge, &kept) else {
        return Ok(Vec::new());
    };
    wishes.take = LOOKED_AT;
    let mut offers = Vec::new();
    for hit in finder.search(&wishes, today).hits {
        let id = hit.offer.id;
        let newer = fresh.get(&id).is_some_and(|at| *at > wish.made_at);
        if newer && offers.len() < EACH && !offers.contains(&id) {
            offers.push(id);
        }
    }
    Ok(offers)
}

fn line(wish: &ActiveWish, now: Timestamp) -> Line {
    Line {
        municipality: wish.municipality,
        at: now,
        user: None,
        role: Role::System,
        organisation: None,
        on_behalf: None,
        origin: Caller::system().origin,
        action: Action::Read,
        resident: Some(wish.resident),
        referral: Some(wish.referral),
        consent: None,
    }
}
