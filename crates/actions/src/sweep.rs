//! Throwing away what has served: request keys after 30 days, sessions that expired, feed lines
//! that every node has read, failed attempts, invitations and requests that expired.

use domain::retention::RecordKind;
use jiff::{SignedDuration, Timestamp};
use store::{feed, idempotency, invitations, sign_in_attempts, web_sessions};

use crate::{ActionError, Bridge};

/// Old links are told apart from ones that never were for so long.
const LINKS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Sweeps once.
///
/// # Errors
/// When the store cannot be written.
pub async fn sweep(bridge: &Bridge) -> Result<(), ActionError> {
    let now = bridge.now();
    let before = |kept: SignedDuration| now.checked_sub(kept).unwrap_or(Timestamp::MIN);
    let period = |kind: RecordKind| SignedDuration::from_hours(24 * i64::from(kind.default_days()));
    let mut tx = bridge.store().begin().await?;
    idempotency::forget(&mut tx, before(period(RecordKind::RequestKeys))).await?;
    web_sessions::sweep(&mut tx, now).await?;
    sign_in_attempts::sweep(&mut tx, now).await?;
    let links = now.checked_sub(LINKS_KEPT).unwrap_or(Timestamp::MIN);
    invitations::sweep(&mut tx, links).await?;
    feed::sweep(&mut tx, before(period(RecordKind::ChangeFeed))).await?;
    Ok(tx.commit().await?)
}
