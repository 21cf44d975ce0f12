//! What it costs. Money is integer cents; comparisons are by the month.

use serde::{Deserialize, Serialize};

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
    /// Each year or season.
    Year,
    /// A card of so many lessons.
    Card(u16),
}

impl Per {
    /// As stored and in forms: `les`, `maand`, `kwartaal`, `jaar`, `kaart 10`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Lesson => "les".to_owned(),
            Self::Month => "maand".to_owned(),
            Self::Quarter => "kwartaal".to_owned(),
            Self::Year => "jaar".to_owned(),
            Self::Card(size) => format!("kaart {size}"),
        }
    }

    /// From what [`code`](Self::code) gave.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "les" => Some(Self::Lesson),
            "maand" => Some(Self::Month),
            "kwartaal" => Some(Self::Quarter),
            "jaar" => Some(Self::Year),
            _ => {
                let size = code.strip_prefix("kaart ")?.parse().ok()?;
                (size > 0).then_some(Self::Card(size))
            }
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

    /// The price a month, rounded to whole cents. A price per lesson counts 52/12 times the
    /// lessons a week (surface.md, section 6).
    #[must_use]
    pub fn per_month(self, lessons_a_week: u32) -> Cents {
        let cents = u64::from(self.cents);
        let lessons = u64::from(lessons_a_week);
        let (numerator, denominator) = match self.per {
            Per::Lesson => (cents * 52 * lessons, 12),
            Per::Month => (cents, 1),
            Per::Quarter => (cents, 3),
            Per::Year => (cents, 12),
            Per::Card(size) => (cents * 52 * lessons, 12 * u64::from(size.max(1))),
        };
        Cents::try_from((numerator + denominator / 2) / denominator).unwrap_or(Cents::MAX)
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
        assert_eq!(Price { cents, per }.per_month(lessons), month);
    }
}
