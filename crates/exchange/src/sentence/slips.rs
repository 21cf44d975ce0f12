//! Words that were not read and lie a slip of the pen from one that would have been: "wandlen",
//! "rolator". They stay words; the page asks what was meant.

use domain::week::DAY_NAMES;

use crate::activity_words::{is_listed, listed_words};

/// In a shorter word every other word is a slip away.
const SHORTEST: usize = 5;
/// In words this long two slips are seen.
const SHORTEST_TWO: usize = 8;
/// What the sentence knows beside the names of activities and of days.
const WORDS: [&str; 27] = [
    "ochtend",
    "ochtends",
    "middag",
    "middags",
    "avond",
    "avonds",
    "overdag",
    "doordeweeks",
    "weekend",
    "rolstoel",
    "scootmobiel",
    "rollator",
    "slechthorend",
    "slechtziend",
    "prikkelarm",
    "vrouwengroep",
    "lotgenoten",
    "begeleiding",
    "loopafstand",
    "dichtbij",
    "vlakbij",
    "gratis",
    "rustig",
    "verlegen",
    "eenzaam",
    "meedoenpas",
    "bijstand",
];

/// A word that may be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// As it was typed.
    pub typed: String,
    /// What may be meant.
    pub meant: String,
}

/// The slips among words that tell something else.
pub(super) fn slips(rest: &str) -> Vec<Slip> {
    let mut found: Vec<Slip> = Vec::new();
    for typed in rest.split([' ', ',']) {
        if found.iter().any(|slip| slip.typed == typed) {
            continue;
        }
        if let Some(meant) = meant_by(typed) {
            let typed = typed.to_owned();
            found.push(Slip { typed, meant });
        }
    }
    found
}

fn meant_by(typed: &str) -> Option<String> {
    let letters = typed.chars().count();
    let is_word = typed.chars().all(char::is_alphabetic);
    let is_known = is_listed(typed) || DAY_NAMES.contains(&typed) || WORDS.contains(&typed);
    if letters < SHORTEST || !is_word || is_known {
        return None;
    }
    let most = if letters >= SHORTEST_TWO { 2 } else { 1 };
    let plain = listed_words()
        .chain(DAY_NAMES)
        .chain(WORDS)
        .filter(|word| word.len() + 1 >= SHORTEST);
    let of_days = DAY_NAMES.iter().flat_map(|day| {
        ["ochtend", "middag", "avond"]
            .iter()
            .map(move |part| format!("{day}{part}"))
    });
    plain
        .map(str::to_owned)
        .chain(of_days)
        // Hardly anybody slips in the first letter, and many words differ in it alone.
        .filter(|word| word.chars().next() == typed.chars().next())
        .map(|word| (strsim::osa_distance(typed, &word), word))
        .filter(|(slips, _)| *slips <= most)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, word)| word)
}
