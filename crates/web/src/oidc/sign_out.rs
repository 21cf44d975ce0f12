//! Out again. Who signs out here is led on to sign out at their provider too; and a provider may
//! tell us that somebody signed out there (back-channel logout), which ends their sessions here.

use actions::federated_sign_in;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Deserialize;
use tower_sessions::Session;

use super::{CAME_BY, CameBy};
use crate::Web;
use crate::entrance::Place;
use crate::mishap::{Answer, Mishap};
use crate::pages::Form;
use crate::pages::professional::Voice;
use crate::sessions;
use crate::view::{Base, render};

/// Where the provider sends people when they are signed out there.
const BACK: &str = "/inloggen?uit=ja";

/// The way out at the provider by which a session came in: its name and address.
pub(crate) struct WayOut {
    name: String,
    address: String,
}

/// The way out at the provider, when this session came in by one that has it.
///
/// # Errors
/// [`Mishap::Broken`] when the session cannot be read.
pub(crate) async fn way_out(web: &Web, session: &Session) -> Result<Option<WayOut>, Mishap> {
    let came_by: Option<CameBy> = sessions::peek(session, CAME_BY).await?;
    let Some(came_by) = came_by else {
        return Ok(None);
    };
    let Some(known) = web.setup.openid.find(&came_by.provider) else {
        return Ok(None);
    };
    let back = format!("{}{BACK}", web.bridge.settings().public_url);
    let found = known.way_out(&web.bridge, &back, came_by.session.as_deref());
    Ok(found.await.map(|address| WayOut {
        name: known.set.name.clone(),
        address,
    }))
}

#[derive(Template)]
#[template(path = "account/signed_out.html")]
struct SignedOutPage {
    base: Base,
    say: Voice,
    name: String,
    address: String,
}

/// The page that leads on to the provider. Not a redirect: the form that signs out may lead to no
/// other site.
///
/// # Errors
/// [`Mishap::Broken`] when the page cannot be made.
pub(crate) fn lead_on(base: Base, way: WayOut) -> Answer {
    let say = Voice::to(None);
    let base = Base {
        visitor: None,
        menu: Vec::new(),
        csrf: String::new(),
        ..base
    };
    let mut response = render(&SignedOutPage {
        base: base.titled(say.s("openid-uit-titel")),
        say,
        name: way.name,
        address: way.address.clone(),
    })?;
    if let Ok(value) = HeaderValue::from_str(&format!("0; url={}", way.address)) {
        let name = HeaderName::from_static("refresh");
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// What the provider sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Message {
    logout_token: String,
}

/// `POST /openid/{provider}/uitloggen`
pub(super) async fn told(
    State(web): State<Web>,
    place: Place,
    Path(key): Path<String>,
    Form(message): Form<Message>,
) -> Answer {
    let known = web.setup.openid.find(&key).ok_or(Mishap::NotFound)?;
    match known.signed_out(&web.bridge, &message.logout_token).await {
        Ok(subject) => {
            let (bridge, federation) = (&web.bridge, &known.set.federation);
            federated_sign_in::signed_out(bridge, federation, &subject, &place.origin).await?;
            Ok(StatusCode::OK.into_response())
        }
        Err(trouble) => {
            tracing::warn!(provider = %key, cause = %trouble, "a message of signing out was refused");
            Err(Mishap::BadRequest)
        }
    }
}
