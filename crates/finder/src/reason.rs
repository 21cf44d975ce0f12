//! Why a hit stands where it stands, and what to mind about it. Facts only: the caller puts them
//! into the reader's words.

use domain::codes::{Accessibility, Activity, Codes, Group, Guidance, Language, SelfReliance};
use domain::offer::{Ages, Level};
use domain::price::Cents;
use jiff::civil::{Time, Weekday};

/// One reason: a fact about the session and what it adds to the score.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The fact.
    pub fact: Fact,
    /// What it adds, in hundredths; 0 for a wish that filters and is met, and for what is only
    /// good to know. The contributions of a hit add up to its score exactly.
    pub contribution: u8,
}

impl Reason {
    /// The code on the wire, such as `afstand`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.fact.code()
    }
}

/// What a reason tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// How far it is in a straight line.
    Distance {
        /// Whole metres.
        metres: u32,
    },
    /// When it is in the week.
    When {
        /// The day.
        day: Weekday,
        /// When it begins.
        from: Time,
        /// When it ends, when told.
        to: Option<Time>,
    },
    /// How stiff it is.
    Level(Level),
    /// What it costs.
    Price {
        /// Cents a month.
        cents_month: Cents,
        /// Weeks that a collective deal pays, when one does.
        paid_weeks: Option<u8>,
    },
    /// When somebody last confirmed that it is right.
    Confirmed {
        /// Days ago.
        days: u32,
    },
    /// Whether there is room.
    Places {
        /// Places left; `None` when the provider does not tell.
        left: Option<u16>,
    },
    /// The wished language is spoken.
    Language(Language),
    /// Words of the wish that were found.
    Text {
        /// As typed, in small letters without accents.
        words: Vec<String>,
    },
    /// The help there is; when some was wished, what of it there is.
    Guidance(Codes<Guidance>),
    /// The accessibility that was needed.
    Accessibility(Codes<Accessibility>),
    /// What of the wished groups it is for.
    Group(Codes<Group>),
    /// The ages it is for, which hold the wished one.
    Age(Ages),
    /// It fits how well the person manages alone.
    SelfReliance(SelfReliance),
    /// It is an activity that was wished.
    Activity(Activity),
}

impl Fact {
    /// The code on the wire.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Distance { .. } => "afstand",
            Self::When { .. } => "dagdeel",
            Self::Level(_) => "niveau",
            Self::Price { .. } => "prijs",
            Self::Confirmed { .. } => "bevestigd",
            Self::Places { .. } => "plekken",
            Self::Language(_) => "taal",
            Self::Text { .. } => "tekst",
            Self::Guidance(_) => "begeleiding",
            Self::Accessibility(_) => "toegankelijkheid",
            Self::Group(_) => "groep",
            Self::Age(_) => "leeftijd",
            Self::SelfReliance(_) => "zelfstandigheid",
            Self::Activity(_) => "activiteit",
        }
    }
}

/// After so many days a confirmation counts for nothing and the reader is warned.
pub const CONFIRMATION_FADES_AFTER_DAYS: u16 = 180;

/// Something to mind before choosing a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// No places left: a referral goes to the waiting list.
    Full,
    /// Nobody ever confirmed that it is right.
    NeverConfirmed,
    /// The last confirmation is older than [`CONFIRMATION_FADES_AFTER_DAYS`].
    ConfirmedLongAgo {
        /// Days ago.
        days: u32,
    },
    /// It does not tell what it costs.
    PriceUnknown,
    /// It does not tell its day or hour.
    TimeUnknown,
    /// It does not tell which languages are spoken, and one was wished.
    LanguageUnknown,
    /// It tells languages, and the wished one is not among them.
    LanguageNotSpoken,
    /// None of the wished words were found in it.
    WordsNotFound,
}

impl Attention {
    /// A code for the caller's texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "vol",
            Self::NeverConfirmed => "nooit-bevestigd",
            Self::ConfirmedLongAgo { .. } => "lang-geleden-bevestigd",
            Self::PriceUnknown => "prijs-onbekend",
            Self::TimeUnknown => "tijd-onbekend",
            Self::LanguageUnknown => "taal-onbekend",
            Self::LanguageNotSpoken => "taal-niet-gesproken",
            Self::WordsNotFound => "woorden-niet-gevonden",
        }
    }
}
