//! Places by name, so that a search can start at one: towns from the postcodes, and municipalities,
//! wijken and buurten from the areas that were imported. Called by whatever reads where somebody
//! wants to search, in a field or in a sentence ([`crate::named_place`]); from memory, so that a
//! question touches no database.
//!
//! A name is read as people write it: "den bosch", "St. Oedenrode", "zonderdam". What is then the
//! name of one place is that place. A name that several places have is asked back with their
//! municipalities, and so is a name that only comes near one: nobody is sent to another town
//! without a word. Names of towns go before those of areas, which are towns' parts.

use std::collections::{BTreeMap, HashMap};

use domain::contact::Postcode;
use domain::geo::Point;
use domain::municipality_codes::in_year;
use finder::{Letters, Typed};
use store::postcodes::Known;

use crate::named_place::{NamedKind, NamedPlace};
use crate::neighbourhoods::NamedArea;
use crate::{Bridge, Municipality};

/// Towns of one name that lie nearer than this are one town in two municipalities.
const ONE_TOWN_M: f64 = 10_000.0;
/// At most so many names are suggested, and at most so many places with one name are asked about.
const SUGGESTED: usize = 8;
/// At most so many names that come near what was typed are asked about.
const NEAR: usize = 5;
/// Longer is no name.
const LONGEST: usize = 80;
/// Names that people say, and what stands on the map.
const ALSO_CALLED: [(&str, &str); 2] = [("denbosch", "shertogenbosch"), ("denhaag", "sgravenhage")];
/// What a name may begin with that people leave out.
const ARTICLES: [&str; 5] = ["de", "den", "het", "s", "t"];

/// A place that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceChoice {
    /// What finds it and no other: "Bergen (1861)", "Centrum (Brugdam)".
    pub ask: String,
    /// Its name.
    pub name: String,
    /// The name of its municipality, when that is known and another.
    pub municipality: Option<String>,
}

/// Why a name has no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceProblem {
    /// No places were imported yet.
    NoneKnown,
    /// None is called so; these nearly are.
    Unknown(Vec<PlaceChoice>),
    /// Several are.
    Several(Vec<PlaceChoice>),
}

impl PlaceProblem {
    /// What may be meant, to choose from.
    #[must_use]
    pub fn choices(self) -> Vec<PlaceChoice> {
        match self {
            Self::NoneKnown => Vec::new(),
            Self::Unknown(choices) | Self::Several(choices) => choices,
        }
    }
}

/// The places that may be meant by a name that is not the name of one; none for one that is.
#[must_use]
pub fn meant(bridge: &Bridge, typed: &str) -> Vec<PlaceChoice> {
    if postcode_in(typed).is_some() {
        return Vec::new();
    }
    let found = bridge.place_called(typed);
    found.err().map(PlaceProblem::choices).unwrap_or_default()
}

/// Whether both name one place, or one may be meant by the other.
#[must_use]
pub fn is_one_place(bridge: &Bridge, name: &str, other: &str) -> bool {
    match bridge.place_called(name) {
        Ok(place) => bridge.place_called(other) == Ok(place),
        Err(problem) => problem.choices().iter().any(|choice| choice.ask == other),
    }
}

/// Whether what was typed names a place, and is no postcode alone.
#[must_use]
pub fn names_place(typed: &str) -> bool {
    let first = typed.chars().find(|sign| sign.is_alphanumeric());
    let mut words = typed.split(|sign: char| !sign.is_alphabetic());
    first.is_some_and(char::is_alphabetic) || words.any(|word| word.chars().count() > 2)
}

/// The postcode beside a name: "Bergen (1861)", "5299 AB Brugdam".
pub(crate) fn postcode_in(typed: &str) -> Option<Postcode> {
    let words = typed.split(|sign: char| !sign.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        if !word.starts_with(|sign: char| sign.is_ascii_digit()) {
            return None;
        }
        let after = words.get(at + 1).filter(|after| after.len() == 2);
        let whole = after.and_then(|after| format!("{word}{after}").parse().ok());
        whole.or_else(|| word.parse().ok())
    })
}

