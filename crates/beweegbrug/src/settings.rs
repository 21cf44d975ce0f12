//! Settings: flags over `BEWEEGBRUG_*` variables over a TOML file. Secrets come from files or
//! variables. A key or variable that nothing reads is refused: a misspelt one must not be silent.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use figment::providers::{Env, Format, Serialized, Toml};
use figment::value::{Dict, Value};
use figment::{Figment, Provider};
use serde::{Deserialize, Serialize};
use store::Place;
use store::key_service::KeyService;
use web::embedding::EmbeddedBy;
use web::proxies::TrustedProxies;

use crate::failure::Failure;
use crate::keys;
use crate::openid::OpenId;
use crate::{arguments, certificates};

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
    /// Where the anchors of the access log are written; a place that whoever reaches the database
    /// does not reach. Without it the data folder.
    pub anchors_file: Option<PathBuf>,
    /// Whom to tell of a weakness, in `/.well-known/security.txt`; empty names a service point.
    pub security_contact: String,
    /// The sites that may show the catalogue in a frame of theirs, such as
    /// `https://www.brugdam.example`.
    pub embedded_by: Vec<String>,
    /// The providers that people may sign in by.
    pub openid: Vec<OpenId>,
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

    /// The address in links. `local` is where the service listens: it counts when no address is
    /// set.
    #[must_use]
    pub fn address(&self, local: &str) -> String {
        match self.public_url.trim_end_matches('/') {
            "" if self.tls_certificate.is_some() => format!("https://{local}"),
            "" => format!("http://{local}"),
            url => url.to_owned(),
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

impl ServeSettings {
    /// The sites that may show the catalogue in a frame.
    ///
    /// # Errors
    /// [`Failure::WrongUse`] when one is no site.
    pub fn embedding(&self) -> Result<EmbeddedBy, Failure> {
        EmbeddedBy::read(&self.embedded_by)
            .map_err(|error| Failure::WrongUse(format!("settings: embedded_by: {error}.")))
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
            anchors_file: None,
            security_contact: String::new(),
            embedded_by: Vec::new(),
            openid: Vec::new(),
            mail: Mail::default(),
        }
    }
}

/// Each setting of the file, and what it is for. `--help` shows them with their defaults.
const SETTINGS: [(&str, &str); 17] = [
    ("listen", "The address to serve on; also --listen"),
    ("metrics_listen", "The address for /metrics"),
    (
        "public_url",
        "The address people reach it at; empty means the one it listens on",
    ),
    (
        "trusted_proxies",
        "Networks of our own proxies, such as [\"10.0.0.0/8\"]; their X-Forwarded-For is believed",
    ),
    (
        "tls_certificate",
        "The certificate in PEM, when no proxy does TLS; with tls_key",
    ),
    ("tls_key", "The certificate's private key in PEM"),
    ("max_connections", "Most connections at once; more wait"),
    (
        "anchors_file",
        "Where the access log's anchors are written; empty means the data folder",
    ),
    (
        "security_contact",
        "Whom to tell of a weakness, in security.txt; empty names a service point",
    ),
    (
        "embedded_by",
        "Sites that may frame /insluiten/aanbod, such as [\"https://www.brugdam.example\"]",
    ),
    (
        "openid",
        "Providers that people may sign in by, each an [[openid]]; see docs/operate/openid.md",
    ),
    (
        "mail.host",
        "The mail server; empty means that mail waits until one is set",
    ),
    ("mail.port", "The mail server's port"),
    (
        "mail.tls",
        "tls, starttls, or none for a server on this machine",
    ),
    ("mail.from", "The sender's address"),
    (
        "mail.user",
        "The account at the mail server; empty when it asks for none",
    ),
    (
        "mail.password_file",
        "The file with that account's password; empty when it asks for none",
    ),
];

/// What the file may hold beside [`SETTINGS`]: where the data are, for every command.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PlaceInFile {
    data: Option<PathBuf>,
    database: Option<String>,
    master_key_file: Option<PathBuf>,
}

