//! `/keuze`: the lessons that were chosen together, on one sheet in the client's own language, to
//! print, to mail or to read at home. The address holds lessons and a language and nothing about
//! anybody; nothing is kept. Mail and text message open the sender's own program.

use actions::{cancel_lesson, catalogue};
use askama::Template;
use axum::extract::State;
use data_encoding::BASE64URL_NOPAD;
use documents::Texts;
use domain::calendar::{Closure, day_of};
use domain::codes::Language;
use domain::ids::SessionId;
use domain::offer::{Offer, Session};
use http::StatusCode;
use jiff::Span;
use jiff::civil::{Date, Weekday};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use super::answer_page::Call;
use super::choice_words::{Chosen, attention, mail, text_message};
use super::facts::{Fact, bring, cost, host, phone, place, weekly_or_ask, what};
use super::language::{self, Picker};
use super::sent::Asked;
use crate::Web;
use crate::mishap::Answer;
use crate::view::{Base, dial, render};

/// More does not help anybody choose.
pub const MOST: usize = 3;

/// So far ahead the sheet tells when a lesson is not on.
const WEEKS_AHEAD: i64 = 8;

/// A lesson on the sheet.
pub struct Lesson {
    /// What to know before choosing it: it is full, or not on.
    pub attention: Vec<String>,
    /// One fact a pictogram.
    pub facts: Vec<Fact>,
    /// The provider's name.
    pub provider: String,
}

#[derive(Template)]
#[template(path = "open/choice.html")]
struct ChoiceView {
    base: Base,
    t: &'static Texts,
    picker: Picker,
    lessons: Vec<Lesson>,
    some_gone: bool,
    mail: String,
    text_message: String,
}

/// The address of the sheet with these lessons in this language. It goes by text message, so it is
/// short: 22 signs a lesson, where the usual writing of a key has 36.
#[must_use]
pub fn address(sessions: &[SessionId], language: Language) -> String {
    let lessons = lessons_in_address(sessions);
    match language {
        Language::Dutch => format!("/keuze?{lessons}"),
        other => format!("/keuze?{lessons}&taal={}", other.code()),
    }
}

fn lessons_in_address(sessions: &[SessionId]) -> String {
    let keys: Vec<u8> = sessions
        .iter()
        .flat_map(|session| session.uuid().into_bytes())
        .collect();
    format!("les={}", BASE64URL_NOPAD.encode(&keys))
}

/// The lessons that an address names, each once: keys in a row as [`address`] writes them, or as
/// the rest of the program does. What is no key is passed over.
fn named(values: &[String]) -> Vec<SessionId> {
    let mut ids: Vec<SessionId> = Vec::new();
    for value in values {
        let keys = match value.parse() {
            Ok(id) => vec![id],
            Err(_) => in_a_row(value),
        };
        for id in keys {
            if !ids.contains(&id) && ids.len() < MOST {
                ids.push(id);
            }
        }
    }
    ids
}

fn in_a_row(value: &str) -> Vec<SessionId> {
    let bytes = BASE64URL_NOPAD.decode(value.as_bytes()).unwrap_or_default();
    let (keys, rest) = bytes.as_chunks();
    let whole = rest.is_empty();
    keys.iter()
        .filter(|_| whole)
        .map(|key| SessionId::new(Uuid::from_bytes(*key)))
        .collect()
}

