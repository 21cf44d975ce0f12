//! The access log as an operator proves it: with the running program, after `kill -9`, and against
//! anchors that were kept elsewhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;

use std::path::Path;
use std::process::{Command, Output};

use support::{PROGRAM, referral, run, run_well, serve, session, set_up};
use testkit::{Engine, Visitor};

fn send(nurse: &Visitor, key: &str, phone: &str) {
    let body = referral(&session(nurse), "Fatma Yıldız", phone);
    nurse
        .post_json("/api/v1/verwijzingen", &[("Idempotency-Key", key)], &body)
        .expect_status(201);
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_log_is_whole_while_serving_and_sealed_to_the_last_row_when_stopped() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let files = tempfile::tempdir().unwrap();
        let town = set_up(&database, files.path());
        let server = serve(&database, &[]);
        let nurse = Visitor::of(server.url()).with_token(&town.nurse);
        send(&nurse, "a1", "06 12345678");
        let live = run(&database, &["audit", "verify"]);
        assert!(live.status.success(), "{}", told(&live));
        server.stop();
        let line = run_well(&database, &["audit", "verify"]);
        assert!(line.starts_with("ok: "), "{line}");
        assert!(line.contains(" 0 waiting for their seal, "), "{line}");
        assert!(!line.contains(" 0 anchors compared"), "{line}");
        let anchor = run_well(&database, &["audit", "export", "--anchors"]);
        assert!(anchor.starts_with("{\"municipality\":\"GM"), "{anchor}");
        let kept = files.path().join("ankers");
        std::fs::write(&kept, anchor.replace("\"number\":", "\"number\":1")).unwrap();
        let forged = run(
            &database,
            &["audit", "verify", "--anchors", kept.to_str().unwrap()],
        );
        assert_eq!(forged.status.code(), Some(1));
        assert!(told(&forged).starts_with("forged: "), "{}", told(&forged));
    }
}

#[test]
fn a_kill_is_no_finding() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let files = tempfile::tempdir().unwrap();
        let town = set_up(&database, files.path());
        let server = serve(&database, &[]);
        let nurse = Visitor::of(server.url()).with_token(&town.nurse);
        send(&nurse, "k1", "06 12345678");
        server.kill_9();
        let line = run_well(&database, &["audit", "verify"]);
        assert!(line.starts_with("ok: "), "{line}");
    }
}

#[test]
fn a_database_of_an_earlier_day_is_told_by_the_anchors_of_a_later_one() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let town = set_up(&database, files.path());
    let server = serve(&database, &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    send(&nurse, "v1", "06 12345678");
    server.stop();
    let copy = files.path().join("kopie");
    run_well(&database, &["backup", copy.to_str().unwrap()]);
    let server = serve(&database, &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    send(&nurse, "v2", "06 87654321");
    server.stop();

    let elsewhere = files.path().join("elders");
    let program = |words: &[&str], folder: &Path| {
        let mut command = Command::new(PROGRAM);
        command.args(words).arg("--data").arg(folder);
        command.output().unwrap()
    };
    let restored = program(&["restore", copy.to_str().unwrap()], &elsewhere);
    assert!(restored.status.success());
    std::fs::copy(
        database.folder().join("master.key"),
        elsewhere.join("master.key"),
    )
    .unwrap();
    let alone = program(&["audit", "verify"], &elsewhere);
    assert!(
        alone.status.success(),
        "by itself it is whole: {}",
        told(&alone)
    );
    let anchors = database.folder().join("access-log.anchors");
    let words = ["audit", "verify", "--anchors", anchors.to_str().unwrap()];
    let compared = program(&words, &elsewhere);
    assert_eq!(compared.status.code(), Some(1), "{}", told(&compared));
    assert!(told(&compared).contains("removed or replaced: "));
}
