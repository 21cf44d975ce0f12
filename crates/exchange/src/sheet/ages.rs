//! Ages as the Dutch write them: "55+", "18 t/m 65", "tot 18 jaar". "Tot 18" leaves eighteen out,
//! as the law does; "t/m 18" holds it.

use domain::offer::Ages;

use crate::reading::Reading;
use crate::wording::{fold, is_untold, spaced, swap};

const QUESTION: &str = "which-ages";
const OLDEST: u8 = 120;

/// Reads the cell `leeftijd`.
pub(crate) fn read(text: &str) -> Reading<Ages> {
    let folded = fold(text);
    if is_untold(&folded) {
        return Reading::Untold;
    }
    if matches!(
        folded.trim_end_matches(['!', '.']),
        "alle leeftijden"
            | "alle"
            | "iedereen"
            | "geen"
            | "geen grens"
            | "jong en oud"
            | "voor iedereen"
            | "voor alle leeftijden"
            | "van jong tot oud"
            | "all ages"
            | "all"
    ) {
        return Reading::Told(Ages::default());
    }
    match ages(&folded) {
        Some(ages) if ages.min.unwrap_or(0) <= ages.max.unwrap_or(OLDEST) => Reading::Told(ages),
        _ => Reading::Doubtful(QUESTION),
    }
}

fn ages(folded: &str) -> Option<Ages> {
    let text = spaced(&swap(
        folded,
        &[
            ("tot en met", "tm"),
            ("t/m", "tm"),
            ("en ouder", "+"),
            ("of ouder", "+"),
            ("minimumleeftijd", "vanaf"),
            ("minimum leeftijd", "vanaf"),
            ("e.o.", "+"),
            ("eo", "+"),
            ("v.a.", "vanaf"),
            ("va.", "vanaf"),
            ("va", "vanaf"),
            ("jonger dan", "onder"),
            ("minimaal", "vanaf"),
            ("minimum", "vanaf"),
            ("maximaal", "tm"),
            ("maximum", "tm"),
            ("max.", "tm"),
            ("max", "tm"),
            ("min.", "vanaf"),
            ("min", "vanaf"),
        ],
    ));
    let words = words(&text)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |word: &str| word.parse::<u8>().ok().filter(|age| *age <= OLDEST);
    let below = |word: &str| number(word).and_then(|age| age.checked_sub(1));
    let (min, max) = match words.as_slice() {
        ["vanaf", from] | ["vanaf", from, "+"] | [from, "+"] => (Some(number(from)?), None),
        ["tm", to] => (None, Some(number(to)?)),
        ["tot", to] | ["onder", to] => (None, Some(below(to)?)),
        [from, "en", to] if number(from)? + 1 == number(to)? => (number(from), number(to)),
        [from, "tm" | "-", to] | ["vanaf", from, "tm" | "-", to] => {
            (Some(number(from)?), Some(number(to)?))
        }
        [from, "tot", to] | ["vanaf", from, "tot", to] => (Some(number(from)?), Some(below(to)?)),
        _ => return None,
    };
    Some(Ages { min, max })
}

