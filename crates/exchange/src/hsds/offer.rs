//! One service at one place to one draft.

use domain::codes::Language;
use domain::contact::{Email, Postcode};
use domain::geo::Point;
use domain::offer::Ages;
use domain::price::Price;
use serde_json::Value;

use super::{HsdsRow, moments};
use crate::activity_words::{ActivityReading, read_activities};
use crate::draft::{OfferDraft, RowFault, unfit_texts};
use crate::json::text_of;
use crate::reading::Reading;
use crate::sheet::{degrees, is_on_request, price_in_words, website};
use crate::wording::{fold, line, prose};

/// What HSDS calls a service that people can go to.
const ACTIVE: &str = "active";

/// Reads one service at a place; `around` is the organization whose file it stands in.
pub(super) fn read(service: &Value, place: Option<&Value>, around: Option<&Value>) -> HsdsRow {
    let Some(id) = id_at(service, place) else {
        return rejected("id");
    };
    let Some(title) = told(service, "name").and_then(|name| line(&name)) else {
        return rejected("name");
    };
    if told(service, "status").is_some_and(|status| fold(&status) != ACTIVE) {
        return HsdsRow::Gone(id);
    }
    let organization = service.get("organization").or(around);
    let provider = organization
        .and_then(|one| told(one, "name"))
        .and_then(|name| line(&name));
    let mut draft = OfferDraft::new(id, provider.unwrap_or_default(), title);
    if draft.provider.is_empty() {
        let key = told(service, "organization_id").unwrap_or_default();
        draft.doubt("aanbieder", &key, "which-provider");
    }
    draft.description = told(service, "description").and_then(|text| prose(&text));
    fill_contact(&mut draft, service, place, organization);
    fill_activity(&mut draft, service);
    fill_people(&mut draft, service);
    if let Some(location) = place.and_then(|place| place.get("location")) {
        fill_venue(&mut draft, location);
    }
    fill_price(&mut draft, service);
    let lists = [
        place.and_then(|place| place.get("schedules")),
        service.get("schedules"),
    ];
    moments::fill(&mut draft, &lists);
    for name in [
        "eligibility_description",
        "application_process",
        "interpretation_services",
        "accreditations",
        "alert",
    ] {
        if let Some(text) = told(service, name) {
            draft.note(name, &text);
        }
    }
    let faults = unfit_texts(&draft);
    if faults.is_empty() {
        HsdsRow::Offer(Box::new(draft))
    } else {
        HsdsRow::Rejected(faults)
    }
}

/// The key of a service at a place: the place's own, or the service's.
pub(super) fn id_at(service: &Value, place: Option<&Value>) -> Option<String> {
    let own = place.and_then(|place| told(place, "id"));
    own.or_else(|| told(service, "id"))
}

/// What stands among services and lacks what the standard asks of one, by the first that it lacks.
pub(super) fn not_whole(service: &Value) -> HsdsRow {
    let mut needed = ["id", "name"].into_iter();
    let lacking = needed.find(|name| told(service, name).is_none());
    rejected(lacking.unwrap_or("status"))
}

fn rejected(column: &str) -> HsdsRow {
    HsdsRow::Rejected(vec![RowFault {
        column: column.to_owned(),
        text: String::new(),
        code: "missing",
    }])
}

fn told(value: &Value, name: &str) -> Option<String> {
    value.get(name).and_then(text_of)
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value
        .get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn fill_contact(
    draft: &mut OfferDraft,
    service: &Value,
    place: Option<&Value>,
    organization: Option<&Value>,
) {
    let layers = [place, Some(service), organization];
    let layers = || layers.into_iter().flatten();
    let contact = layers().find_map(|layer| list(layer, "contacts").first());
    draft.contact.name = contact
        .and_then(|one| told(one, "name"))
        .and_then(|name| line(&name));
    let emails = [contact.and_then(|one| told(one, "email"))]
        .into_iter()
        .chain([
            told(service, "email"),
            organization.and_then(|one| told(one, "email")),
        ]);
    if let Some(text) = emails.flatten().next() {
        match text.parse::<Email>() {
            Ok(email) => draft.contact.email = Some(email.as_str().to_owned()),
            Err(_) => draft.doubt("email", &text, "which-email"),
        }
    }
    let phone = layers().find_map(|layer| told(list(layer, "phones").first()?, "number"));
    // The examples of the standard write the number between quotes.
    draft.contact.phone = phone.and_then(|text| line(text.trim_matches('"')));
    let sites = [
        told(service, "url"),
        organization.and_then(|one| told(one, "website")),
    ];
    draft.contact.website = sites
        .into_iter()
        .flatten()
        .find_map(|url| match website(&url) {
            Reading::Told(url) => Some(url),
            Reading::Untold | Reading::Doubtful(_) => None,
        });
}

fn fill_activity(draft: &mut OfferDraft, service: &Value) {
    let terms = list(service, "attributes").iter().filter_map(|one| {
        let term = one.get("taxonomy_term").unwrap_or(one);
        told(term, "name")
    });
    let terms: Vec<String> = terms.collect();
    let words = terms.iter().map(String::as_str);
    match read_activities(words.chain([draft.title.as_str()])) {
        ActivityReading::One(activity) => draft.activity = activity,
        ActivityReading::Several => {
            let all = format!("{} {}", draft.title, terms.join(", "));
            draft.doubt("activiteit", &all, "which-activity");
        }
        ActivityReading::Unknown => {}
    }
    draft.activity_word = (!terms.is_empty()).then(|| terms.join(", "));
}

fn fill_people(draft: &mut OfferDraft, service: &Value) {
    let (min, max) = (told(service, "minimum_age"), told(service, "maximum_age"));
    let age = |text: &Option<String>| {
        let number = text.as_ref()?.parse::<f64>().ok()?;
        // The standard's type is a number; "12.0" is twelve.
        (number.fract() == 0.0 && (0.0..=120.0).contains(&number)).then_some(number)
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number up to 120"
    )]
    let whole = |number: f64| number as u8;
    let ages = Ages {
        min: age(&min).map(whole),
        max: age(&max).map(whole),
    };
    let is_read = ages.min.is_some() == min.is_some() && ages.max.is_some() == max.is_some();
    if is_read && ages.min.unwrap_or(0) <= ages.max.unwrap_or(u8::MAX) {
        draft.ages = ages;
    } else {
        let shown = [min, max].map(Option::unwrap_or_default).join(" - ");
        draft.doubt("leeftijd", &shown, "which-ages");
    }
    for language in list(service, "languages") {
        let code = told(language, "code").unwrap_or_default();
        let short = fold(&code);
        let short = short.split(['-', '_']).next().unwrap_or_default();
        match short.parse::<Language>() {
            Ok(known) => draft.languages.insert(known),
            Err(_) => {
                let name = told(language, "name").unwrap_or(code);
                draft.note("languages", &name);
            }
        }
    }
}

