//! `cargo xtask check`: what a reviewer should not have to look for.

use std::process::Command;

use crate::command::{self, Ended};
use crate::report::{Outcome, Report};
use crate::{Stop, licences, no_more_words, workspace};

/// Runs the recipe with the words after its name.
pub fn run<'a>(words: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    no_more_words(words)?;
    let mut report = Report::new();
    stages(&mut report);
    // The full tests run these two along with all others; here they stand on their own.
    report.stage("Arrows and house rules", || {
        judge(
            &mut cargo(&[
                "test",
                "--package",
                "testkit",
                "--test",
                "arrows",
                "--test",
                "house_rules",
            ]),
            "each failure names the file and the rule",
        )
    });
    report.close()
}

/// The stages that need no test to be built.
pub fn stages(report: &mut Report) {
    report.stage("Formatting", || {
        judge(
            &mut cargo(&["fmt", "--all", "--check"]),
            "`cargo fmt --all` puts it right",
        )
    });
    report.stage("Clippy", || {
        judge(
            &mut cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]),
            "the warnings stand above",
        )
    });
    report.stage("Licences", || match licences::verdict() {
        Ok(()) => Outcome::held(),
        Err(why) => Outcome::broke(why),
    });
    if command::output_of(Command::new("cargo-deny").arg("--version")).is_ok() {
        report.stage("cargo deny", || {
            judge(
                &mut cargo(&["deny", "check", "bans", "licenses", "sources"]),
                "deny.toml gives the reasons",
            )
        });
    } else {
        println!(
            "\n== cargo deny\nNot installed, so left out. `cargo install --locked cargo-deny` adds it (some minutes)."
        );
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = workspace::cargo();
    cargo.args(arguments);
    cargo
}

fn judge(command: &mut Command, advice: &str) -> Outcome {
    match command::run(command) {
        Ended::Well => Outcome::held(),
        Ended::Badly(why) => Outcome::broke(format!("{why}: {advice}")),
    }
}
