//! Maps between our nouns and other people's formats: the offer sheet (CSV, XLSX), OpenActive
//! feeds, HSDS services, postcode tables, areas and their figures. Bytes in, rows out.
//!
//! Called by `actions` (imports) and by `web` (renderings). Nothing here opens a file, a socket
//! or a database, or looks at a clock. What a source does not tell for certain stays empty, with
//! its text kept for a person to look at ([`draft::Doubt`]); whatever the bytes, no reader panics.
//!
//! ```
//! use exchange::sheet::{SheetKind, read_sheet};
//!
//! let sheet = "naam;aanbieder;dag;prijs\nYoga;Club De Verzonnen Bal;ma/wo 19.00 uur;5,50\n";
//! let offers = read_sheet(sheet.as_bytes(), SheetKind::Csv)?.offers();
//! assert_eq!(offers[0].draft.sessions.len(), 2);
//! // Per lesson or per month? That is asked, not guessed.
//! assert_eq!(offers[0].draft.price, None);
//! assert_eq!(offers[0].draft.doubts[0].question, "per-what-price");
//! # Ok::<(), exchange::sheet::SheetProblem>(())
//! ```

pub mod activity_words;
mod amount;
pub mod areas;
pub mod draft;
pub mod figures;
pub mod hsds;
mod json;
mod language_words;
pub mod openactive;
pub mod picture;
pub mod postcodes;
mod problem;
pub mod rd;
mod reading;
pub mod sentence;
pub mod sheet;
mod table;
mod wording;
mod workbook;
