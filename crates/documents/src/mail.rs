//! The letters that follow from what happened: one for each [`Notice`]. Called by the action that
//! delivers messages.
//!
//! Promises: a letter to a receiver names only the first name and the offer, all else stands
//! behind its link; a report to a referrer names the referral's number and no client at all; a
//! subject line holds no personal data beyond a first name; a fact that is missing leaves no gap
//! behind; words from outside cannot add a line.

mod account;
mod facts;
mod offer;
mod resident;

use domain::notice::Notice;
use domain::referral::Status;

pub use account::{AccountFacts, compose_for_account};
pub use facts::Facts;
pub use offer::{OfferFacts, compose_for_provider};

use crate::texts::Texts;

/// A letter as plain text.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject: one line.
    pub subject: String,
    /// The body: paragraphs with an empty line between, lines of any length.
    pub text: String,
}

/// Whether the notice goes to a resident, and so in their language.
#[must_use]
pub const fn is_for_resident(notice: Notice) -> bool {
    matches!(
        notice,
        Notice::Confirmation
            | Notice::TrialAgreed
            | Notice::LessonCancelled
            | Notice::ProviderStopped
    )
}

/// Words the letter for `notice`. A resident reads it in the language of `texts`; all others in
/// Dutch.
#[must_use]
pub fn compose(notice: Notice, facts: &Facts, texts: &Texts) -> Letter {
    let t = if is_for_resident(notice) {
        texts
    } else {
        Texts::dutch()
    };
    let draft = Draft {
        t,
        facts,
        key: notice.code(),
    };
    let (subject, body) = match notice {
        Notice::Confirmation => resident::confirmation(&draft),
        Notice::TrialAgreed => resident::trial_agreed(&draft),
        Notice::LessonCancelled => resident::lesson_cancelled(&draft),
        Notice::ProviderStopped => resident::provider_stopped(&draft),
        Notice::Invitation => invitation(&draft),
        Notice::TrialQuestion => trial_question(&draft),
        Notice::Reminder => reminder(&draft),
        Notice::Takeover
        | Notice::Unreachable
        | Notice::AlreadyReferred
        | Notice::ChooseAgain
        | Notice::Objection => to_service_point(&draft, None),
        Notice::ConsentEnded | Notice::MedicalEnded => consent_ended(&draft),
        Notice::Declined => to_service_point(&draft, facts.reason.as_deref()),
        Notice::StartReport => start_report(&draft),
        Notice::ClosingReport => closing_report(&draft),
        Notice::Withdrawn => withdrawn(&draft),
        Notice::PleaseCall => please_call(&draft),
    };
    let mut paragraphs = vec![draft.greeting(notice)];
    paragraphs.extend(body.into_iter().flatten());
    paragraphs.extend(draft.footer());
    Letter {
        subject: one_line(&subject, SUBJECT_MAX),
        text: paragraphs.join("\n\n") + "\n",
    }
}

/// Longest subject, in characters: mail programs cut longer ones.
const SUBJECT_MAX: usize = 120;
/// Longest fact in a letter, in characters.
const FACT_MAX: usize = 300;

/// A subject, and the paragraphs between greeting and footer; what is `None` is left out.
type Parts = (String, Vec<Option<String>>);

/// What a letter is made from: its texts, its facts, and the notice's code in the texts' keys.
struct Draft<'a> {
    t: &'a Texts,
    facts: &'a Facts,
    key: &'static str,
}

