//! `/vergelijken`: the lessons that were ticked beside each other, and the sheet to hand over. What
//! differs comes first; what is the same for all is folded together below it. The wishes come along
//! by POST, for the distance, and are not kept beyond what the search keeps.

use actions::change_class_words::class_words;
use domain::class_words::ClassWords;
use std::sync::Arc;

use actions::search::read_wishes;
use actions::{cancel_lesson, catalogue};
use askama::Template;
use axum::extract::State;
use documents::texts::RESIDENT_LANGUAGES;
use documents::{dutch, moments};
use domain::codes::{Accessibility, Codes, Group, Guidance, Language, Listed};
use domain::geo::Point;
use domain::ids::SessionId;
use domain::offer::{Offer, Session};

use super::choices::capital;
use super::result::place_of;
use super::search_form::SearchForm;
use super::voice::Voice;
use crate::Web;
use crate::mishap::Answer;
use crate::pages::Form;
use crate::pages::open::choice;
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// A lesson as a column: what it is called.
struct Column {
    session: String,
    href: String,
    title: String,
    /// "dinsdag 10.00–11.00 uur"
    moment: String,
    /// Whether another column is a moment of the same lesson: then its title alone tells too little.
    is_one_of: bool,
    place: String,
    /// On which days it is left out, in words.
    left_out: Option<String>,
}

/// A question with the answer of each lesson; an answer is empty when the provider does not tell.
struct Row {
    question: String,
    answers: Vec<String>,
}

#[derive(Template)]
#[template(path = "professional/compare.html")]
struct ComparePage {
    base: Base,
    say: Voice,
    columns: Vec<Column>,
    /// What differs between the lessons; of one lesson all that is told.
    differ: Vec<Row>,
    /// What stands above the next two: how many lessons they hold for.
    same_title: String,
    /// Question and answer where all lessons have the same.
    same: Vec<(String, String)>,
    /// What none of them tells.
    untold: String,
    too_many: bool,
    sheet: String,
    form: SearchForm,
}

/// What is compared, by key, in this order.
const QUESTIONS: [&str; 11] = [
    "wanneer",
    "afstand",
    "prijs",
    "plekken",
    "niveau",
    "begeleiding",
    "groep",
    "zelfstandigheid",
    "toegankelijkheid",
    "talen",
    "bevestigd",
];

