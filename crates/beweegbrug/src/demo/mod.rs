//! The demo: the fictional municipality Brugdam with a year of life in it, made once, through the
//! same actions that people use. Called by the command `demo`.
//!
//! Everybody in it is invented; no number passes for a citizen service number, no postcode and no
//! phone number is real. The same seed makes the same people, offers and year.

mod borders;
pub mod country;
pub mod dice;
mod geography;
mod life;
mod names;
mod offers;
mod pictures;
mod plan;
mod providers;
mod residents;
mod scenes;
mod staff;
#[cfg(test)]
mod tests;
mod today;
mod told;
mod year;

use std::path::Path;
use std::sync::Arc;

use actions::import_areas::import_areas;
use actions::import_offers::{ImportProblem, import_sheet};
use actions::keep_fresh::ask_providers;
use actions::meet_demand::meet_demand;
use actions::{ActionError, Bridge, FixedClock, Settings, accounts, deliver, seal_log, set_up};
use domain::calendar::{WorkCalendar, day_of, moment_of};
use domain::freshness::may_ask_at;
use domain::ids::{MunicipalityId, OfferId, OrganisationId};
use domain::offer::Offer;
use jiff::civil::time;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Store, StoreError, installation, municipalities};

use crate::failure::Failure;
use geography::Geography;
use offers::Extent;
use plan::World;
use year::{Lane, Town};

pub use crate::arguments::Size;

/// The password of every demo account: long enough, and easy to type.
const PASSWORD: &str = "samen-over-de-brug";

/// So many providers find the question whether their offers are still right in the demo's post.
const QUESTIONS: u32 = 6;

/// Under which names the installation keeps that the demo was begun, and what it was made of.
const BEGUN: &str = "demo-begun";
const MADE: &str = "demo";

/// Of which demo there is.
#[derive(Clone, Copy, Debug)]
pub struct DemoOptions {
    /// What all chance follows from.
    pub seed: u64,
    /// How large it is.
    pub size: Size,
}

/// An account whose sign-in is shown: one a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccount {
    /// The role's wire code.
    pub role: String,
    /// The person.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The password to sign in with.
    pub password: String,
    /// The organisation's key.
    pub organisation_id: String,
    /// The organisation's name.
    pub organisation: String,
}

/// Who can be signed in as, and where to look. Kept in the installation: no residents in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPeople {
    /// The municipality's code.
    pub municipality: String,
    /// A postcode in it with offers near.
    pub postcode: String,
    /// One account a role.
    pub accounts: Vec<DemoAccount>,
}

impl DemoPeople {
    /// The accounts as the sign-in page shows them.
    #[must_use]
    pub fn shown_accounts(&self) -> Vec<web::DemoAccount> {
        let shown = |account: &DemoAccount| {
            Some(web::DemoAccount {
                role: account.role.parse().ok()?,
                name: account.name.clone(),
                organisation: account.organisation.clone(),
                email: account.email.clone(),
                password: account.password.clone(),
            })
        };
        self.accounts.iter().filter_map(shown).collect()
    }
}

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Making it was cut off.
    #[error(
        "the demo in this folder was begun and never finished. Remove the folder (or empty the \
         database) and start again."
    )]
    HalfMade,
    /// Somebody works with this database.
    #[error(
        "this database holds a municipality that is no demo. Choose another folder with --data, \
         or another database with --database."
    )]
    NotADemo,
    /// What was kept of the demo cannot be read.
    #[error("what is kept of the demo cannot be read. Remove the folder and start again.")]
    Unreadable,
    /// The program was told to stop.
    #[error("making the demo was interrupted")]
    Interrupted,
    /// The offers cannot be taken in.
    #[error("the demo's offers were not taken in: {0}")]
    Offers(#[from] ImportProblem),
    /// An action did not happen.
    #[error("making the demo failed: {0}")]
    Action(#[from] ActionError),
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file with the sign-ins cannot be written.
    #[error("cannot write {0}: {1}. Make the folder writable.")]
    File(String, std::io::Error),
}

impl From<DemoError> for Failure {
    fn from(error: DemoError) -> Self {
        match error {
            DemoError::NotADemo | DemoError::HalfMade => Self::WrongUse(error.to_string()),
            other => Self::Environment(other.to_string()),
        }
    }
}

/// Makes the demo, or reads back who is in it when it was made before. `public_url` stands in
/// messages; those of the past do not leave.
///
/// # Errors
/// [`DemoError`]; a demo that was begun and not finished must be removed first.
pub async fn make_once(
    store: Store,
    options: DemoOptions,
    now: Timestamp,
    public_url: &str,
) -> Result<DemoPeople, DemoError> {
    if let Some(kept) = installation::read(&store, MADE).await? {
        return serde_json::from_str(&kept).map_err(|_| DemoError::Unreadable);
    }
    if installation::read(&store, BEGUN).await?.is_some() {
        return Err(DemoError::HalfMade);
    }
    let settings = Settings {
        public_url: public_url.to_owned(),
        demo: true,
    };
    let now = Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now);
    let taken = !municipalities::all(&mut store.read().await?)
        .await?
        .is_empty();
    if taken {
        return Err(DemoError::NotADemo);
    }
    installation::keep(&store, BEGUN, "1").await?;
    let (people, lived) = make(&store, &settings, options, now).await?;
    tracing::info!(
        referrals = lived.sent,
        deeds = lived.deeds,
        refused = lived.refused,
        unmet = lived.unmet,
        "the demo was made"
    );
    let kept = serde_json::to_string(&people).map_err(|_| DemoError::Unreadable)?;
    installation::keep(&store, MADE, &kept).await?;
    Ok(people)
}

