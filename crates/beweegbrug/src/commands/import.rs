//! `import`: offers, feeds, services, postcodes, areas and figures, and telling what came of it.

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use actions::duplicates;
use actions::import_areas::{FigureKind, import_areas, import_figures};
use actions::import_offers::{
    FeedImport, FeedPage, ImportProblem, ImportReport, NoPlaces, PAGES_AHEAD, import_hsds,
    import_sheet,
};
use actions::import_postcodes::import_postcodes;
use documents::texts::Texts;
use exchange::hsds::{HsdsReading, HsdsTable, read_hsds, read_hsds_tables};
use tokio::sync::mpsc;

use crate::arguments::{Import, ImportKind};
use crate::commands::{municipality, open, past_imports};
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
    if options.kind == ImportKind::List {
        return past_imports::list(&options).await;
    }
    let Some(file) = options.file.clone() else {
        return Err(Failure::WrongUse("name the file to import.".to_owned()));
    };
    if options.kind == ImportKind::Undo {
        return past_imports::undo(&options, &file).await;
    }
    let is_address = file.starts_with("http://") || file.starts_with("https://");
    if is_address && options.kind != ImportKind::Openactive {
        return Err(Failure::WrongUse(
            "only `import openactive` takes a feed's address.".into(),
        ));
    }
    let feed = is_address.then(|| Feed::typed(&file)).transpose()?;
    let first = match &feed {
        Some(feed) => feed.page(&file).await?,
        // Services may come as a folder of tables, which is read whole below.
        None if options.kind == ImportKind::Hsds => Vec::new(),
        None => read(&file)?,
    };
    let bridge = open(&options.place).await?;
    let source = options.source.clone().unwrap_or_else(|| source_name(&file));
    let report = match options.kind {
        ImportKind::Postcodes => {
            import_postcodes(&bridge, &source, &first, options.dry_run).await?
        }
        ImportKind::Offers => {
            let home =
                municipality(&bridge, options.municipality.as_deref(), options.dry_run).await?;
            import_sheet(&bridge, home, &source, &first, options.dry_run).await?
        }
        ImportKind::List | ImportKind::Undo => ImportReport::default(),
        ImportKind::Areas => {
            let year = options.year.or_else(|| year_in(&file));
            import_areas(&bridge, &source, &first, year, options.dry_run).await?
        }
        ImportKind::KeyFigures | ImportKind::HealthMonitor => {
            let kind = match options.kind {
                ImportKind::KeyFigures => FigureKind::KeyFigures,
                _ => FigureKind::HealthMonitor,
            };
            let year = options.year.or_else(|| year_in(&file));
            import_figures(&bridge, kind, &source, &first, year, options.dry_run).await?
        }
        ImportKind::Hsds => {
            let reading = services(&file)?;
            let home =
                municipality(&bridge, options.municipality.as_deref(), options.dry_run).await?;
            import_hsds(&bridge, home, &source, reading, options.dry_run).await?
        }
        ImportKind::Openactive => {
            let home =
                municipality(&bridge, options.municipality.as_deref(), options.dry_run).await?;
            let mut import = FeedImport::new(&bridge, home, &source, options.dry_run);
            match &feed {
                None => import.page(&first, None).await?,
                Some(feed) => follow(&mut import, (feed, &file), first).await?,
            }
        }
    };
    if !options.dry_run
        && let Some(home) = home_of(&options, &bridge)
    {
        let alike = duplicates::propose(&bridge, home).await?;
        if alike > 0 {
            say::remark(&format!(
                "{alike} pairs of offers from two sources are alike; the service point judges them."
            ));
        }
    }
    bridge.close().await;
    tell(&report, &source, &options);
    if report.nothing_read {
        return Ok(ExitCode::FAILURE);
    }
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

/// The municipality whose offers this import touched; none for public data.
fn home_of(options: &Import, bridge: &actions::Bridge) -> Option<domain::ids::MunicipalityId> {
    if !matches!(
        options.kind,
        ImportKind::Offers | ImportKind::Openactive | ImportKind::Hsds
    ) {
        return None;
    }
    match &options.municipality {
        Some(code) => code.parse().ok(),
        None => bridge.municipalities().first().map(|one| one.settings.id),
    }
}

/// The services in a JSON file, or in a folder of tables; a CSV file stands for its folder.
fn services(file: &str) -> Result<HsdsReading, Failure> {
    let path = Path::new(file);
    let is_table = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let folder = if path.is_dir() {
        path
    } else if is_table && path.is_file() {
        path.parent().unwrap_or(path)
    } else {
        let bytes = read(file)?;
        return read_hsds(&bytes).map_err(|problem| Failure::Finding(problem.to_string()));
    };
    let failure = |error: std::io::Error| {
        Failure::Environment(format!("cannot open {}: {error}.", folder.display()))
    };
    let folder_text = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder_text).map_err(failure)? {
        let path = entry.map_err(failure)?.path();
        let is_table = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        if let (true, Some(name)) = (is_table, path.file_stem()) {
            tables.push(HsdsTable {
                name: name.to_string_lossy().into_owned(),
                bytes: read(&path.to_string_lossy())?,
            });
        }
    }
    read_hsds_tables(&tables).map_err(|problem| Failure::Finding(problem.to_string()))
}

