//! By what a visitor of the public list may choose: a feature is one thing an offer has or not.
//!
//! Everything chosen must hold, and what an offer does not tell it does not have: it is never
//! guessed. Of each kind one feature can be chosen, of accessibility as many as somebody needs.
//! Codes are those of the address, which names no person.

use crate::codes::{Accessibility, Group, Language};
use crate::daypart::{Daypart, Dayparts};
use crate::offer::{Ages, Level, Offer, OfferStatus};
use crate::price::Cents;

/// A part of the week as people say it: any day's morning, or any part of the weekend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfWeek {
    /// `ochtend`
    Mornings,
    /// `middag`
    Afternoons,
    /// `avond`
    Evenings,
    /// `weekend`
    Weekend,
}

impl PartOfWeek {
    /// Every one.
    pub const ALL: [Self; 4] = [
        Self::Mornings,
        Self::Afternoons,
        Self::Evenings,
        Self::Weekend,
    ];

    /// The code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mornings => "ochtend",
            Self::Afternoons => "middag",
            Self::Evenings => "avond",
            Self::Weekend => "weekend",
        }
    }

    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// The dayparts in it.
    #[must_use]
    pub fn dayparts(self) -> Dayparts {
        let holds = |one: &Daypart| match self {
            Self::Weekend => one.day_index() >= 5,
            part => one.part_index() == part as usize,
        };
        Daypart::all().filter(holds).collect()
    }
}

/// An age in broad bands, so that an address tells nobody's age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeBand {
    /// `0-11`
    Children,
    /// `12-17`
    Youth,
    /// `18-54`
    Adults,
    /// `55-64`
    Older,
    /// `65-plus`
    Seniors,
}

impl AgeBand {
    /// Every one, youngest first.
    pub const ALL: [Self; 5] = [
        Self::Children,
        Self::Youth,
        Self::Adults,
        Self::Older,
        Self::Seniors,
    ];

    /// The code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Children => "0-11",
            Self::Youth => "12-17",
            Self::Adults => "18-54",
            Self::Older => "55-64",
            Self::Seniors => "65-plus",
        }
    }

    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|band| band.code() == code)
    }

    /// Whether an offer for these ages is for somebody in this band. Untold ages are for nobody.
    #[must_use]
    pub fn meets(self, ages: Ages) -> bool {
        let (from, to) = match self {
            Self::Children => (0, 11),
            Self::Youth => (12, 17),
            Self::Adults => (18, 54),
            Self::Older => (55, 64),
            Self::Seniors => (65, u8::MAX),
        };
        let told = ages.min.is_some() || ages.max.is_some();
        let (youngest, oldest) = (ages.min.unwrap_or(0), ages.max.unwrap_or(u8::MAX));
        told && youngest <= oldest && youngest <= to && from <= oldest
    }
}

/// At most so much a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceLimit {
    /// `0`: it costs nothing.
    Free,
    /// `10` euros.
    Ten,
    /// `20` euros.
    Twenty,
}

impl PriceLimit {
    /// Every one, lowest first.
    pub const ALL: [Self; 3] = [Self::Free, Self::Ten, Self::Twenty];

    /// The code: whole euros.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Free => "0",
            Self::Ten => "10",
            Self::Twenty => "20",
        }
    }

    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|limit| limit.code() == code)
    }

    const fn cents(self) -> Cents {
        match self {
            Self::Free => 0,
            Self::Ten => 1_000,
            Self::Twenty => 2_000,
        }
    }
}

/// What a feature is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeatureKind {
    /// When it is.
    Part,
    /// Who can take part.
    Access,
    /// For women alone.
    Women,
    /// For which age.
    Ages,
    /// What it costs.
    Price,
    /// How stiff it is.
    Level,
    /// Which language is spoken.
    Speaks,
    /// Whether one may try first.
    Trial,
}

impl FeatureKind {
    /// Every one, in the order people are shown them.
    pub const ALL: [Self; 8] = [
        Self::Part,
        Self::Price,
        Self::Ages,
        Self::Level,
        Self::Women,
        Self::Access,
        Self::Speaks,
        Self::Trial,
    ];

    /// Its key in an address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Part => "dagdeel",
            Self::Access => "toegankelijkheid",
            Self::Women => "groep",
            Self::Ages => "leeftijd",
            Self::Price => "maxPrijs",
            Self::Level => "niveau",
            Self::Speaks => "spreekt",
            Self::Trial => "proefles",
        }
    }

    /// The first of its bits, and how many it has.
    const fn place(self) -> (u32, u32) {
        match self {
            Self::Part => (0, 4),
            Self::Access => (4, 8),
            Self::Women => (12, 1),
            Self::Ages => (13, 5),
            Self::Price => (18, 3),
            Self::Level => (21, 3),
            Self::Speaks => (24, 17),
            Self::Trial => (41, 1),
        }
    }

    /// Its features.
    pub fn features(self) -> impl Iterator<Item = Feature> {
        let (_, count) = self.place();
        (0..count as usize).filter_map(move |at| self.feature(at))
    }

    fn feature(self, at: usize) -> Option<Feature> {
        Some(match self {
            Self::Part => Feature::Part(*PartOfWeek::ALL.get(at)?),
            Self::Access => Feature::Access(*Accessibility::ALL.get(at)?),
            Self::Women => Feature::Women,
            Self::Ages => Feature::Ages(*AgeBand::ALL.get(at)?),
            Self::Price => Feature::Price(*PriceLimit::ALL.get(at)?),
            Self::Level => Feature::Level(Level::from_number(u8::try_from(at + 1).ok()?)?),
            Self::Speaks => Feature::Speaks(*Language::ALL.get(at)?),
            Self::Trial => Feature::Trial,
        })
    }
}

