//! Nothing waits unseen (I3): who is late is reminded, and after the grace the service point takes
//! over. A referral that even then stays unanswered goes on to look for another offer.

use domain::notice::{Notice, Recipient};
use domain::organisation::Role;
use domain::referral::{Deed, Entry, Hand, Referral, Rules, Status};
use jiff::Timestamp;
use store::{Scope, StoreError, lists, outbox, referrals};

use crate::take_step::{keep, trial_question_at};
use crate::{ActionError, Bridge, Caller};

/// Looks at every referral whose moment has come. Gives how many were moved on. Can run twice
/// without harm: each deed is guarded by the referral's version.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn escalate(bridge: &Bridge) -> Result<usize, ActionError> {
    let mut moved = 0;
    loop {
        let now = bridge.now();
        let due = {
            let mut tx = bridge.store().begin().await?;
            let due = lists::due_for_worker(&mut tx, now).await?;
            tx.commit().await?;
            due
        };
        if due.is_empty() {
            break;
        }
        for id in &due {
            match move_on(bridge, *id, now).await {
                Ok(()) => moved += 1,
                // Somebody acted just now: then nothing is late any more.
                Err(ActionError::Store(StoreError::Stale)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    if moved > 0 {
        bridge.ring();
    }
    Ok(moved)
}

async fn move_on(
    bridge: &Bridge,
    id: domain::ids::ReferralId,
    now: Timestamp,
) -> Result<(), ActionError> {
    let caller = Caller::system();
    let mut tx = bridge.store().begin().await?;
    let Some(found) = referrals::find(&mut tx, &Scope::Worker, id).await? else {
        return Ok(());
    };
    let referral = found.referral;
    let municipality = bridge.municipality(referral.municipality)?;
    let closures = bridge.closures_of(referral.receiver.organisation);
    let rules = Bridge::rules(&municipality, &closures);
    if !referral.is_overdue(now) {
        if trial_question_at(&referral).is_some_and(|at| at <= now) {
            ask_about_trial(&mut tx, &referral, now).await?;
        }
        referrals::look_again(&mut tx, &referral, referral.due).await?;
        tx.commit().await?;
        return Ok(());
    }
    let deed = next_deed(&referral, &found.history, &rules);
    let hand = Hand {
        role: Role::System,
        organisation: None,
        user: None,
    };
    let resident = referral.resident;
    let Ok((after, entry)) = referral.clone().note(deed, hand, now, &rules) else {
        referrals::look_again(&mut tx, &referral, None).await?;
        tx.commit().await?;
        return Ok(());
    };
    keep(
        &mut tx,
        &caller,
        &municipality,
        &rules,
        &after,
        &entry,
        None,
        resident,
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// First a reminder; then the service point; then, when nobody ever answered, another offer.
fn next_deed(referral: &Referral, history: &[Entry], rules: &Rules) -> Deed {
    // A reminder counts for the due moment it was about; what the resident noted since does not
    // undo it.
    let reminded = history
        .iter()
        .rev()
        .take_while(|entry| entry.due == referral.due)
        .any(|entry| entry.deed == Deed::Reminded);
    let with_desk = referral
        .owner
        .is_some_and(|owner| owner.organisation == rules.service_point);
    match (reminded, with_desk) {
        (false, _) => Deed::Reminded,
        (true, false) => Deed::TakenOver,
        (true, true) if referral.state.status() == Status::Sent => Deed::Unanswered,
        (true, true) => Deed::Reminded,
    }
}

/// The trial's day has passed: did the resident come?
async fn ask_about_trial(
    tx: &mut store::Tx,
    referral: &Referral,
    now: Timestamp,
) -> Result<(), ActionError> {
    let receiver = Recipient::Receiver(referral.receiver.organisation);
    outbox::insert(
        tx,
        referral.municipality,
        (referral.id, referral.version),
        referral.referrer_user,
        &[(receiver, Notice::TrialQuestion)],
        now,
    )
    .await?;
    Ok(())
}
