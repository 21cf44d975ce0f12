//! What was found, as the search page shows it: the heading, the lessons in their order, what else
//! helps, and where it all is.

use actions::search::{SearchAnswer, ShownHit, WithWords};
use documents::dutch;
use documents::texts::Arg;
use domain::codes::Guidance;

use super::choices::capital;
use super::near_map::{NearMap, near_map};
use super::result::{Card, RelaxButton, card, pair_button, relax_button};
use super::search_form::{PAGE, SearchForm};
use super::voice::Voice;
use crate::Web;
use crate::pages::open::choice;
use crate::pages::open::picture::first_seen;

/// What was found.
pub(super) struct Results {
    pub cards: Vec<Card>,
    pub first_page: bool,
    pub relaxations: Vec<RelaxButton>,
    /// Two wishes at a time, when no single one helps.
    pub pairs: Vec<RelaxButton>,
    /// Where this page lies among all; `None` when there is no other page.
    pub range: Option<String>,
    pub next: Option<usize>,
    pub previous: Option<usize>,
    pub total: usize,
    /// What is ticked to compare and stands on another page of results.
    pub compared_elsewhere: Vec<String>,
    /// Whether there is something to compare: one moment alone is not.
    pub compares: bool,
    /// The key of the only lesson, to hand over by itself.
    pub only: Option<String>,
    /// The number of the first card.
    pub first: usize,
    /// Where they are.
    pub map: Option<NearMap>,
    /// What was read as nothing, told once.
    pub unread: Option<String>,
    /// The nearest lesson, when only the distance stands in the way, and how that is told.
    pub nearest: Option<(String, Card)>,
    /// The words of a wish for a buddy, when it is not made and somebody is said to need one.
    pub buddy: Option<String>,
    /// The group that is nearest to forming, in words.
    pub forming: Option<String>,
}

/// Heading and lead: how many fit, and of wished words how many hold them.
pub(super) fn heading(say: &Voice, answer: &SearchAnswer) -> (String, String) {
    let t = say.texts();
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    match (answer.total, answer.with_words) {
        (0, _) => (say.s("zoek-niets"), say.s("zoek-niets-uitleg")),
        (total, Some(WithWords { total: 0, .. })) => (
            t.with("zoek-zonder-woorden", &[("aantal", number(total))]),
            say.w(
                "zoek-zonder-woorden-uitleg",
                "woorden",
                &answer.unread.join(" "),
            ),
        ),
        (total, Some(with)) if with.total < total => (
            t.with(
                "zoek-met-woorden",
                &[
                    ("met", number(with.total)),
                    ("anderen", number(total - with.total)),
                ],
            ),
            say.s("zoek-gevonden-uitleg"),
        ),
        (total, _) => (
            say.n("zoek-gevonden", "aantal", total as u64),
            say.s("zoek-gevonden-uitleg"),
        ),
    }
}

/// The card after which no lesson holds the wished words, on this page and all that follow.
fn others_from(hits: &[ShownHit], with: WithWords) -> Option<usize> {
    if with.total == 0 {
        return None;
    }
    let mut left = with.total.checked_sub(with.before)?;
    for (at, hit) in hits.iter().enumerate() {
        if left == 0 {
            return Some(at);
        }
        left -= usize::from(!hit.lacks_words);
    }
    None
}

