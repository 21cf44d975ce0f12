//! Passkeys over the pages, with a device made up here: a key pair that answers as WebAuthn asks
//! (no attestation, user verified), and attackers who change one thing of it.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use data_encoding::BASE64URL_NOPAD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use speaking::Doors;
use speaking::browser::{Browser, Seen};

const EMAIL: &str = "marieke@linde.example";
const PASSWORD: &str = "een heel lang wachtwoord";
const ORIGIN: &str = "https://brugdam.example";

/// A telephone with one passkey.
struct Device {
    pair: EcdsaKeyPair,
    id: [u8; 16],
    user: String,
    counter: u32,
}

impl Device {
    fn new() -> Self {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let kept = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        Self {
            pair: EcdsaKeyPair::from_pkcs8(kind, kept.as_ref(), &random).unwrap(),
            id: rand::random(),
            user: String::new(),
            counter: 0,
        }
    }

    /// What the device says of itself: for which site, that its owner was verified, how often.
    fn said(&mut self, flags: u8) -> Vec<u8> {
        self.counter += 1;
        let mut out = Sha256::digest(b"brugdam.example").to_vec();
        out.push(flags);
        out.extend(self.counter.to_be_bytes());
        out
    }

    fn client(kind: &str, question: &Value, origin: &str) -> String {
        let challenge = question["publicKey"]["challenge"].as_str().unwrap();
        json!({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false})
            .to_string()
    }

    fn make(&mut self, question: &Value) -> String {
        let user = question["publicKey"]["user"]["id"].as_str().unwrap();
        user.clone_into(&mut self.user);
        let client = Self::client("webauthn.create", question, ORIGIN);
        // User present and verified, and a credential follows.
        let mut data = self.said(0x45);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        let point = self.pair.public_key().as_ref();
        // COSE: an elliptic curve key, ES256, P-256, x and y.
        data.extend([0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = vec![0xA3, 0x63];
        object.extend(b"fmt");
        object.push(0x64);
        object.extend(b"none");
        object.push(0x67);
        object.extend(b"attStmt");
        object.extend([0xA0, 0x68]);
        object.extend(b"authData");
        object.extend([0x58, u8::try_from(data.len()).unwrap()]);
        object.extend(data);
        json!({
            "id": BASE64.encode(&self.id), "rawId": BASE64.encode(&self.id),
            "type": "public-key", "extensions": {},
            "response": {
                "attestationObject": BASE64.encode(&object),
                "clientDataJSON": BASE64.encode(client.as_bytes()),
            },
        })
        .to_string()
    }

    fn answer(&mut self, question: &Value, flags: u8, origin: &str) -> String {
        let client = Self::client("webauthn.get", question, origin);
        let data = self.said(flags);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(client.as_bytes()));
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": BASE64.encode(&self.id), "rawId": BASE64.encode(&self.id),
            "type": "public-key", "extensions": {},
            "response": {
                "authenticatorData": BASE64.encode(&data),
                "clientDataJSON": BASE64.encode(client.as_bytes()),
                "signature": BASE64.encode(signature.as_ref()),
                "userHandle": self.user,
            },
        })
        .to_string()
    }
}

/// User present and verified.
const VERIFIED: u8 = 0x05;
/// User present, and not verified.
const PRESENT: u8 = 0x01;

/// The token of the forms on a page.
async fn csrf(browser: &Browser, path: &str) -> String {
    browser.open(path).await.field("csrf")
}

async fn question(browser: &Browser, path: &str, purpose: &str) -> Value {
    let csrf = csrf(browser, path).await;
    let fields = [("doel", purpose), ("csrf", csrf.as_str())];
    let seen = browser.post("/passkey/begin", &fields).await;
    assert_eq!(seen.status, 200, "{}", seen.html);
    serde_json::from_str(&seen.html).unwrap()
}

async fn send(browser: &Browser, path: &str, answer: &str) -> Seen {
    let csrf = csrf(browser, path).await;
    let fields = [("antwoord", answer), ("csrf", csrf.as_str())];
    browser.post("/passkey", &fields).await
}

