//! Sessions of the pages, for the web room's session layer: it may not touch the store itself.

use jiff::Timestamp;
use store::web_sessions;

use crate::{ActionError, Bridge};

/// Keeps a new session; `false` when the id is taken.
///
/// # Errors
/// When the store cannot be written.
pub async fn create(
    bridge: &Bridge,
    id: &str,
    body: &str,
    expires_at: Timestamp,
) -> Result<bool, ActionError> {
    Ok(web_sessions::create(bridge.store(), id, body, expires_at).await?)
}

/// Keeps a session.
///
/// # Errors
/// When the store cannot be written.
pub async fn save(
    bridge: &Bridge,
    id: &str,
    body: &str,
    expires_at: Timestamp,
) -> Result<(), ActionError> {
    Ok(web_sessions::save(bridge.store(), id, body, expires_at).await?)
}

/// A session that has not expired.
///
/// # Errors
/// When the store cannot be read.
pub async fn load(bridge: &Bridge, id: &str) -> Result<Option<String>, ActionError> {
    Ok(web_sessions::load(bridge.store(), id, bridge.now()).await?)
}

/// Ends a session.
///
/// # Errors
/// When the store cannot be written.
pub async fn delete(bridge: &Bridge, id: &str) -> Result<(), ActionError> {
    Ok(web_sessions::delete(bridge.store(), id).await?)
}
