//! The machine's clock, the only one the program reads.

use actions::Clock;
use jiff::{SignedDuration, Timestamp};

/// The machine's clock, or one that runs so much ahead (`--clock-offset`).
#[derive(Clone, Copy, Debug, Default)]
pub struct MachineClock {
    /// How much later it lives.
    pub offset: SignedDuration,
}

impl Clock for MachineClock {
    #[allow(
        clippy::disallowed_methods,
        reason = "the one place where the clock is read"
    )]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now()
            .checked_add(self.offset)
            .unwrap_or(Timestamp::MAX);
        // The store keeps microseconds; what it gives back must equal what went in.
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}
