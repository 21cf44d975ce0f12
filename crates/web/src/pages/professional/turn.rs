//! The first box of a referral's page: whose turn it is, by when, and what happens otherwise.

use actions::ShownReferral;
use documents::dutch;
use domain::calendar::day_of;
use domain::ids::OrganisationId;
use domain::organisation::Role;
use domain::referral::Status;
use jiff::Timestamp;

use super::voice::Voice;
use super::work_row::Urgency;

/// What the box says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// "U bent aan de beurt"
    pub title: String,
    /// What follows.
    pub lines: Vec<String>,
    /// Whether it is past due.
    pub late: bool,
}

/// The box of a referral for a viewer who acts for `viewer`.
#[must_use]
pub fn turn(say: &Voice, shown: &ShownReferral, viewer: OrganisationId, now: Timestamp) -> Turn {
    let first = first_name(say, shown);
    if !shown.status.is_open() {
        return closed(say, shown, &first);
    }
    let (Some(owner), Some(due)) = (&shown.owner, shown.due) else {
        return Turn {
            title: say.s("beurt-onbekend-titel"),
            lines: vec![say.w("beurt-onbekend", "naam", &first)],
            late: false,
        };
    };
    let late = Urgency::of(due, now) == Urgency::Late;
    let day = dutch::date_long(day_of(due), day_of(now));
    let when = if late {
        say.w2(
            "beurt-te-laat",
            ("dag", &day),
            ("hoe", &dutch::overdue(due, now)),
        )
    } else {
        say.w("beurt-uiterlijk", "dag", &day)
    };
    let desk = owner.role == Role::ServicePoint;
    if owner.organisation == viewer {
        let guides = owner.role != Role::Provider && shown.status == Status::Sent;
        let key = match guides {
            true => "beurt-u-kennis".to_owned(),
            false => format!("beurt-u-{}", shown.status.code()),
        };
        let deed = match (shown.status, desk) {
            (Status::Seeking, _) => say.w("beurt-u-kies", "naam", &first),
            (_, true) => say.w2(
                "beurt-u-servicepunt",
                ("naam", &first),
                ("ontvanger", &shown.receiver_name),
            ),
            _ => say.w(&key, "naam", &first),
        };
        let mut lines = vec![deed, when];
        if !desk {
            lines.push(say.s("beurt-u-anders"));
        }
        return Turn {
            title: say.s("beurt-u-titel"),
            lines,
            late,
        };
    }
    let otherwise = if desk {
        "beurt-ander-servicepunt"
    } else {
        "beurt-ander-anders"
    };
    Turn {
        title: say.s("beurt-ander-titel"),
        lines: vec![
            format!("{} {when}", say.w("beurt-ander", "wie", &owner.name)),
            say.w(otherwise, "wie", &owner.name),
        ],
        late,
    }
}

fn closed(say: &Voice, shown: &ShownReferral, first: &str) -> Turn {
    let t = say.texts();
    let last = shown.history.last().map(|step| &step.entry);
    let mut lines = vec![t.status(shown.status)];
    if let Some(outcome) = last.and_then(|entry| entry.outcome.as_deref()) {
        lines.push(say.w("beurt-uitkomst", "tekst", &t.code("uitkomst", outcome)));
    }
    if let Some(reason) = last.and_then(|entry| entry.reason.as_deref()) {
        let list = reason_list(shown.status);
        lines.push(say.w("beurt-reden", "tekst", &t.code(list, reason)));
    }
    Turn {
        title: say.w("beurt-dicht-titel", "naam", first),
        lines,
        late: false,
    }
}

/// The list that the reason of a closed status comes from.
const fn reason_list(status: Status) -> &'static str {
    match status {
        Status::Stopped => "reden.gestopt",
        Status::NotStarted => "reden.niet-gestart",
        _ => "reden.ingetrokken",
    }
}

/// The resident's first name, or what the reader calls somebody whose data are gone.
#[must_use]
pub fn first_name(say: &Voice, shown: &ShownReferral) -> String {
    shown.client.as_ref().map_or_else(
        || say.s("de-persoon"),
        |client| client.first_name().to_owned(),
    )
}
