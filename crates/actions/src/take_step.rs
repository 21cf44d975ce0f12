//! Taking a step on a referral: by account, by link, or for somebody who phoned.

use domain::actor::Actor;
use domain::fault::Fault;
use domain::ids::ReferralId;
use domain::notice::notices_after;
use domain::organisation::Role;
use domain::policy::may_take;
use domain::referral::{
    Command, Entry, OnBehalf, Party, Receiver, Referral, Rules, Step, StepDraft, Target,
    legal_steps,
};
use domain::visibility::sight_of;
use jiff::Timestamp;
use store::access_log::{self, Action, Line};
use store::links::{self, Link, Purpose};
use store::{Scope, StoreError, Tx, outbox, referrals, residents, vault};

use crate::bridge::Municipality;
use crate::choose::choose;
use crate::refer::with_type_faults;
use crate::{ActionError, Bridge, Caller};

/// A step as it comes in.
#[derive(Clone, Debug, Default)]
pub struct StepRequest {
    /// `stap`
    pub step: String,
    /// What belongs to it.
    pub words: StepDraft,
    /// `sessieId`, for a new choice.
    pub session: String,
    /// `aanbodId`, for a new choice.
    pub offer: String,
    /// `beweegcoach`, for a new choice.
    pub coach: bool,
    /// `versie`: the version the caller saw; without it the step is taken on whatever is there.
    pub version: Option<u32>,
    /// What could not even be read as text or number: told with all other faults.
    pub type_faults: Vec<Fault>,
}

/// Takes a step. Gives the referral's new version.
///
/// # Errors
/// In this order (surface.md, section 10): not found, forbidden, an unknown step, a conflict with
/// where the referral is now, then every fault of the fields at once.
pub async fn take_step(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    request: &StepRequest,
) -> Result<u32, ActionError> {
    let now = bridge.now();
    let (mut tx, found) = crate::refused::find(bridge, caller, id, now).await?;
    let referral = found.referral;
    let step = Step::from_code(request.step.trim());
    let party = match step {
        Some(step) => may_take(&caller.actor, step, &referral),
        // Whoever can take no step at all is told so before the word is judged.
        None => Step::ALL
            .into_iter()
            .find_map(|step| may_take(&caller.actor, step, &referral)),
    };
    let Some(party) = party else {
        refused(&mut tx, caller, &referral, now).await?;
        tx.commit().await?;
        return Err(ActionError::Forbidden);
    };
    let Some(step) = step else {
        let words: Vec<&str> = Step::ALL.iter().map(|step| step.code()).collect();
        let code = match request.step.trim() {
            "" => "ontbreekt",
            _ => "onbekende-code",
        };
        let fault = Fault::body("stap", code).with(words.join(", "));
        let all = with_type_faults(&request.type_faults, vec![fault]);
        return Err(ActionError::Faults(all));
    };
    let hand = caller.hand(party, &referral);
    let legal = match step {
        Step::Undo => referral.may_undo(hand, now),
        step => legal_steps(&referral).contains(&step),
    };
    let stale = request
        .version
        .is_some_and(|version| version != referral.version);
    if stale || !legal {
        return Err(conflict(caller, &referral, now));
    }
    let chosen = match step {
        Step::Rechoose if names_a_target(request) => {
            match new_choice(bridge, &mut tx, &referral, request).await {
                Ok(chosen) => Ok(Some(chosen)),
                Err(ActionError::Faults(faults)) => Err(faults),
                Err(other) => return Err(other),
            }
        }
        _ => Ok(None),
    };
    let today = domain::calendar::day_of(now);
    let (chosen, choice_faults) = match chosen {
        Ok(chosen) => (chosen, Vec::new()),
        Err(faults) => (None, faults),
    };
    let read = request.words.read(step, today, chosen, &[]);
    let (command, words) = match read {
        Ok(read) if choice_faults.is_empty() && request.type_faults.is_empty() => read,
        read => {
            let mut faults = read.err().unwrap_or_default();
            if !choice_faults.is_empty() {
                // Something was chosen: what is wrong with it is told already.
                faults.retain(|fault| fault.location != "sessieId");
            }
            faults.extend(choice_faults);
            let all = with_type_faults(&request.type_faults, faults);
            return Err(ActionError::Faults(all));
        }
    };
    let on_behalf = words.on_behalf.or_else(|| implied_behalf(party, step));
    let after = carry_out(
        bridge,
        &mut tx,
        caller,
        referral,
        Deed {
            party,
            command,
            on_behalf,
            words: words.note,
        },
        now,
    )
    .await;
    let after = match after {
        Err(ActionError::Store(StoreError::Stale)) => {
            drop(tx);
            return Err(lost_the_race(bridge, caller, id, now).await);
        }
        other => other?,
    };
    tx.commit().await?;
    bridge.ring();
    Ok(after.version)
}

