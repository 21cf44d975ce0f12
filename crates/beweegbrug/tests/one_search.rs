//! One search from the shell answers what the page and the API answer, with what was learned.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::Running;

fn found(data: &Path, profile: &Path, more: &[&str]) -> Value {
    let output = Command::new(support::PROGRAM)
        .args(["match", "--json", "--profile"])
        .arg(profile)
        .arg("--data")
        .arg(data)
        .args(more)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_shell_finds_what_the_api_finds_with_the_same_parts_of_the_same_score() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let server = Running::demo(support::PROGRAM, data, &["--size", "village"]);
    let postcode = server.demo_json()["postcode"].clone();
    let wishes = json!({"postcode": postcode, "tekst": "rustig wandelen", "aantal": 3});
    let profile = support::written(data, "profile.json", &wishes.to_string());

    let visitor = server.visitor();
    let asked = || {
        let answer = visitor.post_json("/api/v1/zoekvragen", &[], &wishes);
        answer.expect_status(200).json()
    };
    // What earlier referrals teach is counted just after the start.
    let mut answered = asked();
    for _ in 0..600 {
        if answered.to_string().contains("ervaring") {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
        answered = asked();
    }
    assert!(answered.to_string().contains("ervaring"), "{answered}");
    assert_eq!(answered["resultaten"].as_array().unwrap().len(), 3);
    assert_eq!(found(data, &profile, &[]), answered);

    let two = found(data, &profile, &["--top", "2"]);
    assert_eq!(two["resultaten"].as_array().unwrap().len(), 2);
    assert_eq!(two["resultaten"][0], answered["resultaten"][0]);
    assert!(server.stop().success());
}
