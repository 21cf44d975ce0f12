//! Leases: of all nodes, one does each job.

use jiff::Timestamp;
use sqlx::query;

use crate::StoreError;
use crate::engine::Tx;

const TAKE: &str = "INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3) \
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until \
    WHERE lease.holder = excluded.holder OR lease.until < $4";

/// Takes or renews a lease until `until`. `false` when another node has it.
///
/// # Errors
/// When the database cannot be written.
pub async fn take(
    tx: &mut Tx,
    name: &'static str,
    holder: &str,
    until: Timestamp,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(TAKE)
        .bind(name)
        .bind(holder.to_owned())
        .bind(until.as_microsecond())
        .bind(now.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives a lease back, for another node to take at once. Another's is left alone.
///
/// # Errors
/// When the database cannot be written.
pub async fn give_back(tx: &mut Tx, name: &'static str, holder: &str) -> Result<(), StoreError> {
    query("DELETE FROM lease WHERE name = $1 AND holder = $2")
        .bind(name)
        .bind(holder.to_owned())
        .execute(tx.connection())
        .await?;
    Ok(())
}
