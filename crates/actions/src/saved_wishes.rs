//! A coach saves what a client under guidance wishes, and hears when something fits. Saved with a
//! referral, for the coach's organisation; sealed under the resident's key, and thrown away when
//! they end. What is new among the offers is compared by [`crate::meet_demand`], and a mail
//! tells it: at once, and for the same wishes once a day. Looking at them is looking at the
//! referral, and stands in the log as that.

use domain::calendar::{AMSTERDAM, day_of};
use domain::fault::Fault;
use domain::ids::{OfferId, OrganisationId, ReferralId};
use domain::policy::{Verb, may};
use domain::referral::{Party, Referral};
use domain::saved_wish::{self, End, State};
use jiff::Timestamp;
use store::access_log::{self, Action, Line};
use store::saved_wishes::{self, Found, SavedWish};
use store::vault::ResidentKey;
use store::{StoreError, Tx, residents, vault};
use uuid::Uuid;

pub use store::saved_wishes::Waiting;

use crate::search::{ShownHit, lessons};
use crate::take_step::{conflict, refused};
use crate::wishes_draft::{WishesDraft, read_wishes};
use crate::{ActionError, Bridge, Caller, ShownReferral, kept_wishes};

/// So many of the best hits are looked through for what was found.
const LOOKED_AT: usize = 500;

/// Saved wishes as a viewer may see them. Cannot be printed.
#[derive(Clone)]
pub struct ShownWish {
    /// Their key.
    pub id: Uuid,
    /// Whose they are.
    pub organisation: OrganisationId,
    /// What is wished; `None` once they ended.
    pub wishes: Option<WishesDraft>,
    /// Where they are.
    pub state: State,
    /// When they were saved.
    pub made_at: Timestamp,
    /// When they ended.
    pub ended_at: Option<Timestamp>,
    /// What was found since and not put aside, newest first.
    pub offers: Vec<OfferId>,
}

impl ShownWish {
    /// What is wished as JSON, by the names of a search; `None` once they ended.
    #[must_use]
    pub fn wishes_json(&self) -> Option<String> {
        self.wishes.as_ref().map(kept_wishes::to_text)
    }
}

/// Saves wishes with a referral. The same wishes again are the same. Gives their key.
///
/// # Errors
/// In this order: [`ActionError::NotFound`]; [`ActionError::Forbidden`] for who does not coach; a
/// conflict when the referral is closed; every fault: of the wishes, `begeleiding-nodig` when the
/// resident did not agree to be guided, `te-veel-wensen` when three are active;
/// [`ActionError::Gone`] when the resident was forgotten.
pub async fn save(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    wishes: &WishesDraft,
) -> Result<Uuid, ActionError> {
    let now = bridge.now();
    let (mut tx, referral) = kept_by(bridge, caller, id, now).await?;
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    if !referral.state.status().is_open() {
        return Err(conflict(caller, &referral, now));
    }
    read_wishes(bridge, wishes)?;
    if !saved_wish::can_be_saved(&referral) {
        return Err(fault("begeleiding-nodig"));
    }
    let home = referral.municipality;
    let known = residents::read(&mut tx, home, referral.resident).await?;
    let Some((_, key)) = known else {
        return Err(ActionError::Gone);
    };
    let text = kept_wishes::to_text(wishes);
    let mut active = 0;
    for one in saved_wishes::of_referral(&mut tx, home, id).await? {
        if one.state != State::Active {
            continue;
        }
        active += 1;
        let same = opened(&one, &referral, &key)?.as_ref() == Some(&text);
        if same && one.organisation == member.organisation {
            return Ok(one.id);
        }
    }
    if active >= saved_wish::MOST {
        return Err(fault("te-veel-wensen"));
    }
    let sealed = vault::seal_text(&key, referral.resident, &text)?;
    let by = (member.organisation, member.user);
    let made = saved_wishes::insert(&mut tx, home, id, by, sealed, now).await?;
    log(&mut tx, caller, &referral, now).await?;
    tx.commit().await?;
    Ok(made)
}

