//! `/nood`: opening a referral in an emergency, with a reason, for an hour; and `/inzage/nood`, where
//! the log keeper sees each. What is typed goes by POST: a phone number must not lie in an address.

use actions::break_glass::{self, Opened};
use actions::{ActionError, ShownReferral};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::client::Client;
use http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::{Fact, facts};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::professional::{FormFaults, Voice, moment_short};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, dial, render};

/// Longest text that is shown again.
const SHOWN_MAX: usize = 60;

/// The form: whom, and why.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct OpenForm {
    wie: String,
    reden: String,
}

#[derive(Template)]
#[template(path = "incidents/emergency_ask.html")]
struct AskPage {
    base: Base,
    say: Voice,
    who: String,
    reason: String,
    unknown: bool,
    faults: FormFaults,
}

#[derive(Template)]
#[template(path = "incidents/emergency.html")]
struct EmergencyPage {
    base: Base,
    say: Voice,
    until: String,
    meta: String,
    /// The name first.
    facts: Vec<Fact>,
    calls: Vec<Call>,
    notes: Vec<Fact>,
}

/// A number that is one tap away.
struct Call {
    words: String,
    dial: String,
}

/// An emergency in the log keeper's list.
struct Line {
    id: String,
    who: String,
    meta: String,
    reason: String,
    waits: bool,
}

/// The query: whether one was just looked at.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    gedaan: String,
}

#[derive(Template)]
#[template(path = "incidents/emergencies.html")]
struct ListPage {
    base: Base,
    say: Voice,
    lines: Vec<Line>,
    done: bool,
}

/// `GET /nood`
pub(super) async fn ask(visitor: Visitor, base: Base) -> Answer {
    page(
        &visitor,
        base,
        OpenForm::default(),
        false,
        FormFaults::default(),
    )
}

/// `POST /nood`
pub(super) async fn open(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<OpenForm>,
) -> Answer {
    let opened = break_glass::open(&web.bridge, &visitor.caller, &form.wie, &form.reden).await;
    let (unknown, faults) = match opened {
        Ok(Opened::AsUsual(id)) => {
            return Ok(Redirect::to(&format!("/verwijzingen/{id}")).into_response());
        }
        Ok(Opened::ForAnHour(id)) => {
            return Ok(Redirect::to(&format!("/nood/{id}")).into_response());
        }
        Err(ActionError::NotFound) => (true, FormFaults::default()),
        Err(ActionError::Faults(faults)) => (false, FormFaults::of(faults)),
        Err(error) => return Err(error.into()),
    };
    let mut response = page(&visitor, base, form, unknown, faults)?;
    *response.status_mut() = match unknown {
        true => StatusCode::NOT_FOUND,
        false => StatusCode::BAD_REQUEST,
    };
    Ok(response)
}

fn page(
    visitor: &Visitor,
    base: Base,
    typed: OpenForm,
    unknown: bool,
    faults: FormFaults,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    render(&AskPage {
        base: base.titled(say.s("nood-titel")),
        who: typed.wie.chars().take(SHOWN_MAX).collect(),
        reason: typed.reden,
        unknown,
        faults,
        say,
    })
}

/// `GET /nood/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
) -> Answer {
    let id: Uuid = id.parse().map_err(|_| Mishap::NotFound)?;
    let (shown, until) = break_glass::show(&web.bridge, &visitor.caller, id).await?;
    let say = Voice::to(Some(&visitor.member));
    let now: Timestamp = web.bridge.now();
    let mut meta = vec![say.w("ref-nummer", "nummer", &shown.number)];
    meta.extend(shown.offer.as_ref().map(|offer| offer.title.clone()));
    meta.push(shown.receiver_name.clone());
    meta.extend(shown.receiver_phone.clone());
    let calls = shown.client.as_ref().map(|client| calls(&say, client));
    let facts = shown.client.as_ref().map(|client| facts(&say, client));
    render(&EmergencyPage {
        base: base.titled(say.s("nood-open-titel")),
        until: moment_short(until, now),
        meta: meta.join(" · "),
        facts: facts.unwrap_or_default(),
        calls: calls.unwrap_or_default(),
        notes: notes(&say, &shown),
        say,
    })
}

/// Whom to call: the person, and who stands close.
fn calls(say: &Voice, client: &Client) -> Vec<Call> {
    let own = client.phone.as_ref();
    let own = own.map(|phone| (client.name.as_str(), phone.spoken()));
    let close = client.contact_person.as_ref();
    let close = close.map(|person| (person.name.as_str(), person.phone.spoken()));
    let all = own.into_iter().chain(close);
    all.map(|(name, phone)| Call {
        words: say.w("nood-bel", "naam", name),
        dial: dial(&phone),
    })
    .collect()
}

fn notes(say: &Voice, shown: &ShownReferral) -> Vec<Fact> {
    let notes = &shown.notes;
    [
        ("dossier-aandachtspunten", notes.attention.clone()),
        ("dossier-bijzonderheden", notes.particulars.clone()),
        ("dossier-medisch", notes.medical_background.clone()),
    ]
    .into_iter()
    .filter_map(|(key, value)| {
        Some(Fact {
            label: say.s(key),
            value: value?,
        })
    })
    .collect()
}

/// `GET /inzage/nood`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let all = break_glass::list(&web.bridge, &visitor.caller).await?;
    let lines = all
        .into_iter()
        .map(|one| {
            let own = one.user == visitor.member.user;
            let role = say.texts().role(one.role);
            let who = [one.person, one.organisation, Some(role)];
            let who: Vec<String> = who.into_iter().flatten().collect();
            let mut meta = vec![moment_short(one.at, now)];
            meta.extend(
                one.number
                    .map(|number| say.w("ref-nummer", "nummer", &number)),
            );
            let looked = one.looked_at.map(|at| moment_short(at, now));
            meta.extend(looked.map(|at| say.w("nood-gezien-op", "moment", &at)));
            Line {
                id: one.id,
                who: who.join(", "),
                meta: meta.join(" · "),
                reason: one.reason,
                waits: one.looked_at.is_none() && !own,
            }
        })
        .collect();
    render(&ListPage {
        base: base.titled(say.s("nood-lijst-titel")),
        lines,
        done: !asked.gedaan.is_empty(),
        say,
    })
}

/// `POST /inzage/nood/{id}/gezien`
pub(super) async fn looked(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Redirect, Mishap> {
    break_glass::looked(&web.bridge, &visitor.caller, &id).await?;
    Ok(Redirect::to("/inzage/nood?gedaan=ja"))
}
