//! Odd behaviour in the access log: the rules are applied, the log keeper asks the reason, the
//! person answers in words, the log keeper closes. An alarm accuses nobody.

use domain::alarm::{Rule, last_night};
use domain::fault::Fault;
use jiff::SignedDuration;
use store::alarms;

pub use store::alarms::Alarm;

use crate::who_looked::keeper;
use crate::{ActionError, Bridge, Caller};

/// How far back the rules look: a program that was down for a day misses nothing.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(26);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Longest answer.
const ANSWER_MAX: usize = 2000;

/// Applies every rule to what happened lately. Can run twice without harm. Gives how many alarms
/// are new or grew.
///
/// # Errors
/// When the store cannot be written.
pub async fn watch(bridge: &Bridge) -> Result<u64, ActionError> {
    let now = bridge.now();
    let lately = (
        now.checked_sub(LOOK_BACK).unwrap_or(now),
        now.checked_add(HOUR).unwrap_or(now),
    );
    let night = last_night(now);
    let mut changed = 0;
    let mut tx = bridge.store().begin().await?;
    for rule in Rule::ALL {
        let (period, stretch) = match rule {
            Rule::ManySearches | Rule::ManyReads | Rule::ManyRefusals => (lately, HOUR),
            Rule::OtherRegion => (lately, DAY),
            // One stretch: longer than any moment of ours, so that a night is never cut.
            Rule::AtNight => (night, SignedDuration::from_hours(24 * 365 * 1000)),
        };
        changed += alarms::apply(&mut tx, rule, period, stretch, now).await?;
    }
    tx.commit().await?;
    Ok(changed)
}

/// The alarms of the log keeper's municipality.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no log.
pub async fn list(bridge: &Bridge, caller: &Caller) -> Result<Vec<Alarm>, ActionError> {
    let member = keeper(caller)?;
    let mut tx = bridge.store().begin().await?;
    let all = alarms::list(&mut tx, member.municipality).await?;
    tx.commit().await?;
    Ok(all)
}

/// Asks the person for the reason.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no log; [`ActionError::NotFound`] when there is no such
/// open alarm, or it is about the log keeper in person: then a colleague asks.
pub async fn ask(bridge: &Bridge, caller: &Caller, id: &str) -> Result<(), ActionError> {
    let member = keeper(caller)?;
    let mut tx = bridge.store().begin().await?;
    let now = bridge.now();
    if !alarms::ask(&mut tx, member.municipality, id, member.user, now).await? {
        return Err(ActionError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Closes an alarm.
///
/// # Errors
/// As [`ask`].
pub async fn close(bridge: &Bridge, caller: &Caller, id: &str) -> Result<(), ActionError> {
    let member = keeper(caller)?;
    let mut tx = bridge.store().begin().await?;
    let now = bridge.now();
    if !alarms::close(&mut tx, member.municipality, id, member.user, now).await? {
        return Err(ActionError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// What the caller was asked and has not answered yet.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller has no account.
pub async fn questions(bridge: &Bridge, caller: &Caller) -> Result<Vec<Alarm>, ActionError> {
    let user = caller.actor.user().ok_or(ActionError::Forbidden)?;
    let mut tx = bridge.store().begin().await?;
    let asked = alarms::asked_of(&mut tx, user).await?;
    tx.commit().await?;
    Ok(asked)
}

/// Answers a question about the caller's own behaviour.
///
/// # Errors
/// [`ActionError::Faults`] without words or with too many; [`ActionError::NotFound`] when nothing
/// was asked of the caller under this key.
pub async fn answer(
    bridge: &Bridge,
    caller: &Caller,
    id: &str,
    words: &str,
) -> Result<(), ActionError> {
    let user = caller.actor.user().ok_or(ActionError::Forbidden)?;
    let words = words.trim();
    if words.is_empty() {
        return Err(ActionError::fault(Fault::body("antwoord", "ontbreekt")));
    }
    if words.chars().count() > ANSWER_MAX {
        return Err(ActionError::fault(
            Fault::body("antwoord", "te-lang").with(ANSWER_MAX.to_string()),
        ));
    }
    let mut tx = bridge.store().begin().await?;
    if !alarms::answer(&mut tx, id, user, words, bridge.now()).await? {
        return Err(ActionError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// From how many on each rule speaks in the log keeper's municipality.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no log.
pub async fn limits(bridge: &Bridge, caller: &Caller) -> Result<Vec<(Rule, u16)>, ActionError> {
    let member = keeper(caller)?;
    let mut tx = bridge.store().begin().await?;
    let limits = alarms::limits(&mut tx, member.municipality).await?;
    tx.commit().await?;
    Ok(limits)
}

/// Changes them.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no log; [`ActionError::Faults`] for what is not between
/// 1 and 9999.
pub async fn set_limits(
    bridge: &Bridge,
    caller: &Caller,
    limits: &[(Rule, u16)],
) -> Result<(), ActionError> {
    let member = keeper(caller)?;
    let faults: Vec<Fault> = limits
        .iter()
        .filter(|(_, amount)| !(1..=9999).contains(amount))
        .map(|(rule, _)| Fault::body(rule.code(), "getal").with("1-9999"))
        .collect();
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let mut tx = bridge.store().begin().await?;
    alarms::set_limits(&mut tx, member.municipality, limits).await?;
    Ok(tx.commit().await?)
}
