//! What readers see: a large segment, a small one over it with what changed since, and which
//! offers of the large one no longer count. A snapshot never changes; a change makes a new one.

use std::collections::HashMap;
use std::sync::Arc;

use domain::ids::{OfferId, SessionId};
use domain::offer::Offer;

use crate::experience::{Experience, Lessons};
use crate::segment::{Segment, is_visible};
use crate::text::synonyms::Synonyms;
use crate::text::vocabulary::Vocabulary;

/// The overlay may hold so many offers, or an eighth of the main segment, before it is merged.
const SMALL_OVERLAY: usize = 256;

/// The index at one moment.
#[derive(Debug)]
pub(crate) struct Snapshot {
    main: Arc<Segment>,
    overlay: Arc<Segment>,
    /// A bit for each offer of the main segment: set when it was changed or removed since.
    gone: Vec<u64>,
    sessions: usize,
    vocabulary: Vocabulary,
    synonyms: Arc<Synonyms>,
    experience: Arc<Experience>,
    lessons: Lessons,
}

impl Snapshot {
    /// Nothing to find yet.
    pub(crate) fn empty() -> Self {
        Self::built([], Synonyms::ours(), Arc::default())
    }

    /// Everything anew, by the same synonyms and experience.
    pub(crate) fn of(&self, offers: impl IntoIterator<Item = Arc<Offer>>) -> Self {
        let (synonyms, experience) = (Arc::clone(&self.synonyms), Arc::clone(&self.experience));
        Self::built(offers, synonyms, experience)
    }

    /// The same offers by other synonyms.
    pub(crate) fn with_synonyms(&self, synonyms: Arc<Synonyms>) -> Self {
        let all: Vec<_> = (0..2)
            .flat_map(|number| {
                let offers = self.segments()[number].offers().iter().enumerate();
                offers.filter(move |(at, _)| self.is_live_offer(number, *at))
            })
            .map(|(_, offer)| Arc::clone(offer))
            .collect();
        Self::built(all, synonyms, Arc::clone(&self.experience))
    }

    /// The same offers with other lessons learned.
    pub(crate) fn with_experience(&self, experience: Arc<Experience>) -> Self {
        let mut next = Self {
            main: Arc::clone(&self.main),
            overlay: Arc::clone(&self.overlay),
            gone: self.gone.clone(),
            sessions: self.sessions,
            vocabulary: self.vocabulary.clone(),
            synonyms: Arc::clone(&self.synonyms),
            lessons: Lessons::default(),
            experience,
        };
        next.learn();
        next
    }

    fn learn(&mut self) {
        let offers = [self.main.offers(), self.overlay.offers()];
        self.lessons = Lessons::of(&self.experience, offers);
    }

    /// Of offers with the same id the last counts; those that are not visible are left out.
    fn built(
        offers: impl IntoIterator<Item = Arc<Offer>>,
        synonyms: Arc<Synonyms>,
        experience: Arc<Experience>,
    ) -> Self {
        let offers = last_of_each(offers)
            .into_values()
            .filter(|offer| is_visible(offer));
        let mut vocabulary = Vocabulary::default();
        let main = Segment::build(offers.collect(), &mut vocabulary, &synonyms);
        let overlay = Segment::build(Vec::new(), &mut vocabulary, &synonyms);
        let gone = vec![0; main.offers().len().div_ceil(64)];
        let mut snapshot = Self {
            sessions: main.len(),
            main: Arc::new(main),
            overlay: Arc::new(overlay),
            gone,
            vocabulary,
            synonyms,
            experience,
            lessons: Lessons::default(),
        };
        snapshot.learn();
        snapshot
    }