/// The one age that stands inside a text ("Dames 50+", "Peuters (2-4 jaar)"), and the text without it.
/// It must say itself that it is an age, with a plus or "jaar".
pub(crate) fn inside(text: &str) -> Option<(Ages, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    // "Iedereen, ook 80-plussers" keeps nobody out.
    let keeps_nobody_out = crate::wording::words(text).iter().any(|word| {
        matches!(
            word.as_str(),
            "ook" | "iedereen" | "alle" | "niet" | "geen" | "behalve" | "liefst" | "bijvoorbeeld"
        )
    });
    if keeps_nobody_out {
        return None;
    }
    let mut found: Vec<(usize, usize, Ages)> = Vec::new();
    for start in 0..words.len() {
        let ends = (start + 1..=words.len().min(start + LONGEST_AGE)).rev();
        let longest = ends.into_iter().find_map(|end| {
            let phrase = words[start..end].join(" ");
            let phrase = phrase.trim_matches(['(', ')', ',', '.', ';', ':', '[', ']']);
            let folded = fold(phrase);
            let mut parts = folded.split([' ', '-']);
            let says_so = folded.contains('+')
                || parts.any(|part| {
                    let unit = part.trim_start_matches(|sign: char| sign.is_ascii_digit());
                    matches!(
                        unit.trim_end_matches(['.', ')']),
                        "jaar" | "jr" | "j" | "jarigen" | "plus" | "plussers" | "plusser"
                    )
                });
            let starts = folded.starts_with(|sign: char| sign.is_ascii_digit())
                || ["van", "tot", "t/m", "onder", "min", "max", "v.a.", "jonger"]
                    .iter()
                    .any(|word| folded.starts_with(word));
            match read(phrase) {
                Reading::Told(ages) if says_so && starts && ages != Ages::default() => {
                    Some((start, end, ages))
                }
                _ => None,
            }
        });
        let inside_another = |end: usize| found.iter().any(|(_, last, _)| end <= *last);
        if let Some((start, end, ages)) = longest.filter(|(_, end, _)| !inside_another(*end)) {
            found.push((start, end, ages));
        }
    }
    let [(start, end, ages)] = found.as_slice() else {
        return None;
    };
    // "10+ km" and "€ 5 tot 18 jaar" are of something else.
    let is_unit = |word: &&str| {
        let folded = fold(word);
        let unit = folded.trim_matches(|sign: char| !sign.is_alphabetic());
        matches!(
            unit,
            "km" | "kilometer"
                | "m"
                | "meter"
                | "min"
                | "minuten"
                | "euro"
                | "x"
                | "keer"
                | "personen"
                | "deelnemers"
                | "leden"
                | "lessen"
                | "uur"
                | "bestaan"
                | "geleden"
        )
    };
    let around = [start.checked_sub(1), Some(*end)];
    let mut beside = around.iter().flatten().filter_map(|at| words.get(*at));
    let follows_a_number = start
        .checked_sub(1)
        .is_some_and(|at| words[at].contains(|sign: char| sign == '€' || sign.is_ascii_digit()));
    if follows_a_number || beside.any(is_unit) {
        return None;
    }
    let rest = [&words[..*start], &words[*end..]].concat().join(" ");
    Some((*ages, rest))
}

/// Whether a word only says again what an age beside it says.
pub(crate) fn is_word_of_age(text: &str) -> bool {
    matches!(
        fold(text).trim(),
        "baby's"
            | "peuters"
            | "kleuters"
            | "kinderen"
            | "kids"
            | "pupillen"
            | "volwassenen"
            | "masters"
    )
}

/// In words: "van 18 tot en met 65 jaar".
const LONGEST_AGE: usize = 7;

