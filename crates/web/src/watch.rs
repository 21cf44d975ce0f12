//! Around every request: a number for it, a time limit, a net for what breaks, one line in the log
//! and the figures. The line names the route, never the address asked for: links hold their token.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;

use crate::mishap::Mishap;
use crate::policy::is_api;
use crate::problem::Problem;
use crate::{Web, view};

/// Longer nobody waits, sending and answering taken together.
const AT_MOST: Duration = Duration::from_secs(30);

/// The header with a request's number.
const REQUEST_ID: &str = "x-request-id";

/// Where a request comes from: the peer, or whom a proxy of ours names.
#[must_use]
pub fn address(web: &Web, request: &Request) -> String {
    match request.extensions().get::<ConnectInfo<SocketAddr>>() {
        Some(ConnectInfo(peer)) => {
            let proxies = &web.setup.trusted_proxies;
            proxies.caller(peer.ip(), request.headers()).to_string()
        }
        None => "onbekend".to_owned(),
    }
}

/// Which door a route belongs to, for the figures.
fn door(route: &str) -> &'static str {
    let doors = [
        ("/api/", "api"),
        ("/static/", "static"),
        ("/v/", "link"),
        ("/mijn", "link"),
        ("/healthz", "health"),
        ("/readyz", "health"),
        ("/metrics", "health"),
    ];
    doors
        .into_iter()
        .find(|(start, _)| route.starts_with(start))
        .map_or("pages", |(_, door)| door)
}

/// The first figure of a status.
fn class(status: u16) -> &'static str {
    match status / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

/// Goes around a request.
pub async fn around(State(_): State<Web>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let number = format!("{:016x}", rand::random::<u64>());
    let method = request.method().clone();
    let api = is_api(request.uri().path());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "(geen)".to_owned(), |path| path.as_str().to_owned());
    let mut response = match tokio::time::timeout(AT_MOST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Mishap::TooSlow.into_response(),
    };
    if let Some(mishap) = response.extensions_mut().remove::<Mishap>() {
        // Nobody made a page of it: a panic, or something that broke before the doors.
        response = plain(api, mishap);
    }
    if let Ok(value) = HeaderValue::from_str(&number) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let status = response.status().as_u16();
    let took = begun.elapsed();
    let labels = [("door", door(&route)), ("status", class(status))];
    metrics::counter!("beweegbrug_requests_total", &labels).increment(1);
    metrics::histogram!("beweegbrug_request_seconds", "door" => door(&route))
        .record(took.as_secs_f64());
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, micros, request = number, "request");
    response
}

/// An answer without a menu: for when little is known, or little can be trusted.
fn plain(api: bool, mishap: Mishap) -> Response {
    if api {
        Problem::from(mishap).into_response()
    } else {
        view::bare_page(mishap)
    }
}

/// What a handler that panicked answers; the cause was printed where it happened.
pub(crate) fn after_panic(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Mishap::Broken.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_is_told_from_the_route_and_never_from_the_address() {
        assert_eq!(door("/v/{token}"), "link");
        assert_eq!(door("/mijn"), "link");
        assert_eq!(door("/api/v1/aanbod"), "api");
        assert_eq!(door("/verwijzingen/{id}"), "pages");
        assert_eq!(door("(geen)"), "pages");
        assert_eq!(class(204), "2xx");
    }
}
