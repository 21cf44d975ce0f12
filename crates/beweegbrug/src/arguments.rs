//! The command line (surface.md, section 1). Every default stands in `--help`. A password is never
//! taken from an argument: other users of the machine can read those.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

pub use municipality::{MunicipalityOf, MunicipalityVerb};
pub use pages::Pages;
pub use people::{Token, TokenVerb, User, UserVerb};

use crate::settings;

mod municipality;
mod pages;
mod people;

/// The bridge from care to sport.
#[derive(Debug, Parser)]
#[command(name = "beweegbrug", version, about)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make (once) a fictional municipality with a year of life in it, and serve it.
    Demo(Demo),
    /// Serve for real.
    Serve(Serve),
    /// Bring the database's tables up to date.
    Migrate(Place),
    /// Prove the invariants on a database: one line each, exit 1 when one is broken.
    Check(Place),
    /// Write a backup of everything but the master key.
    Backup(FileAt),
    /// Restore a backup into an empty folder.
    Restore(FileAt),
    /// Accounts.
    User(User),
    /// Tokens for programs.
    Token(Token),
    /// Take in offers, feeds and postcodes.
    Import(Import),
    /// One search from the shell, by the same code as the page.
    Match(Match),
    /// The access log.
    Audit(Audit),
    /// The master key's generations: rotate them while the program runs.
    Key(Key),
    /// Remove what was kept long enough, and tell what went.
    Retain(Retain),
    /// A municipality that leaves: hand it its records, destroy them, prove it.
    Municipality(MunicipalityOf),
    /// Say what somebody who helps may know: no personal data.
    Support(crate::commands::support::Support),
    /// Measure.
    Bench(Bench),
}

/// Where the data are.
#[derive(Clone, Args)]
pub struct Place {
    /// The folder with the SQLite files and the master key.
    #[arg(
        long,
        global = true,
        env = "BEWEEGBRUG_DATA",
        default_value = "./beweegbrug-data",
        value_name = "DIR"
    )]
    pub data: PathBuf,
    /// A PostgreSQL address; without it SQLite in the folder is used. The password comes from
    /// PGPASSWORD, .pgpass, the variable here or the settings file, never from this argument.
    #[arg(
        long,
        global = true,
        env = "BEWEEGBRUG_DATABASE",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub database: Option<String>,
    /// The file with the master key; without it DIR/master.key.
    #[arg(
        long,
        global = true,
        env = "BEWEEGBRUG_MASTER_KEY_FILE",
        value_name = "FILE"
    )]
    pub master_key_file: Option<PathBuf>,
    /// A TOML file with settings; flags and variables BEWEEGBRUG_… go over it.
    #[arg(long, global = true, env = "BEWEEGBRUG_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Whether nobody named the folder, so that the settings file may.
    #[arg(skip)]
    pub data_by_default: bool,
}

impl fmt::Debug for Place {
    /// Without the address: it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Place")
            .field("data", &self.data)
            .field("database", &self.database.as_ref().map(|_| "…"))
            .field("master_key_file", &self.master_key_file)
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

/// How large the demo is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Size {
    /// A small municipality: quick to make.
    Village,
    /// About 60 providers and 400 sessions.
    Town,
    /// The town, and sessions all over the country.
    Country,
}

/// `demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// The port to serve on; 0 picks a free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
    /// The same number makes the same municipality.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How large it is.
    #[arg(long, value_enum, default_value_t = Size::Town)]
    pub size: Size,
    /// Live this much later, such as 5d or 36h, to see deadlines pass.
    #[arg(long, value_name = "SPAN", value_parser = read_offset, default_value = "0s")]
    pub clock_offset: jiff::SignedDuration,
}

