//! The offer sheet of Brugdam: what its providers have, as a sheet that a service point would
//! collect. It comes in through the same importer as a real one, doubtful cells included.

use domain::calendar::day_of;
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::dice::Dice;
use super::geography::{Geography, Street};
use super::names;
use super::providers::{Lesson, PROVIDERS, lessons_of};

/// The name under which the sheet is imported.
pub const SOURCE: &str = "brugdam";

const DAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/// Cells that a careful reader asks about: column and text, as sheets really have them.
const DOUBTFUL: [(&str, &str); 12] = [
    ("prijs", "vanaf € 5"),
    ("niveau", "beginners"),
    ("leeftijd", "volwassenen"),
    ("toegankelijkheid", "goed bereikbaar"),
    ("prijs", "5,50"),
    ("doelgroep", "mensen met reuma"),
    ("proefles", "ja"),
    ("taal", "Nederlands, beetje Engels"),
    ("plaatsen", "voldoende"),
    ("begeleiding", "ja"),
    ("van", "7 uur"),
    ("bevestigd_op", "vorige week"),
];

const COLUMNS: [&str; 33] = [
    "naam",
    "aanbieder",
    "activiteit",
    "omschrijving",
    "dag",
    "van",
    "tot",
    "seizoen",
    "adres",
    "postcode",
    "plaats",
    "lat",
    "lon",
    "leeftijd",
    "niveau",
    "begeleiding",
    "zelfstandigheid",
    "doelgroep",
    "toegankelijkheid",
    "taal",
    "prijs",
    "proefles",
    "plaatsen",
    "contact",
    "telefoon",
    "email",
    "website",
    "erkende_interventie",
    "bevestigd_op",
    "bron_id",
    "meenemen",
    "verzamelpunt",
    "wachttijd",
];

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How many providers.
    pub providers: usize,
    /// How many weekly sessions.
    pub sessions: usize,
}

/// Writes the sheet: a header and one row a session, the rows of an offer together.
#[must_use]
pub fn sheet(seed: u64, extent: Extent, map: &Geography, now: Timestamp) -> String {
    let mut out = format!("{}\n", COLUMNS.join(";"));
    let mut left = extent.sessions;
    let mut number = 0;
    let today = day_of(now);
    // Everybody's first lesson, then everybody's second, until there are enough.
    for round in 0.. {
        let before = left;
        for (at, (name, kind, district)) in PROVIDERS.iter().take(extent.providers).enumerate() {
            if left == 0 {
                return out;
            }
            let house = House::of(seed, at, name, *district, map);
            let mut lessons = lessons_of(*kind);
            Dice::new(seed, "keuze", at).shuffle(&mut lessons);
            // The first provider is the one people look at: it has all of its lessons at once.
            let chosen = match (at, round) {
                (0, 0) => &lessons[..],
                (0, _) => &[],
                _ => lessons.get(round..=round).unwrap_or_default(),
            };
            for lesson in chosen {
                number += 1;
                let mut dice = Dice::new(seed, "aanbod", number);
                let sessions = dice.weighted(&[(3, 1), (4, 2), (2, 3)]).min(left);
                left -= sessions;
                let offer = Rows {
                    number,
                    house: &house,
                    lesson,
                    today,
                    map,
                };
                out.push_str(&offer.written(&mut dice, sessions));
            }
        }
        if left == before {
            break;
        }
    }
    out
}

/// A provider as its rows name it.
struct House {
    name: &'static str,
    district: usize,
    street: Street,
    address: String,
    contact: String,
    phone: String,
    host: String,
    language: &'static str,
}

impl House {
    fn of(seed: u64, at: usize, name: &'static str, district: usize, map: &Geography) -> Self {
        let mut dice = Dice::new(seed, "aanbieder", at);
        let street = map.street_in(district, &mut dice).clone();
        let languages = [
            (50, "Nederlands"),
            (12, "Nederlands, Engels"),
            (10, "Nederlands, Turks"),
            (8, "Nederlands en Arabisch"),
            (5, "Nederlands, Pools"),
            (4, "Nederlands, Oekraïens"),
            (4, "Nederlands en Papiaments"),
            (7, ""),
        ];
        Self {
            name,
            district,
            address: format!("{} {}", street.name, dice.between(1, 140)),
            street,
            contact: names::colleague(&mut dice),
            phone: names::landline(at + 1),
            host: format!("{}.example", names::in_host(name)),
            language: dice.weighted(&languages),
        }
    }
}

