//! Figures by area: the key figures of Statistics Netherlands and the health monitor of RIVM, as
//! StatLine gives them (CSV, XLSX). Called by `import key-figures` and `import health-monitor`.
//!
//! Columns are known by their names without the number behind them, which differs from table to
//! table. A figure that is not known stays "not known", one that was not measured is left out:
//! neither is ever nought. Lower and upper margins stand beside their value.

use std::collections::HashMap;

use crate::areas::AreaKind;
use crate::draft::RowFault;
use crate::sheet::{SheetKind, SheetProblem};
use crate::table::{HEADER_LINES, Limits, Record, read_csv};
use crate::wording::squeeze;
use crate::workbook::read_workbook;

/// Some 17,000 areas, with three lines each where there are margins.
const LIMITS: Limits = Limits {
    rows: 200_000,
    columns: 300,
};

/// What a table of figures is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureTable {
    /// People, dwellings, incomes: key figures (CBS).
    KeyFigures,
    /// How people feel and live, with margins: the health monitor (RIVM).
    HealthMonitor,
}

impl FigureTable {
    /// By the columns: `None` where neither kind, or both, have such columns.
    fn of(names: &[(Column, String)]) -> Option<Self> {
        let any = |words: &[&str]| {
            let mut indicators = names.iter().filter(|(one, _)| *one == Column::Indicator);
            indicators.any(|(_, name)| {
                let name = squeeze(name);
                words.iter().any(|word| name.starts_with(word))
            })
        };
        let has_margins = names.iter().any(|(one, _)| *one == Column::Margin);
        match (any(KEY_FIGURES), has_margins || any(HEALTH)) {
            (true, false) => Some(Self::KeyFigures),
            (false, true) => Some(Self::HealthMonitor),
            _ => None,
        }
    }
}

/// How the names of key figures begin, in the tables of StatLine, of the map, and in English.
const KEY_FIGURES: &[&str] = &[
    "aantalinwoners",
    "ainw",
    "bevolkingsdichtheid",
    "bevdich",
    "aantalhuishoudens",
    "huishoudens",
    "ahh",
    "woningvoorraad",
    "gemiddeldewoz",
    "gwoz",
    "gemiddeldinkomen",
    "population",
    "dwelling",
    "income",
];
/// The same of the health monitor.
const HEALTH: &[&str] = &[
    "ervarengezondheid",
    "voldoetaanbeweegrichtlijn",
    "wekelijksesporters",
    "overgewicht",
    "ernstigovergewicht",
    "roker",
    "zwaredrinker",
    "eenzaam",
    "ernstigzeerernstigeenzaam",
    "mantelzorger",
];

/// What one area has in one year, for one age group.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaFigures {
    /// `NL01`, or the code of a municipality, wijk or buurt.
    pub code: String,
    /// `land`, `gemeente`, `wijk` or `buurt`.
    pub kind: &'static str,
    /// Its name, when told; not unique.
    pub name: String,
    /// The year; `None` when the table does not tell it.
    pub year: Option<i16>,
    /// `18+`, `18-65`, `65+`; empty for everybody.
    pub age: String,
    /// By indicator, in the table's order.
    pub figures: Vec<(String, Figure)>,
}

/// A figure, or that there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The value; `None` when it is not known, not reliable or secret.
    pub value: Option<f64>,
    /// The lower and the upper margin, when told.
    pub margins: (Option<f64>, Option<f64>),
}

/// What a table told.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureReading {
    /// What its columns are of, where they tell.
    pub table: Option<FigureTable>,
    /// How many lines it has.
    pub lines: usize,
    /// The lines that are right, in the table's order; margins stand with their value. Beside each
    /// the lines it took.
    pub rows: Vec<(Vec<usize>, AreaFigures)>,
    /// Line and reasons of those that are not.
    pub rejected: Vec<(usize, Vec<RowFault>)>,
    /// The areas of those: the table names them.
    pub named: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Code,
    Name,
    Year,
    Age,
    Margin,
    /// Tells of the line itself: a running number, a kind of region.
    Aside,
    Indicator,
}

