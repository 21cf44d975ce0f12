//! The two database engines, so that one story runs on both.
//!
//! ```no_run
//! for engine in testkit::Engine::under_test() {
//!     let database = engine.fresh();
//!     // … open `database.url()` and tell the story …
//! }
//! ```

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::postgres::PostgresCluster;

/// The variable with which `cargo xtask test --quick` leaves PostgreSQL out.
const QUICK: &str = "BEWEEGBRUG_QUICK";

/// Whether this run leaves out what takes long: PostgreSQL, and hundreds of `kill -9`.
pub fn quick() -> bool {
    std::env::var_os(QUICK).is_some_and(|value| value == "1")
}

/// A database engine that the product runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file, embedded.
    Sqlite,
    /// A server; the tests start their own.
    Postgres,
}

impl Engine {
    /// The engines to tell each story on: both, or SQLite alone in a quick run.
    pub fn under_test() -> &'static [Self] {
        if quick() {
            &[Self::Sqlite]
        } else {
            &[Self::Sqlite, Self::Postgres]
        }
    }

    /// An empty database of this engine. Panics, with what to install, when it cannot be made.
    pub fn fresh(self) -> FreshDatabase {
        let folder = tempfile::Builder::new()
            .prefix("beweegbrug-data-")
            .tempdir()
            .expect("the folder for temporary files can be written to");
        let url = match self {
            Self::Sqlite => format!("sqlite:{}", folder.path().join("beweegbrug.db").display()),
            Self::Postgres => PostgresCluster::shared().fresh_database(),
        };
        FreshDatabase {
            engine: self,
            url,
            folder,
        }
    }
}

/// An empty database with a folder of its own for keys and files; both go when it is dropped
/// (the PostgreSQL database with its cluster, at the end of the test process).
#[derive(Debug)]
pub struct FreshDatabase {
    engine: Engine,
    url: String,
    folder: TempDir,
}

impl FreshDatabase {
    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// `sqlite:…/beweegbrug.db` or `postgres://…`. SQLite's file does not exist yet.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The folder for what is not in the database, such as `master.key`.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// SQLite's file; none with PostgreSQL.
    pub fn file(&self) -> Option<PathBuf> {
        (self.engine == Engine::Sqlite).then(|| self.folder().join("beweegbrug.db"))
    }

    /// The same on the program's command line: `--data DIR` and, with PostgreSQL, `--database URL`.
    pub fn arguments(&self) -> Vec<String> {
        let mut words = vec!["--data".to_owned(), self.folder().display().to_string()];
        if self.engine == Engine::Postgres {
            words.extend(["--database".to_owned(), self.url.clone()]);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_gets_a_folder_and_a_file_that_is_not_there_yet() {
        let database = Engine::Sqlite.fresh();
        let file = database.file().unwrap();
        assert_eq!(database.url(), format!("sqlite:{}", file.display()));
        assert!(database.folder().is_dir());
        assert!(!file.exists());
        assert_eq!(
            database.arguments(),
            ["--data", database.folder().to_str().unwrap()]
        );
    }

    #[test]
    fn the_folder_goes_with_the_database() {
        let database = Engine::Sqlite.fresh();
        let folder = database.folder().to_owned();
        drop(database);
        assert!(!folder.exists());
    }
}
