//! Speaking to the doors as a program or a browser does, in Brugdam.

#![allow(dead_code, reason = "each file uses a part of it")]

pub mod browser;

use axum::body::Body;
use axum::extract::Request;
use domain::actor::Member;
use domain::organisation::Role;
use http::request::Builder;
use http::{HeaderMap, header};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;
use web::{Setup, Web};

use crate::support::World;
use testkit::engine::Engine;

/// An answer, read whole.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// The places and codes of a 400, in order.
    pub fn faults(&self) -> Vec<(String, String, String)> {
        assert_eq!(self.status, 400, "{}", self.text);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        self.json()["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| {
                assert!(!text(&fault["detail"]).contains('⟦'));
                (
                    text(&fault["in"]),
                    text(&fault["location"]),
                    text(&fault["code"]),
                )
            })
            .collect()
    }

    /// Holds this for a problem (RFC 9457) of this status.
    pub fn is_problem(&self, status: u16) {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.header("api-version"), "1.0.0");
        let body = self.json();
        assert_eq!(body["status"], status);
        for member in ["type", "title", "detail"] {
            let text = body[member].as_str().unwrap();
            assert!(!text.is_empty() && !text.contains('⟦'), "{member}: {text}");
        }
    }
}

/// Brugdam with its doors open.
pub struct Doors {
    pub world: World,
    pub web: Web,
}

impl Doors {
    pub async fn open() -> Self {
        let world = World::on(&Engine::Sqlite).await;
        let web = Web::new(world.bridge.clone(), Setup::default());
        Self { world, web }
    }

    pub async fn send(&self, request: Request) -> Answer {
        let response = web::router(self.web.clone())
            .oneshot(request)
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub async fn get(&self, path: &str, token: &str) -> Answer {
        self.send(
            with_token(Request::get(path), token)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Answer {
        self.post_text(path, token, body.to_string()).await
    }

    pub async fn post_text(&self, path: &str, token: &str, body: impl Into<Body>) -> Answer {
        let request =
            with_token(Request::post(path), token).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Sends a referral under a key.
    pub async fn refer(&self, token: &str, key: &str, body: &Value) -> Answer {
        let request = with_token(Request::post("/api/v1/verwijzingen"), token)
            .header(header::CONTENT_TYPE, "application/json")
            .header("Idempotency-Key", key);
        self.send(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    /// A token of an account that acts for a member's organisation.
    pub async fn token(&self, member: &Member, role: Role) -> String {
        self.token_of_scope(member, role, "alles").await
    }

    pub async fn token_of_scope(&self, member: &Member, role: Role, scope: &str) -> String {
        let email = format!("{}@brugdam.example", rand::random::<u64>());
        let bridge = &self.world.bridge;
        let roles = [role].into_iter().collect();
        let password = "een heel lang wachtwoord";
        actions::accounts::add(
            bridge,
            &email,
            "Iemand",
            password,
            member.organisation,
            roles,
        )
        .await
        .unwrap();
        let made = actions::accounts::make_token(bridge, &email, None, scope).await;
        made.unwrap().0
    }

    /// Fatma, as a program sends her to the walking group.
    pub fn fatma(&self) -> Value {
        serde_json::json!({
            "sessieId": self.world.walk(),
            "client": {
                "naam": "Fatma Yıldız", "telefoon": "06 12 34 56 78",
                "email": "fatma@voorbeeld.example", "adres": "Tuinlaan 3",
                "postcode": "5299 AB", "geboortejaar": 1954, "taal": "tr",
            },
            "aanleiding": ["meer-bewegen"],
            "bijzonderheden": "Weduwe sinds kort",
            "aandachtspunten": "Rust na 10 minuten",
            "toestemming": {
                "delenMetAanbieder": true, "terugkoppeling": true, "begeleiding": true,
                "cijfers": true, "wijze": "mondeling",
            },
        })
    }
}

fn with_token(request: Builder, token: &str) -> Builder {
    match token {
        "" => request,
        token => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
    }
}
