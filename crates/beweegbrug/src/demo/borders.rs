//! The borders of Brugdam, its districts and its neighbourhoods, as the file that `import areas`
//! reads: so that the demo's map is drawn as a real one. Invented, like the place.
//!
//! Every district is a sheet of six by five squares, one a street. Corners and edges are moved a
//! little, alike for both sides, so that borders look grown and meet exactly.

use std::collections::{BTreeMap, BTreeSet};

use domain::geo::Point;
use serde_json::{Value, json};

use super::dice::Dice;
use super::geography::{CODE, Geography, NAME, Plot};

/// Squares of a district from west to east, and from south to north.
pub const ACROSS: usize = 6;
pub const UP: usize = 5;
/// How far a corner is moved at most, as a part of a square: no street comes to lie elsewhere.
const MOVED: f64 = 0.1;

/// A corner of squares: how many from the west, how many from the south.
type Corner = (usize, usize);

/// The areas as GeoJSON, in degrees.
#[must_use]
pub fn geojson() -> String {
    let mut features = Vec::new();
    let mut all = BTreeSet::new();
    for (district, plots) in Geography::plots() {
        let code = &CODE[2..];
        let mut whole = BTreeSet::new();
        for (at, (name, squares)) in plots.iter().enumerate() {
            let buurt = format!("BU{code}{district:02}{at:02}");
            features.push(feature(&buurt, name, squares));
            whole.extend(squares.iter().copied());
        }
        let wijk = format!("WK{code}{district:02}");
        features.push(feature(&wijk, Geography::district_name(district), &whole));
        all.extend(whole);
    }
    features.push(feature(CODE, NAME, &all));
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn feature(code: &str, name: &str, squares: &BTreeSet<Plot>) -> Value {
    let rings: Vec<Vec<[f64; 2]>> = around(squares)
        .into_iter()
        .map(|ring| ring.iter().flat_map(|edge| along(*edge)).collect())
        .collect();
    json!({
        "type": "Feature",
        "properties": { "statcode": code, "statnaam": name },
        "geometry": { "type": "Polygon", "coordinates": rings },
    })
}

/// The edges around these squares, ring by ring: those that no two of them share.
fn around(squares: &BTreeSet<Plot>) -> Vec<Vec<(Corner, Corner)>> {
    let mut edges: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for (x, y) in squares.iter().copied() {
        let has = |x: Option<usize>, y: Option<usize>| {
            x.zip(y).is_some_and(|plot| squares.contains(&plot))
        };
        // Against the clock.
        let sides = [
            (has(Some(x), y.checked_sub(1)), (x, y), (x + 1, y)),
            (has(Some(x + 1), Some(y)), (x + 1, y), (x + 1, y + 1)),
            (has(Some(x), Some(y + 1)), (x + 1, y + 1), (x, y + 1)),
            (has(x.checked_sub(1), Some(y)), (x, y + 1), (x, y)),
        ];
        for (shared, from, to) in sides {
            if !shared {
                edges.entry(from).or_default().push(to);
            }
        }
    }
    let mut rings = Vec::new();
    while let Some((start, _)) = edges.first_key_value() {
        let start = *start;
        let mut ring = Vec::new();
        let mut here = start;
        while let Some(next) = edges.get_mut(&here).and_then(Vec::pop) {
            ring.push((here, next));
            if edges[&here].is_empty() {
                edges.remove(&here);
            }
            here = next;
        }
        rings.push(ring);
    }
    rings
}

/// The corner an edge begins at, and a point half-way, both moved a little.
fn along((from, to): (Corner, Corner)) -> [[f64; 2]; 2] {
    let middle = ((from.0 + to.0), (from.1 + to.1));
    [moved((from.0 * 2, from.1 * 2)), moved(middle)]
}

/// A point of the sheet, counted in half squares, in degrees: always the same for the same point.
fn moved(half: (usize, usize)) -> [f64; 2] {
    let mut dice = Dice::new(9001, "grenzen", half.1 * 1_000 + half.0);
    let mut shift = || (dice.fraction() - 0.5) * 2.0 * MOVED;
    let (east, north) = (shift(), shift());
    let Point { lat, lon } = Geography::on_the_sheet(half.0, half.1, (east, north));
    [lon, lat]
}

#[cfg(test)]
mod tests {
    use exchange::areas::{AreaKind, read_areas};

    use super::*;

    #[test]
    fn every_street_lies_in_its_own_neighbourhood_and_district_and_in_no_other() {
        let reading = read_areas(geojson().as_bytes()).unwrap();
        assert!(reading.rejected.is_empty(), "{:?}", reading.rejected);
        let count = |kind| {
            reading
                .areas
                .iter()
                .filter(|(_, one)| one.kind == kind)
                .count()
        };
        assert_eq!(count(AreaKind::Municipality), 1);
        assert_eq!((count(AreaKind::Wijk), count(AreaKind::Buurt)), (12, 36));
        for street in Geography::draw().streets {
            let holding: Vec<&str> = reading
                .areas
                .iter()
                .filter(|(_, area)| area.outline.holds(street.point))
                .map(|(_, area)| area.name.as_str())
                .collect();
            let district = Geography::district_name(street.district);
            assert_eq!(
                holding,
                // Buurten come before their district, and Brugdam last.
                [street.neighbourhood, district, NAME],
                "{} {}",
                street.postcode,
                street.name
            );
        }
    }

    #[test]
    fn the_map_is_the_same_every_time() {
        assert_eq!(geojson(), geojson());
    }
}
