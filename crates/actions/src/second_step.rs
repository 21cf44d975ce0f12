//! The second step: one-time codes from an app (RFC 6238), and recovery codes for a day without it.
//! A code works once, also within its half minute; a recovery code works once ever. Passkeys have a
//! file of their own.

use data_encoding::BASE32_NOPAD;
use domain::actor::Member;
use domain::ids::UserId;
use domain::notice::AccountNotice;
use domain::sign_in::{Counted, RECOVERY_CODES, network_of};
use jiff::SignedDuration;
use store::access_log::Action;
use store::second_steps::{self, Standing};
use store::sign_in_attempts::{self, Key};
use store::{accounts, outbox, web_sessions};
use totp_rs::{Algorithm, Builder, Totp};

use crate::sign_in::{count, log_failure, log_of};
use crate::{ActionError, Bridge, Caller, colleagues, known_device};

/// A code holds for so many seconds.
const STEP: u64 = 30;
/// So many steps a clock may be early or late.
const DRIFT: u16 = 1;
/// Digits of a recovery code: they are typed on the same number keys as a one-time code.
const RECOVERY_DIGITS: usize = 12;

/// A secret that somebody takes into their app, and confirms with a code.
#[derive(Clone)]
pub struct Begun {
    /// The secret sealed, for the session to keep until it is confirmed.
    pub sealed: Vec<u8>,
    /// As people type it: groups of four.
    pub typed: String,
    /// As the app reads it from a QR code.
    pub address: String,
}

impl std::fmt::Debug for Begun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Begun(…)")
    }
}

/// Who takes a second step, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Trier<'a> {
    /// The account.
    pub user: UserId,
    /// The network address.
    pub origin: &'a str,
    /// What their browser keeps of earlier times here.
    pub device: Option<&'a str>,
}

/// How a second step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is them.
    Right,
    /// Not this code, or not any more.
    Wrong,
    /// Too often; again after this long.
    Wait(SignedDuration),
}

fn totp_of(secret: &[u8]) -> Option<Totp> {
    let secret: [u8; 20] = secret.try_into().ok()?;
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(STEP)
        .with_skew(DRIFT)
        .with_secret(secret)
        .build_noncompliant();
    Some(totp)
}

fn seconds(bridge: &Bridge) -> u64 {
    u64::try_from(bridge.now().as_second()).unwrap_or_default()
}

/// The time step of a code, when it is one of now.
fn step_of(bridge: &Bridge, secret: &[u8], code: &str) -> Option<i64> {
    let step = totp_of(secret)?.check(code, seconds(bridge))?;
    i64::try_from(step).ok()
}

/// Which second steps somebody has.
///
/// # Errors
/// When the store cannot be read.
pub async fn standing(bridge: &Bridge, user: UserId) -> Result<Standing, ActionError> {
    let mut reading = bridge.store().read().await?;
    Ok(second_steps::standing(&mut reading, user).await?)
}

/// Begins to set up one-time codes. Nothing changes until [`confirm_codes`].
///
/// # Errors
/// [`ActionError::NotFound`] when the account is gone.
pub async fn begin_codes(bridge: &Bridge, user: UserId) -> Result<Begun, ActionError> {
    let secret: [u8; 20] = rand::random();
    let sealed = second_steps::seal_unconfirmed(bridge.store().secrets(), user, &secret)?;
    begun(bridge, user, sealed).await
}

/// The same secret again, for a page that is shown again.
///
/// # Errors
/// [`ActionError::NotFound`] when the account is gone; when it was sealed for somebody else.
pub async fn begun(bridge: &Bridge, user: UserId, sealed: Vec<u8>) -> Result<Begun, ActionError> {
    let secret = second_steps::open_unconfirmed(bridge.store().secrets(), user, &sealed)?;
    let holder = {
        let mut reading = bridge.store().read().await?;
        accounts::holder(&mut reading, user).await?
    };
    let holder = holder.ok_or(ActionError::NotFound)?;
    let text = BASE32_NOPAD.encode(&secret);
    let typed: Vec<&str> = text
        .as_bytes()
        .chunks(4)
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    let label: String = holder.email.chars().map(escaped).collect();
    Ok(Begun {
        sealed,
        typed: typed.join(" "),
        address: format!("otpauth://totp/Beweegbrug:{label}?secret={text}&issuer=Beweegbrug"),
    })
}

fn escaped(sign: char) -> String {
    match sign {
        sign if sign.is_ascii_alphanumeric() || "-._~@".contains(sign) => sign.to_string(),
        sign => sign
            .to_string()
            .bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect(),
    }
}

/// Sets one-time codes up: the person shows that their app counts along. Gives recovery codes, to
/// be shown once, or `None` when the code is wrong and nothing changed.
///
/// # Errors
/// When it was begun by somebody else, or the store cannot be written.
pub async fn confirm_codes(
    bridge: &Bridge,
    trier: Trier<'_>,
    sealed: &[u8],
    code: &str,
) -> Result<Option<Vec<String>>, ActionError> {
    let user = trier.user;
    let secret = second_steps::open_unconfirmed(bridge.store().secrets(), user, sealed)?;
    let Some(step) = step_of(bridge, &secret, &digits_of(code)) else {
        return Ok(None);
    };
    let mut tx = bridge.store().begin().await?;
    second_steps::keep_codes(&mut tx, user, &secret, step, bridge.now()).await?;
    let codes = fresh_recovery_codes();
    second_steps::keep_recovery(&mut tx, user, &codes).await?;
    let memberships = accounts::memberships(&mut tx, user).await?;
    if let Some(member) = memberships.first() {
        log_of(&mut tx, bridge, member, trier.origin, Action::SignInChanged).await?;
    }
    tx.commit().await?;
    Ok(Some(codes))
}

