//! What a sentence may name that only whoever keeps it can know: places, and the schemes of a
//! municipality. Handed to [`super::Sentence::read`] by the search page.

/// What is known where the sentence is read.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The schemes of the municipality, by name.
    pub schemes: &'a [String],
    /// The place that these folded words name, wherever they stand.
    pub place: &'a dyn Fn(&str) -> Option<KnownPlace>,
    /// The place that they name or nearly name, where it is certain that they name one.
    pub meant: &'a dyn Fn(&str) -> Option<KnownPlace>,
}

/// A place by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPlace {
    /// As it is written.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A town, which a postcode may stand for.
    Town,
    /// A wijk or buurt.
    Neighbourhood,
    /// Not certain: the page asks which one.
    Unsure,
}

impl Default for Known<'_> {
    fn default() -> Self {
        Self {
            schemes: &[],
            place: &nowhere,
            meant: &nowhere,
        }
    }
}

fn nowhere(_: &str) -> Option<KnownPlace> {
    None
}
