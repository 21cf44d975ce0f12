//! A row of a work list: due moment, the deed as a verb, who, status, one button.

use actions::list_referrals::Row;
use documents::dutch;
use domain::calendar::{day_of, end_of_week};
use domain::organisation::Role;
use domain::referral::Status;
use jiff::Timestamp;
use jiff::civil::Date;

use super::badge::{Badge, badge};
use super::choices::capital;
use super::voice::Voice;

/// How pressing something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Past due.
    Late,
    /// Due today.
    Today,
    /// Due before Monday.
    Week,
    /// Due afterwards.
    Later,
}

impl Urgency {
    /// Every urgency, most pressing first.
    pub const ALL: [Self; 4] = [Self::Late, Self::Today, Self::Week, Self::Later];

    /// How pressing something due at `due` is at `now`.
    #[must_use]
    pub fn of(due: Timestamp, now: Timestamp) -> Self {
        if due < now {
            Self::Late
        } else if day_of(due) == day_of(now) {
            Self::Today
        } else if due < end_of_week(now) {
            Self::Week
        } else {
            Self::Later
        }
    }

    /// The group's id, and the end of its heading's key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Late => "te-laat",
            Self::Today => "vandaag",
            Self::Week => "deze-week",
            Self::Later => "later",
        }
    }

    /// The row's class.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Late => "work-row is-late",
            Self::Today => "work-row is-today",
            Self::Week | Self::Later => "work-row",
        }
    }
}

/// A due moment in two lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueLines {
    /// What matters: "3 dagen te laat", "Vandaag", "Do 26 nov".
    pub first: String,
    /// What it rests on: "was za 21 nov", "voor 17.00 uur", "over 2 dagen".
    pub second: String,
    /// An icon before the first line; empty for none.
    pub icon: &'static str,
}

/// How a due moment stands on a list.
#[must_use]
pub fn due_lines(say: &Voice, due: Timestamp, now: Timestamp) -> DueLines {
    let day = dutch::date_short(day_of(due));
    match Urgency::of(due, now) {
        Urgency::Late => DueLines {
            first: capital(&dutch::overdue(due, now)),
            second: say.w("was-dag", "dag", &day),
            icon: "clock-exclamation",
        },
        Urgency::Today => DueLines {
            first: say.s("vandaag"),
            second: say.w("voor-tijd", "tijd", &hour_of(due)),
            icon: "clock",
        },
        Urgency::Week | Urgency::Later => DueLines {
            first: capital(&day),
            second: dutch::overdue(due, now),
            icon: "",
        },
    }
}

fn hour_of(moment: Timestamp) -> String {
    let local = domain::calendar::AMSTERDAM.to_datetime(moment);
    dutch::time(local.time())
}

/// A row as the page shows it.
#[derive(Clone, Debug)]
pub struct WorkRow {
    /// Where it leads.
    pub href: String,
    /// The due moment.
    pub due: DueLines,
    /// The row's classes.
    pub class: &'static str,
    /// What to do, or what somebody else does.
    pub deed: String,
    /// Name, offer, number.
    pub meta: String,
    /// The status.
    pub badge: Badge,
    /// A number to call at once: `tel:` address and words.
    pub call: Option<(String, String)>,
    /// The words of the button that opens it.
    pub open: String,
    /// Whether the button is filled.
    pub pressing: bool,
}

/// The row of a referral. `mine` is whether it waits for the reader.
#[must_use]
pub fn work_row(say: &Voice, row: &Row, mine: bool, now: Timestamp) -> WorkRow {
    let due = row.due.unwrap_or(row.changed_at);
    let urgency = Urgency::of(due, now);
    let owner = row.owner.as_ref();
    let name = row.name.clone().unwrap_or_else(|| say.s("zonder-naam"));
    let first = name.split_whitespace().next().unwrap_or_default();
    let role = owner.map(|owner| owner.role);
    let deed = if mine {
        let key = format!("werk-{}-{}", voice_of(role), row.status.code());
        say.w2(
            &key,
            ("naam", first),
            ("ontvanger", row.receiver_name.as_str()),
        )
    } else {
        let key = format!("werk-ander-{}", row.status.code());
        let owner = owner.map_or(row.receiver_name.as_str(), |owner| owner.name.as_str());
        say.w2(&key, ("naam", first), ("wie", owner))
    };
    let call = row
        .phone
        .as_ref()
        .filter(|_| mine && calls(row, role))
        .map(|phone| (telephone(phone), say.w("bel-naam", "naam", first)));
    WorkRow {
        href: format!("/verwijzingen/{}", row.id),
        due: due_lines(say, due, now),
        class: urgency.class(),
        deed,
        meta: meta_of(say, row, &name, day_of(now)),
        badge: badge_for(say, row, mine),
        call,
        open: say.s(open_words(row.status, role, mine)),
        pressing: urgency == Urgency::Late && mine,
    }
}

