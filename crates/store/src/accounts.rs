//! Accounts, their memberships, and tokens for programs.

use domain::actor::Member;
use domain::ids::{MunicipalityId, OrganisationId, UserId};
use domain::organisation::{Role, Roles};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, moment, parsed};
use crate::secrets::token_hash;

const INSERT: &str = "INSERT INTO account (id, email, name, password_hash, made_at) \
    VALUES ($1, $2, $3, $4, $5)";
const SET_PASSWORD: &str = "UPDATE account SET password_hash = $1 WHERE email = $2 RETURNING id";
const END_TOKENS: &str = "DELETE FROM token WHERE account_id = $1";
const JOIN: &str = "INSERT INTO membership (municipality_id, organisation_id, account_id, roles) \
    VALUES ($1, $2, $3, $4) ON CONFLICT (municipality_id, organisation_id, account_id) \
    DO UPDATE SET roles = excluded.roles, ended_at = NULL";
const PASSWORD: &str = "SELECT id, password_hash FROM account \
    WHERE email = $1 AND disabled_at IS NULL";
const MEMBERSHIPS: &str = "SELECT a.id, a.name, a.email, m.organisation_id, m.municipality_id, \
    m.roles, o.name AS organisation_name FROM account a \
    JOIN membership m ON m.account_id = a.id AND m.ended_at IS NULL \
    JOIN organisation o ON o.id = m.organisation_id AND o.suspended_at IS NULL \
    WHERE a.id = $1 AND a.disabled_at IS NULL ORDER BY o.name, o.id";
const BY_TOKEN: &str = "SELECT a.id, a.name, a.email, m.organisation_id, m.municipality_id, \
    m.roles, o.name AS organisation_name, t.scope, t.expires_at, t.roles AS made_with FROM token t \
    JOIN account a ON a.id = t.account_id AND a.disabled_at IS NULL \
    JOIN membership m ON m.account_id = a.id AND m.organisation_id = t.organisation_id \
    AND m.ended_at IS NULL JOIN organisation o ON o.id = m.organisation_id \
    AND o.suspended_at IS NULL WHERE t.token_hash = $1";
const INSERT_TOKEN: &str = "INSERT INTO token (token_hash, account_id, organisation_id, scope, \
    made_at, expires_at, roles) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const LIST: &str = "SELECT a.id, a.email, a.name, m.roles, o.name AS organisation_name, \
    a.disabled_at FROM account a LEFT JOIN membership m ON m.account_id = a.id \
    AND m.ended_at IS NULL LEFT JOIN organisation o ON o.id = m.organisation_id \
    ORDER BY a.email, o.name";
const PASSWORD_BY_ID: &str = "SELECT email, name, password_hash FROM account \
    WHERE id = $1 AND disabled_at IS NULL";
const SET_PASSWORD_BY_ID: &str = "UPDATE account SET password_hash = $1 WHERE id = $2";
const RENAME: &str = "UPDATE account SET name = $1 WHERE id = $2";
const TOKENS: &str = "SELECT t.token_hash, t.scope, t.made_at, t.expires_at, \
    o.name AS organisation_name FROM token t LEFT JOIN organisation o \
    ON o.id = t.organisation_id WHERE t.account_id = $1 AND t.expires_at > $2 \
    ORDER BY t.made_at DESC, t.token_hash LIMIT 100";
const END_TOKEN: &str = "DELETE FROM token WHERE account_id = $1 AND token_hash = $2";
const OF_MUNICIPALITY: &str = "SELECT a.id, a.name, a.email, m.organisation_id, \
    m.municipality_id, m.roles, o.name AS organisation_name, \
    (SELECT CAST(COUNT(*) AS BIGINT) FROM one_time_code c WHERE c.account_id = a.id) + \
    (SELECT CAST(COUNT(*) AS BIGINT) FROM passkey p WHERE p.account_id = a.id) AS steps \
    FROM membership m JOIN account a ON a.id = m.account_id AND a.disabled_at IS NULL \
    JOIN organisation o ON o.id = m.organisation_id \
    WHERE m.municipality_id = $1 AND m.ended_at IS NULL ORDER BY o.name, a.name, a.id LIMIT 2000";
