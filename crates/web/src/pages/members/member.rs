//! `/toegang/{organisatie}/{id}`: one member's roles, where they are signed in, and ending the
//! membership.

use actions::{ActionError, leave, member_sessions, members};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::ids::{OrganisationId, UserId};
use domain::organisation::Role;
use http::StatusCode;
use serde::Deserialize;

use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::Form;
use crate::pages::professional::{Choice, FormFaults, Voice, moment_short};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// What one of the page's forms sends; `wat` says which.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ChangeForm {
    wat: String,
    rol: Vec<String>,
    collega: String,
}

/// Where the member is signed in: nothing of from where.
struct SessionLine {
    device: String,
    seen: String,
}

#[derive(Template)]
#[template(path = "members/member.html")]
struct MemberPage {
    base: Base,
    say: Voice,
    action: String,
    name: String,
    email: String,
    organisation: String,
    roles: Vec<Choice>,
    /// How many open referrals they sent, in words; empty when there are none.
    open_words: String,
    heirs: Vec<Choice>,
    /// Whether the visitor may see and end sessions.
    administers: bool,
    sessions: Vec<SessionLine>,
    faults: FormFaults,
}

/// `GET /toegang/{organisatie}/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path((organisation, user)): Path<(String, String)>,
) -> Answer {
    let key = read(&organisation, &user)?;
    render(&page(&web, &visitor, base, key, None, FormFaults::default()).await?)
}

fn read(organisation: &str, user: &str) -> Result<(OrganisationId, UserId), Mishap> {
    let organisation = organisation.parse().map_err(|_| Mishap::NotFound)?;
    let user = user.parse().map_err(|_| Mishap::NotFound)?;
    Ok((organisation, user))
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    (organisation, user): (OrganisationId, UserId),
    typed: Option<&ChangeForm>,
    faults: FormFaults,
) -> Result<MemberPage, Mishap> {
    let shown = members::show(&web.bridge, &visitor.caller, organisation, user).await?;
    let say = Voice::to(Some(&visitor.member));
    let member = &shown.colleague.member;
    let chosen = |role: Role| match typed {
        Some(form) if form.wat == "rollen" => form.rol.iter().any(|code| code == role.code()),
        _ => member.roles.has(role),
    };
    let roles = shown
        .roles
        .iter()
        .map(|role| Choice::new(role.code(), say.texts().role(*role), chosen(*role)))
        .collect();
    let mut heirs = vec![Choice::new("", say.s("lid-kies-collega"), true)];
    heirs.extend(shown.heirs.iter().map(|(id, name)| {
        let code = id.to_string();
        let chosen = typed.is_some_and(|form| form.collega == code);
        Choice::new(&code, name.clone(), chosen)
    }));
    let administers = visitor.member.roles.has(Role::Administrator);
    let open = match administers {
        true => member_sessions::list(&web.bridge, &visitor.caller, organisation, user).await?,
        false => Vec::new(),
    };
    let now = web.bridge.now();
    let line = |one: member_sessions::Open| SessionLine {
        device: match one.device.as_str() {
            "" => say.s("account-apparaat-onbekend"),
            device => device.to_owned(),
        },
        seen: say.w(
            "lid-sessies-laatst",
            "moment",
            &moment_short(one.seen_at, now),
        ),
    };
    let sessions = open.into_iter().map(line).collect();
    let open = u64::try_from(shown.open_referrals).unwrap_or_default();
    let open_words = match open {
        0 => String::new(),
        open => say.n("lid-open", "aantal", open),
    };
    Ok(MemberPage {
        base: base.titled(member.name.clone()),
        action: format!("/toegang/{organisation}/{user}"),
        name: member.name.clone(),
        email: shown.colleague.email.clone(),
        organisation: member.organisation_name.clone(),
        roles,
        open_words,
        heirs: if shown.heirs.is_empty() {
            Vec::new()
        } else {
            heirs
        },
        administers,
        sessions,
        faults,
        say,
    })
}

/// `POST /toegang/{organisatie}/{id}`
pub(super) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path((organisation, user)): Path<(String, String)>,
    Form(form): Form<ChangeForm>,
) -> Answer {
    let key = read(&organisation, &user)?;
    // To whom it is not, it is not there, whatever was sent.
    members::show(&web.bridge, &visitor.caller, key.0, key.1).await?;
    let (done, word) = match form.wat.as_str() {
        "rollen" => {
            let roles = form.rol.iter().filter_map(|code| code.parse::<Role>().ok());
            let roles = roles
                .filter(|role| Role::OF_ACCOUNTS.contains(role))
                .collect();
            let done = members::set_roles(&web.bridge, &visitor.caller, key.0, key.1, roles).await;
            (done, "rollen")
        }
        "beeindig" => {
            let heir = match form.collega.trim() {
                "" => None,
                id => Some(id.parse::<UserId>().map_err(|_| Mishap::BadRequest)?),
            };
            let caller = &visitor.caller;
            let done = leave::end_membership(&web.bridge, caller, key.0, key.1, heir).await;
            (done, "beeindigd")
        }
        "sessies" => {
            let caller = &visitor.caller;
            let done = member_sessions::end_all(&web.bridge, caller, key.0, key.1).await;
            (done, "uitgelogd")
        }
        _ => return Err(Mishap::BadRequest),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/toegang?klaar={word}")).into_response()),
        Err(ActionError::Faults(faults)) => {
            let faults = FormFaults::of(faults);
            let page = page(&web, &visitor, base, key, Some(&form), faults).await?;
            let mut response = render(&page)?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}