/// The rows of one offer.
struct Rows<'a> {
    number: usize,
    house: &'a House,
    lesson: &'a Lesson,
    today: Date,
    map: &'a Geography,
}

impl Rows<'_> {
    fn written(&self, dice: &mut Dice, sessions: usize) -> String {
        let (house, lesson) = (self.house, self.lesson);
        // Some lessons are elsewhere in the district: in the park, in another hall.
        let other = self.map.street_in(house.district, dice);
        let (street, place) = if dice.chance(25) {
            (format!("{} {}", other.name, dice.between(1, 90)), other)
        } else {
            (house.address.clone(), &house.street)
        };
        let district = Geography::district_name(house.district);
        let about = format!("{} In {district} ({}).", lesson.about, place.neighbourhood);
        // Half the sheets in the country have no degrees: the postcode tells the place then.
        let degrees = dice.chance(50);
        let confirmed = self.confirmed(dice);
        let price = dice.pick(&lesson.prices);
        let access = dice.pick(&lesson.access);
        let trial = match price {
            "gratis" => "",
            _ => dice.weighted(&[
                (55, "1e les gratis"),
                (15, "gratis"),
                (10, "proefles € 2,50"),
                (12, "nee"),
                (8, ""),
            ]),
        };
        let season = dice.weighted(&[(50, "hele jaar"), (30, "september t/m juni"), (20, "")]);
        let recognised = match lesson.activity {
            "valpreventie" => "goed onderbouwd",
            "mbvo" => "goed beschreven",
            _ => "",
        };
        // Not all clubs tell it.
        let wait = ["geen", "", "2 weken", "geen", "", "6 weken", "geen"][self.number % 7];
        let doubt = (self.number % 13 == 5).then(|| dice.pick(&DOUBTFUL));
        let mut days: Vec<usize> = (0..6).collect();
        dice.shuffle(&mut days);
        let mut out = String::new();
        for day in days.into_iter().take(sessions) {
            let from = dice.pick(&lesson.hours);
            let places = dice.weighted(&[
                (30, ""),
                (14, "4"),
                (14, "nog 6 plekken"),
                (10, "2"),
                (10, "10"),
                (8, "vol"),
                (8, "onbeperkt"),
                (6, "1"),
            ]);
            let mut cells: Vec<(&str, String)> = vec![
                ("naam", lesson.title.to_owned()),
                ("aanbieder", house.name.to_owned()),
                ("activiteit", lesson.activity.to_owned()),
                ("omschrijving", about.clone()),
                ("dag", DAYS[day].to_owned()),
                ("van", from.to_owned()),
                ("tot", later(from, lesson.minutes)),
                ("seizoen", season.to_owned()),
                ("adres", street.clone()),
                (
                    "postcode",
                    format!("{} {}", &place.postcode[..4], &place.postcode[4..]),
                ),
                ("plaats", Geography::town(house.district).to_owned()),
                ("leeftijd", lesson.ages.to_owned()),
                ("niveau", lesson.level.to_owned()),
                ("begeleiding", lesson.guidance.to_owned()),
                ("zelfstandigheid", lesson.reliance.to_owned()),
                ("doelgroep", lesson.group.to_owned()),
                ("toegankelijkheid", access.to_owned()),
                ("taal", house.language.to_owned()),
                ("prijs", price.to_owned()),
                ("proefles", trial.to_owned()),
                ("plaatsen", places.to_owned()),
                ("contact", house.contact.clone()),
                ("telefoon", house.phone.clone()),
                ("email", format!("info@{}", house.host)),
                ("website", format!("www.{}", house.host)),
                ("erkende_interventie", recognised.to_owned()),
                ("bevestigd_op", confirmed.clone()),
                ("bron_id", format!("BD-{:04}", self.number)),
                ("meenemen", lesson.bring.to_owned()),
                ("wachttijd", wait.to_owned()),
                (
                    "verzamelpunt",
                    "Bij de balie; de host draagt een groene kaart".to_owned(),
                ),
            ];
            if degrees {
                cells.push(("lat", place.point.lat.to_string().replace('.', ",")));
                cells.push(("lon", place.point.lon.to_string().replace('.', ",")));
            }
            if let Some((column, text)) = doubt {
                cells.retain(|(name, _)| *name != column);
                cells.push((column, text.to_owned()));
            }
            out.push_str(&row(&cells));
        }
        out
    }

    /// Most confirmed lately, some long ago, some never.
    fn confirmed(&self, dice: &mut Dice) -> String {
        let days = match dice.below(100) {
            0..=9 => return String::new(),
            10..=19 => dice.between(190, 420),
            20..=49 => dice.between(45, 150),
            _ => dice.between(1, 44),
        };
        let day = self
            .today
            .checked_sub(Span::new().days(days))
            .unwrap_or(self.today);
        match dice.below(2) {
            0 => day.to_string(),
            _ => format!("{}-{}-{}", day.day(), day.month(), day.year()),
        }
    }
}

