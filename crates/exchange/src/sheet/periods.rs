//! The first and the last day of a lesson, as exports tell them in columns of their own. They are kept as
//! notes; whether it goes on is asked until it is known which day it is today. For [`super::account`],
//! [`super::mentions`] and [`super::SheetReading::asking_about_days_after`].

use domain::price::Per;
use jiff::ToSpan;
use jiff::civil::Date;

use super::account::keeps_the_books;
use super::dates;
use crate::draft::{Doubt, OfferDraft};
use crate::wording::{fold, squeeze, words};

/// What a column of one day tells of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// Not before this day.
    First(Date),
    /// Not after this day.
    Last(Date),
}

/// The first or last day that a cell tells under this name: "startdatum", "Einddatum", "end_date".
pub(super) fn bound(name: &str, cell: &str) -> Option<Bound> {
    let is_of_days = ["datum", "date"]
        .iter()
        .any(|word| squeeze(name).contains(word));
    if !is_of_days || keeps_the_books(name, "") {
        return None;
    }
    let day = dates::whole(&fold(cell))?;
    let begins = |starts: &[&str]| {
        let named = words(name);
        let mut heads = named.iter();
        heads.any(|word| starts.iter().any(|start| word.starts_with(start)))
    };
    match (
        begins(&["start", "begin", "ingang", "eerste"]),
        begins(&["eind", "end", "laatste"]),
    ) {
        (true, false) => Some(Bound::First(day)),
        (false, true) => Some(Bound::Last(day)),
        _ => None,
    }
}

/// Asks no longer about what the day of today answers. A course that began may be over without a last day.
pub(super) fn ask_no_longer(today: Date, draft: &mut OfferDraft) {
    let is_course = draft
        .price
        .is_some_and(|price| matches!(price.per, Per::Course(_)))
        || texts_of(draft).any(|text| words(text).iter().any(|word| is_of_a_course(word)));
    draft.doubts.retain(|doubt| {
        let is_first = doubt.question == "which-field";
        is_course && is_first || !is_answered_by(today, doubt)
    });
}

fn texts_of(draft: &OfferDraft) -> impl Iterator<Item = &String> {
    let notes = draft.notes.iter().map(|note| &note.text);
    notes.chain([&draft.title]).chain(&draft.description)
}

fn is_of_a_course(word: &str) -> bool {
    word.contains("cursus")
        || matches!(
            word,
            "lessen" | "weken" | "wkn" | "bijeenkomsten" | "blok" | "keer"
        )
}

/// Whether a question is about no more than a first day that is past or a last day that is far away.
fn is_answered_by(today: Date, doubt: &Doubt) -> bool {
    // Nearer than this somebody should say what comes after it.
    let near = today.saturating_add(3.months());
    let (name, text) = doubt
        .text
        .split_once(": ")
        .unwrap_or((doubt.column.as_ref(), doubt.text.as_str()));
    match (doubt.question, bound(name, text)) {
        ("which-field", Some(Bound::First(day))) => day <= today,
        ("still-runs", Some(Bound::Last(day))) => day > near,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("startdatum", "31-08-2026", Some(Bound::First(date(2026, 8, 31))))]
    #[case(
        "Einddatum",
        "2027-07-04T00:00:00Z",
        Some(Bound::Last(date(2027, 7, 4)))
    )]
    #[case("end_date", "2027-07-04", Some(Bound::Last(date(2027, 7, 4))))]
    #[case("startdatum", "in januari", None)]
    #[case("datum", "31-08-2026", None)]
    #[case("invoerdatum begin", "31-08-2026", None)]
    #[case("start", "31-08-2026", None)]
    fn a_first_and_a_last_day_are_known_by_their_names(
        #[case] name: &str,
        #[case] cell: &str,
        #[case] told: Option<Bound>,
    ) {
        assert_eq!(bound(name, cell), told);
    }

    #[rstest]
    #[case("status", "einddatum: 04-07-2027", "still-runs", true)]
    #[case("status", "einddatum: 18-12-2026", "still-runs", false)]
    #[case("status", "einddatum: 01-07-2026", "still-runs", false)]
    #[case("status", "Gesloten", "still-runs", false)]
    #[case("startdatum", "31-08-2026", "which-field", true)]
    #[case("startdatum", "01-01-2027", "which-field", false)]
    fn what_is_past_or_far_away_is_no_question(
        #[case] column: &'static str,
        #[case] text: &str,
        #[case] question: &'static str,
        #[case] is_answered: bool,
    ) {
        let doubt = Doubt {
            column: column.into(),
            text: text.to_owned(),
            question,
        };
        assert_eq!(is_answered_by(date(2026, 11, 23), &doubt), is_answered);
    }
}
