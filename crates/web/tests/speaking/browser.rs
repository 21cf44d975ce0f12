//! Meeting the pages as a browser without script does: forms, links, and a cookie that is kept.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use http::{HeaderMap, header};
use http_body_util::BodyExt;
use tower::ServiceExt;
use web::Web;

/// An answer, read whole.
pub struct Seen {
    pub status: u16,
    pub location: String,
    pub html: String,
    pub body: Bytes,
    headers: HeaderMap,
}

impl Seen {
    /// A header's value; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

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
    cookies: RefCell<BTreeMap<String, String>>,
    /// Where it stands in the network.
    pub address: &'static str,
    /// What stands in the app with one-time codes.
    pub secret: RefCell<String>,
}

impl Browser {
    /// A browser that was never here.
    pub fn new(web: &Web) -> Self {
        Self {
            web: web.clone(),
            cookies: RefCell::default(),
            address: "192.0.2.1",
            secret: RefCell::default(),
        }
    }

    pub async fn ask(&self, mut request: Request) -> Seen {
        let peer: std::net::SocketAddr = format!("{}:4711", self.address).parse().unwrap();
        request
            .extensions_mut()
            .insert(axum::extract::ConnectInfo(peer));
        let cookie = self.cookies();
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
        for set in response.headers().get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            self.keep(name, value);
        }
        let location = text(header::LOCATION).unwrap_or_default();
        let headers = response.headers().clone();
        let body: Bytes = response.into_body().collect().await.unwrap().to_bytes();
        // A picture is no text.
        let html = String::from_utf8_lossy(&body).into_owned();
        assert!(!html.contains('⟦'), "a text is missing: {html}");
        assert!(!html.contains("{$") && !html.contains("{ $"), "{html}");
        assert!(!html.contains("style="), "the content policy refuses this");
        assert!(!html.contains(" required"), "no validation bubbles");
        Seen {
            status,
            location,
            html,
            body,
            headers,
        }
    }

    fn cookies(&self) -> String {
        let all = self.cookies.borrow();
        let pairs: Vec<String> = all
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    /// A cookie's value, when it is kept.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Keeps a cookie; an empty one is forgotten.
    pub fn keep(&self, name: &str, value: &str) {
        let mut all = self.cookies.borrow_mut();
        match value {
            "" => all.remove(name),
            value => all.insert(name.to_owned(), value.to_owned()),
        };
    }

    /// Gives address and password. Gives where that leads.
    pub async fn give_password(&self, email: &str, password: &str) -> Seen {
        let fields = [("email", email), ("wachtwoord", password)];
        self.post("/inloggen", &fields).await
    }

    /// What the app with one-time codes shows now.
    pub fn code(&self) -> String {
        let now = self.web.bridge.now().as_second();
        testkit::one_time_code(&self.secret.borrow(), now)
    }

    /// Signs in, and sets a second step up when one is asked for. Stands on the first page then.
    pub async fn sign_in(&self, email: &str, password: &str) {
        let seen = self.give_password(email, password).await;
        assert_eq!(seen.status, 303, "{}", seen.html);
        if seen.location == "/inloggen/tweede-stap" {
            let codes = self.set_up().await;
            assert!(codes.has("Bewaar uw herstelcodes"), "{}", codes.html);
        } else {
            assert_eq!(seen.location, "/te-doen");
        }
    }

    /// Scans what the page shows and confirms it.
    pub async fn set_up(&self) -> Seen {
        let page = self.open("/inloggen/tweede-stap").await;
        let (_, rest) = page.html.split_once("?secret=").unwrap();
        let secret = rest.split('&').next().unwrap();
        secret.clone_into(&mut self.secret.borrow_mut());
        let (csrf, code) = (page.field("csrf"), self.code());
        let fields = [("csrf", csrf.as_str()), ("code", code.as_str())];
        self.post("/inloggen/tweede-stap", &fields).await
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
