//! Which rows lie where: rows are kept in the order of cells of about 1,600 metres, west to east
//! in bands from south to north, so that a circle is a few runs of neighbouring rows.
//!
//! A band is kept in stretches of neighbouring cells, so that a cell is looked up by counting
//! instead of by searching. Between far cells the stretch ends: one offer in Suriname does not
//! stretch the grid.

use std::ops::Range;

use super::space::{Circle, Space};

/// With more empty cells than this between two, a new stretch begins.
const GAP: i32 = 64;

/// One band of cells from west to east is `bands[n]..bands[n + 1]` of `stretches`.
#[derive(Debug)]
pub(crate) struct Grid {
    space: Space,
    /// Number of the southernmost band.
    first_band: i32,
    bands: Vec<u32>,
    stretches: Vec<Stretch>,
    /// For each cell of each stretch its first row, and after the last one where the stretch ends.
    firsts: Vec<u32>,
    /// Rows before this one have a place; those from it on have none.
    placed: u32,
}

/// Neighbouring cells of a band.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// The westernmost column.
    first: i32,
    /// The easternmost column.
    last: i32,
    /// Where its cells begin in `firsts`.
    from: u32,
}

impl Grid {
    /// Arranges rows by place, and those of a cell by their `kind`. Gives the grid and the order
    /// in which the rows must lie; those without a place come last. The same rows give the same
    /// order.
    pub(crate) fn arrange(
        space: Space,
        places: &[Option<(i32, i32)>],
        kind: impl Fn(usize) -> u8,
    ) -> (Self, Vec<u32>) {
        let (width, height) = space.cell();
        let mut keyed: Vec<(i32, i32, u8, u32)> = Vec::with_capacity(places.len());
        let mut unplaced = Vec::new();
        for (row, place) in (0u32..).zip(places) {
            match place {
                Some((x, y)) => keyed.push((
                    y.div_euclid(height),
                    x.div_euclid(width),
                    kind(row as usize),
                    row,
                )),
                None => unplaced.push(row),
            }
        }
        keyed.sort_unstable();
        let first_band = keyed.first().map_or(0, |key| key.0);
        let placed = u32::try_from(keyed.len()).unwrap_or(u32::MAX);
        let mut grid = Self {
            space,
            first_band,
            bands: Vec::new(),
            stretches: Vec::new(),
            firsts: Vec::new(),
            placed,
        };
        let mut last = None;
        for (row, &(band, column, ..)) in (0u32..).zip(&keyed) {
            if last == Some((band, column)) {
                continue;
            }
            let beside = last.filter(|(of, west)| *of == band && column - west <= GAP);
            last = Some((band, column));
            let band = (band - first_band) as usize;
            match (beside, grid.stretches.last_mut()) {
                // Cells between that hold nothing begin where the next one does.
                (Some((_, west)), Some(stretch)) => {
                    stretch.last = column;
                    grid.firsts
                        .extend(std::iter::repeat_n(row, (column - west) as usize));
                }
                _ => {
                    grid.end_stretch(row);
                    while grid.bands.len() <= band {
                        grid.bands.push(grid.stretches.len() as u32);
                    }
                    grid.stretches.push(Stretch {
                        first: column,
                        last: column,
                        from: grid.firsts.len() as u32,
                    });
                    grid.firsts.push(row);
                }
            }
        }
        grid.end_stretch(placed);
        grid.bands.push(grid.stretches.len() as u32);
        let mut order: Vec<u32> = keyed.into_iter().map(|key| key.3).collect();
        order.append(&mut unplaced);
        (grid, order)
    }

    fn end_stretch(&mut self, row: u32) {
        if !self.stretches.is_empty() {
            self.firsts.push(row);
        }
    }

    /// Calls `each` with runs of rows that together hold every row in the circle.
    pub(crate) fn runs(&self, circle: &Circle, mut each: impl FnMut(Range<usize>)) {
        let (width, height) = self.space.cell();
        let (width, height) = (f64::from(width), f64::from(height));
        let (x, y) = (f64::from(circle.x), f64::from(circle.y));
        let reach = circle.reach / circle.y_scale;
        // Casts of floats saturate, so a circle wider than the earth is clipped, not wrapped.
        let south = ((y - reach) / height).floor() as i32;
        let north = ((y + reach) / height).floor() as i32;
        let last_band = self.first_band.saturating_add(self.bands.len() as i32 - 2);
        for band in south.max(self.first_band)..=north.min(last_band) {
            let lower = f64::from(band) * height;
            let away = (lower - y).max(y - (lower + height)).max(0.0) * circle.y_scale;
            let half = (circle.reach * circle.reach - away * away).max(0.0).sqrt() / circle.x_scale;
            let west = ((x - half) / width).floor() as i32;
            let east = ((x + half) / width).floor() as i32;
            let at = (band - self.first_band) as usize;
            let (from, to) = (self.bands[at] as usize, self.bands[at + 1] as usize);
            let stretches = &self.stretches[from..to];
            let first = stretches.partition_point(|stretch| stretch.last < west);
            for stretch in &stretches[first..] {
                if stretch.first > east {
                    break;
                }
                let cell = |column: i32| {
                    // From the first column on, so not below zero.
                    self.firsts[stretch.from as usize + (column - stretch.first) as usize] as usize
                };
                let from = cell(west.max(stretch.first));
                let to = cell(east.min(stretch.last) + 1);
                if from < to {
                    each(from..to);
                }
            }
        }
    }

