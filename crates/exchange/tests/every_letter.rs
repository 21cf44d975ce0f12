//! The reader's promise for a row, over rows that nobody wrote: every letter of every cell ends in the
//! draft, its questions or its notes, and a cell that was not read whole is asked or plain words.

#![allow(clippy::unwrap_used, reason = "a test's failure is its message")]

use exchange::draft::OfferDraft;
use exchange::sheet::{RowOutcome, SheetKind, read_sheet};
use proptest::prelude::*;
use proptest::sample::select;

/// Columns of ours, by names that are not the template's, each with texts that are read whole.
const KNOWN: [(&str, &[&str]); 9] = [
    ("Lesdagen", &["maandag", "ma/wo", "elke dinsdag"]),
    ("Tijden", &["19.00-20.30 uur", "10 uur", "9.15"]),
    ("Kosten", &["€ 5 per les", "gratis", "24,- p/m"]),
    ("Leeftijden", &["55+", "18 t/m 65", "vanaf 12 jaar"]),
    ("Doelgroepen", &["dames", "gemengd"]),
    ("Eerste les", &["gratis", "€ 5"]),
    ("Vrije plekken", &["4", "vol"]),
    ("Status aanbod", &["actief", "loopt"]),
    ("Intensiteit", &["rustig", "stevig"]),
];

/// Columns that may hold any words.
const WORDS: [&str; 4] = ["Beschrijving", "Periode", "Meebrengen", "Locatie"];

/// Names that nobody knows.
const UNKNOWN: [&str; 5] = [
    "Qwx",
    "Inlegvel",
    "Zus en zo",
    "Kolommetje",
    "Bijzonderheden",
];

/// Texts of which some word matters and none of the columns above reads all.
const ODD: [&str; 20] = [
    "leden € 3, anders € 4,50",
    "half acht",
    "ook op zondag 14.00",
    "ma 9-10 (behalve de eerste)",
    "vanaf 16 jaar mits fit",
    "om de week",
    "bel 06-55512345",
    "mail els@verzonnen.example",
    "op aanvraag, € 12",
    "8 lessen voor de prijs van 7,-",
    "1x per maand, zie rooster",
    "di of do 10.00",
    "tot 18 jr of 65+",
    "kwart over 3",
    "€ 5 per les, leden € 3 incl. koffie",
    "€ 5 per les incl. koffie, leden € 3",
    "vrijdagmiddag 2 uur",
    "20 euro p/j + 10 euro per keer",
    "vervalt per 1-6-2027, € 3",
    "7 of 8 jaar",
];

/// Texts that say nothing a field holds.
const PLAIN: [&str; 4] = [
    "neem een handdoek mee",
    "gezellig en ontspannen",
    "iedereen is welkom hoor",
    "de koffie staat klaar",
];

