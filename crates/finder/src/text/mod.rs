//! Dutch words: how titles and wishes are read, so that "wandeling" finds "wandelen".
//!
//! Letters are folded (no capitals, no accents), words cut by the Dutch Snowball stemmer, words
//! that say nothing left out. `synonyms` makes one concept of what people call differently;
//! `vocabulary` knows which words the index holds, splits compounds by it and forgives a slip of
//! the pen; `said` hears what is not wished; `words` keeps each offer's words and rates a
//! question against them, with a `sign` beside each to pass over most; `postings` tells which offers hold a word at all.

pub(crate) mod fold;
pub(crate) mod postings;
pub(crate) mod question;
pub(crate) mod said;
pub(crate) mod sign;
pub(crate) mod slip;
pub(crate) mod synonyms;
pub(crate) mod vocabulary;
pub(crate) mod words;
