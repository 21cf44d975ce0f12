//! `/inloggen/tweede-stap` and `/account/tweede-stap`: setting up one-time codes in an app, with a
//! QR code drawn here. Who must have a second step sees nothing else until it is there.

use actions::passkeys;
use actions::second_step::{self, Begun, Trier};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use data_encoding::BASE64;
use domain::ids::UserId;
use http::StatusCode;
use serde::Deserialize;
use tower_sessions::Session;

use super::enter::{self, By, onward};
use super::recovery::CodesPage;
use crate::Web;
use crate::entrance::Place;
use crate::mishap::{Answer, Mishap};
use crate::pages::professional::Voice;
use crate::pages::{Form, Query};
use crate::qr_code::{self, Drawing};
use crate::sessions::{self, Halfway, Visitor};
use crate::view::{Base, render};

/// Under this key the session keeps the sealed secret until its code is shown.
const PENDING: &str = "codes";

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ConfirmForm {
    code: String,
}

/// The query: what went wrong with a passkey.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    fout: Option<String>,
}

#[derive(Template)]
#[template(path = "account/set_up.html")]
struct SetUpPage {
    base: Base,
    say: Voice,
    action: &'static str,
    picture: Drawing,
    typed: String,
    address: String,
    passkeys: bool,
    /// Whether somebody cannot go on without.
    must: bool,
    wrong: &'static str,
}

/// `GET /inloggen/tweede-stap`
pub(super) async fn begin(
    State(web): State<Web>,
    halfway: Option<Halfway>,
    base: Base,
    session: Session,
    Query(asked): Query<Asked>,
) -> Answer {
    let Some(halfway) = halfway.filter(|one| one.sets_up) else {
        return Ok(Redirect::to("/inloggen").into_response());
    };
    let wrong = match asked.fout {
        Some(_) => "passkey-lukte-niet",
        None => "",
    };
    let begun = begun(&web, &session, halfway.user).await?;
    render(&page(&web, base, begun, true, wrong)?)
}

/// `GET /account/tweede-stap`
pub(super) async fn begin_again(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    session: Session,
) -> Answer {
    let begun = begun(&web, &session, visitor.member.user).await?;
    render(&page(&web, base, begun, false, "")?)
}

/// The secret that was begun in this session, or a new one: a page that is loaded again must not
/// ask for another scan.
async fn begun(web: &Web, session: &Session, user: UserId) -> Result<Begun, Mishap> {
    let kept: Option<String> = sessions::peek(session, PENDING).await?;
    let kept = kept.and_then(|kept| BASE64.decode(kept.as_bytes()).ok());
    if let Some(sealed) = kept
        && let Ok(begun) = second_step::begun(&web.bridge, user, sealed).await
    {
        return Ok(begun);
    }
    let begun = second_step::begin_codes(&web.bridge, user).await?;
    sessions::put(session, PENDING, BASE64.encode(&begun.sealed)).await?;
    Ok(begun)
}

fn page(
    web: &Web,
    base: Base,
    begun: Begun,
    must: bool,
    wrong: &'static str,
) -> Result<SetUpPage, Mishap> {
    let say = Voice::to(None);
    let picture = qr_code::draw(&begun.address).ok_or(Mishap::Broken)?;
    Ok(SetUpPage {
        base: base.titled(say.s("instellen-titel")),
        say,
        action: if must {
            "/inloggen/tweede-stap"
        } else {
            "/account/tweede-stap"
        },
        picture,
        typed: begun.typed,
        address: begun.address,
        passkeys: must && passkeys::possible(&web.bridge),
        must,
        wrong,
    })
}

/// `POST /inloggen/tweede-stap`
pub(super) async fn confirm(
    State(web): State<Web>,
    halfway: Halfway,
    base: Base,
    place: Place,
    session: Session,
    Form(form): Form<ConfirmForm>,
) -> Answer {
    let user = halfway.user;
    // Who has one already confirms with it, and does not replace it.
    if !halfway.sets_up || second_step::standing(&web.bridge, user).await?.any() {
        return Ok(Redirect::to("/inloggen/code").into_response());
    }
    match confirmed(&web, &session, &place, user, &form.code).await? {
        Some(codes) => {
            let several = enter::open(&web, &session, &place, user, By::Code).await?;
            let page = CodesPage::new(base, &codes, onward(&halfway.to, several));
            let mut response = render(&page)?;
            enter::remembered(&web, &place, user, By::Code)
                .await?
                .write(&web, response.headers_mut());
            Ok(response)
        }
        None => {
            let begun = begun(&web, &session, user).await?;
            refused(&page(&web, base, begun, true, "instellen-code-fout")?)
        }
    }
}

/// `POST /account/tweede-stap`
pub(super) async fn confirm_again(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    place: Place,
    session: Session,
    Form(form): Form<ConfirmForm>,
) -> Answer {
    let user = visitor.member.user;
    match confirmed(&web, &session, &place, user, &form.code).await? {
        Some(codes) => render(&CodesPage::new(base, &codes, "/account")),
        None => {
            let begun = begun(&web, &session, user).await?;
            refused(&page(&web, base, begun, false, "instellen-code-fout")?)
        }
    }
}

async fn confirmed(
    web: &Web,
    session: &Session,
    place: &Place,
    user: UserId,
    code: &str,
) -> Result<Option<Vec<String>>, Mishap> {
    let kept: Option<String> = sessions::peek(session, PENDING).await?;
    let sealed = kept.and_then(|kept| BASE64.decode(kept.as_bytes()).ok());
    let sealed = sealed.ok_or(Mishap::Stale)?;
    let trier = Trier {
        user,
        origin: &place.origin,
        device: place.mark.as_deref(),
    };
    let codes = second_step::confirm_codes(&web.bridge, trier, &sealed, code).await?;
    if codes.is_some() {
        let _: Option<String> = sessions::take(session, PENDING).await?;
    }
    Ok(codes)
}

fn refused(page: &SetUpPage) -> Answer {
    let mut response = render(page)?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}
