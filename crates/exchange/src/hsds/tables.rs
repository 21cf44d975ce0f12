//! HSDS as tables, one file a table with keys between them, put together into whole services as the
//! JSON form has them.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::HsdsProblem;
use crate::table::{Limits, read_csv};

/// One table: its name without folder and extension, and its bytes.
#[derive(Clone, Debug)]
pub struct HsdsTable {
    /// `services`, `schedules`, `locations` and so on.
    pub name: String,
    /// The CSV file.
    pub bytes: Vec<u8>,
}

const LIMITS: Limits = Limits {
    rows: 500_000,
    columns: 100,
};

/// Tables that belong to a service, a service at a location or a location by a key of that name.
const PARTS: &[&str] = &[
    "schedules",
    "phones",
    "contacts",
    "languages",
    "cost_options",
    "addresses",
    "accessibility",
];

type Rows<'a> = HashMap<&'a str, Vec<&'a Value>>;

/// Whether a JSON file holds tables: lists under names such as `services.csv` or `services` beside
/// `service_at_location`.
pub(super) fn are_tables(file: &Value) -> bool {
    let Some(map) = file.as_object() else {
        return false;
    };
    let services = map.get("services.csv").is_some_and(Value::is_array);
    let loose = map.get("services").is_some_and(Value::is_array)
        && map.get("organizations").is_some_and(Value::is_array);
    services || loose
}

/// Puts CSV tables together into services.
///
/// # Errors
/// When a table cannot be read, or `services` is not among them.
pub fn nest(files: &[HsdsTable]) -> Result<Vec<Value>, HsdsProblem> {
    let mut all = Map::new();
    for file in files {
        all.insert(file.name.clone(), Value::Array(rows(file)?));
    }
    nested(&Value::Object(all))
}

fn rows(file: &HsdsTable) -> Result<Vec<Value>, HsdsProblem> {
    let knows = |cells: &[String]| cells.iter().filter(|cell| cell.trim() == "id").count();
    let records = match read_csv(&file.bytes, LIMITS, knows) {
        Ok(records) => records,
        // A table nobody filled is no fault.
        Err(crate::problem::SheetProblem::Empty) => return Ok(Vec::new()),
        Err(problem) => {
            return Err(HsdsProblem::BrokenTable {
                table: file.name.clone(),
                cause: problem.to_string(),
            });
        }
    };
    let Some((head, body)) = records.split_first() else {
        return Ok(Vec::new());
    };
    let row = |cells: &[String]| {
        let told = head.cells.iter().zip(cells);
        let told = told.filter(|(_, text)| !text.trim().is_empty());
        let map = told.map(|(name, text)| (name.trim().to_owned(), Value::from(text.trim())));
        Value::Object(map.collect())
    };
    Ok(body.iter().map(|record| row(&record.cells)).collect())
}

/// Puts tables together into services.
pub(super) fn nested(file: &Value) -> Result<Vec<Value>, HsdsProblem> {
    let table = |name: &str| -> &[Value] {
        let found = file.get(format!("{name}.csv")).or_else(|| file.get(name));
        found.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    };
    if file
        .get("services.csv")
        .or_else(|| file.get("services"))
        .is_none()
    {
        return Err(HsdsProblem::NoServicesTable);
    }
    let organizations = by(table("organizations"), "id");
    let terms = by(table("taxonomy_terms"), "id");
    let attributes = by(table("attributes"), "link_id");
    let parts_of = |key: &str| -> Vec<(&str, Rows<'_>)> {
        let parts = PARTS.iter().map(|name| (*name, by(table(name), key)));
        parts.collect()
    };
    let (of_service, of_place, of_location) = (
        parts_of("service_id"),
        parts_of("service_at_location_id"),
        parts_of("location_id"),
    );
    let locations: HashMap<&str, Value> = table("locations")
        .iter()
        .filter_map(|row| Some((row.get("id")?.as_str()?, with_parts(row, &of_location))))
        .collect();
    let places = by(table("service_at_location"), "service_id");
    let services = table("services").iter().map(|row| {
        let mut service = with_parts(row, &of_service);
        let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
        let own = row.get("organization_id").and_then(Value::as_str);
        let organization = own.and_then(|id| organizations.get(id)?.first());
        let at = places.get(id).into_iter().flatten().map(|place| {
            let mut whole = with_parts(place, &of_place);
            let location = place.get("location_id").and_then(Value::as_str);
            if let Some(location) = location.and_then(|id| locations.get(id)) {
                put(&mut whole, "location", location.clone());
            }
            whole
        });
        let at: Vec<Value> = at.collect();
        let words = attributes.get(id).into_iter().flatten().filter_map(|one| {
            let term = one.get("taxonomy_term_id")?.as_str()?;
            Some(serde_json::json!({ "taxonomy_term": terms.get(term)?.first()? }))
        });
        let words: Vec<Value> = words.collect();
        put(&mut service, "service_at_locations", Value::Array(at));
        put(&mut service, "attributes", Value::Array(words));
        if let Some(organization) = organization {
            put(&mut service, "organization", (*organization).clone());
        }
        service
    });
    Ok(services.collect())
}

fn put(row: &mut Value, name: &str, value: Value) {
    if let Some(map) = row.as_object_mut() {
        map.insert(name.to_owned(), value);
    }
}

fn by<'a>(rows: &'a [Value], key: &str) -> Rows<'a> {
    let mut found: Rows<'a> = HashMap::new();
    for row in rows {
        if let Some(id) = row.get(key).and_then(Value::as_str) {
            found.entry(id).or_default().push(row);
        }
    }
    found
}

/// A row with the rows of other tables that name it.
fn with_parts(row: &Value, parts: &[(&str, Rows<'_>)]) -> Value {
    let mut whole = row.clone();
    let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
    for (name, rows) in parts {
        if let Some(own) = rows.get(id) {
            let own = own.iter().map(|row| (*row).clone()).collect();
            put(&mut whole, name, Value::Array(own));
        }
    }
    whole
}
