//! What the search tells, in plain Dutch: reasons, what to mind, and what relaxing would bring.

use documents::{dutch, texts::Texts};
use domain::class_words::ClassWords;
use domain::codes::{Accessibility, Codes, Listed};
use domain::daypart::Daypart;
use domain::offer::{ConfirmedBy, Offer, Session};
use domain::price::Cents;
use domain::wishes::Wishes;
use finder::{Attention, Fact, Relaxation, RelaxedPair, RelaxedTo, Unwished, WishField};
use jiff::civil::Date;

use crate::cancel_lesson;
use crate::search::{RelaxedValue, ShownPair, ShownRelaxation, price_text};

fn words<T: Listed>(texts: &Texts, list: &str, set: Codes<T>) -> String {
    let words: Vec<String> = set
        .iter()
        .map(|item| texts.code(list, item.code()))
        .collect();
    words.join(", ").to_lowercase()
}

fn unwished_words(texts: &Texts, unwished: &Unwished) -> String {
    let things = [
        words(texts, "plezier", unwished.things.delights),
        words(texts, "activiteit", unwished.things.activities),
        unwished.words.join(", "),
    ];
    let told: Vec<String> = things.into_iter().filter(|part| !part.is_empty()).collect();
    told.join(", ")
}

/// On which of the coming days a lesson is left out, and when it is held first; `None` when it
/// always is.
pub(crate) fn left_out_text(
    texts: &Texts,
    left_out: &[Date],
    next_on: Option<Date>,
    today: Date,
) -> Option<String> {
    let days = cancel_lesson::left_out_days(left_out, today)?;
    Some(match next_on {
        Some(next) => texts.w(
            "let-op-niet-door-wel-op",
            &[
                ("dagen", &days),
                ("volgende", &dutch::date_long(next, today)),
            ],
        ),
        None => texts.w("let-op-niet-door", &[("dagen", &days)]),
    })
}

/// What is left to pay after schemes: "met regeling € 5,00 per maand".
#[must_use]
pub fn after_schemes_text(texts: &Texts, left: Cents) -> String {
    match left {
        0 => texts.s("prijs-na-regeling-niets"),
        left => texts.w("prijs-na-regeling", &[("bedrag", &dutch::per_month(left))]),
    }
}

pub(crate) fn reason_text(
    texts: &Texts,
    fact: &Fact,
    (offer, class_words): (&Offer, &ClassWords),
    today: Date,
) -> String {
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
        Fact::Price {
            after_schemes: None,
            ..
        } => price_text(offer),
        Fact::Price {
            after_schemes: Some(left),
            ..
        } => {
            let left = after_schemes_text(texts, *left);
            format!("{}, {left}", price_text(offer))
        }
        Fact::Confirmed { .. } => dutch::confirmed(offer.confirmed_on, offer.confirmed_by, today),
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
        Fact::SelfReliance(class) => texts.self_reliance(class_words, *class).to_lowercase(),
        Fact::Activity(activity) => texts.code("activiteit", activity.code()).to_lowercase(),
        Fact::Delight(set) => words(texts, "plezier", *set),
        Fact::Spared(unwished) => {
            let words = unwished_words(texts, unwished);
            texts.w("reden-liever-niet", &[("wat", &words)])
        }
        Fact::Recognised(level) => {
            let words = texts
                .code("erkende-interventie", level.code())
                .to_lowercase();
            texts.w("reden-erkend", &[("niveau", &words)])
        }
        Fact::Wait(wait) => texts.code("wachttijd", wait.code()).to_lowercase(),
        Fact::AnyTime => texts.s("reden-instromen"),
        Fact::Experience {
            started_of_ten: Some(started),
        } => texts.w("reden-ervaring", &[("aantal", &started.to_string())]),
        Fact::Experience {
            started_of_ten: None,
        } => texts.s("reden-ervaring-weinig"),
        Fact::Quiet => texts.s("reden-drukte"),
    }
}

