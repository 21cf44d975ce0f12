//! Asking providers whether their offers are still right: one mail for all of them, on working days
//! outside the summer, a link with one click. Who does not answer in time stands on the service
//! point's list (`decide_on_offers`); nothing vanishes by itself.

use domain::calendar::{WorkCalendar, day_of};
use domain::freshness::{limits, may_ask_at};
use domain::ids::{MunicipalityId, OfferId, OrganisationId};
use domain::notice::OfferNotice;
use domain::offer::{ConfirmedBy, Offer, OfferStatus};
use jiff::{SignedDuration, Timestamp};
use store::key_store::fresh_uuid;
use store::offer_links::{self, OfferLink};
use store::secrets::random_nonce;
use store::{Tx, feed, leases, offer_care, offers, outbox, reviews, suspensions};

use crate::bridge::Municipality;
use crate::submit_offer::Keeper;
use crate::{ActionError, Bridge};

pub use store::reviews::OfOffer;

/// How long a provider's link works.
const WORKS: SignedDuration = SignedDuration::from_hours(24 * 92);
/// Longest token anybody made: longer ones are not looked up.
const TOKEN_MAX: usize = 64;

/// Asks the providers whose turn it is, at most 25 a municipality at a time, so that the mail goes
/// out over the day; and lets offers expire of which the last day has passed. Gives how many were
/// asked. Of all nodes, one asks.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn ask_providers(bridge: &Bridge, node: &str) -> Result<usize, ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let until = now
        .checked_add(SignedDuration::from_mins(5))
        .unwrap_or(Timestamp::MAX);
    let ours = leases::take(&mut tx, "aanbod-vragen", node, until, now).await?;
    if ours {
        let expired = offer_care::expire(&mut tx, day_of(now), now).await?;
        feed::add_offers(&mut tx, &expired, now).await?;
    }
    tx.commit().await?;
    let mut asked = 0;
    if ours {
        for municipality in bridge.municipalities().iter() {
            asked += ask_in(bridge, municipality, now).await?;
        }
    }
    if asked > 0 {
        bridge.ring();
    }
    Ok(asked)
}

async fn ask_in(
    bridge: &Bridge,
    municipality: &Municipality,
    now: Timestamp,
) -> Result<usize, ActionError> {
    let settings = &municipality.settings;
    let may_ask = |closures: &[domain::calendar::Closure]| {
        let closures = [settings.closures.as_slice(), closures].concat();
        may_ask_at(now, &WorkCalendar { closures })
    };
    // At night and in the summer nobody is looked up.
    if !may_ask(&[]) {
        return Ok(0);
    }
    let mut tx = bridge.store().begin().await?;
    let due = offer_links::due(&mut tx, settings.id, limits(&settings.deadlines, now)).await?;
    let links: Vec<OfferLink> = due
        .into_iter()
        .filter(|due| may_ask(&due.closures))
        .take(offer_links::AT_A_TIME)
        .map(|due| OfferLink {
            asked_at: Some(now),
            ..fresh_link(settings.id, due.organisation, now)
        })
        .collect();
    let messages: Vec<_> = links
        .iter()
        .map(|link| (OfferNotice::Question, link.id))
        .collect();
    offer_links::renew(&mut tx, &links).await?;
    outbox::insert_for_providers(&mut tx, settings.id, &messages, now).await?;
    tx.commit().await?;
    Ok(links.len())
}

fn fresh_link(
    municipality: MunicipalityId,
    organisation: OrganisationId,
    now: Timestamp,
) -> OfferLink {
    OfferLink {
        id: fresh_uuid(now),
        municipality,
        organisation,
        nonce: random_nonce(),
        made_at: now,
        expires_at: now.checked_add(WORKS).unwrap_or(Timestamp::MAX),
        asked_at: None,
        answered_at: None,
    }
}

/// Sees to it that a provider has a link that works: the one it has, or a new one.
pub(crate) async fn ensure_link(
    tx: &mut Tx,
    municipality: MunicipalityId,
    organisation: OrganisationId,
    now: Timestamp,
) -> Result<(), ActionError> {
    let known = offer_links::of_provider(tx, municipality, organisation).await?;
    if known.is_none_or(|link| link.expires_at <= now) {
        let link = fresh_link(municipality, organisation, now);
        offer_links::renew(tx, &[link]).await?;
    }
    Ok(())
}

/// The address that a mail names.
pub(crate) fn link_of(bridge: &Bridge, link: &OfferLink) -> String {
    let token = link.token(bridge.store().secrets());
    format!("{}/klopt/{token}", bridge.settings().public_url)
}

