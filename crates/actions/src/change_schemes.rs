//! The schemes that pay part of what sport costs in a municipality. Defaults to none: which there are
//! is for the municipality to say.

use domain::fault::Fault;
use domain::price::Cents;
use domain::scheme::{LONGEST_NAME, MOST_A_MONTH, MOST_SCHEMES, Scheme, called};
use store::{feed, municipalities};

use crate::change_settings::administered;
use crate::{ActionError, Bridge, Caller};

/// A scheme as it comes in: its name, and cents a month where that could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemeDraft {
    /// `regelingNaam`
    pub name: String,
    /// `regelingBedrag`
    pub monthly: Option<Cents>,
}

/// Puts these schemes in the place of the municipality's own. Searches count with them at once.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no administrator of the municipality itself;
/// [`ActionError::Faults`] with every fault at once: a name that is missing, too long or there
/// twice, an amount that is none or out of range, too many schemes.
pub async fn change_schemes(
    bridge: &Bridge,
    caller: &Caller,
    drafts: &[SchemeDraft],
) -> Result<(), ActionError> {
    let home = administered(bridge, caller)?;
    let mut faults = Vec::new();
    let mut schemes: Vec<Scheme> = Vec::new();
    if drafts.len() > MOST_SCHEMES {
        faults.push(Fault::body("regelingen", "te-veel").with(MOST_SCHEMES.to_string()));
    }
    for (at, draft) in drafts.iter().enumerate() {
        let name = draft.name.trim();
        let field = |of: &str| format!("{of}-{}", at + 1);
        let monthly = draft
            .monthly
            .filter(|cents| (1..=MOST_A_MONTH).contains(cents));
        if name.is_empty() {
            faults.push(Fault::body(field("regelingNaam"), "ontbreekt"));
        } else if name.chars().count() > LONGEST_NAME {
            let fault = Fault::body(field("regelingNaam"), "te-lang");
            faults.push(fault.with(LONGEST_NAME.to_string()));
        } else if called(&schemes, name).is_some() {
            faults.push(Fault::body(field("regelingNaam"), "regeling-dubbel"));
        }
        match monthly {
            Some(monthly) => schemes.push(Scheme {
                name: name.to_owned(),
                monthly,
            }),
            None => faults.push(Fault::body(field("regelingBedrag"), "prijs")),
        }
    }
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    municipalities::set_schemes(&mut tx, home, &schemes).await?;
    feed::add(&mut tx, "instellingen", home.as_str(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}
