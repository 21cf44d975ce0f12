//! Throwing away what has served: request keys after 30 days, sessions that expired, feed lines
//! that every node has read.

use jiff::{SignedDuration, Timestamp};
use store::{feed, idempotency, web_sessions};

use crate::{ActionError, Bridge};

const KEYS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
const FEED_KEPT: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Sweeps once.
///
/// # Errors
/// When the store cannot be written.
pub async fn sweep(bridge: &Bridge) -> Result<(), ActionError> {
    let now = bridge.now();
    let before = |kept: SignedDuration| now.checked_sub(kept).unwrap_or(Timestamp::MIN);
    let mut tx = bridge.store().begin().await?;
    idempotency::forget(&mut tx, before(KEYS_KEPT)).await?;
    web_sessions::sweep(&mut tx, now).await?;
    feed::sweep(&mut tx, before(FEED_KEPT)).await?;
    Ok(tx.commit().await?)
}
