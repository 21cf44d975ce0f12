//! The question that is put to every engine, on the product's index.

use crate::facets::price_band;
use crate::index::best::Best;
use crate::index::columns::{Columns, Row, RowAt};
use crate::index::grid::Grid;
use crate::index::scan::{Filter, scan_together};
use crate::index::space::{Circle, Space};
use crate::score::{self, Beside, Fading, Nearness, Scoring, Weights};
use crate::text::question::Question;
use crate::text::synonyms::Synonyms;
use crate::text::vocabulary::Vocabulary;
use crate::text::words::{Field, Reader, WordLists};

/// The day on which all `days_ago` are counted back from.
const TODAY: u16 = 40_000;
/// How many hits are returned.
const TOP: usize = 20;

/// A session as the peers know it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeerSession {
    /// Its number; ties go by it.
    pub id: u32,
    /// Metres on a plane, eastward.
    pub x: i32,
    /// Metres on a plane, northward.
    pub y: i32,
    /// Number of the activity, below 64.
    pub activity: u8,
    /// Bitmap of dayparts, bit = day × 3 + part.
    pub slots: u32,
    /// Youngest age.
    pub youngest: u8,
    /// Oldest age.
    pub oldest: u8,
    /// Level, 1 to 5.
    pub level: u8,
    /// Bitmap of accessibility.
    pub accessibility: u8,
    /// Cents a month.
    pub price: u32,
    /// Days since it was verified.
    pub days_ago: u16,
    /// Places left.
    pub places: u8,
    /// Retention in hundredths.
    pub retention: u8,
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
}

/// The question: all must hold — distance ≤ `radius`, a shared daypart, the age within the
/// ages, level and price no higher, all of the accessibility, verified within `days`, a place
/// left; and, with a text, any word found. Best 20 by the peers' formula.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeerQuestion {
    /// Metres on a plane, eastward.
    pub x: i32,
    /// Metres on a plane, northward.
    pub y: i32,
    /// At most so many metres away.
    pub radius: u32,
    /// Age.
    pub age: u8,
    /// Bitmap of dayparts.
    pub slots: u32,
    /// Highest level.
    pub level: u8,
    /// Bitmap of needed accessibility.
    pub accessibility: u8,
    /// Highest price, cents a month.
    pub price: u32,
    /// Verified at most so many days ago.
    pub days: u16,
    /// Words, or nothing.
    pub text: String,
}

/// What an engine answers.
#[derive(Clone, Debug, PartialEq)]
pub struct PeerAnswer {
    /// How many sessions pass.
    pub count: usize,
    /// Numbers of the best 20, best first.
    pub top: Vec<u32>,
    /// Counts over all that pass; all zero when they were not asked for.
    pub facets: PeerFacets,
}

/// The peers' facets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerFacets {
    /// By activity.
    pub activities: [u32; 64],
    /// By morning, afternoon, evening of the shared dayparts.
    pub parts: [u32; 3],
    /// By price band.
    pub prices: [u32; 5],
    /// By accessibility.
    pub accessibility: [u32; 8],
}

impl Default for PeerFacets {
    fn default() -> Self {
        Self {
            activities: [0; 64],
            parts: [0; 3],
            prices: [0; 5],
            accessibility: [0; 8],
        }
    }
}

impl PeerFacets {
    #[inline]
    fn count(&mut self, row: RowAt<'_>, slots: u32) {
        const MORNINGS: u32 = 0o1_111_111;
        self.activities[usize::from(row.activity() & 63)] += 1;
        let shared = row.slots() & slots;
        for (part, count) in self.parts.iter_mut().enumerate() {
            *count += u32::from(shared & (MORNINGS << part) != 0);
        }
        self.prices[price_band(row.price())] += 1;
        let accessibility = u32::from(row.accessibility());
        for (bit, count) in self.accessibility.iter_mut().enumerate() {
            *count += accessibility >> bit & 1;
        }
    }
}

/// The product's index over the peers' sessions.
#[derive(Debug)]
pub struct PeerIndex {
    columns: Columns,
    grid: Grid,
    words: WordLists,
    vocabulary: Vocabulary,
    ids: Vec<u32>,
}

impl PeerIndex {
    /// Bytes a session that filters and scores read.
    pub const SCANNED_BYTES: usize = Columns::ROW_BYTES;

