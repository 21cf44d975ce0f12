//! Who is signed in. Sessions live in the database under a hash of their id: half an hour idle,
//! twelve hours at most, a new id at sign-in and at each confirmation. Whoever has none gets none:
//! public pages write nothing. Each request asks again for whom the visitor may act, so that
//! leavers are out at once. Who gave a password and still owes the second step is [`Halfway`], and
//! nobody's visitor.

use actions::delegate::{self, Acting};
use actions::sign_in::NextStep;
use actions::web_sessions::{Holder, Kept as KeptSession};
use actions::{Bridge, Caller};
use async_trait::async_trait;
use axum::extract::{FromRequestParts, OptionalFromRequestParts, Request};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use domain::actor::Member;
use domain::ids::{OrganisationId, UserId};
use http::Method;
use http::request::Parts;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result as Kept};
use tower_sessions::{Session, SessionManagerLayer, SessionStore};

use crate::csrf::CsrfToken;
use crate::entrance::Place;
use crate::mishap::Mishap;
use crate::{Web, watch};

/// The cookie's name.
pub const COOKIE: &str = "beweegbrug";
/// Its name over https: browsers then take it only from this very host, and over https.
pub const SECURE_COOKIE: &str = "__Host-beweegbrug";
/// Without a request for so long, a session ends.
const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// After so long it ends anyway.
const AT_MOST: SignedDuration = SignedDuration::from_hours(12);
/// The session is written again at most so often: reading a page should not cost a write.
const TOUCH: SignedDuration = SignedDuration::from_secs(60);
/// The key of [`SignedIn`] in a session.
const SIGNED_IN: &str = "wie";
/// The key of [`Halfway`] in a session.
const HALFWAY: &str = "halverwege";
/// So long the second step may take.
const HALFWAY_AT_MOST: SignedDuration = SignedDuration::from_mins(15);

/// What a session knows of its visitor.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct SignedIn {
    user: UserId,
    organisation: OrganisationId,
    csrf: String,
    since: i64,
    seen: i64,
    /// When the last second step was taken, in microseconds.
    #[serde(default)]
    confirmed: Option<i64>,
    #[serde(default)]
    device: String,
    #[serde(default)]
    origin: String,
    /// For whom the visitor stands in, if so.
    #[serde(default)]
    delegator: Option<UserId>,
}

/// Somebody whose password was right, and who still owes the second step.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Halfway {
    /// The account.
    pub user: UserId,
    /// Whether a second step is asked for, or must be set up first.
    pub sets_up: bool,
    /// Where to go afterwards: a path of ours, or nothing.
    pub to: String,
    csrf: String,
    since: i64,
}

/// What [`recognise`] reads of a session: nothing else of it is unpacked at each request.
#[derive(Deserialize)]
struct Body {
    #[serde(rename = "wie")]
    signed_in: Option<SignedIn>,
    #[serde(rename = "halverwege")]
    halfway: Option<Halfway>,
}

/// Somebody who is signed in, acting for one organisation.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Who.
    pub member: Member,
    /// The same, as actions want to know it.
    pub caller: Caller,
    /// When the last second step was taken.
    pub confirmed: Option<Timestamp>,
    /// The hash of the session's id, as it stands in the list of sessions.
    pub session: String,
    /// Whether the visitor could act for another organisation too.
    pub several: bool,
}

impl Visitor {
    /// Whether the visitor took a second step just now. In the demo nobody is asked for one.
    #[must_use]
    pub fn is_fresh(&self, web: &Web) -> bool {
        let bridge = &web.bridge;
        bridge.settings().demo || domain::sign_in::is_fresh(self.confirmed, bridge.now())
    }
}

impl FromRequestParts<Web> for Halfway {
    type Rejection = Mishap;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Mishap> {
        parts.extensions.get().cloned().ok_or(Mishap::Stale)
    }
}

