//! What attackers work with: a plain socket, a victim's browser, and one server for all of them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use testkit::{Running, Visitor};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_beweegbrug");

/// The demo, running; everybody attacks the same one. It ends with the last attack.
pub struct Target {
    pub server: Running,
    _folder: TempDir,
}

static TARGET: Mutex<Weak<Target>> = Mutex::new(Weak::new());

pub fn target() -> Arc<Target> {
    let mut known = TARGET.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(target) = known.upgrade() {
        return target;
    }
    let folder = tempfile::tempdir().unwrap();
    let server = Running::demo(PROGRAM, folder.path(), &["--size", "village"]);
    let target = Arc::new(Target {
        server,
        _folder: folder,
    });
    *known = Arc::downgrade(&target);
    target
}

impl Target {
    /// Host and port.
    pub fn address(&self) -> &str {
        self.server.url().trim_start_matches("http://")
    }

    /// Sends bytes as they are and gives everything that comes back until the line is closed, or
    /// nothing more comes for a while.
    pub fn say(&self, bytes: &[u8]) -> String {
        let mut line = TcpStream::connect(self.address()).unwrap();
        line.set_read_timeout(Some(Duration::from_secs(3))).unwrap();
        // It may hang up before everything is said.
        line.write_all(bytes).ok();
        String::from_utf8_lossy(&all_of(&mut line)).into_owned()
    }

    /// A `GET` of exactly this path, closed afterwards.
    pub fn get(&self, path: &str) -> String {
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address()
        );
        self.say(head.as_bytes())
    }

    /// Somebody of this role, signed in.
    pub fn signed_in(&self, role: &str) -> Visitor {
        let visitor = self.server.visitor();
        sign_in(&visitor, self.server.account(role));
        visitor
    }
}

/// Signs in with an account of `demo.json`.
pub fn sign_in(visitor: &Visitor, account: &serde_json::Value) {
    let text = |key: &str| account[key].as_str().unwrap().to_owned();
    let fields = [("email", text("email")), ("wachtwoord", text("wachtwoord"))];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    visitor.post_form("/inloggen", &fields).expect_status(303);
}

/// The token in the forms of a signed-in visitor.
pub fn token_of(visitor: &Visitor) -> String {
    let page = visitor.get("/te-doen").expect_status(200).text();
    let (_, rest) = page.split_once(r#"name="csrf" value=""#).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// The session's cookie, as name and value.
pub fn session_of(visitor: &Visitor) -> (&'static str, String) {
    ["beweegbrug", "__Host-beweegbrug"]
        .into_iter()
        .find_map(|name| Some((name, visitor.cookie(name)?)))
        .unwrap()
}

/// Reads until the line is closed or falls silent.
pub fn all_of(line: &mut impl Read) -> Vec<u8> {
    let mut all = Vec::new();
    let mut piece = [0; 4096];
    while let Ok(length) = line.read(&mut piece) {
        if length == 0 {
            break;
        }
        all.extend_from_slice(&piece[..length]);
    }
    all
}

/// The status in the first line of an answer; 0 when there was none.
pub fn status(answer: &str) -> u16 {
    let word = answer.split(' ').nth(1);
    word.and_then(|word| word.get(..3)?.parse().ok())
        .unwrap_or(0)
}

/// How many answers stand in what came back.
pub fn answers(said: &str) -> usize {
    said.matches("HTTP/1.1 ").count()
}

/// How long the server leaves a line open on which nothing happens that it waits for.
pub fn until_cut(line: &mut TcpStream, most: Duration) -> Duration {
    let begun = Instant::now();
    line.set_read_timeout(Some(most)).unwrap();
    all_of(line);
    begun.elapsed()
}
