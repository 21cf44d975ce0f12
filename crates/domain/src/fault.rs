//! What is wrong with something that was sent in: all faults at once, each with its place.

/// Where in a request a fault lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultIn {
    /// In the body.
    Body,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the path.
    Path,
}

impl FaultIn {
    /// The wire code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Query => "query",
            Self::Header => "header",
            Self::Path => "path",
        }
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fault {
    /// Where.
    pub place: FaultIn,
    /// Dotted path, such as `client.naam`.
    pub location: String,
    /// What is wrong, as a code; its text stands in the locale files under `fout-{code}`.
    pub code: &'static str,
    /// What the text may name: a limit, the value's length, the words allowed.
    pub detail: Option<String>,
}

impl Fault {
    /// A fault in the body.
    #[must_use]
    pub fn body(location: impl Into<String>, code: &'static str) -> Self {
        Self {
            place: FaultIn::Body,
            location: location.into(),
            code,
            detail: None,
        }
    }

    /// A fault in the query.
    #[must_use]
    pub fn query(location: impl Into<String>, code: &'static str) -> Self {
        Self {
            place: FaultIn::Query,
            location: location.into(),
            code,
            detail: None,
        }
    }

    /// A fault in a header.
    #[must_use]
    pub fn header(location: impl Into<String>, code: &'static str) -> Self {
        Self {
            place: FaultIn::Header,
            location: location.into(),
            code,
            detail: None,
        }
    }

    /// The same fault, naming a limit or the words allowed.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}