/// How much there is of each.
const fn extent(size: Size) -> (Extent, usize) {
    match size {
        Size::Village => (
            Extent {
                providers: 20,
                sessions: 120,
            },
            120,
        ),
        Size::Town | Size::Country => (
            Extent {
                providers: 60,
                sessions: 400,
            },
            700,
        ),
    }
}

async fn lane(store: &Store, settings: &Settings, at: Timestamp) -> Result<Lane, StoreError> {
    let clock = Arc::new(FixedClock::at(at));
    let bridge = Bridge::start(store.clone(), clock.clone(), settings.clone()).await?;
    Ok(Lane { bridge, clock })
}

async fn make(
    store: &Store,
    settings: &Settings,
    options: DemoOptions,
    now: Timestamp,
) -> Result<(DemoPeople, year::Lived), DemoError> {
    let DemoOptions { seed, size } = options;
    let (extent, referrals) = extent(size);
    let map = Geography::draw();
    let municipality: MunicipalityId =
        geography::CODE.parse().map_err(|_| DemoError::Unreadable)?;
    // Collected lately, so that the service point's questions about it are not a year old.
    let collected = moment_of(plan::minus_days(day_of(now), 9), time(10, 0, 0, 0));
    let main = lane(store, settings, collected).await?;
    let desks = set_up::municipality(&main.bridge, &brugdam(municipality)).await?;
    set_up::postcodes(&main.bridge, &map.postcodes()).await?;
    let borders = borders::geojson();
    let year = Some(day_of(now).year());
    import_areas(&main.bridge, "brugdam", borders.as_bytes(), year, false).await?;
    let sheet = offers::sheet(seed, extent, &map, collected);
    import_sheet(
        &main.bridge,
        municipality,
        offers::SOURCE,
        sheet.as_bytes(),
        false,
    )
    .await?;
    let offers = offers_in_order(store).await?;
    let shown = shown_provider(&offers)?;
    set_up::told_anew(&main.bridge, &told::told(seed, &offers, shown)).await?;
    set_up::drawings(&main.bridge, &pictures::hung(seed, &offers, shown)).await?;
    // What was collected then is no news for a wish of the year before.
    meet_demand(&main.bridge, "demo").await?;
    cover(&main.bridge, &offers, seed).await?;
    let staff = staff::take_on(&main.bridge, seed, municipality, desks, shown).await?;
    let offers = offers_in_order(store).await?;
    // A fresh one, which knows everybody who came since.
    let main = lane(store, settings, now).await?;
    let calendar = WorkCalendar::default();
    let world = World {
        seed,
        map: &map,
        offers: &offers,
        shown,
        people: (
            staff.referrers.len(),
            staff.therapists.len(),
            staff.coaches.len(),
        ),
        calendar: &calendar,
        now,
    };
    let mut plan = world.year(referrals);
    plan.extend(world.today());
    plan.sort_by_key(|sending| sending.at);
    let mut lanes = Vec::new();
    for _ in 0..Town::lanes() {
        lanes.push(lane(store, settings, now).await?);
    }
    let people = DemoPeople {
        municipality: geography::CODE.to_owned(),
        postcode: geography::DEMO_POSTCODE.to_owned(),
        accounts: staff.accounts.clone(),
    };
    let town = Town {
        municipality,
        offers: Arc::new(offers),
        staff: Arc::new(staff),
        main,
        evenings: lane(store, settings, now - SignedDuration::from_hours(24 * 60)).await?,
        lanes,
    };
    let lived = town.live(&plan, seed, now).await?;
    // Providers were asked on the last morning that they may be: the demo does not begin with a
    // heap of mail, and a few of these questions leave when it starts, for who wants to answer one.
    let asked_at = last_morning_to_ask(now).unwrap_or(now);
    let morning = lane(store, settings, asked_at).await?;
    while ask_providers(&morning.bridge, "demo").await? > 0 {}
    deliver::mark_all_sent(&town.main.bridge, QUESTIONS).await?;
    seal_log::seal_log(&town.main.bridge).await?;
    if size == Size::Country {
        country::fill(&town.main, seed, now).await?;
    }
    Ok((people, lived))
}

