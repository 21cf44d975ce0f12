//! Pictures of an offer: sent in by who organises it, by account or link, or by the service point,
//! which looks at them before anybody else does. Whoever sends one says that everybody in it agrees;
//! that is written down.

use std::collections::HashMap;

use data_encoding::HEXLOWER;
use domain::client::written_text;
use domain::fault::Fault;
use domain::ids::{MunicipalityId, OfferId, OrganisationId, UserId};
use domain::offer::{Offer, OfferStatus};
use domain::picture::{ALT_MAX, MOST, PictureDeed, PictureSize, PictureState};
use domain::policy::{Verb, may};
use exchange::picture::{self, PictureProblem};
use sha2::{Digest, Sha256};
use store::pictures::{self, Judged};
use store::{Tx, feed, offers};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::submit_offer::Keeper;
use crate::{ActionError, Bridge, Caller};

pub use store::pictures::{Picture, WaitingPicture};

/// So many are decoded at once: each may take a second and hundreds of megabytes.
static DECODING: Semaphore = Semaphore::const_new(2);
/// Longest reason of the service point, in characters.
const WORDS_MAX: usize = 500;

/// Whose hand is on an offer's pictures.
#[derive(Clone, Debug)]
pub struct Hand {
    municipality: MunicipalityId,
    /// Only this provider's offers; none for the service point.
    provider: Option<OrganisationId>,
    user: Option<UserId>,
}

impl Hand {
    /// A provider's, by account or link.
    #[must_use]
    pub fn of_keeper(keeper: &Keeper) -> Self {
        let (municipality, provider, user) = keeper.parts();
        Self {
            municipality,
            provider: Some(provider),
            user,
        }
    }

    /// The service point's.
    ///
    /// # Errors
    /// [`ActionError::Forbidden`] for everybody else.
    pub fn of_desk(caller: &Caller) -> Result<Self, ActionError> {
        let member = caller
            .as_member()
            .filter(|_| may(&caller.actor, Verb::Curate));
        let member = member.ok_or(ActionError::Forbidden)?;
        Ok(Self {
            municipality: member.municipality,
            provider: None,
            user: Some(member.user),
        })
    }

    /// Whether it is the service point's.
    #[must_use]
    pub const fn is_desk(&self) -> bool {
        self.provider.is_none()
    }
}

/// An offer's pictures as who keeps them sees them.
#[derive(Clone, Debug)]
pub struct Gallery {
    /// What the offer is called.
    pub title: String,
    /// The pictures by slot, those taken away included.
    pub pictures: Vec<Picture>,
    /// Whether there is room for another.
    pub has_room: bool,
}

/// A picture as it is sent.
#[derive(Clone, Debug, Default)]
pub struct PictureDraft {
    /// The file.
    pub bytes: Vec<u8>,
    /// What is seen.
    pub alt: String,
    /// Whether everybody in it agrees.
    pub agreed: bool,
}

/// A picture that everybody sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPicture {
    /// Its number, from 1.
    pub slot: u8,
    /// What is seen, for people who do not see it.
    pub alt: String,
    /// The hash of its bytes.
    pub digest: String,
}

/// The pictures of an offer.
///
/// # Errors
/// [`ActionError::NotFound`] when the hand does not reach the offer.
pub async fn gallery(bridge: &Bridge, hand: &Hand, id: OfferId) -> Result<Gallery, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let offer = reached(&mut tx, hand, id).await?;
    let pictures = pictures::of_offer(&mut tx, id).await?;
    Ok(Gallery {
        title: offer.title,
        has_room: free_slot(&pictures).is_some(),
        pictures,
    })
}

async fn reached(tx: &mut Tx, hand: &Hand, id: OfferId) -> Result<Offer, ActionError> {
    let found = offers::find(tx, id).await?.filter(|offer| {
        offer.municipality == hand.municipality
            && hand
                .provider
                .is_none_or(|provider| provider == offer.provider)
            && offer.status != OfferStatus::Ended
    });
    found.ok_or(ActionError::NotFound)
}

