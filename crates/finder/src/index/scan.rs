//! The one scan: candidates by grid cell, then every wish as a test on a column, a block of rows
//! at a time and without branches, so that the compiler makes vector instructions of it.
//!
//! Called by the product's search, its relaxations, and the bench beside the peers.

use std::ops::Range;
use std::slice::from_ref;

use super::columns::{BLOCK, Block, Columns, Summary, UNTOLD};
use super::grid::Grid;
use super::space::Circle;

/// So many blocks, or rows, are looked at together.
const TOGETHER: usize = 32;

/// With no more rows left in a block than this, the wide columns are looked up row by row:
/// reading four bytes of every row then costs more than it saves.
const FEW: u64 = 6;

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
    scan_about(columns, grid, filter, |row| match &filter.circle {
        None => each(row, None),
        Some(circle) => {
            let place = columns.row(row);
            if let Some(metres) = circle.metres_to(place.x(), place.y()) {
                each(row, Some(metres));
            }
        }
    });
}

/// Calls `each` once for every row that passes, and for some that lie just outside the circle: for
/// who has quicker questions to ask than [`Circle::metres_to`], which decides.
pub(crate) fn scan_about(
    columns: &Columns,
    grid: &Grid,
    filter: &Filter,
    mut each: impl FnMut(usize),
) {
    match &filter.circle {
        None => {
            let all = 0..columns.len();
            scan_runs(columns, filter, from_ref(&all), &mut each);
        }
        Some(circle) => {
            // All runs first: looking them up one by one would wait for memory for each.
            let mut runs = Vec::with_capacity(32);
            grid.runs(circle, |run| runs.push(run));
            scan_runs(columns, filter, &runs, &mut each);
        }
    }
}

/// As [`scan`], handing over some rows at a time, for who has more to look up about each.
pub(crate) fn scan_together(
    columns: &Columns,
    grid: &Grid,
    filter: &Filter,
    mut each: impl FnMut(&[(usize, Option<f64>)]),
) {
    let mut together = Vec::with_capacity(TOGETHER);
    scan(columns, grid, filter, |row, metres| {
        together.push((row, metres));
        if together.len() == TOGETHER {
            each(&together);
            together.clear();
        }
    });
    each(&together);
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
    let unplaced = grid.placed()..columns.len();
    scan_runs(columns, &filter, from_ref(&unplaced), &mut each);
}

/// Blocks of which no row can pass are left out by their summaries. The others are looked at some
/// at a time and in three rounds, so that memory brings all that a round needs at once: a search
/// over the whole country nearly always finds cold memory.
fn scan_runs(
    columns: &Columns,
    filter: &Filter,
    runs: &[Range<usize>],
    each: &mut impl FnMut(usize),
) {
    for run in runs {
        columns.fetch_summary(run.start / BLOCK);
    }
    let mut pieces = runs
        .iter()
        .flat_map(pieces_of)
        .filter(|(number, _)| may_pass(columns.summary(*number), filter));
    let mut together = Vec::with_capacity(TOGETHER);
    let mut left: Vec<(usize, usize)> = Vec::with_capacity(TOGETHER);
    loop {
        together.clear();
        together.extend(pieces.by_ref().take(TOGETHER));
        if together.is_empty() {
            return;
        }
        for (number, _) in &together {
            columns.block(*number).fetch_narrow();
        }
        left.clear();
        for (number, within) in &together {
            let block = columns.block(*number);
            each_passing(block, filter, within.clone(), |at| left.push((*number, at)));
        }
        for (number, at) in &left {
            columns.block(*number).fetch_wide(*at);
        }
        for (number, at) in &left {
            let block = columns.block(*number);
            if passes_wide(block, filter, *at) && is_active(block, filter, *at) {
                each(number * BLOCK + at);
            }
        }
    }
}

/// Whether any row of a block may pass.
#[inline(always)]
fn may_pass(block: Summary, filter: &Filter) -> bool {
    (filter.slots == 0 || filter.slots & block.slots != 0)
        && filter
            .age
            .is_none_or(|age| block.youngest <= age && age <= block.oldest)
}

/// The blocks of a run, each with the part of it that belongs to the run.
fn pieces_of(run: &Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
    let Range { start, end } = *run;
    let numbers = start / BLOCK..end.div_ceil(BLOCK).max(start / BLOCK);
    numbers.map(move |number| {
        let first = number * BLOCK;
        (
            number,
            start.saturating_sub(first)..(end - first).min(BLOCK),
        )
    })
}

