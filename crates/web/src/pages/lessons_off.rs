//! The lessons of an offer that its provider can leave out, and those that it left out, as its pages
//! offer them: by account and by link. What was done is said with the lesson's name and day.

use actions::Bridge;
use actions::cancel_lesson;
use documents::dutch;
use documents::texts::Texts;
use domain::ids::SessionId;
use domain::offer::{Offer, OfferStatus};
use jiff::civil::Date;
use serde::Deserialize;

use super::professional::choices::{Choice, one_of};

/// What can be left out, and what is.
#[derive(Clone, Debug, Default)]
pub struct LessonsOff {
    /// The lessons to come, none of them chosen; empty when there is none.
    pub coming: Vec<Choice>,
    /// Those that do not go on.
    pub off: Vec<Choice>,
}

impl LessonsOff {
    /// Of an offer as its provider has it; nothing of one that is not shown.
    #[must_use]
    pub fn of(bridge: &Bridge, offer: &Offer, today: Date) -> Self {
        if offer.status != OfferStatus::Visible {
            return Self::default();
        }
        let choice = |lesson: &cancel_lesson::Lesson| {
            let session = offer.sessions.iter().find(|one| one.id == lesson.session);
            let hour = session.and_then(|session| session.from);
            let hour = hour.map_or_else(String::new, |from| format!(", {}", dutch::time(from)));
            let words = format!("{}{hour}", dutch::date_long(lesson.day, today));
            Choice::new(&lesson_code(lesson.session, lesson.day), words, false)
        };
        let lessons = cancel_lesson::coming(bridge, offer);
        let (off, coming): (Vec<_>, Vec<_>) = lessons.iter().partition(|lesson| lesson.cancelled);
        let coming: Vec<Choice> = coming.into_iter().map(choice).collect();
        let empty = Texts::dutch().s("aanbodform-kies-dag");
        Self {
            coming: if coming.is_empty() {
                coming
            } else {
                one_of(coming, empty)
            },
            off: off.into_iter().map(choice).collect(),
        }
    }
}

fn lesson_code(session: SessionId, day: Date) -> String {
    format!("{session} {day}")
}

/// Reads what a choice of a lesson sends.
#[must_use]
pub fn read_lesson(code: &str) -> Option<(SessionId, Date)> {
    let (session, day) = code.split_once(' ')?;
    Some((session.parse().ok()?, day.parse().ok()?))
}

/// The query of the page that is shown after a lesson was left out or put back: which, and how many
/// people that concerns.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LessonDone {
    klaar: String,
    les: String,
    mensen: u32,
}

impl LessonDone {
    /// The query for this lesson.
    #[must_use]
    pub fn query(held: bool, session: SessionId, day: Date, people: usize) -> String {
        let word = if held { "wel-door" } else { "niet-door" };
        format!("klaar={word}&les={session}+{day}&mensen={people}")
    }

    /// What was done, in words; `None` when it is nothing of these offers.
    #[must_use]
    pub fn words(&self, offers: &[Offer], today: Date) -> Option<String> {
        let key = match self.klaar.as_str() {
            "kies-dag" => return Some(Texts::dutch().s("aanbodform-kies-dag-eerst")),
            "niet-door" => "aanbodform-klaar-niet-door",
            "wel-door" => "aanbodform-klaar-wel-door",
            _ => return None,
        };
        let (session, day) = read_lesson(&self.les)?;
        let offer = offers
            .iter()
            .find(|offer| offer.sessions.iter().any(|one| one.id == session))?;
        let t = Texts::dutch();
        let day = dutch::date_long(day, today);
        let done = t.w(key, &[("les", &offer.title), ("dag", &day)]);
        let people = t.n(&format!("{key}-mensen"), "aantal", i64::from(self.mensen));
        Some(format!("{done} {people}"))
    }
}
