//! `GET /verwijzingen`: the referrals the caller has to do with, newest change first.

use actions::list_referrals::{Row, WhichReferrals, list_referrals as list};
use actions::{ActionError, Caller};
use axum::extract::State;
use axum::{Extension, Json};
use domain::contact::Phone;
use domain::fault::Fault;
use domain::ids::ReferralId;
use domain::policy::{Verb, may};
use domain::referral::Status;
use http::Uri;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::listing::{Keys, Listing};
use super::views::OwnerView;
use crate::Web;
use crate::problem::Problem;

/// Een verwijzing in een lijst.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = VerwijzingRegel)]
pub(crate) struct RowView {
    #[schema(value_type = String, format = "uuid")]
    id: ReferralId,
    nummer: String,
    status: &'static str,
    eigenaar: Option<OwnerView>,
    #[schema(value_type = Option<String>, format = DateTime)]
    uiterlijk: Option<Timestamp>,
    versie: u32,
    /// De naam zoals de lezer die mag zien; ontbreekt als de gegevens zijn verwijderd.
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<NameView>,
    /// De titel van het aanbod; ontbreekt bij een coach of zorgverlener.
    #[serde(skip_serializing_if = "Option::is_none")]
    titel: Option<String>,
    /// Wie de verwijzing kreeg.
    ontvanger: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    verwijzer: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    verstuurd_op: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    gewijzigd_op: Timestamp,
}

/// De naam, en het telefoonnummer als de lezer dat mag weten.
#[derive(Serialize, ToSchema)]
#[schema(as = ClientRegel)]
struct NameView {
    naam: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    telefoon: Option<String>,
}

/// Mijn verwijzingen
///
/// De verwijzingen waar de organisatie van het token mee te maken heeft, de laatste wijziging
/// eerst.
#[utoipa::path(
    get, path = "/verwijzingen", operation_id = "verwijzingenLijst", tag = "Verwijzingen",
    params(
        ("status" = Option<String>, Query, description = "Alleen verwijzingen met deze status."),
        ("pagina" = Option<u32>, Query, minimum = 1, maximum = 1_000_000, description = "Welke bladzijde, vanaf 1."),
    ),
    responses((status = 200, description = "Een bladzijde.", body = Listing<RowView>))
)]
pub(crate) async fn list_referrals(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
) -> Result<Json<Listing<RowView>>, Problem> {
    // Whoever may not list at all is told so before the query is judged.
    if !may(&caller.actor, Verb::ListReferrals) {
        return Err(ActionError::Forbidden.into());
    }
    let mut keys = Keys::of(&uri);
    let page = keys.page();
    let word = keys.text("status");
    let status = Status::from_code(word.trim());
    if status.is_none() && !word.trim().is_empty() {
        let words: Vec<&str> = Status::ALL.iter().map(|status| status.code()).collect();
        keys.fault(Fault::query("status", "onbekende-code").with(words.join(", ")));
    }
    if !keys.faults().is_empty() {
        return Err(Problem::faults(keys.faults()));
    }
    let found = list(&web.bridge, &caller, WhichReferrals::All, status, page).await?;
    let rows = found.rows.into_iter().map(RowView::from).collect();
    Ok(Json(keys.listing(found.total, rows, page)))
}

impl From<Row> for RowView {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            nummer: row.number,
            status: row.status.code(),
            eigenaar: row.owner.map(OwnerView::from),
            uiterlijk: row.due,
            versie: row.version,
            client: row.name.map(|name| NameView {
                naam: name,
                // As programs dial it, the same as in the referral itself.
                telefoon: row
                    .phone
                    .and_then(|spoken| spoken.parse::<Phone>().ok())
                    .map(|phone| phone.as_str().to_owned()),
            }),
            titel: row.title,
            ontvanger: row.receiver_name,
            verwijzer: row.referrer_name,
            verstuurd_op: row.sent_at,
            gewijzigd_op: row.changed_at,
        }
    }
}
