//! Inviting somebody by mail: the link works once, for a week, and leads to a name and a password.
//! Who has an account already only says yes.

use domain::contact::Email;
use domain::fault::Fault;
use domain::ids::{OrganisationId, UserId};
use domain::notice::AccountNotice;
use domain::organisation::Roles;
use domain::sign_in::{Known, judge_password, needs_second_step};
use jiff::{SignedDuration, Timestamp};
use store::access_log::Action;
use store::invitations::{self, Invitation};
use store::key_store::fresh_uuid;
use store::secrets::random_nonce;
use store::{Tx, accounts, organisations, outbox};

use crate::colleagues::Reach;
use crate::sign_in::{hash_aside, log_of};
use crate::{ActionError, Bridge, Caller};

/// How long an invitation works.
const WORKS: SignedDuration = SignedDuration::from_hours(24 * 7);
/// Longest name of a person, in characters.
pub(crate) const NAME_MAX: usize = 120;

/// Invites somebody to work for an organisation, in these roles. The mail leaves at once.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller may not give that; [`ActionError::Faults`] when the
/// address or roles will not do.
pub async fn invite(
    bridge: &Bridge,
    caller: &Caller,
    email: &str,
    organisation: OrganisationId,
    roles: Roles,
) -> Result<(), ActionError> {
    let reach = Reach::of(bridge, caller)?;
    let mut faults = Vec::new();
    let address = email.trim().parse::<Email>();
    if address.is_err() {
        faults.push(Fault::body("email", "email"));
    }
    if roles.first().is_none() {
        faults.push(Fault::body("rol", "ontbreekt"));
    }
    let Ok(address) = address else {
        return Err(ActionError::Faults(faults));
    };
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let mut tx = bridge.store().begin().await?;
    let home = organisations::find(&mut tx, organisation).await?;
    let home = home.map(|found| found.organisation);
    let home = home.ok_or(ActionError::Forbidden)?;
    if !reach.may_give(&home, roles) {
        return Err(ActionError::Forbidden);
    }
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    let invitation = fresh(bridge, home.municipality, organisation, roles, &address);
    let invitation = Invitation {
        invited_by: Some(member.user),
        ..invitation
    };
    keep(bridge, &mut tx, &invitation).await?;
    let action = Action::AccessChanged;
    log_of(&mut tx, bridge, member, &caller.origin, action).await?;
    tx.commit().await?;
    bridge.ring();
    Ok(())
}

/// Invites from the command line, where whoever can run it may do anything. Gives the link, which
/// is also mailed.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such organisation; [`ActionError::Faults`] when the
/// address will not do.
pub async fn invite_from_console(
    bridge: &Bridge,
    email: &str,
    organisation: OrganisationId,
    roles: Roles,
) -> Result<String, ActionError> {
    let address = email.trim().parse::<Email>();
    let address = address.map_err(|_| ActionError::fault(Fault::body("email", "email")))?;
    let mut tx = bridge.store().begin().await?;
    let home = organisations::find(&mut tx, organisation).await?;
    let home = home.ok_or(ActionError::NotFound)?.organisation;
    let invitation = fresh(bridge, home.municipality, organisation, roles, &address);
    keep(bridge, &mut tx, &invitation).await?;
    tx.commit().await?;
    Ok(link_of(bridge, &invitation))
}

fn fresh(
    bridge: &Bridge,
    municipality: domain::ids::MunicipalityId,
    organisation: OrganisationId,
    roles: Roles,
    address: &Email,
) -> Invitation {
    let now = bridge.now();
    Invitation {
        id: fresh_uuid(now),
        municipality,
        email: address.as_str().to_lowercase(),
        organisation,
        roles,
        invited_by: None,
        nonce: random_nonce(),
        made_at: now,
        expires_at: now.checked_add(WORKS).unwrap_or(Timestamp::MAX),
        taken_at: None,
    }
}

async fn keep(bridge: &Bridge, tx: &mut Tx, invitation: &Invitation) -> Result<(), ActionError> {
    invitations::invite(tx, invitation).await?;
    let notice = AccountNotice::Invited;
    let now = bridge.now();
    outbox::insert_for_account(tx, invitation.municipality, notice, invitation.id, now).await?;
    Ok(())
}

/// The address that an invitation's mail names.
pub(crate) fn link_of(bridge: &Bridge, invitation: &Invitation) -> String {
    let token = invitation.token(bridge.store().secrets());
    format!("{}/uitnodiging/{token}", bridge.settings().public_url)
}

/// An invitation as who holds its link sees it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// To which address it went.
    pub email: String,
    /// To work for whom.
    pub organisation: String,
    /// In which roles.
    pub roles: Roles,
    /// Whether there is an account already: then nothing needs filling in.
    pub has_account: bool,
}

