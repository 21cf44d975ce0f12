//! A timetable on the wall: hours down, days across, and in each cell what is done then. It is laid out
//! anew as a list with a row for each cell, which the rest of this reader understands. For
//! [`super::read_sheet`]; a sheet of another shape is left as it is.

use super::columns::day_of;
use super::moments;
use crate::table::{HEADER_LINES, Record};
use crate::wording::{fold, is_untold, line};

/// Fewer days than this are no week.
const FEWEST_DAYS: usize = 3;

/// The list's columns. Those without a name make it wide enough for a row with one cell to be a
/// remark, which is passed over as in every list.
const COLUMNS: usize = 5;

/// What a cell says when nobody can come.
const CLOSED: [&str; 5] = ["gesloten", "dicht", "pauze", "schoonmaak", "vrij"];

/// Which columns are days, when a row names nothing else but the column of the hours.
pub(crate) fn days_across(cells: &[String]) -> Option<Vec<(usize, &'static str)>> {
    let days: Vec<(usize, &'static str)> = cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| Some((at, day_of(cell)?)))
        .collect();
    let (first, _) = days.first()?;
    let told = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let hours = cells.first().is_some_and(|cell| {
        matches!(
            fold(cell).trim_end_matches([':', '.']),
            "" | "tijd" | "tijden" | "uur" | "tijdstip" | "van - tot" | "time"
        )
    });
    let named = cells.first().is_some_and(|cell| !cell.trim().is_empty());
    (days.len() >= FEWEST_DAYS && *first == 1 && hours && told == days.len() + usize::from(named))
        .then_some(days)
}

/// The same as a list with the columns name, day and hour; `None` when it is no timetable.
pub(crate) fn as_list(records: &[Record]) -> Option<Vec<Record>> {
    let (at, days) = records
        .iter()
        .take(HEADER_LINES)
        .enumerate()
        .find_map(|(at, record)| Some((at, days_across(&record.cells)?)))?;
    let rows = &records[at + 1..];
    let is_hour = |record: &Record| {
        let cell = record.cells.first().map_or("", String::as_str);
        let read = moments::read("", cell, "");
        read.doubts.is_empty() && read.moments.iter().all(|one| one.from.is_some())
    };
    // Below the hours stand remarks; more of them than hours is another kind of sheet.
    if rows.iter().filter(|record| is_hour(record)).count() * 2 <= rows.len() {
        return None;
    }
    let mut list: Vec<Record> = records[..at].to_vec();
    let row = |line: usize, cells: [&str; COLUMNS]| Record {
        line,
        cells: cells.map(str::to_owned).to_vec(),
    };
    let names = ["activiteitnaam", "lesdag", "tijd", "", ""];
    list.push(row(records[at].line, names));
    for record in rows {
        let mut told = record.cells.iter().filter_map(|cell| line(cell));
        if let (Some(remark), None) = (told.next(), told.next()) {
            list.push(row(record.line, [&remark, "", "", "", ""]));
            continue;
        }
        let hour = record.cells.first().map_or("", String::as_str);
        for (place, day) in &days {
            let Some(name) = record.cells.get(*place).and_then(|cell| line(cell)) else {
                continue;
            };
            let folded = fold(&name);
            if !is_untold(&folded) && !CLOSED.contains(&folded.as_str()) {
                list.push(row(record.line, [&name, day, hour, "", ""]));
            }
        }
    }
    Some(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(rows: &[&[&str]]) -> Vec<Record> {
        let record = |(at, cells): (usize, &&[&str])| Record {
            line: at + 1,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        rows.iter().enumerate().map(record).collect()
    }

    #[test]
    fn each_cell_of_a_timetable_becomes_a_row_with_its_day_and_hour() {
        let wall = records(&[
            &["Rooster De Kern"],
            &["Tijd", "Ma", "Di", "Wo"],
            &["9.00-10.00", "Yoga", "-", "Pilates"],
            &["19.00", "gesloten", "Steps"],
            &["In de zomer dicht"],
        ]);
        let list = as_list(&wall).unwrap();
        let shown: Vec<(usize, String)> = list
            .iter()
            .map(|record| (record.line, record.cells.join(";")))
            .collect();
        let row = |line, text: &str| (line, text.to_owned());
        let expected = [
            row(1, "Rooster De Kern"),
            row(2, "activiteitnaam;lesdag;tijd;;"),
            row(3, "Yoga;maandag;9.00-10.00;;"),
            row(3, "Pilates;woensdag;9.00-10.00;;"),
            row(4, "Steps;dinsdag;19.00;;"),
            row(5, "In de zomer dicht;;;;"),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_list_with_days_beside_names_is_no_timetable() {
        let names = records(&[&["Sport", "Ma", "Di", "Wo"], &["Yoga", "9.00", "", "10.00"]]);
        assert_eq!(as_list(&names), None);
        let beside = records(&[&["Tijd", "Ma", "Di", "Wo", "Prijs"], &["9.00", "Yoga"]]);
        assert_eq!(as_list(&beside), None);
        let other = records(&[&["", "Ma", "Di", "Wo"], &["Yoga", "9.00", "", "10.00"]]);
        assert_eq!(as_list(&other), None, "its rows begin with no hour");
        assert_eq!(as_list(&[]), None);
    }
}
