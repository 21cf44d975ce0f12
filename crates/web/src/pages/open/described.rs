//! What search engines read about an offer or a provider: schema.org in JSON-LD, as a block of
//! data in the page. Only what the provider published, and never anything of a resident.
//!
//! It tells what the page tells: a price with its unit, what is free at first, and the days on
//! which there is no lesson.

use std::sync::Arc;

use documents::{Texts, dutch};
use domain::calendar::AMSTERDAM;
use domain::ids::SessionId;
use domain::offer::{Offer, OfferStatus, Session, Trial};
use domain::organisation::Organisation;
use domain::price::{Cents, Per, Price};
use jiff::Zoned;
use jiff::civil::{Date, Time};
use serde_json::{Map, Value, json};

/// What is known of an offer beside what its provider wrote.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// When its next lesson begins, and when that ends; none without a fixed day and hour.
    pub next: Option<(Zoned, Option<Zoned>)>,
    /// The days in the half year to come on which a weekly moment is not on.
    pub off: Vec<(SessionId, Vec<Date>)>,
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
    put("offers", asked(offer, address));
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
    let schedules: Vec<Value> = visible(offer)
        .filter_map(|session| schedule(offer, session, around))
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

fn visible(offer: &Offer) -> impl Iterator<Item = &Session> {
    let shown = offer.sessions.iter();
    shown.filter(|session| session.status == OfferStatus::Visible)
}

/// What is asked: the price as it is, with per what, and before it what is free at first. Null
/// when nobody told a price.
fn asked(offer: &Offer, address: &str) -> Value {
    let Some(price) = offer.price else {
        return Value::Null;
    };
    let mut asked = vec![json!({
        "@type": "Offer",
        "price": written_price(price.cents),
        "priceCurrency": "EUR",
        "priceSpecification": unit_price(price),
        "description": dutch::price_with_month(offer),
        "url": address,
    })];
    let free = |name: String| json!({ "@type": "Offer", "name": name, "price": "0.00", "priceCurrency": "EUR" });
    if let Some(weeks) = offer
        .paid_weeks
        .filter(|weeks| *weeks > 0 && price.cents > 0)
    {
        let mut first = free(Texts::dutch().n("les-eerste-weken", "weken", weeks));
        first["eligibleDuration"] = quantity(u16::from(weeks), Unit::Code("WEE"));
        asked.push(first);
    }
    if let Some(trial) = offer.trial {
        let mut first = free(dutch::capital(&dutch::trial(trial)));
        if let Trial::Paid(cents) = trial {
            first["price"] = json!(written_price(cents));
        }
        first["eligibleQuantity"] = quantity(1, Unit::Words("les"));
        asked.push(first);
    }
    if let Some(availability) = availability(offer) {
        for one in &mut asked {
            one["availability"] = json!(format!("https://schema.org/{availability}"));
        }
    }
    // One that stands alone needs no list around it.
    match asked.len() {
        1 => asked.remove(0),
        _ => json!(asked),
    }
}

fn written_price(cents: Cents) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Whether there is room, as far as the provider told of each moment: nothing is promised of one
/// that nobody counted.
fn availability(offer: &Offer) -> Option<&'static str> {
    let left: Option<Vec<u16>> = visible(offer).map(|one| one.places_left).collect();
    let left = left.filter(|left| !left.is_empty());
    let counted = visible(offer).any(|one| one.places_left == Some(0));
    match left {
        Some(left) if left.iter().all(|places| *places == 0) => Some("SoldOut"),
        // On some days there is room, or nobody knows.
        _ if counted => Some("LimitedAvailability"),
        Some(_) => Some("InStock"),
        None => None,
    }
}

