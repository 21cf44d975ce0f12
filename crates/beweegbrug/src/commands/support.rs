//! `support report`: what somebody who helps may see. Counts, jobs and numbers; no personal data.

use std::process::ExitCode;

use actions::Clock;
use clap::{Args, Subcommand};
use store::{Place as At, Store};

use crate::arguments::Place;
use crate::clock::MachineClock;
use crate::failure::Failure;
use crate::say;
use crate::settings::store_place;

/// `support`
#[derive(Debug, Args)]
pub struct Support {
    /// What to say.
    #[command(subcommand)]
    pub verb: SupportVerb,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// What to say to who helps.
#[derive(Debug, Subcommand)]
pub enum SupportVerb {
    /// Counts, jobs, and undelivered messages by number.
    Report,
}

/// Prints the report.
///
/// # Errors
/// When there is no store, or it cannot be read.
pub async fn run(options: &Support) -> Result<ExitCode, Failure> {
    let SupportVerb::Report = options.verb;
    let at = store_place(&options.place);
    if let At::Folder(folder) = &at
        && !folder.join("beweegbrug.db").exists()
    {
        return Err(Failure::Environment(format!(
            "there is no beweegbrug.db in {}.",
            folder.display()
        )));
    }
    let store = Store::open_to_check(&at).await?;
    let report = actions::support_report::report(&store, MachineClock::default().now()).await?;
    store.close().await;
    say::answer(report.trim_end());
    Ok(ExitCode::SUCCESS)
}
