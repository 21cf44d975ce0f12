//! Which key service an installation uses: a file, `BEWEEGBRUG_MASTER_KEY`, or the program in
//! `BEWEEGBRUG_MASTER_KEY_COMMAND`. One of them: two would leave open which ring is meant.

use std::path::PathBuf;
use std::sync::Arc;

use store::key_service::{KeyFile, KeyProgram, KeyService, KeyVariable};

use crate::arguments::Place;
use crate::failure::Failure;

/// The key itself, or a ring with commas between its keys.
pub const KEY_VARIABLE: &str = "BEWEEGBRUG_MASTER_KEY";
/// The program that speaks to a key service.
pub const PROGRAM_VARIABLE: &str = "BEWEEGBRUG_MASTER_KEY_COMMAND";

/// The key service of a place. `make` makes a key file where there is none.
///
/// # Errors
/// When several are named, or a key file cannot be made.
pub fn service(place: &Place, make: bool) -> Result<Arc<dyn KeyService>, Failure> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    match (
        set(KEY_VARIABLE),
        set(PROGRAM_VARIABLE),
        &place.master_key_file,
    ) {
        (None, None, file) => {
            let path = file
                .clone()
                .unwrap_or_else(|| place.data.join("master.key"));
            Ok(Arc::new(if make {
                KeyFile::made_at(path)?
            } else {
                KeyFile::at(path)
            }))
        }
        (Some(value), None, None) => match value.to_str() {
            Some(text) => Ok(Arc::new(KeyVariable::holding(text))),
            None => Err(Failure::WrongUse(format!("{KEY_VARIABLE} is no text."))),
        },
        (None, Some(program), None) => Ok(Arc::new(KeyProgram::at(PathBuf::from(program)))),
        _ => Err(Failure::WrongUse(format!(
            "the master key is named more than once. Set one of {KEY_VARIABLE}, \
             {PROGRAM_VARIABLE} and BEWEEGBRUG_MASTER_KEY_FILE."
        ))),
    }
}

/// Whether a key can be had without making one.
#[must_use]
pub fn are_at_hand(place: &Place) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let file = place
        .master_key_file
        .clone()
        .unwrap_or_else(|| place.data.join("master.key"));
    set(KEY_VARIABLE) || set(PROGRAM_VARIABLE) || file.exists()
}
