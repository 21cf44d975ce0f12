//! The personal search: wishes in, ranked sessions out, each with its reasons in plain Dutch.
//! Answered from memory; nothing is stored and nothing about the person is logged.

use documents::{dutch, texts::Texts};
use domain::codes::{
    Accessibility, Activity, Codes, Group, Guidance, Language, Listed, SelfReliance,
};
use domain::contact::{Postcode, holds_citizen_number};
use domain::daypart::{Daypart, Dayparts};
use domain::fault::Fault;
use domain::ids::{OfferId, SessionId};
use domain::offer::{Level, Offer, Session};
use domain::price::Cents;
use domain::wishes::{DEFAULT_RADIUS_M, Wishes};
use finder::{Attention, Fact, Relaxation, RelaxedTo};
use jiff::civil::Date;
use std::sync::Arc;

use crate::refer::with_type_faults;
use crate::{ActionError, Bridge, PostcodeProblem};

/// The wishes as they come in: nothing believed yet.
#[derive(Clone, Debug, Default)]
pub struct WishesDraft {
    /// `postcode`: the only field that must be there.
    pub postcode: String,
    /// `maxAfstandKm`
    pub max_distance_km: Option<f64>,
    /// `leeftijd`
    pub age: Option<i64>,
    /// `dagdelen`
    pub dayparts: Vec<String>,
    /// `maxNiveau`
    pub max_level: Option<i64>,
    /// `zelfstandigheid`
    pub self_reliance: String,
    /// `begeleiding`
    pub guidance: Vec<String>,
    /// `toegankelijkheid`
    pub accessibility: Vec<String>,
    /// `groep`
    pub groups: Vec<String>,
    /// `taal`
    pub language: String,
    /// `maxPrijsInCenten`
    pub max_price: Option<i64>,
    /// `activiteiten`
    pub activities: Vec<String>,
    /// `tekst`
    pub text: String,
    /// `aantal`: 1 to 100, 20 when left out.
    pub count: Option<i64>,
    /// How many of the best to skip.
    pub skip: usize,
    /// What could not even be read as text or number: told with all other faults.
    pub type_faults: Vec<Fault>,
}

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
    /// Whole metres in a straight line.
    pub distance_m: Option<u32>,
    /// The price a month, in cents.
    pub month_price: Option<Cents>,
    /// The price as people say it.
    pub price_text: String,
    /// In hundredths; the sum of the reasons' contributions.
    pub score: u8,
    /// Why it stands here.
    pub reasons: Vec<ShownReason>,
    /// What to mind, in plain Dutch.
    pub attention: Vec<String>,
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

