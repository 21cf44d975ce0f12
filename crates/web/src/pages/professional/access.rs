//! `/inzage`: who looked at the data of a referral's resident. For the log keeper, who sees no
//! resident's data. The number people say goes by POST: a number in an address would lie in
//! histories and logs, beside what somebody may remember it by.

use actions::find_by_number::find_by_number;
use actions::{ActionError, show_referral};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::ids::ReferralId;
use http::StatusCode;
use serde::Deserialize;

use super::timeline::moment_short;
use super::voice::Voice;
use crate::Web;
use crate::mishap::Answer;
use crate::pages::Form;
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// The form: which referral, by its number or its key.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    verwijzing: String,
}

/// Longest text that is shown again: an id and some room.
const SHOWN_MAX: usize = 60;

/// A line of the log.
struct LogLine {
    at: String,
    action: String,
    who: String,
    role: String,
    origin: String,
}

#[derive(Template)]
#[template(path = "professional/access.html")]
struct AccessPage {
    base: Base,
    say: Voice,
    asked: String,
    unknown: bool,
    lines: Option<Vec<LogLine>>,
}

/// `GET /inzage`: asks which referral.
pub(super) async fn ask(visitor: Visitor, base: Base) -> Answer {
    page(&visitor, base, String::new(), false, None)
}

/// `POST /inzage`: finds it, and goes there.
pub(super) async fn find(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(asked): Form<Asked>,
) -> Answer {
    let asked = asked.verwijzing.trim();
    let found = match asked.parse::<ReferralId>() {
        Ok(id) => Ok(id),
        Err(_) => find_by_number(&web.bridge, &visitor.caller, asked).await,
    };
    match found {
        Ok(id) => Ok(Redirect::to(&format!("/inzage/{id}")).into_response()),
        Err(ActionError::NotFound) => {
            let shown = asked.chars().take(SHOWN_MAX).collect();
            page(&visitor, base, shown, true, None)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /inzage/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
) -> Answer {
    let Ok(key) = id.parse::<ReferralId>() else {
        return page(&visitor, base, id, true, None);
    };
    let seen = match show_referral::who_looked(&web.bridge, &visitor.caller, key).await {
        Ok(seen) => seen,
        Err(ActionError::NotFound) => return page(&visitor, base, id, true, None),
        Err(error) => return Err(error.into()),
    };
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let lines = seen
        .iter()
        .map(|line| LogLine {
            at: moment_short(line.at, now),
            action: say.s(&format!("inzage-actie-{}", line.action)),
            who: line.organisation_name.clone().unwrap_or_default(),
            role: say.texts().role(line.role),
            origin: line.origin.clone(),
        })
        .collect();
    page(&visitor, base, id, false, Some(lines))
}

fn page(
    visitor: &Visitor,
    base: Base,
    asked: String,
    unknown: bool,
    lines: Option<Vec<LogLine>>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let mut response = render(&AccessPage {
        base: base.titled(say.s("inzage-titel")),
        asked,
        unknown,
        lines,
        say,
    })?;
    if unknown {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    Ok(response)
}
