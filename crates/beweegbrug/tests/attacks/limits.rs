//! Too much and too slow: bodies without end, texts within texts within texts, and lines that are
//! only kept open.

use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::wire::{all_of, status, target, until_cut};

#[test]
fn a_body_that_is_too_large_is_read_away_and_refused() {
    let target = target();
    let large = vec![b'a'; 8 * 1024 * 1024];
    let nurse = target.server.program_of("zorgprofessional");
    let headers = [
        ("Content-Type", "application/json"),
        ("Idempotency-Key", "groot"),
    ];
    for path in ["/api/v1/zoekvragen", "/api/v1/verwijzingen"] {
        let answer = nurse.send("POST", path, &headers, Some(&large));
        assert_eq!(answer.status, 413, "{path}");
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json")
        );
    }
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let answer = target
        .server
        .visitor()
        .send("POST", "/aanmelden", &form, Some(&large));
    assert_eq!(answer.status, 413);
}

#[test]
fn texts_nested_a_hundred_thousand_deep_are_one_fault_and_no_crash() {
    let target = target();
    let visitor = target.server.visitor();
    let headers = [("Content-Type", "application/json")];
    for deep in [
        "[".repeat(100_000),
        r#"{"a":"#.repeat(40_000),
        format!(r#"{{"postcode":{}"#, "[".repeat(100_000)),
        format!("{}1{}", "[".repeat(500), "]".repeat(500)),
    ] {
        let answer = visitor.send(
            "POST",
            "/api/v1/zoekvragen",
            &headers,
            Some(deep.as_bytes()),
        );
        assert_eq!(answer.status, 400);
    }
    visitor.get("/healthz").expect_status(200);
}

#[test]
fn a_form_of_many_thousand_fields_is_judged_in_no_time() {
    let target = target();
    let many = "a=b&".repeat(60_000);
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let begun = Instant::now();
    let answer =
        target
            .server
            .visitor()
            .send("POST", "/aanmelden", &headers, Some(many.as_bytes()));
    assert!(matches!(answer.status, 400 | 422), "{}", answer.status);
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn whoever_dribbles_a_head_or_stops_in_a_body_is_cut_while_others_are_served() {
    let target = target();
    let open = |said: &str| {
        let mut line = TcpStream::connect(target.address()).unwrap();
        line.write_all(said.as_bytes()).unwrap();
        line
    };
    let head = format!("GET / HTTP/1.1\r\nHost: {}\r\n", target.address());
    let body = format!(
        "POST /inloggen HTTP/1.1\r\nHost: {}\r\nContent-Length: 1000\r\n\r\nemail=",
        target.address()
    );
    // Three hundred of them at once, each with a little of something.
    let crowd: Vec<TcpStream> = (0..300)
        .map(|at| open(["", "G", &head, &body][at % 4]))
        .collect();
    let dribbling = {
        let (head, address) = (head.clone(), target.address().to_owned());
        thread::spawn(move || {
            let mut line = TcpStream::connect(address).unwrap();
            line.write_all(head.as_bytes()).unwrap();
            let begun = Instant::now();
            // A byte now and then, so that the line is never silent.
            while begun.elapsed() < Duration::from_secs(40) && line.write_all(b"X").is_ok() {
                thread::sleep(Duration::from_millis(500));
            }
            begun.elapsed()
        })
    };
    for _ in 0..20 {
        let begun = Instant::now();
        assert_eq!(status(&target.get("/healthz")), 200);
        assert!(begun.elapsed() < Duration::from_secs(2));
    }
    let waits = [("", 25), (head.as_str(), 25), (body.as_str(), 20)];
    let waiting: Vec<_> = waits
        .map(|(said, most)| {
            let mut line = open(said);
            thread::spawn(move || (most, until_cut(&mut line, Duration::from_secs(most + 15))))
        })
        .into_iter()
        .collect();
    for waited in waiting {
        let (most, took) = waited.join().unwrap();
        assert!(took < Duration::from_secs(most), "{took:?}");
    }
    assert!(dribbling.join().unwrap() < Duration::from_secs(25));
    for mut line in crowd {
        line.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let said = String::from_utf8_lossy(&all_of(&mut line)).into_owned();
        assert!(matches!(status(&said), 0 | 400 | 408), "{said}");
    }
}
