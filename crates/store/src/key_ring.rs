//! The key ring: the generations of the master key, one a line in base64, the newest last.
//!
//! A file with one line, as every installation begins with, is a ring of one. Lines that begin
//! with `#` are the operator's own.

use zeroize::Zeroizing;

use crate::StoreError;
use crate::secrets::MasterKey;

/// The generations of the master key, oldest first: never empty.
#[derive(Clone, Debug)]
pub struct KeyRing {
    before: Vec<MasterKey>,
    newest: MasterKey,
}

impl From<MasterKey> for KeyRing {
    fn from(only: MasterKey) -> Self {
        Self {
            before: Vec::new(),
            newest: only,
        }
    }
}

impl KeyRing {
    /// Reads a ring. `origin` is how a fault names where the text came from.
    ///
    /// # Errors
    /// When a line is no key, or there is none.
    pub fn parse(text: &str, origin: &str) -> Result<Self, StoreError> {
        let mut keys: Vec<MasterKey> = Vec::new();
        let lines = text.lines().map(str::trim).enumerate();
        for (at, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let key = MasterKey::from_text(line).ok_or_else(|| {
                StoreError::Place(format!(
                    "{origin} is no master key: line {} must hold 32 bytes in base64.",
                    at + 1
                ))
            })?;
            if keys.iter().all(|known| known.id() != key.id()) {
                keys.push(key);
            }
        }
        match keys.pop() {
            Some(newest) => Ok(Self {
                before: keys,
                newest,
            }),
            None => Err(StoreError::Place(format!(
                "{origin} is no master key: it is empty, and must hold 32 bytes in base64."
            ))),
        }
    }

    /// The ring as [`KeyRing::parse`] reads it.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::new());
        for key in self.keys() {
            text.push_str(&key.to_text());
            text.push('\n');
        }
        text
    }

    /// Every generation, oldest first.
    pub fn keys(&self) -> impl Iterator<Item = &MasterKey> {
        self.before.iter().chain(std::iter::once(&self.newest))
    }

    /// The generation that was made last.
    #[must_use]
    pub fn newest(&self) -> &MasterKey {
        &self.newest
    }

    /// A generation.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&MasterKey> {
        self.keys().find(|key| key.id() == id)
    }

    /// The ring with one more generation, the newest.
    #[must_use]
    pub fn with(&self, key: MasterKey) -> Self {
        Self {
            before: self.keys().cloned().collect(),
            newest: key,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_one_key_is_a_ring_of_one() {
        let text = MasterKey::from_bytes([7; 32]).to_text();
        let ring = KeyRing::parse(&text, "master.key").unwrap();
        assert_eq!(ring.keys().count(), 1);
        assert_eq!(ring.newest().id(), MasterKey::from_bytes([7; 32]).id());
    }

    #[test]
    fn a_ring_is_read_as_it_was_written_and_the_last_is_the_newest() {
        let old = MasterKey::from_bytes([1; 32]);
        let new = MasterKey::from_bytes([2; 32]);
        let ring = KeyRing::from(old.clone()).with(new.clone());
        let text = format!("# made in 2026\n\n{}", &*ring.to_text());
        let read = KeyRing::parse(&text, "master.key").unwrap();
        let ids: Vec<&str> = read.keys().map(MasterKey::id).collect();
        assert_eq!(ids, [old.id(), new.id()]);
        assert!(read.find(old.id()).is_some() && read.find("0").is_none());
    }

    #[test]
    fn what_is_no_key_is_refused_by_its_line_and_not_repeated() {
        for (text, told) in [
            ("", "it is empty"),
            ("# later\n", "it is empty"),
            ("c2hvcnQ=", "line 1"),
            ("\ngeheim geheim", "line 2"),
        ] {
            let fault = KeyRing::parse(text, "master.key").unwrap_err().to_string();
            assert!(fault.contains(told), "{fault}");
            assert!(!fault.contains("geheim") && !fault.contains("c2hv"));
        }
    }

    #[test]
    fn a_ring_shows_ids_only() {
        let key = MasterKey::from_bytes([7; 32]);
        let shown = format!("{:?}", KeyRing::from(key.clone()));
        assert!(shown.contains(key.id()) && !shown.contains(key.to_text().as_str()));
    }
}
