//! When giving up one wish brings nothing: which two together would.
//!
//! Called by `relax` when no single wish helps, so every session in reach fails two wishes or more.
//! One look at what lies within the wished distance tells for each session which it fails; only when
//! no two others help the search goes further away, step by step, for what fails one wish more. The
//! nearest distance that helps is the end: who gives up two wishes should not have to travel too.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::travel;
use domain::wishes::Wishes;

use super::{RelaxedTo, WishField, is_kept, relax, steps};
use crate::each::Each;
use crate::index::columns::{RowAt, UNTOLD, marks};
use crate::index::scan::{Filter, scan_about};
use crate::search::filter_of;
use crate::snapshot::Snapshot;

/// So many pairs are told at most.
pub const MOST_PAIRS: usize = 3;

/// What giving up two wishes together would bring, all others kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelaxedPair {
    /// The two, in the order of the fields, each to its first step with which this pair helps.
    pub wishes: [(WishField, RelaxedTo); 2],
    /// How many more hits there would be.
    pub extra: usize,
}

/// A wish that filters, with what it asks of a row and what each of its steps asks.
struct Wish {
    field: WishField,
    steps: Vec<RelaxedTo>,
    /// The wish itself, then its steps but for the one that drops it.
    tests: Vec<Test>,
    /// It is not given up.
    is_kept: bool,
}

/// What a wish asks of a row.
#[derive(Clone, Copy, Debug)]
enum Test {
    Level(u8),
    Price(u32),
    Way(f64),
    Accessibility(u8),
    Dayparts(u32),
    Group(u8),
    Guidance(u8),
    Activities(u64),
    Age(u8),
    SelfReliance(u8),
    FreePlaces,
    Marks(u8),
    /// None of these delights, and none of these activities.
    Never(u8, u64),
}

impl Test {
    /// What `field` asks in `wishes`, of which the filter is given; `None` for what the circle asks.
    fn of(field: WishField, wishes: &Wishes, filter: &Filter) -> Option<Self> {
        const LEVELS: u8 = marks::LEVELS;
        const BEGINNINGS: u8 = marks::ANY_TIME | marks::WITH_COURSE;
        Some(match field {
            WishField::Distance => return None,
            WishField::Way => Self::Way(travel::straight_of_way(wishes.max_way_m?).into()),
            WishField::Level => Self::Level(filter.level?),
            WishField::Price => Self::Price(filter.price?),
            WishField::Accessibility => Self::Accessibility(filter.accessibility),
            WishField::Dayparts => Self::Dayparts(filter.slots),
            WishField::Group => Self::Group(filter.groups),
            WishField::Guidance => Self::Guidance(filter.guidance),
            WishField::Activities => Self::Activities(wishes.activities.bits()),
            WishField::Age => Self::Age(filter.age?),
            WishField::SelfReliance => Self::SelfReliance(filter.self_reliance),
            WishField::FreePlaces => Self::FreePlaces,
            WishField::Recognition => Self::Marks(filter.marks & LEVELS),
            WishField::AnyTime => Self::Marks(filter.marks & BEGINNINGS),
            WishField::Wait => Self::Marks(filter.marks & !LEVELS & !BEGINNINGS),
            WishField::Never => Self::Never(filter.never, wishes.never.activities.bits()),
        })
    }

    #[inline]
    fn holds(self, row: RowAt<'_>, metres: Option<f64>) -> bool {
        let activity = || 1u64 << (row.activity() & 63);
        match self {
            Self::Level(most) => row.level() <= most,
            Self::Price(most) => row.price() <= most,
            Self::Way(most) => metres.is_some_and(|metres| metres <= most),
            Self::Accessibility(all) => row.accessibility() & all == all,
            Self::Dayparts(any) => row.slots() & any != 0,
            Self::Group(any) => row.groups() & any != 0,
            Self::Guidance(any) => row.guidance() & any != 0,
            Self::Activities(any) => activity() & any != 0,
            Self::Age(age) => row.youngest() <= age && age <= row.oldest(),
            Self::SelfReliance(any) => row.self_reliance() & any != 0,
            Self::FreePlaces => !matches!(row.places(), 0 | UNTOLD),
            Self::Marks(all) => row.marks() & all == all,
            Self::Never(delights, activities) => {
                row.delights() & delights == 0 && activity() & activities == 0
            }
        }
    }
}

impl Wish {
    fn of(wishes: &Wishes, field: WishField, steps: Vec<RelaxedTo>, is_kept: bool) -> Option<Self> {
        let test = |wishes: &Wishes| Test::of(field, wishes, &filter_of(wishes));
        let mut tests = match steps[..] {
            // Each code is a wish of its own.
            [RelaxedTo::Without(code)] => vec![test(&Wishes {
                accessibility: [code].into_iter().collect(),
                ..Wishes::default()
            })?],
            _ => vec![test(wishes)?],
        };
        for to in &steps {
            if !matches!(to, RelaxedTo::Dropped | RelaxedTo::Without(_)) {
                tests.push(test(&relax(wishes, field, *to))?);
            }
        }
        Some(Self {
            field,
            steps,
            tests,
            is_kept,
        })
    }

