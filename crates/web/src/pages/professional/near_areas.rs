//! The neighbourhoods below the marks of the map: light shapes, with a name where there is room for
//! it. Called by `near_map`, with the part of each area that the drawing shows.

use actions::neighbourhoods::Neighbourhood;
use domain::geo::Point;
use exchange::areas::Outline;

use super::near_map::SIDE;

/// An area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its border, as the `d` of a path.
    pub path: String,
    /// Whether the search starts in it.
    pub is_home: bool,
}

/// An area's name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The middle of the words.
    pub x: f64,
    /// The line the letters stand on.
    pub y: f64,
    /// The name.
    pub words: String,
    /// Whether the search starts in it.
    pub is_home: bool,
    /// A point within it, from which one may search too.
    pub point: Point,
}

/// Where something stands already.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Room {
    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// What a letter takes at most, on average, in the size of `near-name`; what stays free beside a
/// name; how high it stands, and how far it hangs.
const LETTER: f64 = 6.4;
const BESIDE: f64 = 4.0;
const RISE: f64 = 10.0;
const HANG: f64 = 4.0;

/// Shapes and names. `place` says where a point lies in the drawing; no name stands on what is
/// `taken`. Names near the middle come first.
pub(super) fn areas_below(
    areas: &[Neighbourhood],
    place: impl Fn(Point) -> (f64, f64),
    taken: &[Room],
) -> (Vec<Shape>, Vec<Name>) {
    let shapes = areas.iter().map(|area| Shape {
        path: path(&area.outline, &place),
        is_home: area.is_home,
    });
    let mut labels: Vec<(f64, &Neighbourhood, (f64, f64))> = areas
        .iter()
        .map(|area| {
            let (x, y) = place(area.outline.label_point());
            ((x - SIDE / 2.0).hypot(y - SIDE / 2.0), area, (x, y))
        })
        .collect();
    // Where the search starts comes before all.
    labels.sort_by(|one, other| {
        let home = other.1.is_home.cmp(&one.1.is_home);
        home.then(one.0.total_cmp(&other.0))
    });
    let mut taken = taken.to_vec();
    let mut names = Vec::new();
    for (_, area, at) in labels {
        if let Some((name, room)) = name(area, at, &taken) {
            taken.push(room);
            names.push(name);
        }
    }
    (shapes.collect(), names)
}

/// How far above or below its place a name may stand. That of the start stands among the most marks,
/// and may give way further.
const SHIFTS: [f64; 7] = [0.0, 18.0, -18.0, 30.0, -30.0, 42.0, -42.0];
const SHIFTS_ELSEWHERE: usize = 3;

/// The name at its place, or a little above or below it; `None` when there is no room.
fn name(area: &Neighbourhood, (x, y): (f64, f64), taken: &[Room]) -> Option<(Name, Room)> {
    let letters = u32::try_from(area.name.chars().count()).ok()?;
    let half = f64::from(letters) * LETTER / 2.0 + BESIDE;
    let shifts = if area.is_home {
        &SHIFTS[..]
    } else {
        &SHIFTS[..SHIFTS_ELSEWHERE]
    };
    shifts.iter().find_map(|shift| {
        let y = y + shift;
        let room = Room {
            left: x - half,
            right: x + half,
            top: y - RISE,
            bottom: y + HANG,
        };
        let inside = room.left > 2.0
            && room.right < SIDE - 2.0
            && room.top > 2.0
            && room.bottom < SIDE - 2.0;
        let free = inside && !taken.iter().any(|other| other.overlaps(&room));
        let name = || Name {
            x: rounded(x),
            y: rounded(y),
            words: area.name.clone(),
            is_home: area.is_home,
            point: area.outline.label_point(),
        };
        free.then(|| (name(), room))
    })
}

