//! `/uitnodiging/{token}`: a name and a password for who is new; a yes for who has an account.

use actions::ActionError;
use actions::invite::{self, Shown};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::sign_in::{PASSWORD_MIN, PASSWORD_MIN_WITH_SECOND, needs_second_step};
use http::StatusCode;
use serde::Deserialize;

use crate::Web;
use crate::entrance::Place;
use crate::mishap::Answer;
use crate::pages::Form;
use crate::pages::professional::{FormFaults, Voice};
use crate::view::{Base, render};

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AcceptForm {
    naam: String,
    wachtwoord: String,
}

#[derive(Template)]
#[template(path = "account/invitation.html")]
struct InvitationPage {
    base: Base,
    say: Voice,
    token: String,
    shown: Shown,
    lead: String,
    least: String,
    name: String,
    faults: FormFaults,
}

/// `GET /uitnodiging/{token}`
pub(super) async fn show(State(web): State<Web>, base: Base, Path(token): Path<String>) -> Answer {
    let shown = invite::show(&web.bridge, &token).await?;
    render(&page(
        base,
        token,
        shown,
        String::new(),
        FormFaults::default(),
    ))
}

fn page(
    base: Base,
    token: String,
    shown: Shown,
    name: String,
    faults: FormFaults,
) -> InvitationPage {
    let say = Voice::to(None);
    let roles: Vec<String> = shown
        .roles
        .iter()
        .map(|role| say.texts().role(role))
        .collect();
    let least = if needs_second_step(shown.roles) {
        PASSWORD_MIN_WITH_SECOND
    } else {
        PASSWORD_MIN
    };
    let words = roles.join(", ");
    let lead = say.w2(
        "uitnodiging-uitleg",
        ("organisatie", &shown.organisation),
        ("rollen", &words),
    );
    InvitationPage {
        base: base.titled(say.s("uitnodiging-titel")),
        say,
        token,
        lead,
        least: least.to_string(),
        shown,
        name,
        faults,
    }
}

/// `POST /uitnodiging/{token}`
pub(super) async fn accept(
    State(web): State<Web>,
    base: Base,
    place: Place,
    Path(token): Path<String>,
    Form(form): Form<AcceptForm>,
) -> Answer {
    let (name, password) = (form.naam.as_str(), form.wachtwoord.as_str());
    match invite::accept(&web.bridge, &token, name, password, &place.origin).await {
        Ok(_) => Ok(Redirect::to("/inloggen?nieuw=ja").into_response()),
        Err(ActionError::Faults(faults)) => {
            let shown = invite::show(&web.bridge, &token).await?;
            let page = page(base, token, shown, form.naam, FormFaults::of(faults));
            let mut response = render(&page)?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}
