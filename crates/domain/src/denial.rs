//! How people say what they do not want: "geen", "alles behalve", "niet graag", "bang voor water".
//! One list for whoever reads what was typed: the finder's own words and the sentence about a
//! client must not disagree about what is unwished.
//!
//! Words come in folded: small letters without accents, one by one.

use crate::codes::Delight;

/// Words that turn what follows into what is not wished; where nothing follows, what stands before.
const DENIES: [&str; 10] = [
    "geen",
    "niet",
    "zonder",
    "nooit",
    "nee",
    "neen",
    "hekel",
    "haat",
    "behalve",
    "uitgezonderd",
];
/// These never look back: "wandelen, behalve op maandag".
const LOOKS_AHEAD: [&str; 2] = ["behalve", "uitgezonderd"];
/// Before "voor" and a kind of thing they deny it; "bang om te vallen" asks for the opposite.
const FEARS: [&str; 3] = ["bang", "angst", "angstig"];
/// Between "bang voor" and the thing.
const BETWEEN: [&str; 6] = ["de", "het", "een", "in", "grote", "veel"];

const DELIGHTS: [(&[&str], Delight); 7] = [
    (&["water", "zwembad", "bad"], Delight::Water),
    (
        &["groep", "groepen", "groepje", "groepsverband", "samen"],
        Delight::Together,
    ),
    (&["alleen"], Delight::Alone),
    (&["buiten", "buitenlucht"], Delight::Outdoors),
    (&["binnen"], Delight::Indoors),
    (&["muziek"], Delight::Music),
    (
        &["wedstrijd", "wedstrijden", "competitie", "prestatie"],
        Delight::Contest,
    ),
];

/// A denial among words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Denial {
    /// Where it begins, in words.
    pub at: usize,
    /// Where it ends: the first word that it denies.
    pub end: usize,
    /// Whether it denies what stands before it when nothing telling follows.
    pub looks_back: bool,
}

/// Whether this word by itself denies.
#[must_use]
pub fn denies(word: &str) -> bool {
    DENIES.contains(&word)
}

/// The first denial among the words of a clause.
#[must_use]
pub fn first_denial(words: &[String]) -> Option<Denial> {
    (0..words.len()).find_map(|at| {
        let here = &words[at..];
        if denies(&here[0]) {
            let looks_back = !LOOKS_AHEAD.contains(&here[0].as_str());
            let end = at + 1;
            return Some(Denial {
                at,
                end,
                looks_back,
            });
        }
        let feared = FEARS.contains(&here[0].as_str()) && here.get(1)? == "voor";
        let mut after = here.iter().skip(2);
        let thing = after.find(|word| !BETWEEN.contains(&word.as_str()))?;
        (feared && delight_called(thing).is_some()).then_some(Denial {
            at,
            end: at + 2,
            looks_back: false,
        })
    })
}

/// Whether a word ends the clause before it: what was denied is over. "Niet graag" is one thing.
#[must_use]
pub fn ends_clause(before: &[String], word: &str) -> bool {
    match word {
        "maar" | "want" | "omdat" => true,
        "wel" | "graag" => !before.last().is_some_and(|last| denies(last)),
        _ => false,
    }
}

/// Puts a clause that only denies ("zwemmen? Nee.") to the one that it answers.
pub fn join_answers(clauses: &mut Vec<Vec<String>>) {
    let mut at = 1;
    while at < clauses.len() {
        let only_denies = clauses[at].iter().all(|word| denies(word));
        if only_denies && !clauses[at].is_empty() {
            let answer = clauses.remove(at);
            clauses[at - 1].extend(answer);
        } else {
            at += 1;
        }
    }
}

/// The kind of thing, to like or not, that a word names.
#[must_use]
pub fn delight_called(word: &str) -> Option<Delight> {
    let found = DELIGHTS.iter().find(|(words, _)| words.contains(&word));
    found.map(|(_, delight)| *delight)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[rstest]
    #[case("alles behalve zwemmen", Some((1, 2, false)))]
    #[case("liever niet in het water", Some((1, 2, true)))]
    #[case("is bang voor het water", Some((1, 3, false)))]
    #[case("bang voor vallen", None)]
    #[case("bang om te vallen", None)]
    #[case("bang voor", None)]
    #[case("bang", None)]
    #[case("wandelen", None)]
    #[case("", None)]
    fn a_denial_is_found_with_what_it_denies(
        #[case] text: &str,
        #[case] found: Option<(usize, usize, bool)>,
    ) {
        let denial = first_denial(&words(text));
        let told = denial.map(|denial| (denial.at, denial.end, denial.looks_back));
        assert_eq!(told, found);
    }

    #[test]
    fn an_answer_belongs_to_its_question() {
        let mut clauses = vec![
            words("nee"),
            words("zwemmen"),
            words("nee"),
            words("dansen"),
        ];
        join_answers(&mut clauses);
        assert_eq!(
            clauses,
            [words("nee"), words("zwemmen nee"), words("dansen")]
        );
    }

    #[test]
    fn not_gladly_is_one_thing() {
        assert!(ends_clause(&words("niet zwemmen"), "graag"));
        assert!(!ends_clause(&words("zwemt niet"), "graag"));
        assert!(ends_clause(&[], "maar") && !ends_clause(&[], "en"));
    }
}
