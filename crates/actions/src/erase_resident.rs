//! Forgetting a resident: the key is destroyed, so that what was sealed is unreadable everywhere;
//! look-up hashes and links go; open referrals close; counts stay.

use domain::actor::Actor;
use domain::notice::notices_after;
use domain::organisation::Role;
use domain::referral::Hand;
use store::access_log::{self, Action, Line};
use store::{Scope, links, outbox, referrals, residents};

use crate::{ActionError, Bridge, Caller};

/// Forgets the resident of the caller's own link.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such referral; [`ActionError::Forbidden`] when the
/// caller is not the resident.
pub async fn forget_me(bridge: &Bridge, caller: &Caller) -> Result<(), ActionError> {
    let Actor::Resident { referral: id } = caller.actor else {
        return Err(ActionError::Forbidden);
    };
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let found = referrals::find(&mut tx, &Scope::of(&caller.actor), id).await?;
    let Some(found) = found else {
        return Err(ActionError::NotFound);
    };
    let (home, resident) = (found.referral.municipality, found.referral.resident);
    let municipality = bridge.municipality(home)?;
    for id in referrals::all_of_resident(&mut tx, home, resident).await? {
        let Some(found) = referrals::find(&mut tx, &Scope::Worker, id).await? else {
            continue;
        };
        let closures = bridge.closures_of(found.referral.receiver.organisation);
        let rules = Bridge::rules(&municipality, &closures);
        let hand = Hand {
            role: Role::Resident,
            organisation: None,
            user: None,
        };
        outbox::cancel_personal(&mut tx, id).await?;
        let (after, entry) = found.referral.erase(hand, now, &rules);
        if let Some(entry) = entry {
            referrals::save(&mut tx, &after, &entry, None, None).await?;
            let notices = notices_after(&after, municipality.settings.service_point, false);
            outbox::insert(
                &mut tx,
                home,
                (id, after.version),
                after.referrer_user,
                &notices,
                now,
            )
            .await?;
        }
        referrals::drop_sealed(&mut tx, &after).await?;
        links::revoke(&mut tx, id).await?;
        let line = Line {
            municipality: home,
            at: now,
            user: None,
            role: Role::Resident,
            organisation: None,
            on_behalf: None,
            origin: caller.origin.clone(),
            action: Action::Erase,
            resident: Some(resident),
            referral: Some(id),
            consent: None,
        };
        access_log::write(&mut tx, &[line]).await?;
    }
    residents::erase(&mut tx, home, resident, now).await?;
    // The key goes first: after a crash in between, what is sealed is unreadable already, and the
    // tombstone lets a restore finish the rest.
    bridge.store().keys().destroy(resident, now).await?;
    tx.commit().await?;
    bridge.ring();
    Ok(())
}
