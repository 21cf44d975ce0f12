//! When little fits: which wish costs most, and what relaxing it would bring; when no single one
//! helps, which two together do (`pairs`).

mod pairs;

use domain::codes::{Accessibility, Codes};
use domain::offer::Level;
use domain::price::Cents;
use domain::wishes::{Aversions, Wishes};

use crate::each::Each;
use crate::facets::PRICE_BANDS;
use crate::index::columns::{Row, RowAt, UNTOLD, UNTOLD_PRICE, marks};
use crate::index::scan::{Filter, scan, scan_unplaced};
use crate::search::filter_of;
use crate::snapshot::Snapshot;

pub use pairs::{MOST_PAIRS, RelaxedPair};

/// With fewer hits than this, or than one asked for, relaxations are looked for.
pub const FEW: usize = 20;

/// The steps in which a distance is relaxed, in metres.
const RADII: [u32; 7] = [1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 40_000];
/// The steps in which a way on foot is relaxed, in metres.
const WAYS: [u32; 5] = [250, 500, 1_000, 2_000, 3_000];

/// From this age on somebody may be asked to join a group that is meant for others.
const GROWN_UP: u8 = 18;

/// A wish that filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WishField {
    /// The distance.
    Distance,
    /// The dayparts.
    Dayparts,
    /// The highest level.
    Level,
    /// The highest price.
    Price,
    /// The accessibility.
    Accessibility,
    /// The group.
    Group,
    /// The guidance.
    Guidance,
    /// The activities.
    Activities,
    /// The age.
    Age,
    /// How well the person manages alone.
    SelfReliance,
    /// The longest way on foot.
    Way,
    /// Only free places.
    FreePlaces,
    /// Recognised interventions.
    Recognition,
    /// The longest wait for a place.
    Wait,
    /// Beginning in any week.
    AnyTime,
    /// What the person will not do.
    Never,
}

impl WishField {
    /// The field's name on the wire (surface.md, section 6).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Distance => "maxAfstandKm",
            Self::Dayparts => "dagdelen",
            Self::Level => "maxNiveau",
            Self::Price => "maxPrijsInCenten",
            Self::Accessibility => "toegankelijkheid",
            Self::Group => "groep",
            Self::Guidance => "begeleiding",
            Self::Activities => "activiteiten",
            Self::Age => "leeftijd",
            Self::SelfReliance => "zelfstandigheid",
            Self::Way => "maxMeters",
            Self::FreePlaces => "alleenVrijePlekken",
            Self::Recognition => "erkendeInterventie",
            Self::Wait => "maxWachttijd",
            Self::AnyTime => "altijdInstromen",
            Self::Never => "niet",
        }
    }
}

/// To what a wish is relaxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelaxedTo {
    /// So far at most in a straight line, in metres.
    Radius(u32),
    /// So far at most along the street, in metres.
    Way(u32),
    /// This stiff at most.
    Level(Level),
    /// So many cents a month at most.
    Price(Cents),
    /// All needed accessibility but this.
    Without(Accessibility),
    /// The wish is not made.
    Dropped,
}

/// What relaxing one wish would bring, all others kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relaxation {
    /// The wish.
    pub field: WishField,
    /// Its next step that brings something.
    pub to: RelaxedTo,
    /// How many more hits there would be.
    pub extra: usize,
    /// How many hits meet all other wishes and do not tell what this one asks. Where the
    /// wish is dropped they are among `extra`; where it only moves on they are not.
    pub unknown: usize,
}

/// What to relax.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relaxed {
    /// Each wish that helps by itself.
    pub singles: Vec<Relaxation>,
    /// Where none does, those that help by two.
    pub pairs: Vec<RelaxedPair>,
}

