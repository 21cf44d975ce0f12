//! Second steps: what one-time codes follow from (sealed), recovery codes (hashed), and passkeys
//! (public keys). A code is used once: the statement that takes it is the one that tells.

use domain::ids::UserId;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};
use zeroize::Zeroizing;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, moment, moment_opt, multi_row};
use crate::secrets::Secrets;
use crate::vault;

/// For what the secret of one-time codes is sealed.
const SEALED_FOR: &str = "one-time codes";

const KEEP: &str = "INSERT INTO one_time_code (account_id, sealed_secret, last_step, made_at) \
    VALUES ($1, $2, $3, $4) ON CONFLICT (account_id) DO UPDATE SET \
    sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, \
    made_at = excluded.made_at";
const SECRET: &str = "SELECT sealed_secret FROM one_time_code WHERE account_id = $1";
const USE_STEP: &str = "UPDATE one_time_code SET last_step = $1 WHERE account_id = $2 \
    AND last_step < $3";
const END_CODES: &str = "DELETE FROM one_time_code WHERE account_id = $1";
const END_RECOVERY: &str = "DELETE FROM recovery_code WHERE account_id = $1";
const END_PASSKEYS: &str = "DELETE FROM passkey WHERE account_id = $1";
const RECOVERY: &str = "INSERT INTO recovery_code (account_id, code_hash)";
const USE_RECOVERY: &str = "UPDATE recovery_code SET used_at = $1 WHERE account_id = $2 \
    AND code_hash = $3 AND used_at IS NULL";
const STANDING: &str = "SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM one_time_code \
    WHERE account_id = $1) AS codes, (SELECT CAST(COUNT(*) AS BIGINT) FROM passkey \
    WHERE account_id = $2) AS passkeys, (SELECT CAST(COUNT(*) AS BIGINT) FROM recovery_code \
    WHERE account_id = $3 AND used_at IS NULL) AS recovery";
const ADD_PASSKEY: &str = "INSERT INTO passkey (account_id, credential_id, name, body, made_at) \
    VALUES ($1, $2, $3, $4, $5)";
const PASSKEYS: &str = "SELECT credential_id, name, body, made_at, used_at FROM passkey \
    WHERE account_id = $1 ORDER BY made_at, credential_id LIMIT 50";
const USED_PASSKEY: &str = "UPDATE passkey SET body = $1, used_at = $2 WHERE account_id = $3 \
    AND credential_id = $4";
const END_PASSKEY: &str = "DELETE FROM passkey WHERE account_id = $1 AND credential_id = $2";

/// Which second steps somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether one-time codes are set up.
    pub codes: bool,
    /// How many passkeys.
    pub passkeys: i64,
    /// How many recovery codes are left.
    pub recovery: i64,
}

impl Standing {
    /// Whether there is any second step. Recovery codes alone are none.
    #[must_use]
    pub const fn any(self) -> bool {
        self.codes || self.passkeys > 0
    }
}

/// Seals a new secret that its person has not confirmed with a code yet.
///
/// # Errors
/// When sealing fails.
pub fn seal_unconfirmed(
    secrets: &Secrets,
    user: UserId,
    secret: &[u8],
) -> Result<Vec<u8>, StoreError> {
    vault::seal_for_account(secrets, "one-time codes to confirm", user, secret)
}

/// Opens what [`seal_unconfirmed`] sealed.
///
/// # Errors
/// When it is somebody else's or was altered.
pub fn open_unconfirmed(
    secrets: &Secrets,
    user: UserId,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    vault::open_for_account(secrets, "one-time codes to confirm", user, sealed)
}

/// Keeps the secret of one-time codes; earlier ones stop working. `step` is that of the code with
/// which it was confirmed: it is used already.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep_codes(
    tx: &mut Tx,
    user: UserId,
    secret: &[u8],
    step: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sealed = vault::seal_for_account(tx.secrets(), SEALED_FOR, user, secret)?;
    query(KEEP)
        .bind(user.to_string())
        .bind(sealed)
        .bind(step)
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// What the one-time codes of an account follow from.
///
/// # Errors
/// When it cannot be read or opened.
pub async fn secret_of(
    tx: &mut Tx,
    user: UserId,
) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
    let row = query(SECRET)
        .bind(user.to_string())
        .fetch_optional(tx.connection())
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let sealed: Vec<u8> = get(&row, "sealed_secret")?;
    vault::open_for_account(tx.secrets(), SEALED_FOR, user, &sealed).map(Some)
}

