//! Taking in the country's areas with their borders, and what is measured in them: key figures of
//! Statistics Netherlands, the health monitor of RIVM. Public data of the whole country; the year is
//! part of the key, since borders and codes change. A file is the whole list of its source, of the
//! years, the kinds of area and the age groups that it tells of; another source's rows, and an older
//! year's, stay what they were.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::municipality_codes::in_year;
use exchange::areas::{DRAWING_METRES, read_areas};
use exchange::figures::{FigureTable, read_figures};
use exchange::sheet::SheetKind;
use store::areas::{self, StoredArea, StoredFigures};
use store::feed;

use crate::Bridge;
use crate::import_offers::{ImportProblem, ImportReport, Rejected, differing};
use crate::public_imports::{held_elsewhere, is_new_source, write_down};

/// What the list of imports calls borders.
const AREAS: &str = "areas";

/// So many rows are written in one transaction's part at a time, and so many differences told.
const AT_A_TIME: usize = 1_000;

/// What the figures are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureKind {
    /// Key figures of wijken and buurten (CBS).
    KeyFigures,
    /// The health monitor (RIVM): estimates of a model, no counts.
    HealthMonitor,
}

impl FigureKind {
    /// As stored, and as the command names it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::KeyFigures => "key-figures",
            Self::HealthMonitor => "health-monitor",
        }
    }

    /// Refuses a table whose columns are those of the other kind.
    fn must_be(self, table: Option<FigureTable>) -> Result<(), ImportProblem> {
        let (is, what) = match table {
            Some(FigureTable::KeyFigures) => (Self::KeyFigures, "key figures (CBS)"),
            Some(FigureTable::HealthMonitor) => (Self::HealthMonitor, "the health monitor (RIVM)"),
            None => return Ok(()),
        };
        if is == self {
            return Ok(());
        }
        Err(ImportProblem::File(format!(
            "this is a table of {what}. Take it in with `import {}`",
            is.code()
        )))
    }
}

/// Takes in borders. `year` is what the caller says; without it the file has to.
///
/// # Errors
/// [`ImportProblem`] when the file is no such map, no year is known, or the store cannot be
/// written; then nothing changed.
pub async fn import_areas(
    bridge: &Bridge,
    source: &str,
    bytes: &[u8],
    year: Option<i16>,
    dry_run: bool,
) -> Result<ImportReport, ImportProblem> {
    let reading = read_areas(bytes).map_err(|problem| ImportProblem::File(problem.to_string()))?;
    let year = year.or(reading.year).ok_or_else(no_year)?;
    let mut report = ImportReport {
        read: reading.areas.len() + reading.rejected.len(),
        ..ImportReport::default()
    };
    reject(&mut report, &reading.rejected);
    let mut tx = bridge.store().begin_large().await?;
    report.new_source = is_new_source(&mut tx, AREAS, source).await?;
    let known = areas::known(&mut tx, source, year).await?;
    let holders = areas::holders(&mut tx, year).await?;
    let mut fresh = Vec::new();
    let mut told: HashSet<String> = HashSet::new();
    for (_, area) in reading.areas {
        told.insert(area.code.clone());
        let outline = area.outline.to_stored();
        let before = known
            .get(&area.code)
            .map(|(name, outline)| told_of_area(name, outline));
        let now = told_of_area(&area.name, &outline);
        if !counts(&mut report, &area.code, before, &now) {
            continue;
        }
        fresh.push(StoredArea {
            label: area.outline.label_point(),
            drawing: area.outline.simpler(DRAWING_METRES).to_stored(),
            outline,
            year,
            kind: area.kind.code().to_owned(),
            name: area.name,
            municipality: area.municipality,
            code: area.code,
            source: source.to_owned(),
        });
    }
    report.held_elsewhere =
        held_elsewhere(told.iter().filter_map(|code| holders.get(code)), source);
    let gone = no_longer_told(known.into_keys(), &told, &reading.named);
    report.ended = gone.len();
    tell_gone(&mut report, &gone);
    if dry_run {
        return Ok(report);
    }
    let now = bridge.now();
    let changes = !fresh.is_empty() || !gone.is_empty();
    for chunk in fresh.chunks(AT_A_TIME) {
        areas::keep(&mut tx, chunk, now).await?;
    }
    areas::end(&mut tx, source, year, &gone).await?;
    write_down(&mut tx, AREAS, source, &report, now).await?;
    if changes {
        feed::add(&mut tx, "gebieden", source, now).await?;
    }
    tx.commit().await?;
    if changes {
        bridge.refresh().await?;
    }
    Ok(report)
}

/// The codes that a source told before and its file lacks, of the kinds of area it tells of. What
/// the file names and tells wrongly is there, and stays.
fn no_longer_told(
    known: impl Iterator<Item = String>,
    told: &HashSet<String>,
    named: &[String],
) -> Vec<String> {
    let kinds: HashSet<Option<&str>> = told.iter().map(|code| code.get(..2)).collect();
    let mut gone: Vec<String> = known
        .filter(|code| kinds.contains(&code.get(..2)))
        .filter(|code| !told.contains(code) && !named.contains(code))
        .collect();
    gone.sort_unstable();
    gone
}

fn tell_gone(report: &mut ImportReport, gone: &[String]) {
    let room = AT_A_TIME.saturating_sub(report.differences.len());
    let lines = gone.iter().map(|code| format!("- {code}"));
    report.differences.extend(lines.take(room));
}

