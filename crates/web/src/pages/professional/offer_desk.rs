//! `/aanbod-bijhouden`: what the service point must decide to keep the offer true. Nothing vanishes
//! by itself.

use actions::ActionError;
use actions::change_class_words::class_words;
use actions::decide_on_offers::{self, Broken, Undecided, Unreached};
use actions::judge_offers::{self, CHECKS, ToJudge};
use actions::pictures::{self, WaitingPicture};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use documents::dutch;
use documents::offer_words::of_field;
use domain::calendar::day_of;
use domain::class_words::ClassWords;
use domain::fault::Fault;
use domain::freshness::Decision;
use domain::ids::OfferId;
use http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use super::choices::{Choice, capital};
use super::form_faults::FormFaults;
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
}

/// What one provider did not confirm in time: one call, one answer.
struct CareGroup {
    provider: String,
    asked: String,
    phone: String,
    dial: String,
    /// What the button says that all of them are right.
    all_right: String,
    lines: Vec<CareLine>,
}

/// One part of an offer, as it was and as it is to be.
struct Difference {
    label: String,
    /// Empty for a new offer, or when it told nothing.
    before: String,
    after: String,
}

/// Something that a provider sent in.
struct JudgeLine {
    id: String,
    title: String,
    provider: String,
    meta: String,
    is_new: bool,
    live: bool,
    /// Ticked when it was sent with a fault.
    chosen: bool,
    differences: Vec<Difference>,
}

/// A picture that waits.
struct PictureLine {
    title: String,
    provider: String,
    alt: String,
    /// All pictures of the lesson.
    href: String,
    /// Where a yes to this one goes, and to which version of it.
    action: String,
    version: String,
    src: String,
}

/// Something of a provider that does not work.
struct BrokenLine {
    title: String,
    meta: String,
    cause: String,
    href: String,
    phone: String,
    dial: String,
    /// Whom to ask by mail; empty when mail does not arrive.
    email: String,
    /// Where the offer is put right; empty when it is no offer.
    edit: String,
}

#[derive(Template)]
#[template(path = "professional/offer_desk.html")]
struct OfferDeskPage {
    base: Base,
    say: Voice,
    to_judge: Vec<JudgeLine>,
    /// Whether anything waits that nobody sees yet: then the list of checks is shown.
    checklist: bool,
    checks: Vec<Choice>,
    faults: FormFaults,
    pictures: Vec<PictureLine>,
    unconfirmed: Vec<CareGroup>,
    /// How many lessons those are, in words.
    to_decide: String,
    /// How many the provider may still answer about, in words; empty when there is none.
    still_asked: String,
    broken: Vec<BrokenLine>,
    hidden: Vec<CareLine>,
    stopped: Vec<CareLine>,
    done: String,
    /// Whether that can be put back, further on this page.
    done_stopped: bool,
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
    let sent = Approved::default();
    let page = page(&web, &visitor, base, &asked.klaar, &sent, Vec::new()).await?;
    render(&page)
}

