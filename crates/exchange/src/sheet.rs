//! The offer sheet (surface.md, section 9): CSV or XLSX as the Dutch fill it in, one row a
//! session. Called by the import action; bytes in, rows out.
//!
//! A file that is no table imports nothing and says where it broke ([`SheetProblem`]). A row that
//! cannot be kept is refused with its line number; a field that is not certain stays empty and
//! its text goes to the review queue. Nothing is guessed.

mod above;
mod account;
mod ages;
mod code_words;
mod column;
mod column_meaning;
mod column_names;
mod columns;
mod contacts;
mod dates;
mod markup;
mod mentions;
mod moments;
mod one_cell;
mod periods;
mod places;
mod price_for_all;
mod prices;
mod providers;
mod refusals;
mod remarks;
mod rows;
mod series;
mod timetable;
mod trials;
mod unknown_header;
mod whereabouts;

pub(crate) use prices::{is_on_request, read as price_in_words};
pub(crate) use whereabouts::{degrees, website};

pub use crate::problem::SheetProblem;
pub use prices::bare_amount;

use jiff::civil::Date;

use crate::draft::{OfferDraft, RowFault};
use crate::table::{Limits, Record, read_csv};
use crate::workbook::read_sheets;

/// A list of so many columns is no short list of which the last ones are often empty.
const MANY_COLUMNS: usize = 12;
const LIMITS: Limits = Limits {
    rows: 200_000,
    columns: 200,
};

#[cfg(test)]
mod tests;

/// In which form a sheet comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetKind {
    /// Text with separators.
    Csv,
    /// An Excel workbook; its first sheet with column names is read, and every other of the same columns.
    Xlsx,
}

impl SheetKind {
    /// By its first bytes: what a file is named does not matter.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") {
            Self::Xlsx
        } else {
            Self::Csv
        }
    }
}

/// What a sheet told.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetReading {
    /// Every row that is not blank, in the sheet's order.
    pub rows: Vec<Row>,
    /// Columns that were not known; their cells stand among the notes.
    pub unknown_columns: Vec<String>,
    /// Sheets of a workbook that hold a list too and were not read: their columns are other ones, or
    /// they are of another year.
    pub unread_sheets: Vec<String>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its line in the file, from 1; a workbook's sheets count on from each other.
    pub line: usize,
    /// The key of a row that was not kept and does not say that it is over: its offer is still told of.
    pub refused_key: Option<String>,
    /// Whether it ends within the first quarter of many columns: cut off, or hardly filled in.
    pub is_cut_short: bool,
    /// What became of it.
    pub outcome: RowOutcome,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum RowOutcome {
    /// The offer as this row alone tells it, with this row's sessions.
    Draft(Box<OfferDraft>),
    /// Not kept, with every reason.
    Rejected(Vec<RowFault>),
}

/// An offer with the rows that tell of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetOffer {
    /// The offer with the sessions of all its rows.
    pub draft: OfferDraft,
    /// The lines of its rows, from 1.
    pub lines: Vec<usize>,
}

impl SheetReading {
    /// The offers: rows with the same `bron_id`, or without one with the same provider, title and
    /// address, are sessions of one offer. Where such rows contradict each other about the offer,
    /// the field is left empty and asked.
    #[must_use]
    pub fn offers(&self) -> Vec<SheetOffer> {
        series::offers(&self.rows)
    }

    /// Asks about days of confirmation that are still to come: nobody can have confirmed then, so
    /// day and month were swapped, or it is another day than that. And asks no longer about a first day
    /// that is past and a last day that is far away: those say that it goes on.
    #[must_use]
    pub fn asking_about_days_after(mut self, today: Date) -> Self {
        for row in &mut self.rows {
            let RowOutcome::Draft(draft) = &mut row.outcome else {
                continue;
            };
            periods::ask_no_longer(today, draft);
            if let Some(day) = draft.confirmed_on.take_if(|day| *day > today) {
                draft.doubt("bevestigd_op", &day.to_string(), "which-date");
            }
        }
        self
    }

    /// The rows that were not kept: line and reasons.
    pub fn rejected(&self) -> impl Iterator<Item = (usize, &[RowFault])> {
        self.rows.iter().filter_map(|row| match &row.outcome {
            RowOutcome::Rejected(faults) => Some((row.line, faults.as_slice())),
            RowOutcome::Draft(_) => None,
        })
    }
}

