//! What a person reads while a recipe runs: a heading a stage, its time, and the failures last.

use std::time::{Duration, Instant};

use crate::Stop;
use crate::tally::Tally;

/// The running account of a recipe's stages.
pub struct Report {
    started: Instant,
    sum: Tally,
    failures: Vec<(String, String)>,
}

/// What one stage came to.
#[derive(Default)]
pub struct Outcome {
    /// Its tests, counted.
    pub tally: Tally,
    /// What went wrong, as the tools told it; empty when nothing did.
    pub failures: String,
}

impl Outcome {
    /// A stage that is one check and holds.
    pub fn held() -> Self {
        Self {
            tally: Tally {
                passed: 1,
                failed: 0,
                skipped: 0,
            },
            failures: String::new(),
        }
    }

    /// A stage that is one check and does not hold, and why.
    pub fn broke(why: impl Into<String>) -> Self {
        Self {
            tally: Tally::ONE_FAILURE,
            failures: why.into(),
        }
    }

    /// A stage that does work for later stages and counts as no test when it succeeds.
    pub fn prepared() -> Self {
        Self::default()
    }
}

impl Report {
    /// An account with nothing in it yet.
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            sum: Tally::default(),
            failures: Vec::new(),
        }
    }

    /// Runs one stage under its heading. Gives whether it held.
    pub fn stage(&mut self, name: &str, work: impl FnOnce() -> Outcome) -> bool {
        println!("\n== {name}");
        let started = Instant::now();
        let outcome = work();
        let took = in_words(started.elapsed());
        let held = outcome.tally.failed == 0;
        let verdict = if held { "ok" } else { "FAILED" };
        match outcome.tally {
            none if none == Tally::default() => println!("-- {name}: {verdict}, {took}"),
            some => println!("-- {name}: {verdict}, {took} ({})", some.closing_line()),
        }
        self.sum += outcome.tally;
        if !held {
            self.failures.push((name.to_owned(), outcome.failures));
        }
        held
    }

    /// Prints the failures and, as the very last line, the sum.
    ///
    /// A run in which no test ran has failed too: a filter that fits nothing proves nothing.
    pub fn close(mut self) -> Result<(), Stop> {
        if self.sum.passed == 0 && self.sum.failed == 0 {
            self.failures
                .push(("No test ran".to_owned(), String::new()));
            self.sum.failed = 1;
        }
        for (stage, text) in &self.failures {
            println!("\n== FAILED: {stage}");
            if !text.trim().is_empty() {
                println!("{}", text.trim_end());
            }
        }
        println!("\nTook {} in all.", in_words(self.started.elapsed()));
        println!("{}", self.sum.closing_line());
        if self.sum.failed == 0 {
            Ok(())
        } else {
            Err(Stop::Failed)
        }
    }
}

fn in_words(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_without_a_single_test_has_failed() {
        assert!(Report::new().close().is_err());
    }

    #[test]
    fn one_failed_stage_fails_the_run_whatever_comes_after() {
        let mut report = Report::new();
        assert!(!report.stage("first", || Outcome::broke("because")));
        assert!(report.stage("second", Outcome::held));
        assert!(report.close().is_err());
    }

    #[test]
    fn stages_that_hold_make_a_good_run() {
        let mut report = Report::new();
        assert!(report.stage("build", Outcome::prepared));
        assert!(report.stage("test", Outcome::held));
        assert!(report.close().is_ok());
    }

    #[test]
    fn times_are_said_in_minutes_only_when_they_last_one() {
        assert_eq!(in_words(Duration::from_millis(1_250)), "1.2 s");
        assert_eq!(in_words(Duration::from_secs(125)), "2 min 5 s");
    }
}
