//! What is still there of residents who were forgotten: after a restore of older data, more than
//! there should be. And the reverse: who is still known, but whose key is lost.

use std::collections::HashSet;
use std::sync::LazyLock;

use domain::ids::{MunicipalityId, ResidentId};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};
use uuid::Uuid;

use crate::StoreError;
use crate::engine::{Connected, Store};
use crate::leaving::removing;
use crate::rows::{PAGE, get, parsed, twenty_from};

static LEFT: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT v.id FROM resident v WHERE v.municipality_id = $1 AND (v.erased_at IS NULL \
         OR v.sealed IS NOT NULL OR v.phone_hash IS NOT NULL OR v.email_hash IS NOT NULL \
         OR EXISTS (SELECT 1 FROM referral r WHERE r.municipality_id = v.municipality_id \
         AND r.resident_id = v.id AND (r.owner_id IS NOT NULL OR r.sealed IS NOT NULL)) \
         OR EXISTS (SELECT 1 FROM objection o JOIN referral r \
         ON r.municipality_id = o.municipality_id AND r.id = o.referral_id \
         WHERE r.municipality_id = v.municipality_id AND r.resident_id = v.id \
         AND o.sealed_words IS NOT NULL) \
         OR EXISTS (SELECT 1 FROM saved_wish w JOIN referral r \
         ON r.municipality_id = w.municipality_id AND r.id = w.referral_id \
         WHERE r.municipality_id = v.municipality_id AND r.resident_id = v.id \
         AND w.sealed_wishes IS NOT NULL)) \
         AND v.id IN ({})",
        twenty_from(2)
    )
    .leak()
});
const HELD: &str = "SELECT resident_id FROM resident_key WHERE resident_id > $1 \
    ORDER BY resident_id LIMIT 5000";
const FORGOTTEN: &str = "SELECT resident_id FROM forgotten WHERE resident_id > $1 \
    ORDER BY resident_id LIMIT 5000";
const RESIDENTS: &str = "SELECT municipality_id, id, \
    CAST(CASE WHEN erased_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS erased, \
    CAST(CASE WHEN sealed IS NULL AND phone_hash IS NULL AND email_hash IS NULL THEN 0 ELSE 1 END \
    AS BIGINT) AS known FROM resident WHERE municipality_id > $1 \
    OR (municipality_id = $1 AND id > $2) ORDER BY municipality_id, id LIMIT 5000";
const OPEN: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM referral r JOIN resident v \
    ON v.municipality_id = r.municipality_id AND v.id = r.resident_id \
    WHERE v.erased_at IS NOT NULL AND (r.owner_id IS NOT NULL OR r.sealed IS NOT NULL)";
const WORDS: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM referral_history h \
    JOIN referral r ON r.municipality_id = h.municipality_id AND r.id = h.referral_id \
    JOIN resident v ON v.municipality_id = r.municipality_id AND v.id = r.resident_id \
    WHERE v.erased_at IS NOT NULL AND h.sealed_note IS NOT NULL";
const OBJECTIONS: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM objection o \
    JOIN referral r ON r.municipality_id = o.municipality_id AND r.id = o.referral_id \
    JOIN resident v ON v.municipality_id = r.municipality_id AND v.id = r.resident_id \
    WHERE v.erased_at IS NOT NULL AND (o.sealed_words IS NOT NULL OR o.sealed_answer IS NOT NULL)";
const WISHES: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM saved_wish w \
    JOIN referral r ON r.municipality_id = w.municipality_id AND r.id = w.referral_id \
    JOIN resident v ON v.municipality_id = r.municipality_id AND v.id = r.resident_id \
    WHERE v.erased_at IS NOT NULL AND (w.sealed_wishes IS NOT NULL OR w.status = 'actief')";
const LINKS: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS total FROM link l \
    JOIN referral r ON r.id = l.referral_id \
    JOIN resident v ON v.municipality_id = r.municipality_id AND v.id = r.resident_id \
    WHERE v.erased_at IS NOT NULL AND l.expires_at > $1";