/// Shows an invitation; that changes nothing.
///
/// # Errors
/// [`ActionError::NotFound`] when there never was one; [`ActionError::Gone`] when it has served or
/// expired.
pub async fn show(bridge: &Bridge, token: &str) -> Result<Shown, ActionError> {
    let invitation = working(bridge, token).await?;
    let mut reading = bridge.store().read().await?;
    let account = accounts::password_of(&mut reading, &invitation.email).await?;
    let organisation = bridge.organisation(invitation.organisation);
    Ok(Shown {
        email: invitation.email,
        organisation: organisation.map_or_else(String::new, |found| found.organisation.name),
        roles: invitation.roles,
        has_account: account.is_some(),
    })
}

async fn working(bridge: &Bridge, token: &str) -> Result<Invitation, ActionError> {
    if token.len() > 64 {
        return Err(ActionError::NotFound);
    }
    let mut reading = bridge.store().read().await?;
    let found = invitations::by_token(&mut reading, token).await?;
    let found = found.ok_or(ActionError::NotFound)?;
    if found.taken_at.is_some() || found.expires_at <= bridge.now() {
        return Err(ActionError::Gone);
    }
    Ok(found)
}

/// Takes an invitation up: makes the account, or adds to the one there is. Gives whose it is.
///
/// # Errors
/// As [`show`]; [`ActionError::Faults`] when name or password will not do.
pub async fn accept(
    bridge: &Bridge,
    token: &str,
    name: &str,
    password: &str,
    origin: &str,
) -> Result<UserId, ActionError> {
    let invitation = working(bridge, token).await?;
    let account = {
        let mut reading = bridge.store().read().await?;
        accounts::password_of(&mut reading, &invitation.email).await?
    };
    let hash = match account {
        Some(_) => None,
        None => {
            judge(bridge, &invitation, name, password)?;
            Some(hash_aside(password).await?)
        }
    };
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    // Of two at once, one finds it taken.
    let municipality = invitation.municipality;
    if !invitations::take(&mut tx, municipality, invitation.id, now).await? {
        return Err(ActionError::Gone);
    }
    let user = match account {
        Some((user, _)) => user,
        None => {
            let user = UserId::new(fresh_uuid(now));
            let (email, name) = (invitation.email.as_str(), name.trim());
            accounts::insert(&mut tx, user, email, name, hash.as_deref(), now).await?;
            user
        }
    };
    join(bridge, &mut tx, &invitation, user, origin).await?;
    tx.commit().await?;
    Ok(user)
}

/// Makes an account a member, as an invitation says that was taken just now.
pub(crate) async fn join(
    bridge: &Bridge,
    tx: &mut Tx,
    invitation: &Invitation,
    user: UserId,
    origin: &str,
) -> Result<(), ActionError> {
    let (municipality, organisation) = (invitation.municipality, invitation.organisation);
    let before = accounts::memberships(tx, user).await?;
    let had = before.iter().find(|one| one.organisation == organisation);
    let had = had.map(|one| one.roles).unwrap_or_default();
    let roles: Roles = had.iter().chain(invitation.roles.iter()).collect();
    accounts::join(tx, municipality, organisation, user, roles).await?;
    let memberships = accounts::memberships(tx, user).await?;
    if let Some(member) = memberships
        .iter()
        .find(|one| one.organisation == organisation)
    {
        log_of(tx, bridge, member, origin, Action::AccessChanged).await?;
    }
    Ok(())
}

fn judge(
    bridge: &Bridge,
    invitation: &Invitation,
    name: &str,
    password: &str,
) -> Result<(), ActionError> {
    let mut faults = Vec::new();
    let name = name.trim();
    if name.is_empty() {
        faults.push(Fault::body("naam", "ontbreekt"));
    } else if name.chars().count() > NAME_MAX {
        faults.push(Fault::body("naam", "te-lang").with(NAME_MAX.to_string()));
    }
    let places = places(bridge, invitation.municipality, invitation.organisation);
    let known = Known {
        email: &invitation.email,
        name,
        places: &places,
    };
    let second = needs_second_step(invitation.roles) && !bridge.settings().demo;
    faults.extend(judge_password("wachtwoord", password, second, known).err());
    if faults.is_empty() {
        Ok(())
    } else {
        Err(ActionError::Faults(faults))
    }
}

/// The names that a password may not consist of.
pub(crate) fn places(
    bridge: &Bridge,
    municipality: domain::ids::MunicipalityId,
    organisation: OrganisationId,
) -> Vec<String> {
    let town = bridge.municipality(municipality).ok();
    let home = bridge.organisation(organisation);
    let town = town.map(|found| found.settings.name);
    town.into_iter()
        .chain(home.map(|found| found.organisation.name))
        .collect()
}
