//! `retain`: removing what was kept long enough. The worker does the same every night.

use std::process::ExitCode;

use actions::retain::{self, Line};
use domain::calendar::day_of;
use domain::retention::RecordKind;

use crate::arguments::Retain;
use crate::commands::{municipality, open};
use crate::failure::Failure;
use crate::say;

/// Removes, tells what would be removed, or sets a period.
///
/// # Errors
/// When a period will not do, or the store cannot be read or written.
pub async fn run(options: Retain) -> Result<ExitCode, Failure> {
    let mut periods = Vec::with_capacity(options.set.len());
    for word in &options.set {
        periods.push(read_period(word)?);
    }
    let bridge = open(&options.place).await?;
    if periods.is_empty() {
        let lines = if options.dry_run {
            retain::rehearse(&bridge).await?
        } else {
            retain::retain(&bridge).await?
        };
        for line in &lines {
            say::answer(&told(line, options.dry_run));
        }
    } else {
        let home = municipality(&bridge, options.municipality.as_deref(), true).await?;
        for (kind, days) in periods {
            retain::set_period(&bridge, home, kind, days).await?;
            say::answer(&format!("{home} keeps {} for {days} days.", kind.code()));
        }
    }
    bridge.close().await;
    Ok(ExitCode::SUCCESS)
}

fn told(line: &Line, rehearsal: bool) -> String {
    let whose = line
        .municipality
        .map_or_else(|| "-".to_owned(), |id| id.to_string());
    let period = match line.by_default {
        true => format!("{} days (our default)", line.days),
        false => format!("{} days", line.days),
    };
    let oldest = line
        .past
        .oldest
        .map(|at| format!(", oldest of {}", day_of(at)))
        .unwrap_or_default();
    let verb = if rehearsal { "would go" } else { "went" };
    format!(
        "{whose:<7} {:<16} {period:<26} {} {verb}{oldest}",
        line.kind.code(),
        line.past.count
    )
}

fn read_period(word: &str) -> Result<(RecordKind, u16), Failure> {
    let Some((kind, days)) = word.split_once('=') else {
        return Err(Failure::WrongUse(format!(
            "--set: {word} is no period such as clientgegevens=365."
        )));
    };
    let Ok(kind) = kind.parse::<RecordKind>() else {
        let known: Vec<&str> = RecordKind::ALL.iter().map(|kind| kind.code()).collect();
        return Err(Failure::WrongUse(format!(
            "--set: {kind} is no kind of record. Choose from {}.",
            known.join(", ")
        )));
    };
    let Some(range) = kind.range() else {
        return Err(Failure::WrongUse(format!(
            "--set: {} belongs to the whole installation and is kept {} days.",
            kind.code(),
            kind.default_days()
        )));
    };
    match days.parse::<u16>() {
        Ok(days) if range.contains(&days) => Ok((kind, days)),
        _ => Err(Failure::WrongUse(format!(
            "--set: {} is kept {} to {} days, not {days}.",
            kind.code(),
            range.start(),
            range.end()
        ))),
    }
}
