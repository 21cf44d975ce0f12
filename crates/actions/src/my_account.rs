//! What somebody changes about their own account: name, password, sessions, tokens.

use domain::actor::Member;
use domain::fault::Fault;
use domain::ids::UserId;
use domain::notice::AccountNotice;
use store::access_log::Action;
use store::accounts::{self, KeptToken};
use store::web_sessions::{self, Listed};
use store::{invitations, outbox};

use crate::invite::NAME_MAX;
use crate::reset_password::judge;
use crate::second_step::{Checked, Trier, check_password};
use crate::sign_in::{hash_aside, log_of};
use crate::{ActionError, Bridge};

/// Changes one's own name.
///
/// # Errors
/// [`ActionError::Faults`] when it is empty or too long.
pub async fn rename(bridge: &Bridge, user: UserId, name: &str) -> Result<(), ActionError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(ActionError::fault(Fault::body("naam", "ontbreekt")));
    }
    if name.chars().count() > NAME_MAX {
        let fault = Fault::body("naam", "te-lang").with(NAME_MAX.to_string());
        return Err(ActionError::fault(fault));
    }
    if name.chars().any(char::is_control) {
        return Err(ActionError::fault(Fault::body("naam", "tekens")));
    }
    let mut tx = bridge.store().begin().await?;
    accounts::rename(&mut tx, user, name).await?;
    Ok(tx.commit().await?)
}

/// Changes one's own password. All other sessions end, open links to reset it too, and a mail tells
/// of it. `session` is the one that stays.
///
/// # Errors
/// [`ActionError::Faults`] when the old one is wrong or the new one will not do.
pub async fn change_password(
    bridge: &Bridge,
    member: &Member,
    trier: Trier<'_>,
    session: &str,
    (old, new): (&str, &str),
) -> Result<Checked, ActionError> {
    let checked = check_password(bridge, trier, old).await?;
    if checked != Checked::Right {
        return Ok(checked);
    }
    judge(bridge, member.user, "nieuw", new).await?;
    let hash = hash_aside(new).await?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    accounts::set_password_of(&mut tx, member.user, &hash).await?;
    web_sessions::end_others(&mut tx, member.user, session).await?;
    invitations::end_resets(&mut tx, member.user, now).await?;
    let notice = AccountNotice::PasswordChanged;
    let (home, subject) = (member.municipality, member.user.uuid());
    outbox::insert_for_account(&mut tx, home, notice, subject, now).await?;
    log_of(&mut tx, bridge, member, trier.origin, Action::SignInChanged).await?;
    tx.commit().await?;
    bridge.ring();
    Ok(Checked::Right)
}

/// The address somebody signs in with.
///
/// # Errors
/// [`ActionError::NotFound`] when the account is gone.
pub async fn email_of(bridge: &Bridge, user: UserId) -> Result<String, ActionError> {
    let mut reading = bridge.store().read().await?;
    let holder = accounts::holder(&mut reading, user).await?;
    holder
        .map(|holder| holder.email)
        .ok_or(ActionError::NotFound)
}

/// One's own sessions, the last used first.
///
/// # Errors
/// When the store cannot be read.
pub async fn sessions(bridge: &Bridge, user: UserId) -> Result<Vec<Listed>, ActionError> {
    let mut reading = bridge.store().read().await?;
    Ok(web_sessions::of(&mut reading, user, bridge.now()).await?)
}

/// Ends one of one's own sessions.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such session.
pub async fn end_session(
    bridge: &Bridge,
    member: &Member,
    origin: &str,
    id: &str,
) -> Result<(), ActionError> {
    let mut tx = bridge.store().begin().await?;
    if !web_sessions::end_one(&mut tx, member.user, id).await? {
        return Err(ActionError::NotFound);
    }
    log_of(&mut tx, bridge, member, origin, Action::SignOut).await?;
    Ok(tx.commit().await?)
}

/// Ends all of one's own sessions but this one.
///
/// # Errors
/// When the store cannot be written.
pub async fn end_other_sessions(
    bridge: &Bridge,
    member: &Member,
    origin: &str,
    session: &str,
) -> Result<(), ActionError> {
    let mut tx = bridge.store().begin().await?;
    if web_sessions::end_others(&mut tx, member.user, session).await? > 0 {
        log_of(&mut tx, bridge, member, origin, Action::SignOut).await?;
    }
    Ok(tx.commit().await?)
}

/// One's own tokens that still work, newest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn tokens(bridge: &Bridge, user: UserId) -> Result<Vec<KeptToken>, ActionError> {
    let mut reading = bridge.store().read().await?;
    Ok(accounts::tokens(&mut reading, user, bridge.now()).await?)
}

/// Ends one of one's own tokens, by its hash.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such token.
pub async fn end_token(bridge: &Bridge, user: UserId, hash: &str) -> Result<(), ActionError> {
    let mut tx = bridge.store().begin().await?;
    let found = accounts::end_token(&mut tx, user, hash).await?;
    tx.commit().await?;
    found.then_some(()).ok_or(ActionError::NotFound)
}
