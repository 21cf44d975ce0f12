//! Borders of municipalities, wijken and buurten: GeoJSON in degrees (WGS84) or in metres of the
//! Dutch grid ([`crate::rd`]). Called by `import areas`; bytes in, rows out.
//!
//! Rings come out closed and turned as RFC 7946 wants it (the outer one against the clock, holes
//! with it), however they came in. Beside the border as told stands a simpler one for drawing.

mod clip;
mod outline;

use serde_json::Value;

pub use clip::Window;
pub use outline::{Outline, Polygon, Ring};

use crate::draft::RowFault;
use crate::json::text_of;
use crate::rd;
use crate::wording::line;

/// How far a border for drawing may lie from the border as told, in metres: less than a pixel on a
/// map of a neighbourhood on a phone.
pub const DRAWING_METRES: f64 = 10.0;

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AreaKind {
    /// `GM` and four signs.
    Municipality,
    /// `WK` and six signs: a district.
    Wijk,
    /// `BU` and eight signs: a neighbourhood.
    Buurt,
}

impl AreaKind {
    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Municipality => "gemeente",
            Self::Wijk => "wijk",
            Self::Buurt => "buurt",
        }
    }

    /// From what [`Self::code`] gave.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Municipality, Self::Wijk, Self::Buurt]
            .into_iter()
            .find(|kind| kind.code() == code)
    }

    /// What a whole code stands for: `WK036304`, and since 2023 also `WK0363AF`.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let (kind, rest, length) = match code.get(..2)? {
            "GM" => (Self::Municipality, code.get(2..)?, 4),
            "WK" => (Self::Wijk, code.get(2..)?, 6),
            "BU" => (Self::Buurt, code.get(2..)?, 8),
            _ => return None,
        };
        let municipality = rest.get(..4)?.bytes().all(|sign| sign.is_ascii_digit());
        let own = rest
            .bytes()
            .all(|sign| sign.is_ascii_digit() || sign.is_ascii_uppercase());
        (municipality && own && rest.len() == length).then_some(kind)
    }
}

/// One area.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Its code, with its letters.
    pub code: String,
    /// What it is.
    pub kind: AreaKind,
    /// Its name; not unique.
    pub name: String,
    /// The code of the municipality it lies in: its code holds it.
    pub municipality: String,
    /// Its border, in degrees.
    pub outline: Outline,
}

/// What a file told.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaReading {
    /// The areas that are right, in the file's order.
    pub areas: Vec<(usize, Area)>,
    /// Number (from 1) and reasons of the features that are not.
    pub rejected: Vec<(usize, Vec<RowFault>)>,
    /// The codes of those, as far as they tell one: the file names them.
    pub named: Vec<String>,
    /// The year the file itself names, when it does.
    pub year: Option<i16>,
}

/// Why a file tells of no areas. Nothing of it is read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AreaProblem {
    /// Not JSON, or cut off.
    #[error("line {line}, column {column}: not JSON ({cause}). Fetch the file again")]
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the reader met.
        cause: String,
    },
    /// JSON, but no list of features.
    #[error("line 1: JSON, but no GeoJSON with features. Export the areas as GeoJSON")]
    NoFeatures,
    /// A grid that is neither degrees nor the Dutch grid.
    #[error("line 1: the coordinates are in {name}; export them in EPSG:28992 or EPSG:4326")]
    OtherGrid {
        /// Its name in the file.
        name: String,
    },
}

/// The names of the properties, older and newer, of CBS and of the Kadaster's services.
const CODES: &[&str] = &[
    "statcode",
    "buurtcode",
    "wijkcode",
    "gemeentecode",
    "BU_CODE",
    "WK_CODE",
    "GM_CODE",
    "code",
];
const NAMES: &[&str] = &[
    "statnaam",
    "buurtnaam",
    "wijknaam",
    "gemeentenaam",
    "BU_NAAM",
    "WK_NAAM",
    "GM_NAAM",
    "naam",
    "name",
];

