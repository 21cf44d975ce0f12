//! `/zoekwoorden`: words that mean alike to people here, kept by the service point.

use actions::ActionError;
use actions::as_seen::{changed_since, marks};
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
    /// What the form showed; see [`actions::as_seen`].
    versie: String,
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
    /// What stands there now, for who saves the form later.
    marks: String,
    /// What somebody else saved while the form was open; then nothing of it is kept yet.
    theirs: Option<String>,
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
        marks: marks(std::slice::from_ref(&words)),
        words,
        theirs: None,
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
    let now = own_synonyms(&web.bridge, &visitor.caller).await?;
    let now = std::slice::from_ref(&now);
    let overtaken = !changed_since(&form.versie, now).is_empty();
    let (status, faults) = if overtaken {
        (StatusCode::CONFLICT, Vec::new())
    } else {
        match change_synonyms(&web.bridge, &visitor.caller, &form.woorden).await {
            Ok(()) => return Ok(Redirect::to("/zoekwoorden?bewaard=ja").into_response()),
            Err(ActionError::Faults(faults)) => (StatusCode::BAD_REQUEST, faults),
            Err(error) => return Err(error.into()),
        }
    };
    let say = Voice::to(Some(&visitor.member));
    let page = WordsPage {
        base: base.titled(say.s("zoekwoorden-titel")),
        words: form.woorden,
        marks: marks(now),
        theirs: overtaken.then(|| now.concat()),
        faults: FormFaults::of(faults),
        saved: false,
        say,
    };
    let mut response = render(&page)?;
    *response.status_mut() = status;
    Ok(response)
}
