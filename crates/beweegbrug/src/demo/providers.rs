//! Who offers something in Brugdam, and what such organisations usually offer. All invented.
//!
//! The lessons stand in `lessons.csv`, one a line; `|` parts the things to choose from.

use std::sync::LazyLock;

/// What sort of provider it is: decides which lessons it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A centre with a bit of everything.
    Centre,
    /// A walking or running group.
    Walking,
    /// A swimming pool.
    Pool,
    /// A gym.
    Gym,
    /// A community centre.
    Community,
    /// A football or hockey club.
    Field,
    /// A club that plays with a racket.
    Racket,
    /// A club that plays in a hall.
    Hall,
    /// A club for gymnastics.
    Gymnastics,
    /// A school for dance.
    Dance,
    /// Yoga, tai chi, relaxation.
    Calm,
    /// Cycling, rowing, sailing.
    Outdoors,
    /// Bowls, billiards, archery.
    Precision,
    /// Judo, boxing.
    Mat,
    /// A physiotherapist's exercise room.
    Physio,
    /// Sport for people with a disability.
    Adapted,
}

/// Name, sort and district of each provider; the first ones make a village of their own, and the
/// very first is the one whose account the demo shows.
pub const PROVIDERS: [(&str, Kind, usize); 60] = [
    ("Beweegcentrum De Kolk", Kind::Centre, 0),
    ("Wandelclub Stap voor Stap", Kind::Walking, 0),
    ("Zwembad De Waterlelie", Kind::Pool, 1),
    ("Buurthuis Het Bruggetje", Kind::Community, 0),
    ("Fitclub Oude Stad", Kind::Gym, 0),
    ("Gymvereniging De Zwaluwen", Kind::Gymnastics, 2),
    ("Voetbalclub Brugdamse Boys", Kind::Field, 3),
    ("Tafeltennisvereniging Netbal", Kind::Racket, 2),
    ("Yogastudio De Linde", Kind::Calm, 0),
    ("Dansschool Draai", Kind::Dance, 1),
    ("Fysiotherapie en Beweegzaal De Wiel", Kind::Physio, 3),
    ("Jeu-de-boulesclub De Zilveren Bal", Kind::Precision, 4),
    ("Sportvereniging Iedereen Mee", Kind::Adapted, 1),
    ("Fietsgroep De Ketting", Kind::Outdoors, 5),
    ("Wijkcentrum De Beemd", Kind::Community, 4),
    ("Judoschool Randori Brugdam", Kind::Mat, 2),
    ("Volleybalclub Smash '74", Kind::Hall, 6),
    ("Senioren Actief Brugdam", Kind::Centre, 5),
    ("Tennisclub Achter de Dijk", Kind::Racket, 7),
    ("Dorpshuis De Zegge", Kind::Community, 8),
    ("Nordic Walking Groep De Polder", Kind::Walking, 3),
    ("Sportschool Kracht en Rust", Kind::Gym, 6),
    ("Atletiekvereniging De Haas", Kind::Walking, 7),
    ("Badhuis Vierstromen", Kind::Pool, 7),
    ("Wijkhuis Meerhoek", Kind::Community, 6),
    ("Hockeyclub De Stok", Kind::Field, 9),
    ("Badmintonclub De Veer", Kind::Racket, 10),
    ("Turnclub Salto Brugdam", Kind::Gymnastics, 9),
    ("Dansgroep Samen Swingen", Kind::Dance, 6),
    ("Tai Chi Kring Brugdam", Kind::Calm, 2),
    ("Roeivereniging Het Spui", Kind::Outdoors, 1),
    ("Oefentherapie Hoge Donk", Kind::Physio, 5),
    ("Boksclub De Linkse Directe", Kind::Mat, 10),
    ("Biljartvereniging De Carambole", Kind::Precision, 9),
    ("Rolstoelsport Brugdam", Kind::Adapted, 7),
    ("Basketbalclub De Korf Omhoog", Kind::Hall, 11),
    ("Buurtkamer Zandpoort", Kind::Community, 9),
    ("Vrouwengroep Bewegen met Plezier", Kind::Centre, 10),
    ("Hardloopgroep Rustig Aan", Kind::Walking, 10),
    ("Fitpunt Zandpoort", Kind::Gym, 9),
    ("Voetbalvereniging Oud-Zegge", Kind::Field, 8),
    ("Wijkcentrum De Kas", Kind::Community, 10),
    ("Padelpark Brugdam", Kind::Racket, 11),
    ("Korfbalclub De Mand", Kind::Hall, 4),
    ("Yoga aan de Haven", Kind::Calm, 0),
    ("Tuinvereniging De Groene Hand", Kind::Outdoors, 10),
    ("Seniorensoos De Gezelligheid", Kind::Centre, 11),
    ("Handboogvereniging De Pijl", Kind::Precision, 8),
    ("Zwemvereniging De Otters", Kind::Pool, 1),
    ("Stichting Samen Sterker", Kind::Adapted, 4),
    ("Gymclub Elzenbroek", Kind::Gymnastics, 11),
    ("Dansstudio Ritme", Kind::Dance, 9),
    ("Kanoclub De Peddel", Kind::Outdoors, 6),
    ("Vechtsportschool Evenwicht", Kind::Mat, 7),
    ("Fysiofit Vierstromen", Kind::Physio, 7),
    ("Wandelgroep Oud-Zegge", Kind::Walking, 8),
    ("Buurthuis De Vennen", Kind::Community, 11),
    ("Handbalvereniging De Molen", Kind::Hall, 2),
    ("Adem en Rust Brugdam", Kind::Calm, 5),
    ("Fitclub De Broek", Kind::Gym, 11),
];

