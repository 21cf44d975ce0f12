//! Tables of postcodes with their place on the ground: the project's PC4 table, and any sheet
//! with a postcode, a latitude and a longitude. Called by `import postcodes`.

use std::collections::HashSet;

use domain::contact::Postcode;
use domain::geo::Point;
use domain::ids::MunicipalityId;

use crate::draft::RowFault;
use crate::sheet::{SheetKind, SheetProblem, degrees};
use crate::table::{HEADER_LINES, Limits, Record, read_csv};
use crate::wording::{line, squeeze};
use crate::workbook::read_workbook;

/// The Netherlands has about half a million postcodes.
const LIMITS: Limits = Limits {
    rows: 1_000_000,
    columns: 200,
};

/// One postcode.
#[derive(Clone, Debug, PartialEq)]
pub struct PostcodeRow {
    /// Four digits, or with letters.
    pub postcode: Postcode,
    /// A point in it.
    pub point: Point,
    /// Its town, when told.
    pub town: Option<String>,
    /// Its municipality, when told.
    pub municipality: Option<MunicipalityId>,
    /// The municipality's name, when told.
    pub municipality_name: Option<String>,
    /// The code of its wijk, such as `WK036304`, when told.
    pub area: Option<String>,
    /// The wijk's name, when told.
    pub area_name: Option<String>,
}

/// What a table told.
#[derive(Clone, Debug, PartialEq)]
pub struct PostcodeReading {
    /// The rows that are right, in the table's order.
    pub rows: Vec<PostcodeRow>,
    /// Line and reasons of the rows that are not.
    pub rejected: Vec<(usize, Vec<RowFault>)>,
    /// The postcodes of rows that are not right, as far as they tell one: the table names them.
    pub named: Vec<Postcode>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Postcode,
    Lat,
    Lon,
    Town,
    Municipality,
    MunicipalityName,
    Area,
    AreaName,
}

/// The year behind a column's name (`gm_code_2022`) says which year's borders; any will do.
fn meaning(name: &str) -> Option<Column> {
    if name.len() > 100 {
        return None;
    }
    let name = squeeze(name);
    let name = name.trim_end_matches(|sign: char| sign.is_ascii_digit());
    Some(match name {
        // The digit of "pc4" and "pc6" is gone by now.
        "pc" | "postcode" => Column::Postcode,
        "lat" | "latitude" | "breedtegraad" => Column::Lat,
        "lon" | "lng" | "longitude" | "lengtegraad" => Column::Lon,
        "plaats" | "woonplaats" | "town" => Column::Town,
        "gmcode" | "gemeentecode" => Column::Municipality,
        "gmnaam" | "gemeente" | "gemeentenaam" => Column::MunicipalityName,
        "wkcode" | "wijkcode" => Column::Area,
        "wknaam" | "wijk" | "wijknaam" => Column::AreaName,
        _ => return None,
    })
}

/// Reads a table of postcodes, CSV or XLSX.
///
/// # Errors
/// When the bytes are no table with columns for postcode, lat and lon; then nothing is read.
pub fn read_postcodes(bytes: &[u8], kind: SheetKind) -> Result<PostcodeReading, SheetProblem> {
    let known = |cells: &[String]| cells.iter().filter(|cell| meaning(cell).is_some()).count();
    let records = match kind {
        SheetKind::Csv => read_csv(bytes, LIMITS, known)?,
        SheetKind::Xlsx => read_workbook(bytes, LIMITS, known)?,
    };
    let (columns, start) = header(&records)?;
    let mut reading = PostcodeReading {
        rows: Vec::new(),
        rejected: Vec::new(),
        named: Vec::new(),
    };
    let mut seen = HashSet::new();
    for record in &records[start..] {
        match row(&columns, record) {
            Ok(row) if seen.insert(row.postcode) => reading.rows.push(row),
            Ok(row) => {
                let text = row.postcode.to_string();
                let fault = RowFault {
                    column: "postcode".to_owned(),
                    text,
                    code: "double",
                };
                reading.rejected.push((record.line, vec![fault]));
            }
            Err((postcode, faults)) => {
                reading.rejected.push((record.line, faults));
                reading.named.extend(postcode);
            }
        }
    }
    Ok(reading)
}

