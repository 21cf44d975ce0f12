//! Bytes to rows of cells: text encodings, separators, quotes, line numbers, limits. Knows
//! nothing of what the columns mean. For the sheet and postcode readers of this crate.
//!
//! Either the whole file falls apart into cells, or the answer names where it does not.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::problem::SheetProblem;

/// How much one file may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Rows, the header included.
    pub rows: usize,
    /// Cells in a row.
    pub columns: usize,
}

/// No cell of a sheet is longer than this many signs; a row that has one is refused.
pub(crate) const CELL_SIGNS: usize = 10_000;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// Its line in the file, from 1; for a workbook its row number.
    pub line: usize,
    /// Its cells, as text. The last one that holds anything ends the row.
    pub cells: Vec<String>,
}

/// Reads a CSV file. `knows` tells how many column names of a row are known: of the separators
/// `;`, `,`, tab and `|`, the one under which the most names are known is the file's, and among equals
/// the one that makes the most columns; where no name is known, the one that makes the most rows alike.
pub(crate) fn read_csv(
    bytes: &[u8],
    limits: Limits,
    knows: impl Fn(&[String]) -> usize,
) -> Result<Vec<Record>, SheetProblem> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(SheetProblem::IsWorkbook);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(SheetProblem::IsOldWorkbook);
    }
    if is_json(bytes) {
        return Err(SheetProblem::IsJson);
    }
    let text = decode(bytes)?;
    let (text, skipped) = without_separator_line(&text);
    if text.trim().is_empty() {
        return Err(SheetProblem::Empty);
    }
    let best = *[b';', b',', b'\t', b'|']
        .iter()
        .rev()
        .max_by_key(|mark| {
            split(
                text,
                **mark,
                HEADER_LINES,
                Limits {
                    rows: usize::MAX,
                    columns: usize::MAX,
                },
            )
            .map_or((0, 0, 0), |records| {
                let rows = || records.iter().map(|row| row.cells.as_slice());
                // One name that is known may be a word of a sentence.
                let known = rows()
                    .map(&knows)
                    .max()
                    .filter(|known| *known > 1)
                    .unwrap_or(0);
                let widest = rows().map(<[String]>::len).max().unwrap_or(0);
                // Where nobody knows a name, a comma in a sentence may make more columns than the tab
                // that makes the same number of them in every row.
                let alike =
                    (2..=widest).map(|width| rows().filter(|row| row.len() == width).count());
                let alike = if known > 0 {
                    0
                } else {
                    alike.max().unwrap_or(0)
                };
                (known, alike, widest)
            })
        })
        .unwrap_or(&b';');
    if let Some(line) = unclosed_quote(text, best) {
        return Err(SheetProblem::UnclosedQuote {
            line: line + skipped,
        });
    }
    let mut records = split(text, best, usize::MAX, limits)?;
    for record in &mut records {
        record.line += skipped;
    }
    Ok(records)
}

/// Whether a file begins as JSON does: an object with a name, or a list of objects.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut signs = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
    matches!(
        (signs.next(), signs.next()),
        (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{'))
    )
}

/// A title or two may stand above the column names.
pub(crate) const HEADER_LINES: usize = 25;

/// Turns bytes into text with plain line ends, and refuses signs that no sheet holds.
fn decode(bytes: &[u8]) -> Result<String, SheetProblem> {
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some((encoding, start)) => (encoding, start),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (WINDOWS_1252, 0),
    };
    let body = &bytes[start..];
    if start > 0
        && encoding == UTF_8
        && let Err(error) = std::str::from_utf8(body)
    {
        let line = line_at(&body[..error.valid_up_to()]);
        return Err(SheetProblem::BrokenEncoding { line });
    }
    let (text, _) = encoding.decode_without_bom_handling(body);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (at, line) in text.split('\n').enumerate() {
        let strange = line.chars().enumerate().find(|(_, sign)| {
            // Excel's own next-line mark is harmless; what else is a control sign is no text.
            sign.is_control() && !matches!(sign, '\t' | '\u{85}' | '\u{b}')
        });
        if let Some((position, sign)) = strange {
            return Err(SheetProblem::NotText {
                line: at + 1,
                position: position + 1,
                code: u32::from(sign),
            });
        }
    }
    Ok(text)
}

