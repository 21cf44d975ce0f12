//! Each offer's words as numbers of the vocabulary, with where they stand. Offers keep their
//! words: a search first narrows to a few hundred sessions, and looking at thirty numbers of each is
//! quicker than joining long lists. Where words filter by themselves, see `postings`.

use std::collections::HashMap;
use std::hint::black_box;

use domain::ids::MunicipalityId;

use super::synonyms::{Synonyms, concept_term};
use super::vocabulary::Vocabulary;
use super::{fold, question::Question};

/// Where a word stands. What stands in more places counts for the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Field {
    /// Title or activity.
    Title = 0,
    /// The provider's name.
    Provider = 1,
    /// The description.
    Description = 2,
}

/// What a word is worth by where it stands, in thousandths.
const WORTH: [u32; 4] = [1000, 700, 500, 0];
const NUMBER: u32 = (1 << 30) - 1;

/// What a word that stands in this field and comes so near is worth, in thousandths.
#[inline]
pub(crate) fn worth(field: u8, nearness: u32) -> u32 {
    WORTH[usize::from(field)] * nearness / 1000
}

/// The words of many offers, one list after another.
///
/// Within a list words go up by number, and each is written as how far it lies beyond the one
/// before with its field in the two lowest bits, seven bits a byte, lowest first: most words take
/// a byte or two, so that a list lies in one or two lines of memory. Beside each lies its [`Sign`]:
/// most lists that hold nothing of what is asked are passed over by it alone.
#[derive(Debug, Default)]
pub(crate) struct WordLists {
    starts: Vec<u32>,
    bytes: Vec<u8>,
    signs: Vec<Sign>,
}

/// A few words in eight bytes, a bit each: whoever shares no bit with it shares no word with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sign(u64);

impl Sign {
    /// The sign of all these words.
    pub(crate) fn of(numbers: impl IntoIterator<Item = u32>) -> Self {
        // Neighbours in the vocabulary are often words of one text, so bits are given out evenly
        // by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
        const GOLDEN: u32 = 0x9E37_79B9;
        let bit = |number: u32| 1 << (number.wrapping_mul(GOLDEN) >> (u32::BITS - 6));
        Self(numbers.into_iter().fold(0, |all, number| all | bit(number)))
    }

    /// Of the words of both.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether both may hold the same word.
    #[inline(always)]
    pub(crate) const fn may_share(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Reads one list.
struct Entries<'a> {
    left: std::slice::Iter<'a, u8>,
    number: u32,
}

impl Iterator for Entries<'_> {
    /// A word's number and its field.
    type Item = (u32, u8);

    #[inline]
    fn next(&mut self) -> Option<(u32, u8)> {
        let first = *self.left.next()?;
        let mut entry = u32::from(first & 0x7f);
        let mut last = first;
        let mut shift = 7;
        while last & 0x80 != 0 {
            last = *self.left.next()?;
            entry |= u32::from(last & 0x7f) << shift;
            shift += 7;
        }
        self.number += entry >> 2;
        Some((self.number, (entry & 3) as u8))
    }
}

