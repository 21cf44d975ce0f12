//! The rows in which an administrator writes which schemes pay part of what sport costs.

use actions::change_schemes::SchemeDraft;
use domain::scheme::{MOST_SCHEMES, Scheme};
use serde::Deserialize;

use super::search_form::{cents, euros};

/// Empty rows for new schemes.
const SPARE: usize = 2;

/// What the form sends: names and amounts, row by row, as they were typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct SchemesForm {
    regeling_naam: Vec<String>,
    regeling_bedrag: Vec<String>,
    /// What the form showed; see [`actions::as_seen`].
    pub versie: String,
}

/// A row as the form shows it.
pub(super) struct SchemeRow {
    /// The id of the field for the name.
    pub name_id: String,
    /// The id of the field for the amount.
    pub amount_id: String,
    /// 1, 2, 3 …
    pub number: String,
    /// The name as typed.
    pub name: String,
    /// Euros a month as typed.
    pub amount: String,
}

impl SchemesForm {
    /// The rows in which something was typed.
    fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        let rows = self.regeling_naam.iter().zip(&self.regeling_bedrag);
        rows.map(|(name, amount)| (name.trim(), amount.trim()))
            .filter(|(name, amount)| !name.is_empty() || !amount.is_empty())
    }

    /// The schemes; an amount that cannot be read is handed on to be judged.
    pub(super) fn drafts(&self) -> Vec<SchemeDraft> {
        self.typed()
            .map(|(name, amount)| SchemeDraft {
                name: name.to_owned(),
                monthly: cents(amount).try_into().ok(),
            })
            .collect()
    }

    /// The same rows, to be mended.
    pub(super) fn rows(&self) -> Vec<SchemeRow> {
        let typed = self.typed();
        rows(typed.map(|(name, amount)| (name.to_owned(), amount.to_owned())))
    }
}

/// The rows of what is kept.
pub(super) fn of(schemes: &[Scheme]) -> Vec<SchemeRow> {
    let kept = schemes.iter();
    rows(kept.map(|scheme| (scheme.name.clone(), euros(&scheme.monthly.to_string()))))
}

fn rows(filled: impl Iterator<Item = (String, String)>) -> Vec<SchemeRow> {
    let spare = std::iter::repeat_n((String::new(), String::new()), SPARE);
    filled
        .chain(spare)
        .take(MOST_SCHEMES)
        .zip(1..)
        .map(|((name, amount), number): (_, usize)| SchemeRow {
            name_id: format!("regelingNaam-{number}"),
            amount_id: format!("regelingBedrag-{number}"),
            number: number.to_string(),
            name,
            amount,
        })
        .collect()
}
