//! Standing in for a colleague ("namens"): given by the colleague, for some days and some verbs,
//! ended by either. It reaches no further than the colleague does, and not past the municipality
//! where the stand-in works. What the verbs leave open is judged in the domain.

use domain::actor::{MandateVerbs, Member};
use domain::calendar::{day_of, moment_of};
use domain::fault::Fault;
use domain::ids::{OrganisationId, UserId};
use domain::organisation::Roles;
use domain::policy::{Verb, may};
use domain::sign_in::needs_second_step;
use jiff::civil::{Date, time};
use jiff::{Span, Timestamp};
use store::access_log::Action;
use store::key_store::fresh_uuid;
use store::{accounts, delegations};
use uuid::Uuid;

use crate::sign_in::{log_of, memberships};
use crate::{ActionError, Bridge, Caller};

pub use store::delegations::{Delegation, Listed};

/// A delegation as it comes in: nothing believed yet.
#[derive(Clone, Debug, Default)]
pub struct DelegationDraft {
    /// `email`: who stands in.
    pub email: String,
    /// `begin`: the first day.
    pub from: String,
    /// `eind`: the last day.
    pub until: String,
    /// `mag`: what for, by codes.
    pub verbs: Vec<String>,
}

/// Lets somebody stand in for the caller.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller may not delegate, or stands in for somebody;
/// [`ActionError::Faults`] with every fault at once: `email`, `begin`, `eind`, `mag`.
pub async fn give(
    bridge: &Bridge,
    caller: &Caller,
    draft: &DelegationDraft,
) -> Result<(), ActionError> {
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    if member.mandate.is_some() || !may(&caller.actor, Verb::Delegate) {
        return Err(ActionError::Forbidden);
    }
    let now = bridge.now();
    let mut faults = Vec::new();
    let verbs = MandateVerbs::of(draft.verbs.iter().map(String::as_str));
    if !verbs.any() {
        faults.push(Fault::body("mag", "ontbreekt"));
    }
    let period = read_period(draft, now, &mut faults);
    let delegate = stand_in(bridge, member, draft.email.trim()).await?;
    if delegate.is_none() {
        let code = match draft.email.trim() {
            "" => "ontbreekt",
            _ => "geen-collega",
        };
        faults.push(Fault::body("email", code));
    }
    let (Some((from, until)), Some(delegate), true) = (period, delegate, faults.is_empty()) else {
        return Err(ActionError::Faults(faults));
    };
    let delegation = Delegation {
        municipality: member.municipality,
        organisation: member.organisation,
        delegator: member.user,
        delegate,
        verbs,
        from,
        until,
    };
    let mut tx = bridge.store().begin().await?;
    delegations::insert(&mut tx, fresh_uuid(now), &delegation, now).await?;
    log_of(
        &mut tx,
        bridge,
        member,
        &caller.origin,
        Action::AccessChanged,
    )
    .await?;
    Ok(tx.commit().await?)
}

/// The days, from the first's beginning to the last's end; at most a year, not wholly gone by.
fn read_period(
    draft: &DelegationDraft,
    now: Timestamp,
    faults: &mut Vec<Fault>,
) -> Option<(Timestamp, Timestamp)> {
    let mut day = |location: &str, text: &str| {
        let read = text.trim().parse::<Date>();
        match (text.trim().is_empty(), read) {
            (true, _) => faults.push(Fault::body(location, "ontbreekt")),
            (false, Err(_)) => faults.push(Fault::body(location, "datum")),
            (false, Ok(day)) => return Some(day),
        }
        None
    };
    let (from, until) = (day("begin", &draft.from), day("eind", &draft.until));
    let (from, until) = (from?, until?);
    let longest = from.checked_add(Span::new().years(1)).unwrap_or(from);
    if until < from || until < day_of(now) || until > longest {
        faults.push(Fault::body("eind", "periode"));
        return None;
    }
    let midnight = time(0, 0, 0, 0);
    let after = until.tomorrow().unwrap_or(until);
    Some((moment_of(from, midnight), moment_of(after, midnight)))
}

