//! What an attacker finds who has every file, and what an operator does with keys: rotate, restore,
//! forget. With the built program, as people run it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::json;
use support::{PROGRAM, run, run_well, serve, session, set_up, written};
use testkit::{CaughtMail, Engine, PostgresCluster, Running, SmtpCatcher, Visitor};

const PATIENCE: Duration = Duration::from_secs(20);

/// Nobody is called so: what is found of it, we wrote.
const NAME: &str = "Zwaantje Quispelbeek-Ørsted";
const PHONE: &str = "06 98713524";
const EMAIL: &str = "zwaantje.quispel@wolkenpost.example";
const ADDRESS: &str = "Knikkerbaanpad 417";
const ATTENTION: &str = "struikelt over drempeltjes bij schemerlicht";
const PARTICULARS: &str = "verloor haar papegaai Balthazar";
const NOTE: &str = "haar achterneef Thelonius belde";

/// What to look for: whole and in telling parts, as people and as programs write it.
fn needles() -> Vec<String> {
    [
        NAME,
        "Quispelbeek",
        "Zwaantje",
        PHONE,
        "0698713524",
        "98713524",
        "+31698713524",
        "+31 6 98713524",
        "06 98 71 35 24",
        EMAIL,
        "wolkenpost",
        ADDRESS,
        "Knikkerbaanpad",
        ATTENTION,
        "drempeltjes",
        PARTICULARS,
        "Balthazar",
        NOTE,
        "Thelonius",
    ]
    .map(str::to_owned)
    .into()
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The part of base64 that does not depend on what stands around the text, when it begins at the
/// `at`th byte of three.
fn base64_within(text: &[u8], at: usize) -> Vec<u8> {
    let from = (3 - at) % 3;
    text.get(from..)
        .unwrap_or_default()
        .chunks_exact(3)
        .flat_map(|three| {
            let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
            [18, 12, 6, 0].map(|shift| BASE64[(bits >> shift & 63) as usize])
        })
        .collect()
}

/// A text in every form in which it could lie about. Compared without regard to plain capitals.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let mut forms = Vec::new();
    for text in [text.to_owned(), text.to_lowercase()] {
        let bytes = text.as_bytes();
        let wide: Vec<u16> = text.encode_utf16().collect();
        forms.push(bytes.to_vec());
        forms.push(wide.iter().flat_map(|unit| unit.to_le_bytes()).collect());
        forms.push(wide.iter().flat_map(|unit| unit.to_be_bytes()).collect());
        forms.push(
            bytes
                .iter()
                .flat_map(|byte| format!("{byte:02x}").into_bytes())
                .collect(),
        );
        forms.extend((0..3).map(|at| base64_within(bytes, at)));
        let escaped: String = bytes.iter().map(|byte| format!("%{byte:02X}")).collect();
        forms.push(escaped.into_bytes());
    }
    forms
        .into_iter()
        .map(|form| form.to_ascii_lowercase())
        .filter(|form| form.len() >= 8)
        .collect()
}

/// Which needles lie in these bytes. Looks by the first two bytes, since the heaps are large.
fn found_in(bytes: &[u8]) -> Vec<String> {
    let heap = bytes.to_ascii_lowercase();
    let mut by_start: std::collections::HashMap<[u8; 2], Vec<(Vec<u8>, String)>> =
        std::collections::HashMap::new();
    for needle in needles() {
        for form in forms(&needle) {
            let start = [form[0], form[1]];
            by_start
                .entry(start)
                .or_default()
                .push((form, needle.clone()));
        }
    }
    let mut found = Vec::new();
    for (at, pair) in heap.windows(2).enumerate() {
        if let Some(forms) = by_start.get(pair) {
            for (form, needle) in forms {
                if heap[at..].starts_with(form) {
                    found.push(format!("{needle} at {at}"));
                }
            }
        }
    }
    found
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files
}