/// Ten o'clock on the last day of this week or the one before on which providers may be asked; none
/// in summer, when nobody asks them.
fn last_morning_to_ask(now: Timestamp) -> Option<Timestamp> {
    let calendar = WorkCalendar::default();
    (0..14)
        .map(|back| moment_of(plan::minus_days(day_of(now), back), time(10, 0, 0, 0)))
        .find(|moment| *moment < now && may_ask_at(*moment, &calendar))
}

fn brugdam(id: MunicipalityId) -> set_up::NewMunicipality {
    let desk = |name: &str, email: &str, number| {
        (
            name.to_owned(),
            format!("{email}@brugdam.example"),
            names::landline(number),
        )
    };
    set_up::NewMunicipality {
        id,
        name: geography::NAME.to_owned(),
        service_point: desk("Servicepunt Brugdam Beweegt", "sportpunt", 900),
        coach_team: desk("Beweegteam Brugdam", "beweegteam", 901),
    }
}

/// Every offer, in an order that follows from what they are and not from their keys.
async fn offers_in_order(store: &Store) -> Result<Vec<Offer>, StoreError> {
    let mut reading = store.read().await?;
    let mut all = store::offers::visible(&mut reading).await?;
    all.sort_by(|one, other| {
        (&one.provider_name, &one.title, &one.venue.address).cmp(&(
            &other.provider_name,
            &other.title,
            &other.venue.address,
        ))
    });
    for offer in &mut all {
        let day = |session: &domain::offer::Session| {
            session
                .day
                .map_or(7, jiff::civil::Weekday::to_monday_zero_offset)
        };
        offer
            .sessions
            .sort_by_key(|session| (day(session), session.from));
    }
    Ok(all)
}

fn shown_provider(offers: &[Offer]) -> Result<OrganisationId, DemoError> {
    let (name, ..) = providers::PROVIDERS[0];
    let found = offers.iter().find(|offer| offer.provider_name == name);
    Ok(found.ok_or(ActionError::NotFound)?.provider)
}

/// A collective deal pays the first sixteen weeks of a quarter of what is not free.
async fn cover(bridge: &Bridge, offers: &[Offer], seed: u64) -> Result<(), ActionError> {
    let covered: Vec<OfferId> = offers
        .iter()
        .enumerate()
        .filter(|(at, offer)| {
            offer.price.is_some_and(|price| price.cents > 0)
                && dice::Dice::new(seed, "deal", *at).chance(26)
        })
        .map(|(_, offer)| offer.id)
        .collect();
    set_up::paid_weeks(bridge, &covered, Some(16)).await
}

/// A fresh token for each account, in their order. Earlier ones stay valid.
///
/// # Errors
/// When an account is gone, or the store cannot be written.
pub async fn fresh_tokens(
    bridge: &Bridge,
    people: &DemoPeople,
) -> Result<Vec<String>, ActionError> {
    let mut tokens = Vec::with_capacity(people.accounts.len());
    for account in &people.accounts {
        let organisation = account.organisation_id.parse().ok();
        let (token, _) = accounts::make_token(bridge, &account.email, organisation, "api").await?;
        tokens.push(token);
    }
    Ok(tokens)
}

/// Writes the sign-ins for people and programs (surface.md, section 2), whole or not at all.
/// `tokens` stand in the order of the accounts.
///
/// # Errors
/// When the file cannot be written.
pub fn write_demo_json(
    path: &Path,
    url: &str,
    people: &DemoPeople,
    tokens: &[String],
    mail: &Path,
) -> Result<(), DemoError> {
    let accounts: Vec<serde_json::Value> = people
        .accounts
        .iter()
        .zip(tokens)
        .map(|(account, token)| {
            serde_json::json!({
                "rol": account.role,
                "email": account.email,
                "wachtwoord": account.password,
                "token": token,
                "organisatie": account.organisation,
                "organisatieId": account.organisation_id,
            })
        })
        .collect();
    let demo = serde_json::json!({
        "url": url,
        "gemeente": people.municipality,
        "postcode": people.postcode,
        "accounts": accounts,
        "mail": mail.display().to_string(),
    });
    let failed = |error| DemoError::File(path.display().to_string(), error);
    // Whoever waits for the file must not read half of it.
    let fresh = path.with_extension("json.new");
    std::fs::write(&fresh, format!("{demo:#}\n")).map_err(failed)?;
    std::fs::rename(&fresh, path).map_err(failed)
}
