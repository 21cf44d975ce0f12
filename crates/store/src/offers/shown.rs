//! The offers that are shown: what the finder holds. All of them for a start, or those that a line
//! of the feed tells of.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::offer::{Offer, Session};
use sqlx::query;

use super::{SELECT, read_offer, read_session, rows_of};
use crate::StoreError;
use crate::engine::Connected;
use crate::many_rows::{full_pages, keys_from};
use crate::rows::get;

const SHOWN: &str = "o.status = 'zichtbaar' AND p.suspended_at IS NULL";
static SELECT_PART: LazyLock<&'static str> = LazyLock::new(|| {
    format!("{SELECT} WHERE {SHOWN} AND o.id > $1 AND o.id <= $2 ORDER BY o.id").leak()
});
const SESSIONS: &str = "SELECT s.id, s.offer_id, s.weekday, s.begins, s.ends, s.places_left, \
    s.status FROM offer o JOIN organisation p ON p.id = o.provider_id \
    JOIN offer_session s ON s.municipality_id = o.municipality_id AND s.offer_id = o.id";
static SESSIONS_PART: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "{SESSIONS} WHERE {SHOWN} AND o.id > $1 AND o.id <= $2 \
         ORDER BY s.offer_id, s.weekday, s.begins, s.id"
    )
    .leak()
});
/// Every so manyth id.
const BOUNDS: &str = "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place \
    FROM offer) numbered WHERE place % $1 = 0 ORDER BY id";
/// Before and after every id, which is written in hexadecimal signs.
const BEFORE: &str = "";
const AFTER: &str = "g";
/// Of offers by their own ids, or of providers by theirs.
static SELECT_SOME: LazyLock<&'static str> = LazyLock::new(|| {
    let (own, theirs) = (keys_from(1), keys_from(1));
    format!("{SELECT} WHERE {SHOWN} AND (o.id IN ({own}) OR o.provider_id IN ({theirs}))").leak()
});
static SESSIONS_SOME: LazyLock<&'static str> = LazyLock::new(|| {
    let (own, theirs) = (keys_from(1), keys_from(1));
    format!(
        "{SESSIONS} WHERE {SHOWN} AND (o.id IN ({own}) OR o.provider_id IN ({theirs})) \
         ORDER BY s.offer_id, s.weekday, s.begins, s.id"
    )
    .leak()
});

/// A part of all offers: those with an id after the first of these, up to the second.
#[derive(Clone, Debug)]
pub struct Part(String, String);

/// The parts of at most `offers` each that together are all offers, to be read side by side.
///
/// # Errors
/// When the database cannot be read.
pub async fn parts(on: &mut impl Connected, offers: i64) -> Result<Vec<Part>, StoreError> {
    let rows = query(BOUNDS).bind(offers).fetch_all(on.connected()).await?;
    let mut parts = Vec::with_capacity(rows.len() + 1);
    let mut from = BEFORE.to_owned();
    for row in &rows {
        let to: String = get(row, "id")?;
        parts.push(Part(from, to.clone()));
        from = to;
    }
    parts.push(Part(from, AFTER.to_owned()));
    Ok(parts)
}

/// Every offer that is shown, with its sessions.
///
/// # Errors
/// When the database cannot be read.
pub async fn visible(on: &mut impl Connected) -> Result<Vec<Offer>, StoreError> {
    visible_in(on, &Part(BEFORE.to_owned(), AFTER.to_owned())).await
}

/// Those of a part that are shown, with their sessions.
///
/// # Errors
/// When the database cannot be read.
pub async fn visible_in(on: &mut impl Connected, part: &Part) -> Result<Vec<Offer>, StoreError> {
    let mut sessions: HashMap<String, Vec<Session>> = HashMap::new();
    let ends = [part.0.clone(), part.1.clone()];
    for row in &rows_of(on, *SESSIONS_PART, &ends).await? {
        let own = sessions.entry(get(row, "offer_id")?).or_default();
        own.push(read_session(row)?);
    }
    let rows = rows_of(on, *SELECT_PART, &ends).await?;
    let mut offers = Vec::with_capacity(rows.len());
    for row in &rows {
        let id: String = get(row, "id")?;
        offers.push(read_offer(row, sessions.remove(&id).unwrap_or_default())?);
    }
    Ok(offers)
}

/// Those that are shown of these offers and of these providers; an id may be of either.
///
/// # Errors
/// When the database cannot be read.
pub async fn visible_of(on: &mut impl Connected, ids: &[String]) -> Result<Vec<Offer>, StoreError> {
    let mut offers = Vec::new();
    for page in full_pages(ids) {
        let mut sessions: HashMap<String, Vec<Session>> = HashMap::new();
        for row in &rows_of(on, *SESSIONS_SOME, &page).await? {
            let own = sessions.entry(get(row, "offer_id")?).or_default();
            own.push(read_session(row)?);
        }
        for row in &rows_of(on, *SELECT_SOME, &page).await? {
            let id: String = get(row, "id")?;
            offers.push(read_offer(row, sessions.remove(&id).unwrap_or_default())?);
        }
    }
    Ok(offers)
}
