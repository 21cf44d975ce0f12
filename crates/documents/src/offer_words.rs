//! The parts of an offer in words, for comparing what it was with what it is to be.

use domain::class_words::ClassWords;
use domain::codes::{Accessibility, Group, Guidance, Language};
use domain::offer_draft::{BY_APPOINTMENT, Field, MomentDraft, ON_REQUEST, OfferDraft};

use crate::texts::Texts;

/// A price of nothing, as a form has it.
const FREE: &str = "0,00";

/// One part of an offer as people read it; empty when the draft does not tell it.
///
/// `called` is what the municipality calls the classes of self-reliance.
#[must_use]
pub fn of_field(t: &Texts, called: &ClassWords, field: Field, draft: &OfferDraft) -> String {
    let listed = |list: &str, codes: &[String]| {
        let words: Vec<String> = codes.iter().map(|code| t.code(list, code)).collect();
        words.join(", ")
    };
    match field {
        Field::Title => draft.title.clone(),
        Field::Activity => t.code("activiteit", &draft.activity),
        Field::Description => draft.description.clone(),
        Field::Place => joined([&draft.address, &draft.postcode, &draft.town]),
        Field::Ages => ages(t, draft),
        Field::Level if draft.level.is_empty() => String::new(),
        Field::Level => t.s(&format!("code-niveau-{}", draft.level)),
        Field::Guidance => listed(Guidance::LIST, &draft.guidance),
        Field::SelfReliance => {
            let classes = draft
                .self_reliance
                .iter()
                .filter_map(|code| code.parse().ok());
            let words: Vec<String> = classes
                .map(|class| t.self_reliance(called, class))
                .collect();
            words.join(", ")
        }
        Field::Accessibility => listed(Accessibility::LIST, &draft.accessibility),
        Field::Groups => listed(Group::LIST, &draft.groups),
        Field::Languages => listed(Language::LIST, &draft.languages),
        Field::Price => price(t, draft),
        Field::Trial if draft.trial.is_empty() => String::new(),
        Field::Trial if matches!(draft.trial.trim(), FREE | "0" | "0,0" | "0.00") => {
            t.s("aanbodform-gratis")
        }
        Field::Trial => format!("€ {}", draft.trial),
        Field::Wait if draft.wait.is_empty() => String::new(),
        Field::Wait => t.code("wachttijd", &draft.wait),
        Field::Season => joined([&draft.season, &draft.ends_on, ""]),
        Field::Bring => draft.bring.clone(),
        Field::MeetingPoint => draft.meeting_point.clone(),
        Field::NotFor => draft.not_for.clone(),
        Field::Trainer => draft.trainer.clone(),
        Field::TellClient => draft.tell_client.clone(),
        Field::Contact => [
            joined([
                &draft.contact_name,
                &draft.contact_function,
                &draft.contact_phone,
            ]),
            joined([&draft.contact_email, &draft.contact_website, ""]),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", "),
        Field::Moments => {
            let words: Vec<String> = draft.moments.iter().map(|one| moment(t, one)).collect();
            words.join("; ")
        }
    }
}

fn joined(parts: [&str; 3]) -> String {
    let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    told.join(", ")
}

fn ages(t: &Texts, draft: &OfferDraft) -> String {
    let (from, to) = (draft.age_min.as_str(), draft.age_max.as_str());
    match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => t.w("reden-leeftijd-vanaf", &[("van", from)]),
        (true, false) => t.w("reden-leeftijd-tot", &[("tot", to)]),
        (false, false) => t.w("reden-leeftijd-tussen", &[("van", from), ("tot", to)]),
    }
}

fn price(t: &Texts, draft: &OfferDraft) -> String {
    match draft.price.as_str() {
        "" if draft.per == ON_REQUEST => return t.s("prijs-aanvraag"),
        "" => return String::new(),
        FREE | "0" => return t.s("aanbodform-gratis"),
        _ => {}
    }
    let per = match draft.per.split_once(' ') {
        Some((word, count)) => t.w(&format!("aanbodform-per-{word}-van"), &[("aantal", count)]),
        None if draft.per.is_empty() => String::new(),
        None => t.s(&format!("aanbodform-per-{}", draft.per)),
    };
    format!("€ {} {per}", draft.price).trim_end().to_owned()
}

/// As everywhere: "13.30".
fn hour(typed: &str) -> String {
    typed.trim().replace(':', ".")
}

fn moment(t: &Texts, moment: &MomentDraft) -> String {
    let day = ["ma", "di", "wo", "do", "vr", "za", "zo"]
        .iter()
        .position(|code| *code == moment.day);
    let day = match day {
        Some(at) => t.s(&format!("weekdag-{}", at + 1)),
        None if moment.day == BY_APPOINTMENT => t.s("moment-afspraak"),
        None => t.s("moment-dag-onbekend"),
    };
    let hours = match (moment.from.is_empty(), moment.to.is_empty()) {
        (false, false) => format!(" {}–{} uur", hour(&moment.from), hour(&moment.to)),
        (false, true) => format!(" {} uur", hour(&moment.from)),
        _ => String::new(),
    };
    let places = match moment.places.as_str() {
        "" => String::new(),
        places => format!(
            " ({})",
            t.w("aanbodform-plekken-over", &[("aantal", places)])
        ),
    };
    format!("{day}{hours}{places}")
}
