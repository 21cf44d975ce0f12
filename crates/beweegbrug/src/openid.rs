//! The providers that people may sign in by: `[[openid]]` in the settings, judged at the start, and
//! the guarded line to them. A mistake in the settings is told with the provider's name; a secret
//! is read from its file and shown nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::federation::{Federation, WorksFor};
use domain::ids::MunicipalityId;
use domain::organisation::Role;
use http::Uri;
use serde::{Deserialize, Serialize};
use ureq::Agent;
use web::oidc::{Answer, NoAnswer, Provider, Providers, Request, Wire};

use crate::failure::Failure;
use crate::outgoing::{agent_for, is_said_to_be_local, place, read_at_most};

/// One answer of a provider takes at most so long: somebody is waiting.
const AT_MOST: Duration = Duration::from_secs(10);
/// Longest answer of a provider: 1 MiB.
const MOST_BYTES: u64 = 1024 * 1024;

/// A provider in the settings.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenId {
    /// As people call it, on the button: "gemeente Brugdam".
    name: String,
    /// Its address, as it names itself in its tokens.
    issuer: String,
    /// What this installation is called there.
    client_id: String,
    /// The file with what proves that we are it; none for a client without.
    #[serde(default)]
    client_secret_file: Option<PathBuf>,
    /// The code of the municipality in which it may give roles.
    municipality: String,
    /// The organisation for which all its people work: its name or key.
    #[serde(default)]
    organisation: Option<String>,
    /// Or: the claim that tells for whom somebody works.
    #[serde(default)]
    organisation_claim: Option<String>,
    /// What that claim may say, and the organisation that belongs to it.
    #[serde(default)]
    organisations: BTreeMap<String, String>,
    /// The domains of its e-mail addresses.
    domains: Vec<String>,
    /// Its groups, and the role each gives.
    #[serde(default)]
    groups: BTreeMap<String, String>,
    /// The claim with the groups.
    #[serde(default = "groups_claim")]
    groups_claim: String,
    /// Whether a second step that was taken there will do.
    #[serde(default)]
    trust_second_factor: bool,
    /// The values of `acr` or `amr` that tell of one.
    #[serde(default = "second_factor_values")]
    second_factor_values: Vec<String>,
    /// What is asked for beside `openid`.
    #[serde(default = "scopes")]
    scopes: Vec<String>,
    /// Other addresses of the provider that we may call, as `https://host`.
    #[serde(default)]
    also_at: Vec<String>,
}

fn groups_claim() -> String {
    "groups".to_owned()
}

/// "Multiple-factor authentication" (RFC 8176): what most providers say of two steps.
fn second_factor_values() -> Vec<String> {
    vec!["mfa".to_owned()]
}

fn scopes() -> Vec<String> {
    vec!["profile".to_owned(), "email".to_owned()]
}

impl OpenId {
    fn wrong(&self, what: &str) -> Failure {
        Failure::WrongUse(format!("settings: openid \"{}\": {what}", self.name))
    }

    fn provider(&self) -> Result<Provider, Failure> {
        let municipality: MunicipalityId = self.municipality.parse().map_err(|_| {
            self.wrong("municipality is no code of a municipality, such as GM0796.")
        })?;
        if self.domains.is_empty() || self.domains.iter().any(|domain| domain.contains('@')) {
            return Err(
                self.wrong("domains must name its e-mail domains, such as [\"gemeente.example\"].")
            );
        }
        let address: Uri = self
            .issuer
            .parse()
            .map_err(|_| self.wrong("issuer is no web address."))?;
        self.judge_address(&address, "issuer")?;
        let provider = Provider {
            name: self.name.clone(),
            client_id: self.client_id.clone(),
            client_secret: self.secret()?,
            scopes: self.scopes.clone(),
            groups_claim: self.groups_claim.clone(),
            organisation_claim: self.organisation_claim.clone().unwrap_or_default(),
            federation: Federation {
                issuer: self.issuer.clone(),
                municipality,
                works_for: self.works_for()?,
                domains: self.domains.clone(),
                groups: self.roles()?,
                second_step: if self.trust_second_factor {
                    self.second_factor_values.clone()
                } else {
                    Vec::new()
                },
            },
        };
        if provider.key().is_empty() {
            return Err(self.wrong("name must have letters."));
        }
        Ok(provider)
    }

