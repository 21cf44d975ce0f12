//! The service point's yes or question about what providers send in: new offers and changes that
//! draw people in before anybody sees them, changes that are shown already afterwards. One at a
//! time or many at once.

use std::collections::HashSet;

use domain::calendar::day_of;
use domain::client::written_text;
use domain::fault::Fault;
use domain::ids::{MunicipalityId, OfferId};
use domain::notice::OfferNotice;
use domain::offer::{ConfirmedBy, Offer, OfferStatus};
use domain::offer_draft::{Field, OfferDraft};
use domain::policy::{Verb, may};
use jiff::Timestamp;
use store::offer_changes::{self, Change, ChangeState, Verdict};
use store::{Tx, feed, offers, outbox};
use uuid::Uuid;

use crate::submit_offer::meant;
use crate::{ActionError, Bridge, Caller, keep_fresh};

/// What the service point looks at before it says yes (domain.md: what makes professionals doubt).
pub const CHECKS: [&str; 4] = ["geschikt", "begeleider", "prijs", "eerste-contact"];
/// So many can be approved at once.
pub const AT_ONCE: usize = 50;
/// Longest sentence to a provider, in characters.
const WORDS_MAX: usize = 500;

/// Something that waits for the service point.
#[derive(Clone, Debug)]
pub struct ToJudge {
    /// Its key.
    pub id: Uuid,
    /// The offer's key.
    pub offer: OfferId,
    /// What the offer is called.
    pub title: String,
    /// Who organises it.
    pub provider: String,
    /// Whether people see it already.
    pub live: bool,
    /// When it was sent in.
    pub made_at: Timestamp,
    /// Who sent it in, by name; none by link.
    pub person: Option<String>,
    /// What it was; none for a new offer.
    pub before: Option<OfferDraft>,
    /// What it is to be.
    pub after: OfferDraft,
    /// The fields that differ; every one that is told, for a new offer.
    pub fields: Vec<Field>,
}

/// What waits for the service point, oldest first.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point.
pub async fn list(bridge: &Bridge, caller: &Caller) -> Result<Vec<ToJudge>, ActionError> {
    if !may(&caller.actor, Verb::Curate) {
        return Err(ActionError::Forbidden);
    }
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    let mut reading = bridge.store().read().await?;
    let open = offer_changes::open(&mut reading, member.municipality).await?;
    let read = |text: &str| serde_json::from_str::<OfferDraft>(text).unwrap_or_default();
    Ok(open
        .into_iter()
        .map(|open| ToJudge {
            id: open.change.id,
            offer: open.change.offer,
            live: open.change.state == ChangeState::Live,
            made_at: open.change.made_at,
            person: open.person,
            before: open.change.before.as_deref().map(read),
            after: read(&open.change.after),
            fields: match open.change.fields.as_str() {
                "" => Field::ALL.to_vec(),
                fields => Field::read_all(fields),
            },
            title: open.title,
            provider: open.provider,
        })
        .collect())
}

/// Says yes to what was sent in. For what nobody sees yet, all of [`CHECKS`] must have been looked
/// at; for what is shown already it is enough to have seen it. What somebody else judged meanwhile
/// is left as it is. Gives how many were approved.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when
/// one is not of this municipality; [`ActionError::Faults`] when none is named, too many are, or a
/// check is missing.
pub async fn approve(
    bridge: &Bridge,
    caller: &Caller,
    ids: &[Uuid],
    checks: &[String],
) -> Result<usize, ActionError> {
    if !may(&caller.actor, Verb::Curate) {
        return Err(ActionError::Forbidden);
    }
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    if ids.is_empty() {
        return Err(ActionError::fault(Fault::body("keuze", "ontbreekt")));
    }
    if ids.len() > AT_ONCE {
        let fault = Fault::body("keuze", "te-veel").with(AT_ONCE.to_string());
        return Err(ActionError::fault(fault));
    }
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let changes = of_home(&mut tx, member.municipality, ids).await?;
    let waits = |change: &&Change| change.state == ChangeState::Waiting;
    let all_checked = CHECKS
        .iter()
        .all(|check| checks.iter().any(|one| one == check));
    if changes.iter().any(|change| waits(&change)) && !all_checked {
        return Err(ActionError::fault(Fault::body("nagekeken", "ontbreekt")));
    }
    let words = match all_checked {
        true => CHECKS.join(" "),
        false => String::new(),
    };
    let verdict = Verdict {
        state: ChangeState::Approved,
        by: member.user,
        checks: &words,
        words: None,
        at: now,
    };
    let mut judged = HashSet::new();
    for state in [ChangeState::Waiting, ChangeState::Live] {
        let in_it = changes.iter().filter(|change| change.state == state);
        let ids: Vec<Uuid> = in_it.map(|change| change.id).collect();
        let home = member.municipality;
        judged.extend(offer_changes::judge(&mut tx, home, &ids, state, &verdict).await?);
    }
    let approved: Vec<Change> = changes
        .into_iter()
        .filter(|change| judged.contains(&change.id))
        .collect();
    show(&mut tx, approved.iter().filter(waits), now).await?;
    let notices: Vec<_> = approved
        .iter()
        .filter(|change| waits(change))
        .map(|change| (OfferNotice::Approved, change.id))
        .collect();
    outbox::insert_for_providers(&mut tx, member.municipality, &notices, now).await?;
    let changed: HashSet<OfferId> = approved.iter().map(|change| change.offer).collect();
    let changed: Vec<OfferId> = changed.into_iter().collect();
    feed::add_offers(&mut tx, &changed, now).await?;
    tx.commit().await?;
    bridge.ring();
    bridge.refresh().await?;
    Ok(approved.len())
}