impl Results {
    pub(super) fn of(web: &Web, say: &Voice, answer: &SearchAnswer, form: &SearchForm) -> Self {
        let page = form.page();
        let from = (page - 1) * PAGE;
        let to = from + answer.hits.len();
        let range = say.w2(
            "zoek-reeks",
            ("reeks", &format!("{}–{to}", from + 1)),
            ("totaal", &answer.total.to_string()),
        );
        let place = form.start_words(say);
        let seen = |hit: &ShownHit| {
            let mut card = card(say, hit, &place);
            card.picture = first_seen(&web.bridge, hit.offer_id);
            card.tick(&form.compared);
            card
        };
        let mut cards: Vec<Card> = answer.hits.iter().map(seen).collect();
        let others_from = answer
            .with_words
            .and_then(|with| others_from(&answer.hits, with));
        // Told once above these lessons; at each of them it would say nothing of that lesson.
        let told_above = match answer.with_words {
            Some(WithWords { total: 0, .. }) => 0,
            _ => others_from.unwrap_or(cards.len()),
        };
        if let Some(first) = others_from.and_then(|at| cards.get_mut(at)) {
            first.begins_others = true;
        }
        let not_found = capital(&say.texts().s("let-op-woorden-niet-gevonden"));
        for card in &mut cards[told_above..] {
            card.attention.retain(|words| *words != not_found);
        }
        let elsewhere = |id: &&String| {
            let mut here = cards.iter().flat_map(|card| {
                let moments = card.moments().map(|moment| &moment.session);
                moments.chain([&card.session])
            });
            here.all(|session| session != *id)
        };
        let compared_elsewhere: Vec<String> = form
            .compared
            .iter()
            .filter(elsewhere)
            .take(choice::MOST)
            .cloned()
            .collect();
        let (next, previous) = (
            (to < answer.total).then_some(page + 1),
            (page > 1).then_some(page - 1),
        );
        let has_more = cards.iter().any(|card| card.moments().next().is_some());
        let compares = answer.total > 1 || has_more || !compared_elsewhere.is_empty();
        Self {
            compares,
            only: cards
                .first()
                .filter(|_| !compares)
                .map(|card| card.session.clone()),
            compared_elsewhere,
            cards,
            first: from + 1,
            map: near_map(
                &web.bridge,
                say,
                answer.wishes.start,
                &answer.hits,
                from + 1,
            ),
            unread: unread(say, answer),
            nearest: answer
                .nearest
                .as_ref()
                .map(|hit| (nearest_words(say, answer, hit), seen(hit))),
            buddy: buddy(say, answer, form),
            forming: answer.forming.map(|forming| forming.words()),
            first_page: page == 1,
            relaxations: answer.relaxations.iter().map(relax_button).collect(),
            pairs: answer.relaxed_pairs.iter().map(pair_button).collect(),
            range: next.or(previous).map(|_| range),
            next,
            previous,
            total: answer.total,
        }
    }
}

/// What of the words no offer holds; where none was found at all, the line below the
/// heading says so.
fn unread(say: &Voice, answer: &SearchAnswer) -> Option<String> {
    let heading_says = answer.total > 0 && answer.with_words.is_some_and(|with| with.total == 0);
    let words = answer.unread.join(", ");
    (!words.is_empty() && !heading_says).then(|| say.w("zoek-niet-gelezen", "woorden", &words))
}

/// "Net iets verder: 1,2 km"; what is more than twice as far as was wished is not.
fn nearest_words(say: &Voice, answer: &SearchAnswer, hit: &ShownHit) -> String {
    let metres = hit.distance_m.unwrap_or_default();
    let key = match metres <= answer.wishes.reach_m().saturating_mul(2) {
        true => "zoek-net-verder",
        false => "zoek-verder-weg",
    };
    say.w(key, "afstand", &dutch::distance(metres))
}

/// "Met een maatje (3)", when there are any.
fn buddy(say: &Voice, answer: &SearchAnswer, form: &SearchForm) -> Option<String> {
    let code = Guidance::Buddy.code();
    if form.about.is_empty() || form.guidance.iter().any(|one| one == code) {
        return None;
    }
    let (_, counts) = answer
        .facets
        .iter()
        .find(|(name, _)| *name == "begeleiding")?;
    let (_, count) = counts.iter().find(|(one, _)| one == code)?;
    let words = say.texts().code("begeleiding", code);
    Some(say.w2(
        "zoek-zin-maatje",
        ("maatje", &words),
        ("aantal", &count.to_string()),
    ))
}
