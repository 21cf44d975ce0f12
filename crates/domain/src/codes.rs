//! The code lists of `/api/v1/keuzelijsten`. Codes are Dutch because the wire is; their texts
//! live in the locale files under `code-{list}-{code}`.
//!
//! As serde has them they are compact: a code is its place in its list and a set its bits. That is
//! for files that this program alone reads and may throw away; the wire and the tables have codes.
//!
//! Lists the finder filters on are closed enums with a bit each; lists a municipality may extend
//! (reasons, motives, outcomes) are open and checked against [`OpenList`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The text is not in the code list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not in the code list")]
pub struct UnknownCode;

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident, $list:literal, { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* #[doc = concat!("`", $code, "`")] $variant),+ }

        impl $name {
            /// The name of the list on the wire.
            pub const LIST: &'static str = $list;
            /// Every code, in the order people are shown them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The wire code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Position in the list; also its bit in a [`Codes`] set.
            #[must_use]
            pub const fn index(self) -> u8 {
                self as u8
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }

        impl FromStr for $name {
            type Err = UnknownCode;
            fn from_str(text: &str) -> Result<Self, UnknownCode> {
                Self::ALL.iter().copied().find(|item| item.code() == text).ok_or(UnknownCode)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_u8(self.index())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let at = usize::from(u8::deserialize(deserializer)?);
                Self::ALL.get(at).copied().ok_or_else(|| serde::de::Error::custom(UnknownCode))
            }
        }

        impl Listed for $name {
            const ALL: &'static [Self] = Self::ALL;
            fn bit(self) -> u64 { 1 << self.index() }
            fn code(self) -> &'static str { self.code() }
        }
    };
}

/// A member of a closed code list of at most 64 codes.
pub trait Listed: Copy + Eq + 'static {
    /// Every code.
    const ALL: &'static [Self];
    /// The bit of this code in a [`Codes`] set.
    fn bit(self) -> u64;
    /// The wire code.
    fn code(self) -> &'static str;
}

/// A set of codes of one closed list.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Codes<T> {
    bits: u64,
    list: std::marker::PhantomData<T>,
}

impl<T: Listed> Codes<T> {
    /// The empty set.
    pub const NONE: Self = Self {
        bits: 0,
        list: std::marker::PhantomData,
    };

    /// The bits: bit `n` is the list's code `n`.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.bits
    }

    /// The set with these bits; bits that no code has are left out.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        let all = T::ALL.iter().copied();
        all.filter(|item| bits & item.bit() != 0).collect()
    }

    /// Adds a code.
    pub fn insert(&mut self, item: T) {
        self.bits |= item.bit();
    }

    /// Whether the code is in it.
    #[must_use]
    pub fn contains(self, item: T) -> bool {
        self.bits & item.bit() != 0
    }

    /// Whether all of `other` are in it.
    #[must_use]
    pub const fn contains_all(self, other: Self) -> bool {
        self.bits & other.bits == other.bits
    }

    /// Whether any of `other` is in it.
    #[must_use]
    pub const fn contains_any(self, other: Self) -> bool {
        self.bits & other.bits != 0
    }

    /// Whether there is none in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// The codes in it, in list order.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL
            .iter()
            .copied()
            .filter(move |item| self.contains(*item))
    }

    /// Reads a space- or comma-separated list as the store keeps it; codes no longer known are
    /// dropped.
    #[must_use]
    pub fn from_stored(text: &str) -> Self {
        T::ALL
            .iter()
            .copied()
            .filter(|item| text.split([' ', ',']).any(|word| word == item.code()))
            .collect()
    }

    /// The codes with a space between, as the store keeps them.
    #[must_use]
    pub fn to_stored(self) -> String {
        self.iter().map(Listed::code).collect::<Vec<_>>().join(" ")
    }
}

impl<T> Serialize for Codes<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.bits)
    }
}

impl<'de, T: Listed> Deserialize<'de> for Codes<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bits = u64::deserialize(deserializer)?;
        let all = T::ALL.iter().fold(0, |all, item| all | item.bit());
        if bits & !all != 0 {
            return Err(serde::de::Error::custom(UnknownCode));
        }
        Ok(Self {
            bits,
            list: std::marker::PhantomData,
        })
    }
}

impl<T: Listed> Default for Codes<T> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<T: Listed> fmt::Debug for Codes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.iter().map(Listed::code))
            .finish()
    }
}

impl<T: Listed> FromIterator<T> for Codes<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let mut set = Self::NONE;
        for item in iter {
            set.insert(item);
        }
        set
    }
}

