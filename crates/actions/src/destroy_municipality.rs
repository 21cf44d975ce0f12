//! A municipality that leaves: all that is its own is destroyed, and a proof of it stays (decision
//! 0024). The residents' keys go first, so that everything personal is unreadable at once, then
//! table by table in pieces, while other municipalities work on. One that was cut short goes on
//! when it is asked for again, or by itself on a node that serves.

mod proof;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use domain::ids::{MunicipalityId, ResidentId};
use store::leaving::record::{self, KEYS, Leaving};
use store::leaving::{reading, removing, tables};
use store::{StoreError, access_log, feed};

pub use proof::{Proof, TableProof, verify_proof};

use crate::export_municipality::{self, changed_since};
use crate::{ActionError, Bridge};

/// How many rounds it tries while somebody goes on writing.
const ROUNDS: usize = 10;
/// What an offer that is shown is read from. Who keeps offers outside the database must hear of each
/// row that goes, also when this is cut short.
const OFFERS_LIE_IN: [&str; 3] = ["offer", "offer_session", "organisation"];
/// Under which name accounts are counted of which the name stays.
const NAMES: &str = "names_kept";
/// Longest reason, in characters.
const REASON_MAX: usize = 500;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Which municipality.
    pub home: MunicipalityId,
    /// Who asks for it, by name.
    pub by: &'a str,
    /// What it relies on.
    pub relies_on: ReliesOn<'a>,
    /// How long other nodes get to hear that it is gone, before a last look.
    pub others_hear: Duration,
}

/// What a destruction relies on.
#[derive(Clone, Copy, Debug)]
pub enum ReliesOn<'a> {
    /// The folder of an export, as new as the data.
    Export(&'a Path),
    /// None, for this reason.
    NoExport(&'a str),
    /// Nothing was said: enough to go on with one that was begun.
    Nothing,
}

/// Why nothing was destroyed, or not all.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It does not take part.
    #[error("{0} does not take part here.")]
    Unknown(MunicipalityId),
    /// Nobody said what to rely on.
    #[error(
        "nothing was destroyed: name the folder of an export with --export, so that the \
         municipality keeps its records, or say with --without-export why there need be none."
    )]
    NoExport,
    /// The export is another municipality's.
    #[error("nothing was destroyed: that export is of {0}.")]
    OtherExport(String),
    /// Something changed since the export.
    #[error(
        "nothing was destroyed: since the export something changed in {}. Stop the nodes, or wait \
         until nobody works there; make a new export and destroy right after it.",
        .0.join(", ")
    )]
    Older(Vec<String>),
    /// Other municipalities have open referrals here.
    #[error(
        "nothing was destroyed: {} open referrals of {} lie with organisations of this \
         municipality. Let their service point choose again, or suspend those organisations first.",
        .0.iter().map(|(_, count)| count).sum::<i64>(),
        .0.iter().map(|(home, _)| home.as_str()).collect::<Vec<_>>().join(", ")
    )]
    OpenElsewhere(Vec<(String, i64)>),
    /// Rows keep coming.
    #[error(
        "not all is gone: somebody goes on writing for this municipality. Stop the nodes and run \
         this again; it goes on where it was."
    )]
    Busy,
    /// An action could not do it.
    #[error(transparent)]
    Action(#[from] ActionError),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Action(error.into())
    }
}

/// Destroys a municipality and gives the proof. Asked for again, it goes on, or gives the proof of
/// what was done. `tell` hears how far it is.
///
/// # Errors
/// [`Refused`]; all but [`Refused::Busy`] and a failing store before anything is destroyed.
pub async fn destroy_municipality(
    bridge: &Bridge,
    order: Order<'_>,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<Proof, Refused> {
    let leaving = match standing(bridge, order.home).await? {
        Standing::Done(leaving) => return Ok(prove(bridge, leaving).await?),
        Standing::Begun(leaving) => {
            tell("It was begun before, and goes on.");
            leaving
        }
        Standing::There => begin(bridge, order).await?,
    };
    let ended = carry_out(bridge, leaving, order.others_hear, tell).await?;
    Ok(prove(bridge, ended).await?)
}

/// Destroys again what came back of municipalities that left, as after a restore of older data, and
/// ends what was cut short. Gives which.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn destroy_again(bridge: &Bridge) -> Result<Vec<MunicipalityId>, Refused> {
    let mut again = Vec::new();
    for home in bridge.store().keys().left().await? {
        let leaving = match standing(bridge, home).await? {
            Standing::Done(_) => continue,
            Standing::Begun(leaving) => leaving,
            Standing::There => {
                let order = Order {
                    home,
                    by: "herstel",
                    relies_on: ReliesOn::NoExport("it had left, and came back with older data"),
                    others_hear: Duration::ZERO,
                };
                write_down(bridge, order, None).await?
            }
        };
        carry_out(bridge, leaving, Duration::ZERO, &mut |_| {}).await?;
        again.push(home);
    }
    Ok(again)
}

