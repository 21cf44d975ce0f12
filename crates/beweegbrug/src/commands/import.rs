//! `import`: offers, feeds and postcodes.

use std::io::Read;
use std::process::ExitCode;
use std::time::Duration;

use actions::import_offers::{ImportProblem, ImportReport, import_rpde, import_sheet};
use actions::import_postcodes::import_postcodes;

use crate::arguments::{Import, ImportKind};
use crate::commands::{municipality, open};
use crate::failure::Failure;
use crate::say;

/// Largest file or page that is read: 256 MiB.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
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
    let first = if is_address {
        fetch(&file).await?
    } else {
        read(&file)?
    };
    let bridge = open(&options.place).await?;
    let source = options.source.clone().unwrap_or_else(|| source_name(&file));
    let mut report = match options.kind {
        ImportKind::Postcodes => import_postcodes(&bridge, &first, options.dry_run).await?,
        ImportKind::Offers => {
            let home = municipality(&bridge, options.municipality.as_deref()).await?;
            import_sheet(&bridge, home, &source, &first, options.dry_run).await?
        }
        ImportKind::Openactive => {
            let home = municipality(&bridge, options.municipality.as_deref()).await?;
            let mut report = import_rpde(&bridge, home, &source, &first, options.dry_run).await?;
            if is_address {
                follow(&bridge, home, &source, &file, &mut report, options.dry_run).await?;
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

/// A page of a feed. The address was given on the command line, so it may be local.
async fn fetch(address: &str) -> Result<Vec<u8>, Failure> {
    let wanted = address.to_owned();
    let fetched = tokio::task::spawn_blocking(move || {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(60)))
            .max_redirects(0)
            .build()
            .into();
        let mut answer = agent.get(&wanted).call()?;
        answer
            .body_mut()
            .with_config()
            .limit(MOST_BYTES)
            .read_to_vec()
    });
    match fetched.await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(Failure::Environment(format!(
            "cannot read the feed {address}: {error}."
        ))),
        Err(error) => Err(Failure::Environment(format!(
            "cannot read the feed: {error}."
        ))),
    }
}

/// Follows a feed to its end: the page without items whose `next` is itself. Only to the host the
/// feed began at.
async fn follow(
    bridge: &actions::Bridge,
    home: domain::ids::MunicipalityId,
    source: &str,
    start: &str,
    report: &mut ImportReport,
    dry_run: bool,
) -> Result<(), Failure> {
    let mut here = start.to_owned();
    for _ in 0..MOST_PAGES {
        let Some(next) = report.next.take().filter(|next| *next != here) else {
            return Ok(());
        };
        if host_of(&next) != host_of(start) {
            return Err(Failure::Finding(format!(
                "the feed points to another host, {}: not followed.",
                host_of(&next)
            )));
        }
        let bytes = fetch(&next).await?;
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

fn host_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.rsplit('@').next().unwrap_or_default().to_lowercase()
}

/// The file's name without extension and trailing date (surface.md, section 10).
fn source_name(file: &str) -> String {
    if file.contains("://") {
        return host_of(file);
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

    #[test]
    fn a_feed_may_not_lead_to_another_host() {
        assert_eq!(host_of("https://feed.example/a"), "feed.example");
        assert_eq!(
            host_of("https://feed.example@evil.example/a"),
            "evil.example"
        );
    }
}
