//! `/inzage/logboek`: the log by period, person, referral number and action; and as a file. What is
//! asked for goes by POST: a number or a person never stands in an address. The file asks for a
//! second step just now, so it has an address of its own, to which confirming leads back.

use actions::refused::FEW;
use actions::who_looked::{self, Action, Entry, LogQuestion};
use actions::{ActionError, find_by_number};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::fault::Fault;
use domain::ids::UserId;
use http::{StatusCode, header};
use jiff::civil::Date;
use serde::Deserialize;

use super::super::choices::Choice;
use super::super::form_faults::FormFaults;
use super::super::timeline::moment_short;
use super::super::voice::Voice;
use crate::Web;
use crate::mishap::Answer;
use crate::pages::Form;
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// Longest period on one page or in one file.
const DAYS: i32 = 366;

/// What the form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct LogForm {
    van: String,
    tot: String,
    wie: String,
    nummer: String,
    handeling: String,
    bladzijde: String,
}

/// A line of the log.
struct LogLine {
    at: String,
    action: String,
    person: String,
    place: String,
    number: String,
    origin: String,
}

#[derive(Template)]
#[template(path = "professional/log.html")]
struct LogPage {
    base: Base,
    say: Voice,
    form: LogForm,
    faults: FormFaults,
    people: Vec<Choice>,
    sorts: Vec<Choice>,
    lines: Vec<LogLine>,
    total: u64,
    page: u32,
    has_next: bool,
    /// Whether the file can be had without confirming first.
    fresh: bool,
}

/// `GET /inzage/logboek`: the last week. `GET /inzage/logboek/bestand`: the same, after confirming.
pub(in super::super) async fn show(State(web): State<Web>, visitor: Visitor, base: Base) -> Answer {
    let week = who_looked::last_week(&web.bridge);
    let form = LogForm {
        van: week.from.to_string(),
        tot: week.until.to_string(),
        ..LogForm::default()
    };
    answer(&web, &visitor, base, form).await
}

/// `POST /inzage/logboek`: what was asked for.
pub(in super::super) async fn ask(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<LogForm>,
) -> Answer {
    answer(&web, &visitor, base, form).await
}

async fn answer(web: &Web, visitor: &Visitor, base: Base, form: LogForm) -> Answer {
    match read(web, visitor, &form).await {
        Ok(question) => page(web, visitor, base, form, Some(question), Vec::new()).await,
        Err(error) => refused(web, visitor, base, form, error).await,
    }
}

/// The form again, with what is wrong in it.
async fn refused(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    form: LogForm,
    error: ActionError,
) -> Answer {
    let ActionError::Faults(faults) = error else {
        return Err(error.into());
    };
    let mut response = page(web, visitor, base, form, None, faults).await?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

/// `POST /inzage/logboek/bestand`: what was asked for, as a file.
pub(in super::super) async fn take(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<LogForm>,
) -> Answer {
    let question = match read(&web, &visitor, &form).await {
        Ok(question) => question,
        Err(error) => return refused(&web, &visitor, base, form, error).await,
    };
    let text = who_looked::as_csv(&web.bridge, &visitor.caller, &question).await?;
    let name = format!(
        "attachment; filename=\"logboek-{}-{}.csv\"",
        question.from, question.until
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    // The mark at the beginning lets spreadsheets read the letters right.
    Ok((headers, format!("\u{feff}{text}")).into_response())
}

async fn read(web: &Web, visitor: &Visitor, form: &LogForm) -> Result<LogQuestion, ActionError> {
    let mut faults = Vec::new();
    let mut day = |field: &str, text: &str| {
        let day: Option<Date> = text.trim().parse().ok();
        if day.is_none() {
            faults.push(Fault::body(field, "datum"));
        }
        day
    };
    let (from, until) = (day("van", &form.van), day("tot", &form.tot));
    if let (Some(from), Some(until)) = (from, until)
        && !(0..DAYS).contains(&(until - from).get_days())
    {
        faults.push(Fault::body("tot", "datum"));
    }
    let referral = match form.nummer.trim() {
        "" => None,
        number => {
            match find_by_number::find_by_number(&web.bridge, &visitor.caller, number).await {
                Ok(id) => Some(id),
                Err(ActionError::NotFound) => {
                    faults.push(Fault::body("nummer", "onbekend-nummer"));
                    None
                }
                Err(error) => return Err(error),
            }
        }
    };
    match (from, until) {
        (Some(from), Some(until)) if faults.is_empty() => Ok(LogQuestion {
            from,
            until,
            user: form.wie.parse::<UserId>().ok(),
            referral,
            action: form.handeling.parse::<Action>().ok(),
        }),
        _ => Err(ActionError::Faults(faults)),
    }
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    form: LogForm,
    question: Option<LogQuestion>,
    faults: Vec<Fault>,
) -> Result<Response, crate::mishap::Mishap> {
    let say = Voice::to(Some(&visitor.member));
    let number: u32 = form.bladzijde.trim().parse().unwrap_or(1).clamp(1, 10_000);
    let found = match &question {
        Some(question) => {
            Some(who_looked::page(&web.bridge, &visitor.caller, question, number).await?)
        }
        None => None,
    };
    let people = who_looked::people(&web.bridge, &visitor.caller).await?;
    let mut choices = vec![Choice::new(
        "",
        say.s("logboek-iedereen"),
        form.wie.is_empty(),
    )];
    choices.extend(people.into_iter().map(|(id, name, organisation)| {
        let id = id.to_string();
        Choice::new(&id, format!("{name}, {organisation}"), id == form.wie)
    }));
    let mut sorts = vec![Choice::new(
        "",
        say.s("logboek-alles"),
        form.handeling.is_empty(),
    )];
    sorts.extend(Action::ALL.into_iter().map(|action| {
        let words = say.s(&format!("inzage-actie-{}", action.code()));
        Choice::new(action.code(), words, action.code() == form.handeling)
    }));
    let now = web.bridge.now();
    let (lines, total, has_next) = match found {
        Some(found) => (
            found
                .entries
                .iter()
                .map(|entry| line(&say, entry, now))
                .collect(),
            found.total,
            found.has_next,
        ),
        None => (Vec::new(), 0, false),
    };
    render(&LogPage {
        base: base.titled(say.s("logboek-titel")),
        form,
        faults: FormFaults::of(faults),
        people: choices,
        sorts,
        lines,
        total,
        page: number,
        has_next,
        fresh: visitor.is_fresh(web),
        say,
    })
}

fn line(say: &Voice, entry: &Entry, now: jiff::Timestamp) -> LogLine {
    let role = say.texts().role(entry.role);
    let place = match &entry.organisation {
        Some(organisation) => format!("{role}, {organisation}"),
        None => role,
    };
    let action = say.s(&format!("inzage-actie-{}", entry.action));
    // Of a flood the log holds the first few lines: how large it was stands with each of them.
    let flood = entry.times.filter(|times| *times > FEW);
    LogLine {
        at: moment_short(entry.at, now),
        action: match flood {
            Some(times) => say.w2(
                "logboek-vaak",
                ("wat", &action),
                ("aantal", &times.to_string()),
            ),
            None => action,
        },
        person: entry.user_name.clone().unwrap_or_default(),
        place,
        number: entry.number.clone().unwrap_or_default(),
        origin: entry.origin.clone(),
    }
}