/// What a provider finds behind its link.
#[derive(Clone, Debug)]
pub struct Asked {
    /// In which municipality.
    pub municipality: MunicipalityId,
    /// Which provider.
    pub organisation: OrganisationId,
    /// Its name.
    pub provider: String,
    /// Its offers that have not ended, by title.
    pub offers: Vec<Offer>,
    /// What a list left open about them.
    pub questions: Vec<OfOffer>,
    /// When the provider answered the question, if it did.
    pub answered_at: Option<Timestamp>,
}

impl Asked {
    /// The offers that people see.
    pub fn shown(&self) -> impl Iterator<Item = &Offer> {
        let all = self.offers.iter();
        all.filter(|offer| offer.status == OfferStatus::Visible)
    }
}

/// Shows a provider its offers; that changes nothing.
///
/// # Errors
/// [`ActionError::NotFound`] when there never was such a link, or another took its place;
/// [`ActionError::Gone`] when it has expired or the provider is suspended.
pub async fn show(bridge: &Bridge, token: &str) -> Result<Asked, ActionError> {
    let link = open(bridge, token).await?;
    let mut reading = bridge.store().read().await?;
    let offers = offers::of_provider(&mut reading, link.municipality, link.organisation).await?;
    let provider = bridge.organisation(link.organisation);
    Ok(Asked {
        municipality: link.municipality,
        organisation: link.organisation,
        provider: provider.map_or_else(String::new, |found| found.organisation.name),
        offers,
        questions: reviews::of_provider(&mut reading, link.municipality, link.organisation).await?,
        answered_at: link.answered_at,
    })
}

/// The provider behind a link.
///
/// # Errors
/// As [`show`].
pub(crate) async fn open(bridge: &Bridge, token: &str) -> Result<OfferLink, ActionError> {
    if token.len() > TOKEN_MAX {
        return Err(ActionError::NotFound);
    }
    let mut reading = bridge.store().read().await?;
    let link = offer_links::by_token(&mut reading, token).await?;
    let link = link.ok_or(ActionError::NotFound)?;
    let shut = suspensions::is_suspended(&mut reading, link.organisation).await?;
    if shut || link.expires_at <= bridge.now() {
        return Err(ActionError::Gone);
    }
    Ok(link)
}

/// The provider says that all its offers that are shown are right. Saying it twice changes nothing.
///
/// # Errors
/// As [`show`].
pub async fn all_right(bridge: &Bridge, token: &str) -> Result<(), ActionError> {
    let link = open(bridge, token).await?;
    confirm_all(bridge, (link.municipality, link.organisation)).await
}

/// The same by account.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn all_right_of(bridge: &Bridge, keeper: &Keeper) -> Result<(), ActionError> {
    let (municipality, organisation, _) = keeper.parts();
    confirm_all(bridge, (municipality, organisation)).await
}

async fn confirm_all(
    bridge: &Bridge,
    provider: (MunicipalityId, OrganisationId),
) -> Result<(), ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    offers::confirm_all(&mut tx, provider, day_of(now), now).await?;
    offer_links::answered(&mut tx, provider.0, provider.1, now).await?;
    feed::add(&mut tx, feed::OFFERS, &provider.1.to_string(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}

/// The provider says that one of its offers that are shown is right. The question counts as answered
/// once it said so of each: what it passes over is still the service point's to see.
///
/// # Errors
/// As [`show`]; [`ActionError::NotFound`] too when it shows no such offer.
pub async fn one_right(bridge: &Bridge, token: &str, id: OfferId) -> Result<(), ActionError> {
    let link = open(bridge, token).await?;
    let (municipality, organisation) = (link.municipality, link.organisation);
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let all = offers::of_provider(&mut tx, municipality, organisation).await?;
    let shown = |offer: &&Offer| offer.status == OfferStatus::Visible;
    if !all.iter().filter(shown).any(|offer| offer.id == id) {
        return Err(ActionError::NotFound);
    }
    offers::confirm(&mut tx, id, ConfirmedBy::Provider, day_of(now), now).await?;
    let asked = day_of(link.asked_at.unwrap_or(link.made_at));
    let said = |offer: &Offer| {
        let since = offer.confirmed_on.is_some_and(|day| day >= asked);
        offer.id == id || since && offer.confirmed_by == Some(ConfirmedBy::Provider)
    };
    if all.iter().filter(shown).all(said) {
        offer_links::answered(&mut tx, municipality, organisation, now).await?;
    }
    feed::add(&mut tx, feed::OFFERS, &id.to_string(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}
