//! The facts of a referral on the page behind a receiver's link: what it is about, about whom, and
//! who sent it. Made of what is already narrowed to what the receiver may see.

use actions::ShownReferral;
use documents::dutch::capital;
use documents::texts::Texts;
use documents::{dutch, moments};
use domain::calendar::day_of;
use domain::client::Client;
use domain::codes::{ContactPreference, Language};
use domain::referral::Status;
use jiff::Timestamp;

/// When the chosen lesson is; empty for who guides rather than teaches.
#[must_use]
pub fn weekly(t: &Texts, shown: &ShownReferral) -> String {
    let Some(offer) = &shown.offer else {
        return String::new();
    };
    let chosen = shown.target.session();
    let session = offer.sessions.iter().find(|one| Some(one.id) == chosen);
    match session {
        Some(one) => capital(&moments::weekly(t, one)),
        None => t.s("antwoord-les-in-overleg"),
    }
}

/// Labels and what is known, in the order in which it matters.
#[must_use]
pub fn pairs(t: &Texts, shown: &ShownReferral, now: Timestamp) -> Vec<(String, String)> {
    let today = day_of(now);
    let mut pairs = Vec::new();
    let mut add = |label: &str, words: Option<String>| {
        if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
            pairs.push((t.s(&format!("antwoord-{label}")), words));
        }
    };
    add(
        "proefles",
        shown
            .trial
            .map(|trial| capital(&dutch::trial_moment(trial, today))),
    );
    let pause = shown.history.iter().rev().find_map(|step| step.entry.until);
    add(
        "pauze-tot",
        pause
            .filter(|_| shown.status == Status::Paused)
            .map(|day| capital(&dutch::date_long(day, today))),
    );
    if let Some(client) = &shown.client {
        let silent = shown.sight.contact && client.phone.is_none();
        add("telefoon", silent.then(|| t.s("antwoord-zonder-telefoon")));
        add(
            "email",
            client.email.as_ref().map(|email| email.as_str().to_owned()),
        );
        add("adres", address(client));
        let preferred = |way: ContactPreference| t.code(ContactPreference::LIST, way.code());
        add("voorkeur", client.preference.map(preferred));
        let spoken = |language: Language| t.code(Language::LIST, language.code());
        add("taal", client.language.map(spoken));
    }
    add("let-op", shown.notes.attention.clone());
    let wishes = shown
        .notes
        .motives
        .iter()
        .map(|code| t.code("aanleiding", code));
    add("wens", Some(wishes.collect::<Vec<_>>().join(", ")));
    add("bijzonderheden", shown.notes.particulars.clone());
    add("medisch", shown.notes.medical_background.clone());
    let referrer = shown.referrer_name.clone();
    add(
        "van",
        Some(referrer.unwrap_or_else(|| t.s("antwoord-van-zelf"))),
    );
    add("nummer", Some(shown.number.clone()));
    pairs
}

fn address(client: &Client) -> Option<String> {
    let street = client.address.clone();
    let postcode = client.postcode.map(|postcode| postcode.to_string());
    let parts: Vec<String> = [street, postcode].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
