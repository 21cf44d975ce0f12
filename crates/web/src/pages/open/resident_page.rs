//! What the resident's own page shows, in the resident's language: one fact a pictogram, where it
//! stands, what they can answer, who looked, what they agreed to.

use actions::ShownReferral;
use documents::{Texts, moments};
use domain::calendar::{AMSTERDAM, day_of};
use domain::codes::{OTHER, STOP_REASONS, WITHDRAW_REASONS};
use domain::offer::Session;
use domain::organisation::Role;
use domain::referral::{Deed, Status, Step};
use jiff::Timestamp;

use super::answer_page::Call;
use super::facts::{Fact, bring, cost, fact, host, phone, place, weekly, what};
use crate::view::dial;

/// An answer: the button's value, icon and words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The button's value.
    pub step: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// The words.
    pub words: String,
    /// The classes.
    pub class: &'static str,
}

/// A line of who did what with the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Who, in plain words.
    pub who: String,
    /// The organisation's name; empty when there is none.
    pub organisation: String,
    /// What they did.
    pub what: String,
    /// On which day.
    pub when: String,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct ResidentPage {
    /// What the page is about.
    pub title: String,
    /// That the receiver calls first, while nothing is fixed.
    pub first: Option<String>,
    /// "Dag Fatma"
    pub greeting: String,
    /// Where it stands.
    pub standing: String,
    /// What the resident just said, if so.
    pub thanks: String,
    /// The facts; none when there is no appointment to keep.
    pub facts: Vec<Fact>,
    /// The question above the answers.
    pub question: String,
    /// The answers that make sense now.
    pub replies: Vec<Reply>,
    /// Whether stopping makes sense.
    pub may_stop: bool,
    /// What stopping means.
    pub stop_means: String,
    /// Reasons to choose from: code and words.
    pub reasons: Vec<(String, String)>,
    /// Sentence, and whether the resident agreed.
    pub consents: Vec<(String, bool)>,
    /// Who looked, newest first.
    pub looked: Vec<Looked>,
    /// The number people say.
    pub number: String,
}

/// Makes the page. `seen` are the lines of the access log, newest first.
#[must_use]
pub fn resident_page(
    t: &Texts,
    shown: &ShownReferral,
    seen: &[LogLine],
    now: Timestamp,
) -> ResidentPage {
    let first_name = shown
        .client
        .as_ref()
        .map(domain::client::Client::first_name);
    let open = shown.status.is_open();
    let planned = shown.status == Status::TrialPlanned;
    ResidentPage {
        title: title(t, shown),
        first: first_word(t, shown),
        greeting: match first_name {
            Some(name) => t.w("mijn-groet", &[("naam", name)]),
            None => t.s("mijn-groet-zonder-naam"),
        },
        standing: standing(t, shown, now),
        thanks: thanks(t, shown),
        facts: facts(t, shown, now),
        question: t.s(if planned {
            "mijn-komt-u"
        } else {
            "mijn-iets-zeggen"
        }),
        replies: replies(t, shown.status),
        may_stop: open,
        stop_means: t.w("mijn-stop-uitleg", &[("aanbieder", &shown.receiver_name)]),
        reasons: reasons(t, shown),
        consents: shown
            .consent
            .purposes()
            .into_iter()
            .map(|(name, agreed)| (t.resident_purpose(name), agreed))
            .collect(),
        looked: looked(t, seen, now),
        number: t.w("aanmelden-klaar-nummer", &[("nummer", &shown.number)]),
    }
}

/// Whether nothing is fixed: the lesson was chosen, and nobody has spoken to the resident yet.
const fn is_unfixed(shown: &ShownReferral) -> bool {
    matches!(shown.status, Status::Sent | Status::Accepted) && shown.trial.is_none()
}

/// What the page and the letter are about: an appointment only once there is one.
pub(in crate::pages) fn title(t: &Texts, shown: &ShownReferral) -> String {
    t.s(match is_unfixed(shown) {
        true => "mijn-titel-aangemeld",
        false => "mijn-titel",
    })
}

/// That the club calls or writes first, so that nobody travels to a lesson that expects nobody.
/// Nothing for who is called by a coach: then there is no lesson to travel to.
pub(in crate::pages) fn first_word(t: &Texts, shown: &ShownReferral) -> Option<String> {
    if !is_unfixed(shown) || shown.offer.is_none() {
        return None;
    }
    let has_phone = shown.client.as_ref().is_none_or(|one| one.phone.is_some());
    Some(t.s(match has_phone {
        true => "mijn-eerst-bellen",
        false => "mijn-eerst-bericht",
    }))
}

