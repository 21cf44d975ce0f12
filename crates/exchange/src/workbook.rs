//! The sheets of an XLSX workbook as rows of the text that people see in them: the first that has
//! the column names, since many a workbook begins with a page of explanation, or every one that has
//! them. For the readers of this crate.
//!
//! A workbook is a zip file, and a small one can unpack to gigabytes: its parts are unpacked and
//! counted, piece by piece, before anything looks inside.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, Xlsx};

use crate::problem::SheetProblem;
use crate::table::{HEADER_LINES, Limits, Record, trim_row};

/// To how many megabytes the parts of a workbook may unpack.
struct Weight {
    /// All of them together.
    whole: usize,
    /// Any part but a sheet: it is held in memory, where a sheet is read as it flows by.
    part: usize,
}

const MOST: Weight = Weight {
    whole: 512,
    part: 64,
};

const MEGABYTE: usize = 1 << 20;

/// How many sheets are looked through for the column names.
const MOST_SHEETS: usize = 20;

/// Reads the first sheet whose column names are known; `knows` tells how many of a row are. Cells
/// are text: a number with a decimal comma, a date as 1-11-2026, a time as 19:00, a formula as its
/// last result. Cells that are merged over rows tell the same in each of them.
pub(crate) fn read_workbook(
    bytes: &[u8],
    limits: Limits,
    knows: impl Fn(&[String]) -> usize + std::panic::RefUnwindSafe,
) -> Result<Vec<Record>, SheetProblem> {
    if bytes.is_empty() {
        return Err(SheetProblem::Empty);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(SheetProblem::IsOldWorkbook);
    }
    weigh(bytes, &MOST)?;
    // The library counts cell references without checking for overflow, so a reference made up by
    // an attacker can panic in it. That is one broken workbook, and no reason to go down.
    std::panic::catch_unwind(|| records_of(bytes, limits, &knows))
        .unwrap_or_else(|_| Err(broken("a cell reference", &"a number out of bounds")))
}

/// Reads every sheet whose column names are known, with its name; as [`read_workbook`] reads the
/// first of them. The limit of rows holds for all of them together.
pub(crate) fn read_sheets(
    bytes: &[u8],
    limits: Limits,
    knows: impl Fn(&[String]) -> usize + std::panic::RefUnwindSafe,
) -> Result<Vec<(String, Vec<Record>)>, SheetProblem> {
    let first = read_workbook(bytes, limits, &knows)?;
    std::panic::catch_unwind(|| sheets_of(bytes, limits, &knows, first))
        .unwrap_or_else(|_| Err(broken("a cell reference", &"a number out of bounds")))
}

fn sheets_of(
    bytes: &[u8],
    limits: Limits,
    knows: &impl Fn(&[String]) -> usize,
    first: Vec<Record>,
) -> Result<Vec<(String, Vec<Record>)>, SheetProblem> {
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| broken("the workbook's index", &error))?;
    // What somebody hid is no part of the list they sent.
    let seen = book.sheets_metadata().iter().filter(|sheet| {
        sheet.visible == calamine::SheetVisible::Visible
            && sheet.typ == calamine::SheetType::WorkSheet
    });
    let names: Vec<String> = seen.map(|sheet| sheet.name.clone()).collect();
    if names.len() < 2 {
        return Ok(vec![(String::new(), first)]);
    }
    let mut sheets: Vec<(String, Vec<Record>)> = Vec::new();
    let mut unknown: Vec<(String, Vec<Record>)> = Vec::new();
    let mut rows = 0;
    for name in names.into_iter().take(MOST_SHEETS) {
        let records = match cells_of(&mut book, &name, limits) {
            Ok(records) => records,
            Err(SheetProblem::Empty) => continue,
            // A later sheet that is broken does not spoil the others, and is named as not read.
            Err(_) if !sheets.is_empty() => {
                sheets.push((name, Vec::new()));
                continue;
            }
            Err(_) => continue,
        };
        let head = records.iter().take(HEADER_LINES);
        let known = head.map(|record| knows(&record.cells)).max();
        // A page of explanation has no rows of cells; a list whose names nobody knows has.
        let is_row = |record: &&Record| {
            record
                .cells
                .iter()
                .filter(|cell| !cell.trim().is_empty())
                .count()
                > 2
        };
        if known < Some(2) && records.iter().filter(is_row).count() < 3 {
            continue;
        }
        rows += records.len();
        if rows > limits.rows {
            return Err(SheetProblem::TooManyRows {
                line: rows,
                limit: limits.rows,
            });
        }
        let list = if known < Some(2) {
            &mut unknown
        } else {
            &mut sheets
        };
        list.push((name, records));
    }
    sheets.append(&mut unknown);
    if sheets.is_empty() {
        sheets.push((String::new(), first));
    }
    Ok(sheets)
}