    /// Builds the index.
    #[must_use]
    pub fn build(sessions: impl IntoIterator<Item = PeerSession>) -> Self {
        let mut vocabulary = Vocabulary::default();
        let synonyms = Synonyms::ours();
        let mut reader = Reader::new(&mut vocabulary, &synonyms);
        let (mut rows, mut numbers) = (Vec::new(), Vec::new());
        for session in sessions {
            reader.read(&session.title, Field::Title);
            reader.read(&session.description, Field::Description);
            reader.end_list();
            rows.push(row_of(&session));
            numbers.push(session.id);
        }
        let words = reader.finish();
        let places: Vec<_> = rows.iter().map(|row| row.place).collect();
        let (grid, order) = Grid::arrange(Space::Plane, &places, |row| rows[row].kind());
        Self {
            columns: Columns::lay(&rows, &order),
            grid,
            words: words.in_order(&order),
            ids: order.iter().map(|at| numbers[*at as usize]).collect(),
            vocabulary,
        }
    }

    /// How many sessions it holds.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Bytes it takes, all in.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.columns.bytes()
            + self.ids.len() * size_of::<u32>()
            + self.grid.bytes()
            + self.words.bytes()
            + self.vocabulary.bytes()
    }

    /// Answers a question, with or without counting facets.
    #[must_use]
    pub fn answer(&self, question: &PeerQuestion, facets: bool) -> PeerAnswer {
        let mut answer = PeerAnswer {
            count: 0,
            top: Vec::new(),
            facets: PeerFacets::default(),
        };
        let words = if question.text.is_empty() {
            None
        } else {
            let Some(words) = Question::read(&question.text, &self.vocabulary, &Synonyms::ours())
            else {
                return answer;
            };
            Some(words)
        };
        let scoring = scoring_of(question, words.is_some());
        let mut best = Best::new(TOP);
        let filter = filter_of(question);
        scan_together(&self.columns, &self.grid, &filter, |rows| {
            if let Some(words) = &words {
                self.words
                    .fetch(rows.iter().map(|found| found.0), words.sign());
            }
            for &(row, metres) in rows {
                let relevance = match &words {
                    None => 0,
                    Some(words) => match self.words.relevance(row, words) {
                        0 => continue,
                        relevance => relevance,
                    },
                };
                answer.count += 1;
                let at = self.columns.row(row);
                let beside = Beside {
                    relevance,
                    experience: f64::from(at.quality()) / 100.0,
                    ..Beside::default()
                };
                best.offer(scoring.sum(at, metres, beside), 0, row, || self.ids[row]);
                if facets {
                    answer.facets.count(at, question.slots);
                }
            }
        });
        answer.top = best
            .into_sorted()
            .into_iter()
            .map(|held| held.key)
            .collect();
        answer
    }
}

fn row_of(session: &PeerSession) -> Row {
    Row {
        place: Some((session.x, session.y)),
        slots: session.slots,
        ages: (session.youngest, session.oldest),
        level: session.level,
        accessibility: session.accessibility,
        activity: session.activity,
        price: session.price,
        confirmed: TODAY.saturating_sub(session.days_ago),
        places: session.places,
        quality: session.retention,
        ..Row::SILENT
    }
}

fn filter_of(question: &PeerQuestion) -> Filter {
    Filter {
        circle: Some(Circle::on_plane(question.x, question.y, question.radius)),
        slots: question.slots,
        age: Some(question.age),
        level: Some(question.level),
        accessibility: question.accessibility,
        price: Some(question.price),
        confirmed_from: Some(TODAY.saturating_sub(question.days)),
        free_only: true,
        ..Filter::default()
    }
}

fn scoring_of(question: &PeerQuestion, with_text: bool) -> Scoring {
    let mut weights = Weights::PEERS;
    if !with_text {
        weights.drop(score::Part::Text);
    }
    Scoring {
        weights,
        nearness: Nearness::even(question.radius.into()),
        slots: question.slots,
        level: question.level,
        price: question.price,
        schemes_pay: 0,
        today: TODAY,
        fading: Fading::even(question.days),
        languages: 0,
        likes: 0,
        dislikes: 0,
        disliked_activities: 0,
    }
}
