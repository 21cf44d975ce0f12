//! What is typed about a municipality that leaves.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Place;

/// `municipality`
#[derive(Debug, Args)]
pub struct MunicipalityOf {
    /// What to do with a municipality.
    #[command(subcommand)]
    pub verb: MunicipalityVerb,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// What to do with a municipality.
#[derive(Debug, Subcommand)]
pub enum MunicipalityVerb {
    /// Hand it all that is its own: a readable and a machine-readable file a table, opened.
    Export {
        /// The municipality's code.
        #[arg(value_name = "GMxxxx")]
        code: String,
        /// The folder to write: empty, or not there yet.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Who asks for it, by name: it stands in the access log and the manifest.
        #[arg(long, value_name = "NAME")]
        by: String,
    },
    /// Destroy all that is its own, and write the proof. Cannot be undone; goes on when it was cut
    /// short.
    Destroy {
        /// The municipality's code.
        #[arg(value_name = "GMxxxx")]
        code: String,
        /// The proof to write; FILE.txt beside it is for people.
        #[arg(long, value_name = "FILE")]
        proof: PathBuf,
        /// Who asks for it, by name: it stands in the proof.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// The folder of an export, as new as the data.
        #[arg(long, value_name = "DIR")]
        export: Option<PathBuf>,
        /// Why there need be no export; it stands in the proof.
        #[arg(long, value_name = "REASON", conflicts_with = "export")]
        without_export: Option<String>,
        /// The code once more, where there is no terminal to type it on.
        #[arg(long, value_name = "GMxxxx")]
        yes: Option<String>,
    },
    /// Say whether this installation signed a proof as it stands; exit 1 when it did not.
    VerifyProof {
        /// The proof.
        file: PathBuf,
    },
}
