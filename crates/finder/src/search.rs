//! The personal search: from wishes to an answer that explains itself.
//!
//! All wishes filter but text and language, which rank. What a session does not tell does not
//! pass a wish about it.

use std::sync::Arc;

use domain::codes::{Codes, Language};
use domain::offer::{Offer, Session};
use domain::wishes::Wishes;
use jiff::civil::Date;

use crate::facets::Facets;
use crate::index::best::Best;
use crate::index::columns::UNTOLD_PRICE;
use crate::index::scan::{Filter, scan};
use crate::index::space::Circle;
use crate::reason::{Attention, CONFIRMATION_FADES_AFTER_DAYS, Fact, Reason};
use crate::relax::{self, Relaxation};
use crate::score::{self, PARTS, Part, Scoring, Weights};
use crate::segment::{Segment, day_number};
use crate::snapshot::Snapshot;
use crate::text::question::Question;

/// What the search found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// How many sessions meet the wishes, on all pages together.
    pub total: usize,
    /// The page of hits that was asked for, best first.
    pub hits: Vec<Hit>,
    /// Counts over all that meet the wishes.
    pub facets: Facets,
    /// What to relax when little fits, most helpful first.
    pub relaxations: Vec<Relaxation>,
}

/// A session that meets the wishes.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its offer.
    pub offer: Arc<Offer>,
    /// Which of the offer's sessions.
    pub session: usize,
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
    filter: Filter,
    scoring: Scoring,
    words: Option<Question>,
}

/// Answers `wishes` as of `today`.
pub(crate) fn search(snapshot: &Snapshot, wishes: &Wishes, today: Date) -> Answer {
    let prepared = prepare(snapshot, wishes, today);
    let mut total = 0;
    let mut facets = Facets::default();
    let mut best = Best::new(
        wishes
            .skip
            .saturating_add(wishes.take)
            .min(snapshot.sessions()),
    );
    for (number, segment) in (0u8..).zip(snapshot.segments()) {
        scan(
            &segment.columns,
            &segment.grid,
            &prepared.filter,
            |row, metres| {
                if !snapshot.is_live(number.into(), row) {
                    return;
                }
                total += 1;
                facets.count(&segment.columns, row);
                let parts = prepared.parts(segment, row, metres);
                best.offer(score::rank(&parts), number, row, || segment.key_of(row));
            },
        );
    }
    let page = best.into_sorted().into_iter().skip(wishes.skip);
    let hits = page
        .filter_map(|hit| prepared.explain(snapshot, wishes, today, hit.segment, hit.row as usize))
        .collect();
    let relaxations = relax::relaxations(snapshot, wishes, &prepared.filter, total);
    Answer {
        total,
        hits,
        facets,
        relaxations,
    }
}

fn prepare(snapshot: &Snapshot, wishes: &Wishes, today: Date) -> Prepared {
    let words = wishes
        .text
        .as_deref()
        .and_then(|text| Question::read(text, snapshot.vocabulary()));
    let mut weights = Weights::PRODUCT;
    for (part, asked) in [
        (Part::Distance, wishes.start.is_some()),
        (Part::Dayparts, !wishes.dayparts.is_empty()),
        (Part::Level, wishes.max_level.is_some()),
        (Part::Price, wishes.max_price.is_some()),
        (Part::Language, wishes.language.is_some()),
        (Part::Text, words.is_some()),
    ] {
        if !asked {
            weights.drop(part);
        }
    }
    let filter = filter_of(wishes);
    let languages: Codes<Language> = wishes.language.into_iter().collect();
    let scoring = Scoring {
        weights,
        radius: f64::from(wishes.radius_m),
        slots: filter.slots,
        level: filter.level.unwrap_or(0),
        price: filter.price.unwrap_or(0),
        today: day_number(today),
        fades_after: CONFIRMATION_FADES_AFTER_DAYS,
        languages: languages.bits() as u32,
    };
    Prepared {
        filter,
        scoring,
        words,
    }
}

/// The wishes that filter.
pub(crate) fn filter_of(wishes: &Wishes) -> Filter {
    let byte = |bits: u64| bits as u8; // The lists fit a byte: see the end of `facets`.
    Filter {
        circle: wishes
            .start
            .map(|start| Circle::on_globe(start, wishes.radius_m)),
        slots: wishes.dayparts.bits(),
        age: wishes.age,
        level: wishes.max_level.map(|level| level as u8),
        self_reliance: wishes.self_reliance.map_or(0, |class| 1 << class.index()),
        guidance: byte(wishes.guidance.bits()),
        groups: byte(wishes.groups.bits()),
        accessibility: byte(wishes.accessibility.bits()),
        price: wishes.max_price.map(|cents| cents.min(UNTOLD_PRICE - 1)),
        activities: wishes.activities.bits(),
        confirmed_from: None,
        free_only: false,
    }
}

impl Prepared {
    fn parts(&self, segment: &Segment, row: usize, metres: Option<f64>) -> [f64; PARTS] {
        let relevance = self.words.as_ref().map_or(0, |words| {
            segment.words.relevance(segment.offer_of(row), words)
        });
        self.scoring.parts(&segment.columns, row, metres, relevance)
    }

