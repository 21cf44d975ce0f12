//! A coach's saved wishes for a client under guidance: when they may be saved, and how they end.
//! While they are active, a new offer that fits is told to the coach; however they end, the wishes
//! themselves are thrown away, and that there were some stays.

use jiff::SignedDuration;

use crate::actor::Actor;
use crate::referral::{Deed, Entry, Party, Referral, Step, parties_of};

/// So many of one referral may be active at a time: one for each kind of thing somebody wants.
pub const MOST: usize = 3;

/// Wishes end by themselves so long after they were saved: what somebody wanted a year ago says
/// little about today, and they are kept no longer than that.
pub const LIVES: SignedDuration = SignedDuration::from_hours(24 * 365);

/// Where saved wishes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Offers that fit are told to the coach.
    Active,
    /// Something was found.
    Answered,
    /// They ended without.
    Ended(End),
}

/// Why saved wishes ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The coach stopped.
    Stopped,
    /// The referral closed.
    Closed,
    /// The resident took back the consent for guidance.
    GuidanceWithdrawn,
    /// The resident objected.
    Objected,
    /// The resident's data were removed.
    Erased,
    /// They were a year old.
    Expired,
}

impl End {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Stopped,
        Self::Closed,
        Self::GuidanceWithdrawn,
        Self::Objected,
        Self::Erased,
        Self::Expired,
    ];

    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stopped => "gestopt",
            Self::Closed => "verwijzing-gesloten",
            Self::GuidanceWithdrawn => "begeleiding-ingetrokken",
            Self::Objected => "bezwaar",
            Self::Erased => "gegevens-verwijderd",
            Self::Expired => "verlopen",
        }
    }
}

impl State {
    /// The status, as stored and on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "actief",
            Self::Answered => "beantwoord",
            Self::Ended(_) => "beeindigd",
        }
    }

    /// Why it ended, as stored.
    #[must_use]
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Ended(end) => Some(end.code()),
            Self::Active | Self::Answered => None,
        }
    }

    /// From what is stored; `None` for what no version wrote.
    #[must_use]
    pub fn from_stored(status: &str, reason: Option<&str>) -> Option<Self> {
        match (status, reason) {
            ("actief", None) => Some(Self::Active),
            ("beantwoord", None) => Some(Self::Answered),
            ("beeindigd", Some(code)) => End::ALL
                .into_iter()
                .find(|end| end.code() == code)
                .map(Self::Ended),
            _ => None,
        }
    }
}

/// Whether `actor` is a coach to whom saved wishes of `referral` are a matter. A stand-in who may
/// take no steps changes nothing here either.
#[must_use]
pub fn may_keep(actor: &Actor, referral: &Referral) -> bool {
    let left = actor
        .mandate()
        .is_none_or(|mandate| mandate.verbs.takes_steps);
    left && parties_of(actor, referral).contains(&Party::Coach)
}

/// Whether wishes can be saved with `referral` now: it is open, and the resident agreed to be
/// guided.
#[must_use]
pub fn can_be_saved(referral: &Referral) -> bool {
    referral.state.status().is_open() && referral.consent.guidance
}

/// What becomes of the active wishes of `referral` after `entry`, the last of its history; `None`
/// when they go on. Taking a step back does not bring them back: they are thrown away by then.
#[must_use]
pub fn after(referral: &Referral, entry: &Entry) -> Option<State> {
    if entry.deed == Deed::ConsentChanged && !referral.consent.guidance {
        return Some(State::Ended(End::GuidanceWithdrawn));
    }
    if !referral.state.status().is_open() {
        return Some(State::Ended(End::Closed));
    }
    let chosen = entry.deed == Deed::Step(Step::Rechoose);
    (chosen && referral.target.offer().is_some()).then_some(State::Answered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_survives_being_stored() {
        let ended = End::ALL.into_iter().map(State::Ended);
        for state in ended.chain([State::Active, State::Answered]) {
            let read = State::from_stored(state.code(), state.reason());
            assert_eq!(read, Some(state));
        }
    }

    #[test]
    fn what_no_version_wrote_is_no_state() {
        for (status, reason) in [
            ("beeindigd", None),
            ("beeindigd", Some("zomaar")),
            ("actief", Some("gestopt")),
            ("open", None),
            ("", None),
        ] {
            assert_eq!(State::from_stored(status, reason), None, "{status}");
        }
    }
}
