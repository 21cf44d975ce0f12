//! How what is kept in memory gets there: all of it at the start, then what the change feed tells of.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use domain::contact::Postcode;
use domain::ids::{OfferId, OrganisationId, SessionId};
use domain::offer::Offer;
use finder::OwnSynonyms;
use jiff::civil::Date;
use store::feed::Told;
use store::{
    StoreError, areas, cancelled_lessons, feed, municipalities, offers, organisations, postcodes,
    synonyms, unmet,
};
use tokio::task::{JoinHandle, spawn_blocking};
use uuid::Uuid;

use super::{Bridge, Municipality, Seen};
use crate::group_forming::{MissedWishes, counted_from};
use crate::keep_offers::{ByRows, Started};
use crate::neighbourhoods::Neighbourhoods;
use crate::pictures;
use crate::places::Places;

/// So many lines about single offers are followed one by one; more of them cost as much as looking at
/// all.
const FOLLOWED: usize = 500;
/// So many offers are read at a time: few trips, and little memory for rows beside the offers.
const IN_A_PART: i64 = 4000;
/// So many read rows side by side at most: each has a connection of its own, and others want some.
const MOST_HANDS: usize = 4;

impl Bridge {
    /// Reads everything for the first time. What takes long goes side by side.
    pub(super) async fn load(&self) -> Result<Started, StoreError> {
        // The index is made by them.
        self.reload_synonyms().await?;
        let (one, other) = (self.clone(), self.clone());
        let postcodes = tokio::spawn(async move { one.reload_postcodes().await });
        let areas = tokio::spawn(async move { other.reload_areas().await });
        let (started, ..) = tokio::try_join!(
            self.first_offers(),
            self.reload_settings(),
            self.reload_missed_wishes(),
            self.reload_beside_offers(),
            done(postcodes),
            done(areas),
        )?;
        Ok(started)
    }

    /// The offers: those of the file when nothing speaks against it, otherwise every row.
    async fn first_offers(&self) -> Result<Started, StoreError> {
        let mut seen = self.seen().await;
        if self.keeping().is_some() {
            let mut tx = self.inner.store.begin().await?;
            feed::begin_to_count(&mut tx).await?;
            tx.commit().await?;
        }
        let told = {
            let mut reading = self.inner.store.read().await?;
            feed::told(&mut reading).await?
        };
        let kept = match self.keeping() {
            Some(keeping) => keeping.read(self.inner.store.secrets().fingerprint()).await,
            None => Err(ByRows::NotKept),
        };
        let kept = kept.and_then(|(then, offers)| {
            let ids = to_follow(&then, &told)?;
            Ok((then, offers, ids))
        });
        let started = match kept {
            Ok((then, offers, ids)) => {
                seen.kept = Some(then.counted);
                self.hold(offers).await;
                self.follow(&ids).await?;
                Started::FromFile {
                    followed: ids.len(),
                }
            }
            Err(why) => {
                self.read_all_offers().await?;
                Started::ByRows(why)
            }
        };
        seen.told = told;
        Ok(started)
    }

    async fn reload_organisations(&self) -> Result<(), StoreError> {
        let mut reading = self.inner.store.read().await?;
        let all = organisations::all(&mut reading).await?;
        let by_id = all
            .into_iter()
            .map(|found| (found.organisation.id, found))
            .collect();
        self.inner.organisations.store(Arc::new(by_id));
        Ok(())
    }

    async fn reload_settings(&self) -> Result<(), StoreError> {
        self.reload_organisations().await?;
        let mut reading = self.inner.store.read().await?;
        let mut all = Vec::new();
        for settings in municipalities::all(&mut reading).await? {
            let desk = organisations::find(&mut reading, settings.service_point).await?;
            let desk = desk.map(|found| found.organisation);
            all.push(Municipality {
                service_point_name: desk
                    .as_ref()
                    .map_or_else(|| settings.name.clone(), |desk| desk.name.clone()),
                service_point_phone: desk
                    .as_ref()
                    .and_then(|desk| desk.phone.clone())
                    .unwrap_or_default(),
                service_point_email: desk.and_then(|desk| desk.email),
                settings,
            });
        }
        self.inner.municipalities.store(Arc::new(all));
        Ok(())
    }

    async fn reload_postcodes(&self) -> Result<(), StoreError> {
        let mut reading = self.inner.store.read().await?;
        let known = postcodes::all(&mut reading).await?;
        let by_code = known
            .into_iter()
            .filter_map(|(_, place)| Some((place.code.parse::<Postcode>().ok()?, place)))
            .collect();
        self.inner.postcodes.store(Arc::new(by_code));
        self.name_places();
        Ok(())
    }

    /// Makes the places by name anew, of the postcodes and areas in memory.
    fn name_places(&self) {
        let areas = self.neighbourhoods().named();
        let places = Places::of(&self.inner.postcodes.load(), areas);
        self.inner.places.store(Arc::new(places));
    }

