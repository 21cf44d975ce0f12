//! One file a command: reads its arguments, opens what it needs, calls one action, tells what came
//! of it.

pub mod audit;
pub mod database;
pub mod demo;
pub mod find;
pub mod import;
pub mod key;
pub mod municipality;
mod past_imports;
pub mod people;
pub mod retain;
pub mod serve;
pub mod support;

use std::path::PathBuf;
use std::sync::Arc;

use actions::keep_offers::FILE;
use actions::{Bridge, Settings};
use domain::ids::MunicipalityId;
use store::Store;

use crate::arguments::Place;
use crate::clock::MachineClock;
use crate::failure::Failure;
use crate::say;
use crate::settings::place_and_key;

/// The service for one command, without pages. A new folder gets its master key and tables.
///
/// # Errors
/// When the store cannot be opened.
pub(crate) async fn open(place: &Place) -> Result<Bridge, Failure> {
    open_at(place, String::new()).await
}

/// The same, for a command that gives a link: `public_url` is where people reach the service.
///
/// # Errors
/// When the store cannot be opened.
pub(crate) async fn open_at(place: &Place, public_url: String) -> Result<Bridge, Failure> {
    let (at, key) = place_and_key(place, true)?;
    let store = Store::open(&at, &key).await?;
    let settings = Settings {
        public_url,
        demo: false,
    };
    let clock = Arc::new(MachineClock::default());
    let (bridge, _) = Bridge::start_from(store, clock, settings, Some(offers_file(place))).await?;
    Ok(bridge)
}

/// Where the offers are kept for the next start: in the data folder, whichever the database.
pub(crate) fn offers_file(place: &Place) -> PathBuf {
    place.data.join(FILE)
}

/// The municipality that was named, or the only one. One that was named and is not there is made,
/// to be filled in by its administrator, unless this is a `rehearsal`.
///
/// Without a name nothing is made: that would be a municipality that nobody knows, and the end of
/// the one-time link that sets up the right one.
///
/// # Errors
/// When the code is none, there are several, or none is there; the text says what to do.
pub(crate) async fn municipality(
    bridge: &Bridge,
    named: Option<&str>,
    rehearsal: bool,
) -> Result<MunicipalityId, Failure> {
    let all = bridge.municipalities();
    let id: MunicipalityId = match (named, all.as_slice()) {
        (Some(code), _) => code.parse().map_err(|_| {
            Failure::WrongUse(format!("--municipality: {code} is no code such as GM0796."))
        })?,
        (None, [only]) => only.settings.id,
        (None, []) => {
            return Err(Failure::WrongUse(
                "no municipality takes part yet. Start `beweegbrug serve` and open the link it \
                 prints to set one up; or name one with --municipality, such as GM0796, to set \
                 it up from the command line."
                    .to_owned(),
            ));
        }
        (None, several) => {
            let codes: Vec<&str> = several.iter().map(|one| one.settings.id.as_str()).collect();
            return Err(Failure::WrongUse(format!(
                "choose one with --municipality: {}.",
                codes.join(", ")
            )));
        }
    };
    if rehearsal || bridge.municipality(id).is_ok() {
        return Ok(id);
    }
    let named = |what: &str| (format!("{what} {id}"), String::new(), String::new());
    let new = actions::set_up::NewMunicipality {
        id,
        name: id.to_string(),
        service_point: named("Servicepunt"),
        coach_team: named("Beweegcoaches"),
    };
    actions::set_up::municipality(bridge, &new).await?;
    say::remark(&format!(
        "{id} takes part now; the link to set up a first municipality works no more. Make its \
         administrator with `beweegbrug user add … --role beheerder`, who fills in its name and \
         its service point on /instellingen."
    ));
    Ok(id)
}
