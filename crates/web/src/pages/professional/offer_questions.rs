//! `/aanbod-nakijken`: what was not certain in imported lists, page by page, with an answer for one row or
//! for those that are ticked of every row that asks the same; and what was answered, to be taken back.
//! For the service point; its desk shows the first of them.

use actions::answer_alike::{self, A_PAGE, Doubtful, Judged, Row, Said};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use documents::dutch;
use domain::calendar::day_of;
use domain::fault::Fault;
use domain::ids::OfferId;
use domain::price::Per;
use http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;

use super::choices::{Choice, capital, one_of};
use super::form_faults::FormFaults;
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// Per what a bare amount can be paid.
const UNITS: [&str; 6] = ["les", "maand", "kwartaal", "jaar", "seizoen", "cursus"];

/// One question about a field of an imported row.
pub(super) struct QuestionLine {
    pub id: String,
    pub place: String,
    pub title: String,
    pub column: String,
    pub original: String,
    pub question: String,
    /// Where the offer is put right; empty when its row did not come in.
    pub edit: String,
    /// What the link says to the rows that ask the same; none where this row is alone.
    pub all: Option<String>,
    /// The answers to choose from, none of them chosen; empty when it can only be looked at.
    pub units: Vec<Choice>,
}

/// A question as its page shows it.
pub(super) fn question_of(say: &Voice, field: &Doubtful) -> QuestionLine {
    let is_answerable = answer_alike::is_answered_by_a_word(&field.question, &field.original);
    let count = field.alike.to_string();
    QuestionLine {
        id: field.id.clone(),
        place: place(say, &field.source, field.line),
        title: field.title.clone().unwrap_or_default(),
        column: column(&field.column),
        original: field.original.clone(),
        question: question(say, &field.question, &field.original),
        edit: edit(field.offer),
        all: (field.alike > 1).then(|| say.w("nakijken-alle-regels", "aantal", &count)),
        units: match is_answerable {
            true => units(say),
            false => Vec::new(),
        },
    }
}

fn place(say: &Voice, source: &str, line: u32) -> String {
    let line = line.to_string();
    say.w2("balie-aanbod-regel", ("bron", source), ("regel", &line))
}

fn column(name: &str) -> String {
    capital(&name.replace('_', " "))
}

fn edit(offer: Option<OfferId>) -> String {
    offer.map_or_else(String::new, |id| format!("/aanbod/{id}/wijzig"))
}

/// The question in words. Who wrote more than an amount said per what, in words that we cannot read.
fn question(say: &Voice, code: &str, original: &str) -> String {
    let in_words =
        code == answer_alike::PER_WHAT && !answer_alike::is_answered_by_a_word(code, original);
    match in_words {
        true => say.s("nakijken-prijs-in-woorden"),
        false => say.s(&format!("vraag-{code}")),
    }
}

fn units(say: &Voice) -> Vec<Choice> {
    let units = UNITS.iter();
    let units = units
        .map(|unit| Choice::new(unit, say.s(&format!("aanbodform-per-{unit}")), false))
        .collect();
    one_of(units, say.s("aanbodform-kies"))
}

/// A question that was answered or looked at.
struct SeenLine {
    id: String,
    place: String,
    title: String,
    column: String,
    original: String,
    /// What was answered, and when.
    said: String,
}

fn seen_line(say: &Voice, one: &Judged, today: Date) -> SeenLine {
    let day = dutch::date_long(day_of(one.at), today);
    SeenLine {
        id: one.id.clone(),
        place: place(say, &one.source, one.line),
        title: one.title.clone().unwrap_or_default(),
        column: column(&one.column),
        original: one.original.clone(),
        said: match one.word.as_deref().and_then(|word| word.split(' ').next()) {
            Some(word) => say.w2(
                "nakijken-ingevuld-op",
                ("dag", &day),
                ("antwoord", &say.s(&format!("aanbodform-per-{word}"))),
            ),
            None => say.w("nakijken-gezien-op", "dag", &day),
        },
    }
}

/// The query: which page, and what was just done, with which question and how many.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pagina: u32,
    gedaan: String,
    van: String,
    aantal: u32,
    over: u32,
}

/// What is answered, for which rows, and whether the list is where to go back to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    antwoord: String,
    keuze: Vec<String>,
    gezien: String,
    terug: String,
}

/// What takes an answer back: this one, or with `alle` those that were given with it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct BackForm {
    wat: String,
}

#[derive(Template)]
#[template(path = "professional/offer_questions.html")]
struct QuestionsPage {
    base: Base,
    say: Voice,
    done: Option<String>,
    /// The question whose answer was just given, to take it back; empty when there is none.
    undo: String,
    questions: Vec<QuestionLine>,
    total: u64,
    seen: Vec<SeenLine>,
    previous: Option<String>,
    next: Option<String>,
}

/// A row with the same question.
struct AlikeLine {
    id: String,
    title: String,
    place: String,
    original: String,
    edit: String,
    chosen: bool,
    /// Said of a row to which one word is no answer.
    note: String,
}

#[derive(Template)]
#[template(path = "professional/offer_alike.html")]
struct AlikePage {
    base: Base,
    say: Voice,
    id: String,
    column: String,
    question: String,
    rows: Vec<AlikeLine>,
    /// Empty when one word is no answer.
    units: Vec<Choice>,
    more: String,
    faults: FormFaults,
}

