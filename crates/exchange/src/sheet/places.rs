//! Places left: "4", "vol", "wachtlijst", "onbeperkt".

use crate::reading::Reading;
use crate::wording::{fold, is_untold, spaced};

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

    #[test]
    fn nothing_told_is_no_question() {
        assert_eq!(read(""), Reading::Untold);
    }
}
