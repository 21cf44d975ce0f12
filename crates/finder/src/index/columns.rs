//! The index's columns: per session some thirty bytes of small integers. Rows lie in blocks of
//! [`BLOCK`]; within a block each property is an array of its own, so that a filter tests all rows
//! of a block at once. A block lies in one piece, because a search visits a few short runs of rows
//! all over the country: with a long array for each property, every run would wait for memory
//! once for each of them.
//!
//! "Not told" is written so that a wish fails by itself: an empty bitmap, a level above every
//! wish, an age range that holds nobody.

use std::hint::black_box;

/// A small number that the source did not tell.
pub(crate) const UNTOLD: u8 = u8::MAX;
/// A price that the source did not tell; it lies above every wish.
pub(crate) const UNTOLD_PRICE: u32 = u32::MAX;
/// A day of confirmation that never was.
pub(crate) const NEVER: u16 = 0;
/// Who is at least this old is no child.
const ADULT: u8 = 18;
/// So many rows lie in a block and are looked at together.
pub(crate) const BLOCK: usize = 32;

/// One session as it goes into the columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// Where it is, in the units of the index's space.
    pub place: Option<(i32, i32)>,
    /// Bitmap of dayparts; empty when not told.
    pub slots: u32,
    /// Youngest and oldest age; `(255, 0)` when not told.
    pub ages: (u8, u8),
    /// How stiff, or [`UNTOLD`].
    pub level: u8,
    /// Bitmap of self-reliance classes.
    pub self_reliance: u8,
    /// Bitmap of guidance.
    pub guidance: u8,
    /// Bitmap of groups.
    pub groups: u8,
    /// Bitmap of accessibility.
    pub accessibility: u8,
    /// Number of the activity, below 64.
    pub activity: u8,
    /// Cents a month, or [`UNTOLD_PRICE`].
    pub price: u32,
    /// The day it was last confirmed, counted by the caller's calendar, or [`NEVER`].
    pub confirmed: u16,
    /// Places left (254 is "254 or more"), or [`UNTOLD`].
    pub places: u8,
    /// How well it was received before, 0 to 100; 0 as long as nothing is known.
    pub quality: u8,
    /// Bitmap of languages.
    pub languages: u32,
    /// What is true or not, a bit each: see [`marks`].
    pub marks: u8,
    /// Bitmap of what there is to like, or not.
    pub delights: u8,
}

/// The bits of [`Row::marks`].
pub(crate) mod marks {
    /// Recognised at the lowest level or higher; the two bits above are the higher levels.
    pub(crate) const RECOGNISED: u8 = 1;
    /// Every level of recognition.
    pub(crate) const LEVELS: u8 = 0b111;
    /// Somebody may begin in any week.
    pub(crate) const ANY_TIME: u8 = 1 << 3;
    /// It begins with a course.
    pub(crate) const WITH_COURSE: u8 = 1 << 4;
    /// It tells how long somebody waits for a place; the two bits above say that it is less than a
    /// month, and that there is no wait at all.
    pub(crate) const WAIT_TOLD: u8 = 1 << 5;

    /// Whether it tells that somebody waits a month or longer.
    #[inline]
    pub(crate) const fn is_long_wait(marks: u8) -> bool {
        marks & (WAIT_TOLD * 0b11) == WAIT_TOLD
    }
}

impl Row {
    /// By what the rows of a grid cell are sorted, so that a search passes over whole blocks of
    /// them: children's lessons last, and each by part of the day and then by day.
    pub(crate) fn kind(&self) -> u8 {
        const DAYS: u8 = 7;
        const NONE: u8 = 3 * DAYS;
        let when = match self.slots.trailing_zeros() as u8 {
            slot if slot < NONE => slot % 3 * DAYS + slot / 3,
            _ => NONE,
        };
        let is_for_children = self.ages.1 < ADULT;
        u8::from(is_for_children) << 7 | when
    }

    /// A session that tells nothing but its activity.
    pub(crate) const SILENT: Self = Self {
        place: None,
        slots: 0,
        ages: (UNTOLD, 0),
        level: UNTOLD,
        self_reliance: 0,
        guidance: 0,
        groups: 0,
        accessibility: 0,
        activity: 0,
        price: UNTOLD_PRICE,
        confirmed: NEVER,
        places: UNTOLD,
        quality: 0,
        languages: 0,
        marks: 0,
        delights: 0,
    };
}

macro_rules! columns {
    ($($name:ident: $type:ty = $of:expr;)*) => {
        /// Rows that lie together, column by column; what nearly every search reads comes first.
        #[derive(Clone, Debug)]
        #[repr(C, align(64))]
        pub(crate) struct Block {
            $(pub $name: [$type; BLOCK],)*
        }

        impl Block {
            /// Rows that tell nothing.
            fn silent() -> Self {
                Self { $($name: [($of)(&Row::SILENT); BLOCK],)* }
            }

            fn put(&mut self, at: usize, row: &Row) {
                $(self.$name[at] = ($of)(row);)*
            }
        }

        impl Columns {
            /// Bytes a row takes in the columns.
            pub(crate) const ROW_BYTES: usize = size_of::<Block>() / BLOCK;
        }

        impl RowAt<'_> {
            $(
                #[inline]
                pub(crate) fn $name(self) -> $type {
                    self.block.$name[self.at % BLOCK]
                }
            )*
        }
    };
}

