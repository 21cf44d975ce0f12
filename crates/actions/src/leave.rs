//! Ending a membership. In one transaction the person's sessions, tokens, open links and
//! delegations end, and the open referrals they sent go to a colleague: the next request of theirs
//! finds nothing, and no report goes to who left.

use domain::fault::Fault;
use domain::ids::{OrganisationId, UserId};
use domain::organisation::Role;
use store::access_log::{self, Action, Line};
use store::{delegations, invitations, memberships, web_sessions};

use crate::{ActionError, Bridge, Caller, members};

/// Ends somebody's membership of an organisation. `heir` is the colleague who takes over the open
/// referrals they sent; it is asked for when there are some and somebody could. When nobody can,
/// reports go to the organisation's own address.
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
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    if !memberships::end(&mut tx, home, organisation, user, now).await? {
        return Err(ActionError::NotFound);
    }
    memberships::end_keys(&mut tx, home, organisation, user, now).await?;
    delegations::end_given_at(&mut tx, organisation, user, now).await?;
    // A session may act for any of their organisations: all end, and they sign in again elsewhere.
    web_sessions::end_of(&mut tx, user).await?;
    invitations::end_resets(&mut tx, user, now).await?;
    let handed = match known {
        Some(heir) => memberships::hand_over(&mut tx, organisation, user, heir).await?,
        None => Vec::new(),
    };
    let ended = Line {
        municipality: home,
        at: now,
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
    access_log::write(&mut tx, &lines).await?;
    Ok(tx.commit().await?)
}
