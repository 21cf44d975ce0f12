//! Suspending a provider that is not safe. At once its offers are gone, no account, token or link
//! of it opens anything, and whoever was with it is helped on: who had not started looks for
//! another offer, who had started is the service point's, and each hears it by mail or is called.

use domain::actor::{Actor, Member};
use domain::fault::Fault;
use domain::ids::{OrganisationId, ReferralId};
use domain::organisation::{OrganisationKind, Role};
use domain::policy::{Verb, may};
use domain::referral::{Deed, Hand};
use store::access_log::{self, Action, Line};
use store::suspensions::{self, LeftWith};
use store::{Scope, StoreError, Tx, feed, organisations, referrals, residents};

pub use store::suspensions::{Suspension, ToCall};

use crate::colleagues::runs_the_municipality;
use crate::take_step::keep;
use crate::{ActionError, Bridge, Caller};

/// Longest reason, in characters.
const REASON_MAX: usize = 2000;

/// Suspends a provider of the caller's municipality, and helps on whoever was with it.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not; [`ActionError::Faults`] without a reason;
/// [`ActionError::NotFound`] when there is no such provider, or it is suspended already.
pub async fn suspend(
    bridge: &Bridge,
    caller: &Caller,
    organisation: OrganisationId,
    reason: &str,
) -> Result<(), ActionError> {
    let (member, role) = who_may(bridge, caller)?;
    let reason = read_reason(reason)?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let by = (member.user, member.organisation, role);
    let home = member.municipality;
    if !suspensions::insert(&mut tx, home, organisation, by, &reason, now).await? {
        return Err(ActionError::NotFound);
    }
    noted(bridge, &mut tx, caller, member, role).await?;
    feed::add(&mut tx, feed::OFFERS, &organisation.to_string(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    // From here on nobody of it sees anything. What is left can be cut short: the worker goes on.
    help_on(bridge).await?;
    Ok(())
}

/// Lifts a suspension: offers, accounts and links work again. Who had started goes on with the
/// provider; who was helped to something else stays there.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not; [`ActionError::NotFound`] when it is not suspended.
pub async fn lift(
    bridge: &Bridge,
    caller: &Caller,
    organisation: OrganisationId,
) -> Result<(), ActionError> {
    let (member, role) = who_may(bridge, caller)?;
    let now = bridge.now();
    let hand = Hand {
        role,
        organisation: Some(member.organisation),
        user: Some(member.user),
    };
    let mut tx = bridge.store().begin().await?;
    let home = member.municipality;
    let lifted = suspensions::lift(&mut tx, home, organisation, member.user, now).await?;
    let Some(lifted) = lifted else {
        return Err(ActionError::NotFound);
    };
    for id in suspensions::still_there(&mut tx, &lifted).await? {
        note(bridge, &mut tx, caller, id, (Deed::Reinstated, hand)).await?;
    }
    noted(bridge, &mut tx, caller, member, role).await?;
    feed::add(&mut tx, feed::OFFERS, &organisation.to_string(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    bridge.ring();
    Ok(())
}

/// Helps on whoever is still with a suspended provider. Gives how many. Asked by the worker too, so
/// that a suspension that was cut short is finished; it can run twice without harm.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn help_on(bridge: &Bridge) -> Result<usize, ActionError> {
    let mut helped = 0;
    loop {
        let left = {
            let mut reading = bridge.store().read().await?;
            suspensions::to_help(&mut reading).await?
        };
        if left.is_empty() {
            break;
        }
        let before = helped;
        for one in &left {
            match help_one(bridge, one).await {
                Ok(()) => helped += 1,
                // Somebody acted on it just now: the next round looks again.
                Err(ActionError::Store(StoreError::Stale)) => {}
                Err(error) => return Err(error),
            }
        }
        if helped == before {
            break;
        }
    }
    if helped > 0 {
        bridge.ring();
    }
    Ok(helped)
}

async fn help_one(bridge: &Bridge, left: &LeftWith) -> Result<(), ActionError> {
    let mut tx = bridge.store().begin().await?;
    let caller = Caller::system();
    let deed = (Deed::Suspended, left.by);
    let by_mail = note(bridge, &mut tx, &caller, left.referral, deed).await?;
    if let Some((home, by_mail)) = by_mail {
        suspensions::told(&mut tx, home, left, by_mail, bridge.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Writes a deed into a referral's history. Gives its municipality and whether its resident can be
/// written to; `None` when there is no such referral.
async fn note(
    bridge: &Bridge,
    tx: &mut Tx,
    caller: &Caller,
    id: ReferralId,
    (deed, hand): (Deed, Hand),
) -> Result<Option<(domain::ids::MunicipalityId, bool)>, ActionError> {
    let now = bridge.now();
    let Some(found) = referrals::find(tx, &Scope::Worker, id).await? else {
        return Ok(None);
    };
    let referral = found.referral;
    let (home, resident) = (referral.municipality, referral.resident);
    let municipality = bridge.municipality(home)?;
    let closures = bridge.closures_of(referral.receiver.organisation);
    let rules = Bridge::rules(&municipality, &closures);
    let known = residents::read(tx, home, resident).await?;
    let by_mail = known.is_some_and(|(client, _)| client.email.is_some());
    // It may have been closed or noted already: then nothing is left to say.
    if let Ok((after, entry)) = referral.note(deed, hand, now, &rules) {
        keep(
            tx,
            caller,
            &municipality,
            &rules,
            &after,
            &entry,
            None,
            resident,
            now,
        )
        .await?;
    }
    Ok(Some((home, by_mail)))
}

/// What the page about suspensions shows.
pub struct Suspensions {
    /// The suspensions, those that hold first.
    pub all: Vec<Suspension>,
    /// The providers that can be suspended, by name.
    pub providers: Vec<(OrganisationId, String)>,
    /// Whom the service point must call; nobody for others.
    pub to_call: Vec<ToCall>,
}

/// The suspensions of the caller's municipality, who can be suspended, and for the service point
/// whom to call.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not.
pub async fn overview(bridge: &Bridge, caller: &Caller) -> Result<Suspensions, ActionError> {
    let (member, role) = who_may(bridge, caller)?;
    let home = member.municipality;
    let mut tx = bridge.store().begin().await?;
    let all = suspensions::list(&mut tx, home).await?;
    let holds = |id| {
        all.iter()
            .any(|one| one.organisation == id && one.lifted_at.is_none())
    };
    let providers = organisations::of_kind(&mut tx, home, OrganisationKind::Provider).await?;
    let providers = providers
        .into_iter()
        .map(|found| (found.organisation.id, found.organisation.name))
        .filter(|(id, _)| !holds(*id))
        .collect();
    let to_call = match role {
        Role::ServicePoint => suspensions::to_call(&mut tx, home).await?,
        _ => Vec::new(),
    };
    let lines: Vec<Line> = to_call
        .iter()
        .map(|one| Line {
            action: Action::List,
            resident: Some(one.resident),
            referral: Some(one.referral),
            consent: Some(one.consent.clone()),
            ..line(bridge, caller, member, role)
        })
        .collect();
    access_log::write(&mut tx, &lines).await?;
    tx.commit().await?;
    Ok(Suspensions {
        all,
        providers,
        to_call,
    })
}

/// Notes that somebody was called about a suspension.
///
/// # Errors
/// [`ActionError::Forbidden`] for who is no service point; [`ActionError::NotFound`] when nobody
/// had to call them.
pub async fn called(bridge: &Bridge, caller: &Caller, id: ReferralId) -> Result<(), ActionError> {
    let (member, role) = who_may(bridge, caller)?;
    if role != Role::ServicePoint {
        return Err(ActionError::Forbidden);
    }
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    if !suspensions::called(&mut tx, member.municipality, id, member.user, now).await? {
        return Err(ActionError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Who suspends: the service point, and an administrator of the municipality itself.
fn who_may<'a>(bridge: &Bridge, caller: &'a Caller) -> Result<(&'a Member, Role), ActionError> {
    let Actor::Member(member) = &caller.actor else {
        return Err(ActionError::Forbidden);
    };
    if !may(&caller.actor, Verb::SuspendProvider) {
        return Err(ActionError::Forbidden);
    }
    if member.roles.has(Role::ServicePoint) {
        return Ok((member, Role::ServicePoint));
    }
    match runs_the_municipality(bridge, member) {
        true => Ok((member, Role::Administrator)),
        false => Err(ActionError::Forbidden),
    }
}

/// The words of a reason, trimmed.
///
/// # Errors
/// [`ActionError::Faults`] when there are none, or too many.
pub(crate) fn read_reason(words: &str) -> Result<String, ActionError> {
    let words = words.trim();
    if words.is_empty() {
        return Err(ActionError::fault(Fault::body("reden", "leeg")));
    }
    if words.chars().count() > REASON_MAX {
        let fault = Fault::body("reden", "te-lang").with(REASON_MAX.to_string());
        return Err(ActionError::fault(fault));
    }
    Ok(words.to_owned())
}

async fn noted(
    bridge: &Bridge,
    tx: &mut Tx,
    caller: &Caller,
    member: &Member,
    role: Role,
) -> Result<(), ActionError> {
    Ok(access_log::write(tx, &[line(bridge, caller, member, role)]).await?)
}

fn line(bridge: &Bridge, caller: &Caller, member: &Member, role: Role) -> Line {
    Line {
        municipality: member.municipality,
        at: bridge.now(),
        user: Some(member.user),
        role,
        organisation: Some(member.organisation),
        on_behalf: None,
        origin: caller.origin.clone(),
        action: Action::AccessChanged,
        resident: None,
        referral: None,
        consent: None,
    }
}
