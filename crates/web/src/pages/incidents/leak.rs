//! `/incidenten/lek`: what a leak touched, by period, account, organisation or link: referrals by
//! number, and who looked. On the screen, or as a file. What is asked goes by POST.

use actions::breach::{self, Leak, Touched};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::calendar::{day_of, moment_of};
use domain::fault::Fault;
use http::{HeaderValue, StatusCode, header};
use jiff::civil::{Date, time};
use serde::Deserialize;

use crate::Web;
use crate::mishap::Answer;
use crate::pages::Form;
use crate::pages::professional::{Choice, FormFaults, Voice, moment_short};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// The form, as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LeakForm {
    van: String,
    tot: String,
    account: String,
    organisatie: String,
    link: String,
    vorm: String,
}

/// A line: what somebody did with one referral's data.
struct Line {
    number: String,
    who: String,
    what: String,
    when: String,
}

#[derive(Template)]
#[template(path = "incidents/leak.html")]
struct LeakPage {
    base: Base,
    say: Voice,
    typed: LeakForm,
    accounts: Vec<Choice>,
    organisations: Vec<Choice>,
    lines: Option<Vec<Line>>,
    total: String,
    faults: FormFaults,
}

/// `GET /incidenten/lek`
pub(super) async fn ask(State(web): State<Web>, visitor: Visitor, base: Base) -> Answer {
    let today = day_of(web.bridge.now()).to_string();
    let typed = LeakForm {
        van: today.clone(),
        tot: today,
        ..LeakForm::default()
    };
    page(&web, &visitor, base, typed, None, FormFaults::default()).await
}

/// `POST /incidenten/lek`
pub(super) async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<LeakForm>,
) -> Answer {
    let leak = match read(&form) {
        Ok(leak) => leak,
        Err(faults) => {
            let faults = FormFaults::of(faults);
            let mut response = page(&web, &visitor, base, form, None, faults).await?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            return Ok(response);
        }
    };
    if form.vorm == "bestand" {
        let text = breach::as_csv(&web.bridge, &visitor.caller, leak).await?;
        return Ok(file(text));
    }
    let found = breach::touched(&web.bridge, &visitor.caller, leak).await?;
    page(
        &web,
        &visitor,
        base,
        form,
        Some(found),
        FormFaults::default(),
    )
    .await
}

fn file(text: String) -> Response {
    let csv = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_static("attachment; filename=\"datalek.csv\"");
    let headers = [
        (header::CONTENT_TYPE, csv),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, text).into_response()
}

fn read(form: &LeakForm) -> Result<Leak, Vec<Fault>> {
    let day = |place: &'static str, typed: &str| {
        let read = typed.trim().parse::<Date>();
        read.map_err(|_| Fault::body(place, "datum"))
    };
    let (from, until) = (day("van", &form.van), day("tot", &form.tot));
    match (from, until) {
        (Ok(from), Ok(until)) => {
            let after = until.tomorrow().unwrap_or(until);
            let midnight = time(0, 0, 0, 0);
            Ok(Leak {
                from: moment_of(from, midnight),
                until: moment_of(after, midnight),
                user: form.account.parse().ok(),
                organisation: form.organisatie.parse().ok(),
                by_link: !form.link.is_empty(),
            })
        }
        (from, until) => Err([from.err(), until.err()].into_iter().flatten().collect()),
    }
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    typed: LeakForm,
    found: Option<(Vec<Touched>, u64)>,
    faults: FormFaults,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let (accounts, organisations) = breach::who_works_here(&web.bridge, &visitor.caller).await?;
    let choices = |any: &str, all: Vec<(String, String)>, chosen: &str| {
        let everybody = Choice::new("", say.s(any), chosen.is_empty());
        let rest = all
            .into_iter()
            .map(|(id, name)| Choice::new(&id, name, id == chosen));
        std::iter::once(everybody).chain(rest).collect()
    };
    let total = found
        .as_ref()
        .map(|(_, people)| say.n("lek-mensen", "aantal", *people));
    let lines = found.map(|(lines, _)| {
        let line = |one: Touched| {
            let role = one.role.parse().map(|role| say.texts().role(role));
            let who = [one.person, one.organisation, role.ok()];
            let who: Vec<String> = who.into_iter().flatten().collect();
            let what = say.s(&format!("inzage-actie-{}", one.action));
            Line {
                number: one.number.unwrap_or_else(|| say.s("lek-zonder-nummer")),
                who: who.join(", "),
                what: format!("{what} ({}×)", one.times),
                when: moment_short(one.last_at, now),
            }
        };
        lines.into_iter().map(line).collect()
    });
    render(&LeakPage {
        base: base.titled(say.s("lek-titel")),
        accounts: choices("logboek-iedereen", accounts, &typed.account),
        organisations: choices("lek-elke", organisations, &typed.organisatie),
        typed,
        lines,
        total: total.unwrap_or_default(),
        faults,
        say,
    })
}
