//! What somebody typed, as words of the vocabulary: each word with everything that may stand in
//! for it and how near that comes.

use super::fold;
use super::sign::Sign;
use super::synonyms::{Synonyms, concept_term};
use super::vocabulary::Vocabulary;

/// How near a stand-in comes, in thousandths.
const EXACT: u32 = 1000;
const SYNONYM: u32 = 800;
const COMPOUND: u32 = 800;
const SOUND: u32 = 900;
const SLIP: u32 = 800;
const TWO_SLIPS: u32 = 600;
/// A part of a compound that the index also holds whole.
const PART: u32 = 500;
/// Shorter unknown words are not corrected: too much lies near them.
const SHORTEST_SLIP: usize = 5;
/// In words this long two slips are forgiven.
const SHORTEST_TWO_SLIPS: usize = 8;

/// So many kinds of numbers are told apart by the sieve of a question; a power of two.
const SIEVE: usize = 512;
/// With more numbers asked for than this, those of a list are looked up among them instead.
const MOST_FEW: usize = 8;
/// No number of this kind is asked for.
const NONE_OF_KIND: u32 = u32::MAX;

/// A question in words.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    words: Vec<String>,
    /// The words that were taken for others, by their number.
    mended: Vec<usize>,
    /// Number in the vocabulary, word of the question, nearness; sorted by kind, then number.
    asked: Vec<(u32, u8, u16)>,
    /// For each kind of number, where those asked for begin, so that a session's words, nearly
    /// all of which were not asked for, are passed over at once.
    sieve: Box<[u32; SIEVE]>,
    greatest: u32,
    /// Of everything asked for.
    sign: Sign,
}

/// The kind of a number: its last bits.
#[inline(always)]
const fn kind(number: u32) -> usize {
    number as usize % SIEVE
}

impl Question {
    /// Words after these are not looked at.
    pub(crate) const MOST_WORDS: usize = 16;
    const MOST_SIGNS: usize = 400;

    /// Reads what was typed; `None` when no word in it tells anything.
    pub(crate) fn read(text: &str, vocabulary: &Vocabulary, synonyms: &Synonyms) -> Option<Self> {
        let start: String = text.chars().take(Self::MOST_SIGNS).collect();
        let folded = fold::fold(&start);
        let mut typed: Vec<String> = Vec::new();
        fold::each_word(&folded, |word| typed.push(word.to_owned()));
        typed.truncate(Self::MOST_WORDS);
        let stems: Vec<String> = typed.iter().map(|word| fold::stem(word)).collect();
        let stems: Vec<&str> = stems.iter().map(String::as_str).collect();

        // A phrase such as "nordic walking" lends its concept to each of its words.
        let mut concepts: Vec<Vec<u32>> = vec![Vec::new(); typed.len()];
        for at in 0..typed.len() {
            synonyms.concepts_at(&stems, at, None, |concept, length| {
                if let Some(number) = vocabulary.known(&concept_term(concept)) {
                    for of_word in &mut concepts[at..at + length] {
                        of_word.push(number);
                    }
                }
            });
        }

        let mut question = Self {
            words: Vec::new(),
            mended: Vec::new(),
            asked: Vec::new(),
            sieve: Box::new([NONE_OF_KIND; SIEVE]),
            greatest: 0,
            sign: Sign::default(),
        };
        for (at, (word, concepts)) in typed.iter().zip(concepts).enumerate() {
            let stem = stems[at];
            if stems[..at].contains(&stem) {
                continue; // Saying it twice does not make it weigh more.
            }
            question.ask(word, stem, &concepts, vocabulary, synonyms);
        }
        question
            .asked
            .sort_unstable_by_key(|asked| (kind(asked.0), *asked));
        for (at, (number, _, _)) in question.asked.iter().enumerate().rev() {
            question.greatest = question.greatest.max(*number);
            question.sieve[kind(*number)] = at as u32;
        }
        question.sign = Sign::of(question.asked.iter().map(|asked| asked.0));
        (!question.words.is_empty()).then_some(question)
    }

