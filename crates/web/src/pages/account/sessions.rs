//! `/account/sessies`: where one is signed in, and signing out there. Behind a second step taken just
//! now: whoever finds a telephone unlocked must not throw its owner out everywhere else.

use actions::my_account;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::professional::{Voice, moment_short};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// A session in the list.
struct SessionLine {
    id: String,
    device: String,
    origin: String,
    seen: String,
    current: bool,
}

/// The query: whether something was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    klaar: Option<String>,
}

/// Which session to end: one by its key, or all others.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct EndForm {
    id: String,
    alle: String,
}

#[derive(Template)]
#[template(path = "account/sessions.html")]
struct SessionsPage {
    base: Base,
    say: Voice,
    sessions: Vec<SessionLine>,
    done: bool,
}

/// `GET /account/sessies`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let sessions = my_account::sessions(&web.bridge, visitor.member.user).await?;
    let sessions = sessions
        .into_iter()
        .map(|one| SessionLine {
            current: one.id == visitor.session,
            id: one.id,
            device: match one.device.as_str() {
                "" => say.s("account-apparaat-onbekend"),
                device => device.to_owned(),
            },
            origin: one.origin,
            seen: moment_short(one.seen_at, now),
        })
        .collect();
    render(&SessionsPage {
        base: base.titled(say.s("account-sessies-kop")),
        say,
        sessions,
        done: asked.klaar.is_some(),
    })
}

/// `POST /account/sessies`
pub(super) async fn end(
    State(web): State<Web>,
    visitor: Visitor,
    Form(form): Form<EndForm>,
) -> Answer {
    let (bridge, member) = (&web.bridge, &visitor.member);
    let origin = visitor.caller.origin.as_str();
    match (form.alle.as_str(), form.id.as_str()) {
        ("", "") => return Err(Mishap::BadRequest),
        ("", id) => my_account::end_session(bridge, member, origin, id).await?,
        _ => my_account::end_other_sessions(bridge, member, origin, &visitor.session).await?,
    }
    Ok(Redirect::to("/account/sessies?klaar=ja").into_response())
}