/// Where it stands, with the end of a pause.
pub(in crate::pages) fn standing(t: &Texts, shown: &ShownReferral, now: Timestamp) -> String {
    let status = t.resident_status(shown.status, &shown.receiver_name);
    let until = shown.history.iter().rev().find_map(|step| step.entry.until);
    match until.filter(|_| shown.status == Status::Paused) {
        Some(day) => {
            let day = moments::date_long(t, day, day_of(now));
            format!("{status} {}", t.w("mijn-pauze-tot", &[("dag", &day)]))
        }
        None => status,
    }
}

/// Thanks for what the resident said last; nothing when others did something since.
fn thanks(t: &Texts, shown: &ShownReferral) -> String {
    let last = shown.history.last().map(|step| &step.entry);
    let Some(entry) = last.filter(|entry| entry.by.role == Role::Resident) else {
        return String::new();
    };
    match entry.deed {
        Deed::Coming | Deed::CannotCome | Deed::CallMe => {
            t.s(&format!("mijn-bedankt-{}", entry.deed.code()))
        }
        Deed::Step(Step::Stop | Step::Withdraw | Step::GiveUp) => t.s("mijn-bedankt-ik-stop"),
        _ => String::new(),
    }
}

/// Whether there is an appointment, or one to come.
const fn has_appointment(status: Status) -> bool {
    status.is_open() && !matches!(status, Status::Seeking)
}

/// What to know of the appointment or the one to come: one fact a pictogram.
pub(in crate::pages) fn facts(t: &Texts, shown: &ShownReferral, now: Timestamp) -> Vec<Fact> {
    if !has_appointment(shown.status) {
        return Vec::new();
    }
    let mut facts = vec![when(t, shown, now)];
    if let Some(offer) = &shown.offer {
        facts.push(what(t, offer));
        facts.extend(place(t, offer));
        facts.extend(host(t, offer, &shown.receiver_name));
        facts.extend(bring(t, offer));
        let before_start = !matches!(shown.status, Status::Started | Status::Paused);
        facts.push(cost(t, offer, before_start));
    }
    let number = shown
        .offer
        .as_ref()
        .and_then(|offer| offer.contact.phone.clone())
        .or_else(|| shown.receiver_phone.clone());
    let call = number.map(|number| Call {
        href: format!("tel:{}", dial(&number)),
        words: number,
    });
    let name = shown.receiver_name.clone();
    facts.push(phone(t, "mijn-contactpersoon", name, call));
    facts
}

fn when(t: &Texts, shown: &ShownReferral, now: Timestamp) -> Fact {
    let icon = "calendar-event";
    if let Some(trial) = shown.trial {
        let day = t.capital(&moments::date_long(t, trial.day, day_of(now)));
        let hour = trial.time.map(|time| hours(t, shown, time));
        return fact(t, icon, "mijn-eerste-keer", day, hour.unwrap_or_default());
    }
    weekly(t, session(shown))
}

/// The hour of the trial; with the lesson's end when it begins at that hour.
fn hours(t: &Texts, shown: &ShownReferral, time: jiff::civil::Time) -> String {
    let lesson = session(shown).filter(|one| one.from == Some(time));
    moments::time_span(t, time, lesson.and_then(|one| one.to))
}

fn session(shown: &ShownReferral) -> Option<&Session> {
    let chosen = shown.target.session()?;
    let offer = shown.offer.as_ref()?;
    offer.sessions.iter().find(|one| one.id == chosen)
}

fn replies(t: &Texts, status: Status) -> Vec<Reply> {
    if !status.is_open() {
        return Vec::new();
    }
    let before_start = matches!(
        status,
        Status::Sent
            | Status::Accepted
            | Status::Contacted
            | Status::TrialPlanned
            | Status::TrialAttended
    );
    let planned = status == Status::TrialPlanned;
    let all = [
        (before_start, "ik-kom", "check", planned),
        (before_start, "ik-kan-niet", "x", false),
        (true, "bel-mij", "phone", !before_start),
    ];
    all.into_iter()
        .filter(|(makes_sense, ..)| *makes_sense)
        .map(|(_, step, icon, first)| Reply {
            step,
            icon,
            words: t.s(&format!("mijn-{step}")),
            class: if first {
                "answer answer-primary"
            } else {
                "answer"
            },
        })
        .collect()
}

