//! Sessions and questions made from a seed, so that a figure can be repeated anywhere without a
//! file: invented towns of very different sizes on a plane of 260 by 300 km, about as crowded
//! as the peers' data.

use super::peers::{PeerQuestion, PeerSession};

const WORDS: [&str; 24] = [
    "wandelen",
    "zwemmen",
    "fietsen",
    "gymnastiek",
    "yoga",
    "dansen",
    "badminton",
    "tennis",
    "stoelyoga",
    "ouderengym",
    "aquajoggen",
    "valpreventie",
    "rustig",
    "samen",
    "buiten",
    "beginners",
    "senioren",
    "vrouwen",
    "koffie",
    "begeleiding",
    "muziek",
    "park",
    "diabetes",
    "ontspannen",
];
const TYPED: [&str; 10] = [
    "wandelen rustig",
    "zwemen",
    "ouderen gym",
    "yoga senioren",
    "fietsen buiten",
    "badmington",
    "dansen muziek",
    "diabetes",
    "wandelgroep koffie",
    "tennis",
];
const ACTIVITIES: usize = 60;
const TOWNS: usize = 1_500;
/// Sessions share a hall with about so many others.
const SHARE_A_HALL: usize = 12;

/// A linear congruential generator (Knuth's MMIX constants), high bits used.
pub(super) struct Dice(u64);

impl Dice {
    /// From a seed.
    pub(super) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize * end.max(1)) >> 31
    }

    /// Small numbers often, large ones seldom.
    fn skewed(&mut self, end: usize) -> usize {
        self.below(end).min(self.below(end)).min(self.below(end))
    }

    /// Leans on the lowest numbers, as people on large towns: one in forty or so is 0.
    fn leaning(&mut self, end: usize) -> usize {
        let below = self.below(end) + 1;
        let below = self.below(below) + 1;
        self.below(below)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// A place around a town; low numbers are large towns. Towns do not depend on the seed.
    fn place(&mut self) -> (i32, i32) {
        let town = self.leaning(TOWNS);
        let mut middle = Dice(town as u64 + 1);
        let (x, y) = (middle.below(260_000), middle.below(300_000));
        let width = 450 + 3_600 / (1 + town / 6);
        let mut off = |middle: usize| {
            let spread = (0..3).map(|_| self.below(width)).sum::<usize>();
            middle as i32 + spread as i32 - (3 * width / 2) as i32
        };
        (off(x), off(y))
    }
}

/// So many sessions, the same for the same seed.
pub fn made_sessions(count: usize, seed: u64) -> impl Iterator<Item = PeerSession> {
    let mut dice = Dice(seed);
    let halls: Vec<_> = (0..count.div_ceil(SHARE_A_HALL))
        .map(|_| dice.place())
        .collect();
    (0..count).map(move |id| {
        let (x, y) = halls[dice.below(halls.len())];
        let (youngest, oldest) =
            [(0, 120), (18, 120), (55, 120), (65, 120), (4, 12), (12, 18)][dice.below(6)];
        let title = format!("{} {}", dice.pick(&WORDS), dice.pick(&WORDS));
        let description: Vec<_> = (0..18).map(|_| dice.pick(&WORDS)).collect();
        PeerSession {
            id: id as u32,
            x,
            y,
            activity: dice.skewed(ACTIVITIES) as u8,
            slots: 1 << dice.below(21),
            youngest,
            oldest,
            level: 1 + dice.below(5) as u8,
            accessibility: (dice.below(256) & dice.below(256)) as u8,
            price: dice.skewed(190) as u32 * 50,
            days_ago: dice.skewed(400) as u16,
            places: dice.below(12) as u8,
            retention: 20 + dice.below(79) as u8,
            title,
            description: description.join(" "),
        }
    })
}

/// So many questions, the same for the same seed; two in five with words.
#[must_use]
pub fn made_questions(count: usize, seed: u64) -> Vec<PeerQuestion> {
    let mut dice = Dice(seed ^ 0xBEE6);
    (0..count)
        .map(|_| {
            let (x, y) = dice.place();
            let text = if dice.below(5) < 2 {
                dice.pick(&TYPED)
            } else {
                ""
            };
            PeerQuestion {
                x,
                y,
                radius: 1_000 * (1 + dice.below(5) as u32),
                age: [30, 60, 66, 70, 75, 80][dice.below(6)],
                slots: [0o33_333, 0o44_444, 0o77 << 15, 0o1_111_111][dice.below(4)],
                level: 1 + dice.below(5) as u8,
                accessibility: [0, 0, 0, 1, 3][dice.below(5)],
                price: [1_000, 2_000, 3_000, 10_000][dice.below(4)],
                days: [30, 60, 90, 180][dice.below(4)],
                text: text.to_owned(),
            }
        })
        .collect()
}