/// Takes over what waited into the offers that people see; of two changes of one offer the later
/// one comes on top of the earlier.
async fn show<'a>(
    tx: &mut Tx,
    changes: impl Iterator<Item = &'a Change>,
    now: Timestamp,
) -> Result<(), ActionError> {
    let changes: Vec<&Change> = changes.collect();
    let ids: Vec<OfferId> = changes.iter().map(|change| change.offer).collect();
    let mut all = offers::many(tx, &ids).await?;
    for change in changes {
        let offer = all.get_mut(&change.offer);
        if let Some(offer) = offer.filter(|offer| offer.status != OfferStatus::Ended) {
            take_over(change, offer, now);
        }
    }
    let shown = all
        .into_values()
        .filter(|offer| offer.status != OfferStatus::Ended);
    Ok(offers::rewrite_all(tx, &shown.collect::<Vec<_>>(), now).await?)
}

fn take_over(change: &Change, offer: &mut Offer, now: Timestamp) {
    if let Some(after) = meant(change, offer) {
        for field in Field::read_all(&change.fields) {
            field.take(offer, &after);
        }
    }
    if matches!(
        offer.status,
        OfferStatus::Submitted | OfferStatus::SentBack | OfferStatus::Expired
    ) {
        offer.status = OfferStatus::Visible;
    }
    if offer.confirmed_on.is_none() {
        offer.confirmed_on = Some(day_of(now));
        offer.confirmed_by = Some(ConfirmedBy::ServicePoint);
    }
}

/// Sends something back to its provider with a sentence. What is shown already goes back to what it
/// was.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when
/// it does not wait here; [`ActionError::Faults`] when there is no sentence.
pub async fn send_back(
    bridge: &Bridge,
    caller: &Caller,
    id: Uuid,
    words: &str,
) -> Result<(), ActionError> {
    if !may(&caller.actor, Verb::Curate) {
        return Err(ActionError::Forbidden);
    }
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let changes = of_home(&mut tx, member.municipality, &[id]).await?;
    let change = changes.into_iter().next().ok_or(ActionError::NotFound)?;
    let mut faults = Vec::new();
    let sentence = written_text(words, WORDS_MAX, "woorden", &mut faults);
    if sentence.is_none() && faults.is_empty() {
        faults.push(Fault::body("woorden", "ontbreekt"));
    }
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let verdict = Verdict {
        state: ChangeState::SentBack,
        by: member.user,
        checks: "",
        words: sentence.as_deref(),
        at: now,
    };
    let waited = matches!(change.state, ChangeState::Waiting | ChangeState::Live);
    let (home, was) = (member.municipality, change.state);
    if !waited
        || offer_changes::judge(&mut tx, home, &[id], was, &verdict)
            .await?
            .is_empty()
    {
        return Err(ActionError::NotFound);
    }
    let offer = offers::find(&mut tx, change.offer).await?;
    let mut offer = offer.ok_or(ActionError::NotFound)?;
    if change.state == ChangeState::Live {
        let before = change.before.clone().unwrap_or_default();
        let was = Change {
            after: before,
            ..change.clone()
        };
        if let Some(was) = meant(&was, &offer) {
            for field in Field::read_all(&change.fields) {
                field.take(&mut offer, &was);
            }
            offers::rewrite(&mut tx, &offer, now).await?;
        }
    } else if offer.status == OfferStatus::Submitted {
        offer.status = OfferStatus::SentBack;
        offers::rewrite(&mut tx, &offer, now).await?;
    }
    keep_fresh::ensure_link(&mut tx, offer.municipality, offer.provider, now).await?;
    let notice = [(OfferNotice::SentBack, change.id)];
    outbox::insert_for_providers(&mut tx, member.municipality, &notice, now).await?;
    feed::add(&mut tx, feed::OFFERS, &offer.id.to_string(), now).await?;
    tx.commit().await?;
    bridge.ring();
    bridge.refresh().await?;
    Ok(())
}

/// These changes, all of this municipality.
async fn of_home(
    tx: &mut Tx,
    home: MunicipalityId,
    ids: &[Uuid],
) -> Result<Vec<Change>, ActionError> {
    let found = offer_changes::many(tx, home, ids).await?;
    if found.len() == ids.len() {
        Ok(found)
    } else {
        Err(ActionError::NotFound)
    }
}
