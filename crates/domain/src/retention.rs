//! How long each kind of record is kept. The defaults are ours, not a law's: a municipality sets its
//! own within what makes sense.

use std::ops::RangeInclusive;
use std::str::FromStr;

/// A kind of record with a period of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// A resident's name, contact details and all that was written about them, after their last
    /// referral closed.
    ClientDetails,
    /// Links in mails, after they ended.
    Links,
    /// Which messages left, after the referral closed. Their text is never kept.
    Messages,
    /// The access log.
    AccessLog,
    /// Wishes for which nothing fitted.
    UnmetDemand,
    /// That a coach saved wishes for a client, after they ended. What was wished goes at once then.
    SavedWishes,
    /// Rows of an import that the service point has looked at.
    Reviews,
    /// What these rounds removed.
    Reports,
    /// Keys of requests, by which a repeated one is known.
    RequestKeys,
    /// Sign-ins that expired.
    WebSessions,
    /// What nodes tell each other of changes.
    ChangeFeed,
}

impl RecordKind {
    /// Every kind, in the order of a report.
    pub const ALL: [Self; 11] = [
        Self::ClientDetails,
        Self::Links,
        Self::Messages,
        Self::AccessLog,
        Self::UnmetDemand,
        Self::SavedWishes,
        Self::Reviews,
        Self::Reports,
        Self::RequestKeys,
        Self::WebSessions,
        Self::ChangeFeed,
    ];

    /// As people and tables name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ClientDetails => "clientgegevens",
            Self::Links => "links",
            Self::Messages => "berichten",
            Self::AccessLog => "inzagelog",
            Self::UnmetDemand => "gemist-aanbod",
            Self::SavedWishes => "bewaarde-wensen",
            Self::Reviews => "controle",
            Self::Reports => "bewaarverslagen",
            Self::RequestKeys => "verzoeksleutels",
            Self::WebSessions => "sessies",
            Self::ChangeFeed => "wijzigingen",
        }
    }

    /// Our default, in days.
    #[must_use]
    pub const fn default_days(self) -> u16 {
        match self {
            Self::ClientDetails | Self::UnmetDemand => 730,
            Self::Links | Self::Messages | Self::Reviews | Self::SavedWishes => 365,
            Self::AccessLog | Self::Reports => 1827,
            Self::RequestKeys => 30,
            Self::WebSessions => 0,
            Self::ChangeFeed => 7,
        }
    }

    /// What a municipality may set, in days; `None` for what belongs to the whole installation.
    /// The access log never less than five years, and nothing so short that a referral under way
    /// would miss it.
    #[must_use]
    pub const fn range(self) -> Option<RangeInclusive<u16>> {
        match self {
            Self::ClientDetails => Some(30..=7300),
            Self::AccessLog | Self::Reports => Some(1827..=7300),
            Self::Links
            | Self::Messages
            | Self::UnmetDemand
            | Self::SavedWishes
            | Self::Reviews => Some(30..=3650),
            Self::RequestKeys | Self::WebSessions | Self::ChangeFeed => None,
        }
    }
}

impl FromStr for RecordKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let found = Self::ALL.into_iter().find(|kind| kind.code() == text);
        found.ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_one_that_may_be_set() {
        for kind in RecordKind::ALL {
            let fits = kind
                .range()
                .is_none_or(|range| range.contains(&kind.default_days()));
            assert!(fits, "{}", kind.code());
            assert_eq!(kind.code().parse(), Ok(kind));
        }
    }

    #[test]
    fn the_access_log_is_kept_five_years_at_least() {
        let range = RecordKind::AccessLog.range().unwrap();
        assert!(*range.start() >= 5 * 365 + 2);
    }
}
