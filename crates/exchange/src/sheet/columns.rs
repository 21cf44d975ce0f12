//! Which column of an offer sheet is which, by the names people give them. Case, accents, spaces and
//! punctuation do not matter, and the obvious Dutch variants are known.

use std::collections::HashSet;

use domain::codes::Accessibility;
use domain::week::{DAY_NAMES, DAYS};

pub(crate) use super::column::Column;
use super::column::{IN_TEMPLATE, WEAK};
use super::column_meaning::{Meaning, meaning, of_two_lines, prices_of_each};
use super::column_names::NAMES;
use super::{code_words, timetable, unknown_header};
use crate::problem::SheetProblem;
use crate::table::{HEADER_LINES, Record};
use crate::wording::{fold, is_untold, line, squeeze};

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

/// How many names of a row are known. A row that names neither an activity nor a provider counts
/// only when it names three other things of an offer and one of them is a time: then one of its other
/// columns holds the names.
pub(crate) fn known_names(cells: &[String]) -> usize {
    if let Some(days) = timetable::days_across(cells) {
        return days.len();
    }
    let meanings: Vec<Column> = cells
        .iter()
        .filter_map(|cell| meaning(cell))
        .map(|meaning| meaning.column)
        .collect();
    let any_is = |column: Column| meanings.contains(&column);
    if [Column::Title, Column::Provider, Column::Activity].map(any_is) != [false; 3] {
        return meanings.len();
    }
    let of_an_offer: HashSet<&Column> = meanings
        .iter()
        .filter(|column| !matches!(column, Column::Lat | Column::Lon | Column::Postcode))
        .collect();
    let days = cells.iter().filter(|cell| day_of(cell).is_some()).count();
    let tells_time =
        days > 1 || [Column::Day, Column::From, Column::WhereWhen].map(any_is) != [false; 3];
    if tells_time && of_an_offer.len() + usize::from(days > 1) >= 3 {
        meanings.len()
    } else {
        0
    }
}

/// The day a column is named after.
pub(crate) fn day_of(name: &str) -> Option<&'static str> {
    let squeezed = squeeze(name);
    let mut named = DAY_NAMES.into_iter().zip(DAYS);
    named
        .find(|(day, (short, _))| squeezed == *day || squeezed == *short)
        .map(|(day, _)| day)
}

/// Names are no longer than this, where a column of descriptions is taken for one of names.
const SHORT_NAME: usize = 60;

/// One line of names out of two: the second names the parts of what the first puts together.
fn two_lines(upper: &[String], lower: &[String]) -> Option<Vec<String>> {
    let told =
        |cells: &[String], at: usize| cells.get(at).is_some_and(|cell| !cell.trim().is_empty());
    let width = upper.len().max(lower.len());
    let below: Vec<usize> = (0..width).filter(|at| told(lower, *at)).collect();
    let is_part = |cell: &String| {
        cell.len() <= 30 && !cell.contains(|sign: char| sign.is_ascii_digit() || sign == '€')
    };
    // Parts stand under a name that goes on to the right, and are words.
    let goes_on = below.iter().any(|at| !told(upper, *at));
    let are_parts = below.iter().all(|at| is_part(&lower[*at]));
    let known = below.iter().filter(|at| {
        let part = squeeze(&lower[**at]);
        let is_bound = [
            "van", "vanaf", "start", "begin", "tot", "tm", "eind", "einde", "per", "bedrag",
        ]
        .contains(&part.as_str());
        is_bound || meaning(&lower[**at]).is_some()
    });
    if below.len() < 2
        || below.len() >= width
        || !goes_on
        || !are_parts
        || known.count() * 2 <= below.len()
    {
        return None;
    }
    let mut last = "";
    let names = (0..width).map(|at| {
        let above = upper.get(at).map_or("", |cell| cell.trim());
        if !above.is_empty() {
            last = above;
        }
        match lower
            .get(at)
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
        {
            Some(part) => of_two_lines(last, !above.is_empty(), part),
            None => above.to_owned(),
        }
    });
    Some(names.collect())
}

