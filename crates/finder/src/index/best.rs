//! The best so many of a stream, without sorting the rest.
//!
//! Same input, same order: people compare lists over the phone. Equal scores go by key.

/// Keeps the `room` highest scores; among equals the lowest keys.
#[derive(Debug)]
pub(crate) struct Best<K> {
    room: usize,
    /// Of those that share this number in one layer only the best is kept.
    group: Option<fn(&K) -> u32>,
    /// The score that must be reached, once there is no room left.
    floor: u64,
    held: Vec<Scored<K>>,
}

/// Something with a score.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored<K> {
    /// The bits of a score of zero or more, which sort as the score does.
    bits: u64,
    /// What decides between equals.
    pub key: K,
    /// Index of the layer it lies in.
    pub layer: u8,
    /// Its row there.
    pub row: u32,
}

impl<K: Ord + Copy> Best<K> {
    /// Room for so many.
    pub(crate) fn new(room: usize) -> Self {
        Self {
            room,
            group: None,
            floor: 0,
            held: Vec::new(),
        }
    }

    /// Room for so many groups, each held by its best.
    pub(crate) fn of_each(room: usize, group: fn(&K) -> u32) -> Self {
        Self {
            group: Some(group),
            ..Self::new(room)
        }
    }

    /// Takes one in when it may belong to the best. `score` is finite and at least zero; the key
    /// is only asked for when it is needed.
    #[inline]
    pub(crate) fn offer(&mut self, score: f64, layer: u8, row: usize, key: impl FnOnce() -> K) {
        let bits = score.to_bits();
        if bits < self.floor || self.room == 0 {
            return;
        }
        self.held.push(Scored {
            bits,
            key: key(),
            layer,
            row: row as u32,
        });
        // Twice the room: each clearing then pays for as many that came in.
        if self.held.len() >= self.room.saturating_mul(2).max(64) {
            self.clear_out();
        }
    }

    /// The best, highest first.
    pub(crate) fn into_sorted(mut self) -> Vec<Scored<K>> {
        self.clear_out();
        self.held.sort_unstable_by(Self::order);
        self.held
    }

    fn clear_out(&mut self) {
        if let Some(group) = self.group {
            let group = |held: &Scored<K>| (held.layer, group(&held.key));
            self.held.sort_unstable_by(|one, other| {
                let by_group = group(one).cmp(&group(other));
                by_group.then_with(|| Self::order(one, other))
            });
            self.held.dedup_by_key(|held| group(held));
        }
        if self.held.len() > self.room {
            self.held.select_nth_unstable_by(self.room - 1, Self::order);
            self.held.truncate(self.room);
            self.floor = self.held[self.room - 1].bits;
        }
    }

    fn order(one: &Scored<K>, other: &Scored<K>) -> std::cmp::Ordering {
        other.bits.cmp(&one.bits).then(one.key.cmp(&other.key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_go_by_key_however_they_come_in() {
        for turn in 0..200usize {
            let mut best = Best::new(3);
            for n in 0..200usize {
                let key = (n * 7 + turn) % 200;
                best.offer(if key < 5 { 0.5 } else { 0.25 }, 0, key, || key);
            }
            let keys: Vec<_> = best.into_sorted().iter().map(|held| held.key).collect();
            assert_eq!(keys, [0, 1, 2]);
        }
    }

    #[test]
    fn of_each_group_the_best_is_held_however_many_come_in() {
        for turn in 0..200usize {
            let mut best = Best::of_each(3, |(_, group): &(usize, u32)| *group);
            for n in 0..600usize {
                let key = (n * 7 + turn) % 600;
                // A group of three hundred has all the highest scores but three.
                let group = if key < 300 { 0 } else { key as u32 };
                let score = if group == 0 { 900 } else { 600 } - key;
                best.offer(score as f64, 0, key, || (key, group));
            }
            let rows: Vec<_> = best.into_sorted().iter().map(|held| held.row).collect();
            assert_eq!(rows, [0, 300, 301]);
        }
        // The same number in another layer is another group.
        let mut best = Best::of_each(3, |_: &usize| 0);
        for layer in 0..2 {
            best.offer(0.5, layer, 7, || 7);
            best.offer(0.25, layer, 8, || 8);
        }
        assert_eq!(best.into_sorted().len(), 2);
    }

    #[test]
    fn no_room_holds_nothing() {
        let mut best = Best::new(0);
        best.offer(1.0, 0, 0, || 0);
        assert_eq!(best.into_sorted().len(), 0);
    }
}
