//! A coach begins a group for what is missed: a new offer of the coach's own organisation, or of a
//! provider that will hold it. The service point looks at it as at any other; once it is shown,
//! whoever reported that they missed it hears (`meet_demand`).

use domain::actor::Member;
use domain::fault::Fault;
use domain::ids::{OfferId, OrganisationId};
use domain::offer_draft::OfferDraft;
use domain::organisation::OrganisationKind;
use domain::policy::{Verb, may};
use store::{organisations, suspensions};

use crate::submit_offer::{self, Keeper};
use crate::{ActionError, Bridge, Caller};

/// Who may hold a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Its key.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

fn coach(caller: &Caller) -> Result<&Member, ActionError> {
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    match may(&caller.actor, Verb::BeginGroup) {
        true => Ok(member),
        false => Err(ActionError::Forbidden),
    }
}

/// Who may hold the coach's group: the coach's own organisation first, then the municipality's
/// providers by name, without those that are suspended.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no coach.
pub async fn hosts(bridge: &Bridge, caller: &Caller) -> Result<Vec<Host>, ActionError> {
    let member = coach(caller)?;
    let own = bridge.organisation(member.organisation);
    let own = own.ok_or(ActionError::NotFound)?;
    let mut reading = bridge.store().read().await?;
    let home = member.municipality;
    let shut = suspensions::suspended(&mut reading, home).await?;
    let providers = organisations::of_kind(&mut reading, home, OrganisationKind::Provider).await?;
    let others = providers
        .into_iter()
        .map(|found| found.organisation)
        .filter(|one| one.id != member.organisation && !shut.contains(&one.id));
    Ok(std::iter::once(own.organisation)
        .chain(others)
        .map(|one| Host {
            id: one.id,
            name: one.name,
        })
        .collect())
}

/// What a coach is shown of the form for a new group.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no coach.
pub fn keeper(caller: &Caller) -> Result<Keeper, ActionError> {
    let member = coach(caller)?;
    Ok(Keeper::of_coach(member, member.organisation))
}

/// Sends in a group that `host`, one of [`hosts`] by its key, is to hold. Gives the offer's key.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no coach; [`ActionError::Faults`] with every fault
/// of the form at once.
pub async fn begin_group(
    bridge: &Bridge,
    caller: &Caller,
    host: &str,
    draft: &OfferDraft,
) -> Result<OfferId, ActionError> {
    let member = coach(caller)?;
    let all = hosts(bridge, caller).await?;
    let chosen = all.iter().find(|one| one.id.to_string() == host.trim());
    let Some(chosen) = chosen else {
        let code = match host.trim() {
            "" => "ontbreekt",
            _ => "onbekende-code",
        };
        let mut faults = vec![Fault::body("aanbieder", code)];
        let own = Keeper::of_coach(member, member.organisation);
        faults.extend(submit_offer::faults_of_new(bridge, &own, draft)?);
        return Err(ActionError::Faults(faults));
    };
    let keeper = Keeper::of_coach(member, chosen.id);
    submit_offer::submit_new(bridge, &keeper, draft).await
}
