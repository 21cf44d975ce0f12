//! The part of a border that lies in a window, for a map of a neighbourhood.

use domain::geo::Point;

use super::{Outline, Polygon, Ring};

/// A rectangle of degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Its lower left corner.
    pub south_west: Point,
    /// Its upper right corner.
    pub north_east: Point,
}

impl Window {
    /// Whether two windows have ground in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.south_west.lon < other.north_east.lon
            && other.south_west.lon < self.north_east.lon
            && self.south_west.lat < other.north_east.lat
            && other.south_west.lat < self.north_east.lat
    }

    /// Whether the other lies wholly inside.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.south_west.lon <= other.south_west.lon
            && self.south_west.lat <= other.south_west.lat
            && self.north_east.lon >= other.north_east.lon
            && self.north_east.lat >= other.north_east.lat
    }
}

impl Outline {
    /// The smallest window around it.
    #[must_use]
    pub fn window(&self) -> Window {
        let rings = self.polygons().iter().filter_map(|one| one.rings().first());
        let mut low = (f64::INFINITY, f64::INFINITY);
        let mut high = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for (lon, lat) in rings.flat_map(Ring::points) {
            low = (low.0.min(*lon), low.1.min(*lat));
            high = (high.0.max(*lon), high.1.max(*lat));
        }
        let point = |(lon, lat)| Point { lat, lon };
        Window {
            south_west: point(low),
            north_east: point(high),
        }
    }

    /// The part inside a window; `None` when there is none. Where the window cuts, the border runs
    /// along its edge (Sutherland and Hodgman, 1974).
    #[must_use]
    pub fn within(&self, window: &Window) -> Option<Self> {
        if window.contains(&self.window()) {
            return Some(self.clone());
        }
        let polygons = self.polygons().iter().filter_map(|polygon| {
            let mut rings = polygon.rings().iter().map(|ring| cut(ring, window));
            // Without its outer ring a piece lies outside, and so do its holes.
            let outer = rings.next()??;
            let holes = rings.flatten();
            Some(Polygon::new(std::iter::once(outer).chain(holes).collect()))
        });
        Self::new(polygons.collect())
    }
}

/// One edge of a window: how far a point lies inside it, in degrees.
type Edge<'a> = &'a dyn Fn((f64, f64)) -> f64;

fn cut(ring: &Ring, window: &Window) -> Option<Ring> {
    let (low, high) = (window.south_west, window.north_east);
    let edges: [Edge<'_>; 4] = [
        &|point| point.0 - low.lon,
        &|point| high.lon - point.0,
        &|point| point.1 - low.lat,
        &|point| high.lat - point.1,
    ];
    let mut points = ring.points().to_vec();
    for inside in edges {
        let mut kept = Vec::with_capacity(points.len());
        for pair in points.windows(2) {
            let (from, to) = (inside(pair[0]), inside(pair[1]));
            if from >= 0.0 {
                kept.push(pair[0]);
            }
            if (from >= 0.0) != (to >= 0.0) {
                let share = from / (from - to);
                let between = |one: f64, other: f64| one + share * (other - one);
                kept.push((between(pair[0].0, pair[1].0), between(pair[0].1, pair[1].1)));
            }
        }
        let first = *kept.first()?;
        kept.push(first);
        points = kept;
    }
    Ring::new(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Ring {
        Ring::new(points.to_vec()).unwrap()
    }

    fn square(west: f64, south: f64, side: f64) -> Ring {
        let (east, north) = (west + side, south + side);
        ring(&[(west, south), (east, south), (east, north), (west, north)])
    }

    fn window(west: f64, south: f64, side: f64) -> Window {
        Window {
            south_west: Point::new(south, west).unwrap(),
            north_east: Point::new(south + side, west + side).unwrap(),
        }
    }

    fn outline(rings: Vec<Ring>) -> Outline {
        Outline::new(vec![Polygon::new(rings)]).unwrap()
    }

    fn holds(outline: &Outline, lon: f64, lat: f64) -> bool {
        outline.holds(Point::new(lat, lon).unwrap())
    }

    #[test]
    fn what_lies_inside_stays_what_it_was_and_what_lies_outside_goes() {
        let area = outline(vec![square(5.0, 52.0, 1.0)]);
        assert_eq!(area.within(&window(4.0, 51.0, 3.0)).unwrap(), area);
        assert_eq!(area.window(), window(5.0, 52.0, 1.0));
        assert_eq!(area.within(&window(7.0, 52.0, 1.0)), None);
        // To touch is not to meet.
        assert!(!area.window().meets(&window(6.0, 52.0, 1.0)));
        assert_eq!(area.within(&window(6.0, 52.0, 1.0)), None);
    }

    #[test]
    fn a_border_that_is_cut_runs_along_the_window() {
        let area = outline(vec![square(5.0, 52.0, 2.0), square(5.8, 52.8, 0.4)]);
        let cut = area.within(&window(6.0, 53.0, 4.0)).unwrap();
        assert_eq!(cut.window(), window(6.0, 53.0, 1.0));
        // The hole is cut with it.
        assert!(!holds(&cut, 6.1, 53.1) && holds(&cut, 6.5, 53.5));
        assert!(!holds(&cut, 5.5, 52.3));
    }

    #[test]
    fn a_window_within_an_area_is_filled_wholly() {
        let area = outline(vec![square(5.0, 52.0, 2.0)]);
        let cut = area.within(&window(5.5, 52.5, 0.5)).unwrap();
        assert_eq!(cut.window(), window(5.5, 52.5, 0.5));
        assert_eq!(cut.polygons()[0].rings()[0].points().len(), 5);
    }

    #[test]
    fn a_piece_outside_goes_without_the_others() {
        let pieces = vec![
            Polygon::new(vec![square(5.0, 52.0, 0.1)]),
            Polygon::new(vec![square(5.5, 52.0, 0.1)]),
        ];
        let area = Outline::new(pieces).unwrap();
        let cut = area.within(&window(4.9, 51.9, 0.5)).unwrap();
        assert_eq!(cut.polygons().len(), 1);
        assert!(holds(&cut, 5.05, 52.05));
    }
}
