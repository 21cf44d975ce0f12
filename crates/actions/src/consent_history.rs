//! The history of consent as it is shown: what was agreed to at the sending, and each change since,
//! with who wrote it down, when, how, and in which words it was asked.

use domain::consent::wording_at;
use domain::referral::{Deed, Entry, as_changes};
use store::referrals::Found;
use store::{Tx, consents};

use crate::ActionError;
use crate::shown::ShownConsent;

/// The history of one referral, oldest first. What was never agreed to at the sending is no line.
/// `name` gives the name of an organisation.
pub(crate) async fn of(
    tx: &mut Tx,
    found: &Found,
    name: impl Fn(domain::ids::OrganisationId) -> Option<String>,
) -> Result<Vec<ShownConsent>, ActionError> {
    let referral = &found.referral;
    let Some(first) = found.history.first() else {
        return Ok(Vec::new());
    };
    let shown = |entry: &Entry, change, wording: &str| ShownConsent {
        change,
        wording: wording.to_owned(),
        at: entry.at,
        role: entry.by.role,
        organisation: entry.by.organisation.and_then(&name),
        on_behalf: entry.on_behalf,
    };
    let changed = found
        .history
        .iter()
        .any(|entry| entry.deed == Deed::ConsentChanged);
    if !changed {
        let agreed = as_changes(referral.consent).into_iter();
        return Ok(agreed
            .filter(|change| change.given)
            .map(|change| shown(first, change, wording_at(referral.sent_at)))
            .collect());
    }
    let kept = consents::of_referral(tx, referral.municipality, referral.id).await?;
    Ok(kept
        .into_iter()
        .filter(|line| line.number > 1 || line.change.given)
        .filter_map(|line| {
            let entry = found.history.iter().find(|one| one.number == line.number);
            Some(shown(entry?, line.change, &line.wording))
        })
        .collect())
}
