//! From where somebody signs in: network address, device in words, and what their browser keeps of
//! earlier times. Beside the session there are three cookies, each only after signing in: the mark
//! of a known device, whether a passkey was used here, and the address when its owner ticked that.
//! Over https each has the `__Host-` prefix, so that no neighbouring site can plant one.

use std::borrow::Cow;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, header};

use crate::Web;
use crate::mishap::Mishap;

/// The network address a request came from, put beside it by the policy.
#[derive(Clone, Debug)]
pub(crate) struct Origin(pub String);

/// The cookie of a device that somebody signed in from.
const DEVICE: &str = "beweegbrug-toestel";
/// The cookie that tells that a passkey was used on this device.
const PASSKEY: &str = "beweegbrug-passkey";
/// The cookie with the address of who wanted it remembered.
const EMAIL: &str = "beweegbrug-email";
/// What browsers take from this very host only, over https, for every path.
const HOST_ONLY: &str = "__Host-";
/// A year, in seconds.
const YEAR: u32 = 31_536_000;

/// From where somebody signs in.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The network address.
    pub origin: String,
    /// Browser and system, such as "Firefox, Windows".
    pub device: String,
    /// What the browser keeps of a known device.
    pub mark: Option<String>,
    /// Whether a passkey was used here before.
    pub passkey: bool,
    /// The address that was remembered here.
    pub email: String,
}

impl FromRequestParts<Web> for Place {
    type Rejection = Mishap;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Mishap> {
        let origin = parts.extensions.get::<Origin>();
        let agent = parts.headers.get(header::USER_AGENT);
        let agent = agent.and_then(|value| value.to_str().ok());
        let kept = |name| cookie(&parts.headers, &named(web, name));
        Ok(Self {
            origin: origin.map_or_else(|| "onbekend".to_owned(), |origin| origin.0.clone()),
            device: device_words(agent.unwrap_or_default()),
            mark: kept(DEVICE).map(str::to_owned),
            passkey: kept(PASSKEY).is_some(),
            email: kept(EMAIL).and_then(unescaped).unwrap_or_default(),
        })
    }
}

/// A cookie's whole name here. Browsers refuse the prefix over plain http, where the demo runs.
fn named(web: &Web, name: &'static str) -> Cow<'static, str> {
    match web.is_https() {
        true => Cow::Owned(format!("{HOST_ONLY}{name}")),
        false => Cow::Borrowed(name),
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(other, _)| *other == name)
        .map(|(_, value)| value)
}

/// What to remember on a device from now on.
#[derive(Debug, Default)]
pub(crate) struct Remember {
    /// The new mark of the device.
    pub mark: Option<String>,
    /// Whether a passkey was used.
    pub passkey: bool,
    /// The address to remember, an empty one to forget; `None` leaves it as it was.
    pub email: Option<String>,
}

impl Remember {
    /// Writes it on an answer.
    pub(crate) fn write(&self, web: &Web, headers: &mut HeaderMap) {
        let mut set = |name: &'static str, value: &str, age: u32| {
            let name = named(web, name);
            let secure = if web.is_https() { "; Secure" } else { "" };
            let text =
                format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.append(header::SET_COOKIE, value);
            }
        };
        if let Some(mark) = &self.mark {
            set(DEVICE, mark, YEAR);
        }
        if self.passkey {
            set(PASSKEY, "ja", YEAR);
        }
        match self.email.as_deref() {
            None => {}
            Some("") => set(EMAIL, "", 0),
            Some(email) => set(EMAIL, &escaped(email), YEAR),
        }
    }
}

/// A text as a cookie may hold it.
fn escaped(text: &str) -> String {
    data_encoding::BASE64URL_NOPAD.encode(text.as_bytes())
}

fn unescaped(text: &str) -> Option<String> {
    let bytes = data_encoding::BASE64URL_NOPAD
        .decode(text.as_bytes())
        .ok()?;
    String::from_utf8(bytes)
        .ok()
        .filter(|text| text.len() <= 254 && !text.chars().any(char::is_control))
}

/// A browser and its system, in words that people know their device by. What a browser says of
/// itself is only ever shown to its owner.
#[must_use]
pub fn device_words(agent: &str) -> String {
    let first = |words: &[(&str, &'static str)]| {
        let found = words.iter().find(|(sign, _)| agent.contains(sign));
        found.map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "Chromebook"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(word), None) | (None, Some(word)) => word.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
         Chrome/130.0 Safari/537.36 Edg/130.0",
        "Edge, Windows"
    )]
    #[case(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, \
         like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Safari, iPhone"
    )]
    #[case(
        "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Firefox/132.0",
        "Firefox, Linux"
    )]
    #[case("curl/8.5", "")]
    fn a_device_is_named_as_its_owner_knows_it(#[case] agent: &str, #[case] words: &str) {
        assert_eq!(device_words(agent), words);
    }

    #[test]
    fn an_address_goes_into_a_cookie_and_out_and_nothing_else_comes_out() {
        assert_eq!(
            unescaped(&escaped("noor@linde.example")).as_deref(),
            Some("noor@linde.example")
        );
        assert_eq!(unescaped("***"), None);
        assert_eq!(unescaped(&escaped("a\nb")), None);
    }
}
