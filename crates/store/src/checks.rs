//! `beweegbrug check`: proves the invariants of the loop on a live, crashed or restored database.
//! Reads in pages and never writes. Needs no personal data.

use std::collections::HashMap;

use domain::referral::{Deed, Entry, Referral};
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyRow;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Store};
use crate::referrals::{entry_of, order_of, target_text};
use crate::rows::{get, parsed};

/// What was found of one invariant.
#[derive(Clone, Debug)]
pub struct Finding {
    /// `I1` … `I9`.
    pub invariant: &'static str,
    /// What holds, or what is broken and where.
    pub text: String,
    /// Whether it holds.
    pub holds: bool,
}

const ROWS: &str = "SELECT municipality_id, id, number, resident_id, referrer_id, referrer_role, \
    referrer_account, target, receiver_id, receiver_role, consent, status, attempts, owner_role, \
    owner_id, due_at, remind_at, trial, sent_at, changed_at, version FROM referral \
    WHERE id > $1 ORDER BY id LIMIT 500";
const HISTORY: &str = "SELECT referral_id, number, deed, from_status, to_status, at, by_role, \
    by_organisation, by_account, on_behalf, reason, outcome, trial, until_day, target, \
    receiver_id, receiver_role, owner_role, owner_id, due_at FROM referral_history \
    WHERE referral_id > $1 AND referral_id <= $2 ORDER BY referral_id, number";
const ORPHANS: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM referral_history h \
    WHERE NOT EXISTS (SELECT 1 FROM referral r WHERE r.id = h.referral_id)";
const WITHOUT_LOG: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM referral r \
    WHERE NOT EXISTS (SELECT 1 FROM access_log l WHERE l.referral_id = r.id \
    AND l.action = 'invoeren') \
    AND NOT EXISTS (SELECT 1 FROM retention_mark m WHERE m.municipality_id = r.municipality_id \
    AND m.kind = 'inzagelog' AND r.sent_at < m.removed_until)";
const WITHOUT_MESSAGE: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM referral r \
    WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.referral_id = r.id) \
    AND NOT EXISTS (SELECT 1 FROM retention_mark m WHERE m.municipality_id = r.municipality_id \
    AND m.kind = 'berichten' AND r.changed_at < m.removed_until)";
const WITHOUT_RESIDENT: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM referral r \
    WHERE NOT EXISTS (SELECT 1 FROM resident v WHERE v.municipality_id = r.municipality_id \
    AND v.id = r.resident_id)";
const KEYS_WITHOUT_REFERRAL: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM idempotency i \
    WHERE NOT EXISTS (SELECT 1 FROM referral r WHERE r.id = i.referral_id)";
const STUCK_MESSAGES: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM outbox \
    WHERE status NOT IN ('wacht', 'verstuurd', 'geparkeerd', 'vervallen')";
const UNTOLD: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM referral r \
    WHERE r.owner_id IS NULL AND r.referrer_account IS NOT NULL \
    AND r.consent LIKE '%terugkoppeling%' AND NOT EXISTS (SELECT 1 FROM outbox o \
    WHERE o.referral_id = r.id AND o.notice = 'bericht-van-afsluiting') \
    AND NOT EXISTS (SELECT 1 FROM retention_mark m WHERE m.municipality_id = r.municipality_id \
    AND m.kind = 'berichten' AND r.changed_at < m.removed_until)";

/// How long after a referral's moment the worker may be late before that is a finding: longer
/// than any restart.
const WORKER_MAY_BE_LATE: SignedDuration = SignedDuration::from_hours(24);

/// Looks at everything once and tells, an invariant a line.
///
/// # Errors
/// When the database cannot be read.
pub async fn run(store: &Store, now: Timestamp) -> Result<Vec<Finding>, StoreError> {
    let mut reading = store.read().await?;
    let mut faults: HashMap<&'static str, Vec<String>> = HashMap::new();
    let mut after = String::new();
    let mut seen = 0u64;
    loop {
        let rows = query(ROWS)
            .bind(after.clone())
            .fetch_all(reading.connected())
            .await?;
        let Some(last) = rows.last() else { break };
        let until: String = get(last, "id")?;
        let entries = query(HISTORY)
            .bind(after)
            .bind(until.clone())
            .fetch_all(reading.connected())
            .await?;
        let mut histories: HashMap<String, Vec<Entry>> = HashMap::new();
        for row in &entries {
            histories
                .entry(get(row, "referral_id")?)
                .or_default()
                .push(entry_of(row)?);
        }
        for row in &rows {
            seen += 1;
            let id: String = get(row, "id")?;
            let history = histories.remove(&id).unwrap_or_default();
            judge(row, &history, now, &mut faults)?;
        }
        after = until;
    }
    let mut counted = async |invariant, sql: &'static str, what: &str| -> Result<(), StoreError> {
        let row = query(sql).fetch_one(reading.connected()).await?;
        let total: i64 = get(&row, "total")?;
        if total > 0 {
            faults
                .entry(invariant)
                .or_default()
                .push(format!("{total} {what}"));
        }
        Ok(())
    };
    counted("I1", ORPHANS, "history entries without a referral").await?;
    counted("I1", WITHOUT_LOG, "referrals without an access log entry").await?;
    counted(
        "I1",
        WITHOUT_MESSAGE,
        "referrals without an outgoing message",
    )
    .await?;
    counted("I1", WITHOUT_RESIDENT, "referrals without a resident").await?;
    counted(
        "I6",
        KEYS_WITHOUT_REFERRAL,
        "request keys without a referral",
    )
    .await?;
    counted("I7", STUCK_MESSAGES, "messages in no known state").await?;
    counted("I8", UNTOLD, "closed referrals whose referrer was not told").await?;
    drop(reading);
    let of_keys = crate::forgotten::faults(store, now).await?;
    faults.entry("I1").or_default().extend(of_keys.lost);
    faults.entry("I9").or_default().extend(of_keys.left);
    faults.retain(|_, texts| !texts.is_empty());
    let promises = [
        (
            "I1",
            "referrals are whole: history, log, message and resident",
        ),
        ("I2", "each open referral has one owner and one due moment"),
        ("I3", "what is overdue is reminded and escalated"),
        ("I4", "each row equals the fold of its history"),
        ("I5", "every step in history was legal"),
        ("I6", "each request key leads to its referral"),
        ("I7", "each message waits, was sent, or is parked"),
        (
            "I8",
            "each closed referral has an outcome or reason, and its referrer was told",
        ),
        ("I9", "of who was forgotten nothing is readable or open"),
    ];
    Ok(promises
        .into_iter()
        .map(|(invariant, promise)| match faults.remove(invariant) {
            None => Finding {
                invariant,
                text: format!("{promise} ({seen} referrals)"),
                holds: true,
            },
            Some(mut texts) => {
                let more = texts.len().saturating_sub(10);
                texts.truncate(10);
                let tail = if more > 0 {
                    format!("; and {more} more")
                } else {
                    String::new()
                };
                Finding {
                    invariant,
                    text: texts.join("; ") + &tail,
                    holds: false,
                }
            }
        })
        .collect())
}

