//! What a resident's page of rights shows: who they are, what was written down, what they agreed to
//! and took back, and what they objected to. All of it, in their own language where the words are
//! ours.

use actions::{ShownConsent, ShownObjection, ShownReferral};
use documents::{Texts, moments};
use domain::calendar::day_of;
use domain::class_words::ClassWords;
use domain::client::ClientDraft;
use domain::codes::{Language, Listed, MOTIVES, Representation};
use domain::consent::{ConsentManner, Purpose};
use domain::organisation::Role;
use domain::referral::Status;
use jiff::{Timestamp, ToSpan};

use crate::pages::wish_words::wish_words;

/// A label and what is kept under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The label.
    pub label: String,
    /// What is kept.
    pub value: String,
    /// Whether the words are Dutch, whatever the page's language.
    pub dutch: bool,
}

/// One purpose, and what pressing its button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRow {
    /// The purpose's name on the wire.
    pub purpose: &'static str,
    /// The sentence that is agreed to.
    pub sentence: String,
    /// Whether it is.
    pub agreed: bool,
    /// What stops when it is taken back; empty when nothing does.
    pub means: String,
}

/// A line of the history of consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentPast {
    /// The sentence.
    pub sentence: String,
    /// Given, or taken back.
    pub given: bool,
    /// How, and who wrote it down.
    pub how: String,
    /// On which day.
    pub when: String,
}

/// An objection, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objected {
    /// The resident's own words.
    pub words: String,
    /// The answer; empty while it waits.
    pub answer: String,
    /// Until when an answer may take, while it waits.
    pub waits: String,
}

/// The page's content, without the form for corrections.
#[derive(Clone, Debug)]
pub struct ResidentFile {
    /// Who they are and how to reach them.
    pub details: Vec<Kept>,
    /// What others wrote down.
    pub written: Vec<Kept>,
    /// The purposes.
    pub consents: Vec<ConsentRow>,
    /// What they chose before, newest first.
    pub past: Vec<ConsentPast>,
    /// What they objected to, newest first.
    pub objections: Vec<Objected>,
}

/// Makes the page's content; `called` is what their municipality calls the classes of self-reliance.
#[must_use]
pub fn resident_file(
    t: &Texts,
    called: &ClassWords,
    shown: &ShownReferral,
    now: Timestamp,
) -> ResidentFile {
    let past = shown.consent_history.iter().rev();
    let objections = shown.objections.iter().rev();
    ResidentFile {
        details: details(t, shown),
        written: written(t, called, shown, now),
        consents: Purpose::ALL
            .into_iter()
            .map(|purpose| consent_row(t, shown, purpose))
            .collect(),
        past: past.map(|line| consent_past(t, line, now)).collect(),
        objections: objections.map(|one| objected(t, one, now)).collect(),
    }
}

fn details(t: &Texts, shown: &ShownReferral) -> Vec<Kept> {
    let Some(client) = &shown.client else {
        return Vec::new();
    };
    let ours = |key: &str, value: Option<String>| Kept {
        label: t.s(key),
        value: value.unwrap_or_else(|| t.s("mijn-gegevens-leeg")),
        dutch: false,
    };
    let phone = client.phone.as_ref().map(|phone| phone.spoken());
    let email = client.email.as_ref().map(|email| email.as_str().to_owned());
    let mut kept = vec![
        ours("aanmelden-naam", Some(client.name.clone())),
        ours("aanmelden-telefoon", phone),
        ours("aanmelden-email", email),
        ours("mijn-gegevens-adres", client.address.clone()),
        ours(
            "aanmelden-postcode",
            client.postcode.map(|postcode| postcode.to_string()),
        ),
        ours(
            "aanmelden-geboortejaar",
            client.birth_year.map(|year| year.to_string()),
        ),
        ours(
            "aanmelden-taal",
            client.language.map(documents::resident::own_name),
        ),
    ];
    if let Some(preference) = client.preference {
        kept.push(Kept {
            dutch: true,
            ..ours(
                "mijn-gegevens-liefst",
                Some(Texts::dutch().code("contactvoorkeur", preference.code())),
            )
        });
    }
    if let Some(person) = &client.contact_person {
        let ground = person
            .representation
            .map(|ground| t.s(&format!("mijn-grondslag-{ground}")));
        let who = [
            Some(person.name.clone()),
            person.relation.clone(),
            Some(person.phone.spoken()),
        ];
        let who: Vec<String> = who.into_iter().flatten().collect();
        kept.push(ours("mijn-naaste", Some(who.join(", "))));
        kept.push(ours(
            "mijn-grondslag",
            Some(ground.unwrap_or_else(|| t.s("mijn-grondslag-geen"))),
        ));
    }
    kept
}

