//! Lists of the API: `{"aantal","resultaten","volgende"}`, twenty a page, and the keys of a query.

use domain::fault::Fault;
use http::Uri;
use serde::Serialize;
use utoipa::ToSchema;

/// How many stand on a page.
pub(crate) const PAGE: usize = 20;

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct Listing<T> {
    /// Hoeveel er in totaal zijn.
    pub(crate) aantal: u64,
    /// Deze bladzijde, hoogstens twintig.
    pub(crate) resultaten: Vec<T>,
    /// Het adres van de volgende bladzijde, of null.
    pub(crate) volgende: Option<String>,
}

/// The keys of a query, read one by one with their faults.
pub(crate) struct Keys {
    pairs: Vec<(String, String)>,
    path: String,
    faults: Vec<Fault>,
}

impl Keys {
    /// Reads the query of an address.
    pub(crate) fn of(uri: &Uri) -> Self {
        let pairs = uri
            .query()
            .and_then(|query| serde_html_form::from_str(query).ok());
        Self {
            pairs: pairs.unwrap_or_default(),
            path: uri.path().to_owned(),
            faults: Vec::new(),
        }
    }

    /// A text; empty when it is absent.
    pub(crate) fn text(&self, key: &str) -> String {
        let found = self.pairs.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// A list: the key repeated, or its values with commas between.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        self.pairs
            .iter()
            .filter(|(name, _)| name == key)
            .flat_map(|(_, value)| value.split(','))
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .take(100)
            .collect()
    }

    /// A number.
    pub(crate) fn number(&mut self, key: &str) -> Option<f64> {
        let text = self.text(key);
        if text.trim().is_empty() {
            return None;
        }
        let read = text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
        if read.is_none() {
            self.faults.push(Fault::query(key, "getal"));
        }
        read
    }

    /// Which page is asked for, from 1.
    pub(crate) fn page(&mut self) -> u32 {
        let text = self.text("pagina");
        if text.trim().is_empty() {
            return 1;
        }
        match text.trim().parse::<u32>() {
            Ok(page @ 1..=1_000_000) => page,
            _ => {
                self.faults
                    .push(Fault::query("pagina", "getal").with("1-1000000"));
                1
            }
        }
    }

    /// Adds a fault.
    pub(crate) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// The faults of the keys.
    pub(crate) fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// A page as it is answered, with the address of the next one.
    pub(crate) fn listing<T>(&self, total: u64, items: Vec<T>, page: u32) -> Listing<T> {
        let seen = u64::from(page).saturating_mul(PAGE as u64);
        Listing {
            aantal: total,
            resultaten: items,
            volgende: (seen < total).then(|| self.address(page + 1)),
        }
    }

    /// A page of a list that is whole in memory.
    pub(crate) fn page_of<T>(&self, all: Vec<T>, page: u32) -> Listing<T> {
        let total = all.len() as u64;
        let skip = (page as usize - 1).saturating_mul(PAGE);
        let items = all.into_iter().skip(skip).take(PAGE).collect();
        self.listing(total, items, page)
    }

    fn address(&self, page: u32) -> String {
        let mut pairs: Vec<(&str, &str)> = self
            .pairs
            .iter()
            .filter(|(key, value)| key != "pagina" && !value.is_empty())
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        let page = page.to_string();
        pairs.push(("pagina", &page));
        let query = serde_html_form::to_string(&pairs).unwrap_or_default();
        format!("{}?{query}", self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(address: &str) -> Keys {
        Keys::of(&address.parse().unwrap())
    }

    #[test]
    fn the_next_page_keeps_what_was_asked() {
        let mut asked = keys("/api/v1/aanbod?q=tai%20chi&activiteit=yoga,wandelen&pagina=2");
        assert_eq!(asked.page(), 2);
        assert_eq!(asked.texts("activiteit"), ["yoga", "wandelen"]);
        let listing = asked.listing(41, vec![0; 20], 2);
        let next = "/api/v1/aanbod?q=tai+chi&activiteit=yoga%2Cwandelen&pagina=3";
        assert_eq!(listing.volgende.as_deref(), Some(next));
        assert_eq!(asked.listing(40, vec![0; 20], 2).volgende, None);
    }

    #[test]
    fn a_page_or_number_that_is_none_is_a_fault_of_the_query() {
        let mut asked = keys("/x?pagina=0&maxAfstandKm=ver");
        assert_eq!(asked.page(), 1);
        assert_eq!(asked.number("maxAfstandKm"), None);
        let places: Vec<_> = asked.faults().iter().map(|f| f.location.as_str()).collect();
        assert_eq!(places, ["pagina", "maxAfstandKm"]);
    }

    #[test]
    fn a_list_in_memory_is_cut_into_pages() {
        let asked = keys("/x");
        let listing = asked.page_of((0..45).collect(), 3);
        assert_eq!((listing.aantal, listing.resultaten.len()), (45, 5));
        assert_eq!(
            asked
                .page_of((0..45).collect::<Vec<_>>(), 9)
                .resultaten
                .len(),
            0
        );
    }
}
