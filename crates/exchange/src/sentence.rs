//! What somebody types about a client in one sentence: "72, wandelt graag, dinsdagochtend, 20 euro
//! per maand, om de hoek". Called by the search page, which shows in its form what was read, so that
//! it can be seen and changed.
//!
//! Only what is certain is taken out; every other word stays, in its order. What is denied
//! ([`domain::denial`]) stays words too, for the search ranks it lower; but days that somebody
//! cannot come are taken out of the week, "liever niet" as well: nothing ranks a day lower, and the
//! form shows it. What is wished and denied at once ("zwemmen, liever niet in het water") is not
//! certain.

mod ages;
mod clauses;
mod days;
mod hours;
mod known;
mod likes;
mod money;
mod numbers;
mod place;
mod slips;
#[cfg(test)]
mod tests;
mod words;

use domain::character::of_activity;
use domain::codes::{Activity, Codes, Delight};
use domain::daypart::Dayparts;
use domain::denial::{Denial, delight_called, first_denial};

use crate::wording::fold;
pub use ages::ToldAge;
use clauses::clauses;
pub use known::{Known, KnownPlace, PlaceKind};
pub use slips::Slip;

/// Around the corner, in kilometres as the crow flies.
const AT_THE_CORNER_KM: u32 = 1;
/// Near, but not around the corner.
const NEAR_KM: u32 = 3;
/// From the middle of a postcode of four digits, or of a town, to its edge. Some 4,070 such areas
/// share 33,500 square kilometres of land: as a circle the usual one is 1.6 km to its edge, and a
/// town by its name 2 km. Somebody's corner may lie anywhere within.
const EDGE_KM: u32 = 2;

/// What a sentence tells, in the codes of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Where it starts: a postcode.
    pub postcode: Option<String>,
    /// How old, in years.
    pub age: Option<u32>,
    /// How old, in words that do not tell the year.
    pub told_age: Option<ToldAge>,
    /// Where somebody lives, by name.
    pub place: Option<KnownPlace>,
    /// How near, without a number.
    pub near: Option<Nearness>,
    /// How far, in kilometres.
    pub max_distance_km: Option<u32>,
    /// How far on foot or on wheels, in metres.
    pub max_way_m: Option<u32>,
    /// At most so many cents a month.
    pub max_price_cents: Option<u32>,
    /// The price as it was told, where it was told by the lesson or the week.
    pub told_price: Option<ToldPrice>,
    /// Words that tell of little money, without an amount.
    pub little_money: Vec<String>,
    /// Schemes of the municipality, as it calls them.
    pub schemes: Vec<String>,
    /// Schemes that it does not have, as they were said.
    pub unknown_schemes: Vec<String>,
    /// Whether it must be quiet.
    pub quiet: bool,
    /// When; none where no time is wished or denied.
    pub dayparts: Dayparts,
    /// Hours that dayparts do not tell exactly, as they were said.
    pub hours: Vec<String>,
    /// What to do.
    pub activities: Vec<&'static str>,
    /// For whom the group is.
    pub groups: Vec<&'static str>,
    /// Help during the lesson.
    pub guidance: Vec<&'static str>,
    /// What it must be fit for.
    pub accessibility: Vec<&'static str>,
    /// The language that is spoken.
    pub language: Option<&'static str>,
    /// What makes somebody glad.
    pub likes: Vec<&'static str>,
    /// Words that tell how somebody is: no offer tells of them.
    pub about: Vec<String>,
    /// Every other word.
    pub rest: String,
    /// Those of them that may be another word.
    pub slips: Vec<Slip>,
}

/// A price that was not told by the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldPrice {
    /// As it was said.
    pub said: String,
    /// By the lesson; by the week otherwise.
    pub is_lesson: bool,
}

/// How near, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// "Om de hoek", "loopafstand".
    AroundTheCorner,
    /// "In de buurt", "dichtbij".
    Near,
}

