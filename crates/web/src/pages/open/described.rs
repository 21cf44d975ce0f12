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
    let shown = shown.filter(|session| session.status == OfferStatus::Visible);
    let mut places = shown.map(|session| session.places_left).peekable();
    // Where somebody comes by appointment there is no lesson to be full.
    let is_full = places.peek().is_some() && places.all(|left| left == Some(0));
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::codes::Activity;
    use domain::ids::{OfferId, OrganisationId, SessionId};
    use domain::price::{Per, Price};
    use jiff::civil::{Weekday, date, time};
    use uuid::Uuid;

    use super::*;

    const ADDRESS: &str = "https://brugdam.example/aanbod/1";

    fn session(number: u128, day: Weekday, places_left: Option<u16>) -> Session {
        Session {
            id: SessionId::new(Uuid::from_u128(number)),
            day: Some(day),
            from: Some(time(9, 5, 0, 0)),
            to: None,
            places_left,
            status: OfferStatus::Visible,
        }
    }

    fn offer(sessions: Vec<Session>) -> Offer {
        let home = "GM9001".parse().unwrap();
        let club = OrganisationId::new(Uuid::from_u128(2));
        let id = OfferId::new(Uuid::from_u128(1));
        Offer {
            title: "Yoga".to_owned(),
            price: Some(Price {
                cents: 1_205,
                per: Per::Month,
            }),
            sessions,
            ..Offer::untold(id, home, club, Activity::Yoga)
        }
    }

    fn read(offer: &Offer) -> Value {
        let first = offer.sessions.first();
        let around = Around {
            next: first.and_then(|session| Around::lesson(date(2026, 11, 24), session)),
            images: Vec::new(),
        };
        serde_json::from_str(&described(offer, ADDRESS, &around)).unwrap()
    }

    #[test]
    fn no_word_of_a_provider_ends_the_script_it_stands_in() {
        let mut told = offer(vec![session(1, Weekday::Tuesday, None)]);
        told.title = "</script><script>alert(1)</script><!--".to_owned();
        told.description = Some("a < b && c > d".to_owned());
        told.provider_name = "</SCRIPT >".to_owned();
        let text = described(&told, ADDRESS, &Around::default());
        assert!(!text.contains(['<', '>', '&']), "{text}");
        let data: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(data["name"], told.title);
        assert_eq!(data["description"], "a < b && c > d");
        let club = Organisation {
            id: told.provider,
            municipality: told.municipality,
            kind: domain::organisation::OrganisationKind::Provider,
            name: "</script><b>".to_owned(),
            email: None,
            phone: None,
        };
        let text = described_provider(&club, &[Arc::new(told)], ADDRESS);
        assert!(!text.contains(['<', '>', '&']), "{text}");
    }

    #[test]
    fn a_price_has_its_cents_and_one_that_nobody_told_is_not_made_up() {
        let mut told = offer(vec![session(1, Weekday::Tuesday, None)]);
        let data = read(&told);
        assert_eq!(data["offers"]["price"], "12.05");
        assert_eq!(data["isAccessibleForFree"], false);
        told.price = None;
        let data = read(&told);
        assert!(data.get("offers").is_none() && data.get("isAccessibleForFree").is_none());
    }

    #[test]
    fn it_is_sold_out_when_every_moment_is_full_and_never_without_one() {
        let availability = |sessions: Vec<Session>| {
            let told = read(&offer(sessions))["offers"]["availability"].clone();
            told.as_str().unwrap().to_owned()
        };
        let (full, free) = (Some(0), Some(1));
        let on = |places| session(1, Weekday::Tuesday, places);
        let (in_stock, sold_out) = ("https://schema.org/InStock", "https://schema.org/SoldOut");
        assert_eq!(availability(vec![on(full), on(full)]), sold_out);
        assert_eq!(availability(vec![on(full), on(free)]), in_stock);
        assert_eq!(availability(vec![on(full), on(None)]), in_stock);
        // By appointment.
        assert_eq!(availability(Vec::new()), in_stock);
        let mut ended = on(free);
        ended.status = OfferStatus::Ended;
        assert_eq!(availability(vec![on(full), ended]), sold_out);
    }

    #[test]
    fn a_moment_that_ended_is_told_no_more() {
        let mut ended = session(2, Weekday::Friday, None);
        ended.status = OfferStatus::Ended;
        let data = read(&offer(vec![session(1, Weekday::Tuesday, None), ended]));
        let told = data["eventSchedule"].as_array().unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0]["byDay"], "https://schema.org/Tuesday");
        assert_eq!(told[0]["startTime"], "09:05");
        assert_eq!(data["startDate"], "2026-11-24T09:05:00+01:00");
    }
}
