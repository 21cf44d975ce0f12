//! Pages for when something is wrong: suspending a provider, opening a referral in an emergency,
//! two files of one person, a leak and the register of incidents. A link stands in each role's menu or on the list where it is needed.

mod emergency;
mod leak;
mod merges;
mod register;
mod suspensions;

use domain::client::Client;
use domain::organisation::Role;

use crate::pages::professional::Voice;
use crate::policy::{Policy, Routes};

/// Who suspends. The action looks further: not every administrator may.
const SUSPENDS: Policy = Policy::Roles(&[Role::ServicePoint, Role::Administrator]);
const CALLS: Policy = Policy::Roles(&[Role::ServicePoint]);
const OPENS: Policy = Policy::Roles(&[Role::CareProfessional, Role::Coach, Role::ServicePoint]);
const MERGES: Policy = Policy::Roles(&[Role::Coach, Role::ServicePoint]);
const REGISTERS: Policy =
    Policy::Roles(&[Role::ServicePoint, Role::Administrator, Role::LogKeeper]);
/// A file leaves only after a second step just now.
const EXPORTS: Policy = Policy::Fresh(&[Role::ServicePoint, Role::Administrator, Role::LogKeeper]);
const KEEPS_LOG: Policy = Policy::Roles(&[Role::LogKeeper]);

/// The routes of these pages.
pub(crate) fn router() -> Routes {
    Routes::new()
        .get("/schorsingen", SUSPENDS, suspensions::show)
        .post("/schorsingen", SUSPENDS, suspensions::suspend)
        .post("/schorsingen/{id}/opheffen", SUSPENDS, suspensions::lift)
        .post("/schorsingen/{id}/gebeld", CALLS, suspensions::called)
        .get("/nood", OPENS, emergency::ask)
        .post("/nood", OPENS, emergency::open)
        .get("/nood/{id}", OPENS, emergency::show)
        .get("/inzage/nood", KEEPS_LOG, emergency::list)
        .post("/inzage/nood/{id}/gezien", KEEPS_LOG, emergency::looked)
        .get("/dossiers", MERGES, merges::list)
        .get("/dossiers/{id}", MERGES, merges::compare)
        .post("/dossiers/{id}", MERGES, merges::decide)
        .post("/dossiers/{id}/ongedaan", MERGES, merges::undo)
        .get("/incidenten", REGISTERS, register::list)
        .get("/incidenten/nieuw", REGISTERS, register::fresh)
        .post("/incidenten/nieuw", REGISTERS, register::add)
        .get("/incidenten/{id}", REGISTERS, register::show)
        .post("/incidenten/{id}", REGISTERS, register::change)
        .get("/incidenten/lek", EXPORTS, leak::ask)
        .post("/incidenten/lek", EXPORTS, leak::answer)
}

/// A fact about somebody, with its label.
struct Fact {
    label: String,
    value: String,
}

/// What a file tells of somebody, as far as it was narrowed already.
fn facts(say: &Voice, client: &Client) -> Vec<Fact> {
    let address = [
        client.address.clone(),
        client.postcode.map(|postcode| postcode.to_string()),
    ];
    let address: Vec<String> = address.into_iter().flatten().collect();
    let person = client.contact_person.as_ref();
    [
        ("dossier-naam", Some(client.name.clone())),
        (
            "dossier-telefoon",
            client.phone.as_ref().map(|phone| phone.spoken()),
        ),
        (
            "dossier-email",
            client.email.as_ref().map(|email| email.as_str().to_owned()),
        ),
        (
            "dossier-adres",
            (!address.is_empty()).then(|| address.join(", ")),
        ),
        (
            "dossier-geboortejaar",
            client.birth_year.map(|year| year.to_string()),
        ),
        (
            "dossier-taal",
            client
                .language
                .map(|language| say.texts().code("taal", language.code())),
        ),
        (
            "dossier-contactpersoon",
            person.map(|person| format!("{}, {}", person.name, person.phone.spoken())),
        ),
    ]
    .into_iter()
    .filter_map(|(key, value)| {
        Some(Fact {
            label: say.s(key),
            value: value?,
        })
    })
    .collect()
}
