//! The facts of the text that a referrer copies into their own system. Called by the API and by
//! the pages that offer the text.

use actions::ShownReferral;
use documents::copy::CopyFacts;
use documents::{Texts, dutch};
use domain::calendar::day_of;
use domain::referral::{Deed, Step};

/// What the text tells of a referral, as far as its viewer may know.
#[must_use]
pub fn copy_facts(shown: &ShownReferral) -> CopyFacts {
    let texts = Texts::dutch();
    let last = shown.history.last().map(|step| &step.entry);
    let closed = last.filter(|entry| !entry.to.is_open());
    let reasons = closed.and_then(|entry| match entry.deed {
        Deed::Step(step) => step.reasons(),
        _ => None,
    });
    let session = shown.offer.as_ref().and_then(|offer| {
        let mut sessions = offer.sessions.iter();
        sessions.find(|session| Some(session.id) == shown.target.session())
    });
    CopyFacts {
        number: shown.number.clone(),
        receiver: shown.receiver_name.clone(),
        offer: shown.offer.as_ref().map(|offer| offer.title.clone()),
        session: session.map(dutch::weekly),
        sent_on: day_of(shown.sent_at),
        status: shown.status,
        status_on: day_of(shown.changed_at),
        outcome: closed
            .filter(|entry| entry.deed == Deed::Step(Step::Complete))
            .and_then(|entry| entry.outcome.as_deref())
            .map(|code| texts.code("uitkomst", code)),
        reason: reasons
            .zip(closed.and_then(|entry| entry.reason.as_deref()))
            .map(|(list, code)| texts.code(list.key, code)),
        consent: shown.consent,
    }
}
