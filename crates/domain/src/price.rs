//! What it costs. Money is integer cents; comparisons are by the month.
//!
//! The month's price is derived by one rule ([`Price::per_month`]) and never guessed: a season of
//! which nobody tells how long it is has none (decision 0034).

use serde::{Deserialize, Serialize};

use crate::season::Season;

/// Euro cents.
pub type Cents = u32;

/// Per what a price is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Each lesson.
    Lesson,
    /// Each month.
    Month,
    /// Each quarter.
    Quarter,
    /// Each year.
    Year,
    /// Each season, of so many weeks when that is told.
    Season(Option<u16>),
    /// A whole course, of so many weeks when that is told.
    Course(Option<u16>),
    /// A card of so many lessons.
    Card(u16),
    /// Once, however often somebody comes.
    Once,
}

/// More lessons than any card holds.
pub const LARGEST_CARD: u16 = 200;
/// A year, in weeks; no season or course is longer.
pub const LONGEST_SEASON: u16 = 52;

impl Per {
    /// The codes that need no number, or can do without.
    const PLAIN: [(&'static str, Self); 7] = [
        ("les", Self::Lesson),
        ("maand", Self::Month),
        ("kwartaal", Self::Quarter),
        ("jaar", Self::Year),
        ("seizoen", Self::Season(None)),
        ("cursus", Self::Course(None)),
        ("eenmalig", Self::Once),
    ];

    /// What it is without its number, as on the wire: `les`, `maand`, `kwartaal`, `jaar`,
    /// `seizoen`, `cursus`, `kaart`, `eenmalig`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lesson => "les",
            Self::Month => "maand",
            Self::Quarter => "kwartaal",
            Self::Year => "jaar",
            Self::Season(_) => "seizoen",
            Self::Course(_) => "cursus",
            Self::Card(_) => "kaart",
            Self::Once => "eenmalig",
        }
    }

    /// Its number: the weeks of a season or course, the lessons on a card.
    #[must_use]
    pub const fn number(self) -> Option<u16> {
        match self {
            Self::Season(weeks) | Self::Course(weeks) => weeks,
            Self::Card(size) => Some(size),
            Self::Lesson | Self::Month | Self::Quarter | Self::Year | Self::Once => None,
        }
    }

    /// As stored and in forms: the word, and its number when it has one: `les`, `kaart 10`,
    /// `cursus`, `cursus 12`.
    #[must_use]
    pub fn code(self) -> String {
        match self.number() {
            Some(number) => format!("{} {number}", self.word()),
            None => self.word().to_owned(),
        }
    }

    /// From what [`code`](Self::code) gave.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let Some((word, number)) = code.split_once(' ') else {
            let plain = Self::PLAIN.into_iter().find(|(plain, _)| *plain == code);
            return plain.map(|(_, per)| per);
        };
        let number: u16 = number.parse().ok().filter(|number| *number > 0)?;
        match word {
            "kaart" => (number <= LARGEST_CARD).then_some(Self::Card(number)),
            "seizoen" => (number <= LONGEST_SEASON).then_some(Self::Season(Some(number))),
            "cursus" => (number <= LONGEST_SEASON).then_some(Self::Course(Some(number))),
            _ => None,
        }
    }
}

/// A price as the provider asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Price {
    /// The amount for one `per`.
    pub cents: Cents,
    /// Per what.
    pub per: Per,
}

impl Price {
    /// Costs nothing.
    pub const FREE: Self = Self {
        cents: 0,
        per: Per::Lesson,
    };

    /// The price a month while it runs, rounded to whole cents; `None` when that cannot be known.
    ///
    /// One rule: a month has 52/12 weeks. A lesson counts that often, times the lessons a week
    /// (surface.md, section 6); a season or course of so many weeks is divided over its months.
    /// When its weeks are not told, the months that `season` names are counted. What is paid once
    /// has no price a month, and nothing is nothing.
    #[must_use]
    pub fn per_month(self, lessons_a_week: u32, season: Option<Season>) -> Option<Cents> {
        if self.cents == 0 {
            return Some(0);
        }
        let cents = u64::from(self.cents);
        let lessons = u64::from(lessons_a_week);
        let (numerator, denominator) = match self.per {
            Per::Lesson => (cents * 52 * lessons, 12),
            Per::Month => (cents, 1),
            Per::Quarter => (cents, 3),
            Per::Year => (cents, 12),
            Per::Card(size) => (cents * 52 * lessons, 12 * u64::from(size.max(1))),
            Per::Season(Some(weeks)) | Per::Course(Some(weeks)) => {
                (cents * 52, 12 * u64::from(weeks.max(1)))
            }
            Per::Season(None) | Per::Course(None) => (cents, u64::from(season?.months())),
            Per::Once => return None,
        };
        let rounded = (numerator + denominator / 2) / denominator;
        Some(Cents::try_from(rounded).unwrap_or(Cents::MAX))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(200, Per::Lesson, 1, 867)]
    #[case(200, Per::Lesson, 2, 1733)]
    #[case(2400, Per::Month, 2, 2400)]
    #[case(12_000, Per::Year, 1, 1000)]
    #[case(3500, Per::Card(12), 1, 1264)]
    #[case(0, Per::Lesson, 3, 0)]
    fn a_price_is_compared_by_the_month(
        #[case] cents: Cents,
        #[case] per: Per,
        #[case] lessons: u32,
        #[case] month: Cents,
    ) {
        assert_eq!(Price { cents, per }.per_month(lessons, None), Some(month));
    }

    #[rstest]
    #[case(18_000, Per::Season(Some(39)), None, Some(2000))]
    #[case(6000, Per::Course(Some(12)), None, Some(2167))]
    // Told in weeks, the months of the year do not matter.
    #[case(6000, Per::Course(Some(12)), Some("hele jaar"), Some(2167))]
    #[case(18_000, Per::Season(None), Some("september t/m mei"), Some(2000))]
    #[case(18_000, Per::Course(None), Some("hele jaar"), Some(1500))]
    #[case(18_000, Per::Season(None), None, None)]
    #[case(18_000, Per::Season(None), Some("winter"), None)]
    #[case(1000, Per::Once, Some("hele jaar"), None)]
    #[case(0, Per::Once, None, Some(0))]
    fn a_season_counts_by_its_length_and_without_one_not_at_all(
        #[case] cents: Cents,
        #[case] per: Per,
        #[case] season: Option<&str>,
        #[case] month: Option<Cents>,
    ) {
        let season = season.and_then(Season::read);
        assert_eq!(Price { cents, per }.per_month(1, season), month);
    }

    #[test]
    fn every_code_reads_back_and_no_other_does() {
        let all = [
            Per::Lesson,
            Per::Month,
            Per::Quarter,
            Per::Year,
            Per::Season(None),
            Per::Season(Some(36)),
            Per::Course(None),
            Per::Course(Some(52)),
            Per::Card(1),
            Per::Card(200),
            Per::Once,
        ];
        for per in all {
            assert_eq!(Per::from_code(&per.code()), Some(per));
        }
        for code in [
            "",
            "kaart",
            "kaart 0",
            "kaart 201",
            "kaart -1",
            "cursus 53",
            "cursus x",
            "les 3",
            "eenmalig 2",
            "jaar ",
            "Les",
        ] {
            assert_eq!(Per::from_code(code), None, "{code:?}");
        }
    }
}
