//! The visitor of the tests behaves as a browser does where it matters.
#![allow(clippy::unwrap_used, reason = "a test may be blunt")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use testkit::Visitor;

/// A server that gives these answers, one a connection, and tells the requests it got.
fn server(answers: &'static [&'static str]) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    thread::spawn(move || {
        for answer in answers {
            let (mut caller, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(caller.try_clone().unwrap());
            let mut request = String::new();
            let mut length = 0;
            while !request.ends_with("\r\n\r\n") {
                let start = request.len();
                reader.read_line(&mut request).unwrap();
                let line = request[start..].to_ascii_lowercase();
                if let Some(value) = line.strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            tell.send(request + &String::from_utf8(body).unwrap()).ok();
            caller.write_all(answer.as_bytes()).unwrap();
        }
    });
    (address, told)
}

#[test]
fn a_cookie_is_brought_back_until_the_server_takes_it_away() {
    let (address, requests) = server(&[
        "HTTP/1.1 200 OK\r\nSet-Cookie: session=abc; HttpOnly; Path=/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 200 OK\r\nSet-Cookie: session=; Max-Age=0\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ]);
    let visitor = Visitor::of(&address);
    for path in ["/a", "/b", "/c"] {
        visitor.get(path);
    }
    let brought: Vec<bool> = requests
        .iter()
        .take(3)
        .map(|request| request.to_ascii_lowercase().contains("cookie: session=abc"))
        .collect();
    assert_eq!(brought, [false, true, false]);
}

#[test]
fn an_error_and_a_redirect_are_answers_like_any_other() {
    let (address, _requests) = server(&[
        "HTTP/1.1 303 See Other\r\nLocation: /verder\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 409 Conflict\r\nContent-Type: application/problem+json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nd\r\n{\"versie\": 3}\r\n0\r\n\r\n",
    ]);
    let visitor = Visitor::of(&address);
    let redirect = visitor.get("/").expect_status(303);
    assert_eq!(redirect.header("Location"), Some("/verder"));
    let conflict = visitor.follow(redirect).expect_status(409);
    assert_eq!(conflict.json()["versie"], 3);
}

#[test]
fn json_goes_out_with_the_token_and_the_headers() {
    let (address, requests) =
        server(&["HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"]);
    let program = Visitor::of(&address).with_token("geheim");
    program.post_json(
        "/api",
        &[("Idempotency-Key", "k1")],
        &serde_json::json!({ "naam": "Zoë" }),
    );
    let request = requests.recv().unwrap();
    assert!(request.starts_with("POST /api HTTP/1.1\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n{\"naam\":\"Zoë\"}"), "{request}");
    let lower = request.to_ascii_lowercase();
    assert!(
        lower.contains("authorization: bearer geheim\r\n"),
        "{request}"
    );
    assert!(lower.contains("idempotency-key: k1\r\n"), "{request}");
}

#[test]
fn a_server_that_dies_in_the_middle_gives_an_error_and_no_half_answer() {
    let (address, _requests) =
        server(&["HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":"]);
    assert!(
        Visitor::of(&address)
            .try_send("GET", "/", &[], None)
            .is_err()
    );
}

#[test]
#[should_panic(expected = "assertion `left == right` failed: Not Found: niet gevonden")]
fn an_unexpected_status_shows_the_body() {
    let (address, _requests) = server(&[
        "HTTP/1.1 404 Not Found\r\nContent-Length: 13\r\nConnection: close\r\n\r\nniet gevonden",
    ]);
    Visitor::of(&address).get("/").expect_status(200);
}