    /// The first row without a place.
    pub(crate) const fn placed(&self) -> usize {
        self.placed as usize
    }

    /// Bytes the grid takes beside the columns.
    pub(crate) fn bytes(&self) -> usize {
        self.bands.len() * 4 + self.stretches.len() * 12 + self.firsts.len() * 4
    }
}

#[cfg(test)]
mod tests {
    use domain::geo::Point;

    use super::*;

    fn rows_in(grid: &Grid, circle: &Circle) -> Vec<usize> {
        let mut rows = Vec::new();
        grid.runs(circle, |run| rows.extend(run));
        rows
    }

    #[test]
    fn a_circle_around_the_whole_earth_finds_every_placed_row() {
        let places: Vec<_> = [(52.0, 5.0), (-89.9, 179.9), (0.0, 0.0), (89.9, -179.9)]
            .iter()
            .map(|(lat, lon)| Point::new(*lat, *lon).map(Space::units))
            .chain([None])
            .collect();
        let (grid, order) = Grid::arrange(Space::Globe, &places, |_| 0);
        assert_eq!(order.last(), Some(&4), "the row without a place lies last");
        assert_eq!(grid.placed(), 4);
        let circle = Circle::on_globe(
            Point {
                lat: 52.0,
                lon: 5.0,
            },
            u32::MAX,
        );
        assert_eq!(rows_in(&grid, &circle), [0, 1, 2, 3]);
    }

    #[test]
    fn a_cell_across_a_border_of_zero_is_not_lost() {
        let (width, _) = Space::Plane.cell();
        let places = [
            Some((-1, -1)),
            Some((0, 0)),
            Some((width - 1, 0)),
            Some((9 * width, 0)),
        ];
        let (grid, order) = Grid::arrange(Space::Plane, &places, |_| 0);
        let circle = Circle::on_plane(0, 0, 2);
        let found: Vec<_> = rows_in(&grid, &circle)
            .into_iter()
            .map(|at| order[at])
            .collect();
        assert_eq!(
            found,
            [0, 1, 2],
            "whole cells are candidates, far cells are not"
        );
    }

    #[test]
    fn cells_far_apart_take_no_room_between() {
        let (width, _) = Space::Plane.cell();
        let places: Vec<_> = [0, 2, 2 + GAP, 6 + 2 * GAP]
            .into_iter()
            .map(|column| column * width)
            .chain([100_000_000])
            .map(|x| Some((x, 0)))
            .collect();
        let (grid, _) = Grid::arrange(Space::Plane, &places, |_| 0);
        assert_eq!(grid.stretches.len(), 3, "the gap of just {GAP} is bridged");
        assert_eq!(grid.firsts.len(), 67 + 1 + 2 + 2);
        for (number, place) in places.iter().enumerate() {
            let (x, y) = place.unwrap();
            let circle = Circle::on_plane(x, y, 10);
            assert_eq!(rows_in(&grid, &circle), [number]);
        }
        let all = Circle::on_plane(0, 0, 200_000_000);
        assert_eq!(rows_in(&grid, &all), [0, 1, 2, 3, 4]);
        let between = Circle::on_plane(40 * width, 0, 4 * width as u32);
        assert_eq!(rows_in(&grid, &between), []);
    }

    #[test]
    fn the_rows_of_a_cell_lie_by_kind_and_then_as_they_came() {
        let (width, _) = Space::Plane.cell();
        let places = [Some((5, 0)), Some((width, 0)), Some((0, 0)), Some((3, 3))];
        let kinds = [2, 0, 1, 1];
        let (_, order) = Grid::arrange(Space::Plane, &places, |row| kinds[row]);
        assert_eq!(order, [2, 3, 0, 1]);
    }

    #[test]
    fn an_empty_grid_has_no_runs() {
        let (grid, _) = Grid::arrange(Space::Plane, &[None], |_| 0);
        assert_eq!(rows_in(&grid, &Circle::on_plane(0, 0, 1000)), []);
    }
}
