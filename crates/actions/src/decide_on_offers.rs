//! The service point's list of offers that need somebody: not confirmed in time, hidden, of a
//! provider whom no mail reaches, or with a website that does not answer. It decides: keep, hide,
//! end, show again; of one offer, or of several of a provider at once. What it ended can be put back.

use domain::calendar::day_of;
use domain::fault::Fault;
use domain::freshness::{Decision, PUT_BACK_DAYS, limits};
use domain::ids::{MunicipalityId, OfferId};
use domain::offer::{ConfirmedBy, OfferStatus};
use domain::policy::{Verb, may};
use jiff::{SignedDuration, Timestamp};
use store::{Tx, feed, offer_care, offers};

use crate::{ActionError, Bridge, Caller, judge_offers, pictures};

pub use store::offer_care::{Broken, Undecided, Unreached};

/// What needs somebody.
#[derive(Clone, Debug)]
pub struct OfferCare {
    /// Not confirmed, though the provider was asked or cannot be asked.
    pub unconfirmed: Vec<Undecided>,
    /// How many more are not confirmed in time, about which the provider is or will be asked.
    pub still_asked: u64,
    /// Providers whom no mail reaches.
    pub unreached: Vec<Unreached>,
    /// Websites that do not answer.
    pub broken: Vec<Broken>,
    /// Hidden by the service point.
    pub hidden: Vec<Undecided>,
    /// Stopped by the service point, and not too long ago to be put back.
    pub stopped: Vec<Undecided>,
}

/// So many offers are decided on at once.
pub const AT_ONCE: usize = 200;

/// The list.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point.
pub async fn list(bridge: &Bridge, caller: &Caller) -> Result<OfferCare, ActionError> {
    if !may(&caller.actor, Verb::Curate) {
        return Err(ActionError::Forbidden);
    }
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    let home = member.municipality;
    let settings = bridge.municipality(home)?.settings;
    let limits = limits(&settings.deadlines, bridge.now());
    let mut reading = bridge.store().read().await?;
    let unconfirmed = offer_care::unconfirmed(&mut reading, home, limits).await?;
    let late = offer_care::count_late(&mut reading, home, limits).await?;
    Ok(OfferCare {
        still_asked: late.saturating_sub(unconfirmed.len() as u64),
        unconfirmed,
        unreached: offer_care::unreached(&mut reading, home).await?,
        broken: offer_care::broken_websites(&mut reading, home).await?,
        hidden: offer_care::hidden(&mut reading, home).await?,
        stopped: offer_care::stopped(&mut reading, home, put_back_since(bridge.now())).await?,
    })
}

/// How much waits for the service point's decision: what providers sent in, pictures, offers that
/// are not confirmed, mail and websites that do not work.
///
/// # Errors
/// As [`list`].
pub async fn how_many_wait(bridge: &Bridge, caller: &Caller) -> Result<u64, ActionError> {
    let care = list(bridge, caller).await?;
    let sent_in = judge_offers::list(bridge, caller).await?.len();
    let pictures = pictures::waiting(bridge, caller).await?.len();
    let broken = care.unreached.len() + care.broken.len();
    Ok((sent_in + pictures + care.unconfirmed.len() + broken) as u64)
}

/// Since when what was stopped can be put back.
fn put_back_since(now: Timestamp) -> Timestamp {
    let days = SignedDuration::from_hours(24 * PUT_BACK_DAYS);
    now.checked_sub(days).unwrap_or(Timestamp::MIN)
}

/// Decides on one offer of the caller's municipality. Deciding the same twice changes nothing.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when
/// there is no such offer, or it is not as the decision supposes.
pub async fn decide(
    bridge: &Bridge,
    caller: &Caller,
    id: OfferId,
    decision: Decision,
) -> Result<(), ActionError> {
    let done = decide_all(bridge, caller, &[id], decision).await?;
    if done == 0 {
        return Err(ActionError::NotFound);
    }
    Ok(())
}

/// Decides the same on several offers, which is one answer of a provider who called. What is not (any
/// more) as the decision supposes is left. Gives how many are now as was decided.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when one
/// is not of its municipality; [`ActionError::Faults`] when none is named, or too many are.
pub async fn decide_all(
    bridge: &Bridge,
    caller: &Caller,
    ids: &[OfferId],
    decision: Decision,
) -> Result<usize, ActionError> {
    if !may(&caller.actor, Verb::Curate) {
        return Err(ActionError::Forbidden);
    }
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    let home = member.municipality;
    if ids.is_empty() || ids.len() > AT_ONCE {
        let fault = Fault::body("aanbod", "te-veel").with(AT_ONCE.to_string());
        return Err(ActionError::fault(fault));
    }
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let all = offers::many(&mut tx, ids).await?;
    let ours = |id: &OfferId| all.get(id).filter(|offer| offer.municipality == home);
    if !ids.iter().all(|id| ours(id).is_some()) {
        return Err(ActionError::NotFound);
    }
    let stood = |status: OfferStatus| {
        let all = all.values().filter(move |offer| offer.status == status);
        all.map(|offer| offer.id).collect::<Vec<_>>()
    };
    // What was decided before is so already; keeping is a new confirmation.
    let already = match decision {
        Decision::Keep => 0,
        Decision::Hide => stood(OfferStatus::Hidden).len(),
        Decision::Show => stood(OfferStatus::Visible).len(),
        Decision::PutBack => stood(OfferStatus::Visible).len() + stood(OfferStatus::Hidden).len(),
        Decision::End => stood(OfferStatus::Ended).len(),
    };
    let changed = match decision {
        // What stays as it is is confirmed and not changed: an import can still be taken back.
        Decision::Keep => stood(OfferStatus::Visible),
        _ => carry_out(&mut tx, home, ids, decision, now).await?,
    };
    if changed.is_empty() {
        return Ok(already);
    }
    if matches!(decision, Decision::Keep | Decision::Show) {
        let by = ConfirmedBy::ServicePoint;
        offers::confirm_these(&mut tx, &changed, by, day_of(now), now).await?;
    }
    feed::add_offers(&mut tx, &changed, now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(already + changed.len())
}

async fn carry_out(
    tx: &mut Tx,
    home: MunicipalityId,
    ids: &[OfferId],
    decision: Decision,
    now: Timestamp,
) -> Result<Vec<OfferId>, ActionError> {
    let shown = OfferStatus::Visible;
    let hidden = OfferStatus::Hidden;
    Ok(match decision {
        Decision::Keep => Vec::new(),
        Decision::Hide => offer_care::set_status(tx, home, ids, (shown, hidden), now).await?,
        Decision::Show => offer_care::set_status(tx, home, ids, (hidden, shown), now).await?,
        // What is hidden can end too.
        Decision::End => offer_care::stop(tx, home, ids, now).await?,
        Decision::PutBack => offer_care::put_back(tx, home, ids, put_back_since(now), now).await?,
    })
}