/// Lets a municipality that left take part again, with nothing of what was.
///
/// # Errors
/// When its destruction has not ended, or the store cannot be written.
pub(crate) async fn let_return(bridge: &Bridge, home: MunicipalityId) -> Result<(), ActionError> {
    let keys = bridge.store().keys();
    if !keys.left().await?.contains(&home) {
        return Ok(());
    }
    if !matches!(standing(bridge, home).await?, Standing::Done(_)) {
        return Err(StoreError::Place(format!(
            "{home} is being destroyed. End that first: beweegbrug municipality destroy {home}."
        ))
        .into());
    }
    Ok(keys.take_back(home).await?)
}

/// How far it is with a municipality.
enum Standing {
    /// It was not asked for, or it came back.
    There,
    /// It was begun and has not ended.
    Begun(Leaving),
    /// It ended, and nothing is there.
    Done(Leaving),
}

async fn standing(bridge: &Bridge, home: MunicipalityId) -> Result<Standing, StoreError> {
    let store = bridge.store();
    let has_left = store.keys().left().await?.contains(&home);
    let mut reading = store.read().await?;
    let known = record::of(&mut reading, store.secrets(), home).await?;
    Ok(match known {
        Some(leaving) if leaving.ended_at.is_none() => Standing::Begun(leaving),
        Some(leaving) if has_left && !removing::is_anything_left(&mut reading, home).await? => {
            Standing::Done(leaving)
        }
        _ => Standing::There,
    })
}

/// Judges what was asked, and writes down that it begins.
async fn begin(bridge: &Bridge, order: Order<'_>) -> Result<Leaving, Refused> {
    let home = order.home;
    if bridge.municipality(home).is_err() {
        return Err(Refused::Unknown(home));
    }
    let elsewhere = {
        let mut reading = bridge.store().read().await?;
        removing::open_elsewhere(&mut reading, home).await?
    };
    if !elsewhere.is_empty() {
        return Err(Refused::OpenElsewhere(elsewhere));
    }
    let export = match order.relies_on {
        ReliesOn::Export(folder) => {
            let secrets = bridge.store().secrets();
            let (manifest, digest) = export_municipality::read(folder, secrets)?;
            if manifest.municipality != home.as_str() {
                return Err(Refused::OtherExport(manifest.municipality));
            }
            let changed = changed_since(bridge, home, &manifest).await?;
            if !changed.is_empty() {
                return Err(Refused::Older(changed));
            }
            Some(digest)
        }
        ReliesOn::NoExport(_) => None,
        ReliesOn::Nothing => return Err(Refused::NoExport),
    };
    write_down(bridge, order, export).await
}

async fn write_down(
    bridge: &Bridge,
    order: Order<'_>,
    export: Option<String>,
) -> Result<Leaving, Refused> {
    let store = bridge.store();
    let by = export_municipality::named(order.by)?;
    let without_export = match order.relies_on {
        ReliesOn::NoExport(reason) => Some(reason_of(reason)?),
        _ => None,
    };
    access_log::seal(store).await?;
    let counts = counted(bridge, order.home).await?;
    let mut tx = store.begin().await?;
    let (seal_number, seal_link) = record::log_ends(&mut tx, order.home).await?;
    let leaving = Leaving {
        municipality: order.home,
        begun_at: bridge.now(),
        by,
        export,
        without_export,
        counts,
        seal_number,
        seal_link,
        ended_at: None,
    };
    record::begin(&mut tx, &leaving).await?;
    tx.commit().await?;
    // As it is kept, to the microsecond.
    let mut reading = store.read().await?;
    let kept = record::of(&mut reading, store.secrets(), order.home).await?;
    Ok(kept.ok_or(StoreError::Unreadable("municipality_leaving"))?)
}

fn reason_of(text: &str) -> Result<String, StoreError> {
    let reason = text.trim();
    if reason.is_empty() || reason.chars().count() > REASON_MAX {
        return Err(StoreError::Place(format!(
            "--without-export: say why in 1 to {REASON_MAX} characters; it stands in the proof."
        )));
    }
    Ok(reason.to_owned())
}

/// How much there is of everything.
async fn counted(
    bridge: &Bridge,
    home: MunicipalityId,
) -> Result<BTreeMap<String, i64>, StoreError> {
    let mut reading = bridge.store().read().await?;
    let mut counts = BTreeMap::new();
    for table in tables::to_destroy() {
        let count = reading::count(&mut reading, table, home).await?;
        counts.insert(table.name.clone(), count);
    }
    let names = removing::names_to_keep(&mut reading, home).await?;
    counts.insert(NAMES.to_owned(), names);
    let mut keys = 0;
    let mut after = None;
    loop {
        let page = removing::residents(&mut reading, home, after).await?;
        let Some(last) = page.last() else { break };
        after = Some(*last);
        keys += bridge.store().keys().count(&page).await?;
    }
    counts.insert(KEYS.to_owned(), i64::try_from(keys).unwrap_or(i64::MAX));
    Ok(counts)
}

