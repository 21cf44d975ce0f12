//! The fictional municipality Brugdam: its districts, neighbourhoods, streets and postcodes.
//!
//! The four-digit codes exist nowhere in the Netherlands, so that nobody's address can be meant.
//! The place is the same for every seed; only who lives and works there differs.

use std::collections::BTreeSet;

use actions::set_up::KnownPostcode;
use domain::geo::Point;

use super::borders::{ACROSS, UP};
use super::dice::Dice;

/// Its code: no municipality has it.
pub const CODE: &str = "GM9001";
/// Its name.
pub const NAME: &str = "Brugdam";
/// The postcode from which the demo is shown: in the old town, with much nearby.
pub const DEMO_POSTCODE: &str = "5180AD";

/// South-west corner, and the size of one district in degrees: 4 by 3 districts make 8 by 8 km.
const CORNER: Point = Point {
    lat: 51.662,
    lon: 5.094,
};
const TALL: f64 = 0.024;
const WIDE: f64 = 0.029;
const COLUMNS: usize = 4;

/// Postcodes with letters in each district.
const CODES_IN_DISTRICT: usize = 30;

/// Four digits, name, and neighbourhoods of each district, the old town first. The order is that
/// of the places on the map, from the middle outwards.
const DISTRICTS: [(u16, &str, [&str; 3]); 12] = [
    (
        5180,
        "Oude Stad",
        ["Bruggehoofd", "Kloosterkwartier", "Havenkom"],
    ),
    (5181, "Sluiswijk", ["Sluiseiland", "Kolkbuurt", "Spuihof"]),
    (
        5182,
        "Molenakker",
        ["Wiekenbuurt", "Korenhof", "Maalpad-Oost"],
    ),
    (
        5183,
        "De Wielen",
        ["Grote Wiel", "Kleine Wiel", "Rietoever"],
    ),
    (5184, "Lage Donk", ["Donkhof", "Beemdpolder", "Elzenkamp"]),
    (5185, "Hoge Donk", ["Zandrug", "Eikenkamp", "Heuvelhof"]),
    (5186, "Meerhoek", ["Meerzicht", "Waterranken", "Lisdonk"]),
    (
        5187,
        "Vierstromen",
        ["Noordstroom", "Zuidstroom", "Stroomhart"],
    ),
    (5188, "Oud-Zegge", ["Kerkbuurt", "Zeggeveld", "Achterdijk"]),
    (5189, "Zandpoort", ["Poortveld", "Wevershoek", "Lakenhof"]),
    (5190, "Kweekland", ["Boomgaard", "Kassenbuurt", "Tuinrijk"]),
    (
        5191,
        "Elzenbroek",
        ["Broekzijde", "Vennenbuurt", "Haverkamp"],
    ),
];

/// In which cell of the map each district lies.
const CELLS: [usize; 12] = [5, 6, 1, 2, 9, 10, 4, 7, 0, 3, 8, 11];

const STREET_STEMS: [&str; 30] = [
    "Wilgen",
    "Molen",
    "Klok",
    "Touwslagers",
    "Kaarsen",
    "Bakkers",
    "Ganzen",
    "Leeuwerik",
    "Mandenmakers",
    "Veerpont",
    "Sluiswachters",
    "Bolwerk",
    "Rietdekkers",
    "Klaver",
    "Zegge",
    "Dotterbloem",
    "Spindel",
    "Wevers",
    "Hooi",
    "Turfdragers",
    "Kwartel",
    "Linden",
    "Vlinder",
    "Egelantier",
    "Waag",
    "Zwaluw",
    "Kikker",
    "Brem",
    "Jeneverbes",
    "Kolk",
];
const STREET_ENDS: [&str; 7] = ["straat", "laan", "pad", "hof", "weg", "dreef", "plein"];

/// One of the squares of the sheet on which the map is drawn: how many lie west of it, how many
/// south. Each holds one street.
pub type Plot = (usize, usize);