/// The first slot that was never used or whose picture is gone; then one whose picture could still
/// be put back.
fn free_slot(pictures: &[Picture]) -> Option<u8> {
    let state = |slot: u8| {
        let found = pictures.iter().find(|picture| picture.slot == slot);
        found.map(|picture| picture.state)
    };
    let empty = (1..=MOST).find(|slot| state(*slot).is_none());
    empty.or_else(|| (1..=MOST).find(|slot| state(*slot) == Some(PictureState::Removed)))
}

/// Adds a picture. A provider's waits for the service point; the service point's own is shown.
///
/// # Errors
/// [`ActionError::NotFound`] when the hand does not reach the offer; [`ActionError::Faults`] with
/// all that is wrong at once.
pub async fn add(
    bridge: &Bridge,
    hand: &Hand,
    id: OfferId,
    draft: PictureDraft,
) -> Result<PictureState, ActionError> {
    // Whose it is comes first: nothing is decoded for a stranger.
    let gallery = gallery(bridge, hand, id).await?;
    let mut faults = Vec::new();
    if !gallery.has_room {
        faults.push(Fault::body("foto", "te-veel").with(MOST.to_string()));
        return Err(ActionError::Faults(faults));
    }
    let PictureDraft { bytes, alt, agreed } = draft;
    let alt = match written_text(&alt, ALT_MAX, "beschrijving", &mut faults) {
        None if alt.trim().is_empty() => {
            faults.push(Fault::body("beschrijving", "ontbreekt"));
            None
        }
        read => read,
    };
    if !agreed {
        faults.push(Fault::body("akkoord", "ontbreekt"));
    }
    let decoded = decode(bytes).await;
    if let Err(problem) = decoded {
        faults.insert(0, Fault::body("foto", problem.code()));
    }
    let (Ok(decoded), Some(alt), true) = (decoded, alt, faults.is_empty()) else {
        return Err(ActionError::Faults(faults));
    };
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let offer = reached(&mut tx, hand, id).await?;
    // Somebody else may have filled the last place meanwhile.
    let slot = free_slot(&pictures::of_offer(&mut tx, id).await?);
    let Some(slot) = slot else {
        let fault = Fault::body("foto", "te-veel").with(MOST.to_string());
        return Err(ActionError::fault(fault));
    };
    let state = if hand.is_desk() {
        PictureState::Shown
    } else {
        PictureState::Waiting
    };
    let kept = Picture {
        municipality: offer.municipality,
        offer: id,
        slot,
        alt,
        state,
        digest: digest(&decoded),
        consent_by: hand.user,
        consent_at: now,
        words: None,
    };
    pictures::insert(&mut tx, &kept, (&decoded.small, &decoded.large)).await?;
    feed::add(&mut tx, feed::OFFERS, &id.to_string(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(state)
}

/// Decodes off the threads that answer requests, few at a time.
pub(crate) async fn decode(bytes: Vec<u8>) -> Result<picture::Picture, PictureProblem> {
    let turn = DECODING.acquire().await;
    let decoded = spawn_blocking(move || picture::read(&bytes)).await;
    drop(turn);
    // A decoder that gave up on hostile bytes did not read them.
    decoded.unwrap_or(Err(PictureProblem::Broken))
}

/// The hash of a picture, in hexadecimal.
pub(crate) fn digest(picture: &picture::Picture) -> String {
    let mut hash = Sha256::new();
    hash.update(&picture.large);
    hash.update(&picture.small);
    HEXLOWER.encode(&hash.finalize()[..16])
}

/// Takes a picture away, puts it back, or says yes or no to it.
///
/// # Errors
/// [`ActionError::NotFound`] when the hand does not reach such a picture, or this cannot be done
/// with it now; [`ActionError::Faults`] when a no lacks its reason.
pub async fn act(
    bridge: &Bridge,
    hand: &Hand,
    (id, slot): (OfferId, u8),
    deed: PictureDeed,
    words: &str,
) -> Result<PictureState, ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    reached(&mut tx, hand, id).await?;
    let all = pictures::of_offer(&mut tx, id).await?;
    let found = all.into_iter().find(|picture| picture.slot == slot);
    let picture = found.ok_or(ActionError::NotFound)?;
    let state = deed.after(picture.state, hand.is_desk());
    let state = state.ok_or(ActionError::NotFound)?;
    let mut faults = Vec::new();
    let mut reason = written_text(words, WORDS_MAX, "woorden", &mut faults);
    if deed == PictureDeed::Refuse && reason.is_none() && faults.is_empty() {
        faults.push(Fault::body("woorden", "ontbreekt"));
    }
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    if deed != PictureDeed::Refuse {
        reason = None;
    }
    let judged = Judged {
        state,
        by: hand.user.filter(|_| hand.is_desk()),
        words: reason.as_deref(),
        at: now,
    };
    if !pictures::judge(&mut tx, &picture, &judged).await? {
        return Err(ActionError::NotFound);
    }
    feed::add(&mut tx, feed::OFFERS, &id.to_string(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(state)
}

/// The bytes of a picture and their hash, for who keeps it; whatever its state.
///
/// # Errors
/// [`ActionError::NotFound`] when the hand does not reach such a picture.
pub async fn kept_bytes(
    bridge: &Bridge,
    hand: &Hand,
    (id, slot): (OfferId, u8),
    size: PictureSize,
) -> Result<(String, Vec<u8>), ActionError> {
    let mut tx = bridge.store().begin().await?;
    reached(&mut tx, hand, id).await?;
    let all = pictures::of_offer(&mut tx, id).await?;
    let found = all.into_iter().find(|picture| picture.slot == slot);
    let digest = found.ok_or(ActionError::NotFound)?.digest;
    let bytes = pictures::bytes(&mut tx, (id, slot), &digest, size).await?;
    Ok((digest, bytes.ok_or(ActionError::NotFound)?))
}

/// The bytes of a picture that everybody sees.
///
/// # Errors
/// [`ActionError::NotFound`] when there is none, or its offer is not shown.
pub async fn shown_bytes(
    bridge: &Bridge,
    picture: (OfferId, &ShownPicture),
    size: PictureSize,
) -> Result<Vec<u8>, ActionError> {
    let (id, picture) = picture;
    let mut reading = bridge.store().read().await?;
    let bytes = pictures::bytes(&mut reading, (id, picture.slot), &picture.digest, size).await?;
    bytes.ok_or(ActionError::NotFound)
}

/// The pictures of an offer that everybody sees, by number; from memory. None of an offer that is
/// not shown.
#[must_use]
pub fn shown(bridge: &Bridge, id: OfferId) -> Vec<ShownPicture> {
    let pictures = bridge.pictures_of(id);
    // Most offers have none; then nobody need be looked up.
    if pictures.is_empty() || bridge.finder().offer(&id).is_some() {
        return pictures;
    }
    Vec::new()
}

/// The pictures that wait for the service point, oldest first.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point.
pub async fn waiting(bridge: &Bridge, caller: &Caller) -> Result<Vec<WaitingPicture>, ActionError> {
    let hand = Hand::of_desk(caller)?;
    let mut reading = bridge.store().read().await?;
    Ok(pictures::waiting(&mut reading, hand.municipality).await?)
}

/// Shown pictures by offer.
pub(crate) fn by_offer(all: Vec<Picture>) -> HashMap<OfferId, Vec<ShownPicture>> {
    let mut by_offer: HashMap<OfferId, Vec<ShownPicture>> = HashMap::new();
    for picture in all {
        by_offer
            .entry(picture.offer)
            .or_default()
            .push(ShownPicture {
                slot: picture.slot,
                alt: picture.alt,
                digest: picture.digest,
            });
    }
    by_offer
}
