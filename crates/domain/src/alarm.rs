//! Odd behaviour in the access log: the rules that see it, and how far an alarm is. An alarm
//! accuses nobody; it asks for a reason.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::time;

use crate::calendar::{day_of, moment_of};
use crate::codes::UnknownCode;

/// What is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Many residents looked up by phone number or address within an hour.
    ManySearches,
    /// Many files opened or printed within an hour.
    ManyReads,
    /// Many refusals within an hour.
    ManyRefusals,
    /// Files opened between eleven in the evening and six in the morning.
    AtNight,
    /// Files of another municipality than that of one's own organisation, within a day.
    OtherRegion,
}

impl Rule {
    /// Every rule, in the order in which people are shown them.
    pub const ALL: [Self; 5] = [
        Self::ManySearches,
        Self::ManyReads,
        Self::ManyRefusals,
        Self::AtNight,
        Self::OtherRegion,
    ];

    /// As kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ManySearches => "veel-gezocht",
            Self::ManyReads => "veel-bekeken",
            Self::ManyRefusals => "veel-geweigerd",
            Self::AtNight => "in-de-nacht",
            Self::OtherRegion => "andere-gemeente",
        }
    }

    /// From how many on the rule speaks. Ours: no published norm was found. A busy practice stays
    /// well below.
    #[must_use]
    pub const fn default_limit(self) -> u16 {
        match self {
            Self::ManySearches => 30,
            Self::ManyReads => 60,
            Self::ManyRefusals => 10,
            Self::AtNight => 10,
            Self::OtherRegion => 20,
        }
    }
}

impl FromStr for Rule {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let found = Self::ALL.into_iter().find(|rule| rule.code() == text);
        found.ok_or(UnknownCode)
    }
}

/// How far an alarm is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlarmState {
    /// Nobody looked at it yet.
    Open,
    /// The person was asked for the reason.
    Asked,
    /// The person answered.
    Answered,
    /// The log keeper is done with it.
    Closed,
}

impl AlarmState {
    const ALL: [Self; 4] = [Self::Open, Self::Asked, Self::Answered, Self::Closed];

    /// As kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked => "gevraagd",
            Self::Answered => "beantwoord",
            Self::Closed => "gesloten",
        }
    }
}

impl FromStr for AlarmState {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let found = Self::ALL.into_iter().find(|state| state.code() == text);
        found.ok_or(UnknownCode)
    }
}

/// The last night that began before `now`, from eleven in the evening until six in the morning in
/// Amsterdam; the end may lie ahead.
#[must_use]
pub fn last_night(now: Timestamp) -> (Timestamp, Timestamp) {
    let today = day_of(now);
    let tonight = moment_of(today, time(23, 0, 0, 0));
    let evening = if tonight <= now {
        today
    } else {
        today.yesterday().unwrap_or(today)
    };
    let morning = evening.tomorrow().unwrap_or(evening);
    (
        moment_of(evening, time(23, 0, 0, 0)),
        moment_of(morning, time(6, 0, 0, 0)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn night(now: &str) -> (String, String) {
        let (from, until) = last_night(now.parse().unwrap());
        (from.to_string(), until.to_string())
    }

    #[test]
    fn a_night_runs_from_eleven_to_six_in_amsterdam() {
        let winter = (
            "2026-11-23T22:00:00Z".to_owned(),
            "2026-11-24T05:00:00Z".to_owned(),
        );
        assert_eq!(night("2026-11-24T02:00:00Z"), winter);
        assert_eq!(night("2026-11-24T12:00:00Z"), winter);
        let (summer, _) = night("2026-07-01T21:00:00Z");
        assert_eq!(summer, "2026-07-01T21:00:00Z");
    }

    #[test]
    fn the_night_in_which_the_clock_goes_back_is_an_hour_longer() {
        let (from, until) = last_night("2026-10-25T08:00:00Z".parse().unwrap());
        assert_eq!((until - from).get_seconds(), 8 * 3600);
    }

    #[test]
    fn codes_are_read_back() {
        for rule in Rule::ALL {
            assert_eq!(rule.code().parse(), Ok(rule));
        }
        for state in AlarmState::ALL {
            assert_eq!(state.code().parse(), Ok(state));
        }
        assert!("alles".parse::<Rule>().is_err());
    }
}
