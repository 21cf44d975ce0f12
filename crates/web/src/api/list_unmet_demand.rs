//! `GET /gemist-aanbod`: what was reported missing in the last ninety days, without persons.

use actions::list_referrals::unmet_demand;
use actions::{ActionError, Caller};
use axum::extract::State;
use axum::{Extension, Json};
use domain::policy::{Verb, may};
use http::Uri;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::listing::{Keys, Listing};
use crate::Web;
use crate::problem::Problem;

/// Een wens waar niets bij paste.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = GemistAanbod)]
pub(crate) struct WishView {
    id: String,
    /// De vier cijfers van de postcode.
    postcode: Option<String>,
    /// De wens, zonder iets over de persoon.
    #[schema(value_type = Object)]
    wens: Value,
    reden: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    gemeld_op: Timestamp,
}

/// Gemist aanbod
///
/// Van de laatste negentig dagen, voor beweegcoach en servicepunt.
#[utoipa::path(
    get, path = "/gemist-aanbod", operation_id = "gemistAanbodLijst", tag = "Gemist aanbod",
    params(("pagina" = Option<u32>, Query, minimum = 1, maximum = 1_000_000, description = "Welke bladzijde, vanaf 1.")),
    responses((status = 200, description = "Een bladzijde.", body = Listing<WishView>))
)]
pub(crate) async fn list_unmet_demand(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
) -> Result<Json<Listing<WishView>>, Problem> {
    if !may(&caller.actor, Verb::SeeUnmetDemand) {
        return Err(ActionError::Forbidden.into());
    }
    let mut keys = Keys::of(&uri);
    let page = keys.page();
    if !keys.faults().is_empty() {
        return Err(Problem::faults(keys.faults()));
    }
    let wishes = unmet_demand(&web.bridge, &caller).await?;
    let views = wishes.into_iter().map(|wish| WishView {
        id: wish.id,
        postcode: wish.postcode,
        wens: serde_json::from_str(&wish.wish).unwrap_or(Value::Null),
        reden: wish.reason,
        gemeld_op: wish.made_at,
    });
    Ok(Json(keys.page_of(views.collect(), page)))
}
