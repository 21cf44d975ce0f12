//! `/aanbod/{id}`: one offer, with all its moments and what it costs. One that has ended gets a
//! page with a way on.

use actions::change_class_words::class_words;
use actions::{cancel_lesson, catalogue};
use askama::Template;
use axum::extract::{Path, State};
use documents::{RESIDENT_LANGUAGES, Texts, moments, offer_facts, prices};
use domain::calendar::day_of;
use domain::codes::{Accessibility, Codes, Group, Guidance, Language, Listed};
use domain::ids::OfferId;
use domain::offer::{Offer, OfferStatus, Session};
use http::StatusCode;
use jiff::Zoned;
use jiff::civil::Date;

use super::answer_page::Call;
use super::described::{Around, described};
use super::language::{Picker, Reads, by_reader, of_page};
use super::offers_address::Address;
use super::picture::{Seen, seen};
use super::sent::Asked;
use crate::Web;
use crate::mishap::Answer;
use crate::view::{Base, dial, render};

/// The page of who organises an offer.
pub(super) fn provider_href(offer: &Offer) -> String {
    format!("/aanbieders/{}", offer.provider)
}

/// The address of an offer or a provider in a language.
pub(super) fn in_language(address: &str, language: Language) -> String {
    match language {
        Language::Dutch => address.to_owned(),
        other => format!("{address}?taal={}", other.code()),
    }
}

/// A weekly moment.
pub struct Moment {
    /// "Dinsdag 10.00–11.00 uur"
    pub words: String,
    /// Places left; empty when nobody told.
    pub places: String,
}

