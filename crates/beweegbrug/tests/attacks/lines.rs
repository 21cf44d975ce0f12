//! Games with the line itself: two lengths for one body, chunks that are none, and lines in lines.

use crate::wire::{answers, status, target};

/// A request with this between its head and the smuggled one behind it.
fn smuggled(host: &str, headers: &str, body: &str) -> String {
    format!(
        "POST /inloggen HTTP/1.1\r\nHost: {host}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n{headers}\r\n{body}\
         GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n"
    )
}

#[test]
fn a_request_behind_a_body_with_two_lengths_is_never_answered() {
    let target = target();
    for headers in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\nContent-Length: 90\r\n",
    ] {
        let said = target.say(smuggled(target.address(), headers, "0\r\n\r\n").as_bytes());
        assert_eq!(answers(&said), 1, "{headers}{said}");
        assert!(!said.contains(r#""database""#), "{said}");
        assert!(said.to_lowercase().contains("connection: close"), "{said}");
    }
}

#[test]
fn a_length_that_can_be_read_in_two_ways_is_refused() {
    let target = target();
    for headers in [
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: 5, 6\r\n",
        "Content-Length: 0x5\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length : 5\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding : chunked\r\n",
        "X: a\r\n Transfer-Encoding: chunked\r\n",
        "X: a\0b\r\n",
    ] {
        let said = target.say(smuggled(target.address(), headers, "0\r\n\r\n").as_bytes());
        assert_eq!((answers(&said), status(&said)), (1, 400), "{headers}{said}");
    }
}

#[test]
fn chunks_that_do_not_add_up_end_the_line() {
    let target = target();
    for body in [
        "5;x\r\nabc",
        "zz\r\nabc\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n",
        "-1\r\nabc\r\n0\r\n\r\n",
        "3\nabc\n0\n\n",
    ] {
        let said = target
            .say(smuggled(target.address(), "Transfer-Encoding: chunked\r\n", body).as_bytes());
        assert!(answers(&said) <= 1, "{body:?} {said}");
        assert!(!said.contains(r#""database""#), "{body:?} {said}");
    }
}

#[test]
fn old_and_made_up_protocols_get_no_page() {
    let target = target();
    for line in [
        "GET /healthz",
        "GET /healthz HTTP/0.9\r\n\r\n",
        "GET /healthz HTTP/1.1\r\n\r\n\r\nHTTP/3",
        "GET  /healthz HTTP/1.1\r\n\r\n",
        "G\0T /healthz HTTP/1.1\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{0}\u{5}hello",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let said = target.say(format!("{line}\r\n").as_bytes());
        assert!(!said.contains("<html"), "{line:?} {said}");
    }
}