/// The relaxations that bring something when `total` hits are few; most extra first, equals in
/// the order of the fields. `may_drop_never` is false where what is never wished is no wish of a
/// form but was read from words: that is relaxed by saying something else.
pub(crate) fn relaxations(
    snapshot: &Snapshot,
    wishes: &Wishes,
    filter: &Filter,
    total: usize,
    may_drop_never: bool,
    each: Each,
) -> Relaxed {
    if total >= wishes.take.min(FEW) {
        return Relaxed::default();
    }
    let mut found: Vec<Relaxation> = steps(wishes)
        .into_iter()
        .filter(|(field, _)| !is_kept(wishes, *field, may_drop_never))
        .filter_map(|(field, ways)| {
            let (to, extra) = ways.into_iter().find_map(|to| {
                let relaxed = filter_of(&relax(wishes, field, to));
                let extra = count(snapshot, &relaxed, each, |_| true).saturating_sub(total);
                (extra > 0).then_some((to, extra))
            })?;
            Some(Relaxation {
                field,
                to,
                extra,
                unknown: unknown(snapshot, wishes, filter, field, each),
            })
        })
        .collect();
    found.sort_by(|one, other| {
        other
            .extra
            .cmp(&one.extra)
            .then(one.field.cmp(&other.field))
    });
    let pairs = match found.is_empty() {
        true => pairs::pairs(snapshot, wishes, may_drop_never, each),
        false => Vec::new(),
    };
    Relaxed {
        singles: found,
        pairs,
    }
}

/// Whether a wish is not given up.
fn is_kept(wishes: &Wishes, field: WishField, may_drop_never: bool) -> bool {
    match field {
        WishField::Never => !may_drop_never,
        // A lesson for grown-ups is no answer to what a child wishes.
        WishField::Age => wishes.age.is_some_and(|age| age < GROWN_UP),
        _ => false,
    }
}

/// Each wish that is made, with its steps from near to far.
fn steps(wishes: &Wishes) -> Vec<(WishField, Vec<RelaxedTo>)> {
    let mut steps = Vec::new();
    if wishes.start.is_some() {
        let wider = RADII.into_iter().filter(|radius| *radius > wishes.radius_m);
        steps.push((WishField::Distance, wider.map(RelaxedTo::Radius).collect()));
    }
    if let Some(way) = wishes.max_way_m.filter(|_| wishes.start.is_some()) {
        let longer = WAYS.into_iter().filter(|longer| *longer > way);
        steps.push((
            WishField::Way,
            longer
                .map(RelaxedTo::Way)
                .chain([RelaxedTo::Dropped])
                .collect(),
        ));
    }
    if let Some(level) = wishes.max_level {
        let next = (level as u8 + 1..=3)
            .filter_map(Level::from_number)
            .map(RelaxedTo::Level);
        steps.push((WishField::Level, next.chain([RelaxedTo::Dropped]).collect()));
    }
    if let Some(price) = wishes.max_price {
        let next = PRICE_BANDS
            .into_iter()
            .filter(|bound| *bound > price)
            .map(RelaxedTo::Price);
        steps.push((WishField::Price, next.chain([RelaxedTo::Dropped]).collect()));
    }
    for code in wishes.accessibility.iter() {
        steps.push((WishField::Accessibility, vec![RelaxedTo::Without(code)]));
    }
    for (field, made) in [
        (WishField::Dayparts, !wishes.dayparts.is_empty()),
        (WishField::Group, !wishes.groups.is_empty()),
        (WishField::Guidance, !wishes.guidance.is_empty()),
        (WishField::Activities, !wishes.activities.is_empty()),
        (WishField::Age, wishes.age.is_some()),
        (WishField::SelfReliance, wishes.self_reliance.is_some()),
        (WishField::FreePlaces, wishes.free_places),
        (WishField::Recognition, wishes.recognised.is_some()),
        (WishField::Wait, wishes.max_wait.is_some()),
        (WishField::AnyTime, wishes.any_time),
        (WishField::Never, !wishes.never.is_empty()),
    ] {
        if made {
            steps.push((field, vec![RelaxedTo::Dropped]));
        }
    }
    steps
}

