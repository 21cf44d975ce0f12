//! OpenActive feeds: pages of the Realtime Paged Data Exchange, as they are found in the wild.
//! Called by the import action with one page or file; `next` is handed back and never followed.
//!
//! Old and new spellings are read alike (`@id` and `id`, `offer` and `offers`, prices as text).
//! What is no session that somebody can join is refused by name; a page that is no page imports
//! nothing. Our own notes on the format stand in shared/standards/openactive.

mod moments;
mod nodes;
mod offer;
mod price;
mod venue;

use std::collections::HashMap;

use serde_json::Value;

use crate::draft::{OfferDraft, RowFault};
use nodes::{id_of, kind_of, text_of};

/// One page of a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct RpdePage {
    /// Its items, in the page's order.
    pub items: Vec<RpdeItem>,
    /// Where the feed goes on, as written; may point anywhere.
    pub next: Option<String>,
    /// The licence's address, as written.
    pub license: Option<String>,
}

/// One item of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct RpdeItem {
    /// Its key in the feed, also [`OfferDraft::source_id`]; empty when it has none.
    pub id: String,
    /// The feed's own order: a moment or a counter, in the feed's own unit.
    pub modified: Option<i64>,
    /// What became of it.
    pub state: RpdeState,
}

/// What an item tells.
#[derive(Clone, Debug, PartialEq)]
pub enum RpdeState {
    /// It is there, as told.
    Updated(Box<OfferDraft>),
    /// It is gone, or called off as a whole.
    Deleted,
    /// Not kept, with every reason.
    Rejected(Vec<RowFault>),
}

/// Why a file is no page. Nothing of it is read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RpdeProblem {
    /// There is nothing in it.
    #[error("the file is empty: fetch the page again")]
    Empty,
    /// Not JSON, or cut off.
    #[error("line {line}, column {column}: not JSON ({cause}). Fetch the page again")]
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the reader met.
        cause: String,
    },
    /// JSON, but no page.
    #[error(
        "line 1: JSON, but no RPDE page: a page is an object with a list named \"items\". Give the address of a feed, not of a dataset or a booking"
    )]
    NotAPage,
}

impl RpdeProblem {
    /// A code for the locale files and for `--json`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotJson { .. } => "not-json",
            Self::NotAPage => "not-a-page",
        }
    }
}

/// Reads one page.
///
/// # Errors
/// When the bytes are not JSON (with the place), or no page; then nothing is read.
pub fn read_rpde(bytes: &[u8]) -> Result<RpdePage, RpdeProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(RpdeProblem::Empty);
    }
    let page: Value = serde_json::from_slice(bytes).map_err(|error| RpdeProblem::NotJson {
        line: error.line(),
        column: error.column(),
        cause: cause(&error),
    })?;
    let items = page
        .get("items")
        .and_then(Value::as_array)
        .ok_or(RpdeProblem::NotAPage)?;
    let in_file = in_file(items);
    Ok(RpdePage {
        items: items.iter().map(|item| read_item(item, &in_file)).collect(),
        next: page.get("next").and_then(text_of),
        license: page.get("license").and_then(text_of),
    })
}

/// The reader's words without the place, which the problem names itself.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// What an item cannot tell by itself: what else is in the file.
struct InFile<'a> {
    /// The items that others may refer to, by every name they go by.
    known: HashMap<String, &'a Value>,
    /// Whether a place that does not say where it lies is taken to lie in the Netherlands: so it
    /// is, unless most places of the file lie elsewhere.
    is_dutch: bool,
}

fn in_file(items: &[Value]) -> InFile<'_> {
    let mut known = HashMap::new();
    let (mut near, mut far) = (0, 0);
    for item in items {
        let Some(data) = item.get("data").filter(|data| data.is_object()) else {
            continue;
        };
        match venue::is_near(data) {
            Some(true) => near += 1,
            Some(false) => far += 1,
            None => {}
        }
        if kind_of(data).as_deref() == Some("ScheduledSession") {
            continue;
        }
        let names = [
            id_of(data),
            id_of(item),
            data.get("identifier").and_then(text_of),
        ];
        for name in names.into_iter().flatten() {
            known.entry(name).or_insert(data);
        }
    }
    InFile {
        known,
        is_dutch: near >= far,
    }
}

fn read_item(item: &Value, in_file: &InFile<'_>) -> RpdeItem {
    let id = id_of(item).unwrap_or_default();
    let modified = item.get("modified").and_then(|value| match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    });
    let state = read_state(item, &id, in_file);
    RpdeItem {
        id,
        modified,
        state,
    }
}

fn read_state(item: &Value, id: &str, in_file: &InFile<'_>) -> RpdeState {
    let reject = |column: &str, text: &str, code: &'static str| {
        let fault = RowFault {
            column: column.to_owned(),
            text: text.to_owned(),
            code,
        };
        RpdeState::Rejected(vec![fault])
    };
    if id.is_empty() {
        return reject("id", "", "missing");
    }
    match item.get("state").and_then(Value::as_str) {
        Some("deleted") => return RpdeState::Deleted,
        Some("updated") => {}
        other => return reject("state", other.unwrap_or_default(), "unknown-state"),
    }
    let Some(data) = item.get("data").filter(|data| data.is_object()) else {
        return reject("data", "", "no-data");
    };
    let kind = kind_of(data)
        .or_else(|| item.get("kind").and_then(Value::as_str).map(str::to_owned))
        .unwrap_or_default();
    if !is_session_kind(&kind) {
        return reject("kind", &kind, "no-session-kind");
    }
    if nodes::is_called_off(data) {
        return RpdeState::Deleted;
    }
    match offer::read(id, &kind, data, in_file) {
        Ok(draft) => RpdeState::Updated(Box::new(draft)),
        Err(faults) => RpdeState::Rejected(faults),
    }
}

/// Whether people can join it at a place and hour. Courts to hire, videos and orders are not.
fn is_session_kind(kind: &str) -> bool {
    matches!(
        kind,
        "Event"
            | "SessionSeries"
            | "ScheduledSession"
            | "EventSeries"
            | "HeadlineEvent"
            | "CourseInstance"
            | "Course"
            | "SportsEvent"
            | "session"
            | "SessionSeries.ScheduledSession"
            | "ScheduledSession.SessionSeries"
    )
}

#[cfg(test)]
mod tests;