/// What the search found.
#[derive(Clone, Debug)]
pub struct SearchAnswer {
    /// How many sessions meet the wishes.
    pub total: usize,
    /// The best of them.
    pub hits: Vec<ShownHit>,
    /// Counts by facet: the facet's name, then values and counts.
    pub facets: Vec<(&'static str, Vec<(String, u32)>)>,
    /// What to relax.
    pub relaxations: Vec<ShownRelaxation>,
    /// The wishes as they were read.
    pub wishes: Wishes,
}

/// Searches.
///
/// # Errors
/// [`ActionError::Faults`] with every fault at once; an unknown postcode says whether postcodes
/// were imported at all.
pub fn search(bridge: &Bridge, draft: &WishesDraft) -> Result<SearchAnswer, ActionError> {
    Ok(answer(bridge, read_wishes(bridge, draft)?))
}

/// Answers wishes that were read before.
pub(crate) fn answer(bridge: &Bridge, wishes: Wishes) -> SearchAnswer {
    let today = domain::calendar::day_of(bridge.now());
    let answer = bridge.finder().search(&wishes, today);
    let texts = Texts::dutch();
    let hits = answer
        .hits
        .into_iter()
        .map(|hit| {
            let session = hit.session();
            ShownHit {
                session_id: session.id,
                offer_id: hit.offer.id,
                month_price: hit.offer.month_price(),
                price_text: price_text(&hit.offer),
                distance_m: hit.distance_m,
                score: hit.score,
                reasons: hit
                    .reasons
                    .iter()
                    .map(|reason| ShownReason {
                        code: reason.code(),
                        text: reason_text(texts, &reason.fact, &hit.offer, today),
                        contribution: reason.contribution,
                    })
                    .collect(),
                attention: hit
                    .attention
                    .iter()
                    .map(|attention| attention_text(texts, *attention))
                    .collect(),
                position: hit.session,
                offer: hit.offer,
            }
        })
        .collect();
    let relaxations = answer
        .relaxations
        .into_iter()
        .map(|relaxation| shown_relaxation(texts, relaxation, &wishes))
        .collect();
    SearchAnswer {
        total: answer.total,
        hits,
        facets: answer.facets.by_code(),
        relaxations,
        wishes,
    }
}

/// What people pay, as they say it: with the price after the paid weeks when a deal pays first.
#[must_use]
pub fn price_text(offer: &Offer) -> String {
    match offer.paid_weeks {
        Some(weeks) => dutch::price_after_deal(offer.price, Some(weeks)),
        None => dutch::price(offer.price),
    }
}

/// Reads the wishes.
///
/// # Errors
/// Every fault at once.
pub fn read_wishes(bridge: &Bridge, draft: &WishesDraft) -> Result<Wishes, ActionError> {
    let mut faults = Vec::new();
    let start = read_start(bridge, &draft.postcode, "postcode", &mut faults);
    if draft.postcode.trim().is_empty() {
        faults.push(Fault::body("postcode", "ontbreekt"));
    }
    let radius_m = match draft.max_distance_km {
        None => DEFAULT_RADIUS_M,
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range was judged"
        )]
        Some(km) if km > 0.0 && km <= 200.0 => (km * 1000.0).round() as u32,
        Some(_) => {
            faults.push(Fault::body("maxAfstandKm", "afstand").with("200"));
            DEFAULT_RADIUS_M
        }
    };
    let age = draft.age.and_then(|age| match u8::try_from(age) {
        Ok(age) if age <= 120 => Some(age),
        _ => {
            faults.push(Fault::body("leeftijd", "leeftijd").with("0-120"));
            None
        }
    });
    let mut dayparts = Dayparts::NONE;
    for (at, code) in draft.dayparts.iter().enumerate() {
        match code.parse::<Daypart>() {
            Ok(daypart) => dayparts.insert(daypart),
            Err(()) => faults.push(
                Fault::body(format!("dagdelen[{at}]"), "onbekende-code")
                    .with("ma-ochtend … zo-avond"),
            ),
        }
    }
    let max_level = draft.max_level.and_then(|level| {
        let read = u8::try_from(level).ok().and_then(Level::from_number);
        if read.is_none() {
            faults.push(Fault::body("maxNiveau", "onbekende-code").with("1, 2, 3"));
        }
        read
    });
    let max_price = draft.max_price.and_then(|cents| {
        let read = Cents::try_from(cents).ok();
        if read.is_none() {
            faults.push(Fault::body("maxPrijsInCenten", "getal").with("0"));
        }
        read
    });
    let take = match draft.count {
        None => 20,
        Some(count) => usize::try_from(count)
            .ok()
            .filter(|count| (1..=100).contains(count))
            .unwrap_or_else(|| {
                faults.push(Fault::body("aantal", "getal").with("1-100"));
                20
            }),
    };
    if draft.text.chars().count() > 200 {
        faults.push(Fault::body("tekst", "te-lang").with("200"));
    } else if holds_citizen_number(&draft.text) {
        faults.push(Fault::body("tekst", "bsn"));
    }
    let self_reliance: Codes<SelfReliance> = codes(
        std::slice::from_ref(&draft.self_reliance),
        "zelfstandigheid",
        &mut faults,
    );
    let language: Codes<Language> =
        codes(std::slice::from_ref(&draft.language), "taal", &mut faults);
    let guidance: Codes<Guidance> = codes(&draft.guidance, "begeleiding", &mut faults);
    let accessibility: Codes<Accessibility> =
        codes(&draft.accessibility, "toegankelijkheid", &mut faults);
    let groups: Codes<Group> = codes(&draft.groups, "groep", &mut faults);
    let activities: Codes<Activity> = codes(&draft.activities, "activiteiten", &mut faults);
    if !faults.is_empty() || !draft.type_faults.is_empty() {
        let all = with_type_faults(&draft.type_faults, faults);
        return Err(ActionError::Faults(all));
    }
    let text = draft.text.trim();
    Ok(Wishes {
        start,
        radius_m,
        age,
        dayparts,
        max_level,
        self_reliance: self_reliance.iter().next(),
        guidance,
        accessibility,
        groups,
        language: language.iter().next(),
        max_price,
        activities,
        text: (!text.is_empty()).then(|| text.to_owned()),
        skip: draft.skip.min(10_000),
        take,
    })
}

/// Where a search starts.
pub(crate) fn read_start(
    bridge: &Bridge,
    postcode: &str,
    field: &str,
    faults: &mut Vec<Fault>,
) -> Option<domain::geo::Point> {
    if postcode.trim().is_empty() {
        return None;
    }
    let Ok(postcode) = postcode.parse::<Postcode>() else {
        faults.push(Fault::body(field, "postcode"));
        return None;
    };
    match bridge.locate(postcode) {
        Ok(point) => Some(point),
        Err(PostcodeProblem::Unknown) => {
            faults.push(Fault::body(field, "onbekende-postcode"));
            None
        }
        Err(PostcodeProblem::NoneKnown) => {
            faults.push(Fault::body(field, "postcodes-ontbreken"));
            None
        }
    }
}

