//! The areas of the country for a map beside a page of results: wijken and buurten with their
//! names, from memory, so that searching touches no database. Read anew when areas are imported.

use std::collections::HashSet;

use domain::geo::Point;
use domain::municipality_codes::in_year;
use exchange::areas::{AreaKind, Outline, Window};
use store::areas::DrawnArea;

use crate::Bridge;

/// More areas than this tell nobody anything on a small map.
const MOST: usize = 200;
/// Up to so far from the middle to the edge buurten are shown, in metres.
const BUURTEN_TO_M: f64 = 2_500.0;
/// And up to so far wijken; beyond, municipalities.
const WIJKEN_TO_M: f64 = 12_500.0;
/// A degree of latitude in metres, on the sphere of `domain::geo`.
const DEGREE_M: f64 = 111_195.0;

/// An area as far as it lies in the window that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbourhood {
    /// Its name.
    pub name: String,
    /// The part of its border within the window, simplified to what is seen.
    pub outline: Outline,
    /// Whether the middle of the window lies in it.
    pub is_home: bool,
}

/// An area by its name.
#[derive(Clone, Debug)]
pub(crate) struct NamedArea {
    pub name: String,
    /// The code of the municipality it lies in or is.
    pub municipality: String,
    pub is_municipality: bool,
    /// A point in it.
    pub middle: Point,
}

/// An area in memory.
#[derive(Debug)]
struct Kept {
    name: String,
    /// The code of the municipality, of the year of the border.
    municipality: String,
    window: Window,
    outline: Outline,
}

/// Every area by its kind: municipalities, wijken, buurten.
#[derive(Debug, Default)]
pub(crate) struct Neighbourhoods {
    kinds: [Vec<Kept>; 3],
}

const fn place_of(kind: AreaKind) -> usize {
    match kind {
        AreaKind::Municipality => 0,
        AreaKind::Wijk => 1,
        AreaKind::Buurt => 2,
    }
}

/// How far a border may be off on the maps that show this kind, in metres; a buurt keeps what it
/// was imported with.
const fn tolerance_m(kind: AreaKind) -> Option<f64> {
    match kind {
        AreaKind::Municipality => Some(100.0),
        AreaKind::Wijk => Some(20.0),
        AreaKind::Buurt => None,
    }
}

impl Neighbourhoods {
    /// From what the store keeps. Areas of a municipality that was merged into one whose areas are
    /// known too would lie below those, and are left out.
    pub(crate) fn of(areas: Vec<DrawnArea>) -> Self {
        let homes: HashSet<String> = areas.iter().map(|one| one.municipality.clone()).collect();
        let gone = |municipality: &str| {
            in_year(municipality, i16::MAX)
                .iter()
                .any(|now| *now != municipality && homes.contains(*now))
        };
        let mut kinds: [Vec<Kept>; 3] = Default::default();
        for area in areas.into_iter().filter(|one| !gone(&one.municipality)) {
            let Some(kind) = AreaKind::from_code(&area.kind) else {
                continue;
            };
            let Some(outline) = Outline::from_stored(&area.drawing) else {
                continue;
            };
            let outline = match tolerance_m(kind) {
                Some(metres) => outline.simpler(metres),
                None => outline,
            };
            kinds[place_of(kind)].push(Kept {
                name: area.name,
                municipality: area.municipality,
                window: outline.window(),
                outline,
            });
        }
        Self { kinds }
    }

    /// The wijken of a municipality with their borders, as the newest year knows them.
    pub(crate) fn wijken_of(&self, municipality: &str) -> Vec<(String, Outline)> {
        let all = self.kinds[place_of(AreaKind::Wijk)].iter();
        let own = all.filter(|one| in_year(&one.municipality, i16::MAX).contains(&municipality));
        own.map(|one| (one.name.clone(), one.outline.clone()))
            .collect()
    }

    /// Every area by its name, municipalities first and then wijken.
    pub(crate) fn named(&self) -> Vec<NamedArea> {
        let municipalities = place_of(AreaKind::Municipality);
        let kinds = self.kinds.iter().enumerate();
        let named = kinds.flat_map(|(kind, areas)| {
            areas.iter().map(move |area| NamedArea {
                name: area.name.clone(),
                municipality: area.municipality.clone(),
                is_municipality: kind == municipalities,
                middle: area.outline.label_point(),
            })
        });
        named.collect()
    }

    fn around(
        &self,
        middle: Point,
        window: &Window,
        half_m: f64,
        seen_m: f64,
    ) -> Vec<Neighbourhood> {
        use AreaKind::{Buurt, Municipality, Wijk};
        // What suits the distance first, then what there is.
        let order: &[AreaKind] = if half_m <= BUURTEN_TO_M {
            &[Buurt, Wijk, Municipality]
        } else if half_m <= WIJKEN_TO_M {
            &[Wijk, Municipality, Buurt]
        } else {
            &[Municipality, Wijk]
        };
        for kind in order {
            let there = &self.kinds[place_of(*kind)];
            let met: Vec<&Kept> = there
                .iter()
                .filter(|one| one.window.meets(window))
                .take(MOST + 1)
                .collect();
            if met.len() > MOST {
                continue;
            }
            let coarse = seen_m > 2.0 * tolerance_m(*kind).unwrap_or(seen_m);
            let shown: Vec<Neighbourhood> = met
                .into_iter()
                .filter_map(|one| {
                    let cut = one.outline.within(window)?;
                    Some(Neighbourhood {
                        name: one.name.clone(),
                        is_home: one.outline.holds(middle),
                        outline: if coarse { cut.simpler(seen_m) } else { cut },
                    })
                })
                .collect();
            if !shown.is_empty() {
                return shown;
            }
        }
        Vec::new()
    }
}

