//! A provider's own summer stop: while it is closed no deadline runs for it.

use domain::calendar::Closure;
use domain::organisation::Role;
use store::{cancelled_lessons, feed, organisations};

use crate::cancel_lesson::tell;
use crate::change_settings::judge_closures;
use crate::{ActionError, Bridge, Caller};

/// When the caller's organisation says it is closed.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller acts for no provider.
pub fn own_closures(bridge: &Bridge, caller: &Caller) -> Result<Vec<Closure>, ActionError> {
    match caller.as_member() {
        Some(member) if member.roles.has(Role::Provider) => {
            Ok(bridge.closures_of(member.organisation))
        }
        _ => Err(ActionError::Forbidden),
    }
}

/// Says when the caller's organisation is closed, in place of what it said before. Referrals keep
/// the due moment they have; the next step counts with it. Whoever has a trial lesson in a closure
/// that is new hears that it does not go on.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller acts for no provider; [`ActionError::Faults`] when a
/// closure ends before it begins or is too long.
pub async fn close_for_a_while(
    bridge: &Bridge,
    caller: &Caller,
    closures: &[Closure],
) -> Result<(), ActionError> {
    let Some(member) = caller
        .as_member()
        .filter(|member| member.roles.has(Role::Provider))
    else {
        return Err(ActionError::Forbidden);
    };
    let faults = judge_closures(closures);
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let (home, id) = (member.municipality, member.organisation);
    organisations::set_closures(&mut tx, home, id, closures).await?;
    let known = bridge.closures_of(id);
    for fresh in closures.iter().filter(|one| !known.contains(one)) {
        let trials = cancelled_lessons::trials_in(&mut tx, id, *fresh).await?;
        tell(&mut tx, &trials, now).await?;
    }
    feed::add(&mut tx, "instellingen", &id.to_string(), now).await?;
    tx.commit().await?;
    bridge.ring();
    bridge.refresh().await?;
    Ok(())
}
