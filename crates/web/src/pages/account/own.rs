//! `/account`: name, password, second step and tokens of who is signed in.
//! `/account/passkeys`: theirs, and one more.

use actions::second_step::{self, Checked, Trier};
use actions::{ActionError, my_account, passkeys};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use domain::fault::Fault;
use http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;

use super::enter::waiting;
use crate::Web;
use crate::entrance::Place;
use crate::mishap::{Answer, Mishap};
use crate::pages::professional::{FormFaults, Voice, moment_short};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// What one of the page's forms sends; `wat` says which.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ChangeForm {
    wat: String,
    naam: String,
    oud: String,
    nieuw: String,
    id: String,
}

/// The query: what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    klaar: Option<String>,
    fout: Option<String>,
}

/// A token in the list.
struct TokenLine {
    id: String,
    organisation: String,
    scope: String,
    works: String,
}

#[derive(Template)]
#[template(path = "account/own.html")]
struct OwnPage {
    base: Base,
    say: Voice,
    name: String,
    email: String,
    codes: bool,
    has_passkeys: bool,
    passkeys_words: String,
    recovery_words: String,
    passkeys_possible: bool,
    sessions_words: String,
    tokens: Vec<TokenLine>,
    done: bool,
    faults: FormFaults,
}

/// `GET /account`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let done = asked.klaar.is_some();
    render(&page(&web, &visitor, base, done, FormFaults::default()).await?)
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    done: bool,
    faults: FormFaults,
) -> Result<OwnPage, Mishap> {
    let (bridge, user) = (&web.bridge, visitor.member.user);
    let say = Voice::to(Some(&visitor.member));
    let now = bridge.now();
    let standing = second_step::standing(bridge, user).await?;
    let count = |key: &str, number: i64| say.n(key, "aantal", number.unsigned_abs());
    let at = |moment: Timestamp| moment_short(moment, now);
    let sessions = my_account::sessions(bridge, user).await?;
    let tokens = my_account::tokens(bridge, user).await?;
    Ok(OwnPage {
        base: base.titled(say.s("account-titel")),
        name: visitor.member.name.clone(),
        email: my_account::email_of(bridge, user).await?,
        codes: standing.codes,
        has_passkeys: standing.passkeys > 0,
        passkeys_words: count("account-passkeys-aantal", standing.passkeys),
        recovery_words: count("account-herstel-over", standing.recovery),
        passkeys_possible: passkeys::possible(bridge),
        sessions_words: say.n("account-sessies-aantal", "aantal", sessions.len() as u64),
        tokens: tokens
            .into_iter()
            .map(|one| TokenLine {
                id: one.hash,
                organisation: one.organisation,
                scope: one.scope,
                works: say.w2(
                    "account-token-tijd",
                    ("van", &at(one.made_at)),
                    ("tot", &at(one.expires_at)),
                ),
            })
            .collect(),
        done,
        faults,
        say,
    })
}

/// `POST /account`
pub(super) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    place: Place,
    Form(form): Form<ChangeForm>,
) -> Answer {
    let (bridge, user) = (&web.bridge, visitor.member.user);
    let done = match form.wat.as_str() {
        "naam" => my_account::rename(bridge, user, &form.naam).await,
        "wachtwoord" => change_password(&web, &visitor, &place, &form).await,
        "token" => my_account::end_token(bridge, user, &form.id).await,
        _ => return Err(Mishap::BadRequest),
    };
    match done {
        Ok(()) => Ok(Redirect::to("/account?klaar=ja").into_response()),
        Err(ActionError::Faults(faults)) if faults.iter().any(|one| one.code == "te-vaak") => {
            let wait = faults
                .iter()
                .find_map(|one| one.detail.as_ref()?.parse().ok());
            Err(waiting(jiff::SignedDuration::from_secs(wait.unwrap_or(1))))
        }
        Err(ActionError::Faults(faults)) => {
            let page = page(&web, &visitor, base, false, FormFaults::of(faults)).await?;
            let mut response = render(&page)?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

async fn change_password(
    web: &Web,
    visitor: &Visitor,
    place: &Place,
    form: &ChangeForm,
) -> Result<(), ActionError> {
    let trier = Trier {
        user: visitor.member.user,
        origin: &place.origin,
        device: place.mark.as_deref(),
    };
    let words = (form.oud.as_str(), form.nieuw.as_str());
    let (member, session) = (&visitor.member, visitor.session.as_str());
    match my_account::change_password(&web.bridge, member, trier, session, words).await? {
        Checked::Right => Ok(()),
        Checked::Wrong => Err(ActionError::fault(Fault::body("oud", "wachtwoord-onjuist"))),
        Checked::Wait(wait) => {
            let fault = Fault::body("oud", "te-vaak").with(wait.as_secs().to_string());
            Err(ActionError::fault(fault))
        }
    }
}

/// A passkey in the list.
struct PasskeyLine {
    id: String,
    name: String,
    made: String,
    used: String,
}

#[derive(Template)]
#[template(path = "account/passkeys.html")]
struct PasskeysPage {
    base: Base,
    say: Voice,
    passkeys: Vec<PasskeyLine>,
    possible: bool,
    wrong: &'static str,
}

/// `GET /account/passkeys`
pub(super) async fn passkeys(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let wrong = match asked.fout.as_deref() {
        None => "",
        Some("laatste") => "passkey-laatste",
        Some(_) => "passkey-lukte-niet",
    };
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let all = passkeys::list(&web.bridge, visitor.member.user).await?;
    let lines = all
        .into_iter()
        .map(|one| PasskeyLine {
            id: one.credential,
            name: match one.name.as_str() {
                "" => say.s("account-apparaat-onbekend"),
                name => name.to_owned(),
            },
            made: moment_short(one.made_at, now),
            used: one
                .used_at
                .map_or_else(String::new, |at| moment_short(at, now)),
        })
        .collect();
    render(&PasskeysPage {
        base: base.titled(say.s("passkeys-titel")),
        passkeys: lines,
        possible: passkeys::possible(&web.bridge),
        wrong,
        say,
    })
}

/// `POST /account/passkeys`
pub(super) async fn remove_passkey(
    State(web): State<Web>,
    visitor: Visitor,
    Form(form): Form<ChangeForm>,
) -> Answer {
    let (member, origin) = (&visitor.member, visitor.caller.origin.as_str());
    let removed = passkeys::remove(&web.bridge, member, origin, &form.id).await?;
    let to = if removed {
        "/account/passkeys"
    } else {
        "/account/passkeys?fout=laatste"
    };
    Ok(Redirect::to(to).into_response())
}
