//! Offers that came in by two sources and may be one: proposed to the service point with both shown,
//! never merged by the program. "These are two" is remembered; of two that are one, the one that was
//! not chosen is hidden, and stays so when its source tells of it again.
//!
//! Alike means: another source, the same place, the same activity, at least one same moment, and a
//! nearly equal title or provider. Each of these alone is common (a hall has many clubs), together
//! they are not.

use std::collections::{HashMap, HashSet};

use domain::ids::{MunicipalityId, OfferId};
use domain::organisation::Role;
use domain::policy::{Verb, may};
use store::duplicates::{self, Comparable};
pub use store::duplicates::{Pair, Side};
use store::{StoreError, feed};

use crate::{ActionError, Bridge, Caller};

/// In the same place: a hall and the door of its car park lie no farther apart.
const SAME_PLACE_METRES: f64 = 150.0;
/// Cells of about this size are looked through, each with its neighbours.
const CELL_DEGREES: f64 = 0.003;
/// Half of the words the same, out of a hundred.
const NEARLY_EQUAL: u8 = 50;
/// So many pairs are shown.
const LISTED: u32 = 50;

/// What somebody says of two offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are two.
    Two,
    /// They are one; this one stays.
    OneKeep(OfferId),
}

/// Looks for offers of other sources that may be the same, and puts them on the list.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn propose(bridge: &Bridge, municipality: MunicipalityId) -> Result<usize, StoreError> {
    let mut tx = bridge.store().begin().await?;
    let all = duplicates::comparable(&mut tx, municipality).await?;
    let pairs = pairs_of(&all);
    if pairs.is_empty() {
        return Ok(0);
    }
    duplicates::propose(&mut tx, municipality, &pairs).await?;
    tx.commit().await?;
    Ok(pairs.len())
}

/// The pairs that wait for the service point, most alike first.
///
/// # Errors
/// [`ActionError::Forbidden`] for everybody else.
pub async fn waiting(bridge: &Bridge, caller: &Caller) -> Result<Vec<Pair>, ActionError> {
    let (home, _) = desk_of(caller)?;
    let mut tx = bridge.store().begin().await?;
    let pairs = duplicates::open(&mut tx, home, LISTED).await?;
    tx.commit().await?;
    Ok(pairs)
}

/// Keeps what the service point says of two offers.
///
/// # Errors
/// [`ActionError::Forbidden`] for everybody else; [`ActionError::NotFound`] when no such pair waits,
/// or the one to keep is neither of them.
pub async fn judge(
    bridge: &Bridge,
    caller: &Caller,
    (one, other): (OfferId, OfferId),
    verdict: Verdict,
) -> Result<(), ActionError> {
    let (home, by) = desk_of(caller)?;
    let pair = if one.to_string() < other.to_string() {
        (one, other)
    } else {
        (other, one)
    };
    let hidden = match verdict {
        Verdict::Two => None,
        Verdict::OneKeep(kept) if kept == pair.0 => Some(pair.1),
        Verdict::OneKeep(kept) if kept == pair.1 => Some(pair.0),
        Verdict::OneKeep(_) => return Err(ActionError::NotFound),
    };
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    if !duplicates::judge(&mut tx, home, pair, hidden, &by, now).await? {
        return Err(ActionError::NotFound);
    }
    if let Some(hidden) = hidden {
        feed::add(&mut tx, feed::OFFERS, &hidden.to_string(), now).await?;
    }
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}

fn desk_of(caller: &Caller) -> Result<(MunicipalityId, String), ActionError> {
    match caller.as_member() {
        Some(member)
            if may(&caller.actor, Verb::Curate) && member.roles.has(Role::ServicePoint) =>
        {
            Ok((member.municipality, member.name.clone()))
        }
        _ => Err(ActionError::Forbidden),
    }
}

