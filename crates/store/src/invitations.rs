//! Invitations to come and work with us, and links to choose a new password. A link that works is
//! derived when its mail leaves; the database keeps its hash. Each works once and for a while.

use domain::ids::{MunicipalityId, OrganisationId, UserId};
use domain::organisation::{Role, Roles};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;
use uuid::Uuid;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, moment, moment_opt, parsed, parsed_opt};
use crate::secrets::{Secrets, token_hash};

/// An invitation.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Its key.
    pub id: Uuid,
    /// In which municipality.
    pub municipality: MunicipalityId,
    /// Who is invited.
    pub email: String,
    /// To work for which organisation.
    pub organisation: OrganisationId,
    /// In which roles.
    pub roles: Roles,
    /// By whom; none for the command line.
    pub invited_by: Option<UserId>,
    /// What its link follows from.
    pub nonce: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// When it was taken up, or withdrawn.
    pub taken_at: Option<Timestamp>,
}

impl Invitation {
    /// The token in its link: 256 bits.
    #[must_use]
    pub fn token(&self, secrets: &Secrets) -> String {
        secrets.link_token("uitnodiging", self.id, &self.nonce)
    }
}

/// A request for a new password.
#[derive(Clone, Debug)]
pub struct Reset {
    /// Its key.
    pub id: Uuid,
    /// Whose password.
    pub user: UserId,
    /// What its link follows from.
    pub nonce: String,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

impl Reset {
    /// The token in its link: 256 bits.
    #[must_use]
    pub fn token(&self, secrets: &Secrets) -> String {
        secrets.link_token("wachtwoord", self.id, &self.nonce)
    }
}

const INVITE: &str = "INSERT INTO invitation (municipality_id, id, token_hash, nonce, email, \
    organisation_id, roles, invited_by, made_at, expires_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const BY_TOKEN: &str = "SELECT municipality_id, id, nonce, email, organisation_id, roles, \
    invited_by, made_at, expires_at, taken_at FROM invitation WHERE token_hash = $1";
const BY_ID: &str = "SELECT municipality_id, id, nonce, email, organisation_id, roles, \
    invited_by, made_at, expires_at, taken_at FROM invitation WHERE id = $1";
const OPEN: &str = "SELECT municipality_id, id, nonce, email, organisation_id, roles, \
    invited_by, made_at, expires_at, taken_at FROM invitation WHERE municipality_id = $1 \
    AND taken_at IS NULL AND expires_at > $2 ORDER BY made_at DESC LIMIT 200";
const OPEN_TO: &str = "SELECT municipality_id, id, nonce, email, organisation_id, roles, \
    invited_by, made_at, expires_at, taken_at FROM invitation WHERE municipality_id = $1 \
    AND email = $2 AND taken_at IS NULL AND expires_at > $3 ORDER BY made_at LIMIT 20";
const TAKE: &str = "UPDATE invitation SET taken_at = $1 WHERE municipality_id = $2 AND id = $3 \
    AND taken_at IS NULL AND expires_at > $4";
const ASK: &str = "INSERT INTO password_reset (id, token_hash, nonce, account_id, made_at, \
    expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
const ASKED: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM password_reset \
    WHERE account_id = $1 AND made_at > $2";
const RESET_BY_TOKEN: &str = "SELECT id, account_id, nonce, expires_at, used_at \
    FROM password_reset WHERE token_hash = $1";
const RESET_BY_ID: &str = "SELECT id, account_id, nonce, expires_at, used_at \
    FROM password_reset WHERE id = $1";
const USE: &str = "UPDATE password_reset SET used_at = $1 WHERE id = $2 AND used_at IS NULL \
    AND expires_at > $3";
const END_OTHERS: &str = "UPDATE password_reset SET used_at = $1 WHERE account_id = $2 \
    AND used_at IS NULL";
const SWEEP: &str = "DELETE FROM password_reset WHERE expires_at < $1";
const SWEEP_INVITED: &str = "DELETE FROM invitation WHERE expires_at < $1";

/// Keeps an invitation.
///
/// # Errors
/// When the database cannot be written.
pub async fn invite(tx: &mut Tx, invitation: &Invitation) -> Result<(), StoreError> {
    let words: Vec<&str> = invitation.roles.iter().map(Role::code).collect();
    let hash = token_hash(&invitation.token(tx.secrets()));
    query(INVITE)
        .bind(invitation.municipality.to_string())
        .bind(invitation.id.to_string())
        .bind(hash)
        .bind(invitation.nonce.clone())
        .bind(invitation.email.to_lowercase())
        .bind(invitation.organisation.to_string())
        .bind(words.join(" "))
        .bind(invitation.invited_by.map(|id| id.to_string()))
        .bind(invitation.made_at.as_microsecond())
        .bind(invitation.expires_at.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The invitation behind a link, also when it has served.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_token(
    on: &mut impl Connected,
    token: &str,
) -> Result<Option<Invitation>, StoreError> {
    let row = query(BY_TOKEN)
        .bind(token_hash(token))
        .fetch_optional(on.connected())
        .await?;
    row.as_ref().map(invitation).transpose()
}

/// An invitation by its key.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(on: &mut impl Connected, id: Uuid) -> Result<Option<Invitation>, StoreError> {
    let row = query(BY_ID)
        .bind(id.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.as_ref().map(invitation).transpose()
}

/// The invitations of a municipality that still work, newest first, at most two hundred.
///
/// # Errors
/// When the database cannot be read.
pub async fn open(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    now: Timestamp,
) -> Result<Vec<Invitation>, StoreError> {
    let rows = query(OPEN)
        .bind(municipality.to_string())
        .bind(now.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(invitation).collect()
}

/// The invitations to an address in a municipality that still work, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_to(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    email: &str,
    now: Timestamp,
) -> Result<Vec<Invitation>, StoreError> {
    let rows = query(OPEN_TO)
        .bind(municipality.to_string())
        .bind(email.to_lowercase())
        .bind(now.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(invitation).collect()
}

/// Takes an invitation up, or withdraws it. `false` when that happened before, or it expired.
///
/// # Errors
/// When the database cannot be written.
pub async fn take(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: Uuid,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(TAKE)
        .bind(now.as_microsecond())
        .bind(municipality.to_string())
        .bind(id.to_string())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

fn invitation(row: &AnyRow) -> Result<Invitation, StoreError> {
    let roles = get::<String>(row, "roles")?;
    Ok(Invitation {
        id: parsed(row, "id")?,
        municipality: parsed(row, "municipality_id")?,
        email: get(row, "email")?,
        organisation: parsed(row, "organisation_id")?,
        roles: roles
            .split(' ')
            .filter_map(|word| word.parse().ok())
            .collect(),
        invited_by: parsed_opt(row, "invited_by")?,
        nonce: get(row, "nonce")?,
        made_at: moment(row, "made_at")?,
        expires_at: moment(row, "expires_at")?,
        taken_at: moment_opt(row, "taken_at")?,
    })
}

/// Keeps a request for a new password.
///
/// # Errors
/// When the database cannot be written.
pub async fn ask_reset(tx: &mut Tx, reset: &Reset, now: Timestamp) -> Result<(), StoreError> {
    let hash = token_hash(&reset.token(tx.secrets()));
    query(ASK)
        .bind(reset.id.to_string())
        .bind(hash)
        .bind(reset.nonce.clone())
        .bind(reset.user.to_string())
        .bind(now.as_microsecond())
        .bind(reset.expires_at.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// How often a new password was asked for since a moment.
///
/// # Errors
/// When the database cannot be read.
pub async fn resets_since(
    on: &mut impl Connected,
    user: UserId,
    since: Timestamp,
) -> Result<i64, StoreError> {
    let row = query(ASKED)
        .bind(user.to_string())
        .bind(since.as_microsecond())
        .fetch_one(on.connected())
        .await?;
    get(&row, "total")
}

/// The request behind a link, also when it has served.
///
/// # Errors
/// When the database cannot be read.
pub async fn reset_by_token(
    on: &mut impl Connected,
    token: &str,
) -> Result<Option<Reset>, StoreError> {
    let row = query(RESET_BY_TOKEN)
        .bind(token_hash(token))
        .fetch_optional(on.connected())
        .await?;
    row.as_ref().map(reset).transpose()
}

/// A request by its key.
///
/// # Errors
/// When the database cannot be read.
pub async fn reset_by_id(on: &mut impl Connected, id: Uuid) -> Result<Option<Reset>, StoreError> {
    let row = query(RESET_BY_ID)
        .bind(id.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.as_ref().map(reset).transpose()
}

fn reset(row: &AnyRow) -> Result<Reset, StoreError> {
    Ok(Reset {
        id: parsed(row, "id")?,
        user: parsed(row, "account_id")?,
        nonce: get(row, "nonce")?,
        expires_at: moment(row, "expires_at")?,
        used_at: moment_opt(row, "used_at")?,
    })
}

/// Uses a request, and ends all others of the account. `false` when it was used before, or expired.
///
/// # Errors
/// When the database cannot be written.
pub async fn use_reset(tx: &mut Tx, reset: &Reset, now: Timestamp) -> Result<bool, StoreError> {
    let done = query(USE)
        .bind(now.as_microsecond())
        .bind(reset.id.to_string())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    end_resets(tx, reset.user, now).await?;
    Ok(done.rows_affected() == 1)
}

/// Ends every request for a new password of an account.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_resets(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<(), StoreError> {
    query(END_OTHERS)
        .bind(now.as_microsecond())
        .bind(user.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Removes what expired before a moment.
///
/// # Errors
/// When the database cannot be written.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    query(SWEEP)
        .bind(before.as_microsecond())
        .execute(tx.connection())
        .await?;
    query(SWEEP_INVITED)
        .bind(before.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}