/// A process that does not outlive its test.
struct Ended(std::process::Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The path of the first link in these mails that holds `part`.
fn link_in(mails: &[CaughtMail], part: &str) -> String {
    let letters: Vec<_> = mails.iter().map(CaughtMail::letter).collect();
    let mut links = letters.iter().flat_map(|letter| letter.links());
    links
        .find_map(|link| Some(link[link.find(part)?..].to_owned()))
        .unwrap()
}

fn nothing_lies_under(folder: &Path) {
    let files = files_under(folder);
    for file in files {
        // A server may have taken a file away meanwhile.
        if let Ok(bytes) = std::fs::read(&file) {
            assert_eq!(found_in(&bytes), Vec::<String>::new(), "{}", file.display());
        }
    }
}

#[test]
fn the_search_itself_finds_every_form() {
    assert_eq!(found_in(b"niets van dien aard"), Vec::<String>::new());
    for text in [NAME, EMAIL, ATTENTION] {
        for form in forms(text) {
            let mut heap = b"daarvoor ".to_vec();
            heap.extend(form);
            assert!(!found_in(&heap).is_empty());
        }
    }
    let json = base64_within(format!("xx{{\"naam\":\"{NAME}\"}}").as_bytes(), 0);
    assert!(!found_in(&json).is_empty());
}

#[test]
fn nothing_of_a_resident_stands_readable_in_any_file_log_or_backup() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let files = tempfile::tempdir().unwrap();
        let town = set_up(&database, files.path());
        let catcher = SmtpCatcher::start();
        let config = written(
            files.path(),
            "beweegbrug.toml",
            &format!(
                "[mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\n\
                 from = \"post@brugdam.example\"\n",
                catcher.address().port()
            ),
        );
        let heap = tempfile::tempdir().unwrap();
        let (log, temporary) = (heap.path().join("log"), heap.path().join("tmp"));
        std::fs::create_dir(&temporary).unwrap();
        let port = {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            listener.local_addr().unwrap().port()
        };
        let out = std::fs::File::create(&log).unwrap();
        let server = Command::new(PROGRAM)
            .args([
                "serve",
                "--listen",
                &format!("127.0.0.1:{port}"),
                "--config",
            ])
            .arg(&config)
            .args(database.arguments())
            .env("BEWEEGBRUG_LOG", "trace")
            .env("TMPDIR", &temporary)
            .stdin(Stdio::null())
            .stdout(out.try_clone().unwrap())
            .stderr(out)
            .spawn();
        let mut server = Ended(server.unwrap());
        let url = format!("http://127.0.0.1:{port}");
        let visitor = Visitor::of(&url);
        let answers = || {
            visitor
                .try_send("GET", "/healthz", &[], None)
                .is_ok_and(|answer| answer.status == 200)
        };
        let began = std::time::Instant::now();
        while !answers() {
            assert!(began.elapsed() < PATIENCE * 3, "no answer");
            std::thread::sleep(Duration::from_millis(20));
        }

        let nurse = Visitor::of(&url).with_token(&town.nurse);
        let body = json!({
            "sessieId": session(&nurse),
            "client": {"naam": NAME, "telefoon": PHONE, "email": EMAIL, "adres": ADDRESS,
                "postcode": "5299 AB", "geboortejaar": 1951, "taal": "nl"},
            "aanleiding": ["meer-bewegen"],
            "bijzonderheden": PARTICULARS,
            "aandachtspunten": ATTENTION,
            "toestemming": {"delenMetAanbieder": true, "terugkoppeling": true,
                "begeleiding": true, "wijze": "mondeling"},
        });
        let refer =
            |key: &str| nurse.post_json("/api/v1/verwijzingen", &[("Idempotency-Key", key)], &body);
        let id = refer("z1").expect_status(201).json()["id"]
            .as_str()
            .unwrap()
            .to_owned();
        refer("z1").expect_status(201);
        refer("z2").expect_status(201);
        // What is refused is not written down either.
        let mut wrong = body.clone();
        wrong["client"]["telefoon"] = json!("06 98713524 of het nummer van Balthazar");
        nurse
            .post_json("/api/v1/verwijzingen", &[("Idempotency-Key", "z3")], &wrong)
            .expect_status(400);
        let mails = catcher.wait_for(4, PATIENCE);
        let (club, mine) = (link_in(&mails, "/v/"), link_in(&mails, "/mijn/"));
        let page = visitor.get(&club).expect_status(200).text();
        assert!(page.contains("Zwaantje") && page.contains(ATTENTION));
        visitor.follow(visitor.post_form(&club, &[("stap", "aanvaard")]));
        assert!(visitor.get(&club).text().contains("Quispelbeek"));
        visitor
            .follow(visitor.post_form(&club, &[("stap", "niet-bereikt"), ("toelichting", NOTE)]));
        visitor.get(&mine).expect_status(200);
        nurse.get("/api/v1/verwijzingen").expect_status(200);
        nurse
            .get(&format!("/api/v1/verwijzingen/{id}"))
            .expect_status(200);
        nurse
            .get(&format!("/api/v1/verwijzingen/{id}/verwijstekst"))
            .expect_status(200);

        let mut said: Vec<Output> = Vec::new();
        if *engine == Engine::Sqlite {
            let file = heap.path().join("reserve");
            said.push(run(&database, &["backup", file.to_str().unwrap()]));
            let keys = heap.path().join("sleutels");
            said.push(run(&database, &["key", "backup", keys.to_str().unwrap()]));
        }
        for words in [
            &["key", "rotate"][..],
            &["key", "list"],
            &["key", "retire"],
            &["check"],
            &["audit", "export"],
            &["retain", "--dry-run"],
        ] {
            said.push(run(&database, words));
        }
        for output in &said {
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{errors}");
            assert_eq!(found_in(&output.stdout), Vec::<String>::new());
            assert_eq!(found_in(&output.stderr), Vec::<String>::new());
        }
        // While it runs, with its write-ahead log, and after it stopped.
        nothing_lies_under(database.folder());
        nothing_lies_under(heap.path());
        if *engine == Engine::Postgres {
            PostgresCluster::shared().ask(database.url(), "CHECKPOINT");
            nothing_lies_under(PostgresCluster::shared().folder());
        }
        Command::new("kill")
            .args(["-TERM", &server.0.id().to_string()])
            .status()
            .unwrap();
        assert!(server.0.wait().unwrap().success());
        let lines = std::fs::read_to_string(&log).unwrap();
        assert!(
            lines.contains("/api/v1/verwijzingen/{id}") && lines.lines().count() > 10,
            "each request has a line: {lines}"
        );
        nothing_lies_under(database.folder());
        nothing_lies_under(heap.path());
    }
}