impl Draft<'_> {
    /// The text `mail-{notice}-{part}`, with every fact that a text may name.
    fn part(&self, part: &str) -> String {
        self.say(&format!("mail-{}-{part}", self.key))
    }

    /// The text `mail-{notice}-{part}`, when `fact` is there.
    fn part_if(&self, fact: Option<&String>, part: &str) -> Option<String> {
        shown(fact).map(|_| self.part(part))
    }

    /// One of two texts, by whether `fact` is there.
    fn part_either(&self, fact: Option<&String>, with: &str, without: &str) -> String {
        self.part(if shown(fact).is_some() { with } else { without })
    }

    fn say(&self, key: &str) -> String {
        let facts = self.facts;
        let first_name = facts.first_name_only();
        let named = |fallback: &str| first_name.clone().unwrap_or_else(|| self.t.s(fallback));
        let provider = shown(facts.provider.as_ref());
        let provided = |fallback: &str| provider.clone().unwrap_or_else(|| self.t.s(fallback));
        let number = shown(facts.number.as_ref()).unwrap_or_else(|| self.t.s("mail-zonder-nummer"));
        let text = |fact: &Option<String>| shown(fact.as_ref()).unwrap_or_default();
        self.t.w(
            key,
            &[
                ("naam", &named("mail-de-deelnemer")),
                ("Naam", &named("mail-De-deelnemer")),
                ("aanbieder", &provided("mail-de-aanbieder")),
                ("Aanbieder", &provided("mail-De-aanbieder")),
                ("aanbod", &text(&facts.offer)),
                ("tijd", &text(&facts.session)),
                ("moment", &text(&facts.trial)),
                ("nummer", &number),
                ("stand", &self.standing()),
            ],
        )
    }

    /// A line that names one fact, such as "Waar: Parkstraat 1", when it is there.
    fn line(&self, key: &str, fact: Option<&String>) -> Option<String> {
        Some(self.t.w(key, &[("tekst", &shown(fact)?)]))
    }

    /// The link: whole, since half an address opens nothing.
    fn link(&self) -> Option<String> {
        let link = one_line(self.facts.link.as_ref()?, usize::MAX);
        (!link.is_empty()).then_some(link)
    }

    fn number(&self) -> Option<String> {
        shown(self.facts.number.as_ref())
            .map(|number| self.t.w("mail-nummer", &[("nummer", &number)]))
    }

    /// How it closed, for a subject line: "gestopt".
    fn standing(&self) -> String {
        match self.facts.closed_as {
            Some(status) => self.t.status_short(status).to_lowercase(),
            None => self.t.s("mail-bericht-van-afsluiting-stand"),
        }
    }

    fn greeting(&self, notice: Notice) -> String {
        let provider = shown(self.facts.provider.as_ref());
        match (notice, self.facts.first_name_only(), provider) {
            (notice, Some(name), _) if is_for_resident(notice) => {
                self.t.w("mail-groet", &[("naam", &name)])
            }
            (
                Notice::Invitation | Notice::TrialQuestion | Notice::Withdrawn | Notice::PleaseCall,
                _,
                Some(provider),
            ) => self
                .t
                .w("mail-groet-aanbieder", &[("aanbieder", &provider)]),
            _ => self.t.s("mail-groet-zonder-naam"),
        }
    }

    /// Where the letter comes from, and whom to call.
    fn footer(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(municipality) = shown(self.facts.municipality.as_ref()) {
            lines.push(self.t.w("mail-van", &[("gemeente", &municipality)]));
        }
        if let Some(name) = shown(self.facts.service_point.as_ref()) {
            lines.push(match shown(self.facts.service_phone.as_ref()) {
                Some(phone) => self.t.w(
                    "mail-vragen",
                    &[("servicepunt", &name), ("telefoon", &phone)],
                ),
                None => self
                    .t
                    .w("mail-vragen-zonder-telefoon", &[("servicepunt", &name)]),
            });
        }
        if lines.is_empty() {
            Vec::new()
        } else {
            vec![lines.join("\n")]
        }
    }
}

fn invitation(d: &Draft<'_>) -> Parts {
    let offer = d.facts.offer.as_ref();
    let begin = match (shown(offer), shown(d.facts.session.as_ref())) {
        (None, _) => "begin-zonder-aanbod",
        (Some(_), None) => "begin",
        (Some(_), Some(_)) => "begin-met-tijd",
    };
    let subject = d.part_either(offer, "onderwerp", "onderwerp-zonder-aanbod");
    let body = vec![
        Some(d.part(begin)),
        Some(d.part("vraag")),
        d.link(),
        Some(d.part("uitleg")),
        d.line("mail-uiterlijk", d.facts.due.as_ref()),
        d.number(),
    ];
    (subject, body)
}

