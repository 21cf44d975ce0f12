//! `/aanbieders/{id}`: a provider with all its lessons, for everybody. Who refers and is signed in
//! reads what helps to trust it beside that: how quickly it answers, whom to speak to, what the
//! service point looked at, and what a client may be told.

use std::collections::BTreeSet;

use actions::cancel_lesson;
use actions::provider_page::{self, ForReferrers, ProviderPage};
use askama::Template;
use axum::extract::{Path, State};
use documents::dutch::capital;
use documents::{Texts, dutch};
use domain::answering::AnswerPace;
use domain::calendar::day_of;
use domain::offer::Offer;
use jiff::civil::Date;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::answer_page::Call;
use super::described::described_provider;
use super::offer::{Moment, Pair, pairs, paused, shown_moments};
use super::picture::{Seen, first_seen};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::view::{Base, dial, render};

/// So many of the next dates of a lesson are told.
const NEXT: usize = 3;

/// What who refers reads about a lesson.
struct OfLesson {
    looked_at: String,
    tell: String,
    contact: String,
    refer: String,
}

/// A lesson.
struct Lesson {
    href: String,
    title: String,
    moments: Vec<Moment>,
    /// The next days, and whether it is left out then.
    next: Vec<(String, bool)>,
    price: String,
    trial: String,
    pairs: Vec<Pair>,
    confirmed: String,
    for_referrer: Option<OfLesson>,
    picture: Option<Seen>,
}

#[derive(Template)]
#[template(path = "open/provider.html")]
struct ProviderView {
    base: Base,
    t: &'static Texts,
    name: String,
    lead: String,
    activities: String,
    lessons: Vec<Lesson>,
    /// How many more there are, in words; empty when all stand here.
    more: String,
    more_href: String,
    /// How quickly it answers, for who refers; none for others.
    pace: Option<String>,
    call: Option<Call>,
    email: String,
    website: String,
    canonical: String,
    described: String,
}

/// Shows one provider.
pub async fn open(State(web): State<Web>, base: Base, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Mishap::NotFound)?;
    let page = provider_page::provider(&web.bridge, id)?;
    let caller = base.visitor.as_ref().map(|visitor| &visitor.caller);
    let told = match caller.filter(|caller| provider_page::may_read(caller)) {
        Some(caller) => {
            Some(provider_page::for_referrers(&web.bridge, caller, &page.provider).await?)
        }
        None => None,
    };
    let base = base.of_municipality(&web, page.provider.municipality);
    render(&view(&web, base, &page, told.as_ref()))
}

fn view(web: &Web, base: Base, page: &ProviderPage, told: Option<&ForReferrers>) -> ProviderView {
    let t = Texts::dutch();
    let today = day_of(web.bridge.now());
    let provider = &page.provider;
    let home = &web.bridge.settings().public_url;
    let canonical = format!("{home}/aanbieders/{}", provider.id);
    let activities: BTreeSet<String> = page
        .offers
        .iter()
        .map(|offer| t.code("activiteit", offer.activity.code()))
        .collect();
    let activities: Vec<String> = activities.into_iter().collect();
    let left = page.total - page.offers.len();
    let name = utf8_percent_encode(&provider.name, NON_ALPHANUMERIC);
    let (phone, email, website) = contact(page);
    ProviderView {
        base: base.titled(provider.name.clone()),
        t,
        name: provider.name.clone(),
        lead: lead(t, page),
        activities: capital(&t.w(
            "aanbieder-wat-al",
            &[("activiteiten", &activities.join(", "))],
        )),
        lessons: page
            .offers
            .iter()
            .map(|offer| lesson(web, offer, told, today))
            .collect(),
        more: match i64::try_from(left) {
            Ok(0) | Err(_) => String::new(),
            Ok(left) => t.n("aanbieder-meer", "aantal", left),
        },
        more_href: format!("/aanbod?q={name}"),
        pace: told.map(|told| pace(t, told.pace)),
        call: phone.map(|phone| Call {
            href: format!("tel:{}", dial(&phone)),
            words: phone,
        }),
        email: email.unwrap_or_default(),
        website: website
            .as_deref()
            .and_then(domain::website::address)
            .unwrap_or_default(),
        described: described_provider(provider, &page.offers, &canonical),
        canonical,
    }
}

