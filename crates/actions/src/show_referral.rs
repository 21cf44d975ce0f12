//! Showing one referral: narrowed to what the viewer may see, and written in the log.

use domain::actor::Actor;
use domain::client::{CaseNotes, Client};
use domain::ids::{OrganisationId, ReferralId};
use domain::organisation::Role;
use domain::referral::{Deed, Entry, Party, Referral, parties_of};
use domain::visibility::{Sight, shown_status, sight_of};
pub use store::access_log::Seen;
use store::access_log::{self, Action, Line};
use store::referrals::Found;
use store::vault::ResidentKey;
use store::{Scope, Tx, objections, organisations, referrals, residents, vault};

use crate::choose::offer_of;
use crate::shown::{ShownOwner, ShownReferral, ShownStep};
use crate::take_step::steps_for;
use crate::{ActionError, Bridge, Caller, consent_history, object, refused, saved_wishes};

/// Shows a referral to the caller.
///
/// # Errors
/// [`ActionError::NotFound`] when to the caller it does not exist.
pub async fn show_referral(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
) -> Result<ShownReferral, ActionError> {
    let shown = show(bridge, caller, id, Action::Read).await;
    refused::noted(bridge, caller, id, shown).await
}

/// Shows a referral to be printed or copied; the log tells so.
///
/// # Errors
/// [`ActionError::NotFound`] when to the caller it does not exist.
pub async fn copy_referral(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
) -> Result<ShownReferral, ActionError> {
    let shown = show(bridge, caller, id, Action::Copy).await;
    refused::noted(bridge, caller, id, shown).await
}

/// Shows the resident all that is kept about them, to take along as a file; the log tells so.
///
/// # Errors
/// [`ActionError::Forbidden`] for anybody but the resident.
pub async fn export_own(bridge: &Bridge, caller: &Caller) -> Result<ShownReferral, ActionError> {
    match caller.actor {
        Actor::Resident { referral } => show(bridge, caller, referral, Action::Export).await,
        _ => Err(ActionError::Forbidden),
    }
}

async fn show(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    action: Action,
) -> Result<ShownReferral, ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let found = referrals::find(&mut tx, &Scope::of(&caller.actor), id).await?;
    let Some(found) = found else {
        return Err(ActionError::NotFound);
    };
    let Some(sight) = sight_of(&caller.actor, &found.referral, now) else {
        return Err(ActionError::NotFound);
    };
    let known = residents::read(
        &mut tx,
        found.referral.municipality,
        found.referral.resident,
    )
    .await?;
    let shown = narrow(bridge, &mut tx, caller, &found, known, sight).await?;
    let line = Line {
        municipality: found.referral.municipality,
        at: now,
        user: caller.actor.user(),
        role: role_towards(caller, &found.referral),
        organisation: caller.actor.organisation(),
        on_behalf: caller.on_behalf(None),
        origin: caller.origin.clone(),
        action,
        resident: Some(found.referral.resident),
        referral: Some(found.referral.id),
        consent: Some(found.referral.consent.to_stored()),
    };
    access_log::write(&mut tx, &[line]).await?;
    tx.commit().await?;
    Ok(shown)
}

/// The role in which the caller stands towards a referral.
pub(crate) fn role_towards(caller: &Caller, referral: &Referral) -> Role {
    match parties_of(&caller.actor, referral).first() {
        Some(party) => party.role(referral.receiver.role, referral.referrer_role),
        None => caller.role(),
    }
}