#[derive(Clone, Debug)]
enum Cell {
    Blank,
    Certain(&'static str),
    Odd(&'static str),
    Plain(&'static str),
    Noise(String),
}

impl Cell {
    fn text(&self) -> &str {
        match self {
            Self::Blank => "",
            Self::Certain(text) | Self::Odd(text) | Self::Plain(text) => text,
            Self::Noise(text) => text,
        }
    }
}

fn any_cell(certain: &'static [&'static str]) -> BoxedStrategy<Cell> {
    // No word begins so: by chance "één 0 €" was written, which under "Eerste les" says something.
    let noise = "qz[a-zé]{1,7} [0-9]{1,3}( [a-z€+/.-]{1,6}){0,3}".prop_map(Cell::Noise);
    let common = prop_oneof![
        2 => Just(Cell::Blank),
        2 => select(&ODD[..]).prop_map(Cell::Odd),
        1 => select(&PLAIN[..]).prop_map(Cell::Plain),
        1 => noise,
    ];
    if certain.is_empty() {
        common.boxed()
    } else {
        prop_oneof![2 => select(certain).prop_map(Cell::Certain), 3 => common].boxed()
    }
}

/// A row: of each column its name and its cell.
fn a_row() -> impl Strategy<Value = Vec<(&'static str, Cell)>> {
    let known = KNOWN.map(|(name, certain)| (Just(name), any_cell(certain)));
    let words = WORDS.map(|name| (Just(name), any_cell(&[])));
    let unknown = UNKNOWN.map(|name| (Just(name), any_cell(&[])));
    let all: Vec<_> = known.into_iter().chain(words).chain(unknown).collect();
    all.prop_shuffle()
}

fn letters(text: &str) -> String {
    let signs = text.chars().filter(|sign| sign.is_alphanumeric());
    signs.flat_map(char::to_lowercase).collect()
}

fn read(row: &[(&str, Cell)]) -> OfferDraft {
    let names: Vec<&str> = row.iter().map(|(name, _)| *name).collect();
    let cells: Vec<String> = row
        .iter()
        .map(|(_, cell)| format!("\"{}\"", cell.text()))
        .collect();
    let sheet = format!(
        "Activiteit;Organisatie;{}\nYoga;Club De Verzinsel;{}\n",
        names.join(";"),
        cells.join(";")
    );
    let reading = read_sheet(sheet.as_bytes(), SheetKind::Csv).unwrap();
    match reading.rows.into_iter().next().unwrap().outcome {
        RowOutcome::Draft(draft) => *draft,
        RowOutcome::Rejected(faults) => panic!("{faults:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_letter_of_every_cell_ends_in_the_draft_its_questions_or_its_notes(row in a_row()) {
        let draft = read(&row);
        let kept = letters(&draft.canonical());
        for (name, cell) in &row {
            let is_read = matches!(cell, Cell::Certain(_));
            prop_assert!(is_read || kept.contains(&letters(cell.text())), "{name}: {cell:?} in {draft:?}");
        }
    }

    #[test]
    fn what_was_not_read_whole_is_asked_or_plain_words(row in a_row()) {
        let draft = read(&row);
        let is_asked = |text: &str| {
            let mut doubts = draft.doubts.iter();
            doubts.any(|doubt| letters(&doubt.text).contains(&letters(text)))
        };
        for (name, cell) in &row {
            let may_be_any = WORDS.contains(name);
            match cell {
                Cell::Odd(text) if may_be_any => prop_assert!(!draft.doubts.is_empty(), "{name}: {text}"),
                Cell::Odd(text) => prop_assert!(is_asked(text), "{name}: {text} in {:?}", draft.doubts),
                Cell::Noise(text) if !may_be_any => {
                    prop_assert!(is_asked(text), "{name}: {text} in {:?}", draft.doubts);
                }
                Cell::Plain(text) if KNOWN.iter().any(|(known, _)| known == name) => {
                    prop_assert!(is_asked(text), "{name}: {text} in {:?}", draft.doubts);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn a_row_with_more_cells_than_names_is_believed_in_nothing(row in a_row()) {
        let cells: Vec<String> = row.iter().map(|(_, cell)| cell.text().replace([';', '"'], " ")).collect();
        let sheet = format!("Wat;Waar;Lesdagen;Kosten\nYoga;Zaal;ma;gratis\nJudo;Zaal;di;gratis\nDans;Zaal;{};meer;nog;iets\n", cells.join(";"));
        let reading = read_sheet(sheet.as_bytes(), SheetKind::Csv).unwrap();
        let Some(RowOutcome::Draft(draft)) = reading.rows.get(2).map(|row| &row.outcome) else {
            return Err(TestCaseError::fail("not there"));
        };
        prop_assert_eq!(draft.price, None);
        prop_assert!(draft.sessions.iter().all(|one| one.day.is_none()));
        let kept = letters(&draft.canonical());
        for cell in cells {
            prop_assert!(kept.contains(&letters(&cell)), "{}", cell);
        }
    }
}

#[test]
fn a_list_without_names_lands_and_everything_is_asked() {
    let sheet = "gymnastiek;ma. van 9 tot 10 uur;Ons Huis;€ 5,50 p. mnd;60 plus\n\
        yoga;di. 19.00-20.00;Ons Huis;idem;volwassenen\n\
        badminton;do. av. 8 uur;sporthal;12 p.m.;v.a. 16\n";
    let reading = read_sheet(sheet.as_bytes(), SheetKind::Csv).unwrap();
    let offers = reading.offers();
    assert_eq!(offers.len(), 3);
    for offer in &offers {
        let asked: Vec<&str> = offer
            .draft
            .doubts
            .iter()
            .map(|doubt| doubt.column.as_ref())
            .collect();
        for column in ["aanbieder", "naam", "dag", "prijs", "leeftijd"] {
            assert!(asked.contains(&column), "{column} in {asked:?}");
        }
    }
    // What "idem" speaks of is kept with it.
    assert!(
        offers[1]
            .draft
            .notes
            .iter()
            .any(|note| note.text == "€ 5,50 p. mnd")
    );
}

#[test]
fn another_list_below_the_first_is_read_by_its_own_names() {
    let sheet = "Activiteit;Organisatie;Lesdagen;Kosten;Niveau\nYoga;Club De Verzinsel;maandag;gratis;\n\
        Voor de jeugd;;;;\nNaam les;Dag;Tarief;Aanbieder\nJudo;woensdag;€ 5 per les;Dojo De Verzinsel\n";
    let offers = read_sheet(sheet.as_bytes(), SheetKind::Csv)
        .unwrap()
        .offers();
    let judo = &offers[1].draft;
    assert_eq!(
        (judo.title.as_str(), judo.provider.as_str()),
        ("Judo", "Dojo De Verzinsel")
    );
    assert_eq!(judo.sessions[0].key, "wo-x");
}

#[test]
fn a_second_column_of_one_name_is_asked_and_refuses_nothing() {
    let sheet = "Activiteit;Organisatie;Naam;Lesdagen;Naam\nYoga;Club De Verzinsel;Yoga rustig;ma;Els Verzonnen\n";
    let offers = read_sheet(sheet.as_bytes(), SheetKind::Csv)
        .unwrap()
        .offers();
    let asked = |doubt: &exchange::draft::Doubt| {
        doubt.column == "Naam (kolom 5)" && doubt.text == "Els Verzonnen"
    };
    assert!(offers[0].draft.doubts.iter().any(asked));
}
