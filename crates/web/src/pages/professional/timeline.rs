//! How it went, what is now, and what is still to come: the middle of a referral's page.

use actions::{ShownReferral, ShownStep};
use documents::dutch;
use domain::calendar::{AMSTERDAM, day_of};
use domain::referral::{Deed, Status, Step};
use jiff::Timestamp;

use super::badge::look;
use super::voice::Voice;

/// A point of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// `is-done`, `is-now` or `is-later`.
    pub class: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// What happened, or will.
    pub title: String,
    /// Said to who does not see the line: "(nu)", "(nog niet)".
    pub aside: String,
    /// When, and by whom.
    pub meta: String,
    /// Why, and the words beside it.
    pub quotes: Vec<String>,
}

/// The timeline of a referral.
#[must_use]
pub fn timeline(say: &Voice, shown: &ShownReferral, now: Timestamp) -> Vec<Point> {
    let mut points: Vec<Point> = shown
        .history
        .iter()
        .map(|step| happened(say, shown, step, now))
        .collect();
    if !shown.status.is_open() || !shown.sight.progress {
        return points;
    }
    if let Some(owner) = &shown.owner {
        let by = shown
            .due
            .map(|due| dutch::date_long(day_of(due), day_of(now)));
        points.push(Point {
            class: "is-now",
            icon: "hourglass",
            title: say.w("verloop-wacht-op", "wie", &owner.name),
            aside: say.s("nu"),
            meta: by.map_or_else(String::new, |day| {
                let late = shown.due.is_some_and(|due| due < now);
                let key = if late { "was-dag" } else { "verloop-uiterlijk" };
                say.w(key, "dag", &day)
            }),
            quotes: Vec::new(),
        });
    }
    points.extend(to_come(say, shown.status));
    points
}

fn happened(say: &Voice, shown: &ShownReferral, step: &ShownStep, now: Timestamp) -> Point {
    let t = say.texts();
    let entry = &step.entry;
    let mut meta = vec![moment_short(entry.at, now)];
    meta.extend(step.organisation.clone());
    meta.extend(entry.on_behalf.map(|who| t.on_behalf(who)));
    let mut quotes = Vec::new();
    if let Some(trial) = entry.trial {
        quotes.push(dutch::trial_moment(trial, day_of(now)));
    }
    if let (Some(reason), Deed::Step(taken)) = (&entry.reason, entry.deed) {
        let list = taken.reasons().map_or("reden", |list| list.key);
        quotes.push(t.code(list, reason));
    }
    if let Some(outcome) = &entry.outcome {
        quotes.push(t.code("uitkomst", outcome));
    }
    if let Some(until) = entry.until {
        let day = dutch::date_long(until, day_of(now));
        quotes.push(say.w("verloop-tot", "dag", &day));
    }
    quotes.extend(step.words.as_ref().map(|words| format!("“{words}”")));
    let accepted = entry.deed == Deed::Step(Step::Accept);
    let title = if accepted && shown.offer.is_none() {
        say.s("verloop-opgepakt")
    } else {
        t.deed(entry.deed)
    };
    Point {
        class: "is-done",
        icon: icon_of(entry.deed, entry.to),
        title,
        aside: String::new(),
        meta: meta.join(" · "),
        quotes,
    }
}

/// "di 24 nov, 9.42 uur"; with the year when it is another.
#[must_use]
pub fn moment_short(at: Timestamp, now: Timestamp) -> String {
    let local = AMSTERDAM.to_datetime(at);
    let hour = dutch::time(local.time());
    let day = if local.date().year() == day_of(now).year() {
        dutch::date_short(local.date())
    } else {
        format!(
            "{} {}",
            dutch::date_short(local.date()),
            local.date().year()
        )
    };
    format!("{day}, {hour}")
}

const fn icon_of(deed: Deed, to: Status) -> &'static str {
    match deed {
        Deed::Reminded => "bell",
        Deed::TakenOver => "hand-stop",
        Deed::Unanswered => "refresh",
        Deed::Coming => "thumb-up",
        Deed::CannotCome => "calendar-off",
        Deed::CallMe => "phone-call",
        Deed::ConsentChanged => "shield-check",
        Deed::Suspended => "hand-stop",
        Deed::Reinstated => "player-play",
        Deed::Step(Step::NotReached) => "phone-off",
        Deed::Step(Step::Undo) => "arrow-back-up",
        Deed::Step(Step::Resume) => "player-play",
        Deed::Step(Step::NoShow) => "calendar-off",
        Deed::Sent | Deed::Step(_) => look(to).1,
    }
}

/// The milestones that are still ahead.
fn to_come(say: &Voice, status: Status) -> Vec<Point> {
    let later = |key: &str, icon| Point {
        class: "is-later",
        icon,
        title: say.s(key),
        aside: say.s("nog-niet"),
        meta: String::new(),
        quotes: Vec::new(),
    };
    let mut points = Vec::new();
    if matches!(
        status,
        Status::Sent | Status::Accepted | Status::Contacted | Status::Seeking
    ) {
        points.push(later("komt-proefles", "calendar-check"));
    }
    if !matches!(status, Status::Started | Status::Paused) {
        points.push(later("komt-gestart", "run"));
    }
    points.push(later("komt-afgerond", "flag"));
    points
}

#[cfg(test)]
mod tests {
    use domain::calendar::moment_of;
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_moment_carries_its_year_only_when_it_is_another() {
        let at = moment_of(date(2026, 11, 24), time(9, 42, 0, 0));
        let same_year = moment_of(date(2026, 12, 1), time(9, 0, 0, 0));
        let next_year = moment_of(date(2027, 1, 4), time(9, 0, 0, 0));
        assert_eq!(moment_short(at, same_year), "di 24 nov, 9.42 uur");
        assert_eq!(moment_short(at, next_year), "di 24 nov 2026, 9.42 uur");
    }

    #[test]
    fn after_the_start_only_the_end_is_ahead() {
        let say = Voice::to(None);
        assert_eq!(to_come(&say, Status::Started).len(), 1);
        assert_eq!(to_come(&say, Status::Sent).len(), 3);
    }
}