/// A lesson as organisations of a sort have it, in the words of the offer sheet.
#[derive(Debug)]
pub struct Lesson {
    kinds: Vec<&'static str>,
    /// What it is called.
    pub title: &'static str,
    /// What people do.
    pub activity: &'static str,
    /// In the provider's words.
    pub about: &'static str,
    /// How stiff.
    pub level: &'static str,
    /// Help during the lesson.
    pub guidance: &'static str,
    /// How well one must manage alone.
    pub reliance: &'static str,
    /// For whom the group is.
    pub group: &'static str,
    /// For which ages.
    pub ages: &'static str,
    /// Hours at which it may begin.
    pub hours: Vec<&'static str>,
    /// How long, in minutes.
    pub minutes: i32,
    /// Prices to choose from.
    pub prices: Vec<&'static str>,
    /// Accessibility to choose from.
    pub access: Vec<&'static str>,
    /// What to bring.
    pub bring: &'static str,
}

/// Every lesson that somebody in Brugdam may have.
pub static LESSONS: LazyLock<Vec<Lesson>> = LazyLock::new(|| {
    include_str!("lessons.csv")
        .lines()
        .skip(1)
        .filter_map(read)
        .collect()
});

fn read(line: &'static str) -> Option<Lesson> {
    let cells: Vec<&'static str> = line.split(';').collect();
    let [
        kinds,
        title,
        activity,
        about,
        level,
        guidance,
        reliance,
        group,
        ages,
        hours,
        minutes,
        prices,
        access,
        bring,
    ] = cells.try_into().ok()?;
    Some(Lesson {
        kinds: kinds.split(' ').collect(),
        title,
        activity,
        about,
        level,
        guidance,
        reliance,
        group,
        ages,
        hours: hours.split('|').collect(),
        minutes: minutes.parse().ok()?,
        prices: prices.split('|').collect(),
        access: access.split('|').collect(),
        bring,
    })
}

/// The lessons that a kind of provider may have.
#[must_use]
pub fn lessons_of(kind: Kind) -> Vec<&'static Lesson> {
    let name = format!("{kind:?}");
    LESSONS
        .iter()
        .filter(|lesson| lesson.kinds.contains(&name.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_line_of_the_list_is_a_lesson() {
        let lines = include_str!("lessons.csv").lines().count();
        assert_eq!(LESSONS.len(), lines - 1);
    }

    #[test]
    fn every_provider_has_lessons_to_choose_from_and_a_name_of_its_own() {
        for (name, kind, _) in PROVIDERS {
            assert!(lessons_of(kind).len() >= 3, "{name}");
        }
        let names: HashSet<&str> = PROVIDERS.iter().map(|(name, ..)| *name).collect();
        assert_eq!(names.len(), PROVIDERS.len());
    }
}
