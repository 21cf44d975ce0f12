//! Which column of an offer sheet is which, by the names people give them. Case, accents, spaces and
//! punctuation do not matter, and the obvious Dutch variants are known.

use std::collections::HashSet;

pub(crate) use super::column_names::Column;
use super::column_names::{IN_TEMPLATE, NAMES, WEAK};
use crate::problem::SheetProblem;
use crate::table::{HEADER_LINES, Record};
use crate::wording::squeeze;

const DAYS: [(&str, &str); 7] = [
    ("maandag", "ma"),
    ("dinsdag", "di"),
    ("woensdag", "wo"),
    ("donderdag", "do"),
    ("vrijdag", "vr"),
    ("zaterdag", "za"),
    ("zondag", "zo"),
];

/// In bytes; the longest name above has a fifth of it.
const LONGEST_NAME: usize = 100;

impl Column {
    /// Its name in the template, also in faults and doubts.
    pub(crate) fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(column, ..)| *column == self)
            .map_or("", |(_, name, _)| name)
    }

    /// Whether nine digits in a row may stand there: a phone number, a key, degrees.
    pub(crate) const fn holds_long_numbers(self) -> bool {
        matches!(self, Self::Phone | Self::SourceId | Self::Lat | Self::Lon)
    }
}

/// The header line of an empty sheet.
pub(crate) fn template() -> String {
    let names: Vec<&str> = NAMES
        .iter()
        .take(IN_TEMPLATE)
        .map(|(_, name, _)| *name)
        .collect();
    names.join(";")
}

/// What a column name means. A price column may say per what ("Prijs per les").
fn meaning(name: &str) -> Option<(Column, bool, Option<String>)> {
    // A cell as long as a story is no name, and folding it would take long.
    if name.len() > LONGEST_NAME {
        return None;
    }
    let squeezed = squeeze(name);
    if squeezed.is_empty() {
        return None;
    }
    NAMES
        .iter()
        .find_map(|(column, own, others)| {
            let is_own = squeeze(own) == squeezed;
            (is_own || others.contains(&squeezed.as_str())).then_some((*column, is_own, None))
        })
        .or_else(|| {
            let unit = ["prijsper", "kostenper", "tariefper"]
                .iter()
                .find_map(|head| squeezed.strip_prefix(head))?;
            Some((Column::Price, false, Some(format!("per {unit}"))))
        })
}

/// How many names of a row are known; a row that names neither an activity nor a provider counts
/// for nothing, since a sheet cannot do without.
pub(crate) fn known_names(cells: &[String]) -> usize {
    let meanings: Vec<Column> = cells
        .iter()
        .filter_map(|cell| meaning(cell))
        .map(|(column, ..)| column)
        .collect();
    let can_be_header = meanings
        .iter()
        .any(|column| matches!(column, Column::Title | Column::Provider | Column::Activity));
    if can_be_header { meanings.len() } else { 0 }
}

/// Which cell of a row is which column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    /// The columns that are known, with the place of their cell.
    columns: Vec<(Column, usize)>,
    /// The columns that are not known: place and name as written.
    pub(crate) unknown: Vec<(usize, String)>,
    /// A column for each day, in a sheet without one for the day: place, and the day in letters.
    pub(crate) days: Vec<(usize, &'static str)>,
    /// What the price column's name says about every price in it, such as `per les`.
    pub(crate) price_per: Option<String>,
    /// How many columns have a name.
    pub(crate) width: usize,
    /// Whether the sheet is made after our template, whose rows all name a provider. Somebody
    /// else's list knows no such rule: there a row without one waits for a person.
    pub(crate) provider_is_required: bool,
}

impl Header {
    /// Finds the row of column names among the first rows, and how many rows come before the
    /// first offer.
    pub(crate) fn find(records: &[Record]) -> Result<(Self, usize), SheetProblem> {
        let best = records
            .iter()
            .take(HEADER_LINES)
            .enumerate()
            .map(|(at, record)| (at, known_names(&record.cells)))
            .filter(|(_, known)| *known >= 2)
            // The first of equals: a sentence below may repeat a few names.
            .max_by_key(|(at, known)| (*known, std::cmp::Reverse(*at)));
        let Some((at, _)) = best else {
            let line = records.first().map_or(1, |record| record.line);
            let needed = "naam and aanbieder (see: beweegbrug import offers --template)";
            return Err(SheetProblem::NoHeader { line, needed });
        };
        let header = Self::read(&records[at])?;
        Ok((header, at + 1))
    }

