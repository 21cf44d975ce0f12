//! Letting in somebody whom their municipality or care group signed in (OpenID Connect). The web
//! room has checked the provider's word; here it is judged what that word is worth. Somebody is
//! known by issuer and subject. The first time they are found by a verified address of the
//! provider's own domain, when they were invited or have an account, and told so by mail. Roles
//! follow the provider's groups at each sign-in: a lost group takes its role at once, and the last
//! one ends the membership as [`crate::leave`] does.

use domain::contact::Email;
use domain::federation::Federation;
use domain::ids::{MunicipalityId, OrganisationId, UserId};
use domain::notice::AccountNotice;
use domain::organisation::{Role, Roles};
use domain::sign_in::needs_second_step;
use store::access_log::{self, Action, Line};
use store::federated::{self, Held};
use store::key_store::fresh_uuid;
use store::{Tx, accounts, invitations, outbox, second_steps, web_sessions};

use crate::invite::{self, NAME_MAX};
use crate::sign_in::{NextStep, log_failure, log_of};
use crate::{ActionError, Bridge, leave};

/// What a provider says of somebody, after its signature was checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Assertion {
    /// Who they are there: never given to somebody else.
    pub subject: String,
    /// Their address, when the provider says that it verified it.
    pub verified_email: Option<String>,
    /// Their name, as far as it is told.
    pub name: String,
    /// Their groups.
    pub groups: Vec<String>,
    /// For whom they work, as the claim says it.
    pub organisation: Option<String>,
    /// Whether they took a second step there, that the operator trusts.
    pub second_step: bool,
}

impl std::fmt::Debug for Assertion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Assertion(…)")
    }
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They are known; this stands between them and the work.
    Known(UserId, NextStep),
    /// Nobody here is linked to them, or may be.
    Stranger,
    /// They are known, and have no role any more.
    WithoutRole,
}

/// Lets somebody in by their provider's word.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn sign_in(
    bridge: &Bridge,
    federation: &Federation,
    assertion: &Assertion,
    origin: &str,
) -> Result<Outcome, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let linked = federated::account_of(&mut tx, &federation.issuer, &assertion.subject).await?;
    let user = match linked {
        Some(user) => Some(user),
        None => first_time(bridge, &mut tx, federation, assertion, origin).await?,
    };
    let Some(user) = user else {
        log_failure(bridge, &mut tx, None, origin).await?;
        tx.commit().await?;
        return Ok(Outcome::Stranger);
    };
    follow_groups(bridge, &mut tx, federation, assertion, user, origin).await?;
    let memberships = accounts::memberships(&mut tx, user).await?;
    let standing = second_steps::standing(&mut tx, user).await?;
    if memberships.is_empty() {
        log_failure(bridge, &mut tx, None, origin).await?;
        tx.commit().await?;
        bridge.ring();
        return Ok(Outcome::WithoutRole);
    }
    tx.commit().await?;
    bridge.ring();
    let roles = memberships.iter().flat_map(|member| member.roles.iter());
    let next = if bridge.settings().demo || assertion.second_step {
        NextStep::Enter
    } else if standing.any() {
        NextStep::Confirm
    } else if needs_second_step(roles.collect()) {
        NextStep::SetUp
    } else {
        NextStep::Enter
    };
    Ok(Outcome::Known(user, next))
}

/// Somebody whom the provider names for the first time: links them to the account of their address,
/// or to one that is made for the invitations to it. `None` when there is neither, or the address
/// proves nothing.
async fn first_time(
    bridge: &Bridge,
    tx: &mut Tx,
    federation: &Federation,
    assertion: &Assertion,
    origin: &str,
) -> Result<Option<UserId>, ActionError> {
    let told = assertion.verified_email.as_deref();
    let email = told
        .filter(|email| federation.owns(email))
        .and_then(|email| email.parse::<Email>().ok());
    let Some(email) = email.map(|email| email.as_str().to_lowercase()) else {
        return Ok(None);
    };
    let now = bridge.now();
    let home = federation.municipality;
    let account = accounts::password_of(tx, &email).await?;
    let invited = invitations::open_to(tx, home, &email, now).await?;
    let user = match account {
        Some((user, _)) => user,
        None if invited.is_empty() => return Ok(None),
        None => {
            let user = UserId::new(fresh_uuid(now));
            let name = name_of(assertion, &email);
            // Without a password: this door is theirs.
            accounts::insert(tx, user, &email, &name, None, now).await?;
            user
        }
    };
    if !federated::link(tx, &federation.issuer, &assertion.subject, user, now).await? {
        // The address belonged to somebody else before.
        return Ok(None);
    }
    for invitation in &invited {
        if invitations::take(tx, home, invitation.id, now).await? {
            invite::join(bridge, tx, invitation, user, origin).await?;
        }
    }
    let memberships = accounts::memberships(tx, user).await?;
    if let Some(member) = memberships.first() {
        log_of(tx, bridge, member, origin, Action::SignInChanged).await?;
    }
    let notice = AccountNotice::ProviderLinked;
    outbox::insert_for_account(tx, home, notice, user.uuid(), now).await?;
    Ok(Some(user))
}

