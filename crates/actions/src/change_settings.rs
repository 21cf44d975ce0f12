//! The municipality's settings: deadlines and summer stops. Defaults are ours and are named so.

use documents::dutch;
use domain::calendar::{Closure, day_of};
use domain::deadlines::Deadlines;
use domain::fault::Fault;
use domain::ids::MunicipalityId;
use domain::policy::{Verb, may};
use jiff::civil::Date;
use store::{feed, municipalities};

use crate::colleagues::runs_the_municipality;
use crate::{ActionError, Bridge, Caller};

/// More closures than anybody has at a time.
const MOST_CLOSURES: usize = 20;

/// Changes deadlines and closures. Referrals keep the due moment they have; the next step counts
/// with the new ones.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no administrator of the municipality itself;
/// [`ActionError::Faults`] when a number is out of range or a closure ends before it begins.
pub async fn change_settings(
    bridge: &Bridge,
    caller: &Caller,
    deadlines: Deadlines,
    closures: Vec<Closure>,
) -> Result<(), ActionError> {
    let home = administered(bridge, caller)?;
    let mut faults = Vec::new();
    let ranged = [
        ("eersteAntwoord", deadlines.answer),
        ("contact", deadlines.contact),
        ("proefles", deadlines.trial),
        ("naProefles", deadlines.trial_report),
        ("start", deadlines.start),
        ("hulp", deadlines.rescue),
        ("uitloop", deadlines.grace),
        ("weken", deadlines.check_in_weeks),
        ("pogingen", deadlines.attempts),
        ("bevestigen", deadlines.confirm_weeks),
        ("bevestigenUitloop", deadlines.confirm_grace_weeks),
    ];
    for (field, value) in ranged {
        if !(1..=260).contains(&value) {
            faults.push(Fault::body(field, "getal").with("1-260"));
        }
    }
    faults.extend(judge_closures(&closures, day_of(bridge.now())));
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    municipalities::set(&mut tx, home, &deadlines, &closures).await?;
    feed::add(&mut tx, "instellingen", home.as_str(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}

/// The municipality whose settings the caller changes.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no administrator of the municipality itself.
pub(crate) fn administered(
    bridge: &Bridge,
    caller: &Caller,
) -> Result<MunicipalityId, ActionError> {
    match caller.as_member() {
        Some(member)
            if may(&caller.actor, Verb::ChangeSettings)
                && runs_the_municipality(bridge, member) =>
        {
            Ok(member.municipality)
        }
        _ => Err(ActionError::Forbidden),
    }
}

/// What is wrong with closures: one that ends before it begins, or lasts longer than 100 days, and
/// more of them than anybody needs. Each names its days as people write them.
pub(crate) fn judge_closures(closures: &[Closure], today: Date) -> Vec<Fault> {
    let day = |day: Date| dutch::date_long(day, today);
    let mut faults = Vec::new();
    for closure in closures {
        let days = format!("{} – {}", day(closure.from), day(closure.to));
        match (closure.to - closure.from).get_days() {
            ..=-1 => faults.push(Fault::body("sluiting", "sluiting-omgekeerd").with(days)),
            101.. => faults.push(Fault::body("sluiting", "sluiting-lang").with(days)),
            _ => {}
        }
    }
    if closures.len() > MOST_CLOSURES {
        faults.push(Fault::body("sluiting", "te-veel").with(MOST_CLOSURES.to_string()));
    }
    faults
}
