//! Ending a membership, by an administrator or because a provider of sign-ins took the last group
//! away. In one transaction the person's sessions, tokens, open links and delegations end, and the
//! open referrals they sent go to a colleague: the next request of theirs finds nothing, and no
//! report goes to who left.

use domain::fault::Fault;
use domain::ids::{MunicipalityId, OrganisationId, UserId};
use domain::organisation::Role;
use store::access_log::{self, Action, Line};
use store::{Tx, delegations, invitations, memberships, web_sessions};

use crate::{ActionError, Bridge, Caller, members};

/// Ends somebody's membership of an organisation. `heir` is the colleague who takes over the open
/// referrals they sent; it is asked for when there are some and somebody could.
///
/// # Errors
/// As [`members::show`]; [`ActionError::Faults`] when a colleague must be named, or the one named
/// cannot refer here.
pub async fn end_membership(
    bridge: &Bridge,
    caller: &Caller,
    organisation: OrganisationId,
    user: UserId,
    heir: Option<UserId>,
) -> Result<(), ActionError> {
    let shown = members::show(bridge, caller, organisation, user).await?;
    let known = heir.filter(|heir| shown.heirs.iter().any(|(id, _)| id == heir));
    if heir.is_some() && known.is_none() {
        return Err(ActionError::fault(Fault::body("collega", "onbekende-code")));
    }
    if shown.open_referrals > 0 && known.is_none() && !shown.heirs.is_empty() {
        return Err(ActionError::fault(Fault::body("collega", "ontbreekt")));
    }
    let by = caller.as_member().ok_or(ActionError::Forbidden)?;
    let home = shown.colleague.member.municipality;
    let ended = Line {
        municipality: home,
        at: bridge.now(),
        user: Some(by.user),
        role: by.roles.first().unwrap_or(Role::System),
        organisation: Some(by.organisation),
        on_behalf: None,
        origin: caller.origin.clone(),
        action: Action::AccessChanged,
        resident: None,
        referral: None,
        consent: None,
    };
    let mut tx = bridge.store().begin().await?;
    if !end_within(&mut tx, (home, organisation, user), known, &ended).await? {
        return Err(ActionError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Ends a membership with all that hangs on it, within a transaction. `ended` is how the log tells
/// it. Without an heir, reports about open referrals go to the organisation's own address, and to
/// the service point when it has none. Gives whether there was such a membership.
pub(crate) async fn end_within(
    tx: &mut Tx,
    (home, organisation, user): (MunicipalityId, OrganisationId, UserId),
    heir: Option<UserId>,
    ended: &Line,
) -> Result<bool, ActionError> {
    let now = ended.at;
    if !memberships::end(tx, home, organisation, user, now).await? {
        return Ok(false);
    }
    memberships::end_keys(tx, home, organisation, user, now).await?;
    delegations::end_given_at(tx, organisation, user, now).await?;
    // A session may act for any of their organisations: all end, and they sign in again elsewhere.
    web_sessions::end_of(tx, user).await?;
    invitations::end_resets(tx, user, now).await?;
    let handed = match heir {
        Some(heir) => memberships::hand_over(tx, organisation, user, heir).await?,
        None => Vec::new(),
    };
    let of_referrals = handed
        .into_iter()
        .map(|(municipality, referral, resident)| Line {
            municipality,
            action: Action::Change,
            resident: Some(resident),
            referral: Some(referral),
            ..ended.clone()
        });
    let lines: Vec<Line> = std::iter::once(ended.clone()).chain(of_referrals).collect();
    access_log::write(tx, &lines).await?;
    Ok(true)
}