    /// With these offers new or changed, and those removed.
    pub(crate) fn with(
        &self,
        changed: impl IntoIterator<Item = Arc<Offer>>,
        removed: &[OfferId],
    ) -> Self {
        let mut changed = last_of_each(changed);
        let touched: Vec<OfferId> = changed
            .keys()
            .copied()
            .chain(removed.iter().copied())
            .collect();
        changed.retain(|_, offer| is_visible(offer));
        let mut over: HashMap<OfferId, Arc<Offer>> = self
            .overlay
            .offers()
            .iter()
            .map(|offer| (offer.id, Arc::clone(offer)))
            .collect();
        for id in &touched {
            over.remove(id);
        }
        over.extend(changed);

        let mut gone = self.gone.clone();
        let mut vocabulary = self.vocabulary.clone();
        for offer in touched.iter().filter_map(|id| self.main.offer_at(*id)) {
            let bit = 1 << (offer % 64);
            if gone[offer / 64] & bit == 0 {
                gone[offer / 64] |= bit;
                self.main
                    .words
                    .numbers(offer)
                    .for_each(|word| vocabulary.dropped(word));
            }
        }
        if over.len() > SMALL_OVERLAY.max(self.main.offers().len() / 8) {
            let kept = self.main.offers().iter().enumerate();
            let kept = kept.filter(|(at, _)| gone[at / 64] >> (at % 64) & 1 == 0);
            return self.of(kept
                .map(|(_, offer)| Arc::clone(offer))
                .chain(over.into_values()));
        }
        for offer in 0..self.overlay.offers().len() {
            self.overlay
                .words
                .numbers(offer)
                .for_each(|word| vocabulary.dropped(word));
        }
        let over = over.into_values().collect();
        let overlay = Segment::build(over, &mut vocabulary, &self.synonyms);
        let lessons = self.lessons.over(&self.experience, overlay.offers());
        let mut snapshot = Self {
            main: Arc::clone(&self.main),
            overlay: Arc::new(overlay),
            gone,
            sessions: 0,
            vocabulary,
            synonyms: Arc::clone(&self.synonyms),
            experience: Arc::clone(&self.experience),
            lessons,
        };
        let live = (0..snapshot.main.len())
            .filter(|row| snapshot.is_live(0, *row))
            .count();
        snapshot.sessions = live + snapshot.overlay.len();
        snapshot
    }

    /// The segments, the main one first; a number below is a place in this list.
    pub(crate) fn segments(&self) -> [&Segment; 2] {
        [&self.main, &self.overlay]
    }

    /// The words in use.
    pub(crate) const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// What means alike.
    pub(crate) fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }

    /// What earlier referrals teach.
    pub(crate) const fn lessons(&self) -> &Lessons {
        &self.lessons
    }

    /// How many sessions can be found.
    pub(crate) const fn sessions(&self) -> usize {
        self.sessions
    }

    /// Whether a row still counts.
    #[inline]
    pub(crate) fn is_live(&self, segment: usize, row: usize) -> bool {
        segment != 0 || self.is_live_offer(0, self.main.offer_of(row))
    }

    /// Whether an offer still counts.
    #[inline]
    pub(crate) fn is_live_offer(&self, segment: usize, offer: usize) -> bool {
        segment != 0 || self.gone[offer / 64] >> (offer % 64) & 1 == 0
    }

    /// A visible offer.
    pub(crate) fn offer(&self, id: OfferId) -> Option<Arc<Offer>> {
        self.segments()
            .iter()
            .enumerate()
            .find_map(|(number, segment)| {
                let at = segment
                    .offer_at(id)
                    .filter(|at| self.is_live_offer(number, *at))?;
                segment.offers().get(at).cloned()
            })
    }

    /// A visible session: its offer and which of the offer's sessions it is.
    pub(crate) fn session(&self, id: SessionId) -> Option<(Arc<Offer>, usize)> {
        self.segments()
            .iter()
            .enumerate()
            .find_map(|(number, segment)| {
                let row = segment.rows_of(id).find(|row| self.is_live(number, *row))?;
                let offer = segment.offers().get(segment.offer_of(row))?;
                Some((Arc::clone(offer), segment.position_of(row)))
            })
    }
}

fn last_of_each(offers: impl IntoIterator<Item = Arc<Offer>>) -> HashMap<OfferId, Arc<Offer>> {
    offers.into_iter().map(|offer| (offer.id, offer)).collect()
}

#[cfg(test)]
mod tests {
    use domain::codes::Activity;
    use domain::ids::OrganisationId;
    use domain::offer::OfferStatus;
    use uuid::Uuid;

    use super::*;

    fn an_offer(number: usize) -> Arc<Offer> {
        let id = OfferId::new(Uuid::from_u128(number as u128));
        let home = "GM9001".parse().unwrap();
        let club = OrganisationId::new(Uuid::nil());
        Arc::new(Offer {
            status: OfferStatus::Visible,
            ..Offer::untold(id, home, club, Activity::Walking)
        })
    }

    #[test]
    fn an_overlay_that_has_grown_is_merged() {
        let mut snapshot = Snapshot::empty().of((0..10).map(an_offer));
        let lies = |snapshot: &Snapshot| snapshot.segments().map(|part| part.offers().len());
        snapshot = snapshot.with((5..SMALL_OVERLAY + 5).map(an_offer), &[]);
        assert_eq!(lies(&snapshot), [10, SMALL_OVERLAY]);
        snapshot = snapshot.with([an_offer(1_000)], &[an_offer(0).id]);
        assert_eq!(lies(&snapshot), [SMALL_OVERLAY + 5, 0]);
    }
}
