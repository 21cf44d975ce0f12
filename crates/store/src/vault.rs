//! Sealing and opening what is personal: AES-256-GCM-SIV, a key per resident, that key sealed with
//! one that follows from the master key. What is sealed is bound to its resident and its field, so
//! that nothing can be swapped.

use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use domain::client::{CaseNotes, Client, ContactPerson};
use domain::contact::{Email, Phone, Postcode};
use domain::ids::{ResidentId, UserId};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::StoreError;
use crate::secrets::{MasterKey, RootSecret, Secrets};

/// One resident's key. Cannot be printed.
#[derive(Clone)]
pub struct ResidentKey(Zeroizing<[u8; 32]>);

impl ResidentKey {
    pub(crate) fn random() -> Self {
        Self(Zeroizing::new(rand::random()))
    }
}

impl std::fmt::Debug for ResidentKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ResidentKey(…)")
    }
}

/// The first byte of everything sealed, so that another cipher can be told from this one.
const FORMAT: u8 = 1;

fn seal(key: &[u8; 32], bound_to: &str, clear: &[u8]) -> Result<Vec<u8>, StoreError> {
    let nonce: [u8; 12] = rand::random();
    let payload = Payload {
        msg: clear,
        aad: bound_to.as_bytes(),
    };
    let cipher = Aes256GcmSiv::new(&(*key).into());
    let sealed = cipher
        .encrypt(&Nonce::from(nonce), payload)
        .map_err(|_| StoreError::Vault("sealing failed"))?;
    let mut out = Vec::with_capacity(1 + nonce.len() + sealed.len());
    out.push(FORMAT);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    Ok(out)
}

fn open(key: &[u8; 32], bound_to: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    let unreadable = StoreError::Vault("what was sealed cannot be opened");
    let Some((&[FORMAT], rest)) = sealed.split_first_chunk::<1>() else {
        return Err(unreadable);
    };
    let Some((nonce, body)) = rest.split_first_chunk::<12>() else {
        return Err(unreadable);
    };
    let payload = Payload {
        msg: body,
        aad: bound_to.as_bytes(),
    };
    let cipher = Aes256GcmSiv::new(&(*key).into());
    let clear = cipher
        .decrypt(&Nonce::from(*nonce), payload)
        .map_err(|_| unreadable)?;
    Ok(Zeroizing::new(clear))
}

/// Seals a small secret of an account, such as what its one-time codes follow from. `purpose`
/// names what it is: sealed for one purpose it cannot be opened for another, nor for somebody else.
///
/// # Errors
/// When sealing fails.
pub fn seal_for_account(
    secrets: &Secrets,
    purpose: &str,
    user: UserId,
    clear: &[u8],
) -> Result<Vec<u8>, StoreError> {
    let key = secrets.sign_in_key(purpose);
    seal(&key, &format!("{purpose} {user}"), clear)
}

/// Opens what [`seal_for_account`] sealed.
///
/// # Errors
/// When it was sealed for another purpose or account, or altered since.
pub fn open_for_account(
    secrets: &Secrets,
    purpose: &str,
    user: UserId,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    let key = secrets.sign_in_key(purpose);
    open(&key, &format!("{purpose} {user}"), sealed)
}

pub(crate) fn seal_key(
    master: &MasterKey,
    resident: ResidentId,
    key: &ResidentKey,
) -> Result<Vec<u8>, StoreError> {
    seal(master.seal(), &format!("key {resident}"), &key.0[..])
}

pub(crate) fn open_key(
    master: &MasterKey,
    resident: ResidentId,
    sealed: &[u8],
) -> Result<ResidentKey, StoreError> {
    let clear = open(master.seal(), &format!("key {resident}"), sealed)?;
    let key = <[u8; 32]>::try_from(clear.as_slice())
        .map_err(|_| StoreError::Vault("a resident's key has the wrong size"))?;
    Ok(ResidentKey(Zeroizing::new(key)))
}

