//! A provider as its page shows it: what everybody reads, from memory, and what only who refers
//! reads beside that.

use std::collections::HashMap;
use std::sync::Arc;

use domain::answering::AnswerPace;
use domain::ids::{OfferId, OrganisationId};
use domain::offer::Offer;
use domain::organisation::Organisation;
use domain::policy::{Verb, may};
use jiff::Timestamp;
use store::answering;

use crate::{ActionError, Bridge, Caller};

/// So many of a provider's offers stand on its page.
pub const MOST_SHOWN: usize = 40;

/// What everybody reads.
#[derive(Clone, Debug)]
pub struct ProviderPage {
    /// Who it is.
    pub provider: Organisation,
    /// Its offers that are shown, by title; no more than [`MOST_SHOWN`].
    pub offers: Vec<Arc<Offer>>,
    /// How many there are in all.
    pub total: usize,
}

/// What who refers reads beside that.
#[derive(Clone, Debug, Default)]
pub struct ForReferrers {
    /// How quickly it usually answers; none when too little is known.
    pub pace: Option<AnswerPace>,
    /// When the service point last looked at an offer, and at which points of its checklist.
    pub looked_at: HashMap<OfferId, LookedAt>,
}

/// That the service point looked at an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedAt {
    /// When.
    pub at: Timestamp,
    /// The points, of [`crate::judge_offers::CHECKS`].
    pub points: Vec<&'static str>,
}

/// A provider with something to show, a club or a team of coaches that holds a group; from memory.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such organisation, or nothing of it is shown.
pub fn provider(bridge: &Bridge, id: OrganisationId) -> Result<ProviderPage, ActionError> {
    let found = bridge.organisation(id).ok_or(ActionError::NotFound)?;
    let all = bridge.offers_of(id);
    if all.is_empty() {
        return Err(ActionError::NotFound);
    }
    let shown = all.iter().take(MOST_SHOWN);
    Ok(ProviderPage {
        provider: found.organisation,
        offers: shown.filter_map(|id| bridge.finder().offer(id)).collect(),
        total: all.len(),
    })
}

/// Whether the caller reads what is for who refers.
#[must_use]
pub fn may_read(caller: &Caller) -> bool {
    may(&caller.actor, Verb::Refer)
}

/// What who refers reads beside a provider's page. No more than a median and dates: nothing of a
/// resident.
///
/// # Errors
/// [`ActionError::Forbidden`] for who does not refer; when the store cannot be read.
pub async fn for_referrers(
    bridge: &Bridge,
    caller: &Caller,
    provider: &Organisation,
) -> Result<ForReferrers, ActionError> {
    if !may_read(caller) {
        return Err(ActionError::Forbidden);
    }
    let mut reading = bridge.store().read().await?;
    let met = answering::met(&mut reading, provider.id).await?;
    let looked_at = answering::looked_at(&mut reading, provider.municipality, provider.id).await?;
    Ok(ForReferrers {
        pace: AnswerPace::of(&met),
        looked_at: looked_at
            .into_iter()
            .map(|(offer, (at, words))| {
                (
                    offer,
                    LookedAt {
                        at,
                        points: points(&words),
                    },
                )
            })
            .collect(),
    })
}

/// The points of the checklist that are known.
fn points(words: &str) -> Vec<&'static str> {
    let known = crate::judge_offers::CHECKS.into_iter();
    known
        .filter(|check| words.split_whitespace().any(|word| word == *check))
        .collect()
}

/// The providers with something to show, for a list of all addresses; at most `most`.
#[must_use]
pub fn first(bridge: &Bridge, most: usize) -> Vec<OrganisationId> {
    bridge.providers_shown(most)
}