const _: () = assert!(Accessibility::ALL.len() == 8 && Language::ALL.len() == 17);

/// One thing an offer has or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// There is a moment in this part of the week.
    Part(PartOfWeek),
    /// It is fit for this.
    Access(Accessibility),
    /// Only women come.
    Women,
    /// It is for this age.
    Ages(AgeBand),
    /// It costs no more.
    Price(PriceLimit),
    /// It is so stiff.
    Level(Level),
    /// Who leads it speaks this.
    Speaks(Language),
    /// One may come and try.
    Trial,
}

impl Feature {
    /// What it is about.
    #[must_use]
    pub const fn kind(self) -> FeatureKind {
        match self {
            Self::Part(_) => FeatureKind::Part,
            Self::Access(_) => FeatureKind::Access,
            Self::Women => FeatureKind::Women,
            Self::Ages(_) => FeatureKind::Ages,
            Self::Price(_) => FeatureKind::Price,
            Self::Level(_) => FeatureKind::Level,
            Self::Speaks(_) => FeatureKind::Speaks,
            Self::Trial => FeatureKind::Trial,
        }
    }

    /// Its code in an address, under the key of its kind.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Part(part) => part.code(),
            Self::Access(need) => need.code(),
            Self::Women => Group::Women.code(),
            Self::Ages(band) => band.code(),
            Self::Price(limit) => limit.code(),
            Self::Level(Level::Gentle) => "1",
            Self::Level(Level::Regular) => "2",
            Self::Level(Level::Vigorous) => "3",
            Self::Speaks(language) => language.code(),
            Self::Trial => "ja",
        }
    }

    /// From the code under the key of a kind.
    #[must_use]
    pub fn read(kind: FeatureKind, code: &str) -> Option<Self> {
        kind.features().find(|feature| feature.code() == code)
    }

    /// Its place among all, from 0: below [`Features::COUNT`].
    #[must_use]
    pub fn bit(self) -> u32 {
        let (first, _) = self.kind().place();
        first
            + match self {
                Self::Part(part) => part as u32,
                Self::Access(need) => u32::from(need.index()),
                Self::Ages(band) => band as u32,
                Self::Price(limit) => limit as u32,
                Self::Level(level) => level as u32 - 1,
                Self::Speaks(language) => u32::from(language.index()),
                Self::Women | Self::Trial => 0,
            }
    }
}

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features(u64);

impl Features {
    /// How many features there are.
    pub const COUNT: usize = 42;

    /// None at all.
    pub const NONE: Self = Self(0);

    /// Every one.
    pub const ALL: Self = Self((1 << Self::COUNT) - 1);

    /// What an offer has.
    #[must_use]
    pub fn of(offer: &Offer) -> Self {
        let visible = offer.sessions.iter();
        let visible = visible.filter(|one| one.status == OfferStatus::Visible);
        let dayparts: Dayparts = visible.filter_map(|one| one.daypart()).collect();
        let month = offer.month_price();
        let others = [Group::Men, Group::Mixed];
        let has = |feature: Feature| match feature {
            Feature::Part(part) => dayparts.bits() & part.dayparts().bits() != 0,
            Feature::Access(need) => offer.accessibility.contains(need),
            Feature::Women => {
                let groups = offer.groups;
                groups.contains(Group::Women) && !others.iter().any(|one| groups.contains(*one))
            }
            Feature::Ages(band) => band.meets(offer.ages),
            Feature::Price(limit) => month.is_some_and(|cents| cents <= limit.cents()),
            Feature::Level(level) => offer.level == Some(level),
            Feature::Speaks(language) => offer.languages.contains(language),
            Feature::Trial => offer.trial.is_some(),
        };
        let all = FeatureKind::ALL.into_iter().flat_map(FeatureKind::features);
        all.filter(|feature| has(*feature)).collect()
    }

    /// The bits: bit `n` is the feature whose [`Feature::bit`] is `n`.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Those of a kind.
    #[must_use]
    pub const fn of_kind(self, kind: FeatureKind) -> Self {
        let (first, count) = kind.place();
        Self(self.0 & (((1 << count) - 1) << first))
    }