/// How exactly it is known where somebody lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// A postcode with its letters: a street.
    Street,
    /// Four digits or a town: an area, of which only the middle is known.
    Area,
}

impl Nearness {
    /// How far that is from the middle of what is known, in kilometres: from the edge of an area
    /// on.
    #[must_use]
    pub const fn kilometres(self, from: Home) -> u32 {
        let near = match self {
            Self::AroundTheCorner => AT_THE_CORNER_KM,
            Self::Near => NEAR_KM,
        };
        match from {
            Home::Street => near,
            Home::Area => near + EDGE_KM,
        }
    }
}

/// These tell nothing about an offer.
const EMPTY: [&str; 72] = [
    "een", "de", "het", "en", "of", "op", "in", "om", "te", "met", "per", "is", "er", "wil",
    "graag", "van", "voor", "die", "dat", "heeft", "kan", "mag", "moet", "zoekt", "mevrouw",
    "meneer", "man", "vrouw", "hij", "zij", "ze", "wat", "wel", "ook", "s", "mijn", "client",
    "patient", "houdt", "vindt", "leuk", "fijn", "doet", "gaat", "komt", "doen", "gaan", "heel",
    "erg", "zou", "willen", "aan", "iets", "naar", "haar", "hem", "ik", "wij", "iemand", "mw",
    "dhr", "deze", "nog", "alles", "liefst", "mogelijk", "ja", "dus", "woont", "wonend", "via",
    "zit",
];
/// These belong to the denial that follows them: "absoluut geen", "in geen geval".
const BEFORE_DENIAL: [&str; 6] = [
    "liever",
    "absoluut",
    "beslist",
    "echt",
    "pertinent",
    "zeker",
];

/// Reads clause by clause.
#[derive(Default)]
struct Reader<'a> {
    known: Known<'a>,
    sentence: Sentence,
    /// What to do, each with the words that say so.
    activities: Vec<(Activity, String)>,
    rest: Vec<String>,
    denied: Denied,
    /// Whether it said that somebody does not speak Dutch: what follows may be what they do speak.
    speaks_other: bool,
}

/// What is denied somewhere in the sentence.
#[derive(Default)]
struct Denied {
    dayparts: Dayparts,
    /// The clauses that deny a daypart.
    clauses: Vec<String>,
    activities: Vec<Activity>,
    delights: Codes<Delight>,
}

impl Sentence {
    /// The most signs that are read: what is longer is cut off, so whoever asks says so first.
    pub const LONGEST: usize = 400;

    /// Reads a sentence, with the names that are known where it is read.
    #[must_use]
    pub fn read(text: &str, known: Known<'_>) -> Self {
        let start: String = text.chars().take(Self::LONGEST).collect();
        let mut reader = Reader {
            known,
            ..Reader::default()
        };
        for clause in clauses(&fold(&start)) {
            match first_denial(&clause) {
                None => reader.read_wish(&clause),
                Some(denial) => reader.read_denial(&clause, denial),
            }
        }
        reader.done()
    }
}

