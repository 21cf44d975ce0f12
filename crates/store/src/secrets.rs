//! The master key, and the keys derived from it for one purpose each.
//!
//! The master key is 32 bytes from a file or an environment variable's file; everything else
//! follows from it by HMAC-SHA-256 with a label (RFC 5869, expand only: the master is uniform).

use std::fmt;
use std::io::Write;
use std::path::Path;

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::StoreError;

/// The one secret an installation must keep safe.
#[derive(Clone)]
pub struct MasterKey(Zeroizing<[u8; 32]>);

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

impl MasterKey {
    /// A new one, from the operating system's randomness.
    #[must_use]
    pub fn random() -> Self {
        Self(Zeroizing::new(rand::random()))
    }

    /// From 32 bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Reads a key file: 32 bytes in base64.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let text = Zeroizing::new(std::fs::read_to_string(path).map_err(|error| {
            StoreError::Place(format!(
                "cannot read the master key {}: {error}. Point BEWEEGBRUG_MASTER_KEY_FILE to the \
                 file that holds it.",
                path.display()
            ))
        })?);
        let bytes = BASE64
            .decode(text.trim().as_bytes())
            .ok()
            .map(Zeroizing::new);
        match bytes
            .as_deref()
            .map(|bytes| <[u8; 32]>::try_from(bytes.as_slice()))
        {
            Some(Ok(key)) => Ok(Self(Zeroizing::new(key))),
            _ => Err(StoreError::Place(format!(
                "{} is no master key: it must hold 32 bytes in base64.",
                path.display()
            ))),
        }
    }

    /// Reads the key file, or makes one that only its owner may read.
    ///
    /// # Errors
    /// When the file can be neither read nor made.
    pub fn read_or_make(path: &Path) -> Result<Self, StoreError> {
        if path.exists() {
            return Self::read(path);
        }
        let key = Self::random();
        let made = make_private_file(path, BASE64.encode(&key.0[..]).as_bytes());
        made.map_err(|error| {
            StoreError::Place(format!(
                "cannot make the master key {}: {error}. Make the folder writable.",
                path.display()
            ))
        })?;
        Ok(key)
    }

    /// A key for one purpose.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(mac(&self.0[..], &[purpose.as_bytes()]))
    }
}

fn make_private_file(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// HMAC-SHA-256 over the parts, each preceded by its length so that no two lists of parts meet.
fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC takes a key of any length.
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    let mut hmac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        hmac.update(&(part.len() as u64).to_le_bytes());
        hmac.update(part);
    }
    hmac.finalize().into_bytes().into()
}

/// The derived keys in use.
#[derive(Clone)]
pub struct Secrets {
    pub(crate) seal: Zeroizing<[u8; 32]>,
    lookup: Zeroizing<[u8; 32]>,
    link: Zeroizing<[u8; 32]>,
    log: Zeroizing<[u8; 32]>,
    request: Zeroizing<[u8; 32]>,
    sign_in: Zeroizing<[u8; 32]>,
    fingerprint: String,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    /// Everything that follows from the master key.
    #[must_use]
    pub fn of(master: &MasterKey) -> Self {
        Self {
            seal: master.derive("seal resident keys"),
            lookup: master.derive("look up contact"),
            link: master.derive("links in messages"),
            log: master.derive("access log"),
            request: master.derive("idempotency"),
            sign_in: master.derive("signing in"),
            fingerprint: HEXLOWER.encode(&master.derive("fingerprint")[..8]),
        }
    }

    /// Tells two master keys apart without telling anything of them.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The keyed hash by which a known phone number or address is found again.
    #[must_use]
    pub fn lookup_hash(&self, kind: &str, value: &str) -> String {
        BASE64URL_NOPAD.encode(&mac(&self.lookup[..], &[kind.as_bytes(), value.as_bytes()]))
    }

    /// A link token: 256 bits that follow from purpose, subject and nonce.
    #[must_use]
    pub fn link_token(&self, purpose: &str, subject: &str, nonce: &str) -> String {
        let parts = [purpose.as_bytes(), subject.as_bytes(), nonce.as_bytes()];
        BASE64URL_NOPAD.encode(&mac(&self.link[..], &parts))
    }

    /// The code a resident types from paper: eight digits that follow from the referral and nonce.
    #[must_use]
    pub fn printed_code(&self, subject: &str, nonce: &str) -> String {
        let bytes = mac(
            &self.link[..],
            &[b"printed", subject.as_bytes(), nonce.as_bytes()],
        );
        let number = bytes[..8]
            .iter()
            .fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte));
        let number = number % 100_000_000;
        format!("{:04} {:04}", number / 10_000, number % 10_000)
    }

    /// The MAC of an access-log row.
    #[must_use]
    pub fn log_mac(&self, parts: &[&[u8]]) -> String {
        BASE64URL_NOPAD.encode(&mac(&self.log[..], parts))
    }

    /// The key with which something of an account is sealed, for one purpose.
    pub(crate) fn sign_in_key(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(mac(&self.sign_in[..], &[b"key", purpose.as_bytes()]))
    }

    /// A keyed hash for signing in, for one purpose: recovery codes, known devices, attempts.
    #[must_use]
    pub fn sign_in_hash(&self, purpose: &str, parts: &[&str]) -> String {
        let mut all = vec![b"hash".as_slice(), purpose.as_bytes()];
        all.extend(parts.iter().map(|part| part.as_bytes()));
        BASE64URL_NOPAD.encode(&mac(&self.sign_in[..], &all))
    }

    /// The keyed hash of an idempotency key or a request's body.
    #[must_use]
    pub fn request_hash(&self, text: &[u8]) -> String {
        BASE64URL_NOPAD.encode(&mac(&self.request[..], &[text]))
    }
}

/// The hash under which a random 256-bit token is kept. A plain hash is enough: such a token
/// cannot be guessed.
#[must_use]
pub fn token_hash(token: &str) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(token.as_bytes()))
}

/// A new random token of 256 bits.
#[must_use]
pub fn random_token() -> String {
    BASE64URL_NOPAD.encode(&rand::random::<[u8; 32]>())
}

/// A new nonce of 128 bits.
#[must_use]
pub fn random_nonce() -> String {
    BASE64URL_NOPAD.encode(&rand::random::<[u8; 16]>())
}