impl OptionalFromRequestParts<Web> for Halfway {
    type Rejection = Mishap;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Option<Self>, Mishap> {
        Ok(parts.extensions.get().cloned())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Mishap;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Mishap> {
        // The route's policy let nobody in without: its absence is a mistake of ours.
        parts.extensions.get().cloned().ok_or(Mishap::Forbidden)
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Visitor {
    type Rejection = Mishap;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Mishap> {
        Ok(parts.extensions.get().cloned())
    }
}

/// The session layer of the pages.
pub(crate) fn layer(web: &Web) -> SessionManagerLayer<KeptSessions> {
    let store = KeptSessions {
        bridge: web.bridge.clone(),
    };
    let name = if web.is_https() {
        SECURE_COOKIE
    } else {
        COOKIE
    };
    SessionManagerLayer::new(store)
        .with_name(name)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(web.is_https())
}

/// Signs somebody in under a new session id, so that an id that was planted is worth nothing.
/// `confirmed` tells whether a second step was taken just now.
///
/// # Errors
/// [`Mishap::Broken`] when the session cannot be kept.
pub async fn sign_in(
    web: &Web,
    session: &Session,
    (user, organisation): (UserId, OrganisationId),
    place: &Place,
    confirmed: bool,
) -> Result<(), Mishap> {
    let now = web.bridge.now().as_microsecond();
    let signed_in = SignedIn {
        user,
        organisation,
        csrf: fresh_token(),
        since: now,
        seen: now,
        confirmed: confirmed.then_some(now),
        device: place.device.clone(),
        origin: place.origin.clone(),
        delegator: None,
    };
    session.cycle_id().await.map_err(broken)?;
    let _: Option<Halfway> = session.remove(HALFWAY).await.map_err(broken)?;
    session.insert(SIGNED_IN, signed_in).await.map_err(broken)
}

/// Keeps that the password was right, under a new session id. Nothing opens yet.
///
/// # Errors
/// [`Mishap::Broken`] when the session cannot be kept.
pub async fn go_halfway(
    web: &Web,
    session: &Session,
    user: UserId,
    next: NextStep,
    to: &str,
) -> Result<(), Mishap> {
    let halfway = Halfway {
        user,
        sets_up: next == NextStep::SetUp,
        to: to.to_owned(),
        csrf: fresh_token(),
        since: web.bridge.now().as_microsecond(),
    };
    session.flush().await.map_err(broken)?;
    session.insert(HALFWAY, halfway).await.map_err(broken)
}

/// What a session keeps under a key.
///
/// # Errors
/// [`Mishap::Broken`] when the session cannot be read.
pub async fn peek<T: serde::de::DeserializeOwned>(
    session: &Session,
    key: &str,
) -> Result<Option<T>, Mishap> {
    session.get(key).await.map_err(broken)
}

/// Takes something out of a session: what waited for one answer serves once.
///
/// # Errors
/// [`Mishap::Broken`] when the session cannot be read.
pub async fn take<T: serde::de::DeserializeOwned>(
    session: &Session,
    key: &str,
) -> Result<Option<T>, Mishap> {
    session.remove(key).await.map_err(broken)
}

/// Keeps something in a session until it is taken.
///
/// # Errors
/// [`Mishap::Broken`] when the session cannot be kept.
pub async fn put(session: &Session, key: &str, what: impl Serialize) -> Result<(), Mishap> {
    session.insert(key, what).await.map_err(broken)
}

/// A second step was taken just now: for a while nobody asks again. The session gets a new id.
///
/// # Errors
/// [`Mishap::Stale`] when nobody is signed in; [`Mishap::Broken`] when it cannot be kept.
pub async fn confirm(web: &Web, session: &Session) -> Result<(), Mishap> {
    let known = session.get::<SignedIn>(SIGNED_IN).await.map_err(broken)?;
    let known = known.ok_or(Mishap::Stale)?;
    let now = web.bridge.now().as_microsecond();
    session.cycle_id().await.map_err(broken)?;
    let known = SignedIn {
        confirmed: Some(now),
        ..known
    };
    session.insert(SIGNED_IN, known).await.map_err(broken)
}

/// Acts for another organisation from now on, or for a colleague there, under a new session id. The
/// caller has made sure that the visitor may.
///
/// # Errors
/// [`Mishap::Stale`] when nobody is signed in; [`Mishap::Broken`] when it cannot be kept.
pub async fn act_for(
    session: &Session,
    organisation: OrganisationId,
    delegator: Option<UserId>,
) -> Result<(), Mishap> {
    let known = session.get::<SignedIn>(SIGNED_IN).await.map_err(broken)?;
    let known = known.ok_or(Mishap::Stale)?;
    session.cycle_id().await.map_err(broken)?;
    let known = SignedIn {
        organisation,
        delegator,
        csrf: fresh_token(),
        ..known
    };
    session.insert(SIGNED_IN, known).await.map_err(broken)
}

fn fresh_token() -> String {
    BASE64URL_NOPAD.encode(&rand::random::<[u8; 32]>())
}

/// Signs out: the session is gone, also on other tabs.
///
/// # Errors
/// [`Mishap::Broken`] when the session cannot be ended.
pub async fn sign_out(session: &Session) -> Result<(), Mishap> {
    session.flush().await.map_err(broken)
}

/// Finds out who asks, and puts it beside the request: a [`Visitor`], or somebody [`Halfway`], each
/// with the token for their forms. Nothing without a session that works.
pub(crate) async fn recognise(web: &Web, request: &mut Request) -> Result<(), Mishap> {
    let Some(session) = request.extensions().get::<Session>().cloned() else {
        return Ok(());
    };
    let Some(id) = session.id() else {
        return Ok(());
    };
    let now = web.bridge.now();
    let Some(visit) = actions::web_sessions::visit(&web.bridge, &kept_under(id)).await? else {
        // It ended: whoever looks at the session finds that out, and takes the cookie back.
        let _: Option<SignedIn> = session.get(SIGNED_IN).await.map_err(broken)?;
        return Ok(());
    };
    let body: Body = serde_json::from_str(&visit.body).map_err(|error| broken(error.into()))?;
    let Some(known) = body.signed_in else {
        let at_most = i64::try_from(HALFWAY_AT_MOST.as_micros()).unwrap_or(i64::MAX);
        let halfway = body.halfway;
        if let Some(halfway) = halfway.filter(|one| now.as_microsecond() - one.since <= at_most) {
            let token = CsrfToken(halfway.csrf.clone());
            request.extensions_mut().insert(token);
            request.extensions_mut().insert(halfway);
        }
        return Ok(());
    };
    let (user, organisation) = (known.user, known.organisation);
    let found = match known.delegator {
        None => delegate::acting_as_oneself(visit.memberships, organisation),
        delegator => delegate::acting(&web.bridge, user, organisation, delegator).await?,
    };
    let Some(Acting { member, several }) = found else {
        session.flush().await.map_err(broken)?;
        return Ok(());
    };
    let token = CsrfToken(known.csrf.clone());
    let confirmed = known.confirmed;
    if now.as_microsecond() - known.seen > i64::try_from(TOUCH.as_micros()).unwrap_or(i64::MAX) {
        // Read again before it is written: a session that was ended meanwhile stays ended.
        let Some(known) = session.get::<SignedIn>(SIGNED_IN).await.map_err(broken)? else {
            return Ok(());
        };
        let seen = now.as_microsecond();
        let known = SignedIn { seen, ..known };
        session.insert(SIGNED_IN, known).await.map_err(broken)?;
    }
    let caller = Caller::member(member.clone(), watch::address(web, request));
    request.extensions_mut().insert(Visitor {
        member,
        caller,
        confirmed: confirmed.and_then(|at| Timestamp::from_microsecond(at).ok()),
        session: kept_under(id),
        several,
    });
    request.extensions_mut().insert(token);
    Ok(())
}

/// Where to confirm who one is, and come back to the page that was asked for.
pub(crate) fn confirm_address(request: &Request) -> String {
    let asked = request.uri().path_and_query().map(|asked| asked.as_str());
    match asked.and_then(local_path) {
        Some(path) => format!("/bevestigen?naar={}", escaped(path)),
        None => "/bevestigen".to_owned(),
    }
}

/// Where to sign in, and come back to what was asked for. A form that was sent cannot be asked
/// for again.
pub(crate) fn sign_in_address(request: &Request) -> String {
    let asked = request.uri().path_and_query().map(|asked| asked.as_str());
    match asked.and_then(local_path) {
        Some(path) if request.method() == Method::GET && path != "/" => {
            format!("/inloggen?naar={}", escaped(path))
        }
        _ => "/inloggen".to_owned(),
    }
}

/// A path on this very site, or nothing: what comes from a query must not lead elsewhere.
#[must_use]
pub fn local_path(text: &str) -> Option<&str> {
    let local = text.starts_with('/')
        && !text.starts_with("//")
        && !text.contains('\\')
        && text.len() <= 512
        && text.bytes().all(|byte| byte.is_ascii_graphic());
    local.then_some(text)
}

/// A text as the value of a query key.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push_str(&data_encoding::HEXUPPER.encode(&[byte]));
        }
    }
    out
}