/// Uses the code of a time step. `false` when it, or a later one, was used before.
///
/// # Errors
/// When the database cannot be written.
pub async fn use_step(tx: &mut Tx, user: UserId, step: i64) -> Result<bool, StoreError> {
    let done = query(USE_STEP)
        .bind(step)
        .bind(user.to_string())
        .bind(step)
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

fn recovery_hash(secrets: &Secrets, user: UserId, code: &str) -> String {
    secrets.sign_in_hash("recovery code", &[&user.to_string(), code])
}

/// Keeps new recovery codes; earlier ones stop working. At least one.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep_recovery(tx: &mut Tx, user: UserId, codes: &[String]) -> Result<(), StoreError> {
    query(END_RECOVERY)
        .bind(user.to_string())
        .execute(tx.connection())
        .await?;
    let sql = multi_row(RECOVERY, 2, codes.len(), "");
    let mut statement = query(AssertSqlSafe(sql));
    for code in codes {
        statement = statement
            .bind(user.to_string())
            .bind(recovery_hash(tx.secrets(), user, code));
    }
    statement.execute(tx.connection()).await?;
    Ok(())
}

/// Uses a recovery code. `false` when there is no such code, or it was used before.
///
/// # Errors
/// When the database cannot be written.
pub async fn use_recovery(
    tx: &mut Tx,
    user: UserId,
    code: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let hash = recovery_hash(tx.secrets(), user, code);
    let done = query(USE_RECOVERY)
        .bind(now.as_microsecond())
        .bind(user.to_string())
        .bind(hash)
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Which second steps an account has.
///
/// # Errors
/// When the database cannot be read.
pub async fn standing(on: &mut impl Connected, user: UserId) -> Result<Standing, StoreError> {
    let row = query(STANDING)
        .bind(user.to_string())
        .bind(user.to_string())
        .bind(user.to_string())
        .fetch_one(on.connected())
        .await?;
    Ok(Standing {
        codes: get::<i64>(&row, "codes")? > 0,
        passkeys: get(&row, "passkeys")?,
        recovery: get(&row, "recovery")?,
    })
}

/// Takes every second step of an account away.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_all(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    for statement in [END_CODES, END_RECOVERY, END_PASSKEYS] {
        query(statement)
            .bind(user.to_string())
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

/// A passkey as it is kept.
#[derive(Clone, Debug)]
pub struct KeptPasskey {
    /// Its id, in base64url, as the device tells it.
    pub credential: String,
    /// What its person calls it.
    pub name: String,
    /// What its answers are checked with; public.
    pub body: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
}

/// Keeps a new passkey.
///
/// # Errors
/// When its id is taken, or the database cannot be written.
pub async fn add_passkey(
    tx: &mut Tx,
    user: UserId,
    passkey: &KeptPasskey,
) -> Result<(), StoreError> {
    query(ADD_PASSKEY)
        .bind(user.to_string())
        .bind(passkey.credential.clone())
        .bind(passkey.name.clone())
        .bind(passkey.body.clone())
        .bind(passkey.made_at.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The passkeys of an account, oldest first, at most fifty.
///
/// # Errors
/// When the database cannot be read.
pub async fn passkeys(
    on: &mut impl Connected,
    user: UserId,
) -> Result<Vec<KeptPasskey>, StoreError> {
    let rows = query(PASSKEYS)
        .bind(user.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(KeptPasskey {
                credential: get(row, "credential_id")?,
                name: get(row, "name")?,
                body: get(row, "body")?,
                made_at: moment(row, "made_at")?,
                used_at: moment_opt(row, "used_at")?,
            })
        })
        .collect()
}

/// A passkey was used: its counter may have moved.
///
/// # Errors
/// When the database cannot be written.
pub async fn passkey_used(
    tx: &mut Tx,
    user: UserId,
    credential: &str,
    body: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(USED_PASSKEY)
        .bind(body.to_owned())
        .bind(now.as_microsecond())
        .bind(user.to_string())
        .bind(credential.to_owned())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Takes a passkey away. Gives whether there was one.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_passkey(tx: &mut Tx, user: UserId, credential: &str) -> Result<bool, StoreError> {
    let done = query(END_PASSKEY)
        .bind(user.to_string())
        .bind(credential.to_owned())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}
