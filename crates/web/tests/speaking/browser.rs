//! Meeting the pages as a browser without script does: forms, links, and a cookie that is kept.

use std::cell::RefCell;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use http::header;
use http_body_util::BodyExt;
use tower::ServiceExt;
use web::Web;

/// An answer, read whole.
pub struct Seen {
    pub status: u16,
    pub location: String,
    pub html: String,
}

impl Seen {
    pub fn has(&self, words: &str) -> bool {
        self.html.contains(words)
    }

    /// The value of the field with this name.
    pub fn field(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.html.split_once(&start).unwrap_or_else(|| {
            panic!("no field {name} in {}", self.html);
        });
        rest.split('"').next().unwrap().to_owned()
    }
}

/// Somebody with a browser.
pub struct Browser {
    web: Web,
    cookie: RefCell<String>,
}

impl Browser {
    /// A browser that was never here.
    pub fn new(web: &Web) -> Self {
        Self {
            web: web.clone(),
            cookie: RefCell::default(),
        }
    }

    pub async fn ask(&self, mut request: Request) -> Seen {
        let cookie = self.cookie.borrow().clone();
        if !cookie.is_empty() {
            let value = cookie.parse().unwrap();
            request.headers_mut().insert(header::COOKIE, value);
        }
        let response = web::router(self.web.clone())
            .oneshot(request)
            .await
            .unwrap();
        let status = response.status().as_u16();
        let text = |name| {
            let value = response.headers().get(name);
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        if let Some(set) = text(header::SET_COOKIE) {
            *self.cookie.borrow_mut() = set.split(';').next().unwrap().to_owned();
        }
        let location = text(header::LOCATION).unwrap_or_default();
        let body: Bytes = response.into_body().collect().await.unwrap().to_bytes();
        let html = String::from_utf8(body.to_vec()).unwrap();
        assert!(!html.contains('⟦'), "a text is missing: {html}");
        assert!(!html.contains("{$") && !html.contains("{ $"), "{html}");
        assert!(!html.contains("style="), "the content policy refuses this");
        assert!(!html.contains("required"), "no validation bubbles");
        Seen {
            status,
            location,
            html,
        }
    }

    pub async fn open(&self, path: &str) -> Seen {
        self.ask(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.join("&")))
            .unwrap();
        self.ask(request).await
    }

    /// Sends a form with the token that stands on every page of who is signed in.
    pub async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let csrf = self.open("/te-doen").await.field("csrf");
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
