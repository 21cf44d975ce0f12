//! The time, as an argument. Only the binary reads the machine's clock.

use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};

/// Tells the time in whole microseconds, which is what the store keeps.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still until it is moved: for tests and for making the demo's past.
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock that stands at `now`.
    #[must_use]
    pub const fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Puts the clock at `now`.
    pub fn set(&self, now: Timestamp) {
        *self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = now;
    }

    /// Moves the clock on.
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *now = now.checked_add(by).unwrap_or(Timestamp::MAX);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        let now = *self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}