impl WordLists {
    #[inline]
    fn of(&self, list: usize) -> Entries<'_> {
        let bytes = match (self.starts.get(list), self.starts.get(list + 1)) {
            (Some(from), Some(to)) => &self.bytes[*from as usize..*to as usize],
            _ => &[],
        };
        Entries {
            left: bytes.iter(),
            number: 0,
        }
    }

    /// Adds a list of numbers, going up, with their fields in the two highest bits.
    fn add(&mut self, list: &[u32]) {
        let mut before = 0;
        for entry in list {
            let number = entry & NUMBER;
            let mut left = (number - before) << 2 | entry >> 30;
            before = number;
            while left >= 0x80 {
                self.bytes.push(left as u8 | 0x80);
                left >>= 7;
            }
            self.bytes.push(left as u8);
        }
        self.starts.push(self.bytes.len() as u32);
        self.signs
            .push(Sign::of(list.iter().map(|entry| entry & NUMBER)));
    }

    /// Whether a list may hold what is asked for.
    #[inline(always)]
    fn may_hold(&self, list: usize, asked: Sign) -> bool {
        self.signs
            .get(list)
            .is_some_and(|sign| sign.may_share(asked))
    }

    /// Asks memory at once for those of these lists that may hold what is `asked`, for who is about
    /// to look at each of them.
    pub(crate) fn fetch(&self, lists: impl Iterator<Item = usize> + Clone, asked: Sign) {
        let lists = lists.filter(|list| self.may_hold(*list, asked));
        for list in lists.clone() {
            black_box(self.starts.get(list + 1).copied());
        }
        for list in lists {
            if let [first, .., last] = self.of(list).left.as_slice() {
                black_box(first ^ last);
            }
        }
    }

    /// How many lists there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The numbers of a list's words, each with the field in which it stands best.
    pub(crate) fn entries(&self, list: usize) -> impl Iterator<Item = (u32, u8)> {
        self.of(list)
    }

    /// The numbers of a list's words.
    pub(crate) fn numbers(&self, list: usize) -> impl Iterator<Item = u32> {
        self.of(list).map(|(number, _)| number)
    }

    /// How well a list answers a question, in thousandths: the mean over the asked words of the
    /// best place where each is found.
    #[inline]
    pub(crate) fn relevance(&self, list: usize, question: &Question) -> u32 {
        if !self.may_hold(list, question.sign()) {
            return 0;
        }
        let best = self.best(list, question);
        best.iter().sum::<u32>() / question.words().len().max(1) as u32
    }

    /// Which of the asked words a list holds, by their number in the question.
    pub(crate) fn matched(&self, list: usize, question: &Question) -> Vec<usize> {
        let best = self.best(list, question);
        (0..question.words().len())
            .filter(|word| best[*word] > 0)
            .collect()
    }

    #[inline]
    fn best(&self, list: usize, question: &Question) -> [u32; Question::MOST_WORDS] {
        let mut best = [0; Question::MOST_WORDS];
        // Words go up by number: beyond the greatest that is asked for there is nothing to find.
        let up_to = question.greatest();
        for (number, field) in self.of(list).take_while(|(number, _)| *number <= up_to) {
            for (word, nearness) in question.asks(number) {
                best[word] = best[word].max(worth(field, nearness));
            }
        }
        best
    }

    /// Which of the asked words a list holds in title or activity, by their number in the question.
    pub(crate) fn titled(&self, list: usize, question: &Question) -> Vec<usize> {
        if !self.may_hold(list, question.sign()) {
            return Vec::new();
        }
        let mut found: Vec<usize> = self
            .of(list)
            .filter(|(_, field)| *field == Field::Title as u8)
            .flat_map(|(number, _)| question.asks(number).map(|(word, _)| word))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The same lists in another order.
    pub(crate) fn in_order(&self, order: &[u32]) -> Self {
        let mut lists = Self {
            starts: vec![0],
            bytes: Vec::with_capacity(self.bytes.len()),
            signs: Vec::with_capacity(order.len()),
        };
        for list in order {
            lists.bytes.extend(self.of(*list as usize).left);
            lists.starts.push(lists.bytes.len() as u32);
            lists.signs.push(self.signs[*list as usize]);
        }
        lists
    }

    /// Bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.starts.len() * 4 + self.bytes.len() + self.signs.len() * size_of::<Sign>()
    }
}

/// Whether an offer says of what follows that it is not there: "zonder wedstrijden", "geen muziek of
/// dans". It must not be found by who looks for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Denial {
    None,
    /// The next word is denied.
    Next,
    /// A word was; another may be put beside it.
    Said,
}