/// A border as the `d` of a path: steps in tenths of a unit, so that the page stays small.
pub(super) fn path(outline: &Outline, place: &impl Fn(Point) -> (f64, f64)) -> String {
    let mut path = String::new();
    let rings = outline.polygons().iter().flat_map(|one| one.rings());
    for ring in rings {
        let mut before = None;
        // The last point is the first: `z` goes back to it.
        let points = ring.points().split_last().map_or(&[][..], |(_, rest)| rest);
        for (lon, lat) in points {
            let (x, y) = place(Point {
                lat: *lat,
                lon: *lon,
            });
            let here = (tenths(x), tenths(y));
            match before {
                None => path.push_str(&format!("M{} {}", units(here.0), units(here.1))),
                Some(before) if before == here => continue,
                Some((x, y)) => {
                    path.push_str(&format!("l{} {}", units(here.0 - x), units(here.1 - y)));
                }
            }
            before = Some(here);
        }
        path.push('z');
    }
    path
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "what is drawn was cut to the drawing"
)]
fn tenths(units: f64) -> i32 {
    (units * 10.0).round() as i32
}

/// `12`, `-0.5`
fn units(tenths: i32) -> String {
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        (f64::from(tenths) / 10.0).to_string()
    }
}

fn rounded(units: f64) -> f64 {
    (units * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use exchange::areas::{Polygon, Ring};

    use super::*;

    /// In these tests a degree is a unit, and north is down.
    fn place(point: Point) -> (f64, f64) {
        (point.lon, point.lat)
    }

    fn area(name: &str, west: f64, south: f64, side: f64) -> Neighbourhood {
        let (east, north) = (west + side, south + side);
        let points = vec![(west, south), (east, south), (east, north), (west, north)];
        let ring = Ring::new(points).unwrap();
        Neighbourhood {
            name: name.to_owned(),
            outline: Outline::new(vec![Polygon::new(vec![ring])]).unwrap(),
            is_home: false,
        }
    }

    #[test]
    fn a_border_is_a_path_of_small_steps() {
        let (shapes, _) = areas_below(&[area("Kolkbuurt", 10.0, 20.0, 30.25)], place, &[]);
        assert_eq!(shapes[0].path, "M10 20l30.3 0l0 30.3l-30.3 0z");
    }

    #[test]
    fn a_name_stands_within_its_area_and_never_on_something_else() {
        let (_, names) = areas_below(&[area("Kolkbuurt", 100.0, 50.0, 80.0)], place, &[]);
        assert_eq!(names[0].words, "Kolkbuurt");
        assert!((names[0].x - 140.0).abs() < 1.0 && (names[0].y - 90.0).abs() < 1.0);
        let whole = Room {
            left: 0.0,
            right: SIDE,
            top: 0.0,
            bottom: SIDE,
        };
        let (shapes, names) = areas_below(&[area("Kolkbuurt", 100.0, 50.0, 80.0)], place, &[whole]);
        assert_eq!((shapes.len(), names.len()), (1, 0));
        // A little lower there is room.
        let mark = Room {
            left: 120.0,
            right: 160.0,
            top: 82.0,
            bottom: 96.0,
        };
        let (_, names) = areas_below(&[area("Kolkbuurt", 100.0, 50.0, 80.0)], place, &[mark]);
        assert!((names[0].y - 108.0).abs() < 1.0);
    }

    #[test]
    fn of_two_names_in_one_place_the_one_of_the_start_stays() {
        let other = area("Sluiseiland", 100.0, 50.0, 30.0);
        let mut home = area("Kolkbuurt", 100.0, 50.0, 30.0);
        home.is_home = true;
        let crowded = [other.clone(), other.clone(), other, home];
        let (shapes, names) = areas_below(&crowded, place, &[]);
        assert_eq!(shapes.len(), 4);
        assert_eq!(names[0].words, "Kolkbuurt");
        assert!(names[0].is_home && names.len() <= 3);
    }

    #[test]
    fn the_name_of_the_start_gives_way_further_than_others() {
        let marks = Room {
            left: 100.0,
            right: 180.0,
            top: 68.0,
            bottom: 108.0,
        };
        let mut one = area("Kolkbuurt", 100.0, 50.0, 80.0);
        assert_eq!(areas_below(&[one.clone()], place, &[marks]).1.len(), 0);
        one.is_home = true;
        let (_, names) = areas_below(&[one], place, &[marks]);
        assert!((names[0].y - 120.0).abs() < 1.0);
    }

    #[test]
    fn a_name_that_is_too_long_for_the_drawing_is_left_out() {
        let long = "Verspreide huizen in het buitengebied ten noorden van de spoorlijn";
        let (_, names) = areas_below(&[area(long, 100.0, 50.0, 80.0)], place, &[]);
        assert!(names.is_empty());
    }
}
