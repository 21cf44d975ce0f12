//! One provider: what the operator set about it, what it says of itself (kept for an hour), and the
//! conversation with it. What comes out of here was signed by its key, is meant for us, is of now
//! and of this very round trip. Asked by the pages beside this file only.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use actions::Bridge;
use actions::federated_sign_in::Assertion;
use chrono::{DateTime, Utc};
use domain::federation::Federation;
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod,
    CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey, CoreJsonWebKeySet,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
    CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, EmptyExtraTokenFields, EndSessionUrl, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    IdToken, IdTokenClaims, IdTokenFields, IdTokenVerifier, IssuerUrl, JsonWebTokenType,
    LogoutHint, LogoutRequest, Nonce, NonceVerifier, PkceCodeChallenge, PkceCodeVerifier,
    PostLogoutRedirectUrl, ProviderMetadataWithLogout, RedirectUrl, Scope,
    SignatureVerificationError, StandardErrorResponse, StandardTokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Mutex;

use super::wire::{Line, Wire};

/// What a provider says of itself is asked for again after so long.
const METADATA_KEPT: SignedDuration = SignedDuration::from_hours(1);
/// A key that we do not know makes us ask for its keys, at most so often.
const KEYS_AGAIN: SignedDuration = SignedDuration::from_secs(30);
/// So far its clock and ours may be apart.
const SKEW: SignedDuration = SignedDuration::from_secs(60);
/// Older than this a token was not made for this round trip.
const TOKEN_AT_MOST: SignedDuration = SignedDuration::from_mins(10);

/// Signatures that are believed: with a key that only the provider has. Not `none`, and none that
/// is made with our shared secret.
const SIGNATURES: [CoreJwsSigningAlgorithm; 8] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The event that a message of somebody who signed out names.
const SIGNED_OUT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// A provider, as the operator set it.
#[derive(Clone)]
pub struct Provider {
    /// As people call it: "gemeente Brugdam".
    pub name: String,
    /// What we are called there.
    pub client_id: String,
    /// What proves that we are it; empty when the provider asks for none.
    pub client_secret: String,
    /// What to ask for beside `openid`.
    pub scopes: Vec<String>,
    /// The claim with the groups.
    pub groups_claim: String,
    /// The claim that tells for whom somebody works.
    pub organisation_claim: String,
    /// What its word is worth.
    pub federation: Federation,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Provider({})", self.federation.issuer)
    }
}

impl Provider {
    /// As it stands in addresses: its name in small letters and hyphens.
    #[must_use]
    pub fn key(&self) -> String {
        let parts: Vec<String> = self
            .name
            .to_lowercase()
            .split(|sign: char| !sign.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        parts.join("-")
    }
}

/// Why somebody does not come in by a provider. The text is for the log: it names nobody.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// It does not answer, or not as it should.
    #[error("the provider does not work: {0}")]
    Down(String),
    /// What it says is not believed.
    #[error("not believed: {0}")]
    NotBelieved(String),
}

/// What a token holds beside the usual.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct More {
    #[serde(flatten)]
    all: HashMap<String, Value>,
}

impl AdditionalClaims for More {}

type Token =
    IdToken<More, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Claims = IdTokenClaims<More, CoreGenderClaim>;
type Tokens = StandardTokenResponse<
    IdTokenFields<
        More,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;
type Client = openidconnect::Client<
    More,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What the provider says of itself, and its keys.
#[derive(Clone)]
struct Told {
    metadata: ProviderMetadataWithLogout,
    keys: CoreJsonWebKeySet,
    at: Timestamp,
    keys_at: Timestamp,
}

/// What leaves with somebody who goes to their provider, and what stays here until they are back.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Departure {
    /// Ties the way back to this browser.
    pub state: String,
    /// Ties the token to this round trip.
    pub nonce: String,
    /// Ties the code to us (PKCE).
    pub verifier: String,
}

/// Somebody who came back with a token that is believed.
pub(super) struct Arrival {
    /// What the provider says of them.
    pub assertion: Assertion,
    /// Their session there, when it is named.
    pub session: Option<String>,
    /// When they signed in there, when it is told.
    pub signed_in_at: Option<Timestamp>,
}

/// A provider and the line to it.
pub(super) struct Known {
    pub set: Provider,
    pub key: String,
    wire: Arc<dyn Wire>,
    told: Mutex<Option<Told>>,
}

impl Known {
    pub fn new(set: Provider, wire: Arc<dyn Wire>) -> Self {
        Self {
            key: set.key(),
            set,
            wire,
            told: Mutex::new(None),
        }
    }

    fn line(&self) -> Line {
        Line(Arc::clone(&self.wire))
    }

