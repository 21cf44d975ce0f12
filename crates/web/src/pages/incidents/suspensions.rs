//! `/schorsingen`: shutting out a provider that is not safe, who is shut out, and for the service
//! point whom to call.

use actions::{ActionError, suspend_provider};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::fault::Fault;
use domain::ids::{OrganisationId, ReferralId};
use http::StatusCode;
use serde::Deserialize;

use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::professional::{Choice, FormFaults, Voice, moment_short};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, dial, render};

/// The query: what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    gedaan: String,
}

/// The form: whom, and why.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SuspendForm {
    aanbieder: String,
    reden: String,
}

/// A suspension.
struct Line {
    organisation: String,
    name: String,
    meta: String,
    reason: String,
    touched: String,
    holds: bool,
}

/// Somebody to call.
struct Call {
    referral: String,
    name: String,
    meta: String,
    phone: String,
    dial: String,
}

#[derive(Template)]
#[template(path = "incidents/suspensions.html")]
struct SuspensionsPage {
    base: Base,
    say: Voice,
    lines: Vec<Line>,
    calls: Vec<Call>,
    providers: Vec<Choice>,
    reason: String,
    faults: FormFaults,
    done: String,
}

/// `GET /schorsingen`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let done = match asked.gedaan.as_str() {
        done @ ("geschorst" | "opgeheven" | "gebeld") => format!("schorsing-gedaan-{done}"),
        _ => String::new(),
    };
    let none = (SuspendForm::default(), FormFaults::default());
    page(&web, &visitor, base, none, &done).await
}

/// `POST /schorsingen`
pub(super) async fn suspend(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<SuspendForm>,
) -> Answer {
    let done = if form.aanbieder.is_empty() {
        // Nobody is chosen beforehand: the first of a list is shut out too easily.
        let reason = form.reden.trim().is_empty();
        let reason = reason.then(|| Fault::body("reden", "leeg"));
        let provider = Fault::body("aanbieder", "ontbreekt");
        let faults = std::iter::once(provider).chain(reason).collect();
        Err(ActionError::Faults(faults))
    } else {
        let id = form.aanbieder.parse::<OrganisationId>();
        let id = id.map_err(|_| Mishap::BadRequest)?;
        suspend_provider::suspend(&web.bridge, &visitor.caller, id, &form.reden).await
    };
    match done {
        Ok(()) => Ok(Redirect::to("/schorsingen?gedaan=geschorst").into_response()),
        Err(ActionError::Faults(faults)) => {
            let typed = (form, FormFaults::of(faults));
            let mut response = page(&web, &visitor, base, typed, "").await?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /schorsingen/{id}/opheffen`: the id is the provider's.
pub(super) async fn lift(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Redirect, Mishap> {
    let id: OrganisationId = id.parse().map_err(|_| Mishap::NotFound)?;
    suspend_provider::lift(&web.bridge, &visitor.caller, id).await?;
    Ok(Redirect::to("/schorsingen?gedaan=opgeheven"))
}

/// `POST /schorsingen/{id}/gebeld`: the id is the referral's.
pub(super) async fn called(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Redirect, Mishap> {
    let id: ReferralId = id.parse().map_err(|_| Mishap::NotFound)?;
    suspend_provider::called(&web.bridge, &visitor.caller, id).await?;
    Ok(Redirect::to("/schorsingen?gedaan=gebeld"))
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    (typed, faults): (SuspendForm, FormFaults),
    done: &str,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let found = suspend_provider::overview(&web.bridge, &visitor.caller).await?;
    let lines = found
        .all
        .into_iter()
        .map(|one| {
            let mut meta = vec![say.w("schorsing-sinds", "moment", &moment_short(one.at, now))];
            meta.extend(one.person);
            let until = one.lifted_at.map(|at| moment_short(at, now));
            meta.extend(until.map(|at| say.w("schorsing-opgeheven", "moment", &at)));
            Line {
                organisation: one.organisation.to_string(),
                name: one.name,
                meta: meta.join(" · "),
                reason: one.reason,
                touched: say.n("schorsing-geraakt", "aantal", one.touched),
                holds: one.lifted_at.is_none(),
            }
        })
        .collect();
    let calls = found
        .to_call
        .into_iter()
        .map(|one| {
            let phone = one.client.phone.as_ref().map(|phone| phone.spoken());
            let phone = phone.unwrap_or_default();
            let status = say.texts().status_short(one.status);
            Call {
                referral: one.referral.to_string(),
                name: one.client.name.clone(),
                meta: format!("{} · {} · {status}", one.number, one.provider),
                dial: dial(&phone),
                phone,
            }
        })
        .collect();
    let nobody = Choice::new("", say.s("schorsing-kies"), typed.aanbieder.is_empty());
    let named = found.providers.into_iter().map(|(id, name)| {
        let code = id.to_string();
        Choice::new(&code, name, typed.aanbieder == code)
    });
    let providers = std::iter::once(nobody).chain(named).collect();
    render(&SuspensionsPage {
        base: base.titled(say.s("schorsingen-titel")),
        lines,
        calls,
        providers,
        reason: typed.reden,
        faults,
        done: if done.is_empty() {
            String::new()
        } else {
            say.s(done)
        },
        say,
    })
}
