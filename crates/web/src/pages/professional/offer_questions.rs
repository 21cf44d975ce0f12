//! `/aanbod-nakijken`: what was not certain in imported lists, page by page, with an answer for one row or
//! for every row that asks the same. For the service point; its desk shows the first of them.

use actions::answer_alike::{self, A_PAGE, Doubtful, PER_WHAT, Said};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Redirect;
use domain::price::Per;
use serde::Deserialize;

use super::choices::{Choice, capital};
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
    /// What the button says that answers it for all rows; none where this row is alone.
    pub all: Option<String>,
    /// The answers to choose from; empty when it can only be looked at.
    pub units: Vec<Choice>,
}

/// A question as its page shows it.
pub(super) fn question_of(say: &Voice, field: &Doubtful) -> QuestionLine {
    let is_answerable = field.question == PER_WHAT;
    let units = UNITS.iter().filter(|_| is_answerable);
    let count = field.alike.to_string();
    QuestionLine {
        id: field.id.clone(),
        place: say.w2(
            "balie-aanbod-regel",
            ("bron", &field.source),
            ("regel", &field.line.to_string()),
        ),
        title: field.title.clone().unwrap_or_default(),
        column: capital(&field.column.replace('_', " ")),
        original: field.original.clone(),
        question: say.s(&format!("vraag-{}", field.question)),
        edit: field
            .offer
            .map_or_else(String::new, |id| format!("/aanbod/{id}/wijzig")),
        all: match (field.alike, is_answerable) {
            (0 | 1, false) => None,
            (0 | 1, true) => Some(say.s("nakijken-vul-in")),
            (_, false) => Some(say.w("nakijken-alle-gezien", "aantal", &count)),
            (_, true) => Some(say.w("nakijken-alle-regels", "aantal", &count)),
        },
        units: units
            .map(|unit| Choice::new(unit, say.s(&format!("aanbodform-per-{unit}")), false))
            .collect(),
    }
}

/// The query: which page, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pagina: u32,
    gedaan: String,
}

/// What is answered, and whether the list is where to go back to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    antwoord: String,
    terug: String,
}

#[derive(Template)]
#[template(path = "professional/offer_questions.html")]
struct QuestionsPage {
    base: Base,
    say: Voice,
    done: Option<String>,
    questions: Vec<QuestionLine>,
    total: u64,
    previous: Option<String>,
    next: Option<String>,
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
    let href = |page: u32| format!("/aanbod-nakijken?pagina={page}");
    render(&QuestionsPage {
        base: base.titled(say.s("balie-aanbod")),
        done: match asked.gedaan.as_str() {
            "gezien" => Some(say.s("balie-aanbod-klaar")),
            "alle" => Some(say.s("nakijken-gedaan")),
            _ => None,
        },
        questions: questions
            .iter()
            .map(|field| question_of(&say, field))
            .collect(),
        total,
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
    Ok(back(&form, "gezien"))
}

/// `POST /aanbod-nakijken/{id}/alle`
pub(super) async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Result<Redirect, Mishap> {
    let said = match form.antwoord.as_str() {
        "gezien" => Said::Seen,
        unit if UNITS.contains(&unit) => Said::Per(Per::from_code(unit).ok_or(Mishap::NotFound)?),
        _ => return Err(Mishap::NotFound),
    };
    answer_alike::answer(&web.bridge, &visitor.caller, &id, said).await?;
    Ok(back(&form, "alle"))
}

fn back(form: &AnswerForm, done: &str) -> Redirect {
    match form.terug.as_str() {
        "lijst" => Redirect::to(&format!("/aanbod-nakijken?gedaan={done}")),
        _ => Redirect::to(&format!("/te-doen?gedaan={done}#nakijken")),
    }
}