    /// What the provider says of itself; asked again after an hour. When it is silent then, what it
    /// said before still holds.
    async fn told(&self, bridge: &Bridge) -> Result<Told, Trouble> {
        let now = bridge.now();
        let mut kept = self.told.lock().await;
        if let Some(told) = kept.as_ref()
            && now.duration_since(told.at) < METADATA_KEPT
        {
            return Ok(told.clone());
        }
        let issuer = IssuerUrl::new(self.set.federation.issuer.clone())
            .map_err(|error| Trouble::Down(error.to_string()))?;
        let line = self.line();
        match ProviderMetadataWithLogout::discover_async(issuer, &line).await {
            Ok(metadata) => {
                let told = Told {
                    keys: metadata.jwks().clone(),
                    metadata,
                    at: now,
                    keys_at: now,
                };
                *kept = Some(told.clone());
                Ok(told)
            }
            Err(error) => match kept.as_mut() {
                Some(told) => {
                    tracing::warn!(cause = %causes(&error), "a sign-in provider does not answer");
                    Ok(told.clone())
                }
                None => Err(Trouble::Down(causes(&error))),
            },
        }
    }

    /// Its keys once more, when they were not asked for just now: it may have new ones.
    async fn fresh_keys(&self, bridge: &Bridge) -> Result<CoreJsonWebKeySet, Trouble> {
        let now = bridge.now();
        let mut kept = self.told.lock().await;
        let Some(told) = kept.as_mut() else {
            return Ok(CoreJsonWebKeySet::default());
        };
        if now.duration_since(told.keys_at) >= KEYS_AGAIN {
            told.keys_at = now;
            let line = self.line();
            let keys = CoreJsonWebKeySet::fetch_async(told.metadata.jwks_uri(), &line).await;
            told.keys = keys.map_err(|error| Trouble::Down(causes(&error)))?;
        }
        Ok(told.keys.clone())
    }

    fn client(&self, told: &Told, back: &str) -> Result<Client, Trouble> {
        let down = |error: openidconnect::url::ParseError| Trouble::Down(error.to_string());
        let secret = Some(self.set.client_secret.clone()).filter(|secret| !secret.is_empty());
        let client = Client::from_provider_metadata(
            told.metadata.clone(),
            ClientId::new(self.set.client_id.clone()),
            secret.map(ClientSecret::new),
        );
        let methods = told.metadata.token_endpoint_auth_methods_supported();
        let takes = |method| methods.is_none_or(|methods| methods.contains(&method));
        let how = if takes(CoreClientAuthMethod::ClientSecretBasic) {
            AuthType::BasicAuth
        } else {
            AuthType::RequestBody
        };
        let back = RedirectUrl::new(back.to_owned()).map_err(down)?;
        Ok(client.set_redirect_uri(back).set_auth_type(how))
    }

    /// The address to send somebody to, and what to keep until they are back at `back`. With
    /// `again`, they are to show once more who they are.
    pub async fn departure(
        &self,
        bridge: &Bridge,
        back: &str,
        again: bool,
    ) -> Result<(String, Departure), Trouble> {
        let told = self.told(bridge).await?;
        let client = self.client(&told, back)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scopes(self.set.scopes.iter().cloned().map(Scope::new))
            .set_pkce_challenge(challenge);
        let request = if again {
            request
                .add_prompt(CoreAuthPrompt::Login)
                .set_max_age(std::time::Duration::ZERO)
        } else {
            request
        };
        let (address, state, nonce) = request.url();
        let departure = Departure {
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.secret().clone(),
        };
        Ok((address.into(), departure))
    }

    /// Gives the code in return for a token, and judges it.
    pub async fn arrival(
        &self,
        bridge: &Bridge,
        back: &str,
        departure: Departure,
        code: &str,
    ) -> Result<Arrival, Trouble> {
        let told = self.told(bridge).await?;
        let client = self.client(&told, back)?;
        let line = self.line();
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| Trouble::Down(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(departure.verifier))
            .request_async(&line)
            .await;
        let tokens = answer.map_err(|error| match error {
            openidconnect::RequestTokenError::ServerResponse(refused) => Trouble::NotBelieved(
                format!("the code was refused: {}", refused.error().as_ref()),
            ),
            other => Trouble::Down(causes(&other)),
        })?;
        let token = tokens.extra_fields().id_token();
        let token = token.ok_or_else(|| Trouble::NotBelieved("no token came".to_owned()))?;
        let nonce = Nonce::new(departure.nonce);
        let claims = self
            .judged(bridge, &told, |keys| {
                self.verified(bridge, keys, token, &nonce)
            })
            .await?;
        Ok(self.arrival_of(&claims))
    }

    /// Who signed out at the provider, by a message that it sends itself.
    pub async fn signed_out(&self, bridge: &Bridge, message: &str) -> Result<String, Trouble> {
        let no = |why: &str| Trouble::NotBelieved(why.to_owned());
        let token = Token::from_str(message).map_err(|_| no("this is no token"))?;
        let told = self.told(bridge).await?;
        let without_nonce = |nonce: Option<&Nonce>| match nonce {
            // A token of a round trip may not pass for this message.
            Some(_) => Err("a nonce".to_owned()),
            None => Ok(()),
        };
        let claims = self
            .judged(bridge, &told, |keys| {
                self.verified(bridge, keys, &token, without_nonce)
            })
            .await?;
        let events = claims.additional_claims().all.get("events");
        if events.and_then(|events| events.get(SIGNED_OUT)).is_none() {
            return Err(no("it tells of no signing out"));
        }
        Ok(claims.subject().to_string())
    }