/// What a coach says about saved wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Something was found.
    Answered,
    /// Nobody has to look any more.
    Stop,
    /// This offer does not suit after all.
    SetAside(OfferId),
}

/// Writes down what a coach says about wishes of their organisation. Saying it twice changes nothing
/// more.
///
/// # Errors
/// [`ActionError::NotFound`] also when there are no such wishes, or another organisation's;
/// [`ActionError::Forbidden`] for who does not coach.
pub async fn say(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    wish: Uuid,
    said: Said,
) -> Result<(), ActionError> {
    let now = bridge.now();
    let (mut tx, referral) = kept_by(bridge, caller, id, now).await?;
    let Some(organisation) = caller.actor.organisation() else {
        return Err(ActionError::Forbidden);
    };
    let home = referral.municipality;
    let all = saved_wishes::of_referral(&mut tx, home, id).await?;
    let mut own = all.iter().filter(|one| one.organisation == organisation);
    if !own.any(|one| one.id == wish) {
        // Whoever asked may know the referral: what they asked for is another's, or never was.
        refused(&mut tx, caller, &referral, now).await?;
        tx.commit().await?;
        return Err(ActionError::NotFound);
    }
    let of = (home, id);
    let changed = match said {
        Said::Answered => {
            let to = State::Answered;
            saved_wishes::close_one(&mut tx, of, wish, organisation, to, now).await?
        }
        Said::Stop => {
            let to = State::Ended(End::Stopped);
            saved_wishes::close_one(&mut tx, of, wish, organisation, to, now).await?
        }
        Said::SetAside(offer) => {
            let found = Found {
                municipality: home,
                wish,
                offer,
            };
            saved_wishes::set_aside(&mut tx, found, now).await?
        }
    };
    if changed {
        log(&mut tx, caller, &referral, now).await?;
    }
    Ok(tx.commit().await?)
}

/// The referral, for a coach to whom its wishes are a matter; who is not stands in the log.
async fn kept_by(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    now: Timestamp,
) -> Result<(Tx, Referral), ActionError> {
    let (mut tx, found) = crate::refused::find(bridge, caller, id, now).await?;
    if saved_wish::may_keep(&caller.actor, &found.referral) {
        return Ok((tx, found.referral));
    }
    refused(&mut tx, caller, &found.referral, now).await?;
    tx.commit().await?;
    Err(ActionError::Forbidden)
}

fn fault(code: &'static str) -> ActionError {
    ActionError::fault(Fault::body("wensen", code))
}

fn opened(
    one: &SavedWish,
    referral: &Referral,
    key: &ResidentKey,
) -> Result<Option<String>, StoreError> {
    let sealed = one.sealed.as_ref();
    sealed
        .map(|sealed| vault::open_text(key, referral.resident, sealed))
        .transpose()
}

/// The saved wishes of a referral for whoever looks at it: a coach sees those of their own
/// organisation, the resident all; everybody else none.
pub(crate) async fn shown(
    bridge: &Bridge,
    tx: &mut Tx,
    caller: &Caller,
    parties: &[Party],
    referral: &Referral,
    key: Option<&ResidentKey>,
) -> Result<Vec<ShownWish>, ActionError> {
    let resident = parties.contains(&Party::Resident);
    let Some(key) = key.filter(|_| resident || parties.contains(&Party::Coach)) else {
        return Ok(Vec::new());
    };
    let (home, id) = (referral.municipality, referral.id);
    let mut kept = saved_wishes::of_referral(tx, home, id).await?;
    let own = caller.actor.organisation();
    kept.retain(|one| resident || Some(one.organisation) == own);
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let found = saved_wishes::offers_of(tx, home, id).await?;
    kept.iter()
        .map(|one| {
            let text = opened(one, referral, key)?;
            let offers = found.iter().filter(|(wish, _)| *wish == one.id);
            Ok(ShownWish {
                id: one.id,
                organisation: one.organisation,
                wishes: text.map(|text| kept_wishes::for_home(bridge, &text, home)),
                state: one.state,
                made_at: one.made_at,
                ended_at: one.ended_at,
                offers: offers.map(|(_, offer)| *offer).collect(),
            })
        })
        .collect()
}

