//! A status as icon, word and tint: never a tint alone.

use domain::organisation::Role;
use domain::referral::Status;

use super::voice::Voice;

/// A status as it stands in a list or above a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The classes of its tint.
    pub class: &'static str,
    /// The icon's name.
    pub icon: &'static str,
    /// The words.
    pub words: String,
}

/// The badge of a status. A coach who says yes is no club.
#[must_use]
pub fn badge(say: &Voice, status: Status, receiver: Role) -> Badge {
    let (class, icon) = look(status);
    let words = match (status, receiver) {
        (Status::Accepted, Role::Coach | Role::CareProfessional) => say.s("status-opgepakt"),
        _ => say.texts().status_short(status),
    };
    Badge { class, icon, words }
}

/// Tint and icon by status (frontend/components.md).
#[must_use]
pub const fn look(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Sent => ("status status-wacht", "send"),
        Status::Accepted => ("status status-wacht", "thumb-up"),
        Status::Contacted => ("status status-wacht", "phone-check"),
        Status::TrialPlanned => ("status status-wacht", "calendar-check"),
        Status::TrialAttended => ("status status-loopt", "circle-check"),
        Status::Started => ("status status-loopt", "run"),
        Status::Paused => ("status", "player-pause"),
        Status::Seeking => ("status status-letop", "refresh"),
        Status::Completed => ("status", "flag"),
        Status::Stopped => ("status", "door-exit"),
        Status::NotStarted => ("status", "circle-x"),
        Status::Withdrawn => ("status", "arrow-back-up"),
    }
}
