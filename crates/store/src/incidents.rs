//! The register of incidents, and what the access log tells of a leak: which referrals, by number,
//! and which accounts. No name of a resident comes out of here.

use domain::ids::{MunicipalityId, OrganisationId, UserId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::query;
use zeroize::Zeroize;

use crate::engine::{Connected, Tx};
use crate::key_store::fresh_uuid;
use crate::rows::{get, moment, moment_opt, parsed};
use crate::secrets::Secrets;
use crate::{StoreError, vault};

/// The words are sealed for this.
const SEALED_FOR: &str = "incident";

const INSERT: &str = "INSERT INTO incident (municipality_id, id, made_by, sealed_words, \
    happened_at, discovered_at, people, told_authority_at, no_need_at, told_people_at, closed_at, \
    made_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const UPDATE: &str = "UPDATE incident SET sealed_words = $1, happened_at = $2, \
    discovered_at = $3, people = $4, told_authority_at = $5, no_need_at = $6, \
    told_people_at = $7, closed_at = $8, changed_at = $9 WHERE municipality_id = $10 AND id = $11";
const LIST: &str = "SELECT i.id, i.made_by, i.sealed_words, i.happened_at, i.discovered_at, \
    i.people, i.told_authority_at, i.no_need_at, i.told_people_at, i.closed_at, i.made_at, \
    i.changed_at, a.name FROM incident i LEFT JOIN account a ON a.id = i.made_by \
    WHERE i.municipality_id = $1 AND ($2 = '' OR i.id = $2) \
    ORDER BY CASE WHEN i.closed_at IS NULL THEN 0 ELSE 1 END, i.discovered_at DESC LIMIT 200";
const TOUCHED: &str = "SELECT r.number, a.name AS person, o.name AS organisation, l.role, \
    l.action, CAST(COUNT(*) AS BIGINT) AS times, MIN(l.at) AS first_at, MAX(l.at) AS last_at \
    FROM access_log l LEFT JOIN referral r ON r.id = l.referral_id \
    LEFT JOIN account a ON a.id = l.account_id \
    LEFT JOIN organisation o ON o.id = l.organisation_id \
    WHERE l.municipality_id = $1 AND l.at >= $2 AND l.at < $3 \
    AND (l.resident_id IS NOT NULL OR l.referral_id IS NOT NULL) \
    AND ($4 = '' OR l.account_id = $4) AND ($5 = '' OR l.organisation_id = $5) \
    AND ($6 = 0 OR l.origin LIKE 'link %') \
    GROUP BY r.number, a.name, o.name, l.role, l.action \
    ORDER BY r.number, MIN(l.at), l.action LIMIT 5000";
const PEOPLE: &str = "SELECT CAST(COUNT(DISTINCT l.resident_id) AS BIGINT) AS total \
    FROM access_log l WHERE l.municipality_id = $1 AND l.at >= $2 AND l.at < $3 \
    AND ($4 = '' OR l.account_id = $4) AND ($5 = '' OR l.organisation_id = $5) \
    AND ($6 = 0 OR l.origin LIKE 'link %')";

/// What people wrote about an incident. Sealed: somebody may be named in it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What happened.
    pub what: String,
    /// What was done about it.
    pub measures: String,
    /// Who was told, and how.
    pub told: String,
}

impl Drop for Words {
    fn drop(&mut self) {
        for words in [&mut self.what, &mut self.measures, &mut self.told] {
            words.zeroize();
        }
    }
}

/// The moments and the number that an incident is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// When it happened, when that is known.
    pub happened_at: Option<Timestamp>,
    /// When it was discovered: the clock runs from here.
    pub discovered_at: Timestamp,
    /// How many people it touches, as far as known.
    pub people: u32,
    /// When the Autoriteit Persoonsgegevens was told.
    pub told_authority_at: Option<Timestamp>,
    /// When it was decided that the authority need not be told.
    pub no_need_at: Option<Timestamp>,
    /// When the people themselves were told.
    pub told_people_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// An incident in the register.
pub struct Incident {
    /// Its key.
    pub id: String,
    /// Who wrote it down.
    pub made_by: UserId,
    /// Their name.
    pub person: Option<String>,
    /// What people wrote.
    pub words: Words,
    /// Its moments.
    pub facts: Facts,
    /// When it was written down.
    pub made_at: Timestamp,
    /// When that last changed.
    pub changed_at: Timestamp,
}

fn sealed(tx: &Tx, by: UserId, words: &Words) -> Result<Vec<u8>, StoreError> {
    let mut clear =
        serde_json::to_vec(words).map_err(|_| StoreError::Unreadable("incident.words"))?;
    let sealed = vault::seal_for_account(tx.secrets(), SEALED_FOR, by, &clear);
    clear.zeroize();
    sealed
}

/// Writes an incident down. Gives its key.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(
    tx: &mut Tx,
    home: MunicipalityId,
    by: UserId,
    words: &Words,
    facts: Facts,
    now: Timestamp,
) -> Result<String, StoreError> {
    let micros = |at: Option<Timestamp>| at.map(Timestamp::as_microsecond);
    let id = fresh_uuid(now).to_string();
    query(INSERT)
        .bind(home.to_string())
        .bind(id.clone())
        .bind(by.to_string())
        .bind(sealed(tx, by, words)?)
        .bind(micros(facts.happened_at))
        .bind(facts.discovered_at.as_microsecond())
        .bind(i64::from(facts.people))
        .bind(micros(facts.told_authority_at))
        .bind(micros(facts.no_need_at))
        .bind(micros(facts.told_people_at))
        .bind(micros(facts.closed_at))
        .bind(now.as_microsecond())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(id)
}

