//! The address of the public list: what was asked, in codes that may be shared. Every link on the
//! list is the same address with something added, taken away or exchanged.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::language;
use super::sent::Asked;

/// The key of the page's language.
const LANGUAGE: &str = "taal";
/// What an address may hold, in this order; the number of the page stands last.
const KEYS: [&str; 13] = [
    "q",
    "postcode",
    "maxAfstandKm",
    "activiteit",
    "dagdeel",
    "maxPrijs",
    "leeftijd",
    "niveau",
    "groep",
    "toegankelijkheid",
    "spreekt",
    "proefles",
    LANGUAGE,
];

/// What may stand in an address as it is (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// What was asked of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pairs: Vec<(&'static str, String)>,
}

impl Address {
    /// Of a request: what it asks that the list knows.
    #[must_use]
    pub fn of(asked: &Asked) -> Self {
        let values = |key| asked.all(key).into_iter().map(move |value| (key, value));
        let known =
            |(key, value): &(&str, String)| *key != LANGUAGE || language::asked(value).is_some();
        Self {
            pairs: KEYS.into_iter().flat_map(values).filter(known).collect(),
        }
    }

    /// Whether nothing but a language is asked: the list as search engines keep it.
    #[must_use]
    pub fn is_whole_list(&self) -> bool {
        self.pairs.iter().all(|(key, _)| *key == LANGUAGE)
    }

    /// The values under a key.
    pub fn values(&self, key: &str) -> impl Iterator<Item = &str> {
        let own = self.pairs.iter().filter(move |(name, _)| *name == key);
        own.map(|(_, value)| value.as_str())
    }

    /// The same, with this value in the place of those under its key.
    #[must_use]
    pub fn with(&self, key: &'static str, value: &str) -> Self {
        self.without(key, |_| true).and(key, value)
    }

    /// The same, with this value too.
    #[must_use]
    pub fn and(mut self, key: &'static str, value: &str) -> Self {
        self.pairs.push((key, value.to_owned()));
        self
    }

    /// The same without those values under a key.
    #[must_use]
    pub fn without(&self, key: &str, gone: impl Fn(&str) -> bool) -> Self {
        let mut left = self.clone();
        left.pairs
            .retain(|(name, value)| *name != key || !gone(value));
        left
    }

    fn query(&self) -> String {
        let mut query = String::new();
        // In one order, however it came about: the same question has one address.
        for key in KEYS {
            for value in self.values(key) {
                let value = utf8_percent_encode(value, UNRESERVED);
                let _ = write!(query, "{key}={value}&");
            }
        }
        query
    }

    /// The first page.
    #[must_use]
    pub fn href(&self) -> String {
        match self.query().strip_suffix('&') {
            Some(query) => format!("/aanbod?{query}"),
            None => "/aanbod".to_owned(),
        }
    }

    /// Another page of the same.
    #[must_use]
    pub fn page(&self, page: u32) -> String {
        format!("/aanbod?{}pagina={page}", self.query())
    }

    /// What stays in the address when another language is picked.
    #[must_use]
    pub fn kept(&self) -> String {
        self.without(LANGUAGE, |_| true).query()
    }

    /// What takes the language along to another page: `?taal=tr`; empty when none was asked.
    #[must_use]
    pub fn language(&self) -> String {
        let asked = self.values(LANGUAGE).next();
        asked.map_or_else(String::new, |code| format!("?{LANGUAGE}={code}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(pairs: &[(&'static str, &str)]) -> Address {
        let pairs = pairs.iter().map(|(key, value)| (*key, (*value).to_owned()));
        Address {
            pairs: pairs.collect(),
        }
    }

    #[test]
    fn words_come_back_in_the_address_without_breaking_it() {
        let address = plain(&[("q", "rustig wandelen&x=1#é")]);
        assert_eq!(
            address.href(),
            "/aanbod?q=rustig%20wandelen%26x%3D1%23%C3%A9"
        );
    }

    #[test]
    fn a_link_adds_exchanges_or_takes_away_and_keeps_the_rest() {
        let address = plain(&[("q", "yoga"), ("maxPrijs", "10"), ("taal", "tr")]);
        let cheaper = address.with("maxPrijs", "0");
        assert_eq!(cheaper.href(), "/aanbod?q=yoga&maxPrijs=0&taal=tr");
        let both = cheaper.and("dagdeel", "avond");
        assert_eq!(
            both.page(2),
            "/aanbod?q=yoga&dagdeel=avond&maxPrijs=0&taal=tr&pagina=2"
        );
        assert_eq!(both.kept(), "q=yoga&dagdeel=avond&maxPrijs=0&");
        assert_eq!(both.language(), "?taal=tr");
        let none = address.without("q", |_| true).without("maxPrijs", |_| true);
        assert!(none.is_whole_list() && !address.is_whole_list());
        assert_eq!(none.href(), "/aanbod?taal=tr");
        assert_eq!(plain(&[]).href(), "/aanbod");
    }
}
