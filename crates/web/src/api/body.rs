//! Reading a JSON body by hand, so that every fault comes at once, each with its place. What has
//! the wrong type is told beside what the action finds wrong; unknown fields are ignored.

use std::cell::RefCell;

use axum::extract::{FromRequest, Request};
use domain::fault::Fault;
use http::header;
use serde_json::{Map, Value};

use crate::intake::Whole;
use crate::problem::Problem;

/// Most items of a list in a body: more is a mistake, and each would get a fault of its own.
const LIST_MAX: usize = 100;

/// A body that was read as far as it could be.
pub(crate) struct JsonBody {
    value: Value,
    faults: Vec<Fault>,
}

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let media = request.headers().get(header::CONTENT_TYPE);
        let json = media.is_none_or(|media| media.to_str().is_ok_and(is_json));
        if !json {
            return Err(Problem::not_json());
        }
        let whole = request.extensions().get::<Whole>();
        Ok(Self::read(whole.map_or(&[], |Whole(bytes)| bytes)))
    }
}

fn is_json(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
        || essence.to_ascii_lowercase().ends_with("+json")
}

impl JsonBody {
    /// Reads bytes. What is no JSON object counts as an empty one, with a fault.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let (value, fault) = match serde_json::from_slice::<Value>(bytes) {
            Ok(value @ Value::Object(_)) => (value, None),
            Ok(_) => (
                Value::Null,
                Some(Fault::body("", "verkeerd-type").with("object")),
            ),
            Err(error) => {
                let place = format!("regel {}, teken {}", error.line(), error.column());
                (Value::Null, Some(Fault::body("", "geen-json").with(place)))
            }
        };
        Self {
            value,
            faults: fault.into_iter().collect(),
        }
    }

    /// Reads the fields; gives what was read and the faults of type.
    pub(crate) fn fields<T>(&self, read: impl FnOnce(&Fields<'_>) -> T) -> (T, Vec<Fault>) {
        let faults = RefCell::new(self.faults.clone());
        let read = read(&Fields {
            object: self.value.as_object(),
            path: String::new(),
            faults: &faults,
        });
        (read, faults.into_inner())
    }

    /// The body's meaning in canonical words: however it was written, the same request gives the
    /// same text. Keys are sorted and texts trimmed; what says nothing (null, an empty text or
    /// list, and `false`, which is what silence means in this API) is dropped.
    pub(crate) fn meaning(&self) -> String {
        canonical(&self.value).unwrap_or_default()
    }
}

fn canonical(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::Bool(true) => Some("true".to_owned()),
        Value::Number(number) => Some(match number.as_f64() {
            Some(float) if number.as_i64().is_none() => float.to_string(),
            _ => number.to_string(),
        }),
        Value::String(text) => {
            let text = text.trim();
            (!text.is_empty()).then(|| Value::from(text).to_string())
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(canonical).collect();
            (!items.is_empty()).then(|| format!("[{}]", items.join(",")))
        }
        Value::Object(members) => {
            let mut members: Vec<String> = members
                .iter()
                .filter_map(|(key, value)| {
                    let key = Value::from(key.as_str());
                    Some(format!("{key}:{}", canonical(value)?))
                })
                .collect();
            members.sort();
            (!members.is_empty()).then(|| format!("{{{}}}", members.join(",")))
        }
    }
}

/// The fields of one object in a body.
pub(crate) struct Fields<'a> {
    object: Option<&'a Map<String, Value>>,
    path: String,
    faults: &'a RefCell<Vec<Fault>>,
}

impl<'a> Fields<'a> {
    fn value(&self, key: &str) -> Option<&'a Value> {
        self.object?.get(key).filter(|value| !value.is_null())
    }

    fn at(&self, key: &str) -> String {
        match self.path.as_str() {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        }
    }

    fn wrong(&self, location: String, wanted: &str) {
        let fault = Fault::body(location, "verkeerd-type").with(wanted);
        self.faults.borrow_mut().push(fault);
    }

    fn read<T: Default>(
        &self,
        key: &str,
        wanted: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> T {
        let Some(value) = self.value(key) else {
            return T::default();
        };
        read(value).unwrap_or_else(|| {
            self.wrong(self.at(key), wanted);
            T::default()
        })
    }

    /// A text; empty when it is absent.
    pub(crate) fn text(&self, key: &str) -> String {
        self.read(key, "tekst", |value| value.as_str().map(str::to_owned))
    }

    /// A whole number.
    pub(crate) fn whole(&self, key: &str) -> Option<i64> {
        self.read(key, "geheel getal", |value| {
            value
                .as_i64()
                .or_else(|| whole_of(value.as_f64()?))
                .map(Some)
        })
    }

    /// The version that was seen. One that nobody can have seen is an old one.
    pub(crate) fn version(&self) -> Option<u32> {
        let whole = self.whole("versie")?;
        Some(u32::try_from(whole).unwrap_or(u32::MAX))
    }

    /// A number.
    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        self.read(key, "getal", |value| value.as_f64().map(Some))
    }

    /// Yes or no.
    pub(crate) fn yes(&self, key: &str) -> Option<bool> {
        self.read(key, "true of false", |value| value.as_bool().map(Some))
    }

    /// A list of texts; each item that is none is a fault of its own.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let items = self.read(key, "lijst van teksten", |value| value.as_array().cloned());
        if items.len() > LIST_MAX {
            let fault = Fault::body(self.at(key), "te-veel").with(LIST_MAX.to_string());
            self.faults.borrow_mut().push(fault);
            return Vec::new();
        }
        let read = |(at, item): (usize, &Value)| match item.as_str() {
            Some(text) => text.to_owned(),
            None => {
                self.wrong(format!("{}[{at}]", self.at(key)), "tekst");
                String::new()
            }
        };
        items.iter().enumerate().map(read).collect()
    }

    /// An object within this one; an empty one when it is absent.
    pub(crate) fn part(&self, key: &str) -> Self {
        let value = self.value(key);
        if value.is_some_and(|value| !value.is_object()) {
            self.wrong(self.at(key), "object");
        }
        Self {
            object: value.and_then(Value::as_object),
            path: self.at(key),
            faults: self.faults,
        }
    }

    /// Whether the object is there at all.
    pub(crate) const fn is_given(&self) -> bool {
        self.object.is_some()
    }
}

