//! `POST /verwijzingen/{id}/toestemmingen`: the resident gives or takes back consent for one
//! purpose, told to whoever calls. Answers with the referral as it is now.

use actions::change_consent::{ConsentRequest, change_consent as change};
use actions::{ActionError, Caller};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use utoipa::ToSchema;

use super::body::JsonBody;
use super::referral_view::ReferralView;
use super::show_referral::after_change;
use crate::Web;
use crate::problem::Problem;

/// Ja of nee op één doel.
#[derive(ToSchema)]
#[schema(as = Toestemmingswijziging)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct ConsentBody {
    /// Een doel uit de keuzelijst toestemming.
    #[schema(example = "terugkoppeling")]
    doel: String,
    /// true is ja, false is nee of ingetrokken.
    gegeven: bool,
    /// mondeling of schriftelijk; mondeling als u niets zegt.
    wijze: Option<String>,
    /// De versie die u zag. Is de verwijzing intussen veranderd, dan volgt 409.
    versie: Option<u32>,
}

/// Toestemming geven of intrekken
///
/// Namens de inwoner, die het u vertelde of opschreef. Wat van de toestemming afhing, stopt meteen.
/// Hetzelfde nog eens zeggen verandert niets. Een aanbieder mag dit niet (403).
#[utoipa::path(
    post, path = "/verwijzingen/{id}/toestemmingen", operation_id = "toestemmingWijzigen",
    tag = "Verwijzingen",
    params(("id" = String, Path, description = "Het id van de verwijzing.")),
    request_body(content = ConsentBody, description = "Het doel, en ja of nee."),
    responses(
        (status = 200, description = "Opgeschreven; zo staat de verwijzing nu.", body = ReferralView),
        (status = 204, description = "Opgeschreven; de verwijzing is nu niet meer voor u te zien."),
        (status = 404, description = "Deze verwijzing is er niet, of niet voor u."),
        (status = 409, description = "De versie is oud. Met huidigeStatus, toegestaneStappen en versie."),
        (status = 410, description = "De gegevens van deze persoon zijn verwijderd."),
    )
)]
pub(crate) async fn change_consent(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: JsonBody,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| ActionError::NotFound)?;
    change(&web.bridge, &caller, id, &read(&body)).await?;
    after_change(&web, &caller, id).await
}

fn read(body: &JsonBody) -> ConsentRequest {
    let (request, type_faults) = body.fields(|fields| ConsentRequest {
        purpose: fields.text("doel"),
        given: fields.yes("gegeven"),
        manner: fields.text("wijze"),
        version: fields.version(),
        type_faults: Vec::new(),
    });
    ConsentRequest {
        type_faults,
        ..request
    }
}