/// A neighbourhood's name and its squares.
pub type Neighbourhood = (&'static str, BTreeSet<Plot>);

/// A street with a postcode of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Street {
    /// Four digits and two letters, such as `5180AD`.
    pub postcode: String,
    /// Its name.
    pub name: String,
    /// The place of its district in [`Geography::district_name`].
    pub district: usize,
    /// Its neighbourhood.
    pub neighbourhood: &'static str,
    /// A point in it.
    pub point: Point,
}

/// The whole municipality.
#[derive(Clone, Debug, PartialEq)]
pub struct Geography {
    /// Every street, by postcode.
    pub streets: Vec<Street>,
}

impl Geography {
    /// Draws the map.
    #[must_use]
    pub fn draw() -> Self {
        let mut streets = Vec::new();
        for (district, (digits, _, neighbourhoods)) in DISTRICTS.iter().enumerate() {
            let mut dice = Dice::new(9001, "straten", district);
            let mut names: Vec<(usize, usize)> = (0..STREET_STEMS.len())
                .map(|stem| (stem, (stem + district) % STREET_ENDS.len()))
                .collect();
            dice.shuffle(&mut names);
            let corner = corner_of(district);
            for (at, (stem, end)) in names.into_iter().take(CODES_IN_DISTRICT).enumerate() {
                // Six streets from west to east, five from south to north, none quite in line.
                let east = share(at % ACROSS, ACROSS) + (dice.fraction() - 0.5) / 8.0;
                let north = share(at / ACROSS, UP) + (dice.fraction() - 0.5) / 8.0;
                streets.push(Street {
                    postcode: format!("{digits}{}", letters(at)),
                    name: format!("{}{}", STREET_STEMS[stem], STREET_ENDS[end]),
                    district,
                    neighbourhood: neighbourhoods[at * neighbourhoods.len() / CODES_IN_DISTRICT],
                    point: Point {
                        lat: rounded(corner.lat + north * TALL),
                        lon: rounded(corner.lon + east * WIDE),
                    },
                });
            }
        }
        Self { streets }
    }

    /// The squares of each neighbourhood, by district.
    pub fn plots() -> impl Iterator<Item = (usize, Vec<Neighbourhood>)> {
        DISTRICTS
            .iter()
            .enumerate()
            .map(|(district, (_, _, neighbourhoods))| {
                let cell = CELLS[district];
                let (west, south) = (cell % COLUMNS * ACROSS, cell / COLUMNS * UP);
                let mut plots: Vec<Neighbourhood> = neighbourhoods
                    .iter()
                    .map(|name| (*name, BTreeSet::new()))
                    .collect();
                for at in 0..CODES_IN_DISTRICT {
                    let plot = (west + at % ACROSS, south + at / ACROSS);
                    plots[at * neighbourhoods.len() / CODES_IN_DISTRICT]
                        .1
                        .insert(plot);
                }
                (district, plots)
            })
    }

    /// A point of the sheet, in half squares from the west and from the south, moved by a part of a
    /// square.
    #[must_use]
    pub fn on_the_sheet(west: usize, south: usize, moved: (f64, f64)) -> Point {
        let squares = |halves: usize, moved: f64| share_whole(halves) / 2.0 + moved;
        Point {
            lat: rounded(CORNER.lat + squares(south, moved.1) * TALL / share_whole(UP)),
            lon: rounded(CORNER.lon + squares(west, moved.0) * WIDE / share_whole(ACROSS)),
        }
    }

