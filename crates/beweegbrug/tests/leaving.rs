//! A municipality leaves, with the built program while it serves: an export, a destruction that
//! asks twice, a proof, and files in which nobody of it stands any more.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use support::{PROGRAM, SHEET, referral, run, run_well, serve, session, set_up, written};
use testkit::{Engine, FreshDatabase, Visitor};

const PATIENCE: Duration = Duration::from_secs(20);
const NAME: &str = "Zwaantje Quispelbeek";
const PHONE: &str = "06 98713524";

/// What nobody finds in a file of the installation afterwards: residents, people, clubs.
const NEEDLES: [&str; 8] = [
    "Quispelbeek",
    "98713524",
    "Marieke Vos",
    "marieke@linde",
    "Anouk de Wit",
    "Wandelclub De Brug",
    "club@debrug",
    "Buurthuis",
];

fn told(output: &Output) -> (Option<i32>, String) {
    let text = [&output.stdout[..], &output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&text).into_owned(),
    )
}

/// A second municipality, with one offer and a nurse. Gives her token.
fn neighbour(database: &FreshDatabase, files: &Path) -> String {
    let sheet = SHEET
        .replace("Wandelclub De Brug", "Kadeclub")
        .replace("Buurthuis 't Kompas", "Kadehuis")
        .replace("debrug.example", "kade.example");
    let sheet = written(files, "kade.csv", &sheet);
    let words = [
        "import",
        "offers",
        sheet.to_str().unwrap(),
        "--municipality",
        "GM9002",
    ];
    run_well(database, &words);
    let words = [
        "user",
        "add",
        "nina@kade.example",
        "--name",
        "Nina Kade",
        "--role",
        "zorgprofessional",
        "--organisation",
        "Praktijk Kade",
        "--municipality",
        "GM9002",
    ];
    let added = Command::new(PROGRAM)
        .args(words)
        .args(database.arguments())
        .env("BEWEEGBRUG_PASSWORD", "een heel lang wachtwoord")
        .status();
    assert!(added.unwrap().success());
    let token = run_well(
        database,
        &["token", "create", "--user", "nina@kade.example"],
    );
    token.trim().to_owned()
}

fn nobody_stands_in(folder: &Path) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path: PathBuf = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            for needle in NEEDLES {
                let found = bytes
                    .windows(needle.len())
                    .position(|part| part.eq_ignore_ascii_case(needle.as_bytes()));
                assert_eq!(found, None, "{needle} in {}", path.display());
            }
        }
    }
}

