//! The other way round from `words`: for each word the lists that hold it, with where it stands in
//! them. For who asks the whole country for words (the catalogue, where words filter), instead of
//! how well one list answers.

use std::ops::Range;

use super::question::Question;
use super::words::{WordLists, worth};

const FIELD_BITS: u32 = 2;
const FIELD: u32 = (1 << FIELD_BITS) - 1;

/// For each word of the vocabulary the numbers of the lists that hold it, going up.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    /// The lists of word `n` are `lists[starts[n]..starts[n + 1]]`; words from the end of `starts`
    /// on stand nowhere.
    starts: Vec<u32>,
    /// The number of a list, and in the two lowest bits the field in which the word stands best.
    lists: Vec<u32>,
    /// How many lists there are.
    of: usize,
}

impl Postings {
    /// Turns word lists round.
    pub(crate) fn of(words: &WordLists) -> Self {
        let mut starts = Vec::new();
        for list in 0..words.len() {
            for number in words.numbers(list) {
                let after = number as usize + 2;
                if starts.len() <= after {
                    starts.resize(after + 1, 0);
                }
                // One place on, so that the sums below are where each word begins.
                starts[after] += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut lists = vec![0; sum as usize];
        for list in 0..words.len() {
            for (number, field) in words.entries(list) {
                let next = &mut starts[number as usize + 1];
                lists[*next as usize] = (list as u32) << FIELD_BITS | u32::from(field);
                *next += 1;
            }
        }
        Self {
            starts,
            lists,
            of: words.len(),
        }
    }

    /// The lists that hold a word.
    fn holding(&self, number: u32) -> &[u32] {
        let number = number as usize;
        match (self.starts.get(number), self.starts.get(number + 1)) {
            (Some(from), Some(to)) => &self.lists[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// How well each list answers a question, in thousandths: as `WordLists::relevance` tells it of
    /// one.
    pub(crate) fn relevances(&self, question: &Question) -> Vec<u16> {
        let words = question.words().len().max(1);
        // A thousand a word at most: the sum of all words fits.
        let (mut sums, mut best) = (vec![0u16; self.of], vec![0u16; self.of]);
        for word in 0..words {
            for (number, nearness) in question.asked_for(word) {
                for entry in self.holding(number) {
                    let worth = worth((entry & FIELD) as u8, nearness) as u16;
                    let best = &mut best[(entry >> FIELD_BITS) as usize];
                    *best = worth.max(*best);
                }
            }
            for (sum, best) in sums.iter_mut().zip(&mut best) {
                *sum += std::mem::take(best);
            }
        }
        if words > 1 {
            sums.iter_mut().for_each(|sum| *sum /= words as u16);
        }
        sums
    }

    /// Whether [`Self::within`] costs less than reading every list of the runs that is left by then.
    /// Measured on a million sessions of which a twelfth is left: a word that every other session
    /// holds is read there, and so is a small circle.
    pub(crate) fn pay(&self, question: &Question, runs: &[Range<usize>]) -> bool {
        /// Looking up a word in a run costs what passing so many lists by does.
        const LOOK_UP: usize = 32;
        /// And so does a list that is found.
        const FOUND: usize = 2;
        let (asked, held) = question
            .numbers()
            .map(|number| self.holding(number).len())
            .fold((0, 0), |(asked, held), lists| (asked + 1, held + lists));
        let rows: usize = runs.iter().map(ExactSizeIterator::len).sum();
        let found = rows.saturating_mul(held) / self.of.max(1);
        runs.len() * asked * LOOK_UP + found * FOUND < rows
    }

    /// Calls `each` with the lists in each of `runs`, which go up, that hold a word that was asked
    /// for, and the number of that run; once for each word.
    pub(crate) fn within(
        &self,
        question: &Question,
        runs: &[Range<usize>],
        mut each: impl FnMut(usize, u32),
    ) {
        for number in question.numbers() {
            let mut left = self.holding(number);
            for (at, run) in runs.iter().enumerate() {
                left = &left[before(left, run.start)..];
                let end = before(left, run.end);
                let found = left[..end].iter();
                found.for_each(|entry| each(at, entry >> FIELD_BITS));
                left = &left[end..];
            }
        }
    }

    /// Bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        (self.starts.len() + self.lists.len()) * 4
    }
}

/// How many of these entries, which go up, lie before `bound`. Looks further and further from the start,
/// since the next run is never far.
fn before(lists: &[u32], bound: usize) -> usize {
    let lies_before = |entry: &u32| ((entry >> FIELD_BITS) as usize) < bound;
    let mut reach = 1;
    while lists.get(reach).is_some_and(lies_before) {
        reach *= 2;
    }
    let known = reach / 2;
    known + lists[known..lists.len().min(reach + 1)].partition_point(lies_before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::synonyms::Synonyms;
    use crate::text::vocabulary::Vocabulary;
    use crate::text::words::{Field, Reader};

    #[test]
    fn a_word_is_found_in_just_the_lists_that_hold_it_in_the_runs_that_are_asked() {
        let (mut vocabulary, synonyms) = (Vocabulary::default(), Synonyms::ours());
        let mut reader = Reader::new(&mut vocabulary, &synonyms);
        let titles = ["yoga", "judo", "yoga en judo", "", "schaken"];
        for at in 0..200 {
            reader.read(titles[at % titles.len()], Field::Title);
            reader.read(titles[at % 3], Field::Description);
            reader.end_list();
        }
        let words = reader.finish();
        let postings = Postings::of(&words);
        for text in ["yoga", "judo", "yoga judo", "schaken", "schaatsen"] {
            let question = Question::read(text, &vocabulary, &synonyms).unwrap();
            let holds = |list: &usize| words.relevance(*list, &question) > 0;
            let all: Vec<usize> = (0..200).filter(holds).collect();
            let told: Vec<u32> = (0..200)
                .map(|list| words.relevance(list, &question))
                .collect();
            let at_once = postings.relevances(&question);
            let at_once: Vec<u32> = at_once.into_iter().map(u32::from).collect();
            assert_eq!(at_once, told, "{text}");
            let runs = [3..80, 80..81, 90..199];
            let mut found = Vec::new();
            postings.within(&question, &runs, |run, list| {
                assert!(runs[run].contains(&(list as usize)));
                found.push(list as usize);
            });
            found.sort_unstable();
            found.dedup();
            let in_runs = |list: &usize| runs.iter().any(|run| run.contains(list));
            let expected: Vec<usize> = all.iter().copied().filter(in_runs).collect();
            assert_eq!(found, expected, "{text}");
        }
        // A rare word in one wide run is looked up; few lists in many runs are read one by one, and
        // so is a word that most of them hold.
        let asked = |text| Question::read(text, &vocabulary, &synonyms).unwrap();
        let whole = 0..200;
        let whole = std::slice::from_ref(&whole);
        assert!(postings.pay(&asked("schaken"), whole));
        let single: Vec<Range<usize>> = (0..100).map(|at| at..at + 1).collect();
        assert!(!postings.pay(&asked("schaken"), &single));
        assert!(!postings.pay(&asked("yoga judo"), whole));
        // A word that came into the vocabulary later stands in none of these.
        let later = vocabulary.admit("later");
        assert_eq!(postings.holding(later), &[] as &[u32]);
    }
}
