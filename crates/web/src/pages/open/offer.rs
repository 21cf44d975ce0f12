//! `/aanbod/{id}`: one offer, with all its moments and what it costs. One that has ended gets a
//! page with a way on.

use actions::change_class_words::class_words;
use actions::{cancel_lesson, catalogue};
use askama::Template;
use axum::extract::{Path, State};
use documents::dutch::capital;
use documents::{Texts, dutch};
use domain::calendar::day_of;
use domain::codes::{Accessibility, Codes, Group, Guidance, Language, Listed};
use domain::ids::OfferId;
use domain::offer::{Offer, OfferStatus, Session};
use http::StatusCode;
use jiff::Zoned;
use jiff::civil::Date;

use super::answer_page::Call;
use super::described::{Around, described};
use super::picture::{Seen, seen};
use crate::Web;
use crate::mishap::Answer;
use crate::view::{Base, dial, render};

/// The page of who organises an offer.
pub(super) fn provider_href(offer: &Offer) -> String {
    format!("/aanbieders/{}", offer.provider)
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
    pairs: Vec<(String, String)>,
    confirmed: String,
    host: String,
    call: Option<Call>,
    email: String,
    website: String,
    /// The address under which search engines keep it.
    canonical: String,
    /// For search engines, as JSON-LD.
    described: String,
    pictures: Vec<Seen>,
}

#[derive(Template)]
#[template(path = "open/offer_gone.html")]
struct OfferGoneView {
    base: Base,
    t: &'static Texts,
}

/// Shows one offer.
pub async fn open(State(web): State<Web>, base: Base, Path(id): Path<String>) -> Answer {
    let found = id
        .parse::<OfferId>()
        .ok()
        .and_then(|id| catalogue::offer(&web.bridge, id).ok());
    match found {
        Some(offer) => {
            let canonical = format!("{}/aanbod/{}", web.bridge.settings().public_url, offer.id);
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
            let mut page = view(&web, base, &offer, today, canonical, &around);
            page.pairs.extend(paused(&web, &offer, today));
            page.pictures = pictures;
            render(&page)
        }
        None => gone(base),
    }
}

fn gone(base: Base) -> Answer {
    let t = Texts::dutch();
    let mut response = render(&OfferGoneView {
        base: base.titled(t.s("les-weg")),
        t,
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
    canonical: String,
    around: &Around,
) -> OfferView {
    let t = Texts::dutch();
    let contact = &offer.contact;
    let activity = t.code("activiteit", offer.activity.code());
    let titled_so = activity.to_lowercase() == offer.title.trim().to_lowercase();
    OfferView {
        base: base.titled(offer.title.clone()),
        t,
        described: described(offer, &canonical, around),
        pictures: Vec::new(),
        canonical,
        id: offer.id.to_string(),
        title: offer.title.clone(),
        provider: t.w("les-van", &[("aanbieder", &offer.provider_name)]),
        provider_href: provider_href(offer),
        activity: if titled_so { String::new() } else { activity },
        description: offer.description.clone().unwrap_or_default(),
        moments: moments(t, offer),
        ask_when: (!offer.sessions.iter().any(tells_when))
            .then(|| t.s("moment-vraag"))
            .unwrap_or_default(),
        price: capital(&dutch::price_with_month(offer)),
        ask_price: match offer.price {
            Some(_) => String::new(),
            None => t.s("prijs-vraag"),
        },
        trial: offer
            .trial
            .map(|trial| capital(&dutch::trial(trial)))
            .unwrap_or_default(),
        pairs: pairs(web, t, offer),
        confirmed: capital(&dutch::confirmed(
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
pub(super) fn moments(t: &Texts, offer: &Offer) -> Vec<Moment> {
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
        words: capital(&dutch::weekly(session)),
        places: match session.places_left {
            Some(0) => t.s("les-vol"),
            Some(left) => t.n("reden-plekken", "aantal", left),
            None => String::new(),
        },
    }
}

pub(super) fn pairs(web: &Web, t: &Texts, offer: &Offer) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut add = |label: &str, words: String| {
        if !words.is_empty() {
            pairs.push((t.s(&format!("les-{label}")), words));
        }
    };
    add("waar", place(offer));
    add("trefpunt", offer.meeting_point.clone().unwrap_or_default());
    add("meenemen", offer.bring.clone().unwrap_or_default());
    add("voor-wie", for_whom(t, offer));
    let level = offer
        .level
        .map(|level| t.s(&format!("code-niveau-{}", level as u8)));
    add("tempo", level.unwrap_or_default());
    add("niet-voor", offer.not_for.clone().unwrap_or_default());
    add("begeleiding", words(t, Guidance::LIST, offer.guidance));
    let trainer = offer.for_referrers.trainer.clone();
    add("begeleider", trainer.unwrap_or_default());
    add("zelfstandigheid", class_words_of(web, t, offer));
    add(
        "toegankelijkheid",
        words(t, Accessibility::LIST, offer.accessibility),
    );
    add("talen", words(t, Language::LIST, offer.languages));
    let wait = offer.wait.map(|wait| t.code("wachttijd", wait.code()));
    add("wachttijd", wait.unwrap_or_default());
    add("seizoen", offer.season.clone().unwrap_or_default());
    let recognised = offer
        .recognition
        .map(|level| t.code("erkende-interventie", level.code()));
    add("erkend", recognised.unwrap_or_default());
    pairs
}

/// How well somebody must manage alone, as the offer's municipality calls it.
fn class_words_of(web: &Web, t: &Texts, offer: &Offer) -> String {
    let called = class_words(&web.bridge, offer.municipality);
    let words: Vec<String> = offer
        .self_reliance
        .iter()
        .map(|class| t.self_reliance(&called, class))
        .collect();
    words.join(", ")
}

/// When it is not on, and its last day.
pub(super) fn paused(web: &Web, offer: &Offer, today: Date) -> Vec<(String, String)> {
    let t = Texts::dutch();
    let long = |day: Date| dutch::date_long(day, today);
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
        pairs.push((t.s("les-niet-door"), capital(&words.join(", "))));
    }
    if let Some(last) = offer.ends_on {
        pairs.push((t.s("les-loopt-tot"), capital(&long(last))));
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
    let parts: Vec<String> = [capital(&ages), groups]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(". ")
}

fn words<T: Listed>(t: &Texts, list: &str, set: Codes<T>) -> String {
    let words: Vec<String> = set.iter().map(|item| t.code(list, item.code())).collect();
    words.join(", ")
}
