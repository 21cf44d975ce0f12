//! The one place that keeps the reader's promise for a row: no letter of a cell is lost, and what was
//! not understood for certain is asked. For [`super::rows`], once everything else of a row is read.
//!
//! A reader says of a cell that it read it whole ([`Account::read`]); every other cell is open until
//! shown otherwise here. So a reader that forgets a cell makes a question, and never a silence.

use std::cell::RefCell;

use super::column_meaning::meaning;
use super::columns::{Column, Header};
use super::remarks::is_not_weekly;
use super::{ages, code_words, dates, mentions};
use crate::draft::OfferDraft;
use crate::reading::Reading;
use crate::wording::{fold, is_untold, prose, spaced, squeeze, words};

/// Which cells of a row were read whole.
#[derive(Debug, Default)]
pub(super) struct Account {
    read: RefCell<Vec<usize>>,
}

impl Account {
    /// Every word of this cell was understood, and stands in a field.
    pub fn read(&self, at: usize) {
        self.read.borrow_mut().push(at);
    }

    /// Keeps what no reader took, and asks what is more than plain words.
    pub fn settle(&self, header: &Header, cells: &[String], draft: &mut OfferDraft) {
        let read = self.read.borrow();
        let open: Vec<(usize, &String)> = cells
            .iter()
            .enumerate()
            .filter(|(at, cell)| !is_untold(&fold(cell)) && !read.contains(at))
            .collect();
        for (at, cell) in &open {
            if !stands_in(draft, &squeeze(cell))
                && let Some(text) = prose(cell)
            {
                draft.note(&header.name_at(*at).0, &text);
            }
        }
        if header.is_ours {
            mentions::ask_where_open(draft);
        } else {
            mentions::ask(draft);
        }
        for (at, cell) in open {
            let (name, column) = header.name_at(at);
            let of = column.and_then(question).map(|(of, _)| of.name());
            if is_asked(draft, &name, of, &squeeze(cell)) {
                continue;
            }
            match column {
                Some(column) => {
                    if let Some((of, question)) = question(column) {
                        draft.doubt(of.name(), cell, question);
                    }
                }
                // Our own sheet says of the columns beside ours that they are notes.
                None if header.is_ours && !header.doubled.contains(&at) => {}
                None if header.numbers_rows(at) => {}
                None if forbids_showing(&name, cell) => draft.doubt(name, cell, "which-field"),
                None if answers_itself(&name, cell) => {}
                None if says_the_age_again(draft, cell) => {}
                None if keeps_the_books(&name, cell) => {}
                None if is_plain(&name, cell) && !header.doubled.contains(&at) => {}
                None => ask_by_name(draft, &name, cell),
            }
        }
    }
}

/// Whether a remark is no more than the age that the offer has: "voor 50-plus".
fn says_the_age_again(draft: &OfferDraft, cell: &str) -> bool {
    ages::inside(cell).is_some_and(|(told, rest)| {
        told == draft.ages && (rest.is_empty() || fold(&rest) == "voor")
    })
}

/// A name that nobody knows may still say what the cell is about: then that is asked. It never says how
/// the cell is read.
fn ask_by_name(draft: &mut OfferDraft, name: &str, cell: &str) {
    const SUBJECTS: [(&[&str], Column, &str); 3] = [
        (
            &[
                "prij", "kost", "tarie", "bedrag", "price", "fee", "contrib", "betal", "euro",
            ],
            Column::Price,
            "which-price",
        ),
        (
            &[
                "dag", "day", "wanneer", "when", "tijd", "time", "uur", "uren", "week", "freq",
                "recur",
            ],
            Column::Day,
            "which-day",
        ),
        (
            &["leeft", "lft", "age", "ages", "jaar"],
            Column::Ages,
            "which-ages",
        ),
    ];
    let told = words(name);
    let ends = ["eind", "end", "last", "laatste"];
    if dates::whole(cell.split('T').next().unwrap_or_default()).is_some()
        && told
            .iter()
            .any(|word| ends.iter().any(|start| word.starts_with(start)))
    {
        // A last day may be over already.
        let text = format!("{name}: {}", cell.trim());
        return draft.doubt(Column::Status.name(), &text, "still-runs");
    }
    let about = SUBJECTS.iter().find(|(starts, ..)| {
        let speaks = |word: &String| starts.iter().any(|start| word.starts_with(start));
        told.iter().any(speaks)
    });
    match about {
        Some((_, column, question)) => {
            draft.doubt(column.name(), &format!("{name}: {}", cell.trim()), question);
        }
        None => draft.doubt(name.to_owned(), cell, "which-field"),
    }
}

