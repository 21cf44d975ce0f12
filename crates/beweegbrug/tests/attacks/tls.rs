//! TLS of our own: what is shown, what is refused, and a renewal while people are connected.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use testkit::Engine;
use tokio_rustls::rustls::client::danger::{
    HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier,
};
use tokio_rustls::rustls::crypto::{
    CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature,
};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme, StreamOwned,
};

use crate::wire::PROGRAM;

const FIRST: [&str; 2] = [
    include_str!("certificates/first.pem"),
    include_str!("certificates/first.key"),
];
const SECOND: [&str; 2] = [
    include_str!("certificates/second.pem"),
    include_str!("certificates/second.key"),
];

/// Takes exactly one certificate, whoever signed it.
#[derive(Debug)]
struct Only(CertificateDer<'static>, CryptoProvider);

impl ServerCertVerifier for Only {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match *shown == self.0 {
            true => Ok(ServerCertVerified::assertion()),
            false => Err(Error::General("another certificate".to_owned())),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.1.signature_verification_algorithms;
        verify_tls12_signature(message, shown, signed, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.1.signature_verification_algorithms;
        verify_tls13_signature(message, shown, signed, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.1.signature_verification_algorithms.supported_schemes()
    }
}

type Line = StreamOwned<ClientConnection, TcpStream>;

/// A line to a server that must show this certificate.
fn line_to(address: &str, certificate: &str, protocols: &[&str]) -> Result<Line, String> {
    let wanted = CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap();
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Only(wanted, ring::default_provider())))
        .with_no_client_auth();
    config.alpn_protocols = protocols
        .iter()
        .map(|name| name.as_bytes().to_vec())
        .collect();
    let name = ServerName::try_from("brugdam.example").unwrap();
    let mut session = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = TcpStream::connect(address).map_err(|fault| fault.to_string())?;
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    while session.is_handshaking() {
        session
            .complete_io(&mut stream)
            .map_err(|fault| fault.to_string())?;
    }
    Ok(StreamOwned::new(session, stream))
}

fn ask(line: &mut Line, path: &str) -> String {
    let head = format!("GET {path} HTTP/1.1\r\nHost: brugdam.example\r\n\r\n");
    line.write_all(head.as_bytes()).unwrap();
    let mut piece = [0; 65536];
    let length = line.read(&mut piece).unwrap();
    String::from_utf8_lossy(&piece[..length]).into_owned()
}

fn put(folder: &Path, [certificate, key]: [&str; 2]) {
    std::fs::write(folder.join("tls.key"), key).unwrap();
    std::fs::write(folder.join("tls.pem"), certificate).unwrap();
}

/// A server with TLS; ends when dropped.
struct Secure {
    process: std::process::Child,
    address: String,
}

impl Secure {
    fn start(folder: &Path) -> Self {
        put(folder, FIRST);
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        let config = folder.join("beweegbrug.toml");
        let text = format!(
            "tls_certificate = \"{0}/tls.pem\"\ntls_key = \"{0}/tls.key\"\nmetrics_listen = \"127.0.0.1:0\"\n",
            folder.display()
        );
        std::fs::write(&config, text).unwrap();
        let process = Command::new(PROGRAM)
            .args(["serve", "--listen", &address, "--config"])
            .arg(config)
            .arg("--data")
            .arg(folder)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let secure = Self { process, address };
        secure.until_it_shows(FIRST[0]);
        secure
    }

    fn until_it_shows(&self, certificate: &str) {
        let begun = Instant::now();
        while line_to(&self.address, certificate, &["http/1.1"]).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(60), "never shown");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn look_again(&self) {
        let pid = self.process.id().to_string();
        let asked = Command::new("kill").args(["-HUP", &pid]).status();
        assert!(asked.unwrap().success());
    }
}

impl Drop for Secure {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

#[test]
fn a_certificate_is_renewed_while_people_are_connected() {
    let database = Engine::Sqlite.fresh();
    let folder = database.folder();
    let secure = Secure::start(folder);
    let mut old = line_to(&secure.address, FIRST[0], &["http/1.1"]).unwrap();
    let answer = ask(&mut old, "/inloggen");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(
        answer.contains("strict-transport-security: max-age=31536000"),
        "{answer}"
    );

    // A renewal that was written by halves leaves what works.
    std::fs::write(folder.join("tls.pem"), "-----BEGIN CERT").unwrap();
    secure.look_again();
    std::thread::sleep(Duration::from_millis(300));
    assert!(line_to(&secure.address, FIRST[0], &[]).is_ok());
    // And so does a certificate with somebody else's key.
    std::fs::write(folder.join("tls.pem"), SECOND[0]).unwrap();
    secure.look_again();
    std::thread::sleep(Duration::from_millis(300));
    assert!(line_to(&secure.address, FIRST[0], &[]).is_ok());

    put(folder, SECOND);
    secure.look_again();
    secure.until_it_shows(SECOND[0]);
    assert!(line_to(&secure.address, FIRST[0], &[]).is_err());
    let answer = ask(&mut old, "/healthz");
    assert!(
        answer.starts_with("HTTP/1.1 200"),
        "who was connected stays: {answer}"
    );

    let second_version = line_to(&secure.address, SECOND[0], &["h2", "http/1.1"]).unwrap();
    assert_eq!(second_version.conn.alpn_protocol(), Some(&b"h2"[..]));
    // Plain words on this line get nothing.
    let mut plain = TcpStream::connect(&secure.address).unwrap();
    plain
        .set_read_timeout(Some(Duration::from_secs(15)))
        .unwrap();
    plain
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        .unwrap();
    let mut said = Vec::new();
    plain.read_to_end(&mut said).ok();
    assert!(!String::from_utf8_lossy(&said).contains("HTTP/1.1"));
}

#[test]
fn a_key_of_another_certificate_or_half_a_setting_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), [FIRST[0], SECOND[1]]);
    let at = folder.path().display();
    for (settings, code, words) in [
        (
            format!("tls_certificate = \"{at}/tls.pem\"\ntls_key = \"{at}/tls.key\"\n"),
            3,
            "tls.pem",
        ),
        (
            format!("tls_certificate = \"{at}/tls.pem\"\n"),
            2,
            "go together",
        ),
        (
            format!("tls_certificate = \"{at}/none.pem\"\ntls_key = \"{at}/tls.key\"\n"),
            3,
            "none.pem",
        ),
    ] {
        let config = folder.path().join("beweegbrug.toml");
        std::fs::write(&config, settings).unwrap();
        let output = Command::new(PROGRAM)
            .args(["serve", "--listen", "127.0.0.1:0", "--config"])
            .arg(&config)
            .arg("--data")
            .arg(folder.path().join("data"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(words), "{said}");
    }
}
