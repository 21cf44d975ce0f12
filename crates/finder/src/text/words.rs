//! Each offer's words as numbers of the vocabulary, with where they stand. Offers keep their
//! words: a search first narrows to a few hundred sessions, and looking at thirty numbers of each is
//! quicker than joining long lists. Where words filter by themselves, see `postings`.

use std::collections::HashMap;
use std::hint::black_box;

use domain::ids::MunicipalityId;

use super::sign::Sign;
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

/// So many words are compared with one that is asked for at once.
const LANES: usize = 8;
type Lanes = [u16; LANES];
/// What fills up the last lanes of a list: a word with a number that no short one has.
const NOTHING: u16 = u16::MAX;
/// Words from this number on are long.
const LONG: u32 = (NOTHING >> FIELD_BITS) as u32;
const FIELD_BITS: u32 = 2;
const FIELD: u32 = (1 << FIELD_BITS) - 1;

/// The words of many offers, one list after another.
///
/// Within a list words go up by number, each with its field in the two lowest bits. The words that
/// came first, which are most of what texts are made of, take two bytes and lie side by side so
/// that eight are looked at together; the others lie apart, in four bytes each. Beside each list
/// lies its [`Sign`]: most that hold nothing of what is asked are passed over by it alone.
#[derive(Debug, Default)]
pub(crate) struct WordLists {
    /// One for each list, and one more where the last list ends.
    heads: Vec<Head>,
    short: Vec<Lanes>,
    long: Vec<u32>,
}

/// What is looked up of a list first, in one piece of memory: its sign, and where it begins.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Head {
    sign: Sign,
    short: u32,
    long: u32,
}

/// One list.
#[derive(Clone, Copy)]
struct List<'a> {
    short: &'a [Lanes],
    long: &'a [u32],
}

impl<'a> List<'a> {
    /// The numbers of its words going up, each with its field.
    #[inline]
    fn entries(self) -> impl Iterator<Item = (u32, u8)> + use<'a> {
        let short = self.short.as_flattened().iter();
        let short = short.take_while(|entry| **entry != NOTHING);
        let all = short
            .map(|entry| u32::from(*entry))
            .chain(self.long.iter().copied());
        all.map(|entry| (entry >> FIELD_BITS, (entry & FIELD) as u8))
    }

    /// The field in which it holds a word.
    #[inline(always)]
    fn field_of(self, number: u32) -> Option<u8> {
        if number >= LONG {
            let mut long = self.long.iter();
            let found = long.find(|entry| **entry >> FIELD_BITS == number);
            return found.map(|entry| (entry & FIELD) as u8);
        }
        let number = number as u16;
        // One more than the field, in the lane in which it is found: no list holds a word twice.
        let mut found = [0; LANES];
        for lanes in self.short {
            for (found, entry) in found.iter_mut().zip(lanes) {
                let is_it = u16::from(entry >> FIELD_BITS == number);
                *found |= is_it * ((entry & FIELD as u16) + 1);
            }
        }
        let found = found.iter().fold(0, |all, one| all | one);
        (found as u8).checked_sub(1)
    }
}

impl WordLists {
    #[inline]
    fn of(&self, list: usize) -> List<'_> {
        match self.heads.get(list..list + 2) {
            Some([from, to]) => List {
                short: &self.short[from.short as usize..to.short as usize],
                long: &self.long[from.long as usize..to.long as usize],
            },
            _ => List {
                short: &[],
                long: &[],
            },
        }
    }

    /// Adds a list of numbers, going up, with their fields in the two highest bits.
    fn add(&mut self, list: &[u32]) {
        self.head(Sign::of(list.iter().map(|entry| entry & NUMBER)));
        let entries = list
            .iter()
            .map(|entry| (entry & NUMBER) << FIELD_BITS | entry >> 30);
        let is_short = |entry: &u32| entry >> FIELD_BITS < LONG;
        let mut lanes = [NOTHING; LANES];
        let mut at = 0;
        for entry in entries.clone().filter(is_short) {
            lanes[at] = entry as u16;
            at = (at + 1) % LANES;
            if at == 0 {
                self.short
                    .push(std::mem::replace(&mut lanes, [NOTHING; LANES]));
            }
        }
        if at > 0 {
            self.short.push(lanes);
        }
        self.long.extend(entries.filter(|entry| !is_short(entry)));
    }

    /// Writes down that the next list begins, or the last one ends, here.
    fn head(&mut self, sign: Sign) {
        self.heads.push(Head {
            sign,
            short: self.short.len() as u32,
            long: self.long.len() as u32,
        });
    }

    /// Whether a list may hold what is asked for.
    #[inline(always)]
    fn may_hold(&self, list: usize, asked: Sign) -> bool {
        let head = self.heads.get(list);
        head.is_some_and(|head| head.sign.may_share(&asked))
    }

    /// Asks memory at once for those of these lists that may hold what is `asked`, for who is about
    /// to look at each of them.
    pub(crate) fn fetch(&self, lists: impl Iterator<Item = usize> + Clone, asked: Sign) {
        for list in lists.clone() {
            black_box(self.heads.get(list + 1).map(|head| head.short));
        }
        for list in lists.filter(|list| self.may_hold(*list, asked)) {
            if let [first, .., last] = self.of(list).short {
                black_box(first[0] ^ last[0]);
            }
        }
    }

    /// How many lists there are.
    pub(crate) fn len(&self) -> usize {
        self.heads.len().saturating_sub(1)
    }

    /// The numbers of a list's words, each with the field in which it stands best.
    pub(crate) fn entries(&self, list: usize) -> impl Iterator<Item = (u32, u8)> {
        self.of(list).entries()
    }

    /// The numbers of a list's words.
    pub(crate) fn numbers(&self, list: usize) -> impl Iterator<Item = u32> {
        self.entries(list).map(|(number, _)| number)
    }

    /// How well a list answers a question, in thousandths: the mean over the asked words of the
    /// best place where each is found.
    #[inline]
    pub(crate) fn relevance(&self, list: usize, question: &Question) -> u32 {
        if !self.may_hold(list, question.sign()) {
            return 0;
        }
        let best = self.best(list, question);
        match best.iter().sum::<u32>() {
            0 => 0,
            sum => sum / question.words().len().max(1) as u32,
        }
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
        let list = self.of(list);
        if let Some(few) = question.few() {
            for (number, word, nearness) in few {
                if let Some(field) = list.field_of(*number) {
                    let word = usize::from(*word);
                    best[word] = best[word].max(worth(field, u32::from(*nearness)));
                }
            }
            return best;
        }
        // Words go up by number: beyond the greatest that is asked for there is nothing to find.
        let up_to = question.greatest();
        for (number, field) in list.entries().take_while(|(number, _)| *number <= up_to) {
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
            .entries(list)
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
            heads: Vec::with_capacity(order.len() + 1),
            short: Vec::with_capacity(self.short.len()),
            long: Vec::with_capacity(self.long.len()),
        };
        for list in order {
            lists.head(self.heads[*list as usize].sign);
            let List { short, long } = self.of(*list as usize);
            lists.short.extend(short);
            lists.long.extend(long);
        }
        lists.head(Sign::default());
        lists
    }

    /// Bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.heads.len() * size_of::<Head>()
            + self.short.len() * size_of::<Lanes>()
            + self.long.len() * size_of::<u32>()
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
            lists: WordLists::default(),
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
        self.lists.head(Sign::default());
        self.lists.heads.shrink_to_fit();
        self.lists.short.shrink_to_fit();
        self.lists.long.shrink_to_fit();
        self.lists
    }
}
