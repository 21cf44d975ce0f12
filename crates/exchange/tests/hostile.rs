//! Whatever the bytes, every reader answers: a reading, or a problem with its place. It never
//! panics and never runs away.

#![allow(clippy::unwrap_used, reason = "a test's failure is its message")]

use std::io::{Cursor, Read, Write};

use exchange::openactive::read_rpde;
use exchange::postcodes::read_postcodes;
use exchange::sheet::{SheetKind, read_sheet, template};
use proptest::collection::vec;
use proptest::prelude::*;

const SHEET: &str = "naam;aanbieder;dag;van;tot;leeftijd;prijs;proefles;plaatsen;bevestigd_op;lat;lon\n\
    Yoga;Café;\"ma/wo 19.00-20.30 uur\";;;55+;€ 5,50 per les;1e les gratis;4;1 nov 2026;52,1;5,1\n\
    Wandelen;Club;ma t/m vr;10 uur;11.30;18 t/m 65;€ 35 voor 12 lessen;ja;vol;01/11/2026;;\n";

const FEED: &str = r#"{"items":[{"id":"1","state":"updated","modified":1,"data":{"@type":"Event",
    "name":"Yoga","organizer":{"name":"Club"},"startDate":"2026-11-03T18:00:00Z","duration":"PT1H",
    "subEvent":[{"startDate":"2026-11-03T18:00:00+01:00","endDate":"2026-11-03T19:00:00+01:00"}],
    "eventSchedule":{"repeatFrequency":"P1D","startDate":"9999-12-28","byDay":["TU"],
    "startTime":"08:30","duration":"PT9999H"},"offers":[{"price":"7.60","priceCurrency":"EUR"}],
    "ageRange":{"minValue":55},"superEvent":"1","location":{"address":"Fictiefweg 1, 5211 ZZ Tiel",
    "geo":{"latitude":51.6,"longitude":5.3}}}},{"id":"2","state":"deleted","modified":2}]}"#;

/// A valid file with some bytes changed, cut out, or put in.
fn mutated(valid: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    vec((any::<prop::sample::Index>(), any::<u8>(), 0..3u8), 1..12).prop_map(move |changes| {
        let mut bytes = valid.to_vec();
        for (place, byte, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = place.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => {
                    bytes.remove(at);
                }
                _ => bytes.insert(at, byte),
            }
        }
        bytes
    })
}

fn workbook() -> &'static [u8] {
    static BOOK: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    BOOK.get_or_init(|| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, line) in SHEET.lines().enumerate() {
            for (column, cell) in line.split(';').enumerate() {
                let place = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                sheet.write(place.0, place.1, cell).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    })
}

/// The workbook with bytes of one part changed, zipped again: its checksums are right, so the
/// damage reaches the reader of the part itself.
fn with_damaged_part(changes: &[(prop::sample::Index, u8)], part: prop::sample::Index) -> Vec<u8> {
    let mut book = zip::ZipArchive::new(Cursor::new(workbook())).unwrap();
    let chosen = part.index(book.len());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..book.len() {
        let mut part = book.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if at == chosen {
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = *byte;
            }
        }
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        out.start_file(part.name().unwrap(), options).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Signs that mean something to some reader, so that chance meets the parsers' corners.
const SIGNS: &str = "[0-9mawodi€.,:/+ ()'\"=;tjurlesprn-]{0,24}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_answered(bytes in vec(any::<u8>(), 0..600)) {
        for kind in [SheetKind::Csv, SheetKind::Xlsx] {
            let _ = read_sheet(&bytes, kind);
            let _ = read_postcodes(&bytes, kind);
        }
        let _ = read_rpde(&bytes);
    }

    #[test]
    fn a_damaged_sheet_is_answered(bytes in mutated(SHEET.as_bytes())) {
        if let Ok(reading) = read_sheet(&bytes, SheetKind::Csv) {
            for offer in reading.offers() {
                let mut asks = offer.draft.doubts.iter();
                let asks_provider = asks.any(|doubt| doubt.column == "aanbieder");
                prop_assert!(!offer.draft.title.is_empty());
                prop_assert!(!offer.draft.provider.is_empty() || asks_provider);
                prop_assert!(!offer.draft.sessions.is_empty());
                prop_assert!(!offer.lines.is_empty());
            }
        }
        let _ = read_postcodes(&bytes, SheetKind::Csv);
    }

    #[test]
    fn a_damaged_feed_is_answered(bytes in mutated(FEED.as_bytes())) {
        let _ = read_rpde(&bytes);
    }

    #[test]
    fn a_damaged_workbook_is_answered(bytes in mutated(workbook())) {
        let _ = read_sheet(&bytes, SheetKind::Xlsx);
    }

    #[test]
    fn a_workbook_with_a_damaged_part_is_answered(
        changes in vec((any::<prop::sample::Index>(), prop::sample::select(b"<>/\"=0159ABZr \0\xff".to_vec())), 1..8),
        part in any::<prop::sample::Index>(),
    ) {
        let _ = read_sheet(&with_damaged_part(&changes, part), SheetKind::Xlsx);
    }

    #[test]
    fn any_words_in_any_cell_are_answered(cells in vec(SIGNS, 28..29)) {
        let row: Vec<String> =
            cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        let text = format!("{}\nYoga;Club;{}\n", template(), row.join(";"));
        let reading = read_sheet(text.as_bytes(), SheetKind::Csv).unwrap();
        prop_assert_eq!(reading.rows.len(), 1);
        // What the reader makes of it, it makes of it again.
        let canonical = |reading: &exchange::sheet::SheetReading| -> Vec<String> {
            reading.offers().iter().map(|offer| offer.draft.canonical()).collect()
        };
        let again = read_sheet(text.as_bytes(), SheetKind::Csv).unwrap();
        prop_assert_eq!(canonical(&reading), canonical(&again));
    }

    #[test]
    fn any_value_of_a_feed_is_answered(key in "(name|startDate|offers|ageRange|location|superEvent|eventSchedule|activity|subEvent)", text in ".{0,40}") {
        let mut feed: serde_json::Value = serde_json::from_str(FEED).unwrap();
        for value in [serde_json::json!(text), serde_json::json!([text]), serde_json::json!({"@value": text}), serde_json::json!([[1], null, {"name": text}])] {
            feed["items"][0]["data"][&key] = value;
            let page = read_rpde(feed.to_string().as_bytes()).unwrap();
            prop_assert_eq!(page.items.len(), 2);
        }
    }
}