/// Whether letters stand somewhere in what is kept of an offer. The key is no place: it is shown to
/// nobody.
fn stands_in(draft: &OfferDraft, letters: &str) -> bool {
    let texts = [
        &draft.description,
        &draft.activity_word,
        &draft.venue.address,
        &draft.venue.town,
        &draft.season,
        &draft.bring,
        &draft.meeting_point,
        &draft.contact.name,
        &draft.contact.phone,
        &draft.contact.email,
        &draft.contact.website,
    ];
    let all = texts.into_iter().flatten();
    let all = all.chain([&draft.title, &draft.provider]);
    let all = all.chain(draft.notes.iter().map(|note| &note.text));
    all.chain(draft.doubts.iter().map(|doubt| &doubt.text))
        .any(|text| squeeze(text).contains(letters))
        || squeeze(&draft.source_id) == letters
}

/// Fewer letters than these stand in any text by chance: the "5" of a price in "5 lessen".
const MANY_LETTERS: usize = 5;

/// Whether a doubt shows a cell's letters: of its own column, or so many of them that it is no chance.
fn is_asked(draft: &OfferDraft, name: &str, of: Option<&str>, letters: &str) -> bool {
    let head = squeeze(name);
    let mut doubts = draft.doubts.iter();
    doubts.any(|doubt| {
        let text = squeeze(&doubt.text);
        let is_own = doubt.column == name
            || of.is_some_and(|of| doubt.column == of)
            || text.starts_with(&head);
        text == letters
            || text.contains(letters) && (is_own || letters.chars().count() >= MANY_LETTERS)
    })
}

/// What to ask of a cell of this column that was not read whole, and under which column; nothing
/// where any words will do.
const fn question(column: Column) -> Option<(Column, &'static str)> {
    Some(match column {
        Column::Day => (Column::Day, "which-day"),
        Column::From | Column::To => (column, "which-time"),
        Column::Ages | Column::AgeFrom | Column::AgeTo => (column, "which-ages"),
        Column::Level => (column, "which-level"),
        Column::Guidance => (column, "which-guidance"),
        Column::SelfReliance => (column, "which-self-reliance"),
        Column::Groups => (column, "which-group"),
        Column::Accessibility => (column, "which-accessibility"),
        Column::Languages => (column, "which-language"),
        Column::Price | Column::PriceUnit => (Column::Price, "which-price"),
        Column::Trial => (column, "which-trial"),
        Column::Places => (column, "which-places"),
        Column::Wait => (column, "which-wait"),
        Column::Recognition => (column, "which-recognition"),
        Column::ConfirmedOn => (column, "which-date"),
        Column::Lat | Column::Lon => (Column::Lat, "which-point"),
        Column::Postcode => (column, "which-postcode"),
        Column::Email => (column, "which-email"),
        Column::Website => (column, "which-website"),
        Column::Status => (column, "still-runs"),
        Column::Title
        | Column::Provider
        | Column::Activity
        | Column::Description
        | Column::Season
        | Column::Address
        | Column::HouseNumber
        | Column::Town
        | Column::Contact
        | Column::Phone
        | Column::SourceId
        | Column::Bring
        | Column::MeetingPoint
        | Column::WhereWhen => return None,
    })
}

/// What says that nothing changes from week to week.
pub(super) const EVERY_WEEK: [&str; 8] = [
    "wekelijks",
    "elke week",
    "iedere week",
    "weekly",
    "every week",
    "doorlopend",
    "hele jaar",
    "het hele jaar",
];

