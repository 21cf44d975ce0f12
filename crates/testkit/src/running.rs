//! The built program as a process: started, waited for, and ended, gently or by `kill -9`.
//!
//! Integration tests of the crate `beweegbrug` pass `env!("CARGO_BIN_EXE_beweegbrug")`, which
//! cargo only gives there.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;

use crate::http::Visitor;
use crate::mail_folder::MailFolder;

const START_TAKES_AT_MOST: Duration = Duration::from_secs(90);
const STOP_TAKES_AT_MOST: Duration = Duration::from_secs(30);

/// A running server. It is killed when dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    url: String,
    demo: Value,
    data: PathBuf,
    said: Arc<Mutex<String>>,
}

impl Running {
    /// Starts `demo --port 0 --data DIR` with more arguments, and waits until it answers.
    pub fn demo(program: impl AsRef<Path>, data: &Path, more: &[&str]) -> Self {
        let file = data.join("demo.json");
        // Written anew at each start: what lies there now is of an earlier one.
        let before = written(&file);
        let mut command = Command::new(program.as_ref());
        command
            .args(["demo", "--port", "0", "--data"])
            .arg(data)
            .args(more);
        let mut running = Self::spawn(&mut command, data, String::new());
        running.wait_until_it_answers(|running| {
            if written(&file) == before {
                return false;
            }
            let text = fs::read_to_string(&file).unwrap_or_default();
            let Ok(demo) = serde_json::from_str::<Value>(&text) else {
                return false;
            };
            running.url = demo["url"].as_str().unwrap_or_default().to_owned();
            running.demo = demo;
            true
        });
        running
    }

    /// Starts `serve --listen 127.0.0.1:PORT` on a free port, with more arguments such as those of
    /// [`crate::FreshDatabase::arguments`], and waits until it answers.
    pub fn serve(program: impl AsRef<Path>, data: &Path, more: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on 127.0.0.1 is free");
        let address = listener.local_addr().expect("a listener has an address");
        drop(listener);
        let mut command = Command::new(program.as_ref());
        command
            .args(["serve", "--listen", &address.to_string()])
            .args(more);
        if !more.contains(&"--data") {
            command.arg("--data").arg(data);
        }
        let mut running = Self::spawn(&mut command, data, format!("http://{address}"));
        running.wait_until_it_answers(|_| true);
        running
    }

    /// The address, such as `http://127.0.0.1:41234`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What `demo.json` says; null for `serve`.
    pub fn demo_json(&self) -> &Value {
        &self.demo
    }

    /// The demo's account of a role: `email`, `wachtwoord`, `token`, `organisatie`.
    pub fn account(&self, role: &str) -> &Value {
        let accounts = self.demo["accounts"].as_array();
        let found = accounts.and_then(|all| all.iter().find(|account| account["rol"] == role));
        found.unwrap_or_else(|| panic!("demo.json has no account for {role}: {}", self.demo))
    }

    /// Where the demo's mail lies, one `.eml` file a message.
    pub fn mail_folder(&self) -> PathBuf {
        self.data.join("mail")
    }

    /// The demo's mail from now on.
    pub fn new_mail(&self) -> MailFolder {
        MailFolder::watch(&self.mail_folder())
    }

    /// A visitor without an account.
    pub fn visitor(&self) -> Visitor {
        Visitor::of(&self.url)
    }

    /// A program of that role's account in the demo, by its token.
    pub fn program_of(&self, role: &str) -> Visitor {
        let account = self.account(role);
        let token = account["token"].as_str();
        self.visitor()
            .with_token(token.unwrap_or_else(|| panic!("no token in {account}")))
    }

    /// What the program has printed so far, errors included.
    pub fn said(&self) -> String {
        self.said
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The process number.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// `kill -9`: no warning, no last words. Gives when it is gone.
    pub fn kill_9(mut self) {
        self.end_at_once();
    }

    /// Asks it to stop (SIGTERM) and waits; gives how it ended. Panics when it does not.
    pub fn stop(mut self) -> ExitStatus {
        let asked = Command::new("kill")
            .args(["-TERM", &self.pid().to_string()])
            .status();
        assert!(
            asked.is_ok_and(|status| status.success()),
            "the program had already ended:\n{}",
            self.said()
        );
        let deadline = Instant::now() + STOP_TAKES_AT_MOST;
        while Instant::now() < deadline {
            if let Ok(Some(status)) = self.child.try_wait() {
                return status;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!(
            "still there {STOP_TAKES_AT_MOST:?} after SIGTERM:\n{}",
            self.said()
        )
    }

    fn spawn(command: &mut Command, data: &Path, url: String) -> Self {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command
            .spawn()
            .unwrap_or_else(|fault| panic!("{command:?}: {fault}"));
        let said = Arc::new(Mutex::new(String::new()));
        // Both are read all the time: a full pipe would make the program wait for us.
        if let Some(output) = child.stdout.take() {
            listen(output, Arc::clone(&said));
        }
        if let Some(errors) = child.stderr.take() {
            listen(errors, Arc::clone(&said));
        }
        Self {
            child,
            url,
            demo: Value::Null,
            data: data.to_owned(),
            said,
        }
    }

    fn wait_until_it_answers(&mut self, mut knows_its_address: impl FnMut(&mut Self) -> bool) {
        let deadline = Instant::now() + START_TAKES_AT_MOST;
        while Instant::now() < deadline {
            if let Ok(Some(status)) = self.child.try_wait() {
                panic!("the program ended with {status}:\n{}", self.said());
            }
            if knows_its_address(self) {
                let health = self.visitor().try_send("GET", "/healthz", &[], None);
                if health.is_ok_and(|answer| answer.status == 200) {
                    return;
                }
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("no answer within {START_TAKES_AT_MOST:?}:\n{}", self.said())
    }

    fn end_at_once(&mut self) {
        // Both fail only when it has ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end_at_once();
    }
}

fn written(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|facts| facts.modified()).ok()
}

fn listen(output: impl Read + Send + 'static, said: Arc<Mutex<String>>) {
    thread::spawn(move || {
        let mut reader = BufReader::new(output);
        let mut line = Vec::new();
        while matches!(reader.read_until(b'\n', &mut line), Ok(length) if length > 0) {
            let text = String::from_utf8_lossy(&line);
            said.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push_str(&text);
            line.clear();
        }
    });
}
