//! What the papers of security and privacy say can be found: every file and test they name, every
//! requirement of the standard, every link to another paper. A paper that points nowhere fails.
#![allow(clippy::unwrap_used, reason = "a test may be blunt")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The papers that name files and tests as proof.
const PAPERS: [&str; 6] = [
    "docs/operate/access-log.md",
    "docs/operate/asvs.md",
    "docs/operate/dpia-template.md",
    "docs/operate/processing-register-template.md",
    "docs/operate/security-overview.md",
    "docs/operate/threat-model.md",
];

/// The requirements of OWASP ASVS 5.0.0 for level 1 and 2, and 1.2.10, 8.3.2 and 14.2.7 of level 3.
const REQUIREMENTS: &str = "\
    1.1.1-2 1.2.1-10 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1 3.2.1-2 \
    3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2 4.1.1-3 4.2.1 4.3.1-2 4.4.1-4 5.1.1 5.2.1-3 \
    5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 \
    7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2 8.1.1-2 8.2.1-3 8.3.1-2 8.4.1 9.1.1-3 \
    9.2.1-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2 10.7.1-3 11.1.1-2 \
    11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1 12.1.1-3 12.2.1-2 12.3.1-4 13.1.1 \
    13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-4 14.2.7 14.3.1-3 15.1.1-3 15.2.1-3 \
    15.3.1-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3 17.1.1 17.2.1-4 17.3.1-2";

const VERDICTS: [&str; 5] = ["met", "partly", "not met", "yours", "n/a"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

fn nothing(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

// --- what is named ---

/// What stands between single backticks on a line.
fn marked(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Whether a marked word means a file of ours: a path with a known ending, or a `src` folder.
fn is_file(word: &str) -> bool {
    const ENDINGS: [&str; 9] = [
        ".rs", ".html", ".js", ".css", ".toml", ".lock", ".ftl", ".sql", "/src",
    ];
    let path = word.split("::").next().unwrap_or_default();
    let plain = !path.starts_with('/') && !path.contains([' ', '*', '{', '…']);
    plain
        && (path.contains('/') || path == "Cargo.toml" || path == "Cargo.lock")
        && ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// A file by its path from the root or from `crates/`.
fn found(path: &str) -> Option<PathBuf> {
    [root().join(path), root().join("crates").join(path)]
        .into_iter()
        .find(|place| place.exists())
}

/// Whether a file has a test of this name: a function with an attribute that says so above it.
fn has_test(source: &str, name: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let head = format!("fn {name}(");
    lines.iter().enumerate().any(|(at, line)| {
        let above = lines[..at].iter().rev();
        line.contains(&head)
            && above
                .take_while(|line| !line.is_empty() && **line != "}")
                .any(|line| line.starts_with("#[") && line.contains("test"))
    })
}

/// Words of a paper that name a file or test that is not there.
fn misnamed(path: &str, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for word in marked(line).filter(|word| is_file(word)) {
            let (file, test) = word.split_once("::").unwrap_or((word, ""));
            let there = found(file).is_some_and(|place| {
                test.is_empty() || has_test(&fs::read_to_string(place).unwrap_or_default(), test)
            });
            if !there {
                wrong.push(format!("{path}:{}: there is no {word}", index + 1));
            }
        }
    }
    wrong
}

#[test]
fn every_file_and_test_that_a_paper_names_is_there() {
    let wrong: Vec<String> = PAPERS
        .iter()
        .flat_map(|path| misnamed(path, &text(path)))
        .collect();
    nothing(&wrong);
}

#[test]
fn a_file_or_test_that_is_not_there_is_found() {
    let wrong = |line| misnamed("een.md", line).len();
    assert_eq!(wrong("`testkit/tests/papers.rs` and `Cargo.toml`"), 0);
    assert_eq!(wrong("`testkit/tests/gone.rs`"), 1);
    let this = "`testkit/tests/papers.rs::a_file_or_test_that_is_not_there_is_found`";
    assert_eq!(wrong(this), 0);
    assert_eq!(wrong("`testkit/tests/papers.rs::nothing_of_the_kind`"), 1);
    // A function that is no test proves nothing.
    assert_eq!(wrong("`testkit/tests/papers.rs::misnamed`"), 1);
    assert_eq!(wrong("`/mijn/{token}`, `SameSite`, `met`"), 0);
}

// --- the table of ASVS ---

fn requirements() -> Vec<String> {
    let mut all = Vec::new();
    for range in REQUIREMENTS.split_whitespace() {
        let (section, numbers) = range.rsplit_once('.').unwrap();
        let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
        let (first, last): (u32, u32) = (first.parse().unwrap(), last.parse().unwrap());
        all.extend((first..=last).map(|number| format!("{section}.{number}")));
    }
    all
}

/// The rows of a paper's tables whose first cell is what `begins` says.
fn rows(text: &str, begins: impl Fn(&str) -> bool) -> Vec<Vec<&str>> {
    text.lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|line| line.split(" | ").map(str::trim).collect::<Vec<_>>())
        .filter(|row| begins(row[0]))
        .collect()
}

#[test]
fn the_asvs_table_has_every_requirement_once_with_a_verdict_and_its_place() {
    let text = text("docs/operate/asvs.md");
    let numbered = |cell: &str| cell.starts_with(|sign: char| sign.is_ascii_digit());
    let table = rows(&text, numbered);
    let asked = requirements();
    let mut wrong = Vec::new();
    for number in &asked {
        let rows = table.iter().filter(|row| row[0] == number).count();
        if rows != 1 {
            wrong.push(format!("{number}: {rows} rows"));
        }
    }
    for row in &table {
        if !asked.iter().any(|number| number == row[0]) {
            wrong.push(format!("{}: not asked", row[0]));
        }
    }
    for row in &table {
        let [number, _, verdict, place] = row[..] else {
            wrong.push(format!("{}: four cells are asked", row[0]));
            continue;
        };
        if !VERDICTS.contains(&verdict) {
            wrong.push(format!("{number}: {verdict} is no verdict"));
        }
        if verdict == "met" && !place.contains('`') && !place.contains("](") && place.len() < 40 {
            wrong.push(format!("{number}: where is it met?"));
        }
    }
    nothing(&wrong);
}

#[test]
fn the_asvs_table_counts_its_verdicts_right() {
    let text = text("docs/operate/asvs.md");
    let numbered = |cell: &str| cell.starts_with(|sign: char| sign.is_ascii_digit());
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows(&text, numbered) {
        *counted.entry(row[2]).or_default() += 1;
    }
    for row in rows(&text, |cell| VERDICTS.contains(&cell)) {
        let told: usize = row[2].parse().unwrap();
        assert_eq!(
            counted.get(row[0]).copied().unwrap_or_default(),
            told,
            "{}",
            row[0]
        );
    }
}

// --- links between papers ---

/// Every paper of the project.
fn papers() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    let root = root();
    let mut all = Vec::new();
    walk(&root.join("docs"), &mut all);
    for entry in fs::read_dir(&root).unwrap().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            all.push(path);
        }
    }
    all.sort();
    assert!(all.len() > 20, "the papers were not found");
    all
}

