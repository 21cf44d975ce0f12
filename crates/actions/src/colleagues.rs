//! Who lets whom in: an administrator their own organisation, in the roles that reach no further
//! than that, or the whole municipality when that is whom they act for; a service point the
//! providers of its municipality.

use domain::actor::Member;
use domain::ids::{MessageId, OrganisationId, UserId};
use domain::organisation::{OrganisationKind, Role, Roles};
use jiff::Timestamp;
use store::access_log::Action;
use store::accounts::Colleague;
use store::invitations::{self, Invitation};
use store::outbox::{self, ParkedForAccount};
use store::{accounts, organisations};
use uuid::Uuid;

use crate::sign_in::log_of;
use crate::{ActionError, Bridge, Caller};

/// How far somebody's letting in reaches.
#[derive(Clone, Debug)]
pub struct Reach {
    municipality: domain::ids::MunicipalityId,
    /// One organisation, or all.
    organisation: Option<OrganisationId>,
    /// Which roles they may give.
    roles: Vec<Role>,
}

impl Reach {
    /// What the caller may give to whom.
    ///
    /// # Errors
    /// [`ActionError::Forbidden`] when the caller lets nobody in.
    pub fn of(bridge: &Bridge, caller: &Caller) -> Result<Self, ActionError> {
        let member = caller.as_member().ok_or(ActionError::Forbidden)?;
        let kind = bridge
            .organisation(member.organisation)
            .map(|found| found.organisation.kind);
        if let (true, Some(kind)) = (member.roles.has(Role::Administrator), kind) {
            let whole = kind == OrganisationKind::Municipality;
            return Ok(Self {
                municipality: member.municipality,
                organisation: (!whole).then_some(member.organisation),
                roles: kind.own_roles().to_vec(),
            });
        }
        if member.roles.has(Role::ServicePoint) {
            return Ok(Self {
                municipality: member.municipality,
                organisation: None,
                roles: vec![Role::Provider],
            });
        }
        Err(ActionError::Forbidden)
    }

    /// The municipality in which somebody is let in.
    pub(crate) fn municipality(&self) -> domain::ids::MunicipalityId {
        self.municipality
    }

    /// The roles that may be given.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    pub(crate) fn covers(&self, colleague: &Colleague) -> bool {
        let member = &colleague.member;
        self.organisation
            .is_none_or(|organisation| organisation == member.organisation)
            && member.roles.iter().all(|role| self.roles.contains(&role))
    }

    /// Whether these roles may be given at that organisation.
    pub(crate) fn may_give(
        &self,
        organisation: &domain::organisation::Organisation,
        roles: Roles,
    ) -> bool {
        let providers_only = self.roles == [Role::Provider];
        organisation.municipality == self.municipality
            && self.organisation.is_none_or(|own| own == organisation.id)
            && (!providers_only || organisation.kind == OrganisationKind::Provider)
            && roles.first().is_some()
            && roles.iter().all(|role| self.roles.contains(&role))
    }
}

/// Whether somebody is an administrator who decides for the whole municipality, and not only for a
/// club or practice in it.
#[must_use]
pub fn runs_the_municipality(bridge: &Bridge, member: &Member) -> bool {
    let home = bridge.organisation(member.organisation);
    member.roles.has(Role::Administrator)
        && home.is_some_and(|home| home.organisation.kind.runs_the_municipality())
}

/// Whom the caller lets in.
#[derive(Clone, Debug)]
pub struct Colleagues {
    /// Who is in.
    pub inside: Vec<Colleague>,
    /// Who is invited and has not come yet.
    pub invited: Vec<Invitation>,
    /// What could not be delivered to any of them.
    pub parked: Vec<ParkedForAccount>,
    /// Where people can be invited to, by name.
    pub places: Vec<(OrganisationId, String)>,
}