/// Shows the sheet.
pub async fn open(State(web): State<Web>, base: Base, asked: Asked) -> Answer {
    let t = language::texts(&asked.text("taal"), None);
    let ids = named(&asked.all("les"));
    let today = day_of(web.bridge.now());
    let found: Vec<Chosen> = ids
        .iter()
        .filter_map(|id| catalogue::session(&web.bridge, *id).ok())
        .filter_map(|(offer, position)| {
            let session = offer.sessions.get(position)?.clone();
            let not_on = not_on(&web, &offer, &session, today);
            let first = first_lesson(&web, &offer, &session, &not_on, today);
            Some(Chosen {
                offer,
                session,
                first,
                not_on,
            })
        })
        .collect();
    let here = format!(
        "{}{}",
        web.bridge.settings().public_url,
        address(&ids, t.language())
    );
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let view = ChoiceView {
        base: base.in_language(t).titled(t.s("keuze-titel")),
        t,
        picker: Picker::of(t).keeping(format!("{}&", lessons_in_address(&ids))),
        lessons: found.iter().map(|one| lesson(t, one, today)).collect(),
        some_gone: found.len() < ids.len(),
        mail: format!(
            "mailto:?subject={}&body={}",
            encoded(&t.s("keuze-titel")),
            encoded(&mail(t, &found, today, &here))
        ),
        text_message: format!("sms:?body={}", encoded(&text_message(t, &found, &here))),
    };
    let nothing = view.lessons.is_empty();
    let mut response = render(&view)?;
    if nothing {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    Ok(response)
}

/// When in the weeks to come the lesson is not on, first ones first: days on which it is left out,
/// and what falls in a time that its provider is closed.
fn not_on(web: &Web, offer: &Offer, session: &Session, today: Date) -> Vec<Closure> {
    let horizon = today.saturating_add(Span::new().weeks(WEEKS_AHEAD));
    let mut gaps = cancel_lesson::pauses(&web.bridge, offer).closures;
    gaps.retain(|gap| {
        session
            .day
            .is_none_or(|day| on_or_after(gap.from, day) <= gap.to)
    });
    for day in cancel_lesson::left_out(&web.bridge, session.id) {
        if !gaps.iter().any(|gap| holds(gap, day)) {
            gaps.push(Closure { from: day, to: day });
        }
    }
    gaps.retain(|gap| gap.from <= horizon);
    gaps.sort_by_key(|gap| gap.from);
    gaps
}

/// The first day on which the lesson is held, when that is not the first one that its weekday
/// would make people expect.
fn first_lesson(
    web: &Web,
    offer: &Offer,
    session: &Session,
    not_on: &[Closure],
    today: Date,
) -> Option<Date> {
    let expected = on_or_after(today, session.day?);
    let missed = not_on.iter().any(|gap| holds(gap, expected));
    let within = today.saturating_add(Span::new().weeks(1));
    cancel_lesson::next_day(&web.bridge, offer, session).filter(|day| missed || *day > within)
}

fn holds(gap: &Closure, day: Date) -> bool {
    (gap.from..=gap.to).contains(&day)
}

/// The first such day of the week from this day on.
fn on_or_after(day: Date, weekday: Weekday) -> Date {
    let before = day.saturating_sub(Span::new().days(1));
    // Only the last days of the calendar, in the year 9999, have no next one.
    before.nth_weekday(1, weekday).unwrap_or(day)
}

fn lesson(t: &Texts, chosen: &Chosen, today: Date) -> Lesson {
    let offer = &chosen.offer;
    let mut facts = vec![what(t, offer), weekly_or_ask(t, &chosen.session)];
    facts.extend(place(t, offer));
    facts.extend(host(t, offer, &offer.provider_name));
    facts.extend(bring(t, offer));
    facts.push(cost(t, offer, true));
    facts.extend(offer.contact.phone.as_ref().map(|number| {
        let call = Call {
            href: format!("tel:{}", dial(number)),
            words: number.clone(),
        };
        phone(t, "keuze-bel", String::new(), Some(call))
    }));
    Lesson {
        attention: attention(t, chosen, today),
        facts,
        provider: offer.provider_name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn lessons(many: u128) -> Vec<SessionId> {
        let first = 0x019a_f000_0000_7000_8000_0000_0000_0000;
        (0..many)
            .map(|at| SessionId::new(Uuid::from_u128(first + at)))
            .collect()
    }

    #[test]
    fn an_address_is_short_and_names_the_same_lessons_again() {
        for many in 0..=3 {
            let ids = lessons(many);
            let address = address(&ids, Language::Turkish);
            let value = address.strip_prefix("/keuze?les=").unwrap();
            let value = value.strip_suffix("&taal=tr").unwrap().to_owned();
            assert_eq!(named(&[value]), ids);
            assert!(address.len() <= "/keuze?les=&taal=tr".len() + 64);
        }
        assert!(!address(&lessons(1), Language::Dutch).contains("taal"));
    }

    #[test]
    fn lessons_are_also_named_one_by_one_each_once_and_three_at_most() {
        let ids = lessons(4);
        let one_by_one: Vec<String> = [0, 0, 1, 2, 3].map(|at: usize| ids[at].to_string()).into();
        assert_eq!(named(&one_by_one), ids[..3]);
        let twice = BASE64URL_NOPAD.encode(&ids[0].uuid().into_bytes().repeat(500));
        assert_eq!(named(&[twice]), ids[..1]);
    }

    #[test]
    fn what_is_no_key_is_passed_over() {
        for odd in [
            "",
            "onzin",
            "<script>",
            "AAAA",
            "AZrwAAAAcACAAAAAAAAAAA=",
            "é",
        ] {
            assert_eq!(named(&[odd.to_owned()]), [], "{odd}");
        }
    }

    #[test]
    fn the_same_weekday_counts_from_the_day_itself() {
        let tuesday = date(2026, 11, 24);
        assert_eq!(on_or_after(tuesday, Weekday::Tuesday), tuesday);
        assert_eq!(on_or_after(tuesday, Weekday::Monday), date(2026, 11, 30));
    }
}