/// The wishes with one of them relaxed.
pub(crate) fn relax(wishes: &Wishes, field: WishField, to: RelaxedTo) -> Wishes {
    let mut relaxed = wishes.clone();
    match (field, to) {
        (_, RelaxedTo::Radius(metres)) => relaxed.radius_m = metres,
        (_, RelaxedTo::Way(metres)) => relaxed.max_way_m = Some(metres),
        (_, RelaxedTo::Level(level)) => relaxed.max_level = Some(level),
        (_, RelaxedTo::Price(cents)) => relaxed.max_price = Some(cents),
        (_, RelaxedTo::Without(code)) => {
            relaxed.accessibility = wishes
                .accessibility
                .iter()
                .filter(|kept| *kept != code)
                .collect();
        }
        (WishField::Distance, RelaxedTo::Dropped) => relaxed.start = None,
        (WishField::Dayparts, RelaxedTo::Dropped) => {
            relaxed.dayparts = domain::daypart::Dayparts::NONE;
        }
        (WishField::Level, RelaxedTo::Dropped) => relaxed.max_level = None,
        (WishField::Price, RelaxedTo::Dropped) => relaxed.max_price = None,
        (WishField::Accessibility, RelaxedTo::Dropped) => relaxed.accessibility = Codes::NONE,
        (WishField::Group, RelaxedTo::Dropped) => relaxed.groups = Codes::NONE,
        (WishField::Guidance, RelaxedTo::Dropped) => relaxed.guidance = Codes::NONE,
        (WishField::Activities, RelaxedTo::Dropped) => relaxed.activities = Codes::NONE,
        (WishField::Age, RelaxedTo::Dropped) => relaxed.age = None,
        (WishField::SelfReliance, RelaxedTo::Dropped) => relaxed.self_reliance = None,
        (WishField::Way, RelaxedTo::Dropped) => relaxed.max_way_m = None,
        (WishField::FreePlaces, RelaxedTo::Dropped) => relaxed.free_places = false,
        (WishField::Recognition, RelaxedTo::Dropped) => relaxed.recognised = None,
        (WishField::Wait, RelaxedTo::Dropped) => relaxed.max_wait = None,
        (WishField::AnyTime, RelaxedTo::Dropped) => relaxed.any_time = false,
        (WishField::Never, RelaxedTo::Dropped) => relaxed.never = Aversions::default(),
    }
    relaxed
}

/// How many hits meet all other wishes and tell nothing on this one.
fn unknown(
    snapshot: &Snapshot,
    wishes: &Wishes,
    filter: &Filter,
    field: WishField,
    each: Each,
) -> usize {
    if matches!(field, WishField::Distance | WishField::Way) {
        let mut seen = each.seen(snapshot);
        let mut unplaced = 0;
        for (number, layer) in snapshot.layers().iter().enumerate() {
            let segment = layer.segment();
            scan_unplaced(&segment.columns, &segment.grid, filter, |row| {
                unplaced += usize::from(layer.is_live(row) && seen.is_first(number, segment, row));
            });
        }
        return unplaced;
    }
    let others = filter_of(&relax(wishes, field, RelaxedTo::Dropped));
    count(snapshot, &others, each, |row| match field {
        WishField::Dayparts => row.slots() == 0,
        WishField::Level => row.level() == UNTOLD,
        WishField::Price => row.price() == UNTOLD_PRICE,
        WishField::Accessibility => row.accessibility() == 0,
        WishField::Group => row.groups() == 0,
        WishField::Guidance => row.guidance() == 0,
        WishField::Age => (row.youngest(), row.oldest()) == Row::SILENT.ages,
        WishField::SelfReliance => row.self_reliance() == 0,
        WishField::FreePlaces => row.places() == UNTOLD,
        WishField::Recognition => row.marks() & marks::LEVELS == 0,
        WishField::Wait => row.marks() & marks::WAIT_TOLD == 0,
        WishField::AnyTime => row.marks() & (marks::ANY_TIME | marks::WITH_COURSE) == 0,
        // Every session tells its activity, and what it does not tell is no aversion.
        WishField::Activities | WishField::Never | WishField::Distance | WishField::Way => false,
    })
}

fn count(
    snapshot: &Snapshot,
    filter: &Filter,
    each: Each,
    counts: impl Fn(RowAt<'_>) -> bool,
) -> usize {
    let mut seen = each.seen(snapshot);
    let mut count = 0;
    for (number, layer) in snapshot.layers().iter().enumerate() {
        let segment = layer.segment();
        scan(&segment.columns, &segment.grid, filter, |row, _| {
            let counts = layer.is_live(row) && counts(segment.columns.row(row));
            count += usize::from(counts && seen.is_first(number, segment, row));
        });
    }
    count
}
