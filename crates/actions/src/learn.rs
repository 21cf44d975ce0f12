//! What the finder learns from earlier referrals: counted by the worker every so often, by one
//! query, and never for a search. A municipality can switch it off.

use domain::ids::MunicipalityId;
use finder::{Count, Experience};
use jiff::{SignedDuration, Timestamp};
use store::{feed, lessons};

use crate::change_settings::administered;
use crate::{ActionError, Bridge, Caller};

/// What is older teaches nothing about how a lesson is now: three years.
const LOOKS_BACK: SignedDuration = SignedDuration::from_hours(24 * 365 * 3);
/// Whoever is there after three months has stayed.
const STAYS: SignedDuration = SignedDuration::from_hours(24 * 91);

/// Counts, and hands the finder what the counts teach.
///
/// # Errors
/// When the store cannot be read.
pub async fn learn(bridge: &Bridge) -> Result<(), ActionError> {
    let now = bridge.now();
    let before = |span: SignedDuration| now.checked_sub(span).unwrap_or(Timestamp::MIN);
    let stays = i64::try_from(STAYS.as_micros()).unwrap_or(i64::MAX);
    let mut reading = bridge.store().read().await?;
    let counted = lessons::counts(&mut reading, before(LOOKS_BACK), before(STAYS), stays).await?;
    drop(reading);
    let counts: Vec<Count> = counted
        .into_iter()
        .map(|lesson| Count {
            offer: lesson.offer,
            municipality: lesson.municipality,
            activity: lesson.activity,
            band: lesson.band,
            referred: lesson.referred,
            accepted: lesson.accepted,
            decided: lesson.decided,
            started: lesson.started,
            started_long_ago: lesson.started_long_ago,
            stayed: lesson.stayed,
            waiting: lesson.waiting,
        })
        .collect();
    bridge
        .finder()
        .set_experience(Experience::from_counts(&counts));
    Ok(())
}

/// Whether a municipality lets the finder learn.
///
/// # Errors
/// When the store cannot be read.
pub async fn learns(bridge: &Bridge, municipality: MunicipalityId) -> Result<bool, ActionError> {
    let mut reading = bridge.store().read().await?;
    Ok(lessons::learns(&mut reading, municipality).await?)
}

/// Switches learning on or off for the caller's municipality. Here it holds at once; other nodes
/// follow within the hour.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no administrator of the municipality itself.
pub async fn switch_learning(
    bridge: &Bridge,
    caller: &Caller,
    learns: bool,
) -> Result<(), ActionError> {
    let home = administered(bridge, caller)?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    lessons::switch(&mut tx, home, learns, now).await?;
    feed::add(&mut tx, "instellingen", home.as_str(), now).await?;
    tx.commit().await?;
    learn(bridge).await
}
