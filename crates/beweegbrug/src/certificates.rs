//! TLS of our own: the certificate's files, read again when they change, so that a renewal needs no
//! restart. A renewal that cannot be read leaves the certificate that works.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwap;
use tokio::signal::unix::{SignalKind, signal};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

use crate::failure::Failure;

/// How often the files are looked at; SIGHUP makes it at once.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Where the certificate and its key lie, as PEM.
#[derive(Clone, Debug)]
pub struct Files {
    /// The certificate, followed by those that vouch for it.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

impl Files {
    fn read(&self) -> Result<CertifiedKey, Failure> {
        let wrong = |file: &PathBuf, why: String| {
            Failure::Environment(format!("cannot use {}: {why}.", file.display()))
        };
        let chain: Result<Vec<_>, _> =
            CertificateDer::pem_file_iter(&self.certificate).and_then(Iterator::collect);
        let chain = chain.map_err(|error| wrong(&self.certificate, error.to_string()))?;
        let key = PrivateKeyDer::from_pem_file(&self.key);
        let key = key.map_err(|error| wrong(&self.key, error.to_string()))?;
        // Refuses an empty chain, and a key that belongs to another certificate.
        CertifiedKey::from_der(chain, key, &ring::default_provider())
            .map_err(|error| wrong(&self.certificate, error.to_string()))
    }

    /// When they were last written; what cannot be seen counts as unchanged.
    fn written(&self) -> [Option<SystemTime>; 2] {
        [&self.certificate, &self.key].map(|file| {
            std::fs::metadata(file)
                .and_then(|facts| facts.modified())
                .ok()
        })
    }
}

/// The certificate that is shown to whoever connects now.
#[derive(Debug)]
struct Shown(ArcSwap<CertifiedKey>);

impl ResolvesServerCert for Shown {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.load_full())
    }
}

/// Takes in TLS connections with the certificate in these files. From now on a task looks whether
/// they changed.
///
/// # Errors
/// When the files cannot be read or do not belong together.
pub fn acceptor(files: Files) -> Result<TlsAcceptor, Failure> {
    let shown = Arc::new(Shown(ArcSwap::from_pointee(files.read()?)));
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::Environment(format!("TLS: {error}.")))?
        .with_no_client_auth()
        .with_cert_resolver(shown.clone());
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    tokio::spawn(keep_fresh(files, shown));
    Ok(TlsAcceptor::from(Arc::new(config)))
}

async fn keep_fresh(files: Files, shown: Arc<Shown>) {
    let mut hangup = signal(SignalKind::hangup()).ok();
    let mut seen = files.written();
    loop {
        let asked = match &mut hangup {
            Some(hangup) => tokio::time::timeout(LOOK_EVERY, hangup.recv())
                .await
                .is_ok(),
            None => {
                tokio::time::sleep(LOOK_EVERY).await;
                false
            }
        };
        let written = files.written();
        if !asked && written == seen {
            continue;
        }
        match files.read() {
            Ok(fresh) => {
                seen = written;
                shown.0.store(Arc::new(fresh));
                tracing::info!("the certificate was read again");
            }
            // Half written, perhaps: looked at again until it is whole.
            Err(failure) => tracing::warn!(%failure, "the certificate could not be renewed"),
        }
    }
}