/// What to be aware of at one moment of an offer. What its provider or list says of it is not told as
/// not known.
pub(crate) fn attention_text(
    texts: &Texts,
    attention: &Attention,
    (offer, session): (&Offer, &Session),
    today: Date,
) -> String {
    match attention {
        Attention::TimeUnknown if session.by_appointment => texts.s("let-op-op-afspraak"),
        Attention::PriceUnknown if offer.price_on_request => texts.s("let-op-op-aanvraag"),
        Attention::ConfirmedLongAgo { .. } => {
            let when = dutch::confirmed(offer.confirmed_on, offer.confirmed_by, today);
            match offer.confirmed_by {
                // A list confirms nothing, and its words say so.
                Some(ConfirmedBy::Source) => when,
                _ => texts.w("let-op-lang-geleden-bevestigd", &[("bevestigd", &when)]),
            }
        }
        Attention::Unwished(unwished) => {
            let words = unwished_words(texts, unwished);
            texts.w("let-op-liever-niet", &[("wat", &words)])
        }
        other => texts.s(&format!("let-op-{}", other.code())),
    }
}

pub(crate) fn shown_relaxation(
    texts: &Texts,
    relaxation: Relaxation,
    wishes: &Wishes,
) -> ShownRelaxation {
    let relaxed = (relaxation.field, relaxation.to);
    let extra = relaxation.extra.to_string();
    let words = relaxed_words(texts, relaxed);
    ShownRelaxation {
        field: relaxation.field.code(),
        value: value(relaxed.1, wishes, &[relaxed]),
        extra: relaxation.extra,
        unknown: relaxation.unknown,
        text: texts.w("versoepeling-meer", &[("wens", &words), ("extra", &extra)]),
    }
}

/// Two wishes that help only together.
pub(crate) fn shown_pair(texts: &Texts, pair: RelaxedPair, wishes: &Wishes) -> ShownPair {
    let [one, other] = pair.wishes.map(|relaxed| relaxed_words(texts, relaxed));
    let words = [
        ("een", one.as_str()),
        ("ander", &begins_small(&other)),
        ("extra", &pair.extra.to_string()),
    ];
    ShownPair {
        wishes: pair
            .wishes
            .map(|(field, to)| (field.code(), value(to, wishes, &pair.wishes))),
        extra: pair.extra,
        text: texts.w("versoepeling-samen", &words),
    }
}

fn begins_small(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters.clone()).collect()
}

/// To what a wish is relaxed, as the wire has it; `all` are the wishes relaxed at once.
fn value(to: RelaxedTo, wishes: &Wishes, all: &[(WishField, RelaxedTo)]) -> RelaxedValue {
    match to {
        RelaxedTo::Radius(metres) => RelaxedValue::Number(f64::from(metres) / 1000.0),
        RelaxedTo::Way(metres) => RelaxedValue::Number(f64::from(metres)),
        RelaxedTo::Level(level) => RelaxedValue::Number(f64::from(level as u8)),
        RelaxedTo::Price(cents) => RelaxedValue::Number(f64::from(cents)),
        RelaxedTo::Without(_) => {
            let kept = wishes.accessibility.iter().filter(|code| {
                let without = RelaxedTo::Without(*code);
                all.iter().all(|(_, to)| *to != without)
            });
            RelaxedValue::Remaining(kept.map(Accessibility::code).collect())
        }
        RelaxedTo::Dropped => RelaxedValue::Nothing,
    }
}

/// "Tot € 20,00 per maand"
fn relaxed_words(texts: &Texts, (field, to): (WishField, RelaxedTo)) -> String {
    let key = format!("versoepeling-{}", field.code());
    let value = match to {
        RelaxedTo::Radius(metres) | RelaxedTo::Way(metres) => dutch::distance(metres),
        RelaxedTo::Level(level) => texts.s(&format!("niveau-{}", level as u8)),
        RelaxedTo::Price(cents) => dutch::cents(cents),
        RelaxedTo::Without(item) => texts.code("toegankelijkheid", item.code()).to_lowercase(),
        RelaxedTo::Dropped => return texts.s(&format!("{key}-los")),
    };
    texts.w(&key, &[("waarde", &value)])
}
