//! `cargo xtask bench`: the product's own figures, from a release build.

use std::path::PathBuf;
use std::process::Command;

use crate::apt::{self, Tool};
use crate::command::{self, Ended};
use crate::report::{Outcome, Report};
use crate::{Stop, workspace};

const BENCHES: [&str; 4] = ["match", "refer", "import", "pages"];

const REFER: [&str; 6] = ["refer", "--clients", "16", "--seconds", "10", "--json"];

/// Runs the benches that are named, or all. Those that store work in a folder of their own.
pub fn run<'a>(words: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    let wanted: Vec<&str> = words.collect();
    if let Some(word) = wanted.iter().find(|word| !BENCHES.contains(word)) {
        return Err(Stop::WrongUse(format!(
            "there is no bench `{word}`; there are match, refer, import and pages"
        )));
    }
    let is_wanted = |name: &str| wanted.is_empty() || wanted.contains(&name);
    if is_wanted("refer") {
        apt::ensure(&[Tool::PostgreSql])?;
    }
    let mut report = Report::new();
    let mut programs = PathBuf::new();
    report.stage("Release build", || match build() {
        Ok(folder) => {
            programs = folder;
            Outcome::prepared()
        }
        Err(why) => Outcome::broke(why),
    });
    if programs.as_os_str().is_empty() {
        return report.close();
    }
    let product = programs.join("beweegbrug");
    if is_wanted("match") {
        report.stage("match", || {
            judge(Command::new(&product).args(["bench", "match", "--json"]))
        });
    }
    if is_wanted("refer") {
        report.stage("refer on SQLite", || {
            in_fresh_folder(|data| {
                judge(
                    Command::new(&product)
                        .arg("bench")
                        .args(REFER)
                        .args(["--data", data]),
                )
            })
        });
        report.stage("refer on PostgreSQL", || {
            in_fresh_folder(|data| {
                let mut with_postgres = Command::new(programs.join("with-postgres"));
                with_postgres.arg(&product).arg("bench").args(REFER);
                judge(with_postgres.args(["--data", data, "--database", "@"]))
            })
        });
    }
    if is_wanted("import") {
        report.stage("import", || {
            in_fresh_folder(|data| {
                judge(Command::new(&product).args(["bench", "import", "--json", "--data", data]))
            })
        });
    }
    if is_wanted("pages") {
        report.stage("pages", || {
            in_fresh_folder(|data| {
                judge(Command::new(&product).args(["bench", "pages", "--json", "--data", data]))
            })
        });
    }
    report.close()
}

/// Builds the product and the stand for PostgreSQL, and gives the folder they lie in.
fn build() -> Result<PathBuf, String> {
    let mut cargo = workspace::cargo();
    cargo.args([
        "build",
        "--release",
        "--package",
        "beweegbrug",
        "--package",
        "testkit",
        "--bins",
    ]);
    match command::run(&mut cargo) {
        Ended::Well => workspace::programs("release"),
        Ended::Badly(why) => Err(why),
    }
}

fn judge(command: &mut Command) -> Outcome {
    match command::run(command) {
        Ended::Well => Outcome::held(),
        Ended::Badly(why) => Outcome::broke(why),
    }
}

/// A folder beside the programs, on a real disk: /tmp may be memory, which flatters.
fn in_fresh_folder(work: impl FnOnce(&str) -> Outcome) -> Outcome {
    let folder = match workspace::programs("release") {
        Ok(programs) => programs.join(format!("bench-{}", std::process::id())),
        Err(why) => return Outcome::broke(why),
    };
    if let Err(fault) = std::fs::create_dir_all(&folder) {
        return Outcome::broke(format!("{}: {fault}", folder.display()));
    }
    let outcome = work(&folder.to_string_lossy());
    match std::fs::remove_dir_all(&folder) {
        Ok(()) => outcome,
        Err(fault) => Outcome::broke(format!("{}: {fault}", folder.display())),
    }
}
