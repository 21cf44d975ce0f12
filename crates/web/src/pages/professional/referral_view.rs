//! A referral as its page shows it: made of what the action narrowed to the viewer's sight, so
//! that nothing here can show more.

use actions::ShownReferral;
use documents::copy::{CopyFacts, referral_text};
use documents::dutch;
use domain::calendar::day_of;
use domain::client::Client;
use domain::organisation::Role;
use domain::referral::{Party, Target};
use jiff::Timestamp;

use super::badge::{Badge, badge};
use super::timeline::moment_short;
use super::turn::first_name;
use super::voice::Voice;
use super::work_row::telephone;

/// A label with its value; a value may be dialled or written to.
pub(super) struct Pair {
    pub label: String,
    pub value: String,
    pub href: Option<String>,
}

/// A purpose and whether it was agreed.
pub(super) struct ConsentLine {
    pub agreed: bool,
    pub words: String,
    /// The purpose's name on the wire, for the form that changes it.
    pub purpose: &'static str,
}

/// An objection of the resident, for the service point.
pub(super) struct ObjectionLine {
    pub id: String,
    pub words: String,
    /// When it was made.
    pub made: String,
    /// The answer; empty while it waits.
    pub answer: String,
}

/// The head and the side of a referral's page.
pub(super) struct ReferralView {
    pub id: String,
    pub version: u32,
    pub title: String,
    pub subtitle: String,
    pub badge: Badge,
    pub client: Vec<Pair>,
    pub notes: Vec<Pair>,
    pub consent: Vec<ConsentLine>,
    pub consent_title: String,
    pub consent_manner: String,
    /// What was given and taken back, newest first: the sentence, and who and when.
    pub consent_history: Vec<(String, String)>,
    /// Whether the viewer may write down what the resident says about it.
    pub may_change_consent: bool,
    pub objections: Vec<ObjectionLine>,
    pub copy_text: Option<String>,
    pub receiver: Vec<Pair>,
    pub can_print: bool,
}

/// The view of a referral.
pub(super) fn view(say: &Voice, shown: &ShownReferral, now: Timestamp) -> ReferralView {
    let t = say.texts();
    let first = first_name(say, shown);
    let name = shown
        .client
        .as_ref()
        .map_or_else(|| say.s("zonder-naam"), |client| client.name.clone());
    let what = match (&shown.offer, shown.target) {
        (Some(offer), _) => offer.title.clone(),
        (None, Target::CareProfessional(_)) => say.s("ref-bij-zorg"),
        (None, _) => say.s("ref-bij-coach"),
    };
    let mut subtitle = vec![what];
    subtitle.extend(session_words(shown));
    subtitle.push(shown.receiver_name.clone());
    subtitle.push(say.w("ref-nummer", "nummer", &shown.number));
    let refers = shown
        .parties
        .iter()
        .any(|party| matches!(party, Party::Referrer | Party::Coach | Party::ServicePoint));
    ReferralView {
        id: shown.id.to_string(),
        version: shown.version,
        title: name,
        subtitle: subtitle.join(" · "),
        badge: badge(say, shown.status, shown.receiver.role),
        client: shown
            .client
            .as_ref()
            .map(|client| client_pairs(say, client))
            .unwrap_or_default(),
        notes: notes(say, shown),
        consent: shown
            .consent
            .purposes()
            .into_iter()
            .filter(|(purpose, _)| matters(shown, purpose))
            .map(|(purpose, agreed)| ConsentLine {
                agreed,
                words: t.purpose(purpose),
                purpose,
            })
            .collect(),
        consent_title: say.w("ref-toestemming", "naam", &first),
        consent_manner: t.consent_manner(shown.consent.manner),
        consent_history: consent_history(say, shown, now),
        may_change_consent: refers && shown.client.is_some(),
        objections: objections(shown, now),
        copy_text: refers.then(|| referral_text(&copy_facts(say, shown, now))),
        receiver: receiver(say, shown),
        can_print: refers && shown.client.is_some(),
    }
}

/// What was given and taken back since the sending, newest first.
fn consent_history(say: &Voice, shown: &ShownReferral, now: Timestamp) -> Vec<(String, String)> {
    let t = say.texts();
    let lines = shown.consent_history.iter().rev();
    lines
        .map(|line| {
            let answer = say.s(if line.change.given { "ja" } else { "nee" });
            let who = match &line.organisation {
                Some(name) => name.clone(),
                None => t.role(line.role),
            };
            let sentence = format!("{answer}: {}", t.purpose(line.change.purpose.code()));
            let manner = say.s(&format!("ref-wijze-{}", line.change.manner.code()));
            (
                sentence,
                format!("{} · {manner} · {who}", moment_short(line.at, now)),
            )
        })
        .collect()
}

fn objections(shown: &ShownReferral, now: Timestamp) -> Vec<ObjectionLine> {
    if !shown.parties.contains(&Party::ServicePoint) {
        return Vec::new();
    }
    let kept = shown.objections.iter();
    kept.map(|one| ObjectionLine {
        id: one.id.to_string(),
        words: one.words.clone().unwrap_or_default(),
        made: moment_short(one.made_at, now),
        answer: one.answer.clone().unwrap_or_default(),
    })
    .collect()
}

/// Whether a purpose says something here: a club has nothing to do with medical background, and
/// nobody with a payment that there is not.
fn matters(shown: &ShownReferral, purpose: &str) -> bool {
    let offer = shown.offer.as_ref();
    match purpose {
        "delenMetAanbieder" => shown.consent.share_with_provider || to_provider(shown),
        "medischeAchtergrond" => shown.consent.medical_background || !to_provider(shown),
        "berichtenPerSms" => shown.consent.text_messages,
        "vergoeding" => {
            shown.consent.funding || offer.is_some_and(|offer| offer.paid_weeks.is_some())
        }
        _ => true,
    }
}

