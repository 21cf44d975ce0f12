//! What search engines read about an offer or a provider: schema.org in JSON-LD, as a block of data in the page.
//! Only what the provider published, and never anything of a resident.

use std::sync::Arc;

use documents::dutch;
use domain::calendar::AMSTERDAM;
use domain::offer::{Offer, OfferStatus, Session};
use domain::organisation::Organisation;
use jiff::Zoned;
use jiff::civil::{Date, Time};
use serde_json::{Map, Value, json};

/// What is known of an offer beside what its provider wrote.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// When its next lesson begins, and when that ends; none without a fixed day and hour.
    pub next: Option<(Zoned, Option<Zoned>)>,
    /// The addresses of its pictures.
    pub images: Vec<String>,
}

impl Around {
    /// Of a lesson on a day.
    #[must_use]
    pub fn lesson(day: Date, session: &Session) -> Option<(Zoned, Option<Zoned>)> {
        let at = |time: Time| day.to_datetime(time).to_zoned(AMSTERDAM).ok();
        Some((at(session.from?)?, session.to.and_then(at)))
    }
}

/// The offer as JSON-LD that may stand within a `<script>`: no sign in it ends one.
///
/// With a next lesson it is an `Event`, which search engines show only with a `startDate`; without
/// one it is a `Service`.
#[must_use]
pub fn described(offer: &Offer, address: &str, around: &Around) -> String {
    within_a_script(&event(offer, address, around))
}

/// A provider with the places where it gives lessons, as JSON-LD that may stand within a
/// `<script>`.
#[must_use]
pub fn described_provider(provider: &Organisation, offers: &[Arc<Offer>], address: &str) -> String {
    let mut places: Vec<Value> = Vec::new();
    let mut activities: Vec<&str> = Vec::new();
    for offer in offers {
        let mut place = place(offer);
        place["@type"] = json!("SportsActivityLocation");
        // A place of this sort is read as a business, which has a name.
        place["name"] = json!(provider.name);
        if !places.contains(&place) {
            places.push(place);
        }
        if !activities.contains(&offer.activity.code()) {
            activities.push(offer.activity.code());
        }
    }
    within_a_script(&json!({
        "@context": "https://schema.org",
        "@type": "SportsOrganization",
        "name": provider.name,
        "url": address,
        "sport": activities,
        "location": places,
    }))
}

fn within_a_script(data: &Value) -> String {
    // The only signs that mean something to the page around it.
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

fn event(offer: &Offer, address: &str, around: &Around) -> Value {
    let mut event = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            event.insert(key.to_owned(), value);
        }
    };
    put("@context", json!("https://schema.org"));
    put("name", json!(offer.title));
    put("url", json!(address));
    put("description", json!(offer.description));
    if !around.images.is_empty() {
        put("image", json!(around.images));
    }
    put("offers", price(offer, address));
    let organizer = json!({ "@type": "Organization", "name": offer.provider_name });
    let Some((begins, ends)) = &around.next else {
        put("@type", json!("Service"));
        put("provider", organizer);
        let channel = json!({ "@type": "ServiceChannel", "serviceLocation": place(offer) });
        put("availableChannel", channel);
        return Value::Object(event);
    };
    put("@type", json!("Event"));
    put("startDate", json!(written(begins)));
    put("endDate", json!(ends.as_ref().map(written)));
    put("eventStatus", json!("https://schema.org/EventScheduled"));
    put(
        "eventAttendanceMode",
        json!("https://schema.org/OfflineEventAttendanceMode"),
    );
    put("organizer", organizer);
    put("location", place(offer));
    let schedules: Vec<Value> = offer
        .sessions
        .iter()
        .filter(|session| session.status == OfferStatus::Visible)
        .filter_map(schedule)
        .collect();
    if !schedules.is_empty() {
        put("eventSchedule", json!(schedules));
    }
    let languages: Vec<&str> = offer.languages.iter().map(|one| one.code()).collect();
    if !languages.is_empty() {
        put("inLanguage", json!(languages));
    }
    if let (min, max @ Some(_)) | (min @ Some(_), max) = (offer.ages.min, offer.ages.max) {
        let number = |age: Option<u8>| age.map_or_else(String::new, |age| age.to_string());
        put(
            "typicalAgeRange",
            json!(format!("{}-{}", number(min), number(max))),
        );
    }
    if let Some(price) = offer.price {
        put("isAccessibleForFree", json!(price.cents == 0));
    }
    Value::Object(event)
}

/// `2026-11-24T10:00:00+01:00`
fn written(moment: &Zoned) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// What it costs as it is asked, and per what in words; null when nobody told.
fn price(offer: &Offer, address: &str) -> Value {
    let Some(price) = offer.price else {
        return Value::Null;
    };
    let shown = offer.sessions.iter();
    let mut shown = shown.filter(|session| session.status == OfferStatus::Visible);
    let is_full = shown.all(|session| session.places_left == Some(0));
    let availability = if is_full { "SoldOut" } else { "InStock" };
    json!({
        "@type": "Offer",
        "price": format!("{}.{:02}", price.cents / 100, price.cents % 100),
        "priceCurrency": "EUR",
        "description": dutch::price_with_month(offer),
        "availability": format!("https://schema.org/{availability}"),
        "url": address,
    })
}

fn place(offer: &Offer) -> Value {
    let venue = &offer.venue;
    let mut address = Map::new();
    address.insert("@type".into(), json!("PostalAddress"));
    address.insert("addressCountry".into(), json!("NL"));
    let parts = [
        ("streetAddress", venue.address.clone()),
        ("postalCode", venue.postcode.map(|code| code.to_string())),
        ("addressLocality", venue.town.clone()),
    ];
    for (key, words) in parts {
        if let Some(words) = words {
            address.insert(key.to_owned(), json!(words));
        }
    }
    let mut place = json!({ "@type": "Place", "address": address });
    if let Some(point) = venue.point {
        place["geo"] = json!({
            "@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon
        });
    }
    place
}

/// A weekly moment; one without a day and an hour is none.
fn schedule(session: &Session) -> Option<Value> {
    let (day, from) = (session.day?, session.from?);
    let mut schedule = json!({
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": format!("https://schema.org/{day:?}"),
        "startTime": from.strftime("%H:%M").to_string(),
        "scheduleTimezone": "Europe/Amsterdam",
    });
    if let Some(to) = session.to {
        schedule["endTime"] = json!(to.strftime("%H:%M").to_string());
    }
    Some(schedule)
}
