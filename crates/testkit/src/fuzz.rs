//! Fuzzing on the stable toolchain: valid examples from a folder, damaged at random, given to a
//! parser. bolero finds the damage, shrinks what fails and prints it.
//!
//! Every target runs for some seconds among the other tests, and for as long as one likes with
//! `FUZZ_SECONDS` (`cargo xtask deep`). What ever failed is kept as a file in the folder.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::time::Duration;

/// The variable with how many seconds each target runs.
pub const SECONDS: &str = "FUZZ_SECONDS";

/// One place where an example is damaged: where, how, and with what.
type Damage = (u16, u8, u8);

/// What readers stumble over, wherever it stands.
const STONES: [&[u8]; 24] = [
    b"\0",
    b"\r\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"1e400",
    b"NaN",
    b"9999-12-31",
    b"0000-00-00",
    b"24:00",
    b"=1+1",
    b"'",
    b"\"",
    b"\\u0000",
    b"%00",
    b"%ff",
    b"[[[[[[[[",
    b"{\"a\":",
    b"null",
    "\u{202e}".as_bytes(),
    "İß\u{301}".as_bytes(),
    "€ 5,50 per ".as_bytes(),
];

/// Gives `check` every example in a folder, and then damaged ones until the time is over. `check`
/// panics when what it is given breaks something. Panics at the first that does, with the bytes.
pub fn fuzz(examples: &Path, check: impl Fn(&[u8])) {
    let examples = read(examples);
    fuzz_from(&examples, check);
}

/// The same, with examples that were made rather than kept.
pub fn fuzz_from(examples: &[Vec<u8>], check: impl Fn(&[u8])) {
    assert!(!examples.is_empty(), "there is no example to begin with");
    let judge = |bytes: &[u8]| {
        if let Err(cause) = catch_unwind(AssertUnwindSafe(|| check(bytes))) {
            assert!(cause.is::<String>() || cause.is::<&str>(), "an odd panic");
            let shown = bytes.escape_ascii();
            let why = cause.downcast_ref::<String>().cloned();
            match why {
                Some(why) => panic!("{why}\non these bytes: {shown}"),
                None => resume_unwind(cause),
            }
        }
    };
    examples.iter().for_each(|example| judge(example));
    let judge = AssertUnwindSafe(judge);
    let seconds = std::env::var(SECONDS)
        .ok()
        .and_then(|text| text.parse().ok());
    let target = move |(which, damages): &(u16, Vec<Damage>)| {
        let judge = &judge;
        judge.0(&damaged(examples, *which, damages));
    };
    bolero::check!()
        .with_iterations(usize::MAX)
        .with_test_time(Duration::from_secs(seconds.unwrap_or(2)))
        .with_type::<(u16, Vec<Damage>)>()
        .for_each(target);
}

fn read(folder: &Path) -> Vec<Vec<u8>> {
    let files = std::fs::read_dir(folder)
        .unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()))
        .flatten();
    let mut paths: Vec<_> = files.map(|file| file.path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            std::fs::read(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
        })
        .collect()
}

/// An example with some damage.
fn damaged(examples: &[Vec<u8>], which: u16, damages: &[Damage]) -> Vec<u8> {
    let example = |at: u16| &examples[usize::from(at) % examples.len()];
    let mut bytes = example(which).clone();
    for &(at, how, what) in damages.iter().take(12) {
        let place = usize::from(at) % (bytes.len() + 1);
        let end = (place + usize::from(what % 32)).min(bytes.len());
        match how % 6 {
            0 if place < bytes.len() => bytes[place] = what,
            1 => bytes.insert(place, what),
            2 => drop(bytes.drain(place..end)),
            3 => {
                let again = bytes[place..end].to_vec();
                bytes.splice(place..place, again);
            }
            4 => {
                let stone = STONES[usize::from(what) % STONES.len()];
                bytes.splice(place..place, stone.iter().copied());
            }
            5 => {
                // The rest of another example: two halves that do not belong together.
                let other = example(u16::from(what));
                let from = place.min(other.len());
                bytes.truncate(place);
                bytes.extend_from_slice(&other[from..]);
            }
            _ => {}
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_changes_an_example_and_never_panics_itself() {
        let examples = [b"naam;dag".to_vec(), Vec::new()];
        assert_eq!(damaged(&examples, 0, &[]), b"naam;dag");
        assert_eq!(damaged(&examples, 0, &[(0, 0, b'X')]), b"Xaam;dag");
        assert_eq!(damaged(&examples, 0, &[(4, 2, 4)]), b"naam");
        assert_eq!(damaged(&examples, 0, &[(8, 4, 5)]), b"naam;dag0");
        for how in 0..=u8::MAX {
            damaged(&examples, 1, &[(u16::MAX, how, 31), (7, how, 255)]);
        }
    }

    #[test]
    fn a_parser_that_breaks_is_found_with_the_bytes_that_broke_it() {
        let found = catch_unwind(|| {
            fuzz_from(&[b"goed".to_vec()], |bytes| {
                assert!(bytes.starts_with(b"goe"), "gebroken");
            });
        });
        assert!(found.is_err());
    }
}
