//! Sixty-three sheets as invented people would make them, written before anybody looked at the reader,
//! and beside each what its rows say. Each row lands, complete or with a question that keeps its text,
//! and none is wrong in silence. What came of them before anything was mended: benches/sheets.md.
//!
//! A truth: `when` ("di 10:00-11:00; do 10:00-"), `price` (cents and per what), `age` (from, to),
//! `place`, `contact`, `provider`; "?" is not certain, and what is left out the sheet does not tell.

#![allow(clippy::unwrap_used, reason = "a truth that cannot be read must stop")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::price::Per;
use exchange::draft::OfferDraft;
use exchange::sheet::{RowOutcome, SheetKind, SheetProblem, SheetReading, read_sheet};
use jiff::civil::{Time, Weekday, date};
use serde_json::Value;

/// What became of a row.
#[derive(Clone, Debug, PartialEq)]
enum Landed {
    Complete,
    InReview,
    /// What it tells of a field stands nowhere but in its text, and nobody is asked.
    Unasked(String),
    /// Not there, or a text of it is nowhere.
    Lost(String),
    /// Something else than the sheet says, and nobody is asked.
    Wrong(String),
}

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/truths")
}

fn sheets(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut sheets: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.with_extension("truth.json").exists())
        .collect();
    sheets.sort();
    sheets
}

fn letters(text: &str) -> String {
    let signs = text.chars().filter(|sign| sign.is_alphanumeric());
    signs.flat_map(char::to_lowercase).collect()
}

fn asks(draft: &OfferDraft, columns: &[&str]) -> bool {
    draft
        .doubts
        .iter()
        .any(|doubt| columns.contains(&&*doubt.column))
}

type Told = BTreeSet<(String, String, String)>;

fn moments(draft: &OfferDraft) -> Told {
    let clock = |time: Option<Time>| {
        time.map_or_else(String::new, |time| time.strftime("%H:%M").to_string())
    };
    let day = |day: Option<Weekday>| {
        let names = ["ma", "di", "wo", "do", "vr", "za", "zo"];
        day.map_or("", |day| {
            names[usize::try_from(day.to_monday_zero_offset()).unwrap()]
        })
    };
    let sessions = draft.sessions.iter().filter(|one| one.day.is_some());
    sessions
        .map(|one| (day(one.day).to_owned(), clock(one.from), clock(one.to)))
        .collect()
}

fn told_moments(truth: &str) -> Told {
    let parts = truth.split("; ").map(|part| {
        let (day, hours) = part.split_once(' ').unwrap_or((part, ""));
        let (from, to) = hours.split_once('-').unwrap_or(("", ""));
        (day.to_owned(), from.to_owned(), to.to_owned())
    });
    parts.collect()
}

fn is_per(per: Per, truth: &str) -> bool {
    match per {
        Per::Lesson => matches!(truth, "keer" | "gratis"),
        Per::Month => truth == "maand",
        Per::Quarter => truth == "kwartaal",
        Per::Year => truth == "jaar",
        Per::Season(_) => truth == "seizoen",
        Per::Course(_) => truth == "cursus",
        // "€ 60 per cursus van 12 lessen" is so much for so many lessons.
        Per::Card(size) => truth == format!("{size} keer") || truth == "cursus",
        Per::Once => false,
    }
}

