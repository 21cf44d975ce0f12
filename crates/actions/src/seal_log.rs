//! Sealing the access log, and telling where its chains stand. Called by the binary's sealer, by
//! the demo when it is made, and by tests.

use std::time::Instant;

use store::access_log::{self, anchors};

use crate::{ActionError, Bridge};

pub use store::access_log::anchors::Anchor;

/// Links what this node wrote and is on disk into the chain.
///
/// # Errors
/// When the store cannot be written.
pub async fn seal_log(bridge: &Bridge) -> Result<u64, ActionError> {
    Ok(access_log::seal(bridge.store()).await?)
}

/// Does the same for nodes that were killed before they could.
///
/// # Errors
/// When the store cannot be written.
pub async fn seal_for_the_gone(bridge: &Bridge) -> Result<u64, ActionError> {
    Ok(access_log::seal_for_the_gone(bridge.store(), Instant::now()).await?)
}

/// Where each municipality's chain stands, signed: to be kept elsewhere.
///
/// # Errors
/// When the store cannot be read.
pub async fn anchors(bridge: &Bridge) -> Result<Vec<Anchor>, ActionError> {
    Ok(anchors::now(bridge.store(), bridge.now()).await?)
}