pub(crate) fn seal_root(master: &MasterKey, root: &RootSecret) -> Result<Vec<u8>, StoreError> {
    seal(master.seal(), "root", &root.bytes()[..])
}

pub(crate) fn open_root(master: &MasterKey, sealed: &[u8]) -> Result<RootSecret, StoreError> {
    let clear = open(master.seal(), "root", sealed)?;
    let root = <[u8; 32]>::try_from(clear.as_slice())
        .map_err(|_| StoreError::Vault("the root secret has the wrong size"))?;
    Ok(RootSecret::from_bytes(root))
}

/// The shape in which a client is sealed. Lives here only: nothing else serialises a client.
#[derive(Serialize, Deserialize)]
struct SealedClient {
    n: String,
    t: Option<String>,
    e: Option<String>,
    a: Option<String>,
    p: Option<String>,
    y: Option<i16>,
    l: Option<String>,
    c: Option<String>,
    k: Option<(String, String, Option<String>)>,
    /// In which capacity the contact person decides; what was sealed before has none.
    #[serde(default)]
    g: Option<String>,
}

impl Drop for SealedClient {
    fn drop(&mut self) {
        self.n.zeroize();
        for text in [
            &mut self.t,
            &mut self.e,
            &mut self.a,
            &mut self.p,
            &mut self.l,
            &mut self.c,
            &mut self.g,
        ] {
            text.zeroize();
        }
        self.y.zeroize();
        if let Some((name, phone, relation)) = &mut self.k {
            name.zeroize();
            phone.zeroize();
            relation.zeroize();
        }
    }
}

/// Seals a resident's contact details.
///
/// # Errors
/// When sealing fails.
pub fn seal_client(
    key: &ResidentKey,
    resident: ResidentId,
    client: &Client,
) -> Result<Vec<u8>, StoreError> {
    let shape = SealedClient {
        n: client.name.clone(),
        t: client.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        e: client.email.as_ref().map(|email| email.as_str().to_owned()),
        a: client.address.clone(),
        p: client.postcode.map(|postcode| postcode.to_string()),
        y: client.birth_year,
        l: client.language.map(|language| language.code().to_owned()),
        c: client
            .preference
            .map(|preference| preference.code().to_owned()),
        k: client.contact_person.as_ref().map(|person| {
            (
                person.name.clone(),
                person.phone.as_str().to_owned(),
                person.relation.clone(),
            )
        }),
        g: client
            .contact_person
            .as_ref()
            .and_then(|person| person.representation)
            .map(|ground| ground.code().to_owned()),
    };
    seal_shape(key, &format!("client {resident}"), &shape)
}

/// Opens a resident's contact details.
///
/// # Errors
/// When the key is wrong or the data were altered.
pub fn open_client(
    key: &ResidentKey,
    resident: ResidentId,
    sealed: &[u8],
) -> Result<Client, StoreError> {
    let mut shape: SealedClient = open_shape(key, &format!("client {resident}"), sealed)?;
    let representation = shape.g.as_deref().and_then(|code| code.parse().ok());
    let contact_person = match shape.k.take() {
        Some((name, phone, relation)) => phone.parse::<Phone>().ok().map(|phone| ContactPerson {
            name,
            phone,
            relation,
            representation,
        }),
        None => None,
    };
    Ok(Client {
        name: std::mem::take(&mut shape.n),
        phone: shape
            .t
            .as_deref()
            .and_then(|text| text.parse::<Phone>().ok()),
        email: shape
            .e
            .as_deref()
            .and_then(|text| text.parse::<Email>().ok()),
        address: shape.a.take(),
        postcode: shape
            .p
            .as_deref()
            .and_then(|text| text.parse::<Postcode>().ok()),
        birth_year: shape.y,
        language: shape.l.as_deref().and_then(|text| text.parse().ok()),
        preference: shape.c.as_deref().and_then(|text| text.parse().ok()),
        contact_person,
    })
}

#[derive(Serialize, Deserialize)]
struct SealedNotes {
    m: Vec<String>,
    p: Option<String>,
    a: Option<String>,
    b: Option<String>,
}

