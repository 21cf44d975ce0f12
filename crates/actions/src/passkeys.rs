//! Passkeys (WebAuthn): as second step, and as the only step, since a passkey asks its device for a
//! finger, a face or a pin itself. The state of a ceremony waits in the session on our side.
//!
//! They need a name in the address that people reach us at: on a bare network address there are
//! none, and nobody is offered any.

use domain::actor::Member;
use domain::ids::UserId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::access_log::Action;
use store::second_steps::{self, KeptPasskey};
use store::{StoreError, accounts};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyAuthentication,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Webauthn,
    WebauthnBuilder,
};

use crate::second_step::{Trier, fresh_recovery_codes};
use crate::sign_in::{log_failure, log_of};
use crate::{ActionError, Bridge};

/// Longest answer of a device that is read, in bytes.
const ANSWER_MAX: usize = 16 * 1024;
/// So many passkeys somebody may have.
const MOST: usize = 10;

/// What a ceremony was begun for, as the session keeps it.
#[derive(Clone, Serialize, Deserialize)]
pub enum Ceremony {
    /// A new passkey.
    Register(Box<PasskeyRegistration>),
    /// A second step.
    Confirm(Box<PasskeyAuthentication>),
    /// Signing in with nothing else.
    Enter(Box<DiscoverableAuthentication>),
}

impl std::fmt::Debug for Ceremony {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ceremony(…)")
    }
}

/// What the browser is asked, and what we keep meanwhile.
#[derive(Debug)]
pub struct Begun {
    /// For the browser, as JSON.
    pub question: Value,
    /// For the session.
    pub ceremony: Ceremony,
}

fn relying_party(bridge: &Bridge) -> Option<Webauthn> {
    let origin = Url::parse(&bridge.settings().public_url).ok()?;
    let name = origin.domain()?.to_owned();
    let builder = WebauthnBuilder::new(&name, &origin).ok()?;
    builder.rp_name("Beweegbrug").build().ok()
}

/// Whether this installation can have passkeys.
#[must_use]
pub fn possible(bridge: &Bridge) -> bool {
    relying_party(bridge).is_some()
}

fn broken(_: webauthn_rs::prelude::WebauthnError) -> ActionError {
    StoreError::Vault("a passkey ceremony could not begin").into()
}

fn question(asked: &impl Serialize) -> Result<Value, ActionError> {
    serde_json::to_value(asked)
        .map_err(|_| StoreError::Vault("a passkey ceremony could not begin").into())
}

fn opened(kept: &[KeptPasskey]) -> Vec<Passkey> {
    kept.iter()
        .filter_map(|one| serde_json::from_str(&one.body).ok())
        .collect()
}

/// Begins to make a passkey.
///
/// # Errors
/// [`ActionError::NotFound`] when the account is gone, when there can be none here, or when there
/// are ten already.
pub async fn begin_register(bridge: &Bridge, user: UserId) -> Result<Begun, ActionError> {
    let party = relying_party(bridge).ok_or(ActionError::NotFound)?;
    let (holder, kept) = {
        let mut reading = bridge.store().read().await?;
        let holder = accounts::holder(&mut reading, user).await?;
        (holder, second_steps::passkeys(&mut reading, user).await?)
    };
    let holder = holder.filter(|_| kept.len() < MOST);
    let holder = holder.ok_or(ActionError::NotFound)?;
    let known = opened(&kept)
        .iter()
        .map(|passkey| passkey.cred_id().clone())
        .collect();
    let (asked, state) = party
        .start_passkey_registration(user.uuid(), &holder.email, &holder.name, Some(known))
        .map_err(broken)?;
    let mut asked = question(&asked)?;
    // A passkey that its device can find by itself also signs in without an address. Devices with
    // little room may make one that cannot: it still serves as second step.
    if let Some(wanted) = asked.pointer_mut("/publicKey/authenticatorSelection") {
        wanted["residentKey"] = Value::from("preferred");
    }
    Ok(Begun {
        question: asked,
        ceremony: Ceremony::Register(Box::new(state)),
    })
}

/// Keeps a new passkey. Gives recovery codes to be shown once when it is the person's first second
/// step; `None` when the device's answer does not fit.
///
/// # Errors
/// When the store cannot be written.
pub async fn finish_register(
    bridge: &Bridge,
    trier: Trier<'_>,
    ceremony: Ceremony,
    answer: &str,
    name: &str,
) -> Result<Option<Vec<String>>, ActionError> {
    let (Some(party), Ceremony::Register(state)) = (relying_party(bridge), ceremony) else {
        return Ok(None);
    };
    let Some(answer) = read::<RegisterPublicKeyCredential>(answer) else {
        return Ok(None);
    };
    let Ok(passkey) = party.finish_passkey_registration(&answer, &state) else {
        return Ok(None);
    };
    let now = bridge.now();
    let kept = KeptPasskey {
        credential: id_of(&passkey),
        name: name.to_owned(),
        body: body_of(&passkey)?,
        made_at: now,
        used_at: None,
    };
    let user = trier.user;
    let mut tx = bridge.store().begin().await?;
    let before = second_steps::standing(&mut tx, user).await?;
    second_steps::add_passkey(&mut tx, user, &kept).await?;
    let codes = if before.any() && before.recovery > 0 {
        Vec::new()
    } else {
        let codes = fresh_recovery_codes();
        second_steps::keep_recovery(&mut tx, user, &codes).await?;
        codes
    };
    let memberships = accounts::memberships(&mut tx, user).await?;
    if let Some(member) = memberships.first() {
        log_of(&mut tx, bridge, member, trier.origin, Action::SignInChanged).await?;
    }
    tx.commit().await?;
    Ok(Some(codes))
}