/// The areas around a point: those that lie within a square that reaches `half_m` metres to each
/// side. A detail of less than `seen_m` metres is too small to be seen. Empty when no areas were
/// imported there.
#[must_use]
pub fn around(bridge: &Bridge, middle: Point, half_m: f64, seen_m: f64) -> Vec<Neighbourhood> {
    let north = half_m / DEGREE_M;
    let east = north / middle.lat.to_radians().cos().max(0.01);
    let window = Window {
        south_west: Point {
            lat: middle.lat - north,
            lon: middle.lon - east,
        },
        north_east: Point {
            lat: middle.lat + north,
            lon: middle.lon + east,
        },
    };
    bridge
        .neighbourhoods()
        .around(middle, &window, half_m, seen_m)
}

#[cfg(test)]
mod tests {
    use exchange::areas::{Polygon, Ring};

    use super::*;

    /// A square with its south-west corner here and so many metres to each side.
    fn square(lat: f64, lon: f64, metres: f64) -> Outline {
        let side = metres / DEGREE_M;
        let points = vec![
            (lon, lat),
            (lon + side, lat),
            (lon + side, lat + side),
            (lon, lat + side),
        ];
        Outline::new(vec![Polygon::new(vec![Ring::new(points).unwrap()])]).unwrap()
    }

    fn area(kind: &str, name: &str, municipality: &str, outline: &Outline) -> DrawnArea {
        DrawnArea {
            kind: kind.to_owned(),
            name: name.to_owned(),
            municipality: municipality.to_owned(),
            drawing: outline.to_stored(),
        }
    }

    const MIDDLE: Point = Point {
        lat: 52.0,
        lon: 5.0,
    };

    fn names(all: &Neighbourhoods, half_m: f64) -> Vec<(String, bool)> {
        let side = half_m / DEGREE_M;
        let window = Window {
            south_west: Point::new(52.0 - side, 5.0 - side).unwrap(),
            north_east: Point::new(52.0 + side, 5.0 + side).unwrap(),
        };
        let shown = all.around(MIDDLE, &window, half_m, half_m / 200.0);
        shown
            .into_iter()
            .map(|one| (one.name, one.is_home))
            .collect()
    }

    #[test]
    fn near_by_buurten_are_shown_farther_wijken_and_beyond_municipalities() {
        let all = Neighbourhoods::of(vec![
            area(
                "buurt",
                "Kolkbuurt",
                "GM9001",
                &square(51.999, 4.999, 500.0),
            ),
            area("buurt", "Elders", "GM9001", &square(52.5, 5.5, 500.0)),
            area("wijk", "Sluiswijk", "GM9001", &square(51.99, 4.99, 5_000.0)),
            area(
                "gemeente",
                "Brugdam",
                "GM9001",
                &square(51.9, 4.9, 30_000.0),
            ),
            area(
                "gemeente",
                "Verderop",
                "GM9002",
                &square(52.2, 4.9, 30_000.0),
            ),
            area("onbekend", "Niets", "GM9001", &square(51.9, 4.9, 30_000.0)),
        ]);
        let told = |name: &str, home| (name.to_owned(), home);
        assert_eq!(names(&all, 1_000.0), [told("Kolkbuurt", true)]);
        assert_eq!(names(&all, 5_000.0), [told("Sluiswijk", true)]);
        let far = names(&all, 50_000.0);
        assert_eq!(far, [told("Brugdam", true), told("Verderop", false)]);
    }

    #[test]
    fn without_the_kind_that_suits_another_is_shown_and_without_any_nothing() {
        let only = Neighbourhoods::of(vec![area(
            "wijk",
            "Sluiswijk",
            "GM9001",
            &square(51.99, 4.99, 5_000.0),
        )]);
        assert_eq!(names(&only, 500.0).len(), 1);
        assert_eq!(names(&only, 50_000.0).len(), 1);
        assert!(names(&Neighbourhoods::default(), 500.0).is_empty());
    }

    #[test]
    fn too_many_to_be_seen_give_way_to_larger_ones() {
        let mut areas: Vec<DrawnArea> = (0..=MOST)
            .map(|_| area("buurt", "Klein", "GM9001", &square(51.999, 4.999, 50.0)))
            .collect();
        areas.push(area(
            "wijk",
            "Groot",
            "GM9001",
            &square(51.99, 4.99, 5_000.0),
        ));
        let all = Neighbourhoods::of(areas);
        assert_eq!(names(&all, 1_000.0), [("Groot".to_owned(), true)]);
    }

    #[test]
    fn a_municipality_that_was_merged_does_not_lie_below_its_successor() {
        let ground = square(51.9, 4.9, 30_000.0);
        let beemster = area("gemeente", "Beemster", "GM0370", &ground);
        let purmerend = area("gemeente", "Purmerend", "GM0439", &ground);
        let both = Neighbourhoods::of(vec![beemster.clone(), purmerend]);
        assert_eq!(names(&both, 50_000.0), [("Purmerend".to_owned(), true)]);
        let alone = Neighbourhoods::of(vec![beemster]);
        assert_eq!(names(&alone, 50_000.0), [("Beemster".to_owned(), true)]);
    }

    #[test]
    fn what_is_kept_and_no_border_is_left_out() {
        let mut odd = area("wijk", "Krom", "GM9001", &square(51.99, 4.99, 5_000.0));
        odd.drawing = "geen grens".to_owned();
        assert!(names(&Neighbourhoods::of(vec![odd]), 500.0).is_empty());
    }
}
