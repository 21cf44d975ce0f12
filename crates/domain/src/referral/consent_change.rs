//! What happens to a referral when its resident gives or takes back consent. Taking back what the
//! receiver stands on takes the referral away from it at once: back to the service point while
//! another way is open, and otherwise closed. One entry of history tells of it, and nobody can
//! take that entry back.

use jiff::Timestamp;

use crate::codes::CONSENT_ENDED;
use crate::consent::{Consent, ConsentChange, Purpose};
use crate::organisation::Role;

use super::entry::{Deed, Entry, Hand, OnBehalf};
use super::life::Referral;
use super::state::{State, Status};
use super::turn::Rules;

impl Referral {
    /// Gives or takes back one purpose. `None` when the resident had said so already.
    #[must_use]
    pub fn change_consent(
        &self,
        change: ConsentChange,
        by: Hand,
        on_behalf: Option<OnBehalf>,
        at: Timestamp,
        rules: &Rules,
    ) -> Option<(Self, Entry)> {
        if self.consent.allows(change.purpose) == change.given {
            return None;
        }
        let mut after = self.clone();
        after.consent = self.consent.with(change.purpose, change.given);
        let mut entry = after.blank_entry(Deed::ConsentChanged, by, at);
        entry.on_behalf = on_behalf;
        if let Some(to) = moves_to(self, after.consent).filter(|_| !change.given) {
            entry.to = to;
            entry.reason = Some(CONSENT_ENDED.to_owned());
        }
        Some(after.finish(entry, rules))
    }
}

/// Where a referral goes when this is all that its resident still agrees to; `None` when it can
/// stay where it is.
fn moves_to(referral: &Referral, consent: Consent) -> Option<Status> {
    // Another offer needs sharing, a coach needs guidance: with neither nobody can be asked.
    let a_way_is_left =
        consent.allows_receiver(Role::Provider) || consent.allows_receiver(Role::Coach);
    match &referral.state {
        State::Closed(_) => None,
        State::Seeking(_) => (!a_way_is_left).then_some(Status::Withdrawn),
        _ if consent.allows_receiver(referral.receiver.role) => None,
        state if state.has_started() => Some(Status::Stopped),
        _ if a_way_is_left => Some(Status::Seeking),
        _ => Some(Status::Withdrawn),
    }
}

/// The state after an entry about consent: the entry tells where it went.
pub(super) fn after_consent(state: State, entry: &Entry) -> State {
    let reason = || entry.reason.clone().unwrap_or_default();
    match (state, entry.to) {
        (State::BeforeStart(before), Status::Seeking) => {
            State::Seeking(before.decline(reason(), entry.at))
        }
        (State::BeforeStart(before), Status::Withdrawn) => State::Closed(before.withdraw(reason())),
        (State::Seeking(seeking), Status::Withdrawn) => State::Closed(seeking.withdraw(reason())),
        (State::Started(started), Status::Stopped) => State::Closed(started.stop(reason())),
        (State::Paused(paused), Status::Stopped) => State::Closed(paused.stop(reason())),
        (State::Paused(paused), to @ (Status::Seeking | Status::Withdrawn)) => after_consent(
            paused.resume(),
            &Entry {
                to,
                ..entry.clone()
            },
        ),
        (state, _) => state,
    }
}

/// What the resident agreed to at a change, told as one purpose each: for the history of consent.
#[must_use]
pub fn as_changes(consent: Consent) -> [ConsentChange; 7] {
    Purpose::ALL.map(|purpose| ConsentChange {
        purpose,
        given: consent.allows(purpose),
        manner: consent.manner,
    })
}
