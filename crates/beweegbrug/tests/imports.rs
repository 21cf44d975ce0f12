//! Real files through the command line: twice is once, what is missing ends, what is broken
//! changes nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;

use std::path::Path;

use serde_json::Value;
use support::{POSTCODES, SHEET, run, run_well, written};
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

#[test]
fn an_import_is_listed_and_taken_back_from_the_command_line() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let files = tempfile::tempdir().unwrap();
        let sheet = written(files.path(), "lijst.csv", SHEET);
        let home = ["--municipality", "GM9001"];
        let words = [
            "import",
            "offers",
            sheet.to_str().unwrap(),
            home[0],
            home[1],
            "--json",
        ];
        assert_eq!(counted(&run_well(&database, &words))["new"], 2);
        let listed = counted(&run_well(&database, &["import", "list", "--json"]));
        assert_eq!(
            (&listed["source"], &listed["new"]),
            (&"lijst".into(), &2.into())
        );
        assert_eq!(listed["by"], "opdrachtregel");
        let rehearsed = run_well(&database, &["import", "undo", "lijst", "--dry-run"]);
        assert!(
            rehearsed.starts_with("Would be undone: the import of lijst"),
            "{rehearsed}"
        );
        let words_json = ["import", "undo", "lijst", "--dry-run", "--json"];
        let rehearsed = counted(&run_well(&database, &words_json));
        assert_eq!(
            (&rehearsed["new"], &rehearsed["undone"]),
            (&2.into(), &false.into())
        );
        assert_eq!(counted(&run_well(&database, &words))["unchanged"], 2);
        let undone = run_well(&database, &["import", "undo", "lijst"]);
        assert!(undone.contains("2 new"), "{undone}");
        let twice = run(&database, &["import", "undo", "lijst"]);
        assert_eq!(twice.status.code(), Some(1));
        assert_eq!(counted(&run_well(&database, &words))["new"], 2);
    }
    let database = Engine::Sqlite.fresh();
    let nothing = run(&database, &["import", "offers"]);
    assert_eq!(nothing.status.code(), Some(2), "which file?");
}

#[test]
fn a_dry_run_tells_what_would_change_what_is_asked_and_what_is_refused() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let files = tempfile::tempdir().unwrap();
        let import = |name: &str, text: &str, more: &[&str]| {
            let file = written(files.path(), name, text);
            let mut words = vec!["import", "offers", file.to_str().unwrap()];
            words.extend(["--municipality", "GM9001"]);
            words.extend(more);
            let output = run(&database, &words);
            assert!(output.status.success());
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            (told, String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let (_, counts) = import("lijst.csv", SHEET, &[]);
        assert!(counts.contains("new         2"), "{counts}");
        let later = SHEET
            .replace("€ 2,00 per keer", "€ 2,50 per keer")
            .replace("€ 3,50 per keer", "duur")
            + ";;wandelen;;;;;;;;;;;;\n\
               Judo;Sportclub;judo;op afspraak;;;Laan 1;5299 AB;Brugdam;op aanvraag;;;;;j1\n";
        let (told, counts) = import("lijst.csv", &later, &["--dry-run"]);
        let lines: Vec<&str> = told.lines().collect();
        let price = "~ Rustig wandelen (Wandelclub De Brug): price: 200 lesson → 250 lesson";
        for expected in [
            price,
            "+ Judo (Sportclub)",
            "line 3: asked: prijs: \"duur\": Wat kost het?",
            "Nothing was changed: this was a dry run.",
        ] {
            assert!(lines.contains(&expected), "{expected}: {told}");
        }
        let refused = lines
            .iter()
            .find(|line| line.starts_with("line 4: rejected: "));
        assert!(
            refused.is_some_and(|line| line.contains("naam: no-offer: dit is een kopje")),
            "{told}"
        );
        // What is certain is not asked.
        assert!(
            !told.contains("op aanvraag") && !told.contains("op afspraak"),
            "{told}"
        );
        for expected in [
            "read        4",
            "new         1",
            "changed     2",
            "unchanged   0",
            "for review  1",
            "ended       0",
            "rejected    1",
        ] {
            assert!(counts.contains(expected), "{expected}: {counts}");
        }
        // For real it says the same of refused rows, and asks on the page instead.
        let (told, _) = import("lijst.csv", &later, &[]);
        assert!(
            told.contains("line 4: rejected: ") && !told.contains("asked:"),
            "{told}"
        );
        assert!(!told.contains("dry run"), "{told}");
    }
}

#[test]
fn before_postcodes_are_known_that_is_said_and_no_row_is_asked_where_it_is() {
    let files = tempfile::tempdir().unwrap();
    let sheet = written(files.path(), "aanbod.csv", SHEET);
    let postcodes = written(files.path(), "pc4.csv", POSTCODES);
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let words = [
            "import",
            "offers",
            sheet.to_str().unwrap(),
            "--municipality",
            "GM9001",
            "--dry-run",
            "--json",
        ];
        let told = || {
            let output = run(&database, &words);
            let counts = counted(&String::from_utf8(output.stdout).unwrap());
            let remarks = String::from_utf8(output.stderr).unwrap();
            (
                counts["review"].clone(),
                remarks.matches("No postcodes are known").count(),
            )
        };
        assert_eq!(told(), (0.into(), 1));
        let postcodes = postcodes.to_str().unwrap();
        run_well(&database, &["import", "postcodes", postcodes]);
        assert_eq!(told(), (0.into(), 0));
    }
}

