//! A part of the index: offers and their visible sessions, laid out as columns. Once built it
//! does not change; see `snapshot` for how changes come in.

use std::hint::black_box;
use std::sync::Arc;

use domain::character::{Beginning, Character, character_of};
use domain::codes::Wait;
use domain::daypart::Daypart;
use domain::feature::Features;
use domain::ids::{OfferId, SessionId};
use domain::offer::{Offer, OfferStatus, Session};
use jiff::civil::Date;
use rayon::prelude::*;

use crate::catalogue::{Card, Holders, Nearby};
use crate::index::columns::{Columns, NEVER, Row, UNTOLD, UNTOLD_PRICE, marks};
use crate::index::grid::Grid;
use crate::index::space::{Circle, Space};
use crate::suggest::Prefixes;
use crate::text::fold;
use crate::text::postings::Postings;
use crate::text::question::Question;
use crate::text::sign::Sign;
use crate::text::synonyms::Synonyms;
use crate::text::vocabulary::Vocabulary;
use crate::text::words::{Field, Reader, WordLists};

/// So many offers are worth a core of their own.
const AT_A_TIME: usize = 2_048;

/// Offers in the order of their titles, sessions in the order of the grid.
#[derive(Debug)]
pub(crate) struct Segment {
    pub columns: Columns,
    pub grid: Grid,
    /// The words of each offer.
    pub words: WordLists,
    /// The offers of each word.
    postings: Postings,
    offers: Vec<Arc<Offer>>,
    /// What the catalogue asks of each offer.
    cards: Vec<Card>,
    /// By what each offer may be chosen there.
    features: Vec<Features>,
    /// Who has what of both.
    holders: Vec<Holders>,
    /// The folded titles by which the offers are ordered.
    titles: Vec<Box<str>>,
    /// Per row, its offer and which of the offer's sessions it is.
    rows: Vec<(u32, u32)>,
    /// Per row, its session's key.
    keys: Vec<SessionId>,
    /// Where the offers lie, those without a session too, and those with a place in that order.
    offer_grid: Grid,
    nearby: Vec<Nearby>,
    offers_by_id: Vec<u32>,
    rows_by_id: Vec<u32>,
    prefixes: Prefixes,
}

/// The day as the columns count it: days since the end of 1999, at least 1.
pub(crate) fn day_number(day: Date) -> u16 {
    let first = jiff::civil::date(1999, 12, 31);
    let days = (day - first).get_days();
    u16::try_from(days.max(1)).unwrap_or(u16::MAX)
}

/// Whether people may see it.
pub(crate) fn is_visible(offer: &Offer) -> bool {
    offer.status == OfferStatus::Visible
}

/// The positions of an offer's visible sessions.
pub(crate) fn visible_sessions(offer: &Offer) -> impl Iterator<Item = (usize, &Session)> {
    let all = offer.sessions.iter().enumerate();
    all.filter(|(_, session)| session.status == OfferStatus::Visible)
}

impl Segment {
    /// Builds from visible offers with different ids.
    pub(crate) fn build(
        offers: Vec<Arc<Offer>>,
        vocabulary: &mut Vocabulary,
        synonyms: &Synonyms,
    ) -> Self {
        let told = offers.into_par_iter().with_min_len(AT_A_TIME);
        let mut told: Vec<(Box<str>, Arc<Offer>, Character)> = told
            .map(|offer| {
                let title = fold::fold(&offer.title).into();
                let character = character_of(&offer);
                (title, offer, character)
            })
            .collect();
        told.par_sort_unstable_by(|one, other| (&one.0, one.1.id).cmp(&(&other.0, other.1.id)));
        let (mut titles, mut offers, mut characters) = (Vec::new(), Vec::new(), Vec::new());
        for (title, offer, character) in told {
            titles.push(title);
            offers.push(offer);
            characters.push(character);
        }
        let characters = &characters;
        let ((words, postings), (prefixes, rows)) = rayon::join(
            || {
                let words = words_of(&offers, characters, vocabulary, synonyms);
                let postings = Postings::of(&words);
                (words, postings)
            },
            || {
                rayon::join(
                    || Prefixes::of(&offers, &titles),
                    || Rows::lay(&offers, characters),
                )
            },
        );
        let venues: Vec<_> = offers
            .iter()
            .map(|offer| offer.venue.point.map(Space::units))
            .collect();
        let (offer_grid, by_place) = Grid::arrange(Space::Globe, &venues, |_| 0);
        let mut offers_by_id: Vec<u32> = (0..offers.len() as u32).collect();
        offers_by_id.par_sort_unstable_by_key(|at| offers[*at as usize].id);
        let cards: Vec<Card> = offers.par_iter().map(|offer| Card::of(offer)).collect();
        let features: Vec<Features> = offers.par_iter().map(|one| Features::of(one)).collect();
        let nearby = by_place.into_iter().filter_map(|offer| {
            let at = offer as usize;
            let point = offers[at].venue.point?;
            let (card, features) = (cards[at], features[at]);
            Some(Nearby {
                point,
                features,
                card,
                offer,
            })
        });
        Self {
            nearby: nearby.collect(),
            prefixes,
            columns: rows.columns,
            grid: rows.grid,
            words,
            postings,
            titles,
            rows: rows.homes,
            keys: rows.keys,
            holders: Holders::of_all(&cards, &features),
            cards,
            features,
            offers,
            offer_grid,
            offers_by_id,
            rows_by_id: rows.by_id,
        }
    }

