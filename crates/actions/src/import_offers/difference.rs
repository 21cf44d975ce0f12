//! How what a source tells of an offer differs from what it told last time.

use std::collections::{BTreeMap, BTreeSet};

/// What is told of an offer: by field, in canonical words; of several rows each value once.
pub(super) type Fields = BTreeMap<String, Vec<String>>;

/// The fields in the canonical words of rows.
pub(super) fn fields_in<'a>(contents: impl IntoIterator<Item = &'a str>) -> Fields {
    let mut fields = Fields::new();
    for line in contents.into_iter().flat_map(str::lines) {
        let (field, value) = line.split_once('=').unwrap_or((line, ""));
        let values = fields.entry(field.to_owned()).or_default();
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }
    fields
}

/// What one row told.
pub(super) struct TellingRow {
    /// In canonical words.
    pub content: String,
    /// Whether somebody has to look at it.
    pub doubtful: bool,
}

/// How the rows of one offer differ from what was kept of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// Told again as they were.
    pub unchanged: usize,
    /// In the place of an old one.
    pub changed: usize,
    /// Beside all old ones.
    pub new: usize,
    /// Told no more.
    pub ended: usize,
}

impl Difference {
    /// Whether every row is as it was.
    pub const fn is_nothing(&self) -> bool {
        self.changed == 0 && self.new == 0 && self.ended == 0
    }
}

/// Equal rows are unchanged; of the others each new one stands for an old one while there are any.
pub(super) fn difference(before: &[&str], rows: &[TellingRow]) -> Difference {
    let mut left: Vec<&str> = before.to_vec();
    let mut unchanged = 0;
    let mut fresh = 0;
    for row in rows {
        match left.iter().position(|old| *old == row.content) {
            Some(at) => {
                left.swap_remove(at);
                unchanged += 1;
            }
            None => fresh += 1,
        }
    }
    let changed = fresh.min(left.len());
    Difference {
        unchanged,
        changed,
        new: fresh - changed,
        ended: left.len() - changed,
    }
}

/// What differs between what was told before and what is told now, a line a field: `price: 550
/// lesson → 600 lesson`. A new offer is one line with a plus.
pub(crate) fn differing(name: &str, before: &[&str], after: &[&str]) -> Vec<String> {
    if before.is_empty() {
        return vec![format!("+ {name}")];
    }
    let fields = |contents: &[&str]| fields_in(contents.iter().copied());
    differing_fields(name, &fields(before), &fields(after))
}

/// The same for what is told by field.
pub(super) fn differing_fields(name: &str, old: &Fields, new: &Fields) -> Vec<String> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let shown = |fields: &Fields, field: &String| {
        let values = fields.get(field).cloned().unwrap_or_default();
        if values.is_empty() {
            "(none)".to_owned()
        } else {
            values.join(", ")
        }
    };
    names
        .into_iter()
        .filter(|field| old.get(*field) != new.get(*field))
        .map(|field| {
            format!(
                "~ {name}: {field}: {} → {}",
                shown(old, field),
                shown(new, field)
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_field_by_field() {
        let before = ["title=Yoga\nprice=550 lesson\n"];
        let after = ["title=Yoga\nprice=600 lesson\ntown=Tiel\n"];
        let expected = [
            "~ Yoga (Club): price: 550 lesson → 600 lesson",
            "~ Yoga (Club): town: (none) → Tiel",
        ];
        assert_eq!(differing("Yoga (Club)", &before, &after), expected);
        assert_eq!(differing("Yoga (Club)", &[], &after), ["+ Yoga (Club)"]);
        // What both rows of an offer say is said once.
        let rows = ["title=Yoga\nday=ma\n", "title=Yoga\nday=wo\n"];
        let renamed = rows.map(|row| row.replace("Yoga", "Dans"));
        let renamed: Vec<&str> = renamed.iter().map(String::as_str).collect();
        let expected = ["~ Les: title: Yoga → Dans"];
        assert_eq!(differing("Les", &rows, &renamed), expected);
    }

    fn rows(contents: &[&str]) -> Vec<TellingRow> {
        contents
            .iter()
            .map(|content| TellingRow {
                content: (*content).to_owned(),
                doubtful: false,
            })
            .collect()
    }

    #[test]
    fn the_same_rows_in_another_order_are_unchanged() {
        let found = difference(&["ma", "wo"], &rows(&["wo", "ma"]));
        assert_eq!(
            found,
            Difference {
                unchanged: 2,
                ..Difference::default()
            }
        );
    }

    #[test]
    fn a_row_that_differs_is_changed_and_one_that_lacks_has_ended() {
        let found = difference(&["ma", "wo", "vr"], &rows(&["wo", "ma 10.00"]));
        assert_eq!(
            found,
            Difference {
                unchanged: 1,
                changed: 1,
                new: 0,
                ended: 1
            }
        );
        let found = difference(&[], &rows(&["ma"]));
        assert_eq!(
            found,
            Difference {
                new: 1,
                ..Difference::default()
            }
        );
    }
}
