//! The worker: one loop a node. It delivers post as soon as there is some, looks every second at
//! what is due or was changed elsewhere, and sweeps once an hour. Every job can run twice without
//! harm.

use std::sync::Arc;
use std::time::Duration;

use actions::deliver::{Mailer, deliver};
use actions::escalate::escalate;
use actions::{ActionError, Bridge};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

const TICK: Duration = Duration::from_secs(1);
const SWEEP: Duration = Duration::from_secs(3600);
/// After a failure the worker waits a little longer each time, up to this.
const PATIENCE: Duration = Duration::from_secs(30);

/// Starts the worker; it ends when `stop` says so.
pub fn start(
    bridge: Bridge,
    mailer: Arc<dyn Mailer>,
    node: String,
    mut stop: watch::Receiver<bool>,
) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut swept: Option<Instant> = None;
        let mut pause = TICK;
        loop {
            let sweep = swept.is_none_or(|at| at.elapsed() > SWEEP);
            match round(&bridge, &*mailer, &node, sweep).await {
                Ok(()) => {
                    pause = TICK;
                    if sweep {
                        swept = Some(Instant::now());
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "the worker's round failed; it is tried again");
                    pause = (pause * 2).min(PATIENCE);
                }
            }
            tokio::select! {
                () = bridge.post(), if pause == TICK => {}
                () = sleep(pause) => {}
                _ = stop.changed() => return,
            }
        }
    })
}

async fn round(
    bridge: &Bridge,
    mailer: &dyn Mailer,
    node: &str,
    sweep: bool,
) -> Result<(), ActionError> {
    bridge.refresh().await?;
    escalate(bridge).await?;
    deliver(bridge, mailer, node).await?;
    if sweep {
        actions::sweep::sweep(bridge).await?;
    }
    Ok(())
}