    /// How many sessions.
    pub(crate) const fn len(&self) -> usize {
        self.keys.len()
    }

    /// Every offer, by title.
    pub(crate) fn offers(&self) -> &[Arc<Offer>] {
        &self.offers
    }

    /// What the catalogue asks of each offer, in the order of the offers.
    pub(crate) fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// By what each offer may be chosen in the catalogue, in the order of the offers.
    pub(crate) fn features(&self) -> &[Features] {
        &self.features
    }

    /// Who of the offers has what, sixty-four at a time.
    pub(crate) fn holders(&self) -> &[Holders] {
        &self.holders
    }

    /// How well each offer answers a question, in thousandths, in the order of the offers.
    pub(crate) fn relevances(&self, question: &Question) -> Vec<u16> {
        self.postings.relevances(question)
    }

    /// Calls `each` with every offer that may lie in the circle, and a few around it.
    pub(crate) fn offers_around(&self, circle: &Circle, each: impl FnMut(&Nearby)) {
        let mut runs = Vec::new();
        self.offer_grid.runs(circle, |run| runs.push(run));
        let nearby = runs.into_iter().flat_map(|run| &self.nearby[run]);
        nearby.for_each(each);
    }

    /// The folded title of an offer.
    pub(crate) fn title(&self, offer: usize) -> &str {
        &self.titles[offer]
    }

    /// The folded titles of all offers.
    pub(crate) fn titles(&self) -> &[Box<str>] {
        &self.titles
    }

    /// The words by which its offers are suggested.
    pub(crate) const fn prefixes(&self) -> &Prefixes {
        &self.prefixes
    }

    /// The number of an offer.
    pub(crate) fn offer_at(&self, id: OfferId) -> Option<usize> {
        let at = self
            .offers_by_id
            .binary_search_by_key(&id, |at| self.offers[*at as usize].id)
            .ok()?;
        Some(self.offers_by_id[at] as usize)
    }

    /// The rows of a session: one, unless two offers claim it.
    pub(crate) fn rows_of(&self, id: SessionId) -> impl Iterator<Item = usize> {
        let first = self
            .rows_by_id
            .partition_point(|at| self.keys[*at as usize] < id);
        self.rows_by_id[first..]
            .iter()
            .map(|at| *at as usize)
            .take_while(move |at| self.keys[*at] == id)
    }

    /// Asks memory at once for what a search looks up of these rows beside the columns, the words
    /// that are `asked` among it.
    pub(crate) fn fetch(&self, rows: &[(usize, Option<f64>)], asked: Sign) {
        for (row, _) in rows {
            black_box((self.rows[*row].0, self.columns.row(*row).marks()));
        }
        if asked != Sign::default() {
            let lists = rows.iter().map(|(row, _)| self.offer_of(*row));
            self.words.fetch(lists, asked);
        }
    }

    /// The number of a row's offer.
    #[inline]
    pub(crate) fn offer_of(&self, row: usize) -> usize {
        self.rows[row].0 as usize
    }

    /// Which of its offer's sessions a row is.
    pub(crate) fn position_of(&self, row: usize) -> usize {
        self.rows[row].1 as usize
    }

    /// The key of a row's session.
    #[inline]
    pub(crate) fn key_of(&self, row: usize) -> SessionId {
        self.keys[row]
    }
}