    #[inline]
    fn fails(&self, row: RowAt<'_>, metres: Option<f64>) -> bool {
        !self.tests[0].holds(row, metres)
    }

    /// The first of its steps that lets a row pass; 0 for a row that meets the wish.
    #[inline]
    fn step_for(&self, row: RowAt<'_>, metres: Option<f64>) -> usize {
        let first = self.tests.iter().position(|test| test.holds(row, metres));
        first.unwrap_or(self.tests.len())
    }
}

/// A wish by its number, and one of its steps.
type Step = (u8, u8);

/// The pairs that help, most extra first, equals in the order of the fields.
pub(super) fn pairs(
    snapshot: &Snapshot,
    wishes: &Wishes,
    may_drop_never: bool,
    each: Each,
) -> Vec<RelaxedPair> {
    let mut steps = steps(wishes);
    steps.sort_by_key(|(field, _)| *field);
    let further = match steps.first() {
        Some((WishField::Distance, _)) => steps.remove(0).1,
        _ => Vec::new(),
    };
    let others: Vec<Wish> = steps
        .into_iter()
        .filter_map(|(field, steps)| {
            let is_kept = is_kept(wishes, field, may_drop_never);
            Wish::of(wishes, field, steps, is_kept)
        })
        .collect();
    let told = |(wish, step): Step| {
        let wish = &others[usize::from(wish)];
        (wish.field, wish.steps[usize::from(step) - 1])
    };
    let mut found: Vec<RelaxedPair> = tally(snapshot, wishes, &others, 2, each)
        .into_iter()
        .map(|([one, other], extra)| RelaxedPair {
            wishes: [told(one), told(other)],
            extra,
        })
        .collect();
    for to in further {
        if !found.is_empty() {
            break;
        }
        let wider = relax(wishes, WishField::Distance, to);
        let helped = tally(snapshot, &wider, &others, 1, each).into_iter();
        found.extend(helped.map(|([_, other], extra)| RelaxedPair {
            wishes: [(WishField::Distance, to), told(other)],
            extra,
        }));
    }
    found.sort_by_key(|pair| Reverse(pair.extra));
    found.truncate(MOST_PAIRS);
    found
}

/// For each set of exactly `failing` wishes, the steps that bring something with the fewest steps
/// taken, and how many hits they bring. One wish alone stands second. An offer that meets all wishes
/// with one session is found already, and brings nothing with another.
fn tally(
    snapshot: &Snapshot,
    wishes: &Wishes,
    others: &[Wish],
    failing: usize,
    each: Each,
) -> Vec<([Step; 2], usize)> {
    const NONE: Step = (0, 0);
    let around = filter_of(&Wishes {
        start: wishes.start,
        radius_m: wishes.radius_m,
        ..Wishes::default()
    });
    type Hits = Vec<(usize, usize)>;
    let mut brought: BTreeMap<[u8; 2], BTreeMap<[u8; 2], Hits>> = BTreeMap::new();
    let mut found = Hits::new();
    for (number, layer) in snapshot.layers().iter().enumerate() {
        let segment = layer.segment();
        scan_about(&segment.columns, &segment.grid, &around, |row| {
            let columns = segment.columns.row(row);
            // Distances are worked out last: nearly every row fails too much without one.
            let fails = |wish: &&Wish| wish.field != WishField::Way && wish.fails(columns, None);
            if others.iter().filter(fails).nth(failing).is_some() {
                return;
            }
            let metres = match &around.circle {
                None => None,
                Some(circle) => match circle.metres_to(columns.x(), columns.y()) {
                    None => return,
                    metres => metres,
                },
            };
            let mut failed = [NONE; 2];
            let mut count = 0;
            for (at, wish) in (0u8..).zip(others) {
                let step = wish.step_for(columns, metres);
                if step > 0 {
                    if count == failing || wish.is_kept {
                        return;
                    }
                    failed[count + 2 - failing] = (at, step as u8);
                    count += 1;
                }
            }
            if !layer.is_live(row) || (count != 0 && count != failing) {
                return;
            }
            let hits = match count {
                0 => &mut found,
                _ => brought
                    .entry(failed.map(|(wish, _)| wish))
                    .or_default()
                    .entry(failed.map(|(_, step)| step))
                    .or_default(),
            };
            hits.push(each.number(number, segment, row));
        });
    }
    found.sort_unstable();
    let pairs = brought.into_iter().filter_map(|(pair, mut of_pair)| {
        of_pair.retain(|_, hits| {
            hits.retain(|hit| found.binary_search(hit).is_err());
            !hits.is_empty()
        });
        let steps = of_pair.keys().copied();
        let [one, other] = steps.min_by_key(|[one, other]| (one + other, *one))?;
        let within = of_pair
            .iter()
            .filter(|(steps, _)| steps[0] <= one && steps[1] <= other);
        let mut hits: Hits = within.flat_map(|(_, hits)| hits).copied().collect();
        hits.sort_unstable();
        hits.dedup();
        Some(([(pair[0], one), (pair[1], other)], hits.len()))
    });
    pairs.collect()
}