closed_list!(
    /// What people do (activiteit). A Dutch list of our own.
    Activity, "activiteit", {
        Walking = "wandelen", NordicWalking = "nordic-walking", Running = "hardlopen",
        Cycling = "fietsen", Swimming = "zwemmen", AquaJogging = "aquajoggen",
        AquaGym = "aquagym", Fitness = "fitness", StrengthTraining = "krachttraining",
        Gymnastics = "gymnastiek", SeatedExercise = "zittend-bewegen", SeniorsGym = "ouderengym",
        FallPrevention = "valpreventie", Yoga = "yoga", Pilates = "pilates",
        TaiChi = "tai-chi", Dancing = "dansen", Zumba = "zumba", Spinning = "spinning",
        OutdoorTraining = "buitentraining", CircuitTraining = "circuittraining",
        Football = "voetbal", WalkingFootball = "walking-football", Hockey = "hockey",
        WalkingHockey = "walking-hockey", Korfball = "korfbal", Handball = "handbal",
        Basketball = "basketbal", Volleyball = "volleybal", Badminton = "badminton",
        Tennis = "tennis", TableTennis = "tafeltennis", Padel = "padel", Squash = "squash",
        Golf = "golf", Bowls = "jeu-de-boules", CarpetBowls = "koersbal", Billiards = "biljart",
        Darts = "darts", Bowling = "bowling", Archery = "boogschieten", Athletics = "atletiek",
        Judo = "judo", MartialArts = "vechtsport", Boxing = "boksen", Climbing = "klimmen",
        HorseRiding = "paardrijden", Rowing = "roeien", Canoeing = "kanoen", Sailing = "zeilen",
        Skating = "schaatsen", InlineSkating = "skeeleren", WheelchairSport = "rolstoelsport",
        Boccia = "boccia", MultiSport = "multisport", Gardening = "tuinieren",
        Mindfulness = "ontspanning", Cricket = "cricket", Rugby = "rugby", Other = "overig",
    }
);

closed_list!(
    /// How much help there is during the lesson (begeleiding).
    Guidance, "begeleiding", {
        Unguided = "zelfstandig", Group = "groep", Trainer = "trainer",
        SpeciallyTrained = "speciaal-opgeleid", OneOnOne = "een-op-een", Buddy = "maatje",
    }
);

closed_list!(
    /// How well somebody must manage by themselves (zelfstandigheid). The labels are ours: no
    /// published class names were found (domain.md, section 0).
    SelfReliance, "zelfstandigheid", {
        Independent = "zelfstandig", SomeHelp = "met-wat-hulp", MuchHelp = "met-veel-hulp",
    }
);

closed_list!(
    /// What a place or lesson is fit for (toegankelijkheid).
    Accessibility, "toegankelijkheid", {
        Wheelchair = "rolstoel", Walker = "rollator", AccessibleToilet = "aangepast-toilet",
        Hearing = "slechthorend", Sight = "slechtziend", Cognitive = "verstandelijke-beperking",
        LowStimulus = "prikkelarm", Transport = "vervoer-mogelijk",
    }
);

closed_list!(
    /// For whom the group is (groep).
    Group, "groep", {
        Women = "vrouwen", Men = "mannen", Mixed = "gemengd", Seniors = "senioren",
        Peers = "lotgenoten", Youth = "jongeren", Families = "gezinnen",
    }
);

closed_list!(
    /// Languages the people who lead it speak, by ISO 639-1 code (Papiamento: pap).
    Language, "taal", {
        Dutch = "nl", English = "en", Turkish = "tr", Arabic = "ar", Polish = "pl",
        Ukrainian = "uk", Papiamento = "pap", German = "de", French = "fr", Spanish = "es",
        Berber = "ber", Tigrinya = "ti", Farsi = "fa", Somali = "so", Bulgarian = "bg",
        Romanian = "ro", SignLanguage = "ngt",
    }
);

closed_list!(
    /// How somebody wishes to be reached (contactvoorkeur).
    ContactPreference, "contactvoorkeur", {
        Phone = "bellen", Sms = "sms", Email = "e-mail", Letter = "brief",
        ViaReferrer = "via-verwijzer",
    }
);

closed_list!(
    /// In which capacity somebody acts for another (grondslag).
    Representation, "grondslag", {
        Parent = "ouder", Guardian = "voogd", Curator = "curator", Mentor = "mentor",
        Authorised = "gemachtigde",
    }
);

closed_list!(
    /// Recognised interventions: level in the national database, lowest first.
    Recognition, "erkende-interventie", {
        WellDescribed = "goed-beschreven", WellFounded = "goed-onderbouwd", Effective = "effectief",
    }
);

closed_list!(
    /// How long somebody who wants to come waits for a place (wachttijd), shortest first. Three
    /// steps and no number of weeks: what is told must stay true without anybody's care.
    Wait, "wachttijd", {
        AtOnce = "geen", UnderAMonth = "korter-dan-een-maand",
        AMonthOrMore = "een-maand-of-langer",
    }
);