    /// A district's name.
    #[must_use]
    pub fn district_name(district: usize) -> &'static str {
        DISTRICTS[district % DISTRICTS.len()].1
    }

    /// The town a district belongs to: one is a village of its own.
    #[must_use]
    pub fn town(district: usize) -> &'static str {
        match DISTRICTS[district % DISTRICTS.len()].1 {
            "Oud-Zegge" => "Oud-Zegge",
            _ => NAME,
        }
    }

    /// One of the streets of a district.
    pub fn street_in(&self, district: usize, dice: &mut Dice) -> &Street {
        &self.streets
            [(district % DISTRICTS.len()) * CODES_IN_DISTRICT + dice.below(CODES_IN_DISTRICT)]
    }

    /// Every postcode as an import keeps it: the districts' four digits, and each street's six signs.
    #[must_use]
    pub fn postcodes(&self) -> Vec<KnownPostcode> {
        let whole = DISTRICTS
            .iter()
            .enumerate()
            .map(|(district, (digits, ..))| {
                let corner = corner_of(district);
                let point = Point {
                    lat: rounded(corner.lat + TALL / 2.0),
                    lon: rounded(corner.lon + WIDE / 2.0),
                };
                known(digits.to_string(), point, district)
            });
        let streets = self
            .streets
            .iter()
            .map(|street| known(street.postcode.clone(), street.point, street.district));
        whole.chain(streets).collect()
    }
}

fn known(code: String, point: Point, district: usize) -> KnownPostcode {
    KnownPostcode {
        code,
        point,
        place: Some(Geography::town(district).to_owned()),
        municipality: Some(CODE.to_owned()),
    }
}

fn corner_of(district: usize) -> Point {
    let cell = CELLS[district];
    Point {
        lat: CORNER.lat + share_whole(cell / COLUMNS) * TALL,
        lon: CORNER.lon + share_whole(cell % COLUMNS) * WIDE,
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are twelve districts")]
fn share_whole(number: usize) -> f64 {
    number as f64
}

/// The middle of the `at`-th of `of` equal parts.
fn share(at: usize, of: usize) -> f64 {
    (share_whole(at) + 0.5) / share_whole(of)
}

/// Ten centimetres are near enough, and read better.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// The letters of a district's `at`-th postcode; letters that are easily misread are not used.
fn letters(at: usize) -> String {
    const LETTERS: [char; 20] = [
        'A', 'B', 'C', 'D', 'E', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V', 'W',
        'X', 'Z',
    ];
    [LETTERS[at / LETTERS.len()], LETTERS[at % LETTERS.len()]]
        .iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    use domain::contact::Postcode;

    use super::*;

    #[test]
    fn each_postcode_is_one_and_lies_within_eight_kilometres() {
        let known = Geography::draw().postcodes();
        assert_eq!(known.len(), 12 + 360);
        let codes: HashSet<Postcode> = known
            .iter()
            .map(|place| place.code.parse().unwrap())
            .collect();
        assert_eq!(codes.len(), known.len());
        let corner = CORNER;
        for place in &known {
            let north = Point {
                lat: place.point.lat,
                ..corner
            }
            .metres_to(corner);
            let east = Point {
                lon: place.point.lon,
                ..corner
            }
            .metres_to(corner);
            assert!(
                north < 8_100.0 && east < 8_100.0,
                "{}: {north} {east}",
                place.code
            );
        }
    }

    #[test]
    fn the_demo_postcode_lies_in_the_old_town() {
        let map = Geography::draw();
        let street = map
            .streets
            .iter()
            .find(|street| street.postcode == DEMO_POSTCODE);
        assert_eq!(street.map(|street| street.district), Some(0));
    }

    #[test]
    fn a_street_name_occurs_once_in_a_district() {
        for district in 0..DISTRICTS.len() {
            let map = Geography::draw();
            let names: HashSet<&str> = map
                .streets
                .iter()
                .filter(|street| street.district == district)
                .map(|street| street.name.as_str())
                .collect();
            assert_eq!(names.len(), CODES_IN_DISTRICT);
        }
    }

    /// Compared with the list of real codes where that lies at hand.
    #[test]
    fn no_postcode_is_real() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = here.join("../../../shared/data/geo-nl-pc4/pc4.csv");
        let Ok(table) = std::fs::read_to_string(file) else {
            return;
        };
        let real: HashSet<&str> = table
            .lines()
            .filter_map(|line| line.split(',').next())
            .collect();
        assert!(real.contains("1011"));
        for (digits, name, _) in DISTRICTS {
            assert!(
                !real.contains(digits.to_string().as_str()),
                "{digits} {name}"
            );
        }
    }
}