/// The words of each offer, in the order of the offers.
fn words_of(
    offers: &[Arc<Offer>],
    characters: &[Character],
    vocabulary: &mut Vocabulary,
    synonyms: &Synonyms,
) -> WordLists {
    let mut reader = Reader::new(vocabulary, synonyms);
    for (offer, character) in offers.iter().zip(characters) {
        reader.of_municipality(offer.municipality);
        reader.read(&offer.title, Field::Title);
        reader.read(offer.activity.code(), Field::Title);
        reader.read(&offer.provider_name, Field::Provider);
        reader.read(
            offer.description.as_deref().unwrap_or_default(),
            Field::Description,
        );
        // What it is like, by the words people would type for it.
        for delight in character.delights.iter() {
            reader.read(delight.code(), Field::Description);
        }
        reader.end_list();
    }
    reader.finish()
}

/// The visible sessions of offers in the order of the grid.
struct Rows {
    columns: Columns,
    grid: Grid,
    homes: Vec<(u32, u32)>,
    keys: Vec<SessionId>,
    by_id: Vec<u32>,
}

impl Rows {
    fn lay(offers: &[Arc<Offer>], characters: &[Character]) -> Self {
        let (mut rows, mut homes, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for (at, (offer, character)) in (0u32..).zip(offers.iter().zip(characters)) {
            let of_offer = row_of(offer, *character);
            for (position, session) in visible_sessions(offer) {
                rows.push(row_with(of_offer, session));
                homes.push((at, position as u32));
                keys.push(session.id);
            }
        }
        let places: Vec<_> = rows.iter().map(|row| row.place).collect();
        let (grid, order) = Grid::arrange(Space::Globe, &places, |row| rows[row].kind());
        let in_order = |at: &u32| *at as usize;
        let keys: Vec<_> = order.iter().map(|at| keys[in_order(at)]).collect();
        let mut by_id: Vec<u32> = (0..keys.len() as u32).collect();
        by_id.par_sort_unstable_by_key(|at| (keys[*at as usize], *at));
        Self {
            columns: Columns::lay(&rows, &order),
            grid,
            homes: order.iter().map(|at| homes[in_order(at)]).collect(),
            keys,
            by_id,
        }
    }
}

/// What all sessions of an offer share.
fn row_of(offer: &Offer, character: Character) -> Row {
    let byte = |bits: u64| bits as u8; // The lists fit a byte: see the end of `facets`.
    let ages = match (offer.ages.min, offer.ages.max) {
        (None, None) => Row::SILENT.ages,
        (min, max) => (min.unwrap_or(0), max.unwrap_or(u8::MAX)),
    };
    Row {
        place: offer.venue.point.map(Space::units),
        slots: 0,
        ages,
        level: offer.level.map_or(UNTOLD, |level| level as u8),
        self_reliance: byte(offer.self_reliance.bits()),
        guidance: byte(offer.guidance.bits()),
        groups: byte(offer.groups.bits()),
        accessibility: byte(offer.accessibility.bits()),
        activity: offer.activity.index(),
        price: offer
            .month_price()
            .map_or(UNTOLD_PRICE, |cents| cents.min(UNTOLD_PRICE - 1)),
        confirmed: offer.confirmed_on.map_or(NEVER, day_number),
        places: UNTOLD,
        quality: 0,
        languages: offer.languages.bits() as u32,
        marks: marks_of(offer, character.beginning),
        delights: byte(character.delights.bits()),
    }
}

fn marks_of(offer: &Offer, beginning: Option<Beginning>) -> u8 {
    // A level brings those below it along.
    let recognised = offer
        .recognition
        .map_or(0, |level| (marks::RECOGNISED << (level.index() + 1)) - 1);
    let beginning = match beginning {
        Some(Beginning::AnyTime) => marks::ANY_TIME,
        Some(Beginning::WithCourse) => marks::WITH_COURSE,
        None => 0,
    };
    recognised | beginning | offer.wait.map_or(0, waits)
}

/// A shorter wait brings the longer ones along.
const fn waits(wait: Wait) -> u8 {
    match wait {
        Wait::AMonthOrMore => marks::WAIT_TOLD,
        Wait::UnderAMonth => marks::WAIT_TOLD * 0b11,
        Wait::AtOnce => marks::WAIT_TOLD * 0b111,
    }
}

fn row_with(of_offer: Row, session: &Session) -> Row {
    Row {
        slots: session
            .daypart()
            .map_or(0, |daypart| 1 << Daypart::bit(daypart)),
        places: session
            .places_left
            .map_or(UNTOLD, |left| left.min(254) as u8),
        ..of_offer
    }
}
