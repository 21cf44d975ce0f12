//! `GET /verwijzingen/{id}/verwijstekst`: plain text to copy into one's own system.

use actions::show_referral::copy_referral;
use actions::{ActionError, Caller};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use documents::copy::referral_text as text_of;
use http::header;

use crate::Web;
use crate::copy_text::copy_facts;
use crate::problem::Problem;

/// Tekst voor het eigen systeem
///
/// Zonder naam: de tekst komt in het dossier van de persoon zelf.
#[utoipa::path(
    get, path = "/verwijzingen/{id}/verwijstekst", operation_id = "verwijstekst", tag = "Verwijzingen",
    params(("id" = String, Path, description = "Het id van de verwijzing.")),
    responses(
        (status = 200, description = "De tekst.", body = String, content_type = "text/plain"),
        (status = 404, description = "Deze verwijzing is er niet, of niet voor u."),
    )
)]
pub(crate) async fn referral_text(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| ActionError::NotFound)?;
    let shown = copy_referral(&web.bridge, &caller, id).await?;
    let text = text_of(&copy_facts(&shown));
    let media = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((media, text).into_response())
}
