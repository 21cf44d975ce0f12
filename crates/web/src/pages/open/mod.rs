//! Pages without sign-in: the front door and the public catalogue, the page behind a receiver's
//! link, the resident's own page, asking for help, and what we promise.

mod about;
mod answer;
mod answer_facts;
mod answer_page;
mod ask;
mod asked_now;
pub(in crate::pages) mod choice;
mod choice_words;
mod code;
mod crawlers;
mod demo_post;
mod described;
pub(in crate::pages) mod facts;
mod home;
pub(in crate::pages) mod language;
mod letter;
pub(in crate::pages) mod link_gone;
mod offer;
mod offers;
mod offers_address;
mod offers_choices;
mod offers_row;
pub(in crate::pages) mod picture;
mod provider;
mod resident;
mod resident_export;
mod resident_file;
pub(in crate::pages) mod resident_page;
mod resident_rights;
pub(in crate::pages) mod sent;
mod step_form;
pub(super) mod still_right;

use crate::pages::professional::{offer_form, offer_pictures};
use crate::policy::{Policy, Routes};
use crate::throttle::Guard;

/// The routes of the open pages.
pub(crate) fn router() -> Routes {
    Routes::new()
        .get("/", Policy::Public, home::open)
        .get("/aanbod", Policy::Public, offers::list)
        .get("/aanbod/{id}", Policy::Public, offer::open)
        .get("/aanbod/{id}/foto/{nr}", Policy::Public, picture::show)
        .get("/aanbieders/{id}", Policy::Public, provider::open)
        .get(crate::embedding::FRAMED, Policy::Public, offers::framed)
        .get("/keuze", Policy::Public, choice::open)
        .get("/robots.txt", Policy::Public, crawlers::robots)
        .get("/sitemap.xml", Policy::Public, crawlers::sitemap)
        .get("/v/{token}", Policy::Link, answer::open)
        .post("/v/{token}", Policy::Link, answer::answer)
        .post("/v/{token}/andere-dag", Policy::Link, answer::another_day)
        .get("/klopt/{token}", Policy::Link, still_right::open)
        .post("/klopt/{token}", Policy::Link, still_right::answer)
        .post("/klopt/{token}/dicht", Policy::Link, still_right::close)
        .get(
            "/klopt/{token}/nieuw",
            Policy::Link,
            offer_form::new_by_link,
        )
        .post(
            "/klopt/{token}/nieuw",
            Policy::Link,
            offer_form::create_by_link,
        )
        .get(
            "/klopt/{token}/{id}",
            Policy::Link,
            offer_form::edit_by_link,
        )
        .post(
            "/klopt/{token}/{id}",
            Policy::Link,
            offer_form::save_by_link,
        )
        .post(
            "/klopt/{token}/{id}/stoppen",
            Policy::Link,
            offer_form::stop_by_link,
        )
        .post(
            "/klopt/{token}/{id}/niet-door",
            Policy::Link,
            offer_form::cancel_by_link,
        )
        .get(
            "/klopt/{token}/{id}/fotos",
            Policy::Link,
            offer_pictures::list_by_link,
        )
        .post(
            "/klopt/{token}/{id}/fotos",
            Policy::Link,
            offer_pictures::send_by_link,
        )
        .get(
            "/klopt/{token}/{id}/fotos/{nr}",
            Policy::Link,
            offer_pictures::look_by_link,
        )
        .post(
            "/klopt/{token}/{id}/fotos/{nr}",
            Policy::Link,
            offer_pictures::decide_by_link,
        )
        .get("/mijn", Policy::Public, code::ask)
        .post("/mijn", Policy::Guarded(Guard::Code), code::open)
        .get("/mijn/{token}", Policy::Link, resident::open)
        .post("/mijn/{token}", Policy::Link, resident::answer)
        .get(
            "/mijn/{token}/gegevens",
            Policy::Link,
            resident_rights::open,
        )
        .post(
            "/mijn/{token}/gegevens",
            Policy::Link,
            resident_rights::correct,
        )
        .get(
            "/mijn/{token}/gegevens.json",
            Policy::Link,
            resident_rights::export,
        )
        .post(
            "/mijn/{token}/toestemming",
            Policy::Link,
            resident_rights::consent,
        )
        .post(
            "/mijn/{token}/bezwaar",
            Policy::Link,
            resident_rights::objection,
        )
        .get("/aanmelden", Policy::Public, ask::ask)
        .post("/aanmelden", Policy::Guarded(Guard::Ask), ask::send)
        .get("/privacy", Policy::Public, about::privacy)
        .get("/toegankelijkheid", Policy::Public, about::accessibility)
        .get("/api", Policy::Public, about::api)
        .get("/demo/post", Policy::Public, demo_post::list)
        .get("/demo/post/{name}", Policy::Public, demo_post::open)
}
