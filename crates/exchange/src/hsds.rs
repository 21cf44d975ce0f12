//! Open Referral's Human Services Data Specification, version 3: services, services at a location,
//! organizations with their services; whole, as a page of a list, or as tables (JSON or CSV).
//! Called by the import action; bytes in, rows out.
//!
//! One row is a service at a place: that is what somebody can go to. What is told in words or in
//! another currency is asked and not guessed. The specification stands in shared/standards/hsds.

mod moments;
mod offer;
mod tables;

use serde_json::Value;

use crate::draft::{OfferDraft, RowFault};

pub use tables::{HsdsTable, nest};

/// What a file told.
#[derive(Clone, Debug, PartialEq)]
pub struct HsdsReading {
    /// Its services at their places, in the file's order.
    pub rows: Vec<HsdsRow>,
    /// Whether these are all services of the source, and not one page of several.
    pub is_whole: bool,
}

/// One service at one place.
#[derive(Clone, Debug, PartialEq)]
pub enum HsdsRow {
    /// It is there, as told.
    Offer(Box<OfferDraft>),
    /// It says of itself that it is no longer there (inactive, defunct, temporarily closed).
    Gone(String),
    /// Not kept, with every reason.
    Rejected(Vec<RowFault>),
}

/// Why a file is no list of services. Nothing of it is read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HsdsProblem {
    /// There is nothing in it.
    #[error("the file is empty: choose the file with the services in it")]
    Empty,
    /// Not JSON, or cut off.
    #[error("line {line}, column {column}: not JSON ({cause}). Fetch the file again")]
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the reader met.
        cause: String,
    },
    /// JSON, but nothing of HSDS that tells of services.
    #[error(
        "line 1: JSON, but no services of HSDS 3: give a service, a service_at_location, an \
         organization with its services, a list of these, or the tables"
    )]
    NoServices,
    /// A table that cannot be read.
    #[error("{table}: {cause}")]
    BrokenTable {
        /// The table's name.
        table: String,
        /// Why, with its place.
        cause: String,
    },
    /// The tables lack the one that counts.
    #[error("there is no table services.csv among the files: give the folder with all tables")]
    NoServicesTable,
}

/// How deep lists and wrappers may lie in each other.
const DEEPEST: usize = 4;

/// Reads a JSON file.
///
/// # Errors
/// [`HsdsProblem`] when it is no JSON, or tells of no services; then nothing is read.
pub fn read_hsds(bytes: &[u8]) -> Result<HsdsReading, HsdsProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(HsdsProblem::Empty);
    }
    let file: Value = serde_json::from_slice(bytes).map_err(|error| {
        let text = error.to_string();
        HsdsProblem::NotJson {
            line: error.line(),
            column: error.column(),
            cause: text.split(" at line ").next().unwrap_or(&text).to_owned(),
        }
    })?;
    if tables::are_tables(&file) {
        return Ok(rows_of(&tables::nested(&file)?));
    }
    let mut services = Vec::new();
    if !gather(&file, None, DEEPEST, &mut services) {
        return Err(HsdsProblem::NoServices);
    }
    let pages = file.get("total_pages").and_then(Value::as_u64);
    Ok(HsdsReading {
        rows: services.iter().flat_map(|found| found.rows()).collect(),
        is_whole: pages.is_none_or(|pages| pages <= 1),
    })
}

/// Reads the tables of a folder: a name and the bytes of each CSV file.
///
/// # Errors
/// [`HsdsProblem`] when a table cannot be read, or `services` is not among them.
pub fn read_hsds_tables(files: &[HsdsTable]) -> Result<HsdsReading, HsdsProblem> {
    Ok(rows_of(&nest(files)?))
}

fn rows_of(services: &[Value]) -> HsdsReading {
    let found = services.iter().map(|service| Found {
        service,
        at: Place::All,
        organization: None,
    });
    HsdsReading {
        rows: found.flat_map(|found| found.rows()).collect(),
        is_whole: true,
    }
}

/// A service in a file.
struct Found<'a> {
    service: &'a Value,
    at: Place<'a>,
    /// The organization around it, when it stands inside one.
    organization: Option<&'a Value>,
}

/// At which of its places.
enum Place<'a> {
    /// All that it names.
    All,
    /// The one `service_at_location` that it stands in.
    One(&'a Value),
}

impl Found<'_> {
    fn rows(&self) -> Vec<HsdsRow> {
        let own = self.service.get("service_at_locations");
        let places: Vec<Option<&Value>> = match self.at {
            Place::One(place) => vec![Some(place)],
            Place::All => match own.and_then(Value::as_array).filter(|all| !all.is_empty()) {
                Some(all) => all.iter().map(Some).collect(),
                None => vec![None],
            },
        };
        places
            .into_iter()
            .map(|place| offer::read(self.service, place, self.organization))
            .collect()
    }
}

/// Finds the services in what a file holds; `false` when there is nothing that can hold any.
fn gather<'a>(
    value: &'a Value,
    around: Option<&'a Value>,
    depth: usize,
    found: &mut Vec<Found<'a>>,
) -> bool {
    if depth == 0 {
        return false;
    }
    if let Some(list) = value.as_array() {
        let known = list.iter().map(|one| gather(one, around, depth - 1, found));
        let known: Vec<bool> = known.collect();
        return list.is_empty() || known.contains(&true);
    }
    let is_list = |name: &str| value.get(name).is_some_and(Value::is_array);
    if is_list("contents") {
        return value
            .get("contents")
            .is_some_and(|list| gather(list, around, depth - 1, found));
    }
    if let (Some(service), Some(_)) = (value.get("service"), value.get("location")) {
        let at = Place::One(value);
        let organization = None;
        found.push(Found {
            service,
            at,
            organization,
        });
        return true;
    }
    if is_list("services") {
        // A service inside an organization does not name it again.
        return value
            .get("services")
            .is_some_and(|list| gather(list, Some(value), depth - 1, found));
    }
    let is_service = value.get("id").is_some()
        && value.get("name").is_some()
        && (value.get("status").is_some()
            || value.get("organization").is_some()
            || value.get("organization_id").is_some()
            || is_list("service_at_locations"));
    if is_service {
        found.push(Found {
            service: value,
            at: Place::All,
            organization: around,
        });
    }
    is_service
}

#[cfg(test)]
mod tests;
