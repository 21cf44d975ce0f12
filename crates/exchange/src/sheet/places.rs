//! Places left: "4", "vol", "wachtlijst", "onbeperkt".

use crate::reading::Reading;
use crate::wording::{fold, is_untold, spaced, words};

const MOST: u16 = 10_000;

/// Reads the cell `plaatsen`; `Told(None)` when there is no limit.
pub(crate) fn read(text: &str) -> Reading<Option<u16>> {
    let folded = spaced(&fold(text));
    if is_untold(&folded) {
        return Reading::Untold;
    }
    match folded.trim_end_matches(['!', '.']) {
        "vol" | "volgeboekt" | "wachtlijst" | "vol, wachtlijst" | "vol (wachtlijst)"
        | "vol / wachtlijst" | "vol/wachtlijst" | "geen" | "geen plek" | "geen plaats"
        | "geen plaatsen" => return Reading::Told(Some(0)),
        "onbeperkt" | "geen limiet" | "geen maximum" | "vrije inloop" | "inloop" => {
            return Reading::Told(None);
        }
        _ => {}
    }
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| {
            !matches!(
                *word,
                "nog"
                    | "plek"
                    | "plekken"
                    | "plaats"
                    | "plaatsen"
                    | "vrij"
                    | "vrije"
                    | "over"
                    | "beschikbaar"
                    | ""
            )
        })
        .collect();
    match words.as_slice() {
        [number] if number.bytes().all(|sign| sign.is_ascii_digit()) => {
            match number.parse::<u16>() {
                Ok(left) if left <= MOST => Reading::Told(Some(left)),
                _ => Reading::Doubtful("which-places"),
            }
        }
        _ => Reading::Doubtful("which-places"),
    }
}

/// Whether a remark says that it is full and people wait, and no more: "groep is vol, wachtlijst".
pub(super) fn says_full(text: &str) -> bool {
    let told = words(text);
    let is_said = |word: &String| matches!(word.as_str(), "wachtlijst" | "volgeboekt");
    let counts_people = told
        .last()
        .is_some_and(|word| matches!(word.as_str(), "personen" | "mensen"));
    let is_number = |word: &String| word.bytes().all(|sign| sign.is_ascii_digit());
    let is_full = told.iter().any(is_said)
        && told.iter().all(|word| {
            is_said(word)
                || counts_people && is_number(word)
                || matches!(
                    word.as_str(),
                    "vol" | "groep" | "deze" | "de" | "les" | "is" | "er" | "een" | "met"
                )
                || counts_people && matches!(word.as_str(), "personen" | "mensen")
        });
    is_full || told == ["vol"]
}

/// Whether a name says so behind a dash or in brackets: "Freerunning (wachtlijst)".
pub(super) fn names_full(title: &str) -> bool {
    let title = &fold(title);
    let behind = title.split_once(" - ").map(|(_, behind)| behind);
    let inside = title
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(inside, _)| inside);
    behind.into_iter().chain(inside).any(says_full)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("4", Some(4))]
    #[case("nog 4 plekken", Some(4))]
    #[case("4 plaatsen vrij", Some(4))]
    #[case("0", Some(0))]
    #[case("vol", Some(0))]
    #[case("VOL!", Some(0))]
    #[case("wachtlijst", Some(0))]
    #[case("onbeperkt", None)]
    #[case("vrije inloop", None)]
    fn places_are_read_where_they_are_certain(#[case] text: &str, #[case] left: Option<u16>) {
        assert_eq!(read(text), Reading::Told(left));
    }

    #[rstest]
    #[case("voldoende")]
    #[case("8-10")]
    #[case("max 12")]
    #[case("ca. 10")]
    #[case("10+")]
    #[case("-3")]
    #[case("3 van 15")]
    #[case("99999")]
    #[case("4,5")]
    fn places_that_are_not_certain_are_asked(#[case] text: &str) {
        assert_eq!(read(text), Reading::Doubtful("which-places"));
    }

    #[rstest]
    #[case("WACHTLIJST", true)]
    #[case("groep is vol, wachtlijst!!", true)]
    #[case("wachtlijst ca. 5 maanden", false)]
    #[case("vol, wachtlijst 4 personen", true)]
    #[case("VOL", true)]
    #[case("wachtlijst 4 maanden", false)]
    #[case("geen wachtlijst", false)]
    #[case("vol goede moed", false)]
    fn a_remark_says_that_it_is_full_when_it_says_no_more(#[case] text: &str, #[case] full: bool) {
        assert_eq!(says_full(text), full);
        assert_eq!(names_full(&format!("Yoga ({text})")), full);
        assert_eq!(names_full(&format!("Yoga – {text}")), full);
    }

    #[test]
    fn nothing_told_is_no_question() {
        assert_eq!(read(""), Reading::Untold);
    }
}
