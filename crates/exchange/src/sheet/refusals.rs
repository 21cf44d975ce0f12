//! Which rows of the sheet are not kept, and why: what is no offer at all, what says that it is over,
//! and what cannot be kept. For [`super::rows`].

use domain::contact::holds_citizen_number;

use super::columns::{Column, Header};
use super::mentions::speaks_of_an_offer;
use super::rows::{NAME_SIGNS, title};
use crate::draft::RowFault;
use crate::table::{CELL_SIGNS, Record};
use crate::wording::{fold, line};

/// A row that says this of itself is no offer any more.
const ENDED: [&str; 24] = [
    "deleted",
    "cancelled",
    "canceled",
    "archived",
    "expired",
    "inactive",
    "ended",
    "verwijderd",
    "hidden",
    "vervallen",
    "vervalt",
    "gestopt",
    "beeindigd",
    "geeindigd",
    "afgelopen",
    "verlopen",
    "opgeheven",
    "geannuleerd",
    "gearchiveerd",
    "inactief",
    "niet actief",
    "niet meer",
    "nee",
    "n",
];

/// Every reason not to keep a row; none for a row that is read.
pub(super) fn of(header: &Header, record: &Record) -> Vec<RowFault> {
    if let Some(text) = no_offer(header, record) {
        return vec![RowFault {
            column: Column::Title.name().to_owned(),
            text,
            code: "no-offer",
        }];
    }
    let state = fold(header.cell(Column::Status, &record.cells));
    if ENDED.contains(&state.as_str()) {
        return vec![RowFault {
            column: Column::Status.name().to_owned(),
            text: state,
            code: "ended",
        }];
    }
    faults(header, record)
}

/// Whether a reason not to keep a row is that it tells of no offer, or of one that is over.
pub(super) fn says_it_is_none(code: &str) -> bool {
    ["no-offer", "ended"].contains(&code)
}

/// The text of a row that is no offer at all: a heading between the rows, the column names once
/// more, a total. In a sheet of a few columns a row with one cell may be an offer all the same.
fn no_offer(header: &Header, record: &Record) -> Option<String> {
    let told = || record.cells.iter().filter(|cell| !cell.trim().is_empty());
    let first = told().next()?;
    let is_heading = heading(header, record).is_some();
    // A total has nothing beside it, or sums: "22", "€ 120,00", "22 groepen".
    let is_sum = |cell: &String| {
        let number = cell.trim().trim_start_matches('€').trim_start();
        let (number, unit) = number.split_once(' ').unwrap_or((number, ""));
        number.starts_with(|sign: char| sign.is_ascii_digit())
            && number
                .chars()
                .all(|sign| sign.is_ascii_digit() || ",.-=".contains(sign))
            && unit.chars().all(char::is_alphabetic)
    };
    let names_total = |cell: &String| {
        ["totaal", "subtotaal", "eindtotaal", "total"]
            .iter()
            .any(|word| fold(cell).starts_with(word))
    };
    // "TOTAAL" may stand under any name; behind it are sums.
    let total = told().position(names_total);
    let is_total =
        total.is_some_and(|at| (at == 0 && told().count() <= 3) || told().skip(at + 1).all(is_sum));
    (is_heading || is_total || header.is_repeated_by(&record.cells)).then(|| beginning(first))
}

/// The text of a row with nothing but one cell, in a sheet of several columns: a heading between the
/// rows, or a line beside them.
pub(crate) fn heading(header: &Header, record: &Record) -> Option<String> {
    let mut told = record.cells.iter().filter(|cell| !cell.trim().is_empty());
    let first = told.next()?;
    (told.next().is_none() && header.width >= 5)
        .then(|| line(first))
        .flatten()
}

/// Whether a row has cells beyond the last name: a separator inside a cell without quotes shifts
/// everything after it.
pub(super) fn is_shifted(header: &Header, record: &Record) -> bool {
    let beyond = record.cells.iter().skip(header.width);
    beyond.into_iter().any(|cell| !cell.trim().is_empty())
}

/// What makes the whole row unusable.
fn faults(header: &Header, record: &Record) -> Vec<RowFault> {
    let mut faults = Vec::new();
    let mut fault = |column: &str, text: &str, code: &'static str| {
        faults.push(RowFault {
            column: column.to_owned(),
            text: text.to_owned(),
            code,
        });
    };
    let provider = line(header.cell(Column::Provider, &record.cells));
    let whole = record.cells.join(" ");
    let told = record.cells.iter().filter(|cell| !cell.trim().is_empty());
    // A row without a name in somebody else's list may go on with the one above it.
    let names_itself = header.is_ours || told.count() < 2 || !speaks_of_an_offer(&whole);
    let names = [
        (Column::Title, title(header, &record.cells), names_itself),
        (Column::Provider, provider, header.is_ours),
    ];
    for (column, text, is_required) in names {
        match text {
            None if is_required => fault(column.name(), "", "missing"),
            Some(text) if text.chars().count() > NAME_SIGNS => {
                fault(column.name(), &beginning(&text), "too-long");
            }
            _ => {}
        }
    }
    let key = header.cell(Column::SourceId, &record.cells);
    if key.chars().count() > NAME_SIGNS {
        fault(Column::SourceId.name(), &beginning(key), "too-long");
    }
    for (at, text) in record.cells.iter().enumerate() {
        let (name, column) = header.name_at(at);
        if at >= header.width && header.is_ours && !text.trim().is_empty() {
            // A separator inside a cell without quotes shifts everything after it.
            fault(&name, &beginning(text), "too-many-cells");
        }
        if text.chars().count() > CELL_SIGNS {
            fault(&name, &beginning(text), "too-long");
        } else if !column.is_some_and(Column::holds_long_numbers) && holds_citizen_number(text) {
            fault(&name, "", "citizen-number");
        }
    }
    for fault in &mut faults {
        // The number itself may not be kept, not even in a list of faults.
        if holds_citizen_number(&fault.text) {
            fault.text.clear();
        }
    }
    faults
}

/// Enough of a text to find it back.
pub(super) fn beginning(text: &str) -> String {
    text.chars().take(80).collect()
}
