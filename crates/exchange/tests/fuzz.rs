//! Valid files of every format, damaged at random: each reader answers, whatever the bytes. The
//! examples lie in `corpus`; what ever failed joins them.

#![allow(clippy::unwrap_used, reason = "a test's failure is its message")]

use std::path::{Path, PathBuf};

use exchange::openactive::read_rpde;
use exchange::postcodes::read_postcodes;
use exchange::sheet::{SheetKind, read_sheet, template};
use testkit::fuzz::fuzz;

fn corpus(name: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    tests.join("corpus").join(name)
}

#[test]
fn any_sheet_of_offers() {
    fuzz(&corpus("sheet"), |bytes| {
        let Ok(reading) = read_sheet(bytes, SheetKind::Csv) else {
            return;
        };
        for offer in reading.offers() {
            let mut asks = offer.draft.doubts.iter();
            let asks_provider = asks.any(|doubt| doubt.column == "aanbieder");
            assert!(!offer.draft.title.is_empty());
            assert!(!offer.draft.provider.is_empty() || asks_provider);
            assert!(!offer.draft.sessions.is_empty() && !offer.lines.is_empty());
        }
    });
}

#[test]
fn any_workbook() {
    fuzz(&corpus("workbook"), |bytes| {
        // Once as it is: most damage ends at the archive. Checksums are not looked at by all.
        let _ = read_sheet(bytes, SheetKind::Xlsx);
        let _ = read_postcodes(bytes, SheetKind::Xlsx);
    });
}

#[test]
fn any_feed() {
    fuzz(&corpus("feed"), |bytes| {
        let Ok(page) = read_rpde(bytes) else {
            return;
        };
        // A page that was read is read the same again.
        let again = read_rpde(bytes).unwrap();
        assert_eq!(page.items.len(), again.items.len());
    });
}

#[test]
fn any_table_of_postcodes() {
    fuzz(&corpus("postcodes"), |bytes| {
        let _ = read_postcodes(bytes, SheetKind::Csv);
    });
}

/// Days, hours, prices, ages, dates, seasons: each cell's reader meets what was meant for all.
#[test]
fn any_words_in_every_cell() {
    let header = template();
    let columns = header.split(';').count();
    fuzz(&corpus("cells"), |bytes| {
        let words = String::from_utf8_lossy(bytes).replace('"', "\"\"");
        let cells = vec![format!("\"{words}\""); columns - 2].join(";");
        let text = format!("{}\nYoga;Club;{cells}\n", header.trim_end());
        let Ok(reading) = read_sheet(text.as_bytes(), SheetKind::Csv) else {
            return;
        };
        let canonical = |reading: &exchange::sheet::SheetReading| -> Vec<String> {
            let offers = reading.offers();
            offers.iter().map(|offer| offer.draft.canonical()).collect()
        };
        let again = read_sheet(text.as_bytes(), SheetKind::Csv).unwrap();
        assert_eq!(canonical(&reading), canonical(&again));
    });
}