    async fn reload_synonyms(&self) -> Result<(), StoreError> {
        let mut reading = self.inner.store.read().await?;
        let own: Vec<OwnSynonyms> = synonyms::all(&mut reading)
            .await?
            .into_iter()
            .map(|(municipality, words)| OwnSynonyms {
                municipality,
                words,
            })
            .collect();
        self.inner.finder.set_synonyms(&own);
        Ok(())
    }

    async fn reload_areas(&self) -> Result<(), StoreError> {
        let mut reading = self.inner.store.read().await?;
        let all = areas::to_draw(&mut reading).await?;
        self.inner
            .neighbourhoods
            .store(Arc::new(Neighbourhoods::of(all)));
        self.name_places();
        Ok(())
    }

    async fn reload_missed_wishes(&self) -> Result<(), StoreError> {
        let mut reading = self.inner.store.read().await?;
        let all = unmet::missed(&mut reading, counted_from(self.now())).await?;
        self.inner.missed.store(Arc::new(MissedWishes::of(&all)));
        Ok(())
    }

    async fn read_all_offers(&self) -> Result<(), StoreError> {
        let parts = {
            let mut reading = self.inner.store.read().await?;
            Arc::new(offers::parts(&mut reading, IN_A_PART).await?)
        };
        let next = Arc::new(AtomicUsize::new(0));
        let cores = available_parallelism().map_or(1, NonZero::get);
        let hands: Vec<_> = (0..cores.min(parts.len()).min(MOST_HANDS))
            .map(|_| {
                let (bridge, parts, next) = (self.clone(), parts.clone(), next.clone());
                tokio::spawn(async move { bridge.read_parts(&parts, &next).await })
            })
            .collect();
        let mut all = Vec::new();
        for hand in hands {
            all.extend(finished(hand).await?);
        }
        self.hold(all).await;
        Ok(())
    }