/// The page; `sent` is what was ticked on it when `faults` were found.
async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    done: &str,
    sent: &Approved,
    faults: Vec<Fault>,
) -> Result<OfferDeskPage, Mishap> {
    let care = decide_on_offers::list(&web.bridge, &visitor.caller).await?;
    let say = Voice::to(Some(&visitor.member));
    let today = day_of(web.bridge.now());
    let line = |one: &Undecided| care_line(one, today);
    let websites = care.broken.iter().map(|one| website(&say, one, today));
    let mail = care.unreached.iter().map(|one| no_mail(&say, one, today));
    let to_judge = judge_offers::list(&web.bridge, &visitor.caller).await?;
    let pictures = pictures::waiting(&web.bridge, &visitor.caller).await?;
    let called = class_words(&web.bridge, visitor.member.municipality);
    let checks = CHECKS
        .iter()
        .map(|check| {
            let words = say.s(&format!("bijhouden-check-{check}"));
            Choice::new(check, words, sent.nagekeken.iter().any(|one| one == check))
        })
        .collect();
    Ok(OfferDeskPage {
        base: base.titled(say.s("bijhouden-titel")),
        checklist: to_judge.iter().any(|one| !one.live),
        to_judge: to_judge
            .iter()
            .map(|one| judge_line(&say, &called, one, sent, today))
            .collect(),
        checks,
        faults: FormFaults::of(faults),
        pictures: pictures.into_iter().map(picture_line).collect(),
        to_decide: match care.unconfirmed.len() as u64 {
            0 => String::new(),
            all => say.n("bijhouden-te-beslissen", "aantal", all),
        },
        unconfirmed: by_provider(&say, &care.unconfirmed, today),
        still_asked: match care.still_asked {
            0 => String::new(),
            asked => say.n("bijhouden-nog-gevraagd", "aantal", asked),
        },
        broken: mail.chain(websites).collect(),
        hidden: care.hidden.iter().map(line).collect(),
        stopped: care
            .stopped
            .iter()
            .map(|one| CareLine {
                confirmed: one.stopped_at.map_or_else(String::new, |at| {
                    say.w("bijhouden-gestopt-op", "dag", &day(at, today))
                }),
                ..line(one)
            })
            .collect(),
        done_stopped: done == "stoppen" && !care.stopped.is_empty(),
        done: match done {
            word @ ("houden" | "verbergen" | "stoppen" | "tonen" | "terugzetten" | "goed"
            | "terug" | "gewijzigd" | "foto") => say.s(&format!("bijhouden-klaar-{word}")),
            _ => String::new(),
        },
        say,
    })
}

fn picture_line(one: WaitingPicture) -> PictureLine {
    let picture = one.picture;
    let href = format!("/aanbod/{}/fotos", picture.offer);
    PictureLine {
        title: one.title,
        provider: one.provider,
        action: format!("{href}/{}", picture.slot),
        src: format!("{href}/{}?v={}", picture.slot, picture.digest),
        version: picture.digest,
        href,
        alt: picture.alt,
    }
}

fn judge_line(
    say: &Voice,
    called: &ClassWords,
    one: &ToJudge,
    sent: &Approved,
    today: Date,
) -> JudgeLine {
    let t = say.texts();
    let differences = one.fields.iter().map(|field| Difference {
        label: say.s(&format!("aanbodveld-{}", field.code())),
        before: one
            .before
            .as_ref()
            .map_or_else(String::new, |before| of_field(t, called, *field, before)),
        after: of_field(t, called, *field, &one.after),
    });
    let id = one.id.to_string();
    JudgeLine {
        chosen: sent.keuze.contains(&id),
        id,
        title: one.title.clone(),
        provider: one.provider.clone(),
        meta: match &one.person {
            Some(name) => say.w2(
                "bijhouden-ingestuurd-door",
                ("dag", &day(one.made_at, today)),
                ("naam", name),
            ),
            None => say.w("bijhouden-ingestuurd", "dag", &day(one.made_at, today)),
        },
        is_new: one.before.is_none(),
        live: one.live,
        differences: differences
            .filter(|one| !one.before.is_empty() || !one.after.is_empty())
            .collect(),
    }
}

fn day(at: Timestamp, today: Date) -> String {
    dutch::date_long(day_of(at), today)
}

fn care_line(one: &Undecided, today: Date) -> CareLine {
    CareLine {
        id: one.id.to_string(),
        title: one.title.clone(),
        provider: one.provider.clone(),
        confirmed: capital(&dutch::confirmed(one.confirmed_on, one.confirmed_by, today)),
    }
}

