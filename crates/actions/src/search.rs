//! The personal search: wishes in, ranked sessions out, each with its reasons in plain Dutch.
//! Answered from memory; nothing is stored and nothing about the person is logged.

use documents::{dutch, texts::Texts};
use domain::class_words::ClassWords;
use domain::ids::{OfferId, SessionId};
use domain::offer::{Offer, Session};
use domain::price::Cents;
use domain::scheme;
use domain::season::{self, Season};
use domain::travel;
use domain::wishes::Wishes;
use finder::{Answer, Attention, Hit};
use jiff::civil::Date;
use std::sync::Arc;

use crate::change_class_words::class_words;
use crate::group_forming::{self, GroupForming};
use crate::search_words::{
    attention_text, left_out_text, reason_text, shown_pair, shown_relaxation,
};
use crate::{ActionError, Bridge, cancel_lesson};

pub use crate::search_words::after_schemes_text;
pub use crate::wishes_draft::{WishesDraft, read_wishes};
pub(crate) use crate::wishes_draft::{read_place, read_start};
pub use finder::{Mended, WithWords};

/// Why a session stands where it stands, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownReason {
    /// The reason's code.
    pub code: &'static str,
    /// The reason in plain Dutch.
    pub text: String,
    /// What it adds to the score, in hundredths.
    pub contribution: u8,
}

/// A session that fits.
#[derive(Clone, Debug)]
pub struct ShownHit {
    /// The session.
    pub session_id: SessionId,
    /// Its offer.
    pub offer_id: OfferId,
    /// The offer, for what else a page shows.
    pub offer: Arc<Offer>,
    /// Which of the offer's sessions.
    pub position: usize,
    /// The offer's other moments that fit, as a week goes; only where each lesson is told once.
    pub also: Vec<ShownMoment>,
    /// Whole metres in a straight line.
    pub distance_m: Option<u32>,
    /// Whole minutes on foot, about.
    pub walking_minutes: Option<u32>,
    /// Whole minutes by bicycle, about.
    pub cycling_minutes: Option<u32>,
    /// The coming days on which it is left out, first ones first.
    pub left_out: Vec<Date>,
    /// The first day on which it is held; `None` without a fixed day, or when none is near.
    pub next_on: Option<Date>,
    /// When it is not on today, the day from which it is again, when that is known.
    pub on_again: Option<OnAgain>,
    /// The price a month, in cents.
    pub month_price: Option<Cents>,
    /// What is left of it a month after the schemes that were named; nothing is left of nothing.
    pub after_schemes: Option<Cents>,
    /// The price as people say it.
    pub price_text: String,
    /// In hundredths; the sum of the reasons' contributions.
    pub score: u8,
    /// Why it stands here.
    pub reasons: Vec<ShownReason>,
    /// What to mind, in plain Dutch.
    pub attention: Vec<String>,
    /// Whether words were wished and it holds none of them; stands among `attention` too.
    pub lacks_words: bool,
    /// Whether it was confirmed so long ago that it is warned of; stands among `attention` too.
    pub confirmed_long_ago: bool,
}

/// Another moment of a lesson that fits.
#[derive(Clone, Debug)]
pub struct ShownMoment {
    /// Its session.
    pub session_id: SessionId,
    /// Which of the offer's sessions.
    pub position: usize,
    /// That it is left out on some of the coming days, in plain Dutch.
    pub left_out: Option<String>,
}

/// It is not on now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnAgain {
    /// The first day on which it is again; `None` when that is more than a year away.
    pub from: Option<Date>,
}

impl ShownHit {
    /// The session itself.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.offer.sessions[self.position]
    }
}

/// What one relaxed wish would bring.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRelaxation {
    /// The wish's field on the wire.
    pub field: &'static str,
    /// To what it is relaxed: kilometres, a level, cents, a code to leave out, or nothing.
    pub value: RelaxedValue,
    /// How many more there would be.
    pub extra: usize,
    /// How many of them do not tell about this wish.
    pub unknown: usize,
    /// As a button says it.
    pub text: String,
}

