//! The personal search: from wishes to an answer that explains itself.
//!
//! Wishes filter or rank as `domain::wishes` says. What a session does not tell does not pass a
//! wish about it.

use std::sync::Arc;

use domain::age_band::AgeBand;
use domain::codes::{Activity, Codes, Language, Wait};
use domain::ids::SessionId;
use domain::offer::{Offer, Session};
use domain::wishes::Wishes;
use jiff::civil::Date;

use crate::each::{self, Each};
use crate::experience::Known;
use crate::explain::{self, Found};
use crate::facets::Facets;
use crate::index::best::Best;
use crate::index::columns::{UNTOLD_PRICE, marks};
use crate::index::scan::{Filter, scan, scan_together};
use crate::index::space::Circle;
use crate::mended::{Mended, mended};
use crate::reason::{Attention, CONFIRMATION_FADES_AFTER_DAYS, Reason};
use crate::relax::{self, Relaxation, RelaxedPair, WishField};
use crate::score::{self, Beside, Fading, Nearness, Part, Scoring, Weights};
use crate::segment::day_number;
use crate::snapshot::{Layer, Snapshot};
use crate::text::question::Question;
use crate::text::said::Said;
use crate::text::sign::Sign;

/// What the search found. Where one hit is an offer, whatever is counted counts offers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// How many hits meet the wishes, on all pages together.
    pub total: usize,
    /// The page of hits that was asked for, best first.
    pub hits: Vec<Hit>,
    /// Counts over all that meet the wishes.
    pub facets: Facets,
    /// What to relax when little fits, most helpful first.
    pub relaxations: Vec<Relaxation>,
    /// When no single wish helps: two that do together.
    pub relaxed_pairs: Vec<RelaxedPair>,
    /// When nothing meets the wishes and only the distance stands in the way: the nearest beyond it.
    pub nearest: Option<Hit>,
    /// How many of all that meet the wishes hold wished words; `None` when no words were wished.
    pub with_words: Option<WithWords>,
    /// Wished words that tell nothing here, as typed in small letters without accents: all of them
    /// when none of what meets the wishes holds any, or else those that no offer at all holds.
    pub unread: Vec<String>,
    /// Wished words that no offer holds and that were taken for others.
    pub mended: Vec<Mended>,
}

/// How many hold wished words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithWords {
    /// On all pages together.
    pub total: usize,
    /// On the pages before the one that was asked for.
    pub before: usize,
}

/// A session that meets the wishes.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its offer.
    pub offer: Arc<Offer>,
    /// Which of the offer's sessions.
    pub session: usize,
    /// Where one hit is an offer: its other sessions that meet the wishes, as a week goes.
    pub also: Vec<usize>,
    /// Whole metres from the start in a straight line, when there is a start.
    pub distance_m: Option<u32>,
    /// In hundredths, 0 to 100; the sum of the reasons' contributions.
    pub score: u8,
    /// Why it stands here, in the order in which people are told.
    pub reasons: Vec<Reason>,
    /// What to mind.
    pub attention: Vec<Attention>,
}

impl Hit {
    /// The session itself.
    #[must_use]
    pub fn session(&self) -> &Session {
        // The index only holds positions that exist, and an offer in it never changes.
        &self.offer.sessions[self.session]
    }
}

/// Wishes as numbers.
struct Prepared {
    /// The wishes, with those that were read from the text.
    wishes: Wishes,
    filter: Filter,
    scoring: Scoring,
    words: Option<Question>,
    unwished: Option<Question>,
    /// Of all words that are looked for.
    asked: Sign,
    band: Option<AgeBand>,
}

