//! Signing in: password for people, token for programs. An unknown account takes as long and gets
//! the same answer as a wrong password. Failures are counted before they are judged, by account and
//! network; a device that signed in before has a count of its own, so that nobody elsewhere can
//! lock its owner out.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use domain::actor::Member;
use domain::ids::{OrganisationId, UserId};
use domain::organisation::Role;
use domain::sign_in::{Counted, PASSWORD_MAX, needs_second_step, network_of};
use jiff::SignedDuration;
use store::access_log::{self, Action, Line};
use store::key_store::fresh_uuid;
use store::sign_in_attempts::{self, Key};
use store::{Tx, accounts, second_steps};

use crate::known_device;
use crate::{ActionError, Bridge, Caller};

pub use domain::sign_in::PASSWORD_MIN;

/// Compared against when there is no such account, so that it takes as long.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_password("niemand heeft dit wachtwoord").unwrap_or_default());

/// argon2id with 19 MiB, two passes, one lane: the OWASP Password Storage Cheat Sheet's choice.
const PARAMS: Option<Params> = match Params::new(19 * 1024, 2, 1, None) {
    Ok(params) => Some(params),
    Err(_) => None,
};

fn argon2() -> Argon2<'static> {
    Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        PARAMS.unwrap_or_default(),
    )
}

/// Hashes a password with argon2id. Takes some tens of milliseconds, on purpose.
///
/// # Errors
/// When hashing fails.
pub fn hash_password(password: &str) -> Result<String, ActionError> {
    let hash = argon2().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string())
        .map_err(|_| store::StoreError::Vault("the password could not be hashed").into())
}

/// Hashes a password away from the threads that serve everybody else.
///
/// # Errors
/// When hashing fails.
pub async fn hash_aside(password: &str) -> Result<String, ActionError> {
    let password = password.to_owned();
    let hashed = tokio::task::spawn_blocking(move || hash_password(&password)).await;
    hashed.unwrap_or_else(|_| {
        Err(store::StoreError::Vault("the password could not be hashed").into())
    })
}

fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Whether a hash was made with other parameters than today's.
fn is_outdated(hash: &str) -> bool {
    let today = NOBODY.split('$').take(4);
    hash.split('$').take(4).ne(today)
}

/// Whether a password belongs to a hash, judged away from the threads that serve everybody else.
pub(crate) async fn verify_aside(password: &str, hash: &str) -> bool {
    if password.chars().count() > PASSWORD_MAX {
        return false;
    }
    let (password, hash) = (password.to_owned(), hash.to_owned());
    let right = tokio::task::spawn_blocking(move || verify(&password, &hash)).await;
    right.unwrap_or(false)
}

/// Somebody at the door.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// The address they typed.
    pub email: &'a str,
    /// The password they typed.
    pub password: &'a str,
    /// The network address they come from.
    pub origin: &'a str,
    /// What their browser keeps of earlier times here.
    pub device: Option<&'a str>,
}

impl std::fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Attempt(…)")
    }
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// Address and password do not belong together, or nobody is acted for any more.
    No,
    /// Too often; again after this long.
    Wait(SignedDuration),
    /// They do.
    Right(UserId, NextStep),
}

/// What stands between the password and the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Nothing.
    Enter,
    /// The second step that they have.
    Confirm,
    /// A second step must be set up first: their role asks for one.
    SetUp,
}

/// Tries address and password.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn try_password(bridge: &Bridge, attempt: Attempt<'_>) -> Result<Tried, ActionError> {
    let email = attempt.email.trim().to_lowercase();
    let keys = keys_of(bridge, &email, attempt);
    if let Some(wait) = count(bridge, &keys).await? {
        return Ok(Tried::Wait(wait));
    }
    let now = bridge.now();
    let (found, memberships, standing) = {
        let mut reading = bridge.store().read().await?;
        let found = accounts::password_of(&mut reading, &email).await?;
        // For nobody the same questions are asked.
        let user = found
            .as_ref()
            .map_or_else(|| UserId::new(fresh_uuid(now)), |(user, _)| *user);
        let memberships = accounts::memberships(&mut reading, user).await?;
        let standing = second_steps::standing(&mut reading, user).await?;
        (found, memberships, standing)
    };
    let (user, hash) = match found {
        Some((user, Some(hash))) => (Some(user), hash),
        Some((user, None)) => (Some(user).filter(|_| false), NOBODY.clone()),
        None => (None, NOBODY.clone()),
    };
    let right = verify_aside(attempt.password, &hash).await;
    let user = user.filter(|_| right && !memberships.is_empty());
    let mut tx = bridge.store().begin().await?;
    let Some(user) = user else {
        log_failure(bridge, &mut tx, memberships.first(), attempt.origin).await?;
        tx.commit().await?;
        return Ok(Tried::No);
    };
    for key in &keys {
        sign_in_attempts::take_back(&mut tx, key, now).await?;
    }
    if is_outdated(&hash) {
        let fresh = hash_aside(attempt.password).await?;
        accounts::set_password_of(&mut tx, user, &fresh).await?;
    }
    tx.commit().await?;
    let roles = memberships.iter().flat_map(|member| member.roles.iter());
    let next = if bridge.settings().demo {
        NextStep::Enter
    } else if standing.any() {
        NextStep::Confirm
    } else if needs_second_step(roles.collect()) {
        NextStep::SetUp
    } else {
        NextStep::Enter
    };
    Ok(Tried::Right(user, next))
}

