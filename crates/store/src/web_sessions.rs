//! Sessions of the pages: what tower-sessions keeps between requests, and whose they are, so that
//! people see and end their own.

use domain::actor::Member;
use domain::ids::{MunicipalityId, OrganisationId, UserId};
use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::accounts::member;
use crate::engine::{Connected, Store, Tx};
use crate::rows::{get, moment, parsed_opt};

/// A session as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The hash of its id.
    pub id: String,
    /// What it remembers.
    pub body: String,
    /// Whose it is, once somebody signed in with a password.
    pub holder: Option<Holder>,
    /// When it was used last.
    pub seen_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// Whose a session is.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The account.
    pub user: UserId,
    /// The device, in words such as "Firefox, Windows".
    pub device: String,
    /// The network address it came from.
    pub origin: String,
    /// When it began.
    pub made_at: Timestamp,
}

const SAVE: &str = "UPDATE web_session SET body = $1, expires_at = $2, account_id = $3, \
    device = $4, origin = $5, made_at = $6, seen_at = $7 WHERE id = $8";
const CREATE: &str = "INSERT INTO web_session (body, expires_at, account_id, device, origin, \
    made_at, seen_at, id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
const LOAD: &str = "SELECT body FROM web_session WHERE id = $1 AND expires_at > $2";
/// For whom its holder may act comes with it, as in `accounts::memberships`; a row without an
/// organisation when there is nobody.
const VISIT: &str = "SELECT s.body, a.id, a.name, m.organisation_id, m.municipality_id, m.roles, \
    o.name AS organisation_name FROM web_session s \
    LEFT JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL \
    LEFT JOIN membership m ON m.account_id = a.id AND m.ended_at IS NULL \
    LEFT JOIN organisation o ON o.id = m.organisation_id AND o.suspended_at IS NULL \
    WHERE s.id = $1 AND s.expires_at > $2 ORDER BY o.name, o.id";
const DELETE: &str = "DELETE FROM web_session WHERE id = $1";
const OF: &str = "SELECT id, device, origin, made_at, seen_at FROM web_session \
    WHERE account_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, id LIMIT 50";
const END_ONE: &str = "DELETE FROM web_session WHERE account_id = $1 AND id = $2";
const END_OTHERS: &str = "DELETE FROM web_session WHERE account_id = $1 AND id <> $2";
const END_OF: &str = "DELETE FROM web_session WHERE account_id = $1";
/// Whose they were, and for whom they worked first: that they ended is logged there.
const SWEEP: &str = "DELETE FROM web_session WHERE expires_at <= $1 RETURNING account_id, \
    (SELECT MIN(m.municipality_id || ' ' || m.organisation_id) FROM membership m \
    WHERE m.account_id = web_session.account_id AND m.ended_at IS NULL) AS home";

/// Keeps a new session. `false` when the id is taken.
///
/// # Errors
/// When the database cannot be written.
pub async fn create(store: &Store, kept: &Kept) -> Result<bool, StoreError> {
    write(store, CREATE, kept).await
}

/// Keeps what changed in a session. One that was ended meanwhile stays ended.
///
/// # Errors
/// When the database cannot be written.
pub async fn save(store: &Store, kept: &Kept) -> Result<(), StoreError> {
    write(store, SAVE, kept).await.map(|_| ())
}