    /// Those that `other` lacks.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether it is in the set.
    #[must_use]
    pub fn contains(self, feature: Feature) -> bool {
        self.0 & (1 << feature.bit()) != 0
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Chooses it: beside other accessibility, and in the place of another of its kind.
    pub fn choose(&mut self, feature: Feature) {
        if feature.kind() != FeatureKind::Access {
            *self = self.without(self.of_kind(feature.kind()));
        }
        self.0 |= 1 << feature.bit();
    }

    /// Those in it, in the order people are shown them.
    pub fn iter(self) -> impl Iterator<Item = Feature> {
        let all = FeatureKind::ALL.into_iter().flat_map(FeatureKind::features);
        all.filter(move |feature| self.contains(*feature))
    }
}

impl FromIterator<Feature> for Features {
    fn from_iter<I: IntoIterator<Item = Feature>>(all: I) -> Self {
        Self(all.into_iter().fold(0, |bits, one| bits | 1 << one.bit()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, time};
    use uuid::Uuid;

    use super::*;
    use crate::codes::Activity;
    use crate::ids::{OfferId, OrganisationId, SessionId};
    use crate::offer::{Session, Trial};
    use crate::price::{Per, Price};

    fn untold() -> Offer {
        Offer::untold(
            OfferId::new(Uuid::nil()),
            "GM9001".parse().unwrap(),
            OrganisationId::new(Uuid::nil()),
            Activity::Walking,
        )
    }

    fn codes(offer: &Offer) -> Vec<String> {
        let features = Features::of(offer);
        let told = features.iter();
        told.map(|one| format!("{}={}", one.kind().key(), one.code()))
            .collect()
    }

    #[test]
    fn every_feature_has_a_bit_of_its_own_and_is_read_from_its_code() {
        let all = FeatureKind::ALL.into_iter().flat_map(FeatureKind::features);
        let mut bits: Vec<u32> = all
            .map(|one| {
                assert_eq!(Feature::read(one.kind(), one.code()), Some(one));
                one.bit()
            })
            .collect();
        bits.sort_unstable();
        let expected: Vec<u32> = (0..42).collect();
        assert_eq!(bits, expected);
        assert_eq!(Features::COUNT, bits.len());
        assert_eq!(Feature::read(FeatureKind::Ages, "67"), None);
    }

    #[test]
    fn what_an_offer_does_not_tell_it_does_not_have() {
        assert_eq!(codes(&untold()), [""; 0]);
    }

    #[test]
    fn an_offer_has_what_it_tells() {
        let mut offer = untold();
        offer.accessibility.insert(Accessibility::Wheelchair);
        offer.groups.insert(Group::Women);
        offer.ages.min = Some(55);
        offer.level = Some(Level::Gentle);
        offer.languages.insert(Language::Turkish);
        offer.trial = Some(Trial::Paid(250));
        offer.price = Some(Price {
            cents: 1_500,
            per: Per::Month,
        });
        offer.sessions = vec![Session {
            id: SessionId::new(Uuid::nil()),
            day: Some(Weekday::Saturday),
            by_appointment: false,
            from: Some(time(10, 0, 0, 0)),
            to: None,
            places_left: None,
            status: OfferStatus::Visible,
        }];
        let expected = [
            "dagdeel=ochtend",
            "dagdeel=weekend",
            "maxPrijs=20",
            "leeftijd=55-64",
            "leeftijd=65-plus",
            "niveau=1",
            "groep=vrouwen",
            "toegankelijkheid=rolstoel",
            "spreekt=tr",
            "proefles=ja",
        ];
        assert_eq!(codes(&offer), expected);
        // Where men come too it is not for women alone, and a hidden moment is none.
        offer.groups.insert(Group::Men);
        offer.sessions[0].status = OfferStatus::Hidden;
        assert!(!Features::of(&offer).contains(Feature::Women));
        assert!(Features::of(&offer).of_kind(FeatureKind::Part).is_empty());
    }

    #[test]
    fn an_age_that_is_partly_meant_is_met_and_an_odd_range_meets_nobody() {
        let ages = |min, max| Ages { min, max };
        assert!(AgeBand::Adults.meets(ages(Some(50), None)));
        assert!(AgeBand::Children.meets(ages(None, Some(4))));
        assert!(!AgeBand::Youth.meets(ages(Some(18), None)));
        assert!(!AgeBand::Seniors.meets(ages(Some(80), Some(70))));
        assert!(!AgeBand::Seniors.meets(ages(None, None)));
    }

    #[test]
    fn of_a_kind_one_is_chosen_and_of_accessibility_several() {
        let mut chosen = Features::NONE;
        for feature in [
            Feature::Price(PriceLimit::Free),
            Feature::Access(Accessibility::Wheelchair),
            Feature::Price(PriceLimit::Ten),
            Feature::Access(Accessibility::Hearing),
        ] {
            chosen.choose(feature);
        }
        let chosen: Vec<&str> = chosen.iter().map(Feature::code).collect();
        assert_eq!(chosen, ["10", "rolstoel", "slechthorend"]);
    }
}