fn codes<T: Listed + std::str::FromStr>(
    words: &[String],
    field: &str,
    faults: &mut Vec<Fault>,
) -> Codes<T> {
    let mut set = Codes::NONE;
    for (at, word) in words.iter().enumerate() {
        if word.trim().is_empty() {
            continue;
        }
        match word.trim().parse::<T>() {
            Ok(item) => set.insert(item),
            Err(_) => {
                let allowed: Vec<&str> = T::ALL.iter().map(|item| item.code()).collect();
                let place = if words.len() > 1 {
                    format!("{field}[{at}]")
                } else {
                    field.to_owned()
                };
                faults.push(Fault::body(place, "onbekende-code").with(allowed.join(", ")));
            }
        }
    }
    set
}

fn words<T: Listed>(texts: &Texts, list: &str, set: Codes<T>) -> String {
    let words: Vec<String> = set
        .iter()
        .map(|item| texts.code(list, item.code()))
        .collect();
    words.join(", ").to_lowercase()
}

fn reason_text(texts: &Texts, fact: &Fact, offer: &Offer, today: Date) -> String {
    match fact {
        Fact::Distance { metres } => dutch::distance(*metres),
        Fact::When { day, from, to } => {
            let daypart = texts.daypart(Daypart::of(*day, *from));
            texts.w(
                "reden-dagdeel",
                &[
                    ("dagdeel", &daypart),
                    ("tijd", &dutch::time_span(*from, *to)),
                ],
            )
        }
        Fact::Level(level) => texts.s(&format!("reden-niveau-{}", *level as u8)),
        Fact::Price { .. } => price_text(offer),
        Fact::Confirmed { .. } => dutch::days_ago(offer.confirmed_on, today),
        Fact::Places {
            left: None | Some(0),
        } => texts.s("reden-plekken-onbekend"),
        Fact::Places { left: Some(left) } => texts.n("reden-plekken", "aantal", *left),
        Fact::Language(language) => texts.w(
            "reden-taal",
            &[("taal", &texts.code("taal", language.code()))],
        ),
        Fact::Text { words } => texts.w("reden-tekst", &[("woorden", &words.join(", "))]),
        Fact::Guidance(set) => words(texts, "begeleiding", *set),
        Fact::Accessibility(set) => words(texts, "toegankelijkheid", *set),
        Fact::Group(set) => words(texts, "groep", *set),
        Fact::Age(ages) => match (ages.min, ages.max) {
            (Some(min), Some(max)) => texts.w(
                "reden-leeftijd-tussen",
                &[("van", &min.to_string()), ("tot", &max.to_string())],
            ),
            (Some(min), None) => texts.w("reden-leeftijd-vanaf", &[("van", &min.to_string())]),
            (None, Some(max)) => texts.w("reden-leeftijd-tot", &[("tot", &max.to_string())]),
            (None, None) => texts.s("reden-leeftijd-alle"),
        },
        Fact::SelfReliance(class) => texts.code("zelfstandigheid", class.code()).to_lowercase(),
        Fact::Activity(activity) => texts.code("activiteit", activity.code()).to_lowercase(),
    }
}

fn attention_text(texts: &Texts, attention: Attention) -> String {
    match attention {
        Attention::ConfirmedLongAgo { days } => {
            texts.n("let-op-lang-geleden-bevestigd", "dagen", i64::from(days))
        }
        other => texts.s(&format!("let-op-{}", other.code())),
    }
}

fn shown_relaxation(texts: &Texts, relaxation: Relaxation, wishes: &Wishes) -> ShownRelaxation {
    let extra = relaxation.extra.to_string();
    let field = relaxation.field.code();
    let key = format!("versoepeling-{field}");
    let (value, text) = match relaxation.to {
        RelaxedTo::Radius(metres) => {
            let km = f64::from(metres) / 1000.0;
            let words = dutch::distance(metres);
            (
                RelaxedValue::Number(km),
                texts.w(&key, &[("waarde", &words), ("extra", &extra)]),
            )
        }
        RelaxedTo::Level(level) => {
            let words = texts.s(&format!("niveau-{}", level as u8));
            let value = RelaxedValue::Number(f64::from(level as u8));
            (
                value,
                texts.w(&key, &[("waarde", &words), ("extra", &extra)]),
            )
        }
        RelaxedTo::Price(cents) => {
            let words = dutch::cents(cents);
            let value = RelaxedValue::Number(f64::from(cents));
            (
                value,
                texts.w(&key, &[("waarde", &words), ("extra", &extra)]),
            )
        }
        RelaxedTo::Without(item) => {
            let rest: Vec<&'static str> = wishes
                .accessibility
                .iter()
                .filter(|wish| *wish != item)
                .map(Accessibility::code)
                .collect();
            let words = texts.code("toegankelijkheid", item.code()).to_lowercase();
            let text = texts.w(&key, &[("waarde", &words), ("extra", &extra)]);
            (RelaxedValue::Remaining(rest), text)
        }
        RelaxedTo::Dropped => {
            let key = format!("{key}-los");
            (RelaxedValue::Nothing, texts.w(&key, &[("extra", &extra)]))
        }
    };
    ShownRelaxation {
        field,
        value,
        extra: relaxation.extra,
        unknown: relaxation.unknown,
        text,
    }
}
