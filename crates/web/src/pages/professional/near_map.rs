//! The lessons of a page of results as dots around home, with rings that say how far: drawn by
//! ourselves, so that no map server hears where anybody lives. The list beside it tells the same
//! in words; the drawing is for who sees better where something is than how far.

use actions::search::ShownHit;
use documents::dutch;
use domain::geo::Point;

/// The drawing is a square of so many units, home in the middle.
const SIDE: f64 = 400.0;
/// The outermost ring; room stays for the words on it.
const OUTER: f64 = 170.0;
/// Dots that touch become one.
const TOUCH: f64 = 24.0;
/// How far the outermost ring may stand for, in metres.
const REACHES: [u32; 10] = [
    250, 500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000, 200_000,
];
/// A degree of latitude in metres, on the sphere of `domain::geo`.
const DEGREE_M: f64 = 111_195.0;

/// A ring around home.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    /// Its radius in units.
    pub radius: f64,
    /// How far it stands for: "1 km".
    pub words: String,
    /// The height of the words.
    pub y: f64,
}

/// One or more lessons in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
    /// Half its width: more lessons need more room.
    pub half: f64,
    /// The lessons' numbers in the list: "1" or "2 · 5".
    pub words: String,
}

/// The drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct NearMap {
    /// The side of the square.
    pub side: f64,
    /// Home.
    pub middle: f64,
    /// From near to far.
    pub rings: Vec<Ring>,
    /// In the order of the list.
    pub dots: Vec<Dot>,
}

/// Draws the hits around `home`; the first is number `first`. Nothing to draw gives `None`.
#[must_use]
pub fn near_map(home: Option<Point>, hits: &[ShownHit], first: usize) -> Option<NearMap> {
    let home = home?;
    let places: Vec<(usize, Point)> = hits
        .iter()
        .enumerate()
        .filter_map(|(at, hit)| Some((first + at, hit.offer.venue.point?)))
        .collect();
    draw(home, &places)
}

fn draw(home: Point, places: &[(usize, Point)]) -> Option<NearMap> {
    let farthest = places
        .iter()
        .map(|(_, place)| home.metres_to(*place))
        .fold(0.0, f64::max);
    let reach = REACHES
        .into_iter()
        .find(|reach| f64::from(*reach) >= farthest)?;
    let scale = OUTER / f64::from(reach);
    let middle = SIDE / 2.0;
    let mut dots: Vec<Dot> = Vec::new();
    for (number, place) in places {
        let east = (place.lon - home.lon) * DEGREE_M * home.lat.to_radians().cos();
        let north = (place.lat - home.lat) * DEGREE_M;
        let (x, y) = (
            rounded(middle + east * scale),
            rounded(middle - north * scale),
        );
        let touches = |dot: &&mut Dot| (dot.x - x).hypot(dot.y - y) < TOUCH;
        if let Some(dot) = dots.iter_mut().find(touches) {
            dot.words.push_str(&format!(" · {number}"));
            dot.half += 10.0;
        } else {
            let words = number.to_string();
            let half = 9.0 + 4.0 * f64::from(u8::from(*number > 9));
            dots.push(Dot { x, y, half, words });
        }
    }
    for dot in &mut dots {
        dot.x = dot.x.clamp(dot.half + 2.0, SIDE - dot.half - 2.0);
    }
    let ring = |metres: u32| {
        let radius = rounded(f64::from(metres) * scale);
        Ring {
            radius,
            words: dutch::distance(metres),
            y: rounded(middle - radius - 4.0),
        }
    };
    (!dots.is_empty()).then(|| NearMap {
        side: SIDE,
        middle,
        rings: vec![ring(reach / 2), ring(reach)],
        dots,
    })
}

fn rounded(units: f64) -> f64 {
    (units * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    #[test]
    fn north_is_up_east_is_right_and_the_rings_hold_the_farthest() {
        let home = point(52.0, 5.0);
        let north = point(52.0 + 900.0 / DEGREE_M, 5.0);
        let east = point(52.0, 5.004);
        let map = draw(home, &[(1, north), (2, east)]).unwrap();
        assert_eq!(map.rings[1].words, "1 km");
        assert_eq!((map.dots[0].x, map.dots[0].y), (200.0, 47.0));
        assert!(map.dots[1].x > 200.0 && (map.dots[1].y - 200.0).abs() < 0.1);
    }

    #[test]
    fn lessons_in_one_place_share_a_dot_that_names_them_all() {
        let home = point(52.0, 5.0);
        let there = point(52.001, 5.001);
        let map = draw(home, &[(11, there), (12, there)]).unwrap();
        assert_eq!(map.dots.len(), 1);
        assert_eq!(map.dots[0].words, "11 · 12");
    }

    #[test]
    fn nothing_with_a_place_is_no_map_and_home_itself_is_one() {
        let home = point(52.0, 5.0);
        assert_eq!(draw(home, &[]), None);
        assert_eq!(
            draw(home, &[(1, home)]).unwrap().rings[1].words,
            "250 meter"
        );
        assert_eq!(draw(home, &[(1, point(-52.0, 5.0))]), None);
    }
}
