//! `POST /verwijzingen/{id}/stappen`: takes a step; `…/andere-dag` moves a planned trial. A step with faults comes back with what was
//! typed; one that came too late shows who was first and how it stands now.

use actions::{ActionError, move_trial, take_step};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::ids::ReferralId;
use http::StatusCode;

use super::form_faults::FormFaults;
use super::referral::{self, Outcome};
use super::step_forms::ANOTHER_DAY;
use super::step_words::StepWordsForm;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::Form;
use crate::sessions::Visitor;
use crate::view::Base;

/// `POST /verwijzingen/{id}/stappen`
pub(super) async fn take(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Form(form): Form<StepWordsForm>,
) -> Answer {
    let key: ReferralId = id.parse().map_err(|_| Mishap::NotFound)?;
    let taken = take_step::take_step(&web.bridge, &visitor.caller, key, &form.request()).await;
    after(&web, &visitor, base, key, form, taken).await
}

/// `POST /verwijzingen/{id}/andere-dag`
pub(super) async fn another_day(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Form(mut form): Form<StepWordsForm>,
) -> Answer {
    ANOTHER_DAY.clone_into(&mut form.stap);
    let key: ReferralId = id.parse().map_err(|_| Mishap::NotFound)?;
    let request = form.request();
    let (caller, words) = (&visitor.caller, &request.words);
    let moved = move_trial::move_trial(&web.bridge, caller, key, words, request.version).await;
    after(&web, &visitor, base, key, form, moved).await
}

/// What follows a form: the referral anew, or the form with its faults, or who was first.
async fn after(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    id: ReferralId,
    form: StepWordsForm,
    taken: Result<u32, ActionError>,
) -> Answer {
    let (outcome, status) = match taken {
        Ok(_) => return Ok(Redirect::to(&format!("/verwijzingen/{id}")).into_response()),
        Err(ActionError::Conflict { .. }) => {
            let outcome = Outcome {
                too_late: true,
                ..Outcome::default()
            };
            (outcome, StatusCode::CONFLICT)
        }
        Err(ActionError::Faults(faults)) => {
            let outcome = Outcome {
                refused: Some((form, FormFaults::of(faults))),
                ..Outcome::default()
            };
            (outcome, StatusCode::BAD_REQUEST)
        }
        Err(error) => return Err(error.into()),
    };
    let shown = referral::find(web, visitor, &id.to_string()).await?;
    let mut response = referral::page(web, visitor, base, &shown, &outcome)?;
    *response.status_mut() = status;
    Ok(response)
}