/// The list, which is in the order of its providers, with each provider once.
fn by_provider(say: &Voice, all: &[Undecided], today: Date) -> Vec<CareGroup> {
    all.chunk_by(|one, other| one.provider_id == other.provider_id)
        .filter_map(|chunk| chunk.first().map(|first| (first, chunk)))
        .map(|(first, chunk)| {
            let phone = first.phone.clone().unwrap_or_default();
            CareGroup {
                provider: first.provider.clone(),
                asked: match (first.asked_at, &first.email) {
                    (Some(at), _) => say.w("bijhouden-gevraagd", "dag", &day(at, today)),
                    (None, None) => say.s("bijhouden-geen-adres"),
                    (None, Some(_)) => String::new(),
                },
                dial: dial(&phone),
                phone,
                all_right: say.w("bijhouden-alle-houden", "aantal", &chunk.len().to_string()),
                lines: chunk.iter().map(|one| care_line(one, today)).collect(),
            }
        })
        .collect()
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
        email: String::new(),
        edit: String::new(),
    }
}

fn website(say: &Voice, one: &Broken, today: Date) -> BrokenLine {
    let cause = one.cause.clone().unwrap_or_default();
    let phone = one.phone.clone().unwrap_or_default();
    BrokenLine {
        title: one.provider.clone(),
        meta: say.w2(
            "bijhouden-website",
            ("keer", &one.failures.to_string()),
            ("dag", &day(one.checked_at, today)),
        ),
        cause: format!("{}: {cause}", one.website),
        href: format!("/aanbod/{}", one.offer),
        dial: dial(&phone),
        phone,
        email: one.email.clone().unwrap_or_default(),
        edit: format!("/aanbod/{}/wijzig", one.offer),
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

/// What the buttons for all lessons of a provider send.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DecidedTogether {
    besluit: String,
    aanbod: Vec<String>,
}

/// `POST /aanbod-bijhouden/samen`
pub(super) async fn decide_together(
    State(web): State<Web>,
    visitor: Visitor,
    Form(form): Form<DecidedTogether>,
) -> Result<Redirect, Mishap> {
    let ids: Result<Vec<OfferId>, _> = form.aanbod.iter().map(|id| id.parse()).collect();
    let ids = ids.map_err(|_| Mishap::NotFound)?;
    let decision: Decision = form.besluit.parse().map_err(|()| Mishap::BadRequest)?;
    decide_on_offers::decide_all(&web.bridge, &visitor.caller, &ids, decision).await?;
    let to = format!("/aanbod-bijhouden?klaar={}#onbevestigd", form.besluit);
    Ok(Redirect::to(&to))
}

/// What the form to approve sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Approved {
    keuze: Vec<String>,
    nagekeken: Vec<String>,
}

/// `POST /aanbod-bijhouden/goed`
pub(super) async fn approve(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<Approved>,
) -> Answer {
    let ids: Result<Vec<Uuid>, _> = form.keuze.iter().map(|id| id.parse()).collect();
    let ids = ids.map_err(|_| Mishap::NotFound)?;
    let caller = &visitor.caller;
    let approved = judge_offers::approve(&web.bridge, caller, &ids, &form.nagekeken).await;
    judged(&web, &visitor, base, approved.map(|_| ()), &form, "goed").await
}

/// What the form to send something back sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SentBack {
    woorden: String,
}

/// `POST /aanbod-bijhouden/{id}/terug`
pub(super) async fn send_back(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Form(form): Form<SentBack>,
) -> Answer {
    let id: Uuid = id.parse().map_err(|_| Mishap::NotFound)?;
    let caller = &visitor.caller;
    let sent = judge_offers::send_back(&web.bridge, caller, id, &form.woorden).await;
    judged(&web, &visitor, base, sent, &Approved::default(), "terug").await
}

async fn judged(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    done: Result<(), ActionError>,
    sent: &Approved,
    word: &str,
) -> Answer {
    match done {
        Ok(()) => {
            let to = format!("/aanbod-bijhouden?klaar={word}");
            Ok(Redirect::to(&to).into_response())
        }
        Err(ActionError::Faults(faults)) => {
            let page = page(web, visitor, base, "", sent, faults).await?;
            let mut response = render(&page)?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}
