//! Every route with its policy: who may come in at all. The only place that registers a route, so
//! that one without a policy cannot exist. What somebody may do once inside is judged by the
//! actions.

use actions::{ActionError, Caller, refused};
use axum::Router;
use axum::extract::{FromRequestParts, Request};
use axum::handler::Handler;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodFilter, on};
use data_encoding::HEXLOWER_PERMISSIVE;
use domain::ids::ReferralId;
use domain::organisation::Role;
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, header};

use crate::entrance::Origin;
use crate::intake::{TooLarge, takes_pictures};
use crate::mishap::Mishap;
use crate::problem::Problem;
use crate::sessions::{self, Halfway, Visitor};
use crate::throttle::Guard;
use crate::view::Base;
use crate::{Web, csrf, watch};

/// What a token may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Reading: any token.
    Read,
    /// Changing something: a token whose scope is not `lezen`.
    Write,
}

/// Who may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Everybody.
    Public,
    /// Everybody, but not too often from one address.
    Guarded(Guard),
    /// Whoever is signed in; others are asked to.
    SignedIn,
    /// Whoever is signed in with one of these roles.
    Roles(&'static [Role]),
    /// Whoever is signed in with one of these roles (none named: any) and took a second step just
    /// now. Others are led through it and back; so a form behind this stands at its own address.
    Fresh(&'static [Role]),
    /// Whoever holds the token in the path: the handler looks it up. Guessing is slowed down.
    Link,
    /// A program with a bearer token.
    Token(Reach),
}

/// A route and its policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The method.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Who may come in.
    pub policy: Policy,
}

/// Routes that each name their policy.
#[derive(Default)]
pub struct Routes {
    router: Router<Web>,
    table: Vec<Registered>,
}

impl Routes {
    /// No routes yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Registers `GET` (and `HEAD`).
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, policy: Policy, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.with("GET", MethodFilter::GET, path, policy, handler)
    }

    /// Registers `POST`.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, policy: Policy, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.with("POST", MethodFilter::POST, path, policy, handler)
    }

    /// Registers `DELETE`.
    #[must_use]
    pub fn delete<H, T>(self, path: &'static str, policy: Policy, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.with("DELETE", MethodFilter::DELETE, path, policy, handler)
    }

    fn with<H, T>(
        mut self,
        method: &'static str,
        filter: MethodFilter,
        path: &'static str,
        policy: Policy,
        handler: H,
    ) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        let guarded = on(filter, handler).route_layer(middleware::from_fn(
            move |request: Request, next: Next| enforce(policy, request, next),
        ));
        self.router = self.router.route(path, guarded);
        self.table.push(Registered {
            method,
            path,
            policy,
        });
        self
    }

    /// These routes and those.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self
    }

    /// The routes with their policies.
    #[must_use]
    pub fn table(&self) -> Vec<Registered> {
        self.table.clone()
    }

    /// The routes for axum; what is not among them is answered with 404 or 405 in the door's own
    /// manner.
    pub(crate) fn into_router(self) -> Router<Web> {
        self.router
            .method_not_allowed_fallback(wrong_method)
            .fallback(not_here)
    }
}

async fn not_here(request: Request) -> Response {
    refuse(request, Mishap::NotFound).await
}

async fn wrong_method(request: Request) -> Response {
    refuse(request, Mishap::WrongMethod).await
}

/// Says no in the manner of the door: a problem for programs, a page for people.
async fn refuse(mut request: Request, mishap: Mishap) -> Response {
    if is_api(request.uri().path()) {
        return Problem::from(mishap).into_response();
    }
    let Some(web) = request.extensions().get::<Web>().cloned() else {
        return mishap.into_response();
    };
    // Whoever cannot be recognised gets the page without a menu.
    let _ = sessions::recognise(&web, &mut request).await;
    dressed(&web, &mut beside(&request), mishap).await
}

