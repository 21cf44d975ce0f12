//! Where the key ring is kept: a file, a variable, or an operator's own program that speaks to a
//! key service such as Vault or a cloud's KMS (docs/operate/rotate-keys.md).
//!
//! A service hands over the ring and, when it can, keeps a new one. It is asked at the start, at a
//! rotation, and when something turns out to be sealed by a generation not known yet: never for
//! each resident, so that a key service that is away for an hour stops nobody's work.

use std::future::Future;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use zeroize::Zeroizing;

use crate::StoreError;
use crate::key_ring::KeyRing;
use crate::secrets::MasterKey;

/// What a key service will answer.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// A keeper of the key ring.
pub trait KeyService: Send + Sync {
    /// The ring as it is now.
    fn read(&self) -> Answer<'_, KeyRing>;

    /// Keeps this ring in place of the one before, whole or not at all.
    fn write<'a>(&'a self, ring: &'a KeyRing) -> Answer<'a, ()>;
}

/// A key alone, for as long as the process lives: for tests and measuring.
impl KeyService for MasterKey {
    fn read(&self) -> Answer<'_, KeyRing> {
        Box::pin(async { Ok(KeyRing::from(self.clone())) })
    }

    fn write<'a>(&'a self, _: &'a KeyRing) -> Answer<'a, ()> {
        Box::pin(async { Err(read_only("this key is not kept anywhere")) })
    }
}

impl KeyService for Arc<dyn KeyService> {
    fn read(&self) -> Answer<'_, KeyRing> {
        (**self).read()
    }

    fn write<'a>(&'a self, ring: &'a KeyRing) -> Answer<'a, ()> {
        (**self).write(ring)
    }
}

fn read_only(why: &str) -> StoreError {
    StoreError::Place(format!(
        "{why}: change the ring where you keep it, as docs/operate/rotate-keys.md tells, and ask \
         again."
    ))
}

/// The ring in a file that only its owner may read.
#[derive(Clone, Debug)]
pub struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    /// The file that is there.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The file, with a first key when there is none yet.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn made_at(path: PathBuf) -> Result<Self, StoreError> {
        if !path.exists() {
            let first = KeyRing::from(MasterKey::random());
            put(&path, &path, &first.to_text()).map_err(|error| unwritable(&path, &error))?;
        }
        Ok(Self { path })
    }

    fn read_now(&self) -> Result<KeyRing, StoreError> {
        let text = std::fs::read_to_string(&self.path).map_err(|error| {
            StoreError::Place(format!(
                "cannot read the master key {}: {error}. Point BEWEEGBRUG_MASTER_KEY_FILE to the \
                 file that holds it.",
                self.path.display()
            ))
        })?;
        KeyRing::parse(&Zeroizing::new(text), &self.path.display().to_string())
    }

    fn write_now(&self, ring: &KeyRing) -> Result<(), StoreError> {
        let mut beside = self.path.clone().into_os_string();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        // Left by a rotation that was cut short: the ring itself was not touched yet.
        std::fs::remove_file(&beside).ok();
        put(&beside, &self.path, &ring.to_text()).map_err(|error| unwritable(&self.path, &error))
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Place(format!(
        "cannot write the master key {}: {error}. Make the folder writable.",
        path.display()
    ))
}

/// Writes a new private file, on disk before it gets its name.
fn put(first: &Path, name: &Path, text: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(first)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if first != name {
        std::fs::rename(first, name)?;
    }
    if let Some(folder) = name
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

impl KeyService for KeyFile {
    fn read(&self) -> Answer<'_, KeyRing> {
        Box::pin(async { self.read_now() })
    }

    fn write<'a>(&'a self, ring: &'a KeyRing) -> Answer<'a, ()> {
        Box::pin(async { self.write_now(ring) })
    }
}

/// The ring in a variable of the process. It is read once and cannot be changed from here.
#[derive(Clone)]
pub struct KeyVariable {
    text: Zeroizing<String>,
}

impl std::fmt::Debug for KeyVariable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyVariable(…)")
    }
}

impl KeyVariable {
    /// The variable's value: a ring, in which commas may stand for ends of lines.
    #[must_use]
    pub fn holding(value: &str) -> Self {
        Self {
            text: Zeroizing::new(value.replace(',', "\n")),
        }
    }
}

impl KeyService for KeyVariable {
    fn read(&self) -> Answer<'_, KeyRing> {
        Box::pin(async { KeyRing::parse(&self.text, "BEWEEGBRUG_MASTER_KEY") })
    }

    fn write<'a>(&'a self, _: &'a KeyRing) -> Answer<'a, ()> {
        Box::pin(async { Err(read_only("the ring comes from BEWEEGBRUG_MASTER_KEY")) })
    }
}

/// An operator's program between us and a key service: `PROGRAM read` prints the ring, `PROGRAM
/// write` takes the new one on standard input. Other than 0 means no.
#[derive(Clone, Debug)]
pub struct KeyProgram {
    path: PathBuf,
    patience: Duration,
}