    /// The offers of those parts that nobody took before.
    async fn read_parts(
        &self,
        parts: &[offers::Part],
        next: &AtomicUsize,
    ) -> Result<Vec<Offer>, StoreError> {
        let mut reading = self.inner.store.read().await?;
        let mut all = Vec::new();
        while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
            all.extend(offers::visible_in(&mut reading, part).await?);
        }
        Ok(all)
    }

    /// Puts these offers in the place of all.
    async fn hold(&self, all: Vec<Offer>) {
        let bridge = self.clone();
        // The index takes a while to make; whoever serves meanwhile is not kept waiting.
        let made = spawn_blocking(move || {
            bridge.inner.of_provider.store(Arc::new(by_provider(&all)));
            bridge.inner.finder.replace_all(all);
        });
        finished(made).await;
    }

    /// Reads these offers again, and all offers of these providers; an id may be of either. What is
    /// no longer shown goes.
    async fn follow(&self, ids: &[String]) -> Result<(), StoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        let found = {
            let mut reading = self.inner.store.read().await?;
            offers::visible_of(&mut reading, ids).await?
        };
        let ids: Vec<Uuid> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        let bridge = self.clone();
        finished(spawn_blocking(move || bridge.put(&ids, found))).await;
        Ok(())
    }

    /// Puts what was found of these offers and providers in the place of what was known of them.
    fn put(&self, ids: &[Uuid], found: Vec<Offer>) {
        let finder = &self.inner.finder;
        let mut of_provider = BTreeMap::clone(&self.inner.of_provider.load());
        let theirs = ids
            .iter()
            .filter_map(|id| of_provider.get(&OrganisationId::new(*id)));
        let known: HashSet<OfferId> = theirs
            .flatten()
            .copied()
            .chain(ids.iter().copied().map(OfferId::new))
            .collect();
        let before = known.iter().filter_map(|id| finder.offer(id));
        for offer in before.collect::<Vec<_>>() {
            let left = of_provider.get_mut(&offer.provider).map(|theirs| {
                theirs.retain(|id| *id != offer.id);
                theirs.len()
            });
            if left == Some(0) {
                of_provider.remove(&offer.provider);
            }
        }
        let homes: Vec<_> = found
            .iter()
            .map(|offer| (offer.id, offer.provider))
            .collect();
        let there: HashSet<OfferId> = homes.iter().map(|(id, _)| *id).collect();
        let gone: Vec<OfferId> = known.difference(&there).copied().collect();
        if !gone.is_empty() {
            finder.remove(&gone);
        }
        if !found.is_empty() {
            finder.upsert(found);
        }
        let mut touched = HashSet::new();
        for (id, provider) in homes {
            let theirs = of_provider.entry(provider).or_default();
            if !theirs.contains(&id) {
                theirs.push(id);
            }
            touched.insert(provider);
        }
        for provider in touched {
            let theirs = of_provider.entry(provider).or_default();
            theirs
                .sort_by_cached_key(|id| (finder.offer(id).map(|offer| offer.title.clone()), *id));
        }
        self.inner.of_provider.store(Arc::new(of_provider));
    }

    /// What is shown with offers and does not lie in them.
    async fn reload_beside_offers(&self) -> Result<(), StoreError> {
        let mut reading = self.inner.store.read().await?;
        let shown = pictures::by_offer(store::pictures::shown(&mut reading).await?);
        self.inner.pictures.store(Arc::new(shown));
        let today = domain::calendar::day_of(self.now());
        let mut cancelled: HashMap<SessionId, Vec<Date>> = HashMap::new();
        for (session, day) in cancelled_lessons::from(&mut reading, today).await? {
            cancelled.entry(session).or_default().push(day);
        }
        self.inner.cancelled.store(Arc::new(cancelled));
        Ok(())
    }

    /// Takes in what was told of offers since the last time. Goes by how many lines were counted and
    /// by no clock, so that none escapes it.
    async fn take_in(&self, seen: &mut Seen) -> Result<(), StoreError> {
        let told = {
            let mut reading = self.inner.store.read().await?;
            if feed::counted(&mut reading).await? == seen.told.counted {
                return Ok(());
            }
            feed::told(&mut reading).await?
        };
        match to_follow(&seen.told, &told) {
            Ok(ids) => self.follow(&ids).await?,
            Err(_) => {
                // No start can use it any more, and a municipality that left must not live on in it.
                if let Some(keeping) = self.keeping() {
                    keeping.take_away(seen).await;
                }
                // An import brings providers along.
                self.reload_organisations().await?;
                self.read_all_offers().await?;
            }
        }
        self.reload_beside_offers().await?;
        seen.told = told;
        Ok(())
    }

    /// Takes in offers that this or another node, or a command, changed. When none was, it costs one
    /// row.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn take_in_offers(&self) -> Result<(), StoreError> {
        self.take_in(&mut *self.seen().await).await
    }

    /// Takes in what this or another node, or a command, changed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let mut seen = self.seen().await;
        let from = seen.from.checked_sub(feed::LOOK_BACK).unwrap_or(seen.from);
        let changes = {
            let mut reading = self.inner.store.read().await?;
            feed::since(&mut reading, from).await?
        };
        let fresh: Vec<_> = changes
            .iter()
            .filter(|change| !seen.ids.contains(&change.id))
            .collect();
        let changed = |kind: &str| fresh.iter().any(|change| change.kind == kind);
        if changed("instellingen") {
            self.reload_settings().await?;
        }
        if changed("postcodes") {
            self.reload_postcodes().await?;
        }
        if changed("zoekwoorden") {
            self.reload_synonyms().await?;
        }
        if changed("gebieden") {
            self.reload_areas().await?;
        }
        // A municipality that leaves takes its wishes along.
        if changed("gemist-aanbod") || changed("instellingen") {
            self.reload_missed_wishes().await?;
        }
        self.take_in(&mut seen).await?;
        if let Some(last) = changes.iter().map(|change| change.at).max() {
            seen.from = seen.from.max(last);
        }
        seen.ids = changes.into_iter().map(|change| change.id).collect();
        Ok(())
    }
}

/// The offers and providers that were told of since; why all rows are read when that will not do.
fn to_follow(then: &Told, now: &Told) -> Result<Vec<String>, ByRows> {
    let subjects = now.since(then).ok_or(ByRows::OtherPast)?;
    let single = |subject: &&str| subject.parse::<Uuid>().is_ok();
    if subjects.len() > FOLLOWED || !subjects.iter().all(single) {
        return Err(ByRows::MuchChanged);
    }
    Ok(subjects.into_iter().map(str::to_owned).collect())
}

/// What a task came to that was started beside.
async fn done(task: JoinHandle<Result<(), StoreError>>) -> Result<(), StoreError> {
    finished(task).await
}

/// What a task came to; a panic in it goes on here.
pub(crate) async fn finished<T>(task: JoinHandle<T>) -> T {
    match task.await {
        Ok(done) => done,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

/// The keys of each provider's offers, by title.
fn by_provider(offers: &[Offer]) -> BTreeMap<OrganisationId, Vec<OfferId>> {
    let mut theirs: BTreeMap<OrganisationId, Vec<&Offer>> = BTreeMap::new();
    for offer in offers {
        theirs.entry(offer.provider).or_default().push(offer);
    }
    let in_order = |(provider, mut theirs): (OrganisationId, Vec<&Offer>)| {
        theirs.sort_by(|one, other| (&one.title, one.id).cmp(&(&other.title, other.id)));
        (provider, theirs.iter().map(|offer| offer.id).collect())
    };
    theirs.into_iter().map(in_order).collect()
}
