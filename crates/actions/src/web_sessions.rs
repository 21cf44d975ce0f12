//! Sessions of the pages, for the web room's session layer: it may not touch the store itself.

use store::web_sessions;

pub use store::web_sessions::{Holder, Kept, Visit};

use crate::{ActionError, Bridge};

/// Keeps a new session; `false` when the id is taken.
///
/// # Errors
/// When the store cannot be written.
pub async fn create(bridge: &Bridge, kept: &Kept) -> Result<bool, ActionError> {
    Ok(web_sessions::create(bridge.store(), kept).await?)
}

/// Keeps what changed in a session. One that was ended meanwhile stays ended.
///
/// # Errors
/// When the store cannot be written.
pub async fn save(bridge: &Bridge, kept: &Kept) -> Result<(), ActionError> {
    Ok(web_sessions::save(bridge.store(), kept).await?)
}

/// A session that has not expired.
///
/// # Errors
/// When the store cannot be read.
pub async fn load(bridge: &Bridge, id: &str) -> Result<Option<String>, ActionError> {
    Ok(web_sessions::load(bridge.store(), id, bridge.now()).await?)
}

/// A session that has not expired, with the memberships of its holder: what every request of who
/// is signed in asks for.
///
/// # Errors
/// When the store cannot be read.
pub async fn visit(bridge: &Bridge, id: &str) -> Result<Option<Visit>, ActionError> {
    let mut reading = bridge.store().read().await?;
    Ok(web_sessions::visit(&mut reading, id, bridge.now()).await?)
}

/// Ends a session.
///
/// # Errors
/// When the store cannot be written.
pub async fn delete(bridge: &Bridge, id: &str) -> Result<(), ActionError> {
    Ok(web_sessions::delete(bridge.store(), id).await?)
}
