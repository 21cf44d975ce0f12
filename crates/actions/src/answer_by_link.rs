//! Links in messages: from a token to the one who may act with it. Opening changes nothing.

use domain::actor::Actor;
use domain::ids::MunicipalityId;
use domain::referral::{Party, parties_of};
use store::access_log::{self, Action, Line};
use store::links::{self, Link, Purpose};
use store::suspensions;

use crate::{ActionError, Bridge, Caller, refused};

/// Longest token anybody made: longer ones are not looked up.
const TOKEN_MAX: usize = 64;

/// The receiver behind `/v/{token}`.
///
/// # Errors
/// [`ActionError::NotFound`] when the token was never made; [`ActionError::Gone`] when it no
/// longer works.
pub async fn receiver(bridge: &Bridge, token: &str, origin: String) -> Result<Caller, ActionError> {
    let link = open(bridge, Purpose::Answer, token).await?;
    let Some(organisation) = link.organisation else {
        return Err(ActionError::NotFound);
    };
    let mut reading = bridge.store().read().await?;
    if suspensions::is_suspended(&mut reading, organisation).await? {
        return Err(ActionError::Gone);
    }
    let actor = Actor::ReceiverByLink {
        organisation,
        referral: link.referral,
    };
    Ok(Caller {
        actor,
        origin: format!("link {origin}"),
    })
}

/// The resident behind `/mijn/{token}`.
///
/// # Errors
/// [`ActionError::NotFound`] when the token was never made; [`ActionError::Gone`] when it no
/// longer works.
pub async fn resident(bridge: &Bridge, token: &str, origin: String) -> Result<Caller, ActionError> {
    let link = open(bridge, Purpose::Mine, token).await?;
    let actor = Actor::Resident {
        referral: link.referral,
    };
    Ok(Caller {
        actor,
        origin: format!("link {origin}"),
    })
}

async fn open(bridge: &Bridge, purpose: Purpose, token: &str) -> Result<Link, ActionError> {
    if token.len() > TOKEN_MAX {
        return Err(ActionError::NotFound);
    }
    let mut reading = bridge.store().read().await?;
    let link = links::by_token(&mut reading, purpose, token).await?;
    let Some(link) = link else {
        return Err(ActionError::NotFound);
    };
    if link.expires_at <= bridge.now() {
        return Err(ActionError::Gone);
    }
    Ok(link)
}

/// The token of the resident's page of a referral that the caller may see, and the code for on
/// paper: for whoever prints it. `None` when it no longer works.
///
/// # Errors
/// [`ActionError::NotFound`] when to the caller there is no such referral.
pub async fn for_paper(
    bridge: &Bridge,
    caller: &Caller,
    id: domain::ids::ReferralId,
) -> Result<Option<(String, String)>, ActionError> {
    let given = give_on_paper(bridge, caller, id).await;
    refused::noted(bridge, caller, id, given).await
}

async fn give_on_paper(
    bridge: &Bridge,
    caller: &Caller,
    id: domain::ids::ReferralId,
) -> Result<Option<(String, String)>, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let found = store::referrals::find(&mut tx, &store::Scope::of(&caller.actor), id).await?;
    let Some(found) = found else {
        return Err(ActionError::NotFound);
    };
    // The resident's own page tells more than a receiver may see.
    let gives_it = [
        Party::Referrer,
        Party::Coach,
        Party::ServicePoint,
        Party::Resident,
    ];
    let parties = parties_of(&caller.actor, &found.referral);
    if !parties.iter().any(|party| gives_it.contains(party)) {
        return Err(ActionError::NotFound);
    }
    let line = Line {
        municipality: found.referral.municipality,
        at: bridge.now(),
        user: caller.actor.user(),
        role: caller.role(),
        organisation: caller.actor.organisation(),
        on_behalf: None,
        origin: caller.origin.clone(),
        action: Action::Copy,
        resident: Some(found.referral.resident),
        referral: Some(id),
        consent: None,
    };
    access_log::write(&mut tx, &[line]).await?;
    let found = links::of_referral(&mut tx, id, Purpose::Mine).await?;
    let secrets = bridge.store().secrets();
    let now = bridge.now();
    tx.commit().await?;
    Ok(found
        .into_iter()
        .find(|link| link.expires_at > now)
        .map(|link| (link.token(secrets), link.printed_code(secrets))))
}

/// The resident behind a printed code and a year of birth.
///
/// # Errors
/// [`ActionError::NotFound`] when code and year do not belong together.
pub async fn by_printed_code(
    bridge: &Bridge,
    code: &str,
    birth_year: i16,
) -> Result<String, ActionError> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 8 {
        return Err(ActionError::NotFound);
    }
    let now = bridge.now();
    let secrets = bridge.store().secrets();
    let mut tx = bridge.store().begin().await?;
    let hash = secrets.lookup_hash("code", &digits);
    for link in links::by_code(&mut tx, &hash).await? {
        if link.expires_at <= now {
            continue;
        }
        let scope = store::Scope::Resident {
            referral: link.referral,
        };
        let Some(found) = store::referrals::find(&mut tx, &scope, link.referral).await? else {
            continue;
        };
        let home: MunicipalityId = found.referral.municipality;
        let known = store::residents::read(&mut tx, home, found.referral.resident).await?;
        if known.is_some_and(|(client, _)| client.birth_year == Some(birth_year)) {
            return Ok(link.token(secrets));
        }
    }
    Err(ActionError::NotFound)
}