fn broken(error: tower_sessions::session::Error) -> Mishap {
    tracing::error!(cause = %error, "the session could not be kept");
    Mishap::Broken
}

/// Sessions in the database.
#[derive(Clone)]
pub(crate) struct KeptSessions {
    bridge: Bridge,
}

impl std::fmt::Debug for KeptSessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeptSessions")
    }
}

impl KeptSessions {
    /// Judged by the service's own clock, which may stand apart from the machine's.
    fn expires(&self, record: &Record) -> Timestamp {
        let now = self.bridge.now();
        let idle = now.checked_add(IDLE).unwrap_or(now);
        let since = record
            .data
            .get(SIGNED_IN)
            .and_then(|known| known.get("since")?.as_i64())
            .and_then(|micros| Timestamp::from_microsecond(micros).ok());
        match since.and_then(|since| since.checked_add(AT_MOST).ok()) {
            Some(end) => idle.min(end),
            None => idle,
        }
    }
}

impl KeptSessions {
    fn kept(&self, record: &Record) -> Kept<KeptSession> {
        let known = record
            .data
            .get(SIGNED_IN)
            .and_then(|known| serde_json::from_value::<SignedIn>(known.clone()).ok());
        let moment = |micros| Timestamp::from_microsecond(micros).unwrap_or(self.bridge.now());
        let seen_at = known.as_ref().map(|known| moment(known.seen));
        Ok(KeptSession {
            id: kept_under(record.id),
            body: text_of(record)?,
            seen_at: seen_at.unwrap_or_else(|| self.bridge.now()),
            expires_at: self.expires(record),
            holder: known.map(|known| Holder {
                user: known.user,
                device: known.device,
                origin: known.origin,
                made_at: moment(known.since),
            }),
        })
    }
}

