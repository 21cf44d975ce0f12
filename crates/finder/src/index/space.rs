//! The ground an index lies on, and the circle somebody searches in.
//!
//! The product's index lies on the globe: ten-millionths of a degree (about a centimetre), which
//! is exactly what sources write. The peers' question lies on a plane of whole metres. Scanning
//! tests a circle that is a little too wide with quick arithmetic; [`Circle::metres_to`] then
//! decides exactly.

use domain::geo::Point;

/// The IUGG mean radius, as in `domain::geo`.
const EARTH_RADIUS_M: f64 = 6_371_008.8;
const UNITS_PER_DEGREE: f64 = 1e7;

/// In which units places are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// Ten-millionths of a degree; x is the longitude.
    Globe,
    /// Metres on a plane, such as RD.
    Plane,
}

impl Space {
    /// Width and height of a grid cell, in units: about 1,600 metres in the
    /// Netherlands: small enough for a walk around the corner, large enough for a town's lessons
    /// of one part of the day to fill a block.
    pub(crate) const fn cell(self) -> (i32, i32) {
        match self {
            Self::Globe => (233_000, 144_000),
            Self::Plane => (1_600, 1_600),
        }
    }

    /// A point on the globe in units.
    pub(crate) fn units(point: Point) -> (i32, i32) {
        // Within a point's bounds this is at most 1.8 billion, which fits.
        let unit = |degrees: f64| (degrees * UNITS_PER_DEGREE).round() as i32;
        (unit(point.lon), unit(point.lat))
    }
}

fn point(x: i32, y: i32) -> Point {
    Point {
        lat: f64::from(y) / UNITS_PER_DEGREE,
        lon: f64::from(x) / UNITS_PER_DEGREE,
    }
}

/// Everything within so many metres, the rim included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Circle {
    space: Space,
    pub x: i32,
    pub y: i32,
    /// In metres.
    pub radius: f64,
    /// The radius of the quick test, a little wider.
    pub reach: f64,
    /// Metres a unit, at the narrowest the circle gets.
    pub x_scale: f64,
    /// Metres a unit.
    pub y_scale: f64,
}

impl Circle {
    /// On the globe, `radius` metres around `centre`.
    pub(crate) fn on_globe(centre: Point, radius: u32) -> Self {
        let (x, y) = Space::units(centre);
        let radius = f64::from(radius);
        let reach = radius * 1.0001 + 5.0;
        let unit = EARTH_RADIUS_M.to_radians() / UNITS_PER_DEGREE;
        // Distances use the cosine of the latitude halfway, so the narrowest is half the reach
        // further from the equator.
        let widest = centre.lat.abs() + reach / unit / UNITS_PER_DEGREE / 2.0;
        let x_scale = unit * widest.min(90.0).to_radians().cos().max(0.0);
        Self {
            space: Space::Globe,
            x,
            y,
            radius,
            reach,
            x_scale,
            y_scale: unit,
        }
    }

    /// On the plane, `radius` metres around a point.
    pub(crate) fn on_plane(x: i32, y: i32, radius: u32) -> Self {
        let radius = f64::from(radius);
        let reach = radius * 1.0001 + 5.0;
        Self {
            space: Space::Plane,
            x,
            y,
            radius,
            reach,
            x_scale: 1.0,
            y_scale: 1.0,
        }
    }

    /// The distance to a place when it lies in the circle: whole metres on the globe, exact on
    /// the plane.
    pub(crate) fn metres_to(&self, x: i32, y: i32) -> Option<f64> {
        match self.space {
            Space::Globe => {
                let metres = point(self.x, self.y).metres_to(point(x, y)).round();
                (metres <= self.radius).then_some(metres)
            }
            Space::Plane => {
                let (dx, dy) = (
                    i64::from(x) - i64::from(self.x),
                    i64::from(y) - i64::from(self.y),
                );
                let square = (dx * dx + dy * dy) as f64;
                (square <= self.radius * self.radius).then(|| square.sqrt())
            }
        }
    }
}
