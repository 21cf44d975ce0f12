//! Throwing away what has served: request keys after 30 days, sessions that expired, feed lines
//! that every node has read, failed attempts, invitations and requests that expired, wishes that were
//! saved a year ago. That a session ended by itself stands in the log.

use domain::organisation::Role;
use domain::retention::RecordKind;
use domain::saved_wish;
use jiff::{SignedDuration, Timestamp};
use store::access_log::{self, Action, Line};
use store::{
    Tx, feed, idempotency, invitations, pictures, saved_wishes, sign_in_attempts, web_sessions,
};

use crate::{ActionError, Bridge, Caller};

/// Old links are told apart from ones that never were for so long.
const LINKS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// So long a picture that was taken away can be put back.
const PICTURE_PUT_BACK: SignedDuration = SignedDuration::from_hours(24);
/// So long pictures of an offer that ended are kept: it may come back after the holidays.
const ENDED_PICTURES: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Sweeps once.
///
/// # Errors
/// When the store cannot be written.
pub async fn sweep(bridge: &Bridge) -> Result<(), ActionError> {
    let now = bridge.now();
    let before = |kept: SignedDuration| now.checked_sub(kept).unwrap_or(Timestamp::MIN);
    let period = |kind: RecordKind| SignedDuration::from_hours(24 * i64::from(kind.default_days()));
    let mut tx = bridge.store().begin().await?;
    idempotency::forget(&mut tx, before(period(RecordKind::RequestKeys))).await?;
    end_expired(&mut tx, now).await?;
    sign_in_attempts::sweep(&mut tx, now).await?;
    let links = now.checked_sub(LINKS_KEPT).unwrap_or(Timestamp::MIN);
    invitations::sweep(&mut tx, links).await?;
    saved_wishes::expire(&mut tx, before(saved_wish::LIVES), now).await?;
    feed::sweep(&mut tx, before(period(RecordKind::ChangeFeed))).await?;
    pictures::sweep(&mut tx, before(PICTURE_PUT_BACK), before(ENDED_PICTURES)).await?;
    Ok(tx.commit().await?)
}

/// Removes expired sessions and writes down whose they were. Gives how many there were.
pub(crate) async fn end_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, ActionError> {
    let (count, expired) = web_sessions::sweep(tx, now).await?;
    let lines: Vec<Line> = expired.into_iter().map(|one| ended(one, now)).collect();
    access_log::write(tx, &lines).await?;
    Ok(count)
}

/// Nobody signed out: the session ended by itself.
fn ended((user, municipality, organisation): web_sessions::Expired, now: Timestamp) -> Line {
    Line {
        municipality,
        at: now,
        user: Some(user),
        role: Role::System,
        organisation: Some(organisation),
        on_behalf: None,
        origin: Caller::system().origin,
        action: Action::SignOut,
        resident: None,
        referral: None,
        consent: None,
    }
}