    fn ask(
        &mut self,
        word: &str,
        stem: &str,
        concepts: &[u32],
        vocabulary: &Vocabulary,
        synonyms: &Synonyms,
    ) {
        let known = vocabulary.known(stem);
        let compounds = vocabulary.compounds_with(stem);
        let parts = vocabulary.parts_of(word);
        if let Some(parts) = &parts
            && known.is_none()
            && concepts.is_empty()
        {
            // An unknown compound is asked for by its parts.
            let before = self.words.len();
            for part in parts {
                let numbers = by_part(part, COMPOUND, vocabulary);
                if !numbers.is_empty() {
                    self.add_word(part, numbers);
                }
            }
            if self.words.len() > before {
                return;
            }
        }
        let mut numbers: Vec<(u32, u32)> =
            known.map(|number| (number, EXACT)).into_iter().collect();
        numbers.extend(concepts.iter().map(|number| (*number, SYNONYM)));
        numbers.extend(compounds.iter().map(|number| (*number, COMPOUND)));
        for part in parts.into_iter().flatten() {
            numbers.extend(by_part(part, PART, vocabulary));
        }
        let is_unknown = numbers.is_empty();
        if is_unknown {
            let letters = word.chars().count();
            let sounding = vocabulary.sounding_like(stem);
            numbers.extend(sounding.into_iter().map(|number| (number, SOUND)));
            for (slips, shortest, nearness) in
                [(1, SHORTEST_SLIP, SLIP), (2, SHORTEST_TWO_SLIPS, TWO_SLIPS)]
            {
                if numbers.is_empty() && letters >= shortest {
                    let near = vocabulary.near(stem, slips);
                    numbers.extend(near.into_iter().map(|number| (number, nearness)));
                    let meant = synonyms.near(stem, slips).into_iter();
                    let meant =
                        meant.filter_map(|concept| vocabulary.known(&concept_term(concept)));
                    let nearness = nearness * SYNONYM / EXACT;
                    numbers.extend(meant.map(|number| (number, nearness)));
                }
            }
        }
        if is_unknown && !numbers.is_empty() && self.words.len() < Self::MOST_WORDS {
            self.mended.push(self.words.len());
        }
        self.add_word(word, numbers);
    }

    fn add_word(&mut self, word: &str, numbers: Vec<(u32, u32)>) {
        if self.words.len() < Self::MOST_WORDS {
            let at = self.words.len() as u8;
            self.words.push(word.to_owned());
            self.asked.extend(
                numbers
                    .into_iter()
                    .map(|(number, nearness)| (number, at, nearness as u16)),
            );
        }
    }

    /// The words asked for, folded, as typed.
    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// The words that were taken for others, by their number.
    pub(crate) fn mended(&self) -> &[usize] {
        &self.mended
    }

    /// Those of the words that no offer holds, nor anything that may stand in for them.
    pub(crate) fn unknown(&self) -> Vec<String> {
        let is_known = |at: usize| {
            self.asked
                .iter()
                .any(|(_, word, _)| usize::from(*word) == at)
        };
        let words = self.words.iter().enumerate();
        words
            .filter(|(at, _)| !is_known(*at))
            .map(|(_, word)| word.clone())
            .collect()
    }

    /// Which numbers stand in for which words of the question and how near each comes, when they are
    /// few enough to be looked for one by one.
    #[inline]
    pub(crate) fn few(&self) -> Option<&[(u32, u8, u16)]> {
        (self.asked.len() <= MOST_FEW).then_some(&self.asked)
    }

    /// The sign of every number asked for.
    #[inline]
    pub(crate) const fn sign(&self) -> Sign {
        self.sign
    }

    /// The greatest number asked for.
    pub(crate) const fn greatest(&self) -> u32 {
        self.greatest
    }

    /// Which numbers stand in for a word of the question, and how near each comes.
    pub(crate) fn asked_for(&self, word: usize) -> impl Iterator<Item = (u32, u32)> {
        self.asked
            .iter()
            .filter(move |asked| usize::from(asked.1) == word)
            .map(|asked| (asked.0, u32::from(asked.2)))
    }

    /// For which words of the question a number stands in, and how near it comes.
    #[inline]
    pub(crate) fn asks(&self, number: u32) -> impl Iterator<Item = (usize, u32)> {
        let first = self.sieve[kind(number)];
        let of_kind = match first {
            NONE_OF_KIND => &[],
            first => &self.asked[first as usize..],
        };
        of_kind
            .iter()
            .take_while(move |asked| kind(asked.0) == kind(number))
            .filter(move |asked| asked.0 == number)
            .map(|asked| (usize::from(asked.1), u32::from(asked.2)))
    }
}

/// What answers to a part of a compound.
fn by_part(part: &str, nearness: u32, vocabulary: &Vocabulary) -> Vec<(u32, u32)> {
    let stem = fold::stem(part);
    let whole = vocabulary.known(&stem).map(|number| (number, nearness));
    let compounds = vocabulary.compounds_with(&stem);
    let within = compounds
        .into_iter()
        .map(|number| (number, nearness * COMPOUND / 1000));
    whole.into_iter().chain(within).collect()
}
