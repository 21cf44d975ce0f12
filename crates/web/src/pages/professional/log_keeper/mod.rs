//! The log keeper's pages: the log by period, person, referral and action; the alarms; and the
//! page on which somebody answers a question about their own behaviour. No resident's data.

pub(super) mod alarms;
pub(super) mod log;
pub(super) mod question;

use actions::alarms::Alarm;
use documents::dutch;
use domain::calendar::{AMSTERDAM, day_of};
use jiff::Timestamp;

use super::voice::Voice;

/// What an alarm saw, in one sentence.
fn seen_words(say: &Voice, alarm: &Alarm) -> String {
    let key = format!("signaal-{}-zin", alarm.rule.code());
    say.w(&key, "aantal", &alarm.amount.to_string())
}

/// When it was: the day and the hours.
fn when_words(alarm: &Alarm, now: Timestamp) -> String {
    let hour = |at| {
        let at = AMSTERDAM.to_datetime(at);
        format!("{}.{:02}", at.hour(), at.minute())
    };
    format!(
        "{}, {}–{} uur",
        dutch::date_long(day_of(alarm.from), day_of(now)),
        hour(alarm.from),
        hour(alarm.until)
    )
}
