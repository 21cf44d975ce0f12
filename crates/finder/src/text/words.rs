//! Each offer's words as numbers of the vocabulary, with where they stand. Offers keep their
//! words rather than words their offers: a search first narrows to a few hundred sessions, and
//! looking at thirty numbers of each is quicker than joining long lists.

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

/// The words of many offers, one list after another.
#[derive(Debug, Default)]
pub(crate) struct WordLists {
    starts: Vec<u32>,
    /// A word's number, and its field in the two highest bits; sorted within a list.
    entries: Vec<u32>,
}

impl WordLists {
    fn of(&self, list: usize) -> &[u32] {
        match (self.starts.get(list), self.starts.get(list + 1)) {
            (Some(from), Some(to)) => &self.entries[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// Asks memory for these lists at once, for who is about to look at each of them.
    pub(crate) fn fetch(&self, lists: impl Iterator<Item = usize> + Clone) {
        for list in lists.clone() {
            black_box(self.starts.get(list + 1).copied());
        }
        for list in lists {
            if let [first, .., last] = self.of(list) {
                black_box(first ^ last);
            }
        }
    }

    /// The numbers of a list's words.
    pub(crate) fn numbers(&self, list: usize) -> impl Iterator<Item = u32> {
        self.of(list).iter().map(|entry| entry & NUMBER)
    }

    /// How well a list answers a question, in thousandths: the mean over the asked words of the
    /// best place where each is found.
    #[inline]
    pub(crate) fn relevance(&self, list: usize, question: &Question) -> u32 {
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
        for entry in self.of(list) {
            let worth = WORTH[(entry >> 30) as usize];
            for (word, nearness) in question.asks(entry & NUMBER) {
                best[word] = best[word].max(worth * nearness / 1000);
            }
        }
        best
    }

    /// Which of the asked words a list holds in title or activity, by their number in the question.
    pub(crate) fn titled(&self, list: usize, question: &Question) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .of(list)
            .iter()
            .filter(|entry| *entry >> 30 == Field::Title as u32)
            .map(|entry| entry & NUMBER)
            .flat_map(|number| question.asks(number).map(|(word, _)| word))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The same lists in another order.
    pub(crate) fn in_order(&self, order: &[u32]) -> Self {
        let mut lists = Self {
            starts: vec![0],
            entries: Vec::with_capacity(self.entries.len()),
        };
        for list in order {
            lists.entries.extend_from_slice(self.of(*list as usize));
            lists.starts.push(lists.entries.len() as u32);
        }
        lists
    }

    /// Bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        (self.starts.len() + self.entries.len()) * 4
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
                entries: Vec::new(),
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
        fold::each_any_word(folded, |word| {
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
        for entry in self.list.drain(..) {
            self.vocabulary.used(entry & NUMBER);
            self.lists.entries.push(entry);
        }
        self.lists.starts.push(self.lists.entries.len() as u32);
    }

    /// The lists that were read.
    pub(crate) fn finish(mut self) -> WordLists {
        self.vocabulary.settle();
        self.lists.entries.shrink_to_fit();
        self.lists
    }
}
