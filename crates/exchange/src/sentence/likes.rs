//! What makes somebody glad: "houdt van wedstrijden", "buiten", "met muziek". People stay where they
//! like it, so it must become a wish of its own and no word that is looked for: "zonder wedstrijden"
//! holds that word too.

use domain::codes::Delight;
use domain::denial::delight_called;

use super::Reader;

/// Words that say of what stands beside them that it is liked.
const LIKED: [&str; 10] = [
    "houdt", "hou", "dol", "geniet", "leuk", "fijn", "lekker", "liefst", "liever", "graag",
];
/// These say by themselves what is liked; "alleen" and "binnen" say other things as well.
const PLAIN: [Delight; 3] = [Delight::Outdoors, Delight::Music, Delight::Contest];

impl Reader<'_> {
    /// Takes what is liked out of a clause that denies nothing; gives the words that are left, or
    /// `None` when nothing is liked in it.
    pub(super) fn take_likes(&mut self, words: &[String]) -> Option<Vec<String>> {
        // "Liever buiten dan binnen": which of them is liked takes grammar.
        if words.iter().any(|word| word == "dan") {
            return None;
        }
        let is_liked = words.iter().any(|word| LIKED.contains(&word.as_str()));
        let mut left = Vec::new();
        let mut found = false;
        for (at, word) in words.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| words[before].as_str());
            let is_number = |word: &String| word.starts_with(|sign: char| sign.is_ascii_digit());
            let counts = words.get(at + 1).is_some_and(is_number);
            let delight = delight_called(word).filter(|delight| {
                let in_water = *delight == Delight::Water && matches!(before, Some("het" | "in"));
                !counts && (is_liked || in_water || PLAIN.contains(delight))
            });
            match delight {
                Some(delight) => {
                    found = true;
                    if !self.sentence.likes.contains(&delight.code()) {
                        self.sentence.likes.push(delight.code());
                    }
                }
                None => left.push(word.clone()),
            }
        }
        found.then_some(left)
    }
}