/// A nurse who set a passkey up as her second step.
async fn with_passkey() -> (Doors, Browser, Device) {
    let doors = Doors::open().await;
    let browser = Browser::new(&doors.web);
    let mut device = Device::new();
    browser.give_password(EMAIL, PASSWORD).await;
    let path = "/inloggen/tweede-stap";
    let asked = question(&browser, path, "instellen").await;
    let wanted = &asked["publicKey"]["authenticatorSelection"];
    assert_eq!(wanted["residentKey"], "preferred");
    assert_eq!(wanted["userVerification"], "required");
    let done = send(&browser, path, &device.make(&asked)).await;
    assert_eq!(done.status, 200, "leads to {}", done.location);
    assert!(done.has("Bewaar uw herstelcodes"));
    assert_eq!(browser.open("/te-doen").await.status, 200);
    (doors, browser, device)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_signs_in_alone_and_is_a_second_step_too() {
    let (doors, _, mut device) = with_passkey().await;
    let alone = Browser::new(&doors.web);
    let asked = question(&alone, "/inloggen", "inloggen").await;
    let seen = send(
        &alone,
        "/inloggen",
        &device.answer(&asked, VERIFIED, ORIGIN),
    )
    .await;
    assert_eq!((seen.status, seen.location.as_str()), (303, "/te-doen"));
    assert_eq!(alone.open("/te-doen").await.status, 200);
    let after = Browser::new(&doors.web);
    let seen = after.give_password(EMAIL, PASSWORD).await;
    assert_eq!(seen.location, "/inloggen/code");
    let asked = question(&after, "/inloggen/code", "tweede-stap").await;
    let answer = device.answer(&asked, VERIFIED, ORIGIN);
    let seen = send(&after, "/inloggen/code", &answer).await;
    assert_eq!((seen.status, seen.location.as_str()), (303, "/te-doen"));
    assert!(after.open("/account").await.has("1 passkey"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_serves_once_here_verified_and_for_its_own_key() {
    let (doors, _, mut device) = with_passkey().await;
    let mut thief = Device::new();
    thief.user.clone_from(&device.user);
    let refused = async |browser: &Browser, answer: &str| {
        let seen = send(browser, "/inloggen", answer).await;
        let to = (seen.status, seen.location.as_str().to_owned());
        assert_eq!(to, (303, "/inloggen?fout=passkey".to_owned()));
        assert_eq!(browser.open("/te-doen").await.status, 303);
    };
    let browser = Browser::new(&doors.web);
    let asked = question(&browser, "/inloggen", "inloggen").await;
    refused(&browser, &thief.answer(&asked, VERIFIED, ORIGIN)).await;
    let asked = question(&browser, "/inloggen", "inloggen").await;
    let copied = {
        // Another key under the stolen number of the owner's.
        thief.id = device.id;
        thief.answer(&asked, VERIFIED, ORIGIN)
    };
    refused(&browser, &copied).await;
    let asked = question(&browser, "/inloggen", "inloggen").await;
    refused(&browser, &device.answer(&asked, PRESENT, ORIGIN)).await;
    let asked = question(&browser, "/inloggen", "inloggen").await;
    refused(
        &browser,
        &device.answer(&asked, VERIFIED, "https://brugdarn.example"),
    )
    .await;
    for nonsense in ["", "{}", "[[[[", &"x".repeat(20_000)] {
        question(&browser, "/inloggen", "inloggen").await;
        refused(&browser, nonsense).await;
    }
    // The right answer, once; and not in a session that asked something else.
    let asked = question(&browser, "/inloggen", "inloggen").await;
    let right = device.answer(&asked, VERIFIED, ORIGIN);
    let other = Browser::new(&doors.web);
    question(&other, "/inloggen", "inloggen").await;
    refused(&other, &right).await;
    assert_eq!(
        send(&browser, "/inloggen", &right).await.location,
        "/te-doen"
    );
    let again = Browser::new(&doors.web);
    assert_eq!(
        send(&again, "/inloggen", &right).await.status,
        403,
        "nothing was asked"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_only_second_step_cannot_be_taken_away_and_a_new_one_needs_a_fresh_step() {
    let (doors, browser, mut device) = with_passkey().await;
    let page = browser.open("/account/passkeys").await;
    let id = BASE64.encode(&device.id);
    assert!(page.has(&id));
    let fields = [("id", id.as_str())];
    let seen = browser.send("/account/passkeys", &fields).await;
    assert_eq!(seen.location, "/account/passkeys?fout=laatste");
    doors
        .world
        .clock
        .advance(jiff::SignedDuration::from_mins(11));
    let csrf = csrf(&browser, "/te-doen").await;
    let fields = [("doel", "nieuw"), ("csrf", csrf.as_str())];
    assert_eq!(browser.post("/passkey/begin", &fields).await.status, 403);
    let asked = question(&browser, "/bevestigen", "bevestigen").await;
    let answer = device.answer(&asked, VERIFIED, ORIGIN);
    assert_eq!(
        send(&browser, "/bevestigen", &answer).await.location,
        "/account"
    );
    let mut second = Device::new();
    let asked = question(&browser, "/account/passkeys", "nieuw").await;
    let made = second.make(&asked);
    let seen = send(&browser, "/account/passkeys", &made).await;
    assert_eq!(seen.location, "/account/passkeys");
    let seen = browser.send("/account/passkeys", &[("id", &id)]).await;
    assert_eq!(seen.location, "/account/passkeys");
    assert!(!browser.open("/account/passkeys").await.has(&id));
}
