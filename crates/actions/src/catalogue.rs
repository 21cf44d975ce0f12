//! The public catalogue: everybody, without sign-in, from memory.

use std::sync::Arc;

use domain::calendar::day_of;
use domain::codes::{Activity, Codes};
use domain::daypart::{Daypart, Dayparts};
use domain::deadlines::Deadlines;
use domain::fault::{Fault, FaultIn};
use domain::feature::{Feature, FeatureKind, Features};
use domain::freshness::limits;
use domain::ids::OfferId;
use domain::offer::Offer;
use finder::{CatalogueQuery, Recent};
pub use finder::{Counted, LetGo};

use crate::search::{read_place, read_start};
use crate::{ActionError, Bridge};

/// A question to the catalogue as it comes in.
#[derive(Clone, Debug, Default)]
pub struct CatalogueDraft {
    /// `q`: words.
    pub q: String,
    /// `postcode`
    pub postcode: String,
    /// The name of a town or area, where no postcode is given.
    pub place: String,
    /// `maxAfstandKm`
    pub max_distance_km: Option<f64>,
    /// `activiteit`, any of these.
    pub activities: Vec<String>,
    /// `dagdeel`, any of these.
    pub dayparts: Vec<String>,
    /// What an offer must have, as codes under their kinds; a part of the week adds its dayparts.
    pub features: Vec<(FeatureKind, String)>,
    /// Whether it is counted what each further choice would leave.
    pub counted: bool,
    /// `pagina`, from 1.
    pub page: u32,
    /// Whether what was not confirmed in time drops down, as people see it. Programs that ask from
    /// a postcode get what is nearest, and the day of confirmation beside it.
    pub late_drops: bool,
}

/// An offer in the catalogue.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The offer.
    pub offer: Arc<Offer>,
    /// The positions of the sessions that are shown.
    pub sessions: Vec<usize>,
    /// Whole metres from the start.
    pub distance_m: Option<u32>,
}

/// A page of the catalogue.
#[derive(Clone, Debug)]
pub struct CataloguePage {
    /// How many offers there are in all.
    pub total: usize,
    /// The page.
    pub offers: Vec<Listed>,
    /// Whether there is a page after this one.
    pub has_next: bool,
    /// What each further choice would leave, when that was asked.
    pub counted: Option<Counted>,
    /// What was chosen by.
    pub features: Features,
    /// The dayparts that were asked.
    pub dayparts: Dayparts,
}

const PAGE: usize = 20;

/// A page of the catalogue: what fits the words best first, then what is nearest when a postcode is
/// given, then what was confirmed most recently. Where the draft says so, an offer past the limit of
/// its municipality drops down ([`finder::Recent`]).
///
/// # Errors
/// [`ActionError::Faults`] with every fault of the query at once.
pub fn catalogue(bridge: &Bridge, draft: &CatalogueDraft) -> Result<CataloguePage, ActionError> {
    let mut faults = Vec::new();
    let start = match draft.place.trim() {
        "" => read_start(bridge, &draft.postcode, "postcode", &mut faults),
        place => read_place(bridge, place, &mut faults),
    };
    let radius_m = match draft.max_distance_km {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range was judged"
        )]
        Some(km) if km > 0.0 && km <= 200.0 => Some((km * 1000.0).round() as u32),
        Some(_) => {
            faults.push(Fault::query("maxAfstandKm", "afstand").with("200"));
            None
        }
        None => None,
    };
    let mut activities = Codes::NONE;
    for word in draft.activities.iter().filter(|word| !word.is_empty()) {
        match word.parse::<Activity>() {
            Ok(activity) => activities.insert(activity),
            Err(_) => {
                let allowed: Vec<&str> = Activity::ALL.iter().map(|item| item.code()).collect();
                faults.push(Fault::query("activiteit", "onbekende-code").with(allowed.join(", ")));
            }
        }
    }
    let mut dayparts = Dayparts::NONE;
    for word in draft.dayparts.iter().filter(|word| !word.is_empty()) {
        match word.parse::<Daypart>() {
            Ok(daypart) => dayparts.insert(daypart),
            Err(()) => {
                faults
                    .push(Fault::query("dagdeel", "onbekende-code").with("ma-ochtend … zo-avond"));
            }
        }
    }
    let features = read_features(draft, &mut dayparts, &mut faults);
    if draft.q.chars().count() > 200 {
        faults.push(Fault::query("q", "te-lang").with("200"));
    }
    if !faults.is_empty() {
        for fault in &mut faults {
            fault.place = FaultIn::Query;
        }
        return Err(ActionError::Faults(faults));
    }
    let page = usize::try_from(draft.page.max(1)).unwrap_or(1);
    let query = CatalogueQuery {
        q: Some(draft.q.clone()).filter(|q| !q.trim().is_empty()),
        start,
        radius_m,
        activities,
        dayparts,
        features,
        counted: draft.counted,
        recent: draft.late_drops.then(|| recent(bridge)),
        skip: (page - 1).saturating_mul(PAGE),
        take: PAGE,
    };
    let found = bridge.finder().catalogue(&query);
    let offers = found
        .offers
        .into_iter()
        .map(|entry| Listed {
            offer: entry.offer,
            sessions: entry.sessions,
            distance_m: entry.distance_m,
        })
        .collect();
    Ok(CataloguePage {
        total: found.total,
        offers,
        has_next: page.saturating_mul(PAGE) < found.total,
        counted: found.counted,
        features,
        dayparts,
    })
}

