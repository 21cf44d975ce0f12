//! How quickly a provider answers, and what the service point looked at: what referrers read on a
//! provider's page. Counts only of residents who agreed to be counted.

use std::collections::HashMap;

use domain::ids::{MunicipalityId, OfferId, OrganisationId};
use jiff::{SignedDuration, Timestamp};
use sqlx::query;

use crate::StoreError;
use crate::engine::Connected;
use crate::rows::{get, moment, moment_opt, parsed};

// More than are told of: those that wait and those taken back are left out afterwards. Another
// receiver's answer is not this one's.
const MET: &str = "SELECT s.at AS asked, \
    MIN(CASE WHEN a.by_organisation = $1 \
    OR (a.on_behalf = 'aanbieder' AND r.receiver_id = $1) THEN a.at END) AS answered, \
    CAST(MAX(CASE WHEN a.deed = 'geen-antwoord' THEN 1 ELSE 0 END) AS BIGINT) AS let_go \
    FROM (SELECT municipality_id, referral_id, number, at FROM referral_history \
    WHERE receiver_id = $1 ORDER BY at DESC LIMIT 200) s \
    JOIN referral r ON r.municipality_id = s.municipality_id AND r.id = s.referral_id \
    AND r.consent LIKE '%cijfers%' \
    LEFT JOIN referral_history a ON a.municipality_id = s.municipality_id \
    AND a.referral_id = s.referral_id AND a.number > s.number \
    GROUP BY s.municipality_id, s.referral_id, s.number, s.at ORDER BY s.at DESC";
const LOOKED_AT: &str = "SELECT c.offer_id, c.checks, c.judged_at FROM offer_change c \
    JOIN offer o ON o.municipality_id = c.municipality_id AND o.id = c.offer_id \
    WHERE o.municipality_id = $1 AND o.provider_id = $2 AND o.status = 'zichtbaar' \
    AND c.state = 'goed' AND c.checks <> '' AND c.judged_at IS NOT NULL \
    ORDER BY c.judged_at, c.id";

/// What a provider's last referrals met, newest first: how long the first answer took, or none when
/// it never came. Those that still wait are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn met(
    on: &mut impl Connected,
    provider: OrganisationId,
) -> Result<Vec<Option<SignedDuration>>, StoreError> {
    let rows = query(MET)
        .bind(provider.to_string())
        .fetch_all(on.connected())
        .await?;
    let mut met = Vec::new();
    for row in &rows {
        let asked = moment(row, "asked")?;
        match moment_opt(row, "answered")? {
            Some(answered) => met.push(Some(answered.duration_since(asked))),
            None if get::<Option<i64>>(row, "let_go")? == Some(1) => met.push(None),
            None => {}
        }
    }
    Ok(met)
}

/// When the service point last looked at the points of its checklist, for each offer of a provider
/// that is shown; with the points, with spaces between.
///
/// # Errors
/// When the database cannot be read.
pub async fn looked_at(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    provider: OrganisationId,
) -> Result<HashMap<OfferId, (Timestamp, String)>, StoreError> {
    let rows = query(LOOKED_AT)
        .bind(municipality.to_string())
        .bind(provider.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            let at = moment(row, "judged_at")?;
            Ok((parsed(row, "offer_id")?, (at, get(row, "checks")?)))
        })
        .collect()
}
