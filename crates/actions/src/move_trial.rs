//! Agreeing on another day for a trial lesson: one act of a person and two entries of the history,
//! `niet-gekomen` and `proefles-gepland`, in one transaction. The steps stay what they are: a
//! program takes the two one after the other.

use domain::ids::ReferralId;
use domain::policy::may_take;
use domain::referral::{Command, Status, Step, StepDraft};
use domain::visibility::sight_of;
use store::{Scope, StoreError, referrals};

use crate::take_step::{Deed, carry_out, conflict, implied_behalf, lost_the_race, refused};
use crate::{ActionError, Bridge, Caller};

/// Moves a planned trial lesson to the moment in `words.on`. Without `version` it is moved from
/// whatever is there. Gives the referral's new version.
///
/// # Errors
/// In the order of [`crate::take_step::take_step`]: not found, forbidden, a conflict when no trial
/// is planned or the version has moved on, then every fault of the fields at once.
pub async fn move_trial(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    words: &StepDraft,
    version: Option<u32>,
) -> Result<u32, ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let found = referrals::find(&mut tx, &Scope::of(&caller.actor), id).await?;
    let referral = found.ok_or(ActionError::NotFound)?.referral;
    if sight_of(&caller.actor, &referral, now).is_none() {
        return Err(ActionError::NotFound);
    }
    let called_off = may_take(&caller.actor, Step::NoShow, &referral);
    let planned = may_take(&caller.actor, Step::PlanTrial, &referral);
    let (Some(called_off), Some(planned)) = (called_off, planned) else {
        refused(&mut tx, caller, &referral, now).await?;
        tx.commit().await?;
        return Err(ActionError::Forbidden);
    };
    let stale = version.is_some_and(|version| version != referral.version);
    if stale || referral.state.status() != Status::TrialPlanned {
        return Err(conflict(caller, &referral, now));
    }
    let today = domain::calendar::day_of(now);
    let read = words.read(Step::PlanTrial, today, None, &[]);
    let (plan, said) = read.map_err(ActionError::Faults)?;
    let behalf = |party| {
        said.on_behalf
            .or_else(|| implied_behalf(party, Step::PlanTrial))
    };
    let off = Deed {
        party: called_off,
        command: Command::NoShow,
        on_behalf: behalf(called_off),
        words: None,
    };
    let on = Deed {
        party: planned,
        command: plan,
        on_behalf: behalf(planned),
        words: said.note,
    };
    let both = async {
        let between = carry_out(bridge, &mut tx, caller, referral, off, now).await?;
        carry_out(bridge, &mut tx, caller, between, on, now).await
    };
    let after = match both.await {
        Err(ActionError::Store(StoreError::Stale)) => {
            drop(tx);
            return Err(lost_the_race(bridge, caller, id, now).await);
        }
        other => other?,
    };
    tx.commit().await?;
    bridge.ring();
    Ok(after.version)
}