/// The status; what waits for the reader's own answer says so.
fn badge_for(say: &Voice, row: &Row, mine: bool) -> Badge {
    let mut badge = badge(say, row.status, row.receiver_role);
    if mine && row.status == Status::Sent {
        badge.icon = "hourglass";
        badge.words = say.s("status-wacht-op-u");
    }
    badge
}

const fn open_words(status: Status, owner: Option<Role>, mine: bool) -> &'static str {
    match (mine, status, owner) {
        (false, ..) => "bekijk",
        (true, Status::Seeking, _) => "kies-opnieuw",
        (true, _, Some(Role::ServicePoint)) => "help-verder",
        (true, Status::Sent, _) => "antwoord",
        _ => "vul-in",
    }
}

/// Who is spoken to, as it stands in the keys.
const fn voice_of(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::ServicePoint) => "servicepunt",
        Some(Role::Provider) => "aanbieder",
        _ => "begeleider",
    }
}

/// Whether the next deed is a call to the resident.
fn calls(row: &Row, owner: Option<Role>) -> bool {
    match row.status {
        Status::Sent => owner != Some(Role::Provider) && owner != Some(Role::ServicePoint),
        Status::Accepted | Status::Contacted | Status::Paused | Status::Started => {
            owner != Some(Role::ServicePoint)
        }
        _ => false,
    }
}

/// A phone number as an address: its digits, and the plus of another country.
#[must_use]
pub fn telephone(written: &str) -> String {
    let digits: String = written
        .chars()
        .filter(|sign| sign.is_ascii_digit() || *sign == '+')
        .collect();
    format!("tel:{digits}")
}

fn meta_of(say: &Voice, row: &Row, name: &str, today: Date) -> String {
    let mut parts = vec![name.to_owned()];
    parts.extend(row.title.clone());
    let via = row.referrer_name.as_ref().filter(|_| !row.mine);
    parts.extend(via.map(|via| say.w("via-verwijzer", "wie", via)));
    let trial = row
        .trial
        .as_deref()
        .and_then(domain::referral::TrialMoment::read);
    if row.status == Status::TrialPlanned
        && let Some(trial) = trial
    {
        let moment = dutch::trial_moment(trial, today);
        parts.push(say.w("proefles-op", "moment", &moment));
    }
    parts.push(row.number.clone());
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use domain::calendar::moment_of;
    use jiff::civil::{date, time};
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(date(2026, 11, 21), Urgency::Late)]
    #[case(date(2026, 11, 24), Urgency::Today)]
    #[case(date(2026, 11, 25), Urgency::Week)]
    #[case(date(2026, 11, 29), Urgency::Week)]
    #[case(date(2026, 11, 30), Urgency::Later)]
    fn the_week_ends_on_sunday(#[case] day: Date, #[case] urgency: Urgency) {
        let now = moment_of(date(2026, 11, 24), time(9, 42, 0, 0));
        let due = moment_of(day, time(17, 0, 0, 0));
        assert_eq!(Urgency::of(due, now), urgency);
    }

    #[test]
    fn what_was_due_this_morning_is_late_this_afternoon() {
        let now = moment_of(date(2026, 11, 24), time(17, 1, 0, 0));
        let due = moment_of(date(2026, 11, 24), time(17, 0, 0, 0));
        assert_eq!(Urgency::of(due, now), Urgency::Late);
    }

    #[test]
    fn a_phone_number_becomes_an_address() {
        assert_eq!(telephone("06 12 34 56 78"), "tel:0612345678");
        assert_eq!(telephone("+32 470\"><b>"), "tel:+32470");
    }
}
