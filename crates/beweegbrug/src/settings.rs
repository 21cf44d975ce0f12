//! Settings: flags over `BEWEEGBRUG_*` variables over a TOML file. Secrets come from files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use store::Place;
use store::key_service::KeyService;
use web::proxies::TrustedProxies;

use crate::failure::Failure;
use crate::{arguments, certificates, keys};

/// How mail leaves.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// The mail server's name; empty means that mail waits until one is set.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `tls` from the first byte, `starttls`, or `none` for a server on this machine.
    pub tls: String,
    /// The sender's address.
    pub from: String,
    /// The account, when the server asks for one.
    pub user: String,
    /// The file with the account's password.
    pub password_file: Option<PathBuf>,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            tls: "starttls".to_owned(),
            from: "beweegbrug@localhost.localdomain".to_owned(),
            user: String::new(),
            password_file: None,
        }
    }
}

/// How the program serves.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct ServeSettings {
    /// The address to serve on.
    pub listen: String,
    /// The address for `/metrics`.
    pub metrics_listen: String,
    /// The address people reach it at; empty means the one it listens on.
    pub public_url: String,
    /// The networks of our own proxies, such as `10.0.0.0/8`: what they write in
    /// `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<String>,
    /// The certificate in PEM, when TLS ends here and at no proxy. Goes with `tls_key`.
    pub tls_certificate: Option<PathBuf>,
    /// The certificate's private key in PEM.
    pub tls_key: Option<PathBuf>,
    /// Most connections at once; more wait.
    pub max_connections: u32,
    /// Whom to tell of a weakness, in `/.well-known/security.txt`; empty points to `/privacy`.
    pub security_contact: String,
    /// How mail leaves.
    pub mail: Mail,
}

impl ServeSettings {
    /// The files of the certificate, when TLS ends here.
    ///
    /// # Errors
    /// [`Failure::WrongUse`] when one of the two is missing.
    pub fn tls(&self) -> Result<Option<certificates::Files>, Failure> {
        match (&self.tls_certificate, &self.tls_key) {
            (None, None) => Ok(None),
            (Some(certificate), Some(key)) => Ok(Some(certificates::Files {
                certificate: certificate.clone(),
                key: key.clone(),
            })),
            _ => Err(Failure::WrongUse(
                "settings: tls_certificate and tls_key go together; one is missing.".to_owned(),
            )),
        }
    }

    /// Our own proxies.
    ///
    /// # Errors
    /// [`Failure::WrongUse`] when one is no network.
    pub fn proxies(&self) -> Result<TrustedProxies, Failure> {
        TrustedProxies::read(&self.trusted_proxies)
            .map_err(|error| Failure::WrongUse(format!("settings: trusted_proxies: {error}.")))
    }
}

impl Default for ServeSettings {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            metrics_listen: "127.0.0.1:9464".to_owned(),
            public_url: String::new(),
            trusted_proxies: Vec::new(),
            tls_certificate: None,
            tls_key: None,
            max_connections: 2000,
            security_contact: String::new(),
            mail: Mail::default(),
        }
    }
}

/// Reads the settings.
///
/// # Errors
/// When the file is missing or a setting has the wrong form; the text names it.
pub fn read(config: Option<&Path>, listen: Option<&str>) -> Result<ServeSettings, Failure> {
    let mut figment = Figment::from(Serialized::defaults(ServeSettings::default()));
    if let Some(file) = config {
        if !file.exists() {
            return Err(Failure::Environment(format!(
                "there is no settings file {}.",
                file.display()
            )));
        }
        figment = figment.merge(Toml::file(file));
    }
    figment = figment.merge(Env::prefixed("BEWEEGBRUG_").split("__"));
    if let Some(listen) = listen {
        figment = figment.merge(Serialized::default("listen", listen));
    }
    figment
        .extract()
        .map_err(|error| Failure::WrongUse(format!("settings: {error}")))
}

/// The store's place and who keeps its master key. `make` makes a key for a folder that has none.
///
/// # Errors
/// When the key cannot be read, or there is none and none may be made.
pub fn place_and_key(
    place: &arguments::Place,
    make: bool,
) -> Result<(Place, Arc<dyn KeyService>), Failure> {
    let at = store_place(place);
    if matches!(at, Place::Folder(_)) || make {
        store::make_private_folder(&place.data).map_err(|error| {
            Failure::Environment(format!(
                "cannot make the folder {}: {error}.",
                place.data.display()
            ))
        })?;
    }
    // A key is made for a new installation only: a second one would lock the first one's data.
    let fresh = match &at {
        Place::Folder(folder) => !folder.join("beweegbrug.db").exists(),
        Place::Address(_) => true,
    };
    let keys = keys::service(place, make && fresh)?;
    Ok((at, keys))
}

/// The store's place.
#[must_use]
pub fn store_place(place: &arguments::Place) -> Place {
    match &place.database {
        Some(address) => Place::Address(address.clone()),
        None => Place::Folder(place.data.clone()),
    }
}
