//! `/aanbieders/{id}`: a provider with all its lessons, for everybody, in the languages of the public
//! list. Who refers and is signed in reads, in Dutch, what helps to trust it beside that: how quickly it answers, whom to speak to, what the
//! service point looked at, and what a client may be told.

use std::collections::BTreeSet;

use actions::cancel_lesson;
use actions::provider_page::{self, ForReferrers, ProviderPage};
use askama::Template;
use axum::extract::{Path, State};
use documents::{RESIDENT_LANGUAGES, Texts, dutch, moments, offer_facts, prices};
use domain::answering::AnswerPace;
use domain::calendar::day_of;
use domain::codes::Language;
use domain::offer::Offer;
use jiff::civil::Date;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::answer_page::Call;
use super::described::described_provider;
use super::facts::activity;
use super::language::{Picker, Reads, by_reader, of_page};
use super::offer::{Moment, Pair, in_language, pairs, paused, shown_moments};
use super::offers_address::Address;
use super::picture::{Seen, first_seen};
use super::sent::Asked;
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
    /// What it is in the reader's language; empty when that is the title's.
    activity: String,
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
    /// The same page in each language, first that for who reads none of them.
    alternates: Vec<(&'static str, String)>,
    picker: Picker,
    /// Takes the language along: `?taal=tr`; mostly empty.
    language: String,
    /// What stands between two days.
    comma: &'static str,
    described: String,
}

/// Shows one provider.
pub async fn open(
    State(web): State<Web>,
    base: Base,
    reads: Reads,
    asked: Asked,
    Path(id): Path<String>,
) -> Answer {
    let t = of_page(&base, &asked, reads);
    let id = id.parse().map_err(|_| Mishap::NotFound)?;
    let page = provider_page::provider(&web.bridge, id)?;
    let caller = base.visitor.as_ref().map(|visitor| &visitor.caller);
    // In another language it is shown to a client.
    let caller = caller.filter(|_| t.language() == Language::Dutch);
    let told = match caller.filter(|caller| provider_page::may_read(caller)) {
        Some(caller) => {
            Some(provider_page::for_referrers(&web.bridge, caller, &page.provider).await?)
        }
        None => None,
    };
    let base = base.in_language(t);
    let base = base.of_municipality(&web, page.provider.municipality);
    let reading = Reading {
        web: &web,
        t,
        language: Address::of(&asked).language(),
        told: told.as_ref(),
        today: day_of(web.bridge.now()),
    };
    render(&reading.view(base, &page)).map(by_reader)
}

/// Who reads the page, and when.
struct Reading<'a> {
    web: &'a Web,
    t: &'static Texts,
    /// Takes the language along to other pages.
    language: String,
    /// What who refers reads.
    told: Option<&'a ForReferrers>,
    today: Date,
}

impl Reading<'_> {
    fn view(self, base: Base, page: &ProviderPage) -> ProviderView {
        let (t, web) = (self.t, self.web);
        let provider = &page.provider;
        let home = &web.bridge.settings().public_url;
        let address = format!("{home}/aanbieders/{}", provider.id);
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
            activities: t.capital(&t.w(
                "aanbieder-wat-al",
                &[("activiteiten", &activities.join(offer_facts::comma(t)))],
            )),
            lessons: page.offers.iter().map(|offer| self.lesson(offer)).collect(),
            more: match i64::try_from(left) {
                Ok(0) | Err(_) => String::new(),
                Ok(left) => t.n("aanbieder-meer", "aantal", left),
            },
            more_href: format!("/aanbod?q={name}{}", self.language.replace('?', "&")),
            pace: self.told.map(|told| pace(t, told.pace)),
            call: phone.map(|phone| Call {
                href: format!("tel:{}", dial(&phone)),
                words: phone,
            }),
            email: email.unwrap_or_default(),
            website: website
                .as_deref()
                .and_then(domain::website::address)
                .unwrap_or_default(),
            described: described_provider(provider, &page.offers, &address),
            canonical: in_language(&address, t.language()),
            alternates: std::iter::once(("x-default", address.clone()))
                .chain(RESIDENT_LANGUAGES.map(|one| (one.code(), in_language(&address, one))))
                .collect(),
            picker: Picker::of(t),
            language: self.language,
            comma: offer_facts::comma(t),
        }
    }

    fn lesson(&self, offer: &Offer) -> Lesson {
        let (t, web, today) = (self.t, self.web, self.today);
        let mut facts = pairs(web, t, offer);
        facts.extend(paused(web, t, offer, today));
        let foreign = t.language() != Language::Dutch;
        Lesson {
            href: format!("/aanbod/{}{}", offer.id, self.language),
            activity: activity(t, offer).filter(|_| foreign).unwrap_or_default(),
            title: offer.title.clone(),
            moments: shown_moments(t, offer),
            next: self.next(offer),
            price: t.capital(&offer_facts::price_with_month(t, offer)),
            trial: offer
                .trial
                .map(|trial| prices::trial(t, trial))
                .unwrap_or_default(),
            pairs: facts,
            confirmed: t.capital(&offer_facts::confirmed(
                t,
                offer.confirmed_on,
                offer.confirmed_by,
                today,
            )),
            picture: first_seen(&web.bridge, offer.id),
            for_referrer: self.told.map(|told| of_lesson(t, offer, told, today)),
        }
    }

    /// The next days of a lesson, and whether it is left out then.
    fn next(&self, offer: &Offer) -> Vec<(String, bool)> {
        let bridge = &self.web.bridge;
        let closures = cancel_lesson::pauses(bridge, offer).closures;
        let coming = cancel_lesson::coming(bridge, offer).into_iter();
        let within =
            coming.take_while(|lesson| offer.ends_on.is_none_or(|last| lesson.day <= last));
        let told = within.take(NEXT).map(|lesson| {
            let mut closed = closures.iter();
            let closed = closed.any(|closure| (closure.from..=closure.to).contains(&lesson.day));
            (
                moments::date_short(self.t, lesson.day),
                lesson.cancelled || closed,
            )
        });
        told.collect()
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
    let args = [
        ("lessen", lessons.as_str()),
        ("plaats", &towns.join(offer_facts::comma(t))),
    ];
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
