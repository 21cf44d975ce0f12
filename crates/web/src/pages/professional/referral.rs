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
use jiff::Timestamp;
use serde::Deserialize;

use super::form_faults::FormFaults;
use super::referral_view::{ReferralView, is_referrer, to_provider, view};
use super::result::{Card, card};
use super::saved_wishes::{self, WishesView};
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
    wishes: Option<WishesView>,
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
        .map(|hit| card(&say, hit, &say.s("huis")))
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
        wishes: saved_wishes::view(web, &say, shown, now),
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
    /// How it goes on: icon and words.
    lines: Vec<(&'static str, String)>,
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
    let feedback = if shown.consent.feedback {
        "verstuurd-u-hoort"
    } else {
        "verstuurd-u-hoort-niet"
    };
    let awaits = awaits_answer(&shown, now);
    let mut lines = match awaits {
        Some(due) => {
            let key = match to_provider(&shown) {
                true => "verstuurd-club",
                false => "verstuurd-coach",
            };
            let day = dutch::date_long(day_of(due), day_of(now));
            let next = say.w2(key, ("wie", &shown.receiver_name), ("dag", &day));
            let otherwise = format!("{} {}", say.s("verstuurd-anders"), say.s(feedback));
            vec![("calendar-clock", next), ("heart-handshake", otherwise)]
        }
        None => {
            let status = say.texts().status_short(shown.status);
            let mut lines = vec![("info-circle", say.w("verstuurd-nu", "status", &status))];
            // Once somebody takes part, nobody waits for a turn.
            if !matches!(shown.status, Status::Started | Status::Paused) {
                let turn = turn(&say, &shown, visitor.member.organisation, now);
                lines.push(("calendar-clock", turn.lines.join(" ")));
            }
            lines.push(("heart-handshake", say.s(feedback)));
            lines
        }
    };
    if shown.status.is_open() {
        lines.push(match by_email {
            true => ("mail", say.w("verstuurd-per-mail", "naam", &first)),
            false => ("printer", say.w("verstuurd-op-papier", "naam", &first)),
        });
    }
    render(&SentPage {
        base: base.titled(heading.clone()),
        view: view(&say, &shown, now),
        heading,
        lines,
        full: query.vol == "ja" && awaits.is_some() && shown.parties.contains(&Party::Referrer),
        by_email,
        say,
    })
}

/// Until when the receiver has to answer, while that is what everybody waits for. The page is
/// opened later too, from the history of a browser: then it tells how it stands.
fn awaits_answer(shown: &ShownReferral, now: Timestamp) -> Option<Timestamp> {
    let receiver = shown.receiver.organisation;
    let owner = shown.owner.as_ref()?;
    let asked = shown.status == Status::Sent && owner.organisation == receiver;
    shown.due.filter(|due| asked && *due >= now)
}
