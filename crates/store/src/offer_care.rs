//! What the service point must know to keep the offer true: offers that nobody confirms, providers
//! whom no mail reaches, hidden and stopped offers, and websites that no longer answer.

use std::sync::LazyLock;

use domain::freshness::Limits;
use domain::ids::{MunicipalityId, OfferId, OrganisationId};
use domain::offer::{ConfirmedBy, OfferStatus};
use jiff::Timestamp;
use jiff::civil::{Date, time};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::many_rows::{full_pages, keys_from};
use crate::rows::{get, moment, moment_opt, number, parsed, parsed_opt};

/// So many failures in a row, a week apart, are told.
const FAILURES: i64 = 2;

/// What is shown and was not confirmed in time: of $1, since $2, or since the moment $3 when it never
/// was.
macro_rules! late {
    () => {
        "o.municipality_id = $1 AND o.status = 'zichtbaar' AND p.suspended_at IS NULL \
        AND ((o.confirmed_on IS NOT NULL AND o.confirmed_on < $2) \
        OR (o.confirmed_on IS NULL AND COALESCE(o.fresh_at, o.changed_at) < $3))"
    };
}
const UNCONFIRMED: &str = concat!(
    "SELECT o.id, o.title, o.confirmed_on, o.confirmed_by, o.provider_id, o.stopped_at, \
    p.name AS provider, p.email, p.phone, l.asked_at FROM offer o \
    JOIN organisation p ON p.id = o.provider_id \
    LEFT JOIN offer_link l ON l.municipality_id = o.municipality_id AND l.organisation_id = p.id \
    WHERE ",
    late!(),
    " AND ((l.answered_at IS NULL AND l.asked_at < $4) OR (p.email IS NULL AND l.asked_at IS NULL)) \
    ORDER BY p.name_folded, p.id, o.title, o.id LIMIT 200"
);
const LATE: &str = concat!(
    "SELECT COUNT(*) AS late FROM offer o JOIN organisation p ON p.id = o.provider_id WHERE ",
    late!()
);
const UNREACHED: &str = "SELECT p.id, p.name, p.email, p.phone, \
    MAX(b.made_at) AS failed_at FROM organisation p JOIN outbox b \
    ON b.municipality_id = p.municipality_id AND b.status = 'geparkeerd' \
    AND ((b.recipient = 'ontvanger' AND b.recipient_id = p.id) OR (b.recipient = 'aanbieder' \
    AND b.recipient_id IN (SELECT l.id FROM offer_link l \
    WHERE l.municipality_id = p.municipality_id AND l.organisation_id = p.id))) \
    WHERE p.municipality_id = $1 AND p.suspended_at IS NULL \
    AND EXISTS (SELECT 1 FROM offer o WHERE o.provider_id = p.id AND o.status = 'zichtbaar') \
    GROUP BY p.id, p.name, p.email, p.phone, p.name_folded ORDER BY p.name_folded LIMIT 100";
const HIDDEN: &str = "SELECT o.id, o.title, o.confirmed_on, o.confirmed_by, o.provider_id, \
    o.stopped_at, p.name AS provider, p.email, p.phone, l.asked_at FROM offer o \
    JOIN organisation p ON p.id = o.provider_id \
    LEFT JOIN offer_link l ON l.municipality_id = o.municipality_id AND l.organisation_id = p.id \
    WHERE o.municipality_id = $1 AND o.status = 'verborgen' ORDER BY p.name_folded, o.title, o.id \
    LIMIT 200";
const STOPPED: &str = "SELECT o.id, o.title, o.confirmed_on, o.confirmed_by, o.provider_id, \
    o.stopped_at, p.name AS provider, p.email, p.phone, l.asked_at FROM offer o \
    JOIN organisation p ON p.id = o.provider_id \
    LEFT JOIN offer_link l ON l.municipality_id = o.municipality_id AND l.organisation_id = p.id \
    WHERE o.municipality_id = $1 AND o.status = 'beeindigd' AND o.stopped_at >= $2 \
    ORDER BY o.stopped_at DESC, o.title, o.id LIMIT 200";
