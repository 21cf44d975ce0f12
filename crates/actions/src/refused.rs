//! What was refused stands in the log too: somebody asked for a person's data, or for a page or deed
//! that is about nobody, and it was not theirs to have. The deed did not happen; its row does, in a
//! transaction of its own. Of refusals about nobody the log holds the first few of an account in a
//! minute: whoever asks on without end fills no disk, and how often they asked is counted.

use domain::ids::{MunicipalityId, ReferralId};
use domain::visibility::sight_of;
use jiff::Timestamp;
use store::access_log::{self, Action, Line};
use store::referrals::Found;
use store::{Scope, Tx, referrals, refusals};

use crate::{ActionError, Bridge, Caller};

/// So many refusals about nobody's data of one account stand in the log each minute, enough for an
/// alarm; the rest is counted.
pub const FEW: i64 = 10;

/// The referral that a caller asks for by its id, in a transaction that has begun; that it was
/// refused is written down.
///
/// # Errors
/// [`ActionError::NotFound`] when there is none, or none that the caller may know of.
pub(crate) async fn find(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    now: Timestamp,
) -> Result<(Tx, Found), ActionError> {
    let mut tx = bridge.store().begin().await?;
    let found = referrals::find(&mut tx, &Scope::of(&caller.actor), id).await?;
    match found.filter(|found| sight_of(&caller.actor, &found.referral, now).is_some()) {
        Some(found) => Ok((tx, found)),
        None => {
            drop(tx);
            note(bridge, caller, id).await?;
            Err(ActionError::NotFound)
        }
    }
}

/// Gives the outcome of a deed on a referral, and writes down when it was refused.
pub(crate) async fn noted<T>(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    outcome: Result<T, ActionError>,
) -> Result<T, ActionError> {
    if matches!(
        outcome,
        Err(ActionError::NotFound | ActionError::Forbidden | ActionError::Gone)
    ) {
        note(bridge, caller, id).await?;
    }
    outcome
}

/// Writes down that a caller was refused at the door what a referral's address promised. A referral
/// that is not there at all is nobody's data.
///
/// # Errors
/// When the store cannot be written.
pub async fn note(bridge: &Bridge, caller: &Caller, id: ReferralId) -> Result<(), ActionError> {
    let mut tx = bridge.store().begin().await?;
    let Some(found) = referrals::find(&mut tx, &Scope::Worker, id).await? else {
        drop(tx);
        return note_of_nobody(bridge, caller).await;
    };
    let referral = found.referral;
    let line = Line {
        resident: Some(referral.resident),
        referral: Some(referral.id),
        ..line(bridge, caller, referral.municipality)
    };
    access_log::write(&mut tx, &[line]).await?;
    Ok(tx.commit().await?)
}

/// Writes down that a caller was refused what is about nobody in particular: a list, a page of
/// settings, a form without its token. Whoever has no account is nobody to write down.
///
/// # Errors
/// When the store cannot be written.
pub async fn note_of_nobody(bridge: &Bridge, caller: &Caller) -> Result<(), ActionError> {
    let Some(member) = caller.as_member() else {
        return Ok(());
    };
    let home = member.municipality;
    let mut tx = bridge.store().begin().await?;
    if refusals::count(&mut tx, home, member.user, bridge.now()).await? <= FEW {
        let line = line(bridge, caller, home);
        access_log::write(&mut tx, &[line]).await?;
    }
    Ok(tx.commit().await?)
}

fn line(bridge: &Bridge, caller: &Caller, municipality: MunicipalityId) -> Line {
    Line {
        municipality,
        at: bridge.now(),
        user: caller.actor.user(),
        role: caller.role(),
        organisation: caller.actor.organisation(),
        on_behalf: caller.on_behalf(None),
        origin: caller.origin.clone(),
        action: Action::Refused,
        resident: None,
        referral: None,
        consent: None,
    }
}