#[test]
fn services_areas_and_figures_come_in_once_by_their_own_kinds() {
    let data = Path::new("../../../shared/data");
    if !data.exists() {
        println!("left out: the folder ../shared is not there");
        return;
    }
    let at = |name: &str| data.join(name).to_string_lossy().into_owned();
    for engine in Engine::under_test() {
        let database = engine.fresh();
        for (kind, file, rows) in [
            ("hsds", "hsds-examples/service_full.json", 1),
            ("hsds", "hsds-examples/csv", 1),
            ("areas", "geo-nl-wijken/wijken_2022.geojson", 117),
            (
                "key-figures",
                "geo-nl-wijken/wijken_2022_kenmerken.csv",
                3_340,
            ),
            (
                "health-monitor",
                "rivm-gezondheid/rivm_2016_80200_65plus.csv",
                168,
            ),
        ] {
            let file = at(file);
            let words = ["import", kind, &file, "--municipality", "GM9001", "--json"];
            let first = counted(&run_well(&database, &words));
            let told = (&first["read"], &first["new"], &first["rejected"]);
            assert_eq!(
                told,
                (&rows.into(), &rows.into(), &0.into()),
                "{kind} {file}"
            );
            let again = counted(&run_well(&database, &words));
            let told = (
                &again["unchanged"],
                &again["new"],
                &again["changed"],
                &again["ended"],
            );
            let nothing = (&rows.into(), &0.into(), &0.into(), &0.into());
            assert_eq!(told, nothing, "{kind} {file}");
        }
        let base = at("hsds-examples/base.json");
        let refused = run(
            &database,
            &["import", "hsds", &base, "--municipality", "GM9001"],
        );
        assert_eq!(refused.status.code(), Some(1));
        let gone = run(&database, &["import", "hsds", "/er/is/niets.json"]);
        assert_eq!(gone.status.code(), Some(3));
    }
}

#[test]
fn postcodes_are_announced_listed_and_never_another_source_s() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let (a, b) = (
        written(
            files.path(),
            "a.csv",
            "pc4,lat,lon\n8011,52.5,6.0\n8012,52.5,6.1\n",
        ),
        written(files.path(), "b.csv", "pc4,lat,lon\n8011,53.5,6.0\n"),
    );
    let import = |file: &Path| {
        let words = ["import", "postcodes", file.to_str().unwrap(), "--json"];
        let output = run(&database, &words);
        assert!(output.status.success());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let counts = counted(&String::from_utf8_lossy(&output.stdout));
        let counts = ["new", "changed", "unchanged", "ended"].map(|name| counts[name].as_u64());
        (counts.map(Option::unwrap), told)
    };
    let (counts, told) = import(&a);
    assert_eq!(counts, [2, 0, 0, 0]);
    assert!(told.contains("A new source: a."), "{told}");
    let (counts, told) = import(&b);
    assert_eq!(counts, [1, 0, 0, 0]);
    assert!(told.contains("A new source: b."), "{told}");
    assert!(told.contains("--source 'a'"), "{told}");
    assert_eq!(import(&a).0, [0, 0, 2, 0]);
    std::fs::write(&a, "pc4,lat,lon\n8012,52.5,6.1\n").unwrap();
    assert_eq!(import(&a).0, [0, 0, 1, 1]);
    let listed = run_well(&database, &["import", "list"]);
    assert_eq!(listed.lines().count(), 4);
    assert!(
        listed
            .lines()
            .next()
            .unwrap()
            .contains("postcodes a by opdrachtregel: 1 read")
    );
    let undone = run(&database, &["import", "undo", "a"]);
    assert_eq!(undone.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&undone.stderr).contains("are not undone"));
}

#[test]
fn a_file_of_another_kind_is_refused_with_the_kind_that_it_is() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    let refused = |kind: &str, text: &str, remedy: &str| {
        let file = written(files.path(), "bestand_2022.csv", text);
        let words = [
            "import",
            kind,
            file.to_str().unwrap(),
            "--municipality",
            "GM9001",
        ];
        let output = run(&database, &words);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{kind}: {told}");
        assert!(told.contains(remedy), "{kind}: {told}");
    };
    let (key_figures, monitor) = ("code;population\nGM9001;9\n", "code;Roker_11\nGM9001;9\n");
    refused("health-monitor", key_figures, "`import key-figures`");
    refused("key-figures", monitor, "`import health-monitor`");
    let borders = "{\"type\": \"FeatureCollection\", \"features\": []}";
    for kind in ["postcodes", "offers", "key-figures"] {
        refused(kind, borders, "`import areas`");
    }
    refused(
        "postcodes",
        "PC6;Huisnummer\n1011ZZ;1\n",
        "no column lat and lon",
    );
}