/// Whether a column is of whoever keeps the list, and says nothing of the lesson: when the row was last
/// changed, by which number the municipality goes, where it was found. More than one word there is a
/// remark.
pub(super) fn keeps_the_books(name: &str, cell: &str) -> bool {
    const STARTS: [&str; 16] = [
        "mut",
        "tijdstempel",
        "timestamp",
        "ingevuld",
        "gewijzigd",
        "wijzig",
        "bijgewerkt",
        "update",
        "modified",
        "aangemaakt",
        "created",
        "ingevoerd",
        "invoerdatum",
        "gmcode",
        "bron",
        "source",
    ];
    let named = words(name);
    let is_of_list = named
        .iter()
        .any(|word| STARTS.iter().any(|start| word.starts_with(start)));
    let cell = cell.trim();
    // "5-10-2026 9:14:03" is one moment.
    let is_short = !cell.contains(char::is_whitespace) || !cell.contains(char::is_alphabetic);
    is_of_list && is_short && !cell.contains(['€', '@'])
}

/// Whether a name asks yes or no and its cell answers: "Inloop 1=ja 0=nee", "Kleedkamers (j/n)",
/// "Lichamelijk" with a cross. Together they are a remark. What bears on money, days or who may come is
/// asked all the same, unless it says that nobody is kept out.
fn answers_itself(name: &str, cell: &str) -> bool {
    const MATTERS: [&str; 21] = [
        "gratis",
        "free",
        "prij",
        "kost",
        "betal",
        "pas",
        "lid",
        "leden",
        "verwijs",
        "alleen",
        "only",
        "vol",
        "wacht",
        "week",
        "dag",
        "vakantie",
        "leeft",
        "vrouw",
        "women",
        "doorlopend",
        "actief",
    ];
    let Reading::Told(is_so) = code_words::yes_or_no(cell) else {
        return false;
    };
    let asked = fold(name);
    let told = words(name);
    let keeps_out = ["only", "alleen", "uitsluitend"];
    if !is_so && told.iter().any(|word| keeps_out.contains(&word.as_str())) {
        return true;
    }
    let is_question = ["?", "j/n", "ja/nee", "1=ja", "1 = ja"]
        .iter()
        .any(|mark| asked.contains(mark))
        || matches!(
            asked.as_str(),
            "lichamelijk" | "lichamelijke beperking" | "autisme" | "nah" | "psychisch"
        );
    is_question
        && !told
            .iter()
            .any(|word| MATTERS.iter().any(|start| word.starts_with(start)))
}

/// Whether whoever filled in a form does not want it shown: "Mag dit op de website?" with "Nee, eerst
/// bellen". That is no remark.
fn forbids_showing(name: &str, cell: &str) -> bool {
    const SHOWN: [&str; 8] = [
        "website",
        "site",
        "gids",
        "krant",
        "publi",
        "geplaatst",
        "getoond",
        "gedeeld",
    ];
    let asked = words(name);
    let asks = asked
        .first()
        .is_some_and(|word| matches!(word.as_str(), "mag" | "mogen"))
        && asked
            .iter()
            .any(|word| SHOWN.iter().any(|start| word.contains(start)));
    let answer = words(cell);
    asks && !answer
        .first()
        .is_some_and(|word| matches!(word.as_str(), "ja" | "j" | "yes" | "x"))
}

/// Whether a cell is a distance, a warmth or a number of people, and no more: "ca. 5 km", "32 graden".
/// No field holds those, whatever the name above says.
fn is_measure(cell: &str) -> bool {
    const UNITS: [&str; 7] = [
        "km",
        "kilometer",
        "graden",
        "personen",
        "deelnemers",
        "pers",
        "baantjes",
    ];
    const ABOUT: [&str; 10] = [
        "water", "ca", "circa", "ongeveer", "max", "maximaal", "min", "minimaal", "a", "tot",
    ];
    let told = words(&spaced(&fold(cell)));
    let Some((unit, numbers)) = told.split_last() else {
        return false;
    };
    let is_number = |word: &String| word.bytes().all(|sign| sign.is_ascii_digit());
    UNITS.contains(&unit.as_str())
        && numbers.iter().any(is_number)
        && numbers
            .iter()
            .all(|word| is_number(word) || ABOUT.contains(&word.as_str()))
}

