//! An OpenID provider for tests: a real server on 127.0.0.1, with discovery, keys, codes and PKCE,
//! that signs in whoever a test puts before it, without a page in between. On request it lies, in
//! one way at a time. Written without the library that the product uses, so that both must be right.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use serde_json::{Map, Value, json};
use tokio::sync::oneshot;

/// What the product is called at this provider.
pub const CLIENT_ID: &str = "beweegbrug";
/// What proves that it is it; with signs that must be escaped on the way.
pub const CLIENT_SECRET: &str = "geheim van/de+proef:1";

/// Somebody who signs in at the provider.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who they are there.
    pub subject: String,
    /// What the tokens tell of them, beside the subject.
    pub claims: Map<String, Value>,
    /// How long ago they signed in there, in seconds.
    pub signed_in_ago: i64,
}

impl Person {
    /// Somebody with a verified address, in these groups.
    pub fn with_email(subject: &str, email: &str, groups: &[&str]) -> Self {
        let person = Self {
            subject: subject.to_owned(),
            claims: Map::new(),
            signed_in_ago: 0,
        };
        person
            .telling("email", json!(email))
            .telling("email_verified", json!(true))
            .telling("name", json!("Sam de Boer"))
            .telling("groups", json!(groups))
    }

    /// The same person, of whom a claim tells something else.
    #[must_use]
    pub fn telling(mut self, claim: &str, value: Value) -> Self {
        self.claims.insert(claim.to_owned(), value);
        self
    }
}

/// How the provider lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// The token names the nonce of another round trip.
    WrongNonce,
    /// It names no nonce.
    NoNonce,
    /// It is meant for another program.
    WrongAudience,
    /// It is meant for us and for another program.
    TwoAudiences,
    /// It names another provider.
    WrongIssuer,
    /// It expired two minutes ago.
    Expired,
    /// It was made in five minutes from now.
    FromTheFuture,
    /// It was made an hour ago, and is still valid.
    MadeLongAgo,
    /// It may be used in five minutes from now.
    NotYetValid,
    /// It has no signature, and says so (`alg` is `none`).
    Unsigned,
    /// It is signed with what the program and the provider share (HS256).
    SignedWithSecret,
    /// It is signed with a key that the provider never published, under the name of one it did.
    ForeignKey,
    /// One letter of what it says was changed after it was signed.
    Altered,
}

/// An RSA key for tests and for nothing else: it lies open here, and making one takes seconds.
const RSA_ONLY_FOR_TESTS: &str = include_str!("../keys/rsa-only-for-tests.b64");

/// The two kinds of signature that nearly every provider uses.
enum Pair {
    /// ES256.
    P256(Box<EcdsaKeyPair>),
    /// RS256.
    Rsa(Box<RsaKeyPair>),
}

struct SigningKey {
    name: String,
    pair: Pair,
}

impl SigningKey {
    fn fresh(name: &str) -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random)
            .expect("the machine gives random numbers");
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random)
            .expect("a key that was just made can be read");
        Self {
            name: name.to_owned(),
            pair: Pair::P256(Box::new(pair)),
        }
    }

    fn rsa(name: &str) -> Self {
        let text: String = RSA_ONLY_FOR_TESTS.split_whitespace().collect();
        let document = BASE64.decode(text.as_bytes()).expect("the key is base64");
        let pair = RsaKeyPair::from_pkcs8(&document).expect("the key is one of RSA");
        Self {
            name: name.to_owned(),
            pair: Pair::Rsa(Box::new(pair)),
        }
    }

    /// As the provider publishes it (RFC 7517, RFC 7518).
    fn published(&self) -> Value {
        match &self.pair {
            Pair::P256(pair) => {
                let point = pair.public_key().as_ref();
                json!({
                    "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.name,
                    "x": BASE64URL_NOPAD.encode(&point[1..33]),
                    "y": BASE64URL_NOPAD.encode(&point[33..65]),
                })
            }
            Pair::Rsa(pair) => {
                let public: PublicKeyComponents<Vec<u8>> = pair.public().into();
                json!({
                    "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.name,
                    "n": BASE64URL_NOPAD.encode(&public.n),
                    "e": BASE64URL_NOPAD.encode(&public.e),
                })
            }
        }
    }

    /// What it is called in the head of a token.
    const fn algorithm(&self) -> &'static str {
        match self.pair {
            Pair::P256(_) => "ES256",
            Pair::Rsa(_) => "RS256",
        }
    }

    fn sign(&self, text: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::P256(pair) => {
                let signature = pair.sign(&random, text).expect("a key signs");
                signature.as_ref().to_vec()
            }
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, text, &mut signature)
                    .expect("a key signs");
                signature
            }
        }
    }
}

