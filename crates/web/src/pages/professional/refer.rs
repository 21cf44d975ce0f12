//! `/verwijzen`: the second screen of three, from a result to a referral. A form is sent once: its
//! key makes of double clicks and retries one referral. Who is referred already is asked first.
//!
//! A choice and a referral each end in a redirect, so that Back after sending finds a page that may
//! be asked for again: the same form, empty, which says that one was sent from it.

use actions::refer::{Referred, RepeatGuard};
use actions::{ActionError, refer as action};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use domain::codes::{ContactPreference, Language, MOTIVES, Representation};
use domain::fault::Fault;
use domain::organisation::Role;
use http::StatusCode;
use serde::Deserialize;

use super::choices::{Choice, of_codes, of_open_list, one_of};
use super::form_faults::FormFaults;
use super::recall::{Carried, JustSent};
use super::refer_form::{ReferForm, fresh_key};
use super::refer_target::{Kind, TargetView, target_of};
use super::referral;
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// The query: what was chosen; nothing about a person.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    sessie: String,
    aanbod: String,
    coach: String,
    zorgverlener: String,
}

/// What stands above the form when it comes back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// Nothing.
    No,
    /// The person is referred already.
    AlreadyReferred,
    /// This form was sent before, with other words.
    SentBefore,
}

#[derive(Template)]
#[template(path = "professional/refer.html")]
struct ReferPage {
    base: Base,
    say: Voice,
    form: ReferForm,
    target: TargetView,
    faults: FormFaults,
    ask: Ask,
    /// The referral that was sent from this very form a moment ago.
    just_sent: Option<JustSent>,
    /// Where this form is found without sending anything, when it is the answer to a form.
    address: Option<String>,
    languages: Vec<Choice>,
    preferences: Vec<Choice>,
    /// In which capacity the contact person decides; empty unless it has to be asked.
    grounds: Vec<Choice>,
    motives: Vec<Choice>,
    /// Only who works in care writes about care.
    may_tell_medical: bool,
    button: String,
    more_open: bool,
}

/// Somebody a referral can go to.
struct Professional {
    href: String,
    name: String,
    organisation: String,
}

#[derive(Template)]
#[template(path = "professional/refer_choose.html")]
struct ChoosePage {
    base: Base,
    say: Voice,
    gone: bool,
    professionals: Vec<Professional>,
}

/// Longest word that goes along from the search: a postcode, a language.
const CARRIED: usize = 12;

/// The fields that lie folded: a fault there opens the fold.
const FOLDED: [&str; 10] = [
    "contactpersoonGrondslag",
    "aanleiding",
    "bijzonderheden",
    "medischeAchtergrond",
    "email",
    "adres",
    "postcode",
    "contactvoorkeur",
    "contactpersoonNaam",
    "contactpersoonTelefoon",
];

/// `GET /verwijzen`
pub(super) async fn form(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(chosen): Query<Chosen>,
) -> Answer {
    let form = ReferForm {
        sessie_id: chosen.sessie,
        aanbod_id: chosen.aanbod,
        beweegcoach: chosen.coach,
        zorgverlener_id: chosen.zorgverlener,
        ..ReferForm::default()
    };
    let Some(target) = target_of(&web, &visitor, &form).await? else {
        return choose(&web, &visitor, base, &form).await;
    };
    let (now, address) = (web.bridge.now(), target.address.as_str());
    let carried = web.recall.carried(&base.csrf, address, now);
    let just_sent = web.recall.just_sent(&base.csrf, address, now);
    let mut form = ReferForm {
        sleutel: fresh_key(),
        postcode: carried.postcode,
        taal: carried.language,
        ..form
    };
    if let Some((id, wish)) = carried.on_behalf_of {
        form.verwijzing = id.to_string();
        form.wens = wish.map(|id| id.to_string()).unwrap_or_default();
        let shown = referral::find(&web, &visitor, &form.verwijzing).await?;
        form = form.filled_in(&shown);
    }
    let faults = FormFaults::default();
    let mut page = page(&visitor, base, form, target, faults, Ask::No);
    page.just_sent = just_sent;
    render(&page)
}

/// Goes from a result to the form. What was searched with goes along, and not by the address.
async fn to_form(web: &Web, visitor: &Visitor, base: Base, form: ReferForm) -> Answer {
    let Some(target) = target_of(web, visitor, &form).await? else {
        return choose(web, visitor, base, &form).await;
    };
    let carried = Carried {
        postcode: form.postcode.chars().take(CARRIED).collect(),
        language: form.taal.chars().take(CARRIED).collect(),
        on_behalf_of: form.on_behalf_of().map(|id| (id, form.wens.parse().ok())),
    };
    let now = web.bridge.now();
    web.recall.chose(&base.csrf, &target.address, carried, now);
    Ok(Redirect::to(&target.address).into_response())
}

async fn choose(web: &Web, visitor: &Visitor, base: Base, form: &ReferForm) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let found = actions::sign_in::care_professionals(&web.bridge, &visitor.caller).await?;
    let professionals = found
        .into_iter()
        .filter(|member| member.organisation != visitor.member.organisation)
        .map(|member| Professional {
            href: format!("/verwijzen?zorgverlener={}", member.user),
            name: member.name,
            organisation: member.organisation_name,
        })
        .collect();
    let gone = [&form.sessie_id, &form.aanbod_id, &form.zorgverlener_id]
        .into_iter()
        .any(|id| !id.is_empty());
    let mut response = render(&ChoosePage {
        base: base.titled(say.s("verwijs-kies-titel")),
        gone,
        professionals,
        say,
    })?;
    if gone {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    Ok(response)
}