fn written(t: &Texts, called: &ClassWords, shown: &ShownReferral, now: Timestamp) -> Vec<Kept> {
    let notes = &shown.notes;
    let mut kept = Vec::new();
    let mut others = |label: String, value: Option<String>| {
        if let Some(value) = value {
            kept.push(Kept {
                label,
                value,
                dutch: true,
            });
        }
    };
    let motives: Vec<String> = notes
        .motives
        .iter()
        .map(|code| Texts::dutch().code(MOTIVES.key, code))
        .collect();
    let motives = (!motives.is_empty()).then(|| motives.join(", "));
    others(t.s("mijn-geschreven-wens"), motives);
    others(
        t.s("mijn-geschreven-bijzonderheden"),
        notes.particulars.clone(),
    );
    others(
        t.s("mijn-geschreven-aandachtspunten"),
        notes.attention.clone(),
    );
    others(
        t.s("mijn-geschreven-medisch"),
        notes.medical_background.clone(),
    );
    for one in &shown.saved_wishes {
        let words = one.wishes.as_ref();
        let words = words.map(|wishes| wish_words(Texts::dutch(), called, wishes));
        others(t.s("mijn-geschreven-zoekt"), words);
    }
    for step in &shown.history {
        let day = moments::date_long(t, day_of(step.entry.at), day_of(now));
        let label = t.w("mijn-geschreven-erbij", &[("dag", &day)]);
        others(label, step.words.clone());
    }
    kept
}

fn consent_row(t: &Texts, shown: &ShownReferral, purpose: Purpose) -> ConsentRow {
    let agreed = shown.consent.allows(purpose);
    let holds = shown.status.is_open() && shown.status != Status::Seeking;
    let ends = holds && purpose == Purpose::needed_by(shown.receiver.role);
    let means = match purpose {
        _ if !agreed => String::new(),
        _ if ends => t.w("mijn-gevolg-stop", &[("aanbieder", &shown.receiver_name)]),
        Purpose::ShareWithProvider
        | Purpose::Feedback
        | Purpose::Guidance
        | Purpose::MedicalBackground => t.s(&format!("mijn-gevolg-{}", purpose.code())),
        Purpose::Funding | Purpose::Figures | Purpose::TextMessages => String::new(),
    };
    ConsentRow {
        purpose: purpose.code(),
        sentence: t.resident_purpose(purpose.code()),
        agreed,
        means,
    }
}

fn consent_past(t: &Texts, line: &ShownConsent, now: Timestamp) -> ConsentPast {
    let who = match &line.organisation {
        Some(name) => name.clone(),
        None => t.resident_role(line.role),
    };
    let how = match (line.change.manner, line.role) {
        (ConsentManner::Self_, _) | (_, Role::Resident) => t.s("mijn-wijze-zelf"),
        (manner, _) => t.w(&format!("mijn-wijze-{}", manner.code()), &[("wie", &who)]),
    };
    ConsentPast {
        sentence: t.resident_purpose(line.change.purpose.code()),
        given: line.change.given,
        how,
        when: moments::date_long(t, day_of(line.at), day_of(now)),
    }
}

fn objected(t: &Texts, one: &ShownObjection, now: Timestamp) -> Objected {
    let waits = match (one.answered_at, answer_by(one.made_at)) {
        (None, Some(day)) => {
            let day = moments::date_long(t, day, day_of(now));
            t.w("mijn-bezwaar-wacht", &[("dag", &day)])
        }
        _ => String::new(),
    };
    Objected {
        words: one.words.clone().unwrap_or_default(),
        answer: one.answer.clone().unwrap_or_default(),
        waits,
    }
}

/// An objection is answered within a month (GDPR, article 12, paragraph 3).
fn answer_by(made: Timestamp) -> Option<jiff::civil::Date> {
    day_of(made).checked_add(1.month()).ok()
}

/// A choice of the form: code, words, chosen.
pub type Option3 = (&'static str, String, bool);

/// The languages to choose from, by the names their speakers give them.
#[must_use]
pub fn languages(chosen: &str) -> Vec<Option3> {
    let name = |language: &Language| {
        let code = language.code();
        (
            code,
            documents::resident::own_name(*language),
            code == chosen,
        )
    };
    <Language as Listed>::ALL.iter().map(name).collect()
}

/// The capacities in which a contact person may decide, no capacity first.
#[must_use]
pub fn grounds(t: &Texts, chosen: &str) -> Vec<Option3> {
    let none = ("", t.s("mijn-grondslag-geen"), chosen.is_empty());
    let one = |ground: &Representation| {
        let code = ground.code();
        (code, t.s(&format!("mijn-grondslag-{code}")), code == chosen)
    };
    let all = <Representation as Listed>::ALL.iter().map(one);
    std::iter::once(none).chain(all).collect()
}

/// The form for corrections as it stands when nothing was typed yet: what is kept.
#[must_use]
pub fn as_kept(shown: &ShownReferral) -> ClientDraft {
    let Some(client) = &shown.client else {
        return ClientDraft::default();
    };
    let phone = |phone: &domain::contact::Phone| phone.spoken();
    ClientDraft {
        name: client.name.clone(),
        phone: client.phone.as_ref().map(phone).unwrap_or_default(),
        email: client
            .email
            .as_ref()
            .map(|email| email.as_str().to_owned())
            .unwrap_or_default(),
        address: client.address.clone().unwrap_or_default(),
        postcode: client
            .postcode
            .map(|one| one.to_string())
            .unwrap_or_default(),
        birth_year: client.birth_year.map(i64::from),
        language: client
            .language
            .map(|one| one.code().to_owned())
            .unwrap_or_default(),
        preference: String::new(),
        contact_person: client.contact_person.as_ref().map(|person| {
            domain::client::ContactPersonDraft {
                name: person.name.clone(),
                phone: person.phone.spoken(),
                relation: person.relation.clone().unwrap_or_default(),
                representation: person
                    .representation
                    .map(|ground| ground.code().to_owned())
                    .unwrap_or_default(),
            }
        }),
    }
}