/// `POST /vergelijken`
pub(super) async fn compare(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<SearchForm>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    web.recall.searched(&base.csrf, &form, web.bridge.now());
    let mut ids: Vec<SessionId> = Vec::new();
    for id in form.compared.iter().filter_map(|id| id.parse().ok()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let too_many = ids.len() > choice::MOST;
    ids.truncate(choice::MOST);
    let found: Vec<(SessionId, Arc<Offer>, usize)> = ids
        .into_iter()
        .filter_map(|id| {
            let (offer, position) = catalogue::session(&web.bridge, id).ok()?;
            Some((id, offer, position))
        })
        .collect();
    // Without a postcode that can be read the distance is left out: the lessons are still there.
    let start = read_wishes(&web.bridge, &form.draft(visitor.member.municipality))
        .ok()
        .and_then(|wishes| wishes.start);
    let place = form.start_words(&say);
    let today = domain::calendar::day_of(web.bridge.now());
    let columns: Vec<Column> = found
        .iter()
        .map(|(id, offer, position)| Column {
            session: id.to_string(),
            href: format!("/aanbod/{}", offer.id),
            title: offer.title.clone(),
            moment: moments::weekly(say.texts(), &offer.sessions[*position]),
            is_one_of: found
                .iter()
                .any(|(other, lesson, _)| other != id && lesson.title == offer.title),
            place: place_of(offer),
            left_out: cancel_lesson::left_out_days(
                &cancel_lesson::left_out(&web.bridge, *id),
                today,
            )
            .map(|days| say.w("let-op-niet-door", "dagen", &days)),
        })
        .collect();
    let answered: Vec<[String; QUESTIONS.len()]> = found
        .iter()
        .map(|(_, offer, position)| {
            let called = class_words(&web.bridge, offer.municipality);
            let session = &offer.sessions[*position];
            answers(&say, (offer, &called), session, (start, &place), today)
        })
        .collect();
    let Compared {
        differ,
        same,
        untold,
    } = Compared::of(&say, &answered);
    let ids: Vec<SessionId> = found.iter().map(|(id, ..)| *id).collect();
    let language = RESIDENT_LANGUAGES
        .into_iter()
        .find(|language| language.code() == form.language)
        .unwrap_or(Language::Dutch);
    render(&ComparePage {
        same_title: say.n("vergelijk-gelijk", "aantal", columns.len() as u64),
        base: base.titled(say.s("vergelijk-titel")),
        columns,
        differ,
        same,
        untold,
        too_many,
        sheet: choice::address(&ids, language),
        form,
        say,
    })
}

/// The answers by question: what differs, and what is the same for all.
struct Compared {
    differ: Vec<Row>,
    same: Vec<(String, String)>,
    untold: String,
}

impl Compared {
    fn of(say: &Voice, answered: &[[String; QUESTIONS.len()]]) -> Self {
        let (mut differ, mut same, mut untold) = (Vec::new(), Vec::new(), Vec::new());
        for (at, key) in QUESTIONS.iter().enumerate() {
            let question = say.s(&format!("vergelijk-{key}"));
            let answers: Vec<String> = answered.iter().map(|one| one[at].clone()).collect();
            let first = answers.first().cloned().unwrap_or_default();
            // One lesson has nothing to be the same as.
            if answers.len() < 2 || answers.iter().any(|answer| *answer != first) {
                differ.push(Row { question, answers });
            } else if first.is_empty() {
                untold.push(question);
            } else {
                same.push((question, first));
            }
        }
        Self {
            differ,
            same,
            untold: untold.join(", "),
        }
    }
}

fn answers(
    say: &Voice,
    (offer, called): (&Offer, &ClassWords),
    session: &Session,
    (start, place): (Option<Point>, &str),
    today: jiff::civil::Date,
) -> [String; QUESTIONS.len()] {
    let t = say.texts();
    let distance = start.zip(offer.venue.point).map(|(here, there)| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a distance on the globe in whole metres"
        )]
        let metres = here.metres_to(there).round() as u32;
        say.w2(
            "van-huis",
            ("afstand", &dutch::distance(metres)),
            ("plek", place),
        )
    });
    let mut price = vec![dutch::price_with_month(offer)];
    price.extend(offer.trial.map(dutch::trial));
    let places = session
        .places_left
        .map(|left| say.n("plekken-vrij", "aantal", u64::from(left)));
    let classes: Vec<String> = offer
        .self_reliance
        .iter()
        .map(|class| t.self_reliance(called, class))
        .collect();
    let wait = offer
        .wait
        .map(|wait| t.code("wachttijd", wait.code()).to_lowercase());
    let level = offer
        .level
        .map(|level| t.code("niveau", &(level as u8).to_string()));
    [
        moments::weekly(t, session),
        distance.unwrap_or_default(),
        price.join(", "),
        places
            .into_iter()
            .chain(wait)
            .collect::<Vec<_>>()
            .join(", "),
        level.unwrap_or_default(),
        words(say, Guidance::LIST, offer.guidance),
        words(say, Group::LIST, offer.groups),
        classes.join(", ").to_lowercase(),
        words(say, Accessibility::LIST, offer.accessibility),
        languages(say, offer.languages),
        dutch::days_ago(offer.confirmed_on, offer.confirmed_by, today),
    ]
    .map(|words| capital(&words))
}

/// Languages keep their capital.
fn languages(say: &Voice, set: Codes<Language>) -> String {
    let words: Vec<String> = set
        .iter()
        .map(|item| say.texts().code(Language::LIST, item.code()))
        .collect();
    words.join(", ")
}

fn words<T: Listed>(say: &Voice, list: &str, set: Codes<T>) -> String {
    let words: Vec<String> = set
        .iter()
        .map(|item| say.texts().code(list, item.code()).to_lowercase())
        .collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_comes_first_and_what_is_the_same_is_told_once() {
        let lesson = |answers: [&str; QUESTIONS.len()]| answers.map(str::to_owned);
        let one = lesson([
            "Ma", "1 km", "€ 2", "", "", "Groep", "", "", "", "Turks", "X",
        ]);
        let other = lesson(["Di", "1 km", "€ 2", "Vol", "", "Groep", "", "", "", "", "X"]);
        let compared = Compared::of(&Voice::to(None), &[one.clone(), other]);
        let questions: Vec<_> = compared.differ.iter().map(|row| &*row.question).collect();
        assert_eq!(questions, ["Wanneer", "Plek", "Talen"]);
        assert_eq!(compared.differ[1].answers, ["", "Vol"]);
        let same: Vec<_> = compared.same.iter().map(|(_, answer)| &**answer).collect();
        assert_eq!(same, ["1 km", "€ 2", "Groep", "X"]);
        assert_eq!(
            compared.untold,
            "Hoe stevig, Met wie, Voor wie, Geschikt voor"
        );
        let alone = Compared::of(&Voice::to(None), &[one]);
        assert_eq!(alone.differ.len(), QUESTIONS.len());
        assert!(alone.same.is_empty() && alone.untold.is_empty());
    }
}
