//! How long each step may take: settings of a municipality. The defaults are ours and are named
//! so on the settings page; no published Dutch norm was found (domain.md, section 0).

use serde::{Deserialize, Serialize};

/// Working days for each step, and the number of contact attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Deadlines {
    /// Until the first answer.
    pub answer: u16,
    /// From the answer until contact was made.
    pub contact: u16,
    /// From contact until the trial lesson.
    pub trial: u16,
    /// After the day of the trial, until it is known how it went.
    pub trial_report: u16,
    /// From the trial until the start.
    pub start: u16,
    /// For the service point to make a new choice or rescue a referral.
    pub rescue: u16,
    /// After a due moment, until the service point takes over.
    pub grace: u16,
    /// Weeks from start until somebody asks how it goes: the length of the collective deal.
    pub check_in_weeks: u16,
    /// Contact attempts without success, after which the service point is asked.
    pub attempts: u16,
    /// Weeks that an offer counts as confirmed; then its provider is asked whether it is still
    /// right.
    pub confirm_weeks: u16,
    /// Weeks that a provider has to say so; then the service point decides.
    pub confirm_grace_weeks: u16,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            answer: 3,
            contact: 5,
            trial: 15,
            trial_report: 2,
            start: 10,
            rescue: 3,
            grace: 2,
            check_in_weeks: 16,
            attempts: 3,
            confirm_weeks: 13,
            confirm_grace_weeks: 4,
        }
    }
}
