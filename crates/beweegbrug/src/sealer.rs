//! The sealer: each second it links what was written in the access log into the chain, now and then
//! it looks for odd behaviour, and it keeps the anchor file. Apart from the worker, so that a slow
//! mail server holds up no seal.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use actions::{ActionError, Bridge, alarms, seal_log};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

use crate::serving::until_stopped;

const TICK: Duration = Duration::from_secs(1);
/// How often rows of a node that was killed are looked for.
const OTHERS: Duration = Duration::from_secs(10);
/// How often the log is searched for odd behaviour.
const WATCH: Duration = Duration::from_secs(300);
/// How often an anchor is written, when something was sealed since.
const ANCHOR: Duration = Duration::from_secs(3600);

/// The anchor file's name in the data folder, when no setting names another.
pub const ANCHORS: &str = "access-log.anchors";

/// Starts the sealer; it ends when `stop` says so, after a last seal and anchor.
pub fn start(bridge: Bridge, anchors: PathBuf, mut stop: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut rounds = Rounds {
            bridge,
            anchors,
            anchored: Vec::new(),
            others: None,
            watched: None,
            written: None,
        };
        loop {
            tell(rounds.round().await);
            tokio::select! {
                () = sleep(TICK) => {}
                () = until_stopped(&mut stop) => break,
            }
        }
        tell(rounds.last().await);
    })
}

fn tell(done: Result<(), ActionError>) {
    if let Err(error) = done {
        tracing::error!(%error, "the access log could not be sealed; it is tried again");
    }
}

struct Rounds {
    bridge: Bridge,
    anchors: PathBuf,
    /// Where the chains stood at the last anchor.
    anchored: Vec<(String, i64)>,
    others: Option<Instant>,
    watched: Option<Instant>,
    written: Option<Instant>,
}

fn is_time(last: &mut Option<Instant>, after: Duration) -> bool {
    let due = last.is_none_or(|at| at.elapsed() >= after);
    if due {
        *last = Some(Instant::now());
    }
    due
}

impl Rounds {
    async fn round(&mut self) -> Result<(), ActionError> {
        seal_log::seal_log(&self.bridge).await?;
        if is_time(&mut self.others, OTHERS) {
            seal_log::seal_for_the_gone(&self.bridge).await?;
        }
        if is_time(&mut self.watched, WATCH) {
            alarms::watch(&self.bridge).await?;
        }
        if is_time(&mut self.written, ANCHOR) {
            self.anchor().await?;
        }
        Ok(())
    }

    async fn last(&mut self) -> Result<(), ActionError> {
        seal_log::seal_log(&self.bridge).await?;
        self.anchor().await
    }

    async fn anchor(&mut self) -> Result<(), ActionError> {
        let anchors = seal_log::anchors(&self.bridge).await?;
        let stands: Vec<(String, i64)> = anchors
            .iter()
            .map(|anchor| (anchor.municipality.clone(), anchor.number))
            .collect();
        if stands == self.anchored {
            return Ok(());
        }
        let lines: Result<Vec<String>, _> = anchors.iter().map(|anchor| anchor.to_line()).collect();
        match append(&self.anchors, &lines?) {
            Ok(()) => self.anchored = stands,
            Err(cause) => {
                tracing::error!(%cause, file = %self.anchors.display(), "no anchor was written");
            }
        }
        Ok(())
    }
}

fn append(file: &Path, lines: &[String]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    let mut text = lines.join("\n");
    text.push('\n');
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
