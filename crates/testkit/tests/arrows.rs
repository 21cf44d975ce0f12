//! Arrows between the crates point one way. A new arrow is a design question: settle it in
//! ARCHITECTURE.md and docs/decisions first, and then in this table.
#![allow(clippy::unwrap_used, reason = "a test may be blunt")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Which rooms each room may use. What only a crate's tests use is not asked about.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("finder", &["domain"]),
    ("store", &["domain"]),
    ("exchange", &["domain"]),
    ("documents", &["domain"]),
    (
        "actions",
        &["domain", "store", "finder", "exchange", "documents"],
    ),
    ("web", &["actions", "domain", "exchange", "documents"]),
    (
        "beweegbrug",
        &[
            "actions",
            "domain",
            "documents",
            "exchange",
            "finder",
            "store",
            "web",
        ],
    ),
    (
        "testkit",
        &[
            "actions",
            "beweegbrug",
            "domain",
            "documents",
            "exchange",
            "finder",
            "store",
            "web",
        ],
    ),
    ("xtask", &[]),
];

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// Who uses whom in the product, as cargo knows it.
fn arrows() -> Arrows {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "metadata",
        "--no-deps",
        "--format-version",
        "1",
        "--offline",
    ]);
    let output = cargo
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let ours: BTreeSet<String> = packages
        .iter()
        .map(|package| text(&package["name"]))
        .collect();
    let uses = |package: &serde_json::Value| {
        let all = package["dependencies"].as_array().unwrap();
        // `kind` is null for what the product itself is built with, "dev" for its tests only.
        let built_with = all.iter().filter(|dependency| dependency["kind"] != "dev");
        built_with
            .map(|dependency| text(&dependency["name"]))
            .filter(|name| ours.contains(name))
            .collect()
    };
    packages
        .iter()
        .map(|package| (text(&package["name"]), uses(package)))
        .collect()
}

/// Each arrow that the table does not have, as a sentence.
fn wrong_arrows(arrows: &Arrows) -> Vec<String> {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut wrong = Vec::new();
    for (room, uses) in arrows {
        let Some(allowed) = table.get(room.as_str()) else {
            wrong.push(format!("{room} is a new crate: give it a row in MAY_USE"));
            continue;
        };
        let stray = uses
            .iter()
            .filter(|other| !allowed.contains(&other.as_str()));
        wrong.extend(stray.map(|other| format!("{room} may not use {other}")));
    }
    wrong
}

#[test]
fn arrows_between_the_crates_point_one_way() {
    assert_eq!(wrong_arrows(&arrows()), Vec::<String>::new());
}

#[test]
fn every_room_of_the_table_is_there() {
    let arrows = arrows();
    let missing: Vec<&str> = MAY_USE
        .into_iter()
        .map(|(room, _)| room)
        .filter(|room| !arrows.contains_key(*room))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn an_arrow_the_wrong_way_and_a_new_room_are_found() {
    let uses = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let arrows = Arrows::from([
        ("domain".to_owned(), uses(&["store"])),
        ("web".to_owned(), uses(&["actions", "store"])),
        ("common".to_owned(), uses(&[])),
    ]);
    assert_eq!(
        wrong_arrows(&arrows),
        [
            "common is a new crate: give it a row in MAY_USE",
            "domain may not use store",
            "web may not use store",
        ]
    );
}
