//! The stories in a real browser, the pictures, and the NLGov API rules. All three run under
//! Node, in tests/browser, against the program that the build stage made.

use std::path::PathBuf;
use std::process::Command;

use crate::apt::{self, Tool};
use crate::command::{self, Ended};
use crate::reading::{Reading, Runner};
use crate::report::{Outcome, Report};
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
    if report.stage("Build", workspace::build) && report.stage("Browser packages", packages) {
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
    if report.stage("Build", workspace::build) && report.stage("Browser packages", packages) {
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
    let mut reading = Reading::of(Runner::Node);
    let ended = command::by_line(&mut node, |line| {
        if reading.take(line) || verbose {
            println!("{line}");
        }
    });
    reading.outcome(&ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_api_rules_are_a_spec_of_their_own() {
        assert!(
            specs().iter().any(|name| name == API_RULES),
            "{:?}",
            specs()
        );
    }
}
