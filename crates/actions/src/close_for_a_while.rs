//! A provider's own summer stop, said by account or by link: while it is closed no deadline runs for it.

use domain::calendar::{Closure, day_of};
use store::{cancelled_lessons, feed, organisations};

use crate::cancel_lesson::tell;
use crate::change_settings::judge_closures;
use crate::submit_offer::Keeper;
use crate::{ActionError, Bridge, Caller};

/// When a provider says it is closed.
#[must_use]
pub fn own_closures(bridge: &Bridge, keeper: &Keeper) -> Vec<Closure> {
    bridge.closures_of(keeper.parts().1)
}

/// Says when the caller's organisation is closed; see [`close`].
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller acts for no provider; as [`close`].
pub async fn close_for_a_while(
    bridge: &Bridge,
    caller: &Caller,
    closures: &[Closure],
) -> Result<(), ActionError> {
    close(bridge, &Keeper::of(caller)?, closures).await
}

/// Says when a provider is closed, in place of what it said before. Referrals keep the due moment they
/// have; the next step counts with it. Whoever has a trial lesson in a closure that is new hears that
/// it does not go on.
///
/// # Errors
/// [`ActionError::Faults`] when a closure ends before it begins or is too long.
pub async fn close(
    bridge: &Bridge,
    keeper: &Keeper,
    closures: &[Closure],
) -> Result<(), ActionError> {
    let now = bridge.now();
    let faults = judge_closures(closures, day_of(now));
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let (home, id, _) = keeper.parts();
    let mut tx = bridge.store().begin().await?;
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
