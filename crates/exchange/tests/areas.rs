//! The country's own files, read whole: points known in both grids, the borders of municipalities and
//! wijken, the health monitor of three years. They lie beside the repository and not in it; without
//! them each test says so and passes.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot run says so"
)]

use std::path::{Path, PathBuf};

use domain::geo::Point;
use domain::municipality_codes::in_year;
use exchange::areas::{AreaReading, DRAWING_METRES, Outline, read_areas};
use exchange::figures::{AreaFigures, FigureReading, read_figures};
use exchange::rd::from_rd;
use exchange::sheet::SheetKind;

fn shared(part: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(part);
    if path.exists() {
        return Some(path);
    }
    println!("not tested: {} is missing", path.display());
    None
}

fn areas(name: &str) -> Option<AreaReading> {
    let path = shared("geo-nl-wijken")?.join(name);
    Some(read_areas(&std::fs::read(path).unwrap()).unwrap())
}

fn figures(name: &str) -> Option<FigureReading> {
    let bytes = std::fs::read(shared(name)?).unwrap();
    Some(read_figures(&bytes, SheetKind::of(&bytes)).unwrap())
}

#[test]
fn four_thousand_points_known_in_both_grids_lie_within_1_05_metres() {
    let Some(path) = shared("geo-nl-pc4/pc4.csv") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let mut worst = 0.0_f64;
    let mut points = 0;
    for line in text.lines().skip(1) {
        let cells: Vec<f64> = line
            .split(',')
            .skip(1)
            .take(4)
            .map(|cell| cell.parse().unwrap())
            .collect();
        let told = Point::new(cells[0], cells[1]).unwrap();
        worst = worst.max(from_rd(cells[2], cells[3]).unwrap().metres_to(told));
        points += 1;
    }
    assert_eq!(points, 4_067);
    assert!(worst < 1.06, "{worst}");
}

#[test]
fn every_municipality_and_wijk_has_a_border_with_its_name_inside() {
    for (name, count) in [
        ("gemeenten_2022.geojson", 345),
        ("wijken_2022.geojson", 117),
    ] {
        let Some(reading) = areas(name) else { return };
        assert_eq!((reading.areas.len(), reading.rejected.len()), (count, 0));
        for (_, area) in &reading.areas {
            assert!(
                area.outline.holds(area.outline.label_point()),
                "{}",
                area.name
            );
            let back = Outline::from_stored(&area.outline.to_stored()).unwrap();
            assert_eq!(back.to_stored(), area.outline.to_stored());
            let drawing = area.outline.simpler(DRAWING_METRES);
            assert!(drawing.to_stored().len() <= area.outline.to_stored().len());
        }
    }
}

#[test]
fn a_point_lies_in_the_wijk_that_the_postcodes_say() {
    let (Some(reading), Some(path)) = (areas("wijken_2022.geojson"), shared("geo-nl-pc4/pc4.csv"))
    else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let (mut right, mut wrong) = (0, Vec::new());
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        // The wijk that holds most of the postcode's ground need not hold its point.
        if !["GM0796", "GM0281"].contains(&cells[8]) || cells[13].parse::<f64>().unwrap() < 0.95 {
            continue;
        }
        let point = Point::new(cells[1].parse().unwrap(), cells[2].parse().unwrap()).unwrap();
        let found = reading
            .areas
            .iter()
            .find(|(_, area)| area.outline.holds(point));
        match found {
            Some((_, area)) if area.code == cells[11] => right += 1,
            found => wrong.push((cells[0], found.map(|(_, area)| area.code.clone()))),
        }
    }
    assert_eq!(wrong, []);
    assert!(right >= 20, "{right}");
}

fn of<'a>(reading: &'a FigureReading, code: &str) -> &'a AreaFigures {
    let found = reading.rows.iter().find(|(_, row)| row.code == code);
    &found.unwrap().1
}

fn value(row: &AreaFigures, name: &str) -> Option<Option<f64>> {
    let found = row.figures.iter().find(|(known, _)| known == name);
    found.map(|(_, figure)| figure.value)
}

