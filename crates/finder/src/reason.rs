//! Why a hit stands where it stands, and what to mind about it. Facts only: the caller puts them
//! into the reader's words.

use domain::codes::{
    Accessibility, Activity, Codes, Delight, Group, Guidance, Language, Recognition, SelfReliance,
    Wait,
};
use domain::offer::{Ages, Level};
use domain::price::Cents;
use domain::wishes::Aversions;
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
        /// What is left of it a month after the schemes that the person can use; `None` when none
        /// was named or it costs nothing anyway.
        after_schemes: Option<Cents>,
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
    /// What of the things that the person likes there is.
    Delight(Codes<Delight>),
    /// Nothing of what the person would rather not is in it.
    Spared(Unwished),
    /// It is a recognised intervention, and that was wished.
    Recognised(Recognition),
    /// How long somebody waits for a place, and that was asked.
    Wait(Wait),
    /// Somebody may begin in any week, and that was wished.
    AnyTime,
    /// How earlier referrals went.
    Experience {
        /// Of ten people referred, so many started; `None` where too few were referred to tell.
        started_of_ten: Option<u8>,
    },
    /// Few people wait for a first lesson.
    Quiet,
}

/// What somebody would rather not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unwished {
    /// Kinds of thing and activities.
    pub things: Aversions,
    /// Words, as typed, in small letters without accents.
    pub words: Vec<String>,
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
            Self::Delight(_) => "plezier",
            Self::Spared(_) => "liever-niet",
            Self::Recognised(_) => "erkend",
            Self::Wait(_) => "wachttijd",
            Self::AnyTime => "instromen",
            Self::Experience { .. } => "ervaring",
            Self::Quiet => "drukte",
        }
    }
}

impl Unwished {
    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.things.is_empty() && self.words.is_empty()
    }
}

/// After so many days a confirmation counts for nothing and the reader is warned.
pub const CONFIRMATION_FADES_AFTER_DAYS: u16 = 180;

/// Something to mind before choosing a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attention {
    /// No places left: a referral goes to the waiting list.
    Full,
    /// Somebody waits a month or longer for a place.
    LongWait,
    /// Nobody ever confirmed that it is right.
    NeverConfirmed,
    /// The last confirmation is older than was wished, or than
    /// [`CONFIRMATION_FADES_AFTER_DAYS`].
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
    /// This of what the person would rather not is in it.
    Unwished(Unwished),
}

impl Attention {
    /// A code for the caller's texts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Full => "vol",
            Self::LongWait => "wachttijd",
            Self::NeverConfirmed => "nooit-bevestigd",
            Self::ConfirmedLongAgo { .. } => "lang-geleden-bevestigd",
            Self::PriceUnknown => "prijs-onbekend",
            Self::TimeUnknown => "tijd-onbekend",
            Self::LanguageUnknown => "taal-onbekend",
            Self::LanguageNotSpoken => "taal-niet-gesproken",
            Self::WordsNotFound => "woorden-niet-gevonden",
            Self::Unwished(_) => "liever-niet",
        }
    }
}