/// `POST /verwijzen`: from a result with only what was chosen, and from the form itself.
pub(super) async fn send(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<ReferForm>,
) -> Answer {
    if !form.is_sent() {
        return to_form(&web, &visitor, base, form).await;
    }
    let Some(target) = target_of(&web, &visitor, &form).await? else {
        return choose(&web, &visitor, base, &form).await;
    };
    let (faults, ask, status) = match sent(&web, &visitor, &form).await? {
        Sending::Sent(referred) => {
            let now = web.bridge.now();
            let session = &base.csrf;
            web.recall.sent(session, &target.address, &referred, now);
            return Ok(to_confirmation(&referred).into_response());
        }
        Sending::Refused(faults) => (FormFaults::of(faults), Ask::No, StatusCode::BAD_REQUEST),
        Sending::AskFirst => (FormFaults::default(), Ask::AlreadyReferred, StatusCode::OK),
        Sending::SentBefore => (FormFaults::default(), Ask::SentBefore, StatusCode::CONFLICT),
    };
    let mut form = form;
    match ask {
        Ask::AlreadyReferred => "ja".clone_into(&mut form.toch),
        Ask::SentBefore => form.sleutel = fresh_key(),
        Ask::No => {}
    }
    let address = target.address.clone();
    let mut page = page(&visitor, base, form, target, faults, ask);
    page.address = Some(address);
    let mut response = render(&page)?;
    *response.status_mut() = status;
    Ok(response)
}

/// What became of a form.
pub(super) enum Sending {
    /// One referral, now or at an earlier click.
    Sent(Referred),
    /// It has faults.
    Refused(Vec<Fault>),
    /// The person is referred already: the page asks first.
    AskFirst,
    /// The key came before with other words.
    SentBefore,
}

/// Sends a filled-in form.
pub(super) async fn sent(
    web: &Web,
    visitor: &Visitor,
    form: &ReferForm,
) -> Result<Sending, Mishap> {
    let meaning = form.meaning();
    let guard = RepeatGuard {
        key: &form.sleutel,
        meaning: &meaning,
    };
    if form.sleutel.len() > 64 || !form.sleutel.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Mishap::BadRequest);
    }
    let caller = &visitor.caller;
    match action::sent_before(&web.bridge, caller, guard).await {
        Ok(Some(referred)) => return Ok(Sending::Sent(referred)),
        Ok(None) => {}
        Err(ActionError::KeyReused) => return Ok(Sending::SentBefore),
        Err(error) => return Err(error.into()),
    }
    let this_year = domain::calendar::day_of(web.bridge.now()).year();
    if form.toch != "ja"
        && let Ok(client) = form.client().read(this_year, "client")
        && action::is_already_referred(&web.bridge, caller, &client).await?
    {
        return Ok(Sending::AskFirst);
    }
    match action::refer(&web.bridge, caller, &form.draft(), Some(guard)).await {
        Ok(referred) => Ok(Sending::Sent(referred)),
        Err(ActionError::Faults(faults)) => Ok(Sending::Refused(faults)),
        Err(ActionError::KeyReused) => Ok(Sending::SentBefore),
        Err(error) => Err(error.into()),
    }
}

/// The third screen; that the session is full is no secret, so it may stand in the address.
pub(super) fn to_confirmation(referred: &Referred) -> Redirect {
    let full = referred.warnings.contains(&actions::refer::Warning::Vol);
    let query = if full { "?vol=ja" } else { "" };
    Redirect::to(&format!("/verwijzingen/{}/verstuurd{query}", referred.id))
}

fn page(
    visitor: &Visitor,
    base: Base,
    form: ReferForm,
    target: TargetView,
    faults: FormFaults,
    ask: Ask,
) -> ReferPage {
    let say = Voice::to(Some(&visitor.member));
    let one = |text: &str| vec![text.trim().to_owned()];
    let name = form.naam.trim();
    let button = if name.is_empty() {
        say.s("verwijs-knop")
    } else {
        say.w("verwijs-knop-naam", "naam", name)
    };
    let title = say.w("verwijs-titel", "naam", &target.receiver);
    ReferPage {
        base: base.titled(title),
        languages: one_of(
            of_codes("taal", Language::ALL, &one(&form.taal)),
            say.s("verwijs-taal-leeg"),
        ),
        grounds: match form.asks_ground() || faults.has("contactpersoonGrondslag") {
            true => one_of(
                of_codes(
                    "grondslag",
                    Representation::ALL,
                    &one(&form.contactpersoon_grondslag),
                ),
                say.s("verwijs-grondslag-leeg"),
            ),
            false => Vec::new(),
        },
        preferences: one_of(
            of_codes(
                "contactvoorkeur",
                ContactPreference::ALL,
                &one(&form.contactvoorkeur),
            ),
            say.s("verwijs-voorkeur-leeg"),
        ),
        motives: of_open_list(MOTIVES, &form.aanleiding),
        may_tell_medical: target.kind != Kind::Provider
            && visitor.member.roles.has(Role::CareProfessional),
        more_open: form.says_more() || FOLDED.iter().any(|id| faults.has(id)),
        button,
        faults,
        ask,
        just_sent: None,
        address: None,
        target,
        form,
        say,
    }
}
