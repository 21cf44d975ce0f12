//! The lessons of a page of results as marks around home, with rings that say how far and the
//! neighbourhoods below them: drawn by ourselves, so that no map server hears where anybody lives.
//! The list beside it tells the same in words; the drawing is for who sees better where something
//! is than how far. A mark leads to its lesson in the list.

use actions::Bridge;
use actions::search::ShownHit;
use documents::dutch;
use domain::geo::Point;

use super::near_areas::{Name, Room, Shape, areas_below};
use super::search_form::SearchForm;
use super::voice::Voice;

/// The drawing is a square of so many units, home in the middle. On a phone a unit is about a
/// pixel.
pub(super) const SIDE: f64 = 320.0;
/// The outermost ring; room stays for the words on it.
const OUTER: f64 = 136.0;
/// Half the height of a mark: with [`GAP`] two of them can be told apart by a finger.
const HALF_HEIGHT: f64 = 13.0;
/// So much room stays between two marks; what lies nearer becomes one.
const GAP: f64 = 4.0;
/// Half of what the dot for home takes.
pub(super) const HOME: f64 = 8.0;
/// How far the outermost ring may stand for, in metres.
const REACHES: [u32; 10] = [
    250, 500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000, 200_000,
];
/// Other places to search from; more are no choice but a list.
const STARTS: usize = 8;
/// Half of what the words on a ring take, to the sides and in height.
const RING_WORDS: (f64, f64) = (26.0, 8.0);
/// A degree of latitude in metres, on the sphere of `domain::geo`.
const DEGREE_M: f64 = 111_195.0;

/// A ring around home.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    /// Its radius in units.
    pub radius: f64,
    /// How far it stands for: "1 km".
    pub words: String,
    /// The middle of the words.
    pub x: f64,
    /// The line they stand on.
    pub y: f64,
}

/// One or more lessons in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
    /// The lessons' numbers in the list, lowest first.
    pub numbers: Vec<usize>,
    /// For who cannot see it: where it leads.
    pub spoken: String,
}

impl Mark {
    fn at(x: f64, y: f64, number: usize) -> Self {
        Self {
            x,
            y,
            numbers: vec![number],
            spoken: String::new(),
        }
    }

    /// The lesson it leads to.
    #[must_use]
    pub fn first(&self) -> usize {
        self.numbers[0]
    }

    /// "1" or "2 · 5".
    #[must_use]
    pub fn words(&self) -> String {
        let numbers: Vec<String> = self.numbers.iter().map(usize::to_string).collect();
        numbers.join(" · ")
    }

    /// Half its width: more lessons need more room.
    #[must_use]
    pub fn half(&self) -> f64 {
        HALF_HEIGHT.max(self.room())
    }

    fn room(&self) -> f64 {
        /// What a letter of the words takes, and what stays beside them.
        const LETTER: f64 = 5.6;
        const BESIDE: f64 = 7.0;
        let letters = u32::try_from(self.words().chars().count()).unwrap_or(u32::MAX);
        f64::from(letters) * LETTER / 2.0 + BESIDE
    }

    /// Where it begins, how high, how wide and how tall.
    #[must_use]
    pub fn corner(&self) -> (f64, f64, f64, f64) {
        let half = rounded(self.half());
        let (x, y) = (rounded(self.x - half), rounded(self.y - HALF_HEIGHT));
        (x, y, half * 2.0, HALF_HEIGHT * 2.0)
    }

    /// The height of its words: letters stand on a line.
    #[must_use]
    pub fn words_y(&self) -> f64 {
        rounded(self.y + 4.5)
    }

    fn touches(&self, other: &Self) -> bool {
        (self.x - other.x).abs() < self.half() + other.half() + GAP
            && (self.y - other.y).abs() < HALF_HEIGHT * 2.0 + GAP
    }

    /// Whether words on a ring would lie below it.
    fn covers(&self, x: f64, y: f64) -> bool {
        (self.x - x).abs() < self.half() + RING_WORDS.0
            && (self.y - (y - 4.0)).abs() < HALF_HEIGHT + RING_WORDS.1
    }

    /// Within the drawing, and beside home instead of on it: who looks for the way begins there.
    fn inside(mut self) -> Self {
        let half = self.half() + 1.0;
        self.x = self.x.clamp(half, SIDE - half);
        let middle = SIDE / 2.0;
        let aside = HALF_HEIGHT + HOME + 1.0;
        if (self.x - middle).abs() < self.half() + HOME && (self.y - middle).abs() < aside {
            self.y = if self.y > middle {
                middle + aside
            } else {
                middle - aside
            };
        }
        self
    }
}

/// The drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct NearMap {
    /// The side of the square.
    pub side: f64,
    /// Home.
    pub middle: f64,
    /// The neighbourhoods, below everything; none where no areas were imported.
    pub areas: Vec<Shape>,
    /// Their names, as far as there is room.
    pub names: Vec<Name>,
    /// Places to search from instead: what a button sends, and the name on it.
    pub starts: Vec<(String, String)>,
    /// From near to far.
    pub rings: Vec<Ring>,
    /// In the order of the list.
    pub marks: Vec<Mark>,
}

