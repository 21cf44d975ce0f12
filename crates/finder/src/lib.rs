//! The matching index: which sessions fit this person, best first, and why.
//!
//! For `actions`, which hands it offers as they change and asks it on behalf of pages and API.
//! It answers from memory and knows nothing of HTTP or SQL. Promises: readers never wait for
//! writers; the same question to the same offers gives the same answer in the same order; filters
//! are exact; what is shown of a score adds up to it. No sentence for people is made here.
//!
//! ```
//! use domain::wishes::Wishes;
//! use finder::Finder;
//!
//! let finder = Finder::default();
//! finder.replace_all(Vec::new());
//! let answer = finder.search(&Wishes::default(), jiff::civil::date(2026, 11, 22));
//! assert_eq!(answer.total, 0);
//! ```

use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use domain::ids::{MunicipalityId, OfferId, SessionId};
use domain::offer::Offer;
use domain::wishes::Wishes;
use jiff::civil::Date;

pub mod bench;
mod catalogue;
mod each;
mod experience;
mod explain;
mod facets;
mod index;
mod mended;
mod reason;
mod relax;
mod score;
mod search;
mod segment;
mod snapshot;
mod suggest;
mod text;

pub use catalogue::{CatalogueEntry, CataloguePage, CatalogueQuery, Counted, LetGo, Recent};
pub use experience::{ANYWHERE, Count, Experience, PRIOR, TOLD_FROM};
pub use facets::{Facets, PRICE_BANDS, price_band};
pub use mended::Mended;
pub use reason::{Attention, CONFIRMATION_FADES_AFTER_DAYS, Fact, Reason, Unwished};
pub use relax::{FEW, MOST_PAIRS, Relaxation, RelaxedPair, RelaxedTo, WishField};
pub use search::{Answer, Hit, WithWords};
pub use suggest::Suggestions;
pub use text::fold::fold;
pub use text::slip::{Letters, Typed};
pub use text::synonyms::OwnSynonyms;

use each::Each;
use snapshot::Snapshot;
use text::synonyms::Synonyms;

/// The index, shared by all who clone it.
#[derive(Clone, Debug)]
pub struct Finder {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    now: ArcSwap<Snapshot>,
    /// One change at a time: each starts from the snapshot before it.
    writing: Mutex<()>,
}

impl Default for Finder {
    fn default() -> Self {
        let now = ArcSwap::from_pointee(Snapshot::empty());
        Self {
            shared: Arc::new(Shared {
                now,
                writing: Mutex::new(()),
            }),
        }
    }
}

impl Finder {
    /// Puts these offers in the place of all. Of offers with the same id the last counts.
    pub fn replace_all(&self, offers: Vec<Offer>) {
        self.change(|now| now.of(offers.into_iter().map(Arc::new)));
    }

    /// Adds offers, or changes those that are there. An offer that is no longer visible goes.
    pub fn upsert(&self, offers: Vec<Offer>) {
        self.change(|now| now.with(offers.into_iter().map(Arc::new), &[]));
    }

    /// Takes offers out; ids that are not there are passed over.
    pub fn remove(&self, offers: &[OfferId]) {
        self.change(|now| now.with([], offers));
    }

    /// Takes the synonyms of service points in the place of those before.
    pub fn set_synonyms(&self, own: &[OwnSynonyms]) {
        let synonyms = Arc::new(Synonyms::with(own));
        self.change(|now| now.with_synonyms(synonyms));
    }

    /// Takes what earlier referrals teach in the place of what they taught before; nothing
    /// switches that part of the score off.
    pub fn set_experience(&self, experience: Experience) {
        let experience = Arc::new(experience);
        self.change(|now| now.with_experience(experience));
    }

    /// What somebody may mean who typed so far, in one municipality or in all.
    #[must_use]
    pub fn suggest(&self, typed: &str, municipality: Option<MunicipalityId>) -> Suggestions {
        suggest::suggest(&self.shared.now.load(), typed, municipality)
    }

    /// The sessions that meet `wishes`, best first, as of `today`.
    #[must_use]
    pub fn search(&self, wishes: &Wishes, today: Date) -> Answer {
        search::search(&self.shared.now.load(), wishes, today, Each::Session)
    }

    /// The offers that meet `wishes`, each by its best session, best first, as of `today`: what is
    /// counted are offers, and `skip` and `take` count them too.
    #[must_use]
    pub fn search_offers(&self, wishes: &Wishes, today: Date) -> Answer {
        search::search(&self.shared.now.load(), wishes, today, Each::Offer)
    }

    /// A page of the public catalogue.
    #[must_use]
    pub fn catalogue(&self, query: &CatalogueQuery) -> CataloguePage {
        catalogue::catalogue(&self.shared.now.load(), query)
    }

    /// A visible offer.
    #[must_use]
    pub fn offer(&self, id: &OfferId) -> Option<Arc<Offer>> {
        self.shared.now.load().offer(*id)
    }

    /// A visible session: its offer and its position among the offer's sessions.
    #[must_use]
    pub fn session(&self, id: &SessionId) -> Option<(Arc<Offer>, usize)> {
        self.shared.now.load().session(*id)
    }

    /// How many sessions can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shared.now.load().sessions()
    }

    /// How many offers can be found, with their sessions or without one.
    #[must_use]
    pub fn offer_count(&self) -> usize {
        self.shared.now.load().offers()
    }

    /// Whether no session can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn change(&self, make: impl FnOnce(&Snapshot) -> Snapshot) {
        // The guarded value is empty, so a writer that panicked left nothing half done.
        let _turn = self
            .shared
            .writing
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let next = make(&self.shared.now.load());
        self.shared.now.store(Arc::new(next));
    }
}
