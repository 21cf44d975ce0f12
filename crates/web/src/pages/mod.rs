//! The pages people see. Each door registers its routes with their policies; a handler reads the
//! request, calls one action and renders a template.

pub mod account;
pub mod incidents;
mod lessons_off;
pub mod members;
pub mod open;
pub mod professional;
mod wish_words;

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use crate::intake::Whole;
use crate::mishap::Mishap;

/// The fields of a form. A field that stands there more than once fills a `Vec`.
#[derive(Clone, Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Mishap;

    async fn from_request(request: Request, _: &S) -> Result<Self, Mishap> {
        let Some(Whole(body)) = request.extensions().get() else {
            return Err(Mishap::BadRequest);
        };
        match serde_html_form::from_bytes(body) {
            Ok(fields) => Ok(Self(fields)),
            Err(_) => Err(Mishap::BadRequest),
        }
    }
}

/// The keys of a query. A key that stands there more than once fills a `Vec`.
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> axum::extract::FromRequestParts<S> for Query<T> {
    type Rejection = Mishap;

    async fn from_request_parts(parts: &mut http::request::Parts, _: &S) -> Result<Self, Mishap> {
        match serde_html_form::from_str(parts.uri.query().unwrap_or_default()) {
            Ok(keys) => Ok(Self(keys)),
            Err(_) => Err(Mishap::BadRequest),
        }
    }
}
