//! What we promise and how to reach us: `/privacy`, `/toegankelijkheid`, `/api` and
//! `/.well-known/security.txt`.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use documents::Texts;
use http::header;
use jiff::{SignedDuration, Timestamp};

use crate::Web;
use crate::mishap::Answer;
use crate::view::{Base, render};

/// Longer than this nobody should trust `security.txt` unread (RFC 9116, section 2.5.5).
const SECURITY_TXT_HOLDS: SignedDuration = SignedDuration::from_hours(24 * 180);

/// A page of texts under keys with one beginning, as `privacy-bewaren-1`.
macro_rules! page_of_texts {
    ($name:ident, $path:literal, $call:literal) => {
        #[derive(Template)]
        #[template(path = $path)]
        struct $name {
            base: Base,
            t: &'static Texts,
        }

        impl $name {
            fn part(&self, start: &str, part: &str) -> String {
                self.t.s(&format!("{start}-{part}"))
            }

            fn call_key(&self) -> &'static str {
                $call
            }
        }
    };
}

page_of_texts!(PrivacyView, "open/privacy.html", "privacy-vragen-tekst");
page_of_texts!(
    AccessibilityView,
    "open/accessibility.html",
    "toegankelijk-melden-tekst"
);

impl PrivacyView {
    fn part_text(&self, start: &str, part: &str) -> String {
        self.t.s(&format!("{start}-{part}-tekst"))
    }
}

#[derive(Template)]
#[template(path = "open/api.html")]
struct ApiView {
    base: Base,
    t: &'static Texts,
    address: String,
}

impl ApiView {
    fn part(&self, start: &str, part: &str) -> String {
        self.t.s(&format!("{start}-{part}"))
    }
}

/// What is stored, who sees it, for how long, and what people can do.
pub async fn privacy(base: Base) -> Answer {
    let t = Texts::dutch();
    render(&PrivacyView {
        base: base.titled(t.s("privacy-titel")),
        t,
    })
}

/// How accessible this is, how that was tested, and what is not right yet.
pub async fn accessibility(base: Base) -> Answer {
    let t = Texts::dutch();
    render(&AccessibilityView {
        base: base.titled(t.s("toegankelijk-titel")),
        t,
    })
}

/// For who builds a program: where the description is, and how to get a token.
pub async fn api(State(web): State<Web>, base: Base) -> Answer {
    let t = Texts::dutch();
    render(&ApiView {
        base: base.titled(t.s("api-titel")),
        t,
        address: web.bridge.settings().public_url.clone(),
    })
}

/// Whom to tell about a hole (RFC 9116). Without a municipality there is nobody yet.
pub async fn security_txt(State(web): State<Web>) -> Response {
    let url = &web.bridge.settings().public_url;
    let all = web.bridge.municipalities();
    let mail = all.iter().find_map(|one| one.service_point_email.clone());
    let contact = match mail {
        Some(address) => format!("mailto:{address}"),
        None => format!("{url}/toegankelijkheid"),
    };
    let text = security_lines(&contact, url, web.bridge.now());
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (plain, text).into_response()
}

fn security_lines(contact: &str, url: &str, now: Timestamp) -> String {
    let until = now.checked_add(SECURITY_TXT_HOLDS).unwrap_or(now);
    let until = until.strftime("%Y-%m-%dT00:00:00Z");
    // An address cannot begin another line.
    let contact: String = contact
        .chars()
        .filter(|sign| sign.is_ascii_graphic())
        .collect();
    format!(
        "Contact: {contact}\nExpires: {until}\nPreferred-Languages: nl, en\n\
        Canonical: {url}/.well-known/security.txt\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_finds_a_hole_knows_whom_to_tell_and_until_when_that_holds() {
        let now = "2026-11-24T10:00:00Z".parse().unwrap();
        let text = security_lines("mailto:a@b.nl\nX: y", "https://brug.nl", now);
        assert_eq!(
            text,
            "Contact: mailto:a@b.nlX:y\nExpires: 2027-05-23T00:00:00Z\n\
            Preferred-Languages: nl, en\n\
            Canonical: https://brug.nl/.well-known/security.txt\n"
        );
    }
}
