//! Accounts and tokens, for the command line and for setting up.

use domain::fault::Fault;
use domain::ids::{OrganisationId, UserId};
use domain::organisation::{Role, Roles};
use jiff::{SignedDuration, Timestamp};
use store::access_log::{self, Action, Line};
use store::invitations::Reset;
use store::key_store::fresh_uuid;
use store::secrets::{random_nonce, random_token};
use store::{Tx, accounts, invitations, web_sessions};

use crate::caller::CONSOLE;
use crate::reset_password::link_of;
use crate::sign_in::{PASSWORD_MIN, hash_password};
use crate::{ActionError, Bridge};

/// Makes an account that acts for an organisation. `password` must be at least
/// [`PASSWORD_MIN`] characters.
///
/// # Errors
/// [`ActionError::Faults`] when the address or password will not do, or the address is taken;
/// [`ActionError::NotFound`] when there is no such organisation.
pub async fn add(
    bridge: &Bridge,
    email: &str,
    name: &str,
    password: &str,
    organisation: OrganisationId,
    roles: Roles,
) -> Result<UserId, ActionError> {
    let mut faults = Vec::new();
    let address = email.parse::<domain::contact::Email>();
    if address.is_err() {
        faults.push(Fault::body("email", "email"));
    }
    if password.chars().count() < PASSWORD_MIN {
        faults.push(Fault::body("wachtwoord", "te-kort").with(PASSWORD_MIN.to_string()));
    }
    let taken = {
        let mut reading = bridge.store().read().await?;
        accounts::password_of(&mut reading, email).await?.is_some()
    };
    if taken {
        faults.push(Fault::body("email", "bestaat-al"));
    }
    let Ok(address) = address else {
        return Err(ActionError::Faults(faults));
    };
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let hash = hash_password(password)?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let home = store::organisations::find(&mut tx, organisation).await?;
    let Some(home) = home else {
        return Err(ActionError::NotFound);
    };
    let user = UserId::new(fresh_uuid(now));
    accounts::insert(&mut tx, user, address.as_str(), name, Some(&hash), now).await?;
    let municipality = home.organisation.municipality;
    accounts::join(&mut tx, municipality, organisation, user, roles).await?;
    tx.commit().await?;
    Ok(user)
}

/// Sets a new password. Who had the old one, or something that was got with it, is out at once: all
/// sessions and tokens of the account end in the same transaction.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such account; [`ActionError::Faults`] when the
/// password is too short.
pub async fn reset(bridge: &Bridge, email: &str, password: &str) -> Result<(), ActionError> {
    if password.chars().count() < PASSWORD_MIN {
        let fault = Fault::body("wachtwoord", "te-kort").with(PASSWORD_MIN.to_string());
        return Err(ActionError::fault(fault));
    }
    let mut tx = bridge.store().begin().await?;
    put_out(bridge, &mut tx, email, password).await?;
    Ok(tx.commit().await?)
}

/// How long a link works that an operator hands on.
const LINK_WORKS: SignedDuration = SignedDuration::from_hours(24);

/// Takes the password away, and gives a link with which its owner chooses another: once, for a day.
/// So nobody else ever knows it. Who had the old one, or something that was got with it, is out at
/// once, as with [`reset`].
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such account.
pub async fn reset_by_link(bridge: &Bridge, email: &str) -> Result<String, ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    // Nobody knows this one, and it is kept as a hash only.
    let user = put_out(bridge, &mut tx, email, &random_token()).await?;
    let reset = Reset {
        id: fresh_uuid(now),
        user,
        nonce: random_nonce(),
        expires_at: now.checked_add(LINK_WORKS).unwrap_or(Timestamp::MAX),
        used_at: None,
    };
    invitations::ask_reset(&mut tx, &reset, now).await?;
    tx.commit().await?;
    Ok(link_of(bridge, &reset))
}

/// Sets a password within a transaction, ends all that the old one opened, and writes that down.
async fn put_out(
    bridge: &Bridge,
    tx: &mut Tx,
    email: &str,
    password: &str,
) -> Result<UserId, ActionError> {
    let hash = hash_password(password)?;
    let now = bridge.now();
    let Some(user) = accounts::set_password(tx, email, &hash).await? else {
        return Err(ActionError::NotFound);
    };
    accounts::end_tokens(tx, user).await?;
    web_sessions::end_of(tx, user).await?;
    invitations::end_resets(tx, user, now).await?;
    let memberships = accounts::memberships(tx, user).await?;
    if let Some(member) = memberships.first() {
        let line = Line {
            municipality: member.municipality,
            at: now,
            user: Some(user),
            role: Role::System,
            organisation: Some(member.organisation),
            on_behalf: None,
            origin: CONSOLE.to_owned(),
            action: Action::SignInChanged,
            resident: None,
            referral: None,
            consent: None,
        };
        access_log::write(tx, &[line]).await?;
    }
    Ok(user)
}

