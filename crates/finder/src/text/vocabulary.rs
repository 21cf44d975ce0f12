//! Which words the index holds, by stem, and how they can be reached: by a compound they are
//! part of, by their parts, or by one slip of the pen.
//!
//! A word counts as known as long as an offer in the index uses it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::fold;
use super::synonyms::BUILDING_WORDS;

/// Shorter parts make compounds of chance.
const SHORTEST_PART: usize = 3;
/// What may stand between the parts of a compound.
const LINKS: [&str; 5] = ["", "s", "e", "n", "en"];
/// So many words with the same beginning or end are looked at.
const COMPOUNDS_LOOKED_AT: usize = 2_000;

/// Every word of the index with a number and how often it is used.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    numbers: HashMap<Arc<str>, u32>,
    words: Vec<Arc<str>>,
    uses: Vec<u32>,
    /// Numbers by word.
    forward: Vec<u32>,
    /// Numbers by word read backward.
    backward: Vec<u32>,
}

impl Vocabulary {
    /// The number of a word, which is added when it is new. [`Self::settle`] must follow before
    /// the next search.
    pub(crate) fn admit(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as u32;
        let word: Arc<str> = word.into();
        if let Entry::Vacant(place) = self.numbers.entry(Arc::clone(&word)) {
            place.insert(number);
            self.words.push(word);
            self.uses.push(0);
        }
        number
    }

    /// One more offer uses this word.
    pub(crate) fn used(&mut self, number: u32) {
        self.uses[number as usize] += 1;
    }

    /// One offer fewer uses this word.
    pub(crate) fn dropped(&mut self, number: u32) {
        let uses = &mut self.uses[number as usize];
        *uses = uses.saturating_sub(1);
    }

    /// Puts new words in their place for searching.
    pub(crate) fn settle(&mut self) {
        let words = &self.words;
        let new = self.forward.len() as u32..words.len() as u32;
        self.forward.extend(new.clone());
        self.backward.extend(new);
        // Both are sorted but for their tail, which this sort knows how to use.
        self.forward
            .sort_by(|one, other| words[*one as usize].cmp(&words[*other as usize]));
        self.backward.sort_by(|one, other| {
            words[*one as usize]
                .chars()
                .rev()
                .cmp(words[*other as usize].chars().rev())
        });
    }

    /// The number of a stem that is in use.
    pub(crate) fn known(&self, stem: &str) -> Option<u32> {
        self.numbers
            .get(stem)
            .copied()
            .filter(|number| self.uses[*number as usize] > 0)
    }

