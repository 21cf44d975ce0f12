//! The offers that are shown: what the finder holds. All of them for a start, or those that a line
//! of the feed tells of.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::offer::{Offer, Session};
use sqlx::{AssertSqlSafe, query};

use super::{SELECT, read_offer, read_session, rows_of};
use crate::StoreError;
use crate::engine::Connected;
use crate::many_rows::{full_pages, keys_from};
use crate::rows::get;

const SHOWN: &str = "o.status = 'zichtbaar' AND p.suspended_at IS NULL";
static SELECT_ALL: LazyLock<&'static str> =
    LazyLock::new(|| format!("{SELECT} WHERE {SHOWN} ORDER BY o.id").leak());
const SESSIONS: &str = "SELECT s.id, s.offer_id, s.weekday, s.begins, s.ends, s.places_left, \
    s.status FROM offer_session s JOIN offer o ON o.id = s.offer_id \
    JOIN organisation p ON p.id = o.provider_id";
static SESSIONS_ALL: LazyLock<&'static str> = LazyLock::new(|| {
    format!("{SESSIONS} WHERE {SHOWN} ORDER BY s.offer_id, s.weekday, s.begins, s.id").leak()
});
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

/// Every offer that is shown, with its sessions.
///
/// # Errors
/// When the database cannot be read.
pub async fn visible(on: &mut impl Connected) -> Result<Vec<Offer>, StoreError> {
    let mut sessions: HashMap<String, Vec<Session>> = HashMap::new();
    for row in &query(AssertSqlSafe(*SESSIONS_ALL))
        .fetch_all(on.connected())
        .await?
    {
        sessions
            .entry(get(row, "offer_id")?)
            .or_default()
            .push(read_session(row)?);
    }
    let rows = query(AssertSqlSafe(*SELECT_ALL))
        .fetch_all(on.connected())
        .await?;
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
