//! Borders: rings of points in degrees, a place inside, a simpler line for drawing, and the short
//! text in which they are kept.

use std::fmt::Write;

/// A closed ring: the last point is the first. At least four points, around some ground.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    /// Longitude and latitude of each point.
    points: Vec<(f64, f64)>,
}

/// An outer ring and the holes in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    rings: Vec<Ring>,
}

/// The border of an area, in one or several pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    polygons: Vec<Polygon>,
}

/// A millionth of a degree: 11 cm or less.
const PRECISION: f64 = 1e6;

impl Ring {
    /// A ring around these points, closed if it was not; `None` when it encloses nothing.
    #[must_use]
    pub fn new(mut points: Vec<(f64, f64)>) -> Option<Self> {
        points.dedup();
        if points.first() != points.last() {
            let first = *points.first()?;
            points.push(first);
        }
        let ring = Self { points };
        (ring.points.len() >= 4 && ring.area() != 0.0).then_some(ring)
    }

    /// Its points, the last one the same as the first.
    #[must_use]
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// In square degrees, positive against the clock.
    fn area(&self) -> f64 {
        let doubled: f64 = self
            .points
            .windows(2)
            .map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1)
            .sum();
        doubled / 2.0
    }

    fn turned(mut self, against_the_clock: bool) -> Self {
        if (self.area() > 0.0) != against_the_clock {
            self.points.reverse();
        }
        self
    }

    /// With no more points than needed to stay within so many metres (Douglas and Peucker, 1973).
    /// A ring that would lose its ground keeps its points.
    fn simpler(&self, metres: f64) -> Self {
        let last = self.points.len() - 1;
        // A ring has no ends: the point farthest from the first one divides it.
        let far = (1..last)
            .max_by(|one, other| {
                let of = |at: &usize| distance(self.points[0], self.points[*at]);
                of(one).total_cmp(&of(other))
            })
            .unwrap_or(0);
        let mut kept = vec![false; self.points.len()];
        for at in [0, far, last] {
            kept[at] = true;
        }
        // A stack and no recursion: a border may have a hundred thousand points.
        let mut spans = vec![(0, far), (far, last)];
        while let Some((from, to)) = spans.pop() {
            let off = |at: &usize| off_line(self.points[*at], self.points[from], self.points[to]);
            let worst = (from + 1..to).max_by(|one, other| off(one).total_cmp(&off(other)));
            if let Some(worst) = worst.filter(|worst| off(worst) > metres) {
                kept[worst] = true;
                spans.push((from, worst));
                spans.push((worst, to));
            }
        }
        let points = self.points.iter().zip(kept).filter(|(_, kept)| *kept);
        let points = points.map(|(point, _)| *point).collect();
        Self::new(points).unwrap_or_else(|| self.clone())
    }
}

impl Polygon {
    /// The first ring is the outer one. Both are turned as RFC 7946 wants them.
    #[must_use]
    pub fn new(rings: Vec<Ring>) -> Self {
        let turned = rings.into_iter().enumerate();
        Self {
            rings: turned.map(|(at, ring)| ring.turned(at == 0)).collect(),
        }
    }

    /// The outer ring, then the holes.
    #[must_use]
    pub fn rings(&self) -> &[Ring] {
        &self.rings
    }

    fn ground(&self) -> f64 {
        self.rings.iter().map(Ring::area).sum()
    }

    fn holds(&self, lon: f64, lat: f64) -> bool {
        let crossings = self.rings.iter().flat_map(|ring| crossings(ring, lat));
        crossings.filter(|crossing| *crossing > lon).count() % 2 == 1
    }

    /// A point inside: the middle of the widest stretch of ground at one of a few heights.
    fn inside(&self) -> (f64, f64) {
        let outer = &self.rings[0].points;
        let lats = || outer.iter().map(|point| point.1);
        let (low, high) = (
            lats().fold(f64::INFINITY, f64::min),
            lats().fold(f64::NEG_INFINITY, f64::max),
        );
        let mut best = (0.0, outer[0]);
        for share in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] {
            // Beside a corner by a hair: a ray through a point would count it twice or never.
            let lat = low + (high - low) * (share + 0.000_123);
            let mut at: Vec<f64> = self
                .rings
                .iter()
                .flat_map(|ring| crossings(ring, lat))
                .collect();
            at.sort_unstable_by(f64::total_cmp);
            for pair in at.chunks_exact(2) {
                let width = pair[1] - pair[0];
                if width > best.0 * 1.5 || (best.0 == 0.0 && width > 0.0) {
                    best = (width, (f64::midpoint(pair[0], pair[1]), lat));
                }
            }
        }
        best.1
    }
}