const PLACE_KEYS: [&str; 3] = ["data", "database", "master_key_file"];

/// Variables that are read elsewhere: the password of `user add`, what is logged, and what our own
/// tests say to each other.
const OTHER_VARIABLES: [&str; 6] = [
    keys::KEY_VARIABLE,
    keys::PROGRAM_VARIABLE,
    "BEWEEGBRUG_PASSWORD",
    "BEWEEGBRUG_LOG",
    "BEWEEGBRUG_BIN",
    "BEWEEGBRUG_QUICK",
];

/// So many letters may differ for a name to be a slip of the pen.
const SLIP: usize = 3;

/// The settings with their defaults, as `serve --help` tells them.
#[must_use]
pub fn told() -> String {
    let defaults = defaults();
    let mut text = String::from(
        "Settings: in the file, or as a variable (mail.host is BEWEEGBRUG_MAIL__HOST).\n\
         The file may also hold data, database and master_key_file.\n",
    );
    for (key, purpose) in SETTINGS {
        let value = defaults.get(key).map(String::as_str).unwrap_or_default();
        let value = if value.is_empty() { "empty" } else { value };
        text.push_str(&format!("\n  {key:<19} {purpose} [default: {value}]"));
    }
    text
}

/// Every setting's default by its key, with dots between the levels.
fn defaults() -> BTreeMap<String, String> {
    fn walk(at: &str, value: &serde_json::Value, found: &mut BTreeMap<String, String>) {
        match value {
            serde_json::Value::Object(fields) => {
                for (key, below) in fields {
                    let dot = if at.is_empty() { "" } else { "." };
                    walk(&format!("{at}{dot}{key}"), below, found);
                }
            }
            serde_json::Value::Null => {
                found.insert(at.to_owned(), String::new());
            }
            serde_json::Value::String(text) => {
                found.insert(at.to_owned(), text.clone());
            }
            other => {
                found.insert(at.to_owned(), other.to_string());
            }
        }
    }
    let mut found = BTreeMap::new();
    let value = serde_json::to_value(ServeSettings::default()).unwrap_or_default();
    walk("", &value, &mut found);
    found
}

/// The nearest of some names, and how many letters differ.
fn nearest<'a>(name: &str, known: &'a [String]) -> Option<(&'a str, usize)> {
    known
        .iter()
        .map(|one| (one.as_str(), strsim::damerau_levenshtein(name, one)))
        .min_by_key(|(_, distance)| *distance)
}

/// Refuses a `BEWEEGBRUG_*` variable that is a misspelt one of ours; with `all`, any that is not
/// ours.
///
/// # Errors
/// [`Failure::WrongUse`], naming the variable and the nearest right one.
pub fn refuse_unknown_variables(all: bool) -> Result<(), Failure> {
    let names = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    judge_variables(names, all)
}