/// Whether a cell under a name nobody knows says no more than words: a remark. A cross, a "ja" or a
/// number means something that only the name above it tells.
fn is_plain(name: &str, cell: &str) -> bool {
    const REMARKS: [&str; 23] = [
        "opgave",
        "info",
        "weten",
        "tag",
        "kenmerk",
        "trefwoord",
        "thema",
        "leiding",
        "docent",
        "trainer",
        "instruct",
        "remark",
        "note",
        "opmerk",
        "bijzonder",
        "notitie",
        "extra",
        "overig",
        "toelicht",
        "aanvullend",
        "memo",
        "tussenkop",
        "tekst",
    ];
    // "Ca. 5 km, honden welkom" is a measure and words.
    let is_number_or_sign = |sign: char| sign.is_ascii_digit() || matches!(sign, '€' | '@');
    let mut parts = cell.split([',', ';']);
    let has_number = parts.any(|part| part.contains(is_number_or_sign) && !is_measure(part));
    let told = words(cell);
    // How many are in a group, and that it is there every week, is worth keeping and no question.
    let counts = [
        "aantal",
        "capac",
        "max",
        "min",
        "ingeschr",
        "inschrijvingen",
        "aangemeld",
    ]
    .iter()
    .any(|start| fold(name).starts_with(start));
    let is_number = cell.trim().bytes().all(|sign| sign.is_ascii_digit());
    if is_measure(cell) || (counts && is_number) || EVERY_WEEK.contains(&fold(cell).as_str()) {
        return true;
    }
    let is_remark = words(name)
        .iter()
        .any(|word| REMARKS.iter().any(|start| word.starts_with(start)));
    let says_when = mentions::speaks_of_an_offer(cell) || is_not_weekly(cell);
    // A second column of a kind that is read says more of the same.
    let is_of_a_kind = meaning(name).is_some() && told.iter().all(|word| word.len() > 3);
    !has_number && !says_when && (is_remark || told.len() > 1 || is_of_a_kind)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("ca. 5 km", true)]
    #[case("water 31 graden", true)]
    #[case("max. 8 deelnemers", true)]
    #[case("4 tot 6 km", true)]
    #[case("km", false)]
    #[case("8 weken", false)]
    #[case("5 km voor € 3", false)]
    fn a_measure_is_no_question(#[case] cell: &str, #[case] is_so: bool) {
        assert_eq!(is_measure(cell), is_so);
    }

    #[rstest]
    #[case("Mag dit op de website?", "Nee, eerst bellen", true)]
    #[case("Mag dit in de beweeggids?", "weet ik niet", true)]
    #[case("Mag dit op de website?", "Ja", false)]
    #[case("Mag de hond mee?", "Nee", false)]
    fn who_does_not_want_to_be_shown_is_asked(
        #[case] name: &str,
        #[case] cell: &str,
        #[case] is_so: bool,
    ) {
        assert_eq!(forbids_showing(name, cell), is_so);
    }

    #[rstest]
    #[case("Inloop 1=ja 0=nee", "1", true)]
    #[case("Kleedkamers (j/n)", "n", true)]
    #[case("Lichamelijk", "x", true)]
    #[case("Women only?", "no", true)]
    #[case("Women only?", "yes", false)]
    #[case("Gratis (j/n)", "j", false)]
    #[case("Elke week?", "nee", false)]
    #[case("Zus en zo", "x", false)]
    #[case("Kleedkamers?", "in overleg", false)]
    fn a_name_that_asks_yes_or_no_is_answered_where_nothing_hangs_on_it(
        #[case] name: &str,
        #[case] cell: &str,
        #[case] is_so: bool,
    ) {
        assert_eq!(answers_itself(name, cell), is_so);
    }
}
