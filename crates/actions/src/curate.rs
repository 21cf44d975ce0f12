//! The service point's care for the offer: doubtful fields looked at, and confirming an offer.

use domain::ids::OfferId;
use domain::offer::ConfirmedBy;
use domain::organisation::Role;
use domain::policy::{Verb, may};
use store::{feed, offers, reviews};

use crate::{ActionError, Bridge, Caller};

/// Marks a doubtful field as looked at.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when
/// there is no such field.
pub async fn mark_seen(bridge: &Bridge, caller: &Caller, id: &str) -> Result<(), ActionError> {
    if !may(&caller.actor, Verb::Curate) {
        return Err(ActionError::Forbidden);
    }
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    let mut tx = bridge.store().begin().await?;
    let found = reviews::mark_seen(&mut tx, member.municipality, id, bridge.now()).await?;
    tx.commit().await?;
    if found {
        Ok(())
    } else {
        Err(ActionError::NotFound)
    }
}

/// Confirms that an offer is right as it stands, today: by the service point, or by the provider
/// itself.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such offer; [`ActionError::Forbidden`] when it is
/// somebody else's.
pub async fn confirm_offer(
    bridge: &Bridge,
    caller: &Caller,
    id: OfferId,
) -> Result<(), ActionError> {
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    let Some(offer) = bridge.finder().offer(&id) else {
        return Err(ActionError::NotFound);
    };
    let own = offer.provider == member.organisation && member.roles.has(Role::Provider);
    let desk = member.roles.has(Role::ServicePoint) && offer.municipality == member.municipality;
    if !own && !desk {
        return Err(ActionError::Forbidden);
    }
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let by = if own {
        ConfirmedBy::Provider
    } else {
        ConfirmedBy::ServicePoint
    };
    offers::confirm(&mut tx, id, by, domain::calendar::day_of(now), now).await?;
    feed::add(&mut tx, feed::OFFERS, &id.to_string(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}
