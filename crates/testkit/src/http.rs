//! Somebody who visits the running program: blocking, with cookies, without TLS, and without
//! following redirects unless asked. Every answer is an answer, whatever its status.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::{Request, Response, StatusCode};

/// A visitor with a cookie jar of their own, and perhaps a token.
#[derive(Debug)]
pub struct Visitor {
    base: String,
    agent: Agent,
    cookies: Mutex<BTreeMap<String, String>>,
    token: Option<String>,
}

impl Visitor {
    /// A visitor of the server at `base`, such as `http://127.0.0.1:8080`.
    pub fn of(base: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(30)));
        Self {
            base: base.trim_end_matches('/').to_owned(),
            agent: config.build().into(),
            cookies: Mutex::default(),
            token: None,
        }
    }

    /// The same visitor with a bearer token on every request.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// GET.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// GET, and on to wherever the answer points, ten times at most.
    pub fn get_and_follow(&self, path: &str) -> Answer {
        self.follow(self.get(path))
    }

    /// Goes where an answer points, until there is a page.
    pub fn follow(&self, mut answer: Answer) -> Answer {
        for _ in 0..10 {
            match answer
                .header("location")
                .filter(|_| (300..400).contains(&answer.status))
            {
                Some(place) => answer = self.get(place),
                None => return answer,
            }
        }
        panic!("ten redirects and still no page: {answer:?}")
    }

    /// POST of a form's fields, as a browser sends them.
    pub fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect();
        let kind = [("Content-Type", "application/x-www-form-urlencoded")];
        self.send("POST", path, &kind, Some(pairs.join("&").as_bytes()))
    }

    /// POST of JSON, with more headers such as `Idempotency-Key`.
    pub fn post_json(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("Content-Type", "application/json")];
        all.extend_from_slice(headers);
        self.send("POST", path, &all, Some(body.to_string().as_bytes()))
    }

    /// Any request. Panics when no answer comes; see [`Visitor::try_send`] when that is expected.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Answer {
        self.try_send(method, path, headers, body)
            .unwrap_or_else(|why| panic!("{method} {path}: {why}"))
    }

    /// Any request; the error says why no whole answer came, for tests that kill the server.
    pub fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Result<Answer, String> {
        let address = match path.starts_with("http://") {
            true => path.to_owned(),
            false => format!("{}{path}", self.base),
        };
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let cookies = self.cookie_header();
        if !cookies.is_empty() {
            request = request.header("Cookie", cookies);
        }
        let response = match body {
            Some(body) => self
                .agent
                .run(request.body(body).map_err(|fault| fault.to_string())?),
            None => self
                .agent
                .run(request.body(()).map_err(|fault| fault.to_string())?),
        };
        let mut response = response.map_err(|fault| fault.to_string())?;
        self.keep_cookies(&response);
        let body = response
            .body_mut()
            .with_config()
            .limit(256 << 20)
            .read_to_vec();
        let body = body.map_err(|fault| fault.to_string())?;
        let headers = response.headers().iter().map(|(name, value)| {
            (
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        });
        Ok(Answer {
            status: response.status().as_u16(),
            headers: headers.collect(),
            body,
        })
    }

    /// The value of a cookie that the server set.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).cloned()
    }

    /// Throws all cookies away, as somebody at another machine.
    pub fn forget_cookies(&self) {
        self.jar().clear();
    }

    fn jar(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cookie_header(&self) -> String {
        let pairs: Vec<String> = self
            .jar()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    // Enough of RFC 6265 for one server: name and value, and gone when it expires at once.
    fn keep_cookies<T>(&self, response: &Response<T>) {
        for header in response.headers().get_all("set-cookie") {
            let text = String::from_utf8_lossy(header.as_bytes());
            let mut parts = text.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            let is_gone = parts.any(|part| {
                let part = part.to_ascii_lowercase();
                part == "max-age=0" || part.starts_with("expires=thu, 01 jan 1970")
            });
            match is_gone {
                true => self.jar().remove(name),
                false => self.jar().insert(name.to_owned(), value.to_owned()),
            };
        }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Names in lower case, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The body, unpacked when it was compressed.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(&found.1)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; panics and shows the body when it is something else.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|fault| {
            panic!("{fault}; status {}, body: {}", self.status, self.text())
        })
    }

    /// The value of the first field of that name in the page's forms, such as its CSRF token.
    pub fn field(&self, name: &str) -> Option<String> {
        let page = self.text();
        let inputs = page
            .split("<input")
            .skip(1)
            .filter_map(|rest| rest.split('>').next());
        let input = inputs
            .into_iter()
            .find(|input| attribute(input, "name").as_deref() == Some(name))?;
        attribute(input, "value")
    }

    /// The same answer, when it has that status; panics and shows the body otherwise.
    #[track_caller]
    pub fn expect_status(self, status: u16) -> Self {
        let reason = StatusCode::from_u16(self.status)
            .ok()
            .and_then(|code| code.canonical_reason());
        assert_eq!(
            self.status,
            status,
            "{}: {}",
            reason.unwrap_or(""),
            self.text()
        );
        self
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    let plain = value
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'");
    Some(
        plain
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
    )
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(byte.into())
            }
            b' ' => escaped.push('+'),
            // Writing to a string cannot fail.
            _ => write!(escaped, "%{byte:02X}").unwrap_or_default(),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_sent_as_a_browser_sends_it() {
        assert_eq!(escaped("Café & co=1"), "Caf%C3%A9+%26+co%3D1");
    }

    #[test]
    fn a_hidden_field_is_read_from_the_page() {
        let page = r#"<form><input type="hidden" value="a&amp;&quot;b" name="csrf"><input name="naam"></form>"#;
        let answer = Answer {
            status: 200,
            headers: Vec::new(),
            body: page.into(),
        };
        assert_eq!(answer.field("csrf").as_deref(), Some("a&\"b"));
        assert_eq!(answer.field("naam"), None);
        assert_eq!(answer.field("other"), None);
    }
}
