//! Talking to the person at the terminal: answers on standard output, all else on standard error.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is where the program speaks"
)]

/// An answer: what the command was asked for.
pub fn answer(text: &str) {
    println!("{text}");
}

/// Something to know on the way.
pub fn remark(text: &str) {
    eprintln!("{text}");
}

/// What went wrong.
pub fn error(text: &str) {
    eprintln!("beweegbrug: {text}");
}
