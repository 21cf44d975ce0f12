//! `/.well-known/security.txt` (RFC 9116): where somebody who finds a weakness can tell it.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use jiff::{SignedDuration, Timestamp};

use crate::Web;
use crate::policy::{Policy, Routes};

/// How long the file may be believed: well within the year that the RFC allows, so that a copy of
/// a service that was stopped does not linger.
const BELIEVED: SignedDuration = SignedDuration::from_hours(24 * 180);

/// `/.well-known/security.txt`
pub(crate) fn router() -> Routes {
    Routes::new().get("/.well-known/security.txt", Policy::Public, show)
}

async fn show(State(web): State<Web>) -> Response {
    let public_url = &web.bridge.settings().public_url;
    let text = text(&contact(&web), public_url, web.bridge.now());
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (plain, text).into_response()
}

/// Whom the operator named; otherwise a service point. Without a municipality there is nobody yet.
fn contact(web: &Web) -> String {
    let named = Some(web.setup.security_contact.clone()).filter(|named| !named.trim().is_empty());
    let all = web.bridge.municipalities();
    named
        .or_else(|| all.iter().find_map(|one| one.service_point_email.clone()))
        .unwrap_or_else(|| format!("{}/toegankelijkheid", web.bridge.settings().public_url))
}

fn text(contact: &str, public_url: &str, now: Timestamp) -> String {
    // A contact cannot begin another line.
    let contact: String = contact.chars().filter(char::is_ascii_graphic).collect();
    let kind = if contact.contains(':') { "" } else { "mailto:" };
    let until = now.checked_add(BELIEVED).unwrap_or(now);
    format!(
        "Contact: {kind}{contact}\n\
         Expires: {}\n\
         Preferred-Languages: nl, en\n\
         Canonical: {public_url}/.well-known/security.txt\n",
        until.strftime("%Y-%m-%dT00:00:00Z")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_finds_a_hole_knows_whom_to_tell_and_until_when_that_holds() {
        let now = "2026-11-24T08:42:00Z".parse().unwrap();
        assert_eq!(
            text("veilig@brugdam.example", "https://brugdam.example", now),
            "Contact: mailto:veilig@brugdam.example\n\
             Expires: 2027-05-23T00:00:00Z\n\
             Preferred-Languages: nl, en\n\
             Canonical: https://brugdam.example/.well-known/security.txt\n"
        );
        let by_phone = text("tel:+31-88-0000000\nX: y", "https://brugdam.example", now);
        assert!(by_phone.starts_with("Contact: tel:+31-88-0000000X:y\nExpires: "));
    }
}
