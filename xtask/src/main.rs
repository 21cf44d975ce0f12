//! The recipes of the workshop: `cargo xtask` lists them. People and CI run the same ones.
//!
//! Exit codes: 0 all well, 1 something failed, 2 wrong use or a tool that is missing.

mod apt;
mod bench;
mod browser;
mod check;
mod command;
mod deep;
mod licences;
mod reading;
mod report;
mod tally;
mod test;
mod workspace;

use std::process::ExitCode;

const RECIPES: &str = "\
cargo xtask RECIPE

  test [--quick] [--verbose] [FILTER]
            all tests: Rust on both databases, the browser stories, the NLGov API rules.
            FILTER keeps tests whose name, or browser specs whose file name, holds that text.
            --quick leaves out PostgreSQL, the documentation examples and the browser.
            --verbose also names the tests that pass.
  check     formatting, clippy, licences, the arrows between crates and the house rules
  ci        check and then test, as CI runs them
  deep [MINUTES]
            fuzzing, and schemathesis and wapiti against the demo, each so many minutes (5)
  bench [match|refer|import|pages]
            release build and its figures, one JSON line each
  shots     pictures of the pages, by role, into docs/user/pictures
  lint-api  the NLGov API design rules on the served openapi.json
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words = arguments.iter().map(String::as_str);
    let outcome = match words.next() {
        None | Some("help" | "--help" | "-h") => {
            print!("{RECIPES}");
            return ExitCode::SUCCESS;
        }
        Some("test") => test::run(words),
        Some("check") => check::run(words),
        Some("ci") => test::run_with_checks(words),
        Some("deep") => deep::run(words),
        Some("bench") => bench::run(words),
        Some("shots") => browser::shots(words),
        Some("lint-api") => browser::lint_api(words),
        Some(other) => Err(Stop::WrongUse(format!(
            "there is no recipe `{other}`\n\n{RECIPES}"
        ))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Failed) => ExitCode::from(1),
        Err(Stop::WrongUse(why) | Stop::ToolMissing(why)) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

/// Why a recipe ended before its good end.
enum Stop {
    /// Something was found or failed; it has been printed.
    Failed,
    /// The command line makes no sense; the text says what does.
    WrongUse(String),
    /// A tool is missing and could not be installed; the text says how to.
    ToolMissing(String),
}

/// Refuses words that a recipe does not know.
fn no_more_words<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    match words.next() {
        None => Ok(()),
        Some(word) => Err(Stop::WrongUse(format!(
            "I do not know `{word}` here\n\n{RECIPES}"
        ))),
    }
}
