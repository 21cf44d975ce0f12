//! Suggestions while somebody types: activities, titles and places that begin with it.
//!
//! For a form's list of suggestions, so it answers within a millisecond, whatever was typed: each
//! list is sorted beforehand, and only so many entries are looked at.

use std::collections::BTreeSet;

use domain::codes::{Activity, Listed};
use domain::ids::MunicipalityId;

use crate::segment::Segment;
use crate::snapshot::Snapshot;
use crate::text::fold;

/// At most so many of each kind.
const MOST: usize = 8;
/// So many titles with the same beginning are looked at, wherever they are.
const LOOKED_AT: usize = 20_000;
/// So many that may be told are weighed against each other.
const WEIGHED: usize = 1_000;

/// What may be meant by what was typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Activities, in list order.
    pub activities: Vec<Activity>,
    /// Titles of offers; those that begin with it first, then those with a later word that does.
    pub titles: Vec<String>,
    /// Towns in which there is something.
    pub places: Vec<String>,
}

/// Words by which a segment's offers are suggested.
#[derive(Debug, Default)]
pub(crate) struct Prefixes {
    /// An offer and where in its folded title a word begins, sorted by the title from there.
    titles: Vec<(u32, u16)>,
    /// Folded towns with their municipality and name, sorted.
    towns: Vec<(Box<str>, MunicipalityId, Box<str>)>,
}

impl Prefixes {
    /// Of a segment's offers, with their folded titles and towns.
    pub(crate) fn of<'a>(
        titles: &[Box<str>],
        towns: impl Iterator<Item = (&'a str, MunicipalityId)>,
    ) -> Self {
        let mut starts = Vec::new();
        for (offer, title) in (0u32..).zip(titles) {
            let mut in_word = false;
            for (at, sign) in title.char_indices() {
                if sign.is_alphanumeric() && !in_word {
                    starts.extend(u16::try_from(at).ok().map(|at| (offer, at)));
                }
                in_word = sign.is_alphanumeric();
            }
        }
        let from = |entry: &(u32, u16)| &titles[entry.0 as usize][entry.1.into()..];
        starts.sort_unstable_by(|one, other| (from(one), one).cmp(&(from(other), other)));
        let towns: BTreeSet<_> = towns
            .map(|(town, municipality)| {
                let town = town.trim();
                (fold::fold(town).into(), municipality, town.into())
            })
            .collect();
        Self {
            titles: starts,
            towns: towns.into_iter().collect(),
        }
    }
}

/// What begins with `typed`, in one municipality or in all.
pub(crate) fn suggest(
    snapshot: &Snapshot,
    typed: &str,
    municipality: Option<MunicipalityId>,
) -> Suggestions {
    let start: String = typed.chars().take(60).collect();
    let folded = fold::fold(start.trim_start());
    let typed = folded.as_str();
    if !typed.starts_with(char::is_alphanumeric) {
        return Suggestions::default();
    }
    let here = |of: MunicipalityId| municipality.is_none_or(|wanted| wanted == of);
    let activities = Activity::ALL.iter().copied().filter(|activity| {
        let words = Listed::code(*activity).replace('-', " ");
        *activity != Activity::Other
            && (words.starts_with(typed)
                || words
                    .match_indices(' ')
                    .any(|(at, _)| words[at + 1..].starts_with(typed)))
    });
    let mut titles: BTreeSet<(bool, &str, &str)> = BTreeSet::new();
    let mut places: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (number, segment) in snapshot.segments().into_iter().enumerate() {
        let prefixes = segment.prefixes();
        for (offer, at) in titles_from(segment, prefixes, typed).take(LOOKED_AT) {
            let found = &segment.offers()[offer];
            if titles.len() == WEIGHED {
                break;
            }
            if here(found.municipality) && snapshot.is_live_offer(number, offer) {
                titles.insert((at > 0, segment.title(offer), found.title.as_str()));
            }
        }
        let first = prefixes.towns.partition_point(|town| *town.0 < *typed);
        let towns = prefixes.towns[first..].iter();
        for (folded, of, name) in towns.take_while(|town| town.0.starts_with(typed)) {
            if here(*of) && places.len() < WEIGHED {
                places.insert((folded, name));
            }
        }
    }
    let mut named: Vec<String> = Vec::new();
    for (_, _, title) in titles {
        if named.len() < MOST && !named.iter().any(|one| one == title) {
            named.push(title.to_owned());
        }
    }
    let mut known: Vec<(&str, &str)> = places.into_iter().collect();
    known.dedup_by_key(|place| place.0);
    Suggestions {
        activities: activities.take(MOST).collect(),
        titles: named,
        places: known
            .into_iter()
            .take(MOST)
            .map(|(_, name)| name.to_owned())
            .collect(),
    }
}

/// Offers with a word in their title that begins so, and where that word stands.
fn titles_from<'a>(
    segment: &'a Segment,
    prefixes: &'a Prefixes,
    typed: &'a str,
) -> impl Iterator<Item = (usize, u16)> + 'a {
    let from = |entry: &(u32, u16)| &segment.title(entry.0 as usize)[entry.1.into()..];
    let first = prefixes.titles.partition_point(|entry| from(entry) < typed);
    prefixes.titles[first..]
        .iter()
        .take_while(move |entry| from(entry).starts_with(typed))
        .map(|(offer, at)| (*offer as usize, *at))
}
