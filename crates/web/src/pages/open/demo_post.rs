//! `/demo/post`: the mail that the demo writes to files instead of sending it. Only in the demo.

use std::path::{Path as FilePath, PathBuf};

use askama::Template;
use axum::extract::{Path, State};
use documents::{Texts, dutch};
use domain::calendar::day_of;
use jiff::fmt::rfc2822;

use super::letter::{Letter, Piece};
use super::sent::Asked;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::view::{Base, render};

/// Most messages on the page: the newest.
const SHOWN_MAX: usize = 100;
/// Most messages that a search looks into.
const READ_MAX: usize = 2000;
/// Longest message that is read.
const LETTER_MAX: u64 = 256 * 1024;

/// A message in the list.
struct Row {
    href: String,
    subject: String,
    to: String,
    date: String,
}

#[derive(Template)]
#[template(path = "open/demo_post.html")]
struct PostView {
    base: Base,
    t: &'static Texts,
    q: String,
    count: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "open/demo_letter.html")]
struct LetterView {
    base: Base,
    t: &'static Texts,
    date: String,
    letter: Letter,
}

/// Lists the newest messages.
pub async fn list(State(web): State<Web>, base: Base, asked: Asked) -> Answer {
    let folder = folder(&web)?;
    let t = Texts::dutch();
    let q = asked.text("q").to_lowercase();
    let mut rows = Vec::new();
    for name in newest(&folder).await.into_iter().take(READ_MAX) {
        let Some(letter) = read(&folder.join(&name)).await else {
            continue;
        };
        let date = moment(&web, &letter);
        let found = [&letter.to, &letter.subject]
            .into_iter()
            .any(|text| text.to_lowercase().contains(&q));
        if found {
            rows.push(Row {
                href: format!("/demo/post/{name}"),
                subject: title(t, &letter),
                to: letter.to,
                date,
            });
        }
        if rows.len() == SHOWN_MAX {
            break;
        }
    }
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    render(&PostView {
        base: base.titled(t.s("demopost-titel")),
        t,
        q,
        count: t.n("demopost-aantal", "aantal", count),
        rows,
    })
}

/// Shows one message with its links.
pub async fn open(State(web): State<Web>, base: Base, Path(name): Path<String>) -> Answer {
    let folder = folder(&web)?;
    if !is_plain_name(&name) {
        return Err(Mishap::NotFound);
    }
    let letter = read(&folder.join(&name)).await.ok_or(Mishap::NotFound)?;
    let t = Texts::dutch();
    render(&LetterView {
        base: base.titled(title(t, &letter)),
        t,
        date: moment(&web, &letter),
        letter,
    })
}

/// When it was written, as people say it.
fn moment(web: &Web, letter: &Letter) -> String {
    match rfc2822::parse(&letter.date) {
        Ok(at) => dutch::moment(at.timestamp(), day_of(web.bridge.now())),
        Err(_) => letter.date.clone(),
    }
}

fn title(t: &Texts, letter: &Letter) -> String {
    if letter.subject.is_empty() {
        t.s("demopost-zonder-onderwerp")
    } else {
        letter.subject.clone()
    }
}

/// Outside the demo there is no such page.
fn folder(web: &Web) -> Result<PathBuf, Mishap> {
    web.setup
        .demo_mail
        .clone()
        .filter(|_| web.bridge.settings().demo)
        .ok_or(Mishap::NotFound)
}

/// The names of the messages, newest first: a message's name begins with its moment.
async fn newest(folder: &FilePath) -> Vec<String> {
    let mut names = Vec::new();
    let Ok(mut files) = tokio::fs::read_dir(folder).await else {
        return names;
    };
    while let Ok(Some(file)) = files.next_entry().await {
        names.extend(
            file.file_name()
                .into_string()
                .ok()
                .filter(|name| is_plain_name(name)),
        );
    }
    names.sort_unstable_by(|one, other| other.cmp(one));
    names
}

async fn read(file: &FilePath) -> Option<Letter> {
    let about = tokio::fs::symlink_metadata(file).await.ok()?;
    if !about.is_file() || about.len() > LETTER_MAX {
        return None;
    }
    let raw = tokio::fs::read(file).await.ok()?;
    Some(Letter::read(&raw))
}

/// A message's file name: letters, figures and dashes, then `.eml`. Nothing that leads elsewhere.
fn is_plain_name(name: &str) -> bool {
    let Some(stem) = name.strip_suffix(".eml") else {
        return false;
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    (1..=120).contains(&stem.len()) && stem.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("0199a8c2-7d1e.eml", true)]
    #[case("../keys.eml", false)]
    #[case("..%2Fkeys.eml", false)]
    #[case("a/b.eml", false)]
    #[case("a\\b.eml", false)]
    #[case(".eml", false)]
    #[case("a.b.eml", false)]
    #[case("brief.txt", false)]
    #[case("a\0.eml", false)]
    fn a_name_leads_nowhere_else(#[case] name: &str, #[case] plain: bool) {
        assert_eq!(is_plain_name(name), plain);
    }
}
