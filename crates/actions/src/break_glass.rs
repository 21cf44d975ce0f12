//! Opening in an emergency a referral that one may not see otherwise: with a reason in words, for
//! an hour, to read only. It stands in the log as what it is, the log keeper hears at once, and the
//! resident sees it on their own page. For who treats and guides people; for nobody else.

use domain::actor::Member;
use domain::contact::Phone;
use domain::ids::ReferralId;
use domain::notice::AccountNotice;
use domain::organisation::Role;
use domain::policy::{Verb, may};
use domain::referral::Referral;
use domain::visibility::{Sight, sight_of};
use jiff::{SignedDuration, Timestamp};
use store::access_log::{self, Action, Line};
use store::emergencies::{self, Opening};
use store::{Scope, Tx, accounts, outbox, referrals, residents};
use uuid::Uuid;

pub use store::emergencies::Emergency;

use crate::find_by_number::as_kept;
use crate::show_referral::narrow;
use crate::suspend_provider::read_reason;
use crate::{ActionError, Bridge, Caller, ShownReferral, refused};

/// How long it stays open.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_mins(60);
/// Shortest reason, in characters: "nood" tells the log keeper nothing.
const REASON_MIN: usize = 10;

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The caller may see it anyway: no emergency is needed.
    AsUsual(ReferralId),
    /// It is open, under this key.
    ForAnHour(Uuid),
}

/// Opens the referral with a number, or of the person with a phone number.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not; [`ActionError::Faults`] without a real reason;
/// [`ActionError::NotFound`] when nobody in the municipality is meant, or they were forgotten.
pub async fn open(
    bridge: &Bridge,
    caller: &Caller,
    who: &str,
    reason: &str,
) -> Result<Opened, ActionError> {
    let (member, role) = who_may(caller)?;
    let reason = read_reason(reason)?;
    if reason.chars().count() < REASON_MIN {
        let fault = domain::fault::Fault::body("reden", "te-kort").with(REASON_MIN.to_string());
        return Err(ActionError::fault(fault));
    }
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let Some(referral) = meant(&mut tx, member, who).await? else {
        drop(tx);
        refused::note_of_nobody(bridge, caller).await?;
        return Err(ActionError::NotFound);
    };
    let own = referrals::find(&mut tx, &Scope::of(&caller.actor), referral.id).await?;
    if own.is_some_and(|own| sight_of(&caller.actor, &own.referral, now).is_some()) {
        return Ok(Opened::AsUsual(referral.id));
    }
    let opening = Opening {
        municipality: referral.municipality,
        user: member.user,
        organisation: member.organisation,
        role,
        referral: referral.id,
        at: now,
        until: now.checked_add(OPEN_FOR).unwrap_or(now),
    };
    let id = emergencies::insert(&mut tx, &opening, &reason).await?;
    noted(&mut tx, caller, &referral, role, now).await?;
    let home = referral.municipality;
    for keeper in accounts::with_role(&mut tx, home, Role::LogKeeper).await? {
        let notice = AccountNotice::EmergencyOpened;
        outbox::insert_for_account(&mut tx, home, notice, keeper.user.uuid(), now).await?;
    }
    tx.commit().await?;
    bridge.ring();
    Ok(Opened::ForAnHour(id))
}

/// The referral somebody means, when its resident is known.
async fn meant(tx: &mut Tx, member: &Member, who: &str) -> Result<Option<Referral>, ActionError> {
    let home = member.municipality;
    let id = match (as_kept(who), who.parse::<Phone>()) {
        (Some(number), _) if who.trim().len() < 10 => {
            referrals::by_number(tx, home, &number).await?
        }
        (_, Ok(phone)) => emergencies::of_person(tx, home, &phone).await?,
        _ => None,
    };
    let Some(id) = id else { return Ok(None) };
    let Some(found) = referrals::find(tx, &Scope::Worker, id).await? else {
        return Ok(None);
    };
    let known = residents::read(tx, home, found.referral.resident).await?;
    Ok(known.map(|_| found.referral))
}

