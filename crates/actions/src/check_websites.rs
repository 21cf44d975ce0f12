//! Looking whether providers' websites still answer: each at most once a week, whoever asks is
//! given (a call to the outside is the binary's, behind its guard). What fails twice in a row stands
//! on the service point's list.

use std::future::Future;
use std::pin::Pin;

use domain::website;
use jiff::{SignedDuration, Timestamp};
use store::{leases, offer_care};

use crate::{ActionError, Bridge};

/// Something that looks whether a website answers.
pub trait Probe: Send + Sync {
    /// Looks once. `Err` tells what was wrong, in a few Dutch words without personal data.
    fn look<'a>(
        &'a self,
        address: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;
}

/// A website is looked at again after so long.
const AGAIN: SignedDuration = SignedDuration::from_hours(24 * 7);
/// So many at a time: the rest has its turn the next hour.
const AT_A_TIME: u32 = 60;

/// Looks at the websites whose turn it is. Gives how many. Of all nodes, one looks.
///
/// # Errors
/// When the store cannot be read or written; a website that fails is no error.
pub async fn check_websites(
    bridge: &Bridge,
    probe: &dyn Probe,
    node: &str,
) -> Result<usize, ActionError> {
    let now = bridge.now();
    let before = now.checked_sub(AGAIN).unwrap_or(Timestamp::MIN);
    let until = now
        .checked_add(SignedDuration::from_mins(50))
        .unwrap_or(Timestamp::MAX);
    let mut tx = bridge.store().begin().await?;
    let ours = leases::take(&mut tx, "websites", node, until, now).await?;
    let due = match ours {
        true => offer_care::websites_due(&mut tx, before, AT_A_TIME).await?,
        false => Vec::new(),
    };
    tx.commit().await?;
    for site in &due {
        let outcome = match website::address(&site.website) {
            Some(address) => probe.look(&address).await,
            None => Err("dit is geen adres van een website".to_owned()),
        };
        // One at a time: a call may take seconds, and what was seen must not be lost with the next.
        let mut tx = bridge.store().begin().await?;
        let cause = outcome.err();
        offer_care::website_checked(&mut tx, site, cause.as_deref(), bridge.now()).await?;
        tx.commit().await?;
    }
    Ok(due.len())
}