/// The weekly moment, when it goes to one.
pub(super) fn session_words(shown: &ShownReferral) -> Option<String> {
    let id = shown.target.session()?;
    let offer = shown.offer.as_ref()?;
    let session = offer.sessions.iter().find(|session| session.id == id)?;
    Some(dutch::weekly(session))
}

fn pair(label: String, value: impl Into<String>) -> Pair {
    Pair {
        label,
        value: value.into(),
        href: None,
    }
}

fn client_pairs(say: &Voice, client: &Client) -> Vec<Pair> {
    let t = say.texts();
    let mut pairs = Vec::new();
    if let Some(phone) = &client.phone {
        pairs.push(Pair {
            href: Some(telephone(phone.as_str())),
            ..pair(say.s("ref-telefoon"), phone.spoken())
        });
    }
    if let Some(email) = &client.email {
        pairs.push(Pair {
            href: Some(format!("mailto:{}", email.as_str())),
            ..pair(say.s("ref-email"), email.as_str())
        });
    }
    let postcode = client.postcode.map(|postcode| postcode.to_string());
    match (&client.address, postcode) {
        (Some(street), Some(postcode)) => {
            pairs.push(pair(say.s("ref-adres"), format!("{street}, {postcode}")));
        }
        (Some(street), None) => pairs.push(pair(say.s("ref-adres"), street)),
        (None, Some(postcode)) => pairs.push(pair(say.s("verwijs-postcode"), postcode)),
        (None, None) => {}
    }
    if let Some(year) = client.birth_year {
        pairs.push(pair(say.s("ref-geboortejaar"), year.to_string()));
    }
    if let Some(language) = client.language {
        pairs.push(pair(say.s("ref-taal"), t.code("taal", language.code())));
    }
    if let Some(preference) = client.preference {
        let words = t.code("contactvoorkeur", preference.code());
        pairs.push(pair(say.s("ref-liefst"), words));
    }
    if let Some(person) = &client.contact_person {
        let who = match &person.relation {
            Some(relation) => format!("{} ({relation})", person.name),
            None => person.name.clone(),
        };
        let ground = person.representation.map(|ground| {
            let words = t.code("grondslag", ground.code());
            say.w("ref-beslist-mee", "grondslag", &words)
        });
        let who = [Some(who), ground].into_iter().flatten();
        pairs.push(pair(
            say.s("ref-contactpersoon"),
            who.collect::<Vec<_>>().join(". "),
        ));
        pairs.push(Pair {
            href: Some(telephone(person.phone.as_str())),
            ..pair(say.s("ref-contactpersoon-telefoon"), person.phone.spoken())
        });
    }
    pairs
}

fn notes(say: &Voice, shown: &ShownReferral) -> Vec<Pair> {
    let t = say.texts();
    let notes = &shown.notes;
    let mut pairs = Vec::new();
    if let Some(attention) = &notes.attention {
        pairs.push(pair(say.s("ref-aandachtspunten"), attention));
    }
    if !notes.motives.is_empty() {
        let motives: Vec<String> = notes
            .motives
            .iter()
            .map(|code| t.code("aanleiding", code))
            .collect();
        pairs.push(pair(say.s("ref-aanleiding"), motives.join(", ")));
    }
    if let Some(particulars) = &notes.particulars {
        pairs.push(pair(say.s("ref-bijzonderheden"), particulars));
    }
    if let Some(medical) = &notes.medical_background {
        pairs.push(pair(say.s("ref-medisch"), medical));
    }
    pairs
}

fn receiver(say: &Voice, shown: &ShownReferral) -> Vec<Pair> {
    let mut pairs = vec![pair(say.s("ref-bij"), shown.receiver_name.clone())];
    if let Some(phone) = &shown.receiver_phone {
        pairs.push(Pair {
            href: Some(telephone(phone)),
            ..pair(say.s("ref-telefoon"), phone)
        });
    }
    if let Some(referrer) = &shown.referrer_name {
        pairs.push(pair(say.s("ref-verwezen-door"), referrer));
    } else {
        pairs.push(pair(say.s("ref-verwezen-door"), say.s("ref-zelf")));
    }
    pairs
}

/// The facts of the text for the referrer's own system.
fn copy_facts(say: &Voice, shown: &ShownReferral, now: Timestamp) -> CopyFacts {
    let t = say.texts();
    let last = shown.history.last().map(|step| &step.entry);
    let reasons = match shown.status {
        domain::referral::Status::Stopped => "reden.gestopt",
        domain::referral::Status::NotStarted => "reden.niet-gestart",
        _ => "reden.ingetrokken",
    };
    let closed = !shown.status.is_open();
    CopyFacts {
        number: shown.number.clone(),
        receiver: shown.receiver_name.clone(),
        offer: shown.offer.as_ref().map(|offer| offer.title.clone()),
        session: session_words(shown),
        sent_on: day_of(shown.sent_at),
        status: shown.status,
        status_on: day_of(now),
        outcome: last
            .filter(|_| closed)
            .and_then(|entry| entry.outcome.as_deref())
            .map(|code| t.code("uitkomst", code)),
        reason: last
            .filter(|_| closed)
            .and_then(|entry| entry.reason.as_deref())
            .map(|code| t.code(reasons, code)),
        consent: shown.consent,
    }
}

/// Whether the viewer sees this referral as the one who sent it.
pub(super) fn is_referrer(shown: &ShownReferral) -> bool {
    shown.parties.contains(&Party::Referrer)
}

/// Whether it goes to a provider.
pub(super) fn to_provider(shown: &ShownReferral) -> bool {
    shown.receiver.role == Role::Provider
}
