//! Takes in what a caller sends, up to a limit. What is too large is read away first, so that the
//! caller can read the answer instead of finding the connection broken. Who stops in the middle is
//! cut.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use http_body_util::BodyExt;
use tokio::time::error::Elapsed;
use tokio::time::timeout;

/// Most bytes of a body: no form and no referral comes near.
pub const BODY_MAX: usize = 256 * 1024;

/// Most bytes of a body that brings a picture: the largest that is taken, and the words with it.
pub const PICTURE_BODY_MAX: usize = exchange::picture::BYTES_MAX + 1024 * 1024;

/// How the address ends to which pictures are sent.
const PICTURES: &str = "/fotos";

/// Most bytes that are read away before the line is cut.
const READ_AWAY_MAX: usize = 64 * 1024 * 1024;

/// Stands in a request whose body was larger than may come to its address, or that broke off.
#[derive(Clone, Copy, Debug)]
pub struct TooLarge {
    /// How many bytes came; none when it broke off before it was too large.
    pub bytes: Option<usize>,
}

/// Whether pictures are sent to this address.
#[must_use]
pub fn takes_pictures(path: &str) -> bool {
    path.ends_with(PICTURES)
}

/// The whole body, for whoever judges a form before the handler reads it.
#[derive(Clone, Debug)]
pub struct Whole(pub Bytes);

/// Who sends nothing for so long in the middle of a body is not sending.
const STALLED: Duration = Duration::from_secs(10);

/// Reads the body whole, before anybody judges it. Nothing is done with half a request.
pub async fn take_in(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    // A body in chunks can carry a length beside it, which a proxy before us may have believed: what
    // follows on the same line is nobody's request (RFC 9112, section 6.1).
    let in_chunks = parts.headers.contains_key(header::TRANSFER_ENCODING);
    let most = match takes_pictures(parts.uri.path()) {
        true => PICTURE_BODY_MAX,
        false => BODY_MAX,
    };
    let Ok(taken) = read(body, most).await else {
        return (StatusCode::REQUEST_TIMEOUT, [(header::CONNECTION, "close")]).into_response();
    };
    let body = match taken {
        Ok(bytes) => {
            parts.extensions.insert(Whole(bytes.clone()));
            Body::from(bytes)
        }
        Err(too_large) => {
            parts.extensions.insert(too_large);
            Body::empty()
        }
    };
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if in_chunks {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}

/// The body, unless it is too large or broke off.
///
/// # Errors
/// When nothing more comes and nothing says that it is over.
async fn read(mut body: Body, most: usize) -> Result<Result<Bytes, TooLarge>, Elapsed> {
    let mut kept = Vec::new();
    let mut seen = 0_usize;
    let too_large = |seen: usize| TooLarge {
        bytes: (seen > most).then_some(seen),
    };
    while let Some(frame) = timeout(STALLED, body.frame()).await? {
        let Ok(frame) = frame else {
            return Ok(Err(too_large(seen)));
        };
        let Some(chunk) = frame.data_ref() else {
            continue;
        };
        seen = seen.saturating_add(chunk.len());
        if seen <= most {
            kept.extend_from_slice(chunk);
        } else {
            kept = Vec::new();
        }
        if seen > READ_AWAY_MAX {
            return Ok(Err(too_large(seen)));
        }
    }
    match seen <= most {
        true => Ok(Ok(kept.into())),
        false => Ok(Err(too_large(seen))),
    }
}
