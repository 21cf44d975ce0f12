//! `/zoekwoorden`: words that mean alike to people here, kept by the service point.

use actions::ActionError;
use actions::synonyms::{change_synonyms, own_synonyms};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use http::StatusCode;
use serde::Deserialize;

use super::form_faults::FormFaults;
use super::voice::Voice;
use crate::Web;
use crate::mishap::Answer;
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct WordsForm {
    woorden: String,
}

/// The query: whether the words were just saved.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    bewaard: String,
}

#[derive(Template)]
#[template(path = "professional/search_words.html")]
struct WordsPage {
    base: Base,
    say: Voice,
    words: String,
    faults: FormFaults,
    saved: bool,
}

/// `GET /zoekwoorden`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let words = own_synonyms(&web.bridge, &visitor.caller).await?;
    let say = Voice::to(Some(&visitor.member));
    render(&WordsPage {
        base: base.titled(say.s("zoekwoorden-titel")),
        words,
        faults: FormFaults::default(),
        saved: asked.bewaard == "ja",
        say,
    })
}

/// `POST /zoekwoorden`
pub(super) async fn save(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<WordsForm>,
) -> Answer {
    match change_synonyms(&web.bridge, &visitor.caller, &form.woorden).await {
        Ok(()) => Ok(Redirect::to("/zoekwoorden?bewaard=ja").into_response()),
        Err(ActionError::Faults(faults)) => {
            let say = Voice::to(Some(&visitor.member));
            let page = WordsPage {
                base: base.titled(say.s("zoekwoorden-titel")),
                words: form.woorden,
                faults: FormFaults::of(faults),
                saved: false,
                say,
            };
            let mut response = render(&page)?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}
