//! `/inloggen/code`: the second step after the password. `/bevestigen`: the same once more before
//! something that matters, and back to it.

use actions::passkeys;
use actions::second_step::{self, Checked, Trier};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use domain::ids::UserId;
use http::StatusCode;
use serde::Deserialize;
use tower_sessions::Session;

use super::enter::{self, By, waiting};
use crate::Web;
use crate::entrance::Place;
use crate::mishap::{Answer, Mishap};
use crate::oidc::{self, Button};
use crate::pages::professional::Voice;
use crate::pages::{Form, Query};
use crate::sessions::{self, Halfway, Visitor, local_path};
use crate::view::{Base, render};

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CodeForm {
    code: String,
    wachtwoord: String,
    naar: String,
}

/// The query: where to go back to, and what went wrong with a passkey.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    naar: String,
    fout: Option<String>,
    bij: String,
    waarom: String,
}

#[derive(Template)]
#[template(path = "account/code.html")]
struct CodePage {
    base: Base,
    say: Voice,
    /// Where the form goes: it stands at its own address.
    action: &'static str,
    /// What a passkey is asked for.
    purpose: &'static str,
    to: String,
    passkeys: bool,
    password: bool,
    /// The provider by which they came in, to confirm there.
    provider: Option<Button>,
    /// Why that provider did not confirm it.
    not_confirmed: String,
    wrong: &'static str,
}

/// `GET /inloggen/code`
pub(super) async fn ask(
    State(web): State<Web>,
    halfway: Option<Halfway>,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let Some(halfway) = halfway else {
        return Ok(Redirect::to("/inloggen").into_response());
    };
    if halfway.sets_up {
        return Ok(Redirect::to("/inloggen/tweede-stap").into_response());
    }
    let wrong = wrong_passkey(asked.fout.as_deref());
    render(&page(&web, base, halfway.user, false, "", wrong).await?)
}

fn wrong_passkey(fault: Option<&str>) -> &'static str {
    match fault {
        Some(_) => "passkey-lukte-niet",
        None => "",
    }
}

async fn page(
    web: &Web,
    base: Base,
    user: UserId,
    again: bool,
    to: &str,
    wrong: &'static str,
) -> Result<CodePage, Mishap> {
    let standing = second_step::standing(&web.bridge, user).await?;
    let say = Voice::to(None);
    let title = if again {
        "bevestig-titel"
    } else {
        "code-titel"
    };
    Ok(CodePage {
        base: base.titled(say.s(title)),
        say,
        action: if again {
            "/bevestigen"
        } else {
            "/inloggen/code"
        },
        purpose: if again { "bevestigen" } else { "tweede-stap" },
        to: local_path(to).unwrap_or_default().to_owned(),
        passkeys: standing.passkeys > 0 && passkeys::possible(&web.bridge),
        password: again && !standing.any(),
        provider: None,
        not_confirmed: String::new(),
        wrong,
    })
}

/// `POST /inloggen/code`
pub(super) async fn check(
    State(web): State<Web>,
    halfway: Halfway,
    base: Base,
    place: Place,
    session: Session,
    Form(form): Form<CodeForm>,
) -> Answer {
    if halfway.sets_up {
        return Ok(Redirect::to("/inloggen/tweede-stap").into_response());
    }
    let trier = Trier {
        user: halfway.user,
        origin: &place.origin,
        device: place.mark.as_deref(),
    };
    match second_step::check_code(&web.bridge, trier, &form.code).await? {
        Checked::Right => {
            let user = halfway.user;
            enter::let_in(&web, &session, &place, user, By::Code, &halfway.to).await
        }
        Checked::Wait(wait) => Err(waiting(wait)),
        Checked::Wrong => {
            let page = page(&web, base, halfway.user, false, "", "code-fout").await?;
            refused(&page)
        }
    }
}

fn refused(page: &CodePage) -> Answer {
    let mut response = render(page)?;
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(response)
}

/// `GET /bevestigen`
pub(super) async fn ask_again(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    session: Session,
    Query(asked): Query<Asked>,
) -> Answer {
    let user = visitor.member.user;
    let wrong = wrong_passkey(asked.fout.as_deref());
    let page = page(&web, base, user, true, &asked.naar, wrong).await?;
    let reason = web
        .setup
        .openid
        .reason(&page.say, &asked.bij, &asked.waarom);
    render(&CodePage {
        provider: oidc::confirm_button(&web, &session, &page.to).await?,
        not_confirmed: reason.unwrap_or_default(),
        ..page
    })
}

/// `POST /bevestigen`
pub(super) async fn check_again(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    place: Place,
    session: Session,
    Form(form): Form<CodeForm>,
) -> Answer {
    let user = visitor.member.user;
    let trier = Trier {
        user,
        origin: &place.origin,
        device: place.mark.as_deref(),
    };
    let standing = second_step::standing(&web.bridge, user).await?;
    let checked = if standing.any() {
        second_step::check_code(&web.bridge, trier, &form.code).await?
    } else {
        second_step::check_password(&web.bridge, trier, &form.wachtwoord).await?
    };
    match checked {
        Checked::Right => {
            sessions::confirm(&web, &session).await?;
            let to = local_path(&form.naar).unwrap_or("/account");
            Ok(Redirect::to(to).into_response())
        }
        Checked::Wait(wait) => Err(waiting(wait)),
        Checked::Wrong => {
            let wrong = if standing.any() {
                "code-fout"
            } else {
                "wachtwoord-fout"
            };
            let page = page(&web, base, user, true, &form.naar, wrong).await?;
            refused(&CodePage {
                provider: oidc::confirm_button(&web, &session, &page.to).await?,
                ..page
            })
        }
    }
}