fn no_header(records: &[Record]) -> SheetProblem {
    SheetProblem::NoHeader {
        line: records.first().map_or(1, |record| record.line),
        needed: "naam and aanbieder (see: beweegbrug import offers --template)",
    }
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
    /// Columns without a name; what stands in them is kept too.
    pub(crate) unnamed: Vec<usize>,
    /// Columns with the name of one before them.
    pub(crate) doubled: Vec<usize>,
    /// More columns that tell where, such as a street beside a hall: place and name as written.
    also_where: Vec<(usize, String)>,
    /// Columns that ask yes or no about one thing it is fit for, such as "Rolstoel": the place, what
    /// it asks, and the name as written.
    pub(crate) fitness: Vec<(usize, Accessibility, String)>,
    /// Whether a column was taken for the names though nothing says that it holds them.
    pub(crate) names_are_guessed: bool,
    /// What the price column's name says about every price in it, such as `per les`.
    pub(crate) price_per: Option<String>,
    /// The names as they stand there, squeezed.
    names: Vec<String>,
    /// How many columns have a name.
    pub(crate) width: usize,
    /// Whether the sheet is made after our template: with a name and a provider, and no column of ours
    /// under another name than ours. Its rows all name both. Somebody else's list knows no such rule:
    /// there a row without them waits for a person.
    pub(crate) is_ours: bool,
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
        let best = best
            .map(|(at, _)| at)
            .or_else(|| unknown_header::find(records));
        let Some(at) = best else {
            return Self::without_names(records).ok_or_else(|| no_header(records));
        };
        let (header, start) = Self::of_row(records, at);
        if !(header.has(Column::Title)
            || header.has(Column::Activity)
            || header.has(Column::Provider))
        {
            return Err(no_header(records));
        }
        Ok((header, start))
    }

    /// A list without names above its columns: its first column of texts is taken for the names, and
    /// everything is asked.
    fn without_names(records: &[Record]) -> Option<(Self, usize)> {
        let start = unknown_header::list_without(records)?;
        let rows = &records[start..];
        let mut header = Self::default();
        header.width = rows.iter().map(|row| row.cells.len()).max()?;
        header.unnamed = (0..header.width).collect();
        header.find_names(rows);
        header.names_are_guessed = true;
        header.has(Column::Title).then_some((header, start))
    }

    /// The names of this row, and of the row below it where that names their parts; and where the first
    /// offer stands.
    pub(crate) fn of_row(records: &[Record], at: usize) -> (Self, usize) {
        let (names, start) = match records.get(at + 1).and_then(|below| {
            let both = two_lines(&records[at].cells, &below.cells)?;
            Some(Record {
                line: records[at].line,
                cells: both,
            })
        }) {
            Some(both) => (both, at + 2),
            None => (records[at].clone(), at + 1),
        };
        let mut header = Self::read(&names);
        header.find_names(&records[start..]);
        (header, start)
    }

    /// Whether a row names the columns of another list: most of it are names of columns, other ones than
    /// these.
    pub(crate) fn gives_way_to(&self, cells: &[String]) -> bool {
        let told = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let named = cells.iter().filter(|cell| meaning(cell).is_some()).count();
        let is_same = cells
            .iter()
            .enumerate()
            .all(|(at, cell)| cell.trim().is_empty() || self.names.get(at) == Some(&squeeze(cell)));
        known_names(cells) >= 3 && named * 3 >= told * 2 && !is_same
    }

    /// Whether a column tells a day or an hour.
    pub(crate) fn tells_time(&self) -> bool {
        !self.days.is_empty()
            || [Column::Day, Column::From, Column::WhereWhen].map(|column| self.has(column))
                != [false; 3]
    }

    fn read(record: &Record) -> Self {
        let mut header = Self {
            width: record.cells.len(),
            names: record.cells.iter().map(|name| squeeze(name)).collect(),
            is_ours: true,
            ..Self::default()
        };
        let meanings: Vec<_> = record.cells.iter().map(|cell| meaning(cell)).collect();
        for (at, name) in record.cells.iter().enumerate() {
            let Some(Meaning {
                column,
                is_own,
                price_per: per,
            }) = &meanings[at]
            else {
                match code_words::fitness(name) {
                    Some(fit) => header.fitness.push((at, fit, name.trim().to_owned())),
                    None if name.trim().is_empty() => header.unnamed.push(at),
                    None => header.unknown.push((at, name.trim().to_owned())),
                }
                continue;
            };
            // The template's own name wins from a variant, and the first variant from the next.
            let own_elsewhere = !is_own
                && meanings
                    .iter()
                    .flatten()
                    .any(|other| other.column == *column && other.is_own);
            // Beside an address "nr" is the house's; elsewhere it numbers the rows.
            let numbers_rows = *column == Column::HouseNumber
                && squeeze(name) == "nr"
                && !matches!(
                    at.checked_sub(1)
                        .and_then(|before| meanings[before].as_ref()),
                    Some(Meaning {
                        column: Column::Address,
                        ..
                    })
                );
            let is_weak = WEAK.contains(&squeeze(name).as_str())
                && record.cells.iter().zip(&meanings).any(|(other, meaning)| {
                    meaning
                        .as_ref()
                        .is_some_and(|known| known.column == *column)
                        && !WEAK.contains(&squeeze(other).as_str())
                });
            let is_taken = own_elsewhere || is_weak || header.place(*column).is_some();
            if is_taken && *column == Column::Address {
                header.also_where.push((at, name.trim().to_owned()));
                continue;
            }
            if is_taken || numbers_rows {
                let is_double = record.cells[..at]
                    .iter()
                    .any(|other| squeeze(other) == squeeze(name));
                let mut shown = name.trim().to_owned();
                if is_double {
                    // Either of the two may be meant.
                    shown = format!("{shown} (kolom {})", at + 1);
                    header.doubled.push(at);
                }
                header.unknown.push((at, shown));
                continue;
            }
            header.columns.push((*column, at));
            header.is_ours &= is_own;
            if per.is_some() {
                header.price_per.clone_from(per);
            }
        }
        header.find_days();
        header.is_ours &= header.has(Column::Title) && header.has(Column::Provider);
        header
    }

    /// Takes in the columns beyond the last name, where the rows have them too: for a workbook always,
    /// since nothing can shift there, and for a text when it is so in most of the rows.
    pub(crate) fn widen(&mut self, rows: &[Record], nothing_shifts: bool) {
        let width = self.width;
        let wider = || {
            rows.iter()
                .map(|row| row.cells.len())
                .filter(|cells| *cells > width)
        };
        let lists = rows.iter().filter(|row| row.cells.len() > 1).count();
        if nothing_shifts || wider().count() * 2 > lists {
            self.width = wider().max().unwrap_or(width);
            self.unnamed.extend(width..self.width);
        }
    }

    /// What a line above the names says of every price: "contributie per maand". Only where the column
    /// does not say it itself, and one line does.
    pub(crate) fn take_price_from(&mut self, before: &[Record]) {
        if self.price_per.is_some() || !self.has(Column::Price) {
            return;
        }
        let lines = before.iter().flat_map(|record| &record.cells);
        let mut told: Vec<String> = lines.filter_map(|cell| prices_of_each(cell)).collect();
        told.dedup();
        if let [one] = told.as_slice() {
            self.price_per = Some(one.clone());
        }
    }

    /// Whether a cell only numbers its row.
    pub(crate) fn numbers_rows(&self, at: usize) -> bool {
        let counts = [
            "nr",
            "nummer",
            "volgnummer",
            "volgnr",
            "rij",
            "regel",
            "no",
            "nummering",
            "code",
        ];
        let is_key = |name: &String| counts.contains(&name.as_str()) || name.ends_with("id");
        self.names.get(at).is_some_and(is_key)
    }

    /// "Maandag", "Dinsdag", … as columns tell when something is, where no column tells the day.
    fn find_days(&mut self) {
        if self.place(Column::Day).is_some() {
            return;
        }
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

    /// Where no column is named after the names of the offers: a column of descriptions as short as
    /// names, or else the first column of texts, and then each name is asked.
    fn find_names(&mut self, rows: &[Record]) {
        if self.place(Column::Title).is_some() {
            return;
        }
        let texts = |at: usize| -> Vec<&str> {
            let cells = rows.iter().filter(|row| row.cells.len() > 1);
            cells
                .map(|row| row.cells.get(at).map_or("", |cell| cell.trim()))
                .collect()
        };
        let all_differ = |texts: &[&str]| texts.iter().copied().collect::<HashSet<&str>>().len();
        let are_names = |texts: &[&str]| {
            let fit = texts.iter().filter(|text| {
                text.chars().any(char::is_alphabetic) && text.chars().count() <= SHORT_NAME
            });
            !texts.is_empty() && fit.count() * 10 >= texts.len() * 9
        };
        if let Some(at) = self.place(Column::Description) {
            let names = texts(at);
            let activities = self.place(Column::Activity).map(texts);
            let tells_more =
                activities.is_none_or(|activities| all_differ(&activities) < all_differ(&names));
            if are_names(&names) && tells_more {
                self.columns
                    .retain(|(column, _)| *column != Column::Description);
                self.columns.push((Column::Title, at));
                return;
            }
        }
        if let Some(activity) = self.place(Column::Activity) {
            // "Afdeling" beside "Groep": the groups tell more than the sports do.
            let groups = self.place(Column::Groups).filter(|at| {
                let is_named = self.names.get(*at).is_some_and(|name| name == "groep");
                let names = texts(*at);
                is_named && are_names(&names) && all_differ(&texts(activity)) < all_differ(&names)
            });
            if let Some(at) = groups {
                self.columns.retain(|(_, taken)| *taken != at);
                self.columns.push((Column::Title, at));
            }
            return;
        }
        let is_free = |at: &usize| {
            self.columns.iter().all(|(_, taken)| taken != at)
                && self.days.iter().all(|(taken, _)| taken != at)
                && self.also_where.iter().all(|(taken, _)| taken != at)
                && self.fitness.iter().all(|(taken, ..)| taken != at)
                && !self.numbers_rows(*at)
        };
        let group = self
            .place(Column::Groups)
            .filter(|_| self.place(Column::Provider).is_none());
        let free = (0..self.width).find(|at| is_free(at) && are_names(&texts(*at)));
        if let Some(at) = free.into_iter().chain(group).min() {
            let is_groups = self.names.get(at).is_some_and(|name| name == "groep");
            self.names_are_guessed = !is_groups;
            self.columns.retain(|(_, taken)| *taken != at);
            self.unknown.retain(|(taken, _)| *taken != at);
            self.unnamed.retain(|taken| *taken != at);
            self.columns.push((Column::Title, at));
        }
    }

    /// Everything that tells where, in the order of its columns: a hall, a street and its number.
    pub(crate) fn whereabouts(&self, cells: &[String]) -> Vec<String> {
        let mut places: Vec<(usize, &str)> = self
            .also_where
            .iter()
            .map(|(at, name)| (*at, name.as_str()))
            .chain(self.place(Column::Address).map(|at| (at, "")))
            .collect();
        places.sort_unstable_by_key(|(at, _)| *at);
        let number_at = self.place(Column::HouseNumber);
        let beside = number_at.filter(|number| places.iter().any(|(at, _)| at + 1 == *number));
        let mut told: Vec<String> = Vec::new();
        for (nth, (at, name)) in places.iter().enumerate() {
            let Some(text) = cells.get(*at).and_then(|cell| line(cell)) else {
                continue;
            };
            if is_untold(&fold(&text)) || told.contains(&text) {
                continue;
            }
            let takes_number = beside.map_or(nth + 1 == places.len(), |number| at + 1 == number);
            let number = line(self.cell(Column::HouseNumber, cells))
                .filter(|number| takes_number && !is_untold(&fold(number)));
            // A bare number is a hall's or a bath's, and says nothing without its name.
            let bare = text.chars().all(|sign| sign.is_ascii_digit());
            told.push(match number {
                Some(number) => format!("{text} {number}"),
                None if bare => format!("{name} {text}").trim().to_owned(),
                None => text,
            });
        }
        told
    }

    /// Whether a row tells an age in one of its columns of ages.
    pub(crate) fn tells_ages(&self, cells: &[String]) -> bool {
        [Column::Ages, Column::AgeFrom, Column::AgeTo]
            .iter()
            .any(|column| !is_untold(&fold(self.cell(*column, cells))))
    }

    /// Whether a column stands there under this name, squeezed.
    pub(crate) fn is_named(&self, column: Column, name: &str) -> bool {
        let at = self.place(column);
        at.and_then(|at| self.names.get(at))
            .is_some_and(|own| own == name)
    }

    /// Whether the sheet has a column for it.
    pub(crate) fn has(&self, column: Column) -> bool {
        self.place(column).is_some()
    }

    /// Where a column stands.
    pub(crate) fn place(&self, column: Column) -> Option<usize> {
        self.columns
            .iter()
            .find(|(known, _)| *known == column)
            .map(|(_, at)| *at)
    }

    /// Whether a row names the columns once more, as lists do at the top of each printed page.
    pub(crate) fn is_repeated_by(&self, cells: &[String]) -> bool {
        let named = self.columns.iter().filter(|(_, at)| {
            let told = cells
                .get(*at)
                .map_or_else(String::new, |cell| squeeze(cell));
            !told.is_empty() && self.names.get(*at) == Some(&told)
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
        if let Some((_, name)) = self.also_where.iter().find(|(place, _)| *place == at) {
            return (name.clone(), Some(Column::Address));
        }
        let unknown = self.unknown.iter().find(|(place, _)| *place == at);
        (
            unknown.map_or_else(|| format!("kolom {}", at + 1), |(_, name)| name.clone()),
            None,
        )
    }
}

#[cfg(test)]
mod tests;