/// Answers `wishes` as of `today`.
pub(crate) fn search(snapshot: &Snapshot, wishes: &Wishes, today: Date, each: Each) -> Answer {
    let prepared = prepare(snapshot, wishes, today);
    let mut total = 0;
    let mut with_words = 0;
    let mut facets = Facets::default();
    let wished = wishes.skip.saturating_add(wishes.take);
    let room = wished.min(snapshot.sessions());
    let mut best: Best<(SessionId, u32)> = match each {
        Each::Session => Best::new(room),
        Each::Offer => Best::of_each(room, |(_, offer)| *offer),
    };
    let mut seen = each.seen(snapshot);
    for (number, layer) in (0u8..).zip(snapshot.layers()) {
        let segment = layer.segment();
        let (columns, grid) = (&segment.columns, &segment.grid);
        scan_together(columns, grid, &prepared.filter, |rows| {
            segment.fetch(rows, prepared.asked);
            for &(row, metres) in rows {
                if !layer.is_live(row) {
                    continue;
                }
                let beside = prepared.beside(layer, row);
                if seen.is_first(number.into(), segment, row) {
                    total += 1;
                    facets.count(columns.row(row));
                    with_words += usize::from(beside.relevance > 0);
                } else {
                    facets.count_daypart(columns.row(row));
                }
                let rank = prepared.scoring.rank(columns.row(row), metres, beside);
                best.offer(rank, number, row, || {
                    (segment.key_of(row), segment.offer_of(row) as u32)
                });
            }
        });
    }
    let sorted = best.into_sorted();
    let (before, page) = sorted.split_at(wishes.skip.min(sorted.len()));
    let hits: Vec<Hit> = page
        .iter()
        .filter_map(|hit| {
            let layer = &snapshot.layers()[usize::from(hit.layer)];
            let mut hit = prepared.explain(layer, today, hit.row as usize)?;
            if each == Each::Offer {
                hit.also = each::also(&hit.offer, hit.session, &prepared.filter);
            }
            Some(hit)
        })
        .collect();
    let words = prepared.words.as_ref();
    let with_words = words.map(|words| WithWords {
        total: with_words,
        before: before
            .iter()
            .filter(|hit| {
                let layer = &snapshot.layers()[usize::from(hit.layer)];
                let offer = layer.segment().offer_of(hit.row as usize);
                layer.segment().words.relevance(offer, words) > 0
            })
            .count(),
    });
    let unread = words.map_or_else(Vec::new, |words| {
        match total == 0 || with_words.is_some_and(|with| with.total > 0) {
            true => words.unknown(),
            false => words.words().to_vec(),
        }
    });
    let mended = words.map_or_else(Vec::new, |words| {
        mended(words, snapshot.vocabulary(), &hits)
    });
    let may_drop_never = !wishes.never.is_empty();
    let relaxed = relax::relaxations(
        snapshot,
        &prepared.wishes,
        &prepared.filter,
        total,
        may_drop_never,
        each,
    );
    let nearest = match total {
        0 => prepared.nearest(snapshot, &relaxed.singles, today),
        _ => None,
    };
    Answer {
        total,
        hits,
        facets,
        relaxations: relaxed.singles,
        relaxed_pairs: relaxed.pairs,
        nearest,
        with_words,
        unread,
        mended,
    }
}