fn records_of(
    bytes: &[u8],
    limits: Limits,
    knows: &impl Fn(&[String]) -> usize,
) -> Result<Vec<Record>, SheetProblem> {
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| broken("the workbook's index", &error))?;
    let names = book.sheet_names();
    let mut first = None;
    for name in names.iter().take(MOST_SHEETS) {
        let read = cells_of(&mut book, name, limits);
        match &read {
            Ok(records) => {
                let head = records.iter().take(HEADER_LINES);
                if head.map(|record| knows(&record.cells)).max() >= Some(2) {
                    return read;
                }
            }
            Err(SheetProblem::Empty) => {}
            // A later sheet that is broken, or a drawing, does not spoil the first.
            Err(_) if first.is_none() => return read,
            Err(_) => continue,
        }
        first = first.or(Some(read));
    }
    first.unwrap_or(Err(SheetProblem::Empty))
}

fn cells_of(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limits: Limits,
) -> Result<Vec<Record>, SheetProblem> {
    let place = format!("sheet \"{name}\"");
    // A workbook without merged cells has none; one whose list of them is broken is read without.
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|error| broken(&place, &error))?;
    let mut records: Vec<Record> = Vec::new();
    loop {
        let cell = match cells.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(error) => {
                let row = records.last().map_or(1, |record| record.line);
                return Err(broken(&format!("{place}, after row {row}"), &error));
            }
        };
        let text = shown(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let line = usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= limits.columns {
            return Err(SheetProblem::TooManyColumns {
                line,
                limit: limits.columns,
            });
        }
        if records.last().is_none_or(|record| record.line != line) {
            if records.len() >= limits.rows {
                return Err(SheetProblem::TooManyRows {
                    line,
                    limit: limits.rows,
                });
            }
            records.push(Record {
                line,
                cells: Vec::new(),
            });
        }
        if let Some(record) = records.last_mut() {
            if record.cells.len() <= column {
                record.cells.resize(column + 1, String::new());
            }
            record.cells[column] = text;
        }
    }
    fill_merged(&mut records, &merged, limits);
    for record in &mut records {
        trim_row(&mut record.cells);
    }
    if records.is_empty() {
        Err(SheetProblem::Empty)
    } else {
        Ok(records)
    }
}

/// Gives each row under a merged cell that cell's text. Cells merged sideways are titles.
fn fill_merged(records: &mut [Record], merged: &[Dimensions], limits: Limits) {
    let whole = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    for area in merged {
        let column = whole(area.start.1);
        if area.end.0 <= area.start.0 || area.start.1 != area.end.1 || column >= limits.columns {
            continue;
        }
        let lines = whole(area.start.0).saturating_add(1)..=whole(area.end.0).saturating_add(1);
        let from = records.partition_point(|record| record.line < *lines.start());
        let mut text = None;
        for record in records[from..]
            .iter_mut()
            .take_while(|one| lines.contains(&one.line))
        {
            let own = record
                .cells
                .get(column)
                .filter(|cell| !cell.trim().is_empty());
            match (&text, own) {
                (None, Some(own)) => text = Some(own.clone()),
                (Some(text), None) => {
                    if record.cells.len() <= column {
                        record.cells.resize(column + 1, String::new());
                    }
                    record.cells[column].clone_from(text);
                }
                _ => {}
            }
        }
    }
}

fn broken(place: &str, cause: &impl std::fmt::Display) -> SheetProblem {
    SheetProblem::BrokenWorkbook {
        place: place.to_owned(),
        cause: cause.to_string(),
    }
}

