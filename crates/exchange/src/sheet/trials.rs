//! The first lesson: "1e les gratis", "proefles € 5", "nee".

use domain::offer::Trial;

use super::prices::lone_amount;
use crate::reading::Reading;
use crate::wording::{fold, is_untold, spaced};

/// Reads the cell `proefles`; `Told(None)` when there is none.
pub(crate) fn read(text: &str) -> Reading<Option<Trial>> {
    let folded = fold(text);
    if is_untold(&folded) {
        return Reading::Untold;
    }
    let words: Vec<String> = spaced(&folded)
        .split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '€' | ',' | '.' | '-')))
        .map(|word| word.trim_matches(['.', ',']).to_owned())
        .filter(|word| !word.is_empty() && word != "-")
        .collect();
    let mut known = Known::default();
    let mut rest = Vec::new();
    for word in &words {
        match word.as_str() {
            "gratis" | "kosteloos" => known.free = true,
            "ja" => known.yes = true,
            "nee" | "neen" | "geen" => known.no = true,
            // The words that name the lesson tell nothing about its price.
            "proefles" | "proeflessen" | "les" | "lessen" | "keer" | "x" | "eerste" | "e"
            | "ste" | "kennismakingsles" | "kennismaking" | "kennismaken" | "proeftraining"
            | "training" | "is" | "de" | "een" | "voor" | "mogelijk" | "meedoen" | "twee"
            | "drie" => {
                known.lesson = true;
            }
            other => rest.push(other.to_owned()),
        }
    }
    let ordinals_only = rest
        .iter()
        .all(|word| word.len() == 1 && word.parse::<u8>().is_ok());
    match (known.no, known.free) {
        (true, false) if rest.is_empty() && !known.yes => Reading::Told(None),
        (false, true) if ordinals_only => Reading::Told(Some(Trial::Free)),
        (false, false) if !rest.is_empty() => paid(&rest, &folded),
        (false, false) if known.yes || known.lesson => Reading::Doubtful("trial-price"),
        _ => Reading::Doubtful("which-trial"),
    }
}

#[derive(Default)]
struct Known {
    free: bool,
    yes: bool,
    no: bool,
    lesson: bool,
}

fn paid(rest: &[String], folded: &str) -> Reading<Option<Trial>> {
    let text = rest.join(" ");
    // A bare "2" may be two lessons: a currency or cents make it money.
    let has_cents = folded.as_bytes().windows(3).any(|signs| {
        signs[0].is_ascii_digit()
            && matches!(signs[1], b',' | b'.')
            && matches!(signs[2], b'0'..=b'9' | b'-')
    });
    let is_money = has_cents || folded.contains('€') || folded.contains("eur");
    match lone_amount(&text) {
        Some(0) if is_money => Reading::Told(Some(Trial::Free)),
        Some(cents) if is_money => Reading::Told(Some(Trial::Paid(cents))),
        _ => Reading::Doubtful("which-trial"),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("1e les gratis", Some(Trial::Free))]
    #[case("Eerste les gratis", Some(Trial::Free))]
    #[case("1e x gratis", Some(Trial::Free))]
    #[case("gratis proefles", Some(Trial::Free))]
    #[case("Gratis", Some(Trial::Free))]
    #[case("ja, gratis", Some(Trial::Free))]
    #[case("2 gratis proeflessen", Some(Trial::Free))]
    #[case("proefles is gratis", Some(Trial::Free))]
    #[case("eerste keer gratis!", Some(Trial::Free))]
    #[case("€ 0,00", Some(Trial::Free))]
    #[case("proefles € 5", Some(Trial::Paid(500)))]
    #[case("Ja, € 2,50", Some(Trial::Paid(250)))]
    #[case("5 euro", Some(Trial::Paid(500)))]
    #[case("5,00", Some(Trial::Paid(500)))]
    #[case("proefles 5,-", Some(Trial::Paid(500)))]
    #[case("nee", None)]
    #[case("geen proefles", None)]
    fn the_first_lesson_is_read_where_it_is_certain(
        #[case] text: &str,
        #[case] expected: Option<Trial>,
    ) {
        assert_eq!(read(text), Reading::Told(expected));
    }

    #[rstest]
    #[case("ja", "trial-price")]
    #[case("proefles mogelijk", "trial-price")]
    #[case("2", "which-trial")]
    #[case("niet", "which-trial")]
    #[case("2 proeflessen", "which-trial")]
    #[case("ja, 3 lessen", "which-trial")]
    #[case("ja. 3 x", "which-trial")]
    #[case("in overleg", "which-trial")]
    #[case("gratis of € 5", "which-trial")]
    #[case("nee, wel gratis", "which-trial")]
    #[case("€ 5 of € 10", "which-trial")]
    fn a_first_lesson_that_is_not_certain_is_asked(
        #[case] text: &str,
        #[case] question: &'static str,
    ) {
        assert_eq!(read(text), Reading::Doubtful(question));
    }

    #[test]
    fn nothing_told_is_no_question() {
        assert_eq!(read("n.v.t."), Reading::Untold);
    }
}
