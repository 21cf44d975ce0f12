//! The access log (NEN 7513): who did what with whose data, when, from where. Each row is written
//! in the transaction of what it tells of, with a keyed MAC of its own.

use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OrganisationId, ReferralId, ResidentId, UserId};
use domain::organisation::Role;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Store, Tx};
use crate::key_store::fresh_uuid;
use crate::rows::{PAGE, get, moment, multi_row, parsed, parsed_opt};
use crate::secrets::Secrets;

/// What was done with somebody's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Written down for the first time.
    Create,
    /// Read.
    Read,
    /// Shown in a list.
    List,
    /// Looked up by phone number or address.
    Search,
    /// Changed, by a step or an answer.
    Change,
    /// Sent in a message.
    Send,
    /// Printed or copied.
    Copy,
    /// Asked for, and refused.
    Refused,
    /// Removed.
    Erase,
    /// Signed in.
    SignIn,
    /// Tried to sign in, in vain.
    SignInFailed,
    /// A password, second step or passkey was set, changed or taken away.
    SignInChanged,
    /// Somebody was invited, or their access changed.
    AccessChanged,
}

impl Action {
    /// As kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Create => "invoeren",
            Self::Read => "inzien",
            Self::List => "lijst",
            Self::Search => "zoeken",
            Self::Change => "wijzigen",
            Self::Send => "versturen",
            Self::Copy => "afdrukken",
            Self::Refused => "geweigerd",
            Self::Erase => "verwijderen",
            Self::SignIn => "inloggen",
            Self::SignInFailed => "inloggen-mislukt",
            Self::SignInChanged => "inlogmiddel",
            Self::AccessChanged => "toegang",
        }
    }
}

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
    /// On whose behalf.
    pub on_behalf: Option<&'static str>,
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
    organisation_id, on_behalf, origin, action, resident_id, referral_id, consent, mac)";
static INSERTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    (1..=PAGE)
        .map(|rows| &*multi_row(HEAD, 13, rows, "").leak())
        .collect()
});
const OF_REFERRAL: &str = "SELECT l.at, l.role, l.account_id, l.organisation_id, l.on_behalf, \
    l.origin, l.action, o.name FROM access_log l LEFT JOIN organisation o \
    ON o.id = l.organisation_id WHERE l.referral_id = $1 OR (l.resident_id = $2 AND \
    l.resident_id IS NOT NULL) ORDER BY l.at DESC, l.id DESC LIMIT 500";

/// Writes lines to the log, within the transaction.
///
/// # Errors
/// When the database cannot be written.
pub async fn write(tx: &mut Tx, lines: &[Line]) -> Result<(), StoreError> {
    for page in lines.chunks(PAGE) {
        let Some(insert) = page.len().checked_sub(1).and_then(|at| INSERTS.get(at)) else {
            continue;
        };
        let mut statement = query(AssertSqlSafe(*insert));
        for line in page {
            let id = fresh_uuid(line.at).to_string();
            let columns = columns_of(line);
            let at = line.at.as_microsecond();
            let mac = mac_of(tx.secrets(), &id, at, &columns);
            let [municipality, rest @ ..] = columns;
            statement = statement
                .bind(municipality.unwrap_or_default())
                .bind(id)
                .bind(at);
            for (number, column) in rest.into_iter().enumerate() {
                statement = match number {
                    // These columns may not be empty.
                    1 | 4 | 5 => statement.bind(column.unwrap_or_default()),
                    _ => statement.bind(column),
                };
            }
            statement = statement.bind(mac);
        }
        statement.execute(tx.connection()).await?;
    }
    Ok(())
}

/// The columns beside id, moment and MAC, in the order of the table.
fn columns_of(line: &Line) -> [Option<String>; 10] {
    [
        Some(line.municipality.to_string()),
        line.user.map(|id| id.to_string()),
        Some(line.role.code().to_owned()),
        line.organisation.map(|id| id.to_string()),
        line.on_behalf.map(str::to_owned),
        Some(line.origin.clone()),
        Some(line.action.code().to_owned()),
        line.resident.map(|id| id.to_string()),
        line.referral.map(|id| id.to_string()),
        line.consent.clone(),
    ]
}

fn mac_of(secrets: &Secrets, id: &str, at: i64, columns: &[Option<String>; 10]) -> String {
    let at = at.to_le_bytes();
    let mut parts: Vec<&[u8]> = vec![id.as_bytes(), &at];
    // An empty column and a missing one differ by the byte that no column can be.
    parts.extend(columns.iter().map(|column| match column {
        Some(text) => text.as_bytes(),
        None => &[0xFF][..],
    }));
    secrets.log_mac(&parts)
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
    /// On whose behalf.
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

const ALL: &str = "SELECT municipality_id, id, at, account_id, role, organisation_id, on_behalf, \
    origin, action, resident_id, referral_id, consent, mac FROM access_log \
    WHERE id > $1 ORDER BY id LIMIT 1000";
const COLUMNS: [&str; 10] = [
    "municipality_id",
    "account_id",
    "role",
    "organisation_id",
    "on_behalf",
    "origin",
    "action",
    "resident_id",
    "referral_id",
    "consent",
];

/// Reads the whole log, a thousand rows at a time, each with its id, moment, columns and MAC.
async fn each_row(
    store: &Store,
    mut tell: impl FnMut(String, i64, [Option<String>; 10], String),
) -> Result<u64, StoreError> {
    let mut reading = store.read().await?;
    let mut after = String::new();
    let mut seen = 0;
    loop {
        let rows = query(ALL)
            .bind(after.clone())
            .fetch_all(reading.connected())
            .await?;
        let Some(last) = rows.last() else {
            return Ok(seen);
        };
        after = get(last, "id")?;
        for row in &rows {
            let mut columns: [Option<String>; 10] = Default::default();
            for (column, name) in columns.iter_mut().zip(COLUMNS) {
                *column = get(row, name)?;
            }
            tell(get(row, "id")?, get(row, "at")?, columns, get(row, "mac")?);
            seen += 1;
        }
    }
}

/// Proves that no row was altered: gives how many were read, and the ids of those whose MAC does
/// not fit.
///
/// # Errors
/// When the database cannot be read.
pub async fn verify(store: &Store) -> Result<(u64, Vec<String>), StoreError> {
    let mut altered = Vec::new();
    let seen = each_row(store, |id, at, columns, mac| {
        if mac_of(store.secrets(), &id, at, &columns) != mac {
            altered.push(id);
        }
    })
    .await?;
    Ok((seen, altered))
}

/// Tells the whole log as CSV, header first. Cells hold codes, ids and addresses only; one that a
/// spreadsheet would take for a formula gets an apostrophe before it.
///
/// # Errors
/// When the database cannot be read.
pub async fn export(store: &Store, line: &mut dyn FnMut(&str)) -> Result<(), StoreError> {
    line(&format!("id,at,{},mac", COLUMNS.join(",")));
    each_row(store, |id, at, columns, mac| {
        let moment = Timestamp::from_microsecond(at)
            .map(|at| at.to_string())
            .unwrap_or_default();
        let mut cells = vec![id, moment];
        cells.extend(columns.into_iter().map(Option::unwrap_or_default));
        cells.push(mac);
        let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
        line(&cells.join(","));
    })
    .await?;
    Ok(())
}

fn csv_cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if guarded.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}
