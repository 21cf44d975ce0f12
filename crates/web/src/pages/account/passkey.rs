//! `/passkey`: asking a device for a passkey, or to make one. `begin` gives what the browser asks
//! its device, as JSON for our script; the answer comes back as a form. What it is for stands in
//! the session with the ceremony, and never in the answer.

use actions::passkeys::{self, Begun, Ceremony};
use actions::second_step::{self, Trier};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use domain::ids::UserId;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::enter::{self, By, onward};
use super::recovery::CodesPage;
use crate::Web;
use crate::entrance::{Place, Remember};
use crate::mishap::{Answer, Mishap};
use crate::pages::Form;
use crate::sessions::{self, Halfway, Visitor, local_path};
use crate::view::{Base, render};

/// Under this key the session keeps the ceremony until its one answer.
const WAITING: &str = "passkey";

/// What a passkey is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Purpose {
    /// Signing in with nothing else.
    Inloggen,
    /// After the password.
    TweedeStap,
    /// Once more, before something that matters.
    Bevestigen,
    /// A new one, as the second step that is asked for.
    Instellen,
    /// One more, of somebody signed in.
    Nieuw,
}

#[derive(Serialize, Deserialize)]
struct Waiting {
    purpose: Purpose,
    ceremony: Ceremony,
}

/// What the script sends to begin.
#[derive(Deserialize)]
pub(super) struct BeginForm {
    doel: Purpose,
}

/// What the form sends when the device has answered.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    antwoord: String,
    naar: String,
    naam: String,
}

/// `POST /passkey/begin`
pub(super) async fn begin(
    State(web): State<Web>,
    visitor: Option<Visitor>,
    halfway: Option<Halfway>,
    session: Session,
    Form(form): Form<BeginForm>,
) -> Answer {
    let bridge = &web.bridge;
    let Begun { question, ceremony } = match form.doel {
        Purpose::Inloggen => passkeys::begin_enter(bridge)?,
        Purpose::TweedeStap => {
            let halfway = halfway.filter(|one| !one.sets_up).ok_or(Mishap::Stale)?;
            passkeys::begin_confirm(bridge, halfway.user).await?
        }
        Purpose::Bevestigen => {
            let visitor = visitor.ok_or(Mishap::Stale)?;
            passkeys::begin_confirm(bridge, visitor.member.user).await?
        }
        Purpose::Instellen => {
            let user = setting_up(&web, halfway).await?;
            passkeys::begin_register(bridge, user).await?
        }
        Purpose::Nieuw => {
            let user = fresh(&web, visitor)?.member.user;
            passkeys::begin_register(bridge, user).await?
        }
    };
    let waiting = Waiting {
        purpose: form.doel,
        ceremony,
    };
    sessions::put(&session, WAITING, waiting).await?;
    Ok(Json(question).into_response())
}

/// Who still has to set a second step up, and has none.
async fn setting_up(web: &Web, halfway: Option<Halfway>) -> Result<UserId, Mishap> {
    let halfway = halfway.filter(|one| one.sets_up).ok_or(Mishap::Stale)?;
    let standing = second_step::standing(&web.bridge, halfway.user).await?;
    if standing.any() {
        return Err(Mishap::Stale);
    }
    Ok(halfway.user)
}

fn fresh(web: &Web, visitor: Option<Visitor>) -> Result<Visitor, Mishap> {
    let visitor = visitor.ok_or(Mishap::Stale)?;
    if visitor.is_fresh(web) {
        Ok(visitor)
    } else {
        Err(Mishap::Stale)
    }
}

/// `POST /passkey`
pub(super) async fn finish(
    State(web): State<Web>,
    visitor: Option<Visitor>,
    halfway: Option<Halfway>,
    base: Base,
    place: Place,
    session: Session,
    Form(form): Form<AnswerForm>,
) -> Answer {
    let waiting: Option<Waiting> = sessions::take(&session, WAITING).await?;
    let Waiting { purpose, ceremony } = waiting.ok_or(Mishap::Stale)?;
    let (bridge, origin) = (&web.bridge, place.origin.as_str());
    let to = local_path(&form.naar).unwrap_or_default();
    match purpose {
        Purpose::Inloggen => {
            let found = passkeys::finish(bridge, ceremony, &form.antwoord, None, origin).await?;
            match found {
                Some(user) => enter::let_in(&web, &session, &place, user, By::Passkey, to).await,
                None => Ok(Redirect::to("/inloggen?fout=passkey").into_response()),
            }
        }
        Purpose::TweedeStap => {
            let halfway = halfway.filter(|one| !one.sets_up).ok_or(Mishap::Stale)?;
            let user = Some(halfway.user);
            let found = passkeys::finish(bridge, ceremony, &form.antwoord, user, origin).await?;
            match found {
                Some(user) => {
                    enter::let_in(&web, &session, &place, user, By::Passkey, &halfway.to).await
                }
                None => Ok(Redirect::to("/inloggen/code?fout=passkey").into_response()),
            }
        }
        Purpose::Bevestigen => {
            let visitor = visitor.ok_or(Mishap::Stale)?;
            let user = Some(visitor.member.user);
            let found = passkeys::finish(bridge, ceremony, &form.antwoord, user, origin).await?;
            if found.is_none() {
                return Ok(Redirect::to("/bevestigen?fout=passkey").into_response());
            }
            sessions::confirm(&web, &session).await?;
            let to = if to.is_empty() { "/account" } else { to };
            Ok(Redirect::to(to).into_response())
        }
        Purpose::Instellen => {
            let to = halfway.as_ref().map(|one| one.to.clone());
            let user = setting_up(&web, halfway).await?;
            let Some(codes) = registered(&web, &place, user, ceremony, &form).await? else {
                return Ok(Redirect::to("/inloggen/tweede-stap?fout=passkey").into_response());
            };
            let several = enter::open(&web, &session, &place, user, By::Passkey).await?;
            let to = to.unwrap_or_default();
            let mut response = render(&CodesPage::new(base, &codes, onward(&to, several)))?;
            enter::remembered(&web, &place, user, By::Passkey)
                .await?
                .write(&web, response.headers_mut());
            Ok(response)
        }
        Purpose::Nieuw => {
            let user = fresh(&web, visitor)?.member.user;
            let mut response = match registered(&web, &place, user, ceremony, &form).await? {
                None => return Ok(Redirect::to("/account/passkeys?fout=passkey").into_response()),
                Some(codes) if codes.is_empty() => {
                    Redirect::to("/account/passkeys").into_response()
                }
                Some(codes) => render(&CodesPage::new(base, &codes, "/account"))?,
            };
            let remember = Remember {
                passkey: true,
                ..Remember::default()
            };
            remember.write(&web, response.headers_mut());
            Ok(response)
        }
    }
}

/// Longest name of a passkey, in characters.
const NAME_MAX: usize = 60;

async fn registered(
    web: &Web,
    place: &Place,
    user: UserId,
    ceremony: Ceremony,
    form: &AnswerForm,
) -> Result<Option<Vec<String>>, Mishap> {
    let trier = Trier {
        user,
        origin: &place.origin,
        device: place.mark.as_deref(),
    };
    let typed: String = form
        .naam
        .trim()
        .chars()
        .filter(|sign| !sign.is_control())
        .take(NAME_MAX)
        .collect();
    let name = match typed.as_str() {
        "" => place.device.as_str(),
        typed => typed,
    };
    let bridge = &web.bridge;
    Ok(passkeys::finish_register(bridge, trier, ceremony, &form.antwoord, name).await?)
}
