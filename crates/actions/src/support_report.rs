//! What the operator's support sees: enough to help, and no personal data. Asked for on the command
//! line; nobody signs in for it, so that support needs no account where clients are.

use std::fmt::Write;

use jiff::Timestamp;
use store::support::{self, Count};
use store::{Store, municipalities};

use crate::ActionError;

/// The report as plain lines.
///
/// # Errors
/// When the store cannot be read.
pub async fn report(store: &Store, now: Timestamp) -> Result<String, ActionError> {
    let mut reading = store.read().await?;
    let mut text = format!("beweegbrug {} {now}\n", store.engine().code());
    for (name, until) in support::jobs(&mut reading).await? {
        let held = if until > now { "held" } else { "free" };
        line(&mut text, &format!("job {name}"), held);
    }
    for municipality in municipalities::all(&mut reading).await? {
        line(&mut text, "municipality", &municipality.id.to_string());
        let counts = support::counts(&mut reading, municipality.id).await?;
        for (head, counts) in [
            ("organisations", &counts.organisations),
            ("members", &counts.members),
            ("referrals", &counts.referrals),
            ("messages", &counts.post),
        ] {
            for (what, total) in counts as &[Count] {
                line(&mut text, &format!("  {head} {what}"), &total.to_string());
            }
        }
        for one in counts.stuck {
            let number = match one.number.as_str() {
                "" => "account",
                number => number,
            };
            let told = format!(
                "{} tried {} since {}",
                one.notice, one.attempts, one.made_at
            );
            line(&mut text, &format!("  undelivered {number}"), &told);
        }
    }
    Ok(text)
}

fn line(text: &mut String, what: &str, value: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{what}: {value}");
}