async fn new_choice(
    bridge: &Bridge,
    tx: &mut Tx,
    referral: &Referral,
    request: &StepRequest,
) -> Result<(Target, Receiver), ActionError> {
    let wish = (
        request.session.as_str(),
        request.offer.as_str(),
        request.coach,
        "",
    );
    let chosen = choose(bridge, tx, referral.municipality, wish).await?;
    judge_new_choice(referral, chosen.receiver.role)?;
    Ok((chosen.target, chosen.receiver))
}

fn names_a_target(request: &StepRequest) -> bool {
    !request.session.trim().is_empty() || !request.offer.trim().is_empty() || request.coach
}

/// What was agreed for one kind of receiver does not hold for another.
fn judge_new_choice(referral: &Referral, receiver: Role) -> Result<(), ActionError> {
    let consent = referral.consent;
    match receiver {
        Role::Provider if !consent.share_with_provider => Err(ActionError::fault(Fault::body(
            "toestemming.delenMetAanbieder",
            "toestemming-delen",
        ))),
        Role::Coach | Role::CareProfessional if !consent.guidance => Err(ActionError::fault(
            Fault::body("toestemming.begeleiding", "toestemming-begeleiding"),
        )),
        _ => Ok(()),
    }
}

/// A coach or service point who takes a receiver's step does so for the receiver.
pub(crate) fn implied_behalf(party: Party, step: Step) -> Option<OnBehalf> {
    let receivers_own = matches!(
        step,
        Step::Accept | Step::PlanTrial | Step::AttendTrial | Step::Decline
    );
    (matches!(party, Party::Coach | Party::ServicePoint) && receivers_own)
        .then_some(OnBehalf::Provider)
}

/// A step that was judged and may be carried out.
pub(crate) struct Deed {
    pub party: Party,
    pub command: Command,
    pub on_behalf: Option<OnBehalf>,
    pub words: Option<String>,
}

/// Carries out a judged step within a transaction: row, history, links, outbox, log.
pub(crate) async fn carry_out(
    bridge: &Bridge,
    tx: &mut Tx,
    caller: &Caller,
    referral: Referral,
    deed: Deed,
    now: Timestamp,
) -> Result<Referral, ActionError> {
    let municipality = bridge.municipality(referral.municipality)?;
    let receiver_now = match &deed.command {
        Command::Rechoose { receiver, .. } => *receiver,
        _ => referral.receiver,
    };
    let closures = bridge.closures_of(receiver_now.organisation);
    let rules = Bridge::rules(&municipality, &closures);
    let hand = caller.hand(deed.party, &referral);
    let rechosen = matches!(deed.command, Command::Rechoose { .. });
    let resident = referral.resident;
    let (after, entry) = referral.take(deed.command, hand, deed.on_behalf, now, &rules)?;
    if rechosen {
        // The receiver before has no link any more; the new one gets its own.
        let mine = links::of_referral(tx, after.id, Purpose::Mine).await?;
        links::revoke(tx, after.id).await?;
        let expires = mine.first().map_or(Timestamp::MAX, |link| link.expires_at);
        links::restore(tx, &mine).await?;
        let answer = Link::new(
            Purpose::Answer,
            after.municipality,
            after.id,
            Some(after.receiver.organisation),
            expires,
        );
        links::insert(tx, &[answer], now).await?;
    }
    keep(
        tx,
        caller,
        &municipality,
        &rules,
        &after,
        &entry,
        deed.words,
        resident,
        now,
    )
    .await?;
    Ok(after)
}

