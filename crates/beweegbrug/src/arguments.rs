//! The command line (surface.md, section 1). Every default stands in `--help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// Measure.
    Bench(Bench),
}

/// Where the data are.
#[derive(Clone, Debug, Args)]
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
    /// PGPASSWORD or .pgpass.
    #[arg(long, global = true, env = "BEWEEGBRUG_DATABASE", value_name = "URL")]
    pub database: Option<String>,
    /// The file with the master key; without it DIR/master.key.
    #[arg(
        long,
        global = true,
        env = "BEWEEGBRUG_MASTER_KEY_FILE",
        value_name = "FILE"
    )]
    pub master_key_file: Option<PathBuf>,
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
pub struct Serve {
    /// The address to serve on; without it 127.0.0.1:8080.
    #[arg(long, env = "BEWEEGBRUG_LISTEN", value_name = "ADDR")]
    pub listen: Option<String>,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
    /// A TOML file with settings; variables BEWEEGBRUG_… go over it.
    #[arg(long, env = "BEWEEGBRUG_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// A file, and where the data are.
#[derive(Debug, Args)]
pub struct FileAt {
    /// The backup.
    pub file: PathBuf,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// `user`
#[derive(Debug, Args)]
pub struct User {
    /// What to do with accounts.
    #[command(subcommand)]
    pub verb: UserVerb,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum UserVerb {
    /// Make an account. The password comes from BEWEEGBRUG_PASSWORD or is made and shown once.
    Add {
        /// The address to sign in with.
        email: String,
        /// The person's name.
        #[arg(long)]
        name: String,
        /// A role, by its Dutch code; may be repeated.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// The organisation's name; made when it is not there.
        #[arg(long)]
        organisation: String,
        /// The municipality's code; needed when there are several.
        #[arg(long, value_name = "GMxxxx")]
        municipality: Option<String>,
    },
    /// List the accounts.
    List,
    /// Set a new password.
    Reset {
        /// The address to sign in with.
        email: String,
    },
}

/// `token`
#[derive(Debug, Args)]
pub struct Token {
    /// What to do with tokens.
    #[command(subcommand)]
    pub verb: TokenVerb,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenVerb {
    /// Make a token; it is shown once.
    Create {
        /// The account it acts for.
        #[arg(long, value_name = "EMAIL")]
        user: String,
        /// What it may be used for.
        #[arg(long, default_value = "api")]
        scope: String,
    },
}

/// What can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// An offer sheet, CSV or XLSX.
    Offers,
    /// An OpenActive RPDE file, or a feed's address.
    Openactive,
    /// Postcodes, four or six signs.
    Postcodes,
}

/// `import`
#[derive(Debug, Args)]
pub struct Import {
    /// What it is.
    #[arg(value_enum)]
    pub kind: ImportKind,
    /// The file, or for `openactive` a feed's address.
    #[arg(required_unless_present = "template")]
    pub file: Option<String>,
    /// The source's name; without it the file's name without extension and trailing date.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// The municipality whose service point curates it; needed when there are several.
    #[arg(long, value_name = "GMxxxx")]
    pub municipality: Option<String>,
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
    /// How many of the best to show.
    #[arg(long, default_value_t = 20)]
    pub top: u32,
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
    /// Prove that no row was altered.
    Verify,
    /// Write it as CSV to standard output.
    Export,
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
    },
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
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_whole() {
        Arguments::command().debug_assert();
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