static SET_STATUS: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "UPDATE offer SET status = $1, changed_at = $2 WHERE municipality_id = $3 \
         AND status = $4 AND id IN ({}) RETURNING id",
        keys_from(5)
    )
    .leak()
});
static STOP: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "UPDATE offer SET stopped_from = status, status = 'beeindigd', stopped_at = $1, \
         changed_at = $1 WHERE municipality_id = $2 AND status IN ('zichtbaar', 'verborgen') \
         AND id IN ({}) RETURNING id",
        keys_from(3)
    )
    .leak()
});
static PUT_BACK: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "UPDATE offer SET status = stopped_from, stopped_from = NULL, stopped_at = NULL, \
         changed_at = $1 WHERE municipality_id = $2 AND status = 'beeindigd' \
         AND stopped_from IS NOT NULL AND stopped_at >= $3 AND id IN ({}) RETURNING id",
        keys_from(4)
    )
    .leak()
});
const EXPIRE: &str = "UPDATE offer SET status = 'verlopen', changed_at = $1 \
    WHERE status = 'zichtbaar' AND ends_on IS NOT NULL AND ends_on < $2 RETURNING id";
const WEBSITES: &str = "SELECT DISTINCT o.municipality_id, o.contact_website FROM offer o \
    LEFT JOIN website_check w ON w.municipality_id = o.municipality_id \
    AND w.website = o.contact_website WHERE o.status = 'zichtbaar' \
    AND o.contact_website IS NOT NULL AND (w.checked_at IS NULL OR w.checked_at < $1) \
    ORDER BY o.municipality_id, o.contact_website LIMIT $2";
const CHECKED: &str = "INSERT INTO website_check (municipality_id, website, checked_at, failures, \
    cause) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (municipality_id, website) DO UPDATE SET \
    checked_at = excluded.checked_at, cause = excluded.cause, \
    failures = CASE WHEN excluded.failures = 0 THEN 0 ELSE website_check.failures + 1 END";
const BROKEN: &str = "SELECT w.website, w.checked_at, w.failures, w.cause, MIN(p.name) AS provider, \
    MIN(p.phone) AS phone, MIN(p.email) AS email, MIN(o.id) AS id, MIN(o.title) AS title \
    FROM website_check w JOIN offer o \
    ON o.municipality_id = w.municipality_id AND o.contact_website = w.website \
    AND o.status = 'zichtbaar' JOIN organisation p ON p.id = o.provider_id \
    WHERE w.municipality_id = $1 AND w.failures >= $2 \
    GROUP BY w.website, w.checked_at, w.failures, w.cause ORDER BY w.website LIMIT 100";

/// An offer about which the service point decides.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// Which.
    pub id: OfferId,
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub provider_id: OrganisationId,
    /// Who organises it.
    pub provider: String,
    /// Where the provider can be written to.
    pub email: Option<String>,
    /// Where it can be called.
    pub phone: Option<String>,
    /// When it was last confirmed.
    pub confirmed_on: Option<Date>,
    /// By whom.
    pub confirmed_by: Option<ConfirmedBy>,
    /// When the provider was asked.
    pub asked_at: Option<Timestamp>,
    /// When the service point stopped it, if it did.
    pub stopped_at: Option<Timestamp>,
}

/// A provider whom no mail reaches.
#[derive(Clone, Debug)]
pub struct Unreached {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// The address that does not work, when there is one.
    pub email: Option<String>,
    /// Where it can be called.
    pub phone: Option<String>,
    /// The newest mail that did not arrive.
    pub failed_at: Timestamp,
}

