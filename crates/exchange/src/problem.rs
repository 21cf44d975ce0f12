//! Why a file is no table at all: where it breaks, and what to do about it. Shown to the person who
//! chose the file, so each text ends with a remedy.

/// Why a file is no table. Nothing of it is read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetProblem {
    /// There is nothing in it.
    #[error("the file is empty: choose the file with the rows in it")]
    Empty,
    /// A sign that no text holds, such as NUL.
    #[error(
        "line {line}, position {position}: not text (character {code:#04x}). Save the sheet as CSV UTF-8 or XLSX and try again"
    )]
    NotText {
        /// From 1.
        line: usize,
        /// Characters into the line, from 1.
        position: usize,
        /// The character's number.
        code: u32,
    },
    /// The file says it is UTF-8 (it has its mark) and is not.
    #[error(
        "line {line}: the file starts as UTF-8 but this line is not. Save the sheet as CSV UTF-8 again"
    )]
    BrokenEncoding {
        /// From 1.
        line: usize,
    },
    /// A quote opens a cell and never closes.
    #[error(
        "line {line}: a quote (\") opens here and never closes. Close it, or write it twice inside a cell"
    )]
    UnclosedQuote {
        /// The line on which the quote opens, from 1.
        line: usize,
    },
    /// A workbook was handed in as text.
    #[error("line 1: this is a workbook, not a CSV file. Import it as XLSX, or save it as CSV")]
    IsWorkbook,
    /// A workbook in the old format, or one with a password, which looks the same from outside.
    #[error(
        "line 1: this is an old Excel file (.xls) or one with a password. Open it and save it as .xlsx or CSV without a password"
    )]
    IsOldWorkbook,
    /// The workbook cannot be opened or read to its end.
    #[error(
        "the workbook cannot be read at {place} ({cause}). Open it, save it again as .xlsx and try again"
    )]
    BrokenWorkbook {
        /// The part or row that broke.
        place: String,
        /// What the reader met.
        cause: String,
    },
    /// Unpacked it is larger than any honest sheet.
    #[error(
        "the workbook unpacks to more than {megabytes} MB at {place}: split it into smaller files"
    )]
    TooLarge {
        /// The part that is too large.
        place: String,
        /// The limit.
        megabytes: usize,
    },
    /// Too many rows.
    #[error("line {line}: more than {limit} rows. Split the file")]
    TooManyRows {
        /// The first line too many.
        line: usize,
        /// The limit.
        limit: usize,
    },
    /// Too many columns.
    #[error("line {line}: more than {limit} columns. Delete the columns that are not needed")]
    TooManyColumns {
        /// From 1.
        line: usize,
        /// The limit.
        limit: usize,
    },
    /// No line of column names was found.
    #[error(
        "line {line}: no column names found. The first line names the columns; needed are {needed}"
    )]
    NoHeader {
        /// The first line that holds anything, from 1.
        line: usize,
        /// The names looked for.
        needed: &'static str,
    },
    /// The names are there, and some that cannot be done without are not among them.
    #[error(
        "line {line}: there is no column {lacks}: {why}. Add it, or choose a table that has it"
    )]
    LacksColumns {
        /// The line with the names, from 1.
        line: usize,
        /// The names that lack.
        lacks: String,
        /// Why they are needed.
        why: &'static str,
    },
    /// Borders or a feed were handed in as a table.
    #[error(
        "line 1: this is JSON, not a table. GeoJSON with borders is for `import areas`, a feed of \
         OpenActive for `import openactive`, services for `import hsds`"
    )]
    IsJson,
    /// Two columns have the same name, so a cell of either could be meant.
    #[error(
        "line {line}: columns {first} and {second} are both named \"{name}\". Rename or delete one"
    )]
    DoubleColumn {
        /// From 1.
        line: usize,
        /// The name.
        name: String,
        /// Position, from 1.
        first: usize,
        /// Position, from 1.
        second: usize,
    },
}

impl SheetProblem {
    /// A code for the locale files and for `--json`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotText { .. } => "not-text",
            Self::BrokenEncoding { .. } => "broken-encoding",
            Self::UnclosedQuote { .. } => "unclosed-quote",
            Self::IsWorkbook => "is-workbook",
            Self::IsOldWorkbook => "is-old-workbook",
            Self::BrokenWorkbook { .. } => "broken-workbook",
            Self::TooLarge { .. } => "too-large",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::TooManyColumns { .. } => "too-many-columns",
            Self::NoHeader { .. } => "no-header",
            Self::LacksColumns { .. } => "lacks-columns",
            Self::IsJson => "is-json",
            Self::DoubleColumn { .. } => "double-column",
        }
    }

    /// The line it broke at, from 1, when it lies on a line.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::NotText { line, .. }
            | Self::BrokenEncoding { line }
            | Self::UnclosedQuote { line }
            | Self::TooManyRows { line, .. }
            | Self::TooManyColumns { line, .. }
            | Self::NoHeader { line, .. }
            | Self::LacksColumns { line, .. }
            | Self::DoubleColumn { line, .. } => Some(*line),
            Self::IsWorkbook | Self::IsOldWorkbook | Self::IsJson => Some(1),
            Self::Empty | Self::BrokenWorkbook { .. } | Self::TooLarge { .. } => None,
        }
    }
}