/// Under which keys an attempt counts: on a known device that device alone, elsewhere the account
/// from that network and the network as a whole.
fn keys_of(bridge: &Bridge, email: &str, attempt: Attempt<'_>) -> Vec<Key> {
    let secrets = bridge.store().secrets();
    let device = attempt
        .device
        .and_then(|cookie| known_device::of(bridge, cookie, email));
    match device {
        Some(device) => vec![Key::new(secrets, Counted::KnownDevice, &[email, &device])],
        None => {
            let network = network_of(attempt.origin);
            vec![
                Key::new(secrets, Counted::AccountFromNetwork, &[email, &network]),
                Key::new(secrets, Counted::Network, &[&network]),
            ]
        }
    }
}

/// Counts an attempt under each key, or under none when one of them still has to wait.
pub(crate) async fn count(
    bridge: &Bridge,
    keys: &[Key],
) -> Result<Option<SignedDuration>, ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    for key in keys {
        if let Some(wait) = sign_in_attempts::count(&mut tx, key, now).await? {
            return Ok(Some(wait));
        }
    }
    tx.commit().await?;
    Ok(None)
}

/// Writes down that somebody tried in vain: in the log of whom they tried to be, or in that of the
/// first municipality. What they typed is not kept.
pub(crate) async fn log_failure(
    bridge: &Bridge,
    tx: &mut Tx,
    member: Option<&Member>,
    origin: &str,
) -> Result<(), ActionError> {
    let home = bridge.municipalities();
    let municipality = member
        .map(|member| member.municipality)
        .or_else(|| home.first().map(|first| first.settings.id));
    if let Some(municipality) = municipality {
        let line = Line {
            municipality,
            at: bridge.now(),
            user: member.map(|member| member.user),
            role: member
                .and_then(|member| member.roles.first())
                .unwrap_or(Role::System),
            organisation: member.map(|member| member.organisation),
            on_behalf: None,
            origin: origin.to_owned(),
            action: Action::SignInFailed,
            resident: None,
            referral: None,
            consent: None,
        };
        access_log::write(tx, &[line]).await?;
    }
    Ok(())
}

/// Writes down what a member did with a way of signing in.
pub(crate) async fn log_of(
    tx: &mut Tx,
    bridge: &Bridge,
    member: &Member,
    origin: &str,
    action: Action,
) -> Result<(), ActionError> {
    let line = Line {
        municipality: member.municipality,
        at: bridge.now(),
        user: Some(member.user),
        role: member.roles.first().unwrap_or(Role::System),
        organisation: Some(member.organisation),
        on_behalf: None,
        origin: origin.to_owned(),
        action,
        resident: None,
        referral: None,
        consent: None,
    };
    Ok(access_log::write(tx, &[line]).await?)
}

/// Somebody has taken every step: they are in, and that stands in the log. Gives for whom they act
/// first, and whether there are others; `None` when they act for nobody any more.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn entered(
    bridge: &Bridge,
    user: UserId,
    origin: &str,
) -> Result<Option<(Member, bool)>, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let all = accounts::memberships(&mut tx, user).await?;
    let several = all.len() > 1;
    let Some(member) = all.into_iter().next() else {
        return Ok(None);
    };
    log_of(&mut tx, bridge, &member, origin, Action::SignIn).await?;
    tx.commit().await?;
    Ok(Some((member, several)))
}

/// Somebody signs out, and that stands in the log.
///
/// # Errors
/// When the store cannot be written.
pub async fn left(bridge: &Bridge, member: &Member, origin: &str) -> Result<(), ActionError> {
    let mut tx = bridge.store().begin().await?;
    log_of(&mut tx, bridge, member, origin, Action::SignOut).await?;
    Ok(tx.commit().await?)
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
