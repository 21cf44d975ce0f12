//! `cargo xtask deep`: what takes too long for every commit. Fuzzing for minutes a target, and two
//! attackers that others wrote, against the demo: schemathesis by the description of the API, and
//! wapiti through the pages. docs/operate/security-tests.md explains what they may find.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::command::{self, Ended};
use crate::report::{Outcome, Report};
use crate::{Stop, workspace};

/// The attackers, at versions that were read about. greenlet is what wapiti forgets to ask for.
const PACKAGES: [&str; 3] = ["schemathesis==4.32.5", "wapiti3==3.1.8", "greenlet==3.5.6"];

/// What schemathesis calls a failure and we mean: see docs/operate/security-tests.md.
const MEANT: &str = "positive_data_acceptance,negative_data_rejection";

/// Kinds of findings of wapiti that are no weakness here: see docs/operate/security-tests.md.
const EXPLAINED: [&str; 3] = [
    "Secure Flag cookie",
    "HTTP Strict Transport Security (HSTS)",
    "Unencrypted Channels",
];

/// How long each part runs, in seconds.
#[derive(Clone, Copy)]
struct Pace {
    a_target: u64,
    schemathesis: u64,
    wapiti: u64,
}

/// Runs the recipe with the words after its name: nothing, or how many minutes each part takes.
pub fn run<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    let minutes = match words.next() {
        None => 5,
        Some(word) => word.parse::<u64>().map_err(|_| {
            Stop::WrongUse(format!(
                "`deep` takes a number of minutes, and not `{word}`"
            ))
        })?,
    };
    crate::no_more_words(words)?;
    let pace = Pace {
        a_target: minutes * 60,
        schemathesis: minutes * 60,
        wapiti: minutes * 60,
    };
    let mut report = Report::new();
    if report.stage("Build", workspace::build) {
        report.stage("Fuzzing", || fuzz(pace.a_target));
        let mut tools = None;
        if report.stage("Attackers", || match attackers() {
            Ok(folder) => {
                tools = Some(folder);
                Outcome::prepared()
            }
            Err(why) => Outcome::broke(why),
        }) && let Some(tools) = tools
        {
            report.stage("schemathesis", || schemathesis(&tools, pace.schemathesis));
            report.stage("wapiti", || wapiti(&tools, pace.wapiti));
        }
    }
    report.close()
}

/// The short run among the other tests. A machine without Python's package tool, or without a way
/// to the packages, goes without, and says so.
pub fn short_stage(report: &mut Report) {
    match attackers() {
        Ok(tools) => {
            report.stage("API by its description", || schemathesis(&tools, 20));
        }
        Err(why) => {
            println!("\n== API by its description\nLeft out: {why}\n`cargo xtask deep` needs it.");
        }
    }
}

fn fuzz(seconds: u64) -> Outcome {
    let mut cargo = workspace::cargo();
    cargo
        .env("FUZZ_SECONDS", seconds.to_string())
        // Every fuzz target is called `any_…`, and nothing else is.
        .args(["test", "--workspace", "--bins", "--tests", "--", "any_"]);
    match command::run(&mut cargo) {
        Ended::Well => Outcome::held(),
        Ended::Badly(why) => Outcome::broke(format!(
            "{why}: put the bytes that broke it into the corpus, and mend the parser"
        )),
    }
}

