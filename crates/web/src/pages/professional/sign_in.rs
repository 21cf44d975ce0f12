//! `/inloggen`, `/uitloggen` and `/organisatie`. An unknown address and a wrong password get the
//! same answer. What comes after the right password stands under `pages/account`.

use actions::sign_in::{Attempt, Tried, try_password};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{OrganisationId, UserId};
use domain::organisation::Role;
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Deserialize;
use tower_sessions::Session;

use super::voice::Voice;
use crate::entrance::Place;
use crate::mishap::{Answer, Mishap};
use crate::oidc::{self, Button};
use crate::pages::account::{after_password, waiting};
use crate::pages::{Form, Query};
use crate::sessions::{self, Visitor, local_path};
use crate::view::{Base, render};
use crate::{DemoAccount, Web};

/// The query of the sign-in page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Where to go afterwards.
    naar: String,
    /// Present after signing out.
    uit: Option<String>,
    /// Present when a password was just chosen.
    nieuw: Option<String>,
    /// Present when a passkey did not fit.
    fout: Option<String>,
    /// The provider from which somebody came back without being let in, and why.
    bij: String,
    waarom: String,
}

/// What the sign-in form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SignInForm {
    email: String,
    wachtwoord: String,
    naar: String,
    onthoud: Option<String>,
}

/// A sign-in of the demo, as its button shows it.
struct DemoButton {
    role: String,
    name: String,
    organisation: String,
    email: String,
    password: String,
}

#[derive(Template)]
#[template(path = "professional/sign_in.html")]
struct SignInPage {
    base: Base,
    say: Voice,
    email: String,
    to: String,
    failed: bool,
    passkey_failed: bool,
    was_away: bool,
    signed_out: bool,
    new_password: bool,
    passkeys: bool,
    /// Whether a passkey was used on this device before: then it comes first.
    passkey_first: bool,
    remember: bool,
    demo: Vec<DemoButton>,
    providers: Vec<Button>,
    /// Why a provider did not let them in.
    not_let_in: String,
}

/// `GET /inloggen`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Option<Visitor>,
    base: Base,
    place: Place,
    session: Session,
    Query(asked): Query<Asked>,
) -> Answer {
    if visitor.is_some() {
        let to = local_path(&asked.naar).unwrap_or("/te-doen");
        return Ok(Redirect::to(to).into_response());
    }
    let page = page(&web, base, &place, &asked.naar);
    let reason = web
        .setup
        .openid
        .reason(&page.say, &asked.bij, &asked.waarom);
    render(&SignInPage {
        not_let_in: reason.unwrap_or_default(),
        // A cookie of a session that ended: somebody was here before.
        was_away: session.id().is_some() && !oidc::is_under_way(&session).await?,
        signed_out: asked.uit.is_some(),
        new_password: asked.nieuw.is_some(),
        passkey_failed: asked.fout.is_some(),
        ..page
    })
}

fn page(web: &Web, base: Base, place: &Place, to: &str) -> SignInPage {
    let say = Voice::to(None);
    let shown = if base.demo {
        web.setup.demo_accounts.as_slice()
    } else {
        &[]
    };
    SignInPage {
        base: base.titled(say.s("inloggen-titel")),
        email: place.email.clone(),
        remember: !place.email.is_empty(),
        passkeys: actions::passkeys::possible(&web.bridge),
        passkey_first: place.passkey,
        to: local_path(to).unwrap_or_default().to_owned(),
        providers: web.setup.openid.buttons(to),
        not_let_in: String::new(),
        failed: false,
        passkey_failed: false,
        was_away: false,
        signed_out: false,
        new_password: false,
        demo: shown
            .iter()
            .map(|account| demo_button(&say, account))
            .collect(),
        say,
    }
}

fn demo_button(say: &Voice, account: &DemoAccount) -> DemoButton {
    DemoButton {
        role: say.texts().role(account.role),
        name: account.name.clone(),
        organisation: account.organisation.clone(),
        email: account.email.clone(),
        password: account.password.clone(),
    }
}

