//! Follows what a test runner prints, line by line: counts its tests, shows what a person should see
//! now, and keeps the failures for the very end, where they are found without scrolling.

use crate::command::Ended;
use crate::report::Outcome;
use crate::tally::Tally;

/// Whose output it is.
#[derive(Clone, Copy)]
pub enum Runner {
    /// `cargo test`
    Cargo,
    /// `node --test`
    Node,
}

/// What was read so far.
pub struct Reading {
    runner: Runner,
    tally: Tally,
    failures: String,
    inside_failures: bool,
}

impl Runner {
    fn tally_of(self, line: &str) -> Option<Tally> {
        match self {
            Self::Cargo => Tally::of_cargo_line(line),
            Self::Node => Tally::of_node_line(line),
        }
    }

    /// The line above the failures.
    const fn heads_failures(self) -> &'static str {
        match self {
            Self::Cargo => "failures:",
            Self::Node => "✖ failing tests:",
        }
    }

    /// Whether a line tells nothing that a person waits for.
    fn is_routine(self, line: &str) -> bool {
        line.is_empty()
            || match self {
                Self::Cargo => {
                    (line.starts_with("running ") && line.contains(" test"))
                        || (line.starts_with("test ")
                            && (line.ends_with("... ok") || line.contains("... ignored")))
                }
                Self::Node => line.starts_with("ℹ "),
            }
    }
}

impl Reading {
    /// Nothing read yet.
    pub const fn of(runner: Runner) -> Self {
        Self {
            runner,
            tally: Tally {
                passed: 0,
                failed: 0,
                skipped: 0,
            },
            failures: String::new(),
            inside_failures: false,
        }
    }

    /// Takes in one line; gives whether a person should see it now.
    pub fn take(&mut self, line: &str) -> bool {
        if let Some(tally) = self.runner.tally_of(line) {
            self.tally += tally;
            self.inside_failures = false;
            // Cargo closes each program with a line of its own; Node counts in a line a kind.
            return matches!(self.runner, Runner::Cargo) && tally != Tally::default();
        }
        if line == self.runner.heads_failures() {
            self.inside_failures = true;
        }
        if self.inside_failures {
            self.failures.push_str(line);
            self.failures.push('\n');
            return false;
        }
        !self.runner.is_routine(line)
    }

    /// What the stage came to, once the runner has ended.
    pub fn outcome(self, ended: &Ended) -> Outcome {
        let Self {
            mut tally,
            mut failures,
            ..
        } = self;
        if let Ended::Badly(why) = ended {
            if tally.failed == 0 {
                // A test program that crashes prints no closing line.
                tally += Tally::ONE_FAILURE;
            }
            failures.push_str(why);
        }
        Outcome { tally, failures }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_failing_stories_are_kept_for_the_end() {
        let mut reading = Reading::of(Runner::Node);
        let shown: Vec<bool> = [
            "✔ a story (3ms)",
            "",
            "ℹ pass 1",
            "ℹ fail 1",
            "✖ failing tests:",
            "a reason",
        ]
        .into_iter()
        .map(|line| reading.take(line))
        .collect();
        assert_eq!(shown, [true, false, false, false, false, false]);
        let outcome = reading.outcome(&Ended::Badly("node ended".to_owned()));
        assert_eq!(
            outcome.tally,
            Tally {
                passed: 1,
                failed: 1,
                skipped: 0
            }
        );
        assert_eq!(outcome.failures, "✖ failing tests:\na reason\nnode ended");
    }

    #[test]
    fn failures_are_kept_for_the_end_and_the_counts_add_up() {
        let mut reading = Reading::of(Runner::Cargo);
        let shown: Vec<bool> = [
            "running 2 tests",
            "test good ... ok",
            "test bad ... FAILED",
            "failures:",
            "---- bad stdout ----",
            "test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 9 filtered out; finished in 0.00s",
        ]
        .into_iter()
        .map(|line| reading.take(line))
        .collect();
        assert_eq!(shown, [false, false, true, false, false, true, false]);
        let outcome = reading.outcome(&Ended::Badly("cargo ended".to_owned()));
        assert_eq!(
            outcome.tally,
            Tally {
                passed: 1,
                failed: 1,
                skipped: 0
            }
        );
        assert_eq!(
            outcome.failures,
            "failures:\n---- bad stdout ----\ncargo ended"
        );
    }

    #[test]
    fn a_crash_without_a_closing_line_counts_as_a_failure() {
        let outcome = Reading::of(Runner::Cargo).outcome(&Ended::Badly("killed".to_owned()));
        assert_eq!(outcome.tally, Tally::ONE_FAILURE);
    }
}
