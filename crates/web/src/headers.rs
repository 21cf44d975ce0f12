//! The security headers of every answer: nothing from elsewhere, nothing inline, nothing framed.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue, header};

use crate::Web;
use crate::embedding::FRAMED;
use crate::policy::is_api;

/// The version of the JSON API, on each of its answers.
pub const API_VERSION: &str = "1.0.0";

const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

const ALWAYS: [(&str, &str); 8] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Addresses of links hold their token: they stay here.
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "accelerometer=(), bluetooth=(), camera=(), display-capture=(), geolocation=(), \
         gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-permitted-cross-domain-policies", "none"),
    ("origin-agent-cluster", "?1"),
];

/// Whether a search engine may keep a page: the front door, the catalogue and what we promise.
/// Pages behind links and sign-in say no themselves, whoever comes upon their address.
fn may_be_kept(path: &str) -> bool {
    const OPEN: [&str; 9] = [
        "/",
        "/aanbod",
        "/aanmelden",
        "/privacy",
        "/toegankelijkheid",
        "/api",
        "/robots.txt",
        "/sitemap.xml",
        "/.well-known/security.txt",
    ];
    const BELOW: [&str; 3] = ["/aanbod/", "/aanbieders/", "/static/"];
    OPEN.contains(&path) || BELOW.iter().any(|start| path.starts_with(start))
}

/// Puts the headers on an answer. What a handler chose itself stays.
pub async fn harden(State(web): State<Web>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let api = is_api(path);
    let framed = path == FRAMED && web.setup.embedded_by.any();
    let kept = may_be_kept(path);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if framed && let Some(policy) = web.setup.embedded_by.policy(PAGE_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if !kept {
        headers.insert(
            HeaderName::from_static("x-robots-tag"),
            HeaderValue::from_static("noindex, nofollow"),
        );
    }
    for (name, value) in ALWAYS {
        // The older header knows no list of sites; the content policy names them.
        if framed && name == "x-frame-options" {
            continue;
        }
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(if api {
            API_POLICY
        } else {
            PAGE_POLICY
        }));
    // Pages show people's data, or the way to it: nothing keeps a copy unless a handler says so.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if web.is_https() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
    if api {
        headers.insert("api-version", HeaderValue::from_static(API_VERSION));
    }
    response
}
