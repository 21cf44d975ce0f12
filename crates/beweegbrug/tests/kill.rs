//! `kill -9` under load: what was acknowledged is there, whole, and nothing was acknowledged that
//! is not (I1, I6).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use support::{referral, run, serve, session, set_up};
use testkit::{Engine, Visitor};

/// How often the server is killed.
fn rounds() -> u64 {
    if testkit::quick() { 5 } else { 50 }
}

/// How many clients refer at the same time.
const CLIENTS: u64 = 8;

#[test]
fn of_what_was_acknowledged_before_a_kill_nothing_is_lost() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let town = set_up(&database, files.path());
    let acknowledged: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
    let next = Arc::new(AtomicU64::new(0));
    let mut session_id = String::new();
    let mut slowest = Duration::ZERO;
    for round in 0..rounds() {
        let begun = Instant::now();
        let server = serve(&database, &[]);
        slowest = slowest.max(begun.elapsed());
        if session_id.is_empty() {
            session_id = session(&server.visitor());
        }
        let stop = Arc::new(AtomicBool::new(false));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let visitor = Visitor::of(server.url()).with_token(&town.nurse);
                let (acknowledged, next, stop, session_id) = (
                    acknowledged.clone(),
                    next.clone(),
                    stop.clone(),
                    session_id.clone(),
                );
                thread::spawn(move || {
                    while !stop.load(Ordering::Relaxed) {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let key = format!("kill-{number}");
                        let phone = format!("06{number:08}");
                        let body = referral(&session_id, &format!("Persoon {number}"), &phone);
                        let bytes = body.to_string();
                        let headers = [
                            ("Content-Type", "application/json"),
                            ("Idempotency-Key", key.as_str()),
                        ];
                        let sent = visitor.try_send(
                            "POST",
                            "/api/v1/verwijzingen",
                            &headers,
                            Some(bytes.as_bytes()),
                        );
                        let Ok(answer) = sent else { return };
                        if answer.status == 201 {
                            let id = answer.json()["id"].as_str().unwrap().to_owned();
                            acknowledged.lock().unwrap().push((key, id));
                        }
                    }
                })
            })
            .collect();
        // Not the same moment each round: somewhere between the first and the many.
        thread::sleep(Duration::from_millis(60 + round * 37 % 140));
        server.kill_9();
        stop.store(true, Ordering::Relaxed);
        for client in clients {
            client.join().unwrap();
        }
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(
        acknowledged.len() as u64 > rounds() * 5,
        "too little was sent to tell anything"
    );
    let server = serve(&database, &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    for (key, id) in &acknowledged {
        let found = nurse
            .get(&format!("/api/v1/verwijzingen/{id}"))
            .expect_status(200)
            .json();
        assert_eq!(found["status"], "verstuurd", "{key}");
    }
    // The same key gives the same referral, also after fifty restarts.
    let (key, id) = &acknowledged[0];
    let number: u64 = key.trim_start_matches("kill-").parse().unwrap();
    let phone = format!("06{number:08}");
    let body = referral(&session_id, &format!("Persoon {number}"), &phone);
    let again = nurse.post_json("/api/v1/verwijzingen", &[("Idempotency-Key", key)], &body);
    assert_eq!(
        (again.status, again.json()["id"].as_str()),
        (201, Some(id.as_str()))
    );
    assert_eq!(again.header("Idempotency-Replayed"), Some("true"));
    server.kill_9();
    let checked = run(&database, &["check"]);
    let lines = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(checked.status.success(), "{lines}");
    assert!(lines.contains("I1 ok"), "{lines}");
    assert!(
        slowest < Duration::from_secs(5),
        "recovery took {slowest:?}"
    );
}
