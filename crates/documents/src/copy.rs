//! Plain text that a referrer copies into their own system (`verwijstekst`), at sending and at
//! start and closing. Called by the referral's page and `GET /verwijzingen/{id}/verwijstekst`.
//!
//! It names no person: it is pasted into the file of the person it is about.

use domain::consent::Consent;
use domain::referral::Status;
use jiff::civil::Date;

use crate::moments::date_with_year;
use crate::texts::Texts;

/// What the text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyFacts {
    /// The referral's number.
    pub number: String,
    /// Who received it: provider, coach team or care professional.
    pub receiver: String,
    /// The offer's title, when it went to one.
    pub offer: Option<String>,
    /// The weekly moment: "dinsdag 10.00–11.00 uur".
    pub session: Option<String>,
    /// The day it was sent.
    pub sent_on: Date,
    /// Where it stands, as the reader may see it ([`domain::visibility::shown_status`]).
    pub status: Status,
    /// The day of the last change that the reader may see.
    pub status_on: Date,
    /// How it ended, in words, when it was completed.
    pub outcome: Option<String>,
    /// Why it was closed, in words.
    pub reason: Option<String>,
    /// What the client agreed to.
    pub consent: Consent,
}

/// What was sent, to whom, when, under which number, where it stands, and the agreed consent: a
/// line each.
#[must_use]
pub fn referral_text(facts: &CopyFacts) -> String {
    let t = Texts::dutch();
    let line = |key: &str, text: &str| Some(t.w(key, &[("tekst", text)]));
    lines([
        Some(t.s("kopie-kop")),
        line("kopie-nummer", &facts.number),
        line("kopie-naar", &facts.receiver),
        what(facts).and_then(|what| line("kopie-wat", &what)),
        line("kopie-verstuurd", &date_with_year(t, facts.sent_on)),
        Some(standing(t, facts)),
        Some(agreed(t, facts.consent)),
    ])
}

/// What happened with the referral since: for the report at start and at closing.
#[must_use]
pub fn feedback_text(facts: &CopyFacts) -> String {
    let t = Texts::dutch();
    let line = |key: &str, text: &str| Some(t.w(key, &[("tekst", text)]));
    lines([
        Some(t.w("kopie-terug-kop", &[("nummer", &facts.number)])),
        Some(standing(t, facts)),
        line("kopie-terug-bij", &facts.receiver),
        what(facts).and_then(|what| line("kopie-wat", &what)),
        facts
            .outcome
            .as_deref()
            .and_then(|outcome| line("kopie-terug-uitkomst", outcome)),
        facts
            .reason
            .as_deref()
            .and_then(|reason| line("kopie-terug-reden", reason)),
    ])
}

fn what(facts: &CopyFacts) -> Option<String> {
    match (&facts.offer, &facts.session) {
        (Some(offer), Some(session)) => Some(format!("{offer}, {session}")),
        (Some(offer), None) => Some(offer.clone()),
        (None, session) => session.clone(),
    }
}

fn standing(t: &Texts, facts: &CopyFacts) -> String {
    let day = date_with_year(t, facts.status_on);
    let status = t.status(facts.status);
    t.w("kopie-stand", &[("dag", &day), ("tekst", &status)])
}

fn agreed(t: &Texts, consent: Consent) -> String {
    let purposes: Vec<String> = consent
        .purposes()
        .into_iter()
        .filter(|(_, agreed)| *agreed)
        .map(|(name, _)| t.purpose(name))
        .collect();
    if purposes.is_empty() {
        return t.s("kopie-geen-toestemming");
    }
    let manner = t.consent_manner(consent.manner);
    t.w(
        "kopie-toestemming",
        &[("wijze", &manner), ("tekst", &purposes.join("; "))],
    )
}

/// One fact a line. A fact that holds a line break stays on its own line.
fn lines<const N: usize>(facts: [Option<String>; N]) -> String {
    let mut text = String::new();
    for fact in facts.into_iter().flatten() {
        text += &fact.split_whitespace().collect::<Vec<_>>().join(" ");
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use domain::consent::ConsentManner;
    use jiff::civil::date;

    use super::*;

    fn walking() -> CopyFacts {
        CopyFacts {
            number: "2026-0123".into(),
            receiver: "Wandelclub De Brug".into(),
            offer: Some("Wandelen langs de dam".into()),
            session: Some("dinsdag 10.00–11.00 uur".into()),
            sent_on: date(2026, 11, 24),
            status: Status::Sent,
            status_on: date(2026, 11, 24),
            outcome: None,
            reason: None,
            consent: Consent {
                share_with_provider: true,
                feedback: true,
                ..Consent::none(ConsentManner::Spoken)
            },
        }
    }

    #[test]
    fn the_text_to_copy_tells_what_was_sent_and_no_more() {
        assert_eq!(
            referral_text(&walking()),
            "Verwezen via Beweegbrug\n\
             Nummer: 2026-0123\n\
             Naar: Wandelclub De Brug\n\
             Wat: Wandelen langs de dam, dinsdag 10.00–11.00 uur\n\
             Verstuurd: dinsdag 24 november 2026\n\
             Stand op dinsdag 24 november 2026: Verstuurd, wacht op antwoord\n\
             Toestemming (mondeling gegeven): Gegevens delen met de aanbieder; De verwijzer hoort \
             van start en einde\n"
        );
    }

    #[test]
    fn the_feedback_tells_how_it_ended() {
        let facts = CopyFacts {
            status: Status::Completed,
            status_on: date(2027, 3, 2),
            outcome: Some("Beweegt nu zelf verder".into()),
            offer: None,
            session: None,
            ..walking()
        };
        assert_eq!(
            feedback_text(&facts),
            "Bericht van Beweegbrug over verwijzing 2026-0123\n\
             Stand op dinsdag 2 maart 2027: Afgerond\n\
             Bij: Wandelclub De Brug\n\
             Hoe het afliep: Beweegt nu zelf verder\n"
        );
    }

    #[test]
    fn a_title_with_line_breaks_stays_on_its_line() {
        let facts = CopyFacts {
            offer: Some("Wandelen\r\nToestemming: alles".into()),
            consent: Consent::none(ConsentManner::Written),
            ..walking()
        };
        let text = referral_text(&facts);
        assert_eq!(text.lines().count(), 7);
        assert!(text.ends_with("\nToestemming: geen\n"));
    }
}
