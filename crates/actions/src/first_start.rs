//! The first start: a one-time link with which an operator makes the municipality and the first
//! administrator.

use domain::contact::Email;
use domain::fault::Fault;
use domain::ids::MunicipalityId;
use domain::organisation::{OrganisationKind, Role};
use jiff::{SignedDuration, Timestamp};
use store::installation;
use store::secrets::{random_token, token_hash};

use crate::change_contacts::{Reach, judge_name};
use crate::set_up::NewMunicipality;
use crate::sign_in::PASSWORD_MIN;
use crate::{ActionError, Bridge, accounts, set_up};

/// How long the link works.
const LINK_WORKS: SignedDuration = SignedDuration::from_hours(24);
const KEPT_AS: &str = "opzetten";

/// What the operator fills in.
#[derive(Clone, Debug, Default)]
pub struct FirstStart {
    /// `gemeentecode`, such as GM0796.
    pub code: String,
    /// `gemeente`: its name.
    pub name: String,
    /// `servicepunt`, `servicepuntEmail`, `servicepuntTelefoon`: the service point.
    pub desk: Reach,
    /// `naam`: the administrator's name.
    pub admin_name: String,
    /// `email`: the administrator's address.
    pub admin_email: String,
    /// `wachtwoord`
    pub password: String,
}

/// A new one-time link's token; an earlier one stops working. It is shown once and kept as a hash.
///
/// # Errors
/// When the store cannot be written.
pub async fn one_time_token(bridge: &Bridge) -> Result<String, ActionError> {
    let token = random_token();
    let until = bridge
        .now()
        .checked_add(LINK_WORKS)
        .unwrap_or(Timestamp::MAX);
    let kept = format!("{} {}", token_hash(&token), until.as_microsecond());
    installation::replace(bridge.store(), KEPT_AS, &kept).await?;
    Ok(token)
}

/// Whether the link still works: it was made less than a day ago, and nobody has set up since.
///
/// # Errors
/// [`ActionError::NotFound`] when it was never made; [`ActionError::Gone`] when it has served.
pub async fn judge_token(bridge: &Bridge, token: &str) -> Result<(), ActionError> {
    let kept = installation::read(bridge.store(), KEPT_AS)
        .await?
        .unwrap_or_default();
    let (hash, until) = kept.split_once(' ').unwrap_or_default();
    if token.len() > 64 || hash != token_hash(token) {
        return Err(ActionError::NotFound);
    }
    let until: i64 = until.parse().unwrap_or_default();
    if bridge.now().as_microsecond() > until || !bridge.municipalities().is_empty() {
        return Err(ActionError::Gone);
    }
    Ok(())
}

/// Makes the municipality and its first administrator.
///
/// # Errors
/// [`ActionError::NotFound`] or [`ActionError::Gone`] as [`judge_token`]; [`ActionError::Faults`]
/// with every fault at once.
pub async fn set_up_first(
    bridge: &Bridge,
    token: &str,
    first: &FirstStart,
) -> Result<(), ActionError> {
    judge_token(bridge, token).await?;
    let mut faults = Vec::new();
    let code = first.code.trim().to_uppercase().parse::<MunicipalityId>();
    if code.is_err() {
        faults.push(Fault::body("gemeentecode", "gemeentecode"));
    }
    faults.extend(judge_name("gemeente", &first.name));
    let desk = ["servicepunt", "servicepuntEmail", "servicepuntTelefoon"];
    faults.extend(first.desk.judge(desk));
    faults.extend(judge_name("naam", &first.admin_name));
    if first.admin_email.trim().parse::<Email>().is_err() {
        faults.push(Fault::body("email", "email"));
    }
    if first.password.chars().count() < PASSWORD_MIN {
        faults.push(Fault::body("wachtwoord", "te-kort").with(PASSWORD_MIN.to_string()));
    }
    let Ok(id) = code else {
        return Err(ActionError::Faults(faults));
    };
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let desk = first.desk.trimmed();
    let team = Reach {
        name: format!("Beweegcoaches {}", first.name.trim()),
        ..desk.clone()
    };
    let told = |reach: Reach| (reach.name, reach.email, reach.phone);
    let new = NewMunicipality {
        id,
        name: first.name.trim().to_owned(),
        service_point: told(desk),
        coach_team: told(team),
    };
    set_up::municipality(bridge, &new).await?;
    let kind = OrganisationKind::Municipality;
    let own = format!("Gemeente {}", first.name.trim());
    let organisation = set_up::organisation_named(bridge, id, kind, &own).await?;
    let roles = [Role::Administrator].into_iter().collect();
    let (email, name) = (first.admin_email.trim(), first.admin_name.trim());
    accounts::add(bridge, email, name, &first.password, organisation, roles).await?;
    installation::replace(bridge.store(), KEPT_AS, "").await?;
    Ok(())
}
