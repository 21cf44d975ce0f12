//! Serving until somebody says stop: requests under way are finished, post under way is sent,
//! what was acknowledged is on disk.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use actions::Bridge;
use actions::check_websites::Probe;
use actions::deliver::Mailer;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use web::{Setup, Web};

use crate::connections::{self, Reception};
use crate::failure::Failure;
use crate::websites::Websites;
use crate::{certificates, say, sealer, worker};

/// How people reach the service over the line.
pub struct Line {
    /// Where they come in.
    pub listener: TcpListener,
    /// The certificate's files; plain without.
    pub tls: Option<certificates::Files>,
    /// Most connections at once.
    pub at_once: u32,
    /// For the figures of the service itself, when an address could be had.
    pub metrics: Option<TcpListener>,
    /// Where the anchors of the access log are written.
    pub anchors: PathBuf,
}

/// Opens an address to listen on.
///
/// # Errors
/// When it is taken or not allowed.
pub async fn listen(address: &str) -> Result<(TcpListener, SocketAddr), Failure> {
    let failure = |error: std::io::Error| {
        Failure::Environment(format!(
            "cannot listen on {address}: {error}. Choose another port."
        ))
    };
    if !is_address(address) {
        return Err(Failure::WrongUse(format!(
            "{address} is no address to listen on. Give a host and a port, such as 127.0.0.1:8080."
        )));
    }
    let listener = TcpListener::bind(address).await.map_err(failure)?;
    let local = listener.local_addr().map_err(failure)?;
    Ok((listener, local))
}

/// Whether it reads as a host and a port; whether the host is there is another question.
fn is_address(address: &str) -> bool {
    let host_and_port = address.rsplit_once(':');
    host_and_port.is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
}

/// Serves until SIGINT or SIGTERM. `ready` runs once the pages answer.
///
/// # Errors
/// When the server cannot run.
pub async fn serve(
    bridge: Bridge,
    setup: Setup,
    line: Line,
    mailer: Arc<dyn Mailer>,
    ready: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (stop, stopped) = watch::channel(false);
    let node = store::secrets::random_nonce();
    // The demo's clubs and their websites are invented: nobody is called.
    let probe: Option<Arc<dyn Probe>> = match bridge.settings().demo {
        true => None,
        false => Some(Arc::new(Websites)),
    };
    let work = worker::start(bridge.clone(), mailer, probe, node, stopped.clone());
    let (stop_sealing, sealing_stopped) = watch::channel(false);
    let seals = sealer::start(bridge.clone(), line.anchors, sealing_stopped);
    let proxies = setup.trusted_proxies.clone();
    let web = Web::new(bridge.clone(), setup);
    let reception = |router| Reception {
        router,
        tls: None,
        proxies: proxies.clone(),
        at_once: line.at_once,
    };
    if let Some(listener) = line.metrics {
        let figures = reception(web::metrics_router(web.clone()));
        tokio::spawn(connections::receive(listener, figures, stopped.clone()));
    }
    let doors = Reception {
        tls: line.tls.map(certificates::acceptor).transpose()?,
        ..reception(web::router(web))
    };
    let server = tokio::spawn(connections::receive(line.listener, doors, stopped));
    ready()?;
    wait_for_signal().await?;
    say::remark("Stopping: finishing what is under way.");
    stop.send(true).ok();
    // Who still waits for an answer by then has gone away.
    let patience = std::time::Duration::from_secs(20);
    tokio::time::timeout(patience, server).await.ok();
    work.await.ok();
    // Nobody writes any more: what comes into the log now is sealed and anchored.
    stop_sealing.send(true).ok();
    seals.await.ok();
    worker::keep(&bridge).await;
    bridge.close().await;
    Ok(())
}

/// Ends once the service stops.
pub async fn until_stopped(stopped: &mut watch::Receiver<bool>) {
    while !*stopped.borrow_and_update() {
        if stopped.changed().await.is_err() {
            return;
        }
    }
}

async fn wait_for_signal() -> Result<(), Failure> {
    let failure =
        |error: std::io::Error| Failure::Environment(format!("cannot wait for signals: {error}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failure)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failure)?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

/// Logs: to standard error, without personal data; JSON when nobody watches.
pub fn start_logging() {
    use std::io::IsTerminal;
    use tracing_subscriber::EnvFilter;

    let filter = EnvFilter::try_from_env("BEWEEGBRUG_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,beweegbrug=info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let done = if std::io::stderr().is_terminal() {
        builder.try_init()
    } else {
        builder.json().try_init()
    };
    // A second initialisation in one process changes nothing.
    done.ok();
}