#[test]
fn the_health_monitor_of_2012_2016_and_2020_is_read_without_a_rejected_line() {
    for (name, lines, year, age) in [
        ("rivm_2012_20300_18plus.csv", 168, 2012, "18+"),
        ("rivm_2012_53115_18tot65.csv", 168, 2012, "18-65"),
        ("rivm_2012_80200_65plus.csv", 168, 2012, "65+"),
        ("rivm_2016_20300_18plus.csv", 168, 2016, "18+"),
        ("rivm_2016_53115_18tot65.csv", 168, 2016, "18-65"),
        ("rivm_2016_80200_65plus.csv", 168, 2016, "65+"),
        ("rivm_2020_20300_18plus.csv", 1_097, 2020, "18+"),
        ("rivm_2020_80200_65plus.csv", 0, 2020, "65+"),
    ] {
        let Some(reading) = figures(&format!("rivm-gezondheid/{name}")) else {
            return;
        };
        assert_eq!(reading.rejected, [], "{name}");
        assert!(
            lines == 0 || reading.lines == lines,
            "{name}: {}",
            reading.lines
        );
        assert_eq!(reading.rows.len(), reading.lines, "{name}");
        for (_, row) in &reading.rows {
            assert_eq!((row.year, row.age.as_str()), (Some(year), age));
        }
        // In 2012 nobody asked after the guideline: no figure, and no unknown one either.
        let country = of(&reading, "NL01");
        assert_eq!(
            value(country, "VoldoetAanBeweegrichtlijn").is_none(),
            year == 2012
        );
        assert!(value(country, "Eenzaam").flatten().is_some());
        assert_eq!(of(&reading, "GM0796").name, "'s-Hertogenbosch");
    }
}

#[test]
fn fourteen_municipalities_of_2020_are_gone_by_2022_and_each_is_known_as_such() {
    let (Some(monitor), Some(borders)) = (
        figures("rivm-gezondheid/rivm_2020_20300_18plus.csv"),
        areas("gemeenten_2022.geojson"),
    ) else {
        return;
    };
    let now: Vec<&str> = borders
        .areas
        .iter()
        .map(|(_, area)| area.code.as_str())
        .collect();
    let municipalities = monitor
        .rows
        .iter()
        .filter(|(_, row)| row.kind == "gemeente");
    let gone: Vec<&str> = municipalities
        .map(|(_, row)| row.code.as_str())
        .filter(|code| !now.contains(code))
        .collect();
    assert_eq!(gone.len(), 14);
    for code in gone {
        let after = in_year(code, 2022);
        assert!(
            after.iter().all(|code| now.contains(code)),
            "{code}: {after:?}"
        );
        assert_eq!(in_year(code, 2020), [code]);
    }
}

#[test]
fn the_whole_workbook_of_2020_tells_the_same_as_its_cut() {
    let (Some(whole), Some(cut)) = (
        figures("rivm-gezondheid-xlsx/RIVM_gezondheid2020_18+.xlsx"),
        figures("rivm-gezondheid/rivm_2020_20300_18plus.csv"),
    ) else {
        return;
    };
    assert_eq!(
        (whole.lines, whole.rows.len(), whole.rejected.len()),
        (17_341, 17_341, 0)
    );
    let nothing = whole
        .rows
        .iter()
        .filter(|(_, row)| row.figures.iter().all(|(_, figure)| figure.value.is_none()));
    assert_eq!(nothing.count(), 769, "whole rows of dots");
    for code in ["NL01", "GM0796", "GM0281", "GM0060"] {
        assert_eq!(of(&whole, code).to_stored(), of(&cut, code).to_stored());
    }
}

#[test]
fn the_key_figures_of_three_thousand_wijken_are_read_and_blanks_are_left_out() {
    let Some(reading) = figures("geo-nl-wijken/wijken_2022_kenmerken.csv") else {
        return;
    };
    assert_eq!(
        (reading.lines, reading.rows.len(), reading.rejected.len()),
        (3_340, 3_340, 0)
    );
    let centre = of(&reading, "WK001400");
    assert_eq!((centre.kind, centre.year), ("wijk", None));
    assert_eq!(value(centre, "population"), Some(Some(23_065.0)));
    assert_eq!(value(centre, "lat"), None, "degrees are no figure");
    let all = reading.rows.iter().flat_map(|(_, row)| &row.figures);
    assert!(all.filter(|(_, figure)| figure.value.is_none()).count() == 0);
}
