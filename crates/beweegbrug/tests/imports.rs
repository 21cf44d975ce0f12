//! Real files through the command line: twice is once, what is missing ends, what is broken
//! changes nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;

use std::path::Path;

use serde_json::Value;
use support::{SHEET, run, run_well, written};
use testkit::Engine;

const NEWHAM: &str = "../../../shared/data/openactive-sample-feeds/newham_20200102.json";

fn counted(output: &str) -> Value {
    serde_json::from_str(output.lines().last().unwrap()).unwrap()
}

#[test]
fn a_real_feed_comes_in_once_and_changes_nothing_the_second_time() {
    if !Path::new(NEWHAM).exists() {
        println!("left out: the folder ../shared is not there");
        return;
    }
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let words = [
            "import",
            "openactive",
            NEWHAM,
            "--municipality",
            "GM9001",
            "--json",
        ];
        let first = counted(&run_well(&database, &words));
        assert_eq!(first["read"], 269);
        assert_eq!(first["new"], 198);
        assert_eq!(first["rejected"], 0);
        let second = counted(&run_well(&database, &words));
        assert_eq!(second["unchanged"], 198);
        assert_eq!(
            (&second["new"], &second["changed"], &second["ended"]),
            (&0.into(), &0.into(), &0.into())
        );
    }
}

#[test]
fn a_dry_run_tells_and_changes_nothing() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let file = written(files.path(), "aanbod-2026-11-22.csv", SHEET);
    let file = file.to_str().unwrap();
    let words = [
        "import",
        "offers",
        file,
        "--municipality",
        "GM9001",
        "--json",
        "--dry-run",
    ];
    assert_eq!(counted(&run_well(&database, &words))["new"], 2);
    assert_eq!(counted(&run_well(&database, &words))["new"], 2);
    let words = [
        "import",
        "offers",
        file,
        "--municipality",
        "GM9001",
        "--json",
    ];
    assert_eq!(counted(&run_well(&database, &words))["new"], 2);
    // A later file of the same source, by its name without the date.
    let shorter: String = SHEET
        .lines()
        .take(2)
        .map(|line| format!("{line}\n"))
        .collect();
    let later = written(files.path(), "aanbod-2026-11-29.csv", &shorter);
    let words = [
        "import",
        "offers",
        later.to_str().unwrap(),
        "--municipality",
        "GM9001",
        "--json",
    ];
    let ended = counted(&run_well(&database, &words));
    assert_eq!(
        (&ended["unchanged"], &ended["ended"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn a_broken_file_says_where_it_broke_and_changes_nothing() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let broken = written(files.path(), "kapot.csv", "dit is;geen\ttabel\u{0}");
    let output = run(
        &database,
        &[
            "import",
            "offers",
            broken.to_str().unwrap(),
            "--municipality",
            "GM9001",
        ],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.is_empty());
    let missing = run(&database, &["import", "offers", "/er/is/niets.csv"]);
    assert_eq!(missing.status.code(), Some(3));
    let wrong = run(&database, &["import", "iets", "x.csv"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn a_rejected_row_is_named_by_its_line_and_the_rest_comes_in() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let mess = format!("{SHEET};;wandelen;;;;;;;;;;;;\n");
    let file = written(files.path(), "rommel.csv", &mess);
    let output = run(
        &database,
        &[
            "import",
            "offers",
            file.to_str().unwrap(),
            "--municipality",
            "GM9001",
            "--json",
        ],
    );
    assert!(output.status.success());
    let counts = counted(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(
        (&counts["read"], &counts["new"], &counts["rejected"]),
        (&3.into(), &2.into(), &1.into())
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 4"));
}
