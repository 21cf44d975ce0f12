//! A feed that was poisoned: it sends the importer on, points it inside, or drowns it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::wire::PROGRAM;

/// A web server that gives each caller the same answer, and counts them.
struct Poisoned {
    port: u16,
    calls: Arc<AtomicUsize>,
}

impl Poisoned {
    fn with(answer: impl Fn(u16) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = calls.clone();
        thread::spawn(move || {
            for line in listener.incoming().flatten() {
                counted.fetch_add(1, Ordering::SeqCst);
                reply(line, &answer(port));
            }
        });
        Self { port, calls }
    }

    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    /// Imports from here.
    fn import(&self, host: &str) -> Output {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("http://{host}:{}/feed", self.port);
        Command::new(PROGRAM)
            .args(["import", "openactive", &address, "--municipality", "GM9001"])
            .arg("--data")
            .arg(folder.path())
            .output()
            .unwrap()
    }
}

fn reply(mut line: TcpStream, answer: &[u8]) {
    let mut head = [0; 2048];
    if matches!(line.read(&mut head), Ok(length) if length > 0) {
        line.write_all(answer).ok();
    }
}

fn page(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const ITEM: &str = r#"{"id":"1","state":"deleted","modified":1}"#;

#[test]
fn a_redirect_is_not_followed_to_anywhere() {
    let inside = Poisoned::with(|_| page(r#"{"items":[],"next":""}"#));
    for to in [
        format!("http://127.0.0.1:{}/intern", inside.port),
        format!("http://localhost:{}/intern", inside.port),
        "file:///etc/passwd".to_owned(),
    ] {
        let answer = format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
        let feed = Poisoned::with(move |_| answer.clone().into_bytes());
        let output = feed.import("127.0.0.1");
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(said(&output).contains("sends us on"), "{}", said(&output));
        assert_eq!(feed.calls(), 1);
    }
    assert_eq!(inside.calls(), 0);
}

#[test]
fn a_next_page_elsewhere_is_not_fetched() {
    let inside = Poisoned::with(|_| page(r#"{"items":[],"next":""}"#));
    for next in [
        format!("http://127.0.0.1:{}/intern", inside.port),
        format!("http://localhost:{}/feed", inside.port),
        format!("http://127.0.0.1@localhost:{}/", inside.port),
        "http://169.254.169.254/latest/meta-data".to_owned(),
        "file:///etc/passwd".to_owned(),
    ] {
        let body = format!(r#"{{"items":[{ITEM}],"next":"{next}"}}"#);
        let feed = Poisoned::with(move |_| page(&body));
        let output = feed.import("127.0.0.1");
        assert_eq!(output.status.code(), Some(1), "{next}: {}", said(&output));
        assert!(said(&output).contains("another host"), "{}", said(&output));
        assert_eq!(feed.calls(), 1, "{next}");
    }
    assert_eq!(inside.calls(), 0);
}

#[test]
fn a_feed_close_by_is_read_when_it_was_typed_so_and_to_its_end() {
    let feed = Poisoned::with(|port| {
        page(&format!(
            r#"{{"items":[],"next":"http://localhost:{port}/feed"}}"#
        ))
    });
    let output = feed.import("localhost");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(feed.calls() >= 1);
}

#[test]
fn a_page_that_unpacks_without_end_is_put_down() {
    // 300 MB of nothing, in 300 kB.
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    let nothing = vec![b' '; 1 << 20];
    for _ in 0..300 {
        packed.write_all(&nothing).unwrap();
    }
    let packed = packed.finish().unwrap();
    let feed = Poisoned::with(move |_| {
        let mut answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            packed.len()
        )
        .into_bytes();
        answer.extend_from_slice(&packed);
        answer
    });
    let output = feed.import("127.0.0.1");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(
        said(&output).contains("cannot read the feed"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_page_nested_without_end_is_a_finding_and_no_crash() {
    let feed = Poisoned::with(|_| page(&"[".repeat(1_000_000)));
    let output = feed.import("127.0.0.1");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

#[test]
fn an_address_with_a_password_in_it_or_of_no_web_is_refused() {
    for address in [
        "http://user:geheim@127.0.0.1:9/feed",
        "http://",
        "https://[::1",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = Command::new(PROGRAM)
            .args(["import", "openactive", address, "--municipality", "GM9001"])
            .arg("--data")
            .arg(folder.path())
            .output()
            .unwrap();
        assert_eq!(
            output.status.code(),
            Some(2),
            "{address}: {}",
            said(&output)
        );
    }
}