fn meaning(name: &str) -> Column {
    let squeezed = squeeze(indicator_name(name));
    match squeezed.as_str() {
        "wijkenenbuurten" | "code" | "statcode" | "regiocode" | "gwbcode" | "gwbcode10"
        | "gemeentecode" | "wijkcode" | "buurtcode" | "regios" => Column::Code,
        "gemeentenaam" | "naam" | "name" | "regionaam" | "statnaam" | "regio" => Column::Name,
        "perioden" | "jaar" | "year" => Column::Year,
        "leeftijd" | "age" => Column::Age,
        "marges" => Column::Margin,
        // `Codering` repeats the code; degrees and provinces are no figures.
        "id"
        | "soortregio"
        | "codering"
        | "lat"
        | "lon"
        | "province"
        | "provincie"
        | "urbanity"
        | "stedelijkheid"
        | "recs"
        | "indwijz"
        | "meestvoorkomendepostcode"
        | "dekkingspercentage" => Column::Aside,
        _ => Column::Indicator,
    }
}

/// The name before the number that StatLine puts behind it (`Eenzaam_28`).
fn indicator_name(name: &str) -> &str {
    let name = name.trim();
    match name.rsplit_once('_') {
        Some((head, number))
            if !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit()) =>
        {
            head
        }
        _ => name,
    }
}

/// Reads a table of figures.
///
/// # Errors
/// When the bytes are no table with a column of area codes; then nothing is read.
pub fn read_figures(bytes: &[u8], kind: SheetKind) -> Result<FigureReading, SheetProblem> {
    let knows = |cells: &[String]| {
        let known = cells.iter().map(|cell| meaning(cell));
        let has_code = known.clone().any(|column| column == Column::Code);
        if has_code { cells.len() } else { 0 }
    };
    let records = match kind {
        SheetKind::Csv => read_csv(bytes, LIMITS, knows)?,
        SheetKind::Xlsx => read_workbook(bytes, LIMITS, knows)?,
    };
    let head = records
        .iter()
        .take(HEADER_LINES)
        .position(|record| record.cells.len() >= 2 && knows(&record.cells) > 0);
    let Some(head) = head else {
        return Err(SheetProblem::NoHeader {
            line: records.first().map_or(1, |record| record.line),
            needed: "a column of area codes (WijkenEnBuurten, gwb_code, code) and one of figures",
        });
    };
    let names: Vec<(Column, String)> = records[head]
        .cells
        .iter()
        .map(|cell| (meaning(cell), indicator_name(cell).to_owned()))
        .collect();
    let mut reading = FigureReading {
        table: FigureTable::of(&names),
        lines: records.len() - head - 1,
        rows: Vec::new(),
        rejected: Vec::new(),
        named: Vec::new(),
    };
    let mut places: HashMap<(String, Option<i16>, String), usize> = HashMap::new();
    let mut told: std::collections::HashSet<(usize, Margin)> = std::collections::HashSet::new();
    for record in &records[head + 1..] {
        let (row, margin) = match line(&names, record) {
            Ok(read) => read,
            Err(faults) => {
                reading.rejected.push((record.line, faults));
                reading.named.extend(area_of(&names, record));
                continue;
            }
        };
        let key = (row.code.clone(), row.year, row.age.clone());
        let next = reading.rows.len();
        let at = *places.entry(key).or_insert(next);
        if !told.insert((at, margin)) {
            let faults = vec![fault("code", &row.code, "double")];
            reading.rejected.push((record.line, faults));
            continue;
        }
        if at == next {
            let mut row = row;
            // Of a lower margin alone the value is not known yet.
            for (_, figure) in &mut row.figures {
                *figure = margin.placed(figure.value);
            }
            reading.rows.push((vec![record.line], row));
            continue;
        }
        let (lines, known) = &mut reading.rows[at];
        lines.push(record.line);
        for (name, figure) in row.figures {
            match known.figures.iter_mut().find(|(other, _)| *other == name) {
                Some((_, known)) => margin.put(known, figure.value),
                None => known.figures.push((name, margin.placed(figure.value))),
            }
        }
    }
    Ok(reading)
}

/// Which of the three lines of a figure with margins this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Margin {
    Value,
    Low,
    High,
}

impl Margin {
    /// `MW00000`, and the lower and upper limits such as `MOG0095` and `MBG0095`.
    fn of(code: &str) -> Option<Self> {
        match code {
            "" => Some(Self::Value),
            code if code.starts_with("MW") => Some(Self::Value),
            code if code.starts_with("MOG") => Some(Self::Low),
            code if code.starts_with("MBG") => Some(Self::High),
            _ => None,
        }
    }