impl KeyProgram {
    /// The program, which gets half a minute for each question.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self {
            path,
            patience: Duration::from_secs(30),
        }
    }

    /// The same, with another time for each question.
    #[must_use]
    pub fn within(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    async fn ask(&self, verb: &str, told: &str) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let fault = |what: &str| {
            StoreError::Place(format!(
                "the key program {} {verb}: {what}. Run it by hand to see why.",
                self.path.display()
            ))
        };
        let mut child = Command::new(&self.path)
            .arg(verb)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What it complains of is the operator's to read; it is told never to print the ring.
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| fault(&error.to_string()))?;
        let input = child.stdin.take();
        let conversation = async {
            if let Some(mut input) = input {
                // A program that asks for nothing may have closed its ear already.
                input.write_all(told.as_bytes()).await.ok();
                input.shutdown().await.ok();
            }
            child.wait_with_output().await
        };
        match tokio::time::timeout(self.patience, conversation).await {
            Ok(Ok(output)) if output.status.success() => Ok(Zeroizing::new(output.stdout)),
            Ok(Ok(output)) => Err(fault(&output.status.to_string())),
            Ok(Err(error)) => Err(fault(&error.to_string())),
            Err(_) => Err(fault("no answer in time")),
        }
    }
}

impl KeyService for KeyProgram {
    fn read(&self) -> Answer<'_, KeyRing> {
        Box::pin(async {
            let answer = self.ask("read", "").await?;
            let origin = format!("what {} read prints", self.path.display());
            let text = std::str::from_utf8(&answer).unwrap_or_default();
            KeyRing::parse(text, &origin)
        })
    }

    fn write<'a>(&'a self, ring: &'a KeyRing) -> Answer<'a, ()> {
        Box::pin(async {
            self.ask("write", &ring.to_text()).await?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn program(folder: &Path, script: &str) -> KeyProgram {
        let path = folder.join("sleutels");
        testkit::write_script(&path, script);
        KeyProgram::at(path)
    }

    #[tokio::test]
    async fn a_file_is_made_once_for_its_owner_alone_and_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        let file = KeyFile::made_at(path.clone()).unwrap();
        let first = file.read().await.unwrap();
        let again = KeyFile::made_at(path.clone()).unwrap().read().await;
        assert_eq!(again.unwrap().newest().id(), first.newest().id());
        std::fs::write(folder.path().join("master.key.new"), "half a r").unwrap();
        file.write(&first.with(MasterKey::from_bytes([2; 32])))
            .await
            .unwrap();
        let ring = file.read().await.unwrap();
        assert_eq!(ring.keys().count(), 2);
        assert!(ring.find(first.newest().id()).is_some());
        let rights = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(rights & 0o777, 0o600);
        assert!(!folder.path().join("master.key.new").exists());
    }

    #[tokio::test]
    async fn a_missing_file_says_where_to_point() {
        let fault = KeyFile::at("/nergens/master.key".into()).read().await;
        let fault = fault.unwrap_err().to_string();
        assert!(fault.contains("BEWEEGBRUG_MASTER_KEY_FILE"), "{fault}");
    }

    #[tokio::test]
    async fn a_variable_holds_a_ring_and_is_never_written() {
        let (old, new) = (
            MasterKey::from_bytes([1; 32]),
            MasterKey::from_bytes([2; 32]),
        );
        let value = format!("{},{}", &*old.to_text(), &*new.to_text());
        let variable = KeyVariable::holding(&value);
        let ring = variable.read().await.unwrap();
        assert_eq!(ring.newest().id(), new.id());
        assert!(variable.write(&ring).await.is_err());
        assert_eq!(format!("{variable:?}"), "KeyVariable(…)");
    }

    #[tokio::test]
    async fn a_program_reads_and_writes_the_ring() {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("kluis");
        let script = format!(
            "case $1 in read) cat {0};; write) cat > {0};; esac",
            kept.display()
        );
        let program = program(folder.path(), &script);
        let ring = KeyRing::from(MasterKey::from_bytes([1; 32]));
        program.write(&ring).await.unwrap();
        let more = ring.with(MasterKey::from_bytes([2; 32]));
        program.write(&more).await.unwrap();
        let read = program.read().await.unwrap();
        assert_eq!(*read.to_text(), *more.to_text());
    }

    #[tokio::test]
    async fn a_program_that_refuses_or_hangs_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let refuses = program(folder.path(), "exit 3");
        let fault = refuses.read().await.unwrap_err().to_string();
        assert!(
            fault.contains("sleutels read") && fault.contains('3'),
            "{fault}"
        );
        let hangs = program(folder.path(), "exec sleep 20").within(Duration::from_millis(200));
        let fault = hangs.read().await.unwrap_err().to_string();
        assert!(fault.contains("no answer in time"), "{fault}");
        let missing = KeyProgram::at(folder.path().join("weg"));
        assert!(missing.read().await.is_err());
    }
}