    fn read(record: &Record) -> Result<Self, SheetProblem> {
        let mut header = Self {
            width: record.cells.len(),
            ..Self::default()
        };
        let meanings: Vec<_> = record.cells.iter().map(|cell| meaning(cell)).collect();
        for (at, name) in record.cells.iter().enumerate() {
            let Some((column, is_own, per)) = &meanings[at] else {
                if !name.trim().is_empty() {
                    header.unknown.push((at, name.trim().to_owned()));
                }
                continue;
            };
            let same = record.cells[..at]
                .iter()
                .position(|other| squeeze(other) == squeeze(name));
            if let Some(first) = same {
                return Err(SheetProblem::DoubleColumn {
                    line: record.line,
                    name: name.trim().to_owned(),
                    first: first + 1,
                    second: at + 1,
                });
            }
            // The template's own name wins from a variant, and the first variant from the next.
            let own_elsewhere = !is_own
                && meanings
                    .iter()
                    .flatten()
                    .any(|(other, own, _)| other == column && *own);
            // Beside an address "nr" is the house's; elsewhere it numbers the rows.
            let numbers_rows = *column == Column::HouseNumber
                && squeeze(name) == "nr"
                && !matches!(
                    at.checked_sub(1)
                        .and_then(|before| meanings[before].as_ref()),
                    Some((Column::Address, ..))
                );
            let is_weak = WEAK.contains(&squeeze(name).as_str())
                && record.cells.iter().zip(&meanings).any(|(other, meaning)| {
                    meaning.as_ref().is_some_and(|(known, ..)| known == column)
                        && !WEAK.contains(&squeeze(other).as_str())
                });
            if own_elsewhere || is_weak || numbers_rows || header.place(*column).is_some() {
                header.unknown.push((at, name.trim().to_owned()));
                continue;
            }
            header.columns.push((*column, at));
            if *column == Column::Provider {
                header.provider_is_required = *is_own;
            }
            if per.is_some() {
                header.price_per.clone_from(per);
            }
        }
        header.find_days();
        Ok(header)
    }

