//! Reads the peers' files: tab-separated, without a header; a fault names its line.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::str::FromStr;

use super::peers::{PeerIndex, PeerQuestion, PeerSession};

/// Builds the index from a sessions file, line by line. Columns: id, x, y, lat, lon, activity,
/// slots, youngest, oldest, level, accessibility, price, days ago, places, retention, title,
/// description.
///
/// # Errors
/// When the file cannot be read, or a line is not in the format.
pub fn read_sessions(path: &Path) -> io::Result<PeerIndex> {
    let mut fault = None;
    let sessions = lines(path)?.map_while(|line| {
        line.and_then(|(at, line)| session(&line).ok_or_else(|| wrong(path, at)))
            .map_err(|error| fault = Some(error))
            .ok()
    });
    let index = PeerIndex::build(sessions);
    fault.map_or(Ok(index), Err)
}

/// Reads a queries file. Columns: id, x, y, radius, age, slots, level, accessibility, price,
/// days, text.
///
/// # Errors
/// When the file cannot be read, or a line is not in the format.
pub fn read_questions(path: &Path) -> io::Result<Vec<PeerQuestion>> {
    lines(path)?
        .map(|line| {
            let (at, line) = line?;
            question(&line).ok_or_else(|| wrong(path, at))
        })
        .collect()
}

fn lines(path: &Path) -> io::Result<impl Iterator<Item = io::Result<(usize, String)>>> {
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let file = BufReader::with_capacity(1 << 20, File::open(path).map_err(named)?);
    Ok(file
        .lines()
        .enumerate()
        .map(|(at, line)| line.map(|line| (at + 1, line))))
}

fn wrong(path: &Path, line: usize) -> io::Error {
    let text = format!("{}: line {line} is not in the format", path.display());
    io::Error::new(io::ErrorKind::InvalidData, text)
}

fn session(line: &str) -> Option<PeerSession> {
    let cells: Vec<&str> = line.split('\t').collect();
    Some(PeerSession {
        id: cell(&cells, 0)?,
        x: cell(&cells, 1)?,
        y: cell(&cells, 2)?,
        activity: cell(&cells, 5)?,
        slots: cell(&cells, 6)?,
        youngest: cell(&cells, 7)?,
        oldest: cell(&cells, 8)?,
        level: cell(&cells, 9)?,
        accessibility: cell(&cells, 10)?,
        price: cell(&cells, 11)?,
        days_ago: cell(&cells, 12)?,
        places: cell(&cells, 13)?,
        retention: cell(&cells, 14)?,
        title: cell(&cells, 15)?,
        description: cell(&cells, 16)?,
    })
}

fn question(line: &str) -> Option<PeerQuestion> {
    let cells: Vec<&str> = line.split('\t').collect();
    Some(PeerQuestion {
        x: cell(&cells, 1)?,
        y: cell(&cells, 2)?,
        radius: cell(&cells, 3)?,
        age: cell(&cells, 4)?,
        slots: cell(&cells, 5)?,
        level: cell(&cells, 6)?,
        accessibility: cell(&cells, 7)?,
        price: cell(&cells, 8)?,
        days: cell(&cells, 9)?,
        text: cell(&cells, 10)?,
    })
}

fn cell<T: FromStr>(cells: &[&str], at: usize) -> Option<T> {
    cells.get(at)?.parse().ok()
}
