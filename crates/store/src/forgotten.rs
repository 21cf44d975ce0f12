//! What is still there of residents who were forgotten: after a restore of older data, more than
//! there should be.

use domain::ids::{MunicipalityId, ResidentId};
use sqlx::{AssertSqlSafe, query};
use std::sync::LazyLock;

use crate::StoreError;
use crate::engine::Connected;
use crate::rows::{PAGE, parsed, twenty_from};

static LEFT: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT v.id FROM resident v WHERE v.municipality_id = $1 AND (v.erased_at IS NULL \
         OR v.sealed IS NOT NULL OR v.phone_hash IS NOT NULL OR v.email_hash IS NOT NULL \
         OR EXISTS (SELECT 1 FROM referral r WHERE r.municipality_id = v.municipality_id \
         AND r.resident_id = v.id AND (r.owner_id IS NOT NULL OR r.sealed IS NOT NULL))) \
         AND v.id IN ({})",
        twenty_from(2)
    )
    .leak()
});

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
