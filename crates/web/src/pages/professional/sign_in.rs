//! `/inloggen`, `/uitloggen` and `/organisatie`. An unknown address and a wrong password get the
//! same answer; attempts are counted by address and by account.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::actor::Member;
use domain::ids::OrganisationId;
use domain::organisation::Role;
use http::StatusCode;
use serde::Deserialize;
use tower_sessions::Session;

use super::voice::Voice;
use crate::mishap::{Answer, Mishap};
use crate::pages::{Form, Query};
use crate::sessions::{self, Visitor, local_path};
use crate::throttle::Guard;
use crate::view::{Base, render};
use crate::{DemoAccount, Web};

/// Longest password that is tried: hashing a longer one only costs time.
const PASSWORD_MAX: usize = 1024;

/// The query of the sign-in page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Where to go afterwards.
    naar: String,
    /// Present after signing out.
    uit: Option<String>,
}

/// What the sign-in form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SignInForm {
    email: String,
    wachtwoord: String,
    naar: String,
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
    was_away: bool,
    signed_out: bool,
    demo: Vec<DemoButton>,
}

/// `GET /inloggen`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Option<Visitor>,
    base: Base,
    session: Session,
    Query(asked): Query<Asked>,
) -> Answer {
    if visitor.is_some() {
        let to = local_path(&asked.naar).unwrap_or("/te-doen");
        return Ok(Redirect::to(to).into_response());
    }
    let page = page(&web, base, &asked.naar);
    render(&SignInPage {
        // A cookie of a session that ended: somebody was here before.
        was_away: session.id().is_some(),
        signed_out: asked.uit.is_some(),
        ..page
    })
}

fn page(web: &Web, base: Base, to: &str) -> SignInPage {
    let say = Voice::to(None);
    let shown = if base.demo {
        web.setup.demo_accounts.as_slice()
    } else {
        &[]
    };
    SignInPage {
        base: base.titled(say.s("inloggen-titel")),
        email: String::new(),
        to: local_path(to).unwrap_or_default().to_owned(),
        failed: false,
        was_away: false,
        signed_out: false,
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
    session: Session,
    Form(form): Form<SignInForm>,
) -> Answer {
    let account = form.email.trim().to_lowercase();
    let now = web.bridge.now();
    web.throttle.peek(Guard::Account, &account, now)?;
    let member = match form.wachtwoord.chars().count() > PASSWORD_MAX {
        true => None,
        false => first_membership(&web, &account, &form.wachtwoord).await?,
    };
    let Some((member, several)) = member else {
        web.throttle.take(Guard::Account, &account, now)?;
        let page = SignInPage {
            email: form.email.trim().to_owned(),
            failed: true,
            ..page(&web, base, &form.naar)
        };
        let mut response = render(&page)?;
        *response.status_mut() = StatusCode::UNAUTHORIZED;
        return Ok(response);
    };
    web.throttle.forgive(Guard::Account, &account);
    sessions::sign_in(&web, &session, member.user, member.organisation).await?;
    let to = match local_path(&form.naar) {
        _ if several => "/organisatie",
        Some(path) => path,
        None => "/te-doen",
    };
    Ok(Redirect::to(to).into_response())
}

/// For whom the account acts first, and whether there are others; `None` when address and
/// password do not belong together, or nobody is acted for any more.
async fn first_membership(
    web: &Web,
    email: &str,
    password: &str,
) -> Result<Option<(Member, bool)>, Mishap> {
    let user = actions::sign_in::with_password(&web.bridge, email, password).await?;
    let Some(user) = user else {
        return Ok(None);
    };
    let all = actions::sign_in::memberships(&web.bridge, user).await?;
    let several = all.len() > 1;
    Ok(all.into_iter().next().map(|member| (member, several)))
}

/// `POST /uitloggen`
pub(super) async fn leave(session: Session) -> Result<Redirect, Mishap> {
    if session.id().is_some() {
        sessions::sign_out(&session).await?;
    }
    Ok(Redirect::to("/inloggen?uit=ja"))
}

/// An organisation to act for.
struct Place {
    id: OrganisationId,
    name: String,
    roles: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "professional/organisations.html")]
struct OrganisationsPage {
    base: Base,
    say: Voice,
    places: Vec<Place>,
}

/// `GET /organisatie`
pub(super) async fn organisations(State(web): State<Web>, visitor: Visitor, base: Base) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let all = actions::sign_in::memberships(&web.bridge, visitor.member.user).await?;
    let places = all
        .into_iter()
        .map(|member| {
            let roles: Vec<String> = member
                .roles
                .iter()
                .map(|role: Role| say.texts().role(role))
                .collect();
            Place {
                id: member.organisation,
                current: member.organisation == visitor.member.organisation,
                name: member.organisation_name,
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
}

/// `POST /organisatie`
pub(super) async fn choose(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Form(form): Form<Chosen>,
) -> Result<Response, Mishap> {
    let id: OrganisationId = form.organisatie.parse().map_err(|_| Mishap::BadRequest)?;
    let member = actions::sign_in::acting_for(&web.bridge, visitor.member.user, id).await?;
    if member.is_none() {
        return Err(Mishap::NotFound);
    }
    sessions::act_for(&web, &session, &visitor, id).await?;
    Ok(Redirect::to("/te-doen").into_response())
}
