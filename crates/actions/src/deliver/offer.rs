//! Wording mails to providers about their offers; the link is derived when the mail leaves.

use documents::mail::{OfferFacts, compose_for_provider};
use domain::ids::OrganisationId;
use domain::notice::OfferNotice;
use store::outbox::Message;
use store::{Tx, offer_changes, offer_links};
use uuid::Uuid;

use super::{Mail, Worded};
use crate::{ActionError, Bridge, keep_fresh};

/// A mail to a provider. One whose question was asked anew since, or whose offer is gone, does not
/// leave.
pub(super) async fn word(
    bridge: &Bridge,
    tx: &mut Tx,
    message: &Message,
    notice: OfferNotice,
    subject: Uuid,
) -> Result<Worded, ActionError> {
    let Some(about) = about(bridge, tx, notice, subject).await? else {
        return Ok(Worded::Senseless);
    };
    let Some(provider) = bridge.organisation(about.provider) else {
        return Ok(Worded::Senseless);
    };
    let Some(to) = provider.organisation.email else {
        return Ok(Worded::NoAddress);
    };
    let municipality = bridge.municipality(message.municipality)?;
    let facts = OfferFacts {
        municipality: municipality.settings.name.clone(),
        service_point: municipality.service_point_name.clone(),
        service_phone: municipality.service_point_phone.clone(),
        provider: provider.organisation.name,
        offer: about.offer,
        words: about.words,
        link: about.link,
    };
    let letter = compose_for_provider(notice, &facts);
    Ok(Worded::Ready(Mail {
        id: message.id.to_string(),
        to,
        from_name: municipality.service_point_name,
        subject: letter.subject,
        text: letter.text,
    }))
}

struct About {
    provider: OrganisationId,
    offer: Option<String>,
    words: Option<String>,
    link: String,
}

async fn about(
    bridge: &Bridge,
    tx: &mut Tx,
    notice: OfferNotice,
    subject: Uuid,
) -> Result<Option<About>, ActionError> {
    if notice == OfferNotice::Question {
        let link = offer_links::by_id(tx, subject).await?;
        return Ok(link
            .filter(|link| link.expires_at > bridge.now())
            .map(|link| About {
                provider: link.organisation,
                offer: None,
                words: None,
                link: keep_fresh::link_of(bridge, &link),
            }));
    }
    let Some(change) = offer_changes::find(tx, subject).await? else {
        return Ok(None);
    };
    let Some(offer) = store::offers::find(tx, change.offer).await? else {
        return Ok(None);
    };
    let link = if notice == OfferNotice::Approved {
        format!("{}/aanbod/{}", bridge.settings().public_url, offer.id)
    } else {
        let link = offer_links::of_provider(tx, offer.municipality, offer.provider).await?;
        let Some(link) = link.filter(|link| link.expires_at > bridge.now()) else {
            return Ok(None);
        };
        format!("{}/{}", keep_fresh::link_of(bridge, &link), offer.id)
    };
    Ok(Some(About {
        provider: offer.provider,
        offer: Some(offer.title),
        words: change.words,
        link,
    }))
}