fn prepare(snapshot: &Snapshot, wishes: &Wishes, today: Date) -> Prepared {
    let said = wishes.text.as_deref().map(Said::read).unwrap_or_default();
    let wishes = Wishes {
        rather_not: wishes.rather_not.and(said.rather_not),
        never: wishes.never.and(said.never),
        ..wishes.clone()
    };
    let read = |text: &str| Question::read(text, snapshot.vocabulary(), snapshot.synonyms());
    let (words, unwished) = (read(&said.wished), read(&said.unwished));
    let has_lessons = snapshot.has_lessons();
    let mut weights = Weights::PRODUCT;
    for (part, asked) in [
        (Part::Distance, wishes.start.is_some()),
        (Part::Dayparts, !wishes.dayparts.is_empty()),
        (Part::Level, wishes.max_level.is_some()),
        (Part::Price, wishes.max_price.is_some()),
        (Part::Age, wishes.age.is_some()),
        (Part::Language, wishes.language.is_some()),
        (Part::Text, words.is_some()),
        (Part::Delight, !wishes.likes.is_empty()),
        (
            Part::Aversion,
            unwished.is_some() || !wishes.rather_not.is_empty(),
        ),
        (Part::Experience, has_lessons),
        (Part::Quiet, has_lessons),
    ] {
        if !asked {
            weights.drop(part);
        }
    }
    let filter = filter_of(&wishes);
    let languages: Codes<Language> = wishes.language.into_iter().collect();
    let scoring = Scoring {
        weights,
        nearness: Nearness::within(wishes.reach_m().into()),
        slots: filter.slots,
        level: filter.level.unwrap_or(0),
        price: wishes.max_price.unwrap_or(0),
        schemes_pay: wishes.schemes_pay,
        today: day_number(today),
        fading: Fading::within(
            wishes
                .confirmed_within_days
                .unwrap_or(CONFIRMATION_FADES_AFTER_DAYS),
        ),
        languages: languages.bits() as u32,
        likes: wishes.likes.bits() as u8,
        dislikes: wishes.rather_not.delights.bits() as u8,
        disliked_activities: wishes.rather_not.activities.bits(),
    };
    Prepared {
        filter,
        scoring,
        asked: [&words, &unwished]
            .into_iter()
            .flatten()
            .fold(Sign::default(), |all, words| all.with(words.sign())),
        words,
        unwished,
        band: wishes.age.map(AgeBand::of),
        wishes,
    }
}

/// The wishes that filter.
pub(crate) fn filter_of(wishes: &Wishes) -> Filter {
    let byte = |bits: u64| bits as u8; // The lists fit a byte: see the end of `facets`.
    let recognised = wishes
        .recognised
        .map_or(0, |level| marks::RECOGNISED << level.index());
    let wait = match wishes.max_wait {
        None => 0,
        Some(Wait::AMonthOrMore) => marks::WAIT_TOLD,
        Some(Wait::UnderAMonth) => marks::WAIT_TOLD << 1,
        Some(Wait::AtOnce) => marks::WAIT_TOLD << 2,
    };
    let any_time = if wishes.any_time { marks::ANY_TIME } else { 0 };
    Filter {
        circle: wishes
            .start
            .map(|start| Circle::on_globe(start, wishes.reach_m())),
        slots: wishes.dayparts.bits(),
        age: wishes.age,
        level: wishes.max_level.map(|level| level as u8),
        self_reliance: wishes.self_reliance.map_or(0, |class| 1 << class.index()),
        guidance: byte(wishes.guidance.bits()),
        groups: byte(wishes.groups.bits()),
        accessibility: byte(wishes.accessibility.bits()),
        price: wishes.max_price.map(|cents| {
            let before_schemes = cents.saturating_add(wishes.schemes_pay);
            before_schemes.min(UNTOLD_PRICE - 1)
        }),
        activities: activities_of(wishes),
        confirmed_from: None,
        free_only: wishes.free_places,
        marks: recognised | any_time | wait,
        never: byte(wishes.never.delights.bits()),
    }
}

/// The activities that pass; 0 when all do.
fn activities_of(wishes: &Wishes) -> u64 {
    /// A bit that no activity has, so that a wish which nothing can meet does not ask nothing.
    const NO_ACTIVITY: u64 = 1 << 63;
    let (wished, never) = (wishes.activities, wishes.never.activities);
    if never.is_empty() {
        return wished.bits();
    }
    let all: Codes<Activity> = Activity::ALL.iter().copied().collect();
    let from = if wished.is_empty() { all } else { wished };
    from.bits() & !never.bits() | NO_ACTIVITY
}

