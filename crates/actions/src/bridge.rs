//! The running service: the store, the finder, and what is kept in memory of settings and
//! postcodes. Nodes share nothing but the database; [`Bridge::refresh`] takes in what others
//! changed.

mod memory;

pub(crate) use self::memory::finished;

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use arc_swap::ArcSwap;
use domain::calendar::{Closure, WorkCalendar};
use domain::contact::Postcode;
use domain::geo::Point;
use domain::ids::{MunicipalityId, OfferId, OrganisationId, SessionId};
use domain::referral::Rules;
use finder::Finder;
use jiff::Timestamp;
use jiff::civil::Date;
use store::feed::Told;
use store::{Store, StoreError, municipalities, organisations, postcodes};
use tokio::sync::{Mutex, MutexGuard, Notify};

use crate::ActionError;
use crate::clock::Clock;
use crate::group_forming::MissedWishes;
use crate::keep_offers::{Keeping, Started};
use crate::neighbourhoods::Neighbourhoods;
use crate::pictures::ShownPicture;
use crate::places::{PlaceProblem, Places};

/// How many referral numbers a node takes at a time.
const NUMBERS_AT_A_TIME: i64 = 64;
/// With so few left, the next block is fetched.
const NUMBERS_LOW: usize = 48;

/// How this installation presents itself.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address people reach it at, without a slash at the end; used in messages.
    pub public_url: String,
    /// Whether this is the demo: mail to files, sign-ins shown, no second step.
    pub demo: bool,
}

/// A municipality with its service point's name and phone number.
#[derive(Clone, Debug)]
pub struct Municipality {
    /// Its settings.
    pub settings: municipalities::Municipality,
    /// The service point's name.
    pub service_point_name: String,
    /// The service point's phone number.
    pub service_point_phone: String,
    /// The service point's address.
    pub service_point_email: Option<String>,
}

/// The running service: cheap to clone.
#[derive(Clone)]
pub struct Bridge {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    finder: Finder,
    clock: Arc<dyn Clock>,
    settings: Settings,
    municipalities: ArcSwap<Vec<Municipality>>,
    postcodes: ArcSwap<HashMap<Postcode, postcodes::Known>>,
    places: ArcSwap<Places>,
    organisations: ArcSwap<HashMap<OrganisationId, organisations::Found>>,
    cancelled: ArcSwap<HashMap<SessionId, Vec<Date>>>,
    neighbourhoods: ArcSwap<Neighbourhoods>,
    missed: ArcSwap<MissedWishes>,
    of_provider: ArcSwap<BTreeMap<OrganisationId, Vec<OfferId>>>,
    pictures: ArcSwap<HashMap<OfferId, Vec<ShownPicture>>>,
    numbers: Mutex<HashMap<MunicipalityId, NumberStock>>,
    seen: Mutex<Seen>,
    keeping: Option<Keeping>,
    post: Notify,
}

/// Referral numbers that this node alone may give out.
#[derive(Default)]
struct NumberStock {
    left: VecDeque<i64>,
    being_filled: bool,
}

/// What of the change feed was taken in already.
pub(crate) struct Seen {
    from: Timestamp,
    ids: HashSet<String>,
    /// What was told of the offers that are in memory.
    pub(crate) told: Told,
    /// How much was told of the offers in the file; `None` when there is no file that a start could
    /// use.
    pub(crate) kept: Option<i64>,
    /// How often the file was taken away: what was begun before that does not come back.
    pub(crate) taken_away: u64,
}

/// Why a postcode has no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostcodeProblem {
    /// No postcodes were imported yet.
    NoneKnown,
    /// This one is not among them.
    Unknown,
}