fn reasons(t: &Texts, shown: &ShownReferral) -> Vec<(String, String)> {
    let paused_from = shown
        .history
        .iter()
        .rev()
        .find(|step| step.entry.deed == Deed::Step(Step::Pause))
        .and_then(|step| step.entry.from);
    let started = match shown.status {
        Status::Started => true,
        Status::Paused => paused_from == Some(Status::Started),
        _ => false,
    };
    let list = if started {
        STOP_REASONS
    } else {
        WITHDRAW_REASONS
    };
    t.resident_reasons(list.codes)
        // There is no field for words here: nobody has to explain.
        .filter(|(code, _)| *code != OTHER)
        .map(|(code, words)| (code.to_owned(), words))
        .collect()
}

/// A line of the access log, as far as the page tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: Timestamp,
    /// In which role.
    pub role: Role,
    /// The organisation's name.
    pub organisation: Option<String>,
    /// What was done, by code.
    pub action: String,
}

/// Most lines that the page shows.
const LOOKED_MAX: usize = 60;

/// Who did what on which day. The same by the same on one day stands there once; that the resident
/// opened this very page is no news.
fn looked(t: &Texts, seen: &[LogLine], now: Timestamp) -> Vec<Looked> {
    let today = day_of(now);
    let mut lines: Vec<Looked> = Vec::new();
    for line in seen {
        if line.role == Role::Resident && line.action == "inzien" {
            continue;
        }
        let day = AMSTERDAM.to_datetime(line.at).date();
        let looked = Looked {
            who: t.resident_role(line.role),
            organisation: line.organisation.clone().unwrap_or_default(),
            what: t.s(what_was_done(&line.action)),
            when: moments::date_long(t, day, today),
        };
        if !lines.contains(&looked) {
            lines.push(looked);
        }
        if lines.len() == LOOKED_MAX {
            break;
        }
    }
    lines
}

/// What was done, as a key.
fn what_was_done(action: &str) -> &'static str {
    match action {
        "invoeren" => "mijn-inzage-gemaakt",
        "zoeken" => "mijn-inzage-gezocht",
        "wijzigen" => "mijn-inzage-gewijzigd",
        "versturen" => "mijn-inzage-verstuurd",
        "afdrukken" | "exporteren" => "mijn-inzage-afgedrukt",
        "toestemming" => "mijn-inzage-toestemming",
        "noodtoegang" => "mijn-inzage-nood",
        "logboek" => "mijn-inzage-logboek",
        "geweigerd" => "mijn-inzage-geweigerd",
        "verwijderen" => "mijn-inzage-verwijderd",
        _ => "mijn-inzage-bekeken",
    }
}

#[cfg(test)]
mod tests {
    use actions::who_looked::Action;
    use documents::texts::RESIDENT_LANGUAGES;
    use domain::codes::Language;

    use super::*;

    fn line(at: &str, role: Role, action: &str) -> LogLine {
        LogLine {
            at: at.parse().unwrap(),
            role,
            organisation: None,
            action: action.to_owned(),
        }
    }

    #[test]
    fn the_same_on_one_day_stands_there_once_and_ones_own_look_not_at_all() {
        let seen = [
            line("2026-11-24T12:00:00Z", Role::Resident, "inzien"),
            line("2026-11-24T11:00:00Z", Role::Coach, "inzien"),
            line("2026-11-24T10:00:00Z", Role::Coach, "lijst"),
            line("2026-11-23T10:00:00Z", Role::Coach, "inzien"),
            line("2026-11-23T09:00:00Z", Role::Resident, "wijzigen"),
        ];
        let now = "2026-11-24T13:00:00Z".parse().unwrap();
        let told: Vec<(String, String)> = looked(Texts::dutch(), &seen, now)
            .into_iter()
            .map(|line| (line.who, line.what))
            .collect();
        let coach = (
            "Een beweegcoach".to_owned(),
            "Bekeek uw gegevens".to_owned(),
        );
        let own = ("Uzelf".to_owned(), "Veranderde iets".to_owned());
        assert_eq!(told, [coach.clone(), coach, own]);
    }

    #[test]
    fn the_answers_fit_the_moment() {
        let t = Texts::of(Language::Dutch);
        let steps =
            |status| -> Vec<&str> { replies(t, status).iter().map(|reply| reply.step).collect() };
        let all = ["ik-kom", "ik-kan-niet", "bel-mij"];
        assert_eq!(steps(Status::TrialPlanned), all);
        assert_eq!(steps(Status::Started), ["bel-mij"]);
        assert!(steps(Status::Stopped).is_empty());
    }

    #[test]
    fn every_deed_in_the_log_has_words_in_every_language() {
        for language in RESIDENT_LANGUAGES {
            let t = Texts::of(language);
            for action in Action::ALL {
                assert!(t.has(what_was_done(action.code())), "{}", action.code());
            }
            for role in Role::OF_ACCOUNTS {
                assert!(!t.resident_role(role).contains('⟦'), "{role}");
            }
        }
    }
}
