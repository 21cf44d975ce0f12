//! `GET /aanbod`: the public catalogue.

use actions::ActionError;
use actions::catalogue::{CatalogueDraft, catalogue};
use axum::Json;
use axum::extract::State;
use http::Uri;

use super::listing::{Keys, Listing};
use super::offer_view::OfferView;
use crate::Web;
use crate::problem::Problem;

/// Het openbare aanbod
///
/// Eerst wat het best bij de woorden past, dan wat het dichtst bij de postcode is, dan wat het laatst
/// is bevestigd. Aanbod dat niet op tijd is bevestigd, telt als 5 km verder weg. Zonder inloggen.
#[utoipa::path(
    get, path = "/aanbod", operation_id = "aanbodLijst", tag = "Aanbod", security(()),
    params(
        ("q" = Option<String>, Query, description = "Woorden om op te zoeken."),
        ("postcode" = Option<String>, Query, description = "Vanaf hier wordt de afstand gemeten.", example = "5299 AB"),
        ("maxAfstandKm" = Option<f64>, Query, description = "Hoogstens zo ver, tot 200."),
        ("activiteit" = Option<Vec<String>>, Query, description = "Codes uit de lijst activiteit; een van deze."),
        ("dagdeel" = Option<Vec<String>>, Query, description = "Codes uit de lijst dagdeel; een van deze."),
        ("pagina" = Option<u32>, Query, minimum = 1, maximum = 1_000_000, description = "Welke bladzijde, vanaf 1."),
    ),
    responses((status = 200, description = "Een bladzijde van het aanbod.", body = Listing<OfferView>))
)]
pub(crate) async fn list_offers(
    State(web): State<Web>,
    uri: Uri,
) -> Result<Json<Listing<OfferView>>, Problem> {
    let mut keys = Keys::of(&uri);
    let page = keys.page();
    let draft = CatalogueDraft {
        q: keys.text("q"),
        postcode: keys.text("postcode"),
        max_distance_km: keys.number("maxAfstandKm"),
        activities: keys.texts("activiteit"),
        dayparts: keys.texts("dagdeel"),
        page,
        late_drops: false,
        ..CatalogueDraft::default()
    };
    let found = match catalogue(&web.bridge, &draft) {
        Ok(found) if keys.faults().is_empty() => found,
        Ok(_) => return Err(Problem::faults(keys.faults())),
        Err(ActionError::Faults(faults)) => {
            faults.into_iter().for_each(|fault| keys.fault(fault));
            return Err(Problem::faults(keys.faults()));
        }
        Err(other) => return Err(other.into()),
    };
    let offers = found
        .offers
        .iter()
        .map(|listed| {
            let sessions = listed.sessions.iter();
            let sessions = sessions.filter_map(|at| listed.offer.sessions.get(*at));
            OfferView::of(&web.bridge, &listed.offer, sessions, listed.distance_m)
        })
        .collect();
    let total = u64::try_from(found.total).unwrap_or(u64::MAX);
    Ok(Json(keys.listing(total, offers, page)))
}