/// Calls `each` for the rows of a block that pass the narrow columns; where many do, the wide ones
/// too.
#[inline(always)]
fn each_passing(block: &Block, filter: &Filter, within: Range<usize>, mut each: impl FnMut(usize)) {
    let mut passed = passing(block, filter, within);
    if count(&passed) > FEW {
        narrow_wide(&mut passed, block, filter);
    }
    let (words, _) = passed.as_chunks::<8>();
    for (word_at, bytes) in words.iter().enumerate() {
        let mut word = u64::from_le_bytes(*bytes);
        while word != 0 {
            each(word_at * 8 + word.trailing_zeros() as usize / 8);
            word &= word - 1;
        }
    }
}

/// Whether it is one of the wished activities.
#[inline(always)]
fn is_active(block: &Block, filter: &Filter, at: usize) -> bool {
    filter.activities == 0 || filter.activities >> (block.activity[at] & 63) & 1 == 1
}

/// How many rows passed so far.
#[inline(always)]
fn count(passed: &[u8; BLOCK]) -> u64 {
    let (words, _) = passed.as_chunks::<8>();
    // Eight bytes of at most eight each do not overflow; the product adds them up on top.
    let sums: u64 = words.iter().map(|bytes| u64::from_le_bytes(*bytes)).sum();
    sums.wrapping_mul(0x0101_0101_0101_0101) >> 56
}

/// One byte a row of the block: 1 for a row that passes the narrow columns, 0 for one that does
/// not or does not lie `within`.
#[inline]
fn passing(block: &Block, filter: &Filter, within: Range<usize>) -> [u8; BLOCK] {
    let (from, to) = (within.start as u8, within.end as u8);
    let mut passed: [u8; BLOCK] =
        std::array::from_fn(|at| u8::from(from <= at as u8) & u8::from((at as u8) < to));
    let passes = &mut passed;
    if let Some(level) = filter.level {
        narrow(passes, &block.level, |value| value <= level);
    }
    if let Some(age) = filter.age {
        narrow(passes, &block.youngest, |value| value <= age);
        narrow(passes, &block.oldest, |value| age <= value);
    }
    if filter.accessibility != 0 {
        let needed = filter.accessibility;
        narrow(passes, &block.accessibility, |value| {
            value & needed == needed
        });
    }
    for (wanted, column) in [
        (filter.self_reliance, &block.self_reliance),
        (filter.guidance, &block.guidance),
        (filter.groups, &block.groups),
    ] {
        if wanted != 0 {
            narrow(passes, column, |value| value & wanted != 0);
        }
    }
    if filter.free_only {
        // From 1 to 254: neither full nor not told.
        narrow(passes, &block.places, |value| {
            value.wrapping_sub(1) < UNTOLD - 1
        });
    }
    if filter.marks != 0 {
        let needed = filter.marks;
        narrow(passes, &block.marks, |value| value & needed == needed);
    }
    if filter.never != 0 {
        let never = filter.never;
        narrow(passes, &block.delights, |value| value & never == 0);
    }
    if let Some(day) = filter.confirmed_from {
        narrow(passes, &block.confirmed, |value| value >= day);
    }
    if filter.slots != 0 {
        narrow(passes, &block.slots, |value| value & filter.slots != 0);
    }
    passed
}

/// The wide columns, price and place, of a whole block.
#[inline]
fn narrow_wide(passed: &mut [u8; BLOCK], block: &Block, filter: &Filter) {
    if let Some(price) = filter.price {
        narrow(passed, &block.price, |value| value <= price);
    }
    if let Some(circle) = &filter.circle {
        let circle = QuickCircle::of(circle);
        for (passes, (x, y)) in passed.iter_mut().zip(block.x.iter().zip(&block.y)) {
            *passes &= u8::from(circle.holds(*x, *y));
        }
    }
}

/// The wide columns of one row.
#[inline(always)]
fn passes_wide(block: &Block, filter: &Filter, at: usize) -> bool {
    filter.price.is_none_or(|price| block.price[at] <= price)
        && filter
            .circle
            .is_none_or(|circle| QuickCircle::of(&circle).holds(block.x[at], block.y[at]))
}

#[inline(always)]
fn narrow<T: Copy>(passed: &mut [u8; BLOCK], column: &[T; BLOCK], test: impl Fn(T) -> bool) {
    for (passes, value) in passed.iter_mut().zip(column) {
        *passes &= u8::from(test(*value));
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