/// What two wishes bring that are relaxed together.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownPair {
    /// Each wish's field on the wire, and to what it is relaxed.
    pub wishes: [(&'static str, RelaxedValue); 2],
    /// How many more there would be.
    pub extra: usize,
    /// As a button says it.
    pub text: String,
}

/// To what a wish is relaxed, as the wire has it.
#[derive(Clone, Debug, PartialEq)]
pub enum RelaxedValue {
    /// A number: kilometres, a level, cents.
    Number(f64),
    /// The codes that remain wished.
    Remaining(Vec<&'static str>),
    /// The wish is not made.
    Nothing,
}

/// What the search found. Where each lesson is told once, whatever is counted counts lessons.
#[derive(Clone, Debug)]
pub struct SearchAnswer {
    /// How many meet the wishes.
    pub total: usize,
    /// The best of them.
    pub hits: Vec<ShownHit>,
    /// Counts by facet: the facet's name, then values and counts.
    pub facets: Vec<(&'static str, Vec<(String, u32)>)>,
    /// What to relax.
    pub relaxations: Vec<ShownRelaxation>,
    /// When no single wish helps: two that do together.
    pub relaxed_pairs: Vec<ShownPair>,
    /// When nothing fits and only the distance stands in the way: the nearest beyond it.
    pub nearest: Option<ShownHit>,
    /// How many hold wished words, on all pages and before this one; `None` when none were wished.
    pub with_words: Option<WithWords>,
    /// When little fits: the group that is nearest to forming.
    pub forming: Option<GroupForming>,
    /// Wished words that tell nothing here: all of them when no lesson that fits holds any, or
    /// else those that no offer at all holds.
    pub unread: Vec<String>,
    /// Wished words that no offer holds and that were taken for others.
    pub mended: Vec<Mended>,
    /// The wishes as they were read.
    pub wishes: Wishes,
}

/// Searches, for a program: each session that meets the wishes is a hit.
///
/// # Errors
/// [`ActionError::Faults`] with every fault at once; an unknown postcode says whether postcodes
/// were imported at all.
pub fn search(bridge: &Bridge, draft: &WishesDraft) -> Result<SearchAnswer, ActionError> {
    let wishes = read_wishes(bridge, draft)?;
    let today = domain::calendar::day_of(bridge.now());
    let found = bridge.finder().search(&wishes, today);
    Ok(told(bridge, wishes, found, today))
}

/// Searches, for people: each lesson is told once, its best moment with the others that fit.
///
/// # Errors
/// As [`search`] does.
pub fn search_lessons(bridge: &Bridge, draft: &WishesDraft) -> Result<SearchAnswer, ActionError> {
    Ok(lessons(bridge, read_wishes(bridge, draft)?))
}

/// Answers wishes that were read before, each lesson once.
pub(crate) fn lessons(bridge: &Bridge, wishes: Wishes) -> SearchAnswer {
    let today = domain::calendar::day_of(bridge.now());
    let found = bridge.finder().search_offers(&wishes, today);
    told(bridge, wishes, found, today)
}

fn told(bridge: &Bridge, wishes: Wishes, answer: Answer, today: Date) -> SearchAnswer {
    let texts = Texts::dutch();
    let shown = |hit: Hit| shown_hit(bridge, texts, &wishes, hit, today);
    let hits = answer.hits.into_iter().map(shown).collect();
    let nearest = answer.nearest.map(shown);
    let little = answer.total < finder::FEW;
    let relaxations: Vec<ShownRelaxation> = answer
        .relaxations
        .into_iter()
        .map(|relaxation| shown_relaxation(texts, relaxation, &wishes))
        .collect();
    let pairs = answer.relaxed_pairs.into_iter();
    SearchAnswer {
        total: answer.total,
        hits,
        facets: answer.facets.by_code(),
        relaxations,
        relaxed_pairs: pairs.map(|pair| shown_pair(texts, pair, &wishes)).collect(),
        nearest,
        with_words: answer.with_words,
        forming: little
            .then(|| group_forming::forming(bridge, &wishes))
            .flatten(),
        unread: answer.unread,
        mended: answer.mended,
        wishes,
    }
}

fn shown_hit(bridge: &Bridge, texts: &Texts, wishes: &Wishes, hit: Hit, today: Date) -> ShownHit {
    let session = hit.session();
    let on_again = on_again(bridge, &hit.offer, today);
    let left_out = cancel_lesson::left_out(bridge, session.id);
    let next_on = cancel_lesson::next_day(bridge, &hit.offer, session);
    let mut attention: Vec<String> = hit
        .attention
        .iter()
        .map(|attention| attention_text(texts, attention, (&hit.offer, session), today))
        .collect();
    // Nothing matters more before choosing than that it is not on.
    let not_on = [
        on_again.map(|again| on_again_text(texts, again, today)),
        left_out_text(texts, &left_out, next_on, today),
    ];
    attention.splice(0..0, not_on.into_iter().flatten());
    let is_long_ago = |one: &Attention| matches!(one, Attention::ConfirmedLongAgo { .. });
    let also = hit.also.iter().map(|position| {
        let session_id = hit.offer.sessions[*position].id;
        let days = cancel_lesson::left_out(bridge, session_id);
        ShownMoment {
            session_id,
            position: *position,
            left_out: left_out_text(texts, &days, None, today),
        }
    });
    // Only who asks for a class reads what it is called.
    let called = match wishes.self_reliance {
        Some(_) => class_words(bridge, hit.offer.municipality),
        None => ClassWords::default(),
    };
    ShownHit {
        session_id: session.id,
        also: also.collect(),
        confirmed_long_ago: hit.attention.iter().any(is_long_ago),
        offer_id: hit.offer.id,
        month_price: hit.offer.month_price(),
        after_schemes: hit
            .offer
            .month_price()
            .filter(|price| *price > 0 && wishes.schemes_pay > 0)
            .map(|price| scheme::after(price, wishes.schemes_pay)),
        price_text: price_text(&hit.offer),
        distance_m: hit.distance_m,
        score: hit.score,
        reasons: hit
            .reasons
            .iter()
            .map(|reason| ShownReason {
                code: reason.code(),
                text: reason_text(texts, &reason.fact, (&hit.offer, &called), today),
                contribution: reason.contribution,
            })
            .collect(),
        attention,
        lacks_words: hit.attention.contains(&Attention::WordsNotFound),
        walking_minutes: hit.distance_m.map(travel::walking_minutes),
        cycling_minutes: hit.distance_m.map(travel::cycling_minutes),
        on_again,
        left_out,
        next_on,
        position: hit.session,
        offer: hit.offer,
    }
}

/// What people pay, as they say it: with the price after the paid weeks when a deal pays first.
#[must_use]
pub fn price_text(offer: &Offer) -> String {
    dutch::price_after_deal(offer)
}

/// Whether an offer is not on today, by its season and its provider's closures.
fn on_again(bridge: &Bridge, offer: &Offer, today: Date) -> Option<OnAgain> {
    let season = offer.season.as_deref().and_then(Season::read);
    let closures = bridge.closures_of(offer.provider);
    let next = season::next_on(season, &closures, today);
    (next != Some(today)).then_some(OnAgain { from: next })
}

fn on_again_text(texts: &Texts, again: OnAgain, today: Date) -> String {
    match again.from {
        Some(from) => texts.w(
            "let-op-weer-vanaf",
            &[("dag", &dutch::date_long(from, today))],
        ),
        None => texts.s("let-op-nu-niet"),
    }
}
