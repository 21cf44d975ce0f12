//! From the Dutch grid (RD New, EPSG:28992, metres) to degrees (WGS84, as EPSG:4326 uses them).
//!
//! The polynomials are those of F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules
//! voor de transformatie tussen RD- en WGS84-kaartcoördinaten" (Geodesia, 2001). Within the
//! Netherlands they are off by about a metre at most; on the 4,067 points of the PC4 table, which
//! are known in both, by 1.05 m (`tests/areas.rs`). For maps and for "in which wijk" that will do;
//! for a cadastre it would not.

use domain::geo::Point;

/// Amersfoort, the origin: metres, and degrees.
const ORIGIN: (f64, f64) = (155_000.0, 463_000.0);
const ORIGIN_DEGREES: (f64, f64) = (52.155_174_40, 5.387_206_21);

/// Powers of east and north in 100 km, and seconds of latitude.
const LATITUDE: [(i32, i32, f64); 11] = [
    (0, 1, 3_235.653_89),
    (2, 0, -32.582_97),
    (0, 2, -0.247_50),
    (2, 1, -0.849_78),
    (0, 3, -0.065_50),
    (2, 2, -0.017_09),
    (1, 0, -0.007_38),
    (4, 0, 0.005_30),
    (2, 3, -0.000_39),
    (4, 1, 0.000_33),
    (1, 1, -0.000_12),
];
/// The same for longitude.
const LONGITUDE: [(i32, i32, f64); 12] = [
    (1, 0, 5_260.529_16),
    (1, 1, 105.946_84),
    (1, 2, 2.456_56),
    (3, 0, -0.818_85),
    (1, 3, 0.055_94),
    (3, 1, -0.056_07),
    (0, 1, 0.011_99),
    (3, 2, -0.002_56),
    (1, 4, 0.001_28),
    (0, 2, 0.000_22),
    (2, 0, -0.000_22),
    (5, 0, 0.000_26),
];

/// The point of these metres; `None` outside the area for which the grid is meant.
#[must_use]
pub fn from_rd(east: f64, north: f64) -> Option<Point> {
    if !is_rd(east, north) {
        return None;
    }
    let (x, y) = ((east - ORIGIN.0) / 1e5, (north - ORIGIN.1) / 1e5);
    let seconds = |terms: &[(i32, i32, f64)]| -> f64 {
        let of = |(p, q, term): &(i32, i32, f64)| term * x.powi(*p) * y.powi(*q);
        terms.iter().map(of).sum()
    };
    let lat = ORIGIN_DEGREES.0 + seconds(&LATITUDE) / 3600.0;
    let lon = ORIGIN_DEGREES.1 + seconds(&LONGITUDE) / 3600.0;
    Point::new(lat, lon)
}

/// Whether two numbers can be metres of the grid. No degrees can: the grid's north begins at
/// 289 km, so that nobody can take one for the other.
#[must_use]
pub fn is_rd(east: f64, north: f64) -> bool {
    (-7_000.0..=300_000.0).contains(&east) && (289_000.0..=629_000.0).contains(&north)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tower_of_amersfoort_is_the_origin() {
        let tower = from_rd(155_000.0, 463_000.0).unwrap();
        assert!(tower.metres_to(Point::new(52.155_174_40, 5.387_206_21).unwrap()) < 0.01);
    }

    #[test]
    fn degrees_and_what_lies_outside_the_grid_are_no_metres() {
        assert_eq!(from_rd(5.3, 51.7), None);
        assert_eq!(from_rd(463_000.0, 155_000.0), None, "the two swapped");
        assert_eq!(from_rd(f64::NAN, 463_000.0), None);
    }
}