/// Asks the device for one of the account's passkeys, as a second step.
///
/// # Errors
/// [`ActionError::NotFound`] when there is none.
pub async fn begin_confirm(bridge: &Bridge, user: UserId) -> Result<Begun, ActionError> {
    let party = relying_party(bridge).ok_or(ActionError::NotFound)?;
    let kept = {
        let mut reading = bridge.store().read().await?;
        second_steps::passkeys(&mut reading, user).await?
    };
    let known = opened(&kept);
    if known.is_empty() {
        return Err(ActionError::NotFound);
    }
    let (asked, state) = party.start_passkey_authentication(&known).map_err(broken)?;
    Ok(Begun {
        question: question(&asked)?,
        ceremony: Ceremony::Confirm(Box::new(state)),
    })
}

/// Asks the device for any passkey that it has for us.
///
/// # Errors
/// [`ActionError::NotFound`] when there can be none here.
pub fn begin_enter(bridge: &Bridge) -> Result<Begun, ActionError> {
    let party = relying_party(bridge).ok_or(ActionError::NotFound)?;
    let (asked, state) = party.start_discoverable_authentication().map_err(broken)?;
    let mut asked = question(&asked)?;
    // A button asks for it: the browser need not wait for a field to be touched.
    if let Some(asked) = asked.as_object_mut() {
        asked.remove("mediation");
    }
    Ok(Begun {
        question: asked,
        ceremony: Ceremony::Enter(Box::new(state)),
    })
}

/// Whose passkey answered; `None` when it fits nobody. As a second step it must be of `expected`.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn finish(
    bridge: &Bridge,
    ceremony: Ceremony,
    answer: &str,
    expected: Option<UserId>,
    origin: &str,
) -> Result<Option<UserId>, ActionError> {
    let found = judge(bridge, ceremony, answer, expected).await?;
    if found.is_none() {
        let mut tx = bridge.store().begin().await?;
        let memberships = match expected {
            Some(user) => accounts::memberships(&mut tx, user).await?,
            None => Vec::new(),
        };
        log_failure(bridge, &mut tx, memberships.first(), origin).await?;
        tx.commit().await?;
    }
    Ok(found)
}

async fn judge(
    bridge: &Bridge,
    ceremony: Ceremony,
    answer: &str,
    expected: Option<UserId>,
) -> Result<Option<UserId>, ActionError> {
    let (Some(party), Some(answer)) = (relying_party(bridge), read::<PublicKeyCredential>(answer))
    else {
        return Ok(None);
    };
    let user = match (&ceremony, expected) {
        (Ceremony::Confirm(_), Some(user)) => user,
        (Ceremony::Enter(_), None) => match party.identify_discoverable_authentication(&answer) {
            Ok((id, _)) => UserId::new(id),
            Err(_) => return Ok(None),
        },
        _ => return Ok(None),
    };
    let mut tx = bridge.store().begin().await?;
    if accounts::holder(&mut tx, user).await?.is_none() {
        return Ok(None);
    }
    let kept = second_steps::passkeys(&mut tx, user).await?;
    let mut known = opened(&kept);
    let used = known.iter().position(|one| id_of(one) == answer.id);
    let Some(used) = used else {
        return Ok(None);
    };
    let judged = match ceremony {
        Ceremony::Confirm(state) => party.finish_passkey_authentication(&answer, &state),
        Ceremony::Enter(state) => {
            let key = DiscoverableKey::from(&known[used]);
            party.finish_discoverable_authentication_v2(&answer, *state, &key)
        }
        Ceremony::Register(_) => return Ok(None),
    };
    let Ok(judged) = judged else {
        return Ok(None);
    };
    if !judged.user_verified() {
        return Ok(None);
    }
    let passkey = &mut known[used];
    passkey.update_credential(&judged);
    let (id, body) = (id_of(passkey), body_of(passkey)?);
    second_steps::passkey_used(&mut tx, user, &id, &body, bridge.now()).await?;
    tx.commit().await?;
    Ok(Some(user))
}

/// The passkeys of somebody, oldest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn list(bridge: &Bridge, user: UserId) -> Result<Vec<KeptPasskey>, ActionError> {
    let mut reading = bridge.store().read().await?;
    Ok(second_steps::passkeys(&mut reading, user).await?)
}

/// Takes one of the member's passkeys away. Gives `false` when it is their only second step, and
/// their role asks for one.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such passkey.
pub async fn remove(
    bridge: &Bridge,
    member: &Member,
    origin: &str,
    credential: &str,
) -> Result<bool, ActionError> {
    let mut tx = bridge.store().begin().await?;
    if !second_steps::end_passkey(&mut tx, member.user, credential).await? {
        return Err(ActionError::NotFound);
    }
    let left = second_steps::standing(&mut tx, member.user).await?;
    let memberships = accounts::memberships(&mut tx, member.user).await?;
    let roles = memberships.iter().flat_map(|member| member.roles.iter());
    if !left.any() && domain::sign_in::needs_second_step(roles.collect()) {
        return Ok(false);
    }
    log_of(&mut tx, bridge, member, origin, Action::SignInChanged).await?;
    tx.commit().await?;
    Ok(true)
}

fn read<T: serde::de::DeserializeOwned>(answer: &str) -> Option<T> {
    if answer.len() > ANSWER_MAX {
        return None;
    }
    serde_json::from_str(answer).ok()
}

fn id_of(passkey: &Passkey) -> String {
    data_encoding::BASE64URL_NOPAD.encode(passkey.cred_id().as_ref())
}

fn body_of(passkey: &Passkey) -> Result<String, ActionError> {
    serde_json::to_string(passkey)
        .map_err(|_| StoreError::Vault("a passkey could not be kept").into())
}