    fn explain(
        &self,
        snapshot: &Snapshot,
        wishes: &Wishes,
        today: Date,
        number: u8,
        row: usize,
    ) -> Option<Hit> {
        let segment = snapshot.segments()[usize::from(number)];
        let (x, y) = (segment.columns.x[row], segment.columns.y[row]);
        let metres = self.filter.circle.and_then(|circle| circle.metres_to(x, y));
        let parts = self.parts(segment, row, metres);
        let (score, shown) = score::hundredths(&parts, &self.scoring.weights);
        let offer = Arc::clone(segment.offers().get(segment.offer_of(row))?);
        let position = segment.position_of(row);
        let session = offer.sessions.get(position)?;
        let distance_m = metres.map(|metres| metres as u32);
        let found = self.words.as_ref().map(|words| {
            let matched = segment.words.matched(segment.offer_of(row), words);
            matched
                .into_iter()
                .map(|word| words.words()[word].clone())
                .collect::<Vec<_>>()
        });
        let confirmed_days = offer.confirmed_on.map(|day| days_between(day, today));
        let facts = facts(
            wishes,
            &offer,
            session,
            distance_m,
            confirmed_days,
            found.as_deref(),
        );
        let reasons = facts
            .into_iter()
            .map(|(part, fact)| Reason {
                fact,
                contribution: part.map_or(0, |part| shown[part as usize]),
            })
            .collect();
        let attention = attention(wishes, &offer, session, confirmed_days, found.as_deref());
        Some(Hit {
            session: position,
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

/// What there is to tell, each with the part of the score it stands for. Every part that can add
/// to the score has its fact here: the contributions must add up.
fn facts(
    wishes: &Wishes,
    offer: &Offer,
    session: &Session,
    distance_m: Option<u32>,
    confirmed_days: Option<u32>,
    found: Option<&[String]>,
) -> Vec<(Option<Part>, Fact)> {
    let mut facts = Vec::with_capacity(12);
    let mut tell = |part: Option<Part>, fact: Option<Fact>| {
        facts.extend(fact.map(|fact| (part, fact)));
    };
    tell(
        Some(Part::Distance),
        distance_m.map(|metres| Fact::Distance { metres }),
    );
    let moment = session.day.zip(session.from);
    tell(
        Some(Part::Dayparts),
        moment.map(|(day, from)| Fact::When {
            day,
            from,
            to: session.to,
        }),
    );
    let level = offer.level.filter(|_| wishes.max_level.is_some());
    tell(Some(Part::Level), level.map(Fact::Level));
    let guidance = if wishes.guidance.is_empty() {
        offer.guidance
    } else {
        wishes
            .guidance
            .iter()
            .filter(|wish| offer.guidance.contains(*wish))
            .collect()
    };
    tell(
        None,
        (!guidance.is_empty()).then_some(Fact::Guidance(guidance)),
    );
    tell(None, wishes.self_reliance.map(Fact::SelfReliance));
    let needed = wishes.accessibility;
    tell(
        None,
        (!needed.is_empty()).then_some(Fact::Accessibility(needed)),
    );
    let groups: Codes<_> = wishes
        .groups
        .iter()
        .filter(|wish| offer.groups.contains(*wish))
        .collect();
    tell(None, (!groups.is_empty()).then_some(Fact::Group(groups)));
    tell(None, wishes.age.map(|_| Fact::Age(offer.ages)));
    let activity = (!wishes.activities.is_empty()).then_some(offer.activity);
    tell(None, activity.map(Fact::Activity));
    let price = offer.month_price();
    tell(
        Some(Part::Price),
        price.map(|cents_month| Fact::Price {
            cents_month,
            paid_weeks: offer.paid_weeks,
        }),
    );
    let language = wishes
        .language
        .filter(|language| offer.languages.contains(*language));
    tell(Some(Part::Language), language.map(Fact::Language));
    let found = found.filter(|words| !words.is_empty());
    tell(
        Some(Part::Text),
        found.map(|words| Fact::Text {
            words: words.to_vec(),
        }),
    );
    let has_room = session.places_left != Some(0);
    tell(
        Some(Part::Places),
        has_room.then_some(Fact::Places {
            left: session.places_left,
        }),
    );
    tell(
        Some(Part::Freshness),
        confirmed_days.map(|days| Fact::Confirmed { days }),
    );
    facts
}

fn attention(
    wishes: &Wishes,
    offer: &Offer,
    session: &Session,
    confirmed_days: Option<u32>,
    found: Option<&[String]>,
) -> Vec<Attention> {
    let long_ago = u32::from(CONFIRMATION_FADES_AFTER_DAYS);
    let confirmed = match confirmed_days {
        None => Some(Attention::NeverConfirmed),
        Some(days) if days > long_ago => Some(Attention::ConfirmedLongAgo { days }),
        Some(_) => None,
    };
    let language = wishes.language.and_then(|language| {
        match (
            offer.languages.is_empty(),
            offer.languages.contains(language),
        ) {
            (true, _) => Some(Attention::LanguageUnknown),
            (false, false) => Some(Attention::LanguageNotSpoken),
            (false, true) => None,
        }
    });
    let full = session.places_left == Some(0);
    let no_price = offer.price.is_none();
    let no_time = session.daypart().is_none();
    let no_words = found.is_some_and(<[String]>::is_empty);
    [
        full.then_some(Attention::Full),
        no_time.then_some(Attention::TimeUnknown),
        no_price.then_some(Attention::PriceUnknown),
        language,
        no_words.then_some(Attention::WordsNotFound),
        confirmed,
    ]
    .into_iter()
    .flatten()
    .collect()
}
