//! Keeping no longer than agreed. For each kind of record a municipality has a period, its own or
//! our default; a round counts what is past it, removes that in small pieces, and keeps a report of
//! figures. Done by the worker every night, or by `beweegbrug retain`.

use domain::calendar::day_of;
use domain::fault::Fault;
use domain::ids::MunicipalityId;
use domain::retention::RecordKind;
use jiff::{SignedDuration, Timestamp};
use store::retention::{self, Past, Removed};
use store::{StoreError, access_log, leases};

use crate::erase_resident::forget_in_turn;
use crate::sweep::end_expired;
use crate::{ActionError, Bridge};

/// A night begins at two: before that people may still be at work on yesterday.
const NIGHT_BEGINS: SignedDuration = SignedDuration::from_hours(2);
/// One node keeps the round for so long; when it stops halfway, another goes on after that.
const ROUND_TAKES_AT_MOST: SignedDuration = SignedDuration::from_hours(3);

/// What is past its period, or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Of which municipality; none for what belongs to the installation.
    pub municipality: Option<MunicipalityId>,
    /// What.
    pub kind: RecordKind,
    /// The period that holds, in days.
    pub days: u16,
    /// Whether that is our default.
    pub by_default: bool,
    /// How many, and since when.
    pub past: Past,
}

/// Sets a municipality's period for a kind.
///
/// # Errors
/// [`ActionError::Faults`] when the kind has no period of a municipality's own (`soort`), or this
/// one lies outside what may be set (`dagen`).
pub async fn set_period(
    bridge: &Bridge,
    municipality: MunicipalityId,
    kind: RecordKind,
    days: u16,
) -> Result<(), ActionError> {
    let Some(range) = kind.range() else {
        return Err(ActionError::fault(Fault::body("soort", "vast")));
    };
    if !range.contains(&days) {
        let told = format!("{}-{}", range.start(), range.end());
        return Err(ActionError::fault(Fault::body("dagen", "getal").with(told)));
    }
    bridge.municipality(municipality)?;
    let mut tx = bridge.store().begin().await?;
    retention::set_rule(&mut tx, municipality, kind, days, bridge.now()).await?;
    Ok(tx.commit().await?)
}

/// What is past its period now. Changes nothing.
///
/// # Errors
/// When the store cannot be read.
pub async fn rehearse(bridge: &Bridge) -> Result<Vec<Line>, ActionError> {
    let now = bridge.now();
    let mut lines = periods(bridge).await?;
    let mut reading = bridge.store().read().await?;
    for line in &mut lines {
        let before = from_before(now, line.days);
        line.past = retention::past(&mut reading, line.kind, line.municipality, before).await?;
    }
    Ok(lines)
}

/// Removes what is past its period, and keeps a report. Gives what went.
///
/// # Errors
/// When the store cannot be read or written: what went stays gone, and the next round does the rest.
pub async fn retain(bridge: &Bridge) -> Result<Vec<Line>, ActionError> {
    let now = bridge.now();
    let mut lines = rehearse(bridge).await?;
    for line in &mut lines {
        let before = from_before(now, line.days);
        let mut tx = bridge.store().begin().await?;
        retention::mark(&mut tx, line.municipality, line.kind, before).await?;
        tx.commit().await?;
        let gone = match (line.kind, line.municipality) {
            (RecordKind::ClientDetails, Some(home)) => forget_past(bridge, home, before).await?,
            (RecordKind::AccessLog, Some(home)) => prune_log(bridge, home, before).await?,
            (RecordKind::WebSessions, _) => end_sessions(bridge, before).await?,
            _ => remove_past(bridge, line, before).await?,
        };
        line.past.count = i64::try_from(gone).unwrap_or(i64::MAX);
        let mut tx = bridge.store().begin().await?;
        let removed = Removed {
            kind: line.kind,
            days: line.days,
            past: line.past,
            at: now,
        };
        retention::report(&mut tx, line.municipality, &removed).await?;
        tx.commit().await?;
    }
    Ok(lines)
}