/// The folder of the attackers' programs, installed on first use.
fn attackers() -> Result<PathBuf, String> {
    let home = std::env::var_os("HOME").ok_or("there is no home folder")?;
    let folder = Path::new(&home).join(".cache/beweegbrug/attackers");
    let programs = folder.join("bin");
    let wanted = PACKAGES.join("\n");
    let installed = folder.join("installed.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|there| there == wanted) {
        return Ok(programs);
    }
    command::output_of(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    command::output_of(
        Command::new(programs.join("pip"))
            .args(["install", "--quiet", "--disable-pip-version-check"])
            .args(PACKAGES),
    )?;
    std::fs::write(&installed, wanted).map_err(|fault| fault.to_string())?;
    Ok(programs)
}

/// The demo, running in a folder of its own; ends when dropped.
struct Demo {
    process: Child,
    folder: PathBuf,
    facts: Value,
}

impl Demo {
    fn start() -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("beweegbrug-deep-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|fault| fault.to_string())?;
        let mut process = Command::new(workspace::programs("debug")?.join("beweegbrug"))
            .args(["demo", "--port", "0", "--size", "village", "--data"])
            .arg(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|fault| format!("the demo: {fault}"))?;
        // It says its address once it answers.
        let output = process.stdout.take().ok_or("the demo says nothing")?;
        let mut lines = BufReader::new(output).lines();
        let said = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("http://")));
        let facts = std::fs::read_to_string(folder.join("demo.json")).unwrap_or_default();
        std::thread::spawn(move || lines.for_each(drop));
        let demo = Self {
            process,
            facts: serde_json::from_str(&facts).unwrap_or_default(),
            folder,
        };
        match (said, demo.facts["url"].is_string()) {
            (Some(_), true) => Ok(demo),
            _ => Err("the demo did not start".to_owned()),
        }
    }

    fn url(&self) -> &str {
        self.facts["url"].as_str().unwrap_or_default()
    }

    /// A fact of a role's account.
    fn account(&self, role: &str, fact: &str) -> String {
        let accounts = self.facts["accounts"].as_array();
        let found = accounts.and_then(|all| all.iter().find(|one| one["rol"] == role));
        let text = found.and_then(|one| one[fact].as_str());
        text.unwrap_or_default().to_owned()
    }

    /// Whether it still serves after all that.
    fn lives(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Both fail only when there is nothing left to end.
        self.process.kill().ok();
        self.process.wait().ok();
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

/// With the demo running: what `attack` finds, or that the demo fell over.
fn against_the_demo(attack: impl FnOnce(&Demo) -> Outcome) -> Outcome {
    let mut demo = match Demo::start() {
        Ok(demo) => demo,
        Err(why) => return Outcome::broke(why),
    };
    let outcome = attack(&demo);
    if !demo.lives() {
        return Outcome::broke("the demo did not survive");
    }
    outcome
}

fn schemathesis(tools: &Path, seconds: u64) -> Outcome {
    against_the_demo(|demo| {
        let mut attack = Command::new(tools.join("schemathesis"));
        let token = demo.account("zorgprofessional", "token");
        attack
            .current_dir(&demo.folder)
            .arg("run")
            .arg(format!("{}/api/v1/openapi.json", demo.url()))
            .args(["--header", &format!("Authorization: Bearer {token}")])
            .args(["--max-time", &seconds.to_string(), "--seed", "1"])
            .args(["--exclude-checks", MEANT, "--generation-database", "none"])
            .args(["--warnings", "off", "--no-color", "--continue-on-failure"]);
        match command::run(&mut attack) {
            Ended::Well => Outcome::held(),
            Ended::Badly(_) => Outcome::broke("schemathesis found something: it stands above"),
        }
    })
}

/// What wapiti tries, how deep it follows links, and how many of a page: many pages with what is
/// quick, and few with what types into every field. Nothing that calls its makers' own servers.
const ROUNDS: [(&str, &str, &str); 2] = [
    (
        "csrf,csp,cookieflags,http_headers,crlf,redirect,file,exec",
        "2",
        "15",
    ),
    ("xss,sql", "1", "6"),
];

fn wapiti(tools: &Path, seconds: u64) -> Outcome {
    against_the_demo(|demo| {
        for (round, (modules, depth, links)) in ROUNDS.into_iter().enumerate() {
            let found = demo.folder.join(format!("wapiti-{round}.json"));
            let mut attack = Command::new(tools.join("wapiti"));
            attack
                .args(["--url", &format!("{}/", demo.url()), "--scope", "folder"])
                .args(["--form-url", &format!("{}/inloggen", demo.url())])
                .args(["--form-user", &demo.account("servicepunt", "email")])
                .args([
                    "--form-password",
                    &demo.account("servicepunt", "wachtwoord"),
                ])
                .args(["--exclude", &format!("{}/uitloggen*", demo.url())])
                .args(["--max-scan-time", &(seconds / 4).max(10).to_string()])
                .args(["--max-attack-time", &(seconds / 10).max(10).to_string()])
                .args(["--module", modules, "--depth", depth])
                .args(["--max-links-per-page", links])
                .args(["--format", "json", "--flush-session", "--no-bugreport"])
                .arg("--output")
                .arg(&found)
                .arg("--store-session")
                .arg(&demo.folder);
            if let Ended::Badly(why) = command::run(&mut attack) {
                return Outcome::broke(why);
            }
            let text = std::fs::read_to_string(&found).unwrap_or_default();
            let outcome = match serde_json::from_str::<Value>(&text) {
                Ok(found) => judged(&found),
                Err(fault) => Outcome::broke(format!("wapiti left no report: {fault}")),
            };
            if !outcome.failures.is_empty() {
                return outcome;
            }
        }
        Outcome::held()
    })
}

/// What wapiti found, less what is explained.
fn judged(found: &Value) -> Outcome {
    let mut open = Vec::new();
    for group in ["vulnerabilities", "anomalies"] {
        for (kind, all) in found[group].as_object().into_iter().flatten() {
            if EXPLAINED.contains(&kind.as_str()) {
                continue;
            }
            for one in all.as_array().into_iter().flatten() {
                let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
                let (method, path, why) = (text("method"), text("path"), text("info"));
                open.push(format!("{kind}: {method} {path}: {why}"));
            }
        }
    }
    match open.is_empty() {
        true => Outcome::held(),
        false => Outcome::broke(open.join("\n")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_explained_is_left_out_and_all_else_is_told() {
        let one = json!([{"method": "GET", "path": "/x", "info": "open"}]);
        let explained = json!({"vulnerabilities": {EXPLAINED[0]: one}, "anomalies": {}});
        assert!(judged(&explained).failures.is_empty());
        let open = json!({"vulnerabilities": {"SQL Injection": one, "XSS": []}, "anomalies": {}});
        assert_eq!(judged(&open).failures, "SQL Injection: GET /x: open");
        let odd = json!({"vulnerabilities": {}, "anomalies": {"Internal Server Error": one}});
        assert_eq!(judged(&odd).failures, "Internal Server Error: GET /x: open");
    }
}
