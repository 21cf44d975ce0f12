//! Where somebody lives: "woont in Brugdam", "in de buurt van de Molenwijk". Only names that are
//! known are taken; a name that is a word as well ("in de groep") needs more beside it. Where somebody
//! is said to live a name with a slip is taken too, for the page to ask about.

use super::known::{KnownPlace, PlaceKind};
use super::{EMPTY, Nearness, Reader, begins_with};

/// After these a name is a place.
const LIVES: [&str; 8] = [
    "woont in",
    "wonend in",
    "wonende in",
    "woonachtig in",
    "woont te",
    "in de wijk",
    "in wijk",
    "komt uit",
];
/// After this a country may stand.
const FROM: &str = "komt uit";
/// Where somebody lives that has no name; towns begin with some of these.
const DWELLINGS: [&str; 13] = [
    "appartement",
    "buurt",
    "dorp",
    "flat",
    "hofje",
    "huis",
    "huurhuis",
    "huurwoning",
    "seniorenwoning",
    "stad",
    "straat",
    "wijk",
    "woning",
];
/// These tell how near as well.
const NEAR: [(&str, Nearness); 10] = [
    ("woont in de buurt van", Nearness::Near),
    ("in de buurt van", Nearness::Near),
    ("in de omgeving van", Nearness::Near),
    ("omgeving", Nearness::Near),
    ("dichtbij", Nearness::Near),
    ("dicht bij", Nearness::Near),
    ("nabij", Nearness::Near),
    ("vlakbij", Nearness::AroundTheCorner),
    ("vlak bij", Nearness::AroundTheCorner),
    ("om de hoek van", Nearness::AroundTheCorner),
];
/// After these a name may be something else.
const MAYBE: [&str; 4] = ["in", "uit", "te", "vanuit"];
/// A name with an article before it ends so, or it may be a thing: "in het park".
const OF_NEIGHBOURHOODS: [&str; 3] = ["wijk", "buurt", "kwartier"];
/// Towns that are words as well: by themselves they tell of no place.
const WORDS_TOO: [&str; 8] = [
    "best", "echt", "hoek", "wijk", "made", "balk", "rust", "groep",
];
/// The longest name in words: "Sint Maartensvlotbrug", "Alphen aan den Rijn".
const LONGEST: usize = 5;

impl Reader<'_> {
    /// A place from `at`: how many words that takes.
    pub(super) fn take_place(&mut self, words: &[String], at: usize) -> Option<usize> {
        let here = &words[at..];
        if let Some(length) = LIVES.iter().find_map(|phrase| begins_with(here, phrase)) {
            let after = &here[length..];
            let meant = || {
                self.meant(after)
                    .filter(|_| begins_with(here, FROM).is_none())
            };
            let (name, place) = self.named(after, true).or_else(meant)?;
            return self.lives_in(place, length + name);
        }
        let near = NEAR
            .iter()
            .find_map(|(phrase, near)| Some((begins_with(here, phrase)?, *near)));
        if let Some((length, near)) = near {
            let (name, place) = self.named(&here[length..], true)?;
            self.sentence.near.get_or_insert(near);
            return self.lives_in(place, length + name);
        }
        if MAYBE.contains(&here.first()?.as_str()) {
            let (name, place) = self.named(&here[1..], false)?;
            return self.lives_in(place, 1 + name);
        }
        // "72, Brugdam, wandelt graag".
        let (name, place) = self.named(here, false)?;
        let is_all = at == 0 && name == here.len();
        let is_word = WORDS_TOO.contains(&here[0].as_str());
        (is_all && !is_word).then(|| self.lives_in(place, name))?
    }

    /// The known place that the words begin with, the longest name first, and how many words it
    /// takes. Where it is certain that a place follows, an article may stand before it.
    fn named(&self, words: &[String], is_certain: bool) -> Option<(usize, KnownPlace)> {
        let has_article = matches!(words.first()?.as_str(), "de" | "het");
        if let Some(found) = self.longest(words).filter(|_| is_certain || !has_article) {
            return Some(found);
        }
        let (length, place) = self.longest(words.get(1..)?).filter(|_| has_article)?;
        let is_neighbourhood = OF_NEIGHBOURHOODS
            .iter()
            .any(|ending| words[length].ends_with(ending));
        (is_certain || is_neighbourhood).then_some((1 + length, place))
    }

    fn longest(&self, words: &[String]) -> Option<(usize, KnownPlace)> {
        let longest = words.len().min(LONGEST);
        let found = (1..=longest).rev().find_map(|length| {
            let name = words[..length].join(" ");
            Some((length, (self.known.place)(&name)?))
        });
        // Een lies in Drenthe, and "een flat" does not.
        found.filter(|(length, _)| *length > 1 || !EMPTY.contains(&words[0].as_str()))
    }

    /// The place that is meant by the words after which one must stand, where none has this name.
    fn meant(&self, words: &[String]) -> Option<(usize, KnownPlace)> {
        let has_article = matches!(words.first()?.as_str(), "de" | "het");
        let skipped = usize::from(has_article);
        [0, skipped].into_iter().find_map(|skipped| {
            let names = &words[skipped..];
            let length = names.iter().take(LONGEST).take_while(|word| is_name(word));
            (1..=length.count()).rev().find_map(|length| {
                let is_whole = !EMPTY.contains(&names[length - 1].as_str());
                let name = names[..length].join(" ");
                let place = (self.known.meant)(&name).filter(|_| is_whole)?;
                Some((skipped + length, place))
            })
        })
    }

    /// The neighbourhood rather than its town: it is the smaller one.
    fn lives_in(&mut self, place: KnownPlace, length: usize) -> Option<usize> {
        let told = &mut self.sentence.place;
        match (told.as_ref().map(|told| told.kind), place.kind) {
            (None, _)
            | (Some(PlaceKind::Town), PlaceKind::Neighbourhood)
            | (Some(PlaceKind::Unsure), _) => *told = Some(place),
            (Some(PlaceKind::Neighbourhood), PlaceKind::Town) => {}
            _ if told.as_ref() == Some(&place) => {}
            // Two towns: which one is meant is not certain.
            _ => return None,
        }
        Some(length)
    }
}

/// Whether a word may belong to a name with a slip.
fn is_name(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && !DWELLINGS.contains(&word)
}