impl Prepared {
    /// What the columns do not tell of a row.
    #[inline]
    fn beside(&self, layer: &Layer, row: usize) -> Beside {
        let segment = layer.segment();
        let mut beside = Beside::default();
        if let Some(words) = &self.words {
            beside.relevance = segment.words.relevance(segment.offer_of(row), words);
        }
        if let Some(unwished) = &self.unwished {
            beside.unwished = !segment
                .words
                .titled(segment.offer_of(row), unwished)
                .is_empty();
        }
        if let Some(known) = self.known(layer, row) {
            (beside.experience, beside.quiet) = (known.share, known.quiet);
        }
        beside
    }

    #[inline]
    fn known(&self, layer: &Layer, row: usize) -> Option<Known> {
        layer.known(layer.segment().offer_of(row), self.band)
    }

    /// What lies nearest of what only lies too far away, scored as if that far was wished.
    fn nearest(
        mut self,
        snapshot: &Snapshot,
        relaxations: &[Relaxation],
        today: Date,
    ) -> Option<Hit> {
        let further = relaxations
            .iter()
            .find(|one| matches!(one.field, WishField::Distance | WishField::Way))?;
        self.wishes = relax::relax(&self.wishes, further.field, further.to);
        self.filter = filter_of(&self.wishes);
        self.scoring.nearness = Nearness::within(self.wishes.reach_m().into());
        let mut nearest: Option<(f64, _, &Layer, usize)> = None;
        for layer in snapshot.layers() {
            let segment = layer.segment();
            scan(
                &segment.columns,
                &segment.grid,
                &self.filter,
                |row, metres| {
                    let Some(metres) = metres.filter(|_| layer.is_live(row)) else {
                        return;
                    };
                    let key = segment.key_of(row);
                    let is_nearer =
                        nearest.is_none_or(|(least, first, ..)| (metres, key) < (least, first));
                    if is_nearer {
                        nearest = Some((metres, key, layer, row));
                    }
                },
            );
        }
        let (_, _, layer, row) = nearest?;
        self.explain(layer, today, row)
    }

    fn explain(&self, layer: &Layer, today: Date, row: usize) -> Option<Hit> {
        let segment = layer.segment();
        let columns = segment.columns.row(row);
        let metres = self
            .filter
            .circle
            .and_then(|circle| circle.metres_to(columns.x(), columns.y()));
        let beside = self.beside(layer, row);
        let parts = self.scoring.parts(columns, metres, beside);
        let (score, shown) = score::hundredths(&parts, &self.scoring.weights);
        let at = segment.offer_of(row);
        let offer = Arc::clone(segment.offers().get(at)?);
        let position = segment.position_of(row);
        let session = offer.sessions.get(position)?;
        let distance_m = metres.map(|metres| metres as u32);
        let spelled = |question: &Question, numbers: Vec<usize>| -> Vec<String> {
            let words = numbers.into_iter();
            words.map(|word| question.words()[word].clone()).collect()
        };
        let unwished = self.unwished.as_ref();
        let found = Found {
            distance_m,
            delights: Codes::from_bits(columns.delights().into()),
            confirmed_days: offer.confirmed_on.map(|day| days_between(day, today)),
            words: self
                .words
                .as_ref()
                .map(|words| spelled(words, segment.words.matched(at, words))),
            unwished_words: unwished
                .map(|words| spelled(words, segment.words.titled(at, words)))
                .unwrap_or_default(),
            all_unwished_words: unwished
                .map(|words| words.words().to_vec())
                .unwrap_or_default(),
            known: self.known(layer, row),
        };
        let reasons = explain::facts(&self.wishes, &offer, session, &found)
            .into_iter()
            .map(|(part, fact)| Reason {
                fact,
                contribution: part.map_or(0, |part| shown[part as usize]),
            })
            .collect();
        let attention = explain::attention(&self.wishes, &offer, session, &found);
        Some(Hit {
            session: position,
            also: Vec::new(),
            distance_m,
            score,
            reasons,
            attention,
            offer,
        })
    }
}

/// Days from `day` to `today`; a day to come counts as today.
fn days_between(day: Date, today: Date) -> u32 {
    u32::try_from((today - day).get_days()).unwrap_or(0)
}
