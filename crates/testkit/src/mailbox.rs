//! A post office for tests: a real SMTP server on 127.0.0.1 that keeps what it is sent, or
//! refuses it on request, so that trying again and giving up can be tested.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::letter::Letter;

/// One message, as the server accepted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaughtMail {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's receivers that were not refused.
    pub to: Vec<String>,
    /// Headers and body as sent, without the dots that SMTP adds.
    pub raw: Vec<u8>,
}

impl CaughtMail {
    /// The message, taken apart.
    pub fn letter(&self) -> Letter {
        Letter::read(&self.raw)
    }
}

/// How a receiver is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 450: not now; the sender should try again, and succeeds after this many times.
    NotNow {
        /// How many attempts are refused before one is let through.
        times: u32,
    },
    /// 550: never; there is no such mailbox.
    Never,
}

#[derive(Debug, Default)]
struct Desk {
    caught: Mutex<Book>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Book {
    mails: Vec<CaughtMail>,
    refusals: Vec<(String, Refusal)>,
    attempts: Vec<String>,
    closed: bool,
}

/// The server. Listens from `start` until it is dropped.
#[derive(Debug)]
pub struct SmtpCatcher {
    address: SocketAddr,
    desk: Arc<Desk>,
}

impl SmtpCatcher {
    /// Opens on a free port.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on 127.0.0.1 is free");
        let address = listener.local_addr().expect("a listener has an address");
        let desk = Arc::new(Desk::default());
        let counter = Arc::clone(&desk);
        thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                if counter.book().closed {
                    return;
                }
                let desk = Arc::clone(&counter);
                // A caller who hangs up in the middle has said nothing worth keeping.
                thread::spawn(move || serve(caller, &desk).ok());
            }
        });
        Self { address, desk }
    }

    /// Where it listens; it speaks plain SMTP, without TLS and without sign-in.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Refuses mail for one receiver from now on; a later call for the same one replaces it.
    pub fn refuse(&self, receiver: &str, how: Refusal) {
        let mut book = self.desk.book();
        book.refusals.retain(|(other, _)| other != receiver);
        book.refusals.push((receiver.to_owned(), how));
    }

    /// Takes mail for that receiver again.
    pub fn accept(&self, receiver: &str) {
        self.desk
            .book()
            .refusals
            .retain(|(other, _)| other != receiver);
    }

    /// What has been caught so far, oldest first.
    pub fn mails(&self) -> Vec<CaughtMail> {
        self.desk.book().mails.clone()
    }

    /// How often somebody tried to reach that receiver, refused or not.
    pub fn attempts_for(&self, receiver: &str) -> usize {
        self.desk
            .book()
            .attempts
            .iter()
            .filter(|other| *other == receiver)
            .count()
    }

    /// Waits until at least `count` messages have been caught, and gives them all.
    ///
    /// Panics when they have not come within `patience`.
    pub fn wait_for(&self, count: usize, patience: Duration) -> Vec<CaughtMail> {
        let deadline = Instant::now() + patience;
        let mut book = self.desk.book();
        while book.mails.len() < count {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "{} of {count} messages came within {patience:?}; tried: {:?}",
                book.mails.len(),
                book.attempts
            );
            let waited = self.desk.changed.wait_timeout(book, left);
            book = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        book.mails.clone()
    }
}

impl Drop for SmtpCatcher {
    fn drop(&mut self) {
        self.desk.book().closed = true;
        // One last caller, so that the listening thread looks up and sees that it is closed.
        TcpStream::connect(self.address).ok();
    }
}

impl Desk {
    fn book(&self) -> MutexGuard<'_, Book> {
        // A test that panicked while it looked leaves a book that can still be read.
        self.caught.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn judge(&self, receiver: &str) -> Option<&'static str> {
        let mut book = self.book();
        book.attempts.push(receiver.to_owned());
        let refusal = book
            .refusals
            .iter_mut()
            .find(|(other, _)| other == receiver)?;
        match &mut refusal.1 {
            Refusal::Never => Some("550 5.1.1 there is no such mailbox"),
            Refusal::NotNow { times: 0 } => None,
            Refusal::NotNow { times } => {
                *times -= 1;
                Some("450 4.2.0 try again later")
            }
        }
    }

    fn keep(&self, mail: CaughtMail) {
        self.book().mails.push(mail);
        self.changed.notify_all();
    }
}

fn serve(mut caller: TcpStream, desk: &Desk) -> std::io::Result<()> {
    caller.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut lines = BufReader::new(caller.try_clone()?);
    let mut say = |line: &str| caller.write_all(format!("{line}\r\n").as_bytes());
    let mut from = None;
    let mut to = Vec::new();
    say("220 mail catcher")?;
    while let Some(line) = next_line(&mut lines)? {
        let line = String::from_utf8_lossy(&line).into_owned();
        let verb = line.get(..4).unwrap_or(&line).to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => say("250-mail catcher\r\n250-8BITMIME\r\n250 SMTPUTF8")?,
            "HELO" | "NOOP" => say("250 well")?,
            "RSET" => {
                (from, to) = (None, Vec::new());
                say("250 well")?;
            }
            "MAIL" => {
                (from, to) = (Some(address_in(&line)), Vec::new());
                say("250 go on")?;
            }
            "RCPT" if from.is_none() => say("503 first say who you are")?,
            "RCPT" => {
                let receiver = address_in(&line);
                match desk.judge(&receiver) {
                    Some(refusal) => say(refusal)?,
                    None => {
                        to.push(receiver);
                        say("250 go on")?;
                    }
                }
            }
            "DATA" => match from.take() {
                Some(from) if !to.is_empty() => {
                    say("354 go on, and end with a dot")?;
                    let raw = message(&mut lines)?;
                    desk.keep(CaughtMail {
                        from,
                        to: std::mem::take(&mut to),
                        raw,
                    });
                    say("250 caught")?;
                }
                _ => say("503 nobody to bring it to")?,
            },
            "QUIT" => return say("221 goodbye"),
            _ => say("502 that word is not known here")?,
        }
    }
    Ok(())
}

/// The lines up to the lone dot, as they were before SMTP doubled leading dots.
fn message(lines: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    while let Some(line) = next_line(lines)? {
        match line.as_slice() {
            b"." => return Ok(raw),
            [b'.', rest @ ..] => raw.extend_from_slice(rest),
            whole => raw.extend_from_slice(whole),
        }
        raw.extend_from_slice(b"\r\n");
    }
    // The line went dead before the dot: by the rules, nothing was sent.
    Err(std::io::ErrorKind::UnexpectedEof.into())
}

fn next_line(lines: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if lines.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    while line.last().is_some_and(|end| matches!(end, b'\r' | b'\n')) {
        line.pop();
    }
    Ok(Some(line))
}

fn address_in(line: &str) -> String {
    let inside = line
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or("", |(address, _)| address).to_owned()
}
