//! How a command fails: what was wrong, where, and what to do, with the exit code that goes with it.

use std::process::ExitCode;

use actions::ActionError;
use store::StoreError;

/// Why a command failed. The exit codes are those of surface.md, section 1: 1 a finding, 2 wrong
/// use, 3 the environment failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something was found to be wrong.
    #[error("{0}")]
    Finding(String),
    /// The command was used wrongly.
    #[error("{0}")]
    WrongUse(String),
    /// A file, the network or the database would not do it.
    #[error("{0}")]
    Environment(String),
}

impl Failure {
    /// The exit code.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Finding(_) => 1,
            Self::WrongUse(_) => 2,
            Self::Environment(_) => 3,
        })
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Environment(error.to_string())
    }
}

impl From<ActionError> for Failure {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Store(error) => error.into(),
            ActionError::Faults(faults) => {
                let texts: Vec<String> = faults
                    .iter()
                    .map(|fault| {
                        let detail = fault.detail.as_deref().unwrap_or_default();
                        format!("{}: {} {detail}", fault.location, fault.code)
                    })
                    .collect();
                Self::WrongUse(texts.join("\n"))
            }
            ActionError::NotFound => Self::WrongUse("not found".to_owned()),
            other => Self::Finding(other.to_string()),
        }
    }
}
