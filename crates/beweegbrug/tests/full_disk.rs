//! A disk that fills up: what cannot be kept is not acknowledged, what was acknowledged stays, and
//! the service answers again once there is room.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;

use std::fs;

use support::{PROGRAM, referral, run, serve, session, set_up};
use testkit::{Engine, Running, Visitor};

#[test]
fn a_full_disk_acknowledges_nothing_that_is_not_kept() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let town = set_up(&database, files.path());
    // No file may grow beyond this many blocks of 512 bytes: a write beyond it fails, as on a full
    // disk. The signal that would kill the program is ignored, so that it gets the error itself.
    let size = fs::metadata(database.folder().join("beweegbrug.db"))
        .unwrap()
        .len();
    let blocks = size / 512 + 600;
    let limited = files.path().join("vol.sh");
    let script = format!("trap '' XFSZ\nulimit -f {blocks}\nexec {PROGRAM} \"$@\"");
    testkit::write_script(&limited, &script);

    let server = Running::serve(&limited, database.folder(), &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    let session_id = session(&nurse);
    let mut kept = Vec::new();
    let mut refused = None;
    for number in 0..5_000 {
        let body = referral(
            &session_id,
            &format!("Persoon {number}"),
            &format!("06{number:08}"),
        );
        let key = format!("vol-{number}");
        let headers = [("Idempotency-Key", key.as_str())];
        let answer = nurse.post_json("/api/v1/verwijzingen", &headers, &body);
        if answer.status == 201 {
            kept.push(answer.json()["id"].as_str().unwrap().to_owned());
        } else {
            refused = Some((answer, key, body));
            break;
        }
    }
    let (answer, key, body) = refused.expect("the disk never filled up");
    assert!(answer.status >= 500, "{}", answer.text());
    assert_eq!(
        answer.header("Content-Type"),
        Some("application/problem+json")
    );
    assert!(
        !answer.text().contains("disk"),
        "no inner detail: {}",
        answer.text()
    );
    server.kill_9();

    let server = serve(&database, &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    for id in &kept {
        nurse
            .get(&format!("/api/v1/verwijzingen/{id}"))
            .expect_status(200);
    }
    // The same request works once there is room.
    let headers = [("Idempotency-Key", key.as_str())];
    let again = nurse.post_json("/api/v1/verwijzingen", &headers, &body);
    assert_eq!(
        again.expect_status(201).header("Idempotency-Replayed"),
        None
    );
    server.stop();
    let checked = run(&database, &["check"]);
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
}
