//! Starting and ending the program, tried on a stand-in: a script that writes `demo.json`,
//! with a listener of the test's own that answers for it.

#![allow(clippy::unwrap_used, reason = "a test may be blunt")]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempDir;
use testkit::Running;

/// A program that does this, and a folder for its data. The script itself is a file of the
/// repository: one that a test has just written cannot always be run at once ("text file busy").
fn program(act: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("act"), act).unwrap();
    (
        folder,
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stand-in.sh"),
    )
}

/// Something that is well, whatever it is asked.
fn healthy() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut caller in listener.incoming().flatten() {
            let mut request = [0; 1024];
            if caller.read(&mut request).is_ok_and(|length| length > 0) {
                let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
                caller.write_all(answer.as_bytes()).ok();
            }
        }
    });
    url
}

fn demo_json(url: &str) -> String {
    let account = r#"{"rol":"aanbieder","email":"club@example.org","token":"t"}"#;
    format!(r#"{{"url":"{url}","accounts":[{account}],"mail":"mail"}}"#)
}

fn is_alive(pid: u32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}

#[test]
fn a_demo_is_ready_when_it_has_written_its_file_anew_and_answers() {
    let url = healthy();
    let script = format!(
        "echo \"$*\"; sleep 0.3; echo '{}' > \"$5/demo.json\"; exec sleep 60",
        demo_json(&url)
    );
    let (folder, path) = program(&script);
    // Of an earlier start, at another port: it must not be believed.
    fs::write(
        folder.path().join("demo.json"),
        demo_json("http://127.0.0.1:9"),
    )
    .unwrap();
    let running = Running::demo(path, folder.path(), &["--seed", "7"]);
    assert_eq!(running.url(), url);
    assert_eq!(running.account("aanbieder")["email"], "club@example.org");
    assert_eq!(
        running.said(),
        format!(
            "demo --port 0 --data {} --seed 7\n",
            folder.path().display()
        )
    );
    assert_eq!(running.mail_folder(), folder.path().join("mail"));
}

#[test]
fn a_server_is_ended_when_it_is_dropped_killed_or_asked_to_stop() {
    let url = healthy();
    let script = format!(
        "echo '{}' > \"$5/demo.json\"; exec sleep 60",
        demo_json(&url)
    );
    let (folder, path) = program(&script);
    let start = || {
        let running = Running::demo(&path, folder.path(), &[]);
        let pid = running.pid();
        assert!(is_alive(pid));
        (running, pid)
    };
    let (running, pid) = start();
    drop(running);
    assert!(!is_alive(pid));
    let (running, pid) = start();
    running.kill_9();
    assert!(!is_alive(pid));
    let (running, pid) = start();
    assert_eq!(running.stop().signal(), Some(15));
    assert!(!is_alive(pid));
}

#[test]
#[should_panic(expected = "the program ended with exit status: 3:\nthe disk is full")]
fn a_program_that_cannot_start_is_shown_with_its_last_words() {
    let (folder, path) = program("echo the disk is full >&2; sleep 0.2; exit 3");
    Running::serve(path, folder.path(), &[]);
}

#[test]
#[should_panic(expected = "demo.json has no account for beheerder")]
fn a_role_without_an_account_is_named() {
    let url = healthy();
    let (folder, path) = program(&format!(
        "echo '{}' > \"$5/demo.json\"; exec sleep 60",
        demo_json(&url)
    ));
    Running::demo(path, folder.path(), &[]).account("beheerder");
}
