//! Signing in: password for people, token for programs. An unknown account takes as long and gets
//! the same answer as a wrong password.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use domain::actor::Member;
use domain::ids::{OrganisationId, UserId};
use store::accounts;

use crate::{ActionError, Bridge, Caller};

/// Compared against when there is no such account, so that it takes as long.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_password("niemand heeft dit wachtwoord").unwrap_or_default());

/// Shortest password for who has no second factor (quality.md, section 2).
pub const PASSWORD_MIN: usize = 15;

/// Hashes a password with argon2id. Takes some tens of milliseconds, on purpose.
///
/// # Errors
/// When hashing fails.
pub fn hash_password(password: &str) -> Result<String, ActionError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string())
        .map_err(|_| store::StoreError::Vault("the password could not be hashed").into())
}

fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

/// Who signs in with this address and password; `None` when they do not belong together.
///
/// # Errors
/// When the store cannot be read.
pub async fn with_password(
    bridge: &Bridge,
    email: &str,
    password: &str,
) -> Result<Option<UserId>, ActionError> {
    let found = {
        let mut reading = bridge.store().read().await?;
        accounts::password_of(&mut reading, email.trim()).await?
    };
    let (user, hash) = match found {
        Some((user, Some(hash))) => (Some(user), hash),
        _ => (None, NOBODY.clone()),
    };
    let password = password.to_owned();
    // Hashing is heavy: not on the threads that serve everybody else.
    let right = tokio::task::spawn_blocking(move || verify(&password, &hash)).await;
    Ok(user.filter(|_| right.unwrap_or(false)))
}

/// For whom somebody may act, by name of the organisation.
///
/// # Errors
/// When the store cannot be read.
pub async fn memberships(bridge: &Bridge, user: UserId) -> Result<Vec<Member>, ActionError> {
    let mut reading = bridge.store().read().await?;
    Ok(accounts::memberships(&mut reading, user).await?)
}

/// Somebody acting for one of their organisations; `None` when the account or the membership has
/// ended since.
///
/// # Errors
/// When the store cannot be read.
pub async fn acting_for(
    bridge: &Bridge,
    user: UserId,
    organisation: OrganisationId,
) -> Result<Option<Member>, ActionError> {
    let all = memberships(bridge, user).await?;
    Ok(all
        .into_iter()
        .find(|member| member.organisation == organisation))
}

/// Who calls with a token, and its scope; `None` when it is unknown or has expired.
///
/// # Errors
/// When the store cannot be read.
pub async fn with_token(
    bridge: &Bridge,
    token: &str,
    origin: String,
) -> Result<Option<(Caller, String)>, ActionError> {
    if token.len() > 128 {
        return Ok(None);
    }
    let mut reading = bridge.store().read().await?;
    let found = accounts::by_token(&mut reading, token).await?;
    Ok(found
        .filter(|(_, _, expires)| *expires > bridge.now())
        .map(|(member, scope, _)| (Caller::member(member, origin), scope)))
}

/// The care professionals a referral can go to, for the caller's municipality.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller does not refer.
pub async fn care_professionals(
    bridge: &Bridge,
    caller: &Caller,
) -> Result<Vec<Member>, ActionError> {
    use domain::policy::{Verb, may};
    if !may(&caller.actor, Verb::ListCareProfessionals) {
        return Err(ActionError::Forbidden);
    }
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    let mut reading = bridge.store().read().await?;
    let role = domain::organisation::Role::CareProfessional;
    Ok(accounts::with_role(&mut reading, member.municipality, role).await?)
}
