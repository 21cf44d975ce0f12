//! Age bands: as coarse as learning from earlier referrals needs, and no finer.

/// People at about the same time of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AgeBand {
    /// Up to 17.
    Young,
    /// 18 to 54.
    Adult,
    /// 55 to 74.
    Older,
    /// From 75.
    Old,
}

impl AgeBand {
    /// Every band, youngest first.
    pub const ALL: [Self; 4] = [Self::Young, Self::Adult, Self::Older, Self::Old];

    /// The band of an age in whole years.
    #[must_use]
    pub const fn of(age: u8) -> Self {
        match age {
            0..=17 => Self::Young,
            18..=54 => Self::Adult,
            55..=74 => Self::Older,
            75.. => Self::Old,
        }
    }

    /// The band in `year` of somebody born in `birth_year`.
    #[must_use]
    pub fn of_birth_year(birth_year: i16, year: i16) -> Self {
        let age = (i32::from(year) - i32::from(birth_year)).clamp(0, 255);
        Self::of(u8::try_from(age).unwrap_or(u8::MAX))
    }

    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Young => "tot-18",
            Self::Adult => "18-54",
            Self::Older => "55-74",
            Self::Old => "vanaf-75",
        }
    }

    /// From what is stored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|band| band.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_age_has_one_band_and_every_band_comes_back_from_its_code() {
        assert_eq!(AgeBand::of_birth_year(1954, 2026), AgeBand::Older);
        assert_eq!(AgeBand::of_birth_year(1951, 2026), AgeBand::Old);
        assert_eq!(AgeBand::of_birth_year(2030, 2026), AgeBand::Young);
        assert_eq!(AgeBand::of(18), AgeBand::Adult);
        for band in AgeBand::ALL {
            assert_eq!(AgeBand::from_code(band.code()), Some(band));
        }
    }
}
