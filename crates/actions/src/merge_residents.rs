//! Two files of one person. Files that share a phone number or address for mail are proposed, and
//! never merged in silence: a family may share a phone. Somebody compares them, and merges or tells
//! them apart; for thirty days a merge can be undone.

use std::collections::HashSet;

use domain::actor::{Actor, Member};
use domain::client::Client;
use domain::ids::{MunicipalityId, ReferralId, ResidentId};
use domain::organisation::Role;
use domain::policy::{Verb, may};
use domain::visibility::sight_from;
use jiff::{SignedDuration, Timestamp};
use store::access_log::{self, Action, Line};
use store::links::{self, Purpose};
use store::merges::{self, Pair};
use store::{Scope, Tx, referrals};

pub use store::merges::{Merge, Own};

use crate::{ActionError, Bridge, Caller};

/// How long a merge can be undone.
pub const UNDO_WITHIN: SignedDuration = SignedDuration::from_hours(24 * 30);

/// What is proposed, and what can be undone.
pub struct Proposals {
    /// Files that may be of one person.
    pub pairs: Vec<Pair>,
    /// Merges of the last thirty days.
    pub merges: Vec<Merge>,
}

/// The proposals of the caller's municipality, of whom the caller may see a referral each.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not.
pub async fn proposals(bridge: &Bridge, caller: &Caller) -> Result<Proposals, ActionError> {
    let member = who_may(caller)?;
    let scope = Scope::of(&caller.actor);
    let home = member.municipality;
    let mut tx = bridge.store().begin().await?;
    let mut pairs = merges::pairs(&mut tx, &scope, home, None).await?;
    let mut merges = merges::since(&mut tx, &scope, home, undo_after(bridge)).await?;
    let files: Vec<ResidentId> = pairs
        .iter()
        .flat_map(|pair| [pair.first.0, pair.second.0])
        .chain(merges.iter().map(|merge| merge.files.0))
        .collect();
    let seen = Seen::by(bridge, &mut tx, caller, home, &files).await?;
    pairs.retain(|pair| seen.has(pair));
    merges.retain(|merge| seen.files.contains(&merge.files.0));
    let shown = pairs
        .iter()
        .flat_map(|pair| [pair.first.0, pair.second.0])
        .chain(merges.iter().map(|merge| merge.files.0));
    let lines: Vec<Line> = shown
        .map(|resident| line(bridge, caller, member, Action::List, resident))
        .collect();
    access_log::write(&mut tx, &lines).await?;
    tx.commit().await?;
    Ok(Proposals { pairs, merges })
}

/// A file beside another: whose it is, and the referrals that came with it.
pub struct File {
    /// Its key.
    pub id: ResidentId,
    /// What it says.
    pub client: Client,
    /// Its referrals, newest first: those that the caller may see.
    pub referrals: Vec<Own>,
}

/// Two files side by side.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not; [`ActionError::NotFound`] when the two are not
/// proposed to the caller.
pub async fn compare(
    bridge: &Bridge,
    caller: &Caller,
    files: (ResidentId, ResidentId),
) -> Result<(File, File), ActionError> {
    let member = who_may(caller)?;
    let mut tx = bridge.store().begin().await?;
    let (pair, seen) = proposed(bridge, &mut tx, caller, member, files).await?;
    let home = member.municipality;
    let first = file(&mut tx, home, &seen, pair.first).await?;
    let second = file(&mut tx, home, &seen, pair.second).await?;
    let lines = [first.id, second.id].map(|id| line(bridge, caller, member, Action::Read, id));
    access_log::write(&mut tx, &lines).await?;
    tx.commit().await?;
    Ok((first, second))
}

async fn file(
    tx: &mut Tx,
    home: MunicipalityId,
    seen: &Seen,
    (id, client): (ResidentId, Client),
) -> Result<File, ActionError> {
    let mut referrals = merges::referrals(tx, home, id).await?;
    referrals.retain(|own| seen.referrals.contains(&own.id));
    Ok(File {
        id,
        client,
        referrals,
    })
}

