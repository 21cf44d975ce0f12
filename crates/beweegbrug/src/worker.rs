//! The worker: one loop a node. It delivers post as soon as there is some, looks every second at
//! what is due or was changed elsewhere, and sweeps once an hour. Beside it offers that another node
//! or a command changed are taken in at once, by a look at one row every so often. Every night it removes what was
//! kept long enough, beside the rest, since that may take a while; every ten minutes, and
//! at the end, the offers are written down for the next start when they changed. Every job can run
//! twice, and be cut short, without harm.

use std::sync::Arc;
use std::time::Duration;

use actions::check_websites::{Probe, check_websites};
use actions::deliver::{Mailer, deliver, hand_over};
use actions::escalate::escalate;
use actions::keep_offers::keep_offers;
use actions::{ActionError, Bridge};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

const TICK: Duration = Duration::from_secs(1);
/// So often it is looked at whether offers were changed elsewhere: who imports a sheet finds them
/// a tenth of a second later.
const FOLLOW: Duration = Duration::from_millis(50);
const SWEEP: Duration = Duration::from_secs(3600);
/// So often, at most, the offers are written down for the next start.
const KEEP: Duration = Duration::from_secs(600);
/// After a failure the worker waits a little longer each time, up to this.
const PATIENCE: Duration = Duration::from_secs(30);

/// Starts the worker; it ends when `stop` says so.
pub fn start(
    bridge: Bridge,
    mailer: Arc<dyn Mailer>,
    probe: Option<Arc<dyn Probe>>,
    node: String,
    mut stop: watch::Receiver<bool>,
) -> JoinHandle<()> {
    tokio::spawn(async move {
        let following = tokio::spawn(follow(bridge.clone()));
        let mut swept: Option<Instant> = None;
        let mut pause = TICK;
        let mut night: Option<JoinHandle<()>> = None;
        let mut kept: Option<Instant> = None;
        let mut keeping: Option<JoinHandle<()>> = None;
        loop {
            let sweep = swept.is_none_or(|at| at.elapsed() > SWEEP);
            match round(&bridge, &*mailer, &node, sweep).await {
                Ok(()) => {
                    pause = TICK;
                    let idle = keeping.as_ref().is_none_or(JoinHandle::is_finished);
                    if idle && kept.is_none_or(|at| at.elapsed() > KEEP) {
                        kept = Some(Instant::now());
                        let bridge = bridge.clone();
                        keeping = Some(tokio::spawn(async move { keep(&bridge).await }));
                    }
                    if sweep {
                        swept = Some(Instant::now());
                        if night.as_ref().is_none_or(JoinHandle::is_finished) {
                            night = Some(tokio::spawn(aside(
                                bridge.clone(),
                                probe.clone(),
                                node.clone(),
                            )));
                        }
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
                _ = stop.changed() => {
                    following.abort();
                    following.await.ok();
                    if let Some(night) = night {
                        night.abort();
                        night.await.ok();
                    }
                    if let Some(keeping) = keeping {
                        keeping.await.ok();
                    }
                    if let Err(error) = hand_over(&bridge, &node).await {
                        tracing::error!(%error, "others deliver when the lease of the post ends");
                    }
                    return;
                }
            }
        }
    })
}

/// Takes in offers that were changed elsewhere, soon. What fails here is told by the round.
async fn follow(bridge: Bridge) {
    loop {
        let pause = match bridge.take_in_offers().await {
            Ok(()) => FOLLOW,
            Err(_) => TICK,
        };
        sleep(pause).await;
    }
}

async fn round(
    bridge: &Bridge,
    mailer: &dyn Mailer,
    node: &str,
    sweep: bool,
) -> Result<(), ActionError> {
    bridge.refresh().await?;
    actions::suspend_provider::help_on(bridge).await?;
    escalate(bridge).await?;
    actions::meet_demand::meet_demand(bridge, node).await?;
    actions::saved_wishes::tell_coaches(bridge).await?;
    deliver(bridge, mailer, node).await?;
    if sweep {
        actions::keep_fresh::ask_providers(bridge, node).await?;
        actions::sweep::sweep(bridge).await?;
        actions::learn::learn(bridge).await?;
        leave_again(bridge).await;
        actions::erase_resident::forget_again(bridge).await?;
    }
    Ok(())
}

/// Writes the offers down for the next start, when they changed. A failure costs nothing but time.
pub async fn keep(bridge: &Bridge) {
    if let Err(error) = keep_offers(bridge).await {
        tracing::warn!(%error, "the offers were not written down for the next start");
    }
}

/// Ends what was cut short of a municipality that leaves, or came back with older data. Another try
/// comes with the next sweep.
async fn leave_again(bridge: &Bridge) {
    if let Err(error) = actions::destroy_municipality::destroy_again(bridge).await {
        tracing::error!(%error, "a municipality that left could not be destroyed again");
    }
}

/// What may take a while: removing what was kept long enough, and looking at websites.
async fn aside(bridge: Bridge, probe: Option<Arc<dyn Probe>>, node: String) {
    if let Err(error) = actions::retain::nightly(&bridge, &node).await {
        tracing::error!(%error, "what was kept long enough could not be removed; it is tried again");
    }
    if let Some(probe) = probe
        && let Err(error) = check_websites(&bridge, &*probe, &node).await
    {
        tracing::error!(%error, "websites could not be looked at; they are tried again");
    }
}