/// The pairs that are alike, the lower id first, each once.
fn pairs_of(all: &[Comparable]) -> Vec<(OfferId, OfferId, u8)> {
    let mut cells: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    #[expect(clippy::cast_possible_truncation, reason = "degrees in steps of 0.003")]
    let cell = |degrees: f64| (degrees / CELL_DEGREES).floor() as i64;
    for (at, offer) in all.iter().enumerate() {
        if let Some(point) = offer.point {
            cells
                .entry((cell(point.lat), cell(point.lon)))
                .or_default()
                .push(at);
        }
    }
    let mut pairs = Vec::new();
    for (at, offer) in all.iter().enumerate() {
        let Some(point) = offer.point else { continue };
        let here = (cell(point.lat), cell(point.lon));
        let around = (-1..=1).flat_map(|north| (-1..=1).map(move |east| (north, east)));
        let near = around
            .filter_map(|(north, east)| cells.get(&(here.0 + north, here.1 + east)))
            .flatten();
        // Offers are in the order of their ids: each pair is met once from its lower one.
        for other in near.filter(|other| **other > at) {
            if let Some(likeness) = likeness(offer, &all[*other]) {
                pairs.push((offer.id, all[*other].id, likeness));
            }
        }
    }
    pairs.sort_unstable_by_key(|(first, second, _)| (first.to_string(), second.to_string()));
    pairs
}

/// How alike two offers are, out of a hundred; `None` when they are not.
fn likeness(one: &Comparable, other: &Comparable) -> Option<u8> {
    let (here, there) = one.point.zip(other.point)?;
    let is_alike = one.source != other.source
        && one.activity == other.activity
        && here.metres_to(there) <= SAME_PLACE_METRES
        && one
            .moments
            .iter()
            .any(|moment| other.moments.contains(moment));
    if !is_alike {
        return None;
    }
    let title = shared_words(&one.title, &other.title);
    let provider = shared_words(&one.provider, &other.provider);
    (title.max(provider) >= NEARLY_EQUAL).then(|| u8::midpoint(title, provider))
}

/// Which part of the words of two texts is the same, out of a hundred.
fn shared_words(one: &str, other: &str) -> u8 {
    let words = |text: &str| -> HashSet<String> {
        text.to_lowercase()
            .split(|sign: char| !sign.is_alphanumeric())
            .filter(|word| word.len() > 1 && !matches!(*word, "de" | "het" | "en" | "van" | "voor"))
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let all = one.union(&other).count();
    let both = one.intersection(&other).count();
    u8::try_from((both * 100).checked_div(all).unwrap_or(0)).unwrap_or(100)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::codes::Activity;
    use domain::geo::Point;

    use super::*;

    fn offer(number: u128, source: &str, title: &str, provider: &str) -> Comparable {
        let id = format!("00000000-0000-7000-8000-{number:012x}");
        Comparable {
            id: id.parse().unwrap(),
            source: source.to_owned(),
            title: title.to_owned(),
            provider: provider.to_owned(),
            activity: Activity::Yoga,
            postcode: None,
            point: Point::new(51.7, 5.3),
            moments: vec![(0, "10:00".to_owned())],
        }
    }

    #[test]
    fn two_sources_that_tell_nearly_the_same_are_proposed_once() {
        let all = [
            offer(1, "sheet", "Yoga voor beginners", "Buurthuis De Bron"),
            offer(2, "feed", "Yoga (beginners)", "De Bron"),
        ];
        let pairs = pairs_of(&all);
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].0, pairs[0].1), (all[0].id, all[1].id));
        assert!(pairs[0].2 >= 60, "{}", pairs[0].2);
    }

    #[test]
    fn what_differs_in_place_time_activity_or_name_is_no_pair() {
        let one = offer(1, "sheet", "Yoga voor beginners", "De Bron");
        let differing: [fn(&mut Comparable); 5] = [
            |other| other.point = Point::new(51.702, 5.3),
            |other| other.moments = vec![(1, "10:00".to_owned())],
            |other| other.activity = Activity::Walking,
            |other| other.source = "sheet".to_owned(),
            |other| {
                other.title = "Rustig bewegen".to_owned();
                other.provider = "Club A".to_owned();
            },
        ];
        for change in differing {
            let mut other = offer(2, "feed", "Yoga voor beginners", "De Bron");
            assert!(likeness(&one, &other).is_some());
            change(&mut other);
            assert_eq!(likeness(&one, &other), None);
        }
    }
}
