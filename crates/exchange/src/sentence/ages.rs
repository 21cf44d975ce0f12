//! An age that is told in words and not by the year: "begin zeventig", "in de 60", "tachtiger",
//! "kleuter". Which year it is, is not guessed: the page asks.

use super::numbers::counts_other;
use super::{Reader, begins_with};

/// An age that is not known to the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldAge {
    /// The youngest that it may be.
    pub from: u32,
    /// The oldest.
    pub to: u32,
    /// As it was said.
    pub said: String,
}

const TENS: [(&str, &str, u32); 8] = [
    ("twintig", "twintiger", 20),
    ("dertig", "dertiger", 30),
    ("veertig", "veertiger", 40),
    ("vijftig", "vijftiger", 50),
    ("zestig", "zestiger", 60),
    ("zeventig", "zeventiger", 70),
    ("tachtig", "tachtiger", 80),
    ("negentig", "negentiger", 90),
];
/// The years of ten that are meant.
const WITHIN: [(&str, u32, u32); 9] = [
    ("begin in de", 0, 3),
    ("begin de", 0, 3),
    ("begin", 0, 3),
    ("midden in de", 4, 6),
    ("midden", 4, 6),
    ("halverwege de", 4, 6),
    ("eind in de", 7, 9),
    ("eind", 7, 9),
    ("in de", 0, 9),
];
const YOUNG: [(&str, u32, u32); 4] = [
    ("peuter", 2, 3),
    ("kleuter", 4, 6),
    ("puber", 12, 17),
    ("tiener", 13, 19),
];

impl Reader<'_> {
    /// An age in words from `at`: how many words that takes.
    pub(super) fn take_told_age(&mut self, words: &[String], at: usize) -> Option<usize> {
        let here = &words[at..];
        let (length, from, to) = in_ten_years(here).or_else(|| one_word(here.first()?))?;
        if self.sentence.told_age.is_some() {
            return None;
        }
        let said = here[..length].join(" ");
        self.sentence.told_age = Some(ToldAge { from, to, said });
        Some(length)
    }
}

fn one_word(word: &str) -> Option<(usize, u32, u32)> {
    if let Some((_, from, to)) = YOUNG.iter().find(|(young, ..)| *young == word) {
        return Some((1, *from, *to));
    }
    let (.., ten) = TENS.iter().find(|(_, person, _)| *person == word)?;
    Some((1, *ten, ten + 9))
}

fn in_ten_years(here: &[String]) -> Option<(usize, u32, u32)> {
    let (length, first, last) = WITHIN
        .iter()
        .find_map(|(phrase, first, last)| Some((begins_with(here, phrase)?, first, last)))?;
    let word = here.get(length)?;
    let in_words = TENS.iter().find(|(name, ..)| name == word);
    let in_digits = || TENS.iter().find(|(.., ten)| ten.to_string() == *word);
    let (.., ten) = in_words.or_else(in_digits)?;
    // "In de 60 minuten" counts no years.
    (!counts_other(here, length + 1)).then_some((length + 1, ten + first, ten + last))
}
