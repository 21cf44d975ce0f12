//! What an operator does: back up, restore, verify the log, use the wrong key.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;

use std::process::Command;

use support::{PROGRAM, SHEET, referral, run, run_well, serve, session, set_up, written};
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

#[test]
fn nothing_makes_a_municipality_that_nobody_named_and_the_link_to_set_up_keeps_working() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let files = tempfile::tempdir().unwrap();
        let sheet = written(files.path(), "aanbod.csv", SHEET);
        let sheet = sheet.to_str().unwrap();
        let server = serve(&database, &[]);
        let said = server.said();
        let (_, link) = said.split_once("/opzetten/").expect("a link to set up");
        let link = format!("/opzetten/{}", link.split_whitespace().next().unwrap());
        let user = ["user", "add", "a@b.example", "--role", "beheerder"];
        for words in [
            &["import", "offers", sheet][..],
            &["import", "offers", sheet, "--dry-run"],
            &[&user[..], &["--organisation", "Gemeente"]].concat(),
        ] {
            let refused = run(&database, words);
            assert_eq!(refused.status.code(), Some(2), "{words:?}");
            let told = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert!(told.contains("beweegbrug serve") && told.contains("--municipality"));
        }
        // A rehearsal under a name makes nothing either.
        let rehearsal = [
            "import",
            "offers",
            sheet,
            "--municipality",
            "GM9001",
            "--dry-run",
        ];
        run_well(&database, &rehearsal);
        let door = server.visitor();
        door.get(&link).expect_status(200);
        server.stop();

        let named = run(&database, &rehearsal[..5]);
        assert!(named.status.success());
        let told = String::from_utf8_lossy(&named.stderr).into_owned();
        assert!(told.contains("GM9001 takes part now"), "{told}");
        let server = serve(&database, &[]);
        assert!(!server.said().contains("/opzetten/"));
    }
}

#[test]
fn whoever_is_added_comes_in_by_a_link_that_works_once() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let files = tempfile::tempdir().unwrap();
        set_up(&database, files.path());
        let settings = "public_url = \"https://brugdam.example/\"\n";
        let config = written(files.path(), "beweegbrug.toml", settings);
        let email = "joost@linde.example";
        let user = ["user", "add", email, "--role", "zorgprofessional"];
        let user = [&user[..], &["--organisation", "De Linde"]].concat();
        let link = run_well(&database, &user);
        assert!(
            link.starts_with("http://127.0.0.1:8080/uitnodiging/"),
            "{link}"
        );
        let named = [&user[..], &["--config", config.to_str().unwrap()]].concat();
        let link = run_well(&database, &named);
        let path = link
            .trim()
            .strip_prefix("https://brugdam.example")
            .expect("a link to where people reach it");
        assert!(!run_well(&database, &["user", "list"]).contains(email));

        let server = serve(&database, &[]);
        let joost = server.visitor();
        joost.get(path).expect_status(200);
        let fields = [("naam", "Joost Bos"), ("wachtwoord", "kwikstaart")];
        let taken = joost.post_form(path, &fields).expect_status(303);
        assert_eq!(taken.header("Location"), Some("/inloggen?nieuw=ja"));
        joost.get(path).expect_status(410);
        let listed = run_well(&database, &["user", "list"]);
        assert!(listed.contains(email) && listed.contains("Joost Bos"));
        server.stop();
    }
}

#[test]
fn a_new_password_puts_out_the_program_that_used_the_account() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let town = set_up(&database, files.path());
    let server = serve(&database, &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    nurse.get("/api/v1/verwijzingen").expect_status(200);
    let link = run_well(&database, &["user", "reset", "marieke@linde.example"]);
    assert_eq!(link.trim().split("/wachtwoord/").count(), 2, "{link}");
    nurse.get("/api/v1/verwijzingen").expect_status(401);
    let desk = Visitor::of(server.url()).with_token(&town.desk);
    desk.get("/api/v1/verwijzingen").expect_status(200);
}

