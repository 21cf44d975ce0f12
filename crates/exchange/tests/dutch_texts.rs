//! Two hundred texts on age, price and time as people write them, each with its right reading or
//! with "not certain". Nothing is guessed: a reading that is not in the table is a mistake.

#![allow(clippy::unwrap_used, reason = "a table that cannot be read must stop")]

use exchange::draft::{OfferDraft, SessionDraft};
use exchange::sheet::{SheetKind, read_sheet};
use jiff::civil::Weekday;

const TABLE: &str = include_str!("dutch_texts.tsv");

#[test]
fn two_hundred_dutch_texts_are_read_right_or_asked() {
    let mut wrong = Vec::new();
    let mut texts = 0;
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (column, text) = (cells.next().unwrap(), cells.next().unwrap());
        let right = cells.next().unwrap_or_default();
        texts += 1;
        let read = read_as(column, text);
        if read != right {
            wrong.push(format!(
                "{column}: {text:?} reads {read:?}, right is {right:?}"
            ));
        }
    }
    assert!(texts >= 200, "{texts} texts");
    assert_eq!(wrong, Vec::<String>::new());
}

/// The reading of one cell in a sheet with nothing else to tell, in the table's words.
fn read_as(column: &str, text: &str) -> String {
    let cell = text.replace('"', "\"\"");
    let sheet = format!("naam;aanbieder;{column}\nYoga;Club;\"{cell}\"\n");
    let reading = read_sheet(sheet.as_bytes(), SheetKind::Csv).unwrap();
    let offers = reading.offers();
    let draft = &offers[0].draft;
    if draft.doubts.iter().any(|doubt| doubt.column == column) {
        assert_eq!(draft.doubts[0].text, text, "the text is kept for a person");
        assert!(
            is_empty(draft, column),
            "{text:?} is asked and yet filled in"
        );
        return "?".to_owned();
    }
    let told = match column {
        "leeftijd" => {
            let age = |age: Option<u8>| age.map(|age| age.to_string()).unwrap_or_default();
            format!("{}-{}", age(draft.ages.min), age(draft.ages.max))
        }
        "prijs" if draft.price_on_request => "op aanvraag".to_owned(),
        "prijs" => draft.price.map_or_else(String::new, |price| {
            format!("{} {}", price.cents, price.per.code())
        }),
        _ => {
            let moments: Vec<String> = draft.sessions.iter().map(moment).collect();
            moments.join(", ").trim().to_owned()
        }
    };
    if ["n.v.t.", "nvt", "nnb", "onbekend"].contains(&text) {
        assert!(is_empty(draft, column), "{text:?} tells nothing");
        return ".".to_owned();
    }
    told
}

fn is_empty(draft: &OfferDraft, column: &str) -> bool {
    match column {
        "leeftijd" => draft.ages == domain::offer::Ages::default(),
        "prijs" => draft.price.is_none(),
        _ => draft
            .sessions
            .iter()
            .all(|one| one.day.is_none() && one.from.is_none()),
    }
}

fn moment(session: &SessionDraft) -> String {
    let day = match session.day {
        Some(Weekday::Monday) => "ma",
        Some(Weekday::Tuesday) => "di",
        Some(Weekday::Wednesday) => "wo",
        Some(Weekday::Thursday) => "do",
        Some(Weekday::Friday) => "vr",
        Some(Weekday::Saturday) => "za",
        Some(Weekday::Sunday) => "zo",
        None => "",
    };
    match (session.from, session.to) {
        _ if session.by_appointment => "op afspraak".to_owned(),
        (None, None) => day.to_owned(),
        (from, to) => {
            let hour = |time: Option<jiff::civil::Time>| {
                time.map(|time| time.strftime("%H:%M").to_string())
                    .unwrap_or_default()
            };
            format!("{day} {}-{}", hour(from), hour(to))
        }
    }
}
