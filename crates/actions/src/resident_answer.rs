//! What the resident says on their own page: I come, I cannot, call me, I stop.

use domain::actor::Actor;
use domain::codes::OTHER;
use domain::organisation::Role;
use domain::referral::{Command, Deed, Hand, Party, State};
use domain::visibility::sight_of;
use store::{Scope, referrals};

use crate::take_step::{self, keep};
use crate::{ActionError, Bridge, Caller};

/// An answer of the resident (surface.md, section 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// `ik-kom`
    Coming,
    /// `ik-kan-niet`
    CannotCome,
    /// `bel-mij`
    CallMe,
    /// `ik-stop`
    Stop,
}

impl Answer {
    /// From the button's value.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "ik-kom" => Some(Self::Coming),
            "ik-kan-niet" => Some(Self::CannotCome),
            "bel-mij" => Some(Self::CallMe),
            "ik-stop" => Some(Self::Stop),
            _ => None,
        }
    }
}

/// Writes down the resident's answer. The same answer twice, or one that no longer makes sense,
/// changes nothing and is no error: the page shows how things stand.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such referral.
pub async fn answer(
    bridge: &Bridge,
    caller: &Caller,
    answer: Answer,
    reason: Option<String>,
) -> Result<(), ActionError> {
    let Actor::Resident { referral: id } = caller.actor else {
        return Err(ActionError::Forbidden);
    };
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let found = referrals::find(&mut tx, &Scope::of(&caller.actor), id).await?;
    let Some(found) = found else {
        return Err(ActionError::NotFound);
    };
    let referral = found.referral;
    if sight_of(&caller.actor, &referral, now).is_none() {
        return Err(ActionError::NotFound);
    }
    let deed = match answer {
        Answer::Coming => Deed::Coming,
        Answer::CannotCome => Deed::CannotCome,
        Answer::CallMe => Deed::CallMe,
        Answer::Stop => {
            if !referral.state.status().is_open() {
                return Ok(());
            }
            let reason = reason.unwrap_or_default();
            let started =
                matches!(referral.state, State::Started(_)) || referral.state.has_started();
            let list = if started {
                domain::codes::STOP_REASONS
            } else {
                domain::codes::WITHDRAW_REASONS
            };
            let own = if started {
                "op-eigen-verzoek"
            } else {
                "op-verzoek"
            };
            let known = list.codes.contains(&reason.as_str()) && reason != OTHER;
            let reason = if known { reason } else { own.to_owned() };
            let command = if started {
                Command::Stop { reason }
            } else {
                Command::Withdraw { reason }
            };
            let step = take_step::Deed {
                party: Party::Resident,
                command,
                on_behalf: None,
                words: None,
            };
            take_step::carry_out(bridge, &mut tx, caller, referral, step, now).await?;
            tx.commit().await?;
            bridge.ring();
            return Ok(());
        }
    };
    if referral.last.0 == deed {
        return Ok(());
    }
    let municipality = bridge.municipality(referral.municipality)?;
    let closures = bridge.closures_of(referral.receiver.organisation);
    let rules = Bridge::rules(&municipality, &closures);
    let hand = Hand {
        role: Role::Resident,
        organisation: None,
        user: None,
    };
    let resident = referral.resident;
    let Ok((after, entry)) = referral.note(deed, hand, now, &rules) else {
        return Ok(());
    };
    keep(
        &mut tx,
        caller,
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
    bridge.ring();
    Ok(())
}
