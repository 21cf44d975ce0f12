//! `/klopt/{token}`: a provider says with one click that its offers are still right, without an
//! account. Opening changes nothing, since mail scanners open links too.

use actions::change_class_words::class_words;
use actions::keep_fresh::OfOffer;
use actions::submit_offer::Keeper;
use actions::{ActionError, close_for_a_while, keep_fresh};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use documents::dutch::capital;
use documents::{Texts, dutch};
use domain::calendar::day_of;
use domain::class_words::ClassWords;
use domain::ids::OfferId;
use domain::offer::{ConfirmedBy, Offer, OfferStatus};
use domain::offer_draft::{Field, OfferDraft};
use http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;

use super::link_gone::{Whose, link_gone};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::lessons_off::{LessonDone, LessonsOff};
use crate::pages::professional::FormFaults;
use crate::pages::professional::Voice;
use crate::pages::professional::closures_form::{ClosedForm, ClosureRow};
use crate::pages::{Form, Query};
use crate::view::{Base, render};
use documents::offer_words::of_field;

/// An offer as its provider checks it.
struct Fact {
    id: String,
    title: String,
    moments: Vec<String>,
    place: String,
    price: String,
    contact: String,
    email: String,
    /// What a list left open about it: its words, and the part of the form that asks it.
    questions: Vec<(String, String)>,
    /// What else is confirmed with it, each with its name; what is not told says so.
    more: Vec<(String, String)>,
    confirmed: String,
    /// What stands in its way to being found; empty when it is found.
    status: String,
    /// Whether its provider may still say that it is right today.
    asks: bool,
    lessons: LessonsOff,
}

#[derive(Template)]
#[template(path = "open/still_right.html")]
struct StillRightPage {
    base: Base,
    t: &'static Texts,
    token: String,
    lead: String,
    offers: Vec<Fact>,
    /// Whether there is anything to confirm.
    asks: bool,
    say: Voice,
    closures: Vec<ClosureRow>,
    faults: FormFaults,
    /// What was just done, in words; empty when nothing was.
    done: String,
}

/// The query: whether something was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    klaar: String,
    /// Which offer was confirmed alone.
    aanbod: String,
}

/// What the button sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    stap: String,
    /// Which offer is right, when not all are.
    aanbod: String,
}

/// `GET /klopt/{token}`
pub(super) async fn open(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Query(done): Query<Done>,
    Query(lesson): Query<LessonDone>,
) -> Answer {
    match page(&web, base.clone(), token, &done, &lesson).await {
        Ok(page) => render(&page),
        Err(error) => link_gone(base, Whose::Receiver, error),
    }
}

async fn page(
    web: &Web,
    base: Base,
    token: String,
    done: &Done,
    lesson: &LessonDone,
) -> Result<StillRightPage, Mishap> {
    let asked = keep_fresh::show(&web.bridge, &token).await?;
    let keeper = Keeper::by_link(&web.bridge, &token).await?;
    let closures = close_for_a_while::own_closures(&web.bridge, &keeper);
    let t = Texts::dutch();
    let today = day_of(web.bridge.now());
    let lead = t.w("klopt-uitleg", &[("aanbieder", &asked.provider)]);
    let asks = asked.shown().any(|offer| asks_of(offer, today));
    let base = base.of_municipality(web, asked.municipality);
    let called = class_words(&web.bridge, asked.municipality);
    Ok(StillRightPage {
        base: base.titled(t.s("klopt-titel")),
        t,
        token,
        lead,
        offers: asked
            .offers
            .iter()
            .map(|one| Fact {
                questions: questions(t, &asked.questions, one.id),
                ..fact(web, t, &called, one, today)
            })
            .collect(),
        asks,
        say: Voice::to(None),
        closures: ClosedForm::of(&closures).rows(),
        faults: FormFaults::default(),
        done: match done.klaar.as_str() {
            "ja" => t.s("klopt-bedankt"),
            "les" => thanks_for(t, &asked.offers, &done.aanbod),
            "dicht" => t.s("mijn-aanbod-dicht-bewaard"),
            word @ ("bevestigd" | "getoond" | "ingediend" | "gestopt") => {
                t.s(&format!("aanbodform-klaar-{word}"))
            }
            _ => lesson.words(&asked.offers, today).unwrap_or_default(),
        },
    })
}

