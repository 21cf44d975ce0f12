//! `/aanbod-bijhouden`: what the service point must decide to keep the offer true. Nothing vanishes
//! by itself.

use actions::decide_on_offers::{self, Broken, Undecided, Unreached};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Redirect;
use documents::dutch;
use domain::calendar::day_of;
use domain::freshness::Decision;
use domain::ids::OfferId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::choices::capital;
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, dial, render};

/// An offer to decide on.
struct CareLine {
    id: String,
    title: String,
    provider: String,
    confirmed: String,
    asked: String,
    phone: String,
    dial: String,
}

/// Something of a provider that does not work.
struct BrokenLine {
    title: String,
    meta: String,
    cause: String,
    href: String,
    phone: String,
    dial: String,
}

#[derive(Template)]
#[template(path = "professional/offer_desk.html")]
struct OfferDeskPage {
    base: Base,
    say: Voice,
    unconfirmed: Vec<CareLine>,
    broken: Vec<BrokenLine>,
    hidden: Vec<CareLine>,
    done: String,
}

/// The query: what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    klaar: String,
}

/// `GET /aanbod-bijhouden`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let care = decide_on_offers::list(&web.bridge, &visitor.caller).await?;
    let say = Voice::to(Some(&visitor.member));
    let today = day_of(web.bridge.now());
    let line = |one: &Undecided| care_line(&say, one, today);
    let websites = care.broken.iter().map(|one| website(&say, one, today));
    let mail = care.unreached.iter().map(|one| no_mail(&say, one, today));
    render(&OfferDeskPage {
        base: base.titled(say.s("bijhouden-titel")),
        unconfirmed: care.unconfirmed.iter().map(line).collect(),
        broken: mail.chain(websites).collect(),
        hidden: care.hidden.iter().map(line).collect(),
        done: match asked.klaar.as_str() {
            word @ ("houden" | "verbergen" | "stoppen" | "tonen") => {
                say.s(&format!("bijhouden-klaar-{word}"))
            }
            _ => String::new(),
        },
        say,
    })
}

fn day(at: Timestamp, today: Date) -> String {
    dutch::date_long(day_of(at), today)
}

fn care_line(say: &Voice, one: &Undecided, today: Date) -> CareLine {
    let phone = one.phone.clone().unwrap_or_default();
    CareLine {
        id: one.id.to_string(),
        title: one.title.clone(),
        provider: one.provider.clone(),
        confirmed: capital(&dutch::confirmed(one.confirmed_on, one.confirmed_by, today)),
        asked: match (one.asked_at, &one.email) {
            (Some(at), _) => say.w("bijhouden-gevraagd", "dag", &day(at, today)),
            (None, None) => say.s("bijhouden-geen-adres"),
            (None, Some(_)) => String::new(),
        },
        dial: dial(&phone),
        phone,
    }
}

fn no_mail(say: &Voice, one: &Unreached, today: Date) -> BrokenLine {
    let phone = one.phone.clone().unwrap_or_default();
    BrokenLine {
        title: one.name.clone(),
        meta: say.w("bijhouden-mail", "dag", &day(one.failed_at, today)),
        cause: one.email.clone().unwrap_or_default(),
        href: String::new(),
        dial: dial(&phone),
        phone,
    }
}

fn website(say: &Voice, one: &Broken, today: Date) -> BrokenLine {
    let cause = one.cause.clone().unwrap_or_default();
    BrokenLine {
        title: one.provider.clone(),
        meta: say.w2(
            "bijhouden-website",
            ("keer", &one.failures.to_string()),
            ("dag", &day(one.checked_at, today)),
        ),
        cause: format!("{}: {cause}", one.website),
        href: format!("/aanbod/{}", one.offer),
        phone: String::new(),
        dial: String::new(),
    }
}

/// What a button sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Decided {
    besluit: String,
}

/// `POST /aanbod/{id}/besluit`
pub(super) async fn decide(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Decided>,
) -> Result<Redirect, Mishap> {
    let id: OfferId = id.parse().map_err(|_| Mishap::NotFound)?;
    let decision: Decision = form.besluit.parse().map_err(|()| Mishap::BadRequest)?;
    decide_on_offers::decide(&web.bridge, &visitor.caller, id, decision).await?;
    let to = format!("/aanbod-bijhouden?klaar={}", form.besluit);
    Ok(Redirect::to(&to))
}