closed_list!(
    /// What makes somebody glad, or not (plezier): people stay where they like it. A list of our
    /// own; it ranks and, unless somebody says "never", leaves nothing out.
    Delight, "plezier", {
        Alone = "alleen", Together = "samen", Outdoors = "buiten", Indoors = "binnen",
        Music = "muziek", Water = "water", Contest = "wedstrijd", NoContest = "zonder-wedstrijd",
    }
);

/// A list that a municipality may extend with codes of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OpenList {
    /// The key on the wire, such as `reden.gestopt`.
    pub key: &'static str,
    /// The codes everybody has; `anders` stands last and asks for words.
    pub codes: &'static [&'static str],
}

/// The code that asks for words, in every list that has it.
pub const OTHER: &str = "anders";

/// What the person wants (aanleiding): a wish, never a diagnosis.
pub const MOTIVES: OpenList = OpenList {
    key: "aanleiding",
    codes: &[
        "meer-bewegen",
        "gezonder-gewicht",
        "diabetes",
        "meer-contact",
        "zekerder-lopen",
        "minder-stress",
        "minder-pijn",
        "beter-slapen",
        "meer-energie",
        "revalidatie",
        OTHER,
    ],
};

/// Why a provider cannot take somebody now.
pub const DECLINE_REASONS: OpenList = OpenList {
    key: "reden.past-nu-niet",
    codes: &[
        "vol",
        "niet-passend",
        "tijd-past-niet",
        "tijdelijk-gesloten",
        "te-ver",
        "meer-begeleiding-nodig",
        "geen-antwoord",
        OTHER,
    ],
};

/// Why it is paused.
pub const PAUSE_REASONS: OpenList = OpenList {
    key: "reden.gepauzeerd",
    codes: &[
        "ziekte",
        "vakantie",
        "opname",
        "mantelzorg",
        "zomerstop",
        OTHER,
    ],
};

/// Why somebody stopped.
pub const STOP_REASONS: OpenList = OpenList {
    key: "reden.gestopt",
    codes: &[
        "past-niet",
        "geen-klik",
        "gezondheid",
        "geen-tijd",
        "te-duur",
        "te-ver",
        "verhuisd",
        "overleden",
        "op-eigen-verzoek",
        "gaat-elders-verder",
        CONSENT_ENDED,
        OTHER,
    ],
};

/// Why somebody never started.
pub const NOT_STARTED_REASONS: OpenList = OpenList {
    key: "reden.niet-gestart",
    codes: &[
        "niet-bereikt",
        "niet-gekomen",
        "geen-zin",
        "gezondheid",
        "geen-tijd",
        "te-duur",
        "te-ver",
        "iets-anders-gevonden",
        OTHER,
    ],
};

/// Why a referral is withdrawn before the start.
pub const WITHDRAW_REASONS: OpenList = OpenList {
    key: "reden.ingetrokken",
    codes: &[
        "op-verzoek",
        "vergissing",
        "dubbel",
        "gezondheid",
        "ander-traject",
        CONSENT_ENDED,
        OTHER,
    ],
};

/// The reason when the resident took back the consent that the referral stood on.
pub const CONSENT_ENDED: &str = "toestemming-ingetrokken";

/// The reason the system gives when a person's data were removed.
pub const ERASED: &str = "gegevens-verwijderd";

/// The reason the system gives when a receiver was suspended. Nobody chooses it.
pub const SUSPENDED: &str = "aanbieder-geschorst";

/// What became of somebody at the end (uitkomst). It may lie outside sport.
pub const OUTCOMES: OpenList = OpenList {
    key: "uitkomst",
    codes: &[
        "zelf-verder",
        "blijft-hier",
        "ander-aanbod",
        "buiten-de-sport",
        "vrijwilligerswerk",
        "maatje",
        "terug-naar-zorg",
        OTHER,
    ],
};

/// Every open list, for `/keuzelijsten`.
pub const OPEN_LISTS: [OpenList; 7] = [
    MOTIVES,
    DECLINE_REASONS,
    PAUSE_REASONS,
    STOP_REASONS,
    NOT_STARTED_REASONS,
    WITHDRAW_REASONS,
    OUTCOMES,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_survives_being_stored() {
        let set: Codes<Accessibility> = [Accessibility::Wheelchair, Accessibility::Transport]
            .into_iter()
            .collect();
        assert_eq!(Codes::from_stored(&set.to_stored()), set);
        assert_eq!(set.to_stored(), "rolstoel vervoer-mogelijk");
    }

    #[test]
    fn every_activity_has_a_bit_of_its_own() {
        assert!(Activity::ALL.len() <= 64);
        let all: Codes<Activity> = Activity::ALL.iter().copied().collect();
        assert_eq!(all.bits().count_ones() as usize, Activity::ALL.len());
    }

    #[test]
    fn every_reason_list_ends_with_the_code_that_asks_for_words() {
        for list in OPEN_LISTS {
            assert_eq!(list.codes.last(), Some(&OTHER), "{}", list.key);
        }
    }
}
