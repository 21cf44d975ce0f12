//! `GET /aanbod/{id}`: one offer.

use actions::{ActionError, catalogue};
use axum::Json;
use axum::extract::{Path, State};
use domain::offer::OfferStatus;

use super::offer_view::OfferView;
use crate::Web;
use crate::problem::Problem;

/// Een aanbod
///
/// Met alle momenten die te kiezen zijn. Zonder inloggen.
#[utoipa::path(
    get, path = "/aanbod/{id}", operation_id = "aanbodEen", tag = "Aanbod", security(()),
    params(("id" = String, Path, description = "Het id van het aanbod.")),
    responses(
        (status = 200, description = "Het aanbod.", body = OfferView),
        (status = 404, description = "Dit aanbod is er niet, of niet meer."),
    )
)]
pub(crate) async fn show_offer(
    State(web): State<Web>,
    Path(id): Path<String>,
) -> Result<Json<OfferView>, Problem> {
    let id = id.parse().map_err(|_| ActionError::NotFound)?;
    let offer = catalogue::offer(&web.bridge, id)?;
    let shown = offer
        .sessions
        .iter()
        .filter(|session| session.status == OfferStatus::Visible);
    Ok(Json(OfferView::of(&web.bridge, &offer, shown, None)))
}
