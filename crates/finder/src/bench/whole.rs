//! What a person waits for: the whole answer with its reasons and what to relax, suggestions
//! while typing, and how soon a change is found. Asked of [`Finder`] itself, on made offers.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use domain::codes::{Accessibility, Activity, Codes, Delight, Language, Listed, Recognition, Wait};
use domain::daypart::Dayparts;
use domain::geo::Point;
use domain::ids::{OfferId, OrganisationId, SessionId};
use domain::offer::{Ages, Level, Offer, OfferStatus, Session, Venue};
use domain::price::{Per, Price};
use domain::wishes::Wishes;
use jiff::civil::{Date, Weekday, date, time};
use serde::Serialize;
use uuid::Uuid;

use super::made::made_sessions;
use super::peers::{PeerQuestion, PeerSession};
use super::{made_questions, percentile};
use crate::Finder;
use crate::experience::{Count, Experience};

/// The day on which everything is asked.
const TODAY: Date = date(2026, 11, 22);
/// Weekly moments of each offer.
const SESSIONS: usize = 3;
/// Times each question is asked; the median counts.
const ROUNDS: usize = 5;
/// Single offers that are changed to see how soon that is found.
const CHANGES: usize = 51;
/// Offers that a feed changes.
const IMPORTED: usize = 20_000;
/// How many of them come in at a time.
const PAGE: usize = 1_000;
/// What is typed for suggestions.
const TYPED: [&str; 8] = ["w", "wa", "wandel", "zwem", "yo", "ouder", "s", "badm"];

/// What the finder takes for all that a person sees.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WholeFigures {
    /// Sessions in the finder; each offer has three.
    pub answer_sessions: usize,
    /// How long the finder took to take the offers in, in milliseconds.
    pub answer_build_ms: u64,
    /// Median microseconds for a page of 20 with reasons, counts and relaxations.
    pub answer_p50_us: f64,
    /// The slowest hundredth of those begins here, in microseconds.
    pub answer_p99_us: f64,
    /// The median while another thread changes offers without a pause.
    pub answer_while_updating_p50_us: f64,
    /// Of that, where the slowest hundredth begins.
    pub answer_while_updating_p99_us: f64,
    /// Median microseconds for suggestions.
    pub suggest_p50_us: f64,
    /// The slowest suggestions, in microseconds.
    pub suggest_max_us: f64,
    /// Milliseconds from handing over one changed offer until a search finds it, the median.
    pub update_visible_ms: f64,
    /// The longest of those.
    pub update_visible_max_ms: f64,
    /// The median of the same after a country's feed changed [`IMPORTED`] offers.
    pub update_after_import_ms: f64,
    /// What each richer wish costs: every question again, with nothing but what filters, and
    /// then with one wish more.
    pub costs: Vec<Cost>,
}

/// The whole answer with one kind of wish.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cost {
    /// Which.
    pub wish: &'static str,
    /// Median microseconds.
    pub p50_us: f64,
    /// The slowest hundredth begins here, in microseconds.
    pub p99_us: f64,
}

/// Measures on about so many sessions made from `seed`.
pub(super) fn measure(sessions: usize, queries: usize, seed: u64) -> WholeFigures {
    let offers: Vec<Offer> = made_sessions(sessions / SESSIONS, seed)
        .filter_map(|session| offer_of(&session))
        .collect();
    let changed: Vec<Offer> = offers.iter().take(CHANGES).cloned().collect();
    let imported: Vec<Offer> = offers.iter().rev().take(IMPORTED).cloned().collect();
    let finder = Finder::default();
    let start = Instant::now();
    finder.replace_all(offers);
    let build = start.elapsed();
    let wishes: Vec<Wishes> = made_questions(queries, seed)
        .iter()
        .map(wishes_of)
        .collect();
    let answers = times(&wishes, |wishes| {
        black_box(finder.search(wishes, TODAY));
    });
    let suggestions = times(&TYPED, |typed| {
        black_box(finder.suggest(typed, None));
    });
    let costs = costs(&finder, &wishes, &changed);
    let updates = updates(&finder, &changed);
    for page in imported.chunks(PAGE) {
        finder.upsert(page.to_vec());
    }
    let updates_after_import = self::updates(&finder, &changed);
    let stop = AtomicBool::new(false);
    let while_updating = std::thread::scope(|threads| {
        threads.spawn(|| {
            for offer in changed.iter().cycle() {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                finder.upsert(vec![offer.clone()]);
            }
        });
        let times = times(&wishes, |wishes| {
            black_box(finder.search(wishes, TODAY));
        });
        stop.store(true, Ordering::Relaxed);
        times
    });
    WholeFigures {
        answer_sessions: finder.len(),
        answer_build_ms: u64::try_from(build.as_millis()).unwrap_or(u64::MAX),
        answer_p50_us: percentile(&answers, 50),
        answer_p99_us: percentile(&answers, 99),
        answer_while_updating_p50_us: percentile(&while_updating, 50),
        answer_while_updating_p99_us: percentile(&while_updating, 99),
        suggest_p50_us: percentile(&suggestions, 50),
        suggest_max_us: percentile(&suggestions, 100),
        update_visible_ms: percentile(&updates, 50) / 1000.0,
        update_visible_max_ms: percentile(&updates, 100) / 1000.0,
        update_after_import_ms: percentile(&updates_after_import, 50) / 1000.0,
        costs,
    }
}

