//! What a visitor did a moment ago, so that the browser's Back button finds a page instead of the
//! question whether to send a form again. Kept in this node's memory for a quarter of an hour,
//! never on disk and never in an address: the wishes of the last search, what was chosen from its
//! results, and the keys of referrals: those that were sent, and the one of the client who is searched for.
//! Nothing that says who it is about.
//!
//! Called by the search and referral pages. Another node knows nothing of it: there the same
//! addresses show an empty form.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use actions::refer::Referred;
use domain::ids::ReferralId;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::search_form::SearchForm;

/// How long something is remembered.
const FOR: SignedDuration = SignedDuration::from_mins(15);
/// Above so many visitors, the one who did nothing for longest is forgotten.
const VISITORS: usize = 2_000;
/// So many choices and referrals of one visitor are remembered.
const EACH: usize = 8;
/// Longest search words that are remembered: they are a wish, no story.
const WORDS: usize = 200;

/// What was chosen from the results of a search: the form begins with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Carried {
    /// The postcode that was searched with.
    pub postcode: String,
    /// The language that was searched with.
    pub language: String,
    /// The referral of the client for whom it was chosen, and the saved wishes that it answers.
    pub on_behalf_of: Option<(ReferralId, Option<Uuid>)>,
}

/// A referral that was sent a moment ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct JustSent {
    /// Its key.
    pub id: ReferralId,
    /// The number people say.
    pub number: String,
}

struct Visit {
    until: Timestamp,
    search: Option<SearchForm>,
    /// By the address of the form.
    chosen: VecDeque<(String, Carried)>,
    /// By the address of the form.
    sent: VecDeque<(String, JustSent)>,
}

/// What this node remembers of its visitors, each under the token of their session's forms: who
/// signs in anew begins anew.
#[derive(Default)]
pub struct Recall {
    visits: Mutex<HashMap<String, Visit>>,
}

impl Recall {
    /// Remembers the wishes of the last search.
    pub(super) fn searched(&self, session: &str, form: &SearchForm, now: Timestamp) {
        if form.text.len() > WORDS {
            return;
        }
        let mut form = form.clone();
        // Why nothing fitted is told in words of one's own.
        form.reason.clear();
        // How somebody is, is told back and kept nowhere.
        form.about.clear();
        self.with(session, now, |visit| visit.search = Some(form));
    }

    /// The wishes of the last search.
    pub(super) fn last_search(&self, session: &str, now: Timestamp) -> Option<SearchForm> {
        self.seen(session, now, |visit| visit.search.clone())
    }

    /// Remembers what goes along with a choice to the form at `address`.
    pub(super) fn chose(&self, session: &str, address: &str, carried: Carried, now: Timestamp) {
        self.with(session, now, |visit| {
            // Who chooses the same again has somebody else beside them.
            visit.sent.retain(|(known, _)| known != address);
            put(&mut visit.chosen, address, carried);
        });
    }

    /// What goes along to the form at `address`; once it was sent there is nothing any more, for
    /// the next form is somebody else's.
    pub(super) fn carried(&self, session: &str, address: &str, now: Timestamp) -> Carried {
        self.seen(session, now, |visit| find(&visit.chosen, address))
            .unwrap_or_default()
    }

    /// Remembers that the form at `address` was sent.
    pub(super) fn sent(&self, session: &str, address: &str, referred: &Referred, now: Timestamp) {
        let just = JustSent {
            id: referred.id,
            number: referred.number.clone(),
        };
        self.with(session, now, |visit| {
            visit.chosen.retain(|(known, _)| known != address);
            put(&mut visit.sent, address, just);
        });
    }

    /// The referral that was sent from the form at `address`.
    pub(super) fn just_sent(
        &self,
        session: &str,
        address: &str,
        now: Timestamp,
    ) -> Option<JustSent> {
        self.seen(session, now, |visit| find(&visit.sent, address))
    }

