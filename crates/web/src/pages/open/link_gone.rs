//! The page for a link that does not open anything (any more): friendly, with a number to call.
//! It never tells what the link once opened.

use askama::Template;
use axum::response::Response;
use http::StatusCode;

use crate::mishap::{Answer, Mishap};
use crate::view::{Base, render};

#[derive(Template)]
#[template(path = "open/link_gone.html")]
struct LinkGone {
    base: Base,
    text: String,
    help: String,
    home: String,
}

/// Whose link it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A receiver's, in Dutch.
    Receiver,
    /// A resident's, in the page's language.
    Resident,
}

/// The page for a link that failed with `mishap`; any other mishap is handed on.
///
/// # Errors
/// The mishap itself, when it is no matter of the link.
pub fn link_gone(base: Base, whose: Whose, mishap: Mishap) -> Answer {
    let code = match mishap {
        Mishap::Gone => StatusCode::GONE,
        Mishap::NotFound => StatusCode::NOT_FOUND,
        other => return Err(other),
    };
    let t = base.t;
    let (title, text) = match (whose, mishap) {
        (Whose::Resident, _) => ("mijn-weg-titel", "mijn-weg-uitleg"),
        (Whose::Receiver, Mishap::Gone) => ("link-weg", "link-weg-tekst"),
        (Whose::Receiver, _) => ("link-onbekend", "link-onbekend-tekst"),
    };
    let page = LinkGone {
        text: t.s(text),
        help: t.w(
            "mijn-hulp-bel",
            &[
                ("servicepunt", &base.desk_name),
                ("telefoon", &base.desk_phone),
            ],
        ),
        home: t.s("link-naar-begin"),
        base: base.titled(t.s(title)),
    };
    let mut response: Response = render(&page)?;
    *response.status_mut() = code;
    Ok(response)
}
