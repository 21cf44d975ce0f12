//! All that is kept about a resident, in a shape for programs: the same words as the API's.

use actions::ShownReferral;
use actions::show_referral::Seen;
use domain::referral::OnBehalf;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

/// The file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Export {
    gemaakt_op: Timestamp,
    nummer: String,
    status: &'static str,
    verstuurd_op: Timestamp,
    ontvanger: String,
    verwijzer: Option<String>,
    aanbod: Option<String>,
    gegevens: Option<Details>,
    opgeschreven: Written,
    toestemming: Vec<Agreed>,
    toestemmingsverloop: Vec<ConsentLine>,
    verloop: Vec<Happened>,
    bezwaren: Vec<Objected>,
    bewaarde_wensen: Vec<Wished>,
    inzage: Vec<Looked>,
}

#[derive(Serialize)]
struct Details {
    naam: String,
    telefoon: Option<String>,
    email: Option<String>,
    adres: Option<String>,
    postcode: Option<String>,
    geboortejaar: Option<i16>,
    taal: Option<&'static str>,
    contactvoorkeur: Option<&'static str>,
    contactpersoon: Option<Close>,
}

#[derive(Serialize)]
struct Close {
    naam: String,
    telefoon: String,
    relatie: Option<String>,
    grondslag: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    aanleiding: Vec<String>,
    bijzonderheden: Option<String>,
    aandachtspunten: Option<String>,
    medische_achtergrond: Option<String>,
}

#[derive(Serialize)]
struct Agreed {
    doel: &'static str,
    gegeven: bool,
}

#[derive(Serialize)]
struct ConsentLine {
    doel: &'static str,
    gegeven: bool,
    wijze: &'static str,
    tekstversie: String,
    op: Timestamp,
    rol: &'static str,
    organisatie: Option<String>,
    namens: Option<&'static str>,
}

#[derive(Serialize)]
struct Happened {
    stap: &'static str,
    op: Timestamp,
    rol: &'static str,
    organisatie: Option<String>,
    reden: Option<String>,
    uitkomst: Option<String>,
    toelichting: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Objected {
    bezwaar: Option<String>,
    gemaakt_op: Timestamp,
    antwoord: Option<String>,
    beantwoord_op: Option<Timestamp>,
}

/// What a coach looks for, or looked for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Wished {
    status: &'static str,
    reden: Option<&'static str>,
    bewaard_op: Timestamp,
    beeindigd_op: Option<Timestamp>,
    /// As in a search; none once it ended.
    wensen: Option<Value>,
}

#[derive(Serialize)]
struct Looked {
    op: Timestamp,
    rol: &'static str,
    organisatie: Option<String>,
    handeling: String,
}

impl Export {
    /// The file of one referral, with who looked at it.
    #[must_use]
    pub fn of(shown: &ShownReferral, log: Vec<Seen>, now: Timestamp) -> Self {
        let history = shown.history.iter();
        Self {
            gemaakt_op: now,
            nummer: shown.number.clone(),
            status: shown.status.code(),
            verstuurd_op: shown.sent_at,
            ontvanger: shown.receiver_name.clone(),
            verwijzer: shown.referrer_name.clone(),
            aanbod: shown.offer.as_ref().map(|offer| offer.title.clone()),
            gegevens: shown.client.as_ref().map(details),
            opgeschreven: Written {
                aanleiding: shown.notes.motives.clone(),
                bijzonderheden: shown.notes.particulars.clone(),
                aandachtspunten: shown.notes.attention.clone(),
                medische_achtergrond: shown.notes.medical_background.clone(),
            },
            toestemming: shown
                .consent
                .purposes()
                .into_iter()
                .map(|(doel, gegeven)| Agreed { doel, gegeven })
                .collect(),
            toestemmingsverloop: consents(shown),
            verloop: history
                .map(|step| Happened {
                    stap: step.entry.deed.code(),
                    op: step.entry.at,
                    rol: step.entry.by.role.code(),
                    organisatie: step.organisation.clone(),
                    reden: step.entry.reason.clone(),
                    uitkomst: step.entry.outcome.clone(),
                    toelichting: step.words.clone(),
                })
                .collect(),
            bezwaren: shown
                .objections
                .iter()
                .map(|one| Objected {
                    bezwaar: one.words.clone(),
                    gemaakt_op: one.made_at,
                    antwoord: one.answer.clone(),
                    beantwoord_op: one.answered_at,
                })
                .collect(),
            bewaarde_wensen: shown
                .saved_wishes
                .iter()
                .map(|one| Wished {
                    status: one.state.code(),
                    reden: one.state.reason(),
                    bewaard_op: one.made_at,
                    beeindigd_op: one.ended_at,
                    wensen: one
                        .wishes_json()
                        .and_then(|text| serde_json::from_str(&text).ok()),
                })
                .collect(),
            inzage: log
                .into_iter()
                .map(|line| Looked {
                    op: line.at,
                    rol: line.role.code(),
                    organisatie: line.organisation_name,
                    handeling: line.action,
                })
                .collect(),
        }
    }
}

fn details(client: &domain::client::Client) -> Details {
    Details {
        naam: client.name.clone(),
        telefoon: client.phone.as_ref().map(|one| one.as_str().to_owned()),
        email: client.email.as_ref().map(|one| one.as_str().to_owned()),
        adres: client.address.clone(),
        postcode: client.postcode.map(|one| one.to_string()),
        geboortejaar: client.birth_year,
        taal: client.language.map(domain::codes::Language::code),
        contactvoorkeur: client
            .preference
            .map(domain::codes::ContactPreference::code),
        contactpersoon: client.contact_person.as_ref().map(|person| Close {
            naam: person.name.clone(),
            telefoon: person.phone.as_str().to_owned(),
            relatie: person.relation.clone(),
            grondslag: person
                .representation
                .map(domain::codes::Representation::code),
        }),
    }
}

fn consents(shown: &ShownReferral) -> Vec<ConsentLine> {
    let lines = shown.consent_history.iter();
    lines
        .map(|line| ConsentLine {
            doel: line.change.purpose.code(),
            gegeven: line.change.given,
            wijze: line.change.manner.code(),
            tekstversie: line.wording.clone(),
            op: line.at,
            rol: line.role.code(),
            organisatie: line.organisation.clone(),
            namens: line.on_behalf.map(OnBehalf::code),
        })
        .collect()
}
