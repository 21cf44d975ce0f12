//! The index's columns: per session some thirty bytes of small integers, each property in an
//! array of its own, so that a filter reads only what somebody wishes something about.
//!
//! "Not told" is written so that a wish fails by itself: an empty bitmap, a level above every
//! wish, an age range that holds nobody.

/// A small number that the source did not tell.
pub(crate) const UNTOLD: u8 = u8::MAX;
/// A price that the source did not tell; it lies above every wish.
pub(crate) const UNTOLD_PRICE: u32 = u32::MAX;
/// A day of confirmation that never was.
pub(crate) const NEVER: u16 = 0;
/// So many rows are looked at together; the columns are that much longer than their rows.
pub(crate) const CHUNK: usize = 64;

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
}

impl Row {
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

/// All rows, column by column, in the order of the grid.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    pub x: Vec<i32>,
    pub y: Vec<i32>,
    pub slots: Vec<u32>,
    pub youngest: Vec<u8>,
    pub oldest: Vec<u8>,
    pub level: Vec<u8>,
    pub self_reliance: Vec<u8>,
    pub guidance: Vec<u8>,
    pub groups: Vec<u8>,
    pub accessibility: Vec<u8>,
    pub activity: Vec<u8>,
    pub price: Vec<u32>,
    pub confirmed: Vec<u16>,
    pub places: Vec<u8>,
    pub quality: Vec<u8>,
    pub languages: Vec<u32>,
    pub marks: Vec<u8>,
    pub delights: Vec<u8>,
    rows: usize,
}

impl Columns {
    /// Bytes a row takes in the columns.
    pub(crate) const ROW_BYTES: usize = 5 * 4 + 2 + 12;

    /// Lays down `rows` in the given `order`, padded by a chunk of silence so that every chunk
    /// can be read whole.
    pub(crate) fn lay(rows: &[Row], order: &[u32]) -> Self {
        let mut columns = Self::default();
        columns.reserve(order.len() + CHUNK);
        for &at in order {
            columns.push(&rows[at as usize]);
        }
        columns.rows = order.len();
        for _ in 0..CHUNK {
            columns.push(&Row::SILENT);
        }
        columns
    }

    /// How many rows there are, the padding not counted.
    pub(crate) const fn len(&self) -> usize {
        self.rows
    }

    fn reserve(&mut self, rows: usize) {
        for column in [&mut self.x, &mut self.y] {
            column.reserve_exact(rows);
        }
        for column in [&mut self.slots, &mut self.price, &mut self.languages] {
            column.reserve_exact(rows);
        }
        self.confirmed.reserve_exact(rows);
        for column in [
            &mut self.youngest,
            &mut self.oldest,
            &mut self.level,
            &mut self.self_reliance,
            &mut self.guidance,
            &mut self.groups,
            &mut self.accessibility,
            &mut self.activity,
            &mut self.places,
            &mut self.quality,
            &mut self.marks,
            &mut self.delights,
        ] {
            column.reserve_exact(rows);
        }
    }

    fn push(&mut self, row: &Row) {
        let (x, y) = row.place.unwrap_or_default();
        self.x.push(x);
        self.y.push(y);
        self.slots.push(row.slots);
        self.youngest.push(row.ages.0);
        self.oldest.push(row.ages.1);
        self.level.push(row.level);
        self.self_reliance.push(row.self_reliance);
        self.guidance.push(row.guidance);
        self.groups.push(row.groups);
        self.accessibility.push(row.accessibility);
        self.activity.push(row.activity);
        self.price.push(row.price);
        self.confirmed.push(row.confirmed);
        self.places.push(row.places);
        self.quality.push(row.quality);
        self.languages.push(row.languages);
        self.marks.push(row.marks);
        self.delights.push(row.delights);
    }
}
