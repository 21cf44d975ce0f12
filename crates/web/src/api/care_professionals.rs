//! `GET /zorgverleners`: the care professionals a referral can go to.

use actions::sign_in::care_professionals as list;
use actions::{ActionError, Caller};
use axum::extract::State;
use axum::{Extension, Json};
use domain::ids::{OrganisationId, UserId};
use domain::policy::{Verb, may};
use http::Uri;
use serde::Serialize;
use utoipa::ToSchema;

use super::listing::{Keys, Listing};
use crate::Web;
use crate::problem::Problem;

/// Een zorgverlener naar wie een verwijzing kan gaan.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Zorgverlener)]
pub(crate) struct ProfessionalView {
    /// Voor `zorgverlenerId` van een verwijzing.
    #[schema(value_type = String, format = "uuid")]
    id: UserId,
    naam: String,
    organisatie: String,
    #[schema(value_type = String, format = "uuid")]
    organisatie_id: OrganisationId,
}

/// Zorgverleners
///
/// Wie in uw gemeente een `zorgverlenerId` kan zijn.
#[utoipa::path(
    get, path = "/zorgverleners", operation_id = "zorgverleners", tag = "Verwijzingen",
    params(("pagina" = Option<u32>, Query, minimum = 1, maximum = 1_000_000, description = "Welke bladzijde, vanaf 1.")),
    responses((status = 200, description = "Een bladzijde.", body = Listing<ProfessionalView>))
)]
pub(crate) async fn care_professionals(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
) -> Result<Json<Listing<ProfessionalView>>, Problem> {
    if !may(&caller.actor, Verb::ListCareProfessionals) {
        return Err(ActionError::Forbidden.into());
    }
    let mut keys = Keys::of(&uri);
    let page = keys.page();
    if !keys.faults().is_empty() {
        return Err(Problem::faults(keys.faults()));
    }
    let found = list(&web.bridge, &caller).await?;
    let views = found.into_iter().map(|member| ProfessionalView {
        id: member.user,
        naam: member.name,
        organisatie: member.organisation_name,
        organisatie_id: member.organisation,
    });
    Ok(Json(keys.page_of(views.collect(), page)))
}
