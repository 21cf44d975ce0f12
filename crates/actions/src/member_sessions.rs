//! Where a member is signed in, as their administrator sees it: the device and when it was used last,
//! and nothing of from where. Ending all of it is for a telephone that was lost.

use domain::ids::{OrganisationId, UserId};
use domain::notice::AccountNotice;
use domain::organisation::Role;
use jiff::Timestamp;
use store::access_log::Action;
use store::{outbox, web_sessions};

use crate::members::{self, Shown};
use crate::sign_in::log_of;
use crate::{ActionError, Bridge, Caller};

/// A session of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The device, in words; may be empty.
    pub device: String,
    /// When it was used last.
    pub seen_at: Timestamp,
}

/// Whether the caller administers: a service point lets providers in, and is no one's employer.
fn judge(caller: &Caller) -> Result<(), ActionError> {
    let administers = caller.actor.has(Role::Administrator);
    administers.then_some(()).ok_or(ActionError::Forbidden)
}

async fn member(
    bridge: &Bridge,
    caller: &Caller,
    (organisation, user): (OrganisationId, UserId),
) -> Result<Shown, ActionError> {
    let shown = members::show(bridge, caller, organisation, user).await?;
    judge(caller)?;
    Ok(shown)
}

/// The sessions of a member, the last used first.
///
/// # Errors
/// As [`members::show`]; [`ActionError::Forbidden`] for who is no administrator.
pub async fn list(
    bridge: &Bridge,
    caller: &Caller,
    organisation: OrganisationId,
    user: UserId,
) -> Result<Vec<Open>, ActionError> {
    member(bridge, caller, (organisation, user)).await?;
    let mut reading = bridge.store().read().await?;
    let all = web_sessions::of(&mut reading, user, bridge.now()).await?;
    let open = all.into_iter().map(|one| Open {
        device: one.device,
        seen_at: one.seen_at,
    });
    Ok(open.collect())
}

/// Ends every session of a member, also where they act for somebody else: a device does not know
/// for whom it was lost. They are told by mail, and both names stand in the log. Whoever is signed
/// in nowhere is told nothing.
///
/// # Errors
/// As [`list`].
pub async fn end_all(
    bridge: &Bridge,
    caller: &Caller,
    organisation: OrganisationId,
    user: UserId,
) -> Result<(), ActionError> {
    let shown = member(bridge, caller, (organisation, user)).await?;
    let by = caller.as_member().ok_or(ActionError::Forbidden)?;
    let whose = &shown.colleague.member;
    let mut tx = bridge.store().begin().await?;
    if web_sessions::end_of(&mut tx, user).await? == 0 {
        return Ok(());
    }
    let notice = AccountNotice::SessionsEnded;
    let (home, now) = (whose.municipality, bridge.now());
    outbox::insert_for_account(&mut tx, home, notice, user.uuid(), now).await?;
    log_of(&mut tx, bridge, by, &caller.origin, Action::AccessChanged).await?;
    log_of(&mut tx, bridge, whose, &caller.origin, Action::SignOut).await?;
    tx.commit().await?;
    bridge.ring();
    Ok(())
}