async fn carry_out(
    bridge: &Bridge,
    leaving: Leaving,
    others_hear: Duration,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<Leaving, Refused> {
    let (store, home) = (bridge.store(), leaving.municipality);
    store.keys().leave(home, bridge.now()).await?;
    destroy_keys(bridge, home, tell).await?;
    for round in 0..ROUNDS {
        let gone = remove_all(bridge, home, tell).await?;
        let mut tx = store.begin().await?;
        feed::add(&mut tx, feed::OFFERS, home.as_str(), bridge.now()).await?;
        feed::add(&mut tx, "instellingen", home.as_str(), bridge.now()).await?;
        tx.commit().await?;
        let left = {
            let mut reading = store.read().await?;
            removing::is_anything_left(&mut reading, home).await?
        };
        // Nodes that serve believe for a second more that it takes part: what came in meanwhile
        // goes with the next round.
        if gone == 0 && !left {
            removing::settle(store).await?;
            let mut tx = store.begin().await?;
            let ended = record::end(&mut tx, &leaving, bridge.now()).await?;
            tx.commit().await?;
            bridge.refresh().await?;
            return Ok(ended);
        }
        if round == 0 {
            tokio::time::sleep(others_hear).await;
        }
    }
    Err(Refused::Busy)
}

/// Destroys the keys of every resident of the municipality.
async fn destroy_keys(
    bridge: &Bridge,
    home: MunicipalityId,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<(), StoreError> {
    let (mut after, mut gone) = (None::<ResidentId>, 0);
    loop {
        let page = {
            let mut reading = bridge.store().read().await?;
            removing::residents(&mut reading, home, after).await?
        };
        let Some(last) = page.last() else { break };
        after = Some(*last);
        gone += destroy_page(bridge, &page).await?;
    }
    if gone > 0 {
        tell(&format!("{gone} residents' keys are destroyed"));
    }
    Ok(())
}

async fn destroy_page(bridge: &Bridge, page: &[ResidentId]) -> Result<u64, StoreError> {
    let keys = bridge.store().keys();
    let gone = keys.destroy_all(page, bridge.now()).await?;
    match keys.count(page).await? {
        0 => Ok(gone),
        _ => Err(StoreError::Vault("a key is there after it was destroyed")),
    }
}

/// Removes every row once, table by table. Gives how many went.
async fn remove_all(
    bridge: &Bridge,
    home: MunicipalityId,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<u64, StoreError> {
    let store = bridge.store();
    let mut gone = 0;
    for table in tables::to_destroy() {
        if table.name == "membership" {
            // Found by their memberships, of which this is the last moment.
            let mut tx = store.begin().await?;
            removing::strip_accounts(&mut tx, home, bridge.now()).await?;
            tx.commit().await?;
        }
        if table.name == "resident" {
            gone += remove_residents(bridge, home).await?;
            continue;
        }
        let before = gone;
        loop {
            let mut tx = store.begin().await?;
            let (some, all) = removing::remove(&mut tx, table, home).await?;
            if some > 0 && OFFERS_LIE_IN.contains(&table.name.as_str()) {
                feed::add(&mut tx, feed::OFFERS, home.as_str(), bridge.now()).await?;
            }
            tx.commit().await?;
            gone += some;
            if all {
                break;
            }
        }
        if gone > before {
            tell(&format!("{}: {} rows", table.name, gone - before));
        }
    }
    Ok(gone)
}

/// Removes residents with their keys: none who came in meanwhile goes without.
async fn remove_residents(bridge: &Bridge, home: MunicipalityId) -> Result<u64, StoreError> {
    let store = bridge.store();
    let mut gone = 0;
    loop {
        let page = {
            let mut reading = store.read().await?;
            removing::residents(&mut reading, home, None).await?
        };
        if page.is_empty() {
            return Ok(gone);
        }
        destroy_page(bridge, &page).await?;
        let mut tx = store.begin().await?;
        gone += removing::remove_residents(&mut tx, home, &page).await?;
        tx.commit().await?;
    }
}

async fn prove(bridge: &Bridge, leaving: Leaving) -> Result<Proof, StoreError> {
    let mut reading = bridge.store().read().await?;
    let mut now = BTreeMap::new();
    for table in tables::to_destroy() {
        let count = reading::count(&mut reading, table, leaving.municipality).await?;
        now.insert(table.name.clone(), count);
    }
    Proof::of(&leaving, &now, bridge.store().secrets())
}
