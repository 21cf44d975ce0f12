//! `/bel`: "Bel deze persoon". Name, phone, spoken consent; a coach does the rest.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::codes::MOTIVES;
use http::StatusCode;

use super::choices::{Choice, of_open_list};
use super::form_faults::FormFaults;
use super::recall::JustSent;
use super::refer::{Sending, sent, to_confirmation};
use super::refer_form::{ReferForm, fresh_key};
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::Form;
use crate::sessions::Visitor;
use crate::view::{Base, render};

#[derive(Template)]
#[template(path = "professional/call.html")]
struct CallPage {
    base: Base,
    say: Voice,
    form: ReferForm,
    faults: FormFaults,
    already: bool,
    sent_before: bool,
    /// The person who was passed on from this form a moment ago.
    just_sent: Option<JustSent>,
    /// Whether it is the answer to a form that was sent.
    answers: bool,
    motives: Vec<Choice>,
    days: String,
}

const ADDRESS: &str = "/bel";

/// `GET /bel`
pub(super) async fn form(State(web): State<Web>, visitor: Visitor, base: Base) -> Answer {
    let form = ReferForm {
        sleutel: fresh_key(),
        ..ReferForm::default()
    };
    let just_sent = web.recall.just_sent(&base.csrf, ADDRESS, web.bridge.now());
    let mut page = page(&web, &visitor, base, form, FormFaults::default())?;
    page.just_sent = just_sent;
    render(&page)
}

/// `POST /bel`
pub(super) async fn send(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(mut form): Form<ReferForm>,
) -> Answer {
    // Whatever else was sent: this goes to a coach.
    "1".clone_into(&mut form.beweegcoach);
    form.sessie_id.clear();
    form.aanbod_id.clear();
    form.zorgverlener_id.clear();
    if form.sleutel.is_empty() {
        form.sleutel = fresh_key();
    }
    let sending = sent(&web, &visitor, &form).await?;
    let (mut page, status) = match sending {
        Sending::Sent(referred) => {
            let now = web.bridge.now();
            web.recall.sent(&base.csrf, ADDRESS, &referred, now);
            return Ok(to_confirmation(&referred).into_response());
        }
        Sending::Refused(faults) => {
            let faults = FormFaults::of(faults);
            let page = page(&web, &visitor, base, form, faults)?;
            (page, StatusCode::BAD_REQUEST)
        }
        Sending::AskFirst => {
            "ja".clone_into(&mut form.toch);
            let mut page = page(&web, &visitor, base, form, FormFaults::default())?;
            page.already = true;
            (page, StatusCode::OK)
        }
        Sending::SentBefore => {
            form.sleutel = fresh_key();
            let mut page = page(&web, &visitor, base, form, FormFaults::default())?;
            page.sent_before = true;
            (page, StatusCode::CONFLICT)
        }
    };
    page.form.beweegcoach.clear();
    page.answers = true;
    let mut response = render(&page)?;
    *response.status_mut() = status;
    Ok(response)
}

fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    form: ReferForm,
    faults: FormFaults,
) -> Result<CallPage, Mishap> {
    let say = Voice::to(Some(&visitor.member));
    let home = web.bridge.municipality(visitor.member.municipality)?;
    Ok(CallPage {
        base: base.titled(say.s("bel-titel")),
        days: home.settings.deadlines.answer.to_string(),
        motives: of_open_list(MOTIVES, &form.aanleiding),
        already: false,
        sent_before: false,
        just_sent: None,
        answers: false,
        faults,
        form,
        say,
    })
}