/// Asks everything again, each time with one wish more. Lessons come last and stay: from then on
/// each change looks them up too.
fn costs(finder: &Finder, wishes: &[Wishes], known: &[Offer]) -> Vec<Cost> {
    let bare: Vec<Wishes> = wishes
        .iter()
        .map(|wishes| Wishes {
            text: None,
            language: None,
            ..wishes.clone()
        })
        .collect();
    let with = |change: &dyn Fn(&mut Wishes)| -> Vec<Wishes> {
        let mut changed = bare.clone();
        changed.iter_mut().for_each(change);
        changed
    };
    let told = |wish, times: &[Duration]| Cost {
        wish,
        p50_us: percentile(times, 50),
        p99_us: percentile(times, 99),
    };
    let cost = |wish, wishes: &[Wishes]| {
        let by_session = times(wishes, |wishes| {
            black_box(finder.search(wishes, TODAY));
        });
        told(wish, &by_session)
    };
    let by_offer = times(&bare, |wishes| {
        black_box(finder.search_offers(wishes, TODAY));
    });
    let text = |text: &'static str| with(&move |wishes| wishes.text = Some(text.to_owned()));
    let mut costs = vec![
        cost("filters", &bare),
        told("by_offer", &by_offer),
        cost("word", &text("yoga")),
        cost("synonym", &text("hatha")),
        cost("slip", &text("badmington")),
        cost("rather_not", &text("liever niet in het water")),
        cost(
            "likes",
            &with(&|wishes| wishes.likes = Delight::ALL.iter().copied().collect()),
        ),
    ];
    // What no made offer tells: nothing fits, and two of them, or none, help when given up together.
    let two = |wishes: &mut Wishes| {
        wishes.any_time = true;
        wishes.recognised = Some(Recognition::ALL[0]);
    };
    costs.push(cost("two_in_the_way", &with(&two)));
    let three = |wishes: &mut Wishes| {
        two(wishes);
        wishes.max_wait = Some(Wait::AtOnce);
    };
    costs.push(cost("nothing_helps", &with(&three)));
    let counts: Vec<Count> = known.iter().map(count_of).collect();
    finder.set_experience(Experience::from_counts(&counts));
    costs.push(cost("learned", &bare));
    costs
}

fn count_of(offer: &Offer) -> Count {
    Count {
        offer: offer.id,
        municipality: offer.municipality,
        activity: offer.activity,
        band: None,
        referred: 20,
        accepted: 15,
        decided: 12,
        started: 9,
        started_long_ago: 6,
        stayed: 4,
        waiting: 1,
    }
}

/// The median time of each question, sorted.
fn times<T>(questions: &[T], ask: impl Fn(&T)) -> Vec<Duration> {
    let mut medians: Vec<Duration> = questions
        .iter()
        .map(|question| {
            let mut rounds: Vec<Duration> = (0..ROUNDS)
                .map(|_| {
                    let start = Instant::now();
                    ask(question);
                    start.elapsed()
                })
                .collect();
            rounds.sort_unstable();
            rounds[ROUNDS / 2]
        })
        .collect();
    medians.sort_unstable();
    medians
}