    /// Over TLS, or in plain to this very machine.
    fn judge_address(&self, address: &Uri, what: &str) -> Result<(), Failure> {
        let Some((scheme, host, _)) = place(address) else {
            return Err(self.wrong(&format!("{what} is no web address.")));
        };
        match scheme.as_str() {
            "https" => Ok(()),
            "http" if is_said_to_be_local(&host) => Ok(()),
            _ => Err(self.wrong(&format!("{what} must begin with https://."))),
        }
    }

    fn works_for(&self) -> Result<WorksFor, Failure> {
        match (&self.organisation, &self.organisation_claim) {
            (Some(organisation), None) if self.organisations.is_empty() => {
                Ok(WorksFor::One(organisation.clone()))
            }
            (None, Some(_)) if !self.organisations.is_empty() => {
                Ok(WorksFor::ByClaim(self.organisations.clone()))
            }
            _ => Err(self.wrong(
                "give either organisation, or organisation_claim with a table organisations.",
            )),
        }
    }

    fn roles(&self) -> Result<BTreeMap<String, Role>, Failure> {
        let of = |(group, role): (&String, &String)| {
            let found = Role::OF_ACCOUNTS.into_iter().find(|one| one.code() == role);
            match found {
                Some(role) => Ok((group.clone(), role)),
                None => {
                    let known: Vec<&str> = Role::OF_ACCOUNTS.map(Role::code).to_vec();
                    let known = known.join(", ");
                    Err(self.wrong(&format!("there is no role {role}; there are {known}.")))
                }
            }
        };
        self.groups.iter().map(of).collect()
    }

    fn secret(&self) -> Result<String, Failure> {
        let Some(file) = &self.client_secret_file else {
            return Ok(String::new());
        };
        match std::fs::read_to_string(file) {
            Ok(text) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
            Ok(_) => Err(self.wrong(&format!("{} is empty.", file.display()))),
            Err(error) => Err(Failure::Environment(format!(
                "cannot read the client's secret {}: {error}.",
                file.display()
            ))),
        }
    }
}

/// The providers of the settings, with the line to them.
///
/// # Errors
/// [`Failure::WrongUse`] when one is set wrongly, or two are in each other's way;
/// [`Failure::Environment`] when a secret cannot be read.
pub fn providers(all: &[OpenId]) -> Result<Providers, Failure> {
    let mut keys = BTreeSet::new();
    let mut issuers = BTreeSet::new();
    let mut domains = BTreeSet::new();
    let mut found = Vec::new();
    let mut places = BTreeMap::new();
    for set in all {
        let provider = set.provider()?;
        if !keys.insert(provider.key()) || !issuers.insert(set.issuer.clone()) {
            return Err(set.wrong("another provider has this name or issuer."));
        }
        for domain in &set.domains {
            if !domains.insert(domain.to_lowercase()) {
                return Err(set.wrong(&format!("another provider has the domain {domain}.")));
            }
        }
        for address in [&set.issuer].into_iter().chain(&set.also_at) {
            let uri: Uri = address
                .parse()
                .map_err(|_| set.wrong(&format!("{address} is no web address.")))?;
            set.judge_address(&uri, address)?;
            if let Some(at) = place(&uri) {
                let agent = agent_for(is_said_to_be_local(&at.1), AT_MOST);
                places.insert(at, agent);
            }
        }
        found.push(provider);
    }
    let wire: Arc<dyn Wire> = Arc::new(GuardedWire { places });
    Ok(Providers::new(found, &wire))
}

/// The line to the providers: to the places of the settings only, never to a private address that
/// was not typed, without redirects, and with limits of time and size.
struct GuardedWire {
    places: BTreeMap<(String, String, u16), Agent>,
}

#[async_trait]
impl Wire for GuardedWire {
    async fn call(&self, request: Request) -> Result<Answer, NoAnswer> {
        let at = place(request.uri());
        let agent = at.and_then(|at| self.places.get(&at)).cloned();
        let Some(agent) = agent else {
            let host = request.uri().host().unwrap_or_default();
            let host: String = host.chars().take(100).collect();
            return Err(NoAnswer(format!(
                "it points to {host}, which the settings do not name; add it to also_at if you trust it"
            )));
        };
        let called = tokio::task::spawn_blocking(move || call(&agent, request));
        match called.await {
            Ok(answer) => answer.map_err(NoAnswer),
            Err(error) => Err(NoAnswer(error.to_string())),
        }
    }
}

