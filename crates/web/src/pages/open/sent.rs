//! What a form or an address sent, as pages without sign-in read it: text in every field, unknown
//! fields ignored, nothing refused before the page could say what is wrong.

use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use http::request::Parts;

use crate::Web;
use crate::intake::Whole;
use crate::mishap::Mishap;
use crate::watch;

/// The fields of a form that was posted.
#[derive(Clone, Debug, Default)]
pub struct Sent(Vec<(String, String)>);

/// The keys of the address's query.
#[derive(Clone, Debug, Default)]
pub struct Asked(Vec<(String, String)>);

/// The network address that a request comes from, for the access log.
#[derive(Clone, Debug)]
pub struct Origin(pub String);

impl Sent {
    /// A field's first value without the space around it; empty when it was not sent.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        first(&self.0, name)
    }

    /// Every value of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<String> {
        every(&self.0, name)
    }

    /// A field's value if it is longer than `most` characters cut there: enough to show again.
    #[must_use]
    pub fn shown(&self, name: &str, most: usize) -> String {
        self.text(name).chars().take(most).collect()
    }
}

impl Asked {
    /// A key's first value without the space around it; empty when it was not asked.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        first(&self.0, name)
    }

    /// Every value of a key.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<String> {
        every(&self.0, name)
    }
}

fn first(pairs: &[(String, String)], name: &str) -> String {
    pairs
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.trim().to_owned())
        .unwrap_or_default()
}

fn every(pairs: &[(String, String)], name: &str) -> Vec<String> {
    pairs
        .iter()
        .filter(|(key, value)| key == name && !value.trim().is_empty())
        .map(|(_, value)| value.trim().to_owned())
        .collect()
}

impl<S: Send + Sync> FromRequestParts<S> for Sent {
    type Rejection = Mishap;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Mishap> {
        let Some(Whole(body)) = parts.extensions.get() else {
            return Ok(Self::default());
        };
        let pairs = serde_html_form::from_bytes(body).map_err(|_| Mishap::BadRequest)?;
        Ok(Self(pairs))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Mishap;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Mishap> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = serde_html_form::from_str(query).map_err(|_| Mishap::BadRequest)?;
        Ok(Self(pairs))
    }
}

impl FromRequestParts<Web> for Origin {
    type Rejection = Mishap;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Mishap> {
        let request = Request::from_parts(parts.clone(), Body::empty());
        Ok(Self(watch::address(web, &request)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn sent(body: &'static [u8]) -> Result<Sent, Mishap> {
        let mut request = Request::new(Body::empty());
        request.extensions_mut().insert(Whole(body.into()));
        let (mut parts, _) = request.into_parts();
        Sent::from_request_parts(&mut parts, &()).await
    }

    #[tokio::test]
    async fn a_field_may_be_sent_more_than_once_or_not_at_all() {
        let sent =
            sent(b"aanleiding=meer-bewegen&naam=+Fatma+&aanleiding=minder-stress&aanleiding=")
                .await
                .unwrap();
        assert_eq!(sent.all("aanleiding"), ["meer-bewegen", "minder-stress"]);
        assert_eq!(sent.text("naam"), "Fatma");
        assert_eq!(sent.text("telefoon"), "");
        assert_eq!(sent.shown("naam", 3), "Fat");
    }

    #[tokio::test]
    async fn bytes_that_are_no_form_are_not_guessed_at() {
        // A percent sign that stands for nothing is a percent sign.
        assert_eq!(sent(b"naam=100%").await.unwrap().text("naam"), "100%");
        assert!(sent(b"").await.unwrap().all("naam").is_empty());
    }
}
