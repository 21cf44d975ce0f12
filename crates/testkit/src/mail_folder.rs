//! The post of a demo: each message is an `.eml` file in a folder, there within two seconds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::letter::Letter;

/// Surface.md promises two seconds; a busy machine gets some more before a test gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// The folder, and what had come before somebody started to watch it.
#[derive(Debug)]
pub struct MailFolder {
    path: PathBuf,
    before: BTreeSet<PathBuf>,
}

impl MailFolder {
    /// Watches from now on: what lies there already does not count.
    pub fn watch(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            before: files_in(path),
        }
    }

    /// What has come since, in the order of the files' names.
    pub fn letters(&self) -> Vec<Letter> {
        let all = files_in(&self.path);
        // A file that is gone again before it was read is no letter.
        all.difference(&self.before)
            .filter_map(|file| fs::read(file).ok())
            .map(|raw| Letter::read(&raw))
            .collect()
    }

    /// Waits for a letter that `fits`. Panics with the subjects of what came instead.
    #[track_caller]
    pub fn wait_for(&self, fits: impl Fn(&Letter) -> bool) -> Letter {
        self.wait_at_most(PATIENCE, fits)
    }

    #[track_caller]
    fn wait_at_most(&self, patience: Duration, fits: impl Fn(&Letter) -> bool) -> Letter {
        let deadline = Instant::now() + patience;
        loop {
            let letters = self.letters();
            if let Some(letter) = letters.iter().find(|letter| fits(letter)) {
                return letter.clone();
            }
            if Instant::now() >= deadline {
                let subjects: Vec<String> = letters.iter().map(Letter::subject).collect();
                panic!("no such letter within {patience:?}; there came {subjects:?}");
            }
            sleep(Duration::from_millis(20));
        }
    }
}

fn files_in(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "eml"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_comes_after_the_watch_began_counts() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("1.eml"), "Subject: oud\n\nHallo").unwrap();
        let mail = MailFolder::watch(folder.path());
        assert_eq!(mail.letters(), []);
        fs::write(folder.path().join("0.eml"), "Subject: nieuw\n\nHallo").unwrap();
        fs::write(folder.path().join("2.tmp"), "Subject: half").unwrap();
        assert_eq!(mail.wait_for(|_| true).subject(), "nieuw");
        assert_eq!(mail.letters().len(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_yet_holds_nothing() {
        assert_eq!(
            MailFolder::watch(Path::new("/nowhere/at/all")).letters(),
            []
        );
    }

    #[test]
    #[should_panic(expected = "there came [\"ander\"]")]
    fn waiting_in_vain_tells_what_came_instead() {
        let folder = tempfile::tempdir().unwrap();
        let mail = MailFolder::watch(folder.path());
        fs::write(folder.path().join("1.eml"), "Subject: ander\n\n").unwrap();
        mail.wait_at_most(Duration::ZERO, |letter| letter.subject() == "gezocht");
    }
}