#[derive(Template)]
#[template(path = "open/offer.html")]
struct OfferView {
    base: Base,
    t: &'static Texts,
    id: String,
    title: String,
    provider: String,
    /// The provider's own page.
    provider_href: String,
    /// The activity; empty when the title says it already.
    activity: String,
    description: String,
    moments: Vec<Moment>,
    /// Whom to ask when it is; empty when that is told.
    ask_when: String,
    price: String,
    /// Whom to ask what it costs; empty when that is told.
    ask_price: String,
    trial: String,
    pairs: Vec<Pair>,
    confirmed: String,
    host: String,
    call: Option<Call>,
    email: String,
    website: String,
    /// The address under which search engines keep it.
    canonical: String,
    /// The same page in each language, first that for who reads none of them.
    alternates: Vec<(&'static str, String)>,
    picker: Picker,
    /// Takes the language along: `?taal=tr`; mostly empty.
    language: String,
    /// For search engines, as JSON-LD.
    described: String,
    pictures: Vec<Seen>,
}

#[derive(Template)]
#[template(path = "open/offer_gone.html")]
struct OfferGoneView {
    base: Base,
    t: &'static Texts,
    language: String,
}

/// Shows one offer.
pub async fn open(
    State(web): State<Web>,
    base: Base,
    reads: Reads,
    asked: Asked,
    Path(id): Path<String>,
) -> Answer {
    let t = of_page(&base, &asked, reads);
    let base = base.in_language(t);
    let language = Address::of(&asked).language();
    let found = id
        .parse::<OfferId>()
        .ok()
        .and_then(|id| catalogue::offer(&web.bridge, id).ok());
    match found {
        Some(offer) => {
            let address = format!("{}/aanbod/{}", web.bridge.settings().public_url, offer.id);
            let today = day_of(web.bridge.now());
            let pictures = seen(&web.bridge, offer.id);
            let home = &web.bridge.settings().public_url;
            let around = Around {
                next: next_lesson(&web, &offer),
                off: offer
                    .sessions
                    .iter()
                    .map(|one| (one.id, cancel_lesson::days_off(&web.bridge, &offer, one)))
                    .collect(),
                images: pictures
                    .iter()
                    .map(|one| format!("{home}{}", one.large))
                    .collect(),
            };
            let mut page = view(&web, base, &offer, today, &address, &around);
            page.pairs.extend(paused(&web, t, &offer, today));
            page.pictures = pictures;
            page.language = language;
            render(&page).map(by_reader)
        }
        None => gone(base, language).map(by_reader),
    }
}

fn gone(base: Base, language: String) -> Answer {
    let t = base.t;
    let mut response = render(&OfferGoneView {
        base: base.titled(t.s("les-weg")),
        t,
        language,
    })?;
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}

/// When the first of the lessons to come begins and ends.
fn next_lesson(web: &Web, offer: &Offer) -> Option<(Zoned, Option<Zoned>)> {
    let shown = offer.sessions.iter();
    let shown = shown.filter(|session| session.status == OfferStatus::Visible);
    let lessons = shown.filter_map(|session| {
        let day = cancel_lesson::next_day(&web.bridge, offer, session)?;
        Around::lesson(day, session)
    });
    lessons.min_by(|one, other| one.0.cmp(&other.0))
}

fn view(
    web: &Web,
    base: Base,
    offer: &Offer,
    today: Date,
    address: &str,
    around: &Around,
) -> OfferView {
    let t = base.t;
    let contact = &offer.contact;
    let activity = t.code("activiteit", offer.activity.code());
    let titled_so = activity.to_lowercase() == offer.title.trim().to_lowercase();
    OfferView {
        base: base.titled(offer.title.clone()),
        t,
        described: described(offer, address, around),
        pictures: Vec::new(),
        canonical: in_language(address, t.language()),
        alternates: std::iter::once(("x-default", address.to_owned()))
            .chain(RESIDENT_LANGUAGES.map(|one| (one.code(), in_language(address, one))))
            .collect(),
        picker: Picker::of(t),
        language: String::new(),
        id: offer.id.to_string(),
        title: offer.title.clone(),
        provider: t.w("les-van", &[("aanbieder", &offer.provider_name)]),
        provider_href: provider_href(offer),
        activity: if titled_so { String::new() } else { activity },
        description: offer.description.clone().unwrap_or_default(),
        moments: shown_moments(t, offer),
        ask_when: match offer.sessions.iter().any(tells_when) {
            true => String::new(),
            false => t.s("moment-vraag"),
        },
        price: t.capital(&offer_facts::price_with_month(t, offer)),
        ask_price: match offer.price {
            Some(_) => String::new(),
            None => t.s("prijs-vraag"),
        },
        trial: offer
            .trial
            .map(|trial| t.capital(&prices::trial(t, trial)))
            .unwrap_or_default(),
        pairs: pairs(web, t, offer),
        confirmed: t.capital(&offer_facts::confirmed(
            t,
            offer.confirmed_on,
            offer.confirmed_by,
            today,
        )),
        host: contact
            .name
            .clone()
            .unwrap_or_else(|| offer.provider_name.clone()),
        call: contact.phone.as_ref().map(|phone| Call {
            href: format!("tel:{}", dial(phone)),
            words: phone.clone(),
        }),
        email: contact.email.clone().unwrap_or_default(),
        website: contact
            .website
            .as_deref()
            .and_then(domain::website::address)
            .unwrap_or_default(),
    }
}

/// Its weekly moments; one that is not known when it tells none.
pub(super) fn shown_moments(t: &Texts, offer: &Offer) -> Vec<Moment> {
    let shown = offer.sessions.iter();
    let shown = shown.filter(|session| session.status == OfferStatus::Visible);
    let mut moments: Vec<Moment> = shown.map(|session| moment(t, session)).collect();
    if moments.is_empty() {
        moments.push(Moment {
            words: t.capital(&t.s("moment-onbekend")),
            places: String::new(),
        });
    }
    moments
}

/// Whether it tells when it is, be it only that it is by appointment.
fn tells_when(session: &Session) -> bool {
    session.status == OfferStatus::Visible && (session.day.is_some() || session.by_appointment)
}

fn moment(t: &Texts, session: &Session) -> Moment {
    Moment {
        words: t.capital(&moments::weekly(t, session)),
        places: match session.places_left {
            Some(0) => t.s("les-vol"),
            Some(left) => t.n("reden-plekken", "aantal", left),
            None => String::new(),
        },
    }
}

/// What is told about a lesson under a label.
pub struct Pair {
    /// What it is about.
    pub label: String,
    /// What is told.
    pub words: String,
    /// Whether the provider or the municipality wrote it, in Dutch.
    pub dutch: bool,
}

pub(super) fn pairs(web: &Web, t: &Texts, offer: &Offer) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut add = |label: &str, words: String, dutch: bool| {
        if !words.is_empty() {
            let label = t.s(&format!("les-{label}"));
            pairs.push(Pair {
                label,
                words,
                dutch,
            });
        }
    };
    let written = |words: &Option<String>| words.clone().unwrap_or_default();
    add("waar", place(offer), true);
    add("trefpunt", written(&offer.meeting_point), true);
    add("meenemen", written(&offer.bring), true);
    add("voor-wie", for_whom(t, offer), false);
    let level = offer
        .level
        .map(|level| t.s(&format!("code-niveau-{}", level as u8)));
    add("tempo", level.unwrap_or_default(), false);
    add("niet-voor", written(&offer.not_for), true);
    let guidance = words(t, Guidance::LIST, offer.guidance);
    add("begeleiding", guidance, false);
    add("begeleider", written(&offer.for_referrers.trainer), true);
    let (class_words, dutch) = class_words_of(web, t, offer);
    add("zelfstandigheid", class_words, dutch);
    let fit_for = words(t, Accessibility::LIST, offer.accessibility);
    add("toegankelijkheid", fit_for, false);
    add("talen", words(t, Language::LIST, offer.languages), false);
    let wait = offer.wait.map(|wait| t.code("wachttijd", wait.code()));
    add("wachttijd", wait.unwrap_or_default(), false);
    add("seizoen", written(&offer.season), true);
    let recognised = offer
        .recognition
        .map(|level| t.code("erkende-interventie", level.code()));
    add("erkend", recognised.unwrap_or_default(), false);
    pairs
}