/// `serve`
#[derive(Debug, Args)]
#[command(after_help = settings::told())]
pub struct Serve {
    /// The address to serve on; without it 127.0.0.1:8080.
    #[arg(long, env = "BEWEEGBRUG_LISTEN", value_name = "ADDR")]
    pub listen: Option<String>,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// A file, and where the data are.
#[derive(Debug, Args)]
pub struct FileAt {
    /// The backup.
    pub file: PathBuf,
    /// The residents' keys; without it FILE.keys.
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// What can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// An offer sheet, CSV or XLSX.
    Offers,
    /// An OpenActive RPDE file, or a feed's address.
    Openactive,
    /// Services of Open Referral (HSDS 3): a JSON file, or a folder of tables.
    Hsds,
    /// Postcodes, four or six signs.
    Postcodes,
    /// Municipalities, wijken and buurten (CBS), GeoJSON in degrees or in the Dutch grid.
    Areas,
    /// Key figures of wijken and buurten (CBS), CSV or XLSX.
    KeyFigures,
    /// The health monitor of RIVM, CSV or XLSX.
    HealthMonitor,
    /// Not a file: list what was imported, newest first.
    List,
    /// Not a file: take back the last import of a source, or one by its key in the list.
    Undo,
}

/// `import`
#[derive(Debug, Args)]
pub struct Import {
    /// What it is.
    #[arg(value_enum)]
    pub kind: ImportKind,
    /// The file, or for `openactive` a feed's address; for `undo` the source's name or the key.
    pub file: Option<String>,
    /// The source's name; without it the file's name without extension and trailing date.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// The municipality whose service point curates it; needed when there are several.
    #[arg(long, value_name = "GMxxxx")]
    pub municipality: Option<String>,
    /// Of which year areas or figures are, where the file does not tell it; without it the year in
    /// the file's name.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1995..2100))]
    pub year: Option<i16>,
    /// Say what would happen, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// End with one line of JSON.
    #[arg(long)]
    pub json: bool,
    /// Print the header of an empty offer sheet.
    #[arg(long)]
    pub template: bool,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// `match`
#[derive(Debug, Args)]
pub struct Match {
    /// A JSON file with the wishes, as `POST /zoekvragen` takes them.
    #[arg(long, value_name = "FILE")]
    pub profile: PathBuf,
    /// Answer in JSON, as `POST /zoekvragen` does.
    #[arg(long)]
    pub json: bool,
    /// How many of the best to show; else as many as the profile asks for, or 20.
    #[arg(long)]
    pub top: Option<u32>,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// `audit`
#[derive(Debug, Args)]
pub struct Audit {
    /// What to do with the access log.
    #[command(subcommand)]
    pub verb: AuditVerb,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// What to do with the access log.
#[derive(Debug, Subcommand)]
pub enum AuditVerb {
    /// Prove that no row was altered, removed, moved or put in; exit 1 when one was.
    Verify {
        /// A file with anchors that was kept elsewhere; without it the one in the data folder,
        /// when it is there.
        #[arg(long, value_name = "FILE")]
        anchors: Option<PathBuf>,
    },
    /// Write it as CSV to standard output.
    Export {
        /// Write instead where each chain stands now, signed: a line each, to be kept elsewhere.
        #[arg(long)]
        anchors: bool,
    },
}

/// `key`
#[derive(Debug, Args)]
pub struct Key {
    /// What to do with keys.
    #[command(subcommand)]
    pub verb: KeyVerb,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum KeyVerb {
    /// Show the generations of the master key and what is sealed under each; never a key.
    List,
    /// Make a new generation and seal everything under it; goes on when it was cut short.
    Rotate {
        /// Only make it, to hand the ring to other machines first.
        #[arg(long)]
        prepare: bool,
    },
    /// Let go of the older generations: copies of keys from their time cannot be opened any more.
    Retire,
    /// Write a backup of the residents' keys alone.
    Backup {
        /// The file to write.
        file: PathBuf,
    },
}

/// `retain`
#[derive(Debug, Args)]
pub struct Retain {
    /// Say what would go, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Set a period in days, such as clientgegevens=365, and remove nothing; may be repeated.
    #[arg(long, value_name = "KIND=DAYS", conflicts_with = "dry_run")]
    pub set: Vec<String>,
    /// The municipality whose period it is; needed when there are several.
    #[arg(long, value_name = "GMxxxx")]
    pub municipality: Option<String>,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// `bench`
#[derive(Debug, Args)]
pub struct Bench {
    /// What to measure.
    #[command(subcommand)]
    pub what: BenchKind,
}

/// What can be measured.
#[derive(Debug, Subcommand)]
pub enum BenchKind {
    /// Searches in memory.
    Match {
        /// How many sessions to make.
        #[arg(long, default_value_t = 1_000_000)]
        sessions: usize,
        /// How many questions to ask.
        #[arg(long, default_value_t = 500)]
        queries: usize,
        /// The same number makes the same data.
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// One line of JSON.
        #[arg(long)]
        json: bool,
        /// Sessions in the peers' file format.
        #[arg(long, value_name = "FILE", requires = "queries_file")]
        sessions_file: Option<PathBuf>,
        /// Questions in the peers' file format.
        #[arg(long, value_name = "FILE", requires = "sessions_file")]
        queries_file: Option<PathBuf>,
        /// Answer `rank`, `facets` and `counts` from standard input.
        #[arg(long, requires = "sessions_file")]
        serve: bool,
    },
    /// What learning from earlier referrals does, on histories it makes itself.
    Replay {
        /// How many months.
        #[arg(long, default_value_t = 36)]
        months: usize,
        /// How many people a month.
        #[arg(long, default_value_t = 60)]
        people: usize,
        /// How many clubs; a third of them opens halfway.
        #[arg(long, default_value_t = 48)]
        clubs: usize,
        /// The same number makes the same histories.
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// One line of JSON.
        #[arg(long)]
        json: bool,
    },
    /// Referrals, each on disk before it counts.
    Refer {
        /// How many clients at once.
        #[arg(long, default_value_t = 16)]
        clients: usize,
        /// For how long.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
        /// One line of JSON.
        #[arg(long)]
        json: bool,
        /// Where to measure; a fresh folder without it.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// A PostgreSQL address to measure on.
        #[arg(long, value_name = "URL")]
        database: Option<String>,
    },
    /// Taking in an OpenActive feed.
    Import {
        /// How many items to make.
        #[arg(long, default_value_t = 20_000)]
        items: usize,
        /// One line of JSON.
        #[arg(long)]
        json: bool,
        /// Where to measure; a fresh folder without it.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// A PostgreSQL address instead of a folder.
        #[arg(long, value_name = "URL")]
        database: Option<String>,
    },
    /// Pages of the search and the catalogue, from the whole service.
    Pages(Pages),
}

impl Command {
    /// Where the command's data are; none for one that has its own way to say so.
    pub fn place_mut(&mut self) -> Option<&mut Place> {
        match self {
            Self::Demo(options) => Some(&mut options.place),
            Self::Serve(options) => Some(&mut options.place),
            Self::Migrate(place) | Self::Check(place) => Some(place),
            Self::Backup(options) | Self::Restore(options) => Some(&mut options.place),
            Self::User(options) => Some(&mut options.place),
            Self::Token(options) => Some(&mut options.place),
            Self::Import(options) => Some(&mut options.place),
            Self::Match(options) => Some(&mut options.place),
            Self::Audit(options) => Some(&mut options.place),
            Self::Key(options) => Some(&mut options.place),
            Self::Retain(options) => Some(&mut options.place),
            Self::Municipality(options) => Some(&mut options.place),
            Self::Support(options) => Some(&mut options.place),
            Self::Bench(_) => None,
        }
    }
}

/// Reads the command line.
///
/// # Errors
/// When it is wrong, or asks for help; the error knows which, and how to tell it.
pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let mut command = Arguments::command();
    let matches = command.try_get_matches_from_mut(words)?;
    let last = last_of(&matches);
    let source = |id: &str| match last.try_contains_id(id) {
        Ok(true) => last.value_source(id),
        _ => None,
    };
    if source("database") == Some(ValueSource::CommandLine)
        && last
            .get_one::<String>("database")
            .is_some_and(|address| holds_password(address))
    {
        return Err(command.error(
            ErrorKind::ValueValidation,
            "--database holds a password, and other users of this machine can read arguments. \
             Leave it out, and give it in PGPASSWORD or .pgpass; or give the whole address in \
             BEWEEGBRUG_DATABASE, or as `database` in the file of --config.",
        ));
    }
    let data_by_default = source("data") == Some(ValueSource::DefaultValue);
    let mut arguments =
        Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
    if let Some(place) = arguments.command.place_mut() {
        place.data_by_default = data_by_default;
    }
    Ok(arguments)
}

/// The names of the variables that flags take their value from.
#[must_use]
pub fn variables() -> Vec<String> {
    fn of(command: &clap::Command, found: &mut Vec<String>) {
        let named = command.get_arguments().filter_map(clap::Arg::get_env);
        found.extend(named.map(|name| name.to_string_lossy().into_owned()));
        for below in command.get_subcommands() {
            of(below, found);
        }
    }
    let mut found = Vec::new();
    of(&Arguments::command(), &mut found);
    found
}

/// What the innermost command was given: `beweegbrug user add` is two deep.
fn last_of(matches: &ArgMatches) -> &ArgMatches {
    match matches.subcommand() {
        Some((_, below)) => last_of(below),
        None => matches,
    }
}

/// Whether an address names a password, before its `@` or behind its `?`.
fn holds_password(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
    let in_front = before
        .rsplit_once('@')
        .is_some_and(|(who, _)| who.contains(':'));
    let behind = query
        .split('&')
        .any(|pair| pair.to_lowercase().starts_with("password="));
    in_front || behind
}

/// Reads a span such as `5d`, `36h` or `2w`; days are of 24 hours.
fn read_offset(text: &str) -> Result<jiff::SignedDuration, String> {
    let explain = || "a span is a number and d, h, m, s or w, such as 5d".to_owned();
    let (number, unit) = text.split_at(text.len().saturating_sub(1));
    let number: i64 = number.parse().map_err(|_| explain())?;
    let seconds = match unit {
        "w" => 604_800,
        "d" => 86_400,
        "h" => 3_600,
        "m" => 60,
        "s" => 1,
        _ => return Err(explain()),
    };
    number
        .checked_mul(seconds)
        .filter(|seconds| (0..=315_360_000).contains(seconds))
        .map(jiff::SignedDuration::from_secs)
        .ok_or_else(|| "a span is at most ten years, and never back".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &[&str]) -> Result<Arguments, clap::Error> {
        read(words.iter().map(OsString::from))
    }

    #[test]
    fn the_command_line_is_whole() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_password_in_an_argument_is_refused_and_not_repeated() {
        for address in [
            "postgres://u:geheim@db.example/x",
            "postgres://u:geheim@db.example/x@y",
            "postgres://u@db.example/x?sslmode=require&password=geheim",
        ] {
            for words in [
                &["beweegbrug", "migrate", "--database", address][..],
                &["beweegbrug", "user", "list", "--database", address],
                &["beweegbrug", "user", "--database", address, "list"],
                &["beweegbrug", "bench", "refer", "--database", address],
            ] {
                let error = told(words).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::ValueValidation, "{words:?}");
                let text = error.to_string();
                assert!(text.contains("PGPASSWORD") && text.contains("BEWEEGBRUG_DATABASE"));
                assert!(!text.contains("geheim"), "{text}");
            }
        }
    }