impl Drop for SealedNotes {
    fn drop(&mut self) {
        self.m.zeroize();
        for text in [&mut self.p, &mut self.a, &mut self.b] {
            text.zeroize();
        }
    }
}

/// Seals what the referrer wrote.
///
/// # Errors
/// When sealing fails.
pub fn seal_notes(
    key: &ResidentKey,
    resident: ResidentId,
    notes: &CaseNotes,
) -> Result<Vec<u8>, StoreError> {
    let shape = SealedNotes {
        m: notes.motives.clone(),
        p: notes.particulars.clone(),
        a: notes.attention.clone(),
        b: notes.medical_background.clone(),
    };
    seal_shape(key, &format!("notes {resident}"), &shape)
}

/// Opens what the referrer wrote.
///
/// # Errors
/// When the key is wrong or the data were altered.
pub fn open_notes(
    key: &ResidentKey,
    resident: ResidentId,
    sealed: &[u8],
) -> Result<CaseNotes, StoreError> {
    let mut shape: SealedNotes = open_shape(key, &format!("notes {resident}"), sealed)?;
    Ok(CaseNotes {
        motives: std::mem::take(&mut shape.m),
        particulars: shape.p.take(),
        attention: shape.a.take(),
        medical_background: shape.b.take(),
    })
}

/// Seals one free text, such as the words beside a step.
///
/// # Errors
/// When sealing fails.
pub fn seal_text(
    key: &ResidentKey,
    resident: ResidentId,
    text: &str,
) -> Result<Vec<u8>, StoreError> {
    seal(&key.0, &format!("text {resident}"), text.as_bytes())
}

/// Opens one free text.
///
/// # Errors
/// When the key is wrong or the data were altered.
pub fn open_text(
    key: &ResidentKey,
    resident: ResidentId,
    sealed: &[u8],
) -> Result<String, StoreError> {
    let clear = open(&key.0, &format!("text {resident}"), sealed)?;
    String::from_utf8(clear.to_vec()).map_err(|_| StoreError::Vault("a text is not UTF-8"))
}

fn seal_shape<T: Serialize>(
    key: &ResidentKey,
    bound_to: &str,
    shape: &T,
) -> Result<Vec<u8>, StoreError> {
    let clear = serde_json::to_vec(shape).map(Zeroizing::new);
    let clear = clear.map_err(|_| StoreError::Vault("what is to be sealed has no shape"))?;
    seal(&key.0, bound_to, &clear)
}

fn open_shape<T: for<'de> Deserialize<'de>>(
    key: &ResidentKey,
    bound_to: &str,
    sealed: &[u8],
) -> Result<T, StoreError> {
    let clear = open(&key.0, bound_to, sealed)?;
    serde_json::from_slice(&clear).map_err(|_| StoreError::Vault("what was sealed has no shape"))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn resident(number: u128) -> ResidentId {
        ResidentId::new(Uuid::from_u128(number))
    }

    #[test]
    fn what_is_sealed_opens_for_its_resident_and_nobody_else() {
        let key = ResidentKey::random();
        let sealed = seal_text(&key, resident(1), "Rust na 10 minuten").unwrap();
        assert_eq!(
            open_text(&key, resident(1), &sealed).unwrap(),
            "Rust na 10 minuten"
        );
        assert!(open_text(&key, resident(2), &sealed).is_err());
        assert!(open_text(&ResidentKey::random(), resident(1), &sealed).is_err());
    }

    #[test]
    fn one_altered_bit_is_noticed() {
        let key = ResidentKey::random();
        let mut sealed = seal_text(&key, resident(1), "06 12 34 56 78").unwrap();
        let last = sealed.len() - 1;
        sealed[last] ^= 1;
        assert!(open_text(&key, resident(1), &sealed).is_err());
        assert!(open_text(&key, resident(1), &[]).is_err());
    }

    #[test]
    fn a_key_cannot_be_printed() {
        assert_eq!(format!("{:?}", ResidentKey::random()), "ResidentKey(…)");
    }
}
