//! `/aanmelden`: a resident, or someone close, asks for help without an account. A coach calls.
//! The form is sent once however often the button is pressed: it carries a key of its own.

use actions::ActionError;
use actions::refer::{self, ConsentDraft, ReferralDraft, Referred, RepeatGuard};
use askama::Template;
use axum::extract::State;
use data_encoding::BASE64URL_NOPAD;
use documents::Texts;
use domain::client::{ClientDraft, ContactPersonDraft};
use domain::contact::Postcode;
use domain::fault::Fault;
use domain::ids::MunicipalityId;
use http::StatusCode;

use super::language::{self, Picker, Reads, by_reader};
use super::resident_file::{Option3, grounds};
use super::sent::{Asked, Origin, Sent};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::view::{Base, render};

/// What people may wish for by a tap: wishes only, nothing that sounds like a diagnosis.
const WISHES: [&str; 8] = [
    "meer-bewegen",
    "meer-contact",
    "zekerder-lopen",
    "meer-energie",
    "minder-stress",
    "beter-slapen",
    "minder-pijn",
    "gezonder-gewicht",
];

/// The fields in which people type, with the most that is shown again of each.
const TYPED: [(&str, usize); 10] = [
    ("naam", 200),
    ("telefoon", 40),
    ("email", 200),
    ("postcode", 20),
    ("geboortejaar", 10),
    ("bijzonderheden", 2100),
    ("contactpersoonNaam", 200),
    ("contactpersoonTelefoon", 40),
    ("contactpersoonRelatie", 100),
    ("contactpersoonGrondslag", 20),
];

