//! Who knocks too often. A small token bucket per guard and per address, in memory: nodes count
//! apart, which makes the limit at most so many times wider. Wrong passwords and codes are counted
//! in the database instead (`actions::sign_in`).
//!
//! Called by [`crate::policy`]. In the demo only sign-in and links are
//! guarded, so that a demonstration is never stopped.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use crate::mishap::Mishap;

/// What is guarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Guard {
    /// Attempts to sign in, per address.
    SignIn,
    /// Links that do not exist, per address.
    Link,
    /// Printed codes, per address.
    Code,
    /// Personal searches without sign-in, per address.
    Search,
    /// Requests for help without sign-in, per address.
    Ask,
    /// What programs read without a token, per address.
    OpenApi,
}

impl Guard {
    /// How many at once, and how many seconds until one more.
    const fn limit(self) -> (f64, f64) {
        match self {
            Self::SignIn => (60.0, 2.0),
            Self::Link => (60.0, 1.0),
            Self::Code => (20.0, 45.0),
            Self::Search => (120.0, 0.5),
            Self::Ask => (20.0, 180.0),
            // A neighbour's website that copies the offers page by page comes through.
            Self::OpenApi => (600.0, 0.1),
        }
    }

    const fn holds_in_demo(self) -> bool {
        !matches!(self, Self::Search | Self::Ask | Self::OpenApi)
    }
}

struct Bucket {
    left: f64,
    at: Timestamp,
}

/// The buckets of this node.
pub struct Throttle {
    demo: bool,
    buckets: Mutex<HashMap<(Guard, String), Bucket>>,
}

/// Above so many keys, full buckets are thrown out.
const MANY: usize = 10_000;

impl Throttle {
    /// Nobody has knocked yet.
    #[must_use]
    pub fn new(demo: bool) -> Self {
        Self {
            demo,
            buckets: Mutex::default(),
        }
    }

    /// Counts one.
    ///
    /// # Errors
    /// [`Mishap::TooMany`] with the seconds to wait, when there were too many.
    pub fn take(&self, guard: Guard, key: &str, now: Timestamp) -> Result<(), Mishap> {
        self.judge(guard, key, now, 1.0)
    }

    /// Whether one more would be let through; counts nothing.
    ///
    /// # Errors
    /// [`Mishap::TooMany`] with the seconds to wait, when there were too many.
    pub fn peek(&self, guard: Guard, key: &str, now: Timestamp) -> Result<(), Mishap> {
        self.judge(guard, key, now, 0.0)
    }

    fn judge(&self, guard: Guard, key: &str, now: Timestamp, cost: f64) -> Result<(), Mishap> {
        if self.demo && !guard.holds_in_demo() {
            return Ok(());
        }
        let (most, every) = guard.limit();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > MANY {
            buckets.retain(|(guard, _), bucket| {
                let (most, every) = guard.limit();
                refilled(bucket, now, most, every) < most
            });
        }
        let bucket = buckets.entry((guard, key.to_owned())).or_insert(Bucket {
            left: most,
            at: now,
        });
        bucket.left = refilled(bucket, now, most, every);
        bucket.at = now;
        if bucket.left < 1.0 {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at most some minutes, never below zero"
            )]
            let wait = ((1.0 - bucket.left) * every).ceil().max(1.0) as u32;
            return Err(Mishap::TooMany(wait));
        }
        bucket.left -= cost;
        Ok(())
    }
}

fn refilled(bucket: &Bucket, now: Timestamp, most: f64, every: f64) -> f64 {
    let passed = now.duration_since(bucket.at).as_secs_f64().max(0.0);
    (bucket.left + passed / every).min(most)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn noon() -> Timestamp {
        "2026-11-24T11:00:00Z".parse().unwrap()
    }

    #[test]
    fn the_twenty_first_code_has_to_wait_and_after_that_there_is_one_more() {
        let throttle = Throttle::new(true);
        for _ in 0..20 {
            assert_eq!(throttle.take(Guard::Code, "192.0.2.1", noon()), Ok(()));
        }
        let refused = throttle.take(Guard::Code, "192.0.2.1", noon());
        assert_eq!(refused, Err(Mishap::TooMany(45)));
        assert_eq!(throttle.take(Guard::Code, "192.0.2.2", noon()), Ok(()));
        let later = noon() + SignedDuration::from_secs(45);
        assert_eq!(throttle.take(Guard::Code, "192.0.2.1", later), Ok(()));
        assert!(throttle.take(Guard::Code, "192.0.2.1", later).is_err());
    }

    #[test]
    fn in_the_demo_searching_is_never_slowed_down() {
        for (demo, expected) in [(true, true), (false, false)] {
            let throttle = Throttle::new(demo);
            let all = (0..500).all(|_| throttle.take(Guard::Search, "::1", noon()).is_ok());
            assert_eq!(all, expected);
        }
    }

    #[test]
    fn a_clock_that_is_set_back_gives_nobody_anything() {
        let throttle = Throttle::new(false);
        for _ in 0..20 {
            throttle.take(Guard::Ask, "::1", noon()).unwrap();
        }
        let earlier = noon() - SignedDuration::from_hours(24);
        assert!(throttle.take(Guard::Ask, "::1", earlier).is_err());
    }
}
