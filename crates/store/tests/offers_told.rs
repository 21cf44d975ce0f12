//! Who keeps offers outside the database hears of every change by the feed (decision 0036). So each
//! statement that writes what an offer is read from is counted here.

#![allow(
    clippy::unwrap_used,
    reason = "a file of this crate that cannot be read must stop it"
)]

use std::collections::BTreeMap;
use std::path::Path;

/// The tables that an offer which is shown is read from, and those of a statement made for any table.
const TABLES: [&str; 5] = [
    "offer",
    "offer_session",
    "organisation",
    "{table}",
    "{name}",
];

/// How many such statements stand in each file, and who tells of them.
const KNOWN: [(&str, usize); 13] = [
    // actions::duplicates
    ("duplicates.rs", 1),
    // actions::undo_import
    ("imports.rs", 7),
    // actions::destroy_municipality
    ("leaving/removing.rs", 1),
    // actions::decide_on_offers, keep_fresh
    ("offer_care.rs", 4),
    // actions::import_offers
    ("offer_intake.rs", 3),
    // actions::submit_offer, curate, keep_fresh, set_up
    ("offers.rs", 6),
    // actions::submit_offer, judge_offers
    ("offers/rewriting.rs", 1),
    // actions::change_contacts, import_offers; a new one has no offers
    ("organisations.rs", 4),
    // none: it removes no offers
    ("retention.rs", 1),
    // actions::answer_alike
    ("reviews.rs", 1),
    ("reviews/given.rs", 1),
    // actions::suspend_provider
    ("suspensions.rs", 2),
    // none: only what was compared with wishes, no part of an offer
    ("unmet.rs", 1),
];

fn count(folder: &Path, below: &str, found: &mut BTreeMap<String, usize>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            count(&entry.path(), &format!("{name}/"), found);
            continue;
        }
        // A statement may stand on several lines.
        let text = std::fs::read_to_string(entry.path())
            .unwrap()
            .replace(['\\', '"'], " ");
        let words: Vec<&str> = text.split_whitespace().collect();
        let writes = |at: &[&str]| {
            matches!(
                at[..2],
                [_, "UPDATE"] | ["INSERT", "INTO"] | ["DELETE", "FROM"]
            ) && TABLES.contains(&at[2])
        };
        let statements = words.windows(3).filter(|at| writes(at)).count();
        if statements > 0 {
            found.insert(name, statements);
        }
    }
}

#[test]
fn whoever_writes_an_offer_adds_a_line_to_the_feed() {
    let mut found = BTreeMap::new();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    count(&sources, "", &mut found);
    let known = KNOWN.map(|(file, number)| (file.to_owned(), number));
    assert_eq!(
        found,
        BTreeMap::from(known),
        "Another statement writes offers. The action that uses it must add a line of the kind \
         feed::OFFERS in the same transaction; tell it in actions/tests/snapshot, and count it \
         here."
    );
}
