//! The program starts, stops and starts again: the next start takes its offers out of the file that
//! the stop left, and shows what the database holds.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use serde_json::Value;
use support::{SHEET, run_well, serve, set_up, written};
use testkit::{Engine, Running};

fn shown(server: &Running) -> Value {
    let visitor = server.visitor();
    visitor.get("/api/v1/aanbod").expect_status(200).json()
}

fn says(server: &Running, words: &str) {
    let said = server.said();
    assert!(said.contains(words), "{words} is not in:\n{said}");
}

#[test]
fn a_second_start_takes_the_offers_out_of_the_file_and_shows_what_changed_since() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let files = tempfile::tempdir().unwrap();
        set_up(&database, files.path());
        let file = database.folder().join("offers.snapshot");

        let first = serve(&database, &[]);
        says(
            &first,
            "every offer was read from the database: there is no file of offers",
        );
        let before = shown(&first);
        assert_eq!(before["aantal"], 2);
        assert!(first.stop().success());
        assert!(file.exists());

        let second = serve(&database, &[]);
        says(
            &second,
            "the offers came out of their file; 0 were read again",
        );
        assert_eq!(shown(&second), before);
        assert!(second.stop().success());

        let sheet = written(
            files.path(),
            "aanbod.csv",
            &SHEET.replace("Rustig wandelen;", "Stevig wandelen;"),
        );
        run_well(&database, &["import", "offers", sheet.to_str().unwrap()]);
        let third = serve(&database, &[]);
        says(
            &third,
            "the offers came out of their file; 1 were read again",
        );
        let after = shown(&third).to_string();
        assert!(after.contains("Stevig wandelen") && !after.contains("Rustig wandelen"));
        third.kill_9();

        let whole = std::fs::read(&file).unwrap();
        std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        let fourth = serve(&database, &[]);
        says(
            &fourth,
            "every offer was read from the database: the file of offers is damaged",
        );
        assert_eq!(shown(&fourth).to_string(), after);
        assert!(fourth.stop().success());
    }
}

#[test]
fn a_demo_that_is_started_again_takes_its_offers_out_of_the_file() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let first = Running::demo(support::PROGRAM, data, &["--size", "village"]);
    let before = shown(&first);
    assert!(first.stop().success());
    let second = Running::demo(support::PROGRAM, data, &[]);
    says(
        &second,
        "the offers came out of their file; 0 were read again",
    );
    assert_eq!(shown(&second), before);
    assert!(second.stop().success());
}
