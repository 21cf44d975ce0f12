//! One member as an administrator sees them: roles given and taken. Whom it reaches is judged by
//! [`crate::colleagues::Reach`]; ending a membership is [`crate::leave`].

use domain::fault::Fault;
use domain::ids::{OrganisationId, UserId};
use domain::organisation::{Role, Roles};
use domain::policy::{Verb, may};
use store::access_log::Action;
use store::accounts::{self, Colleague};
use store::{memberships, organisations};

use crate::colleagues::Reach;
use crate::sign_in::log_of;
use crate::{ActionError, Bridge, Caller};

/// A member, with all that an administrator decides on.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Who.
    pub colleague: Colleague,
    /// The roles that may be given here.
    pub roles: Vec<Role>,
    /// How many open referrals they sent for this organisation.
    pub open_referrals: i64,
    /// Colleagues who could take those over: key and name.
    pub heirs: Vec<(UserId, String)>,
}

/// Shows one member of an organisation that the caller lets people into.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller lets nobody in; [`ActionError::NotFound`] when it is
/// none of theirs, or the caller in person: nobody decides on their own roles.
pub async fn show(
    bridge: &Bridge,
    caller: &Caller,
    organisation: OrganisationId,
    user: UserId,
) -> Result<Shown, ActionError> {
    if !may(&caller.actor, Verb::ManageMembers) || caller.actor.mandate().is_some() {
        return Err(ActionError::Forbidden);
    }
    let reach = Reach::of(bridge, caller)?;
    let mut reading = bridge.store().read().await?;
    let all = accounts::of_municipality(&mut reading, reach.municipality()).await?;
    let here = |one: &Colleague| one.member.organisation == organisation;
    let refers = |roles: Roles| Verb::Refer.roles().iter().any(|role| roles.has(*role));
    let heirs = all
        .iter()
        .filter(|one| here(one) && one.member.user != user && refers(one.member.roles))
        .map(|one| (one.member.user, one.member.name.clone()))
        .collect();
    let own = caller.actor.user() == Some(user);
    let colleague = all
        .into_iter()
        .find(|one| here(one) && one.member.user == user)
        .filter(|one| !own && reach.covers(one))
        .ok_or(ActionError::NotFound)?;
    let open_referrals = memberships::open_referrals(&mut reading, organisation, user).await?;
    Ok(Shown {
        colleague,
        roles: reach.roles().to_vec(),
        open_referrals,
        heirs,
    })
}

/// Gives somebody these roles at an organisation, and no others. It holds from their next request
/// on; their tokens lose what they lose, and gain nothing.
///
/// # Errors
/// As [`show`]; [`ActionError::Faults`] without a role, [`ActionError::Forbidden`] for a role that
/// is not the caller's to give.
pub async fn set_roles(
    bridge: &Bridge,
    caller: &Caller,
    organisation: OrganisationId,
    user: UserId,
    roles: Roles,
) -> Result<(), ActionError> {
    let shown = show(bridge, caller, organisation, user).await?;
    if roles.is_empty() {
        return Err(ActionError::fault(Fault::body("rol", "ontbreekt")));
    }
    let reach = Reach::of(bridge, caller)?;
    let mut tx = bridge.store().begin().await?;
    let home = organisations::find(&mut tx, organisation).await?;
    let home = home.ok_or(ActionError::NotFound)?.organisation;
    if !reach.may_give(&home, roles) {
        return Err(ActionError::Forbidden);
    }
    let member = shown.colleague.member;
    accounts::join(&mut tx, member.municipality, organisation, user, roles).await?;
    let by = caller.as_member().ok_or(ActionError::Forbidden)?;
    log_of(&mut tx, bridge, by, &caller.origin, Action::AccessChanged).await?;
    Ok(tx.commit().await?)
}