    fn visits(&self) -> MutexGuard<'_, HashMap<String, Visit>> {
        // Nothing here can be left half done.
        self.visits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with(&self, session: &str, now: Timestamp, remember: impl FnOnce(&mut Visit)) {
        let until = now.checked_add(FOR).unwrap_or(now);
        let mut visits = self.visits();
        visits.retain(|_, visit| visit.until > now);
        if visits.len() >= VISITORS && !visits.contains_key(session) {
            let oldest = visits.iter().min_by_key(|(_, visit)| visit.until);
            if let Some(oldest) = oldest.map(|(session, _)| session.clone()) {
                visits.remove(&oldest);
            }
        }
        let visit = visits.entry(session.to_owned()).or_insert_with(|| Visit {
            until,
            search: None,
            chosen: VecDeque::new(),
            sent: VecDeque::new(),
        });
        visit.until = until;
        remember(visit);
    }

    fn seen<T>(
        &self,
        session: &str,
        now: Timestamp,
        read: impl FnOnce(&Visit) -> Option<T>,
    ) -> Option<T> {
        let visits = self.visits();
        let visit = visits.get(session).filter(|visit| visit.until > now)?;
        read(visit)
    }
}

fn put<T>(list: &mut VecDeque<(String, T)>, address: &str, value: T) {
    list.retain(|(known, _)| known != address);
    if list.len() >= EACH {
        list.pop_front();
    }
    list.push_back((address.to_owned(), value));
}

fn find<T: Clone>(list: &VecDeque<(String, T)>, address: &str) -> Option<T> {
    let found = list.iter().find(|(known, _)| known == address);
    found.map(|(_, value)| value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "/verwijzen?coach=1";

    fn carried(language: &str) -> Carried {
        Carried {
            postcode: "5299".into(),
            language: language.into(),
            on_behalf_of: None,
        }
    }

    #[test]
    fn a_choice_is_remembered_for_a_quarter_of_an_hour_and_only_for_who_made_it() {
        let recall = Recall::default();
        let now = Timestamp::UNIX_EPOCH;
        recall.chose("marieke", FORM, carried("tr"), now);
        assert_eq!(recall.carried("marieke", FORM, now), carried("tr"));
        assert_eq!(recall.carried("sam", FORM, now), Carried::default());
        let elsewhere = "/verwijzen?sessie=1";
        let nothing = Carried::default();
        assert_eq!(recall.carried("marieke", elsewhere, now), nothing);
        assert_eq!(recall.carried("marieke", FORM, now + FOR), nothing);
    }

    #[test]
    fn the_words_of_a_search_come_back_without_the_story_beside_them() {
        let recall = Recall::default();
        let now = Timestamp::UNIX_EPOCH;
        let form = SearchForm {
            postcode: "5299".into(),
            reason: "er is niets voor haar".into(),
            ..SearchForm::default()
        };
        recall.searched("marieke", &form, now);
        let known = recall.last_search("marieke", now).unwrap();
        assert_eq!(
            (known.postcode.as_str(), known.reason.as_str()),
            ("5299", "")
        );
        let long = SearchForm {
            text: "a".repeat(WORDS + 1),
            ..SearchForm::default()
        };
        recall.searched("sam", &long, now);
        assert!(recall.last_search("sam", now).is_none());
    }

    #[test]
    fn memory_is_bounded_and_who_was_away_longest_is_forgotten() {
        let recall = Recall::default();
        let start = Timestamp::UNIX_EPOCH;
        for at in 0..=VISITORS {
            let now = start + SignedDuration::from_millis(i64::try_from(at).unwrap());
            recall.chose(&at.to_string(), FORM, carried("tr"), now);
        }
        let now = start + SignedDuration::from_secs(3);
        assert_eq!(recall.visits().len(), VISITORS);
        assert_eq!(recall.carried("0", FORM, now), Carried::default());
        assert_eq!(recall.carried("1", FORM, now), carried("tr"));
        for at in 0..20 {
            recall.chose("1", &at.to_string(), carried("nl"), now);
        }
        assert_eq!(recall.visits()["1"].chosen.len(), EACH);
    }
}