#[test]
fn a_misspelt_setting_or_variable_and_a_password_in_an_argument_are_wrong_use() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let file = written(files.path(), "b.toml", "metric_listen = \"127.0.0.1:0\"\n");
    let refused = |variable: Option<&str>, words: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.args(words).arg("--data").arg(database.folder());
        if let Some(name) = variable {
            command.env(name, "x");
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let file = file.to_str().unwrap();
    for words in [
        &["serve", "--config", file][..],
        &["check", "--config", file],
    ] {
        let told = refused(None, words);
        assert!(told.contains(&format!("{file}: there is no setting metric_listen.")));
        assert!(told.contains("The nearest is metrics_listen."));
    }
    let told = refused(Some("BEWEEGBRUG_DATABSE"), &["migrate"]);
    assert!(told.contains("BEWEEGBRUG_DATABSE") && told.contains("BEWEEGBRUG_DATABASE"));
    let told = refused(Some("BEWEEGBRUG_WATCH_THIS"), &["serve"]);
    assert!(told.contains("BEWEEGBRUG_WATCH_THIS"));
    let told = refused(None, &["migrate", "--database", "postgres://u:geheim@h/x"]);
    assert!(told.contains("PGPASSWORD") && !told.contains("geheim"));
    assert!(!database.folder().join("beweegbrug.db").exists());
}

#[test]
fn a_backup_that_is_broken_or_another_file_leaves_the_folder_as_it_was() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    run_well(&database, &["migrate"]);
    let nowhere = files.path().join("weg/reserve");
    let lost = run(&database, &["backup", nowhere.to_str().unwrap()]);
    assert_eq!(lost.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&lost.stderr).contains("there is no folder"));
    let file = files.path().join("reserve");
    run_well(&database, &["backup", file.to_str().unwrap()]);
    let keys = files.path().join("reserve.keys");
    let whole = std::fs::read(&file).unwrap();
    let cut = files.path().join("afgekapt");
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let mut torn = whole.clone();
    torn[8_192..65_536].fill(0xff);
    let broken = files.path().join("beschadigd");
    std::fs::write(&broken, torn).unwrap();
    let cut_keys = files.path().join("afgekapt.keys");
    std::fs::write(&cut_keys, &std::fs::read(&keys).unwrap()[..1_000]).unwrap();

    let folder = files.path().join("nieuw");
    let restore = |file: &std::path::Path, keys: &std::path::Path| {
        let mut command = Command::new(PROGRAM);
        command.arg("restore").arg(file).arg("--keys").arg(keys);
        command.arg("--data").arg(&folder).output().unwrap()
    };
    for (file, keys, named) in [
        (&cut, &keys, "afgekapt"),
        (&broken, &keys, "beschadigd"),
        (&file, &cut_keys, "afgekapt.keys"),
        (&keys, &file, "reserve.keys"),
    ] {
        let refused = restore(file, keys);
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(3), "{told}");
        let why = format!("{named} is broken, cut off, or no such backup");
        assert!(told.contains(&why), "{told}");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "{named}");
    }
    assert!(restore(&file, &keys).status.success());
}

#[test]
fn a_wrong_address_and_an_unknown_account_are_wrong_use_with_a_remedy() {
    let database = Engine::Sqlite.fresh();
    let told = |words: &[&str]| {
        let output = run(&database, words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    for address in ["nonsense", ":8080", "127.0.0.1:veel"] {
        let why = told(&["serve", "--listen", address]);
        assert!(why.contains("such as 127.0.0.1:8080"), "{why}");
    }
    let nobody = "niemand@x.example";
    for words in [
        &["token", "create", "--user", nobody, "--scope", "lezen"][..],
        &["token", "list", "--user", nobody],
        &["user", "reset", nobody],
    ] {
        let why = told(words);
        assert!(
            why.contains("there is no account niemand@x.example"),
            "{why}"
        );
    }
}
