//! The words of `bench pages`.

use std::path::PathBuf;

use clap::Args;

/// `bench pages`
#[derive(Debug, Args)]
pub struct Pages {
    /// How many offers to make, all over the country; they come by the ten thousand.
    #[arg(long, default_value_t = 100_000)]
    pub offers: usize,
    /// The same number makes the same offers and asks the same.
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// How many callers at once.
    #[arg(long, default_value_t = 16)]
    pub clients: usize,
    /// For how long, each page.
    #[arg(long, default_value_t = 10)]
    pub seconds: u64,
    /// One line of JSON for each page.
    #[arg(long)]
    pub json: bool,
    /// Where to measure; a fresh folder without it. What a run before it made there stays.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL address to measure on.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}
