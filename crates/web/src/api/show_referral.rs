//! `GET /verwijzingen/{id}`: one referral, narrowed to what the caller may see.

use actions::{ActionError, Caller, show_referral::show_referral as show};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::ids::ReferralId;
use http::StatusCode;

use super::referral_view::ReferralView;
use crate::Web;
use crate::problem::Problem;

/// Een verwijzing
///
/// Met het verloop. Het lezen komt in het logboek dat de inwoner kan inzien.
#[utoipa::path(
    get, path = "/verwijzingen/{id}", operation_id = "verwijzingEen", tag = "Verwijzingen",
    params(("id" = String, Path, description = "Het id van de verwijzing.")),
    responses(
        (status = 200, description = "De verwijzing.", body = ReferralView),
        (status = 404, description = "Deze verwijzing is er niet, of niet voor u."),
    )
)]
pub(crate) async fn show_referral(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<ReferralView>, Problem> {
    let id = id.parse().map_err(|_| ActionError::NotFound)?;
    let shown = show(&web.bridge, &caller, id).await?;
    Ok(Json(shown.into()))
}

/// How a referral stands after the caller changed it. Who has no part in it any more (handed on, or
/// guidance taken back) gets an answer without a body.
pub(crate) async fn after_change(
    web: &Web,
    caller: &Caller,
    id: ReferralId,
) -> Result<Response, Problem> {
    match show(&web.bridge, caller, id).await {
        Ok(shown) => Ok(Json(ReferralView::from(shown)).into_response()),
        Err(ActionError::NotFound) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(other) => Err(other.into()),
    }
}
