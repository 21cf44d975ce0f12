//! The stories in a real browser, the pictures, and the NLGov API rules. All three run under
//! Node, in tests/browser, against the program that the build stage made.

use std::path::PathBuf;
use std::process::Command;

use crate::apt::{self, Tool};
use crate::command::{self, Ended};
use crate::report::{Outcome, Report};
use crate::tally::Tally;
use crate::{Stop, no_more_words, workspace};

const API_RULES: &str = "nlgov.spec.mjs";

/// The browser stages of `cargo xtask test`: the stories, then the API rules.
pub fn stages(report: &mut Report, filter: Option<&str>, verbose: bool) {
    let wanted = |name: &String| filter.is_none_or(|text| name.contains(text));
    let (rules, stories): (Vec<_>, Vec<_>) = specs()
        .into_iter()
        .filter(wanted)
        .partition(|name| name == API_RULES);
    if stories.is_empty() && rules.is_empty() {
        return;
    }
    if !report.stage("Browser packages", packages) {
        return;
    }
    if !stories.is_empty() {
        report.stage("Browser stories", || node_tests(&stories, verbose));
    }
    if !rules.is_empty() {
        report.stage("NLGov API rules", || node_tests(&rules, verbose));
    }
}

/// `cargo xtask lint-api`
pub fn lint_api<'a>(words: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    no_more_words(words)?;
    apt::ensure(&[Tool::Node, Tool::Npm])?;
    let mut report = Report::new();
    if report.stage("Build", build_program) && report.stage("Browser packages", packages) {
        report.stage("NLGov API rules", || {
            node_tests(&[API_RULES.to_owned()], true)
        });
    }
    report.close()
}

/// `cargo xtask shots`
pub fn shots<'a>(words: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    no_more_words(words)?;
    apt::ensure(&[Tool::Chromium, Tool::Fonts, Tool::Node, Tool::Npm])?;
    let mut report = Report::new();
    if report.stage("Build", build_program) && report.stage("Browser packages", packages) {
        report.stage("Pictures", || match node() {
            Ok(mut node) => match command::run(node.arg("shots.mjs")) {
                Ended::Well => Outcome::held(),
                Ended::Badly(why) => Outcome::broke(why),
            },
            Err(why) => Outcome::broke(why),
        });
    }
    report.close()
}

fn folder() -> PathBuf {
    workspace::root().join("tests").join("browser")
}

fn specs() -> Vec<String> {
    let files = std::fs::read_dir(folder().join("specs"))
        .into_iter()
        .flatten()
        .flatten();
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    let mut specs: Vec<String> = names.filter(|name| name.ends_with(".spec.mjs")).collect();
    specs.sort();
    specs
}

/// The same selection as `cargo xtask test` builds, so that nothing is built twice.
fn build_program() -> Outcome {
    match command::run(workspace::cargo().args(["build", "--workspace", "--bins", "--tests"])) {
        Ended::Well => Outcome::prepared(),
        Ended::Badly(why) => Outcome::broke(why),
    }
}

/// Installs the locked packages, unless those of this very lock file are there.
fn packages() -> Outcome {
    let lock = match std::fs::read_to_string(folder().join("package-lock.json")) {
        Ok(lock) => lock,
        Err(fault) => return Outcome::broke(format!("tests/browser/package-lock.json: {fault}")),
    };
    let installed = folder().join("node_modules").join(".installed-lock.json");
    if std::fs::read_to_string(&installed).is_ok_and(|there| there == lock) {
        return Outcome::prepared();
    }
    let mut npm = Command::new("npm");
    npm.current_dir(folder())
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    match command::run(&mut npm) {
        Ended::Well => match std::fs::write(&installed, lock) {
            Ok(()) => Outcome::prepared(),
            Err(fault) => Outcome::broke(format!("{}: {fault}", installed.display())),
        },
        Ended::Badly(why) => Outcome::broke(why),
    }
}

/// Node in the folder of the browser tests, told where the built program lies.
fn node() -> Result<Command, String> {
    let mut node = Command::new("node");
    node.current_dir(folder()).env(
        "BEWEEGBRUG_BIN",
        workspace::programs("debug")?.join("beweegbrug"),
    );
    Ok(node)
}

fn node_tests(specs: &[String], verbose: bool) -> Outcome {
    let mut node = match node() {
        Ok(node) => node,
        Err(why) => return Outcome::broke(why),
    };
    node.arg("run.js").args(specs);
    let mut reading = Reading::default();
    let ended = command::by_line(&mut node, |line| {
        if reading.take(line) || verbose {
            println!("{line}");
        }
    });
    reading.outcome(&ended)
}

/// Follows the output of Node's test runner line by line.
#[derive(Default)]
struct Reading {
    tally: Tally,
    failures: String,
    inside_failures: bool,
}

impl Reading {
    /// Takes in one line; gives whether a person should see it now.
    fn take(&mut self, line: &str) -> bool {
        if let Some(tally) = Tally::of_node_line(line) {
            self.tally += tally;
            return false;
        }
        if line == "✖ failing tests:" {
            self.inside_failures = true;
        }
        if self.inside_failures {
            self.failures.push_str(line);
            self.failures.push('\n');
            return false;
        }
        !line.is_empty() && !line.starts_with("ℹ ")
    }

    fn outcome(self, ended: &Ended) -> Outcome {
        let Self {
            mut tally,
            mut failures,
            ..
        } = self;
        if let Ended::Badly(why) = ended {
            if tally.failed == 0 {
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
        let mut reading = Reading::default();
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
    fn the_api_rules_are_a_spec_of_their_own() {
        assert!(
            specs().iter().any(|name| name == API_RULES),
            "{:?}",
            specs()
        );
    }
}