fn line_at(before: &[u8]) -> usize {
    let ends = before.iter().filter(|byte| **byte == b'\n').count();
    // Old Macintosh files end their lines with a bare CR.
    if ends > 0 {
        ends + 1
    } else {
        before.iter().filter(|byte| **byte == b'\r').count() + 1
    }
}

/// Excel writes `sep=;` above some files: no row, but a line. Returns the text after it.
fn without_separator_line(text: &str) -> (&str, usize) {
    match text.split_once('\n') {
        Some((first, rest)) if first.len() <= 6 && first.to_lowercase().starts_with("sep=") => {
            (rest, 1)
        }
        _ => (text, 0),
    }
}

/// Splits into at most `most` records, blank ones left out.
fn split(text: &str, mark: u8, most: usize, limits: Limits) -> Result<Vec<Record>, SheetProblem> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut row = csv::ByteRecord::new();
    while records.len() < most && reader.read_byte_record(&mut row).unwrap_or(false) {
        let line = row.position().map_or(1, |place| {
            // The position is that of the blank lines before the record, if there are any.
            let start = usize::try_from(place.byte())
                .unwrap_or(usize::MAX)
                .min(text.len());
            let blank = text.as_bytes()[start..]
                .iter()
                .take_while(|byte| **byte == b'\n')
                .count();
            usize::try_from(place.line()).unwrap_or(usize::MAX) + blank
        });
        if records.len() >= limits.rows {
            return Err(SheetProblem::TooManyRows {
                line,
                limit: limits.rows,
            });
        }
        let mut cells: Vec<String> = row
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).into_owned())
            .collect();
        trim_row(&mut cells);
        if cells.len() > limits.columns {
            return Err(SheetProblem::TooManyColumns {
                line,
                limit: limits.columns,
            });
        }
        if !cells.is_empty() {
            records.push(Record { line, cells });
        }
    }
    Ok(records)
}

/// Drops the empty cells at the end: a sheet is as wide as what stands in it.
pub(crate) fn trim_row(cells: &mut Vec<String>) {
    while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
}

