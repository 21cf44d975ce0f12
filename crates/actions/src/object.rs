//! A resident objects to what happens with their data, in their own words; the service point finds
//! it on its work list and answers. Nobody else reads it.

use domain::actor::Actor;
use domain::client::{TEXT_MAX, written_text};
use domain::fault::Fault;
use domain::ids::ReferralId;
use domain::notice::{Notice, Recipient};
use domain::organisation::Role;
use domain::policy::{Verb, may};
use domain::referral::{Party, Referral, parties_of};
use domain::saved_wish::{End, State};
use jiff::Timestamp;
use store::access_log::{self, Action, Line};
use store::objections::{self, Objection};
use store::vault::ResidentKey;
use store::{Scope, Tx, outbox, referrals, residents, saved_wishes, vault};
use uuid::Uuid;

pub use store::objections::Waiting;

use crate::shown::ShownObjection;
use crate::{ActionError, Bridge, Caller};

/// Most objections of one referral that may wait at the same time.
const WAITING_MAX: usize = 5;

/// Writes down an objection of the resident. The same words again, while they wait for an answer,
/// are the same objection.
///
/// # Errors
/// [`ActionError::Faults`] when there are no words, or five wait already (`wacht-op-antwoord`).
pub async fn object(bridge: &Bridge, caller: &Caller, words: &str) -> Result<(), ActionError> {
    let Actor::Resident { referral: id } = caller.actor else {
        return Err(ActionError::Forbidden);
    };
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let (referral, key) = opened(&mut tx, caller, id).await?;
    let words = words_of(words, "bezwaar")?;
    let home = referral.municipality;
    let earlier = objections::of_referral(&mut tx, home, id).await?;
    let mut waiting = 0;
    for one in earlier.iter().filter(|one| one.answered_at.is_none()) {
        waiting += 1;
        if shown(one, &referral, &key)?.words.as_ref() == Some(&words) {
            return Ok(());
        }
    }
    if waiting >= WAITING_MAX {
        return Err(ActionError::fault(Fault::body(
            "bezwaar",
            "wacht-op-antwoord",
        )));
    }
    let sealed = vault::seal_text(&key, referral.resident, &words)?;
    objections::insert(&mut tx, home, id, sealed, now).await?;
    // Until somebody has answered, nobody looks on their behalf.
    let ended = State::Ended(End::Objected);
    saved_wishes::close_all(&mut tx, (home, id), None, ended, now).await?;
    let desk = bridge.municipality(home)?.settings.service_point;
    let told = [(Recipient::ServicePoint(desk), Notice::Objection)];
    outbox::insert(&mut tx, home, (id, referral.version), None, &told, now).await?;
    log(&mut tx, caller, Role::Resident, &referral, now).await?;
    tx.commit().await?;
    bridge.ring();
    Ok(())
}

/// Answers an objection, for the resident to read. A second answer changes nothing.
///
/// # Errors
/// [`ActionError::NotFound`] for who is not the service point of the referral;
/// [`ActionError::Faults`] when there are no words.
pub async fn answer(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    objection: Uuid,
    words: &str,
) -> Result<(), ActionError> {
    let done = answered(bridge, caller, id, objection, words).await;
    crate::refused::noted(bridge, caller, id, done).await
}

async fn answered(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    objection: Uuid,
    words: &str,
) -> Result<(), ActionError> {
    let Some(member) = caller.as_member() else {
        return Err(ActionError::NotFound);
    };
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let (referral, key) = opened(&mut tx, caller, id).await?;
    if !parties_of(&caller.actor, &referral).contains(&Party::ServicePoint) {
        return Err(ActionError::NotFound);
    }
    let words = words_of(words, "antwoord")?;
    let sealed = vault::seal_text(&key, referral.resident, &words)?;
    let home = referral.municipality;
    let by = member.user;
    if objections::answer(&mut tx, home, id, objection, by, sealed, now).await? {
        log(&mut tx, caller, Role::ServicePoint, &referral, now).await?;
    }
    Ok(tx.commit().await?)
}

/// The objections that wait for the caller's service point: numbers and moments, no words.
///
/// # Errors
/// [`ActionError::Forbidden`] for who is no service point.
pub async fn waiting(bridge: &Bridge, caller: &Caller) -> Result<Vec<Waiting>, ActionError> {
    let member = caller.as_member();
    let Some(member) = member.filter(|_| may(&caller.actor, Verb::Curate)) else {
        return Err(ActionError::Forbidden);
    };
    let mut tx = bridge.store().begin().await?;
    Ok(objections::waiting(&mut tx, member.municipality).await?)
}

async fn opened(
    tx: &mut Tx,
    caller: &Caller,
    id: ReferralId,
) -> Result<(Referral, ResidentKey), ActionError> {
    let found = referrals::find(tx, &Scope::of(&caller.actor), id).await?;
    let referral = found.ok_or(ActionError::NotFound)?.referral;
    match residents::read(tx, referral.municipality, referral.resident).await? {
        Some((_, key)) => Ok((referral, key)),
        None => Err(ActionError::Gone),
    }
}

fn words_of(text: &str, place: &str) -> Result<String, ActionError> {
    let mut faults = Vec::new();
    let words = written_text(text, TEXT_MAX, place, &mut faults);
    if words.is_none() && faults.is_empty() {
        faults.push(Fault::body(place, "woorden-nodig"));
    }
    words.ok_or(ActionError::Faults(faults))
}

/// An objection opened with the resident's key.
pub(crate) fn shown(
    kept: &Objection,
    referral: &Referral,
    key: &ResidentKey,
) -> Result<ShownObjection, ActionError> {
    let open = |sealed: &Option<Vec<u8>>| match sealed {
        Some(sealed) => vault::open_text(key, referral.resident, sealed).map(Some),
        None => Ok(None),
    };
    Ok(ShownObjection {
        id: kept.id,
        words: open(&kept.sealed_words)?,
        made_at: kept.made_at,
        answer: open(&kept.sealed_answer)?,
        answered_at: kept.answered_at,
    })
}

async fn log(
    tx: &mut Tx,
    caller: &Caller,
    role: Role,
    referral: &Referral,
    now: Timestamp,
) -> Result<(), ActionError> {
    let line = Line {
        municipality: referral.municipality,
        at: now,
        user: caller.actor.user(),
        role,
        organisation: caller.actor.organisation(),
        on_behalf: None,
        origin: caller.origin.clone(),
        action: Action::Change,
        resident: Some(referral.resident),
        referral: Some(referral.id),
        consent: None,
    };
    Ok(access_log::write(tx, &[line]).await?)
}
