//! A PostgreSQL cluster for one test process: made in a temporary folder, gone afterwards.
//!
//! The server runs under a small shell that reads from a pipe whose other end this process holds.
//! However the process ends, `kill -9` included, the pipe closes; the shell then ends the server
//! and removes the folder. PostgreSQL refuses to run as root, so as root an ordinary account is
//! used for it.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

const HOW_TO_INSTALL: &str = "PostgreSQL's server programs are not under /usr/lib/postgresql. \
     Run `sudo apt-get install --no-install-recommends postgresql`, or leave PostgreSQL out with \
     `cargo xtask test --quick`.";

const START_TAKES_AT_MOST: Duration = Duration::from_secs(60);

/// What runs the server and cleans up. `$1` the programs' folder, `$2` ours, then the options.
const KEEPER: &str = r#"
bin=$1 folder=$2
shift 2
"$bin/postgres" -D "$folder/data" "$@" >"$folder/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf -- "$folder"
"#;

/// Durable as in production (fsync and synchronous_commit stay on), small otherwise.
const OPTIONS: [&str; 6] = [
    "listen_addresses=127.0.0.1",
    "synchronous_commit=on",
    "shared_buffers=32MB",
    "max_connections=300",
    "max_prepared_transactions=0",
    "log_min_messages=warning",
];

/// A running cluster. Ends, and its folder goes, when it is dropped or its process ends.
#[derive(Debug)]
pub struct PostgresCluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    databases: AtomicU32,
    /// Held open, never written to: see the module's text.
    _lifeline: ChildStdin,
}

impl PostgresCluster {
    /// The one cluster of this test process, started by whoever asks first.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<PostgresCluster> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// A cluster of one's own, for tests that stop it on purpose.
    ///
    /// Panics with the line to run when PostgreSQL is not installed, and with the server's own
    /// words when it will not start.
    pub fn start() -> Self {
        let programs = programs().unwrap_or_else(|| panic!("{HOW_TO_INSTALL}"));
        let mut why = String::new();
        // Somebody else may take the free port before the server does; then another one.
        for _ in 0..5 {
            match Self::try_start(&programs) {
                Ok(cluster) => return cluster,
                Err(fault) => why = fault,
            }
        }
        panic!("PostgreSQL in {} did not start:\n{why}", programs.display())
    }

    /// An empty database with UTF-8 text in the order of its bytes: its `postgres://` address.
    pub fn fresh_database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("story_{number}");
        let mut createdb = self.program("createdb");
        must_end_well(createdb.args(["--maintenance-db=postgres", "--template=template0", &name]));
        format!("postgres://postgres@127.0.0.1:{}/{name}", self.port)
    }

    /// The answer to one statement, as plain text: a line a row, columns parted by `|`.
    ///
    /// For looking over the product's shoulder; the product's own statements live in `store`.
    pub fn ask(&self, database_url: &str, statement: &str) -> String {
        let mut psql = self.program("psql");
        let words = [
            "--no-psqlrc",
            "--tuples-only",
            "--no-align",
            "--command",
            statement,
        ];
        must_end_well(psql.args(words).args(["--dbname", database_url]))
    }

    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The folder with the cluster's data, log and socket.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn try_start(programs: &Path) -> Result<Self, String> {
        let (uid, gid) = account();
        let folder = tempfile::Builder::new()
            .prefix("beweegbrug-postgres-")
            .permissions(fs::Permissions::from_mode(0o700))
            .tempdir()
            .map_err(|fault| fault.to_string())?;
        chown(folder.path(), Some(uid), Some(gid)).map_err(|fault| fault.to_string())?;

        let mut initdb = command(&programs.join("initdb"), folder.path());
        initdb.args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]);
        initdb
            .args(["--no-sync", "--no-instructions", "-D"])
            .arg(folder.path().join("data"));
        must_end_well(initdb.uid(uid).gid(gid));

        let port = free_port();
        let mut keeper = command(Path::new("/bin/sh"), folder.path());
        keeper
            .args(["-c", KEEPER, "postgres-keeper"])
            .arg(programs)
            .arg(folder.path());
        keeper
            .arg("-k")
            .arg(folder.path())
            .args(["-p", &port.to_string()]);
        for option in OPTIONS {
            keeper.args(["-c", option]);
        }
        // A group of its own: Ctrl-C in the terminal must reach us, and the keeper only by us.
        keeper.uid(uid).gid(gid).process_group(0);
        keeper
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = keeper.spawn().map_err(|fault| fault.to_string())?;
        let lifeline = child
            .stdin
            .take()
            .ok_or("the keeper has no standard input")?;

        // From here on the keeper removes the folder.
        let folder = folder.keep();
        let cluster = Self {
            programs: programs.to_owned(),
            folder,
            port,
            databases: AtomicU32::new(0),
            _lifeline: lifeline,
        };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    // The server's own note says when it takes connections; asking the port instead could be
    // answered by somebody else's server.
    fn wait_until_ready(&self) -> Result<(), String> {
        let deadline = Instant::now() + START_TAKES_AT_MOST;
        while Instant::now() < deadline {
            let note =
                fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap_or_default();
            if note
                .lines()
                .nth(7)
                .is_some_and(|status| status.trim() == "ready")
            {
                return Ok(());
            }
            let log = self.log();
            if log.contains("FATAL") {
                return Err(log);
            }
            sleep(Duration::from_millis(20));
        }
        Err(format!(
            "not ready after {} s\n{}",
            START_TAKES_AT_MOST.as_secs(),
            self.log()
        ))
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    fn program(&self, name: &str) -> Command {
        let mut command = command(&self.programs.join(name), &self.folder);
        command
            .env("PGHOST", "127.0.0.1")
            .env("PGPORT", self.port.to_string());
        command.env("PGUSER", "postgres");
        command
    }
}

/// The newest version's folder of server programs.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let with_server = versions.map(|version| version.path().join("bin"));
    let found =
        with_server.filter(|bin| bin.join("initdb").exists() && bin.join("postgres").exists());
    found.max_by_key(|bin| {
        let version = bin.parent().and_then(Path::file_name)?.to_str()?;
        version.parse::<u32>().ok()
    })
}

/// Whom the server runs as: us, or as root the account `postgres`, or else `nobody`.
fn account() -> (u32, u32) {
    let me = fs::metadata("/proc/self").expect("/proc tells who we are");
    if me.uid() != 0 {
        return (me.uid(), me.gid());
    }
    let accounts = fs::read_to_string("/etc/passwd").expect("/etc/passwd can be read");
    let ids_of = |name: &str| {
        let line = accounts
            .lines()
            .find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    ids_of("postgres")
        .or_else(|| ids_of("nobody"))
        .expect("/etc/passwd knows an account `postgres` or `nobody`")
}

/// A program that starts in our folder and sees none of the caller's PostgreSQL settings.
fn command(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
    command
}

fn must_end_well(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|fault| panic!("{command:?}: {fault}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{command:?} ended with {}:\n{said}",
        output.status
    );
    String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on 127.0.0.1 is free");
    listener
        .local_addr()
        .expect("a listener has an address")
        .port()
}