/// Merges two files that are proposed to the caller: `kept` stays, the other points to it.
///
/// # Errors
/// As [`compare`]; also [`ActionError::NotFound`] when the other file holds files itself: these are
/// undone first, or this one is kept.
pub async fn merge(
    bridge: &Bridge,
    caller: &Caller,
    kept: ResidentId,
    merged: ResidentId,
) -> Result<(), ActionError> {
    let member = who_may(caller)?;
    let home = member.municipality;
    let mut tx = bridge.store().begin().await?;
    proposed(bridge, &mut tx, caller, member, (kept, merged)).await?;
    let files = (kept, merged);
    if !merges::merge(&mut tx, home, files, member.user, bridge.now()).await? {
        return Err(ActionError::NotFound);
    }
    changed(bridge, &mut tx, caller, member, files).await?;
    Ok(tx.commit().await?)
}

/// Says that two files that are proposed are of two people.
///
/// # Errors
/// As [`compare`].
pub async fn keep_apart(
    bridge: &Bridge,
    caller: &Caller,
    files: (ResidentId, ResidentId),
) -> Result<(), ActionError> {
    let member = who_may(caller)?;
    let home = member.municipality;
    let mut tx = bridge.store().begin().await?;
    proposed(bridge, &mut tx, caller, member, files).await?;
    merges::keep_apart(&mut tx, home, files, member.user, bridge.now()).await?;
    changed(bridge, &mut tx, caller, member, files).await?;
    Ok(tx.commit().await?)
}

/// Undoes a merge of the last thirty days. The two are not proposed again.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not; [`ActionError::NotFound`] when there is none to undo,
/// or the caller sees no referral of that person.
pub async fn undo(bridge: &Bridge, caller: &Caller, id: &str) -> Result<(), ActionError> {
    let member = who_may(caller)?;
    let home = member.municipality;
    let now = bridge.now();
    let after = undo_after(bridge);
    let mut tx = bridge.store().begin().await?;
    let listed = merges::since(&mut tx, &Scope::of(&caller.actor), home, after).await?;
    let listed = listed.into_iter().find(|merge| merge.id == id);
    let kept = listed.ok_or(ActionError::NotFound)?.files.0;
    let seen = Seen::by(bridge, &mut tx, caller, home, &[kept]).await?;
    if !seen.files.contains(&kept) {
        return Err(ActionError::NotFound);
    }
    let undone = merges::undo(&mut tx, home, id, member.user, after, now).await?;
    let files = undone.ok_or(ActionError::NotFound)?;
    merges::keep_apart(&mut tx, home, files, member.user, now).await?;
    changed(bridge, &mut tx, caller, member, files).await?;
    Ok(tx.commit().await?)
}

/// Another referral of the resident, with the token of its own page when that works.
#[derive(Clone, Debug)]
pub struct OwnReferral {
    /// Its number, state and moment.
    pub referral: Own,
    /// The token of `/mijn/{token}`.
    pub token: Option<String>,
}

/// The resident's other referrals: those in the files that were found to be theirs.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is not the resident; [`ActionError::NotFound`] when
/// there is no such referral.
pub async fn own_others(bridge: &Bridge, caller: &Caller) -> Result<Vec<OwnReferral>, ActionError> {
    let Actor::Resident { referral } = caller.actor else {
        return Err(ActionError::Forbidden);
    };
    let mut tx = bridge.store().begin().await?;
    let found = referrals::find(&mut tx, &Scope::of(&caller.actor), referral).await?;
    let found = found.ok_or(ActionError::NotFound)?;
    let home = found.referral.municipality;
    let files = merges::files_of_person(&mut tx, home, found.referral.resident).await?;
    if files.len() < 2 {
        return Ok(Vec::new());
    }
    let own = merges::of_files(&mut tx, home, found.referral.resident).await?;
    let others: Vec<Own> = own.into_iter().filter(|own| own.id != referral).collect();
    let ids: Vec<_> = others.iter().map(|own| own.id).collect();
    let links = links::of_referrals(&mut tx, &ids, Purpose::Mine).await?;
    let (now, secrets) = (bridge.now(), bridge.store().secrets());
    Ok(others
        .into_iter()
        .map(|own| {
            let mut working = links.iter().filter(|link| link.expires_at > now);
            let link = working.find(|link| link.referral == own.id);
            OwnReferral {
                token: link.map(|link| link.token(secrets)),
                referral: own,
            }
        })
        .collect())
}