/// How a quantity is counted: a code of UN/CEFACT (Recommendation 20), or a word where there is
/// none for it.
enum Unit {
    Code(&'static str),
    Words(&'static str),
}

fn quantity(value: u16, unit: Unit) -> Value {
    let (key, unit) = match unit {
        Unit::Code(code) => ("unitCode", code),
        Unit::Words(words) => ("unitText", words),
    };
    json!({ "@type": "QuantitativeValue", "value": value, key: unit })
}

/// The price with what one gets for it: a lesson, a month, a card of ten lessons.
fn unit_price(price: Price) -> Value {
    let per = match price.per {
        Per::Lesson => Some(quantity(1, Unit::Words("les"))),
        Per::Card(lessons) => Some(quantity(lessons, Unit::Words("les"))),
        Per::Month => Some(quantity(1, Unit::Code("MON"))),
        Per::Quarter => Some(quantity(3, Unit::Code("MON"))),
        Per::Year => Some(quantity(1, Unit::Code("ANN"))),
        Per::Season(Some(weeks)) | Per::Course(Some(weeks)) => {
            Some(quantity(weeks, Unit::Code("WEE")))
        }
        Per::Season(None) => Some(quantity(1, Unit::Words("seizoen"))),
        Per::Course(None) => Some(quantity(1, Unit::Words("cursus"))),
        Per::Once => None,
    };
    let mut asked = json!({
        "@type": "UnitPriceSpecification",
        "price": written_price(price.cents),
        "priceCurrency": "EUR",
    });
    if let Some(per) = per {
        asked["referenceQuantity"] = per;
    }
    asked
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

/// A weekly moment with the days on which it is not held; one without a day and an hour is none.
fn schedule(offer: &Offer, session: &Session, around: &Around) -> Option<Value> {
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
    if let Some(last) = offer.ends_on {
        schedule["endDate"] = json!(last.to_string());
    }
    let off = around.off.iter().find(|(id, _)| *id == session.id);
    if let Some((_, days)) = off.filter(|(_, days)| !days.is_empty()) {
        let days: Vec<String> = days.iter().map(Date::to_string).collect();
        schedule["exceptDate"] = json!(days);
    }
    Some(schedule)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::codes::Activity;
    use domain::ids::{OfferId, OrganisationId};
    use jiff::civil::{Weekday, date, time};
    use uuid::Uuid;

    use super::*;

    const ADDRESS: &str = "https://brugdam.example/aanbod/1";

    fn session(number: u128, day: Weekday, places_left: Option<u16>) -> Session {
        Session {
            id: SessionId::new(Uuid::from_u128(number)),
            day: Some(day),
            by_appointment: false,
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
            ..Around::default()
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
    fn a_price_tells_what_one_gets_for_it() {
        let told = |per| unit_price(Price { cents: 4_250, per })["referenceQuantity"].clone();
        let quantity = |value: u16, key: &str, unit: &str| json!({ "@type": "QuantitativeValue", "value": value, key: unit });
        assert_eq!(told(Per::Card(10)), quantity(10, "unitText", "les"));
        assert_eq!(told(Per::Lesson), quantity(1, "unitText", "les"));
        assert_eq!(told(Per::Month), quantity(1, "unitCode", "MON"));
        assert_eq!(told(Per::Quarter), quantity(3, "unitCode", "MON"));
        assert_eq!(told(Per::Year), quantity(1, "unitCode", "ANN"));
        assert_eq!(told(Per::Course(Some(8))), quantity(8, "unitCode", "WEE"));
        assert_eq!(told(Per::Season(None)), quantity(1, "unitText", "seizoen"));
        assert_eq!(told(Per::Once), Value::Null);
        let data = read(&offer(Vec::new()));
        assert_eq!(
            data["offers"]["priceSpecification"],
            json!({
                "@type": "UnitPriceSpecification", "price": "12.05", "priceCurrency": "EUR",
                "referenceQuantity": quantity(1, "unitCode", "MON"),
            })
        );
    }

    #[test]
    fn what_is_free_at_first_is_asked_beside_the_price() {
        let mut told = offer(Vec::new());
        (told.trial, told.paid_weeks) = (Some(Trial::Free), Some(16));
        let data = read(&told);
        let asked: Vec<_> = data["offers"].as_array().unwrap().iter().collect();
        let prices: Vec<_> = asked.iter().map(|one| one["price"].clone()).collect();
        assert_eq!(prices, ["12.05", "0.00", "0.00"]);
        assert_eq!(asked[1]["name"], "Eerste 16 weken gratis");
        assert_eq!(asked[1]["eligibleDuration"]["value"], 16);
        assert_eq!(asked[1]["eligibleDuration"]["unitCode"], "WEE");
        assert_eq!(asked[2]["name"], "Eerste keer gratis");
        assert_eq!(asked[2]["eligibleQuantity"]["value"], 1);
        told.trial = Some(Trial::Paid(250));
        let paid = read(&told)["offers"][2].clone();
        assert_eq!(paid["price"], "2.50");
        // What is free needs no weeks that are free.
        told.price = Some(Price::FREE);
        told.trial = None;
        assert_eq!(read(&told)["offers"]["price"], "0.00");
    }

    #[test]
    fn whether_there_is_room_is_told_as_far_as_it_is_known() {
        let availability = |sessions: Vec<Session>| {
            let told = read(&offer(sessions))["offers"]["availability"].clone();
            told.as_str()
                .map(|told| told.replace("https://schema.org/", ""))
        };
        let on = |places| session(1, Weekday::Tuesday, places);
        let (full, free) = (|| on(Some(0)), || on(Some(1)));
        let said = |word: &str| Some(word.to_owned());
        assert_eq!(availability(vec![full(), full()]), said("SoldOut"));
        let limited = said("LimitedAvailability");
        assert_eq!(availability(vec![full(), free()]), limited);
        assert_eq!(availability(vec![full(), on(None)]), limited);
        assert_eq!(availability(vec![free(), free()]), said("InStock"));
        // Nobody counted, or people come by appointment.
        assert_eq!(availability(vec![free(), on(None)]), None);
        assert_eq!(availability(Vec::new()), None);
        let mut ended = free();
        ended.status = OfferStatus::Ended;
        assert_eq!(availability(vec![full(), ended]), said("SoldOut"));
    }

    #[test]
    fn the_days_without_a_lesson_stand_with_their_own_moment() {
        let (tuesday, friday) = (
            session(1, Weekday::Tuesday, None),
            session(2, Weekday::Friday, None),
        );
        let mut told = offer(vec![tuesday.clone(), friday]);
        told.ends_on = Some(date(2027, 6, 30));
        let around = Around {
            next: Around::lesson(date(2026, 11, 24), &tuesday),
            off: vec![(tuesday.id, vec![date(2026, 12, 22), date(2026, 12, 29)])],
            images: Vec::new(),
        };
        let data: Value = serde_json::from_str(&described(&told, ADDRESS, &around)).unwrap();
        let moments = &data["eventSchedule"];
        let off = json!(["2026-12-22", "2026-12-29"]);
        assert_eq!(moments[0]["exceptDate"], off);
        assert_eq!(moments[1].get("exceptDate"), None);
        assert_eq!(moments[1]["endDate"], "2027-06-30");
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
