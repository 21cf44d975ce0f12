//! What readers see: layers of offers, a large one first and smaller ones over it with what changed
//! since. A snapshot never changes; a change makes a new one, which shares all layers but the
//! smallest.
//!
//! A change that comes in makes a layer of its own, and takes those along that are hardly larger:
//! so each offer is laid anew only a few times, and one change does not lay the country anew.

use std::collections::HashMap;
use std::sync::Arc;

use domain::age_band::AgeBand;
use domain::ids::{OfferId, SessionId};
use domain::offer::Offer;

use crate::experience::{Experience, Known, Lessons};
use crate::segment::{Segment, is_visible, visible_sessions};
use crate::text::synonyms::Synonyms;
use crate::text::vocabulary::Vocabulary;

/// A layer of no more offers than this is laid anew with whatever comes in.
const SMALL: usize = 256;
/// A layer is taken along when it is no more than so many times as large as what comes in.
const ALONG: usize = 8;

/// The index at one moment.
#[derive(Debug)]
pub(crate) struct Snapshot {
    layers: Vec<Layer>,
    vocabulary: Vocabulary,
    synonyms: Arc<Synonyms>,
    experience: Arc<Experience>,
}

/// Offers that came in together, without those that were changed or removed since.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    segment: Arc<Segment>,
    /// A bit for each offer: set when it was changed or removed since.
    gone: Vec<u64>,
    /// How many offers still count.
    offers: usize,
    /// How many sessions still count.
    sessions: usize,
    lessons: Lessons,
}

impl Layer {
    fn of(
        offers: Vec<Arc<Offer>>,
        vocabulary: &mut Vocabulary,
        synonyms: &Synonyms,
        experience: &Experience,
    ) -> Self {
        let segment = Segment::build(offers, vocabulary, synonyms);
        Self {
            gone: vec![0; segment.offers().len().div_ceil(64)],
            offers: segment.offers().len(),
            sessions: segment.len(),
            lessons: Lessons::of(experience, segment.offers()),
            segment: Arc::new(segment),
        }
    }

    /// Its offers, laid out.
    #[inline]
    pub(crate) fn segment(&self) -> &Segment {
        &self.segment
    }

    /// Whether a row still counts.
    #[inline]
    pub(crate) fn is_live(&self, row: usize) -> bool {
        self.is_whole() || self.is_live_offer(self.segment.offer_of(row))
    }

    /// Whether an offer still counts.
    #[inline]
    pub(crate) fn is_live_offer(&self, offer: usize) -> bool {
        self.gone[offer / 64] >> (offer % 64) & 1 == 0
    }

    /// The offers that still count, a bit for each of sixty-four at a time.
    pub(crate) fn live_bits(&self) -> impl Iterator<Item = u64> {
        let offers = self.segment.offers().len();
        let within = move |word: usize| match offers - word * 64 {
            left @ 0..64 => (1 << left) - 1,
            _ => u64::MAX,
        };
        let words = self.gone.iter().enumerate();
        words.map(move |(word, gone)| !gone & within(word))
    }

    /// What earlier referrals teach about an offer, for somebody of this age band.
    #[inline]
    pub(crate) fn known(&self, offer: usize, band: Option<AgeBand>) -> Option<Known> {
        self.lessons.at(offer, band)
    }

    fn is_whole(&self) -> bool {
        self.offers == self.segment.offers().len()
    }

    /// The offers that still count, by their number in the segment.
    fn live(&self) -> impl Iterator<Item = (usize, &Arc<Offer>)> {
        let all = self.segment.offers().iter().enumerate();
        all.filter(|(at, _)| self.is_live_offer(*at))
    }

    fn take_out(&mut self, id: OfferId, vocabulary: &mut Vocabulary) {
        let found = self.segment.offer_at(id);
        if let Some(at) = found.filter(|at| self.is_live_offer(*at)) {
            self.gone[at / 64] |= 1 << (at % 64);
            self.offers -= 1;
            self.sessions -= visible_sessions(&self.segment.offers()[at]).count();
            self.forget_words(at, vocabulary);
        }
    }

    fn forget_words(&self, offer: usize, vocabulary: &mut Vocabulary) {
        let words = self.segment.words.numbers(offer);
        words.for_each(|word| vocabulary.dropped(word));
    }

    /// Whether it is laid anew together with so many offers that come in.
    fn goes_along(&self, incoming: usize) -> bool {
        let mostly_gone = self.offers * 2 < self.segment.offers().len();
        mostly_gone || self.offers <= SMALL.max(incoming * ALONG)
    }
}

impl Snapshot {
    /// Nothing to find yet.
    pub(crate) fn empty() -> Self {
        Self::built(Vec::new(), Synonyms::ours(), Arc::default())
    }

    /// Everything anew, by the same synonyms and experience. Of offers with the same id the last
    /// counts; those that are not visible are left out.
    pub(crate) fn of(&self, offers: impl IntoIterator<Item = Arc<Offer>>) -> Self {
        let mut offers = last_of_each(offers);
        offers.retain(|_, offer| is_visible(offer));
        let (synonyms, experience) = (Arc::clone(&self.synonyms), Arc::clone(&self.experience));
        Self::built(offers.into_values().collect(), synonyms, experience)
    }

    /// The same offers by other synonyms.
    pub(crate) fn with_synonyms(&self, synonyms: Arc<Synonyms>) -> Self {
        let all = self.layers.iter().flat_map(Layer::live);
        let all = all.map(|(_, offer)| Arc::clone(offer)).collect();
        Self::built(all, synonyms, Arc::clone(&self.experience))
    }

