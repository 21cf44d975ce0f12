//! The access log (NEN 7513): who did what with whose data, when, from where.
//!
//! Each row is written in the transaction of what it tells of, with the running number of its node
//! and a keyed MAC over all of it: nobody waits for anybody. Within a second [`seal`] links what
//! was committed into one chain per municipality. [`verify`] then finds a row that was altered,
//! removed, inserted or moved; anchors that are kept elsewhere ([`anchors`]) also show a log that
//! was put back to an earlier day. [`prune`] throws away below a seal only.

mod action;
pub mod anchors;
pub mod browse;
mod export;
pub(crate) mod ledger;
mod prune;
mod row;
mod seal;
mod verify;

pub use action::Action;
pub use export::{csv_cell, export};
pub use prune::prune;
pub use seal::{end, seal, seal_for_the_gone};
pub use verify::{Finding, Proof, verify};

use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OrganisationId, ReferralId, ResidentId, UserId};
use domain::organisation::Role;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;

use crate::StoreError;
use crate::batch::{Write, Writing};
use crate::engine::Tx;
use crate::rows::{PAGE, get, moment, multi_row, parsed, parsed_opt};
use row::Row;

/// One line of the log.
#[derive(Clone, Debug)]
pub struct Line {
    /// The municipality whose log it is.
    pub municipality: MunicipalityId,
    /// When.
    pub at: Timestamp,
    /// The account, when there was one.
    pub user: Option<UserId>,
    /// In which role.
    pub role: Role,
    /// For which organisation.
    pub organisation: Option<OrganisationId>,
    /// On whose behalf: `account:` and the key of a colleague, `aanbieder` or `inwoner`; the account
    /// first when it is both.
    pub on_behalf: Option<String>,
    /// From where: a network address, `link`, or `werker`.
    pub origin: String,
    /// What was done.
    pub action: Action,
    /// Whose data.
    pub resident: Option<ResidentId>,
    /// About which referral.
    pub referral: Option<ReferralId>,
    /// The consent under which it was done, when there was one.
    pub consent: Option<String>,
}

const HEAD: &str = "INSERT INTO access_log (municipality_id, id, at, account_id, role, \
    organisation_id, on_behalf, origin, action, resident_id, referral_id, consent, node, seq, mac)";
static INSERTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    (1..=PAGE)
        .map(|rows| &*multi_row(HEAD, 15, rows, "").leak())
        .collect()
});
const REGISTER: &str = "INSERT INTO access_log_node (node, sealed, ended) VALUES ($1, $2, 0) \
    ON CONFLICT (node) DO NOTHING";
const OF_REFERRAL: &str = "SELECT l.at, l.role, l.account_id, l.organisation_id, \
    COALESCE(d.name, l.on_behalf) AS on_behalf, \
    l.origin, l.action, o.name FROM access_log l LEFT JOIN organisation o \
    ON o.id = l.organisation_id LEFT JOIN account d ON d.id = SUBSTR(l.on_behalf, 9, 36) WHERE l.referral_id = $1 OR (l.resident_id = $2 AND \
    l.resident_id IS NOT NULL) ORDER BY l.at DESC, l.id DESC LIMIT 500";

/// Writes lines to the log, within the transaction.
///
/// # Errors
/// When the database cannot be written.
pub async fn write(on: &mut impl Writing, lines: &[Line]) -> Result<(), StoreError> {
    for page in lines.chunks(PAGE) {
        let Some(insert) = page.len().checked_sub(1).and_then(|at| INSERTS.get(at)) else {
            continue;
        };
        let (node, first, begins_after) = on.log_numbers().take(page.len());
        if let Some(after) = begins_after {
            on.put(Write::new(REGISTER).bind(node.clone()).bind(after))
                .await?;
        }
        let mut statement = Write::new(insert);
        for (line, seq) in page.iter().zip(first..) {
            let row = Row::of(line, node.clone(), seq);
            let mac = row.mac_with(on.secrets());
            let [municipality, rest @ ..] = row.columns;
            statement = statement
                .bind(municipality.unwrap_or_default())
                .bind(row.id)
                .bind(row.at);
            for (number, column) in rest.into_iter().enumerate() {
                statement = match number {
                    // These columns may not be empty.
                    1 | 4 | 5 => statement.bind(column.unwrap_or_default()),
                    _ => statement.bind(column),
                };
            }
            statement = statement.bind(row.node).bind(row.seq).bind(mac);
        }
        on.put(statement).await?;
    }
    Ok(())
}

/// A line as the resident or the log keeper reads it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// When.
    pub at: Timestamp,
    /// In which role.
    pub role: Role,
    /// The account, when there was one.
    pub user: Option<UserId>,
    /// The organisation.
    pub organisation: Option<OrganisationId>,
    /// The organisation's name.
    pub organisation_name: Option<String>,
    /// On whose behalf: a colleague's name, or `aanbieder` or `inwoner`.
    pub on_behalf: Option<String>,
    /// From where.
    pub origin: String,
    /// What was done, by code.
    pub action: String,
}

/// Who looked at a referral and its resident, newest first, at most 500 lines.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_referral(
    tx: &mut Tx,
    referral: ReferralId,
    resident: ResidentId,
) -> Result<Vec<Seen>, StoreError> {
    let rows = query(OF_REFERRAL)
        .bind(referral.to_string())
        .bind(resident.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(seen).collect()
}

fn seen(row: &AnyRow) -> Result<Seen, StoreError> {
    Ok(Seen {
        at: moment(row, "at")?,
        role: parsed(row, "role")?,
        user: parsed_opt(row, "account_id")?,
        organisation: parsed_opt(row, "organisation_id")?,
        organisation_name: get(row, "name")?,
        on_behalf: get(row, "on_behalf")?,
        origin: get(row, "origin")?,
        action: get(row, "action")?,
    })
}