const EMAIL_OF: &str = "SELECT email, name FROM account WHERE id = $1 AND disabled_at IS NULL";
const WITH_ROLE: &str = "SELECT a.id, a.name, a.email, m.organisation_id, m.municipality_id, \
    m.roles, o.name AS organisation_name FROM membership m \
    JOIN account a ON a.id = m.account_id AND a.disabled_at IS NULL \
    JOIN organisation o ON o.id = m.organisation_id \
    WHERE m.municipality_id = $1 AND m.ended_at IS NULL ORDER BY o.name, a.name, a.id LIMIT 2000";

/// Keeps a new account. `email` is how people sign in; it is kept in lower case.
///
/// # Errors
/// When the address is taken, or the database cannot be written.
pub async fn insert(
    tx: &mut Tx,
    id: UserId,
    email: &str,
    name: &str,
    password_hash: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(INSERT)
        .bind(id.to_string())
        .bind(email.to_lowercase())
        .bind(name.to_owned())
        .bind(password_hash.map(str::to_owned))
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Sets a password. Gives whose account it is; `None` when there is no such account.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_password(
    tx: &mut Tx,
    email: &str,
    hash: &str,
) -> Result<Option<UserId>, StoreError> {
    let row = query(SET_PASSWORD)
        .bind(hash.to_owned())
        .bind(email.to_lowercase())
        .fetch_optional(tx.connection())
        .await?;
    row.map(|row| parsed(&row, "id")).transpose()
}

/// Ends every token that acts for an account.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_tokens(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    query(END_TOKENS)
        .bind(user.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Makes an account a member of an organisation, in these roles.
///
/// # Errors
/// When the database cannot be written.
pub async fn join(
    tx: &mut Tx,
    municipality: MunicipalityId,
    organisation: OrganisationId,
    user: UserId,
    roles: Roles,
) -> Result<(), StoreError> {
    query(JOIN)
        .bind(municipality.to_string())
        .bind(organisation.to_string())
        .bind(user.to_string())
        .bind(kept_roles(roles))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The account behind an address, with its password's hash.
///
/// # Errors
/// When the database cannot be read.
pub async fn password_of(
    on: &mut impl Connected,
    email: &str,
) -> Result<Option<(UserId, Option<String>)>, StoreError> {
    let row = query(PASSWORD)
        .bind(email.to_lowercase())
        .fetch_optional(on.connected())
        .await?;
    row.map(|row| Ok((parsed(&row, "id")?, get(&row, "password_hash")?)))
        .transpose()
}

/// For whom an account may act.
///
/// # Errors
/// When the database cannot be read.
pub async fn memberships(on: &mut impl Connected, user: UserId) -> Result<Vec<Member>, StoreError> {
    let rows = query(MEMBERSHIPS)
        .bind(user.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(member).collect()
}

/// Who acts with a token, what for, and until when.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_token(
    on: &mut impl Connected,
    token: &str,
) -> Result<Option<(Member, String, Timestamp)>, StoreError> {
    let row = query(BY_TOKEN)
        .bind(token_hash(token))
        .fetch_optional(on.connected())
        .await?;
    row.map(|row| {
        let mut member = member(&row)?;
        if let Some(then) = get::<Option<String>>(&row, "made_with")? {
            member.roles = member.roles.and(read_roles(&then));
        }
        Ok((member, get(&row, "scope")?, moment(&row, "expires_at")?))
    })
    .transpose()
}

/// Keeps a token's hash, with the roles its maker has now.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert_token(
    tx: &mut Tx,
    token: &str,
    maker: &Member,
    scope: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    query(INSERT_TOKEN)
        .bind(token_hash(token))
        .bind(maker.user.to_string())
        .bind(maker.organisation.to_string())
        .bind(scope.to_owned())
        .bind(now.as_microsecond())
        .bind(expires_at.as_microsecond())
        .bind(kept_roles(maker.roles))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Where an account's mail goes, and its person's name.
///
/// # Errors
/// When the database cannot be read.
pub async fn address_of(
    on: &mut impl Connected,
    user: UserId,
) -> Result<Option<(String, String)>, StoreError> {
    let row = query(EMAIL_OF)
        .bind(user.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.map(|row| Ok((get(&row, "email")?, get(&row, "name")?)))
        .transpose()
}

/// The members in a municipality who have a role.
///
/// # Errors
/// When the database cannot be read.
pub async fn with_role(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    role: Role,
) -> Result<Vec<Member>, StoreError> {
    let rows = query(WITH_ROLE)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    let members: Result<Vec<Member>, StoreError> = rows.iter().map(member).collect();
    Ok(members?
        .into_iter()
        .filter(|member| member.roles.has(role))
        .collect())
}

/// Who has an account: address, name, and the password's hash when there is one.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The address they sign in with.
    pub email: String,
    /// Their name.
    pub name: String,
    /// The hash of the password.
    pub password_hash: Option<String>,
}

/// Who has an account; `None` when it was disabled.
///
/// # Errors
/// When the database cannot be read.
pub async fn holder(on: &mut impl Connected, user: UserId) -> Result<Option<Holder>, StoreError> {
    let row = query(PASSWORD_BY_ID)
        .bind(user.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.map(|row| {
        Ok(Holder {
            email: get(&row, "email")?,
            name: get(&row, "name")?,
            password_hash: get(&row, "password_hash")?,
        })
    })
    .transpose()
}

/// Sets the password of an account.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_password_of(tx: &mut Tx, user: UserId, hash: &str) -> Result<(), StoreError> {
    query(SET_PASSWORD_BY_ID)
        .bind(hash.to_owned())
        .bind(user.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Gives the person of an account another name.
///
/// # Errors
/// When the database cannot be written.
pub async fn rename(tx: &mut Tx, user: UserId, name: &str) -> Result<(), StoreError> {
    query(RENAME)
        .bind(name.to_owned())
        .bind(user.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// A token as its owner sees it. The token itself is not kept.
#[derive(Clone, Debug)]
pub struct KeptToken {
    /// Its hash: by it the token is ended.
    pub hash: String,
    /// What it may be used for.
    pub scope: String,
    /// For which organisation.
    pub organisation: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
}

/// The tokens of an account that still work, newest first, at most a hundred.
///
/// # Errors
/// When the database cannot be read.
pub async fn tokens(
    on: &mut impl Connected,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<KeptToken>, StoreError> {
    let rows = query(TOKENS)
        .bind(user.to_string())
        .bind(now.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(KeptToken {
                hash: get(row, "token_hash")?,
                scope: get(row, "scope")?,
                organisation: get::<Option<String>>(row, "organisation_name")?.unwrap_or_default(),
                made_at: moment(row, "made_at")?,
                expires_at: moment(row, "expires_at")?,
            })
        })
        .collect()
}

/// Ends one token of an account. Gives whether there was one.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_token(tx: &mut Tx, user: UserId, hash: &str) -> Result<bool, StoreError> {
    let done = query(END_TOKEN)
        .bind(user.to_string())
        .bind(hash.to_owned())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// A member as who lets people in sees them: with address, and whether there is a second step.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// The membership.
    pub member: Member,
    /// The address they sign in with.
    pub email: String,
    /// Whether a second step is set up.
    pub second_step: bool,
}

/// Everybody who works in a municipality, by organisation and name; at most two thousand.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_municipality(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<Colleague>, StoreError> {
    let rows = query(OF_MUNICIPALITY)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Colleague {
                member: member(row)?,
                email: get(row, "email")?,
                second_step: get::<i64>(row, "steps")? > 0,
            })
        })
        .collect()
}

/// An account in the list of the command line.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The address people sign in with.
    pub email: String,
    /// The person.
    pub name: String,
    /// The organisation acted for; none when all memberships ended.
    pub organisation: Option<String>,
    /// The roles there, by code, with spaces between.
    pub roles: String,
}

/// Every account with its memberships.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(on: &mut impl Connected) -> Result<Vec<Listed>, StoreError> {
    let rows = query(LIST).fetch_all(on.connected()).await?;
    rows.iter()
        .map(|row| {
            Ok(Listed {
                email: get(row, "email")?,
                name: get(row, "name")?,
                organisation: get(row, "organisation_name")?,
                roles: get::<Option<String>>(row, "roles")?.unwrap_or_default(),
            })
        })
        .collect()
}

/// Roles as they are kept.
pub(crate) fn kept_roles(roles: Roles) -> String {
    let words: Vec<&str> = roles.iter().map(Role::code).collect();
    words.join(" ")
}

/// Reads roles as they are kept: codes with spaces between.
pub(crate) fn read_roles(words: &str) -> Roles {
    words
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// Who acts for an organisation, from a row with both.
pub(crate) fn member(row: &AnyRow) -> Result<Member, StoreError> {
    let roles = get::<String>(row, "roles")?;
    Ok(Member {
        user: parsed(row, "id")?,
        name: get(row, "name")?,
        organisation: parsed(row, "organisation_id")?,
        organisation_name: get(row, "organisation_name")?,
        municipality: parsed(row, "municipality_id")?,
        roles: read_roles(&roles),
        mandate: None,
    })
}
