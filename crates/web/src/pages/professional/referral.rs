//! `/verwijzingen/{id}`: whose turn it is, how it goes, who it is about, and what the viewer can
//! do; and `/verwijzingen/{id}/verstuurd`, the third screen of referring.

use actions::suggest_again::suggest_again;
use actions::{ShownReferral, show_referral};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use documents::dutch;
use domain::calendar::day_of;
use domain::ids::ReferralId;
use domain::referral::{Party, Status};
use serde::Deserialize;

use super::form_faults::FormFaults;
use super::referral_view::{ReferralView, is_referrer, to_provider, view};
use super::result::{Card, card};
use super::step_forms::{StepForms, step_forms};
use super::step_words::StepWordsForm;
use super::timeline::{Point, timeline};
use super::turn::{Turn, first_name, turn};
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::Query;
use crate::sessions::Visitor;
use crate::view::{Base, render};

#[derive(Template)]
#[template(path = "professional/referral.html")]
struct ReferralPage {
    base: Base,
    say: Voice,
    view: ReferralView,
    turn: Turn,
    timeline: Vec<Point>,
    steps: StepForms,
    suggestions: Vec<Card>,
    can_choose_coach: bool,
    faults: FormFaults,
    /// Who was first, when the step came too late.
    first_by: Option<String>,
    back: &'static str,
    back_words: String,
}

/// What happened to a step that was sent from the page.
#[derive(Default)]
pub(super) struct Outcome {
    /// The form that came back.
    pub refused: Option<(StepWordsForm, FormFaults)>,
    /// Whether somebody else was first.
    pub too_late: bool,
}

/// `GET /verwijzingen/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
) -> Answer {
    let shown = find(&web, &visitor, &id).await?;
    page(&web, &visitor, base, &shown, &Outcome::default())
}

/// The referral to this visitor; a word that is no id is no referral.
pub(super) async fn find(web: &Web, visitor: &Visitor, id: &str) -> Result<ShownReferral, Mishap> {
    let id: ReferralId = id.parse().map_err(|_| Mishap::NotFound)?;
    Ok(show_referral::show_referral(&web.bridge, &visitor.caller, id).await?)
}

/// The page of a referral, after a step that was not taken too.
pub(super) fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    shown: &ShownReferral,
    outcome: &Outcome,
) -> Result<Response, Mishap> {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let refused = outcome.refused.as_ref();
    let refused = refused.map(|(form, faults)| (form, faults));
    let steps = step_forms(&say, shown, refused);
    let faults = refused.map_or_else(FormFaults::default, |(form, faults)| {
        faults.clone().in_form(&form.stap)
    });
    let suggestions = suggest_again(&web.bridge, shown)
        .iter()
        .map(|hit| card(&say, hit))
        .collect();
    let view = view(&say, shown, now);
    let (back, back_words) = if is_referrer(shown) {
        ("/verwijzingen", say.s("ref-terug"))
    } else {
        ("/te-doen", say.s("menu-te-doen"))
    };
    render(&ReferralPage {
        base: base.titled(view.title.clone()),
        turn: turn(&say, shown, visitor.member.organisation, now),
        timeline: timeline(&say, shown, now),
        can_choose_coach: shown.consent.guidance,
        first_by: outcome.too_late.then(|| first_by(&say, shown)),
        suggestions,
        steps,
        faults,
        view,
        back,
        back_words,
        say,
    })
}

/// "Wandelclub De Brug was u voor. De aanbieder zegt al ja."
fn first_by(say: &Voice, shown: &ShownReferral) -> String {
    let last = shown.history.last();
    let who = last.and_then(|step| step.organisation.clone());
    let status = say.texts().status(shown.status);
    match who {
        Some(who) => say.w2("ref-te-laat-door", ("wie", &who), ("status", &status)),
        None => say.w("ref-te-laat", "status", &status),
    }
}

/// The query of the confirmation.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    vol: String,
}

#[derive(Template)]
#[template(path = "professional/sent.html")]
struct SentPage {
    base: Base,
    say: Voice,
    view: ReferralView,
    heading: String,
    next: String,
    otherwise: String,
    resident: String,
    full: bool,
    by_email: bool,
}

/// `GET /verwijzingen/{id}/verstuurd`
pub(super) async fn sent(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Query(query): Query<Sent>,
) -> Answer {
    let shown = find(&web, &visitor, &id).await?;
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let first = first_name(&say, &shown);
    let heading = say.w("verstuurd-titel", "naam", &first);
    let by_email = shown
        .client
        .as_ref()
        .is_some_and(|client| client.email.is_some());
    let key = if to_provider(&shown) {
        "verstuurd-club"
    } else {
        "verstuurd-coach"
    };
    let next = match shown.due.filter(|_| shown.status == Status::Sent) {
        Some(due) => say.w2(
            key,
            ("wie", &shown.receiver_name),
            ("dag", &dutch::date_long(day_of(due), day_of(now))),
        ),
        None => say.w("verstuurd-onbekend", "wie", &shown.receiver_name),
    };
    let feedback = if shown.consent.feedback {
        "verstuurd-u-hoort"
    } else {
        "verstuurd-u-hoort-niet"
    };
    let resident = if by_email {
        say.w("verstuurd-per-mail", "naam", &first)
    } else {
        say.w("verstuurd-op-papier", "naam", &first)
    };
    render(&SentPage {
        base: base.titled(heading.clone()),
        view: view(&say, &shown, now),
        heading,
        next,
        otherwise: format!("{} {}", say.s("verstuurd-anders"), say.s(feedback)),
        resident,
        full: query.vol == "ja" && shown.parties.contains(&Party::Referrer),
        by_email,
        say,
    })
}