/// `GET /aanbod-nakijken`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let page = asked.pagina.max(1);
    let found = answer_alike::questions(&web.bridge, &visitor.caller, page - 1).await?;
    let (questions, total) = found;
    let seen = answer_alike::seen(&web.bridge, &visitor.caller).await?;
    let today = day_of(web.bridge.now());
    let href = |page: u32| format!("/aanbod-nakijken?pagina={page}");
    let told = |key: &str, count: u32| say.n(key, "aantal", u64::from(count));
    render(&QuestionsPage {
        base: base.titled(say.s("balie-aanbod")),
        done: match asked.gedaan.as_str() {
            "gezien" => Some(told("nakijken-gezien", asked.aantal)),
            "ingevuld" => Some(told("nakijken-gedaan", asked.aantal)),
            "terug" if asked.over > 0 => Some(told("nakijken-terug-deels", asked.over)),
            "terug" => Some(told("nakijken-terug", asked.aantal)),
            _ => None,
        },
        undo: match asked.gedaan.as_str() {
            "gezien" | "ingevuld" if seen.iter().any(|one| one.id == asked.van) => asked.van,
            _ => String::new(),
        },
        questions: questions
            .iter()
            .map(|field| question_of(&say, field))
            .collect(),
        total,
        seen: seen.iter().map(|one| seen_line(&say, one, today)).collect(),
        previous: (page > 1).then(|| href(page - 1)),
        next: (u64::from(page) * u64::from(A_PAGE) < total).then(|| href(page.saturating_add(1))),
        say,
    })
}

/// `POST /aanbod-nakijken/{id}`
pub(super) async fn seen(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Result<Redirect, Mishap> {
    actions::curate::mark_seen(&web.bridge, &visitor.caller, &id).await?;
    Ok(match form.terug.as_str() {
        "lijst" => done("gezien", &id, 1),
        _ => Redirect::to("/te-doen?gedaan=gezien#nakijken"),
    })
}

fn done(what: &str, id: &str, count: usize) -> Redirect {
    let to = format!("/aanbod-nakijken?gedaan={what}&van={id}&aantal={count}");
    Redirect::to(&to)
}

/// `GET /aanbod-nakijken/{id}/alle`
pub(super) async fn alike(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
) -> Answer {
    render(&alike_page(&web, &visitor, base, id, None, Vec::new()).await?)
}

/// The rows that ask the same; `sent` is what was ticked when `faults` were found.
async fn alike_page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    id: String,
    sent: Option<&AnswerForm>,
    faults: Vec<Fault>,
) -> Result<AlikePage, Mishap> {
    let say = Voice::to(Some(&visitor.member));
    let found = answer_alike::rows(&web.bridge, &visitor.caller, &id).await?;
    let asks_a_word = found.rows.iter().any(|row| row.is_bare);
    let line = |row: &Row| AlikeLine {
        id: row.id.clone(),
        title: row.title.clone().unwrap_or_default(),
        place: place(&say, &found.source, row.line),
        original: row.original.clone(),
        edit: edit(row.offer),
        chosen: match sent {
            Some(sent) => sent.keuze.contains(&row.id),
            None => row.is_same,
        },
        note: match asks_a_word && !row.is_bare {
            true => say.s("nakijken-prijs-in-woorden"),
            false => String::new(),
        },
    };
    Ok(AlikePage {
        base: base.titled(say.s(match asks_a_word {
            true => "nakijken-samen-titel",
            false => "nakijken-samen-titel-gezien",
        })),
        rows: found.rows.iter().map(line).collect(),
        question: match found.rows.first() {
            Some(first) => question(&say, &found.question, &first.original),
            None => String::new(),
        },
        column: column(&found.column),
        units: match asks_a_word {
            true => units(&say),
            false => Vec::new(),
        },
        more: match found.more as u64 {
            0 => String::new(),
            more => say.n("nakijken-samen-meer", "aantal", more),
        },
        faults: FormFaults::of(faults).in_order(&["keuze", "antwoord"]),
        id,
        say,
    })
}

/// `POST /aanbod-nakijken/{id}/alle`
pub(super) async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Answer {
    let is_seen = form.gezien == "ja" || form.antwoord == "gezien";
    let said = match form.antwoord.as_str() {
        _ if is_seen => Some(Said::Seen),
        "" => None,
        unit if UNITS.contains(&unit) => {
            Some(Said::Per(Per::from_code(unit).ok_or(Mishap::NotFound)?))
        }
        _ => return Err(Mishap::NotFound),
    };
    let mut faults = Vec::new();
    if form.keuze.is_empty() {
        faults.push(Fault::body("keuze", "ontbreekt"));
    }
    if said.is_none() {
        faults.push(Fault::body("antwoord", "kies-per"));
    }
    let (Some(said), true) = (said, faults.is_empty()) else {
        return refused(alike_page(&web, &visitor, base, id, Some(&form), faults).await?);
    };
    let caller = &visitor.caller;
    let count = answer_alike::answer(&web.bridge, caller, &id, &form.keuze, said).await?;
    let first = form.keuze.first().unwrap_or(&id);
    let what = match (is_seen, count) {
        (_, 0) => "niets",
        (true, _) => "gezien",
        (false, _) => "ingevuld",
    };
    Ok(done(what, first, count).into_response())
}

fn refused(page: AlikePage) -> Answer {
    let mut response: Response = render(&page)?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

/// `POST /aanbod-nakijken/{id}/terug`
pub(super) async fn take_back(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<BackForm>,
) -> Result<Redirect, Mishap> {
    let together = form.wat == "alle";
    let back = answer_alike::take_back(&web.bridge, &visitor.caller, &id, together).await?;
    let (open, left) = (back.open, back.left);
    let to = format!("/aanbod-nakijken?gedaan=terug&aantal={open}&over={left}");
    Ok(Redirect::to(&to))
}
