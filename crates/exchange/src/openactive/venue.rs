//! Where an event is: a place with an address in one string or in parts, and a point. Places
//! outside the Netherlands are kept, with their postcode as a note.

use domain::contact::Postcode;
use domain::geo::Point;
use serde_json::Value;

use super::nodes::{Layers, each, text_of};
use crate::draft::OfferDraft;
use crate::sheet::degrees;
use crate::wording::line;

/// Whether an event's own place has a point, and lies near the Netherlands.
pub(super) fn is_near(data: &Value) -> Option<bool> {
    let place = each(data.get("location")?).first()?;
    place
        .get("geo")
        .and_then(point_of)
        .map(is_near_the_netherlands)
}

/// Fills the venue, and the phone when the organiser gave none. Tells whether it is Dutch;
/// `by_default` holds for a place that does not say where it lies.
pub(super) fn fill(draft: &mut OfferDraft, event: &Layers<'_>, by_default: bool) -> bool {
    let place = ["location", "beta:affiliatedLocation"]
        .iter()
        .find_map(|name| event.get(name))
        .and_then(|places| each(places).first());
    let Some(place) = place else {
        return by_default;
    };
    if let Value::String(text) = place {
        // A bare address of the web names a place in another feed, which is not at hand.
        draft.venue.address = line(text).filter(|text| !text.contains("://"));
        return by_default;
    }
    draft.venue.point = place.get("geo").and_then(point_of);
    if draft.contact.phone.is_none() {
        draft.contact.phone = place.get("telephone").and_then(text_of);
    }
    let name = place
        .get("name")
        .and_then(text_of)
        .and_then(|text| line(&text));
    let near = draft
        .venue
        .point
        .map_or(by_default, is_near_the_netherlands);
    let mut is_dutch = near;
    match place.get("address") {
        Some(Value::String(text)) => {
            draft.venue.address = line(text);
            draft.venue.postcode = near.then(|| postcode_in(text)).flatten();
        }
        Some(address) => {
            let part = |key: &str| {
                let text = address.get(key).and_then(text_of)?;
                line(text.trim_matches([',', ' ']))
            };
            let country = part("addressCountry")
                .or_else(|| address.get("addressCountry")?.get("name").and_then(text_of));
            is_dutch = match country.as_deref() {
                Some(country) => matches!(country, "NL" | "NLD" | "Nederland" | "Netherlands"),
                None => near,
            };
            let street = part("streetAddress");
            draft.venue.address = match (name, street) {
                (Some(name), Some(street)) => Some(format!("{name}, {street}")),
                (name, street) => street.or(name),
            };
            draft.venue.town = part("addressLocality");
            if let Some(code) = part("postalCode") {
                let dutch = code.parse::<Postcode>().ok().filter(|_| is_dutch);
                draft.venue.postcode = dutch;
                if dutch.is_none() && is_dutch {
                    draft.doubt("postcode", &code, "which-postcode");
                } else if dutch.is_none() {
                    draft.note("postcode", &code);
                }
            }
        }
        None => draft.venue.address = name,
    }
    is_dutch
}

fn point_of(geo: &Value) -> Option<Point> {
    let degrees_of = |name: &str| {
        geo.get(name)
            .and_then(text_of)
            .and_then(|text| degrees(&text))
    };
    let point = Point::new(degrees_of("latitude")?, degrees_of("longitude")?)?;
    // Nought by nought is a field that nobody filled in.
    (point.lat != 0.0 || point.lon != 0.0).then_some(point)
}

/// The Netherlands in Europe and a strip around it.
fn is_near_the_netherlands(point: Point) -> bool {
    (50.7..53.7).contains(&point.lat) && (3.2..7.3).contains(&point.lon)
}

/// A postcode with its letters inside an address, when there is exactly one.
fn postcode_in(address: &str) -> Option<Postcode> {
    let words: Vec<&str> = address
        .split(|sign: char| sign.is_whitespace() || sign == ',')
        .collect();
    let whole = words.iter().map(|word| (*word).to_owned());
    let pairs = words
        .windows(2)
        .map(|pair| format!("{} {}", pair[0], pair[1]));
    let found: Vec<Postcode> = whole
        .chain(pairs)
        .filter(|text| text.chars().all(|sign| !sign.is_ascii_lowercase()))
        .filter_map(|text| text.parse::<Postcode>().ok())
        .filter(|code| code.letters().is_some())
        .collect();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
