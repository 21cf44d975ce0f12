//! What an operator does: back up, restore, verify the log, use the wrong key.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;

use std::process::Command;

use support::{PROGRAM, referral, run, run_well, serve, session, set_up};
use testkit::{Engine, Visitor};

#[test]
fn a_backup_made_while_serving_restores_whole() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let town = set_up(&database, files.path());
    let server = serve(&database, &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    let body = referral(&session(&nurse), "Fatma Yıldız", "06 12345678");
    let sent = nurse.post_json("/api/v1/verwijzingen", &[("Idempotency-Key", "b1")], &body);
    let id = sent.expect_status(201).json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let file = files.path().join("reserve");
    run_well(&database, &["backup", file.to_str().unwrap()]);
    let again = run(&database, &["backup", file.to_str().unwrap()]);
    assert_eq!(
        again.status.code(),
        Some(3),
        "a backup is never overwritten"
    );
    server.stop();

    let restored = tempfile::tempdir().unwrap();
    let folder = restored.path().join("nieuw");
    let restore = |folder: &std::path::Path| {
        let mut command = Command::new(PROGRAM);
        command.arg("restore").arg(&file).arg("--data").arg(folder);
        command.output().unwrap()
    };
    assert!(restore(&folder).status.success());
    assert_eq!(
        restore(&folder).status.code(),
        Some(3),
        "only into an empty folder"
    );
    let checked = Command::new(PROGRAM)
        .arg("check")
        .arg("--data")
        .arg(&folder)
        .output()
        .unwrap();
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
    std::fs::copy(
        database.folder().join("master.key"),
        folder.join("master.key"),
    )
    .unwrap();
    let server = testkit::Running::serve(PROGRAM, &folder, &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    let found = nurse
        .get(&format!("/api/v1/verwijzingen/{id}"))
        .expect_status(200)
        .json();
    assert_eq!(found["client"]["naam"], "Fatma Yıldız");
}

#[test]
fn an_altered_log_row_is_found() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let town = set_up(&database, files.path());
    let server = serve(&database, &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    let body = referral(&session(&nurse), "Fatma Yıldız", "06 12345678");
    nurse
        .post_json("/api/v1/verwijzingen", &[("Idempotency-Key", "b1")], &body)
        .expect_status(201);
    server.stop();
    assert!(run(&database, &["audit", "verify"]).status.success());
    let log = run_well(&database, &["audit", "export"]);
    assert!(log.starts_with("id,at,municipality_id"));
    assert!(!log.contains("Fatma"));

    // Somebody with the file and an editor lets it come from elsewhere. A restored copy is one
    // file, without a log beside it.
    let (copy, elsewhere) = (files.path().join("kopie"), files.path().join("elders"));
    run_well(&database, &["backup", copy.to_str().unwrap()]);
    let verify = |folder: &std::path::Path| {
        Command::new(PROGRAM)
            .args(["audit", "verify", "--data"])
            .arg(folder)
            .output()
            .unwrap()
    };
    let mut restore = Command::new(PROGRAM);
    restore
        .arg("restore")
        .arg(&copy)
        .arg("--data")
        .arg(&elsewhere);
    assert!(restore.status().unwrap().success());
    std::fs::copy(
        database.folder().join("master.key"),
        elsewhere.join("master.key"),
    )
    .unwrap();
    let file = elsewhere.join("beweegbrug.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let told = b"127.0.0.1invoeren";
    let at = bytes
        .windows(told.len())
        .position(|part| part == told)
        .unwrap();
    assert!(verify(&elsewhere).status.success());
    bytes[at + 8] = b'9';
    std::fs::write(&file, bytes).unwrap();
    let found = verify(&elsewhere);
    assert_eq!(found.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&found.stdout).contains("altered: "));
}

#[test]
fn another_master_key_is_refused_with_a_remedy() {
    let database = Engine::Sqlite.fresh();
    run_well(&database, &["migrate"]);
    std::fs::remove_file(database.folder().join("master.key")).unwrap();
    let missing = run(&database, &["user", "list"]);
    assert_eq!(missing.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("BEWEEGBRUG_MASTER_KEY_FILE"));
    let other = Engine::Sqlite.fresh();
    run_well(&other, &["migrate"]);
    std::fs::copy(
        other.folder().join("master.key"),
        database.folder().join("master.key"),
    )
    .unwrap();
    let wrong = run(&database, &["user", "list"]);
    assert_eq!(wrong.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("another master key"));
}