/// What the caller holds open, and until when. Each look stands in the log.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not; [`ActionError::NotFound`] when it is somebody
/// else's; [`ActionError::Gone`] once the hour is over.
pub async fn show(
    bridge: &Bridge,
    caller: &Caller,
    id: Uuid,
) -> Result<(ShownReferral, Timestamp), ActionError> {
    let (member, _) = who_may(caller)?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let who = (member.user, member.organisation);
    let held = emergencies::find(&mut tx, id, who).await?;
    let Some((referral, role, until)) = held else {
        return Err(ActionError::NotFound);
    };
    if until <= now {
        return Err(ActionError::Gone);
    }
    let found = referrals::find(&mut tx, &Scope::Worker, referral).await?;
    let Some(found) = found else {
        return Err(ActionError::NotFound);
    };
    let (home, resident) = (found.referral.municipality, found.referral.resident);
    let Some(known) = residents::read(&mut tx, home, resident).await? else {
        return Err(ActionError::Gone);
    };
    let sight = sight_in_emergency(role);
    let shown = narrow(bridge, &mut tx, caller, &found, Some(known), sight).await?;
    noted(&mut tx, caller, &found.referral, role, now).await?;
    tx.commit().await?;
    Ok((shown, until))
}

/// What is shown in an emergency: who it is and how to reach them, what to mind. The medical
/// background only to a care professional; a life may hang on it, so consent is not asked.
const fn sight_in_emergency(role: Role) -> Sight {
    let cares = matches!(role, Role::CareProfessional);
    Sight {
        first_name: true,
        contact: true,
        address: true,
        attention: true,
        reasons: cares,
        medical: cares,
        progress: true,
    }
}

/// The emergencies of the log keeper's municipality. No resident's data.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no log.
pub async fn list(bridge: &Bridge, caller: &Caller) -> Result<Vec<Emergency>, ActionError> {
    let member = crate::who_looked::keeper(caller)?;
    let mut tx = bridge.store().begin().await?;
    let all = emergencies::list(&mut tx, member.municipality).await?;
    tx.commit().await?;
    Ok(all)
}

/// Notes that the log keeper looked at an emergency.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no log; [`ActionError::NotFound`] when none waits, or it
/// is the log keeper's own: then a colleague looks.
pub async fn looked(bridge: &Bridge, caller: &Caller, id: &str) -> Result<(), ActionError> {
    let member = crate::who_looked::keeper(caller)?;
    let mut tx = bridge.store().begin().await?;
    let home = member.municipality;
    if !emergencies::looked(&mut tx, home, id, member.user, bridge.now()).await? {
        return Err(ActionError::NotFound);
    }
    Ok(tx.commit().await?)
}

fn who_may(caller: &Caller) -> Result<(&Member, Role), ActionError> {
    let member = caller
        .as_member()
        .filter(|_| may(&caller.actor, Verb::OpenInEmergency))
        .ok_or(ActionError::Forbidden)?;
    let mut roles = Verb::OpenInEmergency.roles().iter();
    let role = roles.find(|role| member.roles.has(**role));
    role.map(|role| (member, *role))
        .ok_or(ActionError::Forbidden)
}

async fn noted(
    tx: &mut Tx,
    caller: &Caller,
    referral: &Referral,
    role: Role,
    now: Timestamp,
) -> Result<(), ActionError> {
    let line = Line {
        municipality: referral.municipality,
        at: now,
        user: caller.actor.user(),
        role,
        organisation: caller.actor.organisation(),
        on_behalf: None,
        origin: caller.origin.clone(),
        action: Action::Emergency,
        resident: Some(referral.resident),
        referral: Some(referral.id),
        consent: Some(referral.consent.to_stored()),
    };
    Ok(access_log::write(tx, &[line]).await?)
}
