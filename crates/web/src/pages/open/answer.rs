//! `/v/{token}`: the receiver answers from the e-mail, without an account. Opening changes nothing
//! but the access log, since mail scanners open links too; each answer is a form of its own.

use actions::{
    ActionError, Caller, ShownReferral, answer_by_link, move_trial, show_referral, take_step,
};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use documents::Texts;
use domain::actor::Actor;
use domain::ids::ReferralId;
use domain::referral::{Deed, Step, StepDraft, TrialMoment};
use http::StatusCode;

use super::answer_page::{AnswerPage, Refused, Shown, answer_page};
use super::link_gone::{Whose, link_gone};
use super::sent::{Origin, Sent};
use super::step_form::{ANOTHER_DAY, FieldKind};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::view::{Base, render};

#[derive(Template)]
#[template(path = "open/answer.html")]
struct AnswerView {
    base: Base,
    t: &'static Texts,
    action: String,
    page: AnswerPage,
}

/// Shows the referral and what can be answered now.
pub async fn open(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Origin(origin): Origin,
) -> Answer {
    match seen(&web, &token, origin).await {
        Ok((_, shown)) => page(&web, base, &token, &shown, Shown::Opened),
        Err(mishap) => link_gone(base, Whose::Receiver, mishap),
    }
}

/// Takes an answer. What was done already, or is no longer possible, is no error: the page shows
/// how things stand.
pub async fn answer(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Origin(origin): Origin,
    sent: Sent,
) -> Answer {
    let caller = match answer_by_link::receiver(&web.bridge, &token, origin).await {
        Ok(caller) => caller,
        Err(error) => return link_gone(base, Whose::Receiver, error.into()),
    };
    let id = referral_of(&caller)?;
    let taken = take(&web, &caller, id, &sent).await;
    let form = sent.text("stap");
    after(&web, base, &token, &caller, (&form, &sent), taken).await
}

/// Moves the planned trial to another day.
pub async fn another_day(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Origin(origin): Origin,
    sent: Sent,
) -> Answer {
    let caller = match answer_by_link::receiver(&web.bridge, &token, origin).await {
        Ok(caller) => caller,
        Err(error) => return link_gone(base, Whose::Receiver, error.into()),
    };
    let id = referral_of(&caller)?;
    let taken = moved(&web, &caller, id, &sent).await;
    after(&web, base, &token, &caller, (ANOTHER_DAY, &sent), taken).await
}

