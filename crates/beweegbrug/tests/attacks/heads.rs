//! Games with the head of a request: its path, its host, and who it says it comes from.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::{Engine, Running, Visitor};

use crate::wire::{PROGRAM, status, target};

/// What only somebody who is signed in sees.
const INSIDE: &str = "Te doen";

#[test]
fn no_spelling_of_a_path_leads_past_the_sign_in() {
    let target = target();
    for path in [
        "//te-doen",
        "///te-doen",
        "/./te-doen",
        "/te-doen/",
        "/te-doen/.",
        "/x/../te-doen",
        "/static/../te-doen",
        "/%2e%2e/te-doen",
        "/te%2ddoen",
        "/%74e-doen",
        "/TE-DOEN",
        "/te-doen;jsessionid=1",
        "/te-doen%00",
        "/te-doen%0d%0aSet-Cookie:x=y",
        "/te-doen%20",
        "/te-doen.css",
        "/api/v1/verwijzingen/",
        "//api/v1/verwijzingen",
        "/api/v1/../v1/verwijzingen",
        "/api/v1/verwijzingen;x",
        "/api/v1/%76erwijzingen",
        "http://elders.example/te-doen",
    ] {
        let said = target.get(path);
        assert!(
            matches!(status(&said), 303 | 400 | 401 | 404),
            "{path}: {said}"
        );
        let body = said.split_once("\r\n\r\n").unwrap().1;
        assert!(!body.contains(INSIDE), "{path}: {said}");
        assert!(
            !said.to_lowercase().contains("set-cookie"),
            "{path}: {said}"
        );
    }
}

#[test]
fn no_path_reaches_a_file_outside_its_folder() {
    let target = target();
    for folder in ["/static/", "/demo/post/", "/v/", "/mijn/"] {
        for way in [
            "../master.key",
            "..%2fmaster.key",
            "%2e%2e%2fmaster.key",
            "..%5cmaster.key",
            "..%252fmaster.key",
            "....//master.key",
            "%2fetc%2fpasswd",
            "..%2fdemo.json",
            "%00",
            "a%0ab",
            "%ff%fe",
        ] {
            let said = target.get(&format!("{folder}{way}"));
            assert!(
                matches!(status(&said), 303 | 400 | 404 | 429),
                "{folder}{way}: {said}"
            );
            assert!(
                !said.contains("root:") && !said.contains("wachtwoord\":"),
                "{said}"
            );
        }
    }
}

#[test]
fn a_head_without_end_is_refused() {
    let target = target();
    let long = "a".repeat(100_000);
    assert!(matches!(
        status(&target.get(&format!("/{long}"))),
        414 | 431 | 400
    ));
    let head = format!("GET / HTTP/1.1\r\nHost: x\r\nX: {long}\r\n\r\n");
    assert!(matches!(status(&target.say(head.as_bytes())), 431 | 400));
    let many = "X: y\r\n".repeat(1000);
    let head = format!("GET / HTTP/1.1\r\nHost: x\r\n{many}\r\n");
    assert!(matches!(status(&target.say(head.as_bytes())), 431 | 400));
    assert_eq!(status(&target.get("/healthz")), 200, "others are served");
}

#[test]
fn methods_that_nobody_registered_do_nothing() {
    let target = target();
    for method in [
        "TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "get",
    ] {
        let head = format!(
            "{method} /te-doen HTTP/1.1\r\nHost: x\r\nX-Secret: geheim\r\nConnection: close\r\n\r\n"
        );
        let said = target.say(head.as_bytes());
        assert!(matches!(status(&said), 400 | 404 | 405), "{method}: {said}");
        assert!(!said.contains("geheim"), "{method}: {said}");
    }
    let override_it = "POST /healthz HTTP/1.1\r\nHost: x\r\nX-HTTP-Method-Override: GET\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_eq!(status(&target.say(override_it.as_bytes())), 405);
}

/// A referral of somebody by this program, under another host's name.
fn referral(target: &Running, host: &[(&str, &str)], key: &str, name: &str) -> Value {
    let nurse = target.program_of("zorgprofessional");
    let offers = nurse.get("/api/v1/aanbod").expect_status(200).json();
    let sessions = offers["resultaten"].as_array().unwrap().iter();
    let session = sessions
        .filter_map(|offer| offer["sessies"][0]["id"].as_str())
        .next()
        .unwrap();
    let body = json!({
        "sessieId": session,
        "client": {"naam": name, "email": "fatma@voorbeeld.example"},
        "toestemming": {"delenMetAanbieder": true, "terugkoppeling": true, "wijze": "mondeling"},
    });
    let mut headers = vec![("Idempotency-Key", key)];
    headers.extend_from_slice(host);
    let answer = nurse.post_json("/api/v1/verwijzingen", &headers, &body);
    answer.expect_status(201).json()
}