fn call(agent: &Agent, request: Request) -> Result<Answer, String> {
    let (head, body) = request.into_parts();
    let answer = if body.is_empty() {
        agent.run(http::Request::from_parts(head, ()))
    } else {
        agent.run(http::Request::from_parts(head, body))
    };
    let (head, body) = answer.map_err(|error| error.to_string())?.into_parts();
    let bytes = read_at_most(body, MOST_BYTES)?;
    Ok(http::Response::from_parts(head, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Result<Providers, Failure> {
        #[derive(Deserialize)]
        struct File {
            openid: Vec<OpenId>,
        }
        use figment::providers::{Format, Toml};
        let file: File = figment::Figment::from(Toml::string(text))
            .extract()
            .unwrap();
        providers(&file.openid)
    }

    fn refused(text: &str) -> String {
        match set(text) {
            Err(Failure::WrongUse(text)) => text,
            Err(other) => format!("another failure: {other}"),
            Ok(_) => "no failure".to_owned(),
        }
    }

    const TOWN: &str = "[[openid]]\nname = \"gemeente Brugdam\"\nclient_id = \"brug\"\n\
        issuer = \"https://login.brugdam.example\"\nmunicipality = \"GM9001\"\n\
        organisation = \"Gemeente Brugdam\"\ndomains = [\"brugdam.example\"]\n";

    #[test]
    fn what_is_set_wrongly_is_named_with_what_to_do() {
        assert!(set(TOWN).is_ok());
        for (right, wrong, told) in [
            ("GM9001", "Brugdam", "no code of a municipality"),
            ("https://login", "http://login", "must begin with https://"),
            ("https://login", "ftp://login", "must begin with https://"),
            (
                "https://login.brugdam",
                "https://u:p@login",
                "no web address",
            ),
            (
                "[\"brugdam.example\"]",
                "[]",
                "must name its e-mail domains",
            ),
            (
                "organisation =",
                "organisation_claim =",
                "with a table organisations",
            ),
            ("gemeente Brugdam", "…", "must have letters"),
        ] {
            let text = TOWN.replace(right, wrong);
            assert!(refused(&text).contains(told), "{wrong}: {}", refused(&text));
        }
        let role = format!("{TOWN}groups = {{ coaches = \"baas\" }}\n");
        assert!(refused(&role).contains("there is no role baas; there are zorgprofessional"));
        let local = TOWN.replace("https://login.brugdam.example", "http://127.0.0.1:9000");
        assert!(set(&local).is_ok(), "on this machine, for a trial");
    }

    #[test]
    fn two_providers_do_not_share_a_name_an_issuer_or_a_domain() {
        let other = TOWN
            .replace("gemeente Brugdam", "zorggroep")
            .replace("login.brugdam", "login.zorg")
            .replace("[\"brugdam", "[\"zorg");
        assert!(set(&format!("{TOWN}{other}")).is_ok());
        for (right, shared) in [
            ("zorggroep", "Gemeente  Brugdam"),
            ("login.zorg", "login.brugdam"),
            ("[\"zorg", "[\"BRUGDAM"),
        ] {
            let told = refused(&format!("{TOWN}{}", other.replace(right, shared)));
            assert!(told.contains("another provider has"), "{shared}: {told}");
        }
    }

    #[test]
    fn a_secret_that_is_not_there_stops_the_start() {
        let text = format!("{TOWN}client_secret_file = \"/nergens/geheim\"\n");
        assert!(refused(&text).contains("cannot read the client's secret /nergens/geheim"));
    }

    #[tokio::test]
    async fn only_the_places_of_the_settings_are_called() {
        let wire = GuardedWire {
            places: BTreeMap::from([(
                ("https".to_owned(), "login.brugdam.example".to_owned(), 443),
                agent_for(false, AT_MOST),
            )]),
        };
        for elsewhere in [
            "https://elders.example/",
            "http://login.brugdam.example/",
            "https://login.brugdam.example:8443/",
            "https://x@login.brugdam.example/",
            "http://169.254.169.254/latest/meta-data/",
            "http://127.0.0.1/",
        ] {
            let request = http::Request::get(elsewhere).body(Vec::new()).unwrap();
            let told = wire.call(request).await.unwrap_err().to_string();
            assert!(
                told.contains("which the settings do not name"),
                "{elsewhere}: {told}"
            );
        }
    }
}
