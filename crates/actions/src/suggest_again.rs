//! What else would fit somebody whose referral looks for another offer: the next best sessions,
//! as one click each. Reads nothing that the viewer does not see already.

use domain::codes::{Activity, Codes};
use domain::contact::Postcode;
use domain::geo::Point;
use domain::offer::Offer;
use domain::referral::Step;
use domain::wishes::Wishes;

use crate::search::{ShownHit, lessons};
use crate::{Bridge, ShownReferral};

/// How many are shown.
const SUGGESTIONS: usize = 4;
/// How many of the best are looked at for them.
const LOOKED_AT: usize = 40;

/// The next best sessions for a referral as its viewer sees it; none when the viewer may not
/// choose again.
///
/// The wishes of the first search are kept nowhere, so what is known speaks for them: where the
/// resident lives (or else where the old offer is), the age, and what the old offer was. When the
/// same activity gives too few, any activity at that pace follows. An offer that does not tell its
/// ages or pace is shown: somebody looks before choosing.
#[must_use]
pub fn suggest_again(bridge: &Bridge, shown: &ShownReferral) -> Vec<ShownHit> {
    if !shown.allowed.contains(&Step::Rechoose) {
        return Vec::new();
    }
    let before = shown.offer.as_ref();
    let age = age_of(bridge, shown);
    let wishes = Wishes {
        start: start_of(bridge, shown),
        activities: before.map(|offer| offer.activity).into_iter().collect(),
        take: LOOKED_AT,
        ..Wishes::default()
    };
    let wider = Wishes {
        activities: Codes::<Activity>::NONE,
        ..wishes.clone()
    };
    let said_no = before.map(|offer| offer.provider);
    let (mut found, mut same_club): (Vec<ShownHit>, Vec<ShownHit>) = Default::default();
    for wishes in [wishes, wider] {
        for hit in lessons(bridge, wishes).hits {
            // The second search finds what the first did as well.
            let known = |hits: &[ShownHit]| hits.iter().any(|one| one.offer_id == hit.offer_id);
            if known(&found) || known(&same_club) || !could_fit(&hit.offer, before, age) {
                continue;
            }
            if said_no == Some(hit.offer.provider) {
                same_club.push(hit);
            } else {
                found.push(hit);
            }
        }
    }
    // Whoever just could not comes last.
    found.append(&mut same_club);
    found.truncate(SUGGESTIONS);
    found
}

/// Whether nothing that an offer tells speaks against it.
fn could_fit(offer: &Offer, before: Option<&Offer>, age: Option<u8>) -> bool {
    let another = before.is_none_or(|before| before.id != offer.id);
    let old_enough = age.zip(offer.ages.min).is_none_or(|(age, min)| age >= min);
    let young_enough = age.zip(offer.ages.max).is_none_or(|(age, max)| age <= max);
    let pace = before.and_then(|before| before.level);
    let gentle_enough = pace
        .zip(offer.level)
        .is_none_or(|(most, level)| level <= most);
    another && old_enough && young_enough && gentle_enough
}

fn start_of(bridge: &Bridge, shown: &ShownReferral) -> Option<Point> {
    let home = shown.client.as_ref().and_then(|client| client.postcode);
    let locate = |postcode: Postcode| bridge.locate(postcode).ok();
    home.and_then(locate).or_else(|| {
        let venue = &shown.offer.as_ref()?.venue;
        venue.point.or_else(|| venue.postcode.and_then(locate))
    })
}

fn age_of(bridge: &Bridge, shown: &ShownReferral) -> Option<u8> {
    let born = shown.client.as_ref()?.birth_year?;
    let this_year = domain::calendar::day_of(bridge.now()).year();
    u8::try_from(this_year - born).ok()
}
