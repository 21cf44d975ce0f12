//! `/verwijzingen/{id}/wensen`: what a coach saves for a client under guidance, and what was found
//! for it. The wishes come from the search form and go by POST; the address holds keys only.

use actions::change_class_words::class_words;
use actions::saved_wishes::{self, FittingNow, Said, fitting};
use actions::{ActionError, ShownReferral};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use documents::dutch;
use domain::calendar::day_of;
use domain::class_words::ClassWords;
use domain::ids::ReferralId;
use domain::referral::{Party, Step};
use http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::referral::{self, Outcome};
use super::result::{Card, card};
use super::search::refused;
use super::search_form::SearchForm;
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::Form;
use crate::pages::wish_words::{start_of, wish_words};
use crate::sessions::Visitor;
use crate::view::Base;

/// Saved wishes as the referral's page shows them.
pub(super) struct WishView {
    pub id: String,
    /// What is wished.
    pub words: String,
    /// Since when.
    pub saved: String,
    /// That something was found.
    pub found: String,
    /// What was found, best first.
    pub hits: Vec<Card>,
    /// The offer of each hit, for the button that puts it aside.
    pub offers: Vec<String>,
}

/// The part of the page for wishes; none for who does not guide.
pub(super) struct WishesView {
    pub wishes: Vec<WishView>,
    /// Whether another can be saved now.
    pub can_save: bool,
    /// Whether choosing is one click: the referral looks for another offer.
    pub one_click: bool,
}

/// The part of a referral's page for wishes.
pub(super) fn view(
    web: &Web,
    say: &Voice,
    shown: &ShownReferral,
    now: Timestamp,
) -> Option<WishesView> {
    let guides = shown.parties.contains(&Party::Coach);
    let can_save = guides && shown.status.is_open() && shown.consent.guidance;
    let wishes = fitting(&web.bridge, shown);
    if !can_save && wishes.is_empty() {
        return None;
    }
    Some(WishesView {
        can_save: can_save && wishes.len() < domain::saved_wish::MOST,
        one_click: shown.allowed.contains(&Step::Rechoose),
        wishes: wishes.iter().map(|one| wish(web, say, one, now)).collect(),
    })
}

fn wish(web: &Web, say: &Voice, one: &FittingNow, now: Timestamp) -> WishView {
    let day = dutch::date_long(day_of(one.made_at), day_of(now));
    let home = one.wishes.home;
    let called = home.map_or_else(ClassWords::default, |home| class_words(&web.bridge, home));
    // Searched from where the wish was saved, which need not be where somebody lives.
    let place = start_of(say.texts(), &one.wishes).unwrap_or_else(|| say.s("huis"));
    WishView {
        id: one.id.to_string(),
        words: wish_words(say.texts(), &called, &one.wishes),
        saved: say.w("wensen-sinds", "dag", &day),
        found: say.n("wensen-gevonden", "aantal", one.hits.len() as u64),
        hits: one.hits.iter().map(|hit| card(say, hit, &place)).collect(),
        offers: one
            .hits
            .iter()
            .map(|hit| hit.offer_id.to_string())
            .collect(),
    }
}

/// `POST /verwijzingen/{id}/wensen`: the search form, saved.
pub(super) async fn save(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Form(form): Form<SearchForm>,
) -> Answer {
    let id: ReferralId = id.parse().map_err(|_| Mishap::NotFound)?;
    match saved_wishes::save(
        &web.bridge,
        &visitor.caller,
        id,
        &form.draft(visitor.member.municipality),
    )
    .await
    {
        Ok(_) => Ok(Redirect::to(&format!("/verwijzingen/{id}#wensen")).into_response()),
        Err(ActionError::Faults(faults)) => {
            let form = SearchForm {
                verwijzing: id.to_string(),
                ..form
            };
            refused(&web, &visitor, base, form, faults)
        }
        Err(ActionError::Conflict { .. }) => {
            let shown = referral::find(&web, &visitor, &id.to_string()).await?;
            let outcome = Outcome {
                too_late: true,
                ..Outcome::default()
            };
            let mut response = referral::page(&web, &visitor, base, &shown, &outcome)?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// What the buttons beside saved wishes send.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct SaidForm {
    wat: String,
    aanbod_id: String,
}

/// `POST /verwijzingen/{id}/wensen/{wens}`: something was found, nobody has to look any more, or an
/// offer does not suit.
pub(super) async fn say(
    State(web): State<Web>,
    visitor: Visitor,
    Path((id, wish)): Path<(String, String)>,
    Form(form): Form<SaidForm>,
) -> Answer {
    let id: ReferralId = id.parse().map_err(|_| Mishap::NotFound)?;
    let wish: Uuid = wish.parse().map_err(|_| Mishap::NotFound)?;
    let offer = form.aanbod_id.parse();
    let said = match (form.wat.as_str(), offer) {
        ("gevonden", _) => Said::Answered,
        ("stop", _) => Said::Stop,
        ("past-niet", Ok(offer)) => Said::SetAside(offer),
        // What is not there for somebody stays so, whatever they send.
        _ => {
            referral::find(&web, &visitor, &id.to_string()).await?;
            return Err(Mishap::BadRequest);
        }
    };
    saved_wishes::say(&web.bridge, &visitor.caller, id, wish, said).await?;
    Ok(Redirect::to(&format!("/verwijzingen/{id}#wensen")).into_response())
}