/// Under this name a session is kept: who reads the database cannot step into it.
fn kept_under(id: Id) -> String {
    HEXLOWER.encode(&Sha256::digest(id.to_string().as_bytes()))
}

fn failed(error: actions::ActionError) -> Error {
    Error::Backend(error.to_string())
}

fn text_of(record: &Record) -> Kept<String> {
    serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))
}

#[async_trait]
impl SessionStore for KeptSessions {
    async fn create(&self, record: &mut Record) -> Kept<()> {
        let made = actions::web_sessions::create(&self.bridge, &self.kept(record)?).await;
        match made.map_err(failed)? {
            true => Ok(()),
            false => Err(Error::Backend("the session id is taken".to_owned())),
        }
    }

    async fn save(&self, record: &Record) -> Kept<()> {
        let saved = actions::web_sessions::save(&self.bridge, &self.kept(record)?).await;
        saved.map_err(failed)
    }

    async fn load(&self, id: &Id) -> Kept<Option<Record>> {
        let found = actions::web_sessions::load(&self.bridge, &kept_under(*id)).await;
        let Some(body) = found.map_err(failed)? else {
            return Ok(None);
        };
        let data = serde_json::from_str(&body).map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            // The database judged it already; tower-sessions does not look at it again.
            expiry_date: time::OffsetDateTime::UNIX_EPOCH,
        }))
    }

    async fn delete(&self, id: &Id) -> Kept<()> {
        let gone = actions::web_sessions::delete(&self.bridge, &kept_under(*id)).await;
        gone.map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("/te-doen", true)]
    #[case("/verwijzingen?status=verstuurd&pagina=2", true)]
    #[case("//elders.nl", false)]
    #[case("/\\elders.nl", false)]
    #[case("https://elders.nl", false)]
    #[case("te-doen", false)]
    #[case("", false)]
    #[case("/a\r\nSet-Cookie: b", false)]
    fn only_a_path_of_our_own_is_gone_to(#[case] path: &str, #[case] local: bool) {
        assert_eq!(local_path(path).is_some(), local);
    }

    #[test]
    fn the_way_back_stands_escaped_in_the_address() {
        let request = Request::builder()
            .uri("/verwijzingen?pagina=2&status=a%20b")
            .body(axum::body::Body::empty())
            .unwrap();
        assert_eq!(
            sign_in_address(&request),
            "/inloggen?naar=/verwijzingen%3Fpagina%3D2%26status%3Da%2520b"
        );
    }
}