    fn put(self, figure: &mut Figure, number: Option<f64>) {
        match self {
            Self::Value => figure.value = number,
            Self::Low => figure.margins.0 = number,
            Self::High => figure.margins.1 = number,
        }
    }

    fn placed(self, number: Option<f64>) -> Figure {
        let mut figure = Figure {
            value: None,
            margins: (None, None),
        };
        self.put(&mut figure, number);
        figure
    }
}

/// The code of a line's area, right or wrong.
fn area_of(names: &[(Column, String)], record: &Record) -> Option<String> {
    let at = names.iter().position(|(known, _)| *known == Column::Code)?;
    Some(record.cells.get(at)?.trim().to_owned())
}

fn fault(column: &str, text: &str, code: &'static str) -> RowFault {
    RowFault {
        column: column.to_owned(),
        text: text.trim().chars().take(80).collect(),
        code,
    }
}

fn line(
    names: &[(Column, String)],
    record: &Record,
) -> Result<(AreaFigures, Margin), Vec<RowFault>> {
    let cell = |column: Column| {
        let at = names.iter().position(|(known, _)| *known == column);
        at.and_then(|at| record.cells.get(at))
            .map_or("", |cell| cell.trim())
    };
    let mut faults = Vec::new();
    let code = cell(Column::Code);
    let kind = match (code, AreaKind::of(code)) {
        ("NL01" | "NL00" | "NL", _) => "land",
        (_, Some(kind)) => kind.code(),
        _ => {
            faults.push(fault("code", code, "not-an-area"));
            ""
        }
    };
    let year = match cell(Column::Year) {
        "" => None,
        text => {
            let year = text.get(..4).and_then(|year| year.parse::<i16>().ok());
            let year = year.filter(|year| (1995..2100).contains(year));
            if year.is_none() {
                faults.push(fault("perioden", text, "no-number"));
            }
            year
        }
    };
    let margin = Margin::of(cell(Column::Margin)).unwrap_or_else(|| {
        faults.push(fault("marges", cell(Column::Margin), "unknown-state"));
        Margin::Value
    });
    let mut figures = Vec::new();
    for (at, (column, name)) in names.iter().enumerate() {
        if *column != Column::Indicator || name.is_empty() {
            continue;
        }
        // Not measured: no figure at all. A dot: measured, and not to be told.
        let text = record.cells.get(at).map_or("", |cell| cell.trim());
        let value = match text {
            "" => continue,
            "." | "x" => None,
            text => {
                let number = number(text);
                if number.is_none() {
                    faults.push(fault(name, text, "no-number"));
                }
                number
            }
        };
        let margins = (None, None);
        figures.push((name.clone(), Figure { value, margins }));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let figures = AreaFigures {
        code: code.to_owned(),
        kind,
        name: cell(Column::Name).to_owned(),
        year,
        age: age(cell(Column::Age)),
        figures,
    };
    Ok((figures, margin))
}

/// StatLine's keys of the ages that the health monitor has; others stay as they are.
fn age(key: &str) -> String {
    match key {
        "20300" => "18+",
        "53115" => "18-65",
        "80200" => "65+",
        "10000" => "",
        other => other,
    }
    .to_owned()
}

fn number(text: &str) -> Option<f64> {
    let text = text.replace(',', ".");
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let right = digits
        .bytes()
        .all(|sign| sign.is_ascii_digit() || sign == b'.')
        && digits.bytes().any(|sign| sign.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

impl AreaFigures {
    /// The figures as they are kept: a line an indicator, `Eenzaam=49.5 47.0 52.0` with its
    /// margins, `?` for one that is not known.
    #[must_use]
    pub fn to_stored(&self) -> String {
        let shown = |number: Option<f64>| number.map_or_else(|| "?".to_owned(), |n| n.to_string());
        let lines = self
            .figures
            .iter()
            .map(|(name, figure)| match figure.margins {
                (None, None) => format!("{name}={}", shown(figure.value)),
                (low, high) => {
                    format!(
                        "{name}={} {} {}",
                        shown(figure.value),
                        shown(low),
                        shown(high)
                    )
                }
            });
        lines.collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> FigureReading {
        read_figures(text.as_bytes(), SheetKind::Csv).unwrap()
    }

    const HEAD: &str = "ID;Leeftijd;Marges;WijkenEnBuurten;Perioden;Gemeentenaam_1;SoortRegio_2;Codering_3;\
         VoldoetAanBeweegrichtlijn_5;Eenzaam_28\n";

    #[test]
    fn padded_codes_and_numbers_are_read_and_the_number_behind_a_name_goes() {
        let reading = read(&format!(
            "{HEAD}1;20300;MW00000;GM0796    ;2020JJ00;'s-Hertogenbosch                        ;\
             Gemeente  ;GM0796              ;    53.1;    46.2\n"
        ));
        let (lines, row) = &reading.rows[0];
        assert_eq!(
            (lines.as_slice(), row.code.as_str(), row.kind),
            (&[2][..], "GM0796", "gemeente")
        );
        assert_eq!(row.name, "'s-Hertogenbosch");
        assert_eq!((row.year, row.age.as_str()), (Some(2020), "18+"));
        assert_eq!(
            row.to_stored(),
            "VoldoetAanBeweegrichtlijn=53.1\nEenzaam=46.2"
        );
    }

    #[test]
    fn not_known_and_not_measured_are_two_things_and_neither_is_nought() {
        let reading = read(&format!(
            "{HEAD}1;20300;MW00000;BU07960101;2012JJ00;X;Buurt;;;       .\n"
        ));
        let row = &reading.rows[0].1;
        assert_eq!(row.to_stored(), "Eenzaam=?");
    }

    #[test]
    fn margins_stand_beside_their_value_whatever_comes_first() {
        let reading = read(&format!(
            "{HEAD}1;20300;MOG0095;WK079601;2020JJ00;X;Wijk;;50.0;       .\n\
             2;20300;MW00000;WK079601;2020JJ00;X;Wijk;;53.1;40.0\n\
             3;20300;MBG0095;WK079601;2020JJ00;X;Wijk;;56.0;45,5\n"
        ));
        assert_eq!(reading.lines, 3);
        assert_eq!(reading.rows.len(), 1);
        let (lines, row) = &reading.rows[0];
        assert_eq!(lines, &[2, 3, 4]);
        assert_eq!(
            row.to_stored(),
            "VoldoetAanBeweegrichtlijn=53.1 50 56\nEenzaam=40 ? 45.5"
        );
    }

    #[test]
    fn a_line_that_is_not_right_is_named_and_the_others_come_in() {
        let reading = read(&format!(
            "{HEAD}1;20300;MW00000;WK079601;2020JJ00;X;;;1;2\n\
             2;20300;MW00000;WK079601;2020JJ00;X;;;1;2\n\
             3;20300;MW00000;0796;2020JJ00;X;;;1;2\n\
             4;20300;MW00000;WK079602;ooit;X;;;1;veel\n\
             5;20300;XX;WK079603;2020JJ00;X;;;1;2\n\
             6;65+;MW00000;WK079601;2020JJ00;X;;;1;-2.5\n"
        ));
        let faults: Vec<(usize, Vec<&str>)> = reading
            .rejected
            .iter()
            .map(|(line, faults)| (*line, faults.iter().map(|one| one.code).collect()))
            .collect();
        let expected = [
            (3, vec!["double"]),
            (4, vec!["not-an-area"]),
            (5, vec!["no-number", "no-number"]),
            (6, vec!["unknown-state"]),
        ];
        assert_eq!(faults, expected);
        assert_eq!(reading.rows.len(), 2);
    }

    #[test]
    fn what_a_table_is_of_is_known_by_its_columns() {
        let table = |head: &str| read(&format!("{head}\nGM0796;1\n")).table;
        assert_eq!(read(HEAD).table, Some(FigureTable::HealthMonitor));
        assert_eq!(table("code;population"), Some(FigureTable::KeyFigures));
        assert_eq!(table("gwb_code;a_inw"), Some(FigureTable::KeyFigures));
        assert_eq!(table("code;Roker_11"), Some(FigureTable::HealthMonitor));
        // A table of one's own, and one that has both.
        assert_eq!(table("code;bankjes"), None);
        assert_eq!(table("code;population;Roker_11"), None);
    }

    #[test]
    fn a_table_without_area_codes_is_refused() {
        let problem = read_figures(b"naam;waarde\nTiel;1\n", SheetKind::Csv).unwrap_err();
        assert_eq!(problem.code(), "no-header");
    }
}