/// Every account with its organisations.
///
/// # Errors
/// When the store cannot be read.
pub async fn list(bridge: &Bridge) -> Result<Vec<accounts::Listed>, ActionError> {
    let mut reading = bridge.store().read().await?;
    Ok(accounts::list(&mut reading).await?)
}

/// The tokens of an account that still work, newest first.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such account.
pub async fn tokens_of(
    bridge: &Bridge,
    email: &str,
) -> Result<Vec<accounts::KeptToken>, ActionError> {
    let mut reading = bridge.store().read().await?;
    let found = accounts::password_of(&mut reading, email).await?;
    let (user, _) = found.ok_or(ActionError::NotFound)?;
    Ok(accounts::tokens(&mut reading, user, bridge.now()).await?)
}

/// Ends the one token of an account whose key begins like this.
///
/// # Errors
/// [`ActionError::NotFound`] when none or several do, or there is no such account.
pub async fn revoke_token(bridge: &Bridge, email: &str, key: &str) -> Result<(), ActionError> {
    let all = tokens_of(bridge, email).await?;
    let mut named = all
        .into_iter()
        .filter(|token| !key.is_empty() && token.hash.starts_with(key));
    let (Some(one), None) = (named.next(), named.next()) else {
        return Err(ActionError::NotFound);
    };
    let mut tx = bridge.store().begin().await?;
    let Some((user, _)) = accounts::password_of(&mut tx, email).await? else {
        return Err(ActionError::NotFound);
    };
    accounts::end_token(&mut tx, user, &one.hash).await?;
    Ok(tx.commit().await?)
}

/// How many days a token works when nothing else is asked.
pub const TOKEN_DAYS: u16 = 365;
/// How many days it works at most.
pub const TOKEN_DAYS_MAX: u16 = 731;
/// Longest scope of a token, in characters.
const SCOPE_MAX: usize = 40;

/// Makes a token for an account that works for a year. See [`make_token_for`].
///
/// # Errors
/// As [`make_token_for`].
pub async fn make_token(
    bridge: &Bridge,
    email: &str,
    organisation: Option<OrganisationId>,
    scope: &str,
) -> Result<(String, Timestamp), ActionError> {
    make_token_for(bridge, email, organisation, scope, TOKEN_DAYS).await
}

/// Makes a token for an account, bound to one organisation, to a scope and to the roles that its
/// maker has there now: it never reaches further, and loses what its maker loses. It is shown once
/// and kept as a hash.
///
/// # Errors
/// [`ActionError::NotFound`] when the account does not act for that organisation;
/// [`ActionError::Faults`] when it would work for no day or more than [`TOKEN_DAYS_MAX`], or the
/// scope is no word.
pub async fn make_token_for(
    bridge: &Bridge,
    email: &str,
    organisation: Option<OrganisationId>,
    scope: &str,
    days: u16,
) -> Result<(String, Timestamp), ActionError> {
    let mut faults = Vec::new();
    if !(1..=TOKEN_DAYS_MAX).contains(&days) {
        faults.push(Fault::body("dagen", "getal").with(format!("1-{TOKEN_DAYS_MAX}")));
    }
    let word = |sign: char| sign.is_ascii_alphanumeric() || "-_:".contains(sign);
    if scope.is_empty() || scope.len() > SCOPE_MAX || !scope.chars().all(word) {
        faults.push(Fault::body("scope", "tekens"));
    }
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let Some((user, _)) = accounts::password_of(&mut tx, email).await? else {
        return Err(ActionError::NotFound);
    };
    let memberships = accounts::memberships(&mut tx, user).await?;
    let member = match organisation {
        Some(id) => memberships
            .into_iter()
            .find(|member| member.organisation == id),
        None => memberships.into_iter().next(),
    };
    let Some(member) = member else {
        return Err(ActionError::NotFound);
    };
    let token = random_token();
    let works = SignedDuration::from_hours(24 * i64::from(days));
    let expires = now.checked_add(works).unwrap_or(Timestamp::MAX);
    accounts::insert_token(&mut tx, &token, &member, scope, now, expires).await?;
    tx.commit().await?;
    Ok((token, expires))
}
