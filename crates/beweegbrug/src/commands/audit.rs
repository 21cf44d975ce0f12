//! `audit`: proving and exporting the access log.

use std::process::ExitCode;

use store::{Store, access_log};

use crate::arguments::{Audit, AuditVerb};
use crate::failure::Failure;
use crate::say;
use crate::settings::place_and_key;

/// Verifies or exports.
///
/// # Errors
/// When the store cannot be opened.
pub async fn run(options: Audit) -> Result<ExitCode, Failure> {
    let (at, key) = place_and_key(&options.place, false)?;
    let store = Store::open(&at, &key).await?;
    let code = match options.verb {
        AuditVerb::Verify => {
            let (rows, altered) = access_log::verify(&store).await?;
            for id in &altered {
                say::answer(&format!("altered: {id}"));
            }
            say::answer(&format!("{rows} rows read, {} altered", altered.len()));
            u8::from(!altered.is_empty())
        }
        AuditVerb::Export => {
            access_log::export(&store, &mut |line| say::answer(line)).await?;
            0
        }
    };
    store.close().await;
    Ok(ExitCode::from(code))
}
