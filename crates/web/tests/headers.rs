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
    judge_cookies(&name, answer);
    assert!(answer.status < 500, "{name}: {}", answer.text);
}

/// Holds every cookie of an answer to what browsers ask of one of this very host. Gives their names.
fn judge_cookies(name: &str, answer: &Answer) -> Vec<String> {
    let sets = answer.headers.get_all(header::SET_COOKIE).iter();
    sets.map(|set| {
        let set = set.to_str().unwrap();
        assert!(set.starts_with("__Host-"), "{name}: {set}");
        for part in ["HttpOnly", "Secure", "Path=/", "SameSite="] {
            assert!(set.contains(part), "{name}: {set}");
        }
        assert!(!set.contains("Domain="), "{name}: {set}");
        set.split('=').next().unwrap().to_owned()
    })
    .collect()
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

/// Sends the sign-in form of a policy officer, who is let in without a second step, with her
/// address to be remembered.
async fn sign_in(doors: &Doors) -> Answer {
    let (bridge, email) = (&doors.world.bridge, "beleid@brugdam.example");
    let roles = [Role::Policy].into_iter().collect();
    let (password, desk) = ("een heel lang wachtwoord", doors.world.desk.organisation);
    let made = actions::accounts::add(bridge, email, "Bo Leid", password, desk, roles).await;
    made.unwrap();
    let body = "email=beleid%40brugdam.example&wachtwoord=een+heel+lang+wachtwoord&onthoud=ja";
    let kind = "application/x-www-form-urlencoded";
    let request = Request::post("/inloggen").header(header::CONTENT_TYPE, kind);
    let answer = doors.send(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/te-doen")
    );
    answer
}

#[tokio::test]
async fn every_cookie_of_signing_in_belongs_to_this_very_host() {
    let doors = Doors::open().await;
    let mut names = judge_cookies("signing in", &sign_in(&doors).await);
    names.sort();
    let expected = [
        "__Host-beweegbrug",
        "__Host-beweegbrug-email",
        "__Host-beweegbrug-toestel",
    ];
    assert_eq!(names, expected);
    // One that a neighbouring site planted under the plain name is not looked at.
    let planted = data_encoding::BASE64URL_NOPAD.encode(b"kwaad@elders.example");
    let shown = async |name: &str| {
        let request = Request::get("/inloggen").header(header::COOKIE, format!("{name}={planted}"));
        let answer = doors.send(request.body(Body::empty()).unwrap()).await;
        answer.text.contains("kwaad@elders.example")
    };
    assert!(shown("__Host-beweegbrug-email").await);
    assert!(!shown("beweegbrug-email").await);
}

#[tokio::test]
async fn over_plain_http_cookies_have_plain_names_since_browsers_refuse_others() {
    let doors = Doors::open().await;
    let store = store::Store::open(&doors.world.place, &doors.world.key).await;
    let settings = actions::Settings {
        public_url: "http://127.0.0.1:8080".to_owned(),
        demo: false,
    };
    let bridge = actions::Bridge::start(store.unwrap(), doors.world.clock.clone(), settings).await;
    let doors = Doors {
        web: web::Web::new(bridge.unwrap(), web::Setup::default()),
        ..doors
    };
    let answer = sign_in(&doors).await;
    for set in answer.headers.get_all(header::SET_COOKIE) {
        let set = set.to_str().unwrap();
        assert!(
            set.starts_with("beweegbrug") && !set.contains("Secure"),
            "{set}"
        );
    }
}

#[tokio::test]
async fn signing_out_clears_what_the_browser_kept_but_not_the_known_device() {
    let doors = Doors::open().await;
    for request in [Request::post("/uitloggen"), Request::get("/inloggen")] {
        let out = request.uri_ref().is_some_and(|uri| uri == "/uitloggen");
        let answer = doors.send(request.body(Body::empty()).unwrap()).await;
        let cleared = answer.header("clear-site-data");
        let expected = if out { "\"cache\", \"storage\"" } else { "" };
        assert_eq!(cleared, expected);
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