/// Draws the hits around `home`; the first is number `first`. Nothing to draw gives `None`.
#[must_use]
pub fn near_map(
    bridge: &Bridge,
    say: &Voice,
    home: Option<Point>,
    hits: &[ShownHit],
    first: usize,
) -> Option<NearMap> {
    let home = home?;
    let places: Vec<(usize, Point)> = hits
        .iter()
        .enumerate()
        .filter_map(|(at, hit)| Some((first + at, hit.offer.venue.point?)))
        .collect();
    let scale = scale_of(home, &places)?;
    let mut map = draw(home, &places, scale)?;
    let title = |number: usize| hits[number - first].offer.title.as_str();
    for mark in &mut map.marks {
        let number = mark.first().to_string();
        mark.spoken = match mark.numbers.len() {
            1 => say.w2(
                "zoek-kaart-naar-les",
                ("nummer", &number),
                ("titel", title(mark.first())),
            ),
            _ => say.w2(
                "zoek-kaart-naar-lessen",
                ("nummer", &number),
                ("nummers", &mark.words().replace(" · ", ", ")),
            ),
        };
    }
    let half_m = SIDE / 2.0 / scale.units_a_metre;
    let around =
        actions::neighbourhoods::around(bridge, home, half_m * 1.05, 0.6 / scale.units_a_metre);
    (map.areas, map.names) = areas_below(&around, |point| place(home, scale, point), &taken(&map));
    let others = map.names.iter().filter(|name| !name.is_home);
    // Names come nearest first.
    map.starts = others
        .take(STARTS)
        .map(|name| {
            (
                SearchForm::value_of(name.point, &name.words),
                name.words.clone(),
            )
        })
        .collect();
    Some(map)
}

/// How the ground is drawn.
#[derive(Clone, Copy, Debug)]
struct Scale {
    /// The outermost ring in metres.
    reach: u32,
    units_a_metre: f64,
}

/// The nearest ring that holds all places; `None` when they are too far away for any.
fn scale_of(home: Point, places: &[(usize, Point)]) -> Option<Scale> {
    let farthest = places
        .iter()
        .map(|(_, place)| home.metres_to(*place))
        .fold(0.0, f64::max);
    let reach = REACHES
        .into_iter()
        .find(|reach| f64::from(*reach) >= farthest)?;
    Some(Scale {
        reach,
        units_a_metre: OUTER / f64::from(reach),
    })
}

/// Where a point lies in the drawing: to the right, and downwards.
fn place(home: Point, scale: Scale, point: Point) -> (f64, f64) {
    let east = (point.lon - home.lon) * DEGREE_M * home.lat.to_radians().cos();
    let north = (point.lat - home.lat) * DEGREE_M;
    let at = |metres: f64| SIDE / 2.0 + metres * scale.units_a_metre;
    (at(east), at(-north))
}

fn draw(home: Point, places: &[(usize, Point)], scale: Scale) -> Option<NearMap> {
    let mut marks: Vec<Mark> = Vec::new();
    for (number, point) in places {
        let (x, y) = place(home, scale, *point);
        let mut mark = Mark::at(rounded(x), rounded(y), *number).inside();
        // A mark that takes another in grows, and may touch a third.
        while let Some(at) = marks.iter().position(|other| other.touches(&mark)) {
            let mut other = marks.remove(at);
            other.numbers.append(&mut mark.numbers);
            other.numbers.sort_unstable();
            mark = other.inside();
        }
        marks.push(mark);
    }
    marks.sort_by_key(Mark::first);
    let middle = SIDE / 2.0;
    let ring = |metres: u32| {
        let radius = rounded(f64::from(metres) * scale.units_a_metre);
        // Above the ring, or below or beside it when a lesson lies there.
        let sides = [
            (0.0, -radius - 4.0),
            (0.0, radius + 13.0),
            (-radius, 4.0),
            (radius, 4.0),
        ];
        let free = sides
            .into_iter()
            .find(|(x, y)| !marks.iter().any(|mark| mark.covers(middle + x, middle + y)));
        let (x, y) = free.unwrap_or(sides[0]);
        Ring {
            radius,
            words: dutch::distance(metres),
            x: rounded(middle + x),
            y: rounded(middle + y),
        }
    };
    let rings = vec![ring(scale.reach / 2), ring(scale.reach)];
    (!marks.is_empty()).then(|| NearMap {
        side: SIDE,
        middle,
        areas: Vec::new(),
        names: Vec::new(),
        starts: Vec::new(),
        rings,
        marks,
    })
}