/// Gives new recovery codes, to be shown once; earlier ones stop working.
///
/// # Errors
/// When the store cannot be written.
pub async fn new_recovery_codes(
    bridge: &Bridge,
    member: &Member,
    origin: &str,
) -> Result<Vec<String>, ActionError> {
    let codes = fresh_recovery_codes();
    let mut tx = bridge.store().begin().await?;
    second_steps::keep_recovery(&mut tx, member.user, &codes).await?;
    log_of(&mut tx, bridge, member, origin, Action::SignInChanged).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Ten codes of twelve digits, forty bits each: guessing is slowed down, and they are kept as keyed
/// hashes.
pub(crate) fn fresh_recovery_codes() -> Vec<String> {
    (0..RECOVERY_CODES)
        .map(|_| format!("{:012}", rand::random_range(0..1_000_000_000_000u64)))
        .collect()
}

/// A code as people read it: groups of four.
#[must_use]
pub fn grouped(code: &str) -> String {
    let groups: Vec<&str> = code
        .as_bytes()
        .chunks(4)
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(" ")
}

fn digits_of(code: &str) -> String {
    code.chars().filter(char::is_ascii_digit).take(32).collect()
}

/// Checks a one-time code or a recovery code, and uses it up.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn check_code(
    bridge: &Bridge,
    trier: Trier<'_>,
    code: &str,
) -> Result<Checked, ActionError> {
    let keys = keys_of(bridge, trier).await?;
    if let Some(wait) = count(bridge, &keys).await? {
        return Ok(Checked::Wait(wait));
    }
    let now = bridge.now();
    let code = digits_of(code);
    let mut tx = bridge.store().begin().await?;
    let right = if code.len() == RECOVERY_DIGITS {
        second_steps::use_recovery(&mut tx, trier.user, &code, now).await?
    } else {
        let secret = second_steps::secret_of(&mut tx, trier.user).await?;
        match secret.and_then(|secret| step_of(bridge, &secret, &code)) {
            Some(step) => second_steps::use_step(&mut tx, trier.user, step).await?,
            None => false,
        }
    };
    if right {
        for key in &keys {
            sign_in_attempts::take_back(&mut tx, key, now).await?;
        }
    } else {
        let memberships = accounts::memberships(&mut tx, trier.user).await?;
        log_failure(bridge, &mut tx, memberships.first(), trier.origin).await?;
    }
    tx.commit().await?;
    Ok(if right {
        Checked::Right
    } else {
        Checked::Wrong
    })
}

/// Checks a password of who has no second step, before something that matters.
///
/// # Errors
/// [`ActionError::NotFound`] when the account is gone.
pub async fn check_password(
    bridge: &Bridge,
    trier: Trier<'_>,
    password: &str,
) -> Result<Checked, ActionError> {
    let keys = keys_of(bridge, trier).await?;
    if let Some(wait) = count(bridge, &keys).await? {
        return Ok(Checked::Wait(wait));
    }
    let holder = {
        let mut reading = bridge.store().read().await?;
        accounts::holder(&mut reading, trier.user).await?
    };
    let hash = holder.and_then(|holder| holder.password_hash);
    let hash = hash.ok_or(ActionError::NotFound)?;
    let right = crate::sign_in::verify_aside(password, &hash).await;
    let mut tx = bridge.store().begin().await?;
    if right {
        for key in &keys {
            sign_in_attempts::take_back(&mut tx, key, bridge.now()).await?;
        }
    } else {
        let memberships = accounts::memberships(&mut tx, trier.user).await?;
        log_failure(bridge, &mut tx, memberships.first(), trier.origin).await?;
    }
    tx.commit().await?;
    Ok(if right {
        Checked::Right
    } else {
        Checked::Wrong
    })
}

/// On a known device that device counts alone; elsewhere the account from that network, and from
/// everywhere together.
async fn keys_of(bridge: &Bridge, trier: Trier<'_>) -> Result<Vec<Key>, ActionError> {
    let holder = {
        let mut reading = bridge.store().read().await?;
        accounts::holder(&mut reading, trier.user).await?
    };
    let email = holder.ok_or(ActionError::NotFound)?.email;
    let secrets = bridge.store().secrets();
    let user = trier.user.to_string();
    let device = trier
        .device
        .and_then(|cookie| known_device::of(bridge, cookie, &email));
    Ok(match device {
        Some(device) => vec![Key::new(secrets, Counted::Code, &[&user, &device])],
        None => {
            let network = network_of(trier.origin);
            vec![
                Key::new(secrets, Counted::Code, &[&user, &network]),
                Key::new(secrets, Counted::CodeAnywhere, &[&user]),
            ]
        }
    })
}

/// Takes every second step of a colleague away, who lost theirs: their sessions end, they are told
/// by mail, and set up another when they sign in next.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller lets nobody in; [`ActionError::NotFound`] when it is
/// nobody they let in.
pub async fn reset(bridge: &Bridge, caller: &Caller, user: UserId) -> Result<(), ActionError> {
    let colleague = colleagues::find(bridge, caller, user).await?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    second_steps::end_all(&mut tx, user).await?;
    web_sessions::end_of(&mut tx, user).await?;
    let municipality = colleague.member.municipality;
    let notice = AccountNotice::SecondStepReset;
    outbox::insert_for_account(&mut tx, municipality, notice, user.uuid(), now).await?;
    if let Some(member) = caller.as_member() {
        let action = Action::AccessChanged;
        log_of(&mut tx, bridge, member, &caller.origin, action).await?;
    }
    let action = Action::SignInChanged;
    log_of(&mut tx, bridge, &colleague.member, &caller.origin, action).await?;
    tx.commit().await?;
    bridge.ring();
    Ok(())
}