/// Unpacks every part and counts, without keeping anything. What a part says of its own size is
/// not believed.
fn weigh(bytes: &[u8], most: &Weight) -> Result<(), SheetProblem> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| broken("the start of the file", &error))?;
    let mut whole = 0;
    let mut piece = vec![0; 1 << 16];
    for at in 0..archive.len() {
        let mut part = archive
            .by_index(at)
            .map_err(|error| broken(&format!("part {}", at + 1), &error))?;
        let name = part
            .name()
            .map_or_else(|_| format!("part {}", at + 1), std::borrow::Cow::into_owned);
        let streamed = name.contains("worksheets/");
        let mut size = 0;
        loop {
            let read = part
                .read(&mut piece)
                .map_err(|error| broken(&name, &error))?;
            if read == 0 {
                break;
            }
            size += read;
            whole += read;
            if whole > most.whole * MEGABYTE {
                return Err(SheetProblem::TooLarge {
                    place: name,
                    megabytes: most.whole,
                });
            }
            if !streamed && size > most.part * MEGABYTE {
                return Err(SheetProblem::TooLarge {
                    place: name,
                    megabytes: most.part,
                });
            }
        }
    }
    Ok(())
}

/// A cell as the person sees it who filled the sheet in.
fn shown(value: &DataRef<'_>) -> String {
    match Data::from(value.clone()) {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_shown(number),
        Data::Bool(true) => "waar".to_owned(),
        Data::Bool(false) => "onwaar".to_owned(),
        Data::DateTime(moment) => moment_shown(&moment),
        Data::Error(error) => error.to_string(),
    }
}

/// A decimal comma, and as few decimals as tell the number.
fn number_shown(number: f64) -> String {
    // Sums such as 0,1 + 0,2 leave dust behind the twelfth decimal, which the sheet hides.
    let rounded = (number * 1e9).round() / 1e9;
    let number = if rounded.is_finite() { rounded } else { number };
    number.to_string().replace('.', ",")
}

fn moment_shown(moment: &ExcelDateTime) -> String {
    const MINUTES_A_DAY: f64 = 1440.0;
    let value = moment.as_f64();
    if !(0.0..2_958_466.0).contains(&value) {
        return number_shown(value);
    }
    // 19:00 is stored as 0.791666…: to the nearest minute it is itself again.
    let minutes = (value.fract() * MINUTES_A_DAY).round();
    let (hour, minute) = ((minutes / 60.0).floor(), minutes % 60.0);
    if moment.is_duration() || value < 1.0 {
        let hour = hour + value.floor() * 24.0;
        return format!("{hour:02}:{minute:02}");
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    if minutes == 0.0 {
        format!("{day}-{month}-{year}")
    } else {
        format!("{day}-{month}-{year} {hour:02}:{minute:02}")
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A zip file with parts of so many megabytes of nothing.
    fn zipped(parts: &[(&str, usize)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        for (name, megabytes) in parts {
            zip.start_file(*name, options).unwrap();
            for _ in 0..*megabytes {
                zip.write_all(&vec![b' '; MEGABYTE]).unwrap();
            }
        }
        zip.finish().unwrap().into_inner()
    }

    fn too_large(place: &str, megabytes: usize) -> Result<(), SheetProblem> {
        Err(SheetProblem::TooLarge {
            place: place.to_owned(),
            megabytes,
        })
    }

    #[test]
    fn parts_are_weighed_one_by_one_and_together() {
        let most = Weight { whole: 3, part: 1 };
        let (sheet, strings) = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml");
        assert_eq!(weigh(&zipped(&[(sheet, 2), (strings, 1)]), &most), Ok(()));
        assert_eq!(
            weigh(&zipped(&[(strings, 2)]), &most),
            too_large(strings, 1)
        );
        assert_eq!(
            weigh(&zipped(&[(strings, 1), (sheet, 3)]), &most),
            too_large(sheet, 3)
        );
    }

    #[test]
    fn numbers_and_moments_are_shown_as_in_the_sheet() {
        assert_eq!(number_shown(0.1 + 0.2), "0,3");
        assert_eq!(number_shown(5211.0), "5211");
        assert_eq!(number_shown(52.371_791), "52,371791");
        let moment = |value| {
            let kind = calamine::ExcelDateTimeType::DateTime;
            moment_shown(&ExcelDateTime::new(value, kind, false))
        };
        assert_eq!(moment(0.791_666_666_666_666_6), "19:00");
        assert_eq!(moment(46_327.0), "1-11-2026");
        assert_eq!(moment(46_327.5), "1-11-2026 12:00");
        assert_eq!(moment(-1.0), "-1");
    }
}
