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

/// `/.well-known/security.txt`, and the old place of it.
pub(crate) fn router() -> Routes {
    Routes::new()
        .get("/.well-known/security.txt", Policy::Public, show)
        .get("/security.txt", Policy::Public, show)
}

async fn show(State(web): State<Web>) -> Response {
    let public_url = &web.bridge.settings().public_url;
    let text = text(&web.setup.security_contact, public_url, web.bridge.now());
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    (headers, text).into_response()
}

/// The file. Without a contact in the settings, the page that says who is behind the service.
fn text(contact: &str, public_url: &str, now: Timestamp) -> String {
    let contact = match contact.trim() {
        "" => format!("{public_url}/privacy"),
        contact if contact.contains(':') => contact.to_owned(),
        address => format!("mailto:{address}"),
    };
    let expires = now.checked_add(BELIEVED).unwrap_or(now);
    format!(
        "Contact: {contact}\n\
         Expires: {}\n\
         Preferred-Languages: nl, en\n\
         Canonical: {public_url}/.well-known/security.txt\n",
        expires.strftime("%Y-%m-%dT%H:%M:%SZ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_whom_to_write_to_and_until_when_it_holds() {
        let now = "2026-11-24T08:42:00Z".parse().unwrap();
        assert_eq!(
            text("veilig@brugdam.example", "https://brugdam.example", now),
            "Contact: mailto:veilig@brugdam.example\n\
             Expires: 2027-05-23T08:42:00Z\n\
             Preferred-Languages: nl, en\n\
             Canonical: https://brugdam.example/.well-known/security.txt\n"
        );
        let by_phone = text("tel:+31-88-0000000", "https://brugdam.example", now);
        assert!(by_phone.starts_with("Contact: tel:+31-88-0000000\n"));
        let unset = text("", "https://brugdam.example", now);
        assert!(unset.starts_with("Contact: https://brugdam.example/privacy\n"));
    }
}
