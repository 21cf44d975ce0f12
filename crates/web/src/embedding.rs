//! Which other sites may show our catalogue in a frame on their own pages: those that the operator
//! named, and only the catalogue. Nothing in it is personal and nobody is signed in there.
//!
//! Called by [`crate::headers`] and the page itself. The list comes from the operator's settings.

use http::{HeaderValue, Uri};

/// The one address that may be framed.
pub(crate) const FRAMED: &str = "/insluiten/aanbod";

/// The sites that may frame it, each as scheme and host. Without any, nobody may.
#[derive(Clone, Debug, Default)]
pub struct EmbeddedBy(Vec<String>);

/// Why a text is no site.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no site: write https and its name, such as https://www.brugdam.example")]
pub struct NoSite(String);

impl EmbeddedBy {
    /// Reads the operator's list.
    ///
    /// # Errors
    /// [`NoSite`] for the first text that is none: anything but `https://name[:port]`.
    pub fn read(sites: &[String]) -> Result<Self, NoSite> {
        let site = |text: &String| {
            let wrong = || NoSite(text.chars().filter(|sign| !sign.is_control()).collect());
            let uri: Uri = text.trim().parse().map_err(|_| wrong())?;
            let plain = uri.path() == "/" && uri.query().is_none() && !text.contains('@');
            match (uri.scheme_str(), uri.authority()) {
                (Some("https"), Some(name)) if plain => Ok(format!("https://{name}")),
                _ => Err(wrong()),
            }
        };
        sites.iter().map(site).collect::<Result<_, _>>().map(Self)
    }

    /// Whether any site may.
    #[must_use]
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// The sites, as people read them.
    #[must_use]
    pub fn words(&self) -> String {
        self.0.join(", ")
    }

    /// The content policy of the framed page: `policy` with these sites for its frame.
    pub(crate) fn policy(&self, policy: &str) -> Option<HeaderValue> {
        let sites = self.0.join(" ");
        let framed = format!("frame-ancestors {sites}");
        HeaderValue::from_str(&policy.replace("frame-ancestors 'none'", &framed)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_https_and_a_name() {
        let list = |text: &str| EmbeddedBy::read(&[text.to_owned()]);
        assert!(list("https://www.brugdam.example").unwrap().any());
        assert!(list("https://brugdam.example:8443/").is_ok());
        for wrong in [
            "",
            "http://brugdam.example",
            "https://",
            "*",
            "https://*.example 'unsafe-inline'",
            "https://a.example; script-src *",
            "https://a.example/pad",
            "https://naam@a.example",
            "javascript:alert(1)",
            "https://a.example\r\nSet-Cookie: x=1",
        ] {
            assert!(list(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_policy_names_the_sites_and_keeps_the_rest() {
        let sites = [
            "https://a.example".to_owned(),
            "https://b.example".to_owned(),
        ];
        let policy = EmbeddedBy::read(&sites)
            .unwrap()
            .policy("default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
            .unwrap();
        assert_eq!(
            policy.to_str().unwrap(),
            "default-src 'none'; frame-ancestors https://a.example https://b.example; \
             base-uri 'none'"
        );
    }
}
