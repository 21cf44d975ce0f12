//! `/wachtwoord-vergeten` and the link it mails. The page answers before anything is looked up, so
//! that neither its words nor its time tell who has an account.

use actions::{ActionError, reset_password};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use http::StatusCode;
use serde::Deserialize;

use crate::Web;
use crate::entrance::Place;
use crate::mishap::Answer;
use crate::pages::Form;
use crate::pages::professional::{FormFaults, Voice};
use crate::view::{Base, render};

/// What the first form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AskForm {
    email: String,
}

/// What the second form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct NewForm {
    wachtwoord: String,
}

#[derive(Template)]
#[template(path = "account/forgotten.html")]
struct ForgottenPage {
    base: Base,
    say: Voice,
    sent: bool,
}

#[derive(Template)]
#[template(path = "account/new_password.html")]
struct NewPage {
    base: Base,
    say: Voice,
    token: String,
    faults: FormFaults,
}

/// `GET /wachtwoord-vergeten`
pub(super) async fn ask(base: Base) -> Answer {
    forgotten(base, false)
}

fn forgotten(base: Base, sent: bool) -> Answer {
    let say = Voice::to(None);
    render(&ForgottenPage {
        base: base.titled(say.s("vergeten-titel")),
        say,
        sent,
    })
}

/// `POST /wachtwoord-vergeten`
pub(super) async fn send(State(web): State<Web>, base: Base, Form(form): Form<AskForm>) -> Answer {
    let bridge = web.bridge.clone();
    tokio::spawn(async move {
        if form.email.len() <= 254
            && let Err(error) = reset_password::ask(&bridge, &form.email).await
        {
            tracing::error!(cause = %error, "a request for a new password could not be kept");
        }
    });
    forgotten(base, true)
}

/// `GET /wachtwoord/{token}`
pub(super) async fn choose(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
) -> Answer {
    reset_password::judge_token(&web.bridge, &token).await?;
    render(&new_page(base, token, FormFaults::default()))
}

fn new_page(base: Base, token: String, faults: FormFaults) -> NewPage {
    let say = Voice::to(None);
    NewPage {
        base: base.titled(say.s("nieuw-wachtwoord-titel")),
        say,
        token,
        faults,
    }
}

/// `POST /wachtwoord/{token}`
pub(super) async fn set(
    State(web): State<Web>,
    base: Base,
    place: Place,
    Path(token): Path<String>,
    Form(form): Form<NewForm>,
) -> Answer {
    let done = reset_password::set(&web.bridge, &token, &form.wachtwoord, &place.origin).await;
    match done {
        Ok(()) => Ok(Redirect::to("/inloggen?nieuw=ja").into_response()),
        Err(ActionError::Faults(faults)) => {
            let mut response = render(&new_page(base, token, FormFaults::of(faults)))?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}
