//! What of a municipality's offers is shown, and where: for counts beside what is missed. Public.

use domain::codes::Activity;
use domain::geo::Point;
use domain::ids::MunicipalityId;
use sqlx::query;

use crate::StoreError;
use crate::engine::Connected;
use crate::rows::{get, parsed};

const SHOWN: &str = "SELECT o.activity, o.lat, o.lon FROM offer o \
    JOIN organisation p ON p.id = o.provider_id \
    WHERE o.municipality_id = $1 AND o.status = 'zichtbaar' AND p.suspended_at IS NULL";

/// What people do at each offer that is shown, and where, when that is known.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_municipality(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<(Activity, Option<Point>)>, StoreError> {
    let rows = query(SHOWN)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            let (lat, lon): (Option<f64>, Option<f64>) = (get(row, "lat")?, get(row, "lon")?);
            let point = lat.zip(lon).and_then(|(lat, lon)| Point::new(lat, lon));
            Ok((parsed(row, "activity")?, point))
        })
        .collect()
}
