//! Forgetting a resident: the key is destroyed, so that what was sealed is unreadable everywhere;
//! look-up hashes and links go; open referrals close; counts stay. Asked for by the resident, when
//! the period of keeping is over ([`crate::retain`]), or again after a restore of older data.

use domain::actor::Actor;
use domain::ids::{MunicipalityId, ResidentId};
use domain::notice::notices_after;
use domain::organisation::Role;
use domain::referral::Hand;
use domain::saved_wish::{End, State};
use store::access_log::{self, Action, Line};
use store::{
    Scope, StoreError, Tx, forgotten, links, merges, objections, outbox, referrals, residents,
    saved_wishes,
};

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
    let mut tx = bridge.store().begin().await?;
    let found = referrals::find(&mut tx, &Scope::of(&caller.actor), id).await?;
    let Some(found) = found else {
        return Err(ActionError::NotFound);
    };
    let by = By {
        role: Role::Resident,
        origin: &caller.origin,
    };
    let (home, resident) = (found.referral.municipality, found.referral.resident);
    forget(bridge, tx, home, resident, by).await
}

/// Forgets again whoever was forgotten and is back: after a restore, data may be older than the
/// tombstones that lie with the keys. Gives how many. Run twice, it changes nothing.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn forget_again(bridge: &Bridge) -> Result<usize, ActionError> {
    let mut count = 0;
    let mut after = None;
    loop {
        let page = bridge.store().keys().tombstones(after).await?;
        let Some(last) = page.last() else {
            return Ok(count);
        };
        after = Some(last.resident);
        let residents: Vec<ResidentId> = page.iter().map(|stone| stone.resident).collect();
        for municipality in bridge.municipalities().iter() {
            let home = municipality.settings.id;
            let left = {
                let mut reading = bridge.store().read().await?;
                forgotten::left(&mut reading, home, &residents).await?
            };
            for resident in left {
                count += usize::from(forget_in_turn(bridge, home, resident, "herstel").await?);
            }
        }
    }
}

/// Forgets one resident by the system, in a transaction of its own: others write in between.
/// `false` when somebody was at it at the same moment; the next round finds what is left.
pub(crate) async fn forget_in_turn(
    bridge: &Bridge,
    home: MunicipalityId,
    resident: ResidentId,
    why: &str,
) -> Result<bool, ActionError> {
    let by = By {
        role: Role::System,
        origin: why,
    };
    let tx = bridge.store().begin().await?;
    match forget(bridge, tx, home, resident, by).await {
        Ok(()) => Ok(true),
        Err(ActionError::Store(StoreError::Stale)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Who forgets: for the history and the log.
#[derive(Clone, Copy)]
struct By<'a> {
    role: Role,
    origin: &'a str,
}

async fn forget(
    bridge: &Bridge,
    mut tx: Tx,
    home: MunicipalityId,
    resident: ResidentId,
    by: By<'_>,
) -> Result<(), ActionError> {
    let now = bridge.now();
    let municipality = bridge.municipality(home)?;
    // Files that were found to be of one person go together.
    let mut files = merges::files_of_person(&mut tx, home, resident).await?;
    if files.is_empty() {
        files.push(resident);
    }
    for id in referrals::all_of_residents(&mut tx, home, &files).await? {
        let Some(found) = referrals::find(&mut tx, &Scope::Worker, id).await? else {
            continue;
        };
        let owner = found.referral.resident;
        let closures = bridge.closures_of(found.referral.receiver.organisation);
        let rules = Bridge::rules(&municipality, &closures);
        let hand = Hand {
            role: by.role,
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
        objections::forget(&mut tx, home, id, now).await?;
        let ended = State::Ended(End::Erased);
        saved_wishes::close_all(&mut tx, (home, id), None, ended, now).await?;
        links::revoke(&mut tx, id).await?;
        let line = Line {
            municipality: home,
            at: now,
            user: None,
            role: by.role,
            organisation: None,
            on_behalf: None,
            origin: by.origin.to_owned(),
            action: Action::Erase,
            resident: Some(owner),
            referral: Some(id),
            consent: None,
        };
        access_log::write(&mut tx, &[line]).await?;
    }
    for file in files {
        residents::erase(&mut tx, home, file, now).await?;
        // The key goes first: after a crash in between, what is sealed is unreadable already, and
        // the tombstone lets a restore finish the rest.
        bridge.store().keys().destroy(file, now).await?;
    }
    tx.commit().await?;
    bridge.ring();
    Ok(())
}
