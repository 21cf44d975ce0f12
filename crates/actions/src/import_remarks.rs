//! What imports left to ask and which rows they did not keep, so that the service point can put it right
//! or tell whoever made the list. For `/ingelezen`.

use std::collections::HashMap;

use domain::policy::{Verb, may};
use store::{import_rejections, reviews};

pub use store::import_rejections::Reason;
pub use store::imports::Counts;
pub use store::reviews::{Asked as Question, OpenOfSource};

use crate::{ActionError, Bridge, Caller};

/// What is to be told of imports.
#[derive(Clone, Debug, Default)]
pub struct Remarks {
    /// What is still asked, by source: the first questions, and how many there are.
    pub questions: HashMap<String, OpenOfSource>,
    /// Why rows were not kept, by the import's key: those of its first rows.
    pub rejections: HashMap<String, Vec<Reason>>,
}

/// What is to be told of a municipality's imports.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point.
pub async fn remarks(bridge: &Bridge, caller: &Caller) -> Result<Remarks, ActionError> {
    let home = match caller.as_member() {
        Some(member) if may(&caller.actor, Verb::Curate) => member.municipality,
        _ => return Err(ActionError::Forbidden),
    };
    let mut reading = bridge.store().read().await?;
    Ok(Remarks {
        questions: reviews::open_by_source(&mut reading, home).await?,
        rejections: import_rejections::all(&mut reading, home).await?,
    })
}
