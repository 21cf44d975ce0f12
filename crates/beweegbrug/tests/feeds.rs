//! Feeds over the line, through the command line: a publisher that points elsewhere, breaks off,
//! and is mended.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Output;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use support::run;
use testkit::{Engine, FreshDatabase};

/// What the second page of a feed of three names as the next; nothing: the server fails there.
type Next = Arc<Mutex<Option<String>>>;

/// Serves `/feed`, `/feed?2` and `/feed?3`, which is empty and the last.
fn publisher() -> (String, Next) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let start = format!("http://{}/feed", listener.local_addr().unwrap());
    let next: Next = Arc::default();
    let (address, told) = (start.clone(), Arc::clone(&next));
    // It lives as long as the test's process.
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let asked = lines.next().unwrap().unwrap();
            while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            let page = match asked.split(' ').nth(1).unwrap() {
                "/feed" => Some(page(1, &format!("{address}?2"))),
                "/feed?2" => told.lock().unwrap().as_ref().map(|next| page(2, next)),
                _ => Some(json!({"items": [], "next": format!("{address}?3")})),
            };
            let (status, body) = match page {
                Some(page) => ("200 OK", page.to_string()),
                None => ("500 Broken", String::new()),
            };
            let length = body.len();
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n");
            write!(stream, "{head}Connection: close\r\n\r\n{body}").unwrap();
        }
    });
    (start, next)
}

fn page(number: usize, next: &str) -> Value {
    json!({"next": next, "items": [{"state": "updated", "kind": "SessionSeries",
        "id": number.to_string(), "modified": number, "data": {"@type": "SessionSeries",
        "name": format!("Les {number}"), "organizer": {"@type": "Organization", "name": "Club"}}}]})
}

fn import(database: &FreshDatabase, address: &str) -> Output {
    let words = ["import", "openactive", address, "--source", "vast"];
    run(
        database,
        &[&words[..], &["--municipality", "GM9001", "--json"]].concat(),
    )
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn counted(output: &Output) -> [u64; 3] {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let counts: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    ["read", "new", "unchanged"].map(|name| counts[name].as_u64().unwrap())
}

#[test]
fn a_feed_that_pointed_elsewhere_goes_on_once_it_is_mended_and_is_announced_then() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let (start, next) = publisher();
        for elsewhere in ["http://127.0.0.2:9/feed", "file:///etc/passwd"] {
            *next.lock().unwrap() = Some(elsewhere.to_owned());
            // However often: what is not followed is not kept.
            for _ in 0..2 {
                let refused = import(&database, &start);
                assert_eq!(refused.status.code(), Some(1));
                let told = told(&refused);
                assert!(told.contains("not followed"), "{told}");
                assert!(told.contains("mend its `next`"), "{told}");
            }
        }
        // A next without its host is of the same host.
        *next.lock().unwrap() = Some("/feed?3".to_owned());
        let mended = import(&database, &start);
        assert!(mended.status.success(), "{}", told(&mended));
        assert!(told(&mended).contains("Going on where this feed was broken off."));
        assert!(told(&mended).contains("A new source: vast."));
        assert_eq!(counted(&mended), [1, 0, 1]);
        let again = import(&database, &start);
        assert_eq!(counted(&again), [2, 0, 2]);
        assert!(!told(&again).contains("A new source"));
    }
}

#[test]
fn a_new_source_whose_first_run_broke_off_is_announced_when_it_completes() {
    let database = Engine::Sqlite.fresh();
    let (start, next) = publisher();
    assert_eq!(import(&database, &start).status.code(), Some(3));
    *next.lock().unwrap() = Some(format!("{start}?3"));
    let whole = import(&database, &start);
    assert!(whole.status.success(), "{}", told(&whole));
    assert_eq!(counted(&whole), [1, 1, 0]);
    assert!(told(&whole).contains("A new source: vast."));
}
