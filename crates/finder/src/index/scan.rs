//! The one scan: candidates by grid cell, then every wish as a test on a column, 64 rows at a
//! time and without branches, so that the compiler makes vector instructions of it.
//!
//! Called by the product's search, its relaxations, and the bench beside the peers.

use super::columns::{CHUNK, Columns, UNTOLD};
use super::grid::Grid;
use super::space::Circle;

/// With no more rows left in a chunk than this, the wide columns are looked up row by row:
/// reading four bytes of every row then costs more than it saves.
const FEW: u64 = 12;

/// What a row must have. An empty bitmap or `None` asks nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Filter {
    /// Within this circle; rows without a place then fail.
    pub circle: Option<Circle>,
    /// Any of these dayparts.
    pub slots: u32,
    /// For somebody of this age.
    pub age: Option<u8>,
    /// No stiffer than this.
    pub level: Option<u8>,
    /// Any of these self-reliance classes.
    pub self_reliance: u8,
    /// Any of this guidance.
    pub guidance: u8,
    /// Any of these groups.
    pub groups: u8,
    /// All of this accessibility.
    pub accessibility: u8,
    /// At most so many cents a month.
    pub price: Option<u32>,
    /// Any of these activities, a bit each.
    pub activities: u64,
    /// Confirmed on this day or later.
    pub confirmed_from: Option<u16>,
    /// Only with a place that is told to be free.
    pub free_only: bool,
    /// All of these marks.
    pub marks: u8,
    /// None of these delights.
    pub never: u8,
}

/// Calls `each` once for every row that passes, with its distance in metres when the filter has
/// a circle.
pub(crate) fn scan(
    columns: &Columns,
    grid: &Grid,
    filter: &Filter,
    mut each: impl FnMut(usize, Option<f64>),
) {
    match &filter.circle {
        None => scan_run(columns, filter, 0..columns.len(), &mut |row| {
            each(row, None)
        }),
        Some(circle) => grid.runs(circle, |run| {
            scan_run(columns, filter, run, &mut |row| {
                if let Some(metres) = circle.metres_to(columns.x[row], columns.y[row]) {
                    each(row, Some(metres));
                }
            });
        }),
    }
}

/// Calls `each` for the rows without a place that pass everything but the circle.
pub(crate) fn scan_unplaced(
    columns: &Columns,
    grid: &Grid,
    filter: &Filter,
    mut each: impl FnMut(usize),
) {
    let filter = Filter {
        circle: None,
        ..*filter
    };
    scan_run(columns, &filter, grid.placed()..columns.len(), &mut each);
}

fn scan_run(
    columns: &Columns,
    filter: &Filter,
    run: std::ops::Range<usize>,
    each: &mut impl FnMut(usize),
) {
    let mut start = run.start;
    while start < run.end {
        let mut passed = passing(columns, filter, start, run.end - start);
        let few = count(&passed) <= FEW;
        if !few {
            narrow_wide(&mut passed, columns, filter, start);
        }
        let (words, _) = passed.as_chunks::<8>();
        for (word_at, bytes) in words.iter().enumerate() {
            let mut word = u64::from_le_bytes(*bytes);
            while word != 0 {
                let row = start + word_at * 8 + word.trailing_zeros() as usize / 8;
                word &= word - 1;
                if (!few || passes_wide(columns, filter, row)) && is_active(columns, filter, row) {
                    each(row);
                }
            }
        }
        start += CHUNK;
    }
}

/// Whether it is one of the wished activities.
#[inline(always)]
fn is_active(columns: &Columns, filter: &Filter, row: usize) -> bool {
    filter.activities == 0 || filter.activities >> (columns.activity[row] & 63) & 1 == 1
}

/// How many rows passed so far.
#[inline(always)]
fn count(passed: &[u8; CHUNK]) -> u64 {
    let (words, _) = passed.as_chunks::<8>();
    // Eight bytes of at most eight each do not overflow; the product adds them up on top.
    let sums: u64 = words.iter().map(|bytes| u64::from_le_bytes(*bytes)).sum();
    sums.wrapping_mul(0x0101_0101_0101_0101) >> 56
}

