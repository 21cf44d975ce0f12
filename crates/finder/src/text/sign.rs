//! The words of a list in a few bytes, by which most lists that hold nothing of what is asked are
//! passed over. Only for `words`, which keeps one beside each list, and for who asks many lists.

/// So many times 64 bits. With fewer, more lists seem to hold what they do not; with more bits for
/// each word, what is asked must be compared word by word, which costs what it saves.
const PARTS: usize = 3;

/// A few words, a bit each: whoever shares no bit with it shares no word with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sign([u64; PARTS]);

impl Sign {
    /// The sign of all these words.
    pub(crate) fn of(numbers: impl IntoIterator<Item = u32>) -> Self {
        // Neighbours in the vocabulary are often words of one text, so bits are given out evenly
        // by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
        const GOLDEN: u32 = 0x9E37_79B9;
        let mut sign = Self::default();
        for number in numbers {
            let spread = u64::from(number.wrapping_mul(GOLDEN));
            let bit = ((spread * (PARTS as u64 * 64)) >> 32) as usize;
            sign.0[bit / 64] |= 1 << (bit % 64);
        }
        sign
    }

    /// Of the words of both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    /// Whether both may hold the same word.
    #[inline(always)]
    pub(crate) fn may_share(&self, other: &Self) -> bool {
        let both = self.0.iter().zip(other.0);
        both.fold(0, |shared, (ours, theirs)| shared | ours & theirs) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_list_of_twenty_words_in_ten_seems_to_hold_what_it_does_not() {
        let lists = (0..1000u32).map(|list| Sign::of((0..20).map(|at| list * 977 + at * 7)));
        let asked = Sign::of([4_000_000_000]);
        let seeming = lists.filter(|list| list.may_share(&asked)).count();
        assert!((50..150).contains(&seeming), "{seeming}");
    }

    proptest::proptest! {
        #[test]
        fn who_shares_a_word_shares_a_bit(
            one in proptest::collection::vec(0u32..90_000, 0..40),
            other in proptest::collection::vec(0u32..90_000, 0..40),
            shared in 0u32..90_000,
        ) {
            let sign = Sign::of(one.iter().copied().chain([shared]));
            proptest::prop_assert!(sign.may_share(&Sign::of(other.into_iter().chain([shared]))));
            proptest::prop_assert!(!sign.may_share(&Sign::default()));
        }
    }
}
