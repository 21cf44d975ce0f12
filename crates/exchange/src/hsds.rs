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
    pub rows: Vec<HsdsItem>,
    /// Whether these are all services of the source, and not one page of several.
    pub is_whole: bool,
}

/// A row, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct HsdsItem {
    /// Which service of the file it is of, from 1.
    pub at: usize,
    /// Its key, as far as it has one.
    pub id: Option<String>,
    /// What it tells.
    pub row: HsdsRow,
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
    let services = gather(&file, None, DEEPEST).ok_or(HsdsProblem::NoServices)?;
    let pages = file.get("total_pages").and_then(Value::as_u64);
    Ok(HsdsReading {
        rows: numbered(services),
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
        is_whole: true,
    });
    HsdsReading {
        rows: numbered(found.collect()),
        is_whole: true,
    }
}

/// The rows of services, each with its service's number.
fn numbered(services: Vec<Found<'_>>) -> Vec<HsdsItem> {
    let services = services.into_iter().enumerate();
    let rows = services.flat_map(|(before, found)| {
        let rows = found.rows().into_iter();
        rows.map(move |(id, row)| HsdsItem {
            at: before + 1,
            id,
            row,
        })
    });
    rows.collect()
}

/// A service in a file.
struct Found<'a> {
    service: &'a Value,
    at: Place<'a>,
    /// The organization around it, when it stands inside one.
    organization: Option<&'a Value>,
    /// Whether it has what makes a service; what stands among services and has not is refused.
    is_whole: bool,
}

/// At which of its places.
enum Place<'a> {
    /// All that it names.
    All,
    /// The one `service_at_location` that it stands in.
    One(&'a Value),
}

impl Found<'_> {
    fn rows(&self) -> Vec<(Option<String>, HsdsRow)> {
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
            .map(|place| {
                let id = offer::id_at(self.service, place);
                let row = if self.is_whole {
                    offer::read(self.service, place, self.organization)
                } else {
                    offer::not_whole(self.service)
                };
                (id, row)
            })
            .collect()
    }
}

/// Finds the services in what a file holds; `None` when there is nothing that can hold any.
fn gather<'a>(value: &'a Value, around: Option<&'a Value>, depth: usize) -> Option<Vec<Found<'a>>> {
    let deeper = depth.checked_sub(1)?;
    if let Some(list) = value.as_array() {
        let found = list.iter().map(|one| (one, gather(one, around, deeper)));
        let found: Vec<_> = found.collect();
        if !list.is_empty() && found.iter().all(|(_, found)| found.is_none()) {
            return None;
        }
        let found = found
            .into_iter()
            .flat_map(|(one, found)| found.unwrap_or_else(|| unread(one, around)));
        return Some(found.collect());
    }
    let is_list = |name: &str| value.get(name).is_some_and(Value::is_array);
    if is_list("contents") {
        return gather(value.get("contents")?, around, deeper);
    }
    if let (Some(service), Some(_)) = (value.get("service"), value.get("location")) {
        return Some(vec![Found {
            service,
            at: Place::One(value),
            organization: None,
            is_whole: true,
        }]);
    }
    if is_list("services") {
        // A service inside an organization does not name it again.
        return gather(value.get("services")?, Some(value), deeper);
    }
    let is_service = value.get("id").is_some()
        && value.get("name").is_some()
        && (value.get("status").is_some()
            || value.get("organization").is_some()
            || value.get("organization_id").is_some()
            || is_list("service_at_locations"));
    is_service.then(|| {
        vec![Found {
            service: value,
            at: Place::All,
            organization: around,
            is_whole: true,
        }]
    })
}

/// What stands in a list of services and is none: told of, never passed over.
fn unread<'a>(value: &'a Value, around: Option<&'a Value>) -> Vec<Found<'a>> {
    let (inside, around) = match value.get("services").and_then(Value::as_array) {
        Some(services) => (services.as_slice(), Some(value)),
        None => (std::slice::from_ref(value), around),
    };
    let found = inside.iter().map(|service| Found {
        service,
        at: Place::All,
        organization: around,
        is_whole: false,
    });
    found.collect()
}

#[cfg(test)]
mod tests;
