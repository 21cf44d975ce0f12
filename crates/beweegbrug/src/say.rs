//! Talking to the person at the terminal: answers on standard output, all else on standard error.

#![expect(clippy::print_stderr, reason = "this is where the program speaks")]

/// An answer: what the command was asked for. Whoever stops reading, as `head` does, has had
/// enough: the program ends then.
pub fn answer(text: &str) {
    use std::io::Write;
    if writeln!(std::io::stdout(), "{text}").is_err() {
        std::process::exit(0);
    }
}

/// Something to know on the way.
pub fn remark(text: &str) {
    eprintln!("{text}");
}

/// What went wrong.
pub fn error(text: &str) {
    eprintln!("beweegbrug: {text}");
}
