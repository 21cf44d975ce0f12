//! `/aanbod/{id}/foto/{nr}`: a picture of an offer that everybody sees, small or (`maat=groot`)
//! large. An address with the hash of its bytes may be kept for good.

use actions::Bridge;
use actions::pictures::{self, ShownPicture};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::ids::OfferId;
use domain::picture::PictureSize;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;

use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::Query;

/// A picture as a page shows it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The address of the small one.
    pub small: String,
    /// The address of the large one.
    pub large: String,
    /// What is seen.
    pub alt: String,
}

/// The pictures of an offer, by number.
#[must_use]
pub fn seen(bridge: &Bridge, offer: OfferId) -> Vec<Seen> {
    let all = pictures::shown(bridge, offer).into_iter();
    all.map(|one| address(offer, one)).collect()
}

/// The first picture of an offer, for a card.
#[must_use]
pub fn first_seen(bridge: &Bridge, offer: OfferId) -> Option<Seen> {
    seen(bridge, offer).into_iter().next()
}

fn address(offer: OfferId, one: ShownPicture) -> Seen {
    let path = format!("/aanbod/{offer}/foto/{}?v={}", one.slot, one.digest);
    Seen {
        large: format!("{path}&maat=groot"),
        small: path,
        alt: one.alt,
    }
}

/// The query: which size, and which bytes are meant.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Which {
    maat: String,
    v: String,
}

impl Which {
    /// The size that is asked.
    #[must_use]
    pub fn size(&self) -> PictureSize {
        match self.maat.as_str() {
            "groot" => PictureSize::Large,
            _ => PictureSize::Small,
        }
    }
}

/// `GET /aanbod/{id}/foto/{nr}`
pub(super) async fn show(
    State(web): State<Web>,
    Path((id, number)): Path<(String, String)>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Answer {
    let id: OfferId = id.parse().map_err(|_| Mishap::NotFound)?;
    let number: u8 = number.parse().map_err(|_| Mishap::NotFound)?;
    let all = pictures::shown(&web.bridge, id);
    let found = all.into_iter().find(|one| one.slot == number);
    let picture = found.ok_or(Mishap::NotFound)?;
    let size = which.size();
    let cache = match which.v == picture.digest {
        true => "public, max-age=31536000, immutable",
        false => "public, no-cache",
    };
    let tag = tag(&picture.digest, size);
    let known = headers.get(header::IF_NONE_MATCH);
    let known = known.and_then(|value| value.to_str().ok());
    let known = known.is_some_and(|all| all.split(',').any(|one| one.trim() == tag));
    let mut response = match known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => {
            let bytes = pictures::shown_bytes(&web.bridge, (id, &picture), size).await?;
            jpeg(bytes)
        }
    };
    let kept = response.headers_mut();
    kept.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        kept.insert(header::ETAG, tag);
    }
    Ok(response)
}

fn tag(digest: &str, size: PictureSize) -> String {
    let size = match size {
        PictureSize::Small => "k",
        PictureSize::Large => "g",
    };
    format!("\"{digest}-{size}\"")
}

/// Bytes that we wrote ourselves, as a picture and nothing else.
#[must_use]
pub fn jpeg(bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
    ];
    (headers, bytes).into_response()
}
