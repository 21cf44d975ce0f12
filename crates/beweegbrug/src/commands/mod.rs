//! One file a command: reads its arguments, opens what it needs, calls one action, tells what came
//! of it.

pub mod audit;
pub mod database;
pub mod demo;
pub mod find;
pub mod import;
pub mod people;
pub mod serve;

use std::sync::Arc;

use actions::{Bridge, Settings};
use domain::ids::MunicipalityId;
use store::Store;

use crate::arguments::Place;
use crate::clock::MachineClock;
use crate::failure::Failure;
use crate::settings::place_and_key;

/// The service for one command, without pages. A new folder gets its master key and tables.
///
/// # Errors
/// When the store cannot be opened.
pub(crate) async fn open(place: &Place) -> Result<Bridge, Failure> {
    let (at, key) = place_and_key(place, true)?;
    let store = Store::open(&at, &key).await?;
    let settings = Settings {
        public_url: String::new(),
        demo: false,
    };
    Ok(Bridge::start(store, Arc::new(MachineClock::default()), settings).await?)
}

/// The municipality that was named, or the only one. On an empty installation one is made under
/// the code that was named, to be filled in later.
///
/// # Errors
/// When the code is none, or there are several and none was named.
pub(crate) async fn municipality(
    bridge: &Bridge,
    named: Option<&str>,
) -> Result<MunicipalityId, Failure> {
    let all = bridge.municipalities();
    let known: Vec<String> = all.iter().map(|one| one.settings.id.to_string()).collect();
    let id: MunicipalityId = match (named, known.as_slice()) {
        (Some(code), _) => code.parse().map_err(|_| {
            Failure::WrongUse(format!("--municipality: {code} is no code such as GM0796."))
        })?,
        (None, [only]) => only
            .parse()
            .map_err(|_| Failure::WrongUse("no municipality".into()))?,
        (None, []) => "GM0000"
            .parse()
            .map_err(|_| Failure::WrongUse("no municipality".into()))?,
        (None, several) => {
            return Err(Failure::WrongUse(format!(
                "choose one with --municipality: {}.",
                several.join(", ")
            )));
        }
    };
    if bridge.municipality(id).is_err() {
        let named = |what: &str| (format!("{what} {id}"), String::new(), String::new());
        let new = actions::set_up::NewMunicipality {
            id,
            name: format!("Gemeente {id}"),
            service_point: named("Servicepunt"),
            coach_team: named("Beweegcoaches"),
        };
        actions::set_up::municipality(bridge, &new).await?;
    }
    Ok(id)
}