/// A name as names are compared: small letters without accents, signs and spaces; "st." is "sint",
/// and "a/d" and "aan den" are "aan de".
fn key_of(name: &str) -> String {
    let folded = finder::fold(name);
    let words = folded.split(|sign: char| !sign.is_alphanumeric());
    let mut key = String::new();
    for (at, word) in words.filter(|word| !word.is_empty()).enumerate() {
        key.push_str(match (at, word) {
            (0, "gemeente" | "gem") => continue,
            (_, "st") => "sint",
            (1.., "a") => "aan",
            (1.., "d" | "den") => "de",
            _ => word,
        });
    }
    match ALSO_CALLED.iter().find(|(said, _)| *said == key) {
        Some((_, name)) => (*name).to_owned(),
        None => key,
    }
}

/// Statistics Netherlands numbers some of its wijken and buurten: "Wijk 01 Centrum" is "Centrum".
fn without_number(name: &str) -> &str {
    let name = name.trim();
    let kinds = ["Wijk ", "Buurt "];
    let numbered = kinds.iter().find_map(|kind| name.strip_prefix(kind));
    let rest = numbered.and_then(|rest| {
        let (number, name) = rest.split_once(' ')?;
        number
            .bytes()
            .all(|sign| sign.is_ascii_digit())
            .then_some(name.trim())
    });
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// A place with a name.
#[derive(Clone, Debug)]
struct Place {
    name: String,
    /// The lowest of a town's postcodes; an area has none.
    first: Option<u16>,
    /// The code of its municipality; that of a municipality itself is none.
    municipality: Option<String>,
    middle: Point,
}

impl Place {
    const fn is_town(&self) -> bool {
        self.first.is_some()
    }

    /// Whether its name tells of it within a sentence of somebody in this municipality. Half the
    /// words of the language name some wijk or buurt elsewhere.
    fn is_known_in(&self, home: &str) -> bool {
        let area = self.municipality.as_deref();
        self.is_town() || area.is_none_or(|area| in_year(area, i16::MAX).contains(&home))
    }
}

/// The places of one name.
#[derive(Debug)]
struct Named {
    letters: Letters,
    places: Vec<Place>,
}

/// The postcodes of a town, as they are gathered.
struct Gathered<'a> {
    points: Vec<Point>,
    /// As written with the lowest postcode.
    name: &'a str,
    /// The lowest postcode.
    first: u16,
}

/// Every place by its name as names are compared.
#[derive(Debug, Default)]
pub(crate) struct Places {
    named: BTreeMap<String, Named>,
    /// The names of municipalities by their codes.
    municipalities: HashMap<String, String>,
}

/// The municipalities that take part: their places are asked about first.
pub(crate) type Own<'a> = &'a [Municipality];

impl Places {
    /// From the postcodes of four digits, a town's middle being the mean of theirs, and from areas,
    /// the larger kinds first.
    pub(crate) fn of(postcodes: &HashMap<Postcode, Known>, areas: Vec<NamedArea>) -> Self {
        let mut all = Self::default();
        all.add_towns(postcodes);
        for area in areas {
            all.add_area(area);
        }
        all
    }

    fn at(&mut self, key: String) -> &mut Vec<Place> {
        let letters = Letters::of(&key);
        let named = self.named.entry(key).or_insert_with(|| Named {
            letters,
            places: Vec::new(),
        });
        &mut named.places
    }

    fn add_towns(&mut self, postcodes: &HashMap<Postcode, Known>) {
        let mut areas: Vec<(&Postcode, &Known)> = postcodes
            .iter()
            .filter(|(postcode, _)| **postcode == postcode.area())
            .collect();
        areas.sort_unstable_by_key(|(postcode, _)| postcode.digits());
        // By name and municipality.
        let mut found: BTreeMap<(String, Option<&str>), Gathered<'_>> = BTreeMap::new();
        for (postcode, known) in areas {
            let Some(name) = known.place.as_deref().map(str::trim) else {
                continue;
            };
            let key = (key_of(name), known.municipality.as_deref());
            let town = found.entry(key).or_insert_with(|| Gathered {
                points: Vec::new(),
                name,
                first: postcode.digits(),
            });
            town.points.push(known.point);
        }
        for ((key, municipality), town) in found {
            let Gathered {
                points,
                name,
                first,
            } = town;
            let count = points.len() as f64;
            let town = Place {
                name: name.to_owned(),
                first: Some(first),
                municipality: municipality.map(str::to_owned),
                middle: Point {
                    lat: points.iter().map(|point| point.lat).sum::<f64>() / count,
                    lon: points.iter().map(|point| point.lon).sum::<f64>() / count,
                },
            };
            let same = self.at(key);
            let is_new = same
                .iter()
                .all(|other| other.middle.metres_to(town.middle) > ONE_TOWN_M);
            if is_new {
                same.push(town);
            }
        }
    }