/// Numbers, signs and the words that matter; `None` when a word is not known.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for part in text.replace('-', " - ").replace('+', " + ").split(' ') {
        let part = part.trim_matches(|sign| matches!(sign, '(' | ')' | '\'' | '.' | ':'));
        match part {
            "" | "yr" | "years" | "jaar" | "jaren" | "jarigen" | "jr" | "j" | "leeftijd"
            | "van" | "personen" | "mensen" | "deelnemers" | "voor" | "de" | "ers" | "er" => {}
            // Beside a number these only say it again; by themselves they are no age.
            "volwassenen" | "volwassene" | "senioren" | "senior" | "ouderen" | "jeugd"
            | "jongeren" | "kinderen" => {}
            "plus" | "plusser" | "plussers" => {
                // "55-plus" is written with a dash that means nothing.
                if words.last().is_some_and(|word| word == "-") {
                    words.pop();
                }
                words.push("+".to_owned());
            }
            "vanaf" | "tm" | "tot" | "onder" | "-" | "+" | "en" => words.push(part.to_owned()),
            number if number.bytes().all(|sign| sign.is_ascii_digit()) => {
                words.push(number.to_owned());
            }
            _ => return None,
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("55+", Some(55), None)]
    #[case("55 +", Some(55), None)]
    #[case("55 plus", Some(55), None)]
    #[case("55-plussers", Some(55), None)]
    #[case("65+'ers", Some(65), None)]
    #[case("vanaf 12 jaar", Some(12), None)]
    #[case("v.a. 12 jr", Some(12), None)]
    #[case("12 jaar en ouder", Some(12), None)]
    #[case("Vanaf 60 jaar en ouder", Some(60), None)]
    #[case("minimaal 16 jaar", Some(16), None)]
    #[case("18 t/m 65", Some(18), Some(65))]
    #[case("18 tot en met 65 jaar", Some(18), Some(65))]
    #[case("van 18 t/m 65 jaar", Some(18), Some(65))]
    #[case("4-12 jaar", Some(4), Some(12))]
    #[case("4 – 12 jr.", Some(4), Some(12))]
    #[case("12 tot 18 jaar", Some(12), Some(17))]
    #[case("tot 18 jaar", None, Some(17))]
    #[case("onder 18", None, Some(17))]
    #[case("jonger dan 18 jaar", None, Some(17))]
    #[case("t/m 12 jaar", None, Some(12))]
    #[case("max. 12 jaar", None, Some(12))]
    #[case("10-16 yr", Some(10), Some(16))]
    #[case("4 en 5 jaar", Some(4), Some(5))]
    #[case("all ages", None, None)]
    #[case("alle leeftijden", None, None)]
    #[case("Iedereen", None, None)]
    fn ages_are_read_where_they_are_certain(
        #[case] text: &str,
        #[case] min: Option<u8>,
        #[case] max: Option<u8>,
    ) {
        assert_eq!(read(text), Reading::Told(Ages { min, max }));
    }

    #[rstest]
    #[case("volwassenen")]
    #[case("senioren")]
    #[case("jeugd")]
    #[case("18 jaar")]
    #[case("55")]
    #[case("ouder dan 18")]
    #[case("vanaf groep 3")]
    #[case("65-18")]
    #[case("55+ en 65+")]
    #[case("4 en 8 jaar")]
    #[case("6, 7 en 8 jaar")]
    #[case("ca. 55+")]
    #[case("300+")]
    #[case("tot 0 jaar")]
    #[case("4-12-2026")]
    #[case("=55+")]
    fn ages_that_are_not_certain_are_asked(#[case] text: &str) {
        assert_eq!(read(text), Reading::Doubtful("which-ages"));
    }

    #[rstest]
    #[case("Dames 50+", Some((Some(50), None, "Dames")))]
    #[case("Kleuters 4-6 jr", Some((Some(4), Some(6), "Kleuters")))]
    #[case("Bewegen met plezier (55-75 jr)", Some((Some(55), Some(75), "Bewegen met plezier")))]
    #[case("voor kids 6-12 jaar met een beperking", Some((Some(6), Some(12), "voor kids met een beperking")))]
    #[case("Zumba vanaf 16 jaar", Some((Some(16), None, "Zumba")))]
    #[case("60+ gym", Some((Some(60), None, "gym")))]
    #[case("Tafeltennis 50plus", Some((Some(50), None, "Tafeltennis")))]
    #[case("Rondje 10+ km", None)]
    #[case("iedereen, ook 80-plussers", None)]
    #[case("2,5 - 4 jaar", None)]
    #[case("Fit in 30 minuten", None)]
    #[case("Vereniging bestaat 75 jaar", None)]
    #[case("55+ en 65+", None)]
    #[case("Team 1 t/m 4", None)]
    #[case("Les 4-6", None)]
    fn one_age_inside_a_text_is_found_when_it_says_so_itself(
        #[case] text: &str,
        #[case] expected: Option<(Option<u8>, Option<u8>, &str)>,
    ) {
        let expected = expected.map(|(min, max, rest)| (Ages { min, max }, rest.to_owned()));
        assert_eq!(inside(text), expected);
    }

    #[rstest]
    #[case("")]
    #[case(" - ")]
    #[case("onbekend")]
    fn nothing_told_is_no_question(#[case] text: &str) {
        assert_eq!(read(text), Reading::Untold);
    }
}
