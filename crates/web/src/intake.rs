//! Takes in what a caller sends, up to a limit. What is too large is read away first, so that the
//! caller can read the answer instead of finding the connection broken.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt;

/// Most bytes of a body: no form and no referral comes near.
pub const BODY_MAX: usize = 256 * 1024;

/// Most bytes that are read away before the line is cut.
const READ_AWAY_MAX: usize = 64 * 1024 * 1024;

/// Stands in a request whose body was larger than [`BODY_MAX`], or that broke off.
#[derive(Clone, Copy, Debug)]
pub struct TooLarge;

/// The whole body, for whoever judges a form before the handler reads it.
#[derive(Clone, Debug)]
pub struct Whole(pub Bytes);

/// Reads the body whole, before anybody judges it.
pub async fn take_in(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let body = match read(body).await {
        Some(bytes) => {
            parts.extensions.insert(Whole(bytes.clone()));
            Body::from(bytes)
        }
        None => {
            parts.extensions.insert(TooLarge);
            Body::empty()
        }
    };
    next.run(Request::from_parts(parts, body)).await
}

async fn read(mut body: Body) -> Option<Bytes> {
    let mut kept = Vec::new();
    let mut seen = 0_usize;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return None;
        };
        let Some(chunk) = frame.data_ref() else {
            continue;
        };
        seen = seen.saturating_add(chunk.len());
        if seen <= BODY_MAX {
            kept.extend_from_slice(chunk);
        } else {
            kept = Vec::new();
        }
        if seen > READ_AWAY_MAX {
            return None;
        }
    }
    (seen <= BODY_MAX).then(|| kept.into())
}