#[derive(Template)]
#[template(path = "open/ask.html")]
struct AskView {
    base: Base,
    t: &'static Texts,
    picker: Picker,
    key: String,
    for_other: bool,
    typed: Vec<(&'static str, String)>,
    wishes: Vec<(&'static str, String, bool)>,
    agreed: Vec<String>,
    /// In which capacity whoever asks decides; empty unless it has to be asked.
    grounds: Vec<Option3>,
    faults: FieldFaults,
}

impl AskView {
    /// What was typed in a field.
    fn value(&self, name: &str) -> &str {
        self.typed
            .iter()
            .find(|(field, _)| *field == name)
            .map_or("", |(_, value)| value)
    }

    /// Whether a box is ticked.
    fn ticked(&self, name: &str) -> bool {
        self.agreed.iter().any(|agreed| agreed == name)
    }
}

/// What is wrong with the form: field, and what to do there in the reader's language.
struct FieldFaults(Vec<(String, String)>);

impl FieldFaults {
    /// Whether there is any.
    const fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// All of them.
    fn all(&self) -> &[(String, String)] {
        &self.0
    }

    /// What to do at a field.
    fn at(&self, id: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(field, _)| field == id)
            .map(|(_, words)| words.as_str())
    }

    /// Whether something is wrong at a field.
    fn has(&self, id: &str) -> bool {
        self.at(id).is_some()
    }
}

#[derive(Template)]
#[template(path = "open/asked.html")]
struct AskedView {
    base: Base,
    t: &'static Texts,
    when: String,
    number: String,
}

/// Shows the form.
pub async fn ask(base: Base, reads: Reads, asked: Asked) -> Answer {
    let t = language::texts(&asked.text("taal"), reads.0);
    render(&view(base, t, &Sent::default(), Vec::new())).map(by_reader)
}

/// Takes the request.
pub async fn send(
    State(web): State<Web>,
    base: Base,
    Origin(origin): Origin,
    sent: Sent,
) -> Answer {
    let t = language::texts(&sent.text("taal"), None);
    let Some(home) = home_of(&web, &sent.text("postcode")) else {
        // Nobody could take it: better to say so than to lose it.
        return Err(Mishap::NotFound);
    };
    let draft = draft_of(&sent);
    let meaning = meaning(&sent);
    // Other words are another request: only the same form with the same words is a repetition.
    let key = format!("{}\u{1f}{meaning}", sent.text("sleutel"));
    let guard = usable(&sent.text("sleutel")).then_some(RepeatGuard {
        key: &key,
        meaning: &meaning,
    });
    let asked = refer::ask_as_resident(&web.bridge, home, origin, &draft, guard).await;
    let faults = match asked {
        Ok(referred) => return done(&web, base, t, home, &referred),
        Err(ActionError::Faults(faults)) => faults,
        Err(error) => return Err(error.into()),
    };
    let mut response = render(&view(base, t, &sent, faults))?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

fn done(
    web: &Web,
    base: Base,
    t: &'static Texts,
    home: MunicipalityId,
    referred: &Referred,
) -> Answer {
    let days = web.bridge.municipality(home)?.settings.deadlines.answer;
    let base = base
        .of_municipality(web, home)
        .in_language(t)
        .titled(t.s("aanmelden-klaar-titel"));
    render(&AskedView {
        base,
        t,
        when: t.n("aanmelden-klaar-wanneer", "dagen", days),
        number: t.w("aanmelden-klaar-nummer", &[("nummer", &referred.number)]),
    })
}

/// The municipality in which the postcode lies if it takes part, otherwise the first that does.
fn home_of(web: &Web, postcode: &str) -> Option<MunicipalityId> {
    let lives_in = postcode
        .parse::<Postcode>()
        .ok()
        .and_then(|postcode| web.bridge.municipality_of(postcode));
    lives_in.or_else(|| {
        web.bridge
            .municipalities()
            .first()
            .map(|one| one.settings.id)
    })
}

fn is_for_other(sent: &Sent) -> bool {
    sent.text("voorWie") == "ander"
}

fn draft_of(sent: &Sent) -> ReferralDraft {
    let said = |name: &str| (sent.text(name) == "ja").then_some(true);
    ReferralDraft {
        coach: true,
        client: ClientDraft {
            name: sent.text("naam"),
            phone: sent.text("telefoon"),
            email: sent.text("email"),
            postcode: sent.text("postcode"),
            birth_year: sent.text("geboortejaar").parse().ok(),
            language: language::texts(&sent.text("taal"), None).lang().to_owned(),
            contact_person: is_for_other(sent).then(|| ContactPersonDraft {
                name: sent.text("contactpersoonNaam"),
                phone: sent.text("contactpersoonTelefoon"),
                relation: sent.text("contactpersoonRelatie"),
                representation: sent.text("contactpersoonGrondslag"),
            }),
            ..ClientDraft::default()
        },
        motives: sent.all("aanleiding"),
        particulars: sent.text("bijzonderheden"),
        consent: ConsentDraft {
            guidance: said("begeleiding"),
            figures: said("cijfers"),
            manner: "zelf".to_owned(),
            ..ConsentDraft::default()
        },
        asks_parent: true,
        type_faults: faults_of_the_form(sent),
        ..ReferralDraft::default()
    }
}

/// What only this form asks; told together with all else.
fn faults_of_the_form(sent: &Sent) -> Vec<Fault> {
    let mut faults = Vec::new();
    let year = sent.text("geboortejaar");
    if !year.is_empty() && year.parse::<i64>().is_err() {
        faults.push(Fault::body("client.geboortejaar", "geboortejaar"));
    }
    if is_for_other(sent) {
        let own = ["contactpersoonNaam", "contactpersoonTelefoon"];
        // Whoever fills in one of the two is told of the other by the action.
        if own.iter().all(|name| sent.text(name).is_empty()) {
            faults.push(Fault::body("client.contactpersoon.naam", "ontbreekt"));
            faults.push(Fault::body("client.contactpersoon.telefoon", "ontbreekt"));
        }
        if sent.text("weetHet") != "ja" {
            faults.push(Fault::body("weetHet", "ontbreekt"));
        }
    }
    faults
}

/// The form's field of a fault, and what to do there.
fn fault_line(t: &Texts, fault: &Fault) -> (String, String) {
    let location = fault.location.split('[').next().unwrap_or_default();
    let field = match location {
        "client.contactpersoon.naam" => "contactpersoonNaam",
        "client.contactpersoon.telefoon" => "contactpersoonTelefoon",
        "client.contactpersoon.relatie" => "contactpersoonRelatie",
        "client.contactpersoon.grondslag" => "contactpersoonGrondslag",
        other => other.rsplit('.').next().unwrap_or_default(),
    };
    let words = match (field, fault.code) {
        ("weetHet", _) => t.s("aanmelden-toestemming-ander-nodig"),
        (_, "ouder-nodig") => t.s("mijn-fout-ouder"),
        _ => t.fault_short(fault),
    };
    (field.to_owned(), words)
}

/// Whether a key came from our form; without one the request is simply not guarded.
fn usable(key: &str) -> bool {
    (16..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The same words mean the same request. The language the page was read in does not matter.
fn meaning(sent: &Sent) -> String {
    let mut parts: Vec<String> = TYPED
        .iter()
        .chain(&[("voorWie", 0), ("begeleiding", 0), ("cijfers", 0)])
        .map(|(name, _)| format!("{name}={}", sent.text(name)))
        .collect();
    parts.extend(sent.all("aanleiding"));
    parts.join("\u{1f}")
}

fn view(base: Base, t: &'static Texts, sent: &Sent, faults: Vec<Fault>) -> AskView {
    let sent_key = sent.text("sleutel");
    let ground = sent.text("contactpersoonGrondslag");
    // A child asks together with a parent: then the parent fills in who they are.
    let asks_ground = !ground.is_empty() || faults.iter().any(|one| one.code == "ouder-nodig");
    let chosen = sent.all("aanleiding");
    AskView {
        base: base.in_language(t).titled(t.s("aanmelden-titel")),
        t,
        picker: Picker::of(t),
        key: if usable(&sent_key) {
            sent_key
        } else {
            BASE64URL_NOPAD.encode(&rand::random::<[u8; 18]>())
        },
        for_other: is_for_other(sent) || asks_ground,
        grounds: match asks_ground {
            true => grounds(t, &ground),
            false => Vec::new(),
        },
        typed: TYPED
            .iter()
            .map(|(name, most)| (*name, sent.shown(name, *most)))
            .collect(),
        wishes: WISHES
            .iter()
            .map(|code| {
                let words = t.s(&format!("aanmelden-wens-{code}"));
                (*code, words, chosen.iter().any(|sent| sent == code))
            })
            .collect(),
        agreed: ["begeleiding", "cijfers", "weetHet"]
            .into_iter()
            .filter(|name| sent.text(name) == "ja")
            .map(str::to_owned)
            .collect(),
        faults: FieldFaults(faults.iter().map(|fault| fault_line(t, fault)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use documents::texts::RESIDENT_LANGUAGES;
    use domain::codes::MOTIVES;

    use super::*;

    #[test]
    fn every_wish_is_a_motive_with_words_in_every_language() {
        for code in WISHES {
            assert!(MOTIVES.codes.contains(&code), "{code}");
            for language in RESIDENT_LANGUAGES {
                let key = format!("aanmelden-wens-{code}");
                assert!(Texts::of(language).has(&key), "{language} {key}");
            }
        }
    }

    #[test]
    fn a_key_that_is_not_ours_guards_nothing() {
        assert!(usable("abcdefghijklmnop"));
        assert!(!usable("kort") && !usable(&"x".repeat(65)) && !usable("abcdefghijklmno\n"));
    }

    #[test]
    fn a_fault_finds_its_field() {
        let t = Texts::dutch();
        let (field, words) = fault_line(t, &Fault::body("client.contactpersoon.naam", "ontbreekt"));
        assert_eq!(
            (field.as_str(), words.as_str()),
            ("contactpersoonNaam", "Vul een naam in")
        );
        let (field, words) = fault_line(t, &Fault::body("weetHet", "ontbreekt"));
        assert_eq!(field, "weetHet");
        assert_eq!(words, "Vraag eerst of deze persoon het goed vindt");
    }
}
