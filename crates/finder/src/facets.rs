//! How many of the hits have what: the counts beside the search.

use domain::codes::{Accessibility, Activity, Group, Guidance, Listed};
use domain::daypart::Daypart;
use domain::price::Cents;

use crate::index::columns::{RowAt, UNTOLD_PRICE};

/// Upper bounds of the price bands, in cents a month; above the last is a band of its own.
pub const PRICE_BANDS: [Cents; 4] = [0, 1000, 2000, 3500];

/// The band a price falls in: 0 is free of charge, 4 is above every bound.
#[must_use]
pub fn price_band(cents_month: Cents) -> usize {
    PRICE_BANDS
        .iter()
        .filter(|bound| cents_month > **bound)
        .count()
}

/// Counts over all that meet the wishes, not only those on the page. Each counts once in each value
/// it tells; what it does not tell counts nowhere. Dayparts count sessions, whatever a hit is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facets {
    activities: [u32; 64],
    dayparts: [u32; 21],
    levels: [u32; 4],
    guidance: [u32; 8],
    accessibility: [u32; 8],
    groups: [u32; 8],
    prices: [u32; 5],
}

impl Default for Facets {
    fn default() -> Self {
        Self {
            activities: [0; 64],
            dayparts: [0; 21],
            levels: [0; 4],
            guidance: [0; 8],
            accessibility: [0; 8],
            groups: [0; 8],
            prices: [0; 5],
        }
    }
}

impl Facets {
    #[inline]
    pub(crate) fn count(&mut self, row: RowAt<'_>) {
        self.count_daypart(row);
        self.activities[usize::from(row.activity() & 63)] += 1;
        if let Some(level) = self.levels.get_mut(usize::from(row.level())) {
            *level += 1;
        }
        tally(&mut self.guidance, row.guidance().into());
        tally(&mut self.accessibility, row.accessibility().into());
        tally(&mut self.groups, row.groups().into());
        if row.price() != UNTOLD_PRICE {
            self.prices[price_band(row.price())] += 1;
        }
    }

    /// Another session of an offer that was counted.
    #[inline]
    pub(crate) fn count_daypart(&mut self, row: RowAt<'_>) {
        tally(&mut self.dayparts, row.slots());
    }

    /// Activities with their counts, in list order; those without a hit are left out, as in the
    /// other lists.
    pub fn activities(&self) -> impl Iterator<Item = (Activity, u32)> {
        listed(&self.activities)
    }

    /// Dayparts, Monday morning first.
    pub fn dayparts(&self) -> impl Iterator<Item = (Daypart, u32)> {
        Daypart::all()
            .zip(self.dayparts)
            .filter(|(_, count)| *count > 0)
    }

    /// Levels by their number on the wire, 1 to 3.
    pub fn levels(&self) -> impl Iterator<Item = (u8, u32)> {
        (0u8..).zip(self.levels).filter(|(_, count)| *count > 0)
    }

    /// Guidance.
    pub fn guidance(&self) -> impl Iterator<Item = (Guidance, u32)> {
        listed(&self.guidance)
    }

    /// Accessibility.
    pub fn accessibility(&self) -> impl Iterator<Item = (Accessibility, u32)> {
        listed(&self.accessibility)
    }

    /// Groups.
    pub fn groups(&self) -> impl Iterator<Item = (Group, u32)> {
        listed(&self.groups)
    }

    /// Price bands by upper bound in cents a month; `None` is above the last bound.
    pub fn prices(&self) -> impl Iterator<Item = (Option<Cents>, u32)> {
        let bounds = PRICE_BANDS.into_iter().map(Some).chain([None]);
        bounds.zip(self.prices).filter(|(_, count)| *count > 0)
    }

    /// Everything as the wire has it: the facet's name, then values and counts. A price band is
    /// called by its upper bound in cents, the last one `meer`.
    #[must_use]
    pub fn by_code(&self) -> Vec<(&'static str, Vec<(String, u32)>)> {
        fn codes<T: Listed>(counts: impl Iterator<Item = (T, u32)>) -> Vec<(String, u32)> {
            counts
                .map(|(item, count)| (item.code().to_owned(), count))
                .collect()
        }
        let band = |bound: Option<Cents>| bound.map_or("meer".into(), |cents| cents.to_string());
        vec![
            ("activiteit", codes(self.activities())),
            (
                "dagdeel",
                self.dayparts()
                    .map(|(part, count)| (part.code(), count))
                    .collect(),
            ),
            (
                "niveau",
                self.levels()
                    .map(|(level, count)| (level.to_string(), count))
                    .collect(),
            ),
            ("begeleiding", codes(self.guidance())),
            ("toegankelijkheid", codes(self.accessibility())),
            ("groep", codes(self.groups())),
            (
                "prijs",
                self.prices()
                    .map(|(bound, count)| (band(bound), count))
                    .collect(),
            ),
        ]
    }
}

fn listed<T: Listed>(counts: &[u32]) -> impl Iterator<Item = (T, u32)> {
    T::ALL
        .iter()
        .copied()
        .zip(counts.iter().copied())
        .filter(|(_, count)| *count > 0)
}

#[inline]
fn tally(counts: &mut [u32], mut bits: u32) {
    while bits != 0 {
        if let Some(count) = counts.get_mut(bits.trailing_zeros() as usize) {
            *count += 1;
        }
        bits &= bits - 1;
    }
}

// The columns keep a byte for each of these lists.
// One bit is left over, for an activity that nothing is: see `search::activities_of`.
const _: () = assert!(Activity::ALL.len() < 64);
const _: () = assert!(domain::codes::Delight::ALL.len() <= 8);
const _: () = assert!(domain::codes::Recognition::ALL.len() <= 3);
const _: () = assert!(Guidance::ALL.len() <= 8);
const _: () = assert!(Accessibility::ALL.len() <= 8);
const _: () = assert!(Group::ALL.len() <= 8);
const _: () = assert!(domain::codes::SelfReliance::ALL.len() <= 8);
const _: () = assert!(domain::codes::Language::ALL.len() <= 32);
