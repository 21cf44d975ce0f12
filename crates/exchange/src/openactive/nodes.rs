//! Lenient access to JSON-LD as feeds write it: with and without `@`, one value or a list, a
//! text or an object with a name. For the OpenActive readers only.

use serde_json::Value;

use super::InFile;
use crate::wording::line;

/// A series of series of events ends somewhere.
const DEEPEST: usize = 5;

/// Text of a string, a number, or a wrapped value (`@value`, or by language).
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(map) => ["@value", "value", "nl", "en"]
            .iter()
            .find_map(|key| map.get(*key).filter(|inner| inner.is_string()))
            .and_then(text_of),
        Value::Array(list) => list
            .first()
            .filter(|first| !first.is_array())
            .and_then(text_of),
        Value::Null | Value::Bool(_) => None,
    }
}

/// `@id` or `id`.
pub(super) fn id_of(value: &Value) -> Option<String> {
    ["@id", "id"]
        .iter()
        .find_map(|key| value.get(*key).and_then(text_of))
}

/// `@type` or `type`, the first when there are several, without the vocabulary's prefix.
pub(super) fn kind_of(value: &Value) -> Option<String> {
    ["@type", "type"]
        .iter()
        .find_map(|key| value.get(*key))
        .and_then(text_of)
        .map(|kind| {
            kind.rsplit([':', '/', '#'])
                .next()
                .map_or_else(String::new, str::to_owned)
        })
}

/// The members of a list, or the one value that stands in its place.
pub(super) fn each(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(list) => list,
        one => std::slice::from_ref(one),
    }
}

/// The words of a concept: plain text, or an object's label.
pub(super) fn label(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => line(text),
        _ => ["prefLabel", "name", "altLabel"]
            .iter()
            .find_map(|key| value.get(*key).and_then(text_of))
            .and_then(|text| line(&text)),
    }
}

/// Whether an event will not take place.
pub(super) fn is_called_off(event: &Value) -> bool {
    event
        .get("eventStatus")
        .and_then(text_of)
        .is_some_and(|status| status.ends_with("EventCancelled"))
}

/// An event with the series and course it belongs to: what it does not tell itself, they tell.
pub(super) struct Layers<'a> {
    layers: Vec<&'a Value>,
    /// Whether it names a series that is neither in it nor in the file.
    pub(super) series_missing: bool,
}

impl<'a> Layers<'a> {
    pub(super) fn of(data: &'a Value, in_file: &InFile<'a>) -> Self {
        let mut found = Self {
            layers: vec![data],
            series_missing: false,
        };
        let mut next = 0;
        while let Some(layer) = found.layers.get(next).copied() {
            next += 1;
            for name in ["superEvent", "instanceOfCourse"] {
                for upper in layer.get(name).map_or(&[][..], each) {
                    if upper.is_object() {
                        found.add(upper);
                    }
                    let reference = if upper.is_object() {
                        id_of(upper)
                    } else {
                        text_of(upper)
                    };
                    match reference.map(|id| in_file.known.get(&id).copied()) {
                        Some(Some(series)) => found.add(series),
                        Some(None) if upper.get("name").is_none() => found.series_missing = true,
                        _ => {}
                    }
                }
            }
        }
        found
    }

    fn add(&mut self, layer: &'a Value) {
        let known = self.layers.iter().any(|known| std::ptr::eq(*known, layer));
        if !known && self.layers.len() < DEEPEST {
            self.layers.push(layer);
        }
    }

    /// The event itself.
    pub(super) fn own(&self) -> &'a Value {
        self.layers[0]
    }

    /// The first telling value of a property, from the event upwards.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.layers
            .iter()
            .filter_map(|layer| layer.get(name))
            .find(|value| match value {
                Value::Null => false,
                Value::String(text) => !text.trim().is_empty(),
                Value::Array(list) => !list.is_empty(),
                _ => true,
            })
    }

    /// The same, as one line.
    pub(super) fn line(&self, name: &str) -> Option<String> {
        self.get(name)
            .and_then(text_of)
            .and_then(|text| line(&text))
    }

    /// Whether a property is true.
    pub(super) fn is(&self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool).unwrap_or(false)
    }
}