/// What follows an answer: the page anew, or with what is wrong, or with how it stands.
async fn after(
    web: &Web,
    base: Base,
    token: &str,
    caller: &Caller,
    (form, sent): (&str, &Sent),
    taken: Result<(), ActionError>,
) -> Answer {
    let faults = match taken {
        Ok(()) => return Ok(Redirect::to(&address(token)).into_response()),
        Err(ActionError::Conflict { .. }) => None,
        Err(ActionError::Faults(faults)) => Some(faults),
        Err(ActionError::NotFound) => return link_gone(base, Whose::Receiver, Mishap::Gone),
        Err(error) => return Err(error.into()),
    };
    let shown = match show(web, caller, referral_of(caller)?).await {
        Ok(shown) => shown,
        Err(mishap) => return link_gone(base, Whose::Receiver, mishap),
    };
    let Some(faults) = faults else {
        return page(web, base, token, &shown, after_conflict(form, sent, &shown));
    };
    let refused = Refused {
        form,
        sent,
        faults: &faults,
    };
    let mut response = page(web, base, token, &shown, Shown::Refused(refused))?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

/// Takes the step. The form's version guards against answering to what nobody saw; what the
/// resident said or the program noted in between does not stand in the way of an answer.
async fn take(web: &Web, caller: &Caller, id: ReferralId, sent: &Sent) -> Result<(), ActionError> {
    let version: Option<u32> = sent.text("versie").parse().ok();
    let mut request = take_step::StepRequest {
        step: sent.text("stap"),
        words: StepDraft {
            reason: sent.text("reden"),
            outcome: sent.text("uitkomst"),
            on: trial_moment(&sent.text("op"), &sent.text("tijd")),
            until: sent.text("tot"),
            on_behalf: String::new(),
            note: sent.text("toelichting"),
        },
        version,
        ..take_step::StepRequest::default()
    };
    let first = take_step::take_step(&web.bridge, caller, id, &request).await;
    let Some(newer) = newer_with_notes(web, caller, id, version, &first).await? else {
        return first.map(|_| ());
    };
    request.version = Some(newer);
    let again = take_step::take_step(&web.bridge, caller, id, &request).await;
    again.map(|_| ())
}

/// Moves the trial, with the same patience for notes.
async fn moved(web: &Web, caller: &Caller, id: ReferralId, sent: &Sent) -> Result<(), ActionError> {
    let version: Option<u32> = sent.text("versie").parse().ok();
    let words = StepDraft {
        on: trial_moment(&sent.text("op"), &sent.text("tijd")),
        ..StepDraft::default()
    };
    let first = move_trial::move_trial(&web.bridge, caller, id, &words, version).await;
    let Some(newer) = newer_with_notes(web, caller, id, version, &first).await? else {
        return first.map(|_| ());
    };
    let again = move_trial::move_trial(&web.bridge, caller, id, &words, Some(newer)).await;
    again.map(|_| ())
}

/// The version now, when the answer was refused only because notes were written since `seen`.
async fn newer_with_notes(
    web: &Web,
    caller: &Caller,
    id: ReferralId,
    seen: Option<u32>,
    refused: &Result<u32, ActionError>,
) -> Result<Option<u32>, ActionError> {
    let (Some(seen), Err(ActionError::Conflict { version: now, .. })) = (seen, refused) else {
        return Ok(None);
    };
    if seen >= *now {
        return Ok(None);
    }
    let shown = show_referral::show_referral(&web.bridge, caller, id).await?;
    Ok(only_notes_since(&shown, seen).then_some(shown.version))
}

/// Whether all that happened after `version` are notes: nobody took a step.
fn only_notes_since(shown: &ShownReferral, version: u32) -> bool {
    shown
        .history
        .iter()
        .filter(|step| step.entry.number > version)
        .all(|step| {
            matches!(
                step.entry.deed,
                Deed::Reminded | Deed::Coming | Deed::CannotCome | Deed::CallMe
            )
        })
}

/// What to say when the step was not taken: done already, or something changed in between.
fn after_conflict<'a>(form: &str, sent: &Sent, shown: &ShownReferral) -> Shown<'a> {
    if form == ANOTHER_DAY {
        let wanted = TrialMoment::read(&trial_moment(&sent.text("op"), &sent.text("tijd")));
        return match wanted.is_some() && wanted == shown.trial {
            true => Shown::AlreadySo,
            false => Shown::ChangedBetween,
        };
    }
    let step = Step::from_code(form);
    let last = shown
        .history
        .iter()
        .rev()
        .find_map(|step| match step.entry.deed {
            Deed::Step(step) => Some(step),
            _ => None,
        });
    let still_possible = step.is_some_and(|step| shown.allowed.contains(&step));
    if step == last || !still_possible {
        Shown::AlreadySo
    } else {
        Shown::ChangedBetween
    }
}

/// The day and the hour of two fields as one moment.
fn trial_moment(day: &str, time: &str) -> String {
    if day.is_empty() || time.is_empty() || day.contains('T') {
        day.to_owned()
    } else {
        format!("{day}T{time}")
    }
}

async fn seen(web: &Web, token: &str, origin: String) -> Result<(Caller, ShownReferral), Mishap> {
    let caller = answer_by_link::receiver(&web.bridge, token, origin).await?;
    let id = referral_of(&caller)?;
    let shown = show(web, &caller, id).await?;
    Ok((caller, shown))
}

/// A link that works but shows nothing belongs to a receiver who let the referral go.
async fn show(web: &Web, caller: &Caller, id: ReferralId) -> Result<ShownReferral, Mishap> {
    match show_referral::show_referral(&web.bridge, caller, id).await {
        Err(ActionError::NotFound) => Err(Mishap::Gone),
        other => Ok(other?),
    }
}

fn referral_of(caller: &Caller) -> Result<ReferralId, Mishap> {
    match caller.actor {
        Actor::ReceiverByLink { referral, .. } => Ok(referral),
        _ => Err(Mishap::NotFound),
    }
}

fn page(
    web: &Web,
    base: Base,
    token: &str,
    shown: &ShownReferral,
    how: Shown<'_>,
) -> Result<Response, Mishap> {
    let home = web.bridge.municipality(shown.municipality)?;
    let page = answer_page(shown, &home, how, web.bridge.now());
    let view = AnswerView {
        base: base
            .of_municipality(web, shown.municipality)
            .titled(page.heading.clone()),
        t: Texts::dutch(),
        action: address(token),
        page,
    };
    render(&view)
}

fn address(token: &str) -> String {
    format!("/v/{token}")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2026-12-01", "10:00", "2026-12-01T10:00")]
    #[case("2026-12-01", "", "2026-12-01")]
    #[case("2026-12-01T10:00", "11:00", "2026-12-01T10:00")]
    #[case("", "10:00", "")]
    fn a_day_and_an_hour_are_one_moment(
        #[case] day: &str,
        #[case] time: &str,
        #[case] moment: &str,
    ) {
        assert_eq!(trial_moment(day, time), moment);
    }
}
