//! A provider's own offers, for the page on which it says that they are still right.

use std::sync::Arc;

use domain::offer::Offer;
use domain::organisation::Role;
use finder::CatalogueQuery;

use crate::{ActionError, Bridge, Caller};

/// The visible offers of the caller's organisation, by title.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no provider.
pub fn own_offers(bridge: &Bridge, caller: &Caller) -> Result<Vec<Arc<Offer>>, ActionError> {
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    if !member.roles.has(Role::Provider) {
        return Err(ActionError::Forbidden);
    }
    let everything = CatalogueQuery {
        take: usize::MAX,
        ..CatalogueQuery::default()
    };
    let found = bridge.finder().catalogue(&everything);
    Ok(found
        .offers
        .into_iter()
        .map(|entry| entry.offer)
        .filter(|offer| offer.provider == member.organisation)
        .collect())
}
