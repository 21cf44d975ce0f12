//! What else would fit somebody whose referral looks for another offer: the next best sessions,
//! as one click each. Reads nothing that the viewer does not see already.

use domain::codes::{Activity, Codes};
use domain::contact::Postcode;
use domain::geo::Point;
use domain::ids::OfferId;
use domain::offer::Offer;
use domain::referral::Step;
use domain::wishes::Wishes;

use crate::search::{ShownHit, answer};
use crate::{Bridge, ShownReferral};

/// How many are shown.
const SUGGESTIONS: usize = 4;

/// The next best sessions for a referral as its viewer sees it; none when the viewer may not
/// choose again.
///
/// The wishes of the first search are kept nowhere, so what is known speaks for them: where the
/// resident lives (or else where the old offer is), the age, and what the old offer was. When the
/// same activity gives too few, any activity at that pace follows.
#[must_use]
pub fn suggest_again(bridge: &Bridge, shown: &ShownReferral) -> Vec<ShownHit> {
    if !shown.allowed.contains(&Step::Rechoose) {
        return Vec::new();
    }
    let before = shown.offer.as_ref();
    let wishes = Wishes {
        start: start_of(bridge, shown),
        age: age_of(bridge, shown),
        max_level: before.and_then(|offer| offer.level),
        activities: before.map(|offer| offer.activity).into_iter().collect(),
        take: SUGGESTIONS + sessions_of(before),
        ..Wishes::default()
    };
    let mut found = without(before, answer(bridge, wishes.clone()).hits);
    if found.len() < SUGGESTIONS {
        let wider = Wishes {
            activities: Codes::<Activity>::NONE,
            take: 2 * SUGGESTIONS + sessions_of(before),
            ..wishes
        };
        let more = without(before, answer(bridge, wider).hits);
        for hit in more {
            if found.iter().all(|known| known.session_id != hit.session_id) {
                found.push(hit);
            }
        }
    }
    found.truncate(SUGGESTIONS);
    found
}

fn sessions_of(offer: Option<&Offer>) -> usize {
    offer.map_or(0, |offer| offer.sessions.len())
}

fn without(before: Option<&Offer>, hits: Vec<ShownHit>) -> Vec<ShownHit> {
    let old: Option<OfferId> = before.map(|offer| offer.id);
    hits.into_iter()
        .filter(|hit| Some(hit.offer_id) != old)
        .collect()
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