/// What was chosen by; a part of the week joins the dayparts.
fn read_features(
    draft: &CatalogueDraft,
    dayparts: &mut Dayparts,
    faults: &mut Vec<Fault>,
) -> Features {
    let mut chosen = Features::NONE;
    for (kind, code) in draft.features.iter().filter(|(_, code)| !code.is_empty()) {
        match Feature::read(*kind, code) {
            Some(Feature::Part(part)) => *dayparts = dayparts.or(part.dayparts()),
            Some(feature) => chosen.choose(feature),
            None => {
                let allowed: Vec<&str> = kind.features().map(Feature::code).collect();
                let fault = Fault::query(kind.key(), "onbekende-code");
                faults.push(fault.with(allowed.join(", ")));
            }
        }
    }
    chosen
}

fn recent(bridge: &Bridge) -> Recent {
    let now = bridge.now();
    let usual = limits(&Deadlines::default(), now).confirmed_since;
    let all = bridge.municipalities();
    let own = all.iter().map(|one| {
        let own = limits(&one.settings.deadlines, now).confirmed_since;
        (one.settings.id, own)
    });
    Recent {
        today: day_of(now),
        since: usual,
        elsewhere: own.filter(|(_, day)| *day != usual).collect(),
    }
}

/// One offer that is shown.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such offer, or it has ended.
pub fn offer(bridge: &Bridge, id: OfferId) -> Result<Arc<Offer>, ActionError> {
    bridge.finder().offer(&id).ok_or(ActionError::NotFound)
}

/// The offer a session belongs to, and the session's position in it.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such session, or it has ended.
pub fn session(
    bridge: &Bridge,
    id: domain::ids::SessionId,
) -> Result<(Arc<Offer>, usize), ActionError> {
    bridge.finder().session(&id).ok_or(ActionError::NotFound)
}

/// So many offers, the ones confirmed most recently first, for a list of all addresses.
#[must_use]
pub fn first(bridge: &Bridge, most: usize) -> Vec<Arc<Offer>> {
    let query = CatalogueQuery {
        take: most,
        ..CatalogueQuery::default()
    };
    let found = bridge.finder().catalogue(&query);
    found.offers.into_iter().map(|entry| entry.offer).collect()
}

/// How many offers are shown.
#[must_use]
pub fn offer_count(bridge: &Bridge) -> usize {
    bridge.finder().offer_count()
}

/// How many sessions are shown.
#[must_use]
pub fn session_count(bridge: &Bridge) -> usize {
    bridge.finder().len()
}