/// A number that happens to be written with decimals: `1954.0`.
fn whole_of(number: f64) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "judged: no decimals, within what a double holds exactly"
    )]
    (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn meaning(text: &str) -> String {
        JsonBody::read(text.as_bytes()).meaning()
    }

    #[test]
    fn the_same_request_written_otherwise_means_the_same() {
        let one = r#"{"client":{"naam":"Fatma","geboortejaar":1954},"aanleiding":["diabetes"]}"#;
        let other = r#" { "aanleiding" : [ "diabetes", "" ], "beweegcoach": false, "email": null,
            "client": {"geboortejaar": 1954, "naam": " Fatma ", "contactpersoon": {}} } "#;
        assert_eq!(meaning(one), meaning(other));
        assert_ne!(meaning(one), meaning(&one.replace("Fatma", "Fatima")));
        assert_ne!(meaning(r#"{"a":"1"}"#), meaning(r#"{"a":1}"#));
        assert_ne!(meaning(r#"{"a":["x","y"]}"#), meaning(r#"{"a":["y","x"]}"#));
    }

    #[test]
    fn every_wrong_type_is_named_with_its_place() {
        let body = JsonBody::read(
            br#"{"tekst":5,"leeftijd":"oud","dagdelen":["di-ochtend",7],"client":[],"naar":{"kop":1}}"#,
        );
        let ((), faults) = body.fields(|fields| {
            fields.text("tekst");
            fields.whole("leeftijd");
            fields.texts("dagdelen");
            fields.part("client").text("naam");
            fields.part("naar").text("kop");
        });
        let places: Vec<&str> = faults.iter().map(|fault| fault.location.as_str()).collect();
        assert_eq!(
            places,
            ["tekst", "leeftijd", "dagdelen[1]", "client", "naar.kop"]
        );
        assert!(faults.iter().all(|fault| fault.code == "verkeerd-type"));
    }

    #[rstest]
    #[case("", "geen-json")]
    #[case("{\"a\":", "geen-json")]
    #[case("{\"a\":1e999}", "geen-json")]
    #[case("{\"a\":\"\\ud800\"}", "geen-json")]
    #[case("[]", "verkeerd-type")]
    #[case("null", "verkeerd-type")]
    fn what_is_no_object_is_one_fault(#[case] text: &str, #[case] code: &str) {
        let ((), faults) = JsonBody::read(text.as_bytes()).fields(|_| ());
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].location.as_str(), faults[0].code), ("", code));
    }

    #[test]
    fn a_body_of_a_thousand_brackets_is_refused_and_not_followed() {
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(1000), "]".repeat(1000));
        let ((), faults) = JsonBody::read(deep.as_bytes()).fields(|_| ());
        assert_eq!(faults[0].code, "geen-json");
    }

    #[test]
    fn a_list_without_end_is_one_fault() {
        let long = format!("{{\"a\":[{}1]}}", "1,".repeat(5000));
        let (list, faults) = JsonBody::read(long.as_bytes()).fields(|fields| fields.texts("a"));
        assert_eq!(
            (list.len(), faults.len(), faults[0].code),
            (0, 1, "te-veel")
        );
    }

    #[test]
    fn a_year_written_with_decimals_is_a_year() {
        let body = JsonBody::read(br#"{"a":1954.0,"b":19.5}"#);
        let (read, faults) = body.fields(|fields| (fields.whole("a"), fields.whole("b")));
        assert_eq!(read, (Some(1954), None));
        assert_eq!(faults[0].location, "b");
    }

    #[rstest]
    #[case("application/json", true)]
    #[case("application/json; charset=utf-8", true)]
    #[case("application/merge-patch+json", true)]
    #[case("text/plain", false)]
    #[case("application/x-www-form-urlencoded", false)]
    fn only_json_is_read_as_json(#[case] media: &str, #[case] json: bool) {
        assert_eq!(is_json(media), json);
    }
}
