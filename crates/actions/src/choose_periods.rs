//! How long a municipality keeps each kind of record, as its administrator chooses it: what may be
//! chosen, what holds, and how much would go the coming night. Removing itself is
//! [`crate::retain`].

use std::ops::RangeInclusive;

use domain::fault::Fault;
use domain::retention::RecordKind;
use store::access_log::Action;
use store::retention::{self, Past};

use crate::change_settings::administered;
use crate::retain::from_before;
use crate::sign_in::log_of;
use crate::{ActionError, Bridge, Caller};

/// A kind with the period that holds or is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// What.
    pub kind: RecordKind,
    /// How many days it is kept.
    pub days: u16,
    /// What may be chosen, in days.
    pub range: RangeInclusive<u16>,
    /// How much is older than that now, and goes the coming night.
    pub past: Past,
}

/// The periods that hold, each with what goes under it.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no administrator of the municipality itself.
pub async fn show(bridge: &Bridge, caller: &Caller) -> Result<Vec<Period>, ActionError> {
    rehearse(bridge, caller, &[]).await
}

/// What would go under other periods: a dry run that changes nothing. A kind that is not among
/// `wanted` keeps the period it has.
///
/// # Errors
/// As [`show`]; [`ActionError::Faults`] for each period that may not be chosen, at the code of its
/// kind.
pub async fn rehearse(
    bridge: &Bridge,
    caller: &Caller,
    wanted: &[(RecordKind, u16)],
) -> Result<Vec<Period>, ActionError> {
    let home = administered(bridge, caller)?;
    judge(wanted)?;
    let now = bridge.now();
    let mut reading = bridge.store().read().await?;
    let own = retention::rules(&mut reading, home).await?;
    let mut periods = Vec::with_capacity(RecordKind::ALL.len());
    // A statement for each kind of record, since each lies in a table of its own.
    for kind in RecordKind::ALL {
        let Some(range) = kind.range() else { continue };
        let of = |list: &[(RecordKind, u16)]| {
            let found = list.iter().find(|(one, _)| *one == kind);
            found.map(|(_, days)| *days)
        };
        let days = of(wanted).or_else(|| of(&own));
        let days = days.unwrap_or(kind.default_days());
        let before = from_before(now, days);
        let past = retention::past(&mut reading, kind, Some(home), before).await?;
        periods.push(Period {
            kind,
            days,
            range,
            past,
        });
    }
    Ok(periods)
}

/// Chooses periods. Nothing goes before the coming night. That they changed stands in the log.
///
/// # Errors
/// As [`rehearse`].
pub async fn choose(
    bridge: &Bridge,
    caller: &Caller,
    wanted: &[(RecordKind, u16)],
) -> Result<(), ActionError> {
    let home = administered(bridge, caller)?;
    judge(wanted)?;
    let by = caller.as_member().ok_or(ActionError::Forbidden)?;
    let mut tx = bridge.store().begin().await?;
    for (kind, days) in wanted {
        retention::set_rule(&mut tx, home, *kind, *days, bridge.now()).await?;
    }
    log_of(&mut tx, bridge, by, &caller.origin, Action::Change).await?;
    Ok(tx.commit().await?)
}

fn judge(wanted: &[(RecordKind, u16)]) -> Result<(), ActionError> {
    let faults: Vec<Fault> = wanted
        .iter()
        .filter_map(|(kind, days)| match kind.range() {
            None => Some(Fault::body(kind.code(), "vast")),
            Some(range) if range.contains(days) => None,
            Some(range) => {
                let told = format!("{}-{}", range.start(), range.end());
                Some(Fault::body(kind.code(), "getal").with(told))
            }
        })
        .collect();
    match faults.is_empty() {
        true => Ok(()),
        false => Err(ActionError::Faults(faults)),
    }
}
