//! Guards forms against other sites. Every form that is sent must come from our own pages; that of
//! a signed-in visitor must also carry the token of their session. Forms behind a link carry the
//! link's own token in their address, which no other site knows.

use axum::extract::Request;
use http::{HeaderMap, header};

use crate::Web;
use crate::intake::Whole;
use crate::mishap::Mishap;
use crate::multipart::{is_multipart, parts};
use crate::policy::Policy;

/// The field of a form that holds the token.
pub const FIELD: &str = "csrf";

/// The token of a session's forms.
#[derive(Clone)]
pub struct CsrfToken(pub(crate) String);

impl CsrfToken {
    /// As it stands in a form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Judges a request that may change something.
pub(crate) fn judge(web: &Web, policy: Policy, request: &Request) -> Result<(), Mishap> {
    if !comes_from_here(request.headers(), &web.bridge.settings().public_url) {
        return Err(Mishap::Stale);
    }
    let Some(token) = request.extensions().get::<CsrfToken>() else {
        return Ok(());
    };
    if policy == Policy::Link {
        return Ok(());
    }
    let body = request.extensions().get::<Whole>();
    let sent = body.and_then(|Whole(body)| match is_multipart(request.headers()) {
        true => part(request.headers(), body),
        false => field(body),
    });
    match sent {
        Some(sent) if same(sent.as_bytes(), token.0.as_bytes()) => Ok(()),
        _ => Err(Mishap::Stale),
    }
}

/// Whether the browser says that one of our own pages sent this. A browser that says nothing is
/// let through: cookies stay with our site and the token is asked as well.
fn comes_from_here(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some("same-origin" | "none") => return true,
        Some(_) => return false,
        None => {}
    }
    match text("origin") {
        // Without a referrer browsers write `null`, on our own pages too.
        None | Some("null") => true,
        Some(origin) if origin == public_url => true,
        Some(origin) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(header::HOST.as_str())
        }
    }
}

fn field(body: &[u8]) -> Option<String> {
    let pairs: Vec<(String, String)> = serde_html_form::from_bytes(body).ok()?;
    pairs
        .into_iter()
        .find(|(name, _)| name == FIELD)
        .map(|(_, value)| value)
}

/// The token in a form that brings a file.
fn part(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    let parts = parts(headers, body)?;
    let part = parts.iter().find(|part| part.name == FIELD)?;
    part.text().map(str::to_owned)
}

/// Compares in the same time wherever the difference lies.
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    let differs = one
        .iter()
        .zip(other)
        .fold(0, |differs, (one, other)| differs | (one ^ other));
    one.len() == other.len() && differs == 0
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&[("sec-fetch-site", "same-origin")], true)]
    #[case(&[("sec-fetch-site", "none")], true)]
    #[case(&[("sec-fetch-site", "cross-site")], false)]
    #[case(&[("sec-fetch-site", "same-site")], false)]
    #[case(&[("origin", "https://brug.nl")], true)]
    #[case(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")], true)]
    #[case(&[("origin", "https://elders.nl"), ("host", "brug.nl")], false)]
    #[case(&[("origin", "elders"), ("host", "brug.nl")], false)]
    #[case(&[("sec-fetch-site", "cross-site"), ("origin", "https://brug.nl")], false)]
    #[case(&[("origin", "null")], true)]
    #[case(&[], true)]
    fn a_form_from_another_site_is_refused(
        #[case] sent: &[(&'static str, &'static str)],
        #[case] taken: bool,
    ) {
        let headers = sent
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        assert_eq!(comes_from_here(&headers, "https://brug.nl"), taken);
    }

    #[test]
    fn the_token_is_found_among_the_fields() {
        assert_eq!(field(b"naam=a%26csrf%3Db&csrf=x-y"), Some("x-y".to_owned()));
        assert_eq!(field(b"naam=a"), None);
        assert_eq!(field(&[0xff, 0xfe]), None);
        assert!(same(b"abc", b"abc") && !same(b"abc", b"abd") && !same(b"abc", b"ab"));
    }
}
