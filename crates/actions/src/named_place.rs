//! A place that is named within a sentence. Called by the search page. By the rules of
//! [`crate::places`], so that a name means in a sentence what it means in the field of the place:
//! one place, several to choose from, or none.

use domain::ids::MunicipalityId;

use crate::Bridge;

/// A place by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPlace {
    /// What finds it in the field, or asks there which one is meant.
    pub name: String,
    /// What it is.
    pub kind: NamedKind,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedKind {
    /// A town.
    Town,
    /// A municipality, wijk or buurt.
    Area,
    /// It comes near a name.
    Unsure,
}

/// What these words name, in small letters without accents: a town, a municipality, or a wijk or
/// buurt of the reader's own. Of a town and a neighbourhood of the same name the town.
#[must_use]
pub fn named_place(bridge: &Bridge, home: MunicipalityId, words: &str) -> Option<NamedPlace> {
    let own = bridge.municipalities();
    bridge.places().named(words, home.as_str(), &own)
}

/// What words name of which it is certain that they name a place, as after "woont in": an area
/// elsewhere too, and a name with a slip.
#[must_use]
pub fn meant_place(bridge: &Bridge, words: &str) -> Option<NamedPlace> {
    bridge.places().meant(words, &bridge.municipalities())
}