fn judge(
    row: &AnyRow,
    history: &[Entry],
    now: Timestamp,
    faults: &mut HashMap<&'static str, Vec<String>>,
) -> Result<(), StoreError> {
    let number: String = get(row, "number")?;
    let mut fault = |invariant: &'static str, what: &str| {
        faults
            .entry(invariant)
            .or_default()
            .push(format!("{number}: {what}"));
    };
    let order = order_of(row)?;
    let Some(folded) = Referral::replay(order, history) else {
        fault("I1", "no history");
        return Ok(());
    };
    let status: String = get(row, "status")?;
    let owner: Option<String> = get(row, "owner_id")?;
    let due: Option<i64> = get(row, "due_at")?;
    let remind: Option<i64> = get(row, "remind_at")?;
    let open = folded.state.status().is_open();
    if open != owner.is_some() || open != due.is_some() {
        fault(
            "I2",
            "owner or due moment is missing, or stands on a closed referral",
        );
    }
    let late = now
        .checked_sub(WORKER_MAY_BE_LATE)
        .unwrap_or(now)
        .as_microsecond();
    if open && remind.is_none_or(|at| at < late) {
        fault(
            "I3",
            "overdue and nobody was reminded or asked to take over",
        );
    }
    let trial: Option<String> = get(row, "trial")?;
    let attempts: i64 = get(row, "attempts")?;
    let version: i64 = get(row, "version")?;
    let target: String = get(row, "target")?;
    let receiver: domain::ids::OrganisationId = parsed(row, "receiver_id")?;
    let differences = [
        ("status", status == folded.state.status().code()),
        (
            "owner",
            owner == folded.owner.map(|owner| owner.organisation.to_string()),
        ),
        (
            "due moment",
            due == folded.due.map(|due| due.as_microsecond()),
        ),
        (
            "trial",
            trial == folded.trial().map(|trial| trial.to_string()),
        ),
        ("attempts", attempts == i64::from(folded.attempts)),
        ("version", version == i64::from(folded.version)),
        ("target", target == target_text(folded.target)),
        ("receiver", receiver == folded.receiver.organisation),
        (
            "changed",
            get::<i64>(row, "changed_at")? == folded.changed_at.as_microsecond(),
        ),
    ];
    for (what, same) in differences {
        if !same {
            fault("I4", &format!("{what} differs from the fold"));
        }
    }
    let numbered = history
        .iter()
        .zip(1u32..)
        .all(|(entry, expected)| entry.number == expected);
    let chained = history
        .windows(2)
        .all(|pair| pair[1].from == Some(pair[0].to));
    if !numbered || !chained {
        fault("I4", "history has a gap");
    }
    if !all_legal(row, history)? {
        fault("I5", "a step in history was not legal");
    }
    let told = history
        .last()
        .is_some_and(|last| last.reason.is_some() || last.outcome.is_some());
    let noted = history
        .iter()
        .rev()
        .find(|entry| matches!(entry.deed, Deed::Step(_)))
        .is_some_and(|entry| entry.reason.is_some() || entry.outcome.is_some());
    if !open && !told && !noted {
        fault("I8", "closed without outcome or reason");
    }
    Ok(())
}

/// Whether each step was legal from the state that history had led to.
fn all_legal(row: &AnyRow, history: &[Entry]) -> Result<bool, StoreError> {
    let Some(mut so_far) = Referral::replay(order_of(row)?, &history[..history.len().min(1)])
    else {
        return Ok(true);
    };
    for entry in history.iter().skip(1) {
        let legal = match entry.deed {
            Deed::Step(domain::referral::Step::Undo) => so_far.may_undo(entry.by, entry.at),
            Deed::Step(step) => domain::referral::legal_steps(&so_far).contains(&step),
            _ => true,
        };
        so_far = so_far.apply(entry);
        if !legal || so_far.state.status() != entry.to {
            return Ok(false);
        }
    }
    Ok(true)
}