pub(crate) async fn narrow(
    bridge: &Bridge,
    tx: &mut Tx,
    caller: &Caller,
    found: &Found,
    known: Option<(Client, ResidentKey)>,
    sight: Sight,
) -> Result<ShownReferral, ActionError> {
    let referral = &found.referral;
    let names = Names::of(tx, referral, &found.history).await?;
    let offer = offer_of(bridge, tx, referral.target).await?;
    let (client, notes) = match &known {
        Some((client, key)) => (
            Some(seen_client(client, sight)),
            seen_notes(found.notes(key)?, sight),
        ),
        None => (None, CaseNotes::default()),
    };
    let parties = parties_of(&caller.actor, referral);
    let reads_all = parties.iter().any(|party| *party != Party::Receiver);
    let mut history = Vec::with_capacity(found.history.len());
    for (entry, sealed) in found.history.iter().zip(&found.sealed_words) {
        let closing = entry.number == referral.version && !entry.to.is_open();
        if !sight.progress && entry.deed != Deed::Sent && !closing {
            continue;
        }
        // Words beside a step may tell more than a receiver may know: it reads its own only.
        let own =
            entry.by.organisation.is_some() && entry.by.organisation == caller.actor.organisation();
        let words = match (sealed, &known) {
            (Some(sealed), Some((_, key))) if sight.progress && (own || reads_all) => {
                Some(vault::open_text(key, referral.resident, sealed)?)
            }
            _ => None,
        };
        let organisation = entry.by.organisation.and_then(|id| names.of_id(id));
        history.push(ShownStep {
            entry: entry.clone(),
            organisation,
            words,
        });
    }
    let consent_history = match reads_all {
        true => consent_history::of(tx, found, |id| names.of_id(id)).await?,
        false => Vec::new(),
    };
    let reads_objections = [Party::Resident, Party::ServicePoint];
    let reads_objections = parties.iter().any(|one| reads_objections.contains(one));
    let objections = match (&known, reads_objections) {
        (Some((_, key)), true) => objections::of_referral(tx, referral.municipality, referral.id)
            .await?
            .iter()
            .map(|kept| object::shown(kept, referral, key))
            .collect::<Result<_, _>>()?,
        _ => Vec::new(),
    };
    let key = known.as_ref().map(|(_, key)| key);
    let saved_wishes = saved_wishes::shown(bridge, tx, caller, &parties, referral, key).await?;
    let hidden = !sight.progress && referral.state.status().is_open();
    let owner = referral.owner.map(|owner| ShownOwner {
        role: owner.role,
        organisation: owner.organisation,
        name: names.of_id(owner.organisation).unwrap_or_default(),
    });
    Ok(ShownReferral {
        id: referral.id,
        municipality: referral.municipality,
        number: referral.number.clone(),
        status: shown_status(sight, referral.state.status()),
        owner: if hidden { None } else { owner },
        due: if hidden { None } else { referral.due },
        version: referral.version,
        sent_at: referral.sent_at,
        changed_at: if hidden {
            referral.sent_at
        } else {
            referral.changed_at
        },
        target: referral.target,
        offer,
        receiver: referral.receiver,
        receiver_name: names
            .of_id(referral.receiver.organisation)
            .unwrap_or_default(),
        receiver_phone: names.receiver_phone,
        referrer: referral.referrer,
        referrer_name: referral.referrer.and_then(|id| {
            names
                .names
                .iter()
                .find(|(known, _)| *known == id)
                .map(|(_, name)| name.clone())
        }),
        trial: if hidden { None } else { referral.trial() },
        attempts: if hidden { 0 } else { referral.attempts },
        sight,
        parties,
        client,
        notes,
        consent: referral.consent,
        consent_history,
        objections,
        saved_wishes,
        history,
        allowed: steps_for(caller, referral, bridge.now()),
    })
}

fn seen_client(client: &Client, sight: Sight) -> Client {
    let mut seen = client.clone();
    if !sight.contact {
        seen.name = client.first_name().to_owned();
        seen.phone = None;
        seen.email = None;
        seen.contact_person = None;
        seen.birth_year = None;
        seen.preference = None;
    }
    if !sight.address {
        seen.address = None;
        seen.postcode = None;
    }
    seen
}

fn seen_notes(notes: CaseNotes, sight: Sight) -> CaseNotes {
    CaseNotes {
        motives: if sight.reasons {
            notes.motives
        } else {
            Vec::new()
        },
        particulars: notes.particulars.filter(|_| sight.reasons),
        attention: notes.attention.filter(|_| sight.attention),
        medical_background: notes.medical_background.filter(|_| sight.medical),
    }
}

/// The names of the organisations in a referral's life.
struct Names {
    names: Vec<(OrganisationId, String)>,
    receiver_phone: Option<String>,
}

impl Names {
    async fn of(tx: &mut Tx, referral: &Referral, history: &[Entry]) -> Result<Self, ActionError> {
        let mut ids: Vec<OrganisationId> = history
            .iter()
            .flat_map(|entry| {
                [
                    entry.by.organisation,
                    entry.owner.map(|owner| owner.organisation),
                ]
            })
            .chain([Some(referral.receiver.organisation), referral.referrer])
            .flatten()
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let known = organisations::many(tx, &ids).await?;
        let receiver_phone = known
            .iter()
            .find(|found| found.organisation.id == referral.receiver.organisation)
            .and_then(|found| found.organisation.phone.clone());
        let names = known
            .into_iter()
            .map(|found| (found.organisation.id, found.organisation.name))
            .collect();
        Ok(Self {
            names,
            receiver_phone,
        })
    }

    fn of_id(&self, id: OrganisationId) -> Option<String> {
        self.names
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, name)| name.clone())
    }
}

/// Who looked at a referral's data: for the log keeper and the resident.
///
/// # Errors
/// [`ActionError::NotFound`] when to the caller there is no such referral.
pub async fn who_looked(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
) -> Result<Vec<Seen>, ActionError> {
    let looked = looked(bridge, caller, id).await;
    refused::noted(bridge, caller, id, looked).await
}

async fn looked(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
) -> Result<Vec<Seen>, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let keeper = caller.actor.has(Role::LogKeeper);
    let scope = if keeper {
        Scope::Worker
    } else {
        Scope::of(&caller.actor)
    };
    let found = referrals::find(&mut tx, &scope, id).await?;
    let Some(found) = found else {
        return Err(ActionError::NotFound);
    };
    match caller.as_member() {
        Some(member) if keeper && member.municipality == found.referral.municipality => {}
        None if matches!(caller.actor, Actor::Resident { .. }) => {}
        _ => return Err(ActionError::NotFound),
    }
    Ok(access_log::of_referral(&mut tx, id, found.referral.resident).await?)
}
