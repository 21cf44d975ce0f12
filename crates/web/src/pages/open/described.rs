//! What search engines read about an offer or a provider: schema.org in JSON-LD, as a block of data in the page.
//! Only what the provider published, and never anything of a resident.

use std::sync::Arc;

use domain::offer::{Offer, OfferStatus, Session};
use domain::organisation::Organisation;
use serde_json::{Map, Value, json};

/// The offer as JSON-LD that may stand within a `<script>`: no sign in it ends one.
#[must_use]
pub fn described(offer: &Offer, address: &str) -> String {
    within_a_script(&event(offer, address))
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

fn event(offer: &Offer, address: &str) -> Value {
    let mut event = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            event.insert(key.to_owned(), value);
        }
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("Event"));
    put("name", json!(offer.title));
    put("url", json!(address));
    put("description", json!(offer.description));
    put(
        "eventAttendanceMode",
        json!("https://schema.org/OfflineEventAttendanceMode"),
    );
    put(
        "organizer",
        json!({ "@type": "Organization", "name": offer.provider_name }),
    );
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