    /// Bytes it takes, about.
    pub(crate) fn bytes(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.len() + 16 + 32 + 12 + 16)
            .sum()
    }

    /// Words in use of which `stem` is the first or last part: "gym" is in "ouderengym".
    pub(crate) fn compounds_with(&self, stem: &str) -> Vec<u32> {
        let mut found = Vec::new();
        if stem.chars().count() < SHORTEST_PART {
            return found;
        }
        let word = |number: u32| &*self.words[number as usize];
        let first = self.forward.partition_point(|number| word(*number) < stem);
        for &number in self.forward[first..].iter().take(COMPOUNDS_LOOKED_AT) {
            let Some(rest) = word(number).strip_prefix(stem) else {
                break;
            };
            if self.in_use(number) && LINKS.iter().any(|link| self.is_part_after(rest, link)) {
                found.push(number);
            }
        }
        let first = self
            .backward
            .partition_point(|number| word(*number).chars().rev().lt(stem.chars().rev()));
        for &number in self.backward[first..].iter().take(COMPOUNDS_LOOKED_AT) {
            let Some(rest) = word(number).strip_suffix(stem) else {
                break;
            };
            if self.in_use(number) && !found.contains(&number) && self.left_part(rest).is_some() {
                found.push(number);
            }
        }
        found
    }

    /// The parts of a folded word that is a compound of known words: "ouderengym" is "ouderen"
    /// and "gym". The longest left part wins.
    pub(crate) fn parts_of<'a>(&self, word: &'a str) -> Option<(&'a str, &'a str)> {
        word.char_indices()
            .rev()
            .map(|(at, _)| word.split_at(at))
            .find_map(|(left, right)| {
                let both_build = BUILDING_WORDS.contains(&left) && BUILDING_WORDS.contains(&right);
                let fits = !both_build && self.is_part(right);
                Some((self.left_part(left).filter(|_| fits)?, right))
            })
    }

    /// Words in use that differ from `stem` in one letter: one too many, too few, wrong, or two
    /// changed places.
    pub(crate) fn near(&self, stem: &str) -> Vec<u32> {
        let letters: Vec<char> = stem.chars().collect();
        let mut found = Vec::new();
        let mut attempt = String::with_capacity(stem.len() + 4);
        let mut look = |head: &[char], between: Option<char>, tail: &[char]| {
            attempt.clear();
            attempt.extend(head);
            attempt.extend(between);
            attempt.extend(tail);
            if let Some(number) = self.known(&attempt)
                && !found.contains(&number)
            {
                found.push(number);
            }
        };
        for at in 0..=letters.len() {
            let (head, tail) = letters.split_at(at);
            for letter in 'a'..='z' {
                look(head, Some(letter), tail);
                if !tail.is_empty() {
                    look(head, Some(letter), &tail[1..]);
                }
            }
            if let [dropped, rest @ ..] = tail {
                look(head, None, rest);
                if let [next, after @ ..] = rest {
                    let mut swapped = vec![*next, *dropped];
                    swapped.extend(after);
                    look(head, None, &swapped);
                }
            }
        }
        found
    }

    fn in_use(&self, number: u32) -> bool {
        self.uses[number as usize] > 0
    }

    fn is_part_after(&self, rest: &str, link: &str) -> bool {
        rest.strip_prefix(link)
            .is_some_and(|part| self.is_part(part))
    }

    /// The known part at the left of a compound, without what links it to the right.
    fn left_part<'a>(&self, left: &'a str) -> Option<&'a str> {
        LINKS
            .iter()
            .filter_map(|link| left.strip_suffix(link))
            .find(|part| self.is_part(part))
    }

    fn is_part(&self, part: &str) -> bool {
        part.chars().count() >= SHORTEST_PART
            && (BUILDING_WORDS.contains(&part) || self.known(&fold::stem(part)).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holding(words: &[&str]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for word in words {
            let number = vocabulary.admit(&fold::stem(word));
            vocabulary.used(number);
        }
        vocabulary.settle();
        vocabulary
    }

    fn spelled(vocabulary: &Vocabulary, numbers: &[u32]) -> Vec<String> {
        numbers
            .iter()
            .map(|number| vocabulary.words[*number as usize].to_string())
            .collect()
    }

    #[test]
    fn a_compound_is_split_by_known_words() {
        let vocabulary = holding(&["ouderen", "gym", "water"]);
        assert_eq!(vocabulary.parts_of("ouderengym"), Some(("ouderen", "gym")));
        assert_eq!(vocabulary.parts_of("watergym"), Some(("water", "gym")));
        assert_eq!(vocabulary.parts_of("luchtgym"), None);
    }

    #[test]
    fn a_part_finds_the_compound() {
        let vocabulary = holding(&["ouderengym", "ouderen", "wandelgroep", "gymnasium"]);
        let found = vocabulary.compounds_with("gym");
        assert_eq!(spelled(&vocabulary, &found), ["ouderengym"]);
        let found = vocabulary.compounds_with(&fold::stem("wandelen"));
        assert_eq!(spelled(&vocabulary, &found), ["wandelgroep"]);
    }

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        let vocabulary = holding(&["badminton", "tennis"]);
        for typed in ["badmington", "badminto", "badmintom", "badmitnon"] {
            assert_eq!(
                spelled(&vocabulary, &vocabulary.near(typed)),
                ["badminton"],
                "{typed}"
            );
        }
        assert_eq!(vocabulary.near("badmingtom"), [0; 0]);
    }

    #[test]
    fn a_word_nobody_uses_any_more_is_unknown() {
        let mut vocabulary = holding(&["tennis"]);
        vocabulary.dropped(0);
        assert_eq!(vocabulary.known("tennis"), None);
        assert_eq!(vocabulary.near("tenis"), [0; 0]);
    }
}
