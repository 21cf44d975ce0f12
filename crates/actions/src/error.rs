//! Why an action did not happen. One list for all, so that every door maps it the same way.

use domain::fault::Fault;
use domain::referral::{Refusal, Status, Step};
use store::StoreError;

/// Why an action did not happen. Nothing of it did.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// To the caller it does not exist.
    #[error("not found")]
    NotFound,
    /// It was there, and is no more.
    #[error("gone")]
    Gone,
    /// The caller may see it, but not do this.
    #[error("forbidden")]
    Forbidden,
    /// What was sent in has faults: all of them.
    #[error("{} faults", .0.len())]
    Faults(Vec<Fault>),
    /// Not from where the referral is now.
    #[error("not from {}", status.code())]
    Conflict {
        /// Where it is.
        status: Status,
        /// What the caller can do instead.
        allowed: Vec<Step>,
        /// Its version now.
        version: u32,
    },
    /// The same request key came with another body.
    #[error("the request key was used for another request")]
    KeyReused,
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ActionError {
    /// One fault.
    #[must_use]
    pub fn fault(fault: Fault) -> Self {
        Self::Faults(vec![fault])
    }
}

impl From<Refusal> for ActionError {
    fn from(refusal: Refusal) -> Self {
        let Refusal::NotNow {
            status,
            allowed,
            version,
        } = refusal;
        Self::Conflict {
            status,
            allowed,
            version,
        }
    }
}
