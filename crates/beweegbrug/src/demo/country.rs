//! Forty thousand sessions spread over the whole country, for `--size country`: to see that the
//! search stays quick. Towns and providers are invented, and so are their places.

use std::fmt::Write;

use actions::import_offers::import_sheet;
use actions::set_up;
use domain::geo::Point;
use domain::ids::MunicipalityId;
use jiff::Timestamp;

use super::DemoError;
use super::dice::Dice;
use super::names;
use super::providers::LESSONS;
use super::year::Lane;

/// How many sheets, and how many sessions stand in each: one transaction a sheet.
const SHEETS: usize = 4;
pub const SESSIONS: usize = 10_000;
/// Lessons that share a town.
pub const A_TOWN: usize = 40;

/// The municipality that stands for the rest of the country.
const CODE: &str = "GM9002";

/// Rough strips of land from south to north: latitude, and from which to which longitude.
const LAND: [(f64, f64, f64); 9] = [
    (50.95, 5.75, 6.00),
    (51.45, 4.40, 6.05),
    (51.75, 4.40, 5.90),
    (52.05, 4.35, 6.60),
    (52.30, 4.70, 6.80),
    (52.45, 5.90, 6.90),
    (52.75, 6.00, 6.85),
    (53.00, 5.55, 6.95),
    (53.25, 5.70, 6.85),
];

const HEADS: [&str; 16] = [
    "Oever", "Meer", "Zand", "Heide", "Veen", "Water", "Linde", "Kraan", "Wilg", "Hoge", "Lage",
    "Noord", "Zuid", "Oost", "West", "Brink",
];
const TAILS: [&str; 12] = [
    "stede", "wijk", "hoven", "drecht", "kamp", "rode", "horst", "waard", "mond", "loo", "terp",
    "burcht",
];

/// Takes the country in.
///
/// # Errors
/// When the store cannot be written.
pub async fn fill(main: &Lane, seed: u64, now: Timestamp) -> Result<(), DemoError> {
    main.clock.set(now);
    let municipality: MunicipalityId = CODE.parse().map_err(|_| DemoError::Unreadable)?;
    let desk = |name: &str, number| {
        (
            name.to_owned(),
            format!("post{number}@overland.example"),
            names::landline(number),
        )
    };
    let overland = set_up::NewMunicipality {
        id: municipality,
        name: "Overland".to_owned(),
        service_point: desk("Servicepunt Overland", 950),
        coach_team: desk("Beweegteam Overland", 951),
    };
    set_up::municipality(&main.bridge, &overland).await?;
    for number in 0..SHEETS {
        let source = format!("overland-{}", number + 1);
        let sheet = sheet(seed, number);
        import_sheet(&main.bridge, municipality, &source, sheet.as_bytes(), false).await?;
    }
    Ok(())
}

/// A town of the country.
pub struct Town {
    /// What it is called; some names are given twice.
    pub name: String,
    /// The south-western corner of where its lessons are.
    pub corner: Point,
}

impl Town {
    /// The town in which the lessons of a row are: forty of them share one.
    #[must_use]
    pub fn of(seed: u64, number: usize, row: usize) -> Self {
        let mut town = Dice::new(seed, "plaats", (number * SESSIONS + row) / A_TOWN);
        let (head, tail) = (town.pick(&HEADS), town.pick(&TAILS));
        let (lat, west, east) = town.pick(&LAND);
        Self {
            name: format!("{head}{tail}"),
            corner: Point {
                lat: lat + town.fraction() * 0.2,
                lon: west + town.fraction() * (east - west),
            },
        }
    }
}

/// One sheet of the country, with [`SESSIONS`] lessons that each are an offer.
#[must_use]
pub fn sheet(seed: u64, number: usize) -> String {
    let mut out = String::from(
        "naam;aanbieder;activiteit;omschrijving;dag;van;adres;plaats;lat;lon;leeftijd;niveau;\
         begeleiding;zelfstandigheid;doelgroep;toegankelijkheid;prijs;plaatsen;email;bron_id\n",
    );
    let mut dice = Dice::new(seed, "overland", number);
    for row in 0..SESSIONS {
        // In a circle of some kilometres.
        let town = Town::of(seed, number, row);
        let lat = town.corner.lat + dice.fraction() * 0.05;
        let lon = town.corner.lon + dice.fraction() * 0.08;
        let place = town.name;
        let host = row / 10 % 4;
        let lesson = &LESSONS[dice.below(LESSONS.len())];
        let day = dice.pick(&["ma", "di", "wo", "do", "vr", "za"]);
        let (from, price) = (dice.pick(&lesson.hours), dice.pick(&lesson.prices));
        let (access, places) = (dice.pick(&lesson.access), dice.pick(&["", "4", "8", "vol"]));
        let provider = format!(
            "{} {place}",
            ["Beweegclub", "Sportpunt", "Wijkhuis", "Fitclub"][host]
        );
        let mail = format!("info@{}.example", names::in_host(&provider));
        let _ = writeln!(
            out,
            "{};{provider};{};{};{day};{from};Dorpsweg {};{place};{lat:.5};{lon:.5};{};{};{};{};{};\
             {access};{price};{places};{mail};OL-{}-{}",
            lesson.title,
            lesson.activity,
            lesson.about,
            row % 200 + 1,
            lesson.ages,
            lesson.level,
            lesson.guidance,
            lesson.reliance,
            lesson.group,
            number + 1,
            row + 1,
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use exchange::sheet::{SheetKind, read_sheet};

    use super::*;

    #[test]
    fn every_row_of_the_country_can_be_kept() {
        let reading = read_sheet(sheet(1, 2).as_bytes(), SheetKind::Csv).unwrap();
        assert_eq!(reading.rejected().count(), 0);
        assert_eq!(reading.offers().len(), SESSIONS);
    }
}
