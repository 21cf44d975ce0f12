//! How quickly a provider usually answers, from its last referrals. Told to referrers, so that they
//! can tell a client when to expect a call; never a mark for the provider.

use jiff::SignedDuration;

/// So many of the last referrals are looked at.
pub const LAST: usize = 50;
/// With fewer nothing is told: one holiday would make the difference.
pub const AT_LEAST: usize = 10;
/// Beyond so many days no figure is told: it would say more about blame than about waiting.
const MOST_DAYS: i64 = 14;
const DAY: i64 = 24 * 60 * 60;

/// How quickly a provider usually answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerPace {
    /// At least half of the referrals were answered within so many days, counted on the calendar.
    Within(u16),
    /// It can take longer than two weeks.
    Longer,
}

impl AnswerPace {
    /// From what the last referrals met, newest first: how long the first answer took, or none when
    /// it never came. `None` when there are too few.
    #[must_use]
    pub fn of(met: &[Option<SignedDuration>]) -> Option<Self> {
        let last = &met[..met.len().min(LAST)];
        if last.len() < AT_LEAST {
            return None;
        }
        let mut answered: Vec<i64> = last.iter().flatten().map(SignedDuration::as_secs).collect();
        answered.sort_unstable();
        // The one by which half was answered; who never heard waits longest of all.
        let median = answered.get((last.len() - 1) / 2);
        Some(match median {
            Some(seconds) if *seconds <= MOST_DAYS * DAY => {
                let days = (seconds.max(&1) + DAY - 1) / DAY;
                Self::Within(u16::try_from(days).unwrap_or(u16::MAX))
            }
            _ => Self::Longer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(all: &[i64]) -> Vec<Option<SignedDuration>> {
        let told = all.iter();
        told.map(|hours| (*hours >= 0).then(|| SignedDuration::from_hours(*hours)))
            .collect()
    }

    #[test]
    fn half_of_the_last_referrals_tell_how_quickly() {
        let met = hours(&[1, 2, 3, 4, 30, 49, 50, 60, 70, 80]);
        assert_eq!(AnswerPace::of(&met), Some(AnswerPace::Within(2)));
        assert_eq!(
            AnswerPace::of(&hours(&[0; 10])),
            Some(AnswerPace::Within(1))
        );
        assert_eq!(
            AnswerPace::of(&hours(&[24; 10])),
            Some(AnswerPace::Within(1))
        );
        assert_eq!(
            AnswerPace::of(&hours(&[25; 10])),
            Some(AnswerPace::Within(2))
        );
        assert_eq!(
            AnswerPace::of(&hours(&[336; 10])),
            Some(AnswerPace::Within(14))
        );
        assert_eq!(AnswerPace::of(&hours(&[337; 10])), Some(AnswerPace::Longer));
    }

    #[test]
    fn who_never_heard_counts_as_the_longest_wait() {
        let half = hours(&[1, 1, 1, 1, 1, -1, -1, -1, -1, -1]);
        assert_eq!(AnswerPace::of(&half), Some(AnswerPace::Within(1)));
        let most = hours(&[1, 1, 1, 1, -1, -1, -1, -1, -1, -1]);
        assert_eq!(AnswerPace::of(&most), Some(AnswerPace::Longer));
    }

    #[test]
    fn few_referrals_tell_nothing_and_old_ones_no_more() {
        assert_eq!(AnswerPace::of(&[]), None);
        assert_eq!(AnswerPace::of(&hours(&[1; 9])), None);
        let mut met = hours(&[1; 50]);
        met.extend(hours(&[-1; 500]));
        assert_eq!(AnswerPace::of(&met), Some(AnswerPace::Within(1)));
    }
}
