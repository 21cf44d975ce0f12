//! Suggestions while somebody types: activities, titles and places that begin with it.
//!
//! For a form's list of suggestions, so it answers within a millisecond, whatever was typed: each
//! list is sorted beforehand, and only so many entries are looked at.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::codes::{Activity, Listed};
use domain::ids::MunicipalityId;
use domain::offer::Offer;

use crate::snapshot::Snapshot;
use crate::text::fold;

/// At most so many of each kind.
const MOST: usize = 8;
/// So many words with the same beginning are looked at.
const LOOKED_AT: usize = 4_000;
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
    /// Each title once, by its first offer, and where in it a word begins; sorted by the title
    /// from there.
    titles: Vec<Start>,
    /// The same within each municipality, one after another.
    titles_at_home: Vec<Start>,
    /// Where each municipality's begin, sorted by municipality.
    homes: Vec<(MunicipalityId, u32)>,
    /// Folded towns with their municipality and name, sorted.
    towns: Vec<(Box<str>, MunicipalityId, Box<str>)>,
}

/// Where a word begins: in an offer's folded title, so many bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    offer: u32,
    at: u16,
}

impl Start {
    fn title_from<'a>(&self, titles: &'a [Box<str>]) -> &'a str {
        &titles[self.offer as usize][self.at.into()..]
    }
}

impl Prefixes {
    /// Of a segment's offers, sorted by their folded titles, with those titles.
    pub(crate) fn of(offers: &[Arc<Offer>], titles: &[Box<str>]) -> Self {
        let mut starts = Vec::new();
        let mut first_with_title = Vec::with_capacity(offers.len());
        for (offer, title) in (0u32..).zip(titles) {
            match first_with_title.last() {
                Some(first) if titles[*first as usize] == *title => first_with_title.push(*first),
                _ => {
                    first_with_title.push(offer);
                    starts.extend(words_of(title).map(|at| Start { offer, at }));
                }
            }
        }
        let by_rest = |one: &Start, other: &Start| {
            (one.title_from(titles), one).cmp(&(other.title_from(titles), other))
        };
        starts.sort_unstable_by(by_rest);

        // Numbers sort quicker than texts: the place of each start in the list above.
        let mut places: Vec<(u32, u16, u32)> = (0u32..)
            .zip(&starts)
            .map(|(place, start)| (start.offer, start.at, place))
            .collect();
        places.sort_unstable();
        let mut at_home = Vec::with_capacity(starts.len());
        for (offer, first) in (0u32..).zip(&first_with_title) {
            let of_title = places.partition_point(|place| place.0 < *first);
            let of_title = places[of_title..]
                .iter()
                .take_while(|place| place.0 == *first);
            let home = offers[offer as usize].municipality;
            at_home.extend(of_title.map(|(_, at, place)| (home, *place, Start { offer, at: *at })));
        }
        at_home.sort_unstable();
        let mut homes: Vec<(MunicipalityId, u32)> = Vec::new();
        for (place, (home, _, _)) in (0u32..).zip(&at_home) {
            if homes.last().is_none_or(|last| last.0 != *home) {
                homes.push((*home, place));
            }
        }
        let towns: BTreeSet<_> = offers
            .iter()
            .filter_map(|offer| {
                let town = offer.venue.town.as_deref()?.trim();
                Some((fold::fold(town).into(), offer.municipality, town.into()))
            })
            .collect();
        Self {
            titles: starts,
            titles_at_home: at_home.into_iter().map(|(_, _, start)| start).collect(),
            homes,
            towns: towns.into_iter().collect(),
        }
    }

    /// Where words begin in titles of one municipality, or of all; sorted by the title from there.
    fn starts(&self, municipality: Option<MunicipalityId>) -> &[Start] {
        let Some(wanted) = municipality else {
            return &self.titles;
        };
        let Ok(at) = self.homes.binary_search_by_key(&wanted, |home| home.0) else {
            return &[];
        };
        let end = self
            .homes
            .get(at + 1)
            .map_or(self.titles_at_home.len(), |next| next.1 as usize);
        &self.titles_at_home[self.homes[at].1 as usize..end]
    }
}

/// Where words begin in a folded title.
fn words_of(title: &str) -> impl Iterator<Item = u16> {
    let mut in_word = false;
    title.char_indices().filter_map(move |(at, sign)| {
        let begins = sign.is_alphanumeric() && !in_word;
        in_word = sign.is_alphanumeric();
        u16::try_from(at).ok().filter(|_| begins)
    })
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
    for layer in snapshot.layers() {
        let segment = layer.segment();
        let prefixes = segment.prefixes();
        let starts = starts_with(segment.titles(), prefixes.starts(municipality), typed);
        for start in starts.iter().take(LOOKED_AT) {
            if titles.len() == WEIGHED {
                break;
            }
            // Of offers with the same title in the list of all, the first that still counts.
            let first = start.offer as usize;
            let title = segment.title(first);
            let alike = match municipality {
                None => first..segment.titles().len(),
                Some(_) => first..first + 1,
            };
            let live = alike
                .take_while(|offer| segment.title(*offer) == title)
                .find(|offer| layer.is_live_offer(*offer));
            if let Some(offer) = live {
                let spelled = segment.offers()[offer].title.as_str();
                titles.insert((start.at > 0, title, spelled));
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
    let mut named: Vec<(&str, &str)> = Vec::new();
    for (_, folded, title) in titles {
        if named.len() < MOST && !named.iter().any(|one| one.0 == folded) {
            named.push((folded, title));
        }
    }
    let mut known: Vec<(&str, &str)> = places.into_iter().collect();
    known.dedup_by_key(|place| place.0);
    Suggestions {
        activities: activities.take(MOST).collect(),
        titles: named
            .into_iter()
            .map(|(_, title)| title.to_owned())
            .collect(),
        places: known
            .into_iter()
            .take(MOST)
            .map(|(_, name)| name.to_owned())
            .collect(),
    }
}

/// The starts from which a title begins so.
fn starts_with<'a>(titles: &[Box<str>], starts: &'a [Start], typed: &str) -> &'a [Start] {
    let first = starts.partition_point(|start| start.title_from(titles) < typed);
    let rest = &starts[first..];
    let begins = |start: &Start| start.title_from(titles).starts_with(typed);
    &rest[..rest.partition_point(begins)]
}
