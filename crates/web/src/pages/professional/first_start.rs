//! `/opzetten/{token}`: the first start of an installation, by the one-time link it printed.

use actions::ActionError;
use actions::change_contacts::Reach;
use actions::first_start::{FirstStart, judge_token, set_up_first};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use http::StatusCode;
use serde::Deserialize;

use super::form_faults::FormFaults;
use super::voice::Voice;
use crate::Web;
use crate::mishap::Answer;
use crate::pages::Form;
use crate::view::{Base, render};

/// What the form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct FirstStartForm {
    gemeentecode: String,
    gemeente: String,
    servicepunt: String,
    servicepunt_email: String,
    servicepunt_telefoon: String,
    naam: String,
    email: String,
    wachtwoord: String,
}

#[derive(Template)]
#[template(path = "professional/first_start.html")]
struct FirstStartPage {
    base: Base,
    say: Voice,
    token: String,
    form: FirstStartForm,
    faults: FormFaults,
}

/// Asks what is needed to begin.
pub(super) async fn ask(State(web): State<Web>, base: Base, Path(token): Path<String>) -> Answer {
    judge_token(&web.bridge, &token).await?;
    render(&page(
        base,
        token,
        FirstStartForm::default(),
        FormFaults::default(),
    ))
}

/// Begins, and sends the administrator on to sign in.
pub(super) async fn begin(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Form(form): Form<FirstStartForm>,
) -> Answer {
    let first = FirstStart {
        code: form.gemeentecode.clone(),
        name: form.gemeente.clone(),
        desk: Reach {
            name: form.servicepunt.clone(),
            email: form.servicepunt_email.clone(),
            phone: form.servicepunt_telefoon.clone(),
        },
        admin_name: form.naam.clone(),
        admin_email: form.email.clone(),
        password: form.wachtwoord.clone(),
    };
    match set_up_first(&web.bridge, &token, &first).await {
        Ok(()) => Ok(Redirect::to("/inloggen").into_response()),
        Err(ActionError::Faults(faults)) => {
            // A password is never sent back.
            let form = FirstStartForm {
                wachtwoord: String::new(),
                ..form
            };
            let mut response = render(&page(base, token, form, FormFaults::of(faults)))?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

fn page(base: Base, token: String, form: FirstStartForm, faults: FormFaults) -> FirstStartPage {
    let say = Voice::to(None);
    let base = base.titled(say.s("opzetten-titel"));
    FirstStartPage {
        base,
        say,
        token,
        form,
        faults,
    }
}
