//! Borders as they come: holes, pieces, rings the wrong way round, metres, and what is no area.

use domain::geo::Point;
use serde_json::json;

use super::*;

fn feature(code: &str, geometry: Value) -> Value {
    json!({"type": "Feature", "properties": {"statcode": code, "statnaam": "De Verzonnen Wijk"},
        "geometry": geometry})
}

fn read(features: &[Value]) -> AreaReading {
    let file = json!({"type": "FeatureCollection", "features": features});
    read_areas(file.to_string().as_bytes()).unwrap()
}

fn square(lon: f64, lat: f64, side: f64) -> Value {
    json!([
        [lon, lat],
        [lon + side, lat],
        [lon + side, lat + side],
        [lon, lat + side],
        [lon, lat]
    ])
}

fn inside(area: &Area, lon: f64, lat: f64) -> bool {
    area.outline.holds(Point::new(lat, lon).unwrap())
}

#[test]
fn a_hole_is_not_inside_whatever_way_the_rings_turn() {
    let mut outer = square(5.0, 52.0, 0.1);
    let hole = square(5.04, 52.04, 0.02);
    for turned in [false, true] {
        if turned {
            outer.as_array_mut().unwrap().reverse();
        }
        let reading = read(&[feature(
            "WK028100",
            json!({"type": "Polygon", "coordinates": [outer, hole]}),
        )]);
        let (number, area) = &reading.areas[0];
        assert_eq!((*number, area.municipality.as_str()), (1, "GM0281"));
        assert!(inside(area, 5.01, 52.01) && !inside(area, 5.05, 52.05));
        assert!(!inside(area, 5.2, 52.05));
        let [outer, hole] = area.outline.polygons()[0].rings() else {
            panic!("two rings")
        };
        // Against the clock from the lower left corner: first to the east.
        let step = |ring: &Ring| {
            ring.points()[1].0 - ring.points()[0].0 + ring.points()[1].1 - ring.points()[0].1
        };
        assert!(outer.points().len() == 5 && hole.points().len() == 5);
        assert!(step(outer) != 0.0);
        assert!(area.outline.holds(area.outline.label_point()));
    }
}

#[test]
fn an_area_may_lie_in_pieces_and_a_line_there_and_back_is_none() {
    let pieces = json!({"type": "MultiPolygon", "coordinates": [
        [square(5.0, 52.0, 0.01)],
        [[[5.5, 52.0], [5.6, 52.0], [5.5, 52.0]]],
        [square(5.2, 52.0, 0.05)],
    ]});
    let reading = read(&[feature("BU02810001", pieces)]);
    let area = &reading.areas[0].1;
    assert_eq!(area.outline.polygons().len(), 2);
    assert!(inside(area, 5.005, 52.005) && inside(area, 5.22, 52.02));
    // The name stands in the largest piece.
    assert!((5.2..5.25).contains(&area.outline.label_point().lon));
}

#[test]
fn an_open_ring_is_closed() {
    let mut open = square(5.0, 52.0, 0.1);
    open.as_array_mut().unwrap().pop();
    let reading = read(&[feature(
        "GM0281",
        json!({"type": "Polygon", "coordinates": [open]}),
    )]);
    assert!(inside(&reading.areas[0].1, 5.05, 52.05));
}

#[test]
fn metres_of_the_dutch_grid_become_degrees() {
    let border = json!([
        [150_000, 430_000],
        [151_000, 430_000],
        [151_000, 431_000],
        [150_000, 431_000]
    ]);
    let reading = read(&[feature(
        "WK079601",
        json!({"type": "Polygon", "coordinates": [border]}),
    )]);
    let area = &reading.areas[0].1;
    let middle = crate::rd::from_rd(150_500.0, 430_500.0).unwrap();
    assert!(area.outline.holds(middle));
    assert!(area.outline.label_point().metres_to(middle) < 100.0);
}

#[test]
fn what_is_no_area_is_named_by_number_and_the_others_come_in() {
    let ground = json!({"type": "Polygon", "coordinates": [square(5.0, 52.0, 0.1)]});
    let mut nameless = feature("WK028101", ground.clone());
    nameless["properties"]["statnaam"] = json!(" ");
    let swapped = json!({"type": "Polygon", "coordinates": [square(52.0, 5.0, 0.1)]});
    let reading = read(&[
        feature("WK0281AF", ground.clone()),
        feature("WK0281AF", ground.clone()),
        feature("NL01", ground.clone()),
        nameless,
        feature("WK028102", Value::Null),
        feature("WK028103", swapped),
        feature("wk028104", ground),
        json!({"type": "Feature"}),
    ]);
    assert_eq!(
        reading.areas.len(),
        1,
        "letters have stood in codes since 2023"
    );
    let faults: Vec<(usize, &str)> = reading
        .rejected
        .iter()
        .map(|(number, faults)| (*number, faults[0].code))
        .collect();
    let expected = [
        (2, "double"),
        (3, "not-an-area"),
        (4, "missing"),
        (5, "no-border"),
        (6, "off-the-globe"),
        (7, "not-an-area"),
        (8, "missing"),
    ];
    assert_eq!(faults, expected);
}

#[test]
fn a_file_in_another_grid_or_without_features_is_refused() {
    let other =
        json!({"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}, "features": []});
    let problem = read_areas(other.to_string().as_bytes()).unwrap_err();
    assert!(matches!(problem, AreaProblem::OtherGrid { name } if name.ends_with("3857")));
    assert_eq!(read_areas(b"{}"), Err(AreaProblem::NoFeatures));
    assert!(matches!(
        read_areas(b"{\"features\":"),
        Err(AreaProblem::NotJson { .. })
    ));
}

#[test]
fn a_border_is_kept_in_a_short_text_and_read_back_the_same() {
    let reading = read(&[feature(
        "WK028100",
        json!({"type": "Polygon", "coordinates": [square(5.0, 52.0, 0.1), square(5.04, 52.04, 0.02)]}),
    )]);
    let outline = &reading.areas[0].1.outline;
    let stored = outline.to_stored();
    assert!(stored.starts_with("5000000,52000000 100000,0 "), "{stored}");
    let back = Outline::from_stored(&stored).unwrap();
    assert_eq!(back.to_stored(), stored);
    for nonsense in [
        "",
        "1,2",
        "a,b c,d",
        "1,2 3,4;",
        "9223372036854775807,0 1,0 1,1 0,0",
    ] {
        assert_eq!(Outline::from_stored(nonsense), None, "{nonsense}");
    }
}

#[test]
fn a_line_for_drawing_has_fewer_points_and_stays_near() {
    // A square whose sides wave by some metres.
    let mut points: Vec<(f64, f64)> = Vec::new();
    for at in 0..400 {
        let (side, along) = (at / 100, f64::from(at % 100) / 1_000.0);
        let wave = if at % 2 == 0 { 0.000_05 } else { 0.0 };
        points.push(match side {
            0 => (5.0 + along, 52.0 + wave),
            1 => (5.1 + wave, 52.0 + along),
            2 => (5.1 - along, 52.1 + wave),
            _ => (5.0 + wave, 52.1 - along),
        });
    }
    let ring = Ring::new(points).unwrap();
    let outline = Outline::new(vec![Polygon::new(vec![ring])]).unwrap();
    let drawing = outline.simpler(DRAWING_METRES);
    let count = |outline: &Outline| outline.polygons()[0].rings()[0].points().len();
    assert_eq!(count(&outline), 401);
    assert!(count(&drawing) <= 8, "{}", count(&drawing));
    assert!(drawing.holds(Point::new(52.05, 5.05).unwrap()));
}
