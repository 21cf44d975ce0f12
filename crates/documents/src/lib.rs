//! What people hold or look at: texts in seven languages, mail bodies, text to copy.
//!
//! Called by `actions` (mails) and `web` (pages). Uses the nouns of `domain` only; no I/O, no
//! clock: the same facts give the same words.

pub mod copy;
pub mod dutch;
pub mod mail;
pub mod moments;
pub mod offer_facts;
pub mod offer_words;
pub mod prices;
pub mod resident;
pub mod texts;
pub mod words;

pub use texts::{Arg, RESIDENT_LANGUAGES, Texts};