/// Active wishes with what was found for them and fits today.
pub struct FittingNow {
    /// Their key.
    pub id: Uuid,
    /// What is wished.
    pub wishes: WishesDraft,
    /// When they were saved.
    pub made_at: Timestamp,
    /// The best moment of each offer that was found since, best first, with its reasons.
    pub hits: Vec<ShownHit>,
}

/// The active wishes of a referral as its viewer sees it, with what was found and fits today. Reads
/// memory only.
#[must_use]
pub fn fitting(bridge: &Bridge, shown: &ShownReferral) -> Vec<FittingNow> {
    let active = shown.saved_wishes.iter();
    let active = active.filter(|one| one.state == State::Active);
    active
        .filter_map(|one| {
            let wishes = one.wishes.clone()?;
            Some(FittingNow {
                id: one.id,
                hits: hits_of(bridge, &wishes, &one.offers),
                wishes,
                made_at: one.made_at,
            })
        })
        .collect()
}

fn hits_of(bridge: &Bridge, wishes: &WishesDraft, found: &[OfferId]) -> Vec<ShownHit> {
    // A postcode may be gone since: then nothing can be shown, and the wishes stay.
    let Ok(mut wishes) = read_wishes(bridge, wishes) else {
        return Vec::new();
    };
    if found.is_empty() {
        return Vec::new();
    }
    wishes.take = LOOKED_AT;
    let mut hits = lessons(bridge, wishes).hits;
    hits.retain(|hit| found.contains(&hit.offer_id));
    hits
}

/// The referrals for which something was found that the caller's organisation has to look at:
/// numbers and counts, nothing about the person.
///
/// # Errors
/// [`ActionError::Forbidden`] for who has no work list; nothing for who does not coach.
pub async fn waiting(bridge: &Bridge, caller: &Caller) -> Result<Vec<Waiting>, ActionError> {
    let member = caller.as_member();
    let Some(member) = member.filter(|_| may(&caller.actor, Verb::SeeWorkList)) else {
        return Err(ActionError::Forbidden);
    };
    if !member.roles.has(domain::organisation::Role::Coach) {
        return Ok(Vec::new());
    }
    let (home, organisation) = (member.municipality, member.organisation);
    let mut reading = bridge.store().read().await?;
    Ok(saved_wishes::waiting(&mut reading, home, organisation).await?)
}

/// Tells coaches what was found for the wishes they saved, with all that is new: at once, and for
/// the same wishes once a day. Two nodes at once make one mail. Gives how many mails are new.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn tell_coaches(bridge: &Bridge) -> Result<usize, ActionError> {
    let now = bridge.now();
    let day = day_of(now);
    let began = day.to_zoned(AMSTERDAM);
    let began = began.map_or(now, |began| began.timestamp());
    let untold = {
        let mut reading = bridge.store().read().await?;
        saved_wishes::untold(&mut reading, began).await?
    };
    if untold.is_empty() {
        return Ok(0);
    }
    let mut tx = bridge.store().begin().await?;
    let made = saved_wishes::tell(&mut tx, &untold, day, now).await?;
    tx.commit().await?;
    if made > 0 {
        bridge.ring();
    }
    Ok(made)
}

async fn log(
    tx: &mut Tx,
    caller: &Caller,
    referral: &Referral,
    now: Timestamp,
) -> Result<(), ActionError> {
    let line = Line {
        municipality: referral.municipality,
        at: now,
        user: caller.actor.user(),
        role: Party::Coach.role(referral.receiver.role, referral.referrer_role),
        organisation: caller.actor.organisation(),
        on_behalf: caller.on_behalf(None),
        origin: caller.origin.clone(),
        action: Action::Change,
        resident: Some(referral.resident),
        referral: Some(referral.id),
        consent: Some(referral.consent.to_stored()),
    };
    Ok(access_log::write(tx, &[line]).await?)
}
