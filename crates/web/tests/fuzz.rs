//! Valid requests, damaged at random, at every door that reads what strangers write: each is
//! answered in the manner of its door, and none breaks anything.

#![allow(clippy::unwrap_used, reason = "a test's failure is its message")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use domain::organisation::Role;
use http::header;
use jiff::SignedDuration;
use speaking::{Answer, Doors};
use support::token_in;
use testkit::fuzz::fuzz;
use web::throttle::Throttle;

fn corpus(name: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    tests.join("corpus").join(name)
}

/// Brugdam, where searching and asking is never slowed down.
async fn open_wide() -> Doors {
    let mut doors = Doors::open().await;
    doors.web.throttle = Arc::new(Throttle::new(true));
    doors
}

/// Tells a story on a runtime of its own.
fn on_a_runtime(story: impl AsyncFnOnce(&tokio::runtime::Handle)) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let handle = runtime.handle().clone();
    runtime.block_on(story(&handle));
}

/// Runs a request from inside a fuzz target.
fn answered(handle: &tokio::runtime::Handle, doors: &Doors, request: Request) -> Answer {
    tokio::task::block_in_place(|| handle.block_on(doors.send(request)))
}

/// No fault of ours, and a problem for programs when something was wrong.
fn is_decent(answer: &Answer, api: bool) {
    assert!(answer.status < 500, "{}: {}", answer.status, answer.text);
    if api && answer.status >= 400 {
        answer.is_problem(answer.status);
    }
}

/// `POST`s damaged bodies at a path of the API.
fn fuzz_api(name: &str, path: impl AsyncFnOnce(&Doors) -> String) {
    on_a_runtime(async |handle| {
        let doors = open_wide().await;
        let token = doors
            .token(&doors.world.nurse, Role::CareProfessional)
            .await;
        let session = doors.world.walk();
        let path = path(&doors).await;
        let count = std::cell::Cell::new(0_u64);
        fuzz(&corpus(name), |bytes| {
            count.set(count.get() + 1);
            let body = replaced(bytes, b"SESSION", session.as_bytes());
            let request = Request::post(&path)
                .header(header::CONTENT_TYPE, "application/json")
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .header("Idempotency-Key", format!("k{}", count.get()))
                .body(Body::from(body))
                .unwrap();
            is_decent(&answered(handle, &doors, request), true);
        });
        doors.world.all_invariants_hold().await;
    });
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    match bytes.windows(from.len()).position(|window| window == from) {
        Some(at) => [&bytes[..at], to, &bytes[at + from.len()..]].concat(),
        None => bytes.to_vec(),
    }
}

#[test]
fn any_question() {
    fuzz_api("search", async |_| "/api/v1/zoekvragen".to_owned());
}

#[test]
fn any_referral() {
    fuzz_api("refer", async |_| "/api/v1/verwijzingen".to_owned());
}

#[test]
fn any_step() {
    fuzz_api("step", async |doors| {
        let sent = doors.world.refer(&doors.world.fatma()).await;
        format!("/api/v1/verwijzingen/{}/stappen", sent.id)
    });
}

#[test]
fn any_wish_that_was_not_met() {
    fuzz_api("unmet", async |_| "/api/v1/gemist-aanbod".to_owned());
}

#[test]
fn any_form_of_somebody_without_an_account() {
    on_a_runtime(async |handle| {
        let doors = open_wide().await;
        fuzz(&corpus("ask"), |bytes| {
            is_decent(&answered(handle, &doors, form("/aanmelden", bytes)), false);
        });
        doors.world.all_invariants_hold().await;
    });
}

#[test]
fn any_answer_behind_a_link() {
    on_a_runtime(async |handle| {
        let doors = open_wide().await;
        doors.world.refer(&doors.world.fatma()).await;
        let mails = doors.world.mail().await;
        let path = |prefix: &str| {
            let mail = mails
                .iter()
                .find(|mail| mail.text.contains(prefix))
                .unwrap();
            format!("{prefix}{}", token_in(mail, prefix))
        };
        let (club, resident) = (path("/v/"), path("/mijn/"));
        fuzz(&corpus("answer"), |bytes| {
            for path in [&club, &resident] {
                is_decent(&answered(handle, &doors, form(path, bytes)), false);
            }
        });
        doors.world.all_invariants_hold().await;
    });
}

fn form(path: &str, bytes: &[u8]) -> Request {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(bytes.to_vec()))
        .unwrap()
}

#[test]
fn any_token_in_an_address() {
    on_a_runtime(async |handle| {
        let doors = open_wide().await;
        fuzz(&corpus("tokens"), |bytes| {
            // Guessing is slowed down; the clock is not.
            doors.world.clock.advance(SignedDuration::from_secs(10));
            for place in [
                "/v/",
                "/mijn/",
                "/aanbod/",
                "/verwijzingen/",
                "/api/v1/aanbod/",
            ] {
                let path = format!("{place}{}", escaped(bytes));
                let Ok(request) = Request::get(&path).body(Body::empty()) else {
                    continue;
                };
                let answer = answered(handle, &doors, request);
                assert!(answer.status != 200 || path == place, "{path}");
                is_decent(&answer, place.starts_with("/api"));
            }
        });
    });
}

#[test]
fn any_query() {
    on_a_runtime(async |handle| {
        let doors = open_wide().await;
        fuzz(&corpus("queries"), |bytes| {
            let query: String = String::from_utf8_lossy(bytes)
                .chars()
                .filter(char::is_ascii_graphic)
                .collect();
            for place in ["/aanbod", "/api/v1/aanbod", "/inloggen"] {
                let Ok(request) = Request::get(format!("{place}?{query}")).body(Body::empty())
                else {
                    continue;
                };
                let answer = answered(handle, &doors, request);
                is_decent(&answer, place.starts_with("/api"));
            }
        });
    });
}

/// Bytes in a path: a third of them as they are, where an address allows that.
fn escaped(bytes: &[u8]) -> String {
    let one = |byte: &u8| match *byte {
        byte if byte.is_ascii_alphanumeric() || b"-_.~;=:@!$&'()*+,/%".contains(&byte) => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    bytes.iter().map(one).collect()
}