/// What is compared of an area.
fn told_of_area(name: &str, outline: &str) -> String {
    format!("name={name}\nborder={outline}")
}

/// Takes in figures. `year` holds for lines that tell none; `source` is whose file it is.
///
/// # Errors
/// [`ImportProblem`] when the file is no such table, no year is known, or the store cannot be
/// written; then nothing changed.
pub async fn import_figures(
    bridge: &Bridge,
    kind: FigureKind,
    source: &str,
    bytes: &[u8],
    year: Option<i16>,
    dry_run: bool,
) -> Result<ImportReport, ImportProblem> {
    let reading = read_figures(bytes, SheetKind::of(bytes))
        .map_err(|problem| ImportProblem::File(problem.to_string()))?;
    kind.must_be(reading.table)?;
    let mut report = ImportReport {
        read: reading.lines,
        ..ImportReport::default()
    };
    reject(&mut report, &reading.rejected);
    let mut by_year: HashMap<i16, Vec<(usize, StoredFigures)>> = HashMap::new();
    for (lines, row) in reading.rows {
        let year = row.year.or(year).ok_or_else(no_year)?;
        let stored = StoredFigures {
            source: kind.code().to_owned(),
            told_by: source.to_owned(),
            figures: row.to_stored(),
            code: row.code,
            year,
            age: row.age,
            name: row.name,
            kind: row.kind.to_owned(),
        };
        by_year.entry(year).or_default().push((lines.len(), stored));
    }
    let mut years: Vec<i16> = by_year.keys().copied().collect();
    years.sort_unstable();
    let mut tx = bridge.store().begin_large().await?;
    report.new_source = is_new_source(&mut tx, kind.code(), source).await?;
    let mut fresh = Vec::new();
    let mut gone: BTreeMap<(i16, String), Vec<String>> = BTreeMap::new();
    let mut holding = Vec::new();
    for year in years {
        // A few queries a year, and a file has one year or a few.
        let known = areas::known_figures(&mut tx, kind.code(), source, year).await?;
        let mut holders = areas::figure_holders(&mut tx, kind.code(), year).await?;
        let mut told: BTreeMap<String, HashSet<String>> = BTreeMap::new();
        for (lines, row) in by_year.remove(&year).unwrap_or_default() {
            let key = (row.code.clone(), row.age.clone());
            holding.extend(holders.remove(&key));
            told.entry(key.1.clone()).or_default().insert(key.0.clone());
            let before = known
                .get(&key)
                .map(|(name, figures)| format!("name={name}\n{figures}"));
            let now = format!("name={}\n{}", row.name, row.figures);
            let what = format!("{} {year} {}", row.code, row.age);
            // A value with its margins is three lines and one row: each line counts.
            let mut one = ImportReport::default();
            let is_fresh = counts(&mut one, what.trim_end(), before, &now);
            report.new += one.new * lines;
            report.changed += one.changed * lines;
            report.unchanged += one.unchanged * lines;
            let room = AT_A_TIME.saturating_sub(report.differences.len());
            report
                .differences
                .extend(one.differences.into_iter().take(room));
            if row.kind == "gemeente" && in_year(&row.code, i16::MAX) != [row.code.as_str()] {
                report.gone_codes.push(row.code.clone());
            }
            if is_fresh {
                fresh.push(row);
            }
        }
        for (age, told) in told {
            let of_age = known.keys().filter(|(_, other)| *other == age);
            let codes = of_age.map(|(code, _)| code.clone());
            let codes = no_longer_told(codes, &told, &reading.named);
            report.ended += codes.len();
            gone.insert((year, age), codes);
        }
    }
    report.held_elsewhere = held_elsewhere(holding.iter(), source);
    for codes in gone.values() {
        tell_gone(&mut report, codes);
    }
    if dry_run {
        return Ok(report);
    }
    report.differences.clear();
    let now = bridge.now();
    for chunk in fresh.chunks(AT_A_TIME) {
        areas::keep_figures(&mut tx, chunk, now).await?;
    }
    for ((year, age), codes) in &gone {
        // One statement a hundred areas of a year and an age group.
        let whose = (kind.code(), source);
        areas::end_figures(&mut tx, whose, (*year, age), codes).await?;
    }
    write_down(&mut tx, kind.code(), source, &report, now).await?;
    tx.commit().await?;
    Ok(report)
}

fn no_year() -> ImportProblem {
    ImportProblem::File(
        "the file does not tell of which year it is: say it with --year, such as --year 2022"
            .to_owned(),
    )
}

fn reject(report: &mut ImportReport, rejected: &[(usize, Vec<exchange::draft::RowFault>)]) {
    for (line, faults) in rejected {
        report.rejected += 1;
        report.rejections.push(Rejected::of(*line, faults));
    }
}

/// Counts a row, and tells what differs; `true` when it is new or changed.
fn counts(report: &mut ImportReport, what: &str, before: Option<String>, now: &str) -> bool {
    match before {
        Some(before) if before == now => {
            report.unchanged += 1;
            return false;
        }
        Some(before) => {
            report.changed += 1;
            let lines = differing(what, &[before.as_str()], &[now]);
            // A border is no text to read: that it differs is enough.
            let lines = lines.into_iter().map(|line| match line.find("border: ") {
                Some(at) => format!("{}border", &line[..at]),
                None => line,
            });
            report.differences.extend(lines);
        }
        None => {
            report.new += 1;
            report.differences.extend(differing(what, &[], &[now]));
        }
    }
    report.differences.truncate(AT_A_TIME);
    true
}
