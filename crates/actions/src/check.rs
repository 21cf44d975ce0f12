//! Proving the invariants on a database.

use jiff::Timestamp;
use store::checks::{self, Finding};
use store::{Store, StoreError};

/// One line an invariant, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn check(store: &Store, now: Timestamp) -> Result<Vec<Finding>, StoreError> {
    checks::run(store, now).await
}
