//! A resident corrects their own details. They are kept in one place: whoever may see them sees
//! the new ones from then on, and the resident is found by the new phone number and no more by the
//! old.

use domain::actor::Actor;
use domain::client::ClientDraft;
use domain::fault::Fault;
use domain::organisation::Role;
use domain::visibility::sight_of;
use store::access_log::{self, Action, Line};
use store::{Scope, referrals, residents};

use crate::refer::with_type_faults;
use crate::{ActionError, Bridge, Caller};

/// Writes the resident's corrected details. The same details again change nothing. How they wish
/// to be reached stays when the draft does not say.
///
/// # Errors
/// [`ActionError::Faults`] with every fault; [`ActionError::Gone`] when they were forgotten.
pub async fn correct_details(
    bridge: &Bridge,
    caller: &Caller,
    draft: &ClientDraft,
    type_faults: &[Fault],
) -> Result<(), ActionError> {
    let Actor::Resident { referral: id } = caller.actor else {
        return Err(ActionError::Forbidden);
    };
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let found = referrals::find(&mut tx, &Scope::of(&caller.actor), id).await?;
    let found = found.filter(|found| sight_of(&caller.actor, &found.referral, now).is_some());
    let Some(referral) = found.map(|found| found.referral) else {
        return Err(ActionError::NotFound);
    };
    let home = referral.municipality;
    let Some((old, key)) = residents::read(&mut tx, home, referral.resident).await? else {
        return Err(ActionError::Gone);
    };
    let this_year = domain::calendar::day_of(now).year();
    let mut draft = draft.clone();
    if draft.preference.is_empty()
        && let Some(preference) = old.preference
    {
        preference.code().clone_into(&mut draft.preference);
    }
    let client = match draft.read(this_year, "client") {
        Ok(client) if type_faults.is_empty() => client,
        read => {
            let faults = read.err().unwrap_or_default();
            return Err(ActionError::Faults(with_type_faults(type_faults, faults)));
        }
    };
    if client.lacks_parent(this_year) && !old.lacks_parent(this_year) {
        return Err(ActionError::fault(Fault::body(
            "client.contactpersoon.grondslag",
            "ouder-nodig",
        )));
    }
    if client == old {
        return Ok(());
    }
    residents::update(&mut tx, home, referral.resident, &key, &client).await?;
    let line = Line {
        municipality: home,
        at: now,
        user: None,
        role: Role::Resident,
        organisation: None,
        on_behalf: None,
        origin: caller.origin.clone(),
        action: Action::Change,
        resident: Some(referral.resident),
        referral: Some(referral.id),
        consent: None,
    };
    access_log::write(&mut tx, &[line]).await?;
    Ok(tx.commit().await?)
}
