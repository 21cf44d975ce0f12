//! Maps between our nouns and other people's formats: the offer sheet (CSV, XLSX), OpenActive
//! feeds, postcode tables. Bytes in, rows out.
//!
//! Called by `actions` (imports) and by `web` (renderings). Nothing here opens a file, a socket
//! or a database, or looks at a clock. What a source does not tell for certain stays empty, with
//! its text kept for a person to look at ([`draft::Doubt`]); whatever the bytes, no reader panics.

pub mod activity_words;
mod amount;
pub mod draft;
pub mod openactive;
pub mod postcodes;
mod reading;
pub mod sheet;
mod table;
mod wording;
mod workbook;
