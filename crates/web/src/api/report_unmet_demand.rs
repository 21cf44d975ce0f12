//! `POST /gemist-aanbod`: nothing fits. The wish is kept without the person.

use actions::Caller;
use actions::report_unmet_demand::report_unmet_demand as report;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::JsonBody;
use super::search::{SearchRequest, read_wishes};
use crate::Web;
use crate::problem::Problem;

/// Een wens waar niets bij past: de zoekvraag, met de reden erbij.
#[derive(ToSchema)]
#[schema(as = NieuwGemistAanbod)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct UnmetRequest {
    #[schema(inline)]
    #[serde(flatten)]
    wens: SearchRequest,
    /// Wat er ontbreekt, in een paar woorden. Niets over de persoon.
    #[schema(max_length = 300)]
    reden: Option<String>,
}

/// De melding.
#[derive(Serialize, ToSchema)]
#[schema(as = Melding)]
pub(crate) struct ReportedView {
    id: String,
}

/// Melden dat niets past
///
/// De wens wordt bewaard zonder de persoon: van de postcode alleen de vier cijfers, van de leeftijd
/// alleen het tiental. Wie het meldt hoort het als er iets nieuws past.
#[utoipa::path(
    post, path = "/gemist-aanbod", operation_id = "gemistAanbodMelden", tag = "Gemist aanbod",
    request_body(content = UnmetRequest, description = "De wens, en wat er ontbreekt."),
    responses((status = 201, description = "De melding is bewaard.", body = ReportedView))
)]
pub(crate) async fn report_unmet_demand(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    body: JsonBody,
) -> Result<Response, Problem> {
    let mut draft = read_wishes(&body);
    let (reason, type_faults) = body.fields(|fields| fields.text("reden"));
    for fault in type_faults {
        if !draft.type_faults.contains(&fault) {
            draft.type_faults.push(fault);
        }
    }
    let id = report(&web.bridge, &caller, &draft, &reason).await?;
    Ok((StatusCode::CREATED, Json(ReportedView { id })).into_response())
}
