//! Which words the index holds, by stem, and how they can be reached: by a compound they are
//! part of, by their parts, or by one slip of the pen.
//!
//! A word counts as known as long as an offer in the index uses it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::fold;
use super::slip;
use super::synonyms::{BUILDING_WORDS, FIELD_WORDS};

/// Shorter parts make compounds of chance.
const SHORTEST_PART: usize = 3;
/// What may stand between the parts of a compound.
const LINKS: [&str; 6] = ["", "s", "e", "n", "en", "er"];
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
    /// By number, which letters a word has.
    letters: Vec<slip::Letters>,
    /// Numbers by how a word sounds, where that is not how it is written.
    by_sound: HashMap<String, Vec<u32>>,
    beginnings: Beginnings,
}

/// With which three letters known words begin, so that most of what is no part of a compound is
/// seen without its stem.
#[derive(Clone, Debug)]
struct Beginnings([u64; 64]);

impl Default for Beginnings {
    fn default() -> Self {
        let mut all = Self([0; 64]);
        for word in BUILDING_WORDS.iter().chain(FIELD_WORDS) {
            all.admit(word);
        }
        all
    }
}

impl Beginnings {
    fn admit(&mut self, word: &str) {
        if let Some((at, bit)) = Self::place(word) {
            self.0[at] |= bit;
        }
    }

    /// Whether a word whose stem is known may begin as this one. The stem of a word has its first
    /// three letters, but for a letter that stands there twice: "maan" is "man".
    #[inline]
    fn may_begin(&self, word: &str) -> bool {
        let stands_twice = matches!(word.as_bytes(), [_, one, two, ..] if one == two);
        stands_twice || Self::place(word).is_none_or(|(at, bit)| self.0[at] & bit != 0)
    }

    fn place(word: &str) -> Option<(usize, u64)> {
        let three = word.as_bytes().first_chunk::<3>()?;
        let number = three
            .iter()
            .fold(0usize, |all, sign| all * 31 + usize::from(*sign));
        Some((number / 64 % 64, 1 << (number % 64)))
    }
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
            self.beginnings.admit(&word);
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
        for number in new.clone() {
            let word = &*words[number as usize];
            self.letters.push(slip::Letters::of(word));
            let sound = fold::sound(word);
            if sound != word {
                self.by_sound.entry(sound).or_default().push(number);
            }
        }
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