/// Writes an incident anew.
///
/// # Errors
/// When the database cannot be written.
pub async fn update(
    tx: &mut Tx,
    home: MunicipalityId,
    incident: &Incident,
    now: Timestamp,
) -> Result<(), StoreError> {
    let micros = |at: Option<Timestamp>| at.map(Timestamp::as_microsecond);
    let facts = incident.facts;
    query(UPDATE)
        .bind(sealed(tx, incident.made_by, &incident.words)?)
        .bind(micros(facts.happened_at))
        .bind(facts.discovered_at.as_microsecond())
        .bind(i64::from(facts.people))
        .bind(micros(facts.told_authority_at))
        .bind(micros(facts.no_need_at))
        .bind(micros(facts.told_people_at))
        .bind(micros(facts.closed_at))
        .bind(now.as_microsecond())
        .bind(home.to_string())
        .bind(incident.id.clone())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The register of a municipality, open ones first; with `only`, that one.
///
/// # Errors
/// When it cannot be read or opened.
pub async fn list(
    tx: &mut Tx,
    home: MunicipalityId,
    only: Option<&str>,
) -> Result<Vec<Incident>, StoreError> {
    let rows = query(LIST)
        .bind(home.to_string())
        .bind(only.unwrap_or_default().to_owned())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(|row| read(tx, row)).collect()
}

/// Opens what was written about an incident.
pub(crate) fn open_words(
    secrets: &Secrets,
    made_by: UserId,
    sealed: &[u8],
) -> Result<Words, StoreError> {
    let clear = vault::open_for_account(secrets, SEALED_FOR, made_by, sealed)?;
    serde_json::from_slice(&clear).map_err(|_| StoreError::Unreadable("incident.words"))
}

fn read(tx: &Tx, row: &AnyRow) -> Result<Incident, StoreError> {
    let made_by: UserId = parsed(row, "made_by")?;
    let sealed: Vec<u8> = get(row, "sealed_words")?;
    let people = get::<i64>(row, "people")?;
    Ok(Incident {
        id: get(row, "id")?,
        made_by,
        person: get(row, "name")?,
        words: open_words(tx.secrets(), made_by, &sealed)?,
        facts: Facts {
            happened_at: moment_opt(row, "happened_at")?,
            discovered_at: moment(row, "discovered_at")?,
            people: u32::try_from(people).unwrap_or_default(),
            told_authority_at: moment_opt(row, "told_authority_at")?,
            no_need_at: moment_opt(row, "no_need_at")?,
            told_people_at: moment_opt(row, "told_people_at")?,
            closed_at: moment_opt(row, "closed_at")?,
        },
        made_at: moment(row, "made_at")?,
        changed_at: moment(row, "changed_at")?,
    })
}

/// What a leak is asked by.
#[derive(Clone, Copy, Debug)]
pub struct Leak {
    /// From this moment.
    pub from: Timestamp,
    /// Until before this one.
    pub until: Timestamp,
    /// Through this account.
    pub user: Option<UserId>,
    /// Through anybody of this organisation.
    pub organisation: Option<OrganisationId>,
    /// Through links in mails only.
    pub by_link: bool,
}

/// What somebody did with one referral's data, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The referral's number; none when somebody was looked up without one.
    pub number: Option<String>,
    /// The person whose account it was.
    pub person: Option<String>,
    /// The organisation.
    pub organisation: Option<String>,
    /// In which role.
    pub role: String,
    /// What was done, by code.
    pub action: String,
    /// How often.
    pub times: u64,
    /// First.
    pub first_at: Timestamp,
    /// Last.
    pub last_at: Timestamp,
}

/// What a leak touched: lines by referral, account and action, at most five thousand; and how many
/// people in all.
///
/// # Errors
/// When the log cannot be read.
pub async fn touched(
    on: &mut impl Connected,
    home: MunicipalityId,
    leak: Leak,
) -> Result<(Vec<Touched>, u64), StoreError> {
    let user = leak.user.map(|id| id.to_string()).unwrap_or_default();
    let organisation = leak.organisation.map(|id| id.to_string());
    let organisation = organisation.unwrap_or_default();
    let rows = query(TOUCHED)
        .bind(home.to_string())
        .bind(leak.from.as_microsecond())
        .bind(leak.until.as_microsecond())
        .bind(user.clone())
        .bind(organisation.clone())
        .bind(i64::from(leak.by_link))
        .fetch_all(on.connected())
        .await?;
    let lines: Result<Vec<Touched>, StoreError> = rows
        .iter()
        .map(|row| {
            Ok(Touched {
                number: get(row, "number")?,
                person: get(row, "person")?,
                organisation: get(row, "organisation")?,
                role: get(row, "role")?,
                action: get(row, "action")?,
                times: u64::try_from(get::<i64>(row, "times")?).unwrap_or_default(),
                first_at: moment(row, "first_at")?,
                last_at: moment(row, "last_at")?,
            })
        })
        .collect();
    let row = query(PEOPLE)
        .bind(home.to_string())
        .bind(leak.from.as_microsecond())
        .bind(leak.until.as_microsecond())
        .bind(user)
        .bind(organisation)
        .bind(i64::from(leak.by_link))
        .fetch_one(on.connected())
        .await?;
    let people = u64::try_from(get::<i64>(&row, "total")?).unwrap_or_default();
    Ok((lines?, people))
}
