//! The service point's yes or question about what providers send in: new offers and changes that
//! draw people in before anybody sees them, changes that are shown already afterwards: all of one
//! offer together, as the difference they come to. One at a time or many at once.

use std::collections::{HashMap, HashSet};

use domain::calendar::day_of;
use domain::client::written_text;
use domain::contact::Postcode;
use domain::fault::Fault;
use domain::ids::{MunicipalityId, OfferId, SessionId};
use domain::notice::OfferNotice;
use domain::offer::{ConfirmedBy, Offer, OfferStatus};
use domain::offer_draft::{Field, OfferDraft};
use domain::policy::{Verb, may};
use jiff::Timestamp;
use store::key_store::fresh_uuid;
use store::offer_changes::{self, Change, ChangeState, OpenChange, Verdict};
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
    /// Its key; of several changes that are shown, that of the last: a yes or a question is about all
    /// of them up to this one.
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
    /// The fields that differ; every one that is told, for a new offer. None when what was changed was
    /// changed again since, by somebody else or back to how it was.
    pub fields: Vec<Field>,
}

/// What several changes of one offer, one after another, come to.
struct Net {
    /// As it was before each field was changed first.
    before: OfferDraft,
    /// As each field was left last.
    left: OfferDraft,
    /// The fields that were changed, each once.
    fields: Vec<Field>,
}

impl Net {
    fn of(changes: &[Change]) -> Self {
        let mut net = Self {
            before: OfferDraft::default(),
            left: OfferDraft::default(),
            fields: Vec::new(),
        };
        for change in changes {
            let before = change.before.as_deref().map(read).unwrap_or_default();
            let after = read(&change.after);
            for field in Field::read_all(&change.fields) {
                if !net.fields.contains(&field) {
                    net.fields.push(field);
                    field.take_typed(&mut net.before, &before);
                }
                field.take_typed(&mut net.left, &after);
            }
        }
        net
    }

    /// The fields that are still as these changes left them, and not as they were before.
    fn standing(&self, now: &Offer) -> Vec<Field> {
        let shown = OfferDraft::of(now);
        // As it is told once it is read: "3,5" is "3,50".
        let told = |draft: &OfferDraft, field: Field| {
            let mut whole = shown.clone();
            field.take_typed(&mut whole, draft);
            let id = || SessionId::new(fresh_uuid(Timestamp::UNIX_EPOCH));
            let read = whole.read(now, id).map(|offer| OfferDraft::of(&offer));
            field.typed(&read.unwrap_or(whole))
        };
        let mut standing = self.fields.clone();
        standing.retain(|field| {
            let now = field.typed(&shown);
            told(&self.left, *field) == now && told(&self.before, *field) != now
        });
        standing
    }
}

fn read(text: &str) -> OfferDraft {
    serde_json::from_str(text).unwrap_or_default()
}

/// What waits for the service point, oldest first; what is shown already stands there once for an
/// offer.
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
    let is_live = |open: &OpenChange| open.change.state == ChangeState::Live;
    let mut live: HashMap<OfferId, Vec<Change>> = HashMap::new();
    for one in open.iter().filter(|one| is_live(one)) {
        let changes = live.entry(one.change.offer).or_default();
        changes.push(one.change.clone());
    }
    let changed: Vec<OfferId> = live.keys().copied().collect();
    let shown = offers::many(&mut reading, &changed).await?;
    Ok(open
        .into_iter()
        .filter_map(|open| match is_live(&open) {
            false => Some(one_by_itself(open)),
            // The first stands for all of its offer.
            true => {
                let changes = live.remove(&open.change.offer)?;
                let now = shown.get(&open.change.offer)?;
                Some(together(open, &changes, now))
            }
        })
        .collect())
}

fn one_by_itself(open: OpenChange) -> ToJudge {
    ToJudge {
        id: open.change.id,
        offer: open.change.offer,
        live: false,
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
    }
}

fn together(open: OpenChange, changes: &[Change], now: &Offer) -> ToJudge {
    let net = Net::of(changes);
    let last = changes.last().unwrap_or(&open.change);
    ToJudge {
        id: last.id,
        made_at: last.made_at,
        live: true,
        fields: net.standing(now),
        before: Some(net.before),
        after: net.left,
        ..one_by_itself(open)
    }
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
    let mut changes = of_home(&mut tx, member.municipality, ids).await?;
    let earlier = before_them(&mut tx, member.municipality, &changes).await?;
    changes.extend(earlier);
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
    Ok(approved
        .iter()
        .filter(|change| ids.contains(&change.id))
        .count())
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
/// was before this change and those that came before it, as far as it is still as they left it: what
/// was changed again since stays.
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
    let mut together = before_them(&mut tx, home, std::slice::from_ref(&change)).await?;
    together.push(change.clone());
    let ids: Vec<Uuid> = together.iter().map(|one| one.id).collect();
    if !waited
        || !offer_changes::judge(&mut tx, home, &ids, was, &verdict)
            .await?
            .contains(&id)
    {
        return Err(ActionError::NotFound);
    }
    let offer = offers::find(&mut tx, change.offer).await?;
    let mut offer = offer.ok_or(ActionError::NotFound)?;
    if change.state == ChangeState::Live {
        let net = Net::of(&together);
        for field in net.standing(&offer) {
            let mut draft = OfferDraft::of(&offer);
            field.take_typed(&mut draft, &net.before);
            // What a form would refuse, such as no postcode at all, stays as it is.
            if let Ok(was) = draft.read(&offer, || SessionId::new(fresh_uuid(now))) {
                field.take(&mut offer, &was);
            }
        }
        // A place that was typed has its point on the map again.
        let located = |postcode: Postcode| bridge.locate(postcode).ok();
        let point = offer.venue.postcode.and_then(located);
        offer.venue.point = offer.venue.point.or(point);
        offers::rewrite(&mut tx, &offer, now).await?;
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

/// The changes that are shown, were not looked at, and came before these of the same offers.
async fn before_them(
    tx: &mut Tx,
    home: MunicipalityId,
    these: &[Change],
) -> Result<Vec<Change>, ActionError> {
    let live = |change: &&Change| change.state == ChangeState::Live;
    let last: HashMap<OfferId, (Timestamp, Uuid)> = these
        .iter()
        .filter(live)
        .map(|change| (change.offer, (change.made_at, change.id)))
        .collect();
    let offers: Vec<OfferId> = last.keys().copied().collect();
    let mut earlier = offer_changes::live_of(tx, home, &offers).await?;
    earlier.retain(|one| {
        last.get(&one.offer)
            .is_some_and(|last| (one.made_at, one.id) < *last)
    });
    // One that was named itself is not named twice.
    earlier.retain(|one| !these.iter().any(|named| named.id == one.id));
    Ok(earlier)
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
