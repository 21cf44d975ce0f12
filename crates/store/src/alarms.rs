//! Alarms: odd behaviour in the access log, as rules saw it, with what was asked and answered.

use std::sync::LazyLock;

use domain::alarm::{AlarmState, Rule};
use domain::ids::{MunicipalityId, UserId};
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use crate::access_log::browse::key_from;
use crate::engine::Tx;
use crate::key_store::fresh_uuid;
use crate::rows::{PAGE, get, moment, multi_row, parsed};
use crate::{StoreError, vault};

/// An answer is sealed for this.
pub(crate) const SEALED_FOR: &str = "answer to an alarm";

/// Counts per account, organisation and stretch of time, where a rule's limit is reached. The
/// municipality leads, so that only the newest rows of each log are read.
const COUNTED: &str = "SELECT l.municipality_id, l.account_id, l.organisation_id, \
    l.at / $3 AS stretch, CAST(COUNT(*) AS BIGINT) AS amount \
    FROM municipality m JOIN access_log l ON l.municipality_id = m.id \
    LEFT JOIN organisation o ON o.id = l.organisation_id \
    LEFT JOIN access_alarm_limit t ON t.municipality_id = m.id AND t.rule = $4 \
    WHERE l.id >= $1 AND l.id < $2 AND l.account_id IS NOT NULL \
    AND l.organisation_id IS NOT NULL AND";
const OFTEN: &str = "GROUP BY l.municipality_id, l.account_id, l.organisation_id, l.at / $3 \
    HAVING COUNT(*) >= COALESCE(MAX(t.amount), $5)";
static OF_RULE: LazyLock<[(Rule, String); 5]> = LazyLock::new(|| {
    Rule::ALL.map(|rule| {
        let which = match rule {
            Rule::ManySearches => "l.action = 'zoeken'",
            Rule::ManyReads | Rule::AtNight => "l.action IN ('inzien', 'afdrukken', 'exporteren')",
            Rule::ManyRefusals => "l.action = 'geweigerd'",
            Rule::OtherRegion => {
                "l.action IN ('inzien', 'afdrukken') AND o.municipality_id <> l.municipality_id"
            }
        };
        (rule, format!("{COUNTED} {which} {OFTEN}"))
    })
});

const INSERT: &str = "INSERT INTO access_alarm (municipality_id, id, rule, account_id, \
    organisation_id, from_at, until_at, amount, state, made_at)";
/// What was seen already grows while it goes on, and is asked about once.
const GROWS: &str = " ON CONFLICT (municipality_id, rule, account_id, organisation_id, from_at) \
    DO UPDATE SET amount = excluded.amount WHERE access_alarm.amount < excluded.amount";
const COLUMNS: &str = "SELECT w.id, w.rule, w.account_id, a.name AS person, \
    o.name AS organisation, w.from_at, w.until_at, w.amount, w.state, w.sealed_answer \
    FROM access_alarm w LEFT JOIN account a ON a.id = w.account_id \
    LEFT JOIN organisation o ON o.id = w.organisation_id";
static LIST: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{COLUMNS} WHERE w.municipality_id = $1 \
         ORDER BY CASE w.state WHEN 'gesloten' THEN 1 ELSE 0 END, w.from_at DESC, w.id LIMIT 100"
    )
});
static ASKED: LazyLock<String> = LazyLock::new(|| {
    format!("{COLUMNS} WHERE w.account_id = $1 AND w.state = 'gevraagd' ORDER BY w.from_at, w.id")
});
const ASK: &str = "UPDATE access_alarm SET state = 'gevraagd', asked_at = $1 \
    WHERE municipality_id = $2 AND id = $3 AND state = 'open' AND account_id <> $4";
const ANSWER: &str = "UPDATE access_alarm SET state = 'beantwoord', answered_at = $1, \
    sealed_answer = $2 WHERE id = $3 AND account_id = $4 AND state = 'gevraagd'";
const CLOSE: &str = "UPDATE access_alarm SET state = 'gesloten', closed_at = $1 \
    WHERE municipality_id = $2 AND id = $3 AND state <> 'gesloten' AND account_id <> $4";
const LIMITS: &str = "SELECT rule, amount FROM access_alarm_limit WHERE municipality_id = $1";
const SET_LIMIT: &str = "INSERT INTO access_alarm_limit (municipality_id, rule, amount)";
const REPLACES: &str = " ON CONFLICT (municipality_id, rule) \
    DO UPDATE SET amount = excluded.amount";

/// An alarm.
#[derive(Clone, Debug)]
pub struct Alarm {
    /// Its key.
    pub id: String,
    /// What was odd.
    pub rule: Rule,
    /// The account.
    pub user: UserId,
    /// The name of the person who has it.
    pub person: Option<String>,
    /// For which organisation they acted.
    pub organisation: Option<String>,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// How often.
    pub amount: u32,
    /// How far it is.
    pub state: AlarmState,
    /// What the person answered.
    pub answer: Option<String>,
}

