//! `import`: offers, feeds and postcodes.

use std::io::Read;
use std::process::ExitCode;

use actions::import_offers::{ImportProblem, ImportReport, import_rpde, import_sheet};
use actions::import_postcodes::import_postcodes;

use crate::arguments::{Import, ImportKind};
use crate::commands::{municipality, open};
use crate::failure::Failure;
use crate::outgoing::{Feed, MOST_BYTES};
use crate::say;

/// A feed that goes on for more pages than this is taken for one that goes round.
const MOST_PAGES: usize = 10_000;

impl From<ImportProblem> for Failure {
    fn from(problem: ImportProblem) -> Self {
        match problem {
            ImportProblem::File(text) => Self::Finding(text),
            ImportProblem::Store(error) => error.into(),
        }
    }
}

/// Imports, and tells what came of it. Exit 0 with rejected rows, 1 when nothing could be read as
/// asked, 3 when the file cannot be opened.
///
/// # Errors
/// When the file cannot be opened, is no such file, or the store cannot be written.
pub async fn run(options: Import) -> Result<ExitCode, Failure> {
    if options.template {
        say::answer(&exchange::sheet::template());
        return Ok(ExitCode::SUCCESS);
    }
    let file = options.file.clone().unwrap_or_default();
    let is_address = file.starts_with("http://") || file.starts_with("https://");
    if is_address && options.kind != ImportKind::Openactive {
        return Err(Failure::WrongUse(
            "only `import openactive` takes a feed's address.".into(),
        ));
    }
    let feed = is_address.then(|| Feed::typed(&file)).transpose()?;
    let first = match &feed {
        Some(feed) => feed.page(&file).await?,
        None => read(&file)?,
    };
    let bridge = open(&options.place).await?;
    let source = options.source.clone().unwrap_or_else(|| source_name(&file));
    let mut report = match options.kind {
        ImportKind::Postcodes => import_postcodes(&bridge, &first, options.dry_run).await?,
        ImportKind::Offers => {
            let home =
                municipality(&bridge, options.municipality.as_deref(), options.dry_run).await?;
            import_sheet(&bridge, home, &source, &first, options.dry_run).await?
        }
        ImportKind::Openactive => {
            let home =
                municipality(&bridge, options.municipality.as_deref(), options.dry_run).await?;
            let mut report = import_rpde(&bridge, home, &source, &first, options.dry_run).await?;
            if let Some(feed) = &feed {
                follow(
                    &bridge,
                    home,
                    &source,
                    (feed, &file),
                    &mut report,
                    options.dry_run,
                )
                .await?;
            }
            report
        }
    };
    bridge.close().await;
    report.new_source &= options.kind != ImportKind::Postcodes;
    tell(&report, &source, &options);
    Ok(ExitCode::SUCCESS)
}

fn read(file: &str) -> Result<Vec<u8>, Failure> {
    let failure =
        |error: std::io::Error| Failure::Environment(format!("cannot open {file}: {error}."));
    let opened = std::fs::File::open(file).map_err(failure)?;
    let mut bytes = Vec::new();
    opened
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(failure)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::Finding(format!(
            "{file} is larger than 256 MiB. Split it into parts."
        )));
    }
    Ok(bytes)
}

/// Follows a feed to its end: the page without items whose `next` is itself.
async fn follow(
    bridge: &actions::Bridge,
    home: domain::ids::MunicipalityId,
    source: &str,
    (feed, start): (&Feed, &str),
    report: &mut ImportReport,
    dry_run: bool,
) -> Result<(), Failure> {
    let mut here = start.to_owned();
    for _ in 0..MOST_PAGES {
        let Some(next) = report.next.take().filter(|next| *next != here) else {
            return Ok(());
        };
        let bytes = feed.page(&next).await?;
        let page = import_rpde(bridge, home, source, &bytes, dry_run).await?;
        let is_last = page.read == 0;
        report.read += page.read;
        report.new += page.new;
        report.changed += page.changed;
        report.unchanged += page.unchanged;
        report.review += page.review;
        report.ended += page.ended;
        report.rejected += page.rejected;
        report.rejections.extend(page.rejections);
        report.next = page.next;
        if is_last {
            return Ok(());
        }
        here = next;
    }
    Err(Failure::Finding(
        "the feed does not end: stopped after 10,000 pages.".to_owned(),
    ))
}

/// The file's name without extension and trailing date (surface.md, section 10).
fn source_name(file: &str) -> String {
    if file.contains("://") {
        return Feed::typed(file).map_or_else(|_| file.to_owned(), |feed| feed.host());
    }
    let name = std::path::Path::new(file)
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let trimmed = name.trim_end_matches(|sign: char| {
        sign.is_ascii_digit() || sign == '-' || sign == '_' || sign == '.'
    });
    let tail = &name[trimmed.len()..];
    let digits = tail.chars().filter(char::is_ascii_digit).count();
    let is_date = (6..=14).contains(&digits) && !trimmed.is_empty();
    if is_date {
        trimmed.trim_end().to_owned()
    } else {
        name
    }
}

fn tell(report: &ImportReport, source: &str, options: &Import) {
    if report.new_source {
        say::remark(&format!("A new source: {source}."));
    }
    if !report.unknown_columns.is_empty() {
        say::remark(&format!(
            "Kept as notes: {}.",
            report.unknown_columns.join(", ")
        ));
    }
    for row in &report.rejections {
        let faults: Vec<String> = row
            .faults
            .iter()
            .map(|(column, code)| format!("{column}: {code}"))
            .collect();
        say::remark(&format!(
            "line {}: rejected: {}",
            row.line,
            faults.join("; ")
        ));
    }
    if options.dry_run {
        say::remark("Nothing was changed: this was a dry run.");
    }
    let figures = [
        ("read", report.read),
        ("new", report.new),
        ("changed", report.changed),
        ("unchanged", report.unchanged),
        ("for review", report.review),
        ("ended", report.ended),
        ("rejected", report.rejected),
    ];
    if options.json {
        say::answer(
            &serde_json::json!({
                "read": report.read, "new": report.new, "changed": report.changed,
                "unchanged": report.unchanged, "review": report.review, "ended": report.ended,
                "rejected": report.rejected,
            })
            .to_string(),
        );
    } else {
        for (name, figure) in figures {
            say::answer(&format!("{name:<11} {figure}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_named_after_its_file_without_the_date() {
        assert_eq!(source_name("/tmp/newham_20200102.json"), "newham");
        assert_eq!(source_name("aanbod-2026-11-22.csv"), "aanbod");
        assert_eq!(source_name("wandelclub 55.csv"), "wandelclub 55");
        assert_eq!(source_name("20261122.csv"), "20261122");
        assert_eq!(source_name("http://127.0.0.1:9/feed?x=1"), "127.0.0.1:9");
    }
}