    /// The same offers with other lessons learned.
    pub(crate) fn with_experience(&self, experience: Arc<Experience>) -> Self {
        let mut layers = self.layers.clone();
        for layer in &mut layers {
            layer.lessons = Lessons::of(&experience, layer.segment.offers());
        }
        Self {
            layers,
            vocabulary: self.vocabulary.clone(),
            synonyms: Arc::clone(&self.synonyms),
            experience,
        }
    }

    /// Of visible offers with different ids.
    fn built(
        offers: Vec<Arc<Offer>>,
        synonyms: Arc<Synonyms>,
        experience: Arc<Experience>,
    ) -> Self {
        let mut vocabulary = Vocabulary::default();
        let layer = Layer::of(offers, &mut vocabulary, &synonyms, &experience);
        Self {
            layers: vec![layer],
            vocabulary,
            synonyms,
            experience,
        }
    }

    /// With these offers new or changed, and those removed.
    pub(crate) fn with(
        &self,
        changed: impl IntoIterator<Item = Arc<Offer>>,
        removed: &[OfferId],
    ) -> Self {
        let mut changed = last_of_each(changed);
        let mut layers = self.layers.clone();
        let mut vocabulary = self.vocabulary.clone();
        for id in changed.keys().chain(removed) {
            for layer in &mut layers {
                layer.take_out(*id, &mut vocabulary);
            }
        }
        changed.retain(|_, offer| is_visible(offer));
        let mut incoming: Vec<Arc<Offer>> = changed.into_values().collect();
        while let Some(last) = layers.pop_if(|last| last.goes_along(incoming.len())) {
            for (at, offer) in last.live() {
                last.forget_words(at, &mut vocabulary);
                incoming.push(Arc::clone(offer));
            }
        }
        let (synonyms, experience) = (Arc::clone(&self.synonyms), Arc::clone(&self.experience));
        if layers.is_empty() {
            // Words that nobody uses any more are left behind.
            return Self::built(incoming, synonyms, experience);
        }
        if !incoming.is_empty() {
            let layer = Layer::of(incoming, &mut vocabulary, &synonyms, &experience);
            layers.push(layer);
        }
        Self {
            layers,
            vocabulary,
            synonyms,
            experience,
        }
    }

    /// Its layers, the oldest first.
    pub(crate) fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The words in use.
    pub(crate) const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// What means alike.
    pub(crate) fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }

    /// Whether earlier referrals teach anything.
    pub(crate) fn has_lessons(&self) -> bool {
        !self.experience.is_empty()
    }

    /// How many sessions can be found.
    pub(crate) fn sessions(&self) -> usize {
        self.layers.iter().map(|layer| layer.sessions).sum()
    }

    /// How many offers can be found.
    pub(crate) fn offers(&self) -> usize {
        self.layers.iter().map(|layer| layer.offers).sum()
    }

    /// A visible offer.
    pub(crate) fn offer(&self, id: OfferId) -> Option<Arc<Offer>> {
        self.layers.iter().find_map(|layer| {
            let at = layer.segment.offer_at(id);
            let at = at.filter(|at| layer.is_live_offer(*at))?;
            layer.segment.offers().get(at).cloned()
        })
    }

    /// A visible session: its offer and which of the offer's sessions it is.
    pub(crate) fn session(&self, id: SessionId) -> Option<(Arc<Offer>, usize)> {
        self.layers.iter().find_map(|layer| {
            let segment = &layer.segment;
            let row = segment.rows_of(id).find(|row| layer.is_live(*row))?;
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

    fn lies(snapshot: &Snapshot) -> Vec<usize> {
        snapshot.layers().iter().map(|layer| layer.offers).collect()
    }

    #[test]
    fn a_layer_is_taken_along_by_what_is_hardly_smaller() {
        let country = 9 * ALONG * SMALL;
        let mut snapshot = Snapshot::empty().of((0..country).map(an_offer));
        assert_eq!(lies(&snapshot), [country]);
        // One by one they make a small layer, which becomes a middle one when it is full.
        for number in country..=country + SMALL {
            snapshot = snapshot.with([an_offer(number)], &[]);
        }
        assert_eq!(lies(&snapshot), [country, SMALL + 1]);
        snapshot = snapshot.with([an_offer(0)], &[]);
        assert_eq!(lies(&snapshot), [country - 1, SMALL + 1, 1]);
        let many = country + 1_000;
        snapshot = snapshot.with((many..many + SMALL).map(an_offer), &[]);
        assert_eq!(lies(&snapshot), [country - 1, 2 * SMALL + 2]);
        // Half of the country at once lays everything anew.
        snapshot = snapshot.with((0..country / 2).map(an_offer), &[]);
        assert_eq!(lies(&snapshot), [country + 2 * SMALL + 1]);
    }

    #[test]
    fn a_layer_that_is_mostly_gone_is_laid_anew() {
        let mut snapshot = Snapshot::empty().of((0..1_000).map(an_offer));
        let removed: Vec<OfferId> = (0..600).map(|number| an_offer(number).id).collect();
        snapshot = snapshot.with([], &removed[..400]);
        assert_eq!(lies(&snapshot), [600]);
        assert_eq!(snapshot.layers()[0].segment().offers().len(), 1_000);
        snapshot = snapshot.with([], &removed[400..]);
        assert_eq!(lies(&snapshot), [400]);
        assert_eq!(snapshot.layers()[0].segment().offers().len(), 400);
    }
}
