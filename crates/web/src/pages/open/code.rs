//! `/mijn`: from paper to the resident's own page, by the printed code and the year of birth.
//! A wrong code and a wrong year get the same answer; guessing is slowed down.

use actions::{ActionError, answer_by_link};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use documents::Texts;
use domain::codes::Language;
use http::StatusCode;

use super::language::{self, Picker, Reads, by_reader};
use super::sent::{Asked, Sent};
use crate::Web;
use crate::mishap::Answer;
use crate::view::{Base, render};

#[derive(Template)]
#[template(path = "open/code.html")]
struct CodeView {
    base: Base,
    t: &'static Texts,
    picker: Picker,
    /// The language that was picked on this page. What the browser likes is no choice: behind the
    /// code the resident reads the language they speak best.
    picked: Option<Language>,
    code: String,
    year: String,
    wrong: bool,
}

/// Asks for code and year.
pub async fn ask(base: Base, reads: Reads, asked: Asked) -> Answer {
    let word = asked.text("taal");
    let page = view(base, reads, &word, String::new(), String::new(), false);
    render(&page).map(by_reader)
}

/// Opens the page that code and year belong to.
pub async fn open(State(web): State<Web>, base: Base, reads: Reads, sent: Sent) -> Answer {
    let word = sent.text("taal");
    let year = sent.shown("geboortejaar", 20);
    let code = sent.shown("code", 40);
    let found = match year.parse::<i16>() {
        Ok(year) => answer_by_link::by_printed_code(&web.bridge, &code, year).await,
        Err(_) => Err(ActionError::NotFound),
    };
    match found {
        Ok(token) => {
            let picked = language::asked(&word).map(|language| format!("?taal={language}"));
            let to = format!("/mijn/{token}{}", picked.unwrap_or_default());
            Ok(Redirect::to(&to).into_response())
        }
        Err(ActionError::NotFound) => {
            let mut response = render(&view(base, reads, &word, code, year, true))?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

fn view(base: Base, reads: Reads, word: &str, code: String, year: String, wrong: bool) -> CodeView {
    let t = language::texts(word, reads.0);
    CodeView {
        base: base.in_language(t).titled(t.s("mijn-code-titel")),
        t,
        picker: Picker::of(t),
        picked: language::asked(word),
        code,
        year,
        wrong,
    }
}
