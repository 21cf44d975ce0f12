//! `/verwijzingen/{id}/wensen`: what a coach saves for a client under guidance, with what was found
//! for it since; saving wishes, and ending them.

use actions::saved_wishes::{FittingNow, Said, fitting, save, say};
use actions::show_referral::show_referral;
use actions::{ActionError, Caller};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::ids::ReferralId;
use http::{StatusCode, header};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::JsonBody;
use super::search::{HitView, SearchRequest, hit_view, read_wishes};
use crate::Web;
use crate::problem::Problem;

/// De bewaarde wensen bij een verwijzing.
#[derive(Serialize, ToSchema)]
#[schema(as = BewaardeWensen)]
pub(crate) struct SavedWishesView {
    aantal: usize,
    resultaten: Vec<SavedWishView>,
    /// Altijd null: het zijn er hoogstens drie.
    volgende: Option<String>,
}

/// Wensen waarvoor nieuw aanbod wordt gemeld.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BewaardeWens)]
struct SavedWishView {
    #[schema(value_type = String, format = "uuid")]
    id: Uuid,
    #[schema(value_type = String, format = DateTime)]
    bewaard_op: Timestamp,
    /// De wensen, met de velden van een zoekvraag.
    #[schema(value_type = Object)]
    wensen: Value,
    /// Wat er sinds het bewaren bij kwam en nu past, het beste eerst.
    gevonden: Vec<HitView>,
}

/// Wat er is bewaard.
#[derive(Serialize, ToSchema)]
#[schema(as = WensBewaard)]
pub(crate) struct SavedView {
    #[schema(value_type = String, format = "uuid")]
    id: Uuid,
}

/// Bewaarde wensen
///
/// De wensen die uw team bewaarde en die nog gelden, met het aanbod dat er sindsdien bij kwam. Voor
/// anderen is de lijst leeg.
#[utoipa::path(
    get, path = "/verwijzingen/{id}/wensen", operation_id = "wensenLijst", tag = "Verwijzingen",
    params(("id" = String, Path, description = "Het id van de verwijzing.")),
    responses(
        (status = 200, description = "De wensen, de oudste eerst.", body = SavedWishesView),
        (status = 404, description = "Deze verwijzing is er niet, of niet voor u."),
    )
)]
pub(crate) async fn list_wishes(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<SavedWishesView>, Problem> {
    let shown = show_referral(&web.bridge, &caller, referral(&id)?).await?;
    let mut views = Vec::new();
    for now in fitting(&web.bridge, &shown) {
        let one = shown.saved_wishes.iter().find(|one| one.id == now.id);
        let text = one.and_then(actions::saved_wishes::ShownWish::wishes_json);
        views.push(view(now, text.as_deref().unwrap_or_default()));
    }
    Ok(Json(SavedWishesView {
        aantal: views.len(),
        resultaten: views,
        volgende: None,
    }))
}

fn view(now: FittingNow, text: &str) -> SavedWishView {
    SavedWishView {
        id: now.id,
        bewaard_op: now.made_at,
        wensen: serde_json::from_str(text).unwrap_or_default(),
        gevonden: now.hits.into_iter().map(hit_view).collect(),
    }
}

/// Wensen bewaren
///
/// Voor een beweegcoach, bij wie toestemming gaf voor begeleiding. Komt er aanbod bij dat past? Dan
/// krijgt u een mail, hoogstens één per dag. Per verwijzing gelden er hoogstens drie. Dezelfde wensen
/// nog eens bewaren geeft hetzelfde id.
#[utoipa::path(
    post, path = "/verwijzingen/{id}/wensen", operation_id = "wensenBewaren", tag = "Verwijzingen",
    params(("id" = String, Path, description = "Het id van de verwijzing.")),
    request_body(content = SearchRequest, description = "De wensen, zoals in een zoekvraag."),
    responses(
        (status = 201, description = "Bewaard.", body = SavedView,
            headers(("Location" = String, description = "Het adres van deze wensen."))),
        (status = 404, description = "Deze verwijzing is er niet, of niet voor u."),
        (status = 409, description = "De verwijzing is gesloten. Met huidigeStatus, toegestaneStappen en versie."),
        (status = 410, description = "De gegevens van deze persoon zijn verwijderd."),
    )
)]
pub(crate) async fn save_wishes(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: JsonBody,
) -> Result<Response, Problem> {
    let referral = referral(&id)?;
    let id = save(&web.bridge, &caller, referral, &read_wishes(&body)).await?;
    let address = format!("/api/v1/verwijzingen/{referral}/wensen/{id}");
    let location = [(header::LOCATION, address)];
    Ok((StatusCode::CREATED, location, Json(SavedView { id })).into_response())
}

/// Wensen beëindigen
///
/// Er wordt niet meer gezocht, en de wensen worden meteen weggegooid. Nog een keer verandert niets.
#[utoipa::path(
    delete, path = "/verwijzingen/{id}/wensen/{wensId}", operation_id = "wensenBeeindigen",
    tag = "Verwijzingen",
    params(
        ("id" = String, Path, description = "Het id van de verwijzing."),
        ("wensId" = String, Path, description = "Het id van de wensen."),
    ),
    responses(
        (status = 204, description = "Beëindigd."),
        (status = 404, description = "De verwijzing of de wensen zijn er niet, of niet voor u."),
    )
)]
pub(crate) async fn end_wishes(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path((id, wish)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let referral = referral(&id)?;
    // A word that is no key is judged as one that nobody has: in the same order.
    let wish = wish.parse().unwrap_or(Uuid::nil());
    say(&web.bridge, &caller, referral, wish, Said::Stop).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn referral(id: &str) -> Result<ReferralId, ActionError> {
    id.parse().map_err(|_| ActionError::NotFound)
}