/// Reads a sheet.
///
/// # Errors
/// When the bytes are no table with the columns `naam` or `aanbieder`; then nothing is read.
pub fn read_sheet(bytes: &[u8], kind: SheetKind) -> Result<SheetReading, SheetProblem> {
    let mut sheets = match kind {
        SheetKind::Csv => vec![(
            String::new(),
            read_csv(bytes, LIMITS, columns::known_names)?,
        )],
        SheetKind::Xlsx => read_sheets(bytes, LIMITS, columns::known_names)?,
    }
    .into_iter();
    let nothing_shifts = kind == SheetKind::Xlsx;
    let (name, records) = sheets.next().unwrap_or_default();
    let records = timetable::as_list(&records).unwrap_or(records);
    let (header, start) = columns::Header::find(&records)?;
    let mut unknown_columns: Vec<String> = Vec::new();
    let mut rows = rows_of(
        header,
        &records,
        start,
        nothing_shifts,
        &mut unknown_columns,
    );
    let mut unread_sheets = Vec::new();
    let mut lines = records.last().map_or(0, |record| record.line);
    // A sheet for each neighbourhood or club is one list; a sheet of last year is not.
    for (other, records) in sheets {
        let mut records = timetable::as_list(&records).unwrap_or(records);
        let found = columns::Header::find(&records)
            .ok()
            .filter(|(its, _)| its.tells_time() && year_in(&other) == year_in(&name));
        let Some((its, start)) = found else {
            unread_sheets.push(other);
            continue;
        };
        for record in &mut records {
            record.line += lines;
        }
        lines = records.last().map_or(lines, |record| record.line);
        rows.extend(rows_of(
            its,
            &records,
            start,
            nothing_shifts,
            &mut unknown_columns,
        ));
    }
    Ok(SheetReading {
        rows,
        unknown_columns,
        unread_sheets,
    })
}

/// The year that a sheet's name tells: "Aanbod 2025".
fn year_in(name: &str) -> Option<&str> {
    let mut numbers = name.split(|sign: char| !sign.is_ascii_digit());
    numbers.find(|number| number.len() == 4 && number.starts_with("20"))
}

/// The rows below the names, each with what stands around it. Where a row names other columns, another
/// list begins below it.
fn rows_of(
    mut header: columns::Header,
    records: &[Record],
    start: usize,
    nothing_shifts: bool,
    unknown_columns: &mut Vec<String>,
) -> Vec<Row> {
    let next = (start..records.len()).find(|at| header.gives_way_to(&records[*at].cells));
    let end = next.unwrap_or(records.len());
    let below = &records[start..end];
    header.widen(below, nothing_shifts);
    header.take_price_from(&records[..start.saturating_sub(1)]);
    for (_, name) in &header.unknown {
        if !unknown_columns.contains(name) {
            unknown_columns.push(name.clone());
        }
    }
    let before = &records[..start.saturating_sub(1)];
    let mut above = above::Above::of(&header, before, below);
    let mut rows: Vec<Row> = Vec::with_capacity(below.len());
    for record in below {
        let mut refused_key = None;
        let outcome = match rows::read(&header, record, &above) {
            Ok(draft) => {
                above.pass(&record.cells);
                RowOutcome::Draft(Box::new(draft))
            }
            Err(faults) => {
                let is_offer = faults
                    .iter()
                    .all(|fault| !refusals::says_it_is_none(fault.code));
                refused_key = rows::key(&header, record, &above).filter(|_| is_offer);
                if let Some(heading) = refusals::heading(&header, record) {
                    above.go_below(heading);
                }
                RowOutcome::Rejected(faults)
            }
        };
        rows.push(Row {
            line: record.line,
            refused_key,
            is_cut_short: header.width >= MANY_COLUMNS && record.cells.len() * 4 < header.width,
            outcome,
        });
    }
    if let Some(at) = next {
        // The line above its names is the title of the next list.
        let is_line = |record: &&Record| {
            record
                .cells
                .iter()
                .filter(|cell| !cell.trim().is_empty())
                .count()
                < 2
        };
        let from = at - usize::from(records[..at].last().filter(is_line).is_some());
        let records = &records[from..];
        let (header, start) = columns::Header::of_row(records, at - from);
        rows.extend(rows_of(
            header,
            records,
            start,
            nothing_shifts,
            unknown_columns,
        ));
    }
    rows
}

/// The header line of an empty sheet, with `;` between the names and no line end.
#[must_use]
pub fn template() -> String {
    columns::template()
}
