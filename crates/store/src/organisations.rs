//! Organisations that take part.

use std::sync::LazyLock;

use domain::calendar::Closure;
use domain::ids::{MunicipalityId, OrganisationId};
use domain::organisation::Organisation;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::many_rows::ManyRows;
use crate::municipalities::{closures_text, read_closures};
use crate::rows::{PAGE, get, parsed, twenty_from};

const INSERT: &str = "INSERT INTO organisation (municipality_id, id, kind, name, name_folded, \
    email, phone, closures) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
static LEARN: LazyLock<ManyRows> = LazyLock::new(|| {
    let head = "INSERT INTO organisation (municipality_id, id, kind, name, name_folded, email, \
        phone, closures)";
    let tail = " ON CONFLICT (municipality_id, id) DO UPDATE SET \
        email = COALESCE(organisation.email, excluded.email), \
        phone = COALESCE(organisation.phone, excluded.phone)";
    ManyRows::new(head, 8, tail)
});
const ALL: &str = "SELECT municipality_id, id, kind, name, email, phone, closures \
    FROM organisation ORDER BY id";
const BY_ID: &str = "SELECT municipality_id, id, kind, name, email, phone, closures \
    FROM organisation WHERE id = $1";
static MANY: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT municipality_id, id, kind, name, email, phone, closures FROM organisation \
         WHERE id IN ({})",
        twenty_from(1)
    )
    .leak()
});
const OF_MUNICIPALITY: &str = "SELECT municipality_id, id, kind, name, email, phone, closures \
    FROM organisation WHERE municipality_id = $1 ORDER BY name_folded, id";
const OF_KIND: &str = "SELECT municipality_id, id, kind, name, email, phone, closures \
    FROM organisation WHERE municipality_id = $1 AND kind = $2 ORDER BY name_folded, id";
const SET_REACH: &str = "UPDATE organisation SET name = $1, name_folded = $2, email = $3, \
    phone = $4 WHERE municipality_id = $5 AND id = $6";
const SET_CLOSURES: &str =
    "UPDATE organisation SET closures = $1 WHERE municipality_id = $2 AND id = $3";

/// An organisation with its summer stops.
#[derive(Clone, Debug)]
pub struct Found {
    /// The organisation.
    pub organisation: Organisation,
    /// When it is closed.
    pub closures: Vec<Closure>,
}

/// Keeps a new organisation.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(tx: &mut Tx, organisation: &Organisation) -> Result<(), StoreError> {
    query(INSERT)
        .bind(organisation.municipality.to_string())
        .bind(organisation.id.to_string())
        .bind(organisation.kind.code())
        .bind(organisation.name.clone())
        .bind(folded(&organisation.name))
        .bind(organisation.email.clone())
        .bind(organisation.phone.clone())
        .bind(String::new())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// A name as names are compared: lower case, one space between words.
#[must_use]
pub fn folded(name: &str) -> String {
    name.to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Keeps organisations that an import brings: a new one whole, and of a known one the address and
/// the phone number that were not known yet. None may stand twice among them.
///
/// # Errors
/// When the database cannot be written.
pub async fn learn(tx: &mut Tx, all: &[Organisation]) -> Result<(), StoreError> {
    let rows = all.iter().map(|organisation| {
        vec![
            organisation.municipality.to_string().into(),
            organisation.id.to_string().into(),
            organisation.kind.code().into(),
            organisation.name.as_str().into(),
            folded(&organisation.name).into(),
            organisation.email.clone().into(),
            organisation.phone.clone().into(),
            "".into(),
        ]
    });
    LEARN.put(tx, rows.collect()).await
}

/// Changes an organisation's name, address and phone number, in that order.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_reach(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: OrganisationId,
    (name, email, phone): (&str, &str, &str),
) -> Result<(), StoreError> {
    query(SET_REACH)
        .bind(name.to_owned())
        .bind(folded(name))
        .bind(email.to_owned())
        .bind(phone.to_owned())
        .bind(municipality.to_string())
        .bind(id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Says when an organisation is closed.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_closures(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: OrganisationId,
    closures: &[Closure],
) -> Result<(), StoreError> {
    query(SET_CLOSURES)
        .bind(closures_text(closures))
        .bind(municipality.to_string())
        .bind(id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// One organisation.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(
    on: &mut impl Connected,
    id: OrganisationId,
) -> Result<Option<Found>, StoreError> {
    let row = query(BY_ID)
        .bind(id.to_string())
        .fetch_optional(on.connected())
        .await?;
    row.map(|row| read(&row)).transpose()
}

/// Every organisation, for the look-up in memory.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(on: &mut impl Connected) -> Result<Vec<Found>, StoreError> {
    let rows = query(ALL).fetch_all(on.connected()).await?;
    rows.iter().map(read).collect()
}

/// Several organisations at once.
///
/// # Errors
/// When the database cannot be read.
pub async fn many(
    on: &mut impl Connected,
    ids: &[OrganisationId],
) -> Result<Vec<Found>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for page in ids.chunks(PAGE) {
        let Some(last) = page.last() else { continue };
        let mut statement = query(AssertSqlSafe(*MANY));
        for id in page.iter().chain(std::iter::repeat(last)).take(PAGE) {
            statement = statement.bind(id.to_string());
        }
        for row in &statement.fetch_all(on.connected()).await? {
            found.push(read(row)?);
        }
    }
    Ok(found)
}

/// The organisations of a municipality, by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_municipality(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<Found>, StoreError> {
    let rows = query(OF_MUNICIPALITY)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(read).collect()
}

/// The organisations of one kind in a municipality, by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_kind(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    kind: domain::organisation::OrganisationKind,
) -> Result<Vec<Found>, StoreError> {
    let rows = query(OF_KIND)
        .bind(municipality.to_string())
        .bind(kind.code())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Found, StoreError> {
    Ok(Found {
        organisation: Organisation {
            id: parsed(row, "id")?,
            municipality: parsed(row, "municipality_id")?,
            kind: parsed(row, "kind")?,
            name: get(row, "name")?,
            email: get(row, "email")?,
            phone: get(row, "phone")?,
        },
        closures: read_closures(&get::<String>(row, "closures")?),
    })
}
