//! Throwing away what is older than the law asks to keep: whole seals from the beginning of a
//! chain, never a row out of its middle, so that what stays can still be proved.

use domain::ids::MunicipalityId;
use jiff::Timestamp;
use sqlx::query;

use super::seal::Head;
use crate::engine::Tx;
use crate::rows::get;
use crate::{StoreError, refusals};

const HEAD: &str = "SELECT number, link, floor_number, floor_link FROM access_log_head \
    WHERE municipality_id = $1";
/// The first seal that must stay: it holds something from `before` or later.
const FIRST_TO_STAY: &str = "SELECT number FROM access_log_seal WHERE municipality_id = $1 \
    AND at >= $2 ORDER BY number LIMIT 1";
const FLOOR: &str = "SELECT link FROM access_log_seal WHERE municipality_id = $1 AND number = $2";
const DROP_ROWS: &str = "DELETE FROM access_log WHERE municipality_id = $1 AND EXISTS \
    (SELECT 1 FROM access_log_seal s WHERE s.municipality_id = access_log.municipality_id \
    AND s.number <= $2 AND s.node = access_log.node \
    AND s.first <= access_log.seq AND s.last >= access_log.seq)";
const DROP_SEALS: &str = "DELETE FROM access_log_seal WHERE municipality_id = $1 AND number <= $2";
const SET_FLOOR: &str = "UPDATE access_log_head SET floor_number = $1, floor_link = $2, mac = $3 \
    WHERE municipality_id = $4 AND number = $5";

/// Throws away a municipality's rows from before a moment, as far as whole seals are older than
/// that. Gives how many rows went.
///
/// # Errors
/// When the database cannot be written; [`StoreError::Stale`] when a seal came in between: then
/// nothing went, and it can be tried again.
pub async fn prune(
    tx: &mut Tx,
    municipality: MunicipalityId,
    before: Timestamp,
) -> Result<u64, StoreError> {
    refusals::prune(tx, municipality, before).await?;
    let home = municipality.to_string();
    let head = query(HEAD)
        .bind(home.clone())
        .fetch_optional(tx.connection())
        .await?;
    let Some(head) = head else {
        return Ok(0);
    };
    let mut head = Head {
        number: get(&head, "number")?,
        link: get(&head, "link")?,
        floor_number: get(&head, "floor_number")?,
        floor_link: get(&head, "floor_link")?,
    };
    let stays = query(FIRST_TO_STAY)
        .bind(home.clone())
        .bind(before.as_microsecond())
        .fetch_optional(tx.connection())
        .await?;
    let floor = match stays {
        Some(row) => get::<i64>(&row, "number")? - 1,
        None => head.number,
    };
    if floor <= head.floor_number {
        return Ok(0);
    }
    let link = query(FLOOR)
        .bind(home.clone())
        .bind(floor)
        .fetch_optional(tx.connection())
        .await?;
    // A chain with a hole is not touched: that is for a proof to tell.
    let Some(link) = link else {
        return Ok(0);
    };
    head.floor_number = floor;
    head.floor_link = get(&link, "link")?;
    let gone = query(DROP_ROWS)
        .bind(home.clone())
        .bind(floor)
        .execute(tx.connection())
        .await?;
    query(DROP_SEALS)
        .bind(home.clone())
        .bind(floor)
        .execute(tx.connection())
        .await?;
    let mac = head.mac(&home, tx.secrets());
    let kept = query(SET_FLOOR)
        .bind(head.floor_number)
        .bind(head.floor_link)
        .bind(mac)
        .bind(home)
        .bind(head.number)
        .execute(tx.connection())
        .await?;
    if kept.rows_affected() == 1 {
        Ok(gone.rows_affected())
    } else {
        Err(StoreError::Stale)
    }
}
