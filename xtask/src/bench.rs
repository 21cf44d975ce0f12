//! `cargo xtask bench`: the product's own figures, from a release build.

use crate::command::{self, Ended};
use crate::report::{Outcome, Report};
use crate::{Stop, workspace};

const BENCHES: [(&str, &[&str]); 3] = [
    ("match", &["match", "--json"]),
    (
        "refer",
        &["refer", "--clients", "16", "--seconds", "10", "--json"],
    ),
    ("import", &["import", "--json"]),
];

/// Runs the benches that are named, or all.
pub fn run<'a>(words: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    let wanted: Vec<&str> = words.collect();
    for word in &wanted {
        if !BENCHES.iter().any(|(name, _)| name == word) {
            return Err(Stop::WrongUse(format!(
                "there is no bench `{word}`; there are match, refer and import"
            )));
        }
    }
    let mut report = Report::new();
    for (name, arguments) in BENCHES {
        if wanted.is_empty() || wanted.contains(&name) {
            let mut cargo = workspace::cargo();
            cargo
                .args(["run", "--release", "--package", "beweegbrug", "--", "bench"])
                .args(arguments);
            report.stage(&format!("bench {name}"), || {
                match command::run(&mut cargo) {
                    Ended::Well => Outcome::held(),
                    Ended::Badly(why) => Outcome::broke(why),
                }
            });
        }
    }
    report.close()
}