impl Reader<'_> {
    fn read_wish(&mut self, words: &[String]) {
        let liked = self.take_likes(words);
        let left = self.take(liked.as_deref().unwrap_or(words));
        if !left.is_empty() {
            self.rest.push(left.join(" "));
        }
    }

    /// A clause that denies something.
    fn read_denial(&mut self, clause: &[String], denial: Denial) {
        let (before, after) = (&clause[..denial.at], &clause[denial.end..]);
        if self.take_limit_of_somebody(clause, denial)
            || self.take_money_denied(clause, denial)
            || self.take_other_language(before, after)
        {
            return;
        }
        if let Some((dayparts, wished)) = days::denied(before, after) {
            self.denied.dayparts = self.denied.dayparts.or(dayparts);
            self.denied.clauses.push(clause[wished..].join(" "));
            let wished = &before[..wished];
            return self.read_wish(&wished[..wished.len() - belonging_to_denial(wished)]);
        }
        let named = if after.is_empty() && denial.looks_back {
            before
        } else {
            after
        };
        let mut alone = Self {
            known: self.known,
            ..Self::default()
        };
        alone.read_wish(named);
        let delights: Codes<Delight> = named
            .iter()
            .filter_map(|word| delight_called(word))
            .collect();
        let activities = alone.activities.iter().map(|(activity, _)| *activity);
        self.denied.activities.extend(activities);
        let all = self.denied.delights.iter().chain(delights.iter());
        self.denied.delights = all.collect();
        // What stands before is wished only where it is certain what is not.
        let is_known = alone.rest.is_empty() && !alone.activities.is_empty();
        let is_certain = !after.is_empty() && (is_known || !delights.is_empty());
        let wished = if is_certain {
            before.len() - belonging_to_denial(before)
        } else {
            0
        };
        self.read_wish(&before[..wished]);
        self.rest.push(clause[wished..].join(" "));
    }

    /// Takes what is certain out of a clause; gives the words that tell something else.
    fn take(&mut self, words: &[String]) -> Vec<String> {
        let mut left = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let taken = self
                .take_days(words, at, &mut left)
                .or_else(|| self.take_told_age(words, at))
                .or_else(|| self.take_number(words, at, &mut left))
                .or_else(|| self.take_place(words, at))
                .or_else(|| self.take_words(words, at));
            match taken {
                Some(length) => at += length,
                None => {
                    left.push(words[at].clone());
                    at += 1;
                }
            }
        }
        left.retain(|word| !EMPTY.contains(&word.as_str()));
        left
    }

    fn take_days(&mut self, words: &[String], at: usize, left: &mut Vec<String>) -> Option<usize> {
        let when = days::read(words, at)?;
        self.sentence.dayparts = self.sentence.dayparts.or(when.dayparts);
        if !when.is_exact {
            self.sentence
                .hours
                .push(days::said(&words[at..at + when.length]));
        }
        let is_empty = |word: &String| EMPTY.contains(&word.as_str());
        let tells = left.iter().rposition(|word| !is_empty(word));
        // "Alleen op dinsdag": nothing to look for.
        if let Some(tells) = tells
            && matches!(
                left[tells].as_str(),
                "alleen" | "elke" | "iedere" | "alle" | "pas"
            )
        {
            left.truncate(tells);
        }
        Some(when.length)
    }

    fn done(self) -> Sentence {
        let Self {
            mut sentence,
            mut rest,
            denied,
            activities,
            speaks_other: _,
            known: _,
        } = self;
        if sentence.age.is_some() {
            sentence.told_age = None;
        }
        sentence
            .likes
            .retain(|code| denied.delights.iter().all(|denied| denied.code() != *code));
        if !denied.dayparts.is_empty() {
            let wished = match sentence.dayparts.is_empty() {
                true => Dayparts::ALL,
                false => sentence.dayparts,
            };
            sentence.dayparts = wished.without(denied.dayparts);
            if sentence.dayparts.is_empty() {
                rest.extend(denied.clauses);
            }
        }
        for (activity, words) in activities {
            let is_denied = denied.activities.contains(&activity)
                || of_activity(activity).contains_any(denied.delights);
            if is_denied {
                rest.push(words);
            } else {
                sentence.activities.push(activity.code());
            }
        }
        sentence.rest = rest.join(", ");
        sentence.slips = slips::slips(&sentence.rest);
        sentence
    }
}

/// How many words at the end belong to the denial behind them.
fn belonging_to_denial(before: &[String]) -> usize {
    let belongs =
        |word: &&String| BEFORE_DENIAL.contains(&word.as_str()) || EMPTY.contains(&word.as_str());
    before.iter().rev().take_while(belongs).count()
}

/// How many words a phrase takes, when the words begin with it.
fn begins_with(words: &[String], phrase: &str) -> Option<usize> {
    let mut length = 0;
    for part in phrase.split(' ') {
        if words.get(length)? != part {
            return None;
        }
        length += 1;
    }
    Some(length)
}