fn judge_variables(names: impl Iterator<Item = String>, all: bool) -> Result<(), Failure> {
    let mut known = arguments::variables();
    known.extend(OTHER_VARIABLES.map(str::to_owned));
    known.extend(
        defaults()
            .keys()
            .map(|key| format!("BEWEEGBRUG_{}", key.replace('.', "__").to_uppercase())),
    );
    let ours = names.filter(|name| name.starts_with("BEWEEGBRUG_"));
    for name in ours.filter(|name| !known.contains(name) && !is_of_a_cluster(name)) {
        match nearest(&name, &known) {
            Some((right, distance)) if distance <= SLIP => {
                return Err(Failure::WrongUse(format!(
                    "the variable {name} is not one of ours. Did you mean {right}?"
                )));
            }
            Some((right, _)) if all => {
                return Err(Failure::WrongUse(format!(
                    "the variable {name} is not one of ours; the nearest is {right}. \
                     `beweegbrug serve --help` shows them all."
                )));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Kubernetes tells each program of the services around it: one that is called beweegbrug gives
/// names that begin like ours.
fn is_of_a_cluster(name: &str) -> bool {
    ["BEWEEGBRUG_PORT", "BEWEEGBRUG_SERVICE_"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// Refuses a key that nothing reads.
fn judge_keys(file: &Path, at: &str, found: &Dict, known: &[String]) -> Result<(), Failure> {
    for (key, value) in found {
        let dot = if at.is_empty() { "" } else { "." };
        let whole = format!("{at}{dot}{key}");
        let below = format!("{whole}.");
        let is_group = known.iter().any(|one| one.starts_with(&below));
        match value {
            Value::Dict(_, fields) if is_group => judge_keys(file, &whole, fields, known)?,
            _ if is_group || known.contains(&whole) => {}
            _ => {
                let groups = known.iter().filter_map(|one| one.split_once('.'));
                let mut names: Vec<String> = groups.map(|(group, _)| group.to_owned()).collect();
                names.extend_from_slice(known);
                let right = nearest(&whole, &names).map_or("", |(right, _)| right);
                return Err(Failure::WrongUse(format!(
                    "{}: there is no setting {whole}. The nearest is {right}. \
                     `beweegbrug serve --help` shows them all.",
                    file.display()
                )));
            }
        }
    }
    Ok(())
}

/// The settings file, with every key known.
fn open_file(file: &Path) -> Result<Figment, Failure> {
    if !file.exists() {
        return Err(Failure::Environment(format!(
            "there is no settings file {}.",
            file.display()
        )));
    }
    let toml = Toml::file(file);
    let mut known: Vec<String> = defaults().into_keys().collect();
    known.extend(PLACE_KEYS.map(str::to_owned));
    for found in toml.data().map_err(|error| wrong(&error))?.values() {
        judge_keys(file, "", found, &known)?;
    }
    Ok(Figment::from(toml))
}

fn wrong(error: &figment::Error) -> Failure {
    Failure::WrongUse(format!("settings: {error}"))
}

/// Fills in from the settings file where the data are, as far as neither a flag nor a variable
/// says so.
///
/// # Errors
/// When the file is missing, or holds what it should not; the text names it.
pub fn fill_in(place: &mut arguments::Place) -> Result<(), Failure> {
    let Some(file) = &place.config else {
        return Ok(());
    };
    let told: PlaceInFile = open_file(file)?.extract().map_err(|error| wrong(&error))?;
    if let (true, Some(data)) = (place.data_by_default, told.data) {
        place.data = data;
    }
    place.database = place.database.take().or(told.database);
    place.master_key_file = place.master_key_file.take().or(told.master_key_file);
    Ok(())
}

/// Reads the settings.
///
/// # Errors
/// When the file is missing, or a setting is not known or has the wrong form; the text names it.
pub fn read(config: Option<&Path>, listen: Option<&str>) -> Result<ServeSettings, Failure> {
    let mut figment = Figment::from(Serialized::defaults(ServeSettings::default()));
    if let Some(file) = config {
        figment = figment.merge(open_file(file)?);
    }
    figment = figment.merge(Env::prefixed("BEWEEGBRUG_").split("__"));
    if let Some(listen) = listen {
        figment = figment.merge(Serialized::default("listen", listen));
    }
    figment.extract().map_err(|error| wrong(&error))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    fn refused(outcome: Result<impl Sized, Failure>) -> String {
        match outcome {
            Err(Failure::WrongUse(text)) => text,
            Err(other) => format!("another failure: {other}"),
            Ok(_) => "no failure".to_owned(),
        }
    }

    #[test]
    fn help_tells_every_setting_with_its_default() {
        let told_keys: Vec<&str> = SETTINGS.iter().map(|(key, _)| *key).collect();
        let mut known: Vec<String> = defaults().into_keys().collect();
        known.sort_by_key(|key| told_keys.iter().position(|told| told == key));
        assert_eq!(told_keys, known);
        let help = told();
        assert!(help.contains("[default: 127.0.0.1:9464]"));
        assert!(help.contains("[default: 587]"));
        assert!(help.contains("[default: starttls]"));
    }

    #[test]
    fn a_misspelt_key_is_named_with_its_file_and_the_right_one() {
        for (text, wrong, right) in [
            ("lisen = \"127.0.0.1:1\"", "lisen", "listen"),
            ("[mail]\nhots = \"a\"", "mail.hots", "mail.host"),
            ("[mial]\nhost = \"a\"", "mial", "mail"),
            ("databse = \"postgres://a@b/c\"", "databse", "database"),
        ] {
            let file = written(text);
            let told = refused(read(Some(file.path()), None));
            assert!(told.contains(&file.path().display().to_string()), "{told}");
            assert!(told.contains(&format!("no setting {wrong}. ")), "{told}");
            assert!(told.contains(&format!("nearest is {right}")), "{told}");
        }
    }

    #[test]
    fn a_file_with_right_keys_is_read() {
        let file = written("public_url = \"https://b.example\"\n[mail]\nport = 25\n");
        let settings = read(Some(file.path()), Some("127.0.0.1:0")).unwrap();
        assert_eq!(settings.public_url, "https://b.example");
        assert_eq!(settings.mail.port, 25);
        assert_eq!(settings.mail.tls, "starttls");
        assert_eq!(settings.listen, "127.0.0.1:0");
    }

    #[test]
    fn the_file_tells_where_the_data_are_unless_a_flag_does() {
        let file = written("data = \"/srv/b\"\ndatabase = \"postgres://u:w@h/b\"\n");
        let mut place = arguments::Place {
            data: "./beweegbrug-data".into(),
            database: None,
            master_key_file: None,
            config: Some(file.path().to_owned()),
            data_by_default: true,
        };
        fill_in(&mut place).unwrap();
        assert_eq!(place.data, Path::new("/srv/b"));
        assert_eq!(place.database.as_deref(), Some("postgres://u:w@h/b"));
        place.data = "elders".into();
        place.data_by_default = false;
        place.database = Some("postgres://v@h/b".to_owned());
        fill_in(&mut place).unwrap();
        assert_eq!(place.data, Path::new("elders"));
        assert_eq!(place.database.as_deref(), Some("postgres://v@h/b"));
    }

    #[test]
    fn a_misspelt_variable_is_refused_by_every_command() {
        let judged = |name: &str, all| judge_variables([name.to_owned()].into_iter(), all);
        let told = refused(judged("BEWEEGBRUG_DATABSE", false));
        assert!(told.contains("BEWEEGBRUG_DATABSE is not one of ours"));
        assert!(told.ends_with("Did you mean BEWEEGBRUG_DATABASE?"));
        let told = refused(judged("BEWEEGBRUG_MAIL_HOST", false));
        assert!(told.ends_with("Did you mean BEWEEGBRUG_MAIL__HOST?"));
        // What serve does not know it cannot heed; another command has no settings to miss.
        assert!(refused(judged("BEWEEGBRUG_SMTP_SERVER_NAME", true)).contains("the nearest is"));
        assert!(judged("BEWEEGBRUG_SMTP_SERVER_NAME", false).is_ok());
    }

    #[test]
    fn what_is_ours_or_a_clusters_is_let_through() {
        for name in [
            "BEWEEGBRUG_DATA",
            "BEWEEGBRUG_PASSWORD",
            "BEWEEGBRUG_MAIL__PASSWORD_FILE",
            "BEWEEGBRUG_TLS_KEY",
            "BEWEEGBRUG_PORT_8080_TCP",
            "BEWEEGBRUG_SERVICE_HOST",
            "PATH",
        ] {
            assert!(judge_variables([name.to_owned()].into_iter(), true).is_ok());
        }
    }
}
