//! What every answer of every route carries, from the table of routes: a new route is tried by
//! itself.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use axum::body::Body;
use axum::extract::Request;
use domain::organisation::Role;
use http::{Method, header};
use speaking::{Answer, Doors};
use web::policy::Registered;

/// Headers that say the same on every answer.
const ALWAYS: [(&str, &str); 8] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-permitted-cross-domain-policies", "none"),
    ("origin-agent-cluster", "?1"),
    (
        "strict-transport-security",
        "max-age=31536000; includeSubDomains",
    ),
];

/// What holds nothing of anybody, and may be kept by whoever fetched it.
const MAY_BE_KEPT: [&str; 1] = ["/static/{*name}"];

/// What each part of a page's policy must be. Nothing inline, nothing from elsewhere.
const PAGE: [&str; 9] = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
];

fn parts(policy: &str) -> Vec<&str> {
    policy.split(';').map(str::trim).collect()
}

fn judge(route: &Registered, answer: &Answer) {
    let name = format!("{} {}", route.method, route.path);
    for (header, value) in ALWAYS {
        let value = match header {
            // Anybody's page may show the description of the API.
            "cross-origin-resource-policy" if is_description(route) => "cross-origin",
            _ => value,
        };
        assert_eq!(answer.header(header), value, "{name}: {header}");
    }
    let policy = answer.header("content-security-policy");
    if route.path.starts_with("/api/") {
        let expected = [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ];
        assert_eq!(parts(policy), expected, "{name}");
        assert_eq!(answer.header("api-version"), "1.0.0", "{name}");
    } else {
        assert_eq!(parts(policy), PAGE, "{name}");
    }
    for off in [
        "camera=()",
        "geolocation=()",
        "microphone=()",
        "payment=()",
        "usb=()",
    ] {
        let permissions = answer.header("permissions-policy");
        assert!(permissions.contains(off), "{name}: {permissions}");
    }
    if !MAY_BE_KEPT.contains(&route.path) {
        let kept = answer.header("cache-control");
        assert!(
            kept.contains("no-store") || is_description(route),
            "{name}: cache-control {kept}"
        );
    }
    for telling in ["server", "x-powered-by", "via"] {
        assert_eq!(answer.header(telling), "", "{name}");
    }
    for set in answer.headers.get_all(header::SET_COOKIE) {
        let set = set.to_str().unwrap();
        assert!(set.starts_with("__Host-"), "{name}: {set}");
        for part in ["HttpOnly", "Secure", "Path=/", "SameSite="] {
            assert!(set.contains(part), "{name}: {set}");
        }
        assert!(!set.contains("Domain="), "{name}: {set}");
    }
    assert!(answer.status < 500, "{name}: {}", answer.text);
}

/// The description of the API holds nobody's data.
fn is_description(route: &Registered) -> bool {
    route.path.starts_with("/api/v1/openapi")
}

/// A request for a route, with something made up for each of its parameters.
fn request(route: &Registered, headers: &[(&str, &str)]) -> Request {
    let segments = route.path.split('/').map(|segment| match segment {
        segment if segment.starts_with('{') => "onbekend",
        segment => segment,
    });
    let path = segments.collect::<Vec<_>>().join("/");
    let method: Method = route.method.parse().unwrap();
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn every_route_is_strict_towards_strangers_and_programs() {
    let doors = Doors::open().await;
    let token = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let bearer = format!("Bearer {token}");
    let routes = web::route_table();
    assert!(routes.len() > 40, "{} routes", routes.len());
    for route in &routes {
        judge(route, &doors.send(request(route, &[])).await);
        let named = [("authorization", bearer.as_str())];
        judge(route, &doors.send(request(route, &named)).await);
    }
}

#[tokio::test]
async fn what_is_nowhere_is_answered_as_strictly() {
    let doors = Doors::open().await;
    for path in [
        "/bestaat-niet",
        "/api/v1/bestaat-niet",
        "/static/bestaat-niet.js",
    ] {
        let route = Registered {
            method: "GET",
            path,
            policy: web::policy::Policy::Public,
        };
        let answer = doors.send(request(&route, &[])).await;
        assert_eq!(answer.status, 404, "{path}");
        judge(&route, &answer);
    }
}

#[tokio::test]
async fn whom_to_tell_of_a_weakness_stands_where_everybody_looks() {
    let doors = Doors::open().await;
    let answer = doors.get("/.well-known/security.txt", "").await;
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(
        answer.text,
        "Contact: mailto:servicepunt@brugdam.example\n\
         Expires: 2027-05-23T00:00:00Z\n\
         Preferred-Languages: nl, en\n\
         Canonical: https://brugdam.example/.well-known/security.txt\n"
    );
    let setup = web::Setup {
        security_contact: "tel:+31-88-0000000".to_owned(),
        ..web::Setup::default()
    };
    let doors = Doors {
        web: web::Web::new(doors.world.bridge.clone(), setup),
        ..doors
    };
    let named = doors.get("/.well-known/security.txt", "").await;
    assert!(named.text.starts_with("Contact: tel:+31-88-0000000\n"));
}

#[tokio::test]
async fn whoever_copies_the_offers_too_fast_without_a_token_has_to_wait() {
    let doors = Doors::open().await;
    for _ in 0..600 {
        assert_eq!(doors.get("/api/v1/keuzelijsten", "").await.status, 200);
    }
    let refused = doors.get("/api/v1/aanbod", "").await;
    refused.is_problem(429);
    assert_eq!(refused.header("retry-after"), "1");
    let token = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    assert_eq!(doors.get("/api/v1/verwijzingen", &token).await.status, 200);
}