    #[test]
    fn an_address_without_a_password_is_taken() {
        for address in [
            "postgres://postgres@127.0.0.1:5432/x",
            "postgres://db.example:5432/x?application_name=a:b@c",
        ] {
            assert!(told(&["beweegbrug", "check", "--database", address]).is_ok());
        }
    }

    #[test]
    fn an_address_is_not_printed_by_accident() {
        let words = ["beweegbrug", "check", "--database", "postgres://geheim@h/x"];
        let arguments = told(&words).unwrap();
        assert!(!format!("{arguments:?}").contains("geheim"));
    }

    #[test]
    fn a_folder_that_was_named_is_told_from_the_default() {
        let mut named = told(&["beweegbrug", "user", "list", "--data", "./beweegbrug-data"]);
        let place = named.as_mut().unwrap().command.place_mut().unwrap();
        assert!(!place.data_by_default);
    }

    #[test]
    fn a_span_is_read_as_people_write_it() {
        assert_eq!(read_offset("5d"), Ok(jiff::SignedDuration::from_hours(120)));
        assert_eq!(read_offset("0s"), Ok(jiff::SignedDuration::ZERO));
        assert!(read_offset("morgen").is_err());
        assert!(read_offset("-5d").is_err());
        assert!(read_offset("").is_err());
    }
}