#[test]
fn the_host_that_a_caller_names_reaches_no_mail_and_no_page() {
    let target = target();
    let server = &target.server;
    let elsewhere = [
        ("Host", "elders.example"),
        ("X-Forwarded-Host", "elders.example"),
        ("X-Forwarded-Proto", "gopher"),
        ("X-Original-URL", "/te-doen"),
        ("X-Rewrite-URL", "/te-doen"),
        ("Forwarded", "host=elders.example"),
    ];
    let mail = server.new_mail();
    referral(server, &elsewhere, "host-1", "Zeynep van der Gast");
    let letter = mail.wait_for(|letter| letter.text().contains("/v/"));
    assert!(!letter.text().contains("elders.example"));
    assert!(letter.text().contains(server.url()), "{}", letter.text());
    let visitor = server.visitor();
    for path in [
        "/",
        "/inloggen",
        "/te-doen",
        "/aanbod",
        "/api/v1/openapi.json",
        "/privacy",
        "/.well-known/security.txt",
    ] {
        let answer = visitor.send("GET", path, &elsewhere, None);
        assert!(!answer.text().contains("elders.example"), "{path}");
        for (name, value) in &answer.headers {
            assert!(!value.contains("elders.example"), "{path} {name}: {value}");
        }
    }
}

#[test]
fn whoever_names_another_address_each_time_is_still_one_guesser() {
    // A server of its own: this one address is refused for a while afterwards.
    let database = Engine::Sqlite.fresh();
    let server = Running::serve(PROGRAM, database.folder(), &[]);
    assert!(guesses_until_refused(&server.visitor(), 80) <= 61);
}

#[test]
fn behind_a_proxy_of_ours_each_caller_is_counted_apart() {
    let database = Engine::Sqlite.fresh();
    let config = database.folder().join("beweegbrug.toml");
    std::fs::write(&config, "trusted_proxies = [\"127.0.0.0/8\"]\n").unwrap();
    let more = ["--config", config.to_str().unwrap()];
    let server = Running::serve(PROGRAM, database.folder(), &more);
    assert_eq!(guesses_until_refused(&server.visitor(), 80), 80);
}

#[test]
fn a_proxy_list_that_cannot_be_read_stops_the_start() {
    let database = Engine::Sqlite.fresh();
    let config = database.folder().join("beweegbrug.toml");
    std::fs::write(&config, "trusted_proxies = [\"10.0.0.0/99\"]\n").unwrap();
    let ended = std::process::Command::new(PROGRAM)
        .args(["serve", "--listen", "127.0.0.1:0", "--config"])
        .arg(&config)
        .arg("--data")
        .arg(database.folder())
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(2));
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(said.contains("trusted_proxies: `10.0.0.0/99`"), "{said}");
}

/// Guesses links, each time as if from another address. Gives how many were judged.
fn guesses_until_refused(guesser: &Visitor, most: usize) -> usize {
    (0..most)
        .take_while(|guess| {
            let from = format!("198.51.100.{guess}");
            let headers = [("X-Forwarded-For", from.as_str())];
            let answer = guesser.send("GET", &format!("/v/gok-{guess}"), &headers, None);
            assert!(matches!(answer.status, 404 | 429), "{}", answer.status);
            answer.status == 404
        })
        .count()
}

#[test]
fn nothing_that_a_caller_writes_makes_a_line_in_the_log() {
    let database = Engine::Sqlite.fresh();
    // Everything is logged that can be, by a program that says so itself.
    let loud = database.folder().join("loud.sh");
    let script = format!("BEWEEGBRUG_LOG=debug exec {PROGRAM} \"$@\"");
    testkit::write_script(&loud, &script);
    let server = Running::serve(&loud, database.folder(), &[]);
    let visitor = server.visitor();
    let forged = "%0a%7b%22level%22%3a%22INFO%22%2c%22fields%22%3a%22vervalst%22%7d";
    visitor.get(&format!("/{forged}"));
    visitor.get(&format!("/v/{forged}"));
    visitor.get(&format!("/aanbod?q={forged}"));
    let headers = [
        ("User-Agent", "vervalst"),
        ("X-Request-Id", "vervalst"),
        ("Referer", "https://elders.example/vervalst"),
    ];
    visitor.send("GET", "/aanbod", &headers, None);
    // Signs that a terminal obeys, which no decent client sends.
    let mut line = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    line.write_all(b"GET /aanbod HTTP/1.1\r\nHost: x\r\nUser-Agent: \x1b[31mvervalst\r\n\r\n")
        .unwrap();
    visitor.post_form(
        "/inloggen",
        &[
            ("email", "a@b.nl\n{\"vervalst\":1}"),
            ("wachtwoord", "vervalst\r\n"),
        ],
    );
    visitor.send(
        "POST",
        "/api/v1/zoekvragen",
        &[("Content-Type", "application/json")],
        Some(b"{\"postcode\":\"verv\\u000aalst\"}"),
    );
    visitor.get("/healthz").expect_status(200);
    // The lines are written before the answers leave, and read by the test a little later.
    let mut said = server.said();
    for _ in 0..100 {
        if said.contains("/healthz") {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
        said = server.said();
    }
    assert!(said.contains("\"route\":\"/aanbod\""), "{said}");
    assert!(!said.contains("vervalst"), "{said}");
    for line in said.lines().filter(|line| line.starts_with('{')) {
        assert!(serde_json::from_str::<Value>(line).is_ok(), "{line}");
        assert!(!line.contains('\u{1b}'), "{line}");
    }
}
