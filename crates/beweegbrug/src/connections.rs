//! Takes connections in: over TLS or plain, so many at once and so many from one address, and none
//! that only keeps us waiting. Every limit of the line stands here; what a request may be, `web`
//! says.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;
use web::proxies::TrustedProxies;

use crate::patience::Patience;
use crate::serving::until_stopped;

/// A TLS handshake takes at most so long.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// The head of a request comes within so long, the pause before it included.
const HEAD: Duration = Duration::from_secs(15);
/// A proxy of ours may keep a line open longer: closing one just as it is used costs an answer.
const HEAD_OF_PROXY: Duration = Duration::from_secs(90);
/// Who takes nothing of an answer for so long is not reading it.
const STALLED: Duration = Duration::from_secs(30);
/// Largest head of a request: the longest path and cookies of ours come nowhere near.
const HEAD_BYTES: usize = 32 * 1024;
/// Most headers of a request.
const HEADERS: usize = 64;
/// Connections from one address: a practice behind one address has tens of people.
const FROM_ONE_ADDRESS: u32 = 128;
/// After an accept that failed (too many open files), nobody is taken in for a moment.
const AFTER_FAILURE: Duration = Duration::from_millis(100);

/// What to serve, and to whom.
pub struct Reception {
    /// The service.
    pub router: Router,
    /// Plain when there is none.
    pub tls: Option<TlsAcceptor>,
    /// Our proxies bring many people over few lines: no limit by address for them.
    pub proxies: TrustedProxies,
    /// Most connections at once; more wait in the system's queue.
    pub at_once: u32,
}

/// Serves until it is stopped; then what is under way is finished.
pub async fn receive(
    listener: TcpListener,
    reception: Reception,
    mut stopped: watch::Receiver<bool>,
) {
    let reception = Arc::new(reception);
    let places = Arc::new(Semaphore::new(reception.at_once as usize));
    let crowd = Arc::new(Crowd::default());
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = until_stopped(&mut stopped) => break,
        };
        let Some((place, stream, peer)) = accepted else {
            tokio::time::sleep(AFTER_FAILURE).await;
            continue;
        };
        let from = peer.ip().to_canonical();
        let is_ours = from.is_loopback() || reception.proxies.holds(from);
        let counted = match is_ours {
            true => None,
            false => match Crowd::enter(&crowd, from) {
                Some(counted) => Some(counted),
                None => continue,
            },
        };
        let (reception, stopped) = (reception.clone(), stopped.clone());
        tokio::spawn(async move {
            tend(&reception, stream, peer, stopped).await;
            drop((place, counted));
        });
    }
    // Every place free again: everybody has left.
    places.acquire_many(reception.at_once).await.ok();
}

type Place = tokio::sync::OwnedSemaphorePermit;

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(Place, TcpStream, SocketAddr)> {
    let place = places.clone().acquire_owned().await.ok()?;
    let (stream, peer) = listener.accept().await.ok()?;
    Some((place, stream, peer))
}

/// One connection, from the first byte to the last.
async fn tend(
    reception: &Reception,
    stream: TcpStream,
    peer: SocketAddr,
    stopped: watch::Receiver<bool>,
) {
    // Answers are small and whole: waiting to fill a packet only costs time.
    stream.set_nodelay(true).ok();
    let stream = Patience::with(stream, STALLED);
    let Some(tls) = &reception.tls else {
        return speak_http1(reception, stream, peer, stopped).await;
    };
    let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await else {
        return;
    };
    match stream.get_ref().1.alpn_protocol() {
        Some(b"h2") => speak_http2(reception, stream, peer, stopped).await,
        _ => speak_http1(reception, stream, peer, stopped).await,
    }
}

async fn speak_http1(
    reception: &Reception,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: SocketAddr,
    stopped: watch::Receiver<bool>,
) {
    let head = match reception.proxies.holds(peer.ip()) {
        true => HEAD_OF_PROXY,
        false => HEAD,
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service(reception, peer));
    finish(
        connection,
        |connection| connection.graceful_shutdown(),
        stopped,
    )
    .await;
}

async fn speak_http2(
    reception: &Reception,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: SocketAddr,
    stopped: watch::Receiver<bool>,
) {
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(64)
        .max_header_list_size(HEAD_BYTES as u32)
        .max_pending_accept_reset_streams(20)
        // A silent line is asked whether it still lives.
        .keep_alive_interval(HEAD_OF_PROXY)
        .keep_alive_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service(reception, peer));
    finish(
        connection,
        |connection| connection.graceful_shutdown(),
        stopped,
    )
    .await;
}

/// The service as one connection sees it: each request knows its peer.
fn service(
    reception: &Reception,
    peer: SocketAddr,
) -> TowerToHyperService<
    impl tower::Service<
        http::Request<Incoming>,
        Response = axum::response::Response,
        Error = std::convert::Infallible,
        Future: Send,
    > + Clone
    + Send
    + 'static,
> {
    let router = reception.router.clone();
    TowerToHyperService::new(
        router.map_request(move |mut request: http::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            request
        }),
    )
}

/// Follows a connection to its end; once the service stops, to the end of what is under way. Why a
/// connection broke off is the other side's business.
async fn finish<C: Future>(
    connection: C,
    begin_to_end: impl FnOnce(Pin<&mut C>),
    mut stopped: watch::Receiver<bool>,
) {
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = until_stopped(&mut stopped) => begin_to_end(connection.as_mut()),
    }
    connection.await;
}

/// Who is inside, by address.
#[derive(Default)]
struct Crowd(Mutex<HashMap<IpAddr, u32>>);

/// Somebody inside; leaves when dropped.
struct Counted {
    crowd: Arc<Crowd>,
    from: IpAddr,
}

impl Crowd {
    /// Counts one more, unless there are too many from that address.
    fn enter(crowd: &Arc<Self>, from: IpAddr) -> Option<Counted> {
        let mut all = crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        let inside = all.entry(from).or_default();
        if *inside >= FROM_ONE_ADDRESS {
            return None;
        }
        *inside += 1;
        Some(Counted {
            crowd: crowd.clone(),
            from,
        })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut all = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(inside) = all.get_mut(&self.from) {
            *inside -= 1;
            if *inside == 0 {
                all.remove(&self.from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_fills_its_own_share_and_nobody_elses() {
        let crowd = Arc::new(Crowd::default());
        let (one, other) = ([203, 0, 113, 1].into(), [203, 0, 113, 2].into());
        let mut inside: Vec<_> = (0..FROM_ONE_ADDRESS)
            .map(|_| Crowd::enter(&crowd, one).unwrap())
            .collect();
        assert!(Crowd::enter(&crowd, one).is_none());
        assert!(Crowd::enter(&crowd, other).is_some());
        inside.pop();
        assert!(Crowd::enter(&crowd, one).is_some(), "one has left");
        inside.clear();
        assert!(crowd.0.lock().unwrap().is_empty(), "nobody is remembered");
    }
}
