//! `POST /verwijzingen/{id}/stappen`: taking a step. Answers with the referral as it is now.

use actions::take_step::{StepRequest, take_step as take};
use actions::{ActionError, Caller};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::referral::StepDraft;
use utoipa::ToSchema;

use super::body::JsonBody;
use super::referral_view::ReferralView;
use super::show_referral::after_change;
use crate::Web;
use crate::problem::Problem;

/// Een stap, met wat erbij hoort.
#[derive(ToSchema)]
#[schema(as = Stap, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct StepBody {
    /// Een van de toegestane stappen van de verwijzing.
    #[schema(example = "aanvaard")]
    stap: String,
    /// Code uit de lijst reden.{stap}; nodig bij past-nu-niet, gepauzeerd, gestopt, niet-gestart
    /// en ingetrokken.
    reden: Option<String>,
    /// Code uit de lijst uitkomst; nodig bij afgerond.
    uitkomst: Option<String>,
    /// De dag van de proefles, met het tijdstip als dat bekend is; nodig bij proefles-gepland.
    #[schema(example = "2026-12-01T10:00:00+01:00")]
    op: Option<String>,
    /// De dag waarop een pauze eindigt; nodig bij gepauzeerd.
    #[schema(format = Date)]
    tot: Option<String>,
    /// Bij opnieuw-gekozen: het nieuwe moment.
    #[schema(format = "uuid")]
    sessie_id: Option<String>,
    /// Bij opnieuw-gekozen: het nieuwe aanbod.
    #[schema(format = "uuid")]
    aanbod_id: Option<String>,
    /// Bij opnieuw-gekozen: naar een beweegcoach.
    beweegcoach: Option<bool>,
    /// Voor wie de stap is gezet: aanbieder of inwoner.
    namens: Option<String>,
    /// In eigen woorden; nodig bij anders.
    #[schema(max_length = 2000)]
    toelichting: Option<String>,
    /// De versie die u zag. Is de verwijzing intussen veranderd, dan volgt 409.
    versie: Option<u32>,
}

/// Een stap zetten
///
/// Eerst wordt beoordeeld of de verwijzing er is (404), of u dit mag (403), of de stap bestaat
/// (400), of hij nu kan (409), en dan pas de rest van de inhoud (400).
#[utoipa::path(
    post, path = "/verwijzingen/{id}/stappen", operation_id = "stapZetten", tag = "Verwijzingen",
    params(("id" = String, Path, description = "Het id van de verwijzing.")),
    request_body(content = StepBody, description = "De stap."),
    responses(
        (status = 200, description = "De stap is gezet; zo staat de verwijzing nu.", body = ReferralView),
        (status = 204, description = "De stap is gezet; de verwijzing is nu niet meer voor u te zien."),
        (status = 404, description = "Deze verwijzing is er niet, of niet voor u."),
        (status = 409, description = "De stap kan nu niet, of de versie is oud. Met huidigeStatus, toegestaneStappen en versie."),
    )
)]
pub(crate) async fn take_step(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: JsonBody,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| ActionError::NotFound)?;
    take(&web.bridge, &caller, id, &read_step(&body)).await?;
    after_change(&web, &caller, id).await
}

fn read_step(body: &JsonBody) -> StepRequest {
    let (request, type_faults) = body.fields(|fields| StepRequest {
        step: fields.text("stap"),
        words: StepDraft {
            reason: fields.text("reden"),
            outcome: fields.text("uitkomst"),
            on: fields.text("op"),
            until: fields.text("tot"),
            on_behalf: fields.text("namens"),
            note: fields.text("toelichting"),
        },
        session: fields.text("sessieId"),
        offer: fields.text("aanbodId"),
        coach: fields.yes("beweegcoach").unwrap_or(false),
        version: fields.version(),
        type_faults: Vec::new(),
    });
    StepRequest {
        type_faults,
        ..request
    }
}
