//! `POST /verwijzingen/{id}/toestemmingen` and `…/bezwaar/{bezwaar}`: what the resident says about
//! their consent, and the service point's answer to an objection.

use actions::change_consent::{ConsentRequest, change_consent};
use actions::{ActionError, object, show_referral};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::ids::ReferralId;
use http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

use super::referral::{self, Outcome};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::Form;
use crate::sessions::Visitor;
use crate::view::Base;

/// What the form sends: the purpose under the button that was pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ConsentForm {
    ja: String,
    nee: String,
    wijze: String,
    versie: String,
}

/// `POST /verwijzingen/{id}/toestemmingen`
pub(super) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Form(form): Form<ConsentForm>,
) -> Answer {
    let id: ReferralId = id.parse().map_err(|_| Mishap::NotFound)?;
    let given = !form.ja.is_empty();
    let request = ConsentRequest {
        purpose: if given { form.ja } else { form.nee },
        given: Some(given),
        manner: form.wijze,
        version: form.versie.parse().ok(),
        type_faults: Vec::new(),
    };
    match change_consent(&web.bridge, &visitor.caller, id, &request).await {
        Ok(_) => {}
        Err(ActionError::Conflict { .. }) => {
            let shown = referral::find(&web, &visitor, &id.to_string()).await?;
            let outcome = Outcome {
                too_late: true,
                ..Outcome::default()
            };
            let mut response = referral::page(&web, &visitor, base, &shown, &outcome)?;
            *response.status_mut() = StatusCode::CONFLICT;
            return Ok(response);
        }
        Err(error) => return Err(error.into()),
    }
    // A coach who wrote down that guidance ends may not see the referral any more.
    let seen = show_referral::show_referral(&web.bridge, &visitor.caller, id).await;
    let to = match seen {
        Ok(_) => format!("/verwijzingen/{id}"),
        Err(ActionError::NotFound) => "/te-doen".to_owned(),
        Err(error) => return Err(error.into()),
    };
    Ok(Redirect::to(&to).into_response())
}

/// The answer to an objection.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    antwoord: String,
}

/// `POST /verwijzingen/{id}/bezwaar/{bezwaar}`. Without words the page comes back as it was.
pub(super) async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    Path((id, objection)): Path<(String, String)>,
    Form(form): Form<AnswerForm>,
) -> Answer {
    let id: ReferralId = id.parse().map_err(|_| Mishap::NotFound)?;
    let objection: Uuid = objection.parse().map_err(|_| Mishap::NotFound)?;
    let words = form.antwoord.as_str();
    match object::answer(&web.bridge, &visitor.caller, id, objection, words).await {
        Ok(()) | Err(ActionError::Faults(_)) => {
            Ok(Redirect::to(&format!("/verwijzingen/{id}#bezwaar-1")).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