/// Everybody the caller lets in, with open invitations.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller lets nobody in.
pub async fn list(bridge: &Bridge, caller: &Caller) -> Result<Colleagues, ActionError> {
    let reach = Reach::of(bridge, caller)?;
    let mut reading = bridge.store().read().await?;
    let all = accounts::of_municipality(&mut reading, reach.municipality).await?;
    let invited = invitations::open(&mut reading, reach.municipality, bridge.now()).await?;
    let parked = outbox::parked_for_accounts(&mut reading, reach.municipality).await?;
    let organisations = organisations::all(&mut reading).await?;
    let roles_of = |role: Role| [role].into_iter().collect();
    let first = reach.roles.first().copied().unwrap_or(Role::Provider);
    let mut places: Vec<_> = organisations
        .into_iter()
        .map(|found| found.organisation)
        .filter(|organisation| reach.may_give(organisation, roles_of(first)))
        .map(|organisation| (organisation.id, organisation.name))
        .collect();
    places.sort_by_key(|(_, name)| name.to_lowercase());
    let inside: Vec<_> = all.into_iter().filter(|one| reach.covers(one)).collect();
    let invited: Vec<_> = invited
        .into_iter()
        .filter(|one| places.iter().any(|(id, _)| *id == one.organisation))
        .filter(|one| one.roles.iter().all(|role| reach.roles.contains(&role)))
        .collect();
    let theirs = |email: &str| {
        let inside = inside.iter().map(|one| one.email.as_str());
        let mut all = inside.chain(invited.iter().map(|one| one.email.as_str()));
        all.any(|one| one.eq_ignore_ascii_case(email))
    };
    let parked = parked
        .into_iter()
        .filter(|mail| mail.email.as_deref().is_some_and(theirs))
        .collect();
    Ok(Colleagues {
        inside,
        invited,
        parked,
        places,
    })
}

/// One of those the caller lets in. Somebody who also works elsewhere, in a role the caller cannot
/// give, is not theirs to change.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller lets nobody in; [`ActionError::NotFound`] when it is
/// none of theirs.
pub(crate) async fn find(
    bridge: &Bridge,
    caller: &Caller,
    user: UserId,
) -> Result<Colleague, ActionError> {
    let reach = Reach::of(bridge, caller)?;
    let mut reading = bridge.store().read().await?;
    let all = accounts::of_municipality(&mut reading, reach.municipality).await?;
    let memberships = accounts::memberships(&mut reading, user).await?;
    let here = |member: &domain::actor::Member| {
        reach.municipality == member.municipality
            && member.roles.iter().all(|role| reach.roles.contains(&role))
    };
    // Nobody resets their own: they confirm with what they have, or ask another.
    let own = caller.actor.user() == Some(user);
    all.into_iter()
        .find(|one| one.member.user == user && reach.covers(one))
        .filter(|_| !own && memberships.iter().all(here))
        .ok_or(ActionError::NotFound)
}

/// Sends a mail after all that could not be delivered to one of those the caller lets in. One whose
/// link has expired meanwhile is let go.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller lets nobody in; [`ActionError::NotFound`] when there
/// is no such mail to any of theirs.
pub async fn send_again(
    bridge: &Bridge,
    caller: &Caller,
    id: MessageId,
) -> Result<(), ActionError> {
    let reach = Reach::of(bridge, caller)?;
    let listed = list(bridge, caller).await?;
    if !listed.parked.iter().any(|mail| mail.id == id) {
        return Err(ActionError::NotFound);
    }
    let mut tx = bridge.store().begin().await?;
    if !outbox::release(&mut tx, reach.municipality, id, bridge.now()).await? {
        return Err(ActionError::NotFound);
    }
    tx.commit().await?;
    bridge.ring();
    Ok(())
}

/// Withdraws an invitation.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller lets nobody in; [`ActionError::NotFound`] when there
/// is no such open invitation of theirs.
pub async fn withdraw(bridge: &Bridge, caller: &Caller, id: Uuid) -> Result<(), ActionError> {
    let listed = list(bridge, caller).await?;
    let found = listed.invited.into_iter().find(|one| one.id == id);
    let found = found.ok_or(ActionError::NotFound)?;
    let now: Timestamp = bridge.now();
    let mut tx = bridge.store().begin().await?;
    if !invitations::take(&mut tx, found.municipality, id, now).await? {
        return Err(ActionError::NotFound);
    }
    if let Some(member) = caller.as_member() {
        let action = Action::AccessChanged;
        log_of(&mut tx, bridge, member, &caller.origin, action).await?;
    }
    Ok(tx.commit().await?)
}