/// How long each change took to be found, sorted: the offer gets another title, and the
/// finder is asked for it until it has that.
fn updates(finder: &Finder, changed: &[Offer]) -> Vec<Duration> {
    let mut times: Vec<Duration> = changed
        .iter()
        .map(|offer| {
            let mut offer = offer.clone();
            offer.title.push_str(" bis");
            let (id, title) = (offer.id, offer.title.clone());
            let start = Instant::now();
            finder.upsert(vec![offer]);
            while finder.offer(&id).is_none_or(|found| found.title != title) {
                std::hint::spin_loop();
            }
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times
}

/// From metres on the plane to degrees, about where the Netherlands are.
fn point(x: i32, y: i32) -> Option<Point> {
    Point::new(
        50.7 + f64::from(y) / 111_200.0,
        3.3 + f64::from(x) / 68_700.0,
    )
}

fn level(number: u8) -> Option<Level> {
    Level::from_number(number.min(3))
}

/// The codes of a list that are set in a bitmap.
fn codes<T: Listed>(bits: u64) -> Codes<T> {
    let all = T::ALL.iter().copied().enumerate();
    all.filter(|(at, _)| bits >> at & 1 == 1)
        .map(|(_, code)| code)
        .collect()
}

fn offer_of(made: &PeerSession) -> Option<Offer> {
    let id = u128::from(made.id);
    let activities = Activity::ALL;
    let session = |number: u32| {
        let slot = (made.slots.trailing_zeros() + number * 8) % 21;
        Session {
            id: SessionId::new(Uuid::from_u128(id * SESSIONS as u128 + u128::from(number))),
            day: Weekday::from_monday_zero_offset((slot / 3) as i8).ok(),
            by_appointment: false,
            from: Some(time(9 + 5 * (slot % 3) as i8, 0, 0, 0)),
            to: None,
            places_left: Some(made.places.into()),
            status: OfferStatus::Visible,
        }
    };
    let empty = Offer::untold(
        OfferId::new(Uuid::from_u128(id)),
        "GM9999".parse().ok()?,
        OrganisationId::new(Uuid::from_u128(1)),
        activities[usize::from(made.activity) % activities.len()],
    );
    Some(Offer {
        provider_name: "De Veerkracht".to_owned(),
        title: format!("{} {}", made.title, neighbourhood(made.x, made.y)),
        description: Some(made.description.clone()),
        venue: Venue {
            point: point(made.x, made.y),
            ..Venue::default()
        },
        ages: Ages {
            min: Some(made.youngest),
            max: Some(made.oldest),
        },
        level: level(made.level),
        accessibility: codes::<Accessibility>(made.accessibility.into()),
        price: Some(Price {
            cents: made.price,
            per: Per::Month,
        }),
        confirmed_on: TODAY
            .checked_sub(jiff::Span::new().days(made.days_ago))
            .ok(),
        status: OfferStatus::Visible,
        sessions: (0..SESSIONS as u32).map(session).collect(),
        ..empty
    })
}

/// An invented name for the square kilometre: titles are told apart by where it is.
fn neighbourhood(x: i32, y: i32) -> String {
    const SYLLABLES: [&str; 16] = [
        "bra", "den", "el", "foor", "gras", "hul", "ker", "lin", "mos", "nie", "oos", "poel",
        "rui", "sta", "ve", "wij",
    ];
    let mut left = (x / 1_000 * 331 + y / 1_000).unsigned_abs();
    let mut name = String::new();
    while left > 0 {
        name.push_str(SYLLABLES[left as usize % 16]);
        left /= 16;
    }
    name
}

fn wishes_of(made: &PeerQuestion) -> Wishes {
    Wishes {
        start: point(made.x, made.y),
        radius_m: made.radius,
        age: Some(made.age),
        dayparts: Dayparts::from_bits(made.slots),
        max_level: level(made.level),
        accessibility: codes(made.accessibility.into()),
        max_price: Some(made.price),
        free_places: true,
        language: Language::ALL.get(usize::from(made.level)).copied(),
        text: (!made.text.is_empty()).then(|| made.text.clone()),
        ..Wishes::default()
    }
}