#[expect(
    clippy::too_many_arguments,
    reason = "the five things that one transaction writes"
)]
pub(crate) async fn keep(
    tx: &mut Tx,
    caller: &Caller,
    municipality: &Municipality,
    rules: &Rules,
    after: &Referral,
    entry: &Entry,
    words: Option<String>,
    resident: domain::ids::ResidentId,
    now: Timestamp,
) -> Result<(), ActionError> {
    let known = residents::read(tx, after.municipality, resident).await?;
    let sealed = match (&words, &known) {
        (Some(words), Some((_, key))) => Some(vault::seal_text(key, resident, words)?),
        _ => None,
    };
    let look_again = look_again(after, entry, rules);
    referrals::save(tx, after, entry, look_again, sealed).await?;
    let has_email = known
        .as_ref()
        .is_some_and(|(client, _)| client.email.is_some());
    let notices = notices_after(after, municipality.settings.service_point, has_email);
    outbox::insert(
        tx,
        after.municipality,
        (after.id, after.version),
        after.referrer_user,
        &notices,
        now,
    )
    .await?;
    let line = Line {
        municipality: after.municipality,
        at: now,
        user: entry.by.user,
        role: entry.by.role,
        organisation: entry.by.organisation,
        on_behalf: caller.on_behalf(entry.on_behalf),
        origin: caller.origin.clone(),
        action: Action::Change,
        resident: Some(resident),
        referral: Some(after.id),
        consent: Some(after.consent.to_stored()),
    };
    access_log::write(tx, &[line]).await?;
    Ok(())
}

/// When the worker must look at a referral next: at the end of the trial's day to ask how it went,
/// at its due moment, and after a reminder once the grace is over. None once it is closed.
pub(crate) fn look_again(after: &Referral, entry: &Entry, rules: &Rules) -> Option<Timestamp> {
    use domain::referral::Deed;
    let due = after.due?;
    if entry.deed == Deed::Reminded {
        let with_desk = after
            .owner
            .is_some_and(|owner| owner.organisation == rules.service_point);
        // The grace counts from the due moment: a worker that was down for a week does not make
        // the resident wait longer. The service point itself is reminded again and again.
        let from = if with_desk { entry.at.max(due) } else { due };
        let grace = rules.deadlines.grace.max(1);
        return Some(rules.calendar.working_days_after(from, grace));
    }
    let question = trial_question_at(after).filter(|at| entry.at < *at && *at < due);
    Some(question.unwrap_or(due))
}

/// When the receiver is asked whether the resident came: at the close of the trial's day.
pub(crate) fn trial_question_at(referral: &Referral) -> Option<Timestamp> {
    referral
        .trial()
        .map(|trial| domain::calendar::close_of(trial.day))
}

/// What the caller could do instead, from where the referral is.
pub(crate) fn steps_for(caller: &Caller, referral: &Referral, now: Timestamp) -> Vec<Step> {
    let mut steps: Vec<Step> = legal_steps(referral)
        .into_iter()
        .filter(|step| may_take(&caller.actor, *step, referral).is_some())
        .collect();
    if let Some(party) = may_take(&caller.actor, Step::Undo, referral)
        && referral.may_undo(caller.hand(party, referral), now)
    {
        steps.push(Step::Undo);
    }
    steps
}

pub(crate) fn conflict(caller: &Caller, referral: &Referral, now: Timestamp) -> ActionError {
    ActionError::Conflict {
        status: shown_to(caller, referral, now),
        allowed: steps_for(caller, referral, now),
        version: referral.version,
    }
}

/// The status as the caller may know it.
fn shown_to(caller: &Caller, referral: &Referral, now: Timestamp) -> domain::referral::Status {
    let sight = sight_of(&caller.actor, referral, now).unwrap_or_default();
    domain::visibility::shown_status(sight, referral.state.status())
}

/// Somebody else was first: tells where the referral is now.
pub(crate) async fn lost_the_race(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    now: Timestamp,
) -> ActionError {
    let again = async {
        let mut tx = bridge.store().begin().await?;
        referrals::find(&mut tx, &Scope::of(&caller.actor), id).await
    };
    match again.await {
        Ok(Some(found)) if sight_of(&caller.actor, &found.referral, now).is_some() => {
            conflict(caller, &found.referral, now)
        }
        Ok(_) => ActionError::NotFound,
        Err(error) => ActionError::Store(error),
    }
}

pub(crate) async fn refused(
    tx: &mut Tx,
    caller: &Caller,
    referral: &Referral,
    now: Timestamp,
) -> Result<(), StoreError> {
    let line = Line {
        municipality: referral.municipality,
        at: now,
        user: caller.actor.user(),
        role: match &caller.actor {
            Actor::Member(member) => member.roles.first().unwrap_or(Role::System),
            _ => caller.role(),
        },
        organisation: caller.actor.organisation(),
        on_behalf: caller.on_behalf(None),
        origin: caller.origin.clone(),
        action: Action::Refused,
        resident: Some(referral.resident),
        referral: Some(referral.id),
        consent: None,
    };
    access_log::write(tx, &[line]).await
}