    /// An area; within one municipality the first of a name stands for all.
    fn add_area(&mut self, area: NamedArea) {
        let name = without_number(&area.name).to_owned();
        let municipality = match area.is_municipality {
            true => {
                self.municipalities.insert(area.municipality, name.clone());
                None
            }
            false => Some(area.municipality),
        };
        let key = key_of(&name);
        if key.is_empty() {
            return;
        }
        let same = self.at(key);
        let known = same
            .iter()
            .any(|one| !one.is_town() && one.municipality == municipality);
        if !known {
            same.push(Place {
                name,
                first: None,
                municipality,
                middle: area.middle,
            });
        }
    }

    /// Where a place is.
    pub(crate) fn called(&self, typed: &str, own: Own<'_>) -> Result<Point, PlaceProblem> {
        if self.named.is_empty() {
            return Err(PlaceProblem::NoneKnown);
        }
        if typed.chars().count() > LONGEST {
            return Err(PlaceProblem::Unknown(Vec::new()));
        }
        match self.found(typed, own).as_slice() {
            [] => Err(PlaceProblem::Unknown(self.near(typed, own))),
            [place] => Ok(place.middle),
            several => Err(PlaceProblem::Several(self.choices(
                several.to_vec(),
                own,
                SUGGESTED,
            ))),
        }
    }

    /// What these words of a sentence name: what [`Self::called`] finds or asks about, as far as its
    /// name tells of a place where others are words.
    pub(crate) fn named(&self, words: &str, home: &str, own: Own<'_>) -> Option<NamedPlace> {
        let found = self.found(words, own);
        let known = found.iter().find(|place| place.is_known_in(home))?;
        Some(self.in_sentence(known, &found, own))
    }

    /// What words name, or nearly name, of which it is certain that a place is meant.
    pub(crate) fn meant(&self, words: &str, own: Own<'_>) -> Option<NamedPlace> {
        let found = self.found(words, own);
        if let Some(first) = found.first() {
            return Some(self.in_sentence(first, &found, own));
        }
        let is_near = !self.near(words, own).is_empty();
        is_near.then(|| NamedPlace {
            name: words.to_owned(),
            kind: NamedKind::Unsure,
        })
    }

    /// A place of those that have its name.
    fn in_sentence(&self, place: &Place, found: &[&Place], own: Own<'_>) -> NamedPlace {
        NamedPlace {
            name: match found.len() {
                1 => self.choice(place, own).ask,
                _ => place.name.clone(),
            },
            kind: match place.is_town() {
                true => NamedKind::Town,
                false => NamedKind::Area,
            },
        }
    }

    /// The places of this name, by itself or with its municipality.
    fn found(&self, typed: &str, own: Own<'_>) -> Vec<&Place> {
        let found = self.with_name(typed);
        match found.is_empty() {
            true => self.within_municipality(typed, own),
            false => found,
        }
    }

    /// Where the only town of this very name is.
    pub(crate) fn town(&self, name: &str) -> Option<Point> {
        match self.with_name(name).as_slice() {
            [town] if town.is_town() => Some(town.middle),
            _ => None,
        }
    }

    /// The places of this very name: towns, and without one areas.
    fn with_name(&self, name: &str) -> Vec<&Place> {
        let named = self.named.get(&key_of(name));
        towns_first(named.into_iter().flat_map(|named| &named.places))
    }