/// The round of this night, when it was not held yet and no other node holds it. Gives whether it
/// was held here.
///
/// # Errors
/// As [`retain`].
pub async fn nightly(bridge: &Bridge, node: &str) -> Result<bool, ActionError> {
    let now = bridge.now();
    let last = {
        let mut reading = bridge.store().read().await?;
        retention::last_round(&mut reading).await?
    };
    let night = |at: Timestamp| day_of(at.checked_sub(NIGHT_BEGINS).unwrap_or(at));
    if last.is_some_and(|last| night(last) >= night(now)) {
        return Ok(false);
    }
    let until = now.checked_add(ROUND_TAKES_AT_MOST).unwrap_or(now);
    let mut tx = bridge.store().begin().await?;
    let ours = leases::take(&mut tx, "bewaren", node, until, now).await?;
    tx.commit().await?;
    if ours {
        retain(bridge).await?;
    }
    Ok(ours)
}

/// The moment from before which things go.
pub(crate) fn from_before(now: Timestamp, days: u16) -> Timestamp {
    let kept = SignedDuration::from_hours(24 * i64::from(days));
    now.checked_sub(kept).unwrap_or(Timestamp::MIN)
}

/// Each kind with the period that holds, per municipality, and then those of the installation.
async fn periods(bridge: &Bridge) -> Result<Vec<Line>, ActionError> {
    let mut lines = Vec::new();
    let mut reading = bridge.store().read().await?;
    for municipality in bridge.municipalities().iter() {
        let home = municipality.settings.id;
        let own = retention::rules(&mut reading, home).await?;
        lines.extend(RecordKind::ALL.into_iter().filter_map(|kind| {
            kind.range()?;
            let set = own
                .iter()
                .find(|(of, _)| *of == kind)
                .map(|(_, days)| *days);
            Some(Line {
                municipality: Some(home),
                kind,
                days: set.unwrap_or(kind.default_days()),
                by_default: set.is_none(),
                past: Past::default(),
            })
        }));
    }
    let of_all = RecordKind::ALL
        .into_iter()
        .filter(|kind| kind.range().is_none());
    lines.extend(of_all.map(|kind| Line {
        municipality: None,
        kind,
        days: kind.default_days(),
        by_default: true,
        past: Past::default(),
    }));
    Ok(lines)
}

/// Forgets whose last referral closed before `before`, one resident a transaction.
async fn forget_past(
    bridge: &Bridge,
    home: MunicipalityId,
    before: Timestamp,
) -> Result<u64, ActionError> {
    let mut gone = 0;
    let mut after = None;
    loop {
        let page = {
            let mut reading = bridge.store().read().await?;
            retention::past_residents(&mut reading, home, before, after).await?
        };
        let Some(last) = page.last() else {
            return Ok(gone);
        };
        after = Some(*last);
        for resident in page {
            gone += u64::from(forget_in_turn(bridge, home, resident, "bewaartermijn").await?);
        }
    }
}

async fn prune_log(
    bridge: &Bridge,
    home: MunicipalityId,
    before: Timestamp,
) -> Result<u64, ActionError> {
    let mut tx = bridge.store().begin().await?;
    match access_log::prune(&mut tx, home, before).await {
        Ok(gone) => {
            tx.commit().await?;
            Ok(gone)
        }
        // A seal came in between; tomorrow there is another night.
        Err(StoreError::Stale) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

/// Sessions go as they do every hour: that they ended stands in the log.
async fn end_sessions(bridge: &Bridge, before: Timestamp) -> Result<u64, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let gone = end_expired(&mut tx, before).await?;
    tx.commit().await?;
    Ok(gone)
}

async fn remove_past(bridge: &Bridge, line: &Line, before: Timestamp) -> Result<u64, ActionError> {
    let mut gone = 0;
    loop {
        let mut tx = bridge.store().begin().await?;
        let some = retention::remove(&mut tx, line.kind, line.municipality, before).await?;
        tx.commit().await?;
        gone += some;
        if some < retention::page() {
            return Ok(gone);
        }
    }
}