fn judge(draft: &OfferDraft, truth: &Value) -> Landed {
    let (mut wrong, mut unasked) = (Vec::new(), Vec::new());
    let mut open = !draft.doubts.is_empty();
    // `is_told`: the draft says something of it. A row whose day nobody read and nobody is asked about
    // is no better than a wrong one: it looks complete.
    let mut field = |is_told: bool, is_right: bool, is_asked: bool, what: &str| {
        if is_right {
            return;
        }
        open = true;
        match (is_asked, is_told) {
            (true, _) => {}
            (false, true) => wrong.push(what.to_owned()),
            (false, false) => unasked.push(what.to_owned()),
        }
    };
    let asks_when = asks(draft, &["dag", "van", "tot"]);
    let found = moments(draft);
    match truth["when"].as_str() {
        // Whether a row still runs may be what is not certain of it.
        Some("?") | None => field(
            !found.is_empty(),
            found.is_empty(),
            asks_when || asks(draft, &["status"]),
            "when",
        ),
        Some(text) => field(
            !found.is_empty(),
            found == told_moments(text),
            asks_when,
            "when",
        ),
    }
    let asks_price = asks(draft, &["prijs"]);
    match (&truth["price"], draft.price) {
        (Value::Array(told), price) => {
            let is_right = price.is_some_and(|price| {
                Some(u64::from(price.cents)) == told[0].as_u64()
                    && (price.cents == 0 || is_per(price.per, told[1].as_str().unwrap()))
            });
            field(price.is_some(), is_right, asks_price, "price");
        }
        (_, price) => field(price.is_some(), price.is_none(), asks_price, "price"),
    }
    let asks_age = asks(
        draft,
        &[
            "leeftijd",
            "leeftijd_vanaf",
            "leeftijd_tot_en_met",
            "doelgroep",
        ],
    );
    let ages = [draft.ages.min, draft.ages.max].map(|age| age.map(u64::from));
    match &truth["age"] {
        Value::Array(told) => {
            let told = [told[0].as_u64(), told[1].as_u64()];
            field(ages != [None; 2], ages == told, asks_age, "age");
        }
        Value::Null => field(true, ages == [None; 2], asks_age, "age"),
        // A sentence may hold an age that is not certain: either nothing, or what stands there.
        _ => {}
    }
    if let Some(provider) = truth["provider"].as_str() {
        let is_told = !draft.provider.is_empty();
        let is_right = letters(&draft.provider) == letters(provider);
        field(is_told, is_right, asks(draft, &["aanbieder"]), "provider");
    }
    let everything = letters(&draft.canonical());
    let missing = ["place", "provider", "contact"].into_iter().find(|name| {
        let text = truth[*name].as_str().unwrap_or_default();
        let kept = letters(text);
        let bare = kept.strip_prefix('0').unwrap_or(&kept);
        text != "?" && !everything.contains(bare)
    });
    match missing {
        _ if !wrong.is_empty() => Landed::Wrong(wrong.join(", ")),
        Some(name) => Landed::Lost(name.to_owned()),
        None if !unasked.is_empty() => Landed::Unasked(unasked.join(", ")),
        None if open => Landed::InReview,
        None => Landed::Complete,
    }
}

/// As the import reads it, on the day of the last of these sheets.
fn read(bytes: &[u8]) -> Result<SheetReading, SheetProblem> {
    let reading = read_sheet(bytes, SheetKind::of(bytes))?;
    Ok(reading.asking_about_days_after(date(2026, 11, 23)))
}

fn row(reading: &SheetReading, truth: &Value) -> Landed {
    let name = letters(truth["name"].as_str().unwrap());
    let line = usize::try_from(truth["line"].as_u64().unwrap()).unwrap();
    let rows = reading.rows.iter().filter(|row| row.line == line);
    let mut best = Landed::Lost("no row".to_owned());
    for row in rows {
        let landed = match &row.outcome {
            RowOutcome::Draft(draft) if letters(&draft.canonical()).contains(&name) => {
                judge(draft, truth)
            }
            // The row says of itself that it is over, and is named by its line.
            RowOutcome::Rejected(faults) if truth["must"].is_string() => {
                assert_eq!(faults[0].code, "ended");
                Landed::Complete
            }
            _ => continue,
        };
        // A timetable has several lessons on a line: one of them is this.
        match landed {
            Landed::Complete | Landed::InReview => return landed,
            other => best = other,
        }
    }
    best
}

