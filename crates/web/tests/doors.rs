//! What holds for every door: each route has a policy, headers are strict, sessions are made at
//! sign-in only, forms come from our own pages, and what breaks is told kindly.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use jiff::SignedDuration;
use speaking::{Answer, Doors};
use web::policy::{Policy, Registered};

#[test]
fn every_route_names_its_policy_and_is_registered_in_one_place() {
    let table = web::route_table();
    for Registered {
        method,
        path,
        policy,
    } in &table
    {
        let api = path.starts_with("/api/");
        match policy {
            Policy::Token(_) => assert!(api, "{method} {path}"),
            Policy::SignedIn | Policy::Roles(_) | Policy::Fresh(_) | Policy::Link => {
                assert!(!api, "{method} {path}");
            }
            Policy::Public | Policy::Guarded(_) => {}
        }
        if *method == "POST" && api && *path != "/api/v1/zoekvragen" {
            assert!(matches!(policy, Policy::Token(_)), "{method} {path}");
        }
    }
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![source];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.file_name().is_some_and(|name| name == "policy.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for way in [
                ".route(",
                ".route_service(",
                ".nest",
                "fallback(",
                "routing::",
            ] {
                assert!(
                    !text.contains(way),
                    "{} goes around the policies",
                    path.display()
                );
            }
        }
    }
}

#[tokio::test]
async fn every_answer_is_strict_about_what_it_lets_in() {
    let doors = Doors::open().await;
    for path in [
        "/healthz",
        "/bestaat-niet",
        "/static/app.css",
        "/api/v1/aanbod",
    ] {
        let answer = doors.get(path, "").await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"));
        assert!(
            answer
                .header("strict-transport-security")
                .contains("max-age")
        );
        assert_eq!(answer.header("x-request-id").len(), 16);
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
    let version = |answer: &Answer| answer.header("api-version").to_owned();
    assert_eq!(version(&doors.get("/api/v1/aanbod", "").await), "1.0.0");
    assert_eq!(version(&doors.get("/healthz", "").await), "");
}

#[tokio::test]
async fn health_is_told_to_who_keeps_it_running() {
    let doors = Doors::open().await;
    let health = doors.get("/healthz", "").await.json();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["database"], "sqlite");
    assert!(health["version"].is_string());
    assert_eq!(doors.get("/readyz", "").await.status, 200);
    // Figures stand on an address of their own.
    assert_eq!(doors.get("/metrics", "").await.status, 404);
}

#[tokio::test]
async fn figures_count_by_door_and_never_name_an_address() {
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    let doors = Doors::open().await;
    let figures = web::metrics_router(doors.web.clone());
    doors.get("/v/geheim-token-van-niemand", "").await;
    doors.get("/api/v1/aanbod", "").await;
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let response = figures.oneshot(request).await.unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(
        text.contains("beweegbrug_requests_total{door=\"api\",status=\"2xx\"}"),
        "{text}"
    );
    assert!(text.contains("beweegbrug_request_seconds_bucket"), "{text}");
    assert!(!text.contains("geheim"), "{text}");
}

