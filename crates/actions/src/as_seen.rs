//! What somebody saw when they opened a form, so that what they send does not put back what somebody
//! else saved meanwhile. The form carries a mark for each of its parts; a part whose mark is another
//! now was changed by somebody else.
//!
//! Marks tell forms apart and keep no secret: who makes one up only overrules a change they saw.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// Signs of a mark.
const SIGNS: usize = 8;

/// The marks of these parts, as a form carries them.
#[must_use]
pub fn marks(parts: &[String]) -> String {
    parts.iter().map(|part| mark(part)).collect()
}

/// Which of these parts, by their number, are not (any more) as the marks say. None when there are no
/// marks at all: a program, and not a form that was opened before.
#[must_use]
pub fn changed_since(marks: &str, parts: &[String]) -> Vec<usize> {
    if marks.is_empty() {
        return Vec::new();
    }
    let of = |at: usize| marks.get(at * SIGNS..(at + 1) * SIGNS);
    let parts = parts.iter().enumerate();
    parts
        .filter(|(at, part)| of(*at) != Some(mark(part).as_str()))
        .map(|(at, _)| at)
        .collect()
}

fn mark(part: &str) -> String {
    let mut mark = HEXLOWER.encode(&Sha256::digest(part.as_bytes()));
    mark.truncate(SIGNS);
    mark
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(all: &[&str]) -> Vec<String> {
        all.iter().map(|one| (*one).to_owned()).collect()
    }

    #[test]
    fn only_the_part_that_is_another_now_was_changed() {
        let seen = marks(&parts(&["7", "", "073 123"]));
        assert_eq!(changed_since(&seen, &parts(&["7", "", "073 123"])), [0; 0]);
        assert_eq!(changed_since(&seen, &parts(&["5", "", "073 999"])), [0, 2]);
        assert_eq!(changed_since("", &parts(&["5", "", ""])), [0; 0]);
    }

    #[test]
    fn marks_that_somebody_made_up_are_those_of_another_form() {
        for hostile in ["x", "zzzzzzzz", "éééééééé", "12345678901234567890"] {
            assert_eq!(changed_since(hostile, &parts(&["7", "8"])), [0, 1]);
        }
    }
}