impl Denial {
    /// Takes the next word of a text; gives whether it is denied.
    fn holds(&mut self, word: &str) -> bool {
        let (now, is_denied) = match (*self, word) {
            (_, "zonder" | "geen") => (Self::Next, false),
            (Self::Next, "de" | "het" | "een") => (Self::Next, false),
            (Self::Next, _) => (Self::Said, true),
            (Self::Said, "of" | "en") => (Self::Next, false),
            _ => (Self::None, false),
        };
        *self = now;
        is_denied
    }
}

/// A word that was met before.
#[derive(Clone, Copy, Debug)]
struct Met {
    number: u32,
    /// Whether a synonym begins with it.
    begins_phrase: bool,
}

/// Reads texts into word lists.
#[derive(Debug)]
pub(crate) struct Reader<'v> {
    vocabulary: &'v mut Vocabulary,
    synonyms: &'v Synonyms,
    /// Whose synonyms hold for what is read now.
    municipality: Option<MunicipalityId>,
    lists: WordLists,
    /// Folded word to its stem's number, or nothing when it tells nothing: most words are met
    /// many times.
    met: HashMap<String, Option<Met>>,
    stems: HashMap<u32, String>,
    folded: String,
    sequence: Vec<Met>,
    list: Vec<u32>,
}

impl<'v> Reader<'v> {
    /// Adds what it reads to `vocabulary`.
    pub(crate) fn new(vocabulary: &'v mut Vocabulary, synonyms: &'v Synonyms) -> Self {
        Self {
            vocabulary,
            synonyms,
            municipality: None,
            lists: WordLists {
                starts: vec![0],
                ..WordLists::default()
            },
            met: HashMap::new(),
            stems: HashMap::new(),
            folded: String::new(),
            sequence: Vec::new(),
            list: Vec::new(),
        }
    }

    /// What is read next belongs to this municipality.
    pub(crate) fn of_municipality(&mut self, municipality: MunicipalityId) {
        self.municipality = Some(municipality);
    }

    /// Reads one text of the current list.
    pub(crate) fn read(&mut self, text: &str, field: Field) {
        let Self {
            vocabulary,
            synonyms,
            municipality,
            met,
            stems,
            folded,
            sequence,
            list,
            ..
        } = self;
        fold::fold_into(text, folded);
        sequence.clear();
        let mut denial = Denial::None;
        fold::each_any_word(folded, |word| {
            if denial.holds(word) {
                return;
            }
            let number = match met.get(word) {
                Some(number) => *number,
                None => {
                    let number = fold::tells(word).then(|| {
                        let stem = fold::stem(word);
                        let number = vocabulary.admit(&stem);
                        let begins_phrase = synonyms.begins_phrase(&stem);
                        stems.insert(number, stem);
                        Met {
                            number,
                            begins_phrase,
                        }
                    });
                    met.insert(word.to_owned(), number);
                    number
                }
            };
            sequence.extend(number);
        });
        let tag = (field as u32) << 30;
        list.extend(sequence.iter().map(|met| met.number | tag));
        if !sequence.iter().any(|met| met.begins_phrase) {
            return;
        }
        let words: Vec<&str> = sequence
            .iter()
            .map(|met| stems.get(&met.number).map_or("", String::as_str))
            .collect();
        for at in 0..words.len() {
            synonyms.concepts_at(&words, at, *municipality, |concept, _| {
                list.push(vocabulary.admit(&concept_term(concept)) | tag);
            });
        }
    }

    /// Ends the current list: each word once, where it stands best.
    pub(crate) fn end_list(&mut self) {
        self.list
            .sort_unstable_by_key(|entry| (entry & NUMBER, *entry));
        self.list.dedup_by_key(|entry| *entry & NUMBER);
        for entry in &self.list {
            self.vocabulary.used(entry & NUMBER);
        }
        self.lists.add(&self.list);
        self.list.clear();
    }

    /// The lists that were read.
    pub(crate) fn finish(mut self) -> WordLists {
        self.vocabulary.settle();
        self.lists.bytes.shrink_to_fit();
        self.lists.signs.shrink_to_fit();
        self.lists
    }
}