/// Reads the areas of a GeoJSON file.
///
/// # Errors
/// [`AreaProblem`] when it is no such file; then nothing is read.
pub fn read_areas(bytes: &[u8]) -> Result<AreaReading, AreaProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let file: Value = serde_json::from_slice(bytes).map_err(|error| {
        let text = error.to_string();
        AreaProblem::NotJson {
            line: error.line(),
            column: error.column(),
            cause: text.split(" at line ").next().unwrap_or(&text).to_owned(),
        }
    })?;
    let features = file.get("features").and_then(Value::as_array);
    let features = features.ok_or(AreaProblem::NoFeatures)?;
    let told = file.pointer("/crs/properties/name").and_then(Value::as_str);
    if let Some(name) = told
        && !["28992", "4326", "CRS84"]
            .iter()
            .any(|known| name.ends_with(known))
    {
        let name = name.to_owned();
        return Err(AreaProblem::OtherGrid { name });
    }
    let mut reading = AreaReading {
        areas: Vec::new(),
        rejected: Vec::new(),
        named: Vec::new(),
        year: None,
    };
    let mut seen = std::collections::HashSet::new();
    for (at, feature) in features.iter().enumerate() {
        reading.year = reading.year.or_else(|| year_of(feature));
        match area(feature) {
            Ok(area) if seen.insert(area.code.clone()) => reading.areas.push((at + 1, area)),
            Ok(area) => reading
                .rejected
                .push((at + 1, vec![fault("code", &area.code, "double")])),
            Err(one) => {
                reading.rejected.push((at + 1, vec![one]));
                reading.named.extend(property(feature, CODES));
            }
        }
    }
    Ok(reading)
}

fn fault(column: &str, text: &str, code: &'static str) -> RowFault {
    RowFault {
        column: column.to_owned(),
        text: text.chars().take(80).collect(),
        code,
    }
}

/// `jaar`, and the year at the head of `jrstatcode`.
fn year_of(feature: &Value) -> Option<i16> {
    let told = |name: &str| feature.get("properties")?.get(name).and_then(text_of);
    let text = told("jaar").or_else(|| told("jrstatcode"))?;
    let year: i16 = text.get(..4)?.parse().ok()?;
    (1995..2100).contains(&year).then_some(year)
}

/// The first property of these names that tells anything.
fn property(feature: &Value, names: &[&str]) -> Option<String> {
    let properties = feature.get("properties")?;
    let told = names.iter().filter_map(|name| properties.get(*name));
    told.filter_map(text_of).find_map(|text| line(&text))
}

fn area(feature: &Value) -> Result<Area, RowFault> {
    let code = property(feature, CODES).ok_or_else(|| fault("code", "", "missing"))?;
    let kind = AreaKind::of(&code).ok_or_else(|| fault("code", &code, "not-an-area"))?;
    let name = property(feature, NAMES).ok_or_else(|| fault("naam", "", "missing"))?;
    let geometry = feature.get("geometry").unwrap_or(&Value::Null);
    let coordinates = geometry.get("coordinates").and_then(Value::as_array);
    let coordinates = coordinates.map_or(&[][..], Vec::as_slice);
    let polygons = match geometry.get("type").and_then(Value::as_str) {
        Some("Polygon") => vec![polygon(coordinates)?],
        Some("MultiPolygon") => {
            let parts = coordinates.iter().map(|part| {
                let rings = part.as_array().map_or(&[][..], Vec::as_slice);
                polygon(rings)
            });
            parts.collect::<Result<_, _>>()?
        }
        _ => return Err(fault("geometry", "", "no-border")),
    };
    let outline = Outline::new(polygons).ok_or_else(|| fault("geometry", "", "no-border"))?;
    Ok(Area {
        municipality: format!("GM{}", &code[2..6]),
        code,
        kind,
        name,
        outline,
    })
}

fn polygon(rings: &[Value]) -> Result<Polygon, RowFault> {
    let rings = rings.iter().map(|ring| {
        let points = ring.as_array().map_or(&[][..], Vec::as_slice);
        let points: Result<Vec<(f64, f64)>, RowFault> = points.iter().map(degrees).collect();
        points.map(Ring::new)
    });
    let rings: Vec<Option<Ring>> = rings.collect::<Result<_, _>>()?;
    // A ring without an inside, a line there and back, encloses nothing.
    Ok(Polygon::new(rings.into_iter().flatten().collect()))
}

/// A position as longitude and latitude, from degrees or from metres of the grid.
fn degrees(position: &Value) -> Result<(f64, f64), RowFault> {
    let at = |index: usize| position.get(index).and_then(Value::as_f64);
    let off = || fault("geometry", &position.to_string(), "off-the-globe");
    let (x, y) = at(0).zip(at(1)).ok_or_else(off)?;
    if let Some(point) = rd::from_rd(x, y) {
        return Ok((point.lon, point.lat));
    }
    // The Kingdom's Caribbean islands lie on the globe too; a swapped pair lies off Somalia, where
    // no wijk is.
    let swapped = (50.0..54.0).contains(&x) && (3.0..8.0).contains(&y);
    match domain::geo::Point::new(y, x) {
        Some(point) if !swapped => Ok((point.lon, point.lat)),
        _ => Err(off()),
    }
}

#[cfg(test)]
mod tests;