/// `POST /klopt/{token}/dicht`
pub(super) async fn close(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Form(form): Form<ClosedForm>,
) -> Answer {
    let keeper = match Keeper::by_link(&web.bridge, &token).await {
        Ok(keeper) => keeper,
        Err(error) => return link_gone(base, Whose::Receiver, error.into()),
    };
    let faults = match form.close(&web, &keeper).await {
        Ok(()) => return Ok(Redirect::to(&format!("/klopt/{token}?klaar=dicht")).into_response()),
        Err(ActionError::Faults(faults)) => faults,
        Err(error) => return Err(error.into()),
    };
    let mut page = page(&web, base, token, &Done::default(), &LessonDone::default()).await?;
    page.closures = form.rows();
    page.faults = FormFaults::of(faults);
    let mut response = render(&page)?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

/// `POST /klopt/{token}`
pub(super) async fn answer(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Form(said): Form<Said>,
) -> Answer {
    if let Err(error) = keep_fresh::show(&web.bridge, &token).await {
        return link_gone(base, Whose::Receiver, error.into());
    }
    let done = match said.stap.as_str() {
        "alles-klopt" => {
            keep_fresh::all_right(&web.bridge, &token).await?;
            "ja".to_owned()
        }
        "klopt" => {
            let id: OfferId = said.aanbod.parse().map_err(|_| Mishap::NotFound)?;
            keep_fresh::one_right(&web.bridge, &token, id).await?;
            format!("les&aanbod={id}")
        }
        _ => return Err(Mishap::BadRequest),
    };
    Ok(Redirect::to(&format!("/klopt/{token}?klaar={done}")).into_response())
}

/// Whether its provider did not say today that it is right.
fn asks_of(offer: &Offer, today: Date) -> bool {
    let said = offer.confirmed_by == Some(ConfirmedBy::Provider);
    offer.status == OfferStatus::Visible && !(said && offer.confirmed_on == Some(today))
}

/// Thanks that name the lesson; nothing when the provider has no such one.
pub(in crate::pages) fn thanks_for(t: &Texts, offers: &[Offer], id: &str) -> String {
    let found = offers.iter().find(|offer| offer.id.to_string() == id);
    found.map_or_else(String::new, |offer| {
        t.w("klopt-bedankt-les", &[("les", &offer.title)])
    })
}

/// What a provider confirms beside when, where, for how much and with whom.
const MORE: [Field; 8] = [
    Field::Ages,
    Field::Level,
    Field::Groups,
    Field::SelfReliance,
    Field::Accessibility,
    Field::Guidance,
    Field::Trial,
    Field::NotFor,
];

/// What was asked about an offer, each with the place in its form.
fn questions(t: &Texts, all: &[OfOffer], offer: OfferId) -> Vec<(String, String)> {
    let own = all.iter().filter(|one| one.offer == offer);
    own.map(|one| {
        let column = capital(&one.column.replace('_', " "));
        let asked = [("kolom", column.as_str()), ("tekst", &one.original)];
        let part = match one.column.as_str() {
            "prijs" | "proefles" => "kosten",
            "dag" | "van" | "tot" | "plaatsen" => "momenten",
            "adres" | "postcode" | "plaats" => "waar",
            "naam" | "activiteit" | "omschrijving" => "wat",
            "seizoen" => "wanneer",
            "contact" | "telefoon" | "email" | "website" => "contact",
            _ => "wie",
        };
        (t.w("klopt-in-lijst", &asked), part.to_owned())
    })
    .collect()
}

fn fact(web: &Web, t: &Texts, called: &ClassWords, offer: &Offer, today: Date) -> Fact {
    let draft = OfferDraft::of(offer);
    let more = MORE.map(|field| {
        let words = of_field(t, called, field, &draft);
        let words = match words.is_empty() {
            true => t.s("klopt-niet-ingevuld"),
            false => words,
        };
        (t.s(&format!("aanbodveld-{}", field.code())), words)
    });
    let venue = &offer.venue;
    let contact = &offer.contact;
    let joined = |parts: [Option<String>; 2]| {
        let told: Vec<String> = parts.into_iter().flatten().collect();
        told.join(", ")
    };
    let moments: Vec<String> = offer
        .sessions
        .iter()
        .map(|session| {
            let when = capital(&dutch::weekly(session));
            let left = match session.places_left {
                Some(left) => t.n("plekken-vrij", "aantal", i64::from(left)),
                None => t.s("klopt-plekken-onbekend"),
            };
            format!("{when} · {left}")
        })
        .collect();
    Fact {
        questions: Vec::new(),
        more: more.into(),
        id: offer.id.to_string(),
        title: offer.title.clone(),
        moments,
        place: joined([venue.address.clone(), venue.town.clone()]),
        price: capital(&dutch::price_after_deal(offer)),
        contact: joined([contact.name.clone(), contact.phone.clone()]),
        email: contact.email.clone().unwrap_or_default(),
        confirmed: capital(&dutch::confirmed(
            offer.confirmed_on,
            offer.confirmed_by,
            today,
        )),
        asks: asks_of(offer, today),
        status: match offer.status {
            OfferStatus::Visible => String::new(),
            status => t.s(&format!("aanbod-status-{}", status.code())),
        },
        lessons: LessonsOff::of(&web.bridge, offer, today),
    }
}
