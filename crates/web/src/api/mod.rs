//! The JSON API, `/api/v1`: one file an endpoint, with its shapes, its description and its
//! handler. Problems are those of [`crate::problem`].

mod body;
mod care_professionals;
mod change_consent;
mod code_lists;
mod list_offers;
mod list_referrals;
mod list_unmet_demand;
mod listing;
mod offer_view;
mod openapi;
mod programmes;
mod refer;
mod referral_text;
mod referral_view;
mod report_unmet_demand;
mod saved_wishes;
mod search;
mod show_offer;
mod show_referral;
mod suggest;
mod take_step;
mod views;
mod who_looked;

pub use search::{search_answer_json, search_from_json};

use crate::policy::{Policy, Reach, Routes};
use crate::throttle::Guard;

/// Without a token, and not too often from one address.
const OPEN: Policy = Policy::Guarded(Guard::OpenApi);
const READ: Policy = Policy::Token(Reach::Read);
const WRITE: Policy = Policy::Token(Reach::Write);

/// The routes of the API.
#[rustfmt::skip]
pub(crate) fn router() -> Routes {
    Routes::new()
        .get("/api/v1/openapi.json", Policy::Public, openapi::json)
        .get("/api/v1/openapi.yaml", Policy::Public, openapi::yaml)
        .get("/api/v1/aanbod", OPEN, list_offers::list_offers)
        .get("/api/v1/aanbod/{id}", OPEN, show_offer::show_offer)
        .post("/api/v1/zoekvragen", Policy::Guarded(Guard::Search), search::ask)
        .get("/api/v1/suggesties", OPEN, suggest::suggestions)
        .get("/api/v1/keuzelijsten", OPEN, code_lists::code_lists)
        .get("/api/v1/programmas", OPEN, programmes::programmes)
        .get("/api/v1/verwijzingen", READ, list_referrals::list_referrals)
        .post("/api/v1/verwijzingen", WRITE, refer::refer)
        .get("/api/v1/verwijzingen/{id}", READ, show_referral::show_referral)
        .post("/api/v1/verwijzingen/{id}/stappen", WRITE, take_step::take_step)
        .post("/api/v1/verwijzingen/{id}/toestemmingen", WRITE, change_consent::change_consent)
        .get("/api/v1/verwijzingen/{id}/wensen", READ, saved_wishes::list_wishes)
        .post("/api/v1/verwijzingen/{id}/wensen", WRITE, saved_wishes::save_wishes)
        .delete("/api/v1/verwijzingen/{id}/wensen/{wensId}", WRITE, saved_wishes::end_wishes)
        .get("/api/v1/verwijzingen/{id}/verwijstekst", READ, referral_text::referral_text)
        .get("/api/v1/zorgverleners", READ, care_professionals::care_professionals)
        .get("/api/v1/gemist-aanbod", READ, list_unmet_demand::list_unmet_demand)
        .post("/api/v1/gemist-aanbod", WRITE, report_unmet_demand::report_unmet_demand)
        .get("/api/v1/inzage/{verwijzingId}", READ, who_looked::who_looked)
}