/// Whether a path is text once it is unpacked. Nothing of ours has another address, and the handler
/// could only say so in words of the library.
fn is_text(path: &str) -> bool {
    let mut unpacked = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let packed = match (first, after) {
            (b'%', [high, low, ..]) => HEXLOWER_PERMISSIVE.decode(&[*high, *low]).ok(),
            _ => None,
        };
        match packed {
            Some(byte) => {
                unpacked.extend(byte);
                rest = &after[2..];
            }
            None => {
                unpacked.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(unpacked).is_ok()
}

/// Whether a path lies behind the door for programs.
pub(crate) fn is_api(path: &str) -> bool {
    path == "/api/v1" || path.starts_with("/api/")
}

async fn enforce(policy: Policy, mut request: Request, next: Next) -> Response {
    let Some(web) = request.extensions().get::<Web>().cloned() else {
        return Mishap::Broken.into_response();
    };
    if !is_text(request.uri().path()) {
        return refuse(request, Mishap::NotFound).await;
    }
    if is_api(request.uri().path()) {
        return enforce_api(&web, policy, request, next).await;
    }
    match judge_page(&web, policy, &mut request).await {
        Ok(()) => {}
        Err(Refused::Elsewhere(to)) => return Redirect::to(&to).into_response(),
        Err(Refused::Because(mishap)) => {
            if let Some(visitor) = request.extensions().get::<Visitor>().cloned() {
                note_at_door(&web, &visitor.caller, request.uri().path(), mishap).await;
            }
            return dressed(&web, &mut beside(&request), mishap).await;
        }
    }
    let address = watch::address(&web, &request);
    let mut kept = beside(&request);
    let response = next.run(request).await;
    if let Some(visitor) = kept.extensions.get::<Visitor>().cloned() {
        note_inside(
            &web,
            &visitor.caller,
            policy,
            kept.uri.path(),
            response.status(),
        )
        .await;
    }
    if policy == Policy::Link && matches!(response.status().as_u16(), 404 | 410) {
        // Only misses count: whoever holds a working link is never slowed down.
        let _ = web.throttle.take(Guard::Link, &address, web.bridge.now());
    }
    match response.extensions().get::<Mishap>().copied() {
        Some(mishap) => dressed(&web, &mut kept, mishap).await,
        None => response,
    }
}

/// Why a page is not shown.
enum Refused {
    Elsewhere(String),
    Because(Mishap),
}

impl From<Mishap> for Refused {
    fn from(mishap: Mishap) -> Self {
        Self::Because(mishap)
    }
}

async fn judge_page(web: &Web, policy: Policy, request: &mut Request) -> Result<(), Refused> {
    let now = web.bridge.now();
    let address = watch::address(web, request);
    request.extensions_mut().insert(Origin(address.clone()));
    if policy == Policy::Link {
        web.throttle.peek(Guard::Link, &address, now)?;
    } else {
        sessions::recognise(web, request).await?;
    }
    let visitor = request.extensions().get::<Visitor>();
    match (policy, visitor) {
        (Policy::SignedIn | Policy::Roles(_) | Policy::Fresh(_), None) => {
            if request.extensions().get::<Halfway>().is_some() {
                return Err(Refused::Elsewhere("/inloggen/code".to_owned()));
            }
            return Err(Refused::Elsewhere(sessions::sign_in_address(request)));
        }
        (Policy::Roles(roles), Some(visitor))
            if !roles.iter().any(|role| visitor.member.roles.has(*role)) =>
        {
            return Err(Mishap::Forbidden.into());
        }
        (Policy::Fresh(roles), Some(visitor)) => {
            if !roles.is_empty() && !roles.iter().any(|role| visitor.member.roles.has(*role)) {
                return Err(Mishap::Forbidden.into());
            }
            if !visitor.is_fresh(web) {
                return Err(Refused::Elsewhere(sessions::confirm_address(request)));
            }
        }
        // Bearer tokens are for programs; a page has none.
        (Policy::Token(_), _) => return Err(Mishap::Forbidden.into()),
        _ => {}
    }
    if changes(request.method()) {
        match request.extensions().get::<TooLarge>() {
            // Its form is shown again with the fault beside the picture. There is no body left to act
            // on, nor a token in it.
            Some(large) if large.bytes.is_some() && takes_pictures(request.uri().path()) => {}
            Some(_) => return Err(Mishap::TooLarge.into()),
            None => csrf::judge(web, policy, request)?,
        }
    }
    if let Policy::Guarded(guard) = policy {
        web.throttle.take(guard, &address, now)?;
    }
    Ok(())
}

/// Somebody was refused at the door: that stands in the access log, with the referral when it was
/// one's page.
async fn note_at_door(web: &Web, caller: &Caller, path: &str, mishap: Mishap) {
    if !matches!(mishap, Mishap::Forbidden | Mishap::Stale | Mishap::NotFound) {
        return;
    }
    let id = path.split('/').find_map(|part| part.parse().ok());
    let noted = match id {
        Some(id) => refused::note(&web.bridge, caller, id).await,
        None => refused::note_of_nobody(&web.bridge, caller).await,
    };
    tell_unless(noted);
}

/// Somebody was let in at a door that asks who they are, and refused inside. What is about a
/// referral its action wrote down already.
async fn note_inside(web: &Web, caller: &Caller, policy: Policy, path: &str, status: StatusCode) {
    let asks = matches!(
        policy,
        Policy::SignedIn | Policy::Roles(_) | Policy::Fresh(_) | Policy::Token(_)
    );
    let refused = matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
    if asks && refused && !is_about_referrals(path) {
        tell_unless(refused::note_of_nobody(&web.bridge, caller).await);
    }
}

/// A refusal that cannot be written down stays a refusal.
fn tell_unless(noted: Result<(), ActionError>) {
    if let Err(error) = noted {
        tracing::error!(%error, "a refusal could not be written in the access log");
    }
}

/// Whether what lies at a path is a referral, or the list of them.
fn is_about_referrals(path: &str) -> bool {
    let inside = path.strip_prefix("/api/v1").unwrap_or(path);
    let mut parts = inside.split('/').skip(1);
    match (parts.next(), parts.next()) {
        (Some("verwijzingen" | "nood"), _) => true,
        (Some("inzage"), Some(part)) => part.parse::<ReferralId>().is_ok(),
        _ => false,
    }
}

async fn enforce_api(web: &Web, policy: Policy, mut request: Request, next: Next) -> Response {
    let address = watch::address(web, &request);
    let named = request.headers().get(header::AUTHORIZATION).cloned();
    let mut known = None;
    match policy {
        Policy::Public => {}
        Policy::Guarded(guard) => {
            if let Err(mishap) = web.throttle.take(guard, &address, web.bridge.now()) {
                return Problem::from(mishap).into_response();
            }
        }
        Policy::Token(reach) => match bearer(web, named, address).await {
            Ok((caller, scope)) if reach == Reach::Write && scope == READ_ONLY => {
                note_at_door(web, &caller, request.uri().path(), Mishap::Forbidden).await;
                return Problem::from(Mishap::Forbidden).into_response();
            }
            Ok((caller, _)) => {
                known = Some(caller.clone());
                request.extensions_mut().insert(caller);
            }
            Err(problem) => return problem.into_response(),
        },
        // A browser's session opens no door for programs.
        Policy::SignedIn | Policy::Roles(_) | Policy::Fresh(_) | Policy::Link => {
            return Problem::unauthorised(false).into_response();
        }
    }
    if request.extensions().get::<TooLarge>().is_some() {
        return Problem::from(Mishap::TooLarge).into_response();
    }
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    if let Some(caller) = known {
        note_inside(web, &caller, policy, &path, response.status()).await;
    }
    response
}

/// The scope of a token that only reads.
const READ_ONLY: &str = "lezen";

async fn bearer(
    web: &Web,
    named: Option<HeaderValue>,
    address: String,
) -> Result<(Caller, String), Problem> {
    let Some(named) = named else {
        return Err(Problem::unauthorised(false));
    };
    let token = named.to_str().ok().and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    let Some(token) = token else {
        return Err(Problem::unauthorised(true));
    };
    let found = actions::sign_in::with_token(&web.bridge, token, address).await?;
    found.ok_or_else(|| Problem::unauthorised(true))
}

/// Whether a request of this kind may change something.
pub(crate) fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// What of a request an error page needs, kept aside while the handler has the rest.
fn beside(request: &Request) -> Parts {
    let (mut parts, ()) = http::Request::new(()).into_parts();
    parts.uri = request.uri().clone();
    parts.extensions = request.extensions().clone();
    parts
}

/// A friendly page for a mishap, with the visitor's own menu around it.
async fn dressed(web: &Web, parts: &mut Parts, mishap: Mishap) -> Response {
    match Base::from_request_parts(parts, web).await {
        Ok(base) => base.mishap_page(mishap),
        Err(_) => mishap.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("/verwijzingen", true)]
    #[case("/api/v1/verwijzingen/x/stappen", true)]
    #[case("/nood", true)]
    #[case("/inzage/0194b2a0-0000-7000-8000-000000000000", true)]
    #[case("/inzage/signalen/0194b2a0-0000-7000-8000-000000000000/sluit", false)]
    #[case("/instellingen", false)]
    #[case("/", false)]
    fn a_refusal_about_a_referral_is_written_down_by_its_action(
        #[case] path: &str,
        #[case] is: bool,
    ) {
        assert_eq!(is_about_referrals(path), is);
    }

    #[rstest]
    #[case("/aanbod/abc", true)]
    #[case("/aanbod/caf%C3%A9", true)]
    #[case("/aanbod/100%", true)]
    #[case("/aanbod/%zz", true)]
    #[case("/aanbod/%ff", false)]
    #[case("/aanbod/%C3", false)]
    #[case("/aanbod/%c3%28", false)]
    fn only_an_address_that_is_text_is_one_of_ours(#[case] path: &str, #[case] text: bool) {
        assert_eq!(is_text(path), text);
    }
}