/// Follows a feed to its end: the page without items, or whose `next` is itself. One that was
/// broken off before goes on where it was; `first` is its first page. The next page is fetched and
/// read while those before it are written.
async fn follow(
    import: &mut FeedImport<'_>,
    (feed, start): (&Feed, &str),
    first: Vec<u8>,
) -> Result<ImportReport, Failure> {
    let (ready, pages) = mpsc::channel(PAGES_AHEAD);
    let goes_on = import.goes_on_at(start).await?;
    let reading = async move {
        let mut bytes = first;
        let mut here = start.to_owned();
        // What an earlier version kept may lie elsewhere: then it begins again.
        if let Some(next) = goes_on.filter(|next| next != start && feed.is_own(next)) {
            say::remark("Going on where this feed was broken off.");
            bytes = feed.page(&next).await?;
            here = next;
        }
        for _ in 0..MOST_PAGES {
            let page = read_apart(bytes, start.to_owned(), here.clone()).await?;
            let told = page.next().map(|told| feed.next(&here, told));
            let (page, refused) = match told {
                None => (page, None),
                Some(Ok(next)) => (page.going_on_at(&here, Some(next)), None),
                Some(Err(failure)) => (page.going_on_at(&here, None), Some(failure)),
            };
            let next = page.next().map(str::to_owned);
            // Whoever writes has gone when writing failed, and says so itself.
            if ready.send(page).await.is_err() {
                return Ok(());
            }
            if let Some(failure) = refused {
                return Err(failure);
            }
            let Some(next) = next else { return Ok(()) };
            bytes = feed.page(&next).await?;
            here = next;
        }
        Err(Failure::Finding(
            "the feed does not end: stopped after 10,000 pages.".to_owned(),
        ))
    };
    let (read, taken) = tokio::join!(reading, import.take_in(pages));
    let report = taken?;
    read?;
    Ok(report)
}

/// Reads a page of a feed on a thread of its own.
async fn read_apart(bytes: Vec<u8>, start: String, here: String) -> Result<FeedPage, Failure> {
    let read = move || FeedPage::read(&bytes, Some((&start, &here)));
    let page = tokio::task::spawn_blocking(read).await;
    Ok(page.map_err(|error| Failure::Environment(error.to_string()))??)
}

/// The one year in a file's name, such as `wijken_2022.geojson`.
fn year_in(file: &str) -> Option<i16> {
    let name = Path::new(file).file_stem()?.to_string_lossy().into_owned();
    let years = name
        .split(|sign: char| !sign.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse::<i16>().ok())
        .filter(|year| (1995..2100).contains(year));
    let mut years: Vec<i16> = years.collect();
    years.dedup();
    match years.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
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
    if !report.unread_sheets.is_empty() {
        say::remark(&format!(
            "Not read, other columns or another year: {}.",
            report.unread_sheets.join(", ")
        ));
    }
    let texts = Texts::dutch();
    for row in &report.rejections {
        let faults: Vec<String> = row
            .faults
            .iter()
            .map(|(column, code)| {
                let why = texts.s(&format!("afgekeurd-{code}"));
                format!("{column}: {code}: {why}")
            })
            .collect();
        say::remark(&format!(
            "line {}: rejected: {}",
            row.line,
            faults.join("; ")
        ));
    }
    if options.dry_run {
        for line in &report.differences {
            say::remark(line);
        }
        for one in &report.asked.first {
            let question = texts.s(&format!("vraag-{}", one.question));
            say::remark(&format!(
                "line {}: asked: {}: \"{}\": {question}",
                one.line, one.column, one.text
            ));
        }
        let more = report.asked.count.saturating_sub(report.asked.first.len());
        if more > 0 {
            say::remark(&format!("And {more} more questions."));
        }
    }
    match report.no_places {
        Some(NoPlaces::InTheList) => say::remark(
            "This list tells of no place: nobody finds its offers near them. Add a column \
             postcode or plaats.",
        ),
        Some(NoPlaces::WithoutPostcodes) => say::remark(
            "No postcodes are known yet, so nobody finds these offers near them: run `beweegbrug \
             import postcodes FILE`, and then this import again.",
        ),
        None => {}
    }
    if let Some((ended, before)) = report.ends_most {
        say::remark(&format!(
            "This list lacks {ended} of the {before} offers that {source} had; they end. Is the \
             list whole? `beweegbrug import undo {source}` takes it back."
        ));
    }
    if report.nothing_read {
        say::remark(match report.read {
            0 => "There is no row in this list. Nothing was changed, and nothing ended.",
            _ => "No row of this list could be kept. Nothing was changed, and nothing ended.",
        });
    }
    for (holder, rows) in &report.held_elsewhere {
        say::remark(&format!(
            "{rows} of these are told by {holder} too, which came first: what it tells holds. To \
             replace that, take this file in with --source '{holder}'."
        ));
    }
    if !report.gone_codes.is_empty() {
        let mut codes = report.gone_codes.clone();
        codes.dedup();
        say::remark(&format!(
            "Municipalities that are no more, whose figures stay under their own code: {}.",
            codes.join(", ")
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
        assert_eq!(year_in("/tmp/wijken_2022.geojson"), Some(2022));
        assert_eq!(year_in("rivm_2020_20300_18plus.csv"), Some(2020));
        assert_eq!(year_in("van_2020_tot_2022.csv"), None);
        assert_eq!(source_name("http://127.0.0.1:9/feed?x=1"), "127.0.0.1:9");
    }
}
