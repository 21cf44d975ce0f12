//! The rows in which somebody writes when they are closed: for the municipality's settings and for
//! a provider's own summer stop.

use domain::calendar::Closure;
use domain::fault::Fault;
use jiff::civil::Date;

/// Empty rows for new closures.
const SPARE: usize = 2;

/// A closure as the form shows it.
pub(super) struct ClosureRow {
    /// 1, 2, 3 …
    pub number: String,
    /// The first day, as the browser's date field has it.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// One side of each closure, as the form has it.
pub(super) fn days(closures: &[Closure], side: impl Fn(&Closure) -> Date) -> Vec<String> {
    closures
        .iter()
        .map(|closure| side(closure).to_string())
        .collect()
}

/// The closures; a row that is half filled in or no day is a fault, an empty one is none.
pub(super) fn read(from: &[String], to: &[String], faults: &mut Vec<Fault>) -> Vec<Closure> {
    let mut closures = Vec::new();
    for (from, to) in from.iter().zip(to) {
        if from.trim().is_empty() && to.trim().is_empty() {
            continue;
        }
        match (from.trim().parse(), to.trim().parse()) {
            (Ok(from), Ok(to)) => closures.push(Closure { from, to }),
            _ => faults.push(Fault::body("sluiting", "datum")),
        }
    }
    closures
}

/// The rows to show: what was filled in, and a few empty ones.
pub(super) fn rows(from: &[String], to: &[String]) -> Vec<ClosureRow> {
    let spare = std::iter::repeat_n((String::new(), String::new()), SPARE);
    from.iter()
        .zip(to)
        .map(|(from, to)| (from.clone(), to.clone()))
        .filter(|(from, to)| !from.is_empty() || !to.is_empty())
        .chain(spare)
        .enumerate()
        .map(|(at, (from, to))| ClosureRow {
            number: (at + 1).to_string(),
            from,
            to,
        })
        .collect()
}