#[test]
fn a_municipality_leaves_while_others_are_served() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let heap = tempfile::tempdir().unwrap();
        let at = |name: &str| heap.path().join(name).to_str().unwrap().to_owned();
        let town = set_up(&database, heap.path());
        let nina = neighbour(&database, heap.path());
        let server = serve(&database, &[]);
        let nurse = Visitor::of(server.url()).with_token(&town.nurse);
        let body = referral(&session(&nurse), NAME, PHONE);
        let sent = nurse.post_json("/api/v1/verwijzingen", &[("Idempotency-Key", "l1")], &body);
        sent.expect_status(201);
        if *engine == Engine::Sqlite {
            run_well(&database, &["backup", &at("maandag")]);
        }

        // Without a yes nothing goes, nor without an export.
        let proof = at("bewijs.json");
        let destroy = |more: &[&str]| {
            let mut words = vec!["municipality", "destroy", "GM9001", "--proof", &proof];
            words.extend(["--by", "K. de Vries"]);
            words.extend(more);
            told(&run(&database, &words))
        };
        let (code, text) = destroy(&["--without-export", "proef"]);
        assert!(code == Some(2) && text.contains("--yes GM9001"), "{text}");
        let (code, text) = destroy(&["--without-export", "proef", "--yes", "GM9002"]);
        assert!(
            code == Some(2) && text.contains("nothing was destroyed"),
            "{text}"
        );
        let (code, text) = destroy(&["--yes", "GM9001"]);
        assert!(
            code == Some(2) && text.contains("--without-export"),
            "{text}"
        );
        let (code, text) = destroy(&["--yes", "GM9001", "--export", &at("nergens")]);
        assert!(code == Some(3) && text.contains("no manifest"), "{text}");
        assert!(!Path::new(&proof).exists(), "no proof of nothing");

        // The server seals and delivers beside it: then the export is made anew, as the text says.
        let began = Instant::now();
        let mut round = 0;
        loop {
            let folder = at(&format!("uitvoer-{round}"));
            let words = ["municipality", "export", "GM9001", "--out", &folder];
            run_well(&database, &[&words[..], &["--by", "K. de Vries"]].concat());
            let residents = std::fs::read_to_string(Path::new(&folder).join("resident.csv"));
            assert!(residents.unwrap().contains(NAME));
            let (code, text) = destroy(&["--yes", "GM9001", "--export", &folder]);
            if code == Some(0) {
                break;
            }
            assert!(
                code == Some(1) && text.contains("make a new export"),
                "{text}"
            );
            assert!(began.elapsed() < PATIENCE, "{text}");
            round += 1;
        }
        let (code, text) = destroy(&["--yes", "GM9001"]);
        assert!(
            code == Some(2) && text.contains("never overwritten"),
            "{text}"
        );
        let verify = |file: &str| told(&run(&database, &["municipality", "verify-proof", file]));
        let (code, text) = verify(&proof);
        assert!(code == Some(0) && text.starts_with("ok: GM9001"), "{text}");
        let readable = std::fs::read_to_string(format!("{proof}.txt")).unwrap();
        assert!(readable.contains("- referral: 1 → 0"), "{readable}");
        let forged = std::fs::read_to_string(&proof).unwrap();
        let forged = written(
            heap.path(),
            "vals.json",
            &forged.replace("de Vries", "Anders"),
        );
        assert_eq!(verify(forged.to_str().unwrap()).0, Some(1));

        // The node that served all along: its offers and people are gone, the neighbour's are not.
        assert_eq!(nurse.get("/api/v1/verwijzingen").status, 401);
        let began = Instant::now();
        let shown = || {
            let offers = server
                .visitor()
                .get("/api/v1/aanbod")
                .expect_status(200)
                .text();
            (offers.contains("De Brug"), offers.contains("Kadeclub"))
        };
        while shown() != (false, true) {
            assert!(began.elapsed() < PATIENCE, "{:?}", shown());
            std::thread::sleep(Duration::from_millis(100));
        }
        let nina = Visitor::of(server.url()).with_token(&nina);
        nina.get("/api/v1/verwijzingen").expect_status(200);
        server.stop();
        run_well(&database, &["check"]);
        run_well(&database, &["audit", "verify"]);
        if *engine == Engine::Sqlite {
            nobody_stands_in(database.folder());
            restored_and_gone_again(&database, heap.path());
        }
    }
}

/// A backup of before it left brings nothing back, with keys of today.
fn restored_and_gone_again(database: &FreshDatabase, heap: &Path) {
    let keys = heap.join("sleutels");
    run_well(database, &["key", "backup", keys.to_str().unwrap()]);
    let new = heap.join("nieuw");
    std::fs::create_dir(&new).unwrap();
    let key = database.folder().join("master.key");
    std::fs::copy(key, new.join("master.key")).unwrap();
    let restore = Command::new(PROGRAM)
        .arg("restore")
        .arg(heap.join("maandag"))
        .arg("--keys")
        .arg(&keys)
        .arg("--data")
        .arg(&new)
        .output();
    let (code, text) = told(&restore.unwrap());
    assert!(
        code == Some(0) && text.contains("GM9001 had left, and is destroyed again"),
        "{text}"
    );
    nobody_stands_in(&new);
    for words in [&["check"][..], &["audit", "verify"]] {
        let done = Command::new(PROGRAM)
            .args(words)
            .arg("--data")
            .arg(&new)
            .output();
        let (code, text) = told(&done.unwrap());
        assert_eq!(code, Some(0), "{text}");
    }
}
