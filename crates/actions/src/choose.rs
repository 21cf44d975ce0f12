//! From what was chosen to who receives it: an offer's provider, the coach team, a care
//! professional. Called by `refer` and by a new choice in `take_step`.

use domain::fault::Fault;
use domain::ids::{MunicipalityId, OfferId, SessionId, UserId};
use domain::organisation::Role;
use domain::referral::{Receiver, Target};
use store::{Tx, accounts, offers};

use crate::refer::ReferralDraft;
use crate::{ActionError, Bridge};

/// A target that was found, with who receives it.
pub(crate) struct Chosen {
    pub target: Target,
    pub receiver: Receiver,
    pub receiver_name: String,
    pub closures: Vec<domain::calendar::Closure>,
    pub full: bool,
}

/// The municipality of the offer that was chosen, from memory.
pub(crate) fn offered_in(bridge: &Bridge, draft: &ReferralDraft) -> Option<MunicipalityId> {
    let by_session = draft
        .session
        .trim()
        .parse()
        .ok()
        .and_then(|id| bridge.finder().session(&id));
    if let Some((offer, _)) = by_session {
        return Some(offer.municipality);
    }
    let id: OfferId = draft.offer.trim().parse().ok()?;
    bridge.finder().offer(&id).map(|offer| offer.municipality)
}

/// Finds what was chosen and who receives it.
pub(crate) async fn choose(
    bridge: &Bridge,
    tx: &mut Tx,
    home: MunicipalityId,
    (session, offer, coach, care): (&str, &str, bool, &str),
) -> Result<Chosen, ActionError> {
    let unknown = |place: &str, code| ActionError::fault(Fault::body(place, code));
    if !session.trim().is_empty() {
        let id: SessionId = session
            .trim()
            .parse()
            .map_err(|_| unknown("sessieId", "onbekende-sessie"))?;
        let Some((offer, position)) = bridge.finder().session(&id) else {
            return Err(unknown("sessieId", "onbekende-sessie"));
        };
        let full = offer.sessions[position].places_left == Some(0);
        let target = Target::Session {
            offer: offer.id,
            session: id,
        };
        return of_provider(bridge, &offer, target, full);
    }
    if !offer.trim().is_empty() {
        let id: OfferId = offer
            .trim()
            .parse()
            .map_err(|_| unknown("aanbodId", "onbekend-aanbod"))?;
        let Some(offer) = bridge.finder().offer(&id) else {
            return Err(unknown("aanbodId", "onbekend-aanbod"));
        };
        let full = !offer.sessions.is_empty()
            && offer
                .sessions
                .iter()
                .all(|session| session.places_left == Some(0));
        return of_provider(bridge, &offer, Target::Offer(id), full);
    }
    if coach {
        let municipality = bridge.municipality(home)?;
        let team = bridge.organisation(municipality.settings.coach_team);
        let Some(team) = team else {
            return Err(unknown("beweegcoach", "geen-coach"));
        };
        return Ok(Chosen {
            target: Target::Coach,
            receiver: Receiver {
                organisation: team.organisation.id,
                role: Role::Coach,
            },
            receiver_name: team.organisation.name,
            closures: team.closures,
            full: false,
        });
    }
    let id: UserId = care
        .trim()
        .parse()
        .map_err(|_| unknown("zorgverlenerId", "onbekende-zorgverlener"))?;
    let professionals = accounts::with_role(tx, home, Role::CareProfessional).await?;
    let Some(found) = professionals.into_iter().find(|member| member.user == id) else {
        return Err(unknown("zorgverlenerId", "onbekende-zorgverlener"));
    };
    Ok(Chosen {
        target: Target::CareProfessional(id),
        receiver: Receiver {
            organisation: found.organisation,
            role: Role::CareProfessional,
        },
        receiver_name: found.organisation_name,
        closures: Vec::new(),
        full: false,
    })
}

fn of_provider(
    bridge: &Bridge,
    offer: &domain::offer::Offer,
    target: Target,
    full: bool,
) -> Result<Chosen, ActionError> {
    let provider = bridge.organisation(offer.provider);
    let Some(provider) = provider else {
        return Err(ActionError::NotFound);
    };
    Ok(Chosen {
        target,
        receiver: Receiver {
            organisation: offer.provider,
            role: Role::Provider,
        },
        receiver_name: provider.organisation.name,
        closures: provider.closures,
        full,
    })
}

/// An offer as it was when it is no longer shown; for pages about referrals to it.
pub(crate) async fn offer_of(
    bridge: &Bridge,
    tx: &mut Tx,
    target: Target,
) -> Result<Option<domain::offer::Offer>, ActionError> {
    let Some(id) = target.offer() else {
        return Ok(None);
    };
    match bridge.finder().offer(&id) {
        Some(offer) => Ok(Some((*offer).clone())),
        None => Ok(offers::find(tx, id).await?),
    }
}
