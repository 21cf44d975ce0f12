//! `/vragen`: questions of the log keeper about one's own behaviour, each with room for an answer
//! in words.

use actions::{ActionError, alarms};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use http::StatusCode;
use serde::Deserialize;

use super::super::form_faults::FormFaults;
use super::super::voice::Voice;
use super::{seen_words, when_words};
use crate::Web;
use crate::mishap::Answer;
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// The query: whether an answer was just sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    gedaan: String,
}

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct AnswerForm {
    antwoord: String,
}

/// A question.
struct Question {
    id: String,
    title: String,
    sentence: String,
    when: String,
    field: String,
    typed: String,
    faults: FormFaults,
}

#[derive(Template)]
#[template(path = "professional/questions.html")]
struct QuestionsPage {
    base: Base,
    say: Voice,
    questions: Vec<Question>,
    faults: FormFaults,
    done: bool,
}

/// `GET /vragen`
pub(in super::super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let none = FormFaults::default();
    page(&web, &visitor, base, !asked.gedaan.is_empty(), None, none).await
}

/// `POST /vragen/{id}`
pub(in super::super) async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Answer {
    match alarms::answer(&web.bridge, &visitor.caller, &id, &form.antwoord).await {
        Ok(()) => Ok(Redirect::to("/vragen?gedaan=ja").into_response()),
        Err(ActionError::Faults(faults)) => {
            let faults = FormFaults::of(faults).in_form(&id);
            let typed = Some((id.as_str(), form.antwoord.as_str()));
            let mut response = page(&web, &visitor, base, false, typed, faults).await?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    done: bool,
    typed: Option<(&str, &str)>,
    faults: FormFaults,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let asked = alarms::questions(&web.bridge, &visitor.caller).await?;
    let questions = asked
        .iter()
        .map(|alarm| {
            let own = typed.filter(|(id, _)| *id == alarm.id);
            Question {
                id: alarm.id.clone(),
                title: say.s(&format!("signaal-{}", alarm.rule.code())),
                sentence: seen_words(&say, alarm),
                when: when_words(alarm, now),
                field: format!("{}-antwoord", alarm.id),
                typed: own.map(|(_, words)| words.to_owned()).unwrap_or_default(),
                faults: faults.clone(),
            }
        })
        .collect();
    render(&QuestionsPage {
        base: base.titled(say.s("vragen-titel")),
        questions,
        faults,
        done,
        say,
    })
}