/// A website that did not answer, more than once.
#[derive(Clone, Debug)]
pub struct Broken {
    /// As the offer has it.
    pub website: String,
    /// Whose.
    pub provider: String,
    /// Its phone number.
    pub phone: Option<String>,
    /// Its address for mail.
    pub email: Option<String>,
    /// One of the offers that name it.
    pub offer: OfferId,
    /// That offer's title.
    pub title: String,
    /// When it was looked at.
    pub checked_at: Timestamp,
    /// How often it failed in a row.
    pub failures: u32,
    /// What was wrong the last time.
    pub cause: Option<String>,
}

/// A website to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// In which municipality it is named.
    pub municipality: MunicipalityId,
    /// As the offer has it.
    pub website: String,
}

/// Offers that nobody confirmed after the question, and those of providers that cannot be asked.
///
/// # Errors
/// When the database cannot be read.
pub async fn unconfirmed(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    limits: Limits,
) -> Result<Vec<Undecided>, StoreError> {
    let rows = query(UNCONFIRMED)
        .bind(municipality.to_string())
        .bind(limits.confirmed_since.to_string())
        .bind(midnight(limits.confirmed_since))
        .bind(midnight(limits.asked_before))
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(undecided).collect()
}

/// How many offers are shown that were not confirmed in time.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_late(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    limits: Limits,
) -> Result<u64, StoreError> {
    let row = query(LATE)
        .bind(municipality.to_string())
        .bind(limits.confirmed_since.to_string())
        .bind(midnight(limits.confirmed_since))
        .fetch_one(on.connected())
        .await?;
    number(&row, "late")
}

/// The first moment of a day.
fn midnight(day: Date) -> i64 {
    domain::calendar::moment_of(day, time(0, 0, 0, 0)).as_microsecond()
}

/// Offers that the service point hid.
///
/// # Errors
/// When the database cannot be read.
pub async fn hidden(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<Undecided>, StoreError> {
    let rows = query(HIDDEN)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(undecided).collect()
}

fn undecided(row: &AnyRow) -> Result<Undecided, StoreError> {
    let by: Option<String> = get(row, "confirmed_by")?;
    Ok(Undecided {
        id: parsed(row, "id")?,
        title: get(row, "title")?,
        provider_id: parsed(row, "provider_id")?,
        provider: get(row, "provider")?,
        email: get(row, "email")?,
        phone: get(row, "phone")?,
        confirmed_on: parsed_opt(row, "confirmed_on")?,
        confirmed_by: by.and_then(|code| ConfirmedBy::from_code(&code)),
        asked_at: moment_opt(row, "asked_at")?,
        stopped_at: moment_opt(row, "stopped_at")?,
    })
}

/// Providers with an offer that is shown, to whom a mail could not be delivered.
///
/// # Errors
/// When the database cannot be read.
pub async fn unreached(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<Unreached>, StoreError> {
    let rows = query(UNREACHED)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Unreached {
                id: parsed(row, "id")?,
                name: get(row, "name")?,
                email: get(row, "email")?,
                phone: get(row, "phone")?,
                failed_at: moment(row, "failed_at")?,
            })
        })
        .collect()
}

/// Offers that the service point stopped since a moment and that are stopped still, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn stopped(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    since: Timestamp,
) -> Result<Vec<Undecided>, StoreError> {
    let rows = query(STOPPED)
        .bind(municipality.to_string())
        .bind(since.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(undecided).collect()
}

/// Gives these offers of a municipality another status, when they have the one before. Gives which had.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_status(
    tx: &mut Tx,
    municipality: MunicipalityId,
    ids: &[OfferId],
    (from, to): (OfferStatus, OfferStatus),
    now: Timestamp,
) -> Result<Vec<OfferId>, StoreError> {
    let mut done = Vec::new();
    for page in pages(ids) {
        let mut statement = query(AssertSqlSafe(*SET_STATUS))
            .bind(to.code())
            .bind(now.as_microsecond())
            .bind(municipality.to_string())
            .bind(from.code());
        for id in page {
            statement = statement.bind(id);
        }
        let rows = statement.fetch_all(tx.connection()).await?;
        done.extend(changed(&rows)?);
    }
    Ok(done)
}

