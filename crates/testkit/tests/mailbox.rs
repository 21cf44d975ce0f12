//! The post office speaks SMTP as a real one does, refusals and hostile callers included.
#![allow(clippy::unwrap_used, reason = "a test may be blunt")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use testkit::{CaughtMail, Refusal, SmtpCatcher};

/// Says each line and gives the answers' codes, the greeting's first.
fn talk(catcher: &SmtpCatcher, lines: &[&str]) -> Vec<String> {
    let mut line = TcpStream::connect(catcher.address()).unwrap();
    let mut answers = BufReader::new(line.try_clone().unwrap());
    let mut code = || {
        loop {
            let mut answer = String::new();
            answers.read_line(&mut answer).unwrap();
            // A dash after the code means that more lines follow.
            if answer.get(3..4) != Some("-") {
                return answer.chars().take(3).collect::<String>();
            }
        }
    };
    let mut codes = vec![code()];
    for words in lines {
        line.write_all(format!("{words}\r\n").as_bytes()).unwrap();
        codes.push(code());
    }
    codes
}

const LETTER: &str = "Subject: Nieuw\r\n\r\nKunt u bellen?\r\n..\r\n..punt\r\n.";

#[test]
fn a_message_is_caught_with_its_envelope_and_without_smtps_dots() {
    let catcher = SmtpCatcher::start();
    let codes = talk(
        &catcher,
        &[
            "EHLO test",
            "MAIL FROM:<post@example.org> BODY=8BITMIME",
            "RCPT TO:<een@example.org>",
            "RCPT TO:<twee@example.org>",
            "DATA",
            LETTER,
            "QUIT",
        ],
    );
    assert_eq!(
        codes,
        ["220", "250", "250", "250", "250", "354", "250", "221"]
    );
    assert_eq!(
        catcher.wait_for(1, Duration::from_secs(5)),
        [CaughtMail {
            from: "post@example.org".to_owned(),
            to: vec!["een@example.org".to_owned(), "twee@example.org".to_owned()],
            raw: b"Subject: Nieuw\r\n\r\nKunt u bellen?\r\n.\r\n.punt\r\n".to_vec(),
        }]
    );
    assert_eq!(catcher.mails()[0].letter().subject(), "Nieuw");
}

#[test]
fn who_is_not_now_there_is_refused_as_often_as_asked_and_then_reached() {
    let catcher = SmtpCatcher::start();
    catcher.refuse("club@example.org", Refusal::NotNow { times: 2 });
    let attempt = [
        "HELO test",
        "MAIL FROM:<a@example.org>",
        "RCPT TO:<club@example.org>",
    ];
    assert_eq!(talk(&catcher, &attempt)[3], "450");
    assert_eq!(talk(&catcher, &attempt)[3], "450");
    assert_eq!(talk(&catcher, &attempt)[3], "250");
    assert_eq!(catcher.attempts_for("club@example.org"), 3);
    assert_eq!(catcher.mails(), []);
}

#[test]
fn who_does_not_exist_is_refused_until_accepted_again_and_others_are_reached_all_the_same() {
    let catcher = SmtpCatcher::start();
    catcher.refuse("weg@example.org", Refusal::Never);
    let both = [
        "HELO test",
        "MAIL FROM:<a@example.org>",
        "RCPT TO:<weg@example.org>",
        "RCPT TO:<er@example.org>",
        "DATA",
        "Hallo\r\n.",
    ];
    assert_eq!(
        talk(&catcher, &both),
        ["220", "250", "250", "550", "250", "354", "250"]
    );
    assert_eq!(
        catcher.wait_for(1, Duration::from_secs(5))[0].to,
        ["er@example.org"]
    );
    catcher.accept("weg@example.org");
    assert_eq!(talk(&catcher, &both[..3])[3], "250");
}

#[test]
fn words_in_the_wrong_order_are_refused_and_nothing_is_kept() {
    let catcher = SmtpCatcher::start();
    let codes = talk(
        &catcher,
        &[
            "RCPT TO:<a@example.org>",
            "DATA",
            "MAIL FROM:<>",
            "DATA",
            "STARTTLS",
            "é",
        ],
    );
    assert_eq!(codes, ["220", "503", "503", "250", "503", "502", "502"]);
    assert_eq!(catcher.mails(), []);
}

#[test]
fn a_caller_who_hangs_up_before_the_dot_has_sent_nothing() {
    let catcher = SmtpCatcher::start();
    let codes = talk(
        &catcher,
        &[
            "HELO test",
            "MAIL FROM:<a@example.org>",
            "RCPT TO:<b@example.org>",
            "DATA",
        ],
    );
    assert_eq!(codes.last().unwrap(), "354");
    talk(&catcher, &["NOOP"]);
    assert_eq!(catcher.mails(), []);
}

#[test]
#[should_panic(expected = "0 of 1 messages came")]
fn waiting_in_vain_ends_with_what_was_tried() {
    SmtpCatcher::start().wait_for(1, Duration::from_millis(50));
}