fn fill_venue(draft: &mut OfferDraft, location: &Value) {
    let addresses = list(location, "addresses");
    let is_physical = |one: &&Value| told(one, "address_type").as_deref() == Some("physical");
    let address = addresses.iter().find(is_physical).or(addresses.first());
    let part = |name: &str| {
        let text = told(address?, name)?;
        line(text.trim_matches([',', ' ']))
    };
    let street = [part("address_1"), part("address_2")];
    let street: Vec<String> = street.into_iter().flatten().collect();
    let name = told(location, "name").and_then(|name| line(&name));
    let whole: Vec<String> = name.into_iter().chain(street).collect();
    draft.venue.address = (!whole.is_empty()).then(|| whole.join(", "));
    draft.venue.town = part("city");
    if let Some(code) = part("postal_code") {
        let is_dutch = part("country").is_none_or(|country| country == "NL");
        match code.parse::<Postcode>() {
            Ok(postcode) if is_dutch => draft.venue.postcode = Some(postcode),
            Err(_) if is_dutch => draft.doubt("postcode", &code, "which-postcode"),
            _ => draft.note("postcode", &code),
        }
    }
    let (lat, lon) = (told(location, "latitude"), told(location, "longitude"));
    if let (Some(lat), Some(lon)) = (&lat, &lon) {
        let point = degrees(lat).zip(degrees(lon));
        let point = point.and_then(|(lat, lon)| Point::new(lat, lon));
        match point.filter(|point| point.lat != 0.0 || point.lon != 0.0) {
            Some(point) => draft.venue.point = Some(point),
            None => draft.doubt("lat", &format!("lat {lat} lon {lon}"), "which-point"),
        }
    }
    for access in list(location, "accessibility") {
        if let Some(text) = told(access, "description") {
            // In words of any language: kept for a person to read.
            draft.note("accessibility", &text);
        }
    }
}

fn fill_price(draft: &mut OfferDraft, service: &Value) {
    let options = list(service, "cost_options");
    let shown = |option: &Value| {
        let names = ["option", "amount", "currency", "amount_description"];
        let words: Vec<String> = names.iter().filter_map(|name| told(option, name)).collect();
        words.join(" ")
    };
    match options {
        [] => {
            if let Some(text) = told(service, "fees_description").or_else(|| told(service, "fees"))
            {
                match price_in_words(&text) {
                    Reading::Told(price) => draft.price = Some(price),
                    Reading::Untold => {}
                    Reading::Doubtful(_) if is_on_request(&text) => draft.price_on_request = true,
                    Reading::Doubtful(question) => draft.doubt("prijs", &text, question),
                }
            }
        }
        [one] => {
            let amount = told(one, "amount");
            let currency = told(one, "currency").map(|code| code.to_lowercase());
            let is_free = amount.as_deref().and_then(|text| text.parse::<f64>().ok()) == Some(0.0);
            let per = told(one, "amount_description").unwrap_or_default();
            let question = match (amount, currency.as_deref()) {
                _ if is_free && told(one, "option").is_none() => {
                    draft.price = Some(Price::FREE);
                    return;
                }
                // A price for some people only is not the price.
                _ if told(one, "option").is_some() => "which-price",
                (Some(amount), Some("eur")) => match price_in_words(&format!("{amount} {per}")) {
                    Reading::Told(price) => {
                        draft.price = Some(price);
                        return;
                    }
                    Reading::Untold => return,
                    Reading::Doubtful(question) => question,
                },
                (Some(_), _) => "which-currency",
                (None, _) => "which-price",
            };
            draft.doubt("prijs", &shown(one), question);
        }
        several => {
            let all: Vec<String> = several.iter().map(shown).collect();
            draft.doubt("prijs", &all.join(" / "), "which-price");
        }
    }
}