type Columns = Vec<Option<Column>>;

fn header(records: &[Record]) -> Result<(Columns, usize), SheetProblem> {
    for (at, record) in records.iter().take(HEADER_LINES).enumerate() {
        let columns: Columns = record.cells.iter().map(|cell| meaning(cell)).collect();
        let has = |column| columns.contains(&Some(column));
        if !(has(Column::Postcode) && has(Column::Lat) && has(Column::Lon)) {
            continue;
        }
        for column in [Column::Postcode, Column::Lat, Column::Lon] {
            let mut places = (0..columns.len()).filter(|at| columns[*at] == Some(column));
            if let (Some(first), Some(second)) = (places.next(), places.next()) {
                return Err(SheetProblem::DoubleColumn {
                    line: record.line,
                    name: record.cells[second].trim().to_owned(),
                    first: first + 1,
                    second: second + 1,
                });
            }
        }
        return Ok((columns, at + 1));
    }
    Err(lacking(&records[..records.len().min(HEADER_LINES)]))
}

/// What lacks of the line that looks most like the names.
fn lacking(lines: &[Record]) -> SheetProblem {
    const NEEDED: [(Column, &str); 3] = [
        (Column::Postcode, "postcode (or pc4, pc6)"),
        (Column::Lat, "lat"),
        (Column::Lon, "lon"),
    ];
    let lacks = |record: &Record| {
        let columns: Columns = record.cells.iter().map(|cell| meaning(cell)).collect();
        let lacks = NEEDED
            .iter()
            .filter(|(one, _)| !columns.contains(&Some(*one)));
        lacks.map(|(_, name)| *name).collect::<Vec<_>>()
    };
    let nearest = lines.iter().min_by_key(|record| lacks(record).len());
    match nearest.map(|record| (record.line, lacks(record))) {
        Some((line, lacks)) if lacks.len() < NEEDED.len() => SheetProblem::LacksColumns {
            line,
            lacks: lacks.join(" and "),
            why: "a postcode has to say where it lies, in degrees",
        },
        _ => SheetProblem::NoHeader {
            line: lines.first().map_or(1, |record| record.line),
            needed: "postcode (or pc4, pc6), lat and lon",
        },
    }
}

fn row(
    columns: &Columns,
    record: &Record,
) -> Result<PostcodeRow, (Option<Postcode>, Vec<RowFault>)> {
    let cell = |column: Column| {
        columns
            .iter()
            .position(|known| *known == Some(column))
            .and_then(|at| record.cells.get(at))
            .map_or("", |cell| cell.trim())
    };
    let mut faults = Vec::new();
    let mut fault = |column: &str, text: &str, code: &'static str| {
        let text = text.chars().take(80).collect();
        faults.push(RowFault {
            column: column.to_owned(),
            text,
            code,
        });
    };
    let postcode = cell(Column::Postcode).parse::<Postcode>().ok();
    if postcode.is_none() {
        fault("postcode", cell(Column::Postcode), "not-a-postcode");
    }
    let mut number = |name: &str, column: Column| {
        let degrees = degrees(cell(column));
        if degrees.is_none() {
            fault(name, cell(column), "no-number");
        }
        degrees
    };
    let (lat, lon) = (number("lat", Column::Lat), number("lon", Column::Lon));
    let point = lat.zip(lon).map(|(lat, lon)| Point::new(lat, lon));
    if point == Some(None) {
        fault(
            "lat",
            &format!("{} {}", cell(Column::Lat), cell(Column::Lon)),
            "off-the-globe",
        );
    }
    let code = cell(Column::Municipality);
    let municipality = municipality(code);
    if municipality.is_none() && !code.is_empty() {
        fault("gm_code", code, "not-a-municipality");
    }
    match (postcode, point.flatten()) {
        (Some(postcode), Some(point)) if faults.is_empty() => Ok(PostcodeRow {
            postcode,
            point,
            town: line(cell(Column::Town)),
            municipality,
            municipality_name: line(cell(Column::MunicipalityName)),
            area: line(cell(Column::Area)),
            area_name: line(cell(Column::AreaName)),
        }),
        _ => Err((postcode, faults)),
    }
}

