//! What programs that read the web may find here: `/robots.txt`, and `/sitemap.xml` with the
//! public catalogue. Every other page says for itself that it is not to be kept
//! (`crate::headers`).

use std::fmt::Write;

use actions::{catalogue, provider_page};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;

use crate::Web;

/// So many addresses may stand in one file (sitemaps.org).
const MOST: usize = 50_000;
/// Of these, at most so many for providers: offers are what people look for.
const MOST_PROVIDERS: usize = 10_000;

/// `GET /robots.txt`: the front door and the catalogue. The rest is left out by its own header,
/// so that no address of a link has to be named here.
pub async fn robots(State(web): State<Web>) -> Response {
    let home = &web.bridge.settings().public_url;
    let text = format!(
        "User-agent: *\nAllow: /\nDisallow: /api/\nDisallow: /insluiten/\n\nSitemap: {home}/sitemap.xml\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// `GET /sitemap.xml`
pub async fn sitemap(State(web): State<Web>) -> Response {
    let home = &web.bridge.settings().public_url;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in ["/", "/aanbod", "/aanmelden"] {
        let _ = writeln!(text, "<url><loc>{home}{path}</loc></url>");
    }
    let providers = provider_page::first(&web.bridge, MOST_PROVIDERS);
    for provider in &providers {
        let _ = writeln!(text, "<url><loc>{home}/aanbieders/{provider}</loc></url>");
    }
    for offer in catalogue::first(&web.bridge, MOST - 3 - providers.len()) {
        let _ = write!(text, "<url><loc>{home}/aanbod/{}</loc>", offer.id);
        if let Some(day) = offer.confirmed_on {
            let _ = write!(text, "<lastmod>{day}</lastmod>");
        }
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    (
        [(header::CONTENT_TYPE, "application/xml; charset=utf-8")],
        text,
    )
        .into_response()
}