/// What the caller may see of some files. A query knows whose a referral is, and not what the
/// resident agrees to since: that is judged here, as for every other page.
struct Seen {
    /// Files with a referral of which the caller sees who it is and where they live.
    files: HashSet<ResidentId>,
    /// The referrals that exist for the caller.
    referrals: HashSet<ReferralId>,
}

impl Seen {
    async fn by(
        bridge: &Bridge,
        tx: &mut Tx,
        caller: &Caller,
        home: MunicipalityId,
        files: &[ResidentId],
    ) -> Result<Self, ActionError> {
        let now = bridge.now();
        let scope = Scope::of(&caller.actor);
        let mut seen = Self {
            files: HashSet::new(),
            referrals: HashSet::new(),
        };
        for (file, standing) in merges::standings(tx, &scope, home, files).await? {
            let Some(sight) = sight_from(&caller.actor, &standing, now) else {
                continue;
            };
            seen.referrals.insert(standing.id);
            if sight.contact && sight.address {
                seen.files.insert(file);
            }
        }
        Ok(seen)
    }

    fn has(&self, pair: &Pair) -> bool {
        self.files.contains(&pair.first.0) && self.files.contains(&pair.second.0)
    }
}

async fn proposed(
    bridge: &Bridge,
    tx: &mut Tx,
    caller: &Caller,
    member: &Member,
    (one, other): (ResidentId, ResidentId),
) -> Result<(Pair, Seen), ActionError> {
    let ordered = if one.to_string() < other.to_string() {
        (one, other)
    } else {
        (other, one)
    };
    let scope = Scope::of(&caller.actor);
    let found = merges::pairs(tx, &scope, member.municipality, Some(ordered)).await?;
    let pair = found.into_iter().next().ok_or(ActionError::NotFound)?;
    let files = [pair.first.0, pair.second.0];
    let seen = Seen::by(bridge, tx, caller, member.municipality, &files).await?;
    match seen.has(&pair) {
        true => Ok((pair, seen)),
        false => Err(ActionError::NotFound),
    }
}

fn who_may(caller: &Caller) -> Result<&Member, ActionError> {
    caller
        .as_member()
        .filter(|_| may(&caller.actor, Verb::MergeFiles))
        .ok_or(ActionError::Forbidden)
}

fn undo_after(bridge: &Bridge) -> Timestamp {
    let now = bridge.now();
    now.checked_sub(UNDO_WITHIN).unwrap_or(Timestamp::MIN)
}

async fn changed(
    bridge: &Bridge,
    tx: &mut Tx,
    caller: &Caller,
    member: &Member,
    (one, other): (ResidentId, ResidentId),
) -> Result<(), ActionError> {
    let lines = [one, other].map(|id| line(bridge, caller, member, Action::Change, id));
    Ok(access_log::write(tx, &lines).await?)
}

fn line(
    bridge: &Bridge,
    caller: &Caller,
    member: &Member,
    action: Action,
    resident: ResidentId,
) -> Line {
    let role = match member.roles.has(Role::ServicePoint) {
        true => Role::ServicePoint,
        false => Role::Coach,
    };
    Line {
        municipality: member.municipality,
        at: bridge.now(),
        user: Some(member.user),
        role,
        organisation: Some(member.organisation),
        on_behalf: None,
        origin: caller.origin.clone(),
        action,
        resident: Some(resident),
        referral: None,
        consent: None,
    }
}