/// `GM0796`, and the bare number; spreadsheets drop its leading zeros, and all have four digits.
fn municipality(code: &str) -> Option<MunicipalityId> {
    let digits = code.strip_prefix("GM").unwrap_or(code);
    let right = (1..=4).contains(&digits.len()) && digits.bytes().all(|sign| sign.is_ascii_digit());
    right
        .then(|| format!("GM{digits:0>4}").parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str) -> PostcodeReading {
        read_postcodes(text.as_bytes(), SheetKind::Csv).unwrap()
    }

    #[test]
    fn the_pc4_table_is_read_by_its_column_names() {
        let reading = csv(
            "pc4,lat,lon,inwoners,gm_code_2022,gm_naam_2022,wk_code_2022,wk_naam_2022\n\
             1011,52.371791,4.906451,9630,GM0363,Amsterdam,WK036304,Nieuwmarkt/Lastage\n",
        );
        let expected = PostcodeRow {
            postcode: "1011".parse().unwrap(),
            point: Point {
                lat: 52.371_791,
                lon: 4.906_451,
            },
            town: None,
            municipality: Some("GM0363".parse().unwrap()),
            municipality_name: Some("Amsterdam".into()),
            area: Some("WK036304".into()),
            area_name: Some("Nieuwmarkt/Lastage".into()),
        };
        assert_eq!(
            reading,
            PostcodeReading {
                rows: vec![expected],
                rejected: vec![],
                named: vec![]
            }
        );
    }

    #[test]
    fn any_sheet_with_a_postcode_and_degrees_will_do() {
        let reading = csv(
            "Lengtegraad;Postcode;Breedtegraad;Woonplaats;Gemeentecode\n5,3;5211 zz;51,7;Verzonnendam;796\n",
        );
        assert_eq!(reading.rows[0].postcode.to_string(), "5211 ZZ");
        assert_eq!(
            reading.rows[0].point,
            Point {
                lat: 51.7,
                lon: 5.3
            }
        );
        assert_eq!(
            reading.rows[0].municipality,
            Some("GM0796".parse().unwrap())
        );
        assert_eq!(reading.rows[0].town.as_deref(), Some("Verzonnendam"));
    }

    #[test]
    fn a_bad_row_is_named_by_line_and_the_others_come_in() {
        let reading = csv(
            "postcode,lat,lon,gm_code\n0999,52,5,\n1011,,5,\n1012,95,5,\n1013,52,5,GM1\n\
             1013,52,5,\n1014,52,5,XX\n",
        );
        let faults: Vec<(usize, &str)> = reading
            .rejected
            .iter()
            .map(|(line, faults)| (*line, faults[0].code))
            .collect();
        let expected = [
            (2, "not-a-postcode"),
            (3, "no-number"),
            (4, "off-the-globe"),
            (6, "double"),
            (7, "not-a-municipality"),
        ];
        assert_eq!(faults, expected);
        assert_eq!(reading.rows.len(), 1);
        let named: Vec<String> = reading.named.iter().map(ToString::to_string).collect();
        assert_eq!(named, ["1011", "1012", "1014"]);
    }

    #[test]
    fn a_table_without_the_columns_is_refused() {
        let problem = read_postcodes(b"postcode,plaats\n1011,A\n", SheetKind::Csv).unwrap_err();
        assert_eq!(
            problem.to_string(),
            "line 1: there is no column lat and lon: a postcode has to say where it lies, in \
             degrees. Add it, or choose a table that has it"
        );
        let none = read_postcodes(b"naam,waarde\nA,1\n", SheetKind::Csv).unwrap_err();
        assert_eq!(none.code(), "no-header");
        let double = b"pc4,pc6,lat,lon\n1011,1011ZZ,52,5\n";
        assert_eq!(
            read_postcodes(double, SheetKind::Csv).unwrap_err().code(),
            "double-column"
        );
    }
}
