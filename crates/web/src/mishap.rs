//! Why a page could not be shown. A handler returns it; the door makes a friendly page of it.

use actions::ActionError;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

/// Why a page could not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// There is no such page, or not for this visitor.
    NotFound,
    /// It was there, and is no more.
    Gone,
    /// The visitor may not do this.
    Forbidden,
    /// The form is too old or came from elsewhere.
    Stale,
    /// What was sent in cannot be read.
    BadRequest,
    /// Somebody else was first, or it was sent already with other words.
    Conflict,
    /// This address knows no such method.
    WrongMethod,
    /// More than we take in.
    TooLarge,
    /// Too often; may try again after so many seconds.
    TooMany(u32),
    /// It took too long.
    TooSlow,
    /// Something broke on our side.
    Broken,
}

/// What a page's handler gives.
pub type Answer = Result<Response, Mishap>;

impl Mishap {
    /// The status of the answer.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::Forbidden | Self::Stale => StatusCode::FORBIDDEN,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Conflict => StatusCode::CONFLICT,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The key of its texts: `misgaan-{code}-titel`, `misgaan-{code}-tekst`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFound => "niet-gevonden",
            Self::Gone => "voorbij",
            Self::Forbidden => "mag-niet",
            Self::Stale => "verlopen",
            Self::BadRequest => "onleesbaar",
            Self::Conflict => "al-gedaan",
            Self::WrongMethod => "verkeerde-methode",
            Self::TooLarge => "te-groot",
            Self::TooMany(_) => "te-vaak",
            Self::TooSlow => "te-traag",
            Self::Broken => "stuk",
        }
    }
}

impl From<ActionError> for Mishap {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::NotFound => Self::NotFound,
            ActionError::Gone => Self::Gone,
            ActionError::Forbidden => Self::Forbidden,
            ActionError::Faults(_) => Self::BadRequest,
            ActionError::Conflict { .. } | ActionError::KeyReused => Self::Conflict,
            ActionError::Store(error) => {
                tracing::error!(cause = %error, "the store could not do it");
                Self::Broken
            }
        }
    }
}

impl IntoResponse for Mishap {
    /// A bare answer with the mishap beside it: the door dresses it as a page.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        if let Self::TooMany(seconds) = self {
            let value = HeaderValue::from(seconds);
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }
}
