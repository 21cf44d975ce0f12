//! `cargo xtask test`: everything that CI runs, the same for people.

use crate::apt::{self, Tool};
use crate::command::{self, Ended};
use crate::report::{Outcome, Report};
use crate::tally::Tally;
use crate::{Stop, browser, check, no_more_words, workspace};

const TOOLS: [Tool; 4] = [Tool::PostgreSql, Tool::Chromium, Tool::Node, Tool::Npm];

/// What was asked for on the command line.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish<'a> {
    quick: bool,
    verbose: bool,
    filter: Option<&'a str>,
}

/// Runs the recipe with the words after its name.
pub fn run<'a>(words: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    let wish = Wish::read(words)?;
    if !wish.quick {
        apt::ensure(&TOOLS)?;
    }
    let mut report = Report::new();
    stages(&mut report, &wish);
    report.close()
}

/// `cargo xtask ci`: the checks and then the tests, in one account.
pub fn run_with_checks<'a>(words: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    no_more_words(words)?;
    apt::ensure(&TOOLS)?;
    let mut report = Report::new();
    check::stages(&mut report);
    stages(&mut report, &Wish::default());
    report.close()
}

fn stages(report: &mut Report, wish: &Wish) {
    if !report.stage("Build", build) {
        return;
    }
    report.stage("Rust tests", || rust_tests(wish));
    if !wish.quick {
        browser::stages(report, wish.filter, wish.verbose);
    }
}

impl<'a> Wish<'a> {
    fn read(words: impl Iterator<Item = &'a str>) -> Result<Self, Stop> {
        let mut wish = Self::default();
        for word in words {
            match word {
                "--quick" => wish.quick = true,
                "--verbose" => wish.verbose = true,
                flag if flag.starts_with('-') => {
                    return Err(Stop::WrongUse(format!(
                        "`test` has no `{flag}`; it knows --quick and --verbose"
                    )));
                }
                name if wish.filter.is_none() => wish.filter = Some(name),
                extra => {
                    return Err(Stop::WrongUse(format!(
                        "`test` takes one filter; `{extra}` is a second"
                    )));
                }
            }
        }
        Ok(wish)
    }
}

/// Builds the tests and the program in one go. Every stage uses this selection of packages and
/// targets, because another one would turn other features on and build the heavy crates again.
fn build() -> Outcome {
    match command::run(workspace::cargo().args(["build", "--workspace", "--bins", "--tests"])) {
        Ended::Well => Outcome::prepared(),
        Ended::Badly(why) => Outcome::broke(format!("{why}: the errors stand above")),
    }
}

fn rust_tests(wish: &Wish) -> Outcome {
    let mut cargo = workspace::cargo();
    cargo.args(["test", "--workspace", "--no-fail-fast"]);
    if wish.quick {
        // testkit reads this variable: stories told on both engines are then told on SQLite alone.
        cargo
            .env("BEWEEGBRUG_QUICK", "1")
            .args(["--lib", "--bins", "--tests"]);
    }
    cargo.arg("--").args(wish.filter);
    if wish.quick {
        // What needs PostgreSQL and nothing else stands in a module of that name.
        cargo.args(["--skip", "postgres::"]);
    }
    let mut reading = Reading::default();
    let ended = command::by_line(&mut cargo, |line| {
        if reading.take(line) || wish.verbose {
            println!("{line}");
        }
    });
    reading.outcome(&ended)
}

/// Follows the output of `cargo test` line by line.
#[derive(Default)]
struct Reading {
    tally: Tally,
    failures: String,
    inside_failures: bool,
}

impl Reading {
    /// Takes in one line; gives whether a person should see it now.
    fn take(&mut self, line: &str) -> bool {
        if let Some(tally) = Tally::of_cargo_line(line) {
            self.tally += tally;
            self.inside_failures = false;
            return tally != Tally::default();
        }
        if line == "failures:" {
            self.inside_failures = true;
        }
        if self.inside_failures {
            // Shown at the very end, where they are found without scrolling.
            self.failures.push_str(line);
            self.failures.push('\n');
            return false;
        }
        let is_routine = line.is_empty()
            || (line.starts_with("running ") && line.contains(" test"))
            || (line.starts_with("test ")
                && (line.ends_with("... ok") || line.contains("... ignored")));
        !is_routine
    }

    fn outcome(self, ended: &Ended) -> Outcome {
        let Self {
            mut tally,
            mut failures,
            ..
        } = self;
        if let Ended::Badly(why) = ended {
            if tally.failed == 0 {
                // A test binary that crashes prints no closing line.
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

    fn read<'a>(words: &[&'a str]) -> Result<Wish<'a>, String> {
        Wish::read(words.iter().copied()).map_err(|stop| match stop {
            Stop::WrongUse(why) => why,
            Stop::Failed | Stop::ToolMissing(_) => "another stop".to_owned(),
        })
    }

    #[test]
    fn flags_and_filter_come_in_any_order() {
        let wish = Wish {
            quick: true,
            verbose: false,
            filter: Some("referral"),
        };
        assert_eq!(read(&["referral", "--quick"]), Ok(wish));
    }

    #[test]
    fn an_unknown_flag_and_a_second_filter_are_refused() {
        assert!(read(&["--fast"]).is_err_and(|why| why.contains("--fast")));
        assert!(read(&["a", "b"]).is_err_and(|why| why.contains("`b` is a second")));
    }

    #[test]
    fn failures_are_kept_for_the_end_and_the_counts_add_up() {
        let mut reading = Reading::default();
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
        let outcome = Reading::default().outcome(&Ended::Badly("killed".to_owned()));
        assert_eq!(outcome.tally, Tally::ONE_FAILURE);
    }
}
