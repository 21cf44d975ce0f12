//! A list whose column names we do not know. It is still a list of somebody's offers, and its rows must
//! land where a person can look at them: this finds the row of names by its shape. For
//! [`super::columns`], and only when no row has names that are known.

use super::mentions::speaks_of_an_offer;
use crate::activity_words::{ActivityReading, read_activity};
use crate::table::{HEADER_LINES, Record};
use crate::wording::{squeeze, words};

/// A name above a column is no longer than this.
const LONGEST: usize = 40;

/// What the names of a list about moving speak of: one of them must begin so.
const SUBJECTS: [&str; 24] = [
    "dag",
    "tijd",
    "plaats",
    "locat",
    "prijs",
    "kost",
    "bedrag",
    "tarief",
    "sport",
    "activ",
    "les",
    "cursus",
    "waar",
    "wanneer",
    "leeft",
    "doelgr",
    "train",
    "beweg",
    "begin",
    "start",
    "aanbod",
    "club",
    "vereniging",
    "lokat",
];

/// With one of these it is a list of people, and none of it may come in.
const PEOPLE: [&str; 11] = [
    "voornaam",
    "achternaam",
    "geboorte",
    "bsn",
    "burgerservice",
    "geslacht",
    "client",
    "patient",
    "lidnummer",
    "relatienummer",
    "iban",
];

/// Which of the first rows names the columns.
pub(super) fn find(records: &[Record]) -> Option<usize> {
    let head = records.iter().take(HEADER_LINES);
    let at = head.enumerate().find_map(|(at, record)| {
        let below = records[at + 1..]
            .iter()
            .filter(|row| told(&row.cells).count() > 1);
        (names_columns(&record.cells) && below.count() > 1).then_some(at)
    })?;
    let names = records[at].cells.iter().flat_map(|cell| words(cell));
    let mut names = names.collect::<Vec<_>>().into_iter();
    let of_people = |word: String| PEOPLE.iter().any(|start| word.starts_with(start));
    (!names.any(of_people)).then_some(at)
}

/// Where the rows begin of a list that names no columns at all: most of its rows name a day or an hour
/// and something people do. A list of people may name hours too, so a word of those refuses it.
pub(super) fn list_without(records: &[Record]) -> Option<usize> {
    let is_row = |record: &&Record| told(&record.cells).count() > 2;
    let rows: Vec<&Record> = records.iter().filter(is_row).collect();
    let speaks = |record: &&&Record| speaks_of_an_offer(&record.cells.join(" "));
    let does = |record: &&&Record| {
        told(&record.cells).any(|cell| read_activity(cell) != ActivityReading::Unknown)
    };
    let of_people = rows.iter().take(HEADER_LINES).any(|row| {
        let mut words = row.cells.iter().flat_map(|cell| words(cell));
        words.any(|word| PEOPLE.iter().any(|start| word.starts_with(start)))
    });
    let is_list = rows.len() > 1
        && !of_people
        && rows.iter().filter(speaks).count() * 2 > rows.len()
        && rows.iter().filter(does).count() * 3 > rows.len();
    is_list
        .then(|| records.iter().position(|record| is_row(&record)))
        .flatten()
}

fn told(cells: &[String]) -> impl Iterator<Item = &str> {
    cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
}

fn names_columns(cells: &[String]) -> bool {
    let is_name = |cell: &str| {
        cell.chars().count() <= LONGEST
            && cell.chars().any(char::is_alphabetic)
            && !cell.contains(|sign: char| sign.is_ascii_digit() || matches!(sign, '€' | '@' | ','))
    };
    let mut names: Vec<String> = told(cells).map(squeeze).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    let has_subject = told(cells)
        .flat_map(words)
        .any(|word| SUBJECTS.iter().any(|start| word.starts_with(start)));
    count >= 3 && names.len() == count && has_subject && told(cells).all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: &[&[&str]]) -> Option<usize> {
        let record = |(at, cells): (usize, &&[&str])| Record {
            line: at + 1,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        find(&rows.iter().enumerate().map(record).collect::<Vec<_>>())
    }

    #[test]
    fn a_row_of_short_words_above_rows_of_texts_names_the_columns() {
        let sheet: [&[&str]; 4] = [
            &["Overzicht 2026"],
            &["Onderwerp", "Lestijdstip", "Zaaltje"],
            &["Yoga", "ma 10 uur", "De Bron"],
            &["Judo", "di 10 uur", "De Kade"],
        ];
        assert_eq!(found(&sheet), Some(1));
    }

    #[test]
    fn a_letter_a_list_of_people_and_a_list_of_something_else_are_refused() {
        let letter: [&[&str]; 3] = [
            &["Beste mevrouw,", "hierbij de lestijden", "van 2026"],
            &["groet", "Jan"],
            &["einde", "brief"],
        ];
        assert_eq!(found(&letter), None);
        let people: [&[&str]; 3] = [
            &["Voornaam", "Lesgroep", "Geboortedatum"],
            &["Piet", "A", "1-1-1950"],
            &["Jet", "B", "2-2-1960"],
        ];
        assert_eq!(found(&people), None);
        let books: [&[&str]; 3] = [
            &["Auteur", "Uitgever", "Jaar"],
            &["Iemand", "Huis", "1990"],
            &["Ander", "Huis", "1991"],
        ];
        assert_eq!(found(&books), None);
        assert_eq!(found(&[]), None);
    }
}