/// "3 lessen in Brugdam"
fn lead(t: &Texts, page: &ProviderPage) -> String {
    let lessons = t.n(
        "aanbieder-lessen",
        "aantal",
        i64::try_from(page.total).unwrap_or(i64::MAX),
    );
    let towns: BTreeSet<&str> = page
        .offers
        .iter()
        .filter_map(|offer| offer.venue.town.as_deref())
        .collect();
    if towns.is_empty() {
        return lessons;
    }
    let towns: Vec<&str> = towns.into_iter().collect();
    let args = [("lessen", lessons.as_str()), ("plaats", &towns.join(", "))];
    t.w("aanbieder-lessen-in", &args)
}

/// Phone, e-mail and website that the provider published with its lessons; the first ones told.
fn contact(page: &ProviderPage) -> (Option<String>, Option<String>, Option<String>) {
    let contacts = || page.offers.iter().map(|offer| &offer.contact);
    (
        contacts().find_map(|contact| contact.phone.clone()),
        contacts().find_map(|contact| contact.email.clone()),
        contacts().find_map(|contact| contact.website.clone()),
    )
}

fn lesson(web: &Web, offer: &Offer, told: Option<&ForReferrers>, today: Date) -> Lesson {
    let t = Texts::dutch();
    let mut facts = pairs(web, t, offer);
    facts.extend(paused(web, t, offer, today));
    let mut next: Vec<(String, bool)> = Vec::new();
    let closures = cancel_lesson::pauses(&web.bridge, offer).closures;
    for lesson in cancel_lesson::coming(&web.bridge, offer) {
        let over = offer.ends_on.is_some_and(|last| lesson.day > last);
        if next.len() == NEXT || over {
            break;
        }
        let mut closed = closures.iter();
        let closed = closed.any(|closure| (closure.from..=closure.to).contains(&lesson.day));
        next.push((dutch::date_short(lesson.day), lesson.cancelled || closed));
    }
    Lesson {
        href: format!("/aanbod/{}", offer.id),
        title: offer.title.clone(),
        moments: shown_moments(t, offer),
        next,
        price: capital(&dutch::price_with_month(offer)),
        trial: offer.trial.map(dutch::trial).unwrap_or_default(),
        pairs: facts,
        confirmed: capital(&dutch::confirmed(
            offer.confirmed_on,
            offer.confirmed_by,
            today,
        )),
        picture: first_seen(&web.bridge, offer.id),
        for_referrer: told.map(|told| of_lesson(t, offer, told, today)),
    }
}

fn of_lesson(t: &Texts, offer: &Offer, told: &ForReferrers, today: Date) -> OfLesson {
    let looked_at = match told.looked_at.get(&offer.id) {
        Some(looked) => {
            let points: Vec<String> = looked
                .points
                .iter()
                .map(|point| t.s(&format!("aanbieder-punt-{point}")))
                .collect();
            let day = dutch::date_long(day_of(looked.at), today);
            let args = [("dag", day.as_str()), ("punten", &points.join(", "))];
            t.w("aanbieder-nagekeken", &args)
        }
        None => t.s("aanbieder-nagekeken-niet"),
    };
    let function = offer.for_referrers.contact_function.clone();
    let contact: Vec<String> = [
        offer.contact.name.clone(),
        function,
        offer.contact.phone.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    OfLesson {
        looked_at,
        tell: offer.for_referrers.tell_client.clone().unwrap_or_default(),
        contact: contact.join(", "),
        refer: format!("/verwijzen?aanbod={}", offer.id),
    }
}

/// "Antwoordt meestal binnen 2 dagen"
fn pace(t: &Texts, pace: Option<AnswerPace>) -> String {
    match pace {
        Some(AnswerPace::Within(days)) => t.n("aanbieder-tempo-dagen", "dagen", i64::from(days)),
        Some(AnswerPace::Longer) => t.s("aanbieder-tempo-langer"),
        None => t.s("aanbieder-tempo-onbekend"),
    }
}
