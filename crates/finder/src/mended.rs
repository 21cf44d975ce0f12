//! Which words of a question were taken for others, so that nobody is corrected in silence. Called
//! by the search; what was meant is told as a lesson on the page writes it.

use std::collections::HashSet;

use crate::search::Hit;
use crate::text::fold;
use crate::text::question::Question;
use crate::text::vocabulary::Vocabulary;

/// A word that no offer holds, and that was taken for one that lies a slip of the pen away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// In small letters without accents, as it was typed.
    pub typed: String,
    /// A word of the hits that it was taken for; `None` when they hold it by another name.
    pub meant: Option<String>,
}

/// The words of a question that were taken for others.
pub(crate) fn mended(question: &Question, vocabulary: &Vocabulary, hits: &[Hit]) -> Vec<Mended> {
    let all = question.mended().iter().map(|at| {
        let stems: HashSet<&str> = question
            .asked_for(*at)
            .map(|(number, _)| vocabulary.word(number))
            .collect();
        Mended {
            typed: question.words()[*at].clone(),
            meant: hits.iter().find_map(|hit| written(hit, &stems)),
        }
    });
    all.collect()
}

/// The first word of an offer that has one of these stems.
fn written(hit: &Hit, stems: &HashSet<&str>) -> Option<String> {
    let texts = [Some(&hit.offer.title), hit.offer.description.as_ref()];
    texts.into_iter().flatten().find_map(|text| {
        let mut found = None;
        fold::each_word(&fold::fold(text), |word| {
            if found.is_none() && stems.contains(fold::stem(word).as_str()) {
                found = Some(word.to_owned());
            }
        });
        found
    })
}
