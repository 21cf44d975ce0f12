//! The history of consent: what a resident agreed to and took back, only ever added to. Who and
//! when stands in the referral's history, under the same number.

use std::sync::LazyLock;

use domain::consent::{ConsentChange, ConsentManner, Purpose};
use domain::ids::{MunicipalityId, ReferralId};
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::Tx;
use crate::rows::{get, multi_row, number};

/// One line of the history of consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The number of the line in the referral's history.
    pub number: u32,
    /// What was given or taken back, and how.
    pub change: ConsentChange,
    /// The version of the words in which it was asked.
    pub wording: String,
}

const COLUMNS: usize = 7;
const HEAD: &str = "INSERT INTO consent_change (municipality_id, referral_id, number, purpose, \
    given, manner, wording)";
static INSERTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    (1..=Purpose::ALL.len())
        .map(|rows| &*multi_row(HEAD, COLUMNS, rows, "").leak())
        .collect()
});
const OF_REFERRAL: &str = "SELECT number, purpose, given, manner, wording FROM consent_change \
    WHERE municipality_id = $1 AND referral_id = $2 ORDER BY number";

/// Adds lines, at most one a purpose, under one number of the referral's history.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(
    tx: &mut Tx,
    municipality: MunicipalityId,
    referral: ReferralId,
    number: u32,
    changes: &[ConsentChange],
    wording: &str,
) -> Result<(), StoreError> {
    let changes = &changes[..changes.len().min(Purpose::ALL.len())];
    let Some(sql) = changes.len().checked_sub(1).map(|at| INSERTS[at]) else {
        return Ok(());
    };
    let mut statement = query(AssertSqlSafe(sql));
    for change in changes {
        statement = statement
            .bind(municipality.to_string())
            .bind(referral.to_string())
            .bind(i64::from(number))
            .bind(change.purpose.code())
            .bind(i64::from(change.given))
            .bind(change.manner.code())
            .bind(wording.to_owned());
    }
    statement.execute(tx.connection()).await?;
    Ok(())
}

/// The lines of one referral, oldest first; none when consent is as it was at the sending.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_referral(
    tx: &mut Tx,
    municipality: MunicipalityId,
    referral: ReferralId,
) -> Result<Vec<Kept>, StoreError> {
    let rows = query(OF_REFERRAL)
        .bind(municipality.to_string())
        .bind(referral.to_string())
        .fetch_all(tx.connection())
        .await?;
    let read: Result<Vec<Kept>, StoreError> = rows
        .iter()
        .map(|row| {
            let purpose = Purpose::from_code(&get::<String>(row, "purpose")?);
            let manner = ConsentManner::from_code(&get::<String>(row, "manner")?);
            Ok(Kept {
                number: number(row, "number")?,
                change: ConsentChange {
                    purpose: purpose.ok_or(StoreError::Unreadable("purpose"))?,
                    given: get::<i64>(row, "given")? == 1,
                    manner: manner.ok_or(StoreError::Unreadable("manner"))?,
                },
                wording: get(row, "wording")?,
            })
        })
        .collect();
    let mut kept = read?;
    // In the order people are asked, also among lines of one moment.
    kept.sort_by_key(|line| (line.number, line.change.purpose));
    Ok(kept)
}