/// The line of a quote that opens a cell and does not close before the end of the file.
fn unclosed_quote(text: &str, mark: u8) -> Option<usize> {
    let mut line = 1;
    let mut opened = None;
    let mut cell_starts = true;
    let mut signs = text.bytes().peekable();
    while let Some(sign) = signs.next() {
        if sign == b'\n' {
            line += 1;
        }
        if opened.is_some() {
            if sign == b'"' {
                if signs.peek() == Some(&b'"') {
                    signs.next();
                } else {
                    opened = None;
                }
            }
            continue;
        }
        if sign == b'"' && cell_starts {
            opened = Some(line);
        }
        cell_starts = sign == mark || sign == b'\n';
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        rows: 100,
        columns: 20,
    };

    #[test]
    fn json_is_told_from_a_table_by_how_it_begins() {
        for json in [
            "{\"type\": \"FeatureCollection\"}",
            "\u{feff} [ {\"id\": 1}]",
            "{}",
        ] {
            let problem = read_csv(json.as_bytes(), LIMITS, |_| 0).unwrap_err();
            assert_eq!(problem, SheetProblem::IsJson, "{json}");
        }
        for table in ["[naam];dag\nA;ma\n", "{naam};dag\nA;ma\n"] {
            assert!(read_csv(table.as_bytes(), LIMITS, |_| 0).is_ok(), "{table}");
        }
    }

    fn read(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, SheetProblem> {
        let knows = |cells: &[String]| {
            cells
                .iter()
                .filter(|cell| ["a", "b", "c"].contains(&cell.trim()))
                .count()
        };
        let records = read_csv(bytes, LIMITS, knows)?;
        Ok(records
            .into_iter()
            .map(|record| (record.line, record.cells))
            .collect())
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn the_separator_is_the_one_that_finds_the_names() {
        let expected = Ok(vec![row(1, &["a", "b"]), row(2, &["1,5;2", "x"])]);
        assert_eq!(read(b"a;b\n\"1,5;2\";x\n"), expected);
        assert_eq!(read(b"a,b\n\"1,5;2\",x\n"), expected);
        assert_eq!(read(b"a\tb\n1,5;2\tx\n"), expected);
        assert_eq!(read(b"a|b\n1,5;2|x\n"), expected);
        assert_eq!(read(b"sep=;\na;b\n"), Ok(vec![row(2, &["a", "b"])]));
    }

    #[test]
    fn every_kind_of_line_end_counts_as_one_line_and_blank_lines_count_too() {
        let expected = Ok(vec![
            row(1, &["a", "b"]),
            row(4, &["1", "2"]),
            row(5, &["3"]),
        ]);
        assert_eq!(read(b"a;b\r\n\r\n;\r\n1;2\r\n3\r\n"), expected);
        assert_eq!(read(b"a;b\r\r;\r1;2\r3\r"), expected);
        assert_eq!(read(b"a;b\n\n;\n1;2\n3"), expected);
    }

    #[test]
    fn quotes_hold_separators_quotes_and_line_ends() {
        let read = read(b"a;b\n\"x \"\"y\"\"; z\";\"een\r\ntwee\"\n1;2\n");
        let expected = vec![
            row(1, &["a", "b"]),
            row(2, &["x \"y\"; z", "een\ntwee"]),
            row(4, &["1", "2"]),
        ];
        assert_eq!(read, Ok(expected));
    }

    #[test]
    fn every_encoding_of_an_office_is_read() {
        let expected = Ok(vec![row(1, &["a", "b"]), row(2, &["Café", "€ 5"])]);
        assert_eq!(read("a;b\nCafé;€ 5\n".as_bytes()), expected);
        assert_eq!(read("\u{feff}a;b\nCafé;€ 5\n".as_bytes()), expected);
        assert_eq!(read(b"a;b\nCaf\xe9;\x80 5\n"), expected);
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend("a;b\nCafé;€ 5\n".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(read(&utf16), expected);
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        assert_eq!(
            read(b"a;b\n1;\0\n"),
            Err(SheetProblem::NotText {
                line: 2,
                position: 3,
                code: 0
            })
        );
        assert_eq!(
            read(b"\xef\xbb\xbfa;b\nCaf\xe9\n"),
            Err(SheetProblem::BrokenEncoding { line: 2 })
        );
        assert_eq!(read(b"PK\x03\x04rest"), Err(SheetProblem::IsWorkbook));
        assert_eq!(read(b"\xD0\xCF\x11\xE0"), Err(SheetProblem::IsOldWorkbook));
        assert_eq!(read(b""), Err(SheetProblem::Empty));
        assert_eq!(read(b"\xef\xbb\xbf \r\n \r\n"), Err(SheetProblem::Empty));
    }

    #[test]
    fn a_quote_that_never_closes_is_found_where_it_opens() {
        assert_eq!(
            read(b"a;b\n1;2\n\"open;2\n3;4\n"),
            Err(SheetProblem::UnclosedQuote { line: 3 })
        );
        assert_eq!(
            read(b"sep=;\na;b\n\"open;2\n"),
            Err(SheetProblem::UnclosedQuote { line: 3 })
        );
        assert!(
            read(b"a;b\n5\" pijp;2\n").is_ok(),
            "a quote inside a cell is only a quote"
        );
    }

    #[test]
    fn more_than_the_limits_is_refused_with_its_line() {
        let rows = "1;2\n".repeat(101);
        assert_eq!(
            read(rows.as_bytes()),
            Err(SheetProblem::TooManyRows {
                line: 101,
                limit: 100
            })
        );
        let columns = format!("a;b\n{}x\n", ";".repeat(20));
        assert_eq!(
            read(columns.as_bytes()),
            Err(SheetProblem::TooManyColumns { line: 2, limit: 20 })
        );
    }
}
