//! `cargo xtask test`: everything that CI runs, the same for people.

use crate::apt::{self, Tool};
use crate::command;
use crate::reading::{Reading, Runner};
use crate::report::{Outcome, Report};
use crate::{Stop, browser, check, deep, no_more_words, workspace};

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
    if !report.stage("Build", workspace::build) {
        return;
    }
    report.stage("Rust tests", || rust_tests(wish));
    if !wish.quick {
        browser::stages(report, wish.filter, wish.verbose);
        if wish.filter.is_none() {
            deep::short_stage(report);
        }
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
    let mut reading = Reading::of(Runner::Cargo);
    let ended = command::by_line(&mut cargo, |line| {
        if reading.take(line) || wish.verbose {
            println!("{line}");
        }
    });
    reading.outcome(&ended)
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
}