/// What became of every row of a sheet, and how many rows that are no offer made one without a question.
fn landed(path: &Path) -> (Vec<(Value, Landed)>, usize) {
    let truths = std::fs::read_to_string(path.with_extension("truth.json")).unwrap();
    let truths: Vec<Value> = serde_json::from_str(&truths).unwrap();
    let bytes = std::fs::read(path).unwrap();
    let Ok(reading) = read(&bytes) else {
        let refused = |truth| (truth, Landed::Lost("the sheet".to_owned()));
        return (truths.into_iter().map(refused).collect(), 0);
    };
    let lines: BTreeSet<u64> = truths
        .iter()
        .filter_map(|truth| truth["line"].as_u64())
        .collect();
    let is_silent = |row: &&exchange::sheet::Row| match &row.outcome {
        RowOutcome::Draft(draft) => {
            draft.doubts.is_empty() && !lines.contains(&u64::try_from(row.line).unwrap())
        }
        RowOutcome::Rejected(_) => false,
    };
    let too_many = reading.rows.iter().filter(is_silent).count();
    let judged = truths.into_iter().map(|truth| {
        let landed = row(&reading, &truth);
        (truth, landed)
    });
    (judged.collect(), too_many)
}

#[test]
fn every_row_of_sixty_three_sheets_lands_and_none_is_wrong_in_silence() {
    let mut faults = Vec::new();
    let (mut complete, mut in_review) = (0, 0);
    let sheets = sheets(&kept());
    assert_eq!(sheets.len(), 63);
    for path in sheets {
        let (rows, too_many) = landed(&path);
        for (truth, landed) in rows {
            match landed {
                Landed::Complete => complete += 1,
                Landed::InReview => in_review += 1,
                fault => faults.push(format!("{}: {truth}: {fault:?}", path.display())),
            }
        }
        // And what is no offer is none, or asked.
        assert_eq!(too_many, 0, "{}", path.display());
    }
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!((complete, in_review), (406, 863));
}

/// The measurement of benches/sheets.md, of any folder of sheets with their truths.
#[test]
#[ignore = "measures the sheets of the folder in BEWEEGBRUG_TRUTHS"]
fn what_becomes_of_a_folder_of_sheets() {
    let folder = std::env::var_os("BEWEEGBRUG_TRUTHS").map_or_else(kept, PathBuf::from);
    let mut all = [0; 5];
    let show = std::env::var_os("BEWEEGBRUG_SHOW").is_some();
    for path in sheets(&folder) {
        let (rows, too_many) = landed(&path);
        let mut counts = [0; 5];
        let bytes = std::fs::read(&path).unwrap();
        if let Ok(reading) = read(&bytes) {
            let mut asked = std::collections::BTreeMap::<(String, &str), usize>::new();
            for row in &reading.rows {
                match &row.outcome {
                    RowOutcome::Draft(draft) => {
                        if show {
                            println!("  {}: {} {:?}", row.line, draft.title, draft.doubts);
                        }
                        for doubt in &draft.doubts {
                            *asked
                                .entry((doubt.column.to_string(), doubt.question))
                                .or_default() += 1;
                        }
                    }
                    RowOutcome::Rejected(faults) if show => println!("  {}: {faults:?}", row.line),
                    RowOutcome::Rejected(_) => {}
                }
            }
            println!("asked: {asked:?}");
        }
        for (truth, landed) in &rows {
            let at = match landed {
                Landed::Complete => 0,
                Landed::InReview => 1,
                Landed::Unasked(_) => 2,
                Landed::Lost(_) => 3,
                Landed::Wrong(_) => 4,
            };
            counts[at] += 1;
            if at > 1 {
                println!("  {landed:?}: {truth}");
            }
        }
        let name = path.file_name().unwrap().to_string_lossy();
        println!(
            "{name}: {} rows, {counts:?}, {too_many} too many",
            rows.len()
        );
        all.iter_mut()
            .zip(counts)
            .for_each(|(sum, count)| *sum += count);
    }
    println!("complete, in review, unasked, lost, wrong: {all:?}");
}
