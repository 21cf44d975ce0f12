//! `/toegang`: who works here, inviting somebody, and helping who lost their second step.

use actions::colleagues::{self, Colleagues, Reach};
use actions::{ActionError, invite, second_step};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use domain::fault::Fault;
use domain::ids::{MessageId, OrganisationId, UserId};
use domain::organisation::{Role, Roles};
use http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::professional::{Choice, FormFaults, Voice, moment_short};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// What one of the page's forms sends; `wat` says which.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ChangeForm {
    wat: String,
    email: String,
    organisatie: String,
    rol: Vec<String>,
    id: String,
}

/// The query: what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    klaar: Option<String>,
}

/// Somebody who works here.
struct ColleagueLine {
    id: String,
    /// The page about them; none for oneself.
    page: String,
    name: String,
    email: String,
    roles: String,
    second_step: bool,
    own: bool,
}

/// Somebody who was invited.
struct InvitedLine {
    id: String,
    email: String,
    organisation: String,
    roles: String,
    until: String,
}

/// A mail that could not be delivered.
struct ParkedLine {
    id: String,
    email: String,
    /// What it was about, and when.
    about: String,
}

#[derive(Template)]
#[template(path = "account/colleagues.html")]
struct ColleaguesPage {
    base: Base,
    say: Voice,
    /// By organisation.
    inside: Vec<(String, Vec<ColleagueLine>)>,
    invited: Vec<InvitedLine>,
    parked: Vec<ParkedLine>,
    places: Vec<Choice>,
    roles: Vec<Choice>,
    email: String,
    done: &'static str,
    faults: FormFaults,
}

/// `GET /toegang`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let done = match asked.klaar.as_deref() {
        Some("uitnodigen") => "toegang-uitgenodigd",
        Some("tweede-stap") => "toegang-tweede-stap-weg",
        Some("intrekken") => "toegang-ingetrokken",
        Some("opnieuw") => "toegang-opnieuw-geprobeerd",
        Some("rollen") => "toegang-rollen-bewaard",
        Some("beeindigd") => "toegang-beeindigd",
        Some("uitgelogd") => "toegang-uitgelogd",
        _ => "",
    };
    let form = ChangeForm::default();
    render(&page(&web, &visitor, base, &form, done, FormFaults::default()).await?)
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    form: &ChangeForm,
    done: &'static str,
    faults: FormFaults,
) -> Result<ColleaguesPage, Mishap> {
    let reach = Reach::of(&web.bridge, &visitor.caller)?;
    let Colleagues {
        inside,
        invited,
        parked,
        places,
    } = colleagues::list(&web.bridge, &visitor.caller).await?;
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let words = |roles: Roles| {
        let words: Vec<String> = roles.iter().map(|role| say.texts().role(role)).collect();
        words.join(", ")
    };
    let name_of = |id: OrganisationId| {
        let found = places.iter().find(|(place, _)| *place == id);
        found.map_or_else(String::new, |(_, name)| name.clone())
    };
    let mut by_organisation: Vec<(String, Vec<ColleagueLine>)> = Vec::new();
    for one in inside {
        let organisation = one.member.organisation_name;
        let line = ColleagueLine {
            id: one.member.user.to_string(),
            page: format!("/toegang/{}/{}", one.member.organisation, one.member.user),
            own: one.member.user == visitor.member.user,
            name: one.member.name,
            roles: words(one.member.roles),
            email: one.email,
            second_step: one.second_step,
        };
        match by_organisation.last_mut() {
            Some((name, lines)) if *name == organisation => lines.push(line),
            _ => by_organisation.push((organisation, vec![line])),
        }
    }
    let mut choices = Vec::new();
    if places.len() > 1 {
        // Nothing is chosen beforehand: whoever comes in at the wrong place sees too much.
        let nowhere = Choice::new("", say.s("toegang-kies"), form.organisatie.is_empty());
        choices.push(nowhere);
    }
    choices.extend(places.iter().map(|(id, name)| {
        let code = id.to_string();
        Choice::new(&code, name.clone(), code == form.organisatie)
    }));
    Ok(ColleaguesPage {
        base: base.titled(say.s("toegang-titel")),
        inside: by_organisation,
        invited: invited
            .into_iter()
            .map(|one| InvitedLine {
                id: one.id.to_string(),
                organisation: name_of(one.organisation),
                roles: words(one.roles),
                until: moment_short(one.expires_at, now),
                email: one.email,
            })
            .collect(),
        parked: parked
            .into_iter()
            .map(|mail| {
                let about = say.s(&format!("toegang-mail-{}", mail.notice.code()));
                ParkedLine {
                    id: mail.id.to_string(),
                    about: format!("{about} · {}", moment_short(mail.made_at, now)),
                    email: mail.email.unwrap_or_default(),
                }
            })
            .collect(),
        places: choices,
        roles: reach
            .roles()
            .iter()
            .map(|role| Choice {
                code: role.code().to_owned(),
                words: say.texts().role(*role),
                chosen: form.rol.iter().any(|code| code == role.code()) || reach.roles().len() == 1,
            })
            .collect(),
        email: form.email.clone(),
        done,
        faults,
        say,
    })
}

/// `POST /toegang`
pub(super) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<ChangeForm>,
) -> Answer {
    let (bridge, caller) = (&web.bridge, &visitor.caller);
    let done = match form.wat.as_str() {
        "uitnodigen" => send_invitation(&web, &visitor, &form).await,
        "tweede-stap" => {
            let user: UserId = form.id.parse().map_err(|_| Mishap::BadRequest)?;
            second_step::reset(bridge, caller, user).await
        }
        "opnieuw" => {
            let id: MessageId = form.id.parse().map_err(|_| Mishap::BadRequest)?;
            colleagues::send_again(bridge, caller, id).await
        }
        "intrekken" => {
            let id: Uuid = form.id.parse().map_err(|_| Mishap::BadRequest)?;
            colleagues::withdraw(bridge, caller, id).await
        }
        _ => return Err(Mishap::BadRequest),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/toegang?klaar={}", form.wat)).into_response()),
        Err(ActionError::Faults(faults)) => {
            let faults = FormFaults::of(faults);
            let mut response = render(&page(&web, &visitor, base, &form, "", faults).await?)?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

async fn send_invitation(
    web: &Web,
    visitor: &Visitor,
    form: &ChangeForm,
) -> Result<(), ActionError> {
    let Ok(organisation) = form.organisatie.parse::<OrganisationId>() else {
        return Err(ActionError::fault(Fault::body("organisatie", "ontbreekt")));
    };
    let roles = form
        .rol
        .iter()
        .filter_map(|code| code.parse::<Role>().ok())
        .filter(|role| Role::OF_ACCOUNTS.contains(role))
        .collect();
    invite::invite(
        &web.bridge,
        &visitor.caller,
        &form.email,
        organisation,
        roles,
    )
    .await
}
