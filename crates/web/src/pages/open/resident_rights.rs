//! `/mijn/{token}/gegevens`: the resident's rights. Opening shows all that is kept and changes
//! nothing; each right is a form of its own: correct, give or take back consent, object. Taking
//! the data along is a download.

use actions::change_class_words::class_words;
use actions::change_consent::{ConsentRequest, change_consent};
use actions::correct_details::correct_details;
use actions::{ActionError, Caller, ShownReferral, answer_by_link, object, show_referral};
use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use documents::Texts;
use domain::actor::Actor;
use domain::client::{ClientDraft, ContactPersonDraft};
use domain::fault::Fault;
use http::{HeaderValue, StatusCode, header};

use super::language::{self, Picker};
use super::link_gone::{Whose, link_gone};
use super::resident_export::Export;
use super::resident_file::{self, Option3, ResidentFile, resident_file};
use super::sent::{Asked, Origin, Sent};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::view::{Base, render};

#[derive(Template)]
#[template(path = "open/resident_rights.html")]
struct RightsView {
    base: Base,
    t: &'static Texts,
    picker: Picker,
    home: String,
    file: ResidentFile,
    form: ClientDraft,
    year: String,
    person: ContactPersonDraft,
    languages: Vec<Option3>,
    grounds: Vec<Option3>,
    /// Words of an objection that came back.
    objection: String,
    faults: FieldFaults,
    correcting: bool,
    saved: bool,
}

/// What is wrong with a form: field, and what to do there in the reader's language.
#[derive(Default)]
struct FieldFaults(Vec<(String, String)>);

impl FieldFaults {
    const fn any(&self) -> bool {
        !self.0.is_empty()
    }

    fn all(&self) -> &[(String, String)] {
        &self.0
    }

    fn at(&self, id: &str) -> Option<&str> {
        let found = self.0.iter().find(|(field, _)| field == id);
        found.map(|(_, words)| words.as_str())
    }

    fn has(&self, id: &str) -> bool {
        self.at(id).is_some()
    }
}

/// What came back from a form, to be shown again.
#[derive(Default)]
struct Refused {
    form: Option<(ClientDraft, String)>,
    objection: String,
    faults: Vec<Fault>,
}

/// Shows the page.
pub async fn open(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Origin(origin): Origin,
    asked: Asked,
) -> Answer {
    let word = asked.text("taal");
    let saved = asked.text("gedaan") == "ja";
    let caller = match answer_by_link::resident(&web.bridge, &token, origin).await {
        Ok(caller) => caller,
        Err(error) => return gone(base, &word, error),
    };
    page(
        &web,
        base,
        &caller,
        &token,
        &word,
        saved,
        Refused::default(),
    )
    .await
}

