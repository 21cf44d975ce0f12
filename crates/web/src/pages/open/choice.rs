//! `/keuze`: the lessons that were chosen together, on one sheet in the client's own language, to
//! print, to mail or to read at home. The address holds lessons and a language and nothing about
//! anybody; nothing is kept. Mail and text message open the sender's own program.

use std::sync::Arc;

use actions::{cancel_lesson, catalogue};
use askama::Template;
use axum::extract::State;
use documents::{Texts, moments, prices};
use domain::calendar::day_of;
use domain::ids::SessionId;
use domain::offer::{Offer, Session};
use http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::answer_page::{Call, capital};
use super::facts::{Fact, bring, cost, host, place, weekly, what};
use super::language::{self, Picker};
use super::sent::Asked;
use crate::Web;
use crate::mishap::Answer;
use crate::view::{Base, dial, render};

/// More does not help anybody choose.
pub const MOST: usize = 3;

/// A lesson on the sheet.
pub struct Lesson {
    /// One fact a pictogram.
    pub facts: Vec<Fact>,
    /// The provider's name, and their number when they have one.
    pub provider: String,
    /// The number to call.
    pub call: Option<Call>,
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

/// The address of the sheet with these lessons, without the language.
#[must_use]
pub fn address(sessions: &[SessionId]) -> String {
    let mut address = String::from("/keuze?");
    for session in sessions {
        address.push_str(&format!("les={session}&"));
    }
    address
}

/// Shows the sheet.
pub async fn open(State(web): State<Web>, base: Base, asked: Asked) -> Answer {
    let t = language::texts(&asked.text("taal"), None);
    let mut ids: Vec<SessionId> = Vec::new();
    for id in asked.all("les").iter().filter_map(|les| les.parse().ok()) {
        if !ids.contains(&id) && ids.len() < MOST {
            ids.push(id);
        }
    }
    let found: Vec<(Arc<Offer>, usize)> = ids
        .iter()
        .filter_map(|id| catalogue::session(&web.bridge, *id).ok())
        .collect();
    let keep = address(&ids);
    let here = format!(
        "{}{keep}taal={}",
        web.bridge.settings().public_url,
        t.lang()
    );
    let words = in_words(t, &found, &here);
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let lessons = found
        .iter()
        .map(|(offer, position)| {
            let session = offer.sessions.get(*position);
            lesson(t, offer, session, not_on(&web, t, session))
        })
        .collect();
    let view = ChoiceView {
        base: base.in_language(t).titled(t.s("keuze-titel")),
        t,
        picker: Picker::of(t).keeping(keep.trim_start_matches("/keuze?").to_owned()),
        lessons,
        some_gone: found.len() < ids.len(),
        mail: format!(
            "mailto:?subject={}&body={}",
            encoded(&t.s("keuze-titel")),
            encoded(&words)
        ),
        text_message: format!("sms:?body={}", encoded(&words)),
    };
    let nothing = view.lessons.is_empty();
    let mut response = render(&view)?;
    if nothing {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    Ok(response)
}

/// The coming days on which the lesson is left out; empty for none.
fn not_on(web: &Web, t: &Texts, session: Option<&Session>) -> String {
    let today = day_of(web.bridge.now());
    let days = session.map(|one| cancel_lesson::left_out(&web.bridge, one.id));
    let days: Vec<String> = days
        .unwrap_or_default()
        .into_iter()
        .map(|day| moments::date_long(t, day, today))
        .collect();
    if days.is_empty() {
        return String::new();
    }
    t.w("keuze-niet-op", &[("dagen", &days.join(" · "))])
}

fn lesson(t: &Texts, offer: &Offer, session: Option<&Session>, not_on: String) -> Lesson {
    let when = Fact {
        rest: not_on,
        ..weekly(t, session)
    };
    let mut facts = vec![what(t, offer), when];
    facts.extend(place(t, offer));
    facts.extend(host(t, offer, &offer.provider_name));
    facts.extend(bring(t, offer));
    facts.push(cost(t, offer, true));
    Lesson {
        facts,
        provider: offer.provider_name.clone(),
        call: offer.contact.phone.as_ref().map(|phone| Call {
            href: format!("tel:{}", dial(phone)),
            words: phone.clone(),
        }),
    }
}

/// The sheet as a message: a few lines a lesson, and the way back to the sheet.
fn in_words(t: &Texts, lessons: &[(Arc<Offer>, usize)], here: &str) -> String {
    let mut words = String::new();
    for (offer, position) in lessons {
        let mut lines = vec![offer.title.clone(), offer.provider_name.clone()];
        if let Some(session) = offer.sessions.get(*position)
            && session.day.is_some()
        {
            lines.push(capital(&moments::weekly(
                t,
                session.day,
                session.from,
                session.to,
            )));
        }
        let venue = [offer.venue.address.clone(), offer.venue.town.clone()];
        lines.push(venue.into_iter().flatten().collect::<Vec<_>>().join(", "));
        lines.push(capital(&prices::price_after_deal(
            t,
            offer.price,
            offer.paid_weeks,
        )));
        lines.extend(offer.contact.phone.clone());
        lines.retain(|line| !line.is_empty());
        words.push_str(&lines.join("\n"));
        words.push_str("\n\n");
    }
    words + here
}
