//! Styles, script, icons and fonts, compiled in. An address with the content's hash may be kept
//! for ever; one without is asked for again by its tag.

use std::sync::LazyLock;

use axum::extract::{Path, Request};
use axum::response::{IntoResponse, Response};
use http::{Extensions, HeaderMap, HeaderValue, StatusCode, Version, header};

use crate::mishap::Mishap;
use crate::policy::{Policy, Routes};

const CSS: &str = concat!(
    include_str!("../../../frontend/styles/tokens.css"),
    include_str!("../../../frontend/styles/base.css"),
    include_str!("../../../frontend/styles/layout.css"),
    include_str!("../../../frontend/styles/controls.css"),
    include_str!("../../../frontend/styles/lists.css"),
    include_str!("../../../frontend/styles/figures.css"),
    include_str!("../../../frontend/styles/widths.css"),
    include_str!("../../../frontend/styles/pages.css"),
    include_str!("../../../frontend/styles/print.css"),
);

/// What is told of an address with the content's hash.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A file that is served.
struct Asset {
    name: &'static str,
    media: &'static str,
    body: &'static [u8],
    hash: String,
    /// Its address with the hash.
    address: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let files: [(&str, &str, &[u8]); 7] = [
        ("app.css", "text/css; charset=utf-8", CSS.as_bytes()),
        (
            "app.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../../frontend/script/app.js"),
        ),
        (
            "passkey.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../../frontend/script/passkey.js"),
        ),
        (
            "icons.svg",
            "image/svg+xml",
            include_bytes!("../../../frontend/icons/icons.svg"),
        ),
        (
            "favicon.svg",
            "image/svg+xml",
            include_bytes!("../../../frontend/icons/favicon.svg"),
        ),
        (
            "fonts/noto-sans-latin.woff2",
            "font/woff2",
            include_bytes!("../../../frontend/fonts/noto-sans-latin.woff2"),
        ),
        (
            "fonts/noto-sans-latin-ext.woff2",
            "font/woff2",
            include_bytes!("../../../frontend/fonts/noto-sans-latin-ext.woff2"),
        ),
    ];
    files
        .into_iter()
        .map(|(name, media, body)| {
            let hash = format!("{:016x}", fingerprint(body));
            let address = format!("/static/{name}?v={hash}");
            Asset {
                name,
                media,
                body,
                hash,
                address,
            }
        })
        .collect()
});

/// FNV-1a: tells versions of a file apart. Nothing rests on it but a browser's cache.
fn fingerprint(body: &[u8]) -> u64 {
    body.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The address of a file, with its hash: `/static/app.css?v=…`. The name itself when there is no
/// such file.
#[must_use]
pub fn asset(name: &str) -> &str {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map_or(name, |asset| &asset.address)
}

/// Whether an answer is one that browsers keep for ever: worth packing as well as can be.
pub(crate) fn is_kept(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let cache = headers.get(header::CACHE_CONTROL);
    cache.is_some_and(|value| value == FOR_EVER)
}

/// `/static/…`
pub(crate) fn router() -> Routes {
    Routes::new().get("/static/{*name}", Policy::Public, serve)
}

async fn serve(Path(name): Path<String>, request: Request) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return Mishap::NotFound.into_response();
    };
    let tag = format!("\"{}\"", asset.hash);
    let named = request.uri().query() == Some(&format!("v={}", asset.hash));
    let cache = match named {
        true => FOR_EVER,
        false => "public, max-age=300",
    };
    let known = request.headers().get(header::IF_NONE_MATCH);
    // Compression marks the tag as weak.
    let known = known
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.trim_start_matches("W/") == tag);
    let mut response = match known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => asset.body.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_the_hash_of_what_is_served() {
        let css = asset("app.css");
        assert!(css.starts_with("/static/app.css?v="), "{css}");
        assert_eq!(css.len(), "/static/app.css?v=".len() + 16);
        assert_eq!(asset("geheim.txt"), "geheim.txt");
        assert_ne!(fingerprint(b"a"), fingerprint(b"b"));
    }

    #[test]
    fn every_font_and_icon_file_that_the_styles_name_is_served() {
        for start in CSS.split("url(\"/static/").skip(1) {
            let name = start.split('"').next().unwrap();
            assert!(ASSETS.iter().any(|asset| asset.name == name), "{name}");
        }
    }
}