/// Where no name can stand: home, the marks, and the words on the rings.
fn taken(map: &NearMap) -> Vec<Room> {
    let around = |x: f64, y: f64, half: (f64, f64)| Room {
        left: x - half.0,
        right: x + half.0,
        top: y - half.1,
        bottom: y + half.1,
    };
    let marks = map
        .marks
        .iter()
        .map(|mark| around(mark.x, mark.y, (mark.half(), HALF_HEIGHT)));
    let rings = map
        .rings
        .iter()
        .map(|ring| around(ring.x, ring.y - 4.0, RING_WORDS));
    let home = around(map.middle, map.middle, (HOME, HOME));
    marks.chain(rings).chain([home]).collect()
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

    fn drawn(home: Point, places: &[(usize, Point)]) -> Option<NearMap> {
        draw(home, places, scale_of(home, places)?)
    }

    #[test]
    fn north_is_up_east_is_right_and_the_rings_hold_the_farthest() {
        let home = point(52.0, 5.0);
        let north = point(52.0 + 900.0 / DEGREE_M, 5.0);
        let east = point(52.0, 5.006);
        let map = drawn(home, &[(1, north), (2, east)]).unwrap();
        assert_eq!(map.rings[1].words, "1 km");
        assert_eq!((map.marks[0].x, map.marks[0].y), (160.0, 37.6));
        // So far from the equator a degree to the east is 411 metres where one to the north is 667.
        assert_eq!((map.marks[1].x, map.marks[1].y), (215.9, 160.0));
    }

    #[test]
    fn lessons_in_one_place_share_a_mark_that_names_them_all_and_leads_to_the_first() {
        let home = point(52.0, 5.0);
        let there = point(52.001, 5.001);
        let map = drawn(home, &[(11, there), (12, there)]).unwrap();
        assert_eq!(map.marks.len(), 1);
        assert_eq!(map.marks[0].words(), "11 · 12");
        assert_eq!(map.marks[0].first(), 11);
    }

    #[test]
    fn a_mark_that_takes_in_others_names_them_in_the_order_of_the_list() {
        let home = point(52.0, 5.0);
        let degree = DEGREE_M * home.lat.to_radians().cos();
        let east = |metres: f64| point(52.0 + 700.0 / DEGREE_M, 5.0 + metres / degree);
        // The third lies between the first two: it joins the one, which then touches the other.
        let map = drawn(home, &[(1, east(0.0)), (2, east(265.0)), (3, east(132.0))]).unwrap();
        let words: Vec<String> = map.marks.iter().map(Mark::words).collect();
        assert_eq!(words, ["1 · 2 · 3"]);
    }

    #[test]
    fn no_two_marks_touch_however_near_the_lessons_lie_and_none_leaves_the_drawing() {
        let home = point(52.0, 5.0);
        let places: Vec<(usize, Point)> = (0..10)
            .map(|at| {
                (
                    at + 1,
                    point(52.0 + (at % 4) as f64 / 900.0, 5.0 + at as f64 / 700.0),
                )
            })
            .collect();
        let map = drawn(home, &places).unwrap();
        for (at, one) in map.marks.iter().enumerate() {
            let (x, _, width, _) = one.corner();
            assert!(x >= 0.0 && x + width <= SIDE, "{one:?}");
            for other in &map.marks[at + 1..] {
                assert!(!one.touches(other), "{one:?} {other:?}");
            }
        }
        let mut numbers: Vec<usize> = map
            .marks
            .iter()
            .flat_map(|one| one.numbers.clone())
            .collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=10).collect::<Vec<usize>>());
    }

    #[test]
    fn home_stays_in_sight_whatever_lies_on_it() {
        let home = point(52.0, 5.0);
        let around: Vec<(usize, Point)> = (0..8)
            .map(|at| {
                (
                    at + 1,
                    point(52.0 + (at as f64 - 4.0) / 9e3, 5.0 + at as f64 / 9e3),
                )
            })
            .chain([(9, point(52.08, 5.0))])
            .collect();
        let map = drawn(home, &around).unwrap();
        for mark in &map.marks {
            let beside = (mark.x - map.middle).abs() >= mark.half() + HOME;
            let above = (mark.y - map.middle).abs() >= HALF_HEIGHT + HOME;
            assert!(beside || above, "{mark:?}");
        }
        let at_home = drawn(home, &[(1, home)]).unwrap();
        assert_eq!((at_home.marks[0].x, at_home.marks[0].y), (160.0, 138.0));
    }

    #[test]
    fn what_a_ring_stands_for_is_written_where_no_lesson_lies() {
        let home = point(52.0, 5.0);
        let south = point(52.0 - 900.0 / DEGREE_M, 5.0);
        let above = drawn(home, &[(1, south)]).unwrap();
        assert_eq!((above.rings[0].x, above.rings[0].y), (160.0, 88.0));
        let north = point(52.0 + 500.0 / DEGREE_M, 5.0);
        let below = drawn(home, &[(1, south), (2, north)]).unwrap();
        assert_eq!((below.rings[0].x, below.rings[0].y), (160.0, 241.0));
        assert_eq!(below.rings[0].words, "500 meter");
    }

    #[test]
    fn nothing_with_a_place_is_no_map_and_home_itself_is_one() {
        let home = point(52.0, 5.0);
        assert_eq!(drawn(home, &[]), None);
        assert_eq!(
            drawn(home, &[(1, home)]).unwrap().rings[1].words,
            "250 meter"
        );
        assert_eq!(drawn(home, &[(1, point(-52.0, 5.0))]), None);
    }
}
