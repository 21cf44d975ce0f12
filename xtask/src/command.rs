//! Runs other programs: shows their lines while they come, and keeps what is wanted.

use std::io::{BufRead, BufReader, ErrorKind};
use std::process::{Command, Stdio};

/// How a program ended, in the words that a failure report needs.
pub enum Ended {
    /// It ran and was content.
    Well,
    /// It ran and was not, or could not start: the sentence says which.
    Badly(String),
}

impl Ended {
    /// Whether it ended well.
    pub fn well(&self) -> bool {
        matches!(self, Self::Well)
    }
}

/// Runs a program with our own terminal as its output.
pub fn run(command: &mut Command) -> Ended {
    let name = spelled(command);
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ended::Well,
        Ok(status) => Ended::Badly(format!("`{name}` ended with {status}")),
        Err(fault) => Ended::Badly(could_not_start(&name, &fault)),
    }
}

/// Runs a program and hands each line of its standard output to `line`; its errors go to ours.
pub fn by_line(command: &mut Command, mut line: impl FnMut(&str)) -> Ended {
    let name = spelled(command);
    let mut child = match command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(fault) => return Ended::Badly(could_not_start(&name, &fault)),
    };
    if let Some(output) = child.stdout.take() {
        let mut reader = BufReader::new(output);
        let mut bytes = Vec::new();
        // Lines are read as bytes: a test may print what is not UTF-8.
        while matches!(reader.read_until(b'\n', &mut bytes), Ok(read) if read > 0) {
            line(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']));
            bytes.clear();
        }
    }
    match child.wait() {
        Ok(status) if status.success() => Ended::Well,
        Ok(status) => Ended::Badly(format!("`{name}` ended with {status}")),
        Err(fault) => Ended::Badly(format!("`{name}`: {fault}")),
    }
}

/// Runs a quiet program and gives its standard output, or why there is none.
pub fn output_of(command: &mut Command) -> Result<String, String> {
    let name = spelled(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|fault| could_not_start(&name, &fault))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!(
            "`{name}` ended with {}\n{}",
            output.status,
            said.trim_end()
        ))
    }
}

fn spelled(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn could_not_start(name: &str, fault: &std::io::Error) -> String {
    match fault.kind() {
        ErrorKind::NotFound => format!("`{name}` could not start: it is not installed"),
        _ => format!("`{name}` could not start: {fault}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_handed_over_even_when_it_is_not_utf8() {
        let mut lines = Vec::new();
        let ended = by_line(Command::new("printf").arg(r"one\n\377two"), |line| {
            lines.push(line.to_owned())
        });
        assert!(ended.well());
        assert_eq!(lines, ["one", "\u{fffd}two"]);
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let Ended::Badly(why) = run(Command::new("no-such-program").arg("x")) else {
            panic!("it started");
        };
        assert_eq!(
            why,
            "`no-such-program x` could not start: it is not installed"
        );
    }

    #[test]
    fn a_program_that_fails_takes_its_words_along() {
        let why = output_of(Command::new("sh").args(["-c", "echo sorry >&2; exit 3"])).unwrap_err();
        assert!(why.ends_with("exit status: 3\nsorry"), "{why}");
    }
}