/// How well somebody must manage alone, as the offer's municipality calls it, and whether that is
/// in words of its own.
fn class_words_of(web: &Web, t: &Texts, offer: &Offer) -> (String, bool) {
    let called = class_words(&web.bridge, offer.municipality);
    let words: Vec<String> = offer
        .self_reliance
        .iter()
        .map(|class| t.self_reliance(&called, class))
        .collect();
    let own = offer.self_reliance.iter();
    let own = own.filter_map(|class| called.of(class)).count() > 0;
    (words.join(offer_facts::comma(t)), own)
}

/// When it is not on, and its last day.
pub(super) fn paused(web: &Web, t: &Texts, offer: &Offer, today: Date) -> Vec<Pair> {
    let long = |day: Date| moments::date_long(t, day, today);
    let pair = |label: &str, words: &str| Pair {
        label: t.s(label),
        words: t.capital(words),
        dutch: false,
    };
    let pauses = cancel_lesson::pauses(&web.bridge, offer);
    let closed = pauses.closures.iter().map(|closure| {
        let (from, to) = (long(closure.from), long(closure.to));
        t.w("les-dicht", &[("van", &from), ("tot", &to)])
    });
    let words: Vec<String> = pauses
        .days
        .iter()
        .map(|day| long(*day))
        .chain(closed)
        .collect();
    let mut pairs = Vec::new();
    if !words.is_empty() {
        pairs.push(pair("les-niet-door", &words.join(offer_facts::comma(t))));
    }
    if let Some(last) = offer.ends_on {
        pairs.push(pair("les-loopt-tot", &long(last)));
    }
    pairs
}

fn place(offer: &Offer) -> String {
    let venue = &offer.venue;
    let postcode = venue.postcode.map(|postcode| postcode.to_string());
    let town: Vec<String> = [postcode, venue.town.clone()]
        .into_iter()
        .flatten()
        .collect();
    let parts: Vec<String> = [venue.address.clone(), Some(town.join(" "))]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}

fn for_whom(t: &Texts, offer: &Offer) -> String {
    let ages = match (offer.ages.min, offer.ages.max) {
        (Some(min), Some(max)) => t.w(
            "reden-leeftijd-tussen",
            &[("van", &min.to_string()), ("tot", &max.to_string())],
        ),
        (Some(min), None) => t.w("reden-leeftijd-vanaf", &[("van", &min.to_string())]),
        (None, Some(max)) => t.w("reden-leeftijd-tot", &[("tot", &max.to_string())]),
        (None, None) => String::new(),
    };
    let groups = words(t, Group::LIST, offer.groups);
    let parts: Vec<String> = [t.capital(&ages), groups]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(". ")
}

fn words<T: Listed>(t: &Texts, list: &str, set: Codes<T>) -> String {
    let words: Vec<String> = set.iter().map(|item| t.code(list, item.code())).collect();
    words.join(offer_facts::comma(t))
}
