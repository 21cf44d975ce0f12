//! Repeatable chance: the same seed gives the same throws on every machine and with every version
//! of every library, so that a demo can be told again. For the demo only: no secret comes from it.

/// A row of throws that follows from a seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The throws for one subject: subjects do not disturb each other.
    #[must_use]
    pub fn new(seed: u64, subject: &str, number: usize) -> Self {
        let mut dice = Self(seed);
        for sign in subject.bytes() {
            dice.0 = dice.throw() ^ u64::from(sign);
        }
        dice.0 = dice.throw() ^ number as u64;
        dice.throw();
        dice
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, and without, `end`; 0 when there is nothing to choose.
    pub fn below(&mut self, end: usize) -> usize {
        let end = end.max(1) as u64;
        usize::try_from(self.throw() % end).unwrap_or_default()
    }

    /// A whole number from `from` to `to`, both included.
    pub fn between(&mut self, from: i32, to: i32) -> i32 {
        let span = usize::try_from(to.abs_diff(from)).unwrap_or_default() + 1;
        from + i32::try_from(self.below(span)).unwrap_or_default()
    }

    /// A fraction from 0 up to, and without, 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
    pub fn fraction(&mut self) -> f64 {
        (self.throw() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Whether something happens that happens `percent` times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several, each as likely. The list must not be empty.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// One of several, each as likely as its weight. The list must not be empty.
    pub fn weighted<T: Copy>(&mut self, from: &[(usize, T)]) -> T {
        let total = from.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, item) in from {
            if left < *weight {
                return *item;
            }
            left -= weight;
        }
        from[0].1
    }

    /// Puts a list in another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_subjects_differ() {
        let row = |seed, subject| {
            let mut dice = Dice::new(seed, subject, 3);
            [0; 8].map(|_| dice.below(1000))
        };
        assert_eq!(row(1, "namen"), row(1, "namen"));
        assert_ne!(row(1, "namen"), row(1, "aanbod"));
        assert_ne!(row(1, "namen"), row(2, "namen"));
    }

    #[test]
    fn a_weight_of_nothing_is_never_thrown() {
        let mut dice = Dice::new(7, "gewicht", 0);
        assert!((0..500).all(|_| dice.weighted(&[(0, 'a'), (1, 'b')]) == 'b'));
        assert!((0..500).all(|_| (2..=4).contains(&dice.between(2, 4))));
    }
}