fn trial_question(d: &Draft<'_>) -> Parts {
    let trial = d.facts.trial.as_ref();
    let body = vec![
        Some(d.part_either(trial, "begin", "begin-zonder-moment")),
        Some(d.part("vraag")),
        d.link(),
        Some(d.part("uitleg")),
        d.number(),
    ];
    (d.part("onderwerp"), body)
}

fn reminder(d: &Draft<'_>) -> Parts {
    let body = vec![
        Some(d.part("begin")),
        d.part_if(d.facts.offer.as_ref(), "aanbod"),
        d.line("mail-herinnering-datum", d.facts.due.as_ref()),
        Some(d.part("vraag")),
        d.link(),
        Some(d.part("uitleg")),
        d.number(),
    ];
    (d.part("onderwerp"), body)
}

fn to_service_point(d: &Draft<'_>, reason: Option<&str>) -> Parts {
    let body = vec![
        Some(d.part("begin")),
        d.line("mail-reden", reason.map(str::to_owned).as_ref()),
        Some(d.part("vraag")),
        d.link(),
    ];
    (d.part("onderwerp"), body)
}

fn start_report(d: &Draft<'_>) -> Parts {
    let provider = d.facts.provider.as_ref();
    let body = vec![
        Some(d.part_either(provider, "begin-met-aanbieder", "begin")),
        Some(d.part("slot")),
        d.link().map(|_| d.say("mail-verwijzing-bekijken")),
        d.link(),
    ];
    (d.part("onderwerp"), body)
}

fn closing_report(d: &Draft<'_>) -> Parts {
    let closed = match d.facts.closed_as {
        Some(
            status @ (Status::Completed | Status::Stopped | Status::NotStarted | Status::Withdrawn),
        ) => status.code(),
        _ => "gesloten",
    };
    let body = vec![
        Some(d.part(closed)),
        d.line(
            "mail-bericht-van-afsluiting-uitkomst",
            d.facts.outcome.as_ref(),
        ),
        d.line("mail-reden", d.facts.reason.as_ref()),
        Some(d.part("slot")),
        d.link().map(|_| d.say("mail-verwijzing-bekijken")),
        d.link(),
    ];
    (d.part("onderwerp"), body)
}

/// Why it was withdrawn is no business of a club: the letter does not tell.
fn withdrawn(d: &Draft<'_>) -> Parts {
    let body = vec![
        Some(d.part("begin")),
        d.part_if(d.facts.offer.as_ref(), "aanbod"),
        Some(d.part("slot")),
        d.number(),
    ];
    (d.part("onderwerp"), body)
}

/// Names nobody: the reader may not know the person any more.
fn consent_ended(d: &Draft<'_>) -> Parts {
    let body = vec![Some(d.part("begin")), Some(d.part("vraag")), d.number()];
    (d.part("onderwerp"), body)
}

fn please_call(d: &Draft<'_>) -> Parts {
    let begin = if d.facts.cannot_come {
        "kan-niet"
    } else {
        "begin"
    };
    let body = vec![
        Some(d.part(begin)),
        Some(d.part("vraag")),
        d.link(),
        d.line("mail-uiterlijk", d.facts.due.as_ref()),
        d.number(),
    ];
    (d.part("onderwerp"), body)
}

/// A fact as it may stand in a letter, or `None` when there is nothing to show.
fn shown(fact: Option<&String>) -> Option<String> {
    let line = one_line(fact?, FACT_MAX);
    (!line.is_empty()).then_some(line)
}

/// The text on one line and not too long: words from a sheet or a form must not add a line to a
/// letter, nor a header to a message.
fn one_line(text: &str, max: usize) -> String {
    let mut line = String::new();
    let words = text.split(|sign: char| sign.is_whitespace() || sign.is_control());
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    match line.char_indices().nth(max) {
        Some((end, _)) => line[..end].trim_end().to_owned() + "…",
        None => line,
    }
}

#[cfg(test)]
mod tests;