impl Bridge {
    /// Starts the service on a store: reads settings, postcodes and offers into memory.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn start(
        store: Store,
        clock: Arc<dyn Clock>,
        settings: Settings,
    ) -> Result<Self, StoreError> {
        let (bridge, _) = Self::start_from(store, clock, settings, None).await?;
        Ok(bridge)
    }

    /// Starts the service as [`Bridge::start`] does, and takes the offers out of a file when that is
    /// still right: the one that [`crate::keep_offers`] keeps there. Tells which it was.
    ///
    /// # Errors
    /// When the store cannot be read. A file that will not do is none.
    pub async fn start_from(
        store: Store,
        clock: Arc<dyn Clock>,
        settings: Settings,
        offers_file: Option<PathBuf>,
    ) -> Result<(Self, Started), StoreError> {
        let from = clock.now();
        let bridge = Self {
            inner: Arc::new(Inner {
                store,
                finder: Finder::default(),
                clock,
                settings,
                municipalities: ArcSwap::default(),
                postcodes: ArcSwap::default(),
                places: ArcSwap::default(),
                organisations: ArcSwap::default(),
                cancelled: ArcSwap::default(),
                neighbourhoods: ArcSwap::default(),
                missed: ArcSwap::default(),
                of_provider: ArcSwap::default(),
                pictures: ArcSwap::default(),
                numbers: Mutex::new(HashMap::new()),
                seen: Mutex::new(Seen {
                    from,
                    ids: HashSet::new(),
                    told: Told::default(),
                    kept: None,
                    taken_away: 0,
                }),
                keeping: offers_file.map(Keeping::at),
                post: Notify::new(),
            }),
        };
        let started = bridge.load().await?;
        Ok((bridge, started))
    }

    /// What of the change feed was taken in. Whoever holds it changes what is in memory.
    pub(crate) async fn seen(&self) -> MutexGuard<'_, Seen> {
        self.inner.seen.lock().await
    }

    /// Where the offers are kept as a file, when they are.
    pub(crate) fn keeping(&self) -> Option<&Keeping> {
        self.inner.keeping.as_ref()
    }

    /// The store. For actions only: other rooms ask an action.
    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The finder.
    pub(crate) fn finder(&self) -> &Finder {
        &self.inner.finder
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// How this installation presents itself.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Which engine serves, as `/healthz` names it.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        self.inner.store.engine().code()
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        match self.inner.store.read().await {
            Ok(mut reading) => municipalities::all(&mut reading).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Finishes what is under way and closes the store.
    pub async fn close(&self) {
        self.inner.store.close().await;
    }

    /// Wakes the worker: there is post.
    pub(crate) fn ring(&self) {
        self.inner.post.notify_one();
    }

    /// Waits until there is post.
    pub async fn post(&self) {
        self.inner.post.notified().await;
    }

    /// Every municipality that takes part.
    #[must_use]
    pub fn municipalities(&self) -> Arc<Vec<Municipality>> {
        self.inner.municipalities.load_full()
    }

    /// One municipality.
    ///
    /// # Errors
    /// [`ActionError::NotFound`] when it does not take part.
    pub fn municipality(&self, id: MunicipalityId) -> Result<Municipality, ActionError> {
        let all = self.inner.municipalities.load();
        let found = all
            .iter()
            .find(|municipality| municipality.settings.id == id);
        found.cloned().ok_or(ActionError::NotFound)
    }

    /// An organisation, from memory.
    pub(crate) fn organisation(&self, id: OrganisationId) -> Option<organisations::Found> {
        self.inner.organisations.load().get(&id).cloned()
    }

    /// The one organisation of a municipality with this key or name, from memory; `None` when no
    /// organisation has it, or several do.
    pub(crate) fn organisation_called(
        &self,
        municipality: MunicipalityId,
        called: &str,
    ) -> Option<OrganisationId> {
        let all = self.inner.organisations.load();
        let name = organisations::folded(called);
        let mut found = all.values().map(|found| &found.organisation).filter(|one| {
            one.municipality == municipality
                && (one.id.to_string() == called || organisations::folded(&one.name) == name)
        });
        let first = found.next()?;
        found.next().is_none().then_some(first.id)
    }

    /// When a receiver is closed, from memory.
    pub(crate) fn closures_of(&self, receiver: OrganisationId) -> Vec<Closure> {
        let all = self.inner.organisations.load();
        all.get(&receiver)
            .map(|found| found.closures.clone())
            .unwrap_or_default()
    }

    /// The days from today on, or a little before, on which a lesson is left out; from memory.
    #[must_use]
    pub fn cancelled_days(&self, session: SessionId) -> Vec<Date> {
        let all = self.inner.cancelled.load();
        all.get(&session).cloned().unwrap_or_default()
    }

    /// The areas of the country, from memory.
    pub(crate) fn neighbourhoods(&self) -> Arc<Neighbourhoods> {
        self.inner.neighbourhoods.load_full()
    }

    /// The wishes that nothing met yet, from memory.
    pub(crate) fn missed_wishes(&self) -> Arc<MissedWishes> {
        self.inner.missed.load_full()
    }

    /// The offers of a provider that are shown, by title; from memory.
    pub(crate) fn offers_of(&self, provider: OrganisationId) -> Vec<OfferId> {
        let all = self.inner.of_provider.load();
        all.get(&provider).cloned().unwrap_or_default()
    }

    /// The pictures of an offer that everybody sees, by number; from memory.
    pub(crate) fn pictures_of(&self, offer: OfferId) -> Vec<ShownPicture> {
        let all = self.inner.pictures.load();
        all.get(&offer).cloned().unwrap_or_default()
    }

    /// The first `most` providers with something to show; from memory.
    pub(crate) fn providers_shown(&self, most: usize) -> Vec<OrganisationId> {
        let all = self.inner.of_provider.load();
        all.keys().take(most).copied().collect()
    }

    /// Where a postcode is: its own point, or that of its four digits.
    ///
    /// # Errors
    /// When none were imported yet, or this one is not known.
    pub fn locate(&self, postcode: Postcode) -> Result<Point, PostcodeProblem> {
        let known = self.inner.postcodes.load();
        if known.is_empty() {
            return Err(PostcodeProblem::NoneKnown);
        }
        let found = known.get(&postcode).or_else(|| known.get(&postcode.area()));
        found
            .map(|place| place.point)
            .ok_or(PostcodeProblem::Unknown)
    }

    /// The four digits whose middle is nearest; nothing before postcodes were imported.
    #[must_use]
    pub fn area_at(&self, point: Point) -> Option<Postcode> {
        let known = self.inner.postcodes.load();
        let areas = known.iter().filter(|(code, _)| **code == code.area());
        let nearest = areas.min_by(|(one, at), (other, there)| {
            let (here, further) = (point.metres_to(at.point), point.metres_to(there.point));
            here.total_cmp(&further)
                .then(one.digits().cmp(&other.digits()))
        });
        nearest.map(|(code, _)| *code)
    }

    /// Whether any postcode was imported.
    pub(crate) fn knows_postcodes(&self) -> bool {
        !self.inner.postcodes.load().is_empty()
    }

    /// Where the town or area of this name is.
    ///
    /// # Errors
    /// When none is known, none is called so, or several are.
    pub fn place_called(&self, name: &str) -> Result<Point, PlaceProblem> {
        let own = self.municipalities();
        self.inner.places.load().called(name, &own)
    }

    pub(crate) fn places(&self) -> Arc<Places> {
        self.inner.places.load_full()
    }

    /// Where the only town of this name is. An import asks no further: where it would have to guess
    /// there is none.
    #[must_use]
    pub(crate) fn town_called(&self, name: &str) -> Option<Point> {
        self.inner.places.load().town(name)
    }

    /// Towns whose name begins with what was typed.
    #[must_use]
    pub fn places_beginning_with(&self, typed: &str) -> Vec<String> {
        self.inner.places.load().beginning_with(typed)
    }

    /// The municipality in which a postcode lies, when it takes part.
    #[must_use]
    pub fn municipality_of(&self, postcode: Postcode) -> Option<MunicipalityId> {
        let known = self.inner.postcodes.load();
        let found = known
            .get(&postcode)
            .or_else(|| known.get(&postcode.area()))?;
        let id: MunicipalityId = found.municipality.as_deref()?.parse().ok()?;
        self.municipality(id).is_ok().then_some(id)
    }

    /// The rules that hold in a municipality for a receiver with these closures.
    pub(crate) fn rules(municipality: &Municipality, receiver_closures: &[Closure]) -> Rules {
        let mut closures = municipality.settings.closures.clone();
        closures.extend_from_slice(receiver_closures);
        Rules {
            deadlines: municipality.settings.deadlines,
            calendar: WorkCalendar { closures },
            service_point: municipality.settings.service_point,
        }
    }

    /// The next referral number of a municipality, such as `B-1042`. Taken in blocks, the next one
    /// ahead of need, so that referrals wait neither for each other nor for a block.
    pub(crate) async fn next_number(&self, id: MunicipalityId) -> Result<String, StoreError> {
        let mut numbers = self.inner.numbers.lock().await;
        let stock = numbers.entry(id).or_default();
        if stock.left.is_empty() {
            stock.left = self.lease_numbers(id).await?.collect();
        }
        let number = stock.left.pop_front().unwrap_or_default();
        if stock.left.len() < NUMBERS_LOW && !stock.being_filled {
            stock.being_filled = true;
            let bridge = self.clone();
            tokio::spawn(async move {
                let fresh = bridge.lease_numbers(id).await;
                let mut numbers = bridge.inner.numbers.lock().await;
                let stock = numbers.entry(id).or_default();
                stock.being_filled = false;
                // When it fails, whoever finds the stock empty hears why.
                if let Ok(fresh) = fresh {
                    stock.left.extend(fresh);
                }
            });
        }
        Ok(format!("B-{number}"))
    }

    async fn lease_numbers(&self, id: MunicipalityId) -> Result<Range<i64>, StoreError> {
        let mut tx = self.inner.store.begin().await?;
        let first = municipalities::lease_numbers(&mut tx, id, NUMBERS_AT_A_TIME).await?;
        tx.commit().await?;
        Ok(first..first + NUMBERS_AT_A_TIME)
    }
}
