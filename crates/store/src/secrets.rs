//! The master key, the root secret that it seals, and the keys derived from that for one purpose
//! each (decision 0021).
//!
//! Master keys come and go: rotation puts a new one in the place of the old. What must outlive them,
//! so that a link in a mail of last year still works, follows from the root secret by HMAC-SHA-256
//! with a label (RFC 5869, expand only: the root is uniform).

use std::fmt;

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

/// A generation of the one secret an installation must keep safe: it seals the residents' keys and
/// the root secret. Cannot be printed; wiped when dropped.
#[derive(Clone)]
pub struct MasterKey {
    bytes: Zeroizing<[u8; 32]>,
    seal: Zeroizing<[u8; 32]>,
    id: String,
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({})", self.id)
    }
}

impl MasterKey {
    /// A new one, from the operating system's randomness.
    #[must_use]
    pub fn random() -> Self {
        Self::from_bytes(rand::random())
    }

    /// From 32 bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        let bytes = Zeroizing::new(bytes);
        let derive = |purpose: &str| Zeroizing::new(mac(&bytes[..], &[purpose.as_bytes()]));
        Self {
            seal: derive("seal resident keys"),
            id: HEXLOWER.encode(&derive("fingerprint")[..8]),
            bytes,
        }
    }

    /// From base64, as a ring holds it.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(BASE64.decode(text.as_bytes()).ok()?);
        <[u8; 32]>::try_from(bytes.as_slice())
            .ok()
            .map(Self::from_bytes)
    }

    /// In base64, for the ring only.
    pub(crate) fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64.encode(&self.bytes[..]))
    }

    /// Which generation it is. Tells two keys apart without telling anything of them; kept beside
    /// everything it sealed.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The key with which it seals.
    pub(crate) fn seal(&self) -> &[u8; 32] {
        &self.seal
    }
}

/// What outlives master keys: made once for an installation, kept in the key store under the
/// current master key. Cannot be printed; wiped when dropped.
#[derive(Clone)]
pub struct RootSecret(Zeroizing<[u8; 32]>);

impl fmt::Debug for RootSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RootSecret(…)")
    }
}

impl RootSecret {
    /// A new one.
    pub(crate) fn random() -> Self {
        Self::from_bytes(rand::random())
    }

    /// From 32 bytes.
    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Its bytes, to be sealed.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one purpose.
    fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(mac(&self.0[..], &[purpose.as_bytes()]))
    }
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
    /// Everything that follows from the root secret.
    #[must_use]
    pub fn of(root: &RootSecret) -> Self {
        Self {
            lookup: root.derive("look up contact"),
            link: root.derive("links in messages"),
            log: root.derive("access log"),
            request: root.derive("idempotency"),
            sign_in: root.derive("signing in"),
            fingerprint: HEXLOWER.encode(&root.derive("fingerprint")[..8]),
        }
    }

    /// Tells two root secrets, and so two installations, apart without telling anything of them.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The keyed hash by which a known phone number or address is found again.
    #[must_use]
    pub fn lookup_hash(&self, kind: &str, value: &str) -> String {
        BASE64URL_NOPAD.encode(&mac(&self.lookup[..], &[kind.as_bytes(), value.as_bytes()]))
    }

    /// A link token: whom it is about, and 256 bits that follow from purpose, subject and nonce.
    #[must_use]
    pub fn link_token(&self, purpose: &str, subject: Uuid, nonce: &str) -> String {
        let named = subject.to_string();
        let parts = [purpose.as_bytes(), named.as_bytes(), nonce.as_bytes()];
        let mut token = subject.as_bytes().to_vec();
        token.extend_from_slice(&mac(&self.link[..], &parts));
        BASE64URL_NOPAD.encode(&token)
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

/// Whom a link token says it is about; `None` for what is no link token. It says nothing about
/// whether the token is right.
#[must_use]
pub fn link_subject(token: &str) -> Option<Uuid> {
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
    let (subject, secret) = bytes.split_at_checked(16)?;
    (secret.len() == 32)
        .then(|| Uuid::from_slice(subject).ok())
        .flatten()
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
