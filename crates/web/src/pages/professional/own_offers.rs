//! `/mijn-aanbod`: a provider's own offers, each with "Klopt dit nog?"; and the confirmation, which
//! the service point may give too.

use actions::submit_offer::{self, Keeper};
use actions::{ActionError, close_for_a_while, curate, keep_fresh};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use documents::dutch;
use domain::calendar::day_of;
use domain::ids::OfferId;
use domain::offer::{Offer, OfferStatus};
use domain::organisation::Role;
use http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;

use super::choices::capital;
use super::closures_form::{ClosedForm, ClosureRow};
use super::form_faults::FormFaults;
use super::result::price_line;
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::lessons_off::{LessonDone, LessonsOff};
use crate::pages::open::still_right::thanks_for;
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// An offer of one's own.
struct OwnOffer {
    id: String,
    title: String,
    moments: Vec<String>,
    price: String,
    confirmed: String,
    /// Whether it was confirmed today: then nothing is asked.
    fresh: bool,
    /// What stands in its way to being found; empty when it is found.
    status: String,
    lessons: LessonsOff,
}

#[derive(Template)]
#[template(path = "professional/own_offers.html")]
struct OwnOffersPage {
    base: Base,
    say: Voice,
    offers: Vec<OwnOffer>,
    closures: Vec<ClosureRow>,
    faults: FormFaults,
    /// What was just done, in words; empty when nothing was.
    done: String,
    saved: bool,
    /// Whether there is anything to confirm.
    asks: bool,
}

/// The query: whether something was just confirmed or kept.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    bevestigd: Option<String>,
    klaar: Option<String>,
    bewaard: Option<String>,
}

/// `GET /mijn-aanbod`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
    Query(lesson): Query<LessonDone>,
) -> Answer {
    let keeper = Keeper::of(&visitor.caller)?;
    let form = ClosedForm::of(&close_for_a_while::own_closures(&web.bridge, &keeper));
    let none = FormFaults::default();
    let page = page(&web, &visitor, base, &form, none, &asked, &lesson).await?;
    render(&page)
}

/// `POST /mijn-aanbod/dicht`
pub(super) async fn close(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<ClosedForm>,
) -> Answer {
    let keeper = Keeper::of(&visitor.caller)?;
    let faults = match form.close(&web, &keeper).await {
        Ok(()) => return Ok(Redirect::to("/mijn-aanbod?bewaard=ja").into_response()),
        Err(ActionError::Faults(faults)) => faults,
        Err(error) => return Err(error.into()),
    };
    let page = page(
        &web,
        &visitor,
        base,
        &form,
        FormFaults::of(faults),
        &Asked::default(),
        &LessonDone::default(),
    )
    .await?;
    let mut response = render(&page)?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    form: &ClosedForm,
    faults: FormFaults,
    asked: &Asked,
    lesson: &LessonDone,
) -> Result<OwnOffersPage, Mishap> {
    let say = Voice::to(Some(&visitor.member));
    let today = day_of(web.bridge.now());
    let keeper = Keeper::of(&visitor.caller)?;
    // By title: what was just confirmed stays where it was.
    let offers = submit_offer::all(&web.bridge, &keeper).await?;
    Ok(OwnOffersPage {
        base: base.titled(say.s("mijn-aanbod-titel")),
        offers: offers
            .iter()
            .map(|offer| own(web, &say, offer, today))
            .collect(),
        closures: form.rows(),
        faults,
        done: match asked.klaar.as_deref() {
            Some(word @ ("bevestigd" | "getoond" | "ingediend" | "gestopt")) => {
                say.s(&format!("aanbodform-klaar-{word}"))
            }
            _ if asked.bevestigd.as_deref() == Some("alles") => say.s("klopt-bedankt"),
            _ if asked.bevestigd.is_some() => {
                let id = asked.bevestigd.as_deref().unwrap_or_default();
                thanks_for(say.texts(), &offers, id)
            }
            _ => lesson.words(&offers, today).unwrap_or_default(),
        },
        saved: asked.bewaard.is_some(),
        asks: offers
            .iter()
            .any(|offer| offer.status == OfferStatus::Visible && offer.confirmed_on != Some(today)),
        say,
    })
}

fn own(web: &Web, say: &Voice, offer: &Offer, today: Date) -> OwnOffer {
    let mut moments: Vec<String> = offer
        .sessions
        .iter()
        .map(|session| {
            let when = capital(&dutch::weekly(session));
            match session.places_left {
                Some(left) => {
                    let left = say.n("plekken-vrij", "aantal", u64::from(left));
                    format!("{when} · {left}")
                }
                None => when,
            }
        })
        .collect();
    if moments.is_empty() {
        moments.push(capital(&say.s("moment-onbekend")));
    }
    OwnOffer {
        id: offer.id.to_string(),
        title: offer.title.clone(),
        moments,
        price: price_line(offer),
        confirmed: capital(&dutch::confirmed(
            offer.confirmed_on,
            offer.confirmed_by,
            today,
        )),
        fresh: offer.confirmed_on == Some(today),
        status: match offer.status {
            OfferStatus::Visible => String::new(),
            status => say.s(&format!("aanbod-status-{}", status.code())),
        },
        lessons: LessonsOff::of(&web.bridge, offer, today),
    }
}

/// `POST /mijn-aanbod/klopt`
pub(super) async fn confirm_all(
    State(web): State<Web>,
    visitor: Visitor,
) -> Result<Redirect, Mishap> {
    let keeper = Keeper::of(&visitor.caller)?;
    keep_fresh::all_right_of(&web.bridge, &keeper).await?;
    Ok(Redirect::to("/mijn-aanbod?bevestigd=alles"))
}

/// `POST /aanbod/{id}/bevestigen`
pub(super) async fn confirm(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Redirect, Mishap> {
    let key: OfferId = id.parse().map_err(|_| Mishap::NotFound)?;
    curate::confirm_offer(&web.bridge, &visitor.caller, key).await?;
    let to = if visitor.member.roles.has(Role::Provider) {
        format!("/mijn-aanbod?bevestigd={key}")
    } else {
        format!("/aanbod/{key}")
    };
    Ok(Redirect::to(&to))
}