/// Applies a rule to the log from `from` until `until`, in stretches of `stretch`, and keeps what
/// it finds. Doing it again finds nothing new. Gives how many alarms are new or grew.
///
/// # Errors
/// When the database cannot be written.
pub async fn apply(
    tx: &mut Tx,
    rule: Rule,
    (from, until): (Timestamp, Timestamp),
    stretch: SignedDuration,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let micros = i64::try_from(stretch.as_micros())
        .unwrap_or(i64::MAX)
        .max(1);
    let Some((_, statement)) = OF_RULE.iter().find(|(known, _)| *known == rule) else {
        return Ok(0);
    };
    let rows = query(AssertSqlSafe(statement.as_str()))
        .bind(key_from(from))
        .bind(key_from(until))
        .bind(micros)
        .bind(rule.code())
        .bind(i64::from(rule.default_limit()))
        .fetch_all(tx.connection())
        .await?;
    let mut changed = 0;
    for page in rows.chunks(PAGE) {
        let statement = multi_row(INSERT, 10, page.len(), GROWS);
        let mut insert = query(AssertSqlSafe(statement));
        for row in page {
            let begins = get::<i64>(row, "stretch")?.saturating_mul(micros);
            // One stretch that spans everything is the period itself.
            let (begins, ends) = if until.as_microsecond() - from.as_microsecond() <= micros {
                (from.as_microsecond(), until.as_microsecond())
            } else {
                (begins, begins.saturating_add(micros))
            };
            insert = insert
                .bind(get::<String>(row, "municipality_id")?)
                .bind(fresh_uuid(now).to_string())
                .bind(rule.code())
                .bind(get::<String>(row, "account_id")?)
                .bind(get::<String>(row, "organisation_id")?)
                .bind(begins)
                .bind(ends)
                .bind(get::<i64>(row, "amount")?)
                .bind(AlarmState::Open.code())
                .bind(now.as_microsecond());
        }
        changed += insert.execute(tx.connection()).await?.rows_affected();
    }
    Ok(changed)
}

/// A municipality's alarms: what is not closed first, then the newest; at most 100.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, municipality: MunicipalityId) -> Result<Vec<Alarm>, StoreError> {
    let rows = query(AssertSqlSafe(LIST.as_str()))
        .bind(municipality.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(|row| read(tx, row)).collect()
}

/// What an account was asked and has not answered.
///
/// # Errors
/// When the database cannot be read.
pub async fn asked_of(tx: &mut Tx, user: UserId) -> Result<Vec<Alarm>, StoreError> {
    let rows = query(AssertSqlSafe(ASKED.as_str()))
        .bind(user.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(|row| read(tx, row)).collect()
}

fn read(tx: &Tx, row: &AnyRow) -> Result<Alarm, StoreError> {
    let user: UserId = parsed(row, "account_id")?;
    let answer = match get::<Option<Vec<u8>>>(row, "sealed_answer")? {
        Some(sealed) => {
            let clear = vault::open_for_account(tx.secrets(), SEALED_FOR, user, &sealed)?;
            Some(String::from_utf8_lossy(&clear).into_owned())
        }
        None => None,
    };
    Ok(Alarm {
        id: get(row, "id")?,
        rule: parsed(row, "rule")?,
        user,
        person: get(row, "person")?,
        organisation: get(row, "organisation")?,
        from: moment(row, "from_at")?,
        until: moment(row, "until_at")?,
        amount: u32::try_from(get::<i64>(row, "amount")?).unwrap_or(u32::MAX),
        state: parsed(row, "state")?,
        answer,
    })
}

/// Asks the person for the reason. `false` when there is no such open alarm, or `keeper` is the
/// person.
///
/// # Errors
/// When the database cannot be written.
pub async fn ask(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: &str,
    keeper: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    move_on(tx, ASK, municipality, id, keeper, now).await
}

/// Closes an alarm. `false` when there is none that is open, or `keeper` is the person.
///
/// # Errors
/// When the database cannot be written.
pub async fn close(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: &str,
    keeper: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    move_on(tx, CLOSE, municipality, id, keeper, now).await
}

async fn move_on(
    tx: &mut Tx,
    statement: &'static str,
    municipality: MunicipalityId,
    id: &str,
    keeper: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(statement)
        .bind(now.as_microsecond())
        .bind(municipality.to_string())
        .bind(id.to_owned())
        .bind(keeper.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps a person's answer. `false` when nothing was asked of them under this key.
///
/// # Errors
/// When the database cannot be written.
pub async fn answer(
    tx: &mut Tx,
    id: &str,
    user: UserId,
    words: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sealed = vault::seal_for_account(tx.secrets(), SEALED_FOR, user, words.as_bytes())?;
    let done = query(ANSWER)
        .bind(now.as_microsecond())
        .bind(sealed)
        .bind(id.to_owned())
        .bind(user.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// From how many on each rule speaks in a municipality.
///
/// # Errors
/// When the database cannot be read.
pub async fn limits(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<(Rule, u16)>, StoreError> {
    let rows = query(LIMITS)
        .bind(municipality.to_string())
        .fetch_all(tx.connection())
        .await?;
    let mut chosen = Vec::with_capacity(rows.len());
    for row in &rows {
        let amount = u16::try_from(get::<i64>(row, "amount")?).unwrap_or(u16::MAX);
        chosen.push((parsed::<Rule>(row, "rule")?, amount));
    }
    Ok(Rule::ALL
        .into_iter()
        .map(|rule| {
            let found = chosen.iter().find(|(known, _)| *known == rule);
            (
                rule,
                found.map_or(rule.default_limit(), |(_, limit)| *limit),
            )
        })
        .collect())
}

/// Changes from how many on rules speak.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_limits(
    tx: &mut Tx,
    municipality: MunicipalityId,
    limits: &[(Rule, u16)],
) -> Result<(), StoreError> {
    for page in limits.chunks(PAGE) {
        let statement = multi_row(SET_LIMIT, 3, page.len(), REPLACES);
        let mut set = query(AssertSqlSafe(statement));
        for (rule, amount) in page {
            set = set
                .bind(municipality.to_string())
                .bind(rule.code())
                .bind(i64::from(*amount));
        }
        set.execute(tx.connection()).await?;
    }
    Ok(())
}