async fn page(
    web: &Web,
    base: Base,
    caller: &Caller,
    token: &str,
    word: &str,
    saved: bool,
    refused: Refused,
) -> Answer {
    let shown = match shown_to(web, caller).await {
        Ok(shown) => shown,
        Err(error) => return gone(base, word, error),
    };
    let spoken = shown.client.as_ref().and_then(|client| client.language);
    let t = language::texts(word, spoken);
    let faults = FieldFaults(
        refused
            .faults
            .iter()
            .map(|one| fault_line(t, one))
            .collect(),
    );
    let correcting = refused.form.is_some();
    let (form, year) = refused.form.unwrap_or_else(|| {
        let kept = resident_file::as_kept(&shown);
        let year = kept.birth_year.map(|year| year.to_string());
        (kept, year.unwrap_or_default())
    });
    let person = form.contact_person.clone().unwrap_or_default();
    let home = format!("/mijn/{token}");
    let base = base
        .of_municipality(web, shown.municipality)
        .in_language(t)
        .titled(t.s("mijn-rechten"));
    let status = match faults.any() {
        true => StatusCode::BAD_REQUEST,
        false => StatusCode::OK,
    };
    let called = class_words(&web.bridge, shown.municipality);
    let mut response = render(&RightsView {
        base,
        t,
        picker: Picker::of(t),
        home,
        file: resident_file(t, &called, &shown, web.bridge.now()),
        languages: resident_file::languages(&form.language),
        grounds: resident_file::grounds(t, &person.representation),
        form,
        year,
        person,
        objection: refused.objection,
        faults,
        correcting,
        saved,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

async fn shown_to(web: &Web, caller: &Caller) -> Result<ShownReferral, ActionError> {
    match caller.actor {
        Actor::Resident { referral } => {
            show_referral::show_referral(&web.bridge, caller, referral).await
        }
        _ => Err(ActionError::NotFound),
    }
}

/// Corrects the details.
pub async fn correct(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Origin(origin): Origin,
    sent: Sent,
) -> Answer {
    let word = sent.text("taal_pagina");
    let caller = match answer_by_link::resident(&web.bridge, &token, origin).await {
        Ok(caller) => caller,
        Err(error) => return gone(base, &word, error),
    };
    let (draft, type_faults) = draft_of(&sent);
    match correct_details(&web.bridge, &caller, &draft, &type_faults).await {
        Ok(()) => Ok(back(&token, &word, "gegevens")),
        Err(ActionError::Faults(faults)) => {
            let refused = Refused {
                form: Some((draft, sent.shown("geboortejaar", 20))),
                faults,
                ..Refused::default()
            };
            page(&web, base, &caller, &token, &word, false, refused).await
        }
        Err(error) => gone(base, &word, error),
    }
}

fn draft_of(sent: &Sent) -> (ClientDraft, Vec<Fault>) {
    let year = sent.text("geboortejaar");
    let read = year.parse().ok();
    let mut faults = Vec::new();
    if !year.is_empty() && read.is_none() {
        faults.push(Fault::body("client.geboortejaar", "geboortejaar"));
    }
    let draft = ClientDraft {
        name: sent.shown("naam", 200),
        phone: sent.shown("telefoon", 40),
        email: sent.shown("email", 300),
        address: sent.shown("adres", 300),
        postcode: sent.shown("postcode", 20),
        birth_year: read,
        language: sent.shown("taal", 10),
        preference: String::new(),
        contact_person: Some(ContactPersonDraft {
            name: sent.shown("contactpersoonNaam", 200),
            phone: sent.shown("contactpersoonTelefoon", 40),
            relation: sent.shown("contactpersoonRelatie", 100),
            representation: sent.shown("contactpersoonGrondslag", 20),
        }),
    };
    (draft, faults)
}

/// Gives or takes back consent: the purpose stands under the button that was pressed.
pub async fn consent(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Origin(origin): Origin,
    sent: Sent,
) -> Answer {
    let word = sent.text("taal_pagina");
    let changed = async {
        let caller = answer_by_link::resident(&web.bridge, &token, origin).await?;
        let Actor::Resident { referral } = caller.actor else {
            return Err(ActionError::NotFound);
        };
        let given = !sent.text("ja").is_empty();
        let request = ConsentRequest {
            purpose: sent.text(if given { "ja" } else { "nee" }),
            given: Some(given),
            ..ConsentRequest::default()
        };
        change_consent(&web.bridge, &caller, referral, &request).await
    };
    match changed.await {
        // Somebody else changed the referral at the same moment: the page shows how it stands.
        Ok(_) | Err(ActionError::Conflict { .. }) => Ok(back(&token, &word, "toestemming")),
        Err(ActionError::Faults(_)) => Err(Mishap::BadRequest),
        Err(error) => gone(base, &word, error),
    }
}

/// Takes an objection.
pub async fn objection(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Origin(origin): Origin,
    sent: Sent,
) -> Answer {
    let word = sent.text("taal_pagina");
    let caller = match answer_by_link::resident(&web.bridge, &token, origin).await {
        Ok(caller) => caller,
        Err(error) => return gone(base, &word, error),
    };
    match object::object(&web.bridge, &caller, &sent.text("bezwaar")).await {
        Ok(()) => Ok(back(&token, &word, "bezwaar-deel")),
        Err(ActionError::Faults(faults)) => {
            let refused = Refused {
                objection: sent.shown("bezwaar", 2100),
                faults,
                ..Refused::default()
            };
            page(&web, base, &caller, &token, &word, false, refused).await
        }
        Err(error) => gone(base, &word, error),
    }
}

/// All that is kept, as a file for a program. The log tells that it was taken along.
pub async fn export(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Origin(origin): Origin,
) -> Answer {
    let taken = async {
        let caller = answer_by_link::resident(&web.bridge, &token, origin).await?;
        let shown = show_referral::export_own(&web.bridge, &caller).await?;
        let log = show_referral::who_looked(&web.bridge, &caller, shown.id).await?;
        Ok::<_, ActionError>(Export::of(&shown, log, web.bridge.now()))
    };
    let export = match taken.await {
        Ok(export) => export,
        Err(error) => return gone(base, "", error),
    };
    let mut response = Json(export).into_response();
    let name = HeaderValue::from_static("attachment; filename=\"mijn-gegevens.json\"");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, name);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn gone(base: Base, word: &str, error: ActionError) -> Answer {
    let base = base.in_language(language::texts(word, None));
    link_gone(base, Whose::Resident, error.into())
}

/// Back to the page, at the part that was changed, in the language that was picked.
fn back(token: &str, word: &str, part: &str) -> Response {
    let language = match language::asked(word) {
        Some(language) => format!("&taal={language}"),
        None => String::new(),
    };
    let to = format!("/mijn/{token}/gegevens?gedaan=ja{language}#{part}");
    Redirect::to(&to).into_response()
}

/// The form's field of a fault, and what to do there.
fn fault_line(t: &Texts, fault: &Fault) -> (String, String) {
    let field = match fault.location.strip_prefix("client.contactpersoon.") {
        Some("naam") => "contactpersoonNaam",
        Some("telefoon") => "contactpersoonTelefoon",
        Some("relatie") => "contactpersoonRelatie",
        Some(_) => "contactpersoonGrondslag",
        None => fault.location.rsplit('.').next().unwrap_or_default(),
    };
    let words = match fault.code {
        "ouder-nodig" => t.s("mijn-fout-ouder"),
        "wacht-op-antwoord" => t.s("mijn-bezwaar-vol"),
        _ => t.fault_short(fault),
    };
    (field.to_owned(), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_finds_its_field_and_speaks_the_readers_language() {
        let turkish = Texts::of(domain::codes::Language::Turkish);
        let fault = Fault::body("client.contactpersoon.grondslag", "ouder-nodig");
        let (field, words) = fault_line(turkish, &fault);
        assert_eq!(field, "contactpersoonGrondslag");
        assert_eq!(words, "Anne, baba veya vasinin kim olduğunu yazın");
        let fault = Fault::body("bezwaar", "woorden-nodig");
        let told = fault_line(Texts::dutch(), &fault);
        assert_eq!(
            told,
            ("bezwaar".to_owned(), "Schrijf een paar woorden".to_owned())
        );
    }
}
