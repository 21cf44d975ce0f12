//! The rules of the house that no compiler knows. Each failure names the file, the line and the
//! rule; each rule is tried on a made-up file as well, so that it is known to bite.
#![allow(clippy::unwrap_used, reason = "a test may be blunt")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// A file of the workspace: its path from the root, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// Rust code that is part of the product: no tests, and no comments.
    fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let is_all_test = self.path.contains("/tests/") || name.ends_with("tests.rs");
        let until_tests = self
            .text
            .lines()
            .take_while(|line| line.trim() != "#[cfg(test)]");
        let numbered = until_tests
            .enumerate()
            .map(|(index, line)| (index + 1, line));
        numbered.filter(move |(_, line)| !is_all_test && !line.trim_start().starts_with("//"))
    }
}

/// All files with that ending under a folder; none when the folder does not exist yet.
fn files(folder: &str, ending: &str) -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found)
            } else {
                found.push(path)
            }
        }
    }
    let root = root();
    let mut paths = Vec::new();
    walk(&root.join(folder), &mut paths);
    paths.retain(|path| path.to_string_lossy().ends_with(ending));
    paths.sort();
    let source = |path: &PathBuf| {
        let text =
            fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        let path = path
            .strip_prefix(&root)
            .unwrap_or(path)
            .to_string_lossy()
            .into_owned();
        Source { path, text }
    };
    paths.iter().map(source).collect()
}

/// The Rust files in the `src` folder of every crate.
fn crate_sources() -> Vec<Source> {
    let mut all = files("crates", ".rs");
    all.retain(|source| source.path.split('/').nth(2) == Some("src"));
    assert!(
        all.len() > 8,
        "the crates were not found from {}",
        root().display()
    );
    all
}

/// Where a page's markup can stand: templates, and the Rust of the web crate.
fn page_sources() -> Vec<Source> {
    let mut all = files("crates/web/src", ".rs");
    all.extend(files("crates/web/templates", ".html"));
    all
}