/// Stops these offers of a municipality that are shown or hidden, so that [`put_back`] knows how they
/// stood. Gives which were.
///
/// # Errors
/// When the database cannot be written.
pub async fn stop(
    tx: &mut Tx,
    municipality: MunicipalityId,
    ids: &[OfferId],
    now: Timestamp,
) -> Result<Vec<OfferId>, StoreError> {
    let mut done = Vec::new();
    for page in pages(ids) {
        let mut statement = query(AssertSqlSafe(*STOP))
            .bind(now.as_microsecond())
            .bind(municipality.to_string());
        for id in page {
            statement = statement.bind(id);
        }
        let rows = statement.fetch_all(tx.connection()).await?;
        done.extend(changed(&rows)?);
    }
    Ok(done)
}

/// Lets these offers of a municipality stand as they stood before they were stopped, since `since`.
/// Gives which were.
///
/// # Errors
/// When the database cannot be written.
pub async fn put_back(
    tx: &mut Tx,
    municipality: MunicipalityId,
    ids: &[OfferId],
    since: Timestamp,
    now: Timestamp,
) -> Result<Vec<OfferId>, StoreError> {
    let mut done = Vec::new();
    for page in pages(ids) {
        let mut statement = query(AssertSqlSafe(*PUT_BACK))
            .bind(now.as_microsecond())
            .bind(municipality.to_string())
            .bind(since.as_microsecond());
        for id in page {
            statement = statement.bind(id);
        }
        let rows = statement.fetch_all(tx.connection()).await?;
        done.extend(changed(&rows)?);
    }
    Ok(done)
}

fn pages(ids: &[OfferId]) -> Vec<Vec<String>> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    full_pages(&ids).collect()
}

fn changed(rows: &[AnyRow]) -> Result<Vec<OfferId>, StoreError> {
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// Lets offers expire of which the last day that the provider named has passed. Gives which.
///
/// # Errors
/// When the database cannot be written.
pub async fn expire(tx: &mut Tx, today: Date, now: Timestamp) -> Result<Vec<OfferId>, StoreError> {
    let rows = query(EXPIRE)
        .bind(now.as_microsecond())
        .bind(today.to_string())
        .fetch_all(tx.connection())
        .await?;
    changed(&rows)
}

/// Websites of offers that are shown and were not looked at since `before`, at most `most`.
///
/// # Errors
/// When the database cannot be read.
pub async fn websites_due(
    on: &mut impl Connected,
    before: Timestamp,
    most: u32,
) -> Result<Vec<Site>, StoreError> {
    let rows = query(WEBSITES)
        .bind(before.as_microsecond())
        .bind(i64::from(most))
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Site {
                municipality: parsed(row, "municipality_id")?,
                website: get(row, "contact_website")?,
            })
        })
        .collect()
}

/// Writes down how a website answered: `cause` tells what was wrong.
///
/// # Errors
/// When the database cannot be written.
pub async fn website_checked(
    tx: &mut Tx,
    site: &Site,
    cause: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(CHECKED)
        .bind(site.municipality.to_string())
        .bind(site.website.clone())
        .bind(now.as_microsecond())
        .bind(i64::from(cause.is_some()))
        .bind(cause.map(str::to_owned))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Websites that failed the last times they were looked at.
///
/// # Errors
/// When the database cannot be read.
pub async fn broken_websites(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<Broken>, StoreError> {
    let rows = query(BROKEN)
        .bind(municipality.to_string())
        .bind(FAILURES)
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Broken {
                website: get(row, "website")?,
                provider: get(row, "provider")?,
                phone: get(row, "phone")?,
                email: get(row, "email")?,
                offer: parsed(row, "id")?,
                title: get(row, "title")?,
                checked_at: moment(row, "checked_at")?,
                failures: number(row, "failures")?,
                cause: get(row, "cause")?,
            })
        })
        .collect()
}
