//! `GET /inzage/{verwijzingId}`: who looked at a referral's data; for the log keeper.

use actions::show_referral::who_looked as looked;
use actions::{ActionError, Caller};
use axum::extract::{Path, State};
use axum::{Extension, Json};
use domain::ids::UserId;
use http::Uri;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::listing::{Keys, Listing};
use crate::Web;
use crate::problem::Problem;

/// Een regel van het logboek, zonder gegevens van de inwoner.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Inzage)]
pub(crate) struct SeenView {
    #[schema(value_type = String, format = DateTime)]
    op: Timestamp,
    rol: &'static str,
    organisatie: Option<String>,
    /// Het account, als er een was.
    #[schema(value_type = Option<String>, format = "uuid")]
    gebruiker_id: Option<UserId>,
    namens: Option<String>,
    /// invoeren, inzien, lijst, zoeken, wijzigen, versturen, afdrukken, geweigerd of verwijderen.
    handeling: String,
    /// Vanaf welk adres, of langs welke weg.
    herkomst: String,
}

/// Wie keek
///
/// Voor de logbeheerder van de gemeente; de inwoner ziet hetzelfde op de eigen pagina. De laatste
/// 500 regels, de nieuwste eerst.
#[utoipa::path(
    get, path = "/inzage/{verwijzingId}", operation_id = "inzage", tag = "Inzage",
    params(
        ("verwijzingId" = String, Path, description = "Het id van de verwijzing."),
        ("pagina" = Option<u32>, Query, minimum = 1, maximum = 1_000_000, description = "Welke bladzijde, vanaf 1."),
    ),
    responses(
        (status = 200, description = "Een bladzijde.", body = Listing<SeenView>),
        (status = 404, description = "Deze verwijzing is er niet, of niet voor u."),
    )
)]
pub(crate) async fn who_looked(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Json<Listing<SeenView>>, Problem> {
    let id = id.parse().map_err(|_| ActionError::NotFound)?;
    let lines = looked(&web.bridge, &caller, id).await?;
    let mut keys = Keys::of(&uri);
    let page = keys.page();
    if !keys.faults().is_empty() {
        return Err(Problem::faults(keys.faults()));
    }
    let views = lines.into_iter().map(|seen| SeenView {
        op: seen.at,
        rol: seen.role.code(),
        organisatie: seen.organisation_name,
        gebruiker_id: seen.user,
        namens: seen.on_behalf,
        handeling: seen.action,
        herkomst: seen.origin,
    });
    Ok(Json(keys.page_of(views.collect(), page)))
}