    /// "Centrum (Brugdam)", "centrum, brugdam", "centrum brugdam".
    fn within_municipality(&self, typed: &str, own: Own<'_>) -> Vec<&Place> {
        let splits = typed.char_indices();
        let splits = splits.filter(|(_, sign)| matches!(sign, ' ' | ',' | '('));
        splits
            .filter_map(|(at, _)| {
                let named = self.named.get(&key_of(&typed[..at]))?;
                let municipality = key_of(&typed[at..]);
                let all = named.places.iter().filter(|_| !municipality.is_empty());
                Some(towns_first(all.filter(|place| {
                    let code = place.municipality.as_deref();
                    let called = code.is_some_and(|code| key_of(code) == municipality);
                    let name = self.municipality_of(place, own);
                    called || name.is_some_and(|name| key_of(name) == municipality)
                })))
            })
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// What nearly has this name: a slip or two away, without its article, or longer.
    fn near(&self, typed: &str, own: Own<'_>) -> Vec<PlaceChoice> {
        // What stands behind a comma or in brackets tells where it is.
        let name = typed.split([',', '(']).next().unwrap_or_default();
        let key = key_of(name);
        let most = match key.chars().count() {
            0..=3 => 0,
            4 | 5 => 1,
            _ => 2,
        };
        let asked = Typed::of(&key);
        let mut near: Vec<(u8, Vec<&Place>)> = Vec::new();
        for (name, named) in &self.named {
            let article = ARTICLES.iter().any(|article| {
                let shorter = name.strip_prefix(article);
                most > 0 && shorter == Some(key.as_str())
            });
            let slips = match article {
                true => Some(1),
                false if asked.may_be(named.letters, most) => asked.slips_to(name, most),
                false => None,
            };
            if let Some(slips) = slips {
                near.push((slips, towns_first(&named.places)));
            }
        }
        let is_area = |places: &[&Place]| !places.iter().any(|place| place.is_town());
        near.sort_by_key(|(slips, places)| (*slips, is_area(places)));
        let mut choices: Vec<PlaceChoice> = Vec::new();
        for (_, places) in near {
            choices.extend(self.choices(places, own, NEAR));
        }
        if choices.is_empty() && key.chars().count() > 2 {
            let longer = self.towns_from(&key).take(NEAR);
            choices = longer.map(|town| self.choice(town, own)).collect();
        }
        choices.truncate(NEAR);
        choices
    }

    /// These places to choose from, those where we work first.
    fn choices(&self, mut places: Vec<&Place>, own: Own<'_>, most: usize) -> Vec<PlaceChoice> {
        let elsewhere = |place: &Place| {
            let code = place.municipality.as_deref();
            !code.is_some_and(|code| own.iter().any(|one| is_of(one, code)))
        };
        places.sort_by_cached_key(|place| {
            let municipality = self.municipality_of(place, own).map(str::to_owned);
            (elsewhere(place), place.first, municipality)
        });
        let places = places.into_iter().take(most);
        places.map(|place| self.choice(place, own)).collect()
    }

    fn choice(&self, place: &Place, own: Own<'_>) -> PlaceChoice {
        let municipality = self.municipality_of(place, own).map(str::to_owned);
        let found = self.with_name(&place.name);
        let alone = matches!(found.as_slice(), [one] if std::ptr::eq(*one, place));
        let code = place.municipality.clone();
        let told_by = match place.first {
            Some(postcode) => Some(postcode.to_string()),
            None => municipality.clone().or(code),
        };
        PlaceChoice {
            ask: match told_by.filter(|_| !alone) {
                Some(told_by) => format!("{} ({told_by})", place.name),
                None => place.name.clone(),
            },
            name: place.name.clone(),
            municipality: municipality.filter(|name| *name != place.name),
        }
    }

    fn municipality_of<'a>(&'a self, place: &Place, own: Own<'a>) -> Option<&'a str> {
        let code = place.municipality.as_deref()?;
        let own = || own.iter().find(|one| is_of(one, code));
        let known = self.municipalities.get(code).map(String::as_str);
        known.or_else(|| own().map(|one| one.settings.name.as_str()))
    }

    /// Towns whose key begins so.
    fn towns_from<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Place> {
        let after = self.named.range(key.to_owned()..);
        let places = after
            .take_while(move |(name, _)| name.starts_with(key))
            .flat_map(|(_, named)| &named.places);
        places.filter(|place| place.is_town())
    }

    /// Towns whose name begins so; those that share a name each with a postcode.
    pub(crate) fn beginning_with(&self, typed: &str) -> Vec<String> {
        let typed = key_of(typed);
        if typed.is_empty() {
            return Vec::new();
        }
        let said = ALSO_CALLED.iter();
        let said = said.filter(|(said, _)| said.starts_with(&typed));
        let said = said.flat_map(|(_, name)| self.towns_from(name));
        said.chain(self.towns_from(&typed))
            .map(|town| self.choice(town, &[]).ask)
            .take(SUGGESTED)
            .collect()
    }
}

fn is_of(municipality: &Municipality, code: &str) -> bool {
    in_year(code, i16::MAX).contains(&municipality.settings.id.as_str())
}

/// The towns among these places; all of them when none is a town.
fn towns_first<'a>(places: impl IntoIterator<Item = &'a Place>) -> Vec<&'a Place> {
    let (towns, areas): (Vec<&Place>, Vec<&Place>) =
        places.into_iter().partition(|place| place.is_town());
    if towns.is_empty() { areas } else { towns }
}

#[cfg(test)]
mod tests;