fn nothing(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

// --- the rules ---

fn too_long(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    (lines > LONGEST_FILE).then(|| {
        format!(
            "{}: {lines} lines; past {LONGEST_FILE} look for the second noun in it",
            source.path
        )
    })
}

fn sql_outside_the_store(source: &Source) -> Vec<String> {
    const WORDS: [&str; 4] = ["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE"];
    if source.is_in("crates/store/") {
        return Vec::new();
    }
    let lines = source
        .product_lines()
        .filter(|(_, line)| WORDS.iter().any(|word| line.contains(word)));
    lines
        .map(|(number, _)| format!("{}:{number}: SQL lives in crates/store only", source.path))
        .collect()
}

fn unwraps(source: &Source) -> Vec<String> {
    let lines = source
        .product_lines()
        .filter(|(_, line)| line.contains(".unwrap()"));
    lines
        .map(|(number, _)| {
            format!(
                "{}:{number}: use `?`, or `expect` that says why it cannot happen",
                source.path
            )
        })
        .collect()
}

fn inline_styles_and_scripts(source: &Source) -> Vec<String> {
    let is_inline_script = |line: &str| {
        line.split("<script").skip(1).any(|tag| {
            let attributes = tag.split('>').next().unwrap_or_default();
            let is_tag = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
            // A data block such as JSON-LD is not run, and the page's policy lets it be.
            is_tag && !attributes.contains(" src=") && !attributes.contains("application/ld+json")
        })
    };
    let rule = |line: &str| {
        if line.contains(" style=\"") || line.contains(" style='") || line.contains("<style") {
            Some("styles live in frontend/styles; the page's policy refuses inline ones")
        } else if is_inline_script(line) {
            Some("a script needs a src; the page's policy refuses inline ones")
        } else if [" onclick=", " onchange=", " onsubmit=", " oninput="]
            .iter()
            .any(|on| line.contains(on))
        {
            Some("handlers live in frontend/script; the page's policy refuses inline ones")
        } else {
            None
        }
    };
    let found = source
        .product_lines()
        .filter_map(|(number, line)| Some((number, rule(line)?)));
    found
        .map(|(number, rule)| format!("{}:{number}: {rule}", source.path))
        .collect()
}

/// The keys that a page asks for with `t.s("key")`, `t.w("key", …)` and their like.
fn keys_asked_for(source: &Source) -> BTreeSet<String> {
    let after_call = ["t.s(\"", "t.w(\"", "say.s(\"", "say.w(\""]
        .into_iter()
        .flat_map(|call| source.text.split(call).skip(1));
    after_call
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// The message names of a Fluent file.
fn keys_in(locale: &str) -> BTreeSet<String> {
    let named = locale.lines().filter_map(|line| line.split_once('='));
    let names = named.map(|(name, _)| name.trim_end());
    let is_name = |name: &&str| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
    };
    names.filter(is_name).map(str::to_owned).collect()
}

// --- the rules on the house itself ---

#[test]
fn no_source_file_is_too_long() {
    nothing(
        &crate_sources()
            .iter()
            .filter_map(too_long)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn sql_is_written_in_the_store_only() {
    nothing(
        &crate_sources()
            .iter()
            .flat_map(sql_outside_the_store)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn the_product_does_not_unwrap() {
    nothing(&crate_sources().iter().flat_map(unwraps).collect::<Vec<_>>());
}

#[test]
fn pages_have_no_inline_style_or_script() {
    nothing(
        &page_sources()
            .iter()
            .flat_map(inline_styles_and_scripts)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_text_that_a_page_asks_for_exists_in_dutch() {
    let mut locales = files("crates/documents", ".ftl");
    locales.retain(|source| {
        source
            .path
            .split('/')
            .any(|part| part == "nl" || part == "nl.ftl")
    });
    let known: BTreeSet<String> = locales
        .iter()
        .flat_map(|source| keys_in(&source.text))
        .collect();
    let missing = page_sources().into_iter().flat_map(|source| {
        let asked = keys_asked_for(&source);
        let missing: Vec<String> = asked.difference(&known).cloned().collect();
        missing
            .into_iter()
            .map(move |key| format!("{}: no Dutch text for `{key}`", source.path))
    });
    nothing(&missing.collect::<Vec<_>>());
}

// --- the rules bite ---

#[test]
fn a_file_of_601_lines_is_too_long_and_one_of_600_is_not() {
    assert_eq!(too_long(&Source::new("a.rs", &"x\n".repeat(600))), None);
    assert!(too_long(&Source::new("a.rs", &"x\n".repeat(601))).is_some());
}

#[test]
fn sql_is_found_in_code_but_not_in_comments_tests_or_the_store() {
    let text = "// SELECT nothing\nlet a = \"SELECT 1\";\n#[cfg(test)]\nconst B: &str = \"INSERT INTO x\";\n";
    let found = sql_outside_the_store(&Source::new("crates/web/src/a.rs", text));
    assert_eq!(
        found,
        ["crates/web/src/a.rs:2: SQL lives in crates/store only"]
    );
    assert!(sql_outside_the_store(&Source::new("crates/store/src/a.rs", text)).is_empty());
    assert!(sql_outside_the_store(&Source::new("crates/web/src/a/tests.rs", text)).is_empty());
}

#[test]
fn an_unwrap_is_found_with_its_line() {
    let found = unwraps(&Source::new(
        "a.rs",
        "//! x.unwrap()\nfn a() {\n    b.unwrap();\n}\n",
    ));
    assert_eq!(
        found,
        ["a.rs:3: use `?`, or `expect` that says why it cannot happen"]
    );
}

#[test]
fn inline_markup_is_found_and_files_and_data_blocks_are_let_be() {
    let bad = [
        "<p style=\"x\">",
        "<style>",
        "<script>",
        "<script type=\"module\">",
        "<a onclick=\"x\">",
    ];
    for line in bad {
        assert_eq!(
            inline_styles_and_scripts(&Source::new("a.html", line)).len(),
            1,
            "{line}"
        );
    }
    let good = [
        "<script type=\"module\" src=\"/static/app.js\"></script>",
        "<script type=\"application/ld+json\">",
        "let style = \"calm\";",
        "<scripture>",
    ];
    for line in good {
        assert!(
            inline_styles_and_scripts(&Source::new("a.html", line)).is_empty(),
            "{line}"
        );
    }
}

#[test]
fn asked_and_known_keys_are_read() {
    let page = Source::new(
        "a.html",
        r#"<h1>{{ t.s("zoeken-titel") }}</h1>{{ t.w("gevonden", n) }}"#,
    );
    let asked = keys_asked_for(&page);
    assert_eq!(
        asked,
        BTreeSet::from(["gevonden".to_owned(), "zoeken-titel".to_owned()])
    );
    let known = keys_in(
        "# a = b\nzoeken-titel = Zoeken\n    .attr = x\ngevonden =\n    { $n } gevonden\n-merk = Beweegbrug\n",
    );
    assert_eq!(known, asked);
}
