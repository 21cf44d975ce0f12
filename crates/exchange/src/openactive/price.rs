//! What an event costs. Only euros are prices here; several prices, other currencies and a
//! course whose length is told neither in lessons nor in days are asked.

use domain::price::{Cents, LARGEST_CARD, LONGEST_SEASON, Per, Price};
use jiff::civil::Date;
use serde_json::Value;

use super::nodes::{Layers, each, kind_of, text_of};
use crate::amount::cents;
use crate::draft::OfferDraft;
use crate::wording::line;

/// Fills the price, or asks.
pub(super) fn fill(draft: &mut OfferDraft, event: &Layers<'_>, kind: &str) {
    let offers: Vec<Asked> = ["offers", "offer"]
        .iter()
        .find_map(|name| event.get(name))
        .map_or(&[][..], each)
        .iter()
        .filter_map(Asked::of)
        .collect();
    let is_free = event.is("isAccessibleForFree");
    let Some(first) = offers.first() else {
        if is_free {
            draft.price = Some(Price::FREE);
        }
        return;
    };
    let shown: Vec<String> = offers.iter().map(|offer| offer.shown.clone()).collect();
    let shown = shown.join(" / ");
    let question = match first.cents {
        Some(cents) if offers.iter().all(|offer| offer.same_price(first)) => {
            if cents == 0 {
                draft.price = Some(Price::FREE);
                return;
            }
            match (is_free, first.is_euro, per(kind, event)) {
                (true, ..) => "which-price",
                (_, false, _) => "which-currency",
                (_, _, None) => "per-what-price",
                (_, _, Some(per)) => {
                    draft.price = Some(Price { cents, per });
                    return;
                }
            }
        }
        _ => "which-price",
    };
    draft.doubt("prijs", &shown, question);
}

/// One offer in the sense of schema.org: a price that is asked.
struct Asked {
    cents: Option<Cents>,
    is_euro: bool,
    currency: String,
    shown: String,
}

impl Asked {
    fn of(offer: &Value) -> Option<Self> {
        let price = offer.get("price").and_then(text_of)?;
        let currency = offer
            .get("priceCurrency")
            .and_then(text_of)
            .unwrap_or_default();
        let name = offer.get("name").and_then(text_of).unwrap_or_default();
        Some(Self {
            cents: cents(&price),
            is_euro: currency == "EUR",
            shown: line(&format!("{name} {price} {currency}")).unwrap_or_default(),
            currency,
        })
    }

    fn same_price(&self, other: &Self) -> bool {
        (self.cents, &self.currency) == (other.cents, &other.currency)
    }
}

/// Per what the price is: a course is paid at once for all its lessons.
fn per(kind: &str, event: &Layers<'_>) -> Option<Per> {
    let own_kind = kind_of(event.own());
    if own_kind.as_deref().unwrap_or(kind) != "CourseInstance" {
        return Some(Per::Lesson);
    }
    let listed = event.get("subEvent").map_or(0, |events| each(events).len());
    let repeats = event
        .get("eventSchedule")
        .and_then(|schedules| each(schedules).first())
        .and_then(|schedule| schedule.get("repeatCount"))
        .and_then(Value::as_u64)
        .unwrap_or(0);
    let lessons = u16::try_from(repeats.max(u64::try_from(listed).ok()?)).ok()?;
    if (2..=LARGEST_CARD).contains(&lessons) {
        return Some(Per::Card(lessons));
    }
    weeks(event).map(|weeks| Per::Course(Some(weeks)))
}

/// How many weeks a course lasts, from its first day to its last.
fn weeks(event: &Layers<'_>) -> Option<u16> {
    let day = |name: &str| -> Option<Date> {
        let text = text_of(event.get(name)?)?;
        // A moment begins with its day.
        text.get(..10)?.parse().ok()
    };
    let days = (day("endDate")? - day("startDate")?).get_days() + 1;
    let weeks = u16::try_from(days.checked_add(6)? / 7).ok()?;
    (2..=LONGEST_SEASON).contains(&weeks).then_some(weeks)
}