/// What [`faults`] found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    /// Of who was forgotten, something is left.
    pub left: Vec<String>,
    /// Of who was not forgotten, the key is lost.
    pub lost: Vec<String>,
}

/// Compares the residents with their keys and tombstones. Needs no master key.
pub(crate) async fn faults(store: &Store, now: Timestamp) -> Result<Faults, StoreError> {
    let mut faults = Faults::default();
    let held = ids(store, HELD).await?;
    let forgotten = ids(store, FORGOTTEN).await?;
    let note = |list: &mut Vec<String>, count: usize, what: &str| {
        if count > 0 {
            list.push(format!("{count} {what}"));
        }
    };
    note(
        &mut faults.left,
        held.intersection(&forgotten).count(),
        "forgotten residents whose key is still there",
    );
    let (mut known, mut lost) = (0, 0);
    let mut reading = store.read().await?;
    let mut after = (String::new(), String::new());
    loop {
        let rows = query(RESIDENTS)
            .bind(after.0.clone())
            .bind(after.1.clone())
            .fetch_all(reading.connected())
            .await?;
        let Some(last) = rows.last() else { break };
        after = (get(last, "municipality_id")?, get(last, "id")?);
        for row in &rows {
            let id: Uuid = parsed(row, "id")?;
            let erased = get::<i64>(row, "erased")? == 1;
            let something = get::<i64>(row, "known")? == 1;
            known += usize::from(something && (erased || forgotten.contains(&id)));
            lost += usize::from(!erased && !forgotten.contains(&id) && !held.contains(&id));
        }
    }
    note(
        &mut faults.left,
        known,
        "forgotten residents whose details are still there: start the program once, it forgets \
         them again",
    );
    note(
        &mut faults.lost,
        lost,
        "residents whose key is missing: the keys are older than the data",
    );
    for (sql, what) in [
        (
            OPEN,
            "open referrals of forgotten residents: start the program once, it closes them",
        ),
        (WORDS, "texts of forgotten residents"),
        (OBJECTIONS, "objections of forgotten residents"),
        (WISHES, "saved wishes of forgotten residents"),
    ] {
        let row = query(sql).fetch_one(reading.connected()).await?;
        let total = get::<i64>(&row, "total")?;
        note(
            &mut faults.left,
            usize::try_from(total).unwrap_or_default(),
            what,
        );
    }
    for home in store.keys().left().await? {
        if removing::is_anything_left(&mut reading, home).await? {
            faults.left.push(format!(
                "{home} left, and something of it is there: start the program once, it destroys it \
                 again"
            ));
        }
    }
    let row = query(LINKS)
        .bind(now.as_microsecond())
        .fetch_one(reading.connected())
        .await?;
    let total = get::<i64>(&row, "total")?;
    note(
        &mut faults.left,
        usize::try_from(total).unwrap_or_default(),
        "links of forgotten residents that still work",
    );
    Ok(faults)
}

/// Every resident id that a statement of the key store gives.
async fn ids(store: &Store, sql: &'static str) -> Result<HashSet<Uuid>, StoreError> {
    let mut all = HashSet::new();
    let mut after = String::new();
    loop {
        let rows = query(sql)
            .bind(after)
            .fetch_all(store.keys().pool())
            .await?;
        let Some(last) = rows.last() else {
            return Ok(all);
        };
        after = get(last, "resident_id")?;
        for row in &rows {
            all.insert(parsed(row, "resident_id")?);
        }
    }
}

/// Which of up to twenty forgotten residents have anything left in a municipality: details,
/// look-up hashes, what was written about them, or a referral that is open.
///
/// # Errors
/// When the database cannot be read.
pub async fn left(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    forgotten: &[ResidentId],
) -> Result<Vec<ResidentId>, StoreError> {
    let Some(last) = forgotten.last() else {
        return Ok(Vec::new());
    };
    let mut statement = query(AssertSqlSafe(*LEFT)).bind(municipality.to_string());
    for resident in forgotten.iter().chain(std::iter::repeat(last)).take(PAGE) {
        statement = statement.bind(resident.to_string());
    }
    let rows = statement.fetch_all(on.connected()).await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}
