//! The wijken of a municipality, darker where more is missed, and hatched where it is too little to
//! tell. Drawn by ourselves; the table beside it tells the same.

use actions::missed_figures::WijkFigures;
use domain::geo::Point;
use exchange::areas::{Outline, Window};

use super::near_areas::path;

/// How wide the drawing is, in units.
const WIDTH: f64 = 320.0;
/// And at most how high.
const TALLEST: f64 = 400.0;
/// How many shades there are.
const SHADES: u32 = 4;

/// A wijk in the drawing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DrawnWijk {
    /// Its border, as the `d` of a path.
    pub path: String,
    /// `shade-1` to `shade-4`, or `too-few`.
    pub class: String,
    /// Its number in the table.
    pub number: usize,
    /// Where the number stands.
    pub at: (f64, f64),
}

/// The drawing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MissedMap {
    /// How wide and how high it is.
    pub size: (f64, f64),
    /// In the order of the table.
    pub wijken: Vec<DrawnWijk>,
}

/// Draws the wijken; none is no drawing.
pub(super) fn missed_map(wijken: &[WijkFigures]) -> Option<MissedMap> {
    let whole = wijken
        .iter()
        .map(|wijk| wijk.outline.window())
        .reduce(around)?;
    let (west, north) = (whole.south_west.lon, whole.north_east.lat);
    let middle = f64::midpoint(whole.south_west.lat, north);
    // A degree to the east is shorter than one to the north.
    let narrow = middle.to_radians().cos();
    let wide = (whole.north_east.lon - west) * narrow;
    let high = north - whole.south_west.lat;
    if wide <= 0.0 || high <= 0.0 {
        return None;
    }
    let scale = (WIDTH / wide).min(TALLEST / high);
    let place = |point: Point| {
        let (x, y) = (
            (point.lon - west) * narrow * scale,
            (north - point.lat) * scale,
        );
        (x, y)
    };
    let most = wijken.iter().filter_map(|wijk| wijk.missed).max();
    let drawn = wijken.iter().enumerate().map(|(at, wijk)| {
        let (x, y) = place(wijk.outline.label_point());
        DrawnWijk {
            path: path(&coarse(&wijk.outline, scale), &place),
            class: shade(wijk.missed, most),
            number: at + 1,
            at: (rounded(x), rounded(y + 4.5)),
        }
    });
    Some(MissedMap {
        size: (rounded(wide * scale), rounded(high * scale)),
        wijken: drawn.collect(),
    })
}

/// Without what is too small to be seen, half a unit.
fn coarse(outline: &Outline, scale: f64) -> Outline {
    /// A degree of latitude in metres, on the sphere of `domain::geo`.
    const DEGREE_M: f64 = 111_195.0;
    outline.simpler(0.5 / scale * DEGREE_M)
}

fn around(one: Window, other: Window) -> Window {
    let (a, b) = (one.south_west, other.south_west);
    let (c, d) = (one.north_east, other.north_east);
    Window {
        south_west: Point {
            lat: a.lat.min(b.lat),
            lon: a.lon.min(b.lon),
        },
        north_east: Point {
            lat: c.lat.max(d.lat),
            lon: c.lon.max(d.lon),
        },
    }
}

/// The darkest is where most is missed.
fn shade(missed: Option<u32>, most: Option<u32>) -> String {
    match missed.zip(most) {
        Some((missed, most)) => format!("shade-{}", (missed * SHADES).div_ceil(most.max(1)).max(1)),
        None => "too-few".to_owned(),
    }
}

fn rounded(units: f64) -> f64 {
    (units * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use exchange::areas::{Polygon, Ring};

    use super::*;

    fn wijk(west: f64, missed: Option<u32>) -> WijkFigures {
        let points = vec![
            (west, 52.0),
            (west + 0.02, 52.0),
            (west + 0.02, 52.01),
            (west, 52.01),
        ];
        let ring = Ring::new(points).unwrap();
        WijkFigures {
            name: "Kolk".to_owned(),
            outline: Outline::new(vec![Polygon::new(vec![ring])]).unwrap(),
            missed,
            offers: 0,
        }
    }

    #[test]
    fn west_is_left_the_most_is_darkest_and_too_few_is_hatched() {
        let all = [wijk(5.02, Some(40)), wijk(5.0, Some(10)), wijk(5.04, None)];
        let map = missed_map(&all).unwrap();
        assert!((map.size.0 - WIDTH).abs() < 0.2, "{:?}", map.size);
        let told: Vec<_> = map
            .wijken
            .iter()
            .map(|one| (one.number, one.class.as_str()))
            .collect();
        assert_eq!(told, [(1, "shade-4"), (2, "shade-1"), (3, "too-few")]);
        assert!(map.wijken[1].at.0 < map.wijken[0].at.0);
        assert!(map.wijken[0].path.starts_with('M'));
        assert_eq!(missed_map(&[]), None);
    }

    #[test]
    fn where_nothing_may_be_told_every_wijk_is_hatched() {
        let map = missed_map(&[wijk(5.0, None), wijk(5.02, None)]).unwrap();
        assert!(map.wijken.iter().all(|one| one.class == "too-few"));
    }
}