/// A code that waits to be given in return for a token.
struct Code {
    redirect: String,
    challenge: String,
    nonce: String,
    person: Person,
    asked_again: bool,
}

struct Book {
    now: i64,
    person: Option<Person>,
    lie: Option<Lie>,
    key: SigningKey,
    codes: HashMap<String, Code>,
    made: u64,
    keys_asked: u32,
    ways_out: Vec<String>,
}

struct Desk {
    address: SocketAddr,
    book: Mutex<Book>,
}

impl Desk {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn issuer(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// The server. Listens from `start` until it is stopped or dropped.
pub struct OpenIdProvider {
    desk: Arc<Desk>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl OpenIdProvider {
    /// Opens on a free port. `now` is what its clock shows, in seconds from 1970.
    pub fn start(now: i64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on 127.0.0.1 is free");
        listener
            .set_nonblocking(true)
            .expect("a listener can wait for many");
        let address = listener.local_addr().expect("a listener has an address");
        let desk = Arc::new(Desk {
            address,
            book: Mutex::new(Book {
                now,
                person: None,
                lie: None,
                key: SigningKey::fresh("eerste"),
                codes: HashMap::new(),
                made: 0,
                keys_asked: 0,
                ways_out: Vec::new(),
            }),
        });
        let (stop, stopped) = oneshot::channel();
        let doors = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/end-session", get(end_session))
            .with_state(Arc::clone(&desk));
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a thread can run a server");
            runtime.block_on(async move {
                let listener =
                    tokio::net::TcpListener::from_std(listener).expect("the listener is open");
                let server = axum::serve(listener, doors);
                tokio::select! {
                    _ = server => {}
                    _ = stopped => {}
                }
            });
        });
        Self {
            desk,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// As it names itself.
    pub fn issuer(&self) -> String {
        self.desk.issuer()
    }

    /// Puts somebody before it: whoever comes from now on is them. `None`: nobody wants to sign in.
    pub fn person(&self, person: Option<Person>) {
        self.desk.book().person = person;
    }

    /// Lies from now on, or no more.
    pub fn lie(&self, lie: Option<Lie>) {
        self.desk.book().lie = lie;
    }

    /// Sets its clock, in seconds from 1970.
    pub fn set_clock(&self, now: i64) {
        self.desk.book().now = now;
    }

    /// Signs with a new key from now on; the old one is published no more.
    pub fn change_key(&self) {
        self.desk.book().key = SigningKey::fresh("tweede");
    }

    /// Signs with RSA from now on (RS256), as most providers do; the old key is published no more.
    pub fn sign_with_rsa(&self) {
        self.desk.book().key = SigningKey::rsa("rsa");
    }

    /// How often its keys were asked for.
    pub fn keys_asked(&self) -> u32 {
        self.desk.book().keys_asked
    }

    /// The queries with which people came to sign out.
    pub fn ways_out(&self) -> Vec<String> {
        self.desk.book().ways_out.clone()
    }

    /// The message that somebody signed out, as the provider sends it to programs.
    pub fn message_of_signing_out(&self, subject: &str) -> String {
        let book = self.desk.book();
        let event = "http://schemas.openid.net/event/backchannel-logout";
        let claims = json!({
            "iss": self.desk.issuer(), "aud": CLIENT_ID, "sub": subject,
            "iat": book.now, "exp": book.now + 120, "jti": "bericht-1",
            "events": { event: {} },
        });
        signed(&book.key, "logout+jwt", &claims)
    }

    /// A token of that person, as a round trip with this nonce gets it; an empty one names none.
    pub fn token_of(&self, person: &Person, nonce: &str) -> String {
        let book = self.desk.book();
        let claims = claims_of(&self.desk, &book, person, nonce, false);
        signed(&book.key, "JWT", &claims)
    }

    /// Stops: whoever calls from now on is refused.
    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.send(()).ok();
        }
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

impl Drop for OpenIdProvider {
    fn drop(&mut self) {
        self.stop();
    }
}

type Query1 = Query<HashMap<String, String>>;

async fn discovery(State(desk): State<Arc<Desk>>) -> Json<Value> {
    let issuer = desk.issuer();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "end_session_endpoint": format!("{issuer}/end-session"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "backchannel_logout_supported": true,
    }))
}

async fn keys(State(desk): State<Arc<Desk>>) -> Json<Value> {
    let mut book = desk.book();
    book.keys_asked += 1;
    Json(json!({ "keys": [book.key.published()] }))
}

async fn authorize(State(desk): State<Arc<Desk>>, Query(asked): Query1) -> Response {
    let of = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let scopes = of("scope");
    let right = of("client_id") == CLIENT_ID
        && of("response_type") == "code"
        && of("code_challenge_method") == "S256"
        && of("code_challenge").len() == 43
        && scopes.split(' ').any(|scope| scope == "openid")
        && !of("state").is_empty()
        && !of("nonce").is_empty();
    if !right {
        return (StatusCode::BAD_REQUEST, "this is no request to sign in").into_response();
    }
    let (redirect, state) = (of("redirect_uri"), of("state"));
    let mut book = desk.book();
    let Some(person) = book.person.clone() else {
        return Redirect::to(&format!("{redirect}?error=access_denied&state={state}"))
            .into_response();
    };
    book.made += 1;
    let code = format!("code-{}", book.made);
    let waiting = Code {
        redirect: redirect.clone(),
        challenge: of("code_challenge"),
        nonce: of("nonce"),
        person,
        asked_again: of("max_age") == "0" && of("prompt") == "login",
    };
    book.codes.insert(code.clone(), waiting);
    Redirect::to(&format!("{redirect}?code={code}&state={state}")).into_response()
}

async fn token(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(sent): Form<HashMap<String, String>>,
) -> Response {
    let no = |status, error: &str| (status, Json(json!({ "error": error }))).into_response();
    if !is_the_program(&headers) {
        return no(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let of = |name: &str| sent.get(name).cloned().unwrap_or_default();
    let mut book = desk.book();
    let Some(code) = book.codes.remove(&of("code")) else {
        return no(StatusCode::BAD_REQUEST, "invalid_grant");
    };
    let verifier = digest(&SHA256, of("code_verifier").as_bytes());
    let right = of("grant_type") == "authorization_code"
        && of("redirect_uri") == code.redirect
        && BASE64URL_NOPAD.encode(verifier.as_ref()) == code.challenge;
    if !right {
        return no(StatusCode::BAD_REQUEST, "invalid_grant");
    }
    let claims = claims_of(&desk, &book, &code.person, &code.nonce, code.asked_again);
    let token = match book.lie {
        Some(lie) => lied(&book, lie, claims),
        None => signed(&book.key, "JWT", &claims),
    };
    let body = json!({
        "access_token": "toegang", "token_type": "Bearer", "expires_in": 300, "id_token": token,
    });
    let store = [(header::CACHE_CONTROL, "no-store")];
    (store, Json(body)).into_response()
}

/// Basic authentication, both parts escaped first (RFC 6749, section 2.3.1).
fn is_the_program(headers: &HeaderMap) -> bool {
    let named = headers.get(header::AUTHORIZATION);
    let encoded = named
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Basic "));
    let plain = encoded.and_then(|text| BASE64.decode(text.as_bytes()).ok());
    let secret = "geheim+van%2Fde%2Bproef%3A1";
    plain == Some(format!("{CLIENT_ID}:{secret}").into_bytes())
}

async fn end_session(
    State(desk): State<Arc<Desk>>,
    uri: axum::http::Uri,
    Query(asked): Query1,
) -> Response {
    let query = uri.query().unwrap_or_default().to_owned();
    desk.book().ways_out.push(query);
    match asked.get("post_logout_redirect_uri") {
        Some(back) if asked.get("client_id").map(String::as_str) == Some(CLIENT_ID) => {
            Redirect::to(back).into_response()
        }
        _ => "signed out".into_response(),
    }
}

fn claims_of(desk: &Desk, book: &Book, person: &Person, nonce: &str, again: bool) -> Value {
    let now = book.now;
    let ago = if again { 0 } else { person.signed_in_ago };
    let mut claims = json!({
        "iss": desk.issuer(), "aud": CLIENT_ID, "sub": person.subject,
        "iat": now, "exp": now + 300, "auth_time": now - ago,
        "sid": format!("sessie-{}", person.subject),
    });
    let all = claims.as_object_mut().expect("claims are an object");
    if !nonce.is_empty() {
        all.insert("nonce".to_owned(), json!(nonce));
    }
    all.extend(person.claims.clone());
    claims
}

fn encoded(value: &Value) -> String {
    BASE64URL_NOPAD.encode(value.to_string().as_bytes())
}

fn signed(key: &SigningKey, kind: &str, claims: &Value) -> String {
    signed_as(&key.name, key, kind, claims)
}

fn signed_as(name: &str, key: &SigningKey, kind: &str, claims: &Value) -> String {
    let head = json!({ "alg": key.algorithm(), "typ": kind, "kid": name });
    let text = format!("{}.{}", encoded(&head), encoded(claims));
    let signature = key.sign(text.as_bytes());
    format!("{text}.{}", BASE64URL_NOPAD.encode(&signature))
}

fn lied(book: &Book, lie: Lie, mut claims: Value) -> String {
    let now = book.now;
    let mut tell = |claim: &str, value: Value| claims[claim] = value;
    match lie {
        Lie::WrongNonce => tell("nonce", json!("een andere reis")),
        Lie::NoNonce => tell("nonce", Value::Null),
        Lie::WrongAudience => tell("aud", json!("een-ander-programma")),
        Lie::TwoAudiences => tell("aud", json!([CLIENT_ID, "een-ander-programma"])),
        Lie::WrongIssuer => tell("iss", json!("https://elders.example")),
        Lie::Expired => tell("exp", json!(now - 120)),
        Lie::FromTheFuture => tell("iat", json!(now + 300)),
        Lie::MadeLongAgo => tell("iat", json!(now - 3600)),
        Lie::NotYetValid => tell("nbf", json!(now + 300)),
        Lie::Unsigned | Lie::SignedWithSecret | Lie::ForeignKey | Lie::Altered => {}
    }
    let body = encoded(&claims);
    match lie {
        Lie::Unsigned => format!("{}.{body}.", encoded(&json!({"alg": "none", "typ": "JWT"}))),
        Lie::SignedWithSecret => {
            let text = format!("{}.{body}", encoded(&json!({"alg": "HS256", "typ": "JWT"})));
            let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, CLIENT_SECRET.as_bytes());
            let tag = ring::hmac::sign(&key, text.as_bytes());
            format!("{text}.{}", BASE64URL_NOPAD.encode(tag.as_ref()))
        }
        Lie::ForeignKey => {
            let foreign = SigningKey::fresh("vreemd");
            signed_as(&book.key.name, &foreign, "JWT", &claims)
        }
        Lie::Altered => {
            let token = signed(&book.key, "JWT", &claims);
            claims["sub"] = json!("iemand-anders");
            let mut parts = token.split('.');
            let (head, _, signature) = (parts.next(), parts.next(), parts.next());
            let part = |part: Option<&str>| part.unwrap_or_default().to_owned();
            format!("{}.{}.{}", part(head), encoded(&claims), part(signature))
        }
        _ => signed(&book.key, "JWT", &claims),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Visitor;

    #[test]
    fn a_code_is_given_for_the_right_verifier_and_once() {
        let provider = OpenIdProvider::start(1_800_000_000);
        provider.person(Some(Person::with_email("sam", "sam@brugdam.example", &[])));
        let visitor = Visitor::of(&provider.issuer());
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        let asked = format!(
            "/authorize?client_id={CLIENT_ID}&response_type=code&scope=openid&state=s&nonce=n\
             &code_challenge_method=S256&code_challenge={challenge}&redirect_uri=http://terug"
        );
        let basic = BASE64.encode(format!("{CLIENT_ID}:geheim+van%2Fde%2Bproef%3A1").as_bytes());
        let give = |code: &str, verifier: &str| {
            let form = format!(
                "grant_type=authorization_code&redirect_uri=http://terug&code={code}\
                 &code_verifier={verifier}"
            );
            let named = format!("Basic {basic}");
            let headers = [
                ("Content-Type", "application/x-www-form-urlencoded"),
                ("Authorization", named.as_str()),
            ];
            visitor.send("POST", "/token", &headers, Some(form.as_bytes()))
        };
        let back = visitor.get(&asked);
        assert_eq!(
            back.header("location"),
            Some("http://terug?code=code-1&state=s")
        );
        assert_eq!(give("code-1", "een andere").status, 400);
        visitor.get(&asked);
        let given = give("code-2", verifier).expect_status(200).json();
        assert_eq!(given["id_token"].as_str().unwrap().split('.').count(), 3);
        assert_eq!(give("code-2", verifier).status, 400);
        let plain = visitor.get(&asked.replace("S256", "plain"));
        assert_eq!(plain.status, 400);
    }

    #[test]
    fn who_calls_a_provider_that_stopped_is_refused() {
        let mut provider = OpenIdProvider::start(1_800_000_000);
        let visitor = Visitor::of(&provider.issuer());
        visitor.get("/keys").expect_status(200);
        provider.stop();
        assert!(visitor.try_send("GET", "/keys", &[], None).is_err());
    }
}
