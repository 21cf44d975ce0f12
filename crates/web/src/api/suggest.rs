//! `GET /suggesties`: what may be meant while somebody types. Without sign-in.

use actions::suggest::suggest;
use axum::Json;
use axum::extract::State;
use http::Uri;
use serde::Serialize;
use utoipa::ToSchema;

use super::listing::Keys;
use super::views::CodeView;
use crate::Web;
use crate::problem::Problem;

/// Wat er bedoeld kan zijn.
#[derive(Serialize, ToSchema)]
#[schema(as = Suggesties)]
pub(crate) struct SuggestionsView {
    /// Activiteiten, hoogstens acht.
    activiteiten: Vec<CodeView>,
    /// Titels van aanbod, hoogstens acht.
    titels: Vec<String>,
    /// Plaatsen, hoogstens acht. Plaatsen met dezelfde naam hebben een postcode erachter.
    plaatsen: Vec<String>,
}

/// Suggesties tijdens het typen
///
/// Er wordt niets bewaard. Stuur geen namen van mensen. Zonder inloggen; veel vragen achter elkaar
/// geven 429.
#[utoipa::path(
    get, path = "/suggesties", operation_id = "suggesties", tag = "Aanbod", security(()),
    params(
        ("q" = Option<String>, Query, max_length = 60, description = "Het begin van een woord.", example = "wan"),
        ("gemeente" = Option<String>, Query, description = "Alleen aanbod van deze gemeente.", example = "GM9001"),
    ),
    responses((status = 200, description = "Wat er bedoeld kan zijn.", body = SuggestionsView))
)]
pub(crate) async fn suggestions(
    State(web): State<Web>,
    uri: Uri,
) -> Result<Json<SuggestionsView>, Problem> {
    let keys = Keys::of(&uri);
    let found = suggest(&web.bridge, &keys.text("q"), &keys.text("gemeente"))?;
    let activities = found.activities.into_iter().map(|(code, tekst)| CodeView {
        code: code.to_owned(),
        tekst,
    });
    Ok(Json(SuggestionsView {
        activiteiten: activities.collect(),
        titels: found.titles,
        plaatsen: found.places,
    }))
}