/// `POST /inloggen`
pub(super) async fn enter(
    State(web): State<Web>,
    base: Base,
    place: Place,
    session: Session,
    Form(form): Form<SignInForm>,
) -> Answer {
    let attempt = Attempt {
        email: &form.email,
        password: &form.wachtwoord,
        origin: &place.origin,
        device: place.mark.as_deref(),
    };
    let email = match form.onthoud {
        Some(_) => form.email.trim(),
        None => "",
    };
    match try_password(&web.bridge, attempt).await? {
        Tried::Right(user, next) => {
            after_password(&web, &session, &place, (user, next), &form.naar, email).await
        }
        Tried::Wait(wait) => Err(waiting(wait)),
        Tried::No => {
            let page = SignInPage {
                email: form.email.trim().to_owned(),
                remember: form.onthoud.is_some(),
                failed: true,
                ..page(&web, base, &place, &form.naar)
            };
            let mut response = render(&page)?;
            *response.status_mut() = StatusCode::UNAUTHORIZED;
            Ok(response)
        }
    }
}

/// What the browser is asked to throw away when somebody signs out. Not `"cookies"`: the session's
/// own is taken back by name, and the mark of a known device must stay, or somebody who fails on
/// purpose elsewhere could lock its owner out.
const CLEARED: HeaderValue = HeaderValue::from_static("\"cache\", \"storage\"");

/// `POST /uitloggen`
pub(super) async fn leave(
    state: State<Web>,
    visitor: Option<Visitor>,
    base: Base,
    session: Session,
) -> Answer {
    let mut response = out(state, visitor, base, session).await?;
    let name = HeaderName::from_static("clear-site-data");
    response.headers_mut().insert(name, CLEARED);
    Ok(response)
}

async fn out(
    State(web): State<Web>,
    visitor: Option<Visitor>,
    base: Base,
    session: Session,
) -> Answer {
    if session.id().is_some() {
        let way_out = oidc::way_out(&web, &session).await?;
        // They are out first: no log that cannot be written may keep them in.
        sessions::sign_out(&session).await?;
        if let Some(Visitor { member, caller, .. }) = visitor {
            actions::sign_in::left(&web.bridge, &member, &caller.origin).await?;
        }
        if let Some(way_out) = way_out {
            return oidc::lead_on(base, way_out);
        }
    }
    Ok(Redirect::to("/inloggen?uit=ja").into_response())
}

/// An organisation to act for.
struct Workplace {
    id: OrganisationId,
    /// The colleague stood in for; empty for oneself.
    for_whom: String,
    name: String,
    roles: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "professional/organisations.html")]
struct OrganisationsPage {
    base: Base,
    say: Voice,
    places: Vec<Workplace>,
}

/// `GET /organisatie`
pub(super) async fn organisations(State(web): State<Web>, visitor: Visitor, base: Base) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let user = visitor.member.user;
    let mut all = actions::sign_in::memberships(&web.bridge, user).await?;
    all.extend(actions::delegate::in_force(&web.bridge, user).await?);
    let now_for = visitor.member.mandate.as_ref().map(|one| one.delegator);
    let places = all
        .into_iter()
        .map(|member| {
            let mandate = member.mandate.as_ref();
            let roles: Vec<String> = member
                .roles
                .iter()
                .map(|role: Role| say.texts().role(role))
                .collect();
            Workplace {
                id: member.organisation,
                for_whom: mandate.map_or_else(String::new, |one| one.delegator.to_string()),
                current: member.organisation == visitor.member.organisation
                    && mandate.map(|one| one.delegator) == now_for,
                name: match mandate {
                    Some(one) => {
                        let who = say.w("namens-wie", "naam", &one.name);
                        format!("{}, {who}", member.organisation_name)
                    }
                    None => member.organisation_name.clone(),
                },
                roles: roles.join(", "),
            }
        })
        .collect();
    render(&OrganisationsPage {
        base: base.titled(say.s("organisatie-titel")),
        say,
        places,
    })
}

/// What the choice sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    organisatie: String,
    namens: String,
}

/// `POST /organisatie`
pub(super) async fn choose(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Form(form): Form<Chosen>,
) -> Result<Response, Mishap> {
    let id: OrganisationId = form.organisatie.parse().map_err(|_| Mishap::BadRequest)?;
    let delegator: Option<UserId> = match form.namens.trim() {
        "" => None,
        id => Some(id.parse().map_err(|_| Mishap::BadRequest)?),
    };
    let user = visitor.member.user;
    let found = actions::delegate::acting(&web.bridge, user, id, delegator).await?;
    if found.is_none() {
        return Err(Mishap::NotFound);
    }
    sessions::act_for(&session, id, delegator).await?;
    Ok(Redirect::to("/te-doen").into_response())
}