/// Who has this address and could stand in for a member.
async fn stand_in(
    bridge: &Bridge,
    member: &Member,
    email: &str,
) -> Result<Option<UserId>, ActionError> {
    let found = {
        let mut reading = bridge.store().read().await?;
        accounts::password_of(&mut reading, email).await?
    };
    let Some((user, _)) = found.filter(|(user, _)| *user != member.user) else {
        return Ok(None);
    };
    let may_stand_in = is_trusted_in(bridge, user, member).await?;
    Ok(may_stand_in.then_some(user))
}

/// Whether somebody works in a member's municipality in a role that asks for a second step: without
/// one, nobody comes near residents.
async fn is_trusted_in(
    bridge: &Bridge,
    user: UserId,
    member: &Member,
) -> Result<bool, ActionError> {
    let all = memberships(bridge, user).await?;
    let roles: Roles = all
        .iter()
        .filter(|one| one.municipality == member.municipality)
        .flat_map(|one| one.roles.iter())
        .collect();
    Ok(needs_second_step(roles))
}

/// What somebody gave and got, and is not over.
///
/// # Errors
/// When the store cannot be read.
pub async fn list(bridge: &Bridge, user: UserId) -> Result<Vec<Listed>, ActionError> {
    let mut reading = bridge.store().read().await?;
    Ok(delegations::of(&mut reading, user, bridge.now()).await?)
}

/// Ends a delegation that the caller gave or got. It holds from the next request on.
///
/// # Errors
/// [`ActionError::NotFound`] when there is none of theirs under this key.
pub async fn end(bridge: &Bridge, caller: &Caller, id: Uuid) -> Result<(), ActionError> {
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    let mut tx = bridge.store().begin().await?;
    if !delegations::end(&mut tx, id, member.user, bridge.now()).await? {
        return Err(ActionError::NotFound);
    }
    log_of(
        &mut tx,
        bridge,
        member,
        &caller.origin,
        Action::AccessChanged,
    )
    .await?;
    Ok(tx.commit().await?)
}

/// For whom somebody may stand in now.
///
/// # Errors
/// When the store cannot be read.
pub async fn in_force(bridge: &Bridge, user: UserId) -> Result<Vec<Member>, ActionError> {
    let given = {
        let mut reading = bridge.store().read().await?;
        delegations::in_force(&mut reading, user, bridge.now()).await?
    };
    let mut out = Vec::with_capacity(given.len());
    if given.is_empty() {
        return Ok(out);
    }
    let own = memberships(bridge, user).await?;
    for member in given {
        let roles: Roles = own
            .iter()
            .filter(|one| one.municipality == member.municipality)
            .flat_map(|one| one.roles.iter())
            .collect();
        if needs_second_step(roles) && !member.roles.is_empty() {
            out.push(member);
        }
    }
    Ok(out)
}

/// Somebody acting for an organisation.
#[derive(Clone, Debug)]
pub struct Acting {
    /// Who, and for whom.
    pub member: Member,
    /// Whether they could act for somebody else too.
    pub several: bool,
}

/// Somebody acting for an organisation, as themselves or standing in for `delegator`; `None` when
/// that has ended since.
///
/// # Errors
/// When the store cannot be read.
pub async fn acting(
    bridge: &Bridge,
    user: UserId,
    organisation: OrganisationId,
    delegator: Option<UserId>,
) -> Result<Option<Acting>, ActionError> {
    let all = match delegator {
        None => memberships(bridge, user).await?,
        Some(_) => in_force(bridge, user).await?,
    };
    Ok(acting_among(all, organisation, delegator))
}

/// The same for who acts as themselves, when their memberships were just read.
#[must_use]
pub fn acting_as_oneself(memberships: Vec<Member>, organisation: OrganisationId) -> Option<Acting> {
    acting_among(memberships, organisation, None)
}

fn acting_among(
    all: Vec<Member>,
    organisation: OrganisationId,
    delegator: Option<UserId>,
) -> Option<Acting> {
    let several = all.len() > 1 || delegator.is_some();
    let found = all.into_iter().find(|member| {
        let mandate = member.mandate.as_ref();
        member.organisation == organisation && mandate.map(|mandate| mandate.delegator) == delegator
    });
    found.map(|member| Acting { member, several })
}