#[tokio::test]
async fn a_file_is_kept_for_ever_under_its_hash_and_asked_for_again_without() {
    let doors = Doors::open().await;
    let address = web::assets::asset("app.css");
    let named = doors.get(address, "").await;
    assert_eq!(
        named.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(named.header("content-type"), "text/css; charset=utf-8");
    let plain = doors.get("/static/app.css", "").await;
    assert_eq!(plain.header("cache-control"), "public, max-age=300");
    let again = Request::get("/static/app.css")
        .header(header::IF_NONE_MATCH, plain.header("etag"))
        .body(Body::empty());
    let again = doors.send(again.unwrap()).await;
    assert_eq!((again.status, again.text.len()), (304, 0));
    for path in [
        "/static/../Cargo.toml",
        "/static/geheim",
        "/static/%2e%2e/Cargo.toml",
    ] {
        assert_eq!(doors.get(path, "").await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_is_a_friendly_page_with_a_number_to_call() {
    let doors = Doors::open().await;
    let answer = doors.get("/bestaat-niet", "").await;
    assert_eq!(answer.status, 404);
    assert!(
        answer.text.contains("Deze pagina is er niet"),
        "{}",
        answer.text
    );
    assert!(answer.text.contains("tel:0880000000"), "{}", answer.text);
    assert!(!answer.text.contains('⟦'));
    let wrong = Request::delete("/healthz").body(Body::empty()).unwrap();
    let wrong = doors.send(wrong).await;
    assert_eq!((wrong.status, wrong.header("allow")), (405, "GET,HEAD"));
}

/// Pages as the other files register them, to try the doors with.
mod made_up {
    use super::*;
    use web::entrance::Place;
    use web::mishap::{Answer, Mishap};
    use web::pages::Form;
    use web::sessions::{self, Visitor};
    use web::view::Base;
    use web::{Web, policy::Routes};

    pub fn routes() -> Routes {
        Routes::new()
            .post("/proef/in", Policy::Public, sign_in)
            .get("/proef/wie", Policy::SignedIn, who)
            .post("/proef/doe", Policy::SignedIn, act)
            .get(
                "/proef/beheer",
                Policy::Roles(&[domain::organisation::Role::Administrator]),
                who,
            )
            .post("/proef/link/{token}", Policy::Link, missing)
            .get("/proef/link/{token}", Policy::Link, opened)
            .get("/proef/weg", Policy::Public, missing)
            .get(
                "/proef/programma",
                Policy::Token(web::policy::Reach::Read),
                opened,
            )
            .get("/proef/stuk", Policy::Public, panics)
    }

    async fn sign_in(
        State(web): State<Web>,
        session: tower_sessions::Session,
        Form(fields): Form<Vec<(String, String)>>,
    ) -> Answer {
        let user = fields[0].1.parse().map_err(|_| Mishap::BadRequest)?;
        let organisation = fields[1].1.parse().map_err(|_| Mishap::BadRequest)?;
        sessions::sign_in(
            &web,
            &session,
            (user, organisation),
            &Place::default(),
            true,
        )
        .await?;
        Ok("in".into_response())
    }

    async fn who(visitor: Visitor, base: Base) -> Response {
        format!("{}|{}", visitor.member.name, base.csrf).into_response()
    }

    async fn act() -> &'static str {
        "gedaan"
    }

    async fn opened() -> &'static str {
        "open"
    }

    async fn missing() -> Mishap {
        Mishap::NotFound
    }

    async fn panics() -> Response {
        panic!("dit hoort bij de proef")
    }
}

impl Doors {
    async fn page(&self, request: Request) -> Answer {
        use http_body_util::BodyExt;
        use tower::ServiceExt;
        let router = web::router_of(self.web.clone(), made_up::routes());
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    async fn open_page(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, cookie);
        self.page(request.body(Body::empty()).unwrap()).await
    }

    async fn post_page(&self, path: &str, headers: &[(&str, &str)], body: String) -> Answer {
        let mut request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.page(request.body(Body::from(body)).unwrap()).await
    }

    /// Signs the nurse in; gives the cookie.
    async fn cookie(&self) -> String {
        let nurse = &self.world.nurse;
        let body = format!("wie={}&waar={}", nurse.user, nurse.organisation);
        let answer = self.post_page("/proef/in", &[], body).await;
        assert_eq!(answer.text, "in");
        cookie_of(&answer.headers)
    }
}

fn cookie_of(headers: &HeaderMap) -> String {
    let set = headers[header::SET_COOKIE].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    assert!(set.starts_with("__Host-beweegbrug="), "{set}");
    set.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_the_sign_in_page_and_back() {
    let doors = Doors::open().await;
    let answer = doors.open_page("/proef/wie?a=b", "").await;
    assert_eq!(answer.status, 303);
    assert_eq!(
        answer.header("location"),
        "/inloggen?naar=/proef/wie%3Fa%3Db"
    );
    let sent = doors.post_page("/proef/doe", &[], String::new()).await;
    assert_eq!((sent.status, sent.header("location")), (303, "/inloggen"));
    for cookie in [
        "__Host-beweegbrug=onzin",
        "__Host-beweegbrug=AAAAAAAAAAAAAAAAAAAAAA",
        "__Host-beweegbrug=",
    ] {
        assert_eq!(
            doors.open_page("/proef/wie", cookie).await.status,
            303,
            "{cookie}"
        );
    }
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_idle_and_twelve_hours_at_most() {
    let doors = Doors::open().await;
    let cookie = doors.cookie().await;
    for _ in 0..24 {
        doors.world.clock.advance(SignedDuration::from_mins(29));
        let answer = doors.open_page("/proef/wie", &cookie).await;
        assert!(answer.text.starts_with("Marieke Vos|"), "{}", answer.text);
    }
    // 11 hours and 36 minutes have passed; half an hour more is too long.
    doors.world.clock.advance(SignedDuration::from_mins(25));
    assert_eq!(doors.open_page("/proef/wie", &cookie).await.status, 303);
    let cookie = doors.cookie().await;
    doors.world.clock.advance(SignedDuration::from_mins(31));
    assert_eq!(doors.open_page("/proef/wie", &cookie).await.status, 303);
}

#[tokio::test]
async fn each_sign_in_gets_a_new_session_and_the_old_one_is_gone() {
    let doors = Doors::open().await;
    let first = doors.cookie().await;
    let nurse = &doors.world.nurse;
    let token = doors.open_page("/proef/wie", &first).await;
    let token = token.text.split('|').nth(1).unwrap().to_owned();
    let body = format!(
        "wie={}&waar={}&csrf={token}",
        nurse.user, nurse.organisation
    );
    let again = doors
        .post_page("/proef/in", &[("cookie", &first)], body)
        .await;
    let second = cookie_of(&again.headers);
    assert_ne!(first, second);
    assert_eq!(doors.open_page("/proef/wie", &first).await.status, 303);
    assert_eq!(doors.open_page("/proef/wie", &second).await.status, 200);
}

#[tokio::test]
async fn a_form_without_the_sessions_token_or_from_elsewhere_changes_nothing() {
    let doors = Doors::open().await;
    let cookie = doors.cookie().await;
    let page = doors.open_page("/proef/wie", &cookie).await;
    let token = page.text.split('|').nth(1).unwrap().to_owned();
    assert!(token.len() >= 40);
    let cookie = ("cookie", cookie.as_str());
    let with = format!("naam=x&csrf={token}");
    let done = doors.post_page("/proef/doe", &[cookie], with.clone()).await;
    assert_eq!(done.text, "gedaan");
    for body in [
        String::new(),
        "csrf=".to_owned(),
        format!("csrf={}", &token[1..]),
    ] {
        let refused = doors.post_page("/proef/doe", &[cookie], body).await;
        assert_eq!(refused.status, 403);
        assert!(refused.text.contains("Stuur het formulier nog een keer"));
    }
    for elsewhere in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://elders.example"),
    ] {
        let refused = doors
            .post_page("/proef/doe", &[cookie, elsewhere], with.clone())
            .await;
        assert_eq!(refused.status, 403, "{elsewhere:?}");
        let link = doors
            .post_page("/proef/link/x", &[elsewhere], String::new())
            .await;
        assert_eq!(link.status, 403, "{elsewhere:?}");
    }
}

#[tokio::test]
async fn another_role_gets_a_friendly_no() {
    let doors = Doors::open().await;
    let cookie = doors.cookie().await;
    let answer = doors.open_page("/proef/beheer", &cookie).await;
    assert_eq!(answer.status, 403);
    assert!(answer.text.contains("niet voor uw rol"), "{}", answer.text);
    assert!(
        answer.text.contains("/te-doen"),
        "the menu stands around it"
    );
}

#[tokio::test]
async fn who_guesses_links_has_to_wait_and_who_holds_one_never() {
    let doors = Doors::open().await;
    for _ in 0..60 {
        let answer = doors.post_page("/proef/link/x", &[], String::new()).await;
        assert_eq!(answer.status, 404);
    }
    let refused = doors.post_page("/proef/link/x", &[], String::new()).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "1"));
    doors.world.clock.advance(SignedDuration::from_mins(5));
    // Neither a link that works nor a page that is not there counts as a guess.
    for _ in 0..70 {
        assert_eq!(doors.open_page("/proef/link/x", "").await.status, 200);
        assert_eq!(doors.open_page("/proef/weg", "").await.status, 404);
    }
}

/// A token opens doors of programs: no page may hang on one, whoever asks.
#[tokio::test]
async fn a_page_that_asks_for_a_programs_token_opens_for_nobody() {
    let doors = Doors::open().await;
    let cookie = doors.cookie().await;
    for cookie in ["", &cookie] {
        let answer = doors.open_page("/proef/programma", cookie).await;
        assert_eq!(answer.status, 403);
        assert_ne!(answer.text, "open");
    }
}

#[tokio::test]
async fn what_breaks_is_told_kindly_and_the_next_visitor_is_served() {
    let doors = Doors::open().await;
    let answer = doors.open_page("/proef/stuk", "").await;
    assert_eq!(answer.status, 500);
    assert!(answer.text.contains("Er ging iets mis bij ons"));
    assert!(
        !answer.text.contains("proef"),
        "nothing of the inside: {}",
        answer.text
    );
    assert_eq!(doors.open_page("/proef/wie", "").await.status, 303);
}

#[tokio::test]
async fn a_form_of_two_megabytes_is_refused_with_an_answer() {
    let doors = Doors::open().await;
    let large = format!("naam={}", "x".repeat(2_000_000));
    let answer = doors.post_page("/proef/in", &[], large).await;
    assert_eq!(answer.status, 413);
    assert!(answer.text.contains("te veel tekst"), "{}", answer.text);
}
