//! Valid files of every format, damaged at random: each reader answers, whatever the bytes. The
//! examples lie in `corpus`; what ever failed joins them.

#![allow(clippy::unwrap_used, reason = "a test's failure is its message")]

use std::path::{Path, PathBuf};

use exchange::areas::{DRAWING_METRES, Outline, read_areas};
use exchange::figures::read_figures;
use exchange::hsds::{HsdsTable, read_hsds, read_hsds_tables};
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
fn any_services() {
    fuzz(&corpus("hsds"), |bytes| {
        let _ = read_hsds(bytes);
        let table = |name: &str| HsdsTable {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        };
        let _ = read_hsds_tables(&[table("services"), table("schedules")]);
    });
}

#[test]
fn any_map_of_areas() {
    fuzz(&corpus("areas"), |bytes| {
        let Ok(reading) = read_areas(bytes) else {
            return;
        };
        for (_, area) in reading.areas {
            let drawing = area.outline.simpler(DRAWING_METRES);
            assert!(!drawing.polygons().is_empty());
            let _ = Outline::from_stored(&area.outline.to_stored());
            let _ = area.outline.label_point();
        }
        let _ = Outline::from_stored(&String::from_utf8_lossy(bytes));
    });
}

#[test]
fn any_table_of_figures() {
    fuzz(&corpus("figures"), |bytes| {
        let Ok(reading) = read_figures(bytes, SheetKind::Csv) else {
            return;
        };
        for (lines, row) in reading.rows {
            assert!(!lines.is_empty() && !row.code.is_empty());
            let _ = row.to_stored();
        }
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