impl Outline {
    /// A border of these pieces; `None` without any ground.
    #[must_use]
    pub fn new(polygons: Vec<Polygon>) -> Option<Self> {
        let polygons: Vec<Polygon> = polygons
            .into_iter()
            .filter(|polygon| !polygon.rings.is_empty())
            .collect();
        (!polygons.is_empty()).then_some(Self { polygons })
    }

    /// Its pieces.
    #[must_use]
    pub fn polygons(&self) -> &[Polygon] {
        &self.polygons
    }

    /// Whether a point lies inside, and in no hole.
    #[must_use]
    pub fn holds(&self, point: domain::geo::Point) -> bool {
        self.polygons
            .iter()
            .any(|polygon| polygon.holds(point.lon, point.lat))
    }

    /// A point inside its largest piece, for a name on a map.
    #[must_use]
    pub fn label_point(&self) -> domain::geo::Point {
        let largest = self
            .polygons
            .iter()
            .max_by(|one, other| one.ground().total_cmp(&other.ground()));
        let (lon, lat) = largest.map_or((0.0, 0.0), Polygon::inside);
        domain::geo::Point { lat, lon }
    }

    /// A line for drawing, off by no more than so many metres. Neighbours are simplified each by
    /// themselves and need not meet exactly: for maps only.
    #[must_use]
    pub fn simpler(&self, metres: f64) -> Self {
        let simpler = |polygon: &Polygon| Polygon {
            rings: polygon
                .rings
                .iter()
                .map(|ring| ring.simpler(metres))
                .collect(),
        };
        Self {
            polygons: self.polygons.iter().map(simpler).collect(),
        }
    }

    /// In a short text: pieces parted by `|`, rings by `;`, points by a space; each point is the
    /// step from the one before, in millionths of a degree east and north.
    #[must_use]
    pub fn to_stored(&self) -> String {
        let mut out = String::new();
        for (at, polygon) in self.polygons.iter().enumerate() {
            out.push_str(if at > 0 { "|" } else { "" });
            for (at, ring) in polygon.rings.iter().enumerate() {
                out.push_str(if at > 0 { ";" } else { "" });
                let mut before = (0, 0);
                for (lon, lat) in &ring.points {
                    #[expect(
                        clippy::cast_possible_truncation,
                        reason = "at most 180 million millionths of a degree"
                    )]
                    let here = (
                        (lon * PRECISION).round() as i64,
                        (lat * PRECISION).round() as i64,
                    );
                    let gap = if before == (0, 0) { "" } else { " " };
                    // Writing to a String cannot fail.
                    let _ = write!(out, "{gap}{},{}", here.0 - before.0, here.1 - before.1);
                    before = here;
                }
            }
        }
        out
    }

    /// Reads what [`Self::to_stored`] wrote; `None` when it is something else.
    #[must_use]
    pub fn from_stored(text: &str) -> Option<Self> {
        let ring = |text: &str| {
            let mut here = (0_i64, 0_i64);
            let mut points = Vec::new();
            for step in text.split(' ') {
                let (east, north) = step.split_once(',')?;
                here.0 = here.0.checked_add(east.parse().ok()?)?;
                here.1 = here.1.checked_add(north.parse().ok()?)?;
                #[expect(clippy::cast_precision_loss, reason = "degrees have nine digits")]
                points.push((here.0 as f64 / PRECISION, here.1 as f64 / PRECISION));
            }
            Ring::new(points)
        };
        let polygon = |text: &str| {
            let rings: Option<Vec<Ring>> = text.split(';').map(ring).collect();
            rings.map(Polygon::new)
        };
        let polygons: Option<Vec<Polygon>> = text.split('|').map(polygon).collect();
        Self::new(polygons?)
    }
}

/// The longitudes at which a ring crosses a latitude.
fn crossings(ring: &Ring, lat: f64) -> impl Iterator<Item = f64> + '_ {
    ring.points.windows(2).filter_map(move |pair| {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        ((y1 > lat) != (y2 > lat)).then(|| x1 + (lat - y1) / (y2 - y1) * (x2 - x1))
    })
}

/// Degrees as metres, near enough for a distance of some kilometres.
fn metres(point: (f64, f64), origin: (f64, f64)) -> (f64, f64) {
    const METRES_A_DEGREE: f64 = 111_195.0;
    let east = (point.0 - origin.0) * METRES_A_DEGREE * origin.1.to_radians().cos();
    (east, (point.1 - origin.1) * METRES_A_DEGREE)
}

fn distance(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (east, north) = metres(other, one);
    east.hypot(north)
}

/// How far a point lies from the stretch between two others, in metres.
fn off_line(point: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (px, py) = metres(point, from);
    let (tx, ty) = metres(to, from);
    let length = tx * tx + ty * ty;
    let along = if length == 0.0 {
        0.0
    } else {
        ((px * tx + py * ty) / length).clamp(0.0, 1.0)
    };
    (px - along * tx).hypot(py - along * ty)
}