async fn write(store: &Store, sql: &'static str, kept: &Kept) -> Result<bool, StoreError> {
    let holder = kept.holder.as_ref();
    let mut tx = store.begin().await?;
    let done = query(sql)
        .bind(kept.body.clone())
        .bind(kept.expires_at.as_microsecond())
        .bind(holder.map(|holder| holder.user.to_string()))
        .bind(holder.map(|holder| holder.device.clone()))
        .bind(holder.map(|holder| holder.origin.clone()))
        .bind(holder.map(|holder| holder.made_at.as_microsecond()))
        .bind(kept.seen_at.as_microsecond())
        .bind(kept.id.clone())
        .execute(tx.connection())
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// What a session that has not expired remembers.
///
/// # Errors
/// When the database cannot be read.
pub async fn load(store: &Store, id: &str, now: Timestamp) -> Result<Option<String>, StoreError> {
    let mut reading = store.read().await?;
    let row = query(LOAD)
        .bind(id.to_owned())
        .bind(now.as_microsecond())
        .fetch_optional(reading.connected())
        .await?;
    row.map(|row| get(&row, "body")).transpose()
}

/// A session that has not expired, and whose it is.
#[derive(Clone, Debug)]
pub struct Visit {
    /// What it remembers.
    pub body: String,
    /// For whom its holder may act now; nobody when the account or all memberships ended, or
    /// nobody signed in.
    pub memberships: Vec<Member>,
}

/// A session that has not expired with the memberships of its holder, in one trip: each request of
/// who is signed in asks for both.
///
/// # Errors
/// When the database cannot be read.
pub async fn visit(
    on: &mut impl Connected,
    id: &str,
    now: Timestamp,
) -> Result<Option<Visit>, StoreError> {
    let rows = query(VISIT)
        .bind(id.to_owned())
        .bind(now.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let mut memberships = Vec::with_capacity(rows.len());
    for row in &rows {
        if get::<Option<String>>(row, "organisation_name")?.is_some() {
            memberships.push(member(row)?);
        }
    }
    Ok(Some(Visit {
        body: get(first, "body")?,
        memberships,
    }))
}

/// Ends a session.
///
/// # Errors
/// When the database cannot be written.
pub async fn delete(store: &Store, id: &str) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    query(DELETE)
        .bind(id.to_owned())
        .execute(tx.connection())
        .await?;
    tx.commit().await
}

/// A session as its owner sees it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The hash of its id: by it the session is ended.
    pub id: String,
    /// The device, in words.
    pub device: String,
    /// The network address it came from.
    pub origin: String,
    /// When it began.
    pub made_at: Timestamp,
    /// When it was used last.
    pub seen_at: Timestamp,
}

/// The sessions of an account, the last used first, at most fifty.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(
    on: &mut impl Connected,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<Listed>, StoreError> {
    let rows = query(OF)
        .bind(user.to_string())
        .bind(now.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Listed {
                id: get(row, "id")?,
                device: get::<Option<String>>(row, "device")?.unwrap_or_default(),
                origin: get::<Option<String>>(row, "origin")?.unwrap_or_default(),
                made_at: moment(row, "made_at")?,
                seen_at: moment(row, "seen_at")?,
            })
        })
        .collect()
}

/// Ends one session of an account. Gives whether there was one.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_one(tx: &mut Tx, user: UserId, id: &str) -> Result<bool, StoreError> {
    let done = query(END_ONE)
        .bind(user.to_string())
        .bind(id.to_owned())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends every session of an account but the one named. Gives how many there were.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_others(tx: &mut Tx, user: UserId, but: &str) -> Result<u64, StoreError> {
    let done = query(END_OTHERS)
        .bind(user.to_string())
        .bind(but.to_owned())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected())
}

/// Ends every session of an account. Gives how many there were.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_of(tx: &mut Tx, user: UserId) -> Result<u64, StoreError> {
    let done = query(END_OF)
        .bind(user.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected())
}

/// Somebody's session that ended by itself, and an organisation that they work for.
pub type Expired = (UserId, MunicipalityId, OrganisationId);

/// Removes expired sessions. Gives how many, and whose they were; not of who never got in, or left
/// since.
///
/// # Errors
/// When the database cannot be written.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(u64, Vec<Expired>), StoreError> {
    let rows = query(SWEEP)
        .bind(now.as_microsecond())
        .fetch_all(tx.connection())
        .await?;
    let mut expired = Vec::new();
    for row in &rows {
        let home: Option<String> = get(row, "home")?;
        let home = home.as_deref().and_then(|home| home.split_once(' '));
        if let (Some(user), Some((municipality, organisation))) =
            (parsed_opt(row, "account_id")?, home)
        {
            let unreadable = || StoreError::Unreadable("membership");
            expired.push((
                user,
                municipality.parse().map_err(|_| unreadable())?,
                organisation.parse().map_err(|_| unreadable())?,
            ));
        }
    }
    Ok((rows.len() as u64, expired))
}
