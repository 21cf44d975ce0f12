//! What a mail about saved wishes tells: to whom, and where to look. No name, no wish: only the
//! addresses of referrals, which ask who you are.

use store::outbox::Message;
use store::saved_wishes::{self, Told};
use store::{Tx, organisations};

use crate::{ActionError, Bridge};

/// To whom a mail goes, and its links, one a line.
pub(super) struct Addressed {
    pub to: String,
    pub links: String,
}

/// What still holds of a mail when it leaves. Whoever coaches there no more is not written to; their
/// team is, when it has an address of its own.
pub(super) async fn told(
    bridge: &Bridge,
    tx: &mut Tx,
    message: &Message,
) -> Result<Option<Addressed>, ActionError> {
    let told = saved_wishes::told_by(tx, message.municipality, message.id).await?;
    let still_there = told.iter().find(|one| one.email.is_some());
    let Some(first) = still_there.or(told.first()) else {
        return Ok(None);
    };
    let to = match &first.email {
        Some(email) => Some(email.clone()),
        None => {
            let team = organisations::find(tx, first.organisation).await?;
            team.and_then(|team| team.organisation.email)
        }
    };
    // Somebody who coaches for two teams hears of both; of a team they left, only the team does.
    let same = |one: &&Told| match first.email {
        Some(_) => one.email.is_some(),
        None => one.organisation == first.organisation,
    };
    let root = &bridge.settings().public_url;
    let mut links: Vec<String> = told
        .iter()
        .filter(same)
        .map(|one| format!("{root}/verwijzingen/{}#wensen", one.referral))
        .collect();
    links.dedup();
    Ok(to.map(|to| Addressed {
        to,
        links: links.join("\n"),
    }))
}