/// One line of the sheet; cells that hold a separator stand in quotes.
fn row(cells: &[(&str, String)]) -> String {
    let words: Vec<String> = COLUMNS
        .iter()
        .map(|column| {
            let text = cells.iter().find(|(name, _)| name == column);
            let text = text.map_or("", |(_, text)| text);
            if text.contains([';', '"', '\n']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.to_owned()
            }
        })
        .collect();
    format!("{}\n", words.join(";"))
}

/// So many minutes after an hour such as `9.30`.
fn later(from: &str, minutes: i32) -> String {
    let (hour, minute) = from.split_once('.').unwrap_or((from, "0"));
    let begin = hour.parse().unwrap_or(0) * 60 + minute.parse().unwrap_or(0);
    let end = begin + minutes;
    format!("{}.{:02}", end / 60, end % 60)
}

#[cfg(test)]
mod tests {
    use domain::contact::holds_citizen_number;
    use exchange::sheet::{SheetKind, read_sheet};
    use jiff::civil::{date, time};

    use super::*;

    const TOWN: Extent = Extent {
        providers: 60,
        sessions: 400,
    };

    fn written(seed: u64) -> String {
        let now = domain::calendar::moment_of(date(2026, 11, 24), time(9, 0, 0, 0));
        sheet(seed, TOWN, &Geography::draw(), now)
    }

    #[test]
    fn the_same_seed_writes_the_same_sheet_and_another_seed_another() {
        assert_eq!(written(1), written(1));
        assert_ne!(written(1), written(2));
    }

    #[test]
    fn every_row_can_be_kept_and_some_must_be_asked_about() {
        for seed in 0..20 {
            let text = written(seed);
            let reading = read_sheet(text.as_bytes(), SheetKind::Csv).unwrap();
            assert_eq!(reading.rejected().count(), 0);
            assert_eq!(reading.unknown_columns, Vec::<String>::new());
            let offers = reading.offers();
            let sessions: usize = offers.iter().map(|offer| offer.draft.sessions.len()).sum();
            assert_eq!(sessions, 400);
            assert!((170..=240).contains(&offers.len()), "{}", offers.len());
            let doubts: Vec<_> = offers
                .iter()
                .flat_map(|offer| &offer.draft.doubts)
                .collect();
            assert!((8..=20).contains(&doubts.len()), "{doubts:?}");
            for doubt in doubts {
                assert!(
                    DOUBTFUL.contains(&(&*doubt.column, doubt.text.as_str())),
                    "{doubt:?}"
                );
            }
        }
    }

    #[test]
    fn every_provider_has_an_address_for_mail_that_nobody_has() {
        let text = written(1);
        let reading = read_sheet(text.as_bytes(), SheetKind::Csv).unwrap();
        let offers = reading.offers();
        assert!(offers.iter().all(|offer| {
            let email = offer.draft.contact.email.as_deref();
            email.is_some_and(|email| email.ends_with(".example"))
        }));
        for (name, ..) in PROVIDERS {
            assert!(
                offers.iter().any(|offer| offer.draft.provider == name),
                "{name}"
            );
        }
    }

    #[test]
    fn there_is_variety_and_nothing_that_passes_for_a_citizen_number() {
        let text = written(3);
        assert!(!holds_citizen_number(&text.replace(';', "\n")));
        let reading = read_sheet(text.as_bytes(), SheetKind::Csv).unwrap();
        let offers = reading.offers();
        let kinds: std::collections::HashSet<_> =
            offers.iter().map(|offer| offer.draft.activity).collect();
        assert!(kinds.len() >= 25, "{}", kinds.len());
        let full = offers.iter().flat_map(|offer| &offer.draft.sessions);
        assert!(
            full.filter(|session| session.places_left == Some(0))
                .count()
                >= 8
        );
        assert!(
            offers
                .iter()
                .filter(|offer| offer.draft.confirmed_on.is_none())
                .count()
                >= 8
        );
        let first = offers
            .iter()
            .filter(|offer| offer.draft.provider == PROVIDERS[0].0);
        assert!(first.count() >= 5);
    }
}
