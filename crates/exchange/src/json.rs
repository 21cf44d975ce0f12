//! Texts in JSON as other people write them: a number where a text belongs counts as its text.

use serde_json::Value;

/// The text of a string or a number; `None` when it is blank or something else.
pub(crate) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