    /// The stem with this number.
    pub(crate) fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
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
            .map(|word| word.len() + 16 + 32 + 12 + 16 + 8)
            .sum::<usize>()
            + self
                .by_sound
                .keys()
                .map(|sound| sound.len() + 60)
                .sum::<usize>()
    }

    /// Words in use of which `stem` is the first or last part: "gym" is in "ouderengym".
    pub(crate) fn compounds_with(&self, stem: &str) -> Vec<u32> {
        let mut found = Vec::new();
        if stem.chars().count() < SHORTEST_PART {
            return found;
        }
        let word = |number: u32| &*self.words[number as usize];
        for &number in self.beginning_with(stem).iter().take(COMPOUNDS_LOOKED_AT) {
            let Some(rest) = word(number).strip_prefix(stem) else {
                break;
            };
            if self.in_use(number) && LINKS.iter().any(|link| self.is_part_after(rest, link)) {
                found.push(number);
            }
        }
        for &number in self.ending_with(stem).iter().take(COMPOUNDS_LOOKED_AT) {
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
    /// and "gym". Two parts go before three, the longest left part before shorter ones.
    pub(crate) fn parts_of<'a>(&self, word: &'a str) -> Option<Vec<&'a str>> {
        self.two_parts_of(word, false).or_else(|| {
            word.char_indices().rev().find_map(|(at, _)| {
                let (left, right) = word.split_at(at);
                if right.len() < 2 * SHORTEST_PART {
                    return None;
                }
                let first = self.left_part(left)?;
                let rest = self.two_parts_of(right, true)?;
                Some([first].into_iter().chain(rest).collect())
            })
        })
    }

    /// Two building words make a word of its own ("zwembad"), unless something stands before them.
    fn two_parts_of<'a>(&self, word: &'a str, may_build: bool) -> Option<Vec<&'a str>> {
        word.char_indices()
            .rev()
            .map(|(at, _)| word.split_at(at))
            .find_map(|(left, right)| {
                let both_build = BUILDING_WORDS.contains(&left) && BUILDING_WORDS.contains(&right);
                let fits = (may_build || !both_build) && self.is_part(right);
                Some(vec![self.left_part(left).filter(|_| fits)?, right])
            })
    }

    /// Words in use that sound like `stem` and are written by another custom.
    pub(crate) fn sounding_like(&self, stem: &str) -> Vec<u32> {
        let sound = fold::sound(stem);
        let same = self.by_sound.get(&sound).into_iter().flatten().copied();
        let plain = self.known(&sound);
        let found = same.chain(plain).filter(|number| self.in_use(*number));
        found.collect()
    }

    /// Words in use that are `slips` slips of the pen from `stem` and no fewer: a letter too many,
    /// too few or wrong, or two neighbours changed places. By number.
    pub(crate) fn near(&self, stem: &str, slips: u8) -> Vec<u32> {
        let typed = slip::Typed::of(stem);
        let is_near = |number: &u32| {
            let at = *number as usize;
            typed.may_be(self.letters[at], slips)
                && self.uses[at] > 0
                && typed.slips_to(&self.words[at], slips) == Some(slips)
        };
        if slips > 1 {
            return (0..self.words.len() as u32).filter(is_near).collect();
        }
        // One slip lies in one half, so the word begins or ends with the other half, or it lies
        // across the middle.
        let middle = stem.chars().count() / 2;
        let (head, tail) = stem.split_at(stem.char_indices().nth(middle).map_or(0, |(at, _)| at));
        let swapped = slip::swapped_at(stem, middle);
        let across = swapped.and_then(|swapped| self.numbers.get(swapped.as_str()));
        let beginning = self.beginning_with(head).iter();
        let ending = self.ending_with(tail).iter();
        let mut found: Vec<u32> = beginning
            .chain(ending)
            .chain(across)
            .copied()
            .filter(is_near)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Numbers of the words that begin so.
    fn beginning_with(&self, head: &str) -> &[u32] {
        let word = |number: u32| &*self.words[number as usize];
        let first = self.forward.partition_point(|number| word(*number) < head);
        let rest = &self.forward[first..];
        &rest[..rest.partition_point(|number| word(*number).starts_with(head))]
    }

    /// Numbers of the words that end so.
    fn ending_with(&self, tail: &str) -> &[u32] {
        let word = |number: u32| &*self.words[number as usize];
        let first = self
            .backward
            .partition_point(|number| word(*number).chars().rev().lt(tail.chars().rev()));
        let rest = &self.backward[first..];
        &rest[..rest.partition_point(|number| word(*number).ends_with(tail))]
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
            && self.beginnings.may_begin(part)
            && (BUILDING_WORDS.contains(&part)
                || FIELD_WORDS.contains(&part)
                || self.known(&fold::stem(part)).is_some())
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
        for (word, parts) in [
            ("ouderengym", "ouderen gym"),
            ("watergym", "water gym"),
            ("zwemles", ""),
            ("wandelvoetbal", "wandel voetbal"),
            ("stoelgymnastiek", "stoel gymnastiek"),
            ("kindergym", "kinder gym"),
            ("seniorenzwemtraining", "senioren zwem training"),
            ("luchtgym", ""),
        ] {
            let found = vocabulary.parts_of(word).unwrap_or_default();
            assert_eq!(found.join(" "), parts, "{word}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_word_begins_as_its_stem_does(word in "[a-zé]{3,12}(en|heden|je|s|t|d)?") {
            let word = fold::fold(&word);
            let mut beginnings = Beginnings([0; 64]);
            beginnings.admit(&fold::stem(&word));
            proptest::prop_assert!(beginnings.may_begin(&word), "{word}: {}", fold::stem(&word));
        }
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
    fn slips_are_counted() {
        let vocabulary = holding(&["badminton", "tennis"]);
        for (typed, slips) in [
            ("badmington", 1),
            ("badminto", 1),
            ("badmintom", 1),
            ("badmitnon", 1),
            ("badmingtom", 2),
            ("bedmington", 2),
            ("abdmitnon", 2),
        ] {
            for asked in [1, 2] {
                let found = spelled(&vocabulary, &vocabulary.near(typed, asked));
                let expected: &[&str] = if slips == asked { &["badminton"] } else { &[] };
                assert_eq!(found, expected, "{typed} {asked}");
            }
        }
    }

    #[test]
    fn one_slip_is_found_by_halves_as_by_looking_at_every_word() {
        // All words of one to five letters of "abé": whatever one slip can make is among them.
        let mut words = vec![String::new()];
        for at in 0.. {
            let longer = ['a', 'b', 'é'].map(|letter| format!("{}{letter}", words[at]));
            if longer[0].chars().count() > 5 {
                break;
            }
            words.extend(longer);
        }
        let mut vocabulary = Vocabulary::default();
        for word in &words[1..] {
            let number = vocabulary.admit(word);
            vocabulary.used(number);
        }
        vocabulary.settle();
        for stem in ["abéab", "bab", "aéb", "éa", "b", "aabb", "abababa"] {
            let typed = slip::Typed::of(stem);
            let expected: Vec<u32> = (0..vocabulary.words.len() as u32)
                .filter(|number| typed.slips_to(&vocabulary.words[*number as usize], 1) == Some(1))
                .collect();
            assert_eq!(vocabulary.near(stem, 1), expected, "{stem}");
        }
    }

    #[test]
    fn a_word_written_by_another_custom_is_heard() {
        let vocabulary = holding(&["fysio", "yoga", "conditie"]);
        for (typed, word) in [
            ("physio", "fysio"),
            ("joga", "yoga"),
            ("konditie", "conditie"),
        ] {
            let found = vocabulary.sounding_like(&fold::stem(typed));
            assert_eq!(spelled(&vocabulary, &found), [fold::stem(word)], "{typed}");
        }
        assert_eq!(vocabulary.sounding_like("tennis"), [0; 0]);
    }

    #[test]
    fn a_word_nobody_uses_any_more_is_unknown() {
        let mut vocabulary = holding(&["tennis"]);
        vocabulary.dropped(0);
        assert_eq!(vocabulary.known("tennis"), None);
        assert_eq!(vocabulary.near("tenis", 1), [0; 0]);
    }
}
