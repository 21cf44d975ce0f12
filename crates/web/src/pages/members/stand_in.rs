//! `/namens`: for whom the visitor stands in, and who stands in for them. `/namens/geven`: let
//! somebody.

use actions::ActionError;
use actions::delegate::{self, DelegationDraft, Listed};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use documents::dutch;
use domain::actor::MandateVerbs;
use domain::calendar::day_of;
use domain::policy::{Verb, may};
use http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::professional::{Choice, FormFaults, Voice};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// A delegation in the list.
struct StandInLine {
    id: String,
    title: String,
    organisation: String,
    verbs: String,
    period: String,
    name: String,
}

#[derive(Template)]
#[template(path = "members/stand_ins.html")]
struct StandInsPage {
    base: Base,
    say: Voice,
    lines: Vec<StandInLine>,
    may_give: bool,
    /// Whether there is anything to choose: another organisation, or somebody to stand in for.
    may_choose: bool,
    done: bool,
}

/// The query: whether something was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    klaar: String,
}

/// `GET /namens`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let all = delegate::list(&web.bridge, visitor.member.user).await?;
    let user = visitor.member.user;
    let may_choose = visitor.several || all.iter().any(|one| one.delegator != user);
    let lines = all
        .into_iter()
        .map(|one| line(&say, one, &visitor, now))
        .collect();
    render(&StandInsPage {
        base: base.titled(say.s("namens-titel")),
        lines,
        may_give: visitor.member.mandate.is_none() && may(&visitor.caller.actor, Verb::Delegate),
        may_choose,
        done: !asked.klaar.is_empty(),
        say,
    })
}

fn line(say: &Voice, one: Listed, visitor: &Visitor, now: Timestamp) -> StandInLine {
    let given = one.delegator == visitor.member.user;
    let (key, name) = match given {
        true => ("namens-door", one.delegate_name),
        false => ("namens-voor", one.delegator_name),
    };
    let day = |at: Timestamp| dutch::date_long(day_of(at), day_of(now));
    let last = one.until - jiff::SignedDuration::from_secs(1);
    StandInLine {
        id: one.id.to_string(),
        title: say.w(key, "naam", &name),
        organisation: one.organisation,
        verbs: verbs_words(say, one.verbs),
        period: say.w2(
            "namens-periode",
            ("van", &day(one.from)),
            ("tot", &day(last)),
        ),
        name,
    }
}

fn verbs_words(say: &Voice, verbs: MandateVerbs) -> String {
    let words: Vec<String> = verbs
        .codes()
        .map(|code| say.s(&format!("namens-mag-{code}")))
        .collect();
    words.join(", ")
}

/// What the button to end one sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct EndForm {
    id: String,
}

/// `POST /namens`
pub(super) async fn end(
    State(web): State<Web>,
    visitor: Visitor,
    Form(form): Form<EndForm>,
) -> Result<Redirect, Mishap> {
    let id: Uuid = form.id.parse().map_err(|_| Mishap::BadRequest)?;
    delegate::end(&web.bridge, &visitor.caller, id).await?;
    Ok(Redirect::to("/namens?klaar=ja"))
}

/// What the form to let somebody stand in sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct GiveForm {
    email: String,
    begin: String,
    eind: String,
    mag: Vec<String>,
}

#[derive(Template)]
#[template(path = "members/give_stand_in.html")]
struct GivePage {
    base: Base,
    say: Voice,
    email: String,
    begin: String,
    eind: String,
    verbs: Vec<Choice>,
    faults: FormFaults,
}

fn give_page(visitor: &Visitor, base: Base, form: &GiveForm, faults: FormFaults) -> GivePage {
    let say = Voice::to(Some(&visitor.member));
    let verbs = [MandateVerbs::REFERS, MandateVerbs::TAKES_STEPS]
        .map(|code| {
            let chosen = form.mag.iter().any(|sent| sent == code);
            Choice::new(code, say.s(&format!("namens-mag-{code}")), chosen)
        })
        .to_vec();
    GivePage {
        base: base.titled(say.s("namens-geef-titel")),
        email: form.email.clone(),
        begin: form.begin.clone(),
        eind: form.eind.clone(),
        verbs,
        faults,
        say,
    }
}

/// `GET /namens/geven`
pub(super) async fn ask(State(web): State<Web>, visitor: Visitor, base: Base) -> Answer {
    if visitor.member.mandate.is_some() {
        return Err(Mishap::Forbidden);
    }
    let form = GiveForm {
        begin: day_of(web.bridge.now()).to_string(),
        ..GiveForm::default()
    };
    render(&give_page(&visitor, base, &form, FormFaults::default()))
}

/// `POST /namens/geven`
pub(super) async fn give(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<GiveForm>,
) -> Answer {
    let draft = DelegationDraft {
        email: form.email.clone(),
        from: form.begin.clone(),
        until: form.eind.clone(),
        verbs: form.mag.clone(),
    };
    match delegate::give(&web.bridge, &visitor.caller, &draft).await {
        Ok(()) => Ok(Redirect::to("/namens?klaar=ja").into_response()),
        Err(ActionError::Faults(faults)) => {
            let page = give_page(
                &visitor,
                base,
                &form,
                FormFaults::of(faults).in_order(&["email", "begin", "eind", "mag"]),
            );
            let mut response = render(&page)?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}
