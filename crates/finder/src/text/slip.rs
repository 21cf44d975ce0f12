//! Slips of the pen: how many letters lie between two words.
//!
//! Counted are a letter too many, too few or wrong, and two neighbours that changed places (the
//! restricted Damerau–Levenshtein distance). Most words are passed over by their letters alone:
//! one slip changes at most two of the letters a word has.

/// Which letters a word has, as bits, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters {
    bits: u32,
    count: u8,
}

impl Letters {
    /// Of a folded word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self {
            bits: word
                .chars()
                .fold(0, |bits, letter| bits | 1 << (letter as u32 & 31)),
            count: u8::try_from(word.chars().count()).unwrap_or(u8::MAX),
        }
    }
}

/// A word as typed, to be compared with many.
#[derive(Debug)]
pub struct Typed {
    letters: Letters,
    signs: Vec<char>,
}

impl Typed {
    /// Of a folded word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self {
            letters: Letters::of(word),
            signs: word.chars().collect(),
        }
    }

    /// Whether a word with these letters may be at most so many slips away.
    #[inline]
    #[must_use]
    pub const fn may_be(&self, other: Letters, slips: u8) -> bool {
        self.letters.count.abs_diff(other.count) <= slips
            && (self.letters.bits ^ other.bits).count_ones() <= 2 * slips as u32
    }

    /// The slips between the words, when there are at most so many.
    #[must_use]
    pub fn slips_to(&self, word: &str, most: u8) -> Option<u8> {
        let other: Vec<char> = word.chars().collect();
        let mut before: Vec<usize> = Vec::new();
        let mut last: Vec<usize> = (0..=other.len()).collect();
        for (at, sign) in self.signs.iter().enumerate() {
            let mut row = Vec::with_capacity(last.len());
            row.push(at + 1);
            for (to, letter) in other.iter().enumerate() {
                let changed = last[to] + usize::from(sign != letter);
                let mut least = changed.min(last[to + 1] + 1).min(row[to] + 1);
                if at > 0 && to > 0 && *sign == other[to - 1] && self.signs[at - 1] == *letter {
                    least = least.min(before[to - 1] + 1);
                }
                row.push(least);
            }
            before = std::mem::replace(&mut last, row);
        }
        let slips = u8::try_from(*last.last()?).ok()?;
        (slips <= most).then_some(slips)
    }
}

/// `word` with the letters on both sides of `middle`, a number of letters, exchanged; `None` when
/// there are no two.
pub(crate) fn swapped_at(word: &str, middle: usize) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    if middle == 0 || middle >= letters.len() {
        return None;
    }
    letters.swap(middle - 1, middle);
    Some(letters.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("tennis", "tennis", 0)]
    #[case("tenis", "tennis", 1)]
    #[case("tenniss", "tennis", 1)]
    #[case("tonnis", "tennis", 1)]
    #[case("tenins", "tennis", 1)]
    #[case("etnins", "tennis", 2)]
    #[case("", "ab", 2)]
    fn each_slip_counts_once(#[case] typed: &str, #[case] word: &str, #[case] slips: u8) {
        let typed = Typed::of(typed);
        assert!(typed.may_be(Letters::of(word), slips));
        assert_eq!(typed.slips_to(word, 2), Some(slips));
        if let Some(fewer) = slips.checked_sub(1) {
            assert_eq!(typed.slips_to(word, fewer), None);
        }
    }
}
