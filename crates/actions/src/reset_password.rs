//! A forgotten password. Asking for another tells nobody whether there is such an account: the page
//! answers before anything is looked up. The link works once, for an hour; the second step stays.

use domain::ids::UserId;
use domain::notice::AccountNotice;
use domain::sign_in::{Known, judge_password, needs_second_step};
use jiff::{SignedDuration, Timestamp};
use store::access_log::Action;
use store::invitations::{self, Reset};
use store::key_store::fresh_uuid;
use store::secrets::random_nonce;
use store::{accounts, outbox, second_steps, web_sessions};

use crate::invite::places;
use crate::sign_in::{hash_aside, log_of};
use crate::{ActionError, Bridge};

/// How long the link works.
const WORKS: SignedDuration = SignedDuration::from_hours(1);
/// So many mails an hour one address gets, however often somebody asks.
const AN_HOUR: i64 = 3;

/// Asks for a new password: a link is mailed when there is such an account with work to do. Callers
/// answer their visitor without waiting for this.
///
/// # Errors
/// When the store cannot be written.
pub async fn ask(bridge: &Bridge, email: &str) -> Result<(), ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    // Who has no password comes in by their provider, and gets none by asking.
    let Some((user, Some(_))) = accounts::password_of(&mut tx, email.trim()).await? else {
        return Ok(());
    };
    let since = now.checked_sub(WORKS).unwrap_or(Timestamp::MIN);
    let memberships = accounts::memberships(&mut tx, user).await?;
    let Some(member) = memberships.first() else {
        return Ok(());
    };
    if invitations::resets_since(&mut tx, user, since).await? >= AN_HOUR {
        return Ok(());
    }
    let reset = Reset {
        id: fresh_uuid(now),
        user,
        nonce: random_nonce(),
        expires_at: now.checked_add(WORKS).unwrap_or(Timestamp::MAX),
        used_at: None,
    };
    invitations::ask_reset(&mut tx, &reset, now).await?;
    let notice = AccountNotice::PasswordForgotten;
    outbox::insert_for_account(&mut tx, member.municipality, notice, reset.id, now).await?;
    tx.commit().await?;
    bridge.ring();
    Ok(())
}

/// The address that the mail names.
pub(crate) fn link_of(bridge: &Bridge, reset: &Reset) -> String {
    let token = reset.token(bridge.store().secrets());
    format!("{}/wachtwoord/{token}", bridge.settings().public_url)
}

/// Whether a link still works; that changes nothing. Gives whose password it sets.
///
/// # Errors
/// [`ActionError::NotFound`] when there never was one; [`ActionError::Gone`] when it has served or
/// expired.
pub async fn judge_token(bridge: &Bridge, token: &str) -> Result<UserId, ActionError> {
    working(bridge, token).await.map(|reset| reset.user)
}

async fn working(bridge: &Bridge, token: &str) -> Result<Reset, ActionError> {
    if token.len() > 64 {
        return Err(ActionError::NotFound);
    }
    let mut reading = bridge.store().read().await?;
    let found = invitations::reset_by_token(&mut reading, token).await?;
    let found = found.ok_or(ActionError::NotFound)?;
    if found.used_at.is_some() || found.expires_at <= bridge.now() {
        return Err(ActionError::Gone);
    }
    Ok(found)
}

/// Sets a new password by a link: every session ends, and the person is told by mail. Signing in
/// still asks for the second step.
///
/// # Errors
/// As [`judge_token`]; [`ActionError::Faults`] when the password will not do.
pub async fn set(
    bridge: &Bridge,
    token: &str,
    password: &str,
    origin: &str,
) -> Result<(), ActionError> {
    let reset = working(bridge, token).await?;
    judge(bridge, reset.user, "wachtwoord", password).await?;
    let hash = hash_aside(password).await?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    if !invitations::use_reset(&mut tx, &reset, now).await? {
        return Err(ActionError::Gone);
    }
    accounts::set_password_of(&mut tx, reset.user, &hash).await?;
    web_sessions::end_of(&mut tx, reset.user).await?;
    let memberships = accounts::memberships(&mut tx, reset.user).await?;
    if let Some(member) = memberships.first() {
        let (municipality, subject) = (member.municipality, reset.user.uuid());
        let notice = AccountNotice::PasswordChanged;
        outbox::insert_for_account(&mut tx, municipality, notice, subject, now).await?;
        log_of(&mut tx, bridge, member, origin, Action::SignInChanged).await?;
    }
    tx.commit().await?;
    bridge.ring();
    Ok(())
}

/// Judges a new password of an account, for a field of a form.
///
/// # Errors
/// [`ActionError::Faults`] when it will not do; [`ActionError::NotFound`] when the account is gone.
pub(crate) async fn judge(
    bridge: &Bridge,
    user: UserId,
    field: &str,
    password: &str,
) -> Result<(), ActionError> {
    let (holder, memberships, standing) = {
        let mut reading = bridge.store().read().await?;
        (
            accounts::holder(&mut reading, user).await?,
            accounts::memberships(&mut reading, user).await?,
            second_steps::standing(&mut reading, user).await?,
        )
    };
    let holder = holder.ok_or(ActionError::NotFound)?;
    let names: Vec<String> = memberships
        .iter()
        .flat_map(|member| places(bridge, member.municipality, member.organisation))
        .collect();
    let roles = memberships.iter().flat_map(|member| member.roles.iter());
    let needed = needs_second_step(roles.collect()) && !bridge.settings().demo;
    let known = Known {
        email: &holder.email,
        name: &holder.name,
        places: &names,
    };
    judge_password(field, password, standing.any() || needed, known).map_err(ActionError::fault)
}