/// One byte a row: 1 for a row that passes the narrow columns, 0 for one that does not or lies
/// beyond `left`.
#[inline]
fn passing(columns: &Columns, filter: &Filter, at: usize, left: usize) -> [u8; CHUNK] {
    let mut passed = [0; CHUNK];
    passed[..left.min(CHUNK)].fill(1);
    let passes = &mut passed;
    if let Some(level) = filter.level {
        narrow(passes, &columns.level, at, |value| value <= level);
    }
    if let Some(age) = filter.age {
        narrow(passes, &columns.youngest, at, |value| value <= age);
        narrow(passes, &columns.oldest, at, |value| age <= value);
    }
    if filter.accessibility != 0 {
        let needed = filter.accessibility;
        narrow(passes, &columns.accessibility, at, |value| {
            value & needed == needed
        });
    }
    for (wanted, column) in [
        (filter.self_reliance, &columns.self_reliance),
        (filter.guidance, &columns.guidance),
        (filter.groups, &columns.groups),
    ] {
        if wanted != 0 {
            narrow(passes, column, at, |value| value & wanted != 0);
        }
    }
    if filter.free_only {
        // From 1 to 254: neither full nor not told.
        narrow(passes, &columns.places, at, |value| {
            value.wrapping_sub(1) < UNTOLD - 1
        });
    }
    if filter.marks != 0 {
        let needed = filter.marks;
        narrow(passes, &columns.marks, at, |value| value & needed == needed);
    }
    if filter.never != 0 {
        let never = filter.never;
        narrow(passes, &columns.delights, at, |value| value & never == 0);
    }
    if let Some(day) = filter.confirmed_from {
        narrow(passes, &columns.confirmed, at, |value| value >= day);
    }
    if filter.slots != 0 {
        narrow(passes, &columns.slots, at, |value| {
            value & filter.slots != 0
        });
    }
    passed
}

/// The wide columns, price and place, of a whole chunk.
#[inline]
fn narrow_wide(passed: &mut [u8; CHUNK], columns: &Columns, filter: &Filter, at: usize) {
    if let Some(price) = filter.price {
        narrow(passed, &columns.price, at, |value| value <= price);
    }
    if let Some(circle) = &filter.circle {
        narrow_to_circle(passed, columns, at, circle);
    }
}

/// The wide columns of one row.
#[inline(always)]
fn passes_wide(columns: &Columns, filter: &Filter, row: usize) -> bool {
    filter.price.is_none_or(|price| columns.price[row] <= price)
        && filter
            .circle
            .is_none_or(|circle| QuickCircle::of(&circle).holds(columns.x[row], columns.y[row]))
}

#[inline(always)]
fn narrow<T: Copy>(passed: &mut [u8; CHUNK], column: &[T], at: usize, test: impl Fn(T) -> bool) {
    // The columns are padded by a chunk, so a whole one is always there.
    if let Some(values) = column[at..].first_chunk::<CHUNK>() {
        for (passes, value) in passed.iter_mut().zip(values) {
            *passes &= u8::from(test(*value));
        }
    }
}

#[inline(always)]
fn narrow_to_circle(passed: &mut [u8; CHUNK], columns: &Columns, at: usize, circle: &Circle) {
    let circle = QuickCircle::of(circle);
    if let (Some(xs), Some(ys)) = (
        columns.x[at..].first_chunk::<CHUNK>(),
        columns.y[at..].first_chunk::<CHUNK>(),
    ) {
        for (passes, (x, y)) in passed.iter_mut().zip(xs.iter().zip(ys)) {
            *passes &= u8::from(circle.holds(*x, *y));
        }
    }
}

/// A circle in single precision, which is off by less than the metres its reach is wider.
#[derive(Clone, Copy)]
struct QuickCircle {
    x: f32,
    y: f32,
    x_scale: f32,
    y_scale: f32,
    square: f32,
}

impl QuickCircle {
    #[inline(always)]
    fn of(circle: &Circle) -> Self {
        Self {
            x: circle.x as f32,
            y: circle.y as f32,
            x_scale: circle.x_scale as f32,
            y_scale: circle.y_scale as f32,
            square: (circle.reach * circle.reach) as f32,
        }
    }

    #[inline(always)]
    fn holds(self, x: i32, y: i32) -> bool {
        let east = (x as f32 - self.x) * self.x_scale;
        let north = (y as f32 - self.y) * self.y_scale;
        east * east + north * north <= self.square
    }
}
