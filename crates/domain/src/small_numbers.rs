//! Counts of people's wishes for who may see no small ones (quality.md, section 3; decision 0032):
//! from ten on, rounded down to tens, so that two pages or two days tell nothing of one person when
//! one is taken from the other. And what is left out of a whole is at least ten too, in at least
//! two parts: the whole less what is told must not tell a small part.

/// Fewer than this are not told of, and more in steps of it.
pub const SMALL: u32 = 10;

/// A count as it may be told: a multiple of [`SMALL`]; `None` when it is too small.
#[must_use]
pub const fn told(count: u32) -> Option<u32> {
    match count / SMALL * SMALL {
        0 => None,
        told => Some(told),
    }
}

/// The parts of a whole as they may be told beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// For each part, in the order it was given, what may be told; `None` when nothing may.
    pub told: Vec<Option<u32>>,
    /// The others together; `None` when there are none, or when nothing is told at all.
    pub rest: Option<u32>,
}

/// What may be told of the parts of a whole. Every one of those counted is in exactly one part. When
/// what is left out is too small or only one part, the smallest part that could be told is left out
/// as well, the last of equals first.
#[must_use]
pub fn parts(counts: &[u32]) -> Parts {
    let mut told: Vec<Option<u32>> = counts.iter().map(|count| self::told(*count)).collect();
    loop {
        let hidden = counts.iter().zip(&told).filter(|(_, told)| told.is_none());
        let hidden: Vec<u32> = hidden.map(|(count, _)| *count).collect();
        let together = hidden.iter().sum();
        let enough = hidden.is_empty() || hidden.len() > 1 && together >= SMALL;
        let shown = (0..counts.len()).rev().filter(|at| told[*at].is_some());
        let smallest = shown.min_by_key(|at| counts[*at]);
        match smallest {
            None => return Parts { told, rest: None },
            Some(_) if enough => {
                let rest = self::told(together);
                return Parts { told, rest };
            }
            Some(at) => told[at] = None,
        }
    }
}

/// How many of a whole have something, as it may be told beside the whole: neither they nor those
/// who have it not may be few.
#[must_use]
pub fn share(count: u32, whole: u32) -> Option<u32> {
    parts(&[count, whole.saturating_sub(count)]).told[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_ten_nothing_is_told_and_above_it_tens() {
        let all = [0, 9, 10, 19, 20, 137].map(told);
        assert_eq!(all, [None, None, Some(10), Some(10), Some(20), Some(130)]);
    }

    #[test]
    fn what_is_left_out_is_never_one_part_and_never_few() {
        let of = |counts: &[u32]| {
            let parts = parts(counts);
            (parts.told, parts.rest)
        };
        // Nothing is small.
        assert_eq!(of(&[25, 10]), (vec![Some(20), Some(10)], None));
        // One small part would follow from the whole: the smallest other goes with it.
        let told = of(&[25, 31, 4]);
        assert_eq!(told, (vec![None, Some(30), None], Some(20)));
        // Two small ones that are few together, too.
        let told = of(&[25, 3, 31, 4]);
        assert_eq!(told, (vec![None, None, Some(30), None], Some(30)));
        // Two that are ten together need no more.
        let told = of(&[25, 6, 31, 4]);
        assert_eq!(told, (vec![Some(20), None, Some(30), None], Some(10)));
        // That there is none is a small number as well.
        assert_eq!(of(&[40, 0]), (vec![None, None], None));
        assert_eq!(of(&[]), (vec![], None));
        assert_eq!(of(&[9]), (vec![None], None));
        assert_eq!(of(&[12]), (vec![Some(10)], None));
    }

    #[test]
    fn whatever_the_parts_are_the_whole_tells_of_no_small_one() {
        // Every whole of four parts up to a little above the limit.
        let edge = [0, 1, 9, 10, 11, 19, 20];
        for a in edge {
            for b in edge {
                for c in edge {
                    for d in edge {
                        let counts = [a, b, c, d];
                        let parts = parts(&counts);
                        let hidden: Vec<u32> = counts
                            .iter()
                            .zip(&parts.told)
                            .filter(|(_, told)| told.is_none())
                            .map(|(count, _)| *count)
                            .collect();
                        let few = hidden.iter().sum::<u32>() < SMALL || hidden.len() == 1;
                        let any = parts.told.iter().any(Option::is_some);
                        assert!(!(any && few && !hidden.is_empty()), "{counts:?} {parts:?}");
                        for (count, told) in counts.iter().zip(&parts.told) {
                            assert!(told.is_none_or(|told| told >= SMALL && told <= *count));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_share_is_told_when_neither_it_nor_the_others_are_few() {
        assert_eq!(share(12, 30), Some(10));
        assert_eq!(share(9, 30), None);
        assert_eq!(share(25, 30), None);
        assert_eq!(share(30, 30), None);
    }
}
