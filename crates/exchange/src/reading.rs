//! What one text told about one field. Each field's reader answers with this, so that "not told"
//! and "told, but not for certain" cannot be mistaken for each other.

/// The outcome of reading one text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading<T> {
    /// It says this, for certain.
    Told(T),
    /// It says nothing about it.
    Untold,
    /// It says something, but what is not certain: the code of the question to ask.
    Doubtful(&'static str),
}