    /// Whether another sheet has the same columns, in whatever order.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let columns = |header: &Self| -> HashSet<Column> {
            header.columns.iter().map(|(column, _)| *column).collect()
        };
        let names = |header: &Self| -> HashSet<String> {
            header
                .unknown
                .iter()
                .map(|(_, name)| squeeze(name))
                .collect()
        };
        columns(self) == columns(other)
            && names(self) == names(other)
            && self.days.len() == other.days.len()
    }

    /// "Maandag", "Dinsdag", … as columns tell when something is, where no column tells the day.
    fn find_days(&mut self) {
        if self.place(Column::Day).is_some() {
            return;
        }
        let day_of = |name: &str| {
            let squeezed = squeeze(name);
            let mut days = DAYS.iter();
            days.find(|(day, short)| squeezed == *day || squeezed == *short)
                .map(|(day, _)| *day)
        };
        let found = self.unknown.iter();
        let found: Vec<_> = found
            .filter_map(|(at, name)| Some((*at, day_of(name)?)))
            .collect();
        if found.len() >= 2 {
            self.unknown
                .retain(|(at, _)| found.iter().all(|(day, _)| day != at));
            self.days = found;
        }
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.columns
            .iter()
            .find(|(known, _)| *known == column)
            .map(|(_, at)| *at)
    }

    /// Whether a row names the columns once more, as lists do at the top of each printed page.
    pub(crate) fn is_repeated_by(&self, cells: &[String]) -> bool {
        let named = self.columns.iter().filter(|(column, at)| {
            cells
                .get(*at)
                .and_then(|cell| meaning(cell))
                .is_some_and(|(known, ..)| known == *column)
        });
        named.count() >= 2
    }

    /// The cell of a column in a row; empty when the row or the sheet has none.
    pub(crate) fn cell<'a>(&self, column: Column, cells: &'a [String]) -> &'a str {
        self.place(column)
            .and_then(|at| cells.get(at))
            .map_or("", String::as_str)
    }

    /// The name of the column at a place, and which one it is when it is known.
    pub(crate) fn name_at(&self, at: usize) -> (String, Option<Column>) {
        if let Some((column, _)) = self.columns.iter().find(|(_, place)| *place == at) {
            return (column.name().to_owned(), Some(*column));
        }
        if let Some((_, day)) = self.days.iter().find(|(place, _)| *place == at) {
            return ((*day).to_owned(), None);
        }
        let unknown = self.unknown.iter().find(|(place, _)| *place == at);
        (
            unknown.map_or_else(|| format!("kolom {}", at + 1), |(_, name)| name.clone()),
            None,
        )
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn record(cells: &[&str]) -> Record {
        Record {
            line: 1,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        }
    }

    #[test]
    fn the_template_is_the_header_of_the_surface() {
        let expected = "naam;aanbieder;activiteit;omschrijving;dag;van;tot;seizoen;adres;postcode;\
            plaats;lat;lon;leeftijd;niveau;begeleiding;zelfstandigheid;doelgroep;toegankelijkheid;\
            taal;prijs;proefles;plaatsen;contact;telefoon;email;website;erkende_interventie;\
            bevestigd_op;bron_id";
        assert_eq!(template(), expected);
    }

    #[rstest]
    #[case("Naam aanbieder", Column::Provider)]
    #[case("NAAM", Column::Title)]
    #[case("Tel.", Column::Phone)]
    #[case("E-mail", Column::Email)]
    #[case("e-mailadres", Column::Email)]
    #[case("Straat + nr", Column::Address)]
    #[case(" Erkende interventie ", Column::Recognition)]
    #[case("BRON_ID", Column::SourceId)]
    #[case("Bevestigd op:", Column::ConfirmedOn)]
    #[case("Leeftijd(en)", Column::Ages)]
    fn a_column_is_known_by_its_variants(#[case] name: &str, #[case] column: Column) {
        assert_eq!(meaning(name).map(|(column, ..)| column), Some(column));
    }

    #[test]
    fn a_price_column_may_say_per_what() {
        let (header, _) = Header::find(&[record(&["naam", "aanbieder", "Prijs per les"])]).unwrap();
        assert_eq!(header.price_per.as_deref(), Some("per les"));
    }

    #[test]
    fn a_title_above_the_names_is_passed_over() {
        let records = [
            record(&["Beweegaanbod in onze gemeente"]),
            record(&["Naam", "Aanbieder", "Dag"]),
            record(&["Yoga", "Club", "ma"]),
        ];
        assert_eq!(Header::find(&records).unwrap().1, 2);
    }

    #[test]
    fn two_columns_of_one_name_are_refused_and_a_variant_beside_it_is_a_note() {
        let double = Header::find(&[record(&["naam", "aanbieder", "Prijs", "prijs "])]);
        let problem = SheetProblem::DoubleColumn {
            line: 1,
            name: "prijs".into(),
            first: 3,
            second: 4,
        };
        assert_eq!(double.unwrap_err(), problem);
        let beside = Header::find(&[record(&["titel", "naam", "aanbieder", "mobiel", "tel"])]);
        let header = beside.unwrap().0;
        assert_eq!(
            header.unknown,
            [(0, "titel".to_owned()), (4, "tel".to_owned())]
        );
    }

    #[test]
    fn a_letter_is_no_sheet() {
        let records = [record(&["Beste mevrouw", " hierbij de naam en het adres"])];
        assert!(matches!(
            Header::find(&records),
            Err(SheetProblem::NoHeader { line: 1, .. })
        ));
        assert!(Header::find(&[record(&["postcode", "lat", "lon"])]).is_err());
        assert!(Header::find(&[record(&["naam"])]).is_err());
        assert!(Header::find(&[]).is_err());
    }
}
