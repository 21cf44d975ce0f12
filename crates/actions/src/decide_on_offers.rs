//! The service point's list of offers that need somebody: not confirmed in time, hidden, of a
//! provider whom no mail reaches, or with a website that does not answer. It decides: keep, hide,
//! end, show again.

use domain::calendar::day_of;
use domain::freshness::{Decision, limits};
use domain::ids::OfferId;
use domain::offer::{ConfirmedBy, OfferStatus};
use domain::policy::{Verb, may};
use store::offer_care;
use store::{feed, offers};

use crate::{ActionError, Bridge, Caller, judge_offers, pictures};

pub use store::offer_care::{Broken, Undecided, Unreached};

/// What needs somebody.
#[derive(Clone, Debug)]
pub struct OfferCare {
    /// Not confirmed, though the provider was asked or cannot be asked.
    pub unconfirmed: Vec<Undecided>,
    /// How many more are not confirmed in time, about which the provider is or will be asked.
    pub still_asked: u64,
    /// Providers whom no mail reaches.
    pub unreached: Vec<Unreached>,
    /// Websites that do not answer.
    pub broken: Vec<Broken>,
    /// Hidden by the service point.
    pub hidden: Vec<Undecided>,
}

/// The list.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point.
pub async fn list(bridge: &Bridge, caller: &Caller) -> Result<OfferCare, ActionError> {
    if !may(&caller.actor, Verb::Curate) {
        return Err(ActionError::Forbidden);
    }
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    let home = member.municipality;
    let settings = bridge.municipality(home)?.settings;
    let limits = limits(&settings.deadlines, bridge.now());
    let mut reading = bridge.store().read().await?;
    let unconfirmed = offer_care::unconfirmed(&mut reading, home, limits).await?;
    let late = offer_care::count_late(&mut reading, home, limits).await?;
    Ok(OfferCare {
        still_asked: late.saturating_sub(unconfirmed.len() as u64),
        unconfirmed,
        unreached: offer_care::unreached(&mut reading, home).await?,
        broken: offer_care::broken_websites(&mut reading, home).await?,
        hidden: offer_care::hidden(&mut reading, home).await?,
    })
}

/// How much waits for the service point's decision: what providers sent in, pictures, offers that
/// are not confirmed, mail and websites that do not work.
///
/// # Errors
/// As [`list`].
pub async fn how_many_wait(bridge: &Bridge, caller: &Caller) -> Result<u64, ActionError> {
    let care = list(bridge, caller).await?;
    let sent_in = judge_offers::list(bridge, caller).await?.len();
    let pictures = pictures::waiting(bridge, caller).await?.len();
    let broken = care.unreached.len() + care.broken.len();
    Ok((sent_in + pictures + care.unconfirmed.len() + broken) as u64)
}

/// Decides on one offer of the caller's municipality. Deciding the same twice changes nothing.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when
/// there is no such offer, or it is not as the decision supposes.
pub async fn decide(
    bridge: &Bridge,
    caller: &Caller,
    id: OfferId,
    decision: Decision,
) -> Result<(), ActionError> {
    if !may(&caller.actor, Verb::Curate) {
        return Err(ActionError::Forbidden);
    }
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    let (from, to) = match decision {
        Decision::Keep => (OfferStatus::Visible, OfferStatus::Visible),
        Decision::Hide => (OfferStatus::Visible, OfferStatus::Hidden),
        Decision::Show => (OfferStatus::Hidden, OfferStatus::Visible),
        Decision::End => (OfferStatus::Visible, OfferStatus::Ended),
    };
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let found = offers::find(&mut tx, id).await?;
    let offer = found.filter(|offer| offer.municipality == member.municipality);
    let offer = offer.ok_or(ActionError::NotFound)?;
    if offer.status == to && from != to {
        return Ok(());
    }
    let key = (offer.municipality, id);
    // What is hidden can end too.
    let from = match decision {
        Decision::End if offer.status == OfferStatus::Hidden => OfferStatus::Hidden,
        _ => from,
    };
    // What stays as it is is confirmed and not changed: an import can still be taken back.
    let is_as_supposed = match decision {
        Decision::Keep => offer.status == to,
        _ => offer_care::set_status(&mut tx, key, from, to, now).await?,
    };
    if !is_as_supposed {
        return Err(ActionError::NotFound);
    }
    if to == OfferStatus::Visible {
        offers::confirm(&mut tx, id, ConfirmedBy::ServicePoint, day_of(now), now).await?;
    }
    feed::add(&mut tx, feed::OFFERS, &id.to_string(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}