impl Block {
    /// Asks memory for the columns that nearly every search reads first. Whoever does so for
    /// several blocks before looking at any waits once instead of once for each.
    #[inline]
    pub(crate) fn fetch_narrow(&self) {
        let bytes = self.youngest[0] ^ self.level[0] ^ self.accessibility[0];
        let numbers = self.slots[0] ^ self.slots[BLOCK / 2];
        black_box((bytes, self.confirmed[0], numbers));
    }

    /// Asks memory for the columns of a row that are read last.
    #[inline]
    pub(crate) fn fetch_wide(&self, at: usize) {
        black_box(self.price[at] as i32 ^ self.x[at] ^ self.y[at] ^ i32::from(self.activity[at]));
    }
}

columns! {
    youngest: u8 = |row: &Row| row.ages.0;
    oldest: u8 = |row: &Row| row.ages.1;
    level: u8 = |row: &Row| row.level;
    places: u8 = |row: &Row| row.places;
    accessibility: u8 = |row: &Row| row.accessibility;
    self_reliance: u8 = |row: &Row| row.self_reliance;
    guidance: u8 = |row: &Row| row.guidance;
    groups: u8 = |row: &Row| row.groups;
    confirmed: u16 = |row: &Row| row.confirmed;
    slots: u32 = |row: &Row| row.slots;
    price: u32 = |row: &Row| row.price;
    x: i32 = |row: &Row| row.place.unwrap_or_default().0;
    y: i32 = |row: &Row| row.place.unwrap_or_default().1;
    activity: u8 = |row: &Row| row.activity;
    quality: u8 = |row: &Row| row.quality;
    marks: u8 = |row: &Row| row.marks;
    delights: u8 = |row: &Row| row.delights;
    languages: u32 = |row: &Row| row.languages;
}

/// A row where it lies in its block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowAt<'a> {
    block: &'a Block,
    at: usize,
}

/// What the rows of a block have among them, kept apart from the block: a search that nothing of
/// it can answer does not ask memory for the block at all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Summary {
    /// Every daypart of any row.
    pub slots: u32,
    /// The youngest age of any row.
    pub youngest: u8,
    /// The oldest age of any row.
    pub oldest: u8,
}

impl Summary {
    fn of(block: &Block) -> Self {
        Self {
            slots: block.slots.iter().fold(0, |all, slots| all | slots),
            youngest: block.youngest.iter().copied().min().unwrap_or(UNTOLD),
            oldest: block.oldest.iter().copied().max().unwrap_or(0),
        }
    }
}

/// All rows, block by block, in the order of the grid.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    blocks: Vec<Block>,
    summaries: Vec<Summary>,
    rows: usize,
}

impl Columns {
    /// Lays down `rows` in the given `order`; the last block is filled up with silence.
    pub(crate) fn lay(rows: &[Row], order: &[u32]) -> Self {
        let silent = Block::silent();
        let lay_block = |rows_of: &[u32]| {
            let mut block = silent.clone();
            for (at, row) in rows_of.iter().enumerate() {
                block.put(at, &rows[*row as usize]);
            }
            block
        };
        let blocks: Vec<Block> = order.chunks(BLOCK).map(lay_block).collect();
        Self {
            summaries: blocks.iter().map(Summary::of).collect(),
            blocks,
            rows: order.len(),
        }
    }

    /// Bytes it takes.
    pub(crate) const fn bytes(&self) -> usize {
        self.blocks.len() * (size_of::<Block>() + size_of::<Summary>())
    }

    /// How many rows there are.
    pub(crate) const fn len(&self) -> usize {
        self.rows
    }

    /// One row, to read several of its columns.
    #[inline]
    pub(crate) fn row(&self, row: usize) -> RowAt<'_> {
        RowAt {
            block: &self.blocks[row / BLOCK],
            at: row % BLOCK,
        }
    }

    /// Asks memory for the summary of a block, for who is about to look at several.
    #[inline]
    pub(crate) fn fetch_summary(&self, number: usize) {
        black_box(self.summaries.get(number).map(|summary| summary.slots));
    }

    /// What the rows of a block have among them.
    #[inline]
    pub(crate) fn summary(&self, number: usize) -> Summary {
        self.summaries[number]
    }

    /// The rows from `number` times [`BLOCK`] on.
    #[inline]
    pub(crate) fn block(&self, number: usize) -> &Block {
        &self.blocks[number]
    }
}
