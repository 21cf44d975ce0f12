//! The other way round from `words`: for each word the lists that hold it, with where it stands in
//! them. For who asks the whole country for words (the catalogue, where words filter), instead of
//! how well one list answers.

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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::synonyms::Synonyms;
    use crate::text::vocabulary::Vocabulary;
    use crate::text::words::{Field, Reader};

    /// Asks both of lists that hold these titles in turn, of a vocabulary that held so many words
    /// before.
    fn asked_both_ways(before: u32, titles: &[&str], questions: &[&str]) {
        let (mut vocabulary, synonyms) = (Vocabulary::default(), Synonyms::ours());
        for number in 0..before {
            vocabulary.admit(&format!("eerder{number}"));
        }
        let mut reader = Reader::new(&mut vocabulary, &synonyms);
        for at in 0..200 {
            reader.read(titles[at % titles.len()], Field::Title);
            reader.read(titles[at % 3], Field::Description);
            reader.end_list();
        }
        let words = reader.finish();
        let postings = Postings::of(&words);
        for text in questions {
            let question = Question::read(text, &vocabulary, &synonyms).unwrap();
            let told: Vec<u32> = (0..200)
                .map(|list| words.relevance(list, &question))
                .collect();
            let at_once = postings.relevances(&question);
            let at_once: Vec<u32> = at_once.into_iter().map(u32::from).collect();
            assert_eq!(at_once, told, "{text}, after {before} words");
        }
        // A word that came into the vocabulary later stands in none of these.
        let later = vocabulary.admit("later");
        assert_eq!(postings.holding(later), &[] as &[u32]);
    }

    #[test]
    fn all_lists_at_once_answer_as_each_does_by_itself() {
        let titles = ["yoga", "judo", "yoga en judo", "", "schaken"];
        let questions = ["yoga", "judo", "yoga judo", "schaken", "schaatsen"];
        for before in [0, 16_380, 20_000] {
            asked_both_ways(before, &titles, &questions);
        }
    }

    #[test]
    fn a_word_that_many_others_stand_in_for_is_found_in_each() {
        let parts = [
            "groep", "les", "club", "kring", "uur", "school", "ochtend", "avond", "zaal", "feest",
        ];
        let titles: Vec<String> = parts
            .iter()
            .map(|part| format!("judo{part} judo"))
            .collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        for before in [0, 16_380] {
            asked_both_ways(before, &titles, &["judo", "judo les"]);
        }
    }
}
