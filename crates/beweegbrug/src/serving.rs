//! Serving until somebody says stop: requests under way are finished, post under way is sent,
//! what was acknowledged is on disk.

use std::net::SocketAddr;
use std::sync::Arc;

use actions::Bridge;
use actions::deliver::Mailer;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use web::{Setup, Web};

use crate::failure::Failure;
use crate::{say, worker};

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
    let listener = TcpListener::bind(address).await.map_err(failure)?;
    let local = listener.local_addr().map_err(failure)?;
    Ok((listener, local))
}

/// Where to serve the figures of the service itself.
pub struct Metrics {
    /// The listener, when one could be had.
    pub listener: Option<TcpListener>,
}

/// Serves until SIGINT or SIGTERM. `ready` runs once the pages answer.
///
/// # Errors
/// When the server cannot run.
pub async fn serve(
    bridge: Bridge,
    setup: Setup,
    listener: TcpListener,
    metrics: Metrics,
    mailer: Arc<dyn Mailer>,
    ready: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (stop, stopped) = watch::channel(false);
    let node = store::secrets::random_nonce();
    let work = worker::start(bridge.clone(), mailer, node, stopped.clone());
    let web = Web::new(bridge.clone(), setup);
    if let Some(listener) = metrics.listener {
        let router = web::metrics_router(web.clone());
        let until = until_stopped(stopped.clone());
        tokio::spawn(async move {
            axum::serve(listener, router)
                .with_graceful_shutdown(until)
                .await
                .ok();
        });
    }
    let service = web::router(web).into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(
        axum::serve(listener, service)
            .with_graceful_shutdown(until_stopped(stopped))
            .into_future(),
    );
    ready()?;
    wait_for_signal().await?;
    say::remark("Stopping: finishing what is under way.");
    stop.send(true).ok();
    let served = tokio::time::timeout(std::time::Duration::from_secs(20), server).await;
    work.await.ok();
    bridge.close().await;
    match served {
        Ok(Ok(Err(error))) => Err(Failure::Environment(format!("the server stopped: {error}"))),
        _ => Ok(()),
    }
}

async fn until_stopped(mut stopped: watch::Receiver<bool>) {
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
