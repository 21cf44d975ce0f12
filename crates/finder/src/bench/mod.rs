//! `beweegbrug bench match`: how quickly the index answers, by itself or beside its peers.
//!
//! Called by the command line only. It asks the question that is put to every engine (see
//! [`PeerQuestion`]) through the product's own columns, grid, scan, score and words.

use std::hint::black_box;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;

mod made;
mod peers;
mod replay;
mod sheet;
mod whole;

pub use made::{made_questions, made_sessions};
pub use peers::{PeerAnswer, PeerFacets, PeerIndex, PeerQuestion, PeerSession};
pub use replay::{ReplayFigures, replay};
pub use sheet::{read_questions, read_sessions};
pub use whole::WholeFigures;

/// Times each question is asked for a figure; the median counts.
const ROUNDS: usize = 5;

/// What `bench match` prints, as one JSON line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchFigures {
    /// Always `match`.
    pub bench: &'static str,
    /// Sessions in the index.
    pub sessions: usize,
    /// Different questions asked.
    pub queries: usize,
    /// Median answering time in microseconds, top 20 and facets included.
    pub p50_us: f64,
    /// The slowest hundredth begins here, in microseconds.
    pub p99_us: f64,
    /// Answers a second on one core.
    pub qps: u64,
    /// Bytes the index takes a session.
    pub bytes_per_session: f64,
    /// Of these, bytes in the columns that filters read.
    pub scanned_bytes_per_session: usize,
    /// How long building took, in milliseconds.
    pub build_ms: u64,
    /// The same on a hundredth and a tenth of the sessions; empty for files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub growth: Vec<Growth>,
    /// What a person waits for; not measured on files, which hold no offers.
    #[serde(flatten)]
    pub whole: Option<WholeFigures>,
}

/// The figures of a smaller index over the same country.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Growth {
    /// Sessions in it.
    pub sessions: usize,
    /// Median answering time in microseconds.
    pub p50_us: f64,
    /// The slowest hundredth begins here, in microseconds.
    pub p99_us: f64,
}

/// Measures on data made from `seed`: the same numbers give the same data everywhere.
#[must_use]
pub fn measure(sessions: usize, queries: usize, seed: u64) -> MatchFigures {
    let of = |sessions| {
        let made: Vec<_> = made_sessions(sessions, seed).collect();
        let start = Instant::now();
        let index = PeerIndex::build(made);
        let build = start.elapsed();
        figures(&index, &made_questions(queries, seed), build)
    };
    let growth = [sessions / 100, sessions / 10].map(|fewer| {
        let figures = of(fewer);
        Growth {
            sessions: fewer,
            p50_us: figures.p50_us,
            p99_us: figures.p99_us,
        }
    });
    MatchFigures {
        growth: growth.to_vec(),
        whole: Some(whole::measure(sessions, queries, seed)),
        ..of(sessions)
    }
}

/// Measures on the files that the peers read.
///
/// # Errors
/// When a file cannot be read, or a line of it is not in the format; the line is named.
pub fn measure_files(sessions: &Path, queries: &Path) -> io::Result<MatchFigures> {
    let start = Instant::now();
    let index = read_sessions(sessions)?;
    let build = start.elapsed();
    Ok(figures(&index, &read_questions(queries)?, build))
}

/// Loads both files, then answers each line of `input` with a JSON list, one figure a question:
/// `rank` and `facets` with microseconds, `counts` with the number of hits. Ends with the input.
///
/// # Errors
/// When a file cannot be read or a line is not understood.
pub fn serve(
    sessions: &Path,
    queries: &Path,
    input: impl BufRead,
    mut output: impl Write,
) -> io::Result<()> {
    let index = read_sessions(sessions)?;
    let questions = read_questions(queries)?;
    one_round(&index, &questions, true);
    for line in input.lines() {
        let answer = match line?.trim() {
            "" => continue,
            "rank" => format!("{:?}", microseconds(&one_round(&index, &questions, false))),
            "facets" => format!("{:?}", microseconds(&one_round(&index, &questions, true))),
            "counts" => {
                let counts = questions
                    .iter()
                    .map(|question| index.answer(question, false).count);
                format!("{:?}", counts.collect::<Vec<_>>())
            }
            other => {
                let text = format!("'{other}' is none of rank, facets, counts");
                return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
            }
        };
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

fn one_round(index: &PeerIndex, questions: &[PeerQuestion], facets: bool) -> Vec<Duration> {
    questions
        .iter()
        .map(|question| {
            let start = Instant::now();
            black_box(index.answer(black_box(question), facets));
            start.elapsed()
        })
        .collect()
}

fn microseconds(times: &[Duration]) -> Vec<f64> {
    times
        .iter()
        .map(|time| time.as_nanos() as f64 / 1000.0)
        .collect()
}

fn figures(index: &PeerIndex, questions: &[PeerQuestion], build: Duration) -> MatchFigures {
    one_round(index, questions, true);
    let rounds: Vec<_> = (0..ROUNDS)
        .map(|_| one_round(index, questions, true))
        .collect();
    let mut times: Vec<Duration> = (0..questions.len())
        .map(|question| {
            let mut of_question: Vec<_> = rounds.iter().map(|round| round[question]).collect();
            of_question.sort_unstable();
            of_question[ROUNDS / 2]
        })
        .collect();
    times.sort_unstable();
    let taken: Duration = times.iter().sum();
    let sessions = index.len();
    let bytes = index.bytes() as f64 / sessions.max(1) as f64;
    MatchFigures {
        bench: "match",
        sessions,
        queries: questions.len(),
        p50_us: percentile(&times, 50),
        p99_us: percentile(&times, 99),
        qps: (times.len() as f64 / taken.as_secs_f64().max(1e-9)) as u64,
        bytes_per_session: (bytes * 10.0).round() / 10.0,
        scanned_bytes_per_session: PeerIndex::SCANNED_BYTES,
        build_ms: u64::try_from(build.as_millis()).unwrap_or(u64::MAX),
        growth: Vec::new(),
        whole: None,
    }
}

/// The time below which so many hundredths of the sorted `times` lie, in microseconds.
fn percentile(times: &[Duration], hundredths: usize) -> f64 {
    let at = (times.len() * hundredths / 100).min(times.len().saturating_sub(1));
    let time = times.get(at).copied().unwrap_or_default();
    (time.as_nanos() as f64 / 100.0).round() / 10.0
}