fn name_of(assertion: &Assertion, email: &str) -> String {
    let name: String = assertion.name.trim().chars().take(NAME_MAX).collect();
    match name.is_empty() {
        true => email.to_owned(),
        false => name,
    }
}

/// Gives and takes roles as the provider's groups say now.
async fn follow_groups(
    bridge: &Bridge,
    tx: &mut Tx,
    federation: &Federation,
    assertion: &Assertion,
    user: UserId,
    origin: &str,
) -> Result<(), ActionError> {
    let home = federation.municipality;
    let said = assertion.organisation.as_deref();
    let named = federation.organisation_of(said);
    let works_for = named.and_then(|called| bridge.organisation_called(home, called));
    if let (Some(called), None) = (named, works_for) {
        tracing::warn!(
            issuer = %federation.issuer,
            organisation = %called,
            "the settings name an organisation that does not take part, or that several are called"
        );
    }
    let given = federated::given(tx, user, &federation.issuer).await?;
    let mut places: Vec<Held> = given;
    if let Some(organisation) = works_for
        && !places.iter().any(|held| held.organisation == organisation)
    {
        places.push(Held {
            municipality: home,
            organisation,
            roles: Roles::default(),
        });
    }
    for held in places {
        let gives = if Some(held.organisation) == works_for {
            federation.roles_of(&assertion.groups)
        } else {
            // They work elsewhere now.
            Roles::default()
        };
        give(bridge, tx, federation, user, (held, gives), origin).await?;
    }
    Ok(())
}

/// Makes the roles in one organisation what they should be.
async fn give(
    bridge: &Bridge,
    tx: &mut Tx,
    federation: &Federation,
    user: UserId,
    (held, gives): (Held, Roles),
    origin: &str,
) -> Result<(), ActionError> {
    let at = (held.municipality, held.organisation);
    let before = federated::roles(tx, at, user).await?;
    let after = federation.roles_after(before, held.roles, gives);
    if held.roles != gives {
        let now_given = Held {
            roles: gives,
            ..held
        };
        federated::keep_given(tx, user, &federation.issuer, now_given).await?;
    }
    if before == after {
        return Ok(());
    }
    let line = line_of(bridge, user, at, origin, Action::AccessChanged);
    if after.is_empty() {
        // Nobody chose who takes over: reports go to the organisation or the service point.
        leave::end_within(tx, (at.0, at.1, user), None, &line).await?;
        return Ok(());
    }
    accounts::join(tx, at.0, at.1, user, after).await?;
    let role = after.first().unwrap_or(line.role);
    Ok(access_log::write(tx, &[Line { role, ..line }]).await?)
}

/// A line about what a provider did with somebody's account: nobody here did it.
fn line_of(
    bridge: &Bridge,
    user: UserId,
    (municipality, organisation): (MunicipalityId, OrganisationId),
    origin: &str,
    action: Action,
) -> Line {
    Line {
        municipality,
        at: bridge.now(),
        user: Some(user),
        role: Role::System,
        organisation: Some(organisation),
        on_behalf: None,
        origin: origin.to_owned(),
        action,
        resident: None,
        referral: None,
        consent: None,
    }
}

/// Whether the provider names this very account: it was asked once more who is there.
///
/// # Errors
/// When the store cannot be read.
pub async fn is_account(
    bridge: &Bridge,
    federation: &Federation,
    assertion: &Assertion,
    user: UserId,
) -> Result<bool, ActionError> {
    let mut reading = bridge.store().read().await?;
    let found = federated::account_of(&mut reading, &federation.issuer, &assertion.subject).await?;
    Ok(found == Some(user))
}

/// The provider says that somebody signed out there: their sessions here end too, and when there
/// were some, that stands in the log.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn signed_out(
    bridge: &Bridge,
    federation: &Federation,
    subject: &str,
    origin: &str,
) -> Result<(), ActionError> {
    let mut tx = bridge.store().begin().await?;
    if let Some(user) = federated::account_of(&mut tx, &federation.issuer, subject).await?
        && web_sessions::end_of(&mut tx, user).await? > 0
    {
        let memberships = accounts::memberships(&mut tx, user).await?;
        if let Some(member) = memberships.first() {
            let at = (member.municipality, member.organisation);
            let line = line_of(bridge, user, at, origin, Action::SignOut);
            access_log::write(&mut tx, &[line]).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Writes down that a provider's word was not believed.
///
/// # Errors
/// When the store cannot be written.
pub async fn refused(bridge: &Bridge, origin: &str) -> Result<(), ActionError> {
    let mut tx = bridge.store().begin().await?;
    log_failure(bridge, &mut tx, None, origin).await?;
    tx.commit().await?;
    Ok(())
}