/// Restores `file` with these keys into a new folder that has the master key already.
fn restored(from: &Path, file: &Path, keys: &Path, into: &Path) -> Output {
    std::fs::create_dir_all(into).unwrap();
    std::fs::copy(from.join("master.key"), into.join("master.key")).unwrap();
    Command::new(PROGRAM)
        .arg("restore")
        .arg(file)
        .arg("--keys")
        .arg(keys)
        .arg("--data")
        .arg(into)
        .output()
        .unwrap()
}

fn checked(folder: &Path) -> (bool, String) {
    let output = Command::new(PROGRAM)
        .arg("check")
        .arg("--data")
        .arg(folder)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.success(), text)
}

#[test]
fn who_was_forgotten_stays_so_in_a_restore_of_older_data_and_old_keys_open_nothing() {
    let database = Engine::Sqlite.fresh();
    let heap = tempfile::tempdir().unwrap();
    let at = |name: &str| heap.path().join(name);
    let town = set_up(&database, heap.path());
    let empty_keys = at("lege-sleutels");
    run_well(&database, &["key", "backup", empty_keys.to_str().unwrap()]);
    let catcher = SmtpCatcher::start();
    let config = written(
        heap.path(),
        "beweegbrug.toml",
        &format!(
            "[mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nfrom = \"p@b.example\"\n",
            catcher.address().port()
        ),
    );
    let server = serve(&database, &["--config", config.to_str().unwrap()]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    let refer = |name: &str, phone: &str, email: &str| {
        let body = json!({
            "sessieId": session(&nurse),
            "client": {"naam": name, "telefoon": phone, "email": email},
            "toestemming": {"delenMetAanbieder": true, "wijze": "mondeling"},
        });
        let sent = nurse.post_json("/api/v1/verwijzingen", &[("Idempotency-Key", email)], &body);
        sent.expect_status(201).json()["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let forgotten = refer(NAME, PHONE, EMAIL);
    let mails = catcher.wait_for(2, PATIENCE);
    let mine = link_in(&mails, "/mijn/");
    let kept = refer("Fatma Yıldız", "06 12345678", "fatma@voorbeeld.example");

    // Monday's backup; on Tuesday she asks to be forgotten; every night the keys are copied.
    let (monday, monday_keys) = (at("maandag"), at("maandag-sleutels"));
    run_well(
        &database,
        &[
            "backup",
            monday.to_str().unwrap(),
            "--keys",
            monday_keys.to_str().unwrap(),
        ],
    );
    let visitor = server.visitor();
    visitor.post_form(&mine, &[("stap", "verwijder-gegevens"), ("taal", "nl")]);
    assert_eq!(visitor.get(&mine).status, 410);
    run_well(&database, &["key", "rotate"]);
    let tuesday_keys = at("dinsdag-sleutels");
    run_well(
        &database,
        &["key", "backup", tuesday_keys.to_str().unwrap()],
    );
    run_well(&database, &["key", "retire"]);
    server.stop();

    let new = at("nieuw");
    let output = restored(database.folder(), &monday, &tuesday_keys, &new);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 residents were forgotten again"));
    let (whole, lines) = checked(&new);
    assert!(whole, "{lines}");
    assert!(lines.lines().any(|line| line.starts_with("I9 ok")));
    let server = Running::serve(PROGRAM, &new, &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    let read = |id: &str| {
        nurse
            .get(&format!("/api/v1/verwijzingen/{id}"))
            .expect_status(200)
            .json()
    };
    let gone = read(&forgotten);
    assert_eq!(gone["status"], "ingetrokken");
    assert!(gone["client"]["naam"].is_null(), "{gone}");
    let steps = gone["verloop"].as_array().unwrap();
    assert_eq!(steps.last().unwrap()["reden"], "gegevens-verwijderd");
    assert_eq!(read(&kept)["client"]["naam"], "Fatma Yıldız");
    assert_eq!(server.visitor().get(&mine).status, 410);
    server.stop();

    // Monday's keys held hers. The master key of Monday is gone, so they open nothing.
    let old = restored(database.folder(), &monday, &monday_keys, &at("oud"));
    assert_eq!(old.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&old.stderr).contains("another master key"));

    // Keys from before the data are told: names would be lost.
    let lost = at("verloren");
    assert!(
        Command::new(PROGRAM)
            .arg("restore")
            .arg(&monday)
            .arg("--keys")
            .arg(&empty_keys)
            .arg("--data")
            .arg(&lost)
            .status()
            .unwrap()
            .success()
    );
    let (whole, lines) = checked(&lost);
    assert!(!whole);
    assert!(
        lines.contains("I1 broken") && lines.contains("2 residents whose key is missing"),
        "{lines}"
    );
}

#[test]
fn a_backup_under_load_has_a_key_for_every_resident() {
    let database = Engine::Sqlite.fresh();
    let heap = tempfile::tempdir().unwrap();
    let town = set_up(&database, heap.path());
    let server = serve(&database, &[]);
    let nurse = Visitor::of(server.url()).with_token(&town.nurse);
    let session = session(&nurse);
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let (url, token, session, stop) = (server.url(), &town.nurse, &session, &stop);
            scope.spawn(move || {
                let nurse = Visitor::of(url).with_token(token);
                for number in 0.. {
                    if stop.load(std::sync::atomic::Ordering::Relaxed) {
                        return;
                    }
                    let phone = format!("06 {:08}", 10_000_000 + worker * 1_000_000 + number);
                    let body = support::referral(session, "Ada Test", &phone);
                    let key = format!("{worker}-{number}");
                    nurse.post_json("/api/v1/verwijzingen", &[("Idempotency-Key", &key)], &body);
                }
            });
        }
        for number in 0..3 {
            std::thread::sleep(Duration::from_millis(400));
            let file = heap.path().join(format!("reserve-{number}"));
            run_well(&database, &["backup", file.to_str().unwrap()]);
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    for number in 0..3 {
        let file = heap.path().join(format!("reserve-{number}"));
        let keys = heap.path().join(format!("reserve-{number}.keys"));
        let folder = heap.path().join(format!("terug-{number}"));
        let output = restored(database.folder(), &file, &keys, &folder);
        assert!(output.status.success());
        let (whole, lines) = checked(&folder);
        assert!(whole, "{lines}");
    }
}

#[test]
fn the_ring_comes_from_a_variable_or_a_program_too() {
    let database = Engine::Sqlite.fresh();
    run_well(&database, &["migrate"]);
    let folder = database.folder();
    let ring = std::fs::read_to_string(folder.join("master.key")).unwrap();
    let kept = folder.join("kluis");
    std::fs::rename(folder.join("master.key"), &kept).unwrap();
    let listed = |name: &str, value: &str, words: &[&str]| {
        Command::new(PROGRAM)
            .args(words)
            .arg("--data")
            .arg(folder)
            .env(name, value)
            .output()
            .unwrap()
    };
    let by_variable = listed("BEWEEGBRUG_MASTER_KEY", ring.trim(), &["key", "list"]);
    assert!(by_variable.status.success());
    let refused = listed("BEWEEGBRUG_MASTER_KEY", ring.trim(), &["key", "rotate"]);
    assert_eq!(refused.status.code(), Some(3));
    let told = String::from_utf8_lossy(&refused.stderr);
    assert!(told.contains("BEWEEGBRUG_MASTER_KEY") && !told.contains(ring.trim()));

    let program = folder.join("sleutels");
    let script = format!(
        "case $1 in read) cat {0};; write) cat > {0};; esac",
        kept.display()
    );
    testkit::write_script(&program, &script);
    let program = program.to_str().unwrap();
    let name = "BEWEEGBRUG_MASTER_KEY_COMMAND";
    assert!(listed(name, program, &["key", "rotate"]).status.success());
    assert_eq!(std::fs::read_to_string(&kept).unwrap().lines().count(), 2);
    assert!(listed(name, program, &["key", "retire"]).status.success());
    assert_eq!(std::fs::read_to_string(&kept).unwrap().lines().count(), 1);
    assert!(!folder.join("master.key").exists());
    let twice = Command::new(PROGRAM)
        .args(["key", "list", "--data"])
        .arg(folder)
        .env(name, program)
        .env("BEWEEGBRUG_MASTER_KEY", ring.trim())
        .output()
        .unwrap();
    assert_eq!(twice.status.code(), Some(2));
}

#[test]
fn retain_tells_what_would_go_and_takes_periods() {
    let database = Engine::Sqlite.fresh();
    let heap = tempfile::tempdir().unwrap();
    set_up(&database, heap.path());
    let told = run_well(&database, &["retain", "--dry-run"]);
    let line = told
        .lines()
        .find(|line| line.contains("clientgegevens"))
        .unwrap();
    assert!(line.starts_with("GM9001") && line.contains("730 days (our default)"));
    assert!(line.contains("0 would go"));
    run_well(&database, &["retain", "--set", "clientgegevens=365"]);
    let told = run_well(&database, &["retain"]);
    assert!(told.contains("365 days ") && told.contains("0 went"));
    for wrong in [
        "clientgegevens",
        "clientgegevens=3",
        "iets=30",
        "sessies=30",
    ] {
        let refused = run(&database, &["retain", "--set", wrong]);
        assert_eq!(refused.status.code(), Some(2), "{wrong}");
    }
}