/// Where the links of a text lead, without pictures' captions and code.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.starts_with("    "))
        .flat_map(|line| line.split("](").skip(1))
        .filter_map(|rest| rest.split_once(')').map(|(to, _)| to))
}

/// The name by which a heading is linked to.
fn anchor(heading: &str) -> String {
    heading
        .trim_start_matches('#')
        .trim()
        .to_lowercase()
        .chars()
        .filter(|sign| sign.is_alphanumeric() || " -_".contains(*sign))
        .map(|sign| if sign == ' ' { '-' } else { sign })
        .collect()
}

#[test]
fn every_link_between_papers_leads_somewhere() {
    let mut wrong = Vec::new();
    for paper in papers() {
        let text = fs::read_to_string(&paper).unwrap();
        for link in links(&text).filter(|link| !link.contains(':')) {
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let place = match file {
                "" => paper.clone(),
                file => paper.parent().unwrap().join(file),
            };
            let there = place.exists()
                && (part.is_empty()
                    || fs::read_to_string(&place)
                        .unwrap_or_default()
                        .lines()
                        .any(|line| line.starts_with('#') && anchor(line) == part));
            if !there {
                wrong.push(format!("{}: {link}", paper.display()));
            }
        }
    }
    nothing(&wrong);
}

#[test]
fn a_link_is_read_from_its_line() {
    let text = "[a](b.md#c) and ![d](e.png)\n    [no](link.md)";
    assert_eq!(links(text).collect::<Vec<_>>(), ["b.md#c", "e.png"]);
    assert_eq!(anchor("## E-mail link, and paper"), "e-mail-link-and-paper");
}