    /// Where to sign out there too, when the provider has such a place. Nothing in the address tells
    /// who somebody is but their session's number there.
    pub async fn way_out(
        &self,
        bridge: &Bridge,
        back: &str,
        session: Option<&str>,
    ) -> Option<String> {
        let told = self.told(bridge).await.ok()?;
        let place = &told.metadata.additional_metadata().end_session_endpoint;
        let place: EndSessionUrl = place.clone()?;
        let request = LogoutRequest::from(place)
            .set_client_id(ClientId::new(self.set.client_id.clone()))
            .set_post_logout_redirect_uri(PostLogoutRedirectUrl::new(back.to_owned()).ok()?);
        let request = match session {
            Some(session) => request.set_logout_hint(LogoutHint::new(session.to_owned())),
            None => request,
        };
        Some(request.http_get_url().into())
    }

    /// Judges a token with the keys we know, and once more with fresh ones when none of them fits.
    async fn judged(
        &self,
        bridge: &Bridge,
        told: &Told,
        verified: impl Fn(&CoreJsonWebKeySet) -> Result<Claims, ClaimsVerificationError>,
    ) -> Result<Claims, Trouble> {
        use ClaimsVerificationError::SignatureVerification;
        use SignatureVerificationError::{CryptoError, NoMatchingKey};
        let judged = match verified(&told.keys) {
            Err(SignatureVerification(NoMatchingKey | CryptoError(_))) => {
                verified(&self.fresh_keys(bridge).await?)
            }
            judged => judged,
        };
        judged.map_err(|error| Trouble::NotBelieved(causes(&error)))
    }

    /// Signature, issuer, audience, time and nonce.
    fn verified(
        &self,
        bridge: &Bridge,
        keys: &CoreJsonWebKeySet,
        token: &Token,
        nonce: impl NonceVerifier,
    ) -> Result<Claims, ClaimsVerificationError> {
        let now = bridge.now();
        let other =
            |error: &dyn std::fmt::Display| ClaimsVerificationError::Other(error.to_string());
        let issuer = IssuerUrl::new(self.set.federation.issuer.clone()).map_err(|e| other(&e))?;
        let kinds: Result<Vec<_>, _> = ["JWT", "logout+jwt"]
            .map(|kind| JsonWebTokenType::new(kind.to_owned()).normalize())
            .into_iter()
            .collect();
        let client_id = ClientId::new(self.set.client_id.clone());
        let verifier = IdTokenVerifier::new_public_client(client_id, issuer, keys.clone())
            .set_allowed_algs(SIGNATURES)
            .set_allowed_jose_types(kinds.map_err(|error| other(&error))?)
            .set_time_fn(move || date(now - SKEW))
            .set_issue_time_verifier_fn(move |issued| {
                if issued > date(now + SKEW) || issued < date(now - SKEW - TOKEN_AT_MOST) {
                    return Err("made at another time".to_owned());
                }
                Ok(())
            });
        let claims = token.claims(&verifier, nonce)?;
        let begins = claims.additional_claims().all.get("nbf");
        if begins
            .and_then(Value::as_i64)
            .is_some_and(|at| at > (now + SKEW).as_second())
        {
            return Err(ClaimsVerificationError::Expired("not valid yet".to_owned()));
        }
        Ok(claims.clone())
    }

    fn arrival_of(&self, claims: &Claims) -> Arrival {
        let more = &claims.additional_claims().all;
        let acr = claims.auth_context_ref().map(|acr| acr.as_str());
        let amr: Vec<String> = claims
            .auth_method_refs()
            .into_iter()
            .flatten()
            .map(|method| method.as_str().to_owned())
            .collect();
        let name = claims.name().and_then(|names| names.get(None));
        let organisation = found(more, &self.set.organisation_claim).and_then(Value::as_str);
        let email = claims.email().map(|email| email.as_str().to_owned());
        Arrival {
            assertion: Assertion {
                subject: claims.subject().to_string(),
                verified_email: email.filter(|_| claims.email_verified() == Some(true)),
                name: name
                    .map(|name| name.as_str().to_owned())
                    .unwrap_or_default(),
                groups: texts(found(more, &self.set.groups_claim)),
                organisation: organisation.map(str::to_owned),
                second_step: self.set.federation.took_second_step(acr, &amr),
            },
            session: more.get("sid").and_then(Value::as_str).map(str::to_owned),
            signed_in_at: claims
                .auth_time()
                .and_then(|at| Timestamp::from_second(at.timestamp()).ok()),
        }
    }
}

fn date(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(at.as_second(), 0).unwrap_or_default()
}

/// A claim by its name, or by a path with dots such as `realm_access.roles`.
fn found<'a>(claims: &'a HashMap<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = claims.get(path) {
        return Some(value);
    }
    let mut parts = path.split('.');
    let first = claims.get(parts.next()?)?;
    parts.try_fold(first, |value, part| value.get(part))
}

/// The texts in a claim that holds one, or a list.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(several)) => several
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// An error with what caused it, on one line.
fn causes(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        told.push_str(": ");
        told.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    told.retain(|sign| !sign.is_control());
    told
}
